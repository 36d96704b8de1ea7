//! A mapping for a sheet that none fits, for a person to look through.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::ControlFlow;

use super::header::tidy;
use crate::diagnostic::{CellRef, Diagnostic, nearest};
use crate::spreadsheet::read::{CellKind, Workbook};
use crate::spreadsheet::schema::{FieldKind, FieldSchema, TableSchema};

/// How many rows of a sheet are looked at.
const SAMPLE_ROWS: u32 = 200;
/// How many columns of it are looked at.
const SAMPLE_COLUMNS: usize = 200;
/// Below which row no header is looked for.
const LAST_HEADER_ROW: u32 = 30;

/// A mapping that was proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The sheet that it is for.
    pub sheet: String,
    /// The table that its rows seem to be of.
    pub target: &'static str,
    /// The mapping. What is not sure has a comment that begins with `doubt:`.
    pub yaml: String,
}

/// What is known of a column.
#[derive(Debug, Default)]
struct Sample {
    label: String,
    numbers: u32,
    dates: u32,
    texts: u32,
    /// Texts that have separators of which one reading is not certain.
    marks: Vec<String>,
}

/// Labels of fields in the languages of the project, by table and field.
pub type FieldLabels = BTreeMap<String, BTreeMap<String, Vec<String>>>;

