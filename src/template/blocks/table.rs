//! `table(…)`.

use std::sync::Arc;

use minijinja::value::{Rest, Value, ValueKind, ValueOrKwargs};

use super::{BlockObject, CODE};
use crate::document::{Alignment, Block, Cell, Column, Row, RowKind, Table};
use crate::template::arguments::{Arguments, Outcome, as_list};
use crate::template::problem::Problem;
use crate::template::session::Session;

const ARGUMENTS: [&str; 7] = ["rows", "columns", "caption", "id", "description", "note", "row_headings"];

const ALIGNMENTS: [(&str, Alignment); 4] = [
    ("start", Alignment::Start),
    ("center", Alignment::Center),
    ("end", Alignment::End),
    ("decimal", Alignment::Decimal),
];

const ROW_KINDS: [(&str, RowKind); 3] = [("body", RowKind::Body), ("group", RowKind::Group), ("total", RowKind::Total)];

/// `table(rows, columns=[{title, align, width}], caption=, id=, description=, note=, row_headings=true)`.
pub(super) fn table(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    let arguments = Arguments::of_call("table", CODE, &ARGUMENTS, values)?;
    let columns: Vec<Column> =
        arguments.list("columns")?.iter().map(|value| column(session, value)).collect::<Result<_, _>>()?;
    if columns.is_empty() {
        return Err(arguments.problem("has no columns").into());
    }
    arguments.required("rows")?;
    let rows = arguments.list("rows")?;
    let rows = rows.iter().enumerate().map(|(index, value)| row(session, &arguments, index, value, columns.len()));
    let table = Table {
        id: session.block_id(&arguments)?,
        caption: session.line(&arguments, "caption")?,
        description: session.words_of(&arguments, "description")?,
        rows: rows.collect::<Result<_, _>>()?,
        columns,
        has_row_headings: arguments.flag("row_headings", true)?,
        note: session.line(&arguments, "note")?,
    };
    if table.rows.is_empty() {
        return Err(arguments.problem("has no rows").hint("set `{% if rows %}` around it").into());
    }
    Ok(BlockObject::value(Block::Table(table)))
}

fn column(session: &Session, value: &Value) -> Result<Column, Problem> {
    let arguments = Arguments::of_map("column of table", CODE, &["title", "align", "width"], value)?;
    Ok(Column {
        heading: session.required_line(&arguments, "title")?,
        alignment: arguments.one_of("align", &ALIGNMENTS)?.unwrap_or_default(),
        width: arguments.number("width")?.unwrap_or(0),
    })
}

/// A list of cells, or `{kind, cells}`.
fn row(session: &Session, table: &Arguments, index: usize, value: &Value, columns: usize) -> Result<Row, Problem> {
    let (kind, cells) = match value.kind() {
        ValueKind::Map => {
            let arguments = Arguments::of_map("row of table", CODE, &["kind", "cells"], value)?;
            (arguments.one_of("kind", &ROW_KINDS)?.unwrap_or_default(), arguments.list("cells")?)
        }
        _ => match as_list(value) {
            Some(cells) => (RowKind::Body, cells),
            None => {
                return Err(table.wrong(
                    &format!("rows[{index}]"),
                    "a list of cells or `{kind: …, cells: […]}`",
                    value,
                ));
            }
        },
    };
    let mut row = Row { kind, cells: Vec::with_capacity(columns) };
    for (number, cell) in cells.iter().enumerate() {
        let content = session.inlines_in(table, &format!("rows[{index}][{number}]"), cell)?;
        row.cells.push(Cell { content });
    }
    match kind {
        RowKind::Group if row.cells.len() < columns => row.cells.resize(columns, Cell::default()),
        RowKind::Group | RowKind::Body | RowKind::Total => {}
    }
    if row.cells.len() != columns {
        let found = row.cells.len();
        return Err(table.problem(format!("has {found} cells in `rows[{index}]`, but {columns} columns")));
    }
    Ok(row)
}
