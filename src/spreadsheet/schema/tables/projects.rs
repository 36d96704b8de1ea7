//! Projects and commitments.

use super::{BASES, ID, NOTE, NUMBER, PERIOD, PLACES, QUALIFIER, SCHEMES, SOURCES, TITLE, table};
use crate::spreadsheet::schema::kind::FieldKind;
use crate::spreadsheet::schema::table::{FieldSchema, Holding, TableSchema};

const TITLE_STATES: [&str; 3] = ["whole", "beginning-lost", "descriptive"];
const STATUSES: [&str; 4] = ["under-preparation", "signed", "ongoing", "completed"];
const SUBTYPES: [&str; 7] = [
    "project",
    "scholarship",
    "cultural",
    "food-production",
    "non-project",
    "international-organisation",
    "not-stated",
];
/// The project that a record belongs to.
const PROJECT: FieldSchema = FieldSchema::key("project", FieldKind::Reference("projects"), &[]);
/// The commitment that a record belongs to; its id is unique within the project.
const COMMITMENT: FieldSchema = FieldSchema::key("commitment", FieldKind::Id, &[]);

pub(super) fn tables() -> Vec<TableSchema> {
    vec![projects(), commitments(), loan_terms(), annual_limits(), aliases()]
}

fn projects() -> TableSchema {
    let schemes = FieldKind::List(&FieldKind::Choice(&SCHEMES));
    table(
        "projects",
        &["projects/{id}"],
        vec![
            ID,
            TITLE,
            FieldSchema::new("title-state", FieldKind::Choice(&TITLE_STATES), &["title-state"]).or("whole"),
            FieldSchema::new("schemes", schemes, &["schemes"]).required(),
            FieldSchema::new("grant-subtype", FieldKind::Choice(&SUBTYPES), &["grant-subtype"]),
            FieldSchema::new("sector", FieldKind::Text, &["sector"]),
            PLACES,
            FieldSchema::localized("counterpart", &["counterpart"]),
            PERIOD,
            FieldSchema::new("stated-years", FieldKind::Period, &["stated-years"]),
            FieldSchema::new("stated-status", FieldKind::Choice(&STATUSES), &["stated-status"]),
            FieldSchema::localized("summary", &["summary"]),
            SOURCES,
            NOTE,
            FieldSchema::new("same-as", FieldKind::Reference("projects"), &["same-as", "id"]),
            FieldSchema::new("same-as-probable", FieldKind::Boolean, &["same-as", "probable"]),
            FieldSchema::localized("same-as-reason", &["same-as", "reason"]),
        ],
    )
}

const fn papers(name: &'static str, kind: &'static str) -> FieldSchema {
    let field = FieldSchema::new(name, FieldKind::SigningDates, &["instruments"]);
    FieldSchema { holding: Holding::Papers(kind), ..field }
}

fn commitments() -> TableSchema {
    table(
        "commitments",
        &["projects/{project}/commitments/{id}"],
        vec![
            PROJECT,
            ID,
            FieldSchema::new("amount", FieldKind::Quantity, &["amount"]).required(),
            QUALIFIER.required().or("exact"),
            FieldSchema::new("basis", FieldKind::Choice(&BASES), &["basis"]).required().or("commitment"),
            FieldSchema::new("scheme", FieldKind::Choice(&SCHEMES), &["scheme"]).required(),
            FieldSchema::new("channel", FieldKind::Channel, &["channel"]).required(),
            papers("exchange-of-notes", "E/N"),
            papers("grant-agreement", "G/A"),
            papers("loan-agreement", "L/A"),
            papers("record-of-discussions", "R/D"),
            FieldSchema::new("output", FieldKind::Quantity, &["output"]),
            SOURCES.required(),
            NOTE,
        ],
    )
}

fn loan_terms() -> TableSchema {
    table(
        "loan-terms",
        &["projects/{project}/commitments/{commitment}/terms"],
        vec![
            PROJECT,
            COMMITMENT,
            FieldSchema::new("interest", FieldKind::Quantity, &["interest"]).required(),
            FieldSchema::new("repayment", FieldKind::Quantity, &["repayment"]).required(),
            FieldSchema::new("grace", FieldKind::Quantity, &["grace"]).required(),
            FieldSchema::new("tied", FieldKind::Boolean, &["tied"]).required(),
        ],
    )
}

fn annual_limits() -> TableSchema {
    table(
        "annual-limits",
        &["projects/{project}/commitments/{commitment}/annual-limits/{number#}"],
        vec![PROJECT, COMMITMENT, NUMBER, FieldSchema::new("amount", FieldKind::Quantity, &[]).required()],
    )
}

fn aliases() -> TableSchema {
    table(
        "aliases",
        &["projects/{project}/aliases/{number#}"],
        vec![PROJECT, NUMBER, FieldSchema::localized("title", &[]).required()],
    )
}
