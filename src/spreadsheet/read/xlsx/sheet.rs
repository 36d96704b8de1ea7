//! Cells of a worksheet, row by row. ECMA-376-1, 18.3.

use std::io::BufRead;

use super::super::cell::{CellKind, CellRange, RawCell, RawRow};
use super::super::format::Formats;
use super::super::sheet::{Give, SheetContext, SheetEnd, SheetProblem};
use super::escape::unescape;
use super::strings::{MOST_IN_A_CELL, RichText, SharedStrings, too_long};
use crate::diagnostic::{CellRef, Code, Severity};
use crate::package::{Tag, XmlError, XmlEvent, XmlStream};

/// How many merged ranges are kept, and ranges of hidden columns.
const MOST_MERGED: usize = 100_000;
const MOST_COLUMN_RANGES: usize = 16_384;
/// How many bytes of text a row has at most. Cells may share a long text, so that a small file has much of it.
const MOST_IN_A_ROW: usize = 16_000_000;
/// Memory of a cell that is kept for the cell of the next row.
const KEPT_CAPACITY: usize = 4_096;
/// How many problems are kept; what is beyond is counted as a cell and said once.
const MOST_PROBLEMS: usize = 1_000;

/// What cells refer to.
pub(super) struct Shared<'a> {
    /// Texts.
    pub(super) strings: &'a SharedStrings,
    /// Number formats.
    pub(super) formats: &'a Formats,
}

/// Reads a worksheet and gives its rows out, in the order of the file, which is that of the sheet.
///
/// # Errors
///
/// If the part is not well-formed, or too large; the rows before have been given out.
pub(super) fn read<R: BufRead>(
    mut xml: XmlStream<R>,
    shared: &Shared<'_>,
    give: Give<'_>,
) -> Result<SheetEnd, XmlError> {
    let mut sheet = Sheet {
        end: SheetEnd::default(),
        last: CellRef { row: 0, column: 0 },
        row: Row::default(),
        beyond: 0,
        has_more_merged: false,
        has_more_columns: false,
    };
    loop {
        // One match with its errors, as in the stream itself: this is the hottest place.
        match xml.next_event() {
            Ok(XmlEvent::Start(tag)) => match tag.local_name() {
                "col" => sheet.column(&tag)?,
                "row" => sheet.open_row(&tag)?,
                "c" => {
                    let cell = sheet.open_cell(&tag)?;
                    sheet.read_cell(&mut xml, cell, shared)?;
                }
                "mergeCell" => {
                    let range = tag.attribute("ref")?.and_then(|range| CellRange::parse(&range));
                    match sheet.end.merged.len() < MOST_MERGED {
                        true => sheet.end.merged.extend(range),
                        false => sheet.has_more_merged |= range.is_some(),
                    }
                }
                _ => {}
            },
            Ok(XmlEvent::End(tag)) if tag.local_name() == "row" => {
                let context = SheetContext { formats: shared.formats, hidden_columns: &sheet.end.hidden_columns };
                let cells = sheet.row.cells.get(..sheet.row.length).unwrap_or_default();
                if !cells.is_empty() {
                    let row = RawRow { number: sheet.last.row, is_hidden: sheet.row.is_hidden, cells };
                    if give(&context, &row).is_break() {
                        return Ok(sheet.finish());
                    }
                }
                (sheet.row.length, sheet.row.bytes) = (0, 0);
            }
            Ok(XmlEvent::End(_) | XmlEvent::Text(_)) => {}
            Ok(XmlEvent::Eof) => return Ok(sheet.finish()),
            Err(error) => return Err(error),
        }
    }
}

/// A row in the making. The cells behind `length` are there to be used again.
#[derive(Default)]
struct Row {
    cells: Vec<RawCell>,
    length: usize,
    /// Bytes of text of all its cells.
    bytes: usize,
    is_hidden: bool,
}

/// A cell whose content comes next.
struct OpenCell {
    address: CellRef,
    /// Whether its address is one that comes after the one before.
    is_in_order: bool,
    format: u32,
    content: Content,
}

/// How the content of a cell is written (ECMA-376-1, 18.18.11).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    Number,
    Shared,
    Inline,
    Text,
    Boolean,
    Error,
    Date,
}

struct Sheet {
    end: SheetEnd,
    /// Where the reader is.
    last: CellRef,
    row: Row,
    /// Problems that are not kept.
    beyond: u64,
    /// Whether there are more merged ranges, or hidden columns, than are kept.
    has_more_merged: bool,
    has_more_columns: bool,
}

