//! What differs as edits of the files, with where each new value came from.

use std::sync::Arc;

use super::compare::{Compared, Step};
use super::rows::{Given, Row};
use super::trees::Trees;
use crate::diagnostic::{CellPlace, Diagnostic};
use crate::import::plan::Plan;
use crate::model::{Dataset, Provenance};
use crate::report::Project;
use crate::spreadsheet::mapping::{CellOrigin, OriginFile};
use crate::spreadsheet::schema::{FieldSchema, Value};

/// Plans all changes, with where each new value came from.
///
/// # Errors
///
/// What cannot be changed.
pub(super) fn plan(project: &Project, dataset: &Dataset, compared: &Compared<'_>) -> Result<Plan, Vec<Diagnostic>> {
    let (mut trees, mut plan) = (Trees::new(project, dataset), Plan::default());
    let mut problems = Vec::new();
    // Records of a list that are known by their place are taken out from its end, so that none moves before its turn.
    let removals = compared.steps.iter().rev().filter(|step| matches!(step, Step::Remove { .. }));
    let others = compared.steps.iter().filter(|step| !matches!(step, Step::Remove { .. }));
    let mut others: Vec<&Step<'_>> = others.collect();
    // A record comes before what belongs to it, whatever the order of the sheets is.
    others.sort_by_key(|step| match step {
        Step::Add { record, .. } => (1, record.path.matches('/').count()),
        Step::Change { .. } | Step::Remove { .. } => (0, 0),
    });
    for step in others.into_iter().chain(removals) {
        if let Err(found) = trees.make(step) {
            problems.extend(found);
        }
        trace(dataset.code(), step, &mut plan);
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    trees.plan(&mut plan);
    Ok(plan)
}

fn trace(code: &str, step: &Step<'_>, plan: &mut Plan) {
    match step {
        Step::Add { row, record } => {
            for (index, field) in row.schema.fields.iter().enumerate().filter(|(_, field)| !field.is_key()) {
                trace_value(code, row, index, field, record.values.get(index), plan);
            }
        }
        Step::Change { row, record, fields } => {
            for index in fields {
                if let Some(field) = row.schema.fields.get(*index) {
                    trace_value(code, row, *index, field, record.values.get(*index), plan);
                }
            }
        }
        Step::Remove { schema, path } => {
            for field in schema.fields.iter().filter(|field| !field.is_key()) {
                plan.forget(value_id(code, schema.name, path, field));
            }
        }
    }
}

fn trace_value(code: &str, row: &Row<'_>, index: usize, field: &FieldSchema, value: Option<&Value>, plan: &mut Plan) {
    let id = value_id(code, row.schema.name, &row.path, field);
    match (row.given.get(index), value) {
        (_, None | Some(Value::Null)) | (None | Some(Given::Nothing | Given::Told(_) | Given::Empty(_)), _) => {
            plan.forget(id)
        }
        (Some(Given::Cell(located)), Some(value)) => plan.trace(entry(id, &located.origin, value)),
        (Some(Given::Constant(_)), Some(value)) => {
            // What the mapping says of every row stands in no cell of it, but in the same file.
            let beside =
                row.given.iter().find_map(|given| if let Given::Cell(cell) = given { Some(cell) } else { None });
            if let Some(located) = beside {
                let file = Arc::clone(&located.origin.file);
                let place = match file.sheet.as_str() {
                    "" => "the whole text".to_owned(),
                    sheet => CellPlace { sheet: sheet.to_owned(), cell: None, rule: None }.to_string(),
                };
                plan.trace(entry_of(id, &file, place, value.to_string(), "constant of the mapping".to_owned()));
            }
        }
    }
}

fn entry(value: String, origin: &CellOrigin, new: &Value) -> Provenance {
    let mut made = vec![origin.kind.to_owned()];
    if !origin.number_format.is_empty() {
        made.push(format!("format `{}`", origin.number_format));
    }
    made.extend(origin.formula.as_ref().map(|formula| match formula.as_str() {
        "" => "result of a formula".to_owned(),
        formula => format!("result of the formula `{formula}`"),
    }));
    made.extend((!origin.transformation.is_empty()).then(|| origin.transformation.clone()));
    if new.to_string() != origin.raw {
        made.push(read_as(new));
    }
    entry_of(value, &origin.file, origin.address(), origin.raw.clone(), made.join("; "))
}

fn entry_of(value: String, from: &OriginFile, place: String, raw: String, transformation: String) -> Provenance {
    let OriginFile { file, sha256, mapping, mapping_sha256, reader, .. } = from;
    Provenance {
        value,
        file: file.clone(),
        sha256: sha256.clone(),
        place,
        raw,
        transformation,
        mapping: Some(match mapping_sha256.as_str() {
            "" => mapping.clone(),
            sha256 => format!("{mapping} (SHA-256 {sha256})"),
        }),
        reader: Some(reader.clone()),
    }
}

/// What is said of a value that is not written as its cell has it.
pub(super) fn read_as(new: &Value) -> String {
    format!("read as `{new}`")
}

/// The id of the figure that a value is, by the grammar of [`crate::model::FigureId`]; of another value country and path.
pub(super) fn value_id(code: &str, table: &str, path: &str, field: &FieldSchema) -> String {
    let steps: Vec<&str> = path.split('/').collect();
    let plain = || field.path.iter().fold(format!("{code}/{path}"), |whole, key| format!("{whole}/{key}"));
    let number = |step: &str| step.parse::<usize>().map_or(0, |index| index + 1);
    let figure = match (field.name, steps.as_slice()) {
        ("value", ["figures", year, id]) => format!("figures/{id}@{year}"),
        ("value", ["figures", year, id, "other-statements", other]) => {
            format!("figures/{id}.other-{}@{year}", number(other))
        }
        ("value", ["people", "dispatches", owner, "figures", rest @ ..]) => owned("dispatches", owner, rest, number),
        ("value", [owners @ ("projects" | "people"), owner, "figures", rest @ ..]) => {
            owned(owners, owner, rest, number)
        }
        ("value", ["rates", id]) => format!("rates/{id}"),
        ("amount", ["projects", project, "commitments", id]) => format!("commitments/{project}/{id}"),
        ("output", ["projects", project, "commitments", id]) => format!("commitments/{project}/{id}/output"),
        ("interest" | "repayment" | "grace", ["projects", project, "commitments", id, "terms"]) => {
            format!("commitments/{project}/{id}/{}", field.name)
        }
        ("amount", ["projects", project, "commitments", id, "annual-limits", limit]) if table == "annual-limits" => {
            format!("commitments/{project}/{id}/annual-limit-{}", number(limit))
        }
        _ => return plain(),
    };
    format!("{code}/{figure}")
}

fn owned(owners: &str, owner: &str, rest: &[&str], number: impl Fn(&str) -> usize) -> String {
    match rest {
        [id, "other-statements", other] => format!("{owners}/{owner}/{id}.other-{}", number(other)),
        _ => format!("{owners}/{owner}/{}", rest.join("/")),
    }
}
