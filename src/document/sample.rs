//! A small invented document with every block and every inline, and a theme, for the tests of writers.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::*;
use crate::model::{Coverage, FigureValue, Quantity, SourceReference, Translation};

/// Markup of several formats in one text: no writer may read any of it.
pub const HOSTILE: &str = r##"#read("/etc/passwd") *x* [a](b) <b> $1$ {{ 7*7 }} </script> & 'q'"##;

/// Plain text as inlines.
pub fn words(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}

/// A figure of the invented country, printed as `text`.
pub fn printed(name: &str, look: &str, text: &str, value: Option<i64>) -> PrintedFigure {
    let id = FigureId::parse(&format!("xyz/figures/{name}@2021")).expect("a test's id is well-formed");
    PrintedFigure { id, look: look.to_owned(), text: text.to_owned(), value: value.map(Decimal::from) }
}

fn figure(name: &str, look: &str, text: &str, value: i64) -> Inline {
    Inline::Figure(printed(name, look, text, Some(value)))
}

fn localized(text: &str) -> crate::model::Localized {
    let text = crate::model::Text { text: text.to_owned(), translation: Translation::Official };
    [(LanguageTag::parse("en").expect("a tag"), text)].into_iter().collect()
}

fn record(name: &str, value: &str) -> (FigureId, Figure) {
    let id = printed(name, "", "x", None).id;
    let record = Figure {
        id: id.clone(),
        label: localized(name),
        value: FigureValue::Known(Quantity::parse(value).expect("a test's quantity is well-formed")),
        qualifier: Default::default(),
        basis: None,
        period: None,
        as_of: None,
        coverage: Coverage::Complete,
        sources: vec![SourceReference { document: "yearbook".into(), line: Some("12".into()), page: None, cell: None }],
        formula: None,
    };
    (id, record)
}

/// A chart of the given kind with two series over three years, the second year not known.
pub fn chart(kind: ChartKind) -> Chart {
    let known = |name: &str, text: &str, plotted: i64| ChartPoint::Known {
        figure: printed(name, "unit(million JPY)", text, Some(plotted * 1_000_000)),
        plotted: Decimal::from(plotted),
    };
    let (grants, loans) = (known("grants-a", "1,200", 1200), known("loans-a", "5,250", 5250));
    let series = |name: &str, color: &str, points: Vec<ChartPoint>| Series {
        name: name.into(),
        color: color.into(),
        part_colors: vec![],
        points,
    };
    let mut all = vec![
        series("Grant aid", "grant-aid", vec![grants.clone(), ChartPoint::Unknown, known("grants-c", "810", 810)]),
        series("ODA loans", "oda-loan", vec![loans, ChartPoint::Unknown, ChartPoint::Unknown]),
    ];
    if kind == ChartKind::Doughnut {
        all.truncate(1);
        all[0].part_colors = vec!["training".into(), "volunteers".into(), "experts".into()];
        all[0].points[1] = known("grants-b", "400", 400);
    }
    let name = match kind {
        ChartKind::Column => "column",
        ChartKind::StackedColumn => "stacked-column",
        ChartKind::Bar => "bar",
        ChartKind::Line => "line",
        ChartKind::Doughnut => "doughnut",
    };
    Chart {
        id: BlockId(format!("chart-{name}")),
        caption: words("Known commitments by year"),
        alt: "Known commitments in fiscal years 2019 to 2021; 2020 is not known.".into(),
        kind,
        category_heading: "Fiscal year".into(),
        categories: vec!["2019".into(), "2020".into(), "2021".into()],
        series: all,
        unit: "million yen".into(),
        note: words("Source: yearbook."),
    }
}