impl Sheet {
    /// What is known at the end, with what was more than is kept said once.
    fn finish(mut self) -> SheetEnd {
        let mut tell = |code, message, hint: &str| {
            let (severity, hint) = (Severity::Error, Some(hint.to_owned()));
            self.end.problems.push(SheetProblem { code, severity, cell: None, message, hint });
        };
        if self.beyond > 0 {
            let message = format!("{} more cells and rows of the sheet are damaged", self.beyond);
            tell(Code::MORE_FINDINGS, message, "open the file in a spreadsheet program and save it anew");
        }
        if self.has_more_merged {
            let message = format!(
                "the sheet has more than {MOST_MERGED} merged ranges, and which cells those behind merge is not known"
            );
            tell(Code::UNREADABLE_WORKBOOK, message, "take merged cells apart that need not be merged");
        }
        if self.has_more_columns {
            let message = format!(
                "the sheet has more than {MOST_COLUMN_RANGES} ranges of hidden columns, and which columns those behind hide is not known"
            );
            tell(Code::UNREADABLE_WORKBOOK, message, "open the file in a spreadsheet program and save it anew");
        }
        self.end
    }

    fn problem(&mut self, code: Code, cell: CellRef, message: String, hint: &str) {
        if self.end.problems.len() < MOST_PROBLEMS {
            let (severity, hint) = (Severity::Error, Some(hint.to_owned()));
            self.end.problems.push(SheetProblem { code, severity, cell: Some(cell), message, hint });
        } else {
            self.beyond += 1;
        }
    }

    fn column(&mut self, tag: &Tag<'_>) -> Result<(), XmlError> {
        let number = |name| Ok::<_, XmlError>(tag.attribute(name)?.and_then(|text| text.parse::<u32>().ok()));
        // A width of nothing hides a column too.
        let is_hidden = is_true(tag.attribute("hidden")?.as_deref()) || is_nothing(tag.attribute("width")?.as_deref());
        if let (true, Some(first), Some(last)) = (is_hidden, number("min")?, number("max")?) {
            match self.end.hidden_columns.0.len() < MOST_COLUMN_RANGES {
                true => self.end.hidden_columns.0.push((first, last)),
                false => self.has_more_columns = true,
            }
        }
        Ok(())
    }

    fn open_row(&mut self, tag: &Tag<'_>) -> Result<(), XmlError> {
        let (mut number, mut is_hidden) = (None, false);
        for attribute in tag.attributes() {
            match attribute? {
                ("r", value) => number = value.parse().ok(),
                ("hidden", value) => is_hidden |= is_true(Some(&*value)),
                ("ht", value) => is_hidden |= is_nothing(Some(&*value)),
                _ => {}
            }
        }
        // A row without a number is the one after the last (18.3.1.73).
        let row = number.unwrap_or(self.last.row + 1);
        if row <= self.last.row || row > CellRef::MOST_ROWS {
            let at = CellRef { row: row.clamp(1, CellRef::MOST_ROWS), column: 1 };
            let message =
                format!("row {row} comes after row {}, so which of the two is meant is not known", self.last.row);
            self.problem(
                Code::DAMAGED_WORKBOOK,
                at,
                message,
                "open the file in a spreadsheet program and save it anew",
            );
        } else {
            self.last = CellRef { row, column: 0 };
        }
        self.row.is_hidden = is_hidden;
        Ok(())
    }

    fn open_cell(&mut self, tag: &Tag<'_>) -> Result<OpenCell, XmlError> {
        let (mut given, mut format, mut content) = (None, 0, Content::Number);
        for attribute in tag.attributes() {
            match attribute? {
                ("r", value) => given = Some(CellRef::parse(&value)),
                ("s", value) => format = value.parse().unwrap_or_default(),
                ("t", value) => {
                    content = match &*value {
                        "s" => Content::Shared,
                        "inlineStr" => Content::Inline,
                        "str" => Content::Text,
                        "b" => Content::Boolean,
                        "e" => Content::Error,
                        "d" => Content::Date,
                        _ => Content::Number,
                    }
                }
                _ => {}
            }
        }
        let next = CellRef { row: self.last.row.max(1), column: self.last.column + 1 };
        let address = given.unwrap_or(Some(next)).unwrap_or(next);
        let is_in_order = address.row == self.last.row
            && address.column > self.last.column
            && address.column <= CellRef::MOST_COLUMNS
            && given.is_none_or(|given| given.is_some());
        if is_in_order {
            self.last.column = address.column;
        }
        Ok(OpenCell { address, is_in_order, format, content })
    }

