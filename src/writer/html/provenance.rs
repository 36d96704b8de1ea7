//! Where the numbers of a page come from: in words, and as JSON.

use serde::Serialize;

use super::encode;
use crate::document::{Document, plain_text};
use crate::locale::{Argument, Locale};
use crate::model::{FigureId, Formula, LanguageTag, Localized, SourceReference};

/// One printed figure in the JSON of a page.
#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    look: &'a str,
    text: &'a str,
    /// In base units, as decimal text, so that no reader rounds it.
    value: Option<String>,
    /// The heading that it stands under.
    heading: Option<Place<'a>>,
    /// How it was made of others; absent for what stands in the data.
    #[serde(skip_serializing_if = "Option::is_none")]
    formula: Option<&'a Formula>,
    source: Vec<Origin<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    id: &'a str,
    text: String,
}

#[derive(Serialize)]
struct Origin<'a> {
    document: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<&'a str>,
}

/// The list of all printed figures in reading order, as JSON for a `script` element.
pub(super) fn figures_json(document: &Document) -> String {
    let occurrences = document.figure_occurrences();
    let entry = |occurrence: &crate::document::FigureOccurrence<'_>| {
        let figure = occurrence.figure;
        let origins = document.references_of(&figure.id).into_iter().map(|reference| origin(document, reference));
        let entry = Entry {
            id: figure.id.as_str(),
            look: &figure.look,
            text: &figure.text,
            value: figure.value.map(|value| value.normalize().to_string()),
            heading: occurrence.heading.map(|heading| Place { id: &heading.id.0, text: plain_text(&heading.content) }),
            formula: document.figures.get(&figure.id).and_then(|figure| figure.formula.as_ref()),
            source: origins.collect(),
        };
        serde_json::to_string(&entry).expect("texts and options of texts are always JSON")
    };
    let entries: Vec<String> = occurrences.iter().map(entry).collect();
    encode::script_json(&format!("[\n{}\n]", entries.join(",\n")))
}

/// The sources of a figure in words, such as "Yearbook, line 12; Atlas"; empty where none is recorded.
pub(super) fn sources_text(document: &Document, locale: &Locale, id: &FigureId) -> String {
    let describe = |reference: &SourceReference| {
        let title = title(document, &reference.document);
        let place = place_text(locale, reference);
        if place.is_empty() { title.to_owned() } else { format!("{title}, {place}") }
    };
    document.references_of(id).into_iter().map(describe).collect::<Vec<_>>().join("; ")
}

/// The place inside a source in the words of the locale; the bare place where it has no words for it.
fn place_text(locale: &Locale, reference: &SourceReference) -> String {
    let places = [("line", &reference.line), ("page", &reference.page), ("cell", &reference.cell)];
    let words = places.into_iter().filter_map(|(kind, place)| {
        let place = place.as_ref()?;
        let arguments = [(kind, Argument::Text(place.clone()))];
        Some(locale.text(&format!("place-{kind}"), &arguments).unwrap_or_else(|_| place.clone()))
    });
    words.collect::<Vec<_>>().join(", ")
}

fn origin<'a>(document: &'a Document, reference: &'a SourceReference) -> Origin<'a> {
    Origin {
        document: &reference.document,
        title: title(document, &reference.document),
        line: reference.line.as_deref(),
        page: reference.page.as_deref(),
        cell: reference.cell.as_deref(),
    }
}

/// The title of a source in the language of the report, else in the first that it has, else its id.
fn title<'a>(document: &'a Document, id: &'a str) -> &'a str {
    let source = document.sources.get(id);
    source.and_then(|source| in_language(&source.title, &document.metadata.language)).unwrap_or(id)
}

fn in_language<'a>(text: &'a Localized, language: &LanguageTag) -> Option<&'a str> {
    let text = text.get(language).or_else(|| text.iter().next().map(|(_, text)| text))?;
    Some(&text.text)
}
