//! The country and what records refer to: policies, offices, sources, names; and texts in other languages.

use super::{ID, NOTE, PERIOD, SOURCES, TITLE, TRANSLATIONS, table};
use crate::spreadsheet::schema::kind::FieldKind;
use crate::spreadsheet::schema::table::{FieldSchema, TableSchema};

pub(super) fn tables() -> Vec<TableSchema> {
    vec![sources(), names(), policies(), priority_areas(), policy_programmes(), country(), offices(), translations()]
}

fn sources() -> TableSchema {
    table(
        "sources",
        &["sources/{id}"],
        vec![
            ID,
            TITLE,
            FieldSchema::localized("publisher", &["publisher"]),
            FieldSchema::new("address", FieldKind::Text, &["address"]),
            FieldSchema::new("date", FieldKind::Date, &["date"]),
            FieldSchema::localized("date-note", &["date-note"]),
            FieldSchema::new("sha256", FieldKind::Text, &["sha256"]),
            FieldSchema::new("secondary", FieldKind::Boolean, &["secondary"]).or("false"),
        ],
    )
}

fn names() -> TableSchema {
    table(
        "names",
        &["names/{id}"],
        vec![
            ID,
            FieldSchema::new("kind", FieldKind::Text, &["kind"]).required(),
            FieldSchema::localized("name", &["name"]).required(),
            FieldSchema::localized("expansion", &["expansion"]),
            FieldSchema::new("aliases", FieldKind::List(&FieldKind::Text), &["aliases"]),
        ],
    )
}

fn policies() -> TableSchema {
    table("policies", &["policies/{id}"], vec![ID, TITLE, PERIOD.required(), SOURCES.required(), NOTE])
}

fn priority_areas() -> TableSchema {
    let policy = FieldSchema::key("policy", FieldKind::Reference("policies"), &[]);
    table("priority-areas", &["policies/{policy}/priority-areas/{id}"], vec![policy, ID, TITLE, SOURCES.required()])
}

fn policy_programmes() -> TableSchema {
    let policy = FieldSchema::key("policy", FieldKind::Reference("policies"), &[]);
    let area = FieldSchema::key("priority-area", FieldKind::Id, &[]);
    table(
        "policy-programmes",
        &["policies/{policy}/priority-areas/{priority-area}/programmes/{id}"],
        vec![policy, area, ID, TITLE],
    )
}

fn country() -> TableSchema {
    table(
        "country",
        &["country"],
        vec![
            FieldSchema::localized("name", &["name"]).required(),
            FieldSchema::localized("short-name", &["short-name"]).required(),
            FieldSchema::localized("issuer", &["issuer"]).required(),
        ],
    )
}

fn offices() -> TableSchema {
    table(
        "offices",
        &["country/offices/{id}"],
        vec![
            ID,
            FieldSchema::localized("name", &["name"]).required(),
            PERIOD,
            FieldSchema::localized("head-title", &["head-title"]),
            FieldSchema::new("head", FieldKind::Text, &["head"]),
            FieldSchema::new("contact", FieldKind::Text, &["contact"]),
            FieldSchema::localized("contact-title", &["contact-title"]),
            FieldSchema::new("address", FieldKind::List(&FieldKind::Text), &["address"]),
            FieldSchema::new("telephone", FieldKind::Text, &["telephone"]),
            FieldSchema::new("fax", FieldKind::Text, &["fax"]),
            FieldSchema::new("website", FieldKind::Text, &["website"]),
            SOURCES.required(),
            NOTE,
        ],
    )
}

fn translations() -> TableSchema {
    table(
        TRANSLATIONS,
        &[],
        vec![
            FieldSchema::key("text-of", FieldKind::Path, &[]),
            FieldSchema::key("language", FieldKind::Language, &[]),
            FieldSchema::new("text", FieldKind::Text, &["text"]).required(),
            FieldSchema::new("translation", FieldKind::Choice(&["official", "reviewed", "draft"]), &["translation"])
                .required(),
        ],
    )
}
