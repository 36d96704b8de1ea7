//! Workbooks that another process reads: what it says, as rows. The lines are [`super::dump`]'s.

use std::io::{self, BufRead, Cursor, Read};

use super::cell::{HiddenColumns, RawCell, RawRow};
use super::dump::{self, Line};
use super::format::Formats;
use super::kind::FileKind;
use super::sheet::{Give, SheetContext, SheetEnd, SheetInfo, SheetProblem};
use crate::diagnostic::{CellRef, Code, Severity};
use crate::package::Bytes;

/// Starts a process with limits that is given a workbook of a kind and writes what [`super::dump()`] writes.
pub type Isolate<'a> = &'a dyn Fn(FileKind, &mut dyn Read) -> io::Result<Box<dyn BufRead>>;

/// How much of what the process says is kept, so that it need not be started again for each sheet.
const MOST_KEPT: u64 = 16_000_000;
/// How many sheets a workbook may have that is read again for each.
const MOST_SHEETS: usize = 50;
/// How many bytes of text a row may have.
const MOST_IN_A_ROW: usize = 16_000_000;
/// How many problems of a sheet are kept; what is beyond is counted as a cell.
const MOST_PROBLEMS: usize = 1_000;

/// A workbook that another process reads.
pub(super) struct Isolated<'a> {
    kind: FileKind,
    bytes: Bytes<'a>,
    isolate: Isolate<'a>,
    /// All that the process says, where it is little.
    said: Option<Vec<u8>>,
    /// The sheets, in their order.
    pub(super) sheets: Vec<SheetInfo>,
    /// Whether days are counted from 1904.
    pub(super) is_1904: bool,
}

impl<'a> Isolated<'a> {
    /// Asks the process for the sheets.
    pub(super) fn open(kind: FileKind, bytes: Bytes<'a>, isolate: Isolate<'a>) -> Result<Isolated<'a>, String> {
        let mut workbook = Isolated { kind, bytes, isolate, said: None, sheets: Vec::new(), is_1904: false };
        let mut content = workbook.start()?;
        let mut beginning = Vec::new();
        let length = (&mut content).take(MOST_KEPT).read_to_end(&mut beginning).map_err(|error| error.to_string())?;
        let is_all = (length as u64) < MOST_KEPT;
        let (mut sheets, mut is_1904, mut has_cells) = (Vec::new(), false, false);
        let read = each_line(Cursor::new(&beginning), &mut |line| {
            match line {
                Line::Epoch1904(flag) => is_1904 = flag,
                Line::Sheet { name, visibility } => sheets.push(SheetInfo { name, visibility, tables: Vec::new() }),
                Line::Cells => has_cells = true,
                Line::Merged(_) | Line::Cell { .. } | Line::Problem(_) | Line::Failed(_) | Line::End => {}
            }
            Ok(())
        });
        // Of one that is large only the beginning was heard, which is cut off; the sheets stand before the cells.
        if is_all || !has_cells {
            read?;
        }
        if !is_all && sheets.len() > MOST_SHEETS {
            return Err(format!("it has {} sheets, and together they are too large", sheets.len()));
        }
        // The reader passes over records that it can not make sense of.
        if sheets.is_empty() {
            return Err("no sheet was found in it".to_owned());
        }
        (workbook.sheets, workbook.is_1904) = (sheets, is_1904);
        workbook.said = is_all.then_some(beginning);
        Ok(workbook)
    }

    fn start(&self) -> Result<Box<dyn BufRead>, String> {
        (self.isolate)(self.kind, &mut self.bytes.reader()).map_err(|error| error.to_string())
    }

    /// Reads the cells of a sheet.
    pub(super) fn read(&self, index: usize, give: Give<'_>) -> Result<SheetEnd, String> {
        let formats = Formats::days_only();
        let hidden_columns = HiddenColumns::default();
        let context = SheetContext { formats: &formats, hidden_columns: &hidden_columns };
        let mut sheet =
            Sheet { context, give, end: SheetEnd::default(), row: Vec::new(), bytes: 0, last: None, is_done: false };
        let mut current = None::<usize>;
        let mut take = |line| {
            match line {
                Line::Cells => current = Some(current.map_or(0, |before| before + 1)),
                Line::Cell { address, kind, format, raw, formula } if current == Some(index) => {
                    sheet.take(RawCell { address, kind, raw, formula, format })?;
                }
                Line::Merged(range) if current == Some(index) => sheet.end.merged.push(range),
                Line::Problem(message) if current == Some(index) => {
                    let hint = "save the workbook as .xlsx, where the cell can be named";
                    sheet.withhold(Code::DAMAGED_WORKBOOK, None, format!("a cell could not be read: {message}"), hint);
                }
                Line::Epoch1904(_)
                | Line::Sheet { .. }
                | Line::Cell { .. }
                | Line::Merged(_)
                | Line::Problem(_)
                | Line::Failed(_)
                | Line::End => {}
            }
            Ok(())
        };
        match &self.said {
            Some(said) => each_line(Cursor::new(said), &mut take)?,
            None => each_line(self.start()?, &mut take)?,
        }
        sheet.flush();
        Ok(sheet.end)
    }
}

