//! Input at the edge of what a file can hold: a sane document, never a damaged one.

use super::*;
use crate::document::sample::printed;
use crate::document::{Alignment, Cell, Column, Row, RowKind, Table};

fn table(columns: usize, rows: usize) -> Table {
    let text = |text: String| vec![Inline::Text(text)];
    let cell = |row: usize, column: usize| match column {
        0 => Cell { content: text(format!("row {row}")) },
        _ => Cell { content: vec![Inline::Figure(printed("grants", "", &format!("{row}.{column}"), Some(1)))] },
    };
    Table {
        id: BlockId("long".into()),
        caption: text("Long".into()),
        description: String::new(),
        columns: (0..columns)
            .map(|column| Column { heading: text(format!("c{column}")), alignment: Alignment::Decimal, width: 0 })
            .collect(),
        rows: (0..rows)
            .map(|row| Row { kind: RowKind::Body, cells: (0..columns).map(|column| cell(row, column)).collect() })
            .collect(),
        has_row_headings: false,
        note: vec![],
    }
}

#[test]
fn a_table_of_5000_rows_is_whole() {
    let word = word_with(vec![Block::Table(table(3, 5000))]);
    let document = word.document();
    assert_eq!(document.descendants_named("tr").count(), 5001);
    assert_eq!(document.descendants_named("tblHeader").count(), 1);
    let ids: std::collections::BTreeSet<&str> =
        document.descendants_named("sdtPr").map(|control| val(control.child("id").unwrap())).collect();
    assert_eq!(ids.len(), 10_000);
}

#[test]
fn a_table_without_rows_has_its_heading_row() {
    let document = word_with(vec![Block::Table(table(2, 0))]).document();
    assert_eq!(document.descendants_named("tr").count(), 1);
}

#[test]
fn a_table_of_too_many_columns_still_fits_the_page() {
    let document = word_with(vec![Block::Table(table(60, 1))]).document();
    let widths =
        document.descendants_named("gridCol").map(|column| column.attribute("w").unwrap().parse::<i64>().unwrap());
    let widths: Vec<i64> = widths.collect();
    assert!(widths.iter().all(|width| *width > 0));
    assert_eq!(widths.iter().sum::<i64>(), 9412);
}

#[test]
fn a_heading_of_300_characters_has_bookmarks_of_40() {
    let title = "Überlänge <&> ".repeat(22);
    let document =
        word_with(vec![heading(&title.to_lowercase(), 1, true, vec![Inline::Text(title.clone())])]).document();
    let names: Vec<&str> =
        document.descendants_named("bookmarkStart").filter_map(|mark| mark.attribute("name")).collect();
    assert_eq!(names, ["_Toc000000001", "_Ref000000001"]);
    assert_eq!(words(&document), title);
}

#[test]
fn a_document_without_blocks_is_a_file() {
    let document = word_with(vec![]).document();
    let body: Vec<&str> = document.child("body").unwrap().elements().map(Element::local_name).collect();
    assert_eq!(body, ["p", "sectPr"]);
}

#[test]
fn a_note_inside_a_note_stands_in_brackets() {
    let text = |text: &str| Inline::Text(text.into());
    let inner = Inline::Footnote(vec![Block::Paragraph(vec![text("inner")])]);
    let outer = Inline::Footnote(vec![Block::Paragraph(vec![text("outer"), inner])]);
    let word = word_with(vec![Block::Paragraph(vec![text("x"), outer])]);
    let notes = word.part("word/footnotes.xml");
    assert_eq!(words(notes.elements().last().unwrap()), " outer (inner)");
}

#[test]
fn values_are_never_markup() {
    let word = sample_word();
    assert!(words(&word.document()).contains(crate::document::sample::HOSTILE));
}

#[test]
fn an_image_that_cannot_be_drawn_leaves_its_words() {
    let image = crate::document::Image {
        bytes: b"no picture".to_vec(),
        media_type: "image/png".into(),
        alt: "A river".into(),
        caption: "The river".into(),
    };
    let document = word_with(vec![Block::Image(image)]).document();
    assert!(words(&document).contains("The river"));
}

#[test]
fn what_xml_cannot_hold_is_told_wherever_it_stands() {
    let document = sample::document();
    let mut texts = Vec::new();
    for index in 0..document.blocks.len() {
        let mut document = document.clone();
        match &mut document.blocks[index] {
            Block::Chart(chart) => chart.categories[0].push('\u{2}'),
            Block::KeyFigures(tiles) => tiles[0].unit.push('\u{3}'),
            Block::Timeline(timeline) => timeline.entries[0].date.push('\u{4}'),
            Block::Image(image) => image.alt.push('\u{5}'),
            Block::Table(table) => table.description.push('\u{6}'),
            _ => continue,
        }
        let (bytes, problems) = written(&document, &theme());
        opened(&bytes).parts();
        texts.extend(problems.into_iter().map(|problem| problem.message.rsplit_once(' ').unwrap().1.to_owned()));
    }
    texts.sort();
    texts.dedup();
    assert_eq!(texts, ["U+0002", "U+0003", "U+0004", "U+0005", "U+0006"]);
}

#[test]
fn a_reference_to_a_heading_that_word_does_not_count_is_a_link() {
    let text = |text: &str| vec![Inline::Text(text.into())];
    let reference = |id: &str| Inline::CrossReference { target: BlockId(id.into()), content: vec![] };
    let blocks = vec![
        Block::Paragraph(vec![reference("a"), reference("d")]),
        heading("a", 1, true, text("A")),
        heading("b", 2, true, text("B")),
        heading("c", 1, false, text("C")),
        heading("d", 2, true, text("D")),
    ];
    let document = word_with(blocks).document();
    let paragraph = document.descendants_named("p").next().unwrap();
    let fields: Vec<String> =
        paragraph.descendants_named("instrText").map(|field| field.text().trim().to_owned()).collect();
    assert_eq!(fields, ["REF _Ref000000001 \\r \\h"]);
    let links: Vec<String> = paragraph.descendants_named("hyperlink").map(words).collect();
    assert_eq!(links, ["Section\u{a0}1.1"]);
}

#[test]
fn numbers_that_word_would_count_otherwise_are_written() {
    let text = |text: &str| vec![Inline::Text(text.into())];
    let blocks = vec![
        heading("a", 1, true, text("A")),
        heading("b", 2, true, text("B")),
        heading("c", 1, false, text("C")),
        heading("d", 2, true, text("D")),
        heading("e", 1, true, text("E")),
    ];
    let document = word_with(blocks).document();
    let shown: Vec<(String, Option<String>)> = document
        .descendants_named("p")
        .map(|paragraph| (words(paragraph), paragraph.descendants_named("numId").next().map(|id| val(id).to_owned())))
        .collect();
    let none = || Some("5".to_owned());
    // "1.1" again is what the other formats print; Word would count 1.2.
    let expected = [("A", None), ("B", None), ("C", none()), ("1.1\u{2002}D", none()), ("E", None)];
    assert_eq!(shown, expected.map(|(text, number)| (text.to_owned(), number)));
}
