//! What makes Word call a file damaged, ask on opening, or lose something: one test each.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// The order of children, where the schema has a sequence (ECMA-376-1, transitional).
const ORDERS: [(&str, &[&str]); 9] = [
    (
        "pPr",
        &[
            "pStyle",
            "keepNext",
            "keepLines",
            "pageBreakBefore",
            "widowControl",
            "numPr",
            "pBdr",
            "shd",
            "tabs",
            "spacing",
            "ind",
            "contextualSpacing",
            "jc",
            "outlineLvl",
            "rPr",
            "sectPr",
        ],
    ),
    ("rPr", &["rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "vertAlign", "lang"]),
    (
        "tblPr",
        &[
            "tblStyle",
            "tblW",
            "tblInd",
            "tblBorders",
            "tblLayout",
            "tblCellMar",
            "tblLook",
            "tblCaption",
            "tblDescription",
        ],
    ),
    ("tcPr", &["tcW", "gridSpan", "tcBorders", "shd", "tcMar", "vAlign"]),
    ("sectPr", &["headerReference", "footerReference", "type", "pgSz", "pgMar", "titlePg"]),
    ("sdtPr", &["alias", "tag", "id", "dataBinding", "docPartObj", "text"]),
    ("lvl", &["start", "numFmt", "pStyle", "suff", "lvlText", "lvlJc", "pPr", "rPr"]),
    (
        "style",
        &[
            "name",
            "basedOn",
            "next",
            "uiPriority",
            "semiHidden",
            "unhideWhenUsed",
            "qFormat",
            "pPr",
            "rPr",
            "tblPr",
            "tblStylePr",
        ],
    ),
    (
        "settings",
        &[
            "zoom",
            "defaultTabStop",
            "characterSpacingControl",
            "footnotePr",
            "compat",
            "themeFontLang",
            "clrSchemeMapping",
            "decimalSymbol",
            "listSeparator",
        ],
    ),
];

#[test]
fn elements_stand_in_the_order_of_the_schema() {
    let orders: BTreeMap<&str, &[&str]> = ORDERS.into_iter().collect();
    let word = sample_word();
    let mut seen = BTreeSet::new();
    for (part, root) in
        word.parts().into_iter().filter(|(part, _)| part.starts_with("word/") && !part.contains("chart"))
    {
        for element in std::iter::once(&root).chain(root.descendants()) {
            let Some(order) = orders.get(element.local_name()) else { continue };
            seen.insert(element.local_name().to_owned());
            let place = |child: &Element| {
                let found = order.iter().position(|name| *name == child.local_name());
                found.unwrap_or_else(|| panic!("{part}: `{}` in `{}`", child.local_name(), element.local_name()))
            };
            let places: Vec<usize> = element.elements().map(place).collect();
            assert!(places.is_sorted(), "{part}: {}", outline(element));
            // Only references to headers, footers and parts of a table style may repeat.
            let mut once = places.clone();
            once.dedup();
            let repeats = ["sectPr", "style"].contains(&element.local_name());
            assert!(repeats || once == places, "{part}: {}", outline(element));
        }
    }
    assert_eq!(seen.len(), ORDERS.len(), "{seen:?}");
}

#[test]
fn captions_stand_outside_tables_and_heading_rows_repeat() {
    let document = sample_word().document();
    for table in document.descendants_named("tbl") {
        assert!(table.descendants_named("pStyle").all(|style| val(style) != "Caption"));
        let rows: Vec<&Element> = table.children_named("tr").collect();
        let repeats = |row: &Element| row.descendants_named("tblHeader").next().is_some();
        assert!(rows.len() == 1 || (repeats(rows[0]) && !rows[1..].iter().any(|row| repeats(row))));
        assert!(rows.len() == 1 || rows.iter().all(|row| row.descendants_named("cantSplit").next().is_some()));
    }
}

#[test]
fn every_cell_ends_with_a_paragraph_and_every_row_fills_the_grid() {
    let document = sample_word().document();
    for cell in document.descendants_named("tc") {
        assert_eq!(cell.elements().last().expect("a cell has content").local_name(), "p");
    }
    for table in document.descendants_named("tbl") {
        let grid = table.child("tblGrid").unwrap();
        let widths: Vec<i64> = grid.elements().map(|column| column.attribute("w").unwrap().parse().unwrap()).collect();
        for row in table.children_named("tr") {
            let spans = row
                .children_named("tc")
                .map(|cell| cell.descendants_named("gridSpan").next().map_or(1, |span| val(span).parse().unwrap()));
            assert_eq!(spans.sum::<usize>(), widths.len());
        }
        let whole: i64 = table.descendants_named("tblW").next().unwrap().attribute("w").unwrap().parse().unwrap();
        assert_eq!(widths.iter().sum::<i64>(), whole);
    }
}

#[test]
fn sections_on_their_side_keep_header_and_footer_and_the_cover_has_none() {
    let document = sample_word().document();
    let sections: Vec<(Option<&str>, usize)> = document
        .descendants_named("sectPr")
        .map(|section| {
            let references = section.elements().filter(|inner| inner.local_name().ends_with("Reference")).count();
            (section.child("pgSz").unwrap().attribute("orient"), references)
        })
        .collect();
    assert_eq!(sections, [(None, 0), (None, 2), (Some("landscape"), 2)]);
}

#[test]
fn spaces_are_kept_and_what_xml_cannot_hold_is_left_out() {
    let document = with_blocks(vec![Block::Paragraph(vec![Inline::Text(" a\u{1}b\u{fffe} <&\"c ".into())])]);
    let (bytes, problems) = written(&document, &theme());
    let said: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(said, ["the Word file is written without characters that XML cannot hold: U+0001, U+FFFE"]);
    let document = opened(&bytes).document();
    let text = document.descendants_named("t").next().unwrap();
    assert_eq!((text.text().as_ref(), text.attribute("space")), (" ab <&\"c ", Some("preserve")));
}

#[test]
fn the_styles_that_word_expects_are_there_and_every_style_used_is_defined() {
    let word = sample_word();
    let styles = word.part("word/styles.xml");
    let ids: BTreeSet<&str> = styles.children_named("style").map(|style| style.attribute("styleId").unwrap()).collect();
    assert_eq!(ids.len(), styles.children_named("style").count());
    for id in ["Normal", "DefaultParagraphFont", "TableNormal", "NoList", "Title", "Heading1", "Heading6", "TOC1"] {
        assert!(ids.contains(id), "{id}");
    }
    for (part, root) in word.parts() {
        for used in root
            .descendants()
            .filter(|element| ["pStyle", "rStyle", "tblStyle", "basedOn", "next"].contains(&element.local_name()))
        {
            assert!(ids.contains(val(used)), "{part}: {}", val(used));
        }
    }
    for part in ["word/theme/theme1.xml", "word/fontTable.xml", "word/settings.xml", "word/numbering.xml"] {
        word.part(part);
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = sample::document();
    assert_eq!(bytes(&document, &theme()), bytes(&document, &theme()));
}

#[test]
fn drawings_say_what_they_show_or_that_they_show_nothing() {
    let document = sample_word().document();
    let mut shown = 0;
    for drawing in document.descendants_named("docPr") {
        let is_decorative = drawing.descendants_named("decorative").next().is_some();
        let says = drawing.attribute("descr").unwrap_or_default();
        assert_eq!(is_decorative, says.is_empty());
        shown += usize::from(!is_decorative);
    }
    assert_eq!(shown, 3);
}

#[test]
fn charts_carry_their_values_and_the_workbook_behind_them() {
    let word = sample_word();
    let charts = word.package.parts().filter(|(name, _)| name.starts_with("word/charts/")).count();
    let books =
        word.package.parts().filter(|(name, part)| name.ends_with(".xlsx") && part.bytes.starts_with(b"PK")).count();
    assert_eq!((charts, books), (2, 2));
    for number in 1..=2 {
        let chart = word.part(&format!("word/charts/chart{number}.xml"));
        assert!(
            chart.descendants_named("numCache").next().is_some()
                && chart.descendants_named("externalData").next().is_some()
        );
    }
}

#[test]
fn separators_of_footnotes_come_first() {
    let notes = sample_word().part("word/footnotes.xml");
    let ids: Vec<&str> = notes.children_named("footnote").filter_map(|note| note.attribute("id")).collect();
    assert_eq!(ids, ["-1", "0", "1"]);
    assert_eq!(
        words(notes.children_named("footnote").last().unwrap()).trim(),
        "Of which 69.2 million yen for schools."
    );
}
