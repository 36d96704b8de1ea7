//! Mappings applied to a workbook.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::Arc;

use super::accounting::Accounting;
use super::apply::{Application, Setting};
use super::file::{FieldRule, FieldType, Mapping, Merging, Treatment};
use super::find::{Found, find_all};
use super::finding::{CellProblem, Findings, short};
use super::header::HeaderTexts;
use super::imported::{Imported, OriginFile};
use super::totals::TotalsRule;
use crate::diagnostic::{self, CellRef, Code, Diagnostic, Place, Severity, nearest};
use crate::spreadsheet::read::{
    CellRange, FileKind, SheetContext, SheetEnd, SheetInfo, SheetProblem, Visibility, Workbook,
};
use crate::spreadsheet::schema::TableSchema;
use crate::spreadsheet::value::Words;

/// Records that cells may name: by table, their ids by what they may be called.
pub type References = BTreeMap<String, BTreeMap<String, String>>;

/// A mapping and the file that it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadedMapping {
    /// The path of the file.
    pub path: String,
    /// Its SHA-256, in hex.
    pub sha256: String,
    /// What it says.
    pub mapping: Mapping,
}

/// What an import knows besides the workbook.
pub struct Context<'a> {
    /// SHA-256 of the workbook, in hex.
    pub sha256: &'a str,
    /// The tables of the model.
    pub schemas: &'a [TableSchema],
    /// Words of scales, units and eras.
    pub words: Words,
    /// Records that cells may name.
    pub references: &'a References,
    /// The sheet that lists what was found before, of a copy with notes. It is passed over.
    pub findings_sheet: Option<&'a str>,
}

/// What a workbook holds.
#[derive(Debug, Clone)]
pub struct Import {
    /// One for each mapping that fits, in the order of the mappings.
    pub tables: Vec<Imported>,
    /// What became of all cells of the workbook.
    pub accounting: Accounting,
    /// What was found outside of the tables, or in the mappings.
    pub findings: Vec<Diagnostic>,
}

impl Import {
    /// All findings, sorted.
    pub fn all_findings(&self) -> Vec<Diagnostic> {
        let tables = self.tables.iter().flat_map(|table| table.findings.iter());
        let mut all: Vec<Diagnostic> = self.findings.iter().chain(tables).cloned().collect();
        diagnostic::sort(&mut all);
        all
    }
}

/// Reads every sheet of a workbook: by the first mapping that fits it, or as a finding.
pub fn import(workbook: &mut Workbook<'_>, mappings: &[LoadedMapping], context: &Context<'_>) -> Import {
    let mut import = Import { tables: Vec::new(), accounting: Accounting::default(), findings: Vec::new() };
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    // Sheets are ignored by the mappings that are used, and not by any other of the same table.
    let mut ignored: BTreeSet<&str> = context.findings_sheet.into_iter().collect();
    let found = find_all(workbook, mappings);
    for (loaded, found) in mappings.iter().zip(&found).filter_map(|(loaded, found)| Some((loaded, found.as_ref()?))) {
        taken.insert(found.sheet);
        ignored.extend(loaded.mapping.ignore.sheets.iter().map(String::as_str));
        let table = apply(workbook, loaded, context, found);
        import.accounting += table.accounting;
        import.tables.push(table);
    }
    let file = workbook.name().to_owned();
    if import.tables.is_empty() {
        let names: Vec<&str> = workbook.sheets().iter().map(|sheet| sheet.name.as_str()).collect();
        let message = match names[..] {
            [] | [""] => "no mapping fits this file".to_owned(),
            _ => format!("no mapping fits; the file has the sheets `{}`", names.join("`, `")),
        };
        import.findings.push(
            Diagnostic::error(Code::NO_MAPPING, Place::file(&file), message)
                .with_hint("let a mapping be proposed with `--propose-mapping`, and look through it"),
        );
    }
    for index in (0..workbook.sheets().len()).filter(|index| !taken.contains(index)) {
        let (accounting, findings) = leave_out(workbook, index, &ignored);
        import.accounting += accounting;
        import.findings.extend(findings);
    }
    if !import.accounting.is_balanced() {
        let message = format!("the counts of cells do not add up: {}", import.accounting);
        import.findings.push(
            Diagnostic::error(Code::UNBALANCED_IMPORT, Place::file(&file), message)
                .with_hint("do not use the result, and report this with the file: a cell was lost"),
        );
    }
    diagnostic::sort(&mut import.findings);
    import
}

