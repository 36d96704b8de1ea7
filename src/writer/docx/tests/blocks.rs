//! What each block and inline becomes.

use super::*;
use crate::document::{List, ListKind};

fn text(text: &str) -> Inline {
    Inline::Text(text.into())
}

#[test]
fn inlines_become_runs_in_character_styles() {
    let language = LanguageTag::parse("ja").unwrap();
    let paragraph = vec![
        Inline::Strong(vec![text("a"), Inline::Emphasis(vec![text("b")])]),
        Inline::Code("c".into()),
        Inline::LineBreak,
        Inline::Language { language, content: vec![text("\u{5831}\u{544a}")] },
        text("d\u{ad}e"),
    ];
    insta::assert_snapshot!(outline_of(vec![Block::Paragraph(paragraph)]).trim_end(), @r"
    p
      pPr
        spacing before=0
      r
        rPr
          rStyle val=Strong
        t: a
      r
        rPr
          rStyle val=Strong
          i
          iCs
        t: b
      r
        rPr
          rStyle val=Code
        t: c
      r
        br
      r
        rPr
          rFonts hint=eastAsia
          lang val=ja eastAsia=ja
        t: 報告
      r
        t: d
        softHyphen
        t: e
    ");
}

#[test]
fn links_keep_their_address_and_stand_once_among_the_relationships() {
    let link = || Inline::Link { address: "https://a.example/x y".into(), content: vec![text("a")] };
    let word = word_with(vec![Block::Paragraph(vec![link(), link()])]);
    let links = word.document().descendants_named("hyperlink").count();
    let targets = word.package.relationships("word/document.xml");
    let targets: Vec<_> = targets.iter().filter(|relationship| relationship.kind.ends_with("/hyperlink")).collect();
    assert_eq!((links, targets.len()), (2, 1));
    assert_eq!(targets[0].target, crate::package::Target::External("https://a.example/x%20y".into()));
}

#[test]
fn numbered_lists_begin_at_one_and_inner_lists_stand_deeper() {
    let item = |words: &str| vec![Block::Paragraph(vec![text(words)])];
    let list = |kind, items| Block::List(List { kind, items });
    let inner = list(ListKind::Numbered, vec![item("b")]);
    let outer = list(ListKind::Numbered, vec![[item("a"), vec![inner]].concat(), item("c")]);
    let blocks = vec![outer, list(ListKind::Numbered, vec![item("d")])];
    let document = word_with(blocks.clone()).document();
    let places: Vec<(String, &str, &str)> = document
        .descendants_named("p")
        .map(|paragraph| {
            let number = paragraph.descendants_named("numPr").next().unwrap();
            (words(paragraph), val(number.child("numId").unwrap()), val(number.child("ilvl").unwrap()))
        })
        .collect();
    let expected = [("a", "6", "0"), ("b", "7", "1"), ("c", "6", "0"), ("d", "8", "0")];
    assert_eq!(places, expected.map(|(words, number, level)| (words.to_owned(), number, level)));
    let numbering = word_with(blocks).part("word/numbering.xml");
    let restarts = numbering.children_named("num").filter(|number| number.child("lvlOverride").is_some()).count();
    assert_eq!(restarts, 3);
}

#[test]
fn a_table_has_its_style_its_description_and_its_numbers_below_each_other() {
    let document = word_with(vec![Block::Table(sample::table())]).document();
    let table = document.descendants_named("tbl").next().unwrap();
    insta::assert_snapshot!(outline(table.child("tblPr").unwrap()).trim_end(), @r"
    tblPr
      tblStyle val=ReportTable
      tblW w=9412 type=dxa
      tblLayout type=fixed
      tblLook val=06E0 firstRow=1 lastRow=1 firstColumn=1 lastColumn=0 noHBand=1 noVBand=1
      tblCaption val=Projects and their amounts
      tblDescription val=Amounts by project, in million yen.
    ");
    let cells = |row: &Element| -> Vec<String> {
        let cell = |cell: &Element| {
            let find = |name: &'static str| cell.descendants_named(name).next();
            let style = find("pStyle").map(val).unwrap_or_default();
            let span = find("gridSpan").map(|span| format!(" over {}", val(span))).unwrap_or_default();
            let side = find("jc").map(|side| format!(" {}", val(side))).unwrap_or_default();
            let indent = find("ind").and_then(|indent| indent.attribute("right"));
            let indent = indent.map(|indent| format!(" less {indent}")).unwrap_or_default();
            format!("{style}{span}{side}{indent}")
        };
        row.children_named("tc").map(cell).collect()
    };
    let rows: Vec<Vec<String>> = table.children_named("tr").skip(1).map(cells).collect();
    assert_eq!(rows[0], ["TableGroup over 4"]);
    // The whole number stands further left by the room of ".2".
    assert_eq!(rows[1], ["TableText", "TableText center", "TableText right", "TableText right less 145"]);
    assert_eq!(rows[2], ["TableText", "TableText center", "TableText right", "TableText right"]);
    assert_eq!(rows[3], ["TableTotal over 3", "TableTotal right"]);
}

#[test]
fn tiles_are_panels_of_one_row() {
    let blocks = sample::document().blocks.into_iter().filter(|block| matches!(block, Block::KeyFigures(_))).collect();
    let document = word_with(blocks).document();
    let table = document.descendants_named("tbl").next().unwrap();
    let cells: Vec<String> = table.descendants_named("tc").map(words).collect();
    assert_eq!(cells, ["27.8 billion yenGrant aidCumulative, as of 2021", "", "289 peopleTrainees"]);
    let style = table.descendants_named("pStyle").last().map(val);
    assert_eq!(style, Some("KeyFigureLabel"));
}

#[test]
fn the_title_of_the_cover_is_that_of_the_file() {
    let word = sample_word();
    let core = word.part("docProps/core.xml");
    let title = core.child("title").unwrap().text().into_owned();
    let document = word.document();
    let control = document.descendants_named("sdt").next().unwrap();
    assert_eq!((words(control), title.as_str()), ("Annual report 2021".into(), "Annual report 2021"));
    let binding = control.descendants_named("dataBinding").next().unwrap();
    assert_eq!(binding.attribute("xpath"), Some("/ns1:coreProperties[1]/ns0:title[1]"));
    assert_eq!(core.child("subject").unwrap().text(), "Cooperation with Exampleland");
}

#[test]
fn properties_say_what_the_report_was_made_from() {
    let word = sample_word();
    let custom = word.part("docProps/custom.xml");
    let values: Vec<(String, String)> = custom
        .children_named("property")
        .map(|property| {
            (property.attribute("name").unwrap().to_owned(), property.child("lpwstr").unwrap().text().into_owned())
        })
        .collect();
    let value = |name: &str| values.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    assert_eq!((value("hokoku.year"), value("hokoku.data-sha256")), (Some("2021"), Some("0123abcd")));
    assert_eq!(word.part("docProps/app.xml").child("Pages").unwrap().text(), "9");
    let created = word.part("docProps/core.xml").child("created").unwrap().text().into_owned();
    assert_eq!(created, "2022-08-31T00:00:00Z");
}

#[test]
fn the_footer_counts_with_fields_and_the_header_says_both_texts() {
    let word = sample_word();
    assert_eq!(words(&word.part("word/footer1.xml")), "Page 1 of 9");
    assert_eq!(words(&word.part("word/header1.xml")), "Annual report 2021 As of 31 August 2022");
}

#[test]
fn a_page_break_is_of_the_block_behind_it_and_none_at_the_start() {
    let paragraph = |words: &str| Block::Paragraph(vec![text(words)]);
    let blocks = vec![Block::PageBreak, paragraph("a"), Block::PageBreak, Block::PageBreak, paragraph("b")];
    let document = word_with(blocks).document();
    let breaks: Vec<String> = document
        .descendants_named("p")
        .filter(|paragraph| paragraph.descendants_named("pageBreakBefore").next().is_some())
        .map(words)
        .collect();
    assert_eq!(breaks, ["b"]);
}

/// The styles of the paragraphs of the body, those of tables left out.
fn styles(blocks: Vec<Block>) -> Vec<String> {
    let document = word_with(blocks).document();
    let paragraphs = document.child("body").unwrap().children_named("p");
    paragraphs.map(|paragraph| paragraph.descendants_named("pStyle").next().map_or("", val).to_owned()).collect()
}

#[test]
fn room_below_a_table_is_for_what_has_none_above_it() {
    let table = || Block::Table(crate::document::Table { note: vec![], ..sample::table() });
    let paragraph = || Block::Paragraph(vec![text("a")]);
    assert_eq!(styles(vec![table(), paragraph()]), ["Caption", "BlockGap", ""]);
    assert_eq!(styles(vec![table(), heading("h", 1, true, vec![text("a")])]), ["Caption", "Heading1"]);
    assert_eq!(styles(vec![table(), Block::PageBreak, paragraph()]), ["Caption", ""]);
    assert_eq!(styles(vec![table(), table()]), ["Caption", "BlockGap", "Caption", "BlockGap"]);
}

#[test]
fn a_brief_begins_higher_and_its_headers_push_the_other_pages_down() {
    let mut document = sample::document();
    let upper = |word: &Word| -> i64 {
        let document = word.document();
        let margins = document.descendants_named("pgMar").last().unwrap();
        margins.attribute("top").unwrap().parse().unwrap()
    };
    let lines = |word: &Word| word.part("word/header1.xml").children_named("p").count();
    let report = sample_word();
    assert_eq!(lines(&report), 1);
    if let Some(Block::Cover(cover)) = document.blocks.first_mut() {
        cover.full_page = false;
    }
    let brief = word_of(&document, &theme());
    assert_eq!(lines(&brief), 2);
    assert!(upper(&brief) < upper(&report));
    assert_eq!(words(&brief.part("word/header1.xml")), words(&report.part("word/header1.xml")));
}
