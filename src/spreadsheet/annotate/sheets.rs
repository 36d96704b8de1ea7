//! The sheets of the original, with notes.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use rust_xlsxwriter::{Color, Format, Note, Worksheet, XlsxError};

use super::{Problem, carried};
use crate::diagnostic::{CellRef, Diagnostic, Severity};
use crate::spreadsheet::read::{
    CellKind, CellRange, RawCell, SheetContext, SheetProblem, Visibility, Workbook as Source,
};

/// How long a name of a sheet may be, and the text of a cell or note, in UTF-16 units (the limits of Excel).
const LONGEST_NAME: usize = 31;
const LONGEST_TEXT: usize = 32_767;
/// How many merged ranges are copied: each is held against all before.
const MOST_MERGED: usize = 2_000;
/// How many columns a sheet has.
const MOST_COLUMNS: u16 = 16_384;

/// A sheet that is copied.
#[derive(Debug)]
pub(super) struct Copied {
    index: usize,
    /// Its name in the original; empty for text in columns.
    pub(super) original: String,
    /// Its name in the copy.
    pub(super) name: String,
}

/// The sheets to copy, each with a name that spreadsheet programs take. `left_out` lists earlier findings.
pub(super) fn names(source: &Source<'_>, left_out: Option<&str>) -> Vec<Copied> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let sheets = source.sheets().iter().enumerate().filter(|(_, sheet)| Some(sheet.name.as_str()) != left_out);
    let copied = sheets.map(|(index, sheet)| {
        let legal: String = sheet.name.chars().map(|c| if "[]:*?/\\".contains(c) { '_' } else { c }).collect();
        let mut legal = legal.trim_matches('\'').to_owned();
        while legal.encode_utf16().count() > LONGEST_NAME {
            legal.pop();
        }
        let otherwise = (index + 1..).map(|number| format!("Sheet {number}"));
        let names = Some(legal).filter(|name| !name.trim().is_empty()).into_iter().chain(otherwise);
        let name = names.into_iter().find(|name| taken.insert(name.to_lowercase()));
        Copied { index, original: sheet.name.clone(), name: name.expect("sheets are fewer than numbers") }
    });
    copied.collect()
}

/// A text that a cell can hold.
pub(super) fn cut(text: &str) -> String {
    let mut length = 0;
    let fits = |c: &char| {
        length += c.len_utf16();
        length <= LONGEST_TEXT
    };
    text.chars().take_while(fits).collect()
}

/// A format with the colour of a weight.
pub(super) fn mark(format: Format, severity: Severity) -> Format {
    format.set_background_color(match severity {
        Severity::Error => Color::RGB(0xFF_C7_CE),
        Severity::Warning => Color::RGB(0xFF_EB_9C),
        Severity::Note => Color::RGB(0xDD_EB_F7),
    })
}

