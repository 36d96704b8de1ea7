//! The records behind a report, as they were known at the edition's as-of day: `data.json`, `commitments.csv`.
//!
//! What is seen is what the template sees ([`crate::model::Known`]): nothing that is not true by that day is among it, no later
//! paper, no period that begins later. What is written in words (notes, summaries) stays out, since words have no
//! date of their own; but for what sources disagree on, where words that name a later year stay out.

mod commitments;
mod country;
mod figures;
mod people;
mod projects;
mod sources;
mod view;

use serde::Serialize;

use super::Request;
use country::{OfficeRecord, PolicyRecord, RateRecord};
use figures::{ConflictRecord, FigureRow};
use people::{DispatchRecord, EventRecord, ProgrammeRecord};
use projects::ProjectRecord;
use sources::SourceRecord;
use view::View;

pub(super) use commitments::csv;

/// `data.json`.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Records {
    country: String,
    report: String,
    year: i16,
    fiscal_year: String,
    as_of: String,
    rate: Option<RateRecord>,
    office: Option<OfficeRecord>,
    policy: Option<PolicyRecord>,
    projects: Vec<ProjectRecord>,
    /// Training, volunteers, experts: those that there are.
    programmes: Vec<ProgrammeRecord>,
    dispatches: Vec<DispatchRecord>,
    events: Vec<EventRecord>,
    /// Figures by year, in the order of the data.
    figures: Vec<FigureRow>,
    /// On what sources disagree: of projects, then of dispatches. Other statements of a number stand with its figure.
    conflicts: Vec<ConflictRecord>,
    /// The documents that the records above name, in order of id.
    sources: Vec<SourceRecord>,
}

/// What an edition may know.
pub(super) fn visible(request: &Request<'_>) -> Records {
    let view = View::new(request);
    let edition = request.edition;
    let mut records = Records {
        country: request.dataset.code().to_owned(),
        report: edition.report.clone(),
        year: edition.year,
        fiscal_year: edition.fiscal_year.to_string(),
        as_of: edition.as_of.to_string(),
        rate: country::rate(&view),
        office: view.known.office().map(|office| country::office(&view, office)),
        policy: view.known.policy().map(|policy| country::policy(&view, policy)),
        projects: view.known.projects().map(|project| projects::project(&view, project)).collect(),
        programmes: people::programmes(&view),
        dispatches: view.known.dispatches().map(|dispatch| people::dispatch(&view, dispatch)).collect(),
        events: view.known.events().map(|event| people::event(&view, event)).collect(),
        figures: figures::yearly(&view),
        conflicts: figures::conflicts(&view),
        sources: Vec::new(),
    };
    records.sources = sources::named(&view);
    records
}

/// The records as JSON.
pub(super) fn json(records: &Records) -> Vec<u8> {
    super::attachments::to_json(records)
}
