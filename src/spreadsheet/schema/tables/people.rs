//! Training, volunteers, experts, and events.

use super::{ID, NOTE, NUMBER, PERIOD, PLACES, SOURCES, TITLE, table};
use crate::spreadsheet::schema::kind::FieldKind;
use crate::spreadsheet::schema::table::{FieldSchema, TableSchema};

/// Which of the three.
const PROGRAMME: FieldSchema =
    FieldSchema::key("programme", FieldKind::Choice(&["training", "volunteers", "experts"]), &[]);

pub(super) fn tables() -> Vec<TableSchema> {
    vec![programmes(), programme_fields(), dispatches(), events()]
}

fn programmes() -> TableSchema {
    table(
        "programmes",
        &["people/{programme=training|volunteers|experts}"],
        vec![
            PROGRAMME,
            PERIOD,
            FieldSchema::new("more-fields", FieldKind::Boolean, &["more-fields"]).or("false"),
            PLACES,
            SOURCES.required(),
            NOTE,
        ],
    )
}

fn programme_fields() -> TableSchema {
    table(
        "programme-fields",
        &["people/{programme=training|volunteers|experts}/fields/{number#}"],
        vec![PROGRAMME, NUMBER, FieldSchema::localized("field", &[]).required()],
    )
}

fn dispatches() -> TableSchema {
    table(
        "dispatches",
        &["people/dispatches/{id}"],
        vec![
            ID,
            TITLE,
            FieldSchema::localized("counterpart", &["counterpart"]),
            FieldSchema::new("term", FieldKind::Text, &["term"]),
            FieldSchema::new("periods", FieldKind::List(&FieldKind::Period), &["periods"]),
            SOURCES.required(),
            NOTE,
        ],
    )
}

fn events() -> TableSchema {
    table(
        "events",
        &["people/events/{id}"],
        vec![ID, FieldSchema::new("date", FieldKind::Date, &["date"]).required(), TITLE, SOURCES.required()],
    )
}