/// A table with a group, a total, decimals of different length and a missing value.
pub fn table() -> Table {
    let cell = |content: Vec<Inline>| Cell { content };
    let row = |kind, cells| Row { kind, cells };
    let column = |heading: &str, alignment, width| Column { heading: words(heading), alignment, width };
    Table {
        id: BlockId("projects-table".into()),
        caption: words("Projects and their amounts"),
        description: "Amounts by project, in million yen.".into(),
        columns: vec![
            column("Project", Alignment::Start, 3),
            column("Status", Alignment::Center, 0),
            column("Signed", Alignment::End, 0),
            column("Million yen", Alignment::Decimal, 0),
        ],
        rows: vec![
            row(RowKind::Group, vec![cell(words("Grant aid")), Cell::default(), Cell::default(), Cell::default()]),
            row(
                RowKind::Body,
                vec![
                    cell(words("A bridge over the river")),
                    cell(words("ongoing")),
                    cell(words("17 July 2019")),
                    cell(vec![figure("bridge", "unit(million JPY),number", "1,200", 1_200_000_000)]),
                ],
            ),
            row(
                RowKind::Body,
                vec![
                    cell(words(HOSTILE)),
                    cell(words("completed")),
                    cell(words("2020")),
                    cell(vec![figure("school", "unit(million JPY),number", "69.2", 69_200_000)]),
                ],
            ),
            row(
                RowKind::Total,
                vec![
                    cell(words("Sum of what is known")),
                    Cell { content: vec![] },
                    Cell { content: vec![] },
                    cell(vec![figure("total", "unit(million JPY),number", "1,269.2", 1_269_200_000)]),
                ],
            ),
        ],
        has_row_headings: true,
        note: words("Amounts as signed."),
    }
}

/// The document.
pub fn document() -> Document {
    let text = |text: &str| Inline::Text(text.to_owned());
    let heading = |id: &str, level: u8, is_numbered: bool, title: &str| {
        Block::Heading(Heading { id: BlockId(id.into()), level, is_numbered, content: words(title) })
    };
    let reference = |id: &str| Inline::CrossReference { target: BlockId(id.into()), content: vec![] };
    let not_known = Inline::Figure(printed("interns", "", "not available", None));
    let blocks = vec![
        Block::Cover(Cover {
            full_page: true,
            kicker: words("Cooperation office"),
            title: words("Annual report 2021"),
            subtitle: words("Cooperation with Exampleland"),
            facts: vec![CoverFact { label: words("As of"), content: words("31 August 2022") }],
        }),
        Block::Contents(Contents { of: ContentsOf::Headings, depth: 2 }),
        Block::Contents(Contents { of: ContentsOf::Tables, depth: 1 }),
        heading("at-a-glance", 1, false, "At a glance"),
        Block::KeyFigures(vec![
            KeyFigure {
                figure: printed("grants", "unit(billion JPY),number", "27.8", Some(27_800_000_000)),
                unit: "billion yen".into(),
                label: words("Grant aid"),
                note: words("Cumulative, as of 2021"),
                color: "grant-aid".into(),
            },
            KeyFigure {
                figure: printed("trainees", "", "289 people", Some(289)),
                unit: String::new(),
                label: words("Trainees"),
                note: vec![],
                color: String::new(),
            },
        ]),
        heading("activity", 1, true, "Activity"),
        heading("projects", 2, true, "Projects & places"),
        Block::Paragraph(vec![
            text("In all "),
            figure("grants", "", "about 27.8 billion yen", 27_800_000_000),
            text(" was "),
            Inline::Emphasis(words("promised")),
            text(", "),
            Inline::Strong(words("not paid")),
            text(" ("),
            reference("projects-table"),
            text(", "),
            reference("chart-column"),
            text(", "),
            reference("projects"),
            text(", "),
            Inline::CrossReference { target: BlockId("at-a-glance".into()), content: words("at a glance") },
            text(")"),
            Inline::Footnote(vec![Block::Paragraph(vec![
                text("Of which "),
                figure("school", "", "69.2 million yen", 69_200_000),
                text(" for schools."),
            ])]),
            text(". Interns: "),
            not_known,
            text("."),
        ]),
        Block::Paragraph(vec![
            text(HOSTILE),
            Inline::LineBreak,
            Inline::Code("a < b".into()),
            text(" "),
            Inline::Link { address: "https://example.org/?a=1&b=\"2\"".into(), content: words("the office") },
            text(" "),
            Inline::Language {
                language: LanguageTag::parse("ja").expect("a tag"),
                content: words("\u{5831}\u{544a}"),
            },
        ]),
        Block::List(List {
            kind: ListKind::Bulleted,
            items: vec![
                vec![Block::Paragraph(words("Water"))],
                vec![
                    Block::Paragraph(words("Roads")),
                    Block::List(List {
                        kind: ListKind::Numbered,
                        items: vec![vec![Block::Paragraph(words("North"))], vec![Block::Paragraph(words("South"))]],
                    }),
                ],
            ],
        }),
        Block::Table(table()),
        Block::Chart(chart(ChartKind::Column)),
        Block::Timeline(Timeline {
            description: "Events of the year".into(),
            entries: vec![TimelineEntry {
                date: "September 2021".into(),
                content: vec![text("The bridge was opened by "), figure("guests", "words", "three people", 3)],
            }],
        }),
        Block::Callout(Callout {
            kind: CalloutKind::Warning,
            title: vec![],
            blocks: vec![Block::Paragraph(words("Coverage is partial."))],
        }),
        Block::Callout(Callout {
            kind: CalloutKind::Note,
            title: words("On the rate"),
            blocks: vec![Block::Paragraph(words("No rate is known."))],
        }),
        Block::Quote(vec![Block::Paragraph(words("We thank the people of Exampleland."))]),
        Block::Image(Image {
            bytes: br##"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#123456"/></svg>"##.to_vec(),
            media_type: "image/svg+xml".into(),
            alt: "A blue field".into(),
            caption: "The river".into(),
        }),
        Block::PageBreak,
        Block::Section(Section {
            orientation: Orientation::Landscape,
            blocks: vec![
                heading("annex", 1, true, "Annex"),
                Block::Chart(chart(ChartKind::Doughnut)),
            ],
        }),
    ];
    let figures = [
        record("grants", "27.8 billion JPY"),
        record("trainees", "289 persons"),
        record("bridge", "1200 million JPY"),
        record("school", "69.2 million JPY"),
    ];
    let source = Source {
        id: "yearbook".into(),
        title: localized("Yearbook \"2021\""),
        publisher: None,
        address: None,
        date: None,
        date_note: None,
        sha256: None,
        secondary: false,
    };
    Document {
        metadata: Metadata {
            title: "Annual report 2021".into(),
            description: "What was done in Exampleland <2021>.".into(),
            author: "Example office".into(),
            language: LanguageTag::parse("en").expect("a tag"),
            report: "annual-report".into(),
            country: "xyz".into(),
            year: 2021,
            running_header: "Annual report 2021".into(),
            running_note: "As of 31 August 2022".into(),
            timestamp: Timestamp::parse("2022-08-31").expect("a day"),
            data_hash: "0123abcd".into(),
        },
        words: english_words(),
        blocks,
        figures: figures.into_iter().collect(),
        sources: BTreeMap::from([("yearbook".to_owned(), source)]),
    }
}

