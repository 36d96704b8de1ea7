//! Tests of the writer as a whole: its markup, and the files that it makes.

use super::typeset::{Job, typeset};
use super::*;
use crate::diagnostic::Diagnostic;
use crate::document::sample::{self, HOSTILE, words};
use crate::document::{
    Alignment, Block, BlockId, Chart, Column, Contents, ContentsOf, Document, Heading, Inline, List, ListKind,
    Orientation, Row, RowKind, Section, Table,
};
use crate::model::LanguageTag;
use crate::writer::{Attachment, Relationship, ThemeFiles};

const THEME: &str = include_str!("../../../report-templates/themes/jica/theme.typ");

fn theme() -> ThemeFiles {
    ThemeFiles {
        name: "jica".into(),
        tokens: sample::theme(),
        typst: THEME.into(),
        typst_path: "report-templates/themes/jica/theme.typ".into(),
        css: String::new(),
        word: Default::default(),
    }
}

/// The invented document, its one word in a script that the built-in fonts lack in another language.
fn document() -> Document {
    let mut document = sample::document();
    for block in &mut document.blocks {
        if let Block::Paragraph(content) = block {
            for inline in content {
                if let Inline::Language { language, content } = inline {
                    *language = LanguageTag::parse("ru").expect("a tag");
                    *content = words("отчёт");
                }
            }
        }
    }
    document
}

fn with_blocks(blocks: Vec<Block>) -> Document {
    Document { blocks, ..document() }
}

fn heading(id: &str, level: u8, content: Vec<Inline>) -> Block {
    Block::Heading(Heading { id: BlockId(id.into()), level, is_numbered: true, content })
}

fn check(document: &Document, theme: &ThemeFiles, fonts: &Fonts) -> (Option<Vec<u8>>, Vec<Diagnostic>) {
    let attachments = [Attachment {
        name: "figures.json".into(),
        media_type: "application/json".into(),
        description: "Every figure with its source".into(),
        relationship: Relationship::Data,
        bytes: b"[]".to_vec(),
    }];
    let draw = |chart: &Chart, width_pt: f64| {
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width_pt} 200"><text x="9" y="99">{}</text></svg>"#,
            chart.unit
        )
    };
    let job = Job {
        document,
        theme,
        decimal_mark: '.',
        attachments: &attachments,
        timestamp: document.metadata.timestamp,
        draw: &draw,
    };
    typeset(&job, fonts)
}