fn apply(workbook: &mut Workbook<'_>, loaded: &LoadedMapping, context: &Context<'_>, found: &Found) -> Imported {
    let LoadedMapping { path, sha256, mapping } = loaded;
    let sheet = workbook.sheets().get(found.sheet).map(|sheet| sheet.name.clone()).unwrap_or_default();
    let mut findings = Findings::new(workbook.name(), &sheet, path);
    let shown = workbook.sheets().get(found.sheet).map(hidden).unwrap_or_default();
    if let (false, Some(severity)) = (shown.is_empty(), mapping.rows.hidden.severity()) {
        let hint = "show the sheet, or say `hidden: include` in the mapping";
        let problem = CellProblem::new(Code::HIDDEN_CELLS, format!("the sheet is {}", shown.trim_end()), hint);
        let rule = format!("rows.hidden: {}", mapping.rows.hidden.as_str());
        findings.add(severity, None, None, problem.by(rule));
    }
    let schema = context.schemas.iter().find(|schema| schema.name == mapping.target);
    let kinds =
        mapping.fields.iter().map(|field| schema.and_then(|schema| schema.field(&field.name)).map(|field| field.kind));
    let words = context.words.with(&mapping.words);
    let own = Context { words, ..*context };
    for message in schema.map(|schema| strangers(mapping, schema)).unwrap_or_default() {
        let hint = format!("mend `{path}`");
        findings.add(Severity::Error, None, None, CellProblem::new(Code::BAD_MAPPING, message, hint));
    }
    if schema.is_none() && !context.schemas.is_empty() {
        let names = context.schemas.iter().map(|schema| schema.name);
        let message = format!("the mapping `{path}` has the target `{}`, which is no table", mapping.target);
        let hint = match nearest(&mapping.target, names.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write one of `{}`", names.collect::<Vec<_>>().join("`, `")),
        };
        findings.add(Severity::Error, None, None, CellProblem::new(Code::BAD_MAPPING, message, hint));
    }
    let of_table = found.table.as_ref().map_or(0..0, |table| {
        let end = table.range.last.row.saturating_add(1);
        end.saturating_sub(table.totals_rows)..end
    });
    let totals = TotalsRule::new(mapping, of_table).unwrap_or_else(|message| {
        findings.add(
            Severity::Error,
            None,
            None,
            CellProblem::new(Code::BAD_MAPPING, message, format!("mend `{path}`")),
        );
        None
    });
    // Merged cells stand behind the cells in the file, so a header that may have them is read before.
    let needs_merged =
        found.table.is_none() && mapping.header.merged == Merging::FillRightDown && mapping.header.rows.len() > 1;
    let merged = match needs_merged {
        true => {
            workbook.read(found.sheet, &mut |_, _| ControlFlow::Continue(())).map(|end| end.merged).unwrap_or_default()
        }
        false => Vec::new(),
    };
    let range = found.table.as_ref().map(|table| (table.range, table.header_rows));
    let header = HeaderTexts::new(&mapping.header, range, &merged);
    let last_header_row = header.last_row();
    let origin = OriginFile {
        file: workbook.name().to_owned(),
        sha256: context.sha256.to_owned(),
        sheet: sheet.clone(),
        mapping: path.clone(),
        mapping_sha256: sha256.clone(),
        reader: format!("hokoku {} ({})", env!("CARGO_PKG_VERSION"), workbook.kind().as_str()),
    };
    let origin = Arc::new(origin);
    let setting = Setting {
        mapping,
        context: &own,
        kinds: kinds.collect(),
        is_1904: workbook.is_1904(),
        is_uncalculated: workbook.is_uncalculated(),
        origin: Arc::clone(&origin),
    };
    let mut application = Application::new(setting, header, totals, findings);
    let read = workbook.read(found.sheet, &mut |sheet, row| {
        application.take(sheet, row);
        ControlFlow::Continue(())
    });
    let end = read.unwrap_or_else(|problem| {
        // The rows before were counted as they came; what came behind is not known.
        let sum = application.accounting.sum();
        let code = problem.code;
        let problem = SheetProblem {
            code,
            severity: Severity::Error,
            cell: None,
            message: problem.message,
            hint: problem.hints.into_iter().next(),
        };
        SheetEnd { cells: sum, problems: vec![problem], ..SheetEnd::default() }
    });
    application.end_header(&SheetContext {
        formats: &crate::spreadsheet::read::Formats::default(),
        hidden_columns: &end.hidden_columns,
    });
    let (mut accounting, mut findings) = (application.accounting, application.findings);
    accounting.cells = end.cells;
    accounting.findings += end.withheld;
    for problem in end.problems {
        let told = CellProblem::new(problem.code, problem.message, problem.hint.unwrap_or_default());
        findings.add(problem.severity, problem.cell, None, told);
    }
    // Notes at a header explain the column, and those of a copy with notes are what was found before.
    let notes = end.comments.iter().filter(|note| note.cell.row > last_header_row && context.findings_sheet.is_none());
    for note in notes {
        let message = format!("a note at the cell is not imported: `{}`", short(&note.text));
        let hint = "look whether the data must have what it says, in a column of the sheet";
        let problem = CellProblem::new(Code::CELL_NOTE, message, hint);
        findings.add(Severity::Note, Some(note.cell), Some(&note.text), problem);
    }
    for range in end.merged.iter().filter(|range| range.last.row > last_header_row && has_several(**range)) {
        let message = format!("merged cells {}:{}: only the first of them has a value", range.first, range.last);
        let problem = CellProblem::new(Code::MERGED_CELLS, message, "take the cells apart and fill in each");
        let first = CellRef { row: range.first.row.max(last_header_row + 1), column: range.first.column };
        findings.add(Severity::Error, Some(first), None, problem);
    }
    let column =
        |(index, field): (usize, &FieldRule)| Some((field.name.clone(), application.columns.column_of(index)?));
    let columns = mapping.fields.iter().enumerate().filter_map(column).collect();
    let (table, findings) = (mapping.target.clone(), findings.finish());
    let mut rows = application.rows;
    if !shown.is_empty() && mapping.rows.hidden == Treatment::Error {
        rows.clear();
        accounting = Accounting { cells: end.cells, findings: end.cells, ..Accounting::default() };
    }
    Imported { table, origin, columns, rows, accounting, findings }
}