/// A sheet in the making.
struct Sheet<'a> {
    context: SheetContext<'a>,
    give: Give<'a>,
    end: SheetEnd,
    row: Vec<RawCell>,
    /// Bytes of text of the row.
    bytes: usize,
    last: Option<CellRef>,
    /// Whether no more rows are wanted.
    is_done: bool,
}

impl Sheet<'_> {
    fn take(&mut self, cell: RawCell) -> Result<(), String> {
        if self.last.is_some_and(|last| last >= cell.address) {
            let raw: String = cell.raw.chars().take(60).collect();
            let message = format!(
                "the cell with `{raw}` stands there a second time or out of order, so which is meant is not known"
            );
            let hint = "open the file in a spreadsheet program and save it anew";
            self.withhold(Code::DUPLICATE_CELL, Some(cell.address), message, hint);
            return Ok(());
        }
        if self.last.is_some_and(|last| last.row != cell.address.row) {
            self.flush();
        }
        self.bytes += cell.raw.len() + cell.formula.as_ref().map_or(0, String::len);
        if self.bytes > MOST_IN_A_ROW {
            return Err(format!("row {} has more than {} MB of text", cell.address.row, MOST_IN_A_ROW / 1_000_000));
        }
        self.last = Some(cell.address);
        self.end.cells += 1;
        self.row.push(cell);
        Ok(())
    }

    fn withhold(&mut self, code: Code, cell: Option<CellRef>, message: String, hint: &str) {
        self.end.cells += 1;
        self.end.withheld += 1;
        if self.end.problems.len() < MOST_PROBLEMS {
            let (severity, hint) = (Severity::Error, Some(hint.to_owned()));
            self.end.problems.push(SheetProblem { code, severity, cell, message, hint });
        }
    }

    fn flush(&mut self) {
        if let Some(first) = self.row.first().filter(|_| !self.is_done) {
            let row = RawRow { number: first.address.row, is_hidden: false, cells: &self.row };
            self.is_done = (self.give)(&self.context, &row).is_break();
        }
        self.row.clear();
        self.bytes = 0;
    }
}

/// Gives out what the process says, until it says that this was all.
fn each_line(mut content: impl BufRead, give: &mut dyn FnMut(Line) -> Result<(), String>) -> Result<(), String> {
    loop {
        match dump::next(&mut content).map_err(|error| error.to_string())? {
            Some(Line::End) => return Ok(()),
            Some(Line::Failed(message)) => return Err(message),
            Some(line) => give(line)?,
            None => return Err("it could not be read within the limits of memory and time".to_owned()),
        }
    }
}