/// Code, severity, place and message of each diagnostic, one a line.
fn found(document: &Document, theme: &ThemeFiles) -> String {
    let (bytes, diagnostics) = check(document, theme, &Fonts::new(&[]));
    assert_eq!(bytes.is_none(), diagnostics.iter().any(Diagnostic::is_error));
    let line = |diagnostic: &Diagnostic| {
        let place = diagnostic.place.as_ref().map(|place| format!(" {place}")).unwrap_or_default();
        let severity = if diagnostic.is_error() { "error" } else { "other" };
        format!("{severity} {}{place}: {}", diagnostic.code, diagnostic.message)
    };
    diagnostics.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The markup of some blocks, without the frame of the file.
fn markup_of(blocks: Vec<Block>) -> String {
    let text = markup(&with_blocks(blocks), &sample::theme(), '.', &[]);
    text.split_once("\n)\n\n").expect("the frame ends so").1.trim_end().to_owned()
}

#[test]
fn the_frame_carries_what_the_report_says_of_itself() {
    let text = markup(&with_blocks(vec![]), &sample::theme(), '.', &[]);
    insta::assert_snapshot!(text.trim_end(), @r#"
    #import "/theme.typ" as theme
    #show: theme.report.with(
      title: "Annual report 2021",
      author: "Example office",
      description: "What was done in Exampleland <2021>.",
      keywords: ("annual-report", "xyz", "2021",),
      date: datetime(year: 2022, month: 8, day: 31, hour: 0, minute: 0, second: 0),
      lang: "en", region: none,
      running-header: "Annual report 2021",
      running-note: "As of 31 August 2022",
      page-of: "Page {page} of {pages}",
      has-cover: false,
      is-brief: false,
    )
    "#);
}

#[test]
fn every_inline_is_a_call_or_a_string_literal() {
    let mut blocks = sample::document().blocks;
    blocks.retain(|block| matches!(block, Block::Paragraph(_) | Block::List(_)));
    insta::assert_snapshot!(markup_of(blocks), @r##"
    #par[#"In all "#"about 27.8 billion yen"#" was "#emph[#"promised"]#", "#strong[#"not paid"]#" ("#link(label("projects-table"))[#"projects-table"]#", "#link(label("chart-column"))[#"chart-column"]#", "#link(label("projects"))[#"projects"]#", "#link(label("at-a-glance"))[#"at a glance"]#")"#footnote[#"Of which "#theme.number("69.2 million yen")#" for schools."]#". Interns: "#theme.number("not available")#"."]

    #par[#"#read(\"/etc/passwd\") *x* [a](b) <b> $1$ {{ 7*7 }} </script> & 'q'"#linebreak()#raw("a < b")#" "#link("https://example.org/?a=1&b=\"2\"")[#"the office"]#" "#text(lang: "ja", region: none)[#"報告"]]

    #list(tight: true,
      [#"Water"],
      [#"Roads"
    #enum(tight: true,
      [#"North"],
      [#"South"],
    )],
    )
    "##);
}

#[test]
fn a_table_gives_its_columns_rows_and_hidden_decimals() {
    insta::assert_snapshot!(markup_of(vec![Block::Table(sample::table())]), @r##"
    #theme.data-table(
      id: "projects-table",
      supplement: "Table",
      number: "1",
      caption: [#"Projects and their amounts"],
      description: "Amounts by project, in million yen.",
      note: [#"Amounts as signed."],
      columns: (3.00fr, 5.37em, 6.25em, 5.83em,),
      hyphenate: false,
      align: (start, center, end, end,),
      row-headings: true,
      heading: ([#"Project"], [#"Status"], [#"Signed"], [#"Million yen"],),
      rows: (
        ("group", ([#"Grant aid"],)),
        ("body", ([#"A bridge over the river"], [#"ongoing"], [#"17 July 2019"], [#theme.number("1,200")#hide(".0")],)),
        ("body", ([#"#read(\"/etc/passwd\") *x* [a](b) <b> $1$ {{ 7*7 }} </script> & 'q'"], [#"completed"], [#"2020"], [#theme.number("69.2")],)),
        ("total", ([#"Sum of what is known"], [], [], [#theme.number("1,269.2")],)),
      ),
    )
    "##);
}

#[test]
fn tiles_events_boxes_and_pictures_hold_only_texts() {
    let mut blocks = document().blocks;
    blocks.retain(|block| {
        matches!(
            block,
            Block::Cover(_) | Block::KeyFigures(_) | Block::Timeline(_) | Block::Callout(_) | Block::Image(_)
        )
    });
    insta::assert_snapshot!(markup_of(blocks), @r##"
    #theme.cover(
      kicker: [#"Cooperation office"],
      title: [#"Annual report 2021"],
      subtitle: [#"Cooperation with Exampleland"],
      facts: (
        ([#"As of"], [#"31 August 2022"]),),
    )

    #theme.key-figures((
      (number: "27.8", known: true, unit: "billion yen", label: [#"Grant aid"], note: [#"Cumulative, as of 2021"], color: "grant-aid"),
      (number: "289 people", known: true, unit: none, label: [#"Trainees"], note: none, color: "accent"),
    ))

    #theme.timeline(description: "Events of the year", (
      ("September 2021", [#"The bridge was opened by "#theme.number("three people")]),))

    #theme.callout(kind: "warning", title: [#"Warning"])[
    #par[#"Coverage is partial."]

    ]

    #theme.callout(kind: "note", title: [#"On the rate"])[
    #par[#"No rate is known."]

    ]

    #theme.picture(
      picture: image("/image-1", format: "svg", alt: "A blue field"),
      caption: "The river",
    )
    "##);
}

#[test]
fn a_heading_before_a_landscape_section_moves_into_it() {
    let section = Section { orientation: Orientation::Landscape, blocks: vec![Block::Paragraph(words("wide"))] };
    let blocks = vec![heading("annex", 1, words("Annex")), Block::Section(section), Block::PageBreak];
    insta::assert_snapshot!(markup_of(blocks), @r#"
    #theme.landscape[
    #theme.section-heading(level: 1, number: "1", id: "annex")[#"Annex"]

    #par[#"wide"]

    ]

    #pagebreak(weak: true)
    "#);
}

#[test]
fn footnotes_and_links_of_headings_are_left_out_of_the_contents() {
    let link = Inline::Link { address: "https://example.org".into(), content: words("the web") };
    let content = [words("On "), vec![link, Inline::Footnote(vec![Block::Paragraph(words("note"))])]].concat();
    let contents = Contents { of: ContentsOf::Headings, depth: 2 };
    insta::assert_snapshot!(markup_of(vec![Block::Contents(contents), heading("a", 1, content)]), @r##"
    #theme.contents(title: "Contents", depth: 2, titles: ("a": [#"On "#"the web"], ))

    #theme.section-heading(level: 1, number: "1", id: "a")[#"On "#link("https://example.org")[#"the web"]#footnote[#"note"]]
    "##);
}

#[test]
fn text_that_looks_like_code_stands_letter_by_letter() {
    let list = List { kind: ListKind::Bulleted, items: vec![vec![Block::Paragraph(words(HOSTILE))]] };
    let document = with_blocks(vec![Block::Paragraph(words(HOSTILE)), Block::List(list)]);
    let text = markup(&document, &sample::theme(), '.', &[]);
    let literal = r##"#"#read(\"/etc/passwd\") *x* [a](b) <b> $1$ {{ 7*7 }} </script> & 'q'""##;
    assert_eq!(text.matches(literal).count(), 2, "{text}");
    assert_eq!(found(&document, &theme()), "");
}

#[test]
fn every_block_and_inline_is_written_without_a_word_of_complaint() {
    assert_eq!(found(&document(), &theme()), "");
    assert_eq!(found(&with_blocks(vec![]), &theme()), "", "a report may be empty");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let fonts = Fonts::new(&[]);
    let first = check(&document(), &theme(), &fonts).0.expect("a PDF");
    clear_cache();
    let second = check(&document(), &theme(), &Fonts::new(&[])).0.expect("a PDF");
    assert!(first == second);
}

#[test]
fn a_character_without_a_font_is_named_with_its_text() {
    let document = with_blocks(vec![Block::Paragraph(words("It cost 300 \u{4e00} and more"))]);
    let document = Document {
        metadata: crate::document::Metadata { running_header: "\u{e000}".into(), ..document.metadata },
        ..document
    };
    insta::assert_snapshot!(found(&document, &theme()), @"
    error missing-glyph: PDF/A forbids the private character U+E000, which stands in “”
    error missing-glyph: no font has the character `一` (U+4E00), which stands in “It cost 300 一 and more”
    ");
}

#[test]
fn a_script_without_a_font_is_not_listed_whole() {
    let text: String = ('\u{4e00}'..'\u{4e40}').collect();
    let lines = found(&with_blocks(vec![Block::Paragraph(words(&text))]), &theme());
    assert_eq!(lines.lines().count(), 13);
    assert!(lines.contains("no font has 52 more characters"), "{lines}");
}

#[test]
fn a_missing_family_is_an_error_only_where_nothing_stands_for_it() {
    let mut theme = theme();
    theme.tokens.fonts.body = vec!["Gone Sans".into(), "Noto Sans".into(), "Also Gone".into()];
    insta::assert_snapshot!(found(&with_blocks(vec![]), &theme), @"other missing-font report-templates/themes/jica/theme.yaml: the font family `Gone Sans` of `fonts.body` is not available; `Noto Sans` stands for it");
    theme.tokens.fonts.body = vec!["Gone Sans".into()];
    insta::assert_snapshot!(found(&with_blocks(vec![]), &theme), @"error missing-font report-templates/themes/jica/theme.yaml: no font family of `fonts.body` is available: `Gone Sans`");
}

#[test]
fn a_file_that_is_no_font_is_named() {
    let fonts = Fonts::new(&[("fonts/readme.ttf".to_owned(), b"text".to_vec())]);
    let (bytes, diagnostics) = check(&with_blocks(vec![]), &theme(), &fonts);
    assert!(bytes.is_some());
    assert_eq!(diagnostics[0].place.as_ref().map(ToString::to_string).as_deref(), Some("fonts/readme.ttf"));
}

/// What is found when a line is added at the end of the theme; the number of that line as `LAST`.
fn found_with_line(line: &str) -> String {
    let typst = format!("{}\n{line}\n", THEME.trim_end());
    let last = format!(":{}:", typst.lines().count());
    found(&document(), &ThemeFiles { typst, ..theme() }).replace(&last, ":LAST:")
}

#[test]
fn an_error_in_the_theme_has_its_line_and_column() {
    let lines = ["#let broken = flase", "#{ set text(siez: 1pt) }", "#let broken = (1"];
    insta::assert_snapshot!(lines.map(found_with_line).join("\n---\n"), @"
    error theme-error report-templates/themes/jica/theme.typ:LAST:15: unknown variable: flase
    ---
    error theme-error report-templates/themes/jica/theme.typ:LAST:13: unexpected argument: siez
    ---
    error theme-error report-templates/themes/jica/theme.typ:LAST:15: unclosed delimiter
    ");
}

#[test]
fn a_theme_without_a_function_that_reports_need_is_named() {
    let typst = THEME.replace("#let callout(", "#let call-out(");
    insta::assert_snapshot!(found(&document(), &ThemeFiles { typst, ..theme() }), @"error theme-error report-templates/themes/jica/theme.typ: module `theme` does not contain `callout`");
}

#[test]
fn a_warning_of_the_theme_does_not_stop_the_report() {
    let line = "#let number(body) = text(font: \"Gone Sans\", body)";
    insta::assert_snapshot!(found_with_line(line), @"other theme-error report-templates/themes/jica/theme.typ:LAST:32: unknown font family: gone sans");
}

#[test]
fn a_theme_sees_no_file_but_the_report() {
    for path in ["/etc/passwd", "../theme.yaml", "theme.css"] {
        let typst = format!("#let stolen = read(\"{path}\")\n{THEME}");
        let lines = found(&with_blocks(vec![]), &ThemeFiles { typst, ..theme() });
        assert!(lines.starts_with("error theme-error report-templates/themes/jica/theme.typ:1:20: "), "{lines}");
    }
}

#[test]
fn a_long_table_keeps_its_numbers_on_one_line_and_its_rows_whole() {
    let row = |index: usize| Row {
        kind: RowKind::Body,
        cells: vec![
            crate::document::Cell {
                content: words("A rather long name of a project that needs two lines in its column"),
            },
            crate::document::Cell { content: words(&format!("{index},234,567.8")) },
        ],
    };
    let table = Table {
        id: BlockId("long".into()),
        caption: words("Long"),
        description: String::new(),
        columns: vec![
            Column { heading: words("Name"), alignment: Alignment::Start, width: 9 },
            Column {
                heading: words("Amount in yen of each signed commitment"),
                alignment: Alignment::Decimal,
                width: 1,
            },
        ],
        rows: (0..80).map(row).collect(),
        has_row_headings: true,
        note: vec![],
    };
    let text = markup_of(vec![Block::Table(table.clone())]);
    let columns = text.lines().find(|line| line.contains("columns:")).expect("a line of columns");
    assert_eq!(columns.trim(), "columns: (9.00fr, 6.90em,),");
    assert_eq!(found(&with_blocks(vec![Block::Table(table)]), &theme()), "");
}