/// Writes one sheet: cells as they were read, and what was found in them. Gives back what of the original is not in it, in words.
pub(super) fn write(
    target: &mut Worksheet,
    source: &mut Source<'_>,
    sheet: &Copied,
    findings: &[Diagnostic],
    room: &mut u64,
) -> Result<BTreeSet<String>, Problem> {
    match source.sheets().get(sheet.index).map(|info| info.visibility) {
        Some(Visibility::Hidden) => drop(target.set_hidden(true)),
        Some(Visibility::VeryHidden) => drop(target.set_very_hidden(true)),
        Some(Visibility::Visible) | None => {}
    }
    let notes = notes(findings, &sheet.original);
    let mut copy = Copy {
        target,
        notes: &notes,
        formats: BTreeMap::new(),
        texts: BTreeMap::new(),
        is_1904: source.is_1904(),
        is_uncalculated: source.is_uncalculated(),
        name: sheet.name.clone(),
        missing: BTreeSet::new(),
    };
    let tables = source.sheets().get(sheet.index).map(|info| info.tables.as_slice()).unwrap_or_default();
    if tables.iter().any(|table| table.totals_rows > 0) {
        copy.misses("which rows of its tables are totals");
    }
    let mut outcome = Ok(());
    let read = source.read(sheet.index, &mut |context, row| {
        outcome = match room.checked_sub(row.cells.len() as u64) {
            Some(left) => {
                *room = left;
                copy.row(context, row.number, row.is_hidden, row.cells).map_err(Problem::Writer)
            }
            None => Err(Problem::TooLarge),
        };
        if outcome.is_err() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    outcome?;
    // A sheet that ends in damage is copied up to there; that it does is among the findings.
    let is_damaged = |problem: &SheetProblem| problem.severity == Severity::Error;
    if !read.as_ref().is_ok_and(|end| !end.problems.iter().any(is_damaged)) {
        copy.misses("what could not be read for certain");
    }
    if let Ok(end) = read {
        for column in (0..MOST_COLUMNS).filter(|column| end.hidden_columns.has(u32::from(*column) + 1)) {
            copy.target.set_column_hidden(column)?;
        }
        copy.merge(&end.merged)?;
    }
    copy.note()?;
    copy.target.set_autofit_max_width(300).autofit();
    Ok(copy.missing)
}

/// The weightiest finding of each cell, and the words of all.
fn notes(findings: &[Diagnostic], sheet: &str) -> BTreeMap<CellRef, (Severity, String)> {
    let mut notes: BTreeMap<CellRef, (Severity, String)> = BTreeMap::new();
    for finding in findings {
        let Some(place) = finding.place.as_ref().and_then(|place| place.cell.as_deref()) else { continue };
        let Some(cell) = place.cell.filter(|_| place.sheet == sheet) else { continue };
        let mut lines = vec![format!("{}: {}", finding.code, finding.message)];
        lines.extend(place.rule.as_ref().map(|rule| format!("Rule: {rule}")));
        lines.extend(finding.hints.iter().map(|hint| format!("→ {hint}")));
        let (severity, text) = notes.entry(cell).or_insert((finding.severity, String::new()));
        *severity = (*severity).max(finding.severity);
        text.push_str(if text.is_empty() { "" } else { "\n\n" });
        text.push_str(&lines.join("\n"));
    }
    notes
}

struct Copy<'a> {
    target: &'a mut Worksheet,
    notes: &'a BTreeMap<CellRef, (Severity, String)>,
    /// By code and mark.
    formats: BTreeMap<(String, Option<Severity>), Format>,
    /// What stands in the cells.
    texts: BTreeMap<CellRef, (RawCell, String)>,
    is_1904: bool,
    is_uncalculated: bool,
    /// The name of the sheet in the copy.
    name: String,
    /// What of the original is not in the copy.
    missing: BTreeSet<String>,
}

/// Row and column as the writer counts them.
fn at(cell: CellRef) -> (u32, u16) {
    (cell.row.saturating_sub(1), u16::try_from(cell.column.saturating_sub(1)).unwrap_or(u16::MAX))
}

impl Copy<'_> {
    fn row(
        &mut self,
        context: &SheetContext<'_>,
        row: u32,
        is_hidden: bool,
        cells: &[RawCell],
    ) -> Result<(), XlsxError> {
        if is_hidden {
            self.target.set_row_hidden(row.saturating_sub(1))?;
        }
        for cell in cells {
            let code = context.formats.code(cell.format).to_owned();
            self.cell(cell, &code)?;
            self.texts.insert(cell.address, (cell.clone(), code));
        }
        Ok(())
    }

    fn format(&mut self, cell: CellRef, code: &str) -> Format {
        let severity = self.notes.get(&cell).map(|(severity, _)| *severity);
        let make = || {
            let plain = Format::new();
            let plain = if code == "General" { plain } else { plain.set_num_format(code) };
            severity.map_or(plain.clone(), |severity| mark(plain, severity))
        };
        self.formats.entry((code.to_owned(), severity)).or_insert_with(make).clone()
    }

    fn cell(&mut self, cell: &RawCell, code: &str) -> Result<(), XlsxError> {
        let (row, column) = at(cell.address);
        let day = Some(cell).filter(|cell| cell.kind == CellKind::Date);
        let day = day.and_then(|cell| carried::serial(&cell.raw, self.is_1904)).map(|day| RawCell {
            kind: CellKind::Number,
            raw: day.to_string(),
            ..cell.clone()
        });
        let code = if day.is_some() && code == "General" { "yyyy-mm-dd" } else { code };
        let format = self.format(cell.address, code);
        let cell = day.as_ref().unwrap_or(cell);
        if let Some(formula) = carried::formula(cell, self.is_uncalculated) {
            self.target.write_formula_with_format(row, column, formula, &format)?;
            return Ok(());
        }
        let number = cell.raw.trim().parse().ok().filter(|number: &f64| number.is_finite());
        match (cell.kind, number) {
            (CellKind::Number, Some(number)) => self.target.write_number_with_format(row, column, number, &format)?,
            (CellKind::Boolean, _) => {
                self.target.write_boolean_with_format(row, column, cell.raw.trim() == "1", &format)?
            }
            (CellKind::Number | CellKind::Text | CellKind::Date | CellKind::Error | CellKind::Uncached, _) => {
                let text = cut(&cell.raw);
                if text.len() < cell.raw.len() {
                    self.misses("the end of a long text");
                }
                if cell.kind != CellKind::Text {
                    self.misses("a number or day that a workbook can not hold");
                }
                self.target.write_string_with_format(row, column, text, &format)?
            }
        };
        Ok(())
    }

    fn misses(&mut self, what: &str) {
        self.missing.insert(format!("of `{}`, {what}", self.name));
    }

    /// Merges cells, as far as they do not lie over each other, and writes what is in them anew.
    fn merge(&mut self, ranges: &[CellRange]) -> Result<(), XlsxError> {
        let mut merged: Vec<CellRange> = Vec::new();
        if ranges.len() > MOST_MERGED {
            self.misses("which cells are merged");
        }
        for range in ranges.iter().take(MOST_MERGED) {
            let lies_over = |other: &CellRange| {
                let rows = other.first.row <= range.last.row && range.first.row <= other.last.row;
                rows && other.first.column <= range.last.column && range.first.column <= other.last.column
            };
            if range.first == range.last {
                continue;
            }
            if merged.iter().any(lies_over) {
                self.misses("which cells are merged");
                continue;
            }
            let ((first_row, first_column), (last_row, last_column)) = (at(range.first), at(range.last));
            let format = Format::new();
            self.target.merge_range(first_row, first_column, last_row, last_column, "", &format)?;
            merged.push(*range);
            // Values that merged cells hide are values all the same.
            let covered = self.texts.range(range.first..=range.last).filter(|(cell, _)| range.has(**cell));
            let covered: Vec<(RawCell, String)> = covered.map(|(_, kept)| kept.clone()).collect();
            covered.iter().try_for_each(|(cell, code)| self.cell(cell, code))?;
        }
        Ok(())
    }

    /// Writes the notes, also at cells that are empty.
    fn note(&mut self) -> Result<(), XlsxError> {
        let notes = self.notes;
        for (cell, (_, text)) in notes {
            let (row, column) = at(*cell);
            if !self.texts.contains_key(cell) {
                let format = self.format(*cell, "General");
                self.target.write_blank(row, column, &format)?;
            }
            let lines =
                u32::try_from(text.lines().map(|line| 1 + line.chars().count() / 45).sum::<usize>()).unwrap_or(20);
            let note = Note::new(cut(text)).set_author("Hokoku").add_author_prefix(false);
            self.target.insert_note(row, column, &note.set_width(320).set_height(20 + 17 * lines.min(20)))?;
        }
        Ok(())
    }
}
