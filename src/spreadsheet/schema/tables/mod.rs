//! The tables, from those that an office fills in every year to those that seldom change.

mod figures;
mod people;
mod projects;
mod reference;

use super::kind::FieldKind;
use super::path::Collection;
use super::table::{FieldSchema, TableSchema};

/// The table of texts in other languages than that of the data.
pub const TRANSLATIONS: &str = "translations";

/// Every table.
pub fn tables() -> Vec<TableSchema> {
    let mut tables = Vec::new();
    tables.extend(figures::first());
    tables.extend(projects::tables());
    tables.extend(people::tables());
    tables.extend(figures::second());
    tables.extend(reference::tables());
    tables
}

fn table(name: &'static str, collections: &[&'static str], fields: Vec<FieldSchema>) -> TableSchema {
    TableSchema { name, collections: collections.iter().map(|pattern| Collection::new(pattern)).collect(), fields }
}

/// The id of a record, which it holds itself.
const ID: FieldSchema = FieldSchema::key("id", FieldKind::Id, &["id"]);
/// The path of the record that it belongs to.
const RECORD: FieldSchema = FieldSchema::key("record", FieldKind::Path, &[]);
/// The place in a list whose items have no id, from 1.
const NUMBER: FieldSchema = FieldSchema::key("number", FieldKind::Integer, &[]);
const TITLE: FieldSchema = FieldSchema::localized("title", &["title"]).required();
const NOTE: FieldSchema = FieldSchema::localized("note", &["note"]);
const SOURCES: FieldSchema = FieldSchema::new("sources", FieldKind::Sources, &["sources"]);
const PERIOD: FieldSchema = FieldSchema::new("period", FieldKind::Period, &["period"]);
const PLACES: FieldSchema = FieldSchema::new("places", FieldKind::List(&FieldKind::Reference("names")), &["places"]);
const QUALIFIER: FieldSchema = FieldSchema::new("qualifier", FieldKind::Choice(&QUALIFIERS), &["qualifier"]);

const QUALIFIERS: [&str; 3] = ["exact", "about", "up-to"];
const BASES: [&str; 5] = ["commitment", "gross-disbursement", "net-disbursement", "cumulative", "count"];
const SCHEMES: [&str; 7] =
    ["training", "volunteers", "technical-cooperation", "experts", "development-planning", "grant-aid", "oda-loan"];
