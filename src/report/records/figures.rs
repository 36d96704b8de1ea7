//! Figures with their other statements, and other things on which sources disagree.

use serde::Serialize;

use super::sources::ReferenceRecord;
use super::view::View;
use crate::model::{Conflict, Date, Figure, FigureId, FigureRecord, Localized, Period};
use crate::report::printed::word;

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct FigureRow {
    id: FigureId,
    label: String,
    value: Option<String>,
    unit: String,
    stated: String,
    qualifier: String,
    basis: Option<String>,
    scheme: Option<&'static str>,
    period: Option<String>,
    as_of: Option<String>,
    coverage: String,
    /// What other sources say of the same quantity.
    other_statements: Vec<StatementRecord>,
    sources: Vec<ReferenceRecord>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct StatementRecord {
    id: FigureId,
    value: Option<String>,
    unit: String,
    stated: String,
    period: Option<String>,
    as_of: Option<String>,
    sources: Vec<ReferenceRecord>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct ConflictRecord {
    /// The record, such as `projects/north-road`.
    owner: String,
    about: String,
    printed: String,
    printed_sources: Vec<ReferenceRecord>,
    other: String,
    other_sources: Vec<ReferenceRecord>,
    reason: Option<String>,
}

/// The figures of all years that are seen.
pub(super) fn yearly(view: &View<'_>) -> Vec<FigureRow> {
    let dataset = view.request.dataset;
    let records = dataset.figures.iter().flat_map(|(year, records)| records.iter().map(move |record| (*year, record)));
    records.filter_map(|(year, record)| figure(view, dataset.figure_id(year, record)?, record)).collect()
}

/// The figures of an owner that are seen.
pub(super) fn owned(view: &View<'_>, collection: &str, owner: &str, records: &[FigureRecord]) -> Vec<FigureRow> {
    let dataset = view.request.dataset;
    let id = |record| dataset.owned_figure_id(collection, owner, record);
    records.iter().filter_map(|record| figure(view, id(record)?, record)).collect()
}

/// A figure, where it is seen.
fn figure(view: &View<'_>, id: FigureId, record: &FigureRecord) -> Option<FigureRow> {
    view.known.figure_day(record)?;
    let others = record.other_figures(&id).into_iter().filter(|other| {
        let day = view.known.statement_day(other.as_of, other.period, &other.sources);
        day.is_some()
    });
    Some(FigureRow {
        label: view.text(&record.label),
        value: record.value.amount().map(|amount| amount.to_string()),
        unit: record.value.unit().as_str().to_owned(),
        stated: record.value.to_string(),
        qualifier: word(record.qualifier),
        basis: record.basis.map(word),
        scheme: record.scheme.map(|scheme| scheme.as_str()),
        period: record.period.as_ref().map(Period::to_string),
        as_of: record.as_of.as_ref().map(Date::to_string),
        coverage: word(record.coverage),
        other_statements: others.map(|other| statement(view, other)).collect(),
        sources: view.references(&record.sources),
        id,
    })
}

fn statement(view: &View<'_>, other: Figure) -> StatementRecord {
    StatementRecord {
        value: other.value.amount().map(|amount| amount.to_string()),
        unit: other.value.unit().as_str().to_owned(),
        stated: other.value.to_string(),
        period: other.period.as_ref().map(Period::to_string),
        as_of: other.as_of.as_ref().map(Date::to_string),
        sources: view.references(&other.sources),
        id: other.id,
    }
}

/// What sources disagree on, of projects and dispatches that are seen.
pub(super) fn conflicts(view: &View<'_>) -> Vec<ConflictRecord> {
    let of_projects = view.known.projects().map(|project| (format!("projects/{}", project.id), &project.conflicts));
    let dispatches = view.known.dispatches();
    let of_dispatches = dispatches.map(|dispatch| (format!("dispatches/{}", dispatch.id), &dispatch.conflicts));
    let all = of_projects.chain(of_dispatches);
    let all = all.flat_map(|(owner, conflicts)| conflicts.iter().map(move |conflict| (owner.clone(), conflict)));
    let seen = all.filter(|(_, conflict)| view.known.conflict_visible(conflict));
    seen.map(|(owner, seen)| conflict(view, owner, seen)).collect()
}

fn conflict(view: &View<'_>, owner: String, conflict: &Conflict) -> ConflictRecord {
    let timely = |text: &Localized| view.known.is_timely(text).then(|| view.text(text));
    ConflictRecord {
        owner,
        about: conflict.about.clone(),
        printed: view.text(&conflict.printed),
        printed_sources: view.references(&conflict.printed_sources),
        other: view.text(&conflict.other),
        other_sources: view.references(&conflict.other_sources),
        reason: timely(&conflict.chosen_because),
    }
}
