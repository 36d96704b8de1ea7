//! One door to every format that is read.

use std::io::{self, BufRead};

use super::cell::{HiddenColumns, RawCell, RawRow};
use super::csv::CsvFile;
use super::dump::{self, Line};
use super::format::Formats;
use super::kind::{FileKind, Refusal, refusal, sniff};
use super::sheet::{Give, SheetContext, SheetEnd, SheetInfo, SheetProblem};
use super::xlsx::XlsxFile;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::package::{Archive, Limits};

/// How much of one part of a workbook is inflated at most: a sheet of one million rows and ten columns has 0.4 GB.
const MOST_INFLATED: u64 = 4_000_000_000;
/// How large a workbook may be that is loaded whole, inflated where it is a zip archive. calamine needs some ten times as
/// much memory, which is what the process that loads it may have.
const MOST_WHOLE: u64 = 64_000_000;

/// Starts a process with limits that is given a workbook of a kind and writes what [`super::dump`] writes.
pub type Isolate<'a> = &'a dyn Fn(FileKind, &[u8]) -> io::Result<Box<dyn BufRead>>;

/// What the caller knows of a file that the file does not say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// The encoding of a text file, by its label in the Encoding Standard.
    pub encoding: Option<String>,
    /// What stands between the columns of a text file.
    pub delimiter: Option<char>,
}

/// A spreadsheet whose sheets can be read.
pub struct Workbook<'a> {
    name: String,
    kind: FileKind,
    bytes: &'a [u8],
    isolate: Isolate<'a>,
    sheets: Vec<SheetInfo>,
    is_1904: bool,
    content: Content<'a>,
}

