//! Text in columns. RFC 4180, and what programs make of it.

use std::cell::RefCell;
use std::io::{self, Read};

use csv::{ReaderBuilder, Terminator};

use super::cell::{CellKind, HiddenColumns, RawCell, RawRow};
use super::encoding::{self, Certainty, Decoding, FoundEncoding};
use super::format::Formats;
use super::quotes::{Fault, Found, Quotes};
use super::sheet::{Give, SheetContext, SheetEnd, SheetProblem};
use crate::diagnostic::{CellRef, Code, Severity};
use crate::package::Bytes;

/// Characters that stand between columns, unless another is declared.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How long a cell may be. One that is longer is a sign of a quote that is not closed.
const MOST_IN_A_CELL: usize = 1_000_000;

/// How long a row may be.
const MOST_IN_A_ROW: u64 = 16_000_000;

/// How many faults of quotes are told one by one.
const MOST_FAULTS: usize = 1_000;

/// How much of a file decides about its delimiter.
const SAMPLE_BYTES: u64 = 65_536;

/// Text in columns whose encoding and delimiter are known.
#[derive(Debug)]
pub(super) struct CsvFile<'a> {
    bytes: Bytes<'a>,
    encoding: FoundEncoding,
    delimiter: u8,
    /// Whether the first line says only which delimiter there is.
    has_sep_line: bool,
    /// What is wrong with the file as a whole.
    problems: Vec<SheetProblem>,
}

impl<'a> CsvFile<'a> {
    /// Finds out how the file is written.
    pub(super) fn open(
        bytes: Bytes<'a>,
        encoding: Option<&str>,
        delimiter: Option<char>,
    ) -> Result<CsvFile<'a>, String> {
        let found = encoding::find(bytes, encoding)?;
        let mut problems = Vec::new();
        if found.certainty == Certainty::Guessed {
            problems.push(SheetProblem {
                code: Code::GUESSED_ENCODING,
                severity: Severity::Error,
                cell: None,
                message: format!(
                    "the text seems to be {}; its first line then reads `{}`",
                    found.name(),
                    encoding::first_line(bytes, found)
                ),
                hint: Some(format!(
                    "look whether that line is right, and confirm with `encoding: {0}` in the mapping or `--encoding {0}`",
                    found.name()
                )),
            });
        }
        let mut sample = String::new();
        // A sample may end within a character, and what is not of the encoding is said when the rows are read.
        let mut start = Vec::new();
        let _ = Decoding::new(bytes, found).take(SAMPLE_BYTES).read_to_end(&mut start);
        sample.push_str(&String::from_utf8_lossy(&start));
        if sample.contains('\0') {
            return Err("the file is neither a workbook nor text".to_owned());
        }
        let first = sample.lines().next().unwrap_or_default();
        let sep = first.strip_prefix("sep=").and_then(|rest| rest.chars().next()).filter(|sep| *sep != '\r');
        let declared = delimiter.or(sep).map(|character| {
            let byte = u8::try_from(character).ok().filter(|byte| byte.is_ascii() && !b"\"\r\n".contains(byte));
            byte.ok_or_else(|| {
                format!("`{character}` can not stand between columns; commas, semicolons, tabs and the like can")
            })
        });
        let declared = declared.transpose()?;
        let delimiter = match declared {
            Some(delimiter) => delimiter,
            None => match delimiters(&sample)[..] {
                [] => b',',
                [one] => one,
                [first, second, ..] => {
                    problems.push(SheetProblem {
                        code: Code::GUESSED_DELIMITER,
                        severity: Severity::Error,
                        cell: None,
                        message: format!(
                            "both `{}` and `{}` could stand between the columns",
                            char::from(first).escape_default(),
                            char::from(second).escape_default()
                        ),
                        hint: Some(format!(
                            "say which it is in the mapping, such as `delimiter: \"{}\"`",
                            char::from(first).escape_default()
                        )),
                    });
                    first
                }
            },
        };
        Ok(CsvFile { bytes, encoding: found, delimiter, has_sep_line: sep.is_some(), problems })
    }

    /// Reads the rows. A row has the number of its line; that of `sep=` is none, as in a spreadsheet program.
    pub(super) fn read(&self, give: Give<'_>) -> Result<SheetEnd, String> {
        let watch = RefCell::new(Watch::new(self.delimiter));
        let decoded = Watched { content: Decoding::new(self.bytes, self.encoding), watch: &watch };
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .terminator(Terminator::CRLF)
            .from_reader(decoded);
        let (formats, hidden_columns) = (Formats::default(), HiddenColumns::default());
        let context = SheetContext { formats: &formats, hidden_columns: &hidden_columns };
        let mut end = SheetEnd { problems: self.problems.clone(), ..SheetEnd::default() };
        let (mut record, mut cells, mut last_line) = (csv::StringRecord::new(), Vec::new(), 0);
        let (mut is_first, mut faults, mut more) = (true, Vec::new(), 0_u64);
        let mut records = 0_u64;
        while reader.read_record(&mut record).map_err(|error| plain(&error))? {
            // The reader passes empty lines over and says only where it began to look; so the line is counted from the end.
            let within =
                record.iter().map(|cell| cell.bytes().filter(|byte| *byte == b'\n').count() as u64).sum::<u64>();
            let position = reader.position();
            let ended = u64::from(watch.borrow().before(position.byte()) == Some(b'\n'));
            let line = position.line().saturating_sub(within + ended + u64::from(self.has_sep_line));
            records += 1;
            // A file whose lines end with a carriage return alone is one line to the reader.
            if std::mem::take(&mut is_first) && self.has_sep_line {
                continue;
            }
            let number = u32::try_from(line).unwrap_or(u32::MAX).max(last_line + 1);
            last_line = number;
            while let Some(Found { column, fault, .. }) = watch.borrow_mut().quotes.next_of(records - 1) {
                match faults.len() < MOST_FAULTS {
                    true => faults.push((CellRef { row: number, column }, fault)),
                    false => more += 1,
                }
            }
            watch.borrow_mut().since_row = 0;
            cells.clear();
            for (column, text) in (1_u32..).zip(record.iter()) {
                if text.len() > MOST_IN_A_CELL {
                    return Err(format!(
                        "the cell in line {number} is longer than {MOST_IN_A_CELL} bytes; is a quote not closed?"
                    ));
                } else if !text.is_empty() {
                    let address = CellRef { row: number, column };
                    cells.push(RawCell {
                        address,
                        kind: CellKind::Text,
                        raw: text.to_owned(),
                        formula: None,
                        format: 0,
                    });
                }
            }
            end.cells += cells.len() as u64;
            if !cells.is_empty() && give(&context, &RawRow { number, is_hidden: false, cells: &cells }).is_break() {
                return Ok(end);
            }
        }
        let watch = watch.borrow();
        let is_fault = |fault| !matches!(fault, Fault::Joined(delimiters) if !watch.quotes.is_usual(delimiters));
        let told = |cell, message: String, hint: &str| {
            let (code, severity, hint) = (Code::DAMAGED_WORKBOOK, Severity::Error, Some(hint.to_owned()));
            SheetProblem { code, severity, cell, message, hint }
        };
        for (cell, fault) in faults.into_iter().filter(|(_, fault)| is_fault(*fault)) {
            let (message, hint) = fault.words();
            end.problems.push(told(Some(cell), message.to_owned(), hint));
        }
        if more > 0 {
            let message = format!("more quotes are wrong than are told one by one: {more} more");
            end.problems.push(told(None, message, "mend those that are told, and import anew"));
        }
        Ok(end)
    }
}

