//! What makes Word call a file damaged, ask on opening, or lose something: one test each.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::document::{ContentsOf, walk_blocks};

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
fn ids_are_unique_and_names_of_bookmarks_short() {
    let document = sample_word().document();
    let ids = |name: &str, attribute: &str| -> Vec<String> {
        let found = document.descendants_named(name);
        found.map(|element| element.attribute(attribute).expect("an id").to_owned()).collect()
    };
    for (name, attribute) in [("bookmarkStart", "id"), ("bookmarkStart", "name"), ("docPr", "id")] {
        let all = ids(name, attribute);
        let unique: BTreeSet<&String> = all.iter().collect();
        assert!(!all.is_empty() && unique.len() == all.len(), "{name} {attribute}: {all:?}");
    }
    assert_eq!(ids("bookmarkStart", "id"), {
        let mut ends = ids("bookmarkEnd", "id");
        ends.sort_by_key(|id| id.parse::<u32>().unwrap());
        ends
    });
    assert!(ids("bookmarkStart", "name").iter().all(|name| name.len() <= 40 && name.is_ascii()));
}

#[test]
fn content_controls_have_small_unique_ids_and_short_names() {
    let word = sample_word();
    let mut ids = BTreeSet::new();
    for part in ["word/document.xml", "word/footnotes.xml"] {
        for control in word.part(part).descendants_named("sdtPr") {
            let id: u32 = val(control.child("id").expect("an id")).parse().unwrap();
            assert!(id > 0 && i32::try_from(id).is_ok());
            assert!(ids.insert(id), "{id} twice");
            for name in ["alias", "tag"] {
                assert!(control.child(name).is_none_or(|name| (1..=64).contains(&val(name).chars().count())));
            }
        }
    }
    assert!(ids.len() > 5);
}

#[test]
fn every_figure_of_the_text_is_bound_to_the_store() {
    let word = sample_word();
    let store = word.part("customXml/item1.xml");
    assert_eq!(store.namespace, "urn:hokoku:figures:1");
    let id = word.part("customXml/itemProps1.xml").attribute("itemID").unwrap().to_owned();
    let items: BTreeMap<&str, &Element> =
        store.children_named("item").map(|item| (item.attribute("id").unwrap(), item)).collect();
    let mut bound = Vec::new();
    for part in ["word/document.xml", "word/footnotes.xml"] {
        for control in word.part(part).descendants_named("sdt") {
            let properties = control.child("sdtPr").unwrap();
            let Some(tag) = properties.child("tag") else { continue };
            let binding = properties.child("dataBinding").expect("a binding");
            assert_eq!(binding.attribute("storeItemID"), Some(id.as_str()));
            assert_eq!(binding.attribute("prefixMappings"), Some("xmlns:ns0='urn:hokoku:figures:1'"));
            let path = format!("/ns0:figures/ns0:item[@id='{}']/ns0:v", val(tag));
            assert_eq!(binding.attribute("xpath"), Some(path.as_str()));
            let item = items[val(tag)];
            assert_eq!(words(control.child("sdtContent").unwrap()), item.child("v").unwrap().text());
            assert_eq!(item.attribute("printed"), Some(item.child("v").unwrap().text().as_ref()));
            bound.push((item.attribute("figure").unwrap().to_owned(), item.attribute("printed").unwrap().to_owned()));
        }
    }
    // Points of charts are drawn, not written.
    let mut printed: Vec<_> = sample::document()
        .figure_occurrences()
        .iter()
        .map(|found| (found.figure.id.as_str().to_owned(), found.figure.text.clone()))
        .collect();
    let mut charted = Vec::new();
    walk_blocks(&sample::document().blocks, &mut |block| {
        if let Block::Chart(chart) = block {
            charted.extend(chart.series.iter().flat_map(|series| &series.points).filter_map(|point| match point {
                crate::document::ChartPoint::Known { figure, .. } => {
                    Some((figure.id.as_str().to_owned(), figure.text.clone()))
                }
                crate::document::ChartPoint::Unknown => None,
            }));
        }
    });
    charted.iter().for_each(|figure| drop(printed.remove(printed.iter().position(|found| found == figure).unwrap())));
    printed.sort();
    bound.sort();
    assert_eq!(bound, printed);
}

