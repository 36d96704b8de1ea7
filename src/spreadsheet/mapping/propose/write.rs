//! The mapping as text.

use std::fmt::Write as _;

use super::hints::{Separators, missing_marks};
use super::sample::{Sample, SheetSample};
use super::{Guess, Known, field, guess};
use crate::diagnostic::CellRef;
use crate::spreadsheet::mapping::file::Header;
use crate::spreadsheet::mapping::header::Heading;
use crate::spreadsheet::read::{SheetInfo, TableInfo};
use crate::spreadsheet::schema::{FieldKind, TableSchema};

/// A sheet that seems to be a table of the model.
pub(super) struct Found<'a> {
    pub(super) sheet: &'a SheetInfo,
    pub(super) table: Option<&'a TableInfo>,
    /// The row whose texts are labels of fields, and how many are.
    pub(super) row: u32,
    pub(super) count: usize,
    pub(super) schema: &'a TableSchema,
    pub(super) content: &'a SheetSample,
}

/// A text as a scalar in quotes.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            control if control.is_control() || (control.is_whitespace() && control != ' ') => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(control));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

fn list<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    format!("[{}]", texts.map(quoted).collect::<Vec<_>>().join(", "))
}

impl Found<'_> {
    /// The header: that of a defined table is the table's own, and a row of names of fields beside it is one of ids.
    fn header(&self) -> Header {
        let of_table = self.table.filter(|table| table.header_rows > 0).map(|table| {
            let first = table.range.first.row;
            (first..first + table.header_rows.min(4)).collect::<Vec<u32>>()
        });
        match of_table {
            Some(rows) if rows.contains(&self.row) => Header { rows, ..Header::default() },
            Some(rows) => Header { rows, id_row: Some(self.row), ..Header::default() },
            None => Header { rows: self.content.header_rows(self.row), ..Header::default() },
        }
    }
}

/// Writes the mapping.
pub(super) fn write(found: &Found<'_>, known: &Known<'_>) -> String {
    let Found { sheet, schema, content, .. } = found;
    let header = found.header();
    let last = header.rows.iter().copied().chain(header.id_row).max().unwrap_or_default();
    let headings = content.headings(&header);
    let samples = content.columns(last);
    let columns = Columns::new(found, known, &headings, &samples);
    let mut lines = vec![
        "# A proposal, to be looked through. Every line that is not sure has `doubt:`; import says what is missing."
            .to_owned(),
        format!("mapping: {}/1", schema.name),
        format!(
            "target: {}  # doubt: {} of {} columns have the label of a field of this table",
            schema.name,
            found.count,
            headings.len()
        ),
        source(sheet, found.table),
        header_line(&header),
    ];
    lines.extend(rows_lines(found, &columns, last));
    let numeric = || columns.texts(is_number);
    lines.push(locale(&Separators::of(numeric())));
    let marks =
        missing_marks(columns.texts(|kind| is_number(kind) || matches!(kind, FieldKind::Day | FieldKind::Date)));
    lines.push(match marks.is_empty() {
        true => "missing: []  # doubt: add the marks that stand for a missing value, if there are any".to_owned(),
        false => {
            format!("missing: {}  # doubt: do these stand for a missing value?", list(marks.iter().map(String::as_str)))
        }
    });
    lines.extend(columns.unknown.iter().cloned());
    let missing =
        schema.fields.iter().filter(|field| field.is_required && field.default.is_none() && !columns.has(field.name));
    lines.extend(missing.map(|field| {
        let name = field.name;
        format!("# doubt: no column is the required field `{name}`; add it, or write `constants: {{{name}: …}}`")
    }));
    lines.push("fields:".to_owned());
    lines.extend(
        columns.fields.iter().map(|(guess, heading, sample)| field::line(guess, &heading.label, sample, known)),
    );
    lines.join("\n") + "\n"
}

fn source(sheet: &SheetInfo, table: Option<&TableInfo>) -> String {
    if sheet.name.is_empty() {
        return "source: {}".to_owned();
    }
    let mut parts = vec![format!("sheet: {{any_of: [{}]}}", quoted(&sheet.name))];
    parts.extend(table.map(|table| format!("table: {}", quoted(&table.name))));
    let line = format!("source: {{{}}}", parts.join(", "));
    match sheet.name.chars().any(char::is_numeric) {
        true => format!("{line}  # doubt: add the names that the sheet has in other years"),
        false => line,
    }
}

fn header_line(header: &Header) -> String {
    let rows: Vec<String> = header.rows.iter().map(u32::to_string).collect();
    let mut parts = vec![format!("rows: [{}]", rows.join(", "))];
    parts.extend(header.id_row.map(|row| format!("id_row: {row}")));
    let line = format!("header: {{{}}}", parts.join(", "));
    if header.rows.len() > 1 { format!("{line}  # doubt: does the header go over all of these rows?") } else { line }
}