    fn read_cell<R: BufRead>(
        &mut self,
        xml: &mut XmlStream<R>,
        cell: OpenCell,
        shared: &Shared<'_>,
    ) -> Result<(), XmlError> {
        if self.row.cells.len() == self.row.length {
            self.row.cells.push(RawCell::new());
        }
        let Some(target) = self.row.cells.get_mut(self.row.length) else { return Ok(()) };
        match target.raw.capacity() > KEPT_CAPACITY {
            true => target.raw = String::new(),
            false => target.raw.clear(),
        }
        let (mut formula, mut has_value, mut part) = (None::<String>, false, Part::Other);
        let mut rich = RichText::default();
        loop {
            match xml.next_event() {
                Ok(XmlEvent::Start(tag)) => match tag.local_name() {
                    "v" => (part, has_value) = (Part::Value, true),
                    "f" => (part, formula) = (Part::Formula, Some(formula.unwrap_or_default())),
                    name => rich.open(name),
                },
                Ok(XmlEvent::End(tag)) => match tag.local_name() {
                    "c" => break,
                    "v" | "f" => part = Part::Other,
                    name => rich.close(name),
                },
                Ok(XmlEvent::Text(text)) => match (part, &mut formula) {
                    (Part::Value, _) => push(&mut target.raw, &text)?,
                    (Part::Formula, Some(formula)) => push(formula, &text)?,
                    (Part::Formula | Part::Other, _) => {
                        rich.text(&text);
                        push(&mut rich.text, "")?;
                    }
                },
                Ok(XmlEvent::Eof) => break,
                Err(error) => return Err(error),
            }
        }
        let is_text = matches!(cell.content, Content::Inline | Content::Text);
        if cell.content == Content::Inline && !has_value {
            target.raw.push_str(&rich.text);
        }
        let mut missing_string = false;
        if cell.content == Content::Shared && has_value {
            let text = target.raw.trim().parse().ok().and_then(|index| shared.strings.get(index));
            target.raw.clear();
            match text {
                Some(text) => target.raw.push_str(text),
                None => missing_string = true,
            }
        } else if is_text && target.raw.contains("_x") {
            target.raw = unescape(&target.raw).into_owned();
        }
        target.kind = match cell.content {
            // Some programs write an empty value where they have not calculated; a text may be empty.
            _ if formula.is_some() && target.raw.is_empty() && !(has_value && is_text) => CellKind::Uncached,
            Content::Number => CellKind::Number,
            Content::Shared | Content::Inline | Content::Text => CellKind::Text,
            Content::Boolean => CellKind::Boolean,
            Content::Error => CellKind::Error,
            Content::Date => CellKind::Date,
        };
        (target.address, target.format, target.formula) = (cell.address, cell.format, formula);
        if target.raw.is_empty() && target.kind != CellKind::Uncached && !missing_string {
            return Ok(());
        }
        self.end.cells += 1;
        self.row.bytes += target.raw.len() + target.formula.as_ref().map_or(0, String::len);
        if self.row.bytes > MOST_IN_A_ROW {
            let message = format!("row {} has more than {} MB of text", cell.address.row, MOST_IN_A_ROW / 1_000_000);
            return Err(XmlError { offset: 0, message });
        }
        let raw = (!cell.is_in_order).then(|| target.raw.chars().take(60).collect::<String>());
        if missing_string || raw.is_some() {
            self.end.withheld += 1;
        }
        if missing_string {
            let hint = "open the file in a spreadsheet program and save it anew";
            self.problem(
                Code::DAMAGED_WORKBOOK,
                cell.address,
                "the text of the cell is not in the file".to_owned(),
                hint,
            );
        } else if let Some(raw) = raw {
            let message = format!(
                "the cell with `{raw}` stands there a second time or out of order, so which is meant is not known"
            );
            self.problem(
                Code::DUPLICATE_CELL,
                cell.address,
                message,
                "open the file in a spreadsheet program and save it anew",
            );
        } else {
            self.row.length += 1;
        }
        Ok(())
    }
}

/// Which text of a cell comes.
#[derive(Clone, Copy)]
enum Part {
    Value,
    Formula,
    Other,
}

/// Adds a piece to a text, unless it becomes longer than a cell can have.
fn push(text: &mut String, piece: &str) -> Result<(), XmlError> {
    text.push_str(piece);
    if text.len() > MOST_IN_A_CELL { Err(XmlError { offset: 0, message: too_long() }) } else { Ok(()) }
}

/// Whether a width or height is nothing.
fn is_nothing(text: Option<&str>) -> bool {
    text.and_then(|text| text.trim().parse::<f64>().ok()) == Some(0.0)
}

fn is_true(text: Option<&str>) -> bool {
    matches!(text, Some("1" | "true"))
}
