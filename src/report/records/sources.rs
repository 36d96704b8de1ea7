//! Sources, and references to them.

use serde::Serialize;

use super::view::View;

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct SourceRecord {
    id: String,
    title: String,
    address: Option<String>,
    date: Option<String>,
    secondary: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct ReferenceRecord {
    pub(super) document: String,
    pub(super) place: String,
}

/// The sources that other records have named, in order of id.
pub(super) fn named(view: &View<'_>) -> Vec<SourceRecord> {
    let known = view.request.dataset.sources.values().filter(|source| view.is_named(&source.id));
    known
        .map(|source| SourceRecord {
            id: source.id.clone(),
            title: view.text(&source.title),
            address: source.address.clone(),
            date: source.date.map(|date| date.to_string()),
            secondary: source.secondary,
        })
        .collect()
}