/// The delimiters that give the same number of columns, more than one, in most lines; that with the most first.
fn delimiters(sample: &str) -> Vec<u8> {
    let lines: Vec<&str> = sample.lines().filter(|line| !line.trim().is_empty()).take(50).collect();
    let mut found: Vec<(usize, u8)> = Vec::new();
    for delimiter in DELIMITERS {
        let counts: Vec<usize> = lines.iter().map(|line| outside_quotes(line, delimiter)).collect();
        let most = counts.iter().copied().max().unwrap_or_default();
        let header = counts.first().copied().unwrap_or_default();
        let agreeing = counts.iter().filter(|count| **count == header).count();
        if header > 0 && most > 0 && agreeing * 2 > counts.len() {
            found.push((header, delimiter));
        }
    }
    // Stable: of equals the first of the list comes first.
    found.sort_by_key(|(columns, _)| std::cmp::Reverse(*columns));
    found.into_iter().map(|(_, delimiter)| delimiter).collect()
}

fn outside_quotes(line: &str, delimiter: u8) -> usize {
    let mut is_quoted = false;
    line.bytes()
        .filter(|byte| {
            is_quoted ^= *byte == b'"';
            !is_quoted && *byte == delimiter
        })
        .count()
}

/// What the reader says, without the number of bytes.
fn plain(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Io(error) => error.to_string(),
        _ => error.to_string(),
    }
}

/// What is known of the text that went by.
#[derive(Debug)]
struct Watch {
    quotes: Quotes,
    /// Bytes since the last row.
    since_row: u64,
    /// The last piece, where it begins, and the byte before it.
    piece: Vec<u8>,
    start: u64,
    last: Option<u8>,
}

impl Watch {
    fn new(delimiter: u8) -> Watch {
        Watch { quotes: Quotes::new(delimiter), since_row: 0, piece: Vec::new(), start: 0, last: None }
    }

    /// The byte before a place in the last piece or at its beginning.
    fn before(&self, place: u64) -> Option<u8> {
        match usize::try_from(place.checked_sub(self.start)?).ok()?.checked_sub(1) {
            Some(index) => self.piece.get(index).copied(),
            None => self.last,
        }
    }
}

/// A reader that is watched.
struct Watched<'a, R> {
    content: R,
    watch: &'a RefCell<Watch>,
}

impl<R: Read> Read for Watched<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.content.read(buffer)?;
        let piece = buffer.get(..length).unwrap_or_default();
        if length > 0 {
            let mut watch = self.watch.borrow_mut();
            watch.since_row += length as u64;
            if watch.since_row > MOST_IN_A_ROW {
                let message = format!("a row is longer than {} MB; is a quote not closed?", MOST_IN_A_ROW / 1_000_000);
                return Err(io::Error::new(io::ErrorKind::QuotaExceeded, message));
            }
            watch.start += watch.piece.len() as u64;
            watch.last = watch.piece.last().copied().or(watch.last);
            watch.quotes.take(piece);
            watch.piece.clear();
            watch.piece.extend_from_slice(piece);
        } else if !buffer.is_empty() {
            self.watch.borrow_mut().quotes.finish();
        }
        Ok(length)
    }
}