enum Content<'a> {
    Xlsx(Box<XlsxFile<'a>>),
    Csv(CsvFile<'a>),
    /// Read in a process of its own, again for each sheet.
    Foreign,
}

impl<'a> Workbook<'a> {
    /// Recognises a file and reads all but its cells. `name` is what places say.
    ///
    /// # Errors
    ///
    /// `unreadable-workbook` if it is no spreadsheet, is protected, damaged or too large.
    pub fn open(
        name: &str,
        bytes: &'a [u8],
        options: &ReadOptions,
        isolate: Isolate<'a>,
    ) -> Result<Workbook<'a>, Diagnostic> {
        let refused = |Refusal { message, hint }: Refusal| {
            Diagnostic::error(Code::UNREADABLE_WORKBOOK, Place::file(name), message).with_hint(hint)
        };
        let failed = |message: String| {
            refused(Refusal { message, hint: "open the file in a spreadsheet program and save it anew" })
        };
        let limits = Limits { bytes: MOST_INFLATED, ..Limits::default() };
        let kind = sniff(bytes, limits).map_err(refused)?;
        let mut workbook = Workbook {
            name: name.to_owned(),
            kind,
            bytes,
            isolate,
            sheets: Vec::new(),
            is_1904: false,
            content: Content::Foreign,
        };
        match kind {
            FileKind::Xlsx => {
                let file = XlsxFile::open(bytes, limits).map_err(failed)?;
                (workbook.sheets, workbook.is_1904) = (file.sheets.clone(), file.is_1904);
                workbook.content = Content::Xlsx(Box::new(file));
            }
            FileKind::Csv => {
                let file = CsvFile::open(bytes, options.encoding.as_deref(), options.delimiter).map_err(failed)?;
                workbook.sheets = vec![SheetInfo::unnamed()];
                workbook.content = Content::Csv(file);
            }
            FileKind::Xlsb | FileKind::Ods => {
                // Of .xlsb only what its sheets share is held.
                let bytes_limit = if kind == FileKind::Ods { MOST_WHOLE * 4 } else { MOST_INFLATED };
                let limits = Limits { bytes: bytes_limit, ..limits };
                let measured = Archive::open(bytes, limits).and_then(|mut archive| archive.measure());
                measured.map_err(|error| refused(refusal(&error)))?;
                workbook.list_sheets().map_err(failed)?;
            }
            FileKind::Xls if bytes.len() as u64 > MOST_WHOLE => {
                return Err(refused(Refusal {
                    message: format!("a workbook of this format is read up to {} MB", MOST_WHOLE / 1_000_000),
                    hint: "open it in a spreadsheet program and save it as an Excel workbook (.xlsx)",
                }));
            }
            FileKind::Xls => workbook.list_sheets().map_err(failed)?,
        }
        Ok(workbook)
    }

    /// What the file is.
    pub fn kind(&self) -> FileKind {
        self.kind
    }

    /// The name that places say.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its sheets, in their order.
    pub fn sheets(&self) -> &[SheetInfo] {
        &self.sheets
    }

    /// Whether days are counted from 1904.
    pub fn is_1904(&self) -> bool {
        self.is_1904
    }

    /// Whether the program that wrote it left its formulas to be calculated on opening, so that results are not to be
    /// trusted.
    pub fn is_uncalculated(&self) -> bool {
        match &self.content {
            Content::Xlsx(file) => file.is_uncalculated,
            Content::Csv(_) | Content::Foreign => false,
        }
    }

    /// What this format does not tell, in words for the summary of an import; empty for nothing.
    pub fn reservations(&self) -> &'static str {
        match self.kind {
            FileKind::Xlsx => "",
            FileKind::Csv => "a text file has no types, formats, formulas or hidden rows",
            FileKind::Xlsb => {
                "in .xlsb, hidden rows and columns, defined tables, number formats and errors behind formulas are not seen, and numbers have 15 digits"
            }
            FileKind::Xls => {
                "in .xls, hidden rows and columns and number formats are not seen, and numbers have 15 digits"
            }
            FileKind::Ods => {
                "in .ods, hidden rows and columns, merged cells and number formats are not seen, and numbers have 15 digits"
            }
        }
    }

    /// Reads the cells of a sheet, row by row in the order of the sheet. Nothing is kept of a row that was given out.
    ///
    /// # Errors
    ///
    /// `unreadable-workbook` if the sheet is damaged or too large; the rows before have been given out.
    pub fn read(&mut self, index: usize, give: Give<'_>) -> Result<SheetEnd, Diagnostic> {
        let result = match &mut self.content {
            Content::Xlsx(file) => file.read(index, give),
            Content::Csv(file) => file.read(give),
            Content::Foreign => self.read_foreign(index, give),
        };
        result.map_err(|message| {
            let sheet = self.sheets.get(index).map(|sheet| sheet.name.clone()).unwrap_or_default();
            Diagnostic::error(Code::UNREADABLE_WORKBOOK, Place::cell(&self.name, sheet, None), message)
                .with_hint("open the file in a spreadsheet program and save it anew")
        })
    }

    /// Asks the other process for the sheets.
    fn list_sheets(&mut self) -> Result<(), String> {
        let (mut sheets, mut is_1904) = (Vec::new(), false);
        self.foreign_lines(&mut |line| match line {
            Line::Epoch1904(flag) => is_1904 = flag,
            Line::Sheet { name, visibility } => sheets.push(SheetInfo { name, visibility, tables: Vec::new() }),
            Line::Merged(_) | Line::Cell { .. } | Line::Problem(_) | Line::Failed(_) | Line::End => {}
        })?;
        (self.sheets, self.is_1904) = (sheets, is_1904);
        Ok(())
    }

    fn read_foreign(&self, index: usize, give: Give<'_>) -> Result<SheetEnd, String> {
        let formats = Formats::new(["General".to_owned(), "yyyy-mm-dd".to_owned()]);
        let hidden_columns = HiddenColumns::default();
        let context = SheetContext { formats: &formats, hidden_columns: &hidden_columns };
        let mut end = SheetEnd::default();
        let mut row: Vec<RawCell> = Vec::new();
        let mut current = None::<usize>;
        let mut is_done = false;
        let mut flush = |row: &mut Vec<RawCell>| {
            row.sort_by_key(|cell| cell.address);
            if let Some(first) = row.first().filter(|_| !is_done) {
                is_done =
                    give(&context, &RawRow { number: first.address.row, is_hidden: false, cells: row }).is_break();
            }
            row.clear();
        };
        self.foreign_lines(&mut |line| match line {
            Line::Sheet { .. } => {
                flush(&mut row);
                current = Some(current.map_or(0, |before| before + 1));
            }
            Line::Cell { address, kind, format, raw, formula } if current == Some(index) => {
                if row.first().is_some_and(|first| first.address.row != address.row) {
                    flush(&mut row);
                }
                end.cells += 1;
                row.push(RawCell { address, kind, raw, formula, format });
            }
            Line::Merged(range) if current == Some(index) => end.merged.push(range),
            Line::Problem(message) if current == Some(index) => {
                end.cells += 1;
                end.withheld += 1;
                end.problems.push(SheetProblem {
                    code: Code::DAMAGED_WORKBOOK,
                    severity: Severity::Error,
                    cell: None,
                    message: format!("a cell could not be read: {message}"),
                    hint: Some("save the workbook as .xlsx, where the cell can be named".to_owned()),
                });
            }
            Line::Epoch1904(_)
            | Line::Cell { .. }
            | Line::Merged(_)
            | Line::Problem(_)
            | Line::Failed(_)
            | Line::End => {}
        })?;
        flush(&mut row);
        Ok(end)
    }

    /// Gives out what the other process says, until it says that this was all.
    fn foreign_lines(&self, give: &mut dyn FnMut(Line)) -> Result<(), String> {
        let too_much = "it could not be read within the limits of memory and time".to_owned();
        let mut content = (self.isolate)(self.kind, self.bytes).map_err(|error| error.to_string())?;
        loop {
            match dump::next(&mut *content).map_err(|error| error.to_string())? {
                Some(Line::End) => return Ok(()),
                Some(Line::Failed(message)) => return Err(message),
                Some(line) => give(line),
                None => return Err(too_much),
            }
        }
    }
}
