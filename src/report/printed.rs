//! The ordered list of printed figures that a report carries: `figures.json` and `figures.csv`.

use serde::Serialize;

use crate::document::{Document, FigureOccurrence, plain_text};
use crate::model::{Date, Figure, FigureId, Formula, Period, SourceReference};
use crate::spreadsheet::write_csv;

/// `figures.json`.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct FigureList<'a> {
    report: &'a str,
    country: &'a str,
    year: i16,
    language: &'a str,
    data_sha256: &'a str,
    /// In reading order, repetitions included.
    figures: Vec<Printed<'a>>,
    /// What is known of the printed figures and of the parts of derived ones, each once, in order of id.
    records: Vec<Record<'a>>,
}

/// A figure at one place of the report.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Printed<'a> {
    number: usize,
    id: &'a FigureId,
    look: &'a str,
    text: &'a str,
    value: Option<String>,
    heading: Option<String>,
}

/// What is known of a figure.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Record<'a> {
    id: &'a FigureId,
    label: Option<&'a str>,
    value: Option<String>,
    unit: &'a str,
    stated: String,
    qualifier: String,
    basis: Option<String>,
    period: Option<String>,
    as_of: Option<String>,
    coverage: String,
    formula: Option<&'a Formula>,
    sources: Vec<SourcePlace<'a>>,
}

/// A place in a source, with what names the source.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct SourcePlace<'a> {
    pub(super) document: &'a str,
    pub(super) title: Option<&'a str>,
    pub(super) address: Option<&'a str>,
    pub(super) place: String,
}

/// The list as JSON.
pub(super) fn json(document: &Document) -> Vec<u8> {
    let metadata = &document.metadata;
    let printed = document.figure_occurrences().iter().enumerate().map(|(index, at)| printed(index + 1, at)).collect();
    let list = FigureList {
        report: &metadata.report,
        country: &metadata.country,
        year: metadata.year,
        language: metadata.language.as_str(),
        data_sha256: &metadata.data_hash,
        figures: printed,
        records: document.figures.values().map(|figure| record(document, figure)).collect(),
    };
    super::attachments::to_json(&list)
}

fn printed<'a>(number: usize, at: &FigureOccurrence<'a>) -> Printed<'a> {
    let figure = at.figure;
    Printed {
        number,
        id: &figure.id,
        look: &figure.look,
        text: &figure.text,
        value: figure.value.map(|value| value.to_string()),
        heading: at.heading.map(|heading| plain_text(&heading.content)),
    }
}

fn record<'a>(document: &'a Document, figure: &'a Figure) -> Record<'a> {
    let language = &document.metadata.language;
    Record {
        id: &figure.id,
        label: figure.label.get(language).map(|text| text.text.as_str()),
        value: figure.value.amount().map(|amount| amount.to_string()),
        unit: figure.value.unit().as_str(),
        stated: figure.value.to_string(),
        qualifier: word(figure.qualifier),
        basis: figure.basis.map(word),
        period: figure.period.as_ref().map(Period::to_string),
        as_of: figure.as_of.as_ref().map(Date::to_string),
        coverage: word(figure.coverage),
        formula: figure.formula.as_ref(),
        sources: source_places(document, document.references_of(&figure.id)),
    }
}

/// The places of references, with the titles in the language of the document.
pub(super) fn source_places<'a>(
    document: &'a Document,
    references: impl IntoIterator<Item = &'a SourceReference>,
) -> Vec<SourcePlace<'a>> {
    let language = &document.metadata.language;
    let place = |reference: &'a SourceReference| {
        let source = document.sources.get(&reference.document);
        SourcePlace {
            document: &reference.document,
            title: source.and_then(|source| source.title.get(language)).map(|text| text.text.as_str()),
            address: source.and_then(|source| source.address.as_deref()),
            place: place_text(reference),
        }
    };
    references.into_iter().map(place).collect()
}

/// Where in a source, such as `line 93`; empty where the whole is meant.
pub(super) fn place_text(reference: &SourceReference) -> String {
    let parts = [("page", &reference.page), ("line", &reference.line), ("cell", &reference.cell)];
    let known = parts.into_iter().filter_map(|(name, value)| Some(format!("{name} {}", value.as_deref()?)));
    known.collect::<Vec<_>>().join(", ")
}

/// The word that a simple value is written with in the data.
pub(super) fn word(value: impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        other => panic!("the value is written as one word, not as {other:?}"),
    }
}

/// Headings of `figures.csv`.
const COLUMNS: [&str; 19] = [
    "number",
    "heading",
    "id",
    "look",
    "text",
    "value",
    "unit",
    "qualifier",
    "basis",
    "period",
    "as_of",
    "coverage",
    "label",
    "formula",
    "parts",
    "rate",
    "source_documents",
    "source_addresses",
    "source_places",
];

/// The list as CSV, one row a printed figure; several sources or parts stand in one cell, with semicolons.
pub(super) fn csv(document: &Document) -> Vec<u8> {
    let occurrences = document.figure_occurrences();
    let rows: Vec<Vec<String>> =
        occurrences.iter().enumerate().map(|(index, at)| row(document, index + 1, at)).collect();
    write_csv(&COLUMNS, &rows)
}

fn row(document: &Document, number: usize, at: &FigureOccurrence<'_>) -> Vec<String> {
    let at = printed(number, at);
    let known = document.figures.get(at.id).map(|figure| record(document, figure));
    let of = |read: &dyn Fn(&Record<'_>) -> Option<String>| known.as_ref().and_then(read).unwrap_or_default();
    let formula = |read: &dyn Fn(&Formula) -> String| of(&|record| record.formula.map(read));
    let sources = |read: &dyn Fn(&SourcePlace<'_>) -> String| {
        of(&|record| Some(record.sources.iter().map(read).collect::<Vec<_>>().join("; ")))
    };
    vec![
        number.to_string(),
        at.heading.unwrap_or_default(),
        at.id.to_string(),
        at.look.to_owned(),
        at.text.to_owned(),
        at.value.unwrap_or_default(),
        of(&|record| Some(record.unit.to_owned())),
        of(&|record| Some(record.qualifier.clone())),
        of(&|record| record.basis.clone()),
        of(&|record| record.period.clone()),
        of(&|record| record.as_of.clone()),
        of(&|record| Some(record.coverage.clone())),
        of(&|record| record.label.map(str::to_owned)),
        formula(&|formula| formula.operation.clone()),
        formula(&|formula| formula.parts.join("; ")),
        formula(&|formula| formula.rate.clone().unwrap_or_default()),
        sources(&|source| source.document.to_owned()),
        sources(&|source| source.address.unwrap_or_default().to_owned()),
        sources(&|source| source.place.clone()),
    ]
}