/// What a mapping says of fields that its table does not have. The unit of another column is no field of the table.
fn strangers(mapping: &Mapping, schema: &TableSchema) -> Vec<String> {
    let is_field = |name: &str| schema.field(name).is_some();
    let fields = mapping.fields.iter().filter(|field| field.kind != FieldType::Unit);
    let unknown = fields.map(|field| field.name.as_str()).filter(|name| !is_field(name));
    let unknown = unknown.map(|name| format!("`{name}` is no field of the table `{}`", schema.name));
    let keys = mapping.rows.key.iter().filter(|name| mapping.fields.iter().all(|field| field.name != **name));
    unknown.chain(keys.map(|name| format!("the key `{name}` is no field of the mapping"))).collect()
}

/// Whether merged cells are more than one. Below the header such are an error whatever they are, a footnote as well as a
/// value of several rows: which it is can not be told.
fn has_several(range: CellRange) -> bool {
    range.last.row > range.first.row || range.last.column > range.first.column
}

/// How a sheet is hidden, as it stands before its noun; empty for one that is seen.
fn hidden(sheet: &SheetInfo) -> &'static str {
    match sheet.visibility {
        Visibility::Visible => "",
        Visibility::Hidden => "hidden ",
        Visibility::VeryHidden => "very hidden ",
    }
}

/// Counts the cells of a sheet that no mapping fits, and says so.
fn leave_out(workbook: &mut Workbook<'_>, index: usize, ignored: &BTreeSet<&str>) -> (Accounting, Vec<Diagnostic>) {
    let mut accounting = Accounting::default();
    let end = workbook.read(index, &mut |_, _| ControlFlow::Continue(()));
    let file = workbook.name();
    let Some(sheet) = workbook.sheets().get(index) else { return (accounting, Vec::new()) };
    let place = Place::cell(file, &sheet.name, None);
    let end = match end {
        Ok(end) => end,
        Err(problem) => return (accounting, vec![problem]),
    };
    accounting.cells = end.cells;
    if ignored.contains(sheet.name.as_str()) {
        accounting.ignored = end.cells;
        return (accounting, Vec::new());
    }
    accounting.findings = end.cells;
    let message = format!("no mapping fits the {}sheet, which has {} cells", hidden(sheet), end.cells);
    let hint = format!("write a mapping for it, or name it under `ignore: {{sheets: [\"{}\"]}}`", sheet.name);
    let finding = Diagnostic::error(Code::UNMAPPED_SHEET, place, message).with_hint(hint);
    // That no mapping fits the only sheet of a text file has been told.
    let is_told = accounting.cells == 0 || sheet.name.is_empty();
    // That a text was read in the wrong way may be why nothing fits it.
    let is_text = workbook.kind() == FileKind::Csv;
    let guesses = end.problems.into_iter().filter(|problem| is_text || problem.cell.is_none()).map(|problem| {
        let place = Place::cell(file, &sheet.name, problem.cell);
        let told = Diagnostic { severity: problem.severity, ..Diagnostic::error(problem.code, place, problem.message) };
        problem.hint.into_iter().fold(told, Diagnostic::with_hint)
    });
    (accounting, guesses.chain((!is_told).then_some(finding)).collect())
}
