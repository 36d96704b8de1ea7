//! The records behind a report, as they were known at the edition's as-of day: `data.json`, `commitments.csv`.
//!
//! Nothing that is not true by that day is among them: no later paper, no period that begins later. What is
//! written in words (notes, reasons, summaries) stays out, since words have no date of their own.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::{
    Bound, Certainty, Commitment, Date, Edition, FigureId, Localized, Period, Project, SourceReference,
    commitment_visible, project_status, project_visible,
};
use crate::spreadsheet::write_csv;

use super::Request;
use super::printed::{place_text, word};

/// `data.json`.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Records<'a> {
    country: &'a str,
    report: &'a str,
    year: i16,
    fiscal_year: String,
    as_of: String,
    rate: Option<RateRecord>,
    projects: Vec<ProjectRecord<'a>>,
    sources: Vec<SourceRecord<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct RateRecord {
    id: String,
    base: String,
    quote: String,
    value: String,
    kind: String,
    date: String,
    sources: Vec<ReferenceRecord>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct ProjectRecord<'a> {
    id: &'a str,
    title: &'a str,
    title_state: String,
    schemes: Vec<&'static str>,
    period: Option<String>,
    stated_years: Option<String>,
    status: &'static str,
    commitments: Vec<CommitmentRecord>,
    sources: Vec<ReferenceRecord>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct CommitmentRecord {
    id: Option<FigureId>,
    amount: String,
    unit: String,
    stated: String,
    qualifier: String,
    scheme: &'static str,
    channel: String,
    signed: Option<String>,
    fiscal_year: Option<String>,
    instruments: Vec<InstrumentRecord>,
    sources: Vec<ReferenceRecord>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct InstrumentRecord {
    kind: &'static str,
    date: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct SourceRecord<'a> {
    id: &'a str,
    title: &'a str,
    address: Option<&'a str>,
    date: Option<String>,
    secondary: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct ReferenceRecord {
    document: String,
    place: String,
}

/// What an edition may know.
pub(super) fn visible<'a>(request: &Request<'a>) -> Records<'a> {
    let Request { dataset, edition, .. } = *request;
    let day = edition.as_of.last_day();
    let shown = dataset.projects.iter().filter(|project| project_visible(project, &dataset.sources, day));
    let projects: Vec<ProjectRecord<'a>> = shown.map(|project| project_record(request, project)).collect();
    let rate = edition.rate.as_ref().and_then(|id| dataset.rates.get(id)).map(|rate| RateRecord {
        id: rate.id.clone(),
        base: rate.base.clone(),
        quote: rate.quote.clone(),
        value: rate.value.to_string(),
        kind: word(rate.kind),
        date: rate.date.to_string(),
        sources: references(&rate.sources),
    });
    let sources = named_sources(request, &projects, &rate);
    let Edition { report, year, fiscal_year, as_of, .. } = edition;
    Records {
        country: dataset.code(),
        report,
        year: *year,
        fiscal_year: fiscal_year.to_string(),
        as_of: as_of.to_string(),
        rate,
        projects,
        sources,
    }
}

fn project_record<'a>(request: &Request<'a>, project: &'a Project) -> ProjectRecord<'a> {
    let day = request.edition.as_of.last_day();
    let begun = |period: Option<Period>| {
        let may_have = |period: &Period| match period.start() {
            Bound::At(date) => date.is_by(day) != Certainty::No,
            Bound::Open | Bound::NotKnown => true,
        };
        period.filter(may_have).map(|period| period.to_string())
    };
    let shown = project.commitments.iter().filter(|commitment| commitment_visible(commitment, day));
    ProjectRecord {
        id: &project.id,
        title: in_language(request, &project.title),
        title_state: word(project.title_state),
        schemes: project.schemes.iter().map(|scheme| scheme.as_str()).collect(),
        period: begun(project.period),
        stated_years: begun(project.stated_years),
        status: project_status(project, &request.dataset.sources, day).as_str(),
        commitments: shown.map(|commitment| commitment_record(request, project, commitment)).collect(),
        sources: references(&project.sources),
    }
}

fn commitment_record(request: &Request<'_>, project: &Project, commitment: &Commitment) -> CommitmentRecord {
    let day = request.edition.as_of.last_day();
    let is_known = |date: Option<Date>| date.is_none_or(|date| date.is_by(day) != Certainty::No);
    let papers = commitment.instruments.iter().filter(|paper| is_known(paper.date));
    CommitmentRecord {
        id: commitment.to_figure(request.dataset.code(), project).map(|figure| figure.id),
        amount: commitment.value().to_string(),
        unit: commitment.amount.unit.as_str().to_owned(),
        stated: commitment.amount.to_string(),
        qualifier: word(commitment.qualifier),
        scheme: commitment.scheme.as_str(),
        channel: commitment.channel.to_string(),
        signed: commitment.signed().map(|date| date.to_string()),
        fiscal_year: commitment.fiscal_year().map(|year| year.to_string()),
        instruments: papers
            .map(|paper| InstrumentRecord { kind: paper.kind.as_str(), date: paper.date.map(|date| date.to_string()) })
            .collect(),
        sources: references(&commitment.sources),
    }
}

/// The text in the edition's language, else in the country's own.
fn in_language<'a>(request: &Request<'a>, text: &'a Localized) -> &'a str {
    let own = || text.get(&request.dataset.country.language);
    text.get(request.locale.tag()).or_else(own).map_or("", |text| text.text.as_str())
}

fn references(references: &[SourceReference]) -> Vec<ReferenceRecord> {
    let record = |reference: &SourceReference| ReferenceRecord {
        document: reference.document.clone(),
        place: place_text(reference),
    };
    references.iter().map(record).collect()
}

/// The sources that the other records name, in order of id.
fn named_sources<'a>(
    request: &Request<'a>,
    projects: &[ProjectRecord<'a>],
    rate: &Option<RateRecord>,
) -> Vec<SourceRecord<'a>> {
    let of_commitments = projects.iter().flat_map(|project| &project.commitments).flat_map(|record| &record.sources);
    let of_projects = projects.iter().flat_map(|project| &project.sources);
    let of_rate = rate.iter().flat_map(|rate| &rate.sources);
    let named: BTreeSet<&str> =
        of_commitments.chain(of_projects).chain(of_rate).map(|reference| reference.document.as_str()).collect();
    let known = request.dataset.sources.values().filter(|source| named.contains(source.id.as_str()));
    known
        .map(|source| SourceRecord {
            id: &source.id,
            title: in_language(request, &source.title),
            address: source.address.as_deref(),
            date: source.date.map(|date| date.to_string()),
            secondary: source.secondary,
        })
        .collect()
}

