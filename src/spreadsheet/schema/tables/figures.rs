//! Editions, rates and figures.

use super::{BASES, ID, NOTE, NUMBER, PERIOD, QUALIFIER, RECORD, SCHEMES, SOURCES, table};
use crate::spreadsheet::schema::kind::FieldKind;
use crate::spreadsheet::schema::table::{FieldSchema, TableSchema};

/// What is filled in every year.
pub(super) fn first() -> Vec<TableSchema> {
    vec![editions(), rates(), figures()]
}

/// Figures of records, and on what sources disagree.
pub(super) fn second() -> Vec<TableSchema> {
    vec![record_figures(), other_statements(), conflicts()]
}

fn editions() -> TableSchema {
    table(
        "editions",
        &["editions/{report}/{year}"],
        vec![
            FieldSchema::key("report", FieldKind::Id, &["report"]),
            FieldSchema::key("year", FieldKind::Integer, &["year"]),
            FieldSchema::new("fiscal-year", FieldKind::FiscalYear, &["fiscal-year"]).required(),
            FieldSchema::new("as-of", FieldKind::Day, &["as-of"]).required(),
            FieldSchema::new("rate", FieldKind::Reference("rates"), &["rate"]),
            NOTE,
        ],
    )
}

fn rates() -> TableSchema {
    let value = FieldSchema::new("value", FieldKind::Number, &["value"]).required();
    table(
        "rates",
        &["rates/{id}"],
        vec![
            ID,
            FieldSchema::new("base", FieldKind::Currency, &["base"]).required(),
            FieldSchema::new("quote", FieldKind::Currency, &["quote"]).required(),
            FieldSchema { above: Some(0), ..value },
            FieldSchema::new("kind", FieldKind::Choice(&["jica-monthly", "dac-annual"]), &["kind"]).required(),
            FieldSchema::new("date", FieldKind::Date, &["date"]).required(),
            SOURCES.required(),
            NOTE,
        ],
    )
}

fn figures() -> TableSchema {
    let mut fields = vec![FieldSchema::key("year", FieldKind::Integer, &[]), ID];
    fields.extend(fields_of_figure());
    table("figures", &["figures/{year}/{id}"], fields)
}

fn record_figures() -> TableSchema {
    let mut fields = vec![RECORD, ID];
    fields.extend(fields_of_figure());
    let owners = [
        "{record=projects/*}/figures/{id}",
        "{record=people/training}/figures/{id}",
        "{record=people/volunteers}/figures/{id}",
        "{record=people/experts}/figures/{id}",
        "{record=people/dispatches/*}/figures/{id}",
    ];
    table("record-figures", &owners, fields)
}

fn fields_of_figure() -> [FieldSchema; 11] {
    [
        FieldSchema::localized("label", &["label"]).required(),
        FieldSchema::new("value", FieldKind::FigureValue, &["value"]).required(),
        QUALIFIER.or("exact"),
        FieldSchema::new("basis", FieldKind::Choice(&BASES), &["basis"]),
        FieldSchema::new("scheme", FieldKind::Choice(&SCHEMES), &["scheme"]),
        PERIOD,
        FieldSchema::new("as-of", FieldKind::Date, &["as-of"]),
        FieldSchema::new("coverage", FieldKind::Choice(&["complete", "partial"]), &["coverage"]).or("complete"),
        SOURCES,
        NOTE,
        FieldSchema::localized("chosen-because", &["chosen-because"]),
    ]
}

fn other_statements() -> TableSchema {
    let owners = [
        "{record=figures/*/*}/other-statements/{number#}",
        "{record=projects/*/figures/*}/other-statements/{number#}",
        "{record=people/training/figures/*}/other-statements/{number#}",
        "{record=people/volunteers/figures/*}/other-statements/{number#}",
        "{record=people/experts/figures/*}/other-statements/{number#}",
        "{record=people/dispatches/*/figures/*}/other-statements/{number#}",
    ];
    table(
        "other-statements",
        &owners,
        vec![
            RECORD,
            NUMBER,
            FieldSchema::new("value", FieldKind::FigureValue, &["value"]).required(),
            PERIOD,
            FieldSchema::new("as-of", FieldKind::Date, &["as-of"]),
            SOURCES.required(),
        ],
    )
}

fn conflicts() -> TableSchema {
    let owners = ["{record=projects/*}/conflicts/{number#}", "{record=people/dispatches/*}/conflicts/{number#}"];
    table(
        "conflicts",
        &owners,
        vec![
            RECORD,
            NUMBER,
            FieldSchema::new("about", FieldKind::Text, &["about"]).required(),
            FieldSchema::localized("printed", &["printed"]).required(),
            FieldSchema::new("printed-sources", FieldKind::Sources, &["printed-sources"]).required(),
            FieldSchema::localized("other", &["other"]).required(),
            FieldSchema::new("other-sources", FieldKind::Sources, &["other-sources"]).required(),
            FieldSchema::localized("chosen-because", &["chosen-because"]).required(),
        ],
    )
}
