//! Commitments, within their projects and as a table.

use serde::Serialize;

use super::Records;
use super::projects::ProjectRecord;
use super::sources::ReferenceRecord;
use super::view::View;
use crate::model::{Commitment, Date, FigureId, Project};
use crate::report::printed::word;
use crate::spreadsheet::write_csv;

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct CommitmentRecord {
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
    annual_limits: Vec<String>,
    output: Option<String>,
    terms: Option<TermsRecord>,
    sources: Vec<ReferenceRecord>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct InstrumentRecord {
    kind: &'static str,
    date: Option<String>,
}

/// Terms of a loan, as they are stated.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct TermsRecord {
    interest: String,
    repayment: String,
    grace: String,
    tied: bool,
}

/// A commitment that is seen, without the papers that were signed later.
pub(super) fn commitment(view: &View<'_>, project: &Project, commitment: &Commitment) -> CommitmentRecord {
    let is_known = |date: Option<Date>| date.is_none_or(|date| view.known.is_by(date));
    let papers = commitment.instruments.iter().filter(|paper| is_known(paper.date));
    CommitmentRecord {
        id: commitment.to_figure(view.request.dataset.code(), project).map(|figure| figure.id),
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
        annual_limits: commitment.annual_limits.iter().map(ToString::to_string).collect(),
        output: commitment.output.as_ref().map(ToString::to_string),
        terms: commitment.terms.as_ref().map(|terms| TermsRecord {
            interest: terms.interest.to_string(),
            repayment: terms.repayment.to_string(),
            grace: terms.grace.to_string(),
            tied: terms.tied,
        }),
        sources: view.references(&commitment.sources),
    }
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
pub(in crate::report) fn csv(records: &Records) -> Vec<u8> {
    let of_project = |project: &ProjectRecord| {
        let rows: Vec<Vec<String>> = project.commitments.iter().map(|commitment| row(project, commitment)).collect();
        rows
    };
    let rows: Vec<Vec<String>> = records.projects.iter().flat_map(of_project).collect();
    write_csv(&COLUMNS, &rows)
}

fn row(project: &ProjectRecord, commitment: &CommitmentRecord) -> Vec<String> {
    let paper = |paper: &InstrumentRecord| match &paper.date {
        Some(date) => format!("{} {date}", paper.kind),
        None => paper.kind.to_owned(),
    };
    let sources =
        |read: &dyn Fn(&ReferenceRecord) -> &str| commitment.sources.iter().map(read).collect::<Vec<_>>().join("; ");
    vec![
        commitment.id.as_ref().map(FigureId::to_string).unwrap_or_default(),
        project.id.clone(),
        project.title.clone(),
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