/// The records as JSON.
pub(super) fn json(records: &Records<'_>) -> Vec<u8> {
    super::attachments::to_json(records)
}

/// Headings of `commitments.csv`.
const COLUMNS: [&str; 13] = [
    "id",
    "project",
    "title",
    "scheme",
    "channel",
    "amount",
    "unit",
    "qualifier",
    "signed",
    "fiscal_year",
    "instruments",
    "source_documents",
    "source_places",
];

/// The commitments as CSV, one row each; several papers or sources stand in one cell, with semicolons.
pub(super) fn csv(records: &Records<'_>) -> Vec<u8> {
    let of_project = |project: &ProjectRecord<'_>| {
        let rows: Vec<Vec<String>> = project.commitments.iter().map(|commitment| row(project, commitment)).collect();
        rows
    };
    let rows: Vec<Vec<String>> = records.projects.iter().flat_map(of_project).collect();
    write_csv(&COLUMNS, &rows)
}

fn row(project: &ProjectRecord<'_>, commitment: &CommitmentRecord) -> Vec<String> {
    let paper = |paper: &InstrumentRecord| match &paper.date {
        Some(date) => format!("{} {date}", paper.kind),
        None => paper.kind.to_owned(),
    };
    let sources =
        |read: &dyn Fn(&ReferenceRecord) -> &str| commitment.sources.iter().map(read).collect::<Vec<_>>().join("; ");
    vec![
        commitment.id.as_ref().map(FigureId::to_string).unwrap_or_default(),
        project.id.to_owned(),
        project.title.to_owned(),
        commitment.scheme.to_owned(),
        commitment.channel.clone(),
        commitment.amount.clone(),
        commitment.unit.clone(),
        commitment.qualifier.clone(),
        commitment.signed.clone().unwrap_or_default(),
        commitment.fiscal_year.clone().unwrap_or_default(),
        commitment.instruments.iter().map(paper).collect::<Vec<_>>().join("; "),
        sources(&|reference| &reference.document),
        sources(&|reference| &reference.place),
    ]
}
