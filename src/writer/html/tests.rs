//! The page of a document with every block and inline: what it looks like as text, and the laws of any page.

use std::collections::BTreeSet;

use super::*;
use crate::document::sample;
use crate::model::LanguageTag;
use crate::writer::ThemeFiles;

fn check() -> String {
    check_document(&sample::document())
}

fn check_document(document: &Document) -> String {
    let ftl = include_str!("../../locale/sample.ftl");
    let locale = Locale::new(LanguageTag::parse("en").unwrap(), "en.ftl", ftl).unwrap();
    let theme = ThemeFiles {
        name: "test".into(),
        tokens: sample::theme(),
        typst: String::new(),
        typst_path: String::new(),
        css: "p { margin: 0 }".into(),
        word: Default::default(),
    };
    write(document, &theme, &locale)
}

/// The values of an attribute, in order.
fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    html.split(start.as_str()).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

/// A page without the drawings of its charts, which have tests of their own.
fn without_drawings(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<svg") {
        text.push_str(before);
        text.push_str("<svg>…</svg>");
        rest = after.split_once("</svg>").unwrap().1;
    }
    text + rest
}

#[test]
fn every_block_and_inline_has_its_elements() {
    let html = check();
    let body = html.split_once("<body").unwrap().1;
    insta::assert_snapshot!("page", without_drawings(body));
}

#[test]
fn ids_are_unique_and_every_link_within_the_page_arrives() {
    let html = check();
    let ids = attributes(&html, "id");
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "{ids:?}");
    for name in ["href", "aria-labelledby", "aria-describedby"] {
        let targets = attributes(&html, name).into_iter().flat_map(|value| value.split(' '));
        let inner = targets.filter_map(|target| match name {
            "href" => target.strip_prefix('#'),
            _ => Some(target),
        });
        for target in inner {
            assert!(unique.contains(target), "{name} names {target}");
        }
    }
}

#[test]
fn header_cells_say_what_they_head() {
    let html = check();
    let headers: Vec<&str> = html
        .split("<th")
        .skip(1)
        .filter(|rest| rest.starts_with([' ', '>']))
        .map(|rest| rest.split('>').next().unwrap())
        .collect();
    assert!(!headers.is_empty());
    assert!(headers.iter().all(|attributes| attributes.contains("scope=\"")), "{headers:?}");
}

#[test]
fn shares_of_columns_are_kept_where_each_has_one() {
    assert!(!check().contains("<colgroup>"));
    let mut document = sample::document();
    for block in &mut document.blocks {
        if let Block::Table(table) = block {
            (1..).zip(&mut table.columns).for_each(|(width, column)| column.width = width);
        }
    }
    let html = check_document(&document);
    assert!(html.contains("<colgroup><col style=\"width: 10.00%\"><col style=\"width: 20.00%\">"));
}

#[test]
fn values_are_never_markup() {
    let html = check();
    assert!(!html.contains("<b>"), "an element came out of a value");
    assert_eq!(html.matches("</script>").count(), 1, "a value closed the script");
    assert!(html.contains("#read(&quot;/etc/passwd&quot;)") || html.contains("#read(\"/etc/passwd\")"));
    let json = html.split_once("id=\"hokoku-figures\">").unwrap().1.split_once("</script>").unwrap().0;
    let figures: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(figures.as_array().unwrap().len(), sample::document().figure_occurrences().len());
}