fn rows_lines(found: &Found<'_>, columns: &Columns<'_>, last: u32) -> Vec<String> {
    let keys = columns.fields.iter().map(|(guess, ..)| guess.field).filter(|field| field.is_key());
    let keys: Vec<&str> = keys.map(|field| field.name).collect();
    let mut lines = vec![
        "rows:".to_owned(),
        format!("  key: [{}]", keys.join(", ")),
        "  hidden: error".to_owned(),
        "  unmapped_columns: error".to_owned(),
        "  absent: keep  # doubt: `remove` where the sheet is the whole table".to_owned(),
    ];
    let amounts = columns.fields.iter().filter(|(guess, ..)| is_number(guess.field.kind) && !guess.field.is_key());
    let amounts: Vec<u32> = amounts.map(|(_, heading, _)| heading.cell.column).collect();
    if let Some((row, column, text)) = found.content.total(last, &amounts) {
        let words = regex::escape(text.split_whitespace().next().unwrap_or(text));
        let field = columns.fields.iter().find(|(_, heading, _)| heading.cell.column == column);
        lines.push(match field {
            Some((guess, ..)) => format!(
                "  totals: {{when: {{column: {}, matches: {}}}, action: verify}}  # doubt: row {row} seems to be a total",
                guess.field.name,
                quoted(&format!("^{words}"))
            ),
            None => format!("  # doubt: row {row}, {}, seems to be a total; say so under `totals`", quoted(text)),
        });
    }
    lines
}

fn locale(separators: &Separators) -> String {
    let Separators { decimal, group, example, .. } = separators;
    let mut parts = Vec::new();
    parts.extend(decimal.map(|decimal| format!("decimal: {}", quoted(&decimal.to_string()))));
    let groups: Vec<String> = group.iter().map(char::to_string).collect();
    parts.extend((!groups.is_empty()).then(|| format!("group: {}", list(groups.iter().map(String::as_str)))));
    match example {
        None => "locale: {}".to_owned(),
        Some(example) if parts.is_empty() => format!(
            "locale: {{}}  # doubt: declare `decimal` and `group`; cells have texts such as {}",
            quoted(example)
        ),
        Some(example) => {
            format!("locale: {{{}}}  # doubt: cells have texts such as {}", parts.join(", "), quoted(example))
        }
    }
}

fn is_number(kind: FieldKind) -> bool {
    matches!(kind, FieldKind::Integer | FieldKind::Number | FieldKind::Quantity | FieldKind::FigureValue)
}

/// The columns of a sheet: those that seem to be fields, and remarks on the others.
struct Columns<'a> {
    fields: Vec<(Guess<'a>, &'a Heading, &'a Sample)>,
    unknown: Vec<String>,
}

impl<'a> Columns<'a> {
    fn new(
        found: &Found<'a>,
        known: &Known<'_>,
        headings: &'a std::collections::BTreeMap<u32, Heading>,
        samples: &'a std::collections::BTreeMap<u32, Sample>,
    ) -> Columns<'a> {
        static NOTHING: Sample = Sample { numbers: 0, dates: 0, texts: Vec::new() };
        let mut columns = Columns { fields: Vec::new(), unknown: Vec::new() };
        // A sure column goes before one that is only near.
        let guesses: Vec<(u32, &Heading, Option<Guess<'a>>)> = headings
            .iter()
            .map(|(column, heading)| (*column, heading, by_heading(found.schema, known, heading)))
            .collect();
        let is_sure = |name: &str| guesses.iter().any(|(_, _, g)| g.is_some_and(|g| g.is_sure && g.field.name == name));
        for (column, heading, guess) in &guesses {
            let letters = CellRef { row: 1, column: *column }.column_letters();
            let label = quoted(&heading.label);
            match guess {
                Some(guess) if !columns.has(guess.field.name) && (guess.is_sure || !is_sure(guess.field.name)) => {
                    columns.fields.push((*guess, heading, samples.get(column).unwrap_or(&NOTHING)));
                }
                Some(guess) => columns.unknown.push(format!(
                    "# doubt: column {letters}, {label}, may be `{}` too; rename it, or write `ignore: {{columns: [{label}]}}`",
                    guess.field.name
                )),
                None => columns.unknown.push(format!(
                    "# doubt: column {letters}, {label}, is no field; add it, or write `ignore: {{columns: [{label}]}}`"
                )),
            }
        }
        let rest = samples.keys().filter(|column| !headings.contains_key(column));
        columns.unknown.extend(rest.map(|column| {
            let letters = CellRef { row: 1, column: *column }.column_letters();
            format!("# doubt: column {letters} has cells and no header; give it one, or empty it")
        }));
        columns
    }

    fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(guess, ..)| guess.field.name == name)
    }

    /// The texts of columns of some kinds.
    fn texts(&self, is_of: impl Fn(FieldKind) -> bool) -> impl Iterator<Item = &str> {
        let columns = self.fields.iter().filter(move |(guess, ..)| is_of(guess.field.kind));
        columns.flat_map(|(_, _, sample)| sample.texts.iter().map(String::as_str))
    }
}

/// The field of a column: by its id, else by its label.
fn by_heading<'a>(schema: &'a TableSchema, known: &Known<'_>, heading: &Heading) -> Option<Guess<'a>> {
    let id = heading.id.as_deref().and_then(|id| schema.field(id));
    id.map(|field| Guess { field, is_sure: true }).or_else(|| guess(schema, known.labels, &heading.label))
}
