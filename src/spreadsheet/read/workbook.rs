//! One door to every format that is read.

use super::csv::CsvFile;
use super::isolated::{Isolate, Isolated};
use super::kind::{FileKind, Refusal, refusal, sniff};
use super::sheet::{Give, SheetEnd, SheetInfo};
use super::xlsx::XlsxFile;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::package::{Archive, Bytes, Limits};

/// How much of one part of a workbook is inflated at most: a sheet of one million rows and ten columns has 0.4 GB.
const MOST_INFLATED: u64 = 4_000_000_000;
/// How large a workbook may be that is loaded whole, inflated where it is a zip archive. calamine needs some ten times as
/// much memory, which is what the process that loads it may have.
const MOST_WHOLE: u64 = 64_000_000;

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
    content: Content<'a>,
}

enum Content<'a> {
    Xlsx(Box<XlsxFile<'a>>),
    Csv(CsvFile<'a>, [SheetInfo; 1]),
    /// Read in a process of its own.
    Isolated(Isolated<'a>),
}

impl<'a> Workbook<'a> {
    /// Recognises a file and reads all but its cells. `name` is what places say.
    ///
    /// # Errors
    ///
    /// `unreadable-workbook` if it is no spreadsheet, is protected, damaged or too large.
    pub fn open(
        name: &str,
        bytes: impl Into<Bytes<'a>>,
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
        let bytes = bytes.into();
        let kind = sniff(bytes, limits).map_err(refused)?;
        let content = match kind {
            FileKind::Xlsx => Content::Xlsx(Box::new(XlsxFile::open(bytes, limits).map_err(failed)?)),
            FileKind::Csv => {
                let file = CsvFile::open(bytes, options.encoding.as_deref(), options.delimiter);
                Content::Csv(file.map_err(failed)?, [SheetInfo::unnamed()])
            }
            FileKind::Xlsb | FileKind::Ods => {
                // Of .xlsb only what its sheets share is held.
                let bytes_limit = if kind == FileKind::Ods { MOST_WHOLE * 4 } else { MOST_INFLATED };
                let limits = Limits { bytes: bytes_limit, ..limits };
                let measured = Archive::open(bytes, limits).and_then(|mut archive| archive.measure());
                measured.map_err(|error| refused(refusal(&error)))?;
                Content::Isolated(Isolated::open(kind, bytes, isolate).map_err(failed)?)
            }
            FileKind::Xls if bytes.length() > MOST_WHOLE => {
                return Err(refused(Refusal {
                    message: format!("a workbook of this format is read up to {} MB", MOST_WHOLE / 1_000_000),
                    hint: "open it in a spreadsheet program and save it as an Excel workbook (.xlsx)",
                }));
            }
            FileKind::Xls => Content::Isolated(Isolated::open(kind, bytes, isolate).map_err(failed)?),
        };
        Ok(Workbook { name: name.to_owned(), kind, content })
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
        match &self.content {
            Content::Xlsx(file) => &file.sheets,
            Content::Csv(_, sheets) => sheets,
            Content::Isolated(file) => &file.sheets,
        }
    }

    /// Whether days are counted from 1904.
    pub fn is_1904(&self) -> bool {
        match &self.content {
            Content::Xlsx(file) => file.is_1904,
            Content::Csv(..) => false,
            Content::Isolated(file) => file.is_1904,
        }
    }

    /// Whether the program that wrote it left its formulas to be calculated on opening, so that results are not to be
    /// trusted.
    pub fn is_uncalculated(&self) -> bool {
        match &self.content {
            Content::Xlsx(file) => file.is_uncalculated,
            Content::Csv(..) | Content::Isolated(_) => false,
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
            Content::Csv(file, _) => file.read(give),
            Content::Isolated(file) => file.read(index, give),
        };
        result.map_err(|message| {
            let sheet = self.sheets().get(index).map(|sheet| sheet.name.clone()).unwrap_or_default();
            Diagnostic::error(Code::UNREADABLE_WORKBOOK, Place::cell(&self.name, sheet, None), message)
                .with_hint("open the file in a spreadsheet program and save it anew")
        })
    }
}