/// The words of writers.
pub fn english_words() -> Words {
    Words {
        table: "Table".into(),
        chart: "Figure".into(),
        section: "Section".into(),
        contents: "Contents".into(),
        list_of_tables: "List of tables".into(),
        notes: "Notes".into(),
        page_of: "Page {page} of {pages}".into(),
        skip_to_content: "Skip to content".into(),
        chart_data: "Data of the chart".into(),
        not_available: "not available".into(),
        callout_note: "Note".into(),
        callout_important: "Important".into(),
        callout_warning: "Warning".into(),
        source: "Source".into(),
        back_to_text: "back to text".into(),
    }
}

/// A theme with every token that writers name.
pub fn theme() -> Theme {
    let colors = [
        ("ink", "#1a2433"),
        ("ink-soft", "#56616f"),
        ("paper", "#ffffff"),
        ("surface", "#f4f6f9"),
        ("line", "#d5dbe3"),
        ("accent", "#12406f"),
        ("accent-soft", "#e4ecf5"),
        ("on-accent", "#ffffff"),
        ("note", "#12406f"),
        ("warning", "#8a4b08"),
        ("not-known", "#6b7684"),
        ("training", "#7fb7be"),
        ("volunteers", "#e3b23c"),
        ("technical-cooperation", "#2f6f9f"),
        ("experts", "#9a6fb0"),
        ("development-planning", "#c9d3de"),
        ("grant-aid", "#c8643c"),
        ("oda-loan", "#14324f"),
        ("jica", "#12406f"),
        ("mofa-with-jica", "#4f87b5"),
        ("mofa", "#a9c4dc"),
        ("organisation", "#c98a3a"),
    ];
    let color = |(token, hex): (&str, &str)| (token.to_owned(), Color::parse(hex).expect("a test's colour"));
    Theme {
        colors: colors.into_iter().map(color).collect(),
        fonts: FontFamilies {
            body: vec!["Noto Sans".into()],
            heading: vec!["Noto Sans".into()],
            code: vec!["DejaVu Sans Mono".into()],
        },
        sizes: SizesPt {
            body: 10.0,
            small: 8.0,
            table: 8.5,
            heading: [20.0, 14.0, 11.5],
            title: 34.0,
            key_figure: 22.0,
            chart_label: 8.0,
        },
        spacing: SpacingMm { margin_top: 25.0, margin_bottom: 22.0, margin_side: 22.0, paragraph: 2.6, block: 6.0 },
    }
}