/// Writes a mapping for every sheet that has a table of the model.
///
/// # Errors
///
/// If a sheet can not be read.
pub fn propose(
    workbook: &mut Workbook<'_>,
    schemas: &[TableSchema],
    labels: &FieldLabels,
) -> Result<Vec<Proposal>, Diagnostic> {
    let mut proposals = Vec::new();
    for index in 0..workbook.sheets().len() {
        let mut rows: BTreeMap<u32, BTreeMap<u32, (CellKind, String, bool)>> = BTreeMap::new();
        workbook.read(index, &mut |context, row| {
            let cells = row.cells.iter().take(SAMPLE_COLUMNS).map(|cell| {
                let is_date = context.formats.is_date(cell.format) || cell.kind == CellKind::Date;
                (cell.address.column, (cell.kind, cell.raw.chars().take(200).collect(), is_date))
            });
            rows.insert(row.number, cells.collect());
            if row.number > SAMPLE_ROWS { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        let Some(sheet) = workbook.sheets().get(index) else { continue };
        let best = rows
            .iter()
            .filter(|(number, _)| **number <= LAST_HEADER_ROW)
            .flat_map(|(number, cells)| schemas.iter().map(move |schema| (*number, cells, schema)))
            .map(|(number, cells, schema)| {
                let found = cells.values().filter(|(kind, text, _)| {
                    *kind == CellKind::Text && field_of(schema, labels, text).is_some_and(|(_, is_sure)| is_sure)
                });
                (found.count(), number, schema)
            })
            // Of equals the first row and the first table.
            .reduce(|best, next| if next.0 > best.0 { next } else { best });
        let Some((count, header, schema)) = best.filter(|(count, _, _)| *count > 0) else { continue };
        let samples = sample(&rows, header);
        let table = sheet.tables.first().map(|table| table.name.as_str());
        let yaml = write(&sheet.name, table, header, schema, labels, &samples, count);
        proposals.push(Proposal { sheet: sheet.name.clone(), target: schema.name, yaml });
    }
    Ok(proposals)
}

fn sample(rows: &BTreeMap<u32, BTreeMap<u32, (CellKind, String, bool)>>, header: u32) -> BTreeMap<u32, Sample> {
    let mut samples: BTreeMap<u32, Sample> = BTreeMap::new();
    for (number, cells) in rows.range(header..) {
        for (column, (kind, text, is_date)) in cells {
            let sample = samples.entry(*column).or_default();
            match kind {
                _ if *number == header => sample.label = tidy(text),
                CellKind::Date => sample.dates += 1,
                CellKind::Number if *is_date => sample.dates += 1,
                CellKind::Number => sample.numbers += 1,
                CellKind::Text => {
                    sample.texts += 1;
                    let is_numeric = text.trim().starts_with(|c: char| c.is_ascii_digit() || "-△▲−(".contains(c))
                        && text.contains([',', '.']);
                    if is_numeric && sample.marks.len() < 3 {
                        sample.marks.push(text.trim().to_owned());
                    }
                }
                CellKind::Boolean | CellKind::Error | CellKind::Uncached => {}
            }
        }
    }
    samples
}

/// A name of a field in the form in which labels are compared.
fn plain(text: &str) -> String {
    let words = text.to_lowercase();
    let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// The field that a label seems to be of, and whether that is sure.
fn field_of<'a>(schema: &'a TableSchema, labels: &FieldLabels, label: &str) -> Option<(&'a FieldSchema, bool)> {
    let label = plain(label);
    let known = |field: &FieldSchema| {
        let own = labels.get(schema.name).and_then(|fields| fields.get(field.name));
        own.into_iter().flatten().map(|text| plain(text)).chain([plain(field.name)]).collect::<Vec<_>>()
    };
    if let Some(field) = schema.fields.iter().find(|field| known(field).contains(&label)) {
        return Some((field, true));
    }
    let all: Vec<(String, &FieldSchema)> =
        schema.fields.iter().flat_map(|field| known(field).into_iter().map(move |name| (name, field))).collect();
    let near = nearest(&label, all.iter().map(|(name, _)| name.as_str()))?;
    all.iter().find(|(name, _)| name == near).map(|(_, field)| (*field, false))
}

/// A text as a scalar in quotes.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            control if control.is_control() => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(control));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

fn write(
    sheet: &str,
    table: Option<&str>,
    header: u32,
    schema: &TableSchema,
    labels: &FieldLabels,
    samples: &BTreeMap<u32, Sample>,
    sure: usize,
) -> String {
    let mut lines = vec![
        "# A proposal, to be looked through. Every line that is not sure has `doubt:`; import says what is missing."
            .to_owned(),
        format!("mapping: {}/1", schema.name),
        format!(
            "target: {}  # doubt: {sure} of {} columns have the label of a field of this table",
            schema.name,
            samples.len()
        ),
    ];
    let mut source = vec![format!("sheet: {{any_of: [{}]}}", quoted(sheet))];
    source.extend(table.map(|table| format!("table: {}", quoted(table))));
    if !sheet.is_empty() {
        lines.push(format!("source: {{{}}}", source.join(", ")));
    } else {
        lines.push("source: {}".to_owned());
    }
    lines.push(format!("header: {{rows: [{header}]}}"));
    let mut key = Vec::new();
    let (mut fields, mut unknown, mut marks) = (Vec::new(), Vec::new(), Vec::new());
    let mut used: Vec<&str> = Vec::new();
    for (column, sample) in samples {
        marks.extend(sample.marks.iter().cloned());
        let letters = CellRef { row: header, column: *column }.column_letters();
        match field_of(schema, labels, &sample.label) {
            Some((field, is_sure)) if !used.contains(&field.name) => {
                used.push(field.name);
                if field.is_key() {
                    key.push(field.name);
                }
                fields.push(field_line(field, sample, is_sure));
            }
            Some((field, _)) => unknown.push(format!(
                "# doubt: column {letters}, {}, may be `{}` too; rename it, or name it under `ignore`",
                quoted(&sample.label),
                field.name
            )),
            None => unknown.push(format!(
                "# doubt: column {letters}, {}, is no field; add it, or write `ignore: {{columns: [{}]}}`",
                quoted(&sample.label),
                quoted(&sample.label)
            )),
        }
    }
    lines.push(format!("rows: {{key: [{}], hidden: error, unmapped_columns: error}}", key.join(", ")));
    match marks.first() {
        None => lines.push("locale: {}".to_owned()),
        Some(first) => lines.push(format!(
            "locale: {{}}  # doubt: declare `decimal` and `group`; cells have texts such as {}",
            quoted(first)
        )),
    }
    lines.push("missing: []  # doubt: add the marks that stand for a missing value".to_owned());
    lines.extend(unknown);
    let missing = schema.fields.iter().filter(|field| field.is_required && !used.contains(&field.name));
    lines.extend(missing.map(|field| format!("# doubt: no column is the required field `{}`", field.name)));
    lines.push("fields:".to_owned());
    lines.extend(fields);
    lines.join("\n") + "\n"
}

/// The line of a field: its type by its kind, its doubts by what stands in the column.
fn field_line(field: &FieldSchema, sample: &Sample, is_sure: bool) -> String {
    let mut doubts = Vec::new();
    if !is_sure {
        doubts.push(format!("is this `{}`?", field.name));
    }
    let (kind, more) = match field.kind {
        FieldKind::Integer => ("integer", ""),
        FieldKind::Number => ("number", ""),
        FieldKind::Quantity | FieldKind::FigureValue => {
            doubts.push("which unit and scale?".to_owned());
            ("quantity", "")
        }
        FieldKind::Day | FieldKind::Date => {
            if sample.texts > 0 {
                doubts.push("how are the dates written? Add `formats`".to_owned());
            }
            ("date", ", formats: [excel, edtf]")
        }
        FieldKind::FiscalYear => ("fiscal_year", ""),
        FieldKind::Period => ("period", ""),
        FieldKind::Boolean => ("boolean", ""),
        FieldKind::Text
        | FieldKind::Id
        | FieldKind::Reference(_)
        | FieldKind::Path
        | FieldKind::Choice(_)
        | FieldKind::Channel
        | FieldKind::Language
        | FieldKind::Currency
        | FieldKind::Sources
        | FieldKind::SigningDates
        | FieldKind::List(_) => ("string", ""),
    };
    if kind == "string" && sample.texts == 0 && sample.numbers > 0 {
        doubts.push("the column has numbers".to_owned());
    }
    let references = match field.kind {
        FieldKind::Reference(table) => format!(", references: {table}"),
        _ => String::new(),
    };
    let required = if field.is_required { ", required: true" } else { "" };
    let line = format!(
        "  - {{name: {}, labels: [{}], type: {kind}{more}{references}{required}}}",
        field.name,
        quoted(&sample.label)
    );
    if doubts.is_empty() { line } else { format!("{line}  # doubt: {}", doubts.join(" ")) }
}
