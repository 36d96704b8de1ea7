//! One change of a token shows everywhere.

use super::*;
use crate::document::Color;

fn hex(word: &Word, part: &str) -> String {
    let part = word.package.part(part).expect("a part");
    String::from_utf8(part.bytes.clone()).expect("UTF-8")
}

#[test]
fn a_change_of_the_accent_shows_in_styles_tables_theme_and_charts() {
    let mut theme = theme();
    let accent = Color::parse("#ab12cd").unwrap();
    theme.tokens.colors.insert("accent".into(), accent);
    theme.tokens.colors.insert("grant-aid".into(), accent);
    let word = word_of(&sample::document(), &theme);
    for part in [
        "word/styles.xml",
        "word/numbering.xml",
        "word/document.xml",
        "word/theme/theme1.xml",
        "word/charts/chart1.xml",
    ] {
        assert!(hex(&word, part).to_uppercase().contains("AB12CD"), "{part}");
    }
    let styles = word.part("word/styles.xml");
    let table = styles.children_named("style").find(|style| style.attribute("styleId") == Some("ReportTable")).unwrap();
    assert!(outline(table).contains("color=AB12CD"));
}

#[test]
fn a_style_takes_what_the_theme_says_and_keeps_the_rest() {
    let mut theme = theme();
    let look = super::super::StyleLook { color: Some("warning".into()), ..Default::default() };
    theme.word.styles.insert("Heading1".into(), look);
    let word = word_of(&with_blocks(vec![]), &theme);
    let styles = word.part("word/styles.xml");
    let heading = styles.children_named("style").find(|style| style.attribute("styleId") == Some("Heading1")).unwrap();
    let properties = heading.child("rPr").unwrap();
    assert_eq!((val(properties.child("color").unwrap()), val(properties.child("sz").unwrap())), ("8A4B08", "40"));
}

#[test]
fn what_names_no_style_and_no_token_is_told() {
    let mut theme = theme();
    let look = super::super::StyleLook { color: Some("acent".into()), ..Default::default() };
    theme.word.styles.insert("Headin1".into(), look);
    let problems = theme.word.problems(&theme.tokens);
    let said: Vec<(&str, Option<&str>)> =
        problems.iter().map(|problem| (problem.message.as_str(), problem.near.as_deref())).collect();
    assert_eq!(
        said,
        [("Word files have no style `Headin1`", Some("Heading1")), ("the theme has no colour `acent`", Some("accent")),]
    );
}