#[test]
fn the_list_of_figures_is_that_of_the_document() {
    let list = sample_word().part("customXml/item2.xml");
    let document = sample::document();
    let shown: Vec<(String, String)> = list
        .children_named("figure")
        .map(|figure| (figure.attribute("id").unwrap().to_owned(), figure.child("text").unwrap().text().into_owned()))
        .collect();
    let expected: Vec<(String, String)> = document
        .figure_occurrences()
        .iter()
        .map(|found| (found.figure.id.as_str().to_owned(), found.figure.text.clone()))
        .collect();
    assert_eq!(shown, expected);
    let source = list.descendants_named("source").next().expect("a source");
    assert_eq!((source.attribute("document"), source.attribute("line")), (Some("yearbook"), Some("12")));
}

#[test]
fn every_field_carries_its_result_and_nothing_asks_on_opening() {
    let word = sample_word();
    let mut fields = 0;
    for (part, root) in word.parts().into_iter().filter(|(part, _)| part.starts_with("word/")) {
        let mut open: Vec<(bool, String)> = Vec::new();
        for element in root.descendants() {
            match element.local_name() {
                "fldChar" => match element.attribute("fldCharType").unwrap() {
                    "begin" => open.push((false, String::new())),
                    "separate" => open.last_mut().expect("a field").0 = true,
                    _ => {
                        let (has_result, result) = open.pop().expect("a field");
                        assert!(has_result && !result.trim().is_empty(), "{part}: a field without a result");
                        open.iter_mut().for_each(|(_, outer)| outer.push_str(&result));
                        fields += 1;
                    }
                },
                "t" => open
                    .iter_mut()
                    .filter(|(has_result, _)| *has_result)
                    .for_each(|(_, text)| text.push_str(&element.text())),
                _ => {}
            }
            assert_eq!(element.attribute("dirty"), None);
            assert!(!["updateFields", "rsids"].contains(&element.local_name()));
            assert!(!element.attributes.iter().any(|attribute| attribute.local_name().starts_with("rsid")));
        }
        assert!(open.is_empty(), "{part}: a field without an end");
    }
    assert!(fields > 10, "{fields}");
}

#[test]
fn fields_and_links_point_to_bookmarks_that_are_there() {
    let document = sample_word().document();
    let names: BTreeSet<&str> =
        document.descendants_named("bookmarkStart").filter_map(|mark| mark.attribute("name")).collect();
    let mut targets: Vec<String> = document
        .descendants_named("hyperlink")
        .filter_map(|link| link.attribute("anchor").map(str::to_owned))
        .collect();
    for instruction in document.descendants_named("instrText") {
        let text = instruction.text();
        let mut parts = text.split_whitespace();
        if let Some("REF" | "PAGEREF") = parts.next() {
            targets.extend(parts.next().map(str::to_owned));
        }
    }
    assert!(targets.len() > 8);
    assert!(targets.iter().all(|target| names.contains(target.as_str())), "{targets:?} in {names:?}");
}

#[test]
fn contents_and_references_show_the_pages_and_numbers_of_the_other_formats() {
    let document = sample_word().document();
    let entries: Vec<String> = document
        .descendants_named("p")
        .filter(|paragraph| {
            let style = paragraph.descendants_named("pStyle").next().map(val).unwrap_or_default();
            style.starts_with("TOC") || style == "TableofFigures"
        })
        .map(words)
        .collect();
    assert_eq!(
        entries,
        [
            "Contents",
            "At a glance 2",
            "1 Activity 3",
            "1.1 Projects & places 4",
            "2 Annex 7",
            "List of tables",
            "Table\u{a0}1. Projects and their amounts 5",
        ]
    );
    let text = words(&document);
    assert!(text.contains("(Table\u{a0}1, Figure\u{a0}1, Section\u{a0}1.1, at a glance)"), "{text}");
}

#[test]
fn the_bookmark_of_a_caption_holds_its_number_only() {
    let document = sample_word().document();
    let caption = document
        .descendants_named("p")
        .find(|paragraph| words(paragraph).contains("Projects and their amounts") && outline(paragraph).contains("SEQ"))
        .expect("a caption");
    let mut inside = false;
    let mut text = String::new();
    for element in caption.descendants() {
        match element.local_name() {
            "bookmarkStart" => inside |= element.attribute("name").is_some_and(|name| name.starts_with("_Ref")),
            "bookmarkEnd" => inside = false,
            "t" if inside => text.push_str(&element.text()),
            _ => {}
        }
    }
    assert_eq!(text, "Table\u{a0}1");
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

#[test]
fn a_list_of_what_is_not_there_is_left_out() {
    let lists = [ContentsOf::Headings, ContentsOf::Tables];
    let blocks = lists.map(|of| Block::Contents(crate::document::Contents { of, depth: 2 }));
    assert!(!outline_of(blocks.to_vec()).contains("TOC"));
}
