//! The first rows of a sheet.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use rust_decimal::Decimal;

use super::HeaderTexts;
use crate::diagnostic::Diagnostic;
use crate::spreadsheet::mapping::file::Header;
use crate::spreadsheet::mapping::header::{Heading, tidy};
use crate::spreadsheet::read::{CellKind, CellRange, RawCell, RawRow, Workbook};

/// How many rows and columns of a sheet are looked at, and how many characters of a cell.
const SAMPLE_ROWS: u32 = 200;
const SAMPLE_COLUMNS: usize = 200;
const SAMPLE_CHARACTERS: usize = 200;
/// Below which row no header is looked for.
const LAST_HEADER_ROW: u32 = 30;
/// How many rows a header has at most.
const MOST_HEADER_ROWS: u32 = 6;
/// How many texts of a column are kept.
const MOST_TEXTS: usize = 50;

/// What stands in a cell.
#[derive(Debug)]
struct Cell {
    raw: RawCell,
    /// Whether it is shown as a day.
    is_date: bool,
}

/// The first rows of a sheet.
#[derive(Debug, Default)]
pub(super) struct SheetSample {
    rows: BTreeMap<u32, Vec<Cell>>,
    merged: Vec<CellRange>,
}

/// What is known of a column.
#[derive(Debug, Default)]
pub(super) struct Sample {
    pub(super) numbers: u32,
    pub(super) dates: u32,
    /// Its texts, each once.
    pub(super) texts: Vec<String>,
}

impl SheetSample {
    /// Reads a sheet to its end, since merged cells stand behind the rows.
    pub(super) fn read(workbook: &mut Workbook<'_>, index: usize) -> Result<SheetSample, Diagnostic> {
        let mut rows = BTreeMap::new();
        let end = workbook.read(index, &mut |context, row| {
            if row.number <= SAMPLE_ROWS {
                let cells = row.cells.iter().take(SAMPLE_COLUMNS).map(|cell| {
                    let raw = RawCell { raw: cell.raw.chars().take(SAMPLE_CHARACTERS).collect(), ..cell.clone() };
                    Cell { is_date: context.formats.is_date(cell.format) || cell.kind == CellKind::Date, raw }
                });
                rows.insert(row.number, cells.collect());
            }
            ControlFlow::Continue(())
        })?;
        Ok(SheetSample { rows, merged: end.merged })
    }

    /// The rows that may be a header.
    pub(super) fn candidates(&self) -> impl Iterator<Item = u32> {
        self.rows.range(..=LAST_HEADER_ROW).map(|(row, _)| *row)
    }

    /// The texts of a row.
    pub(super) fn texts(&self, row: u32) -> impl Iterator<Item = &str> {
        let cells = self.rows.get(&row).into_iter().flatten();
        cells.filter(|cell| cell.raw.kind == CellKind::Text).map(|cell| cell.raw.raw.as_str())
    }

    /// The rows of the header of which one is known: merged cells go over all of them.
    pub(super) fn header_rows(&self, row: u32) -> Vec<u32> {
        let (mut first, mut last) = (row, row);
        // Each round may find merged cells that begin in the row that the last one found.
        for _ in 0..MOST_HEADER_ROWS {
            for range in self.merged.iter() {
                if range.first.row > last || range.last.row < first {
                    continue;
                }
                let is_wide = range.last.column > range.first.column;
                let is_group = is_wide && range.last.row == last && range.first.row >= first;
                first = first.min(range.first.row);
                last = last.max(range.last.row + u32::from(is_group));
            }
        }
        if last - first < MOST_HEADER_ROWS { (first..=last).collect() } else { vec![row] }
    }

    /// The label of every column.
    pub(super) fn headings(&self, header: &Header) -> BTreeMap<u32, Heading> {
        let mut texts = HeaderTexts::new(header, None, &self.merged);
        for (number, cells) in &self.rows {
            let cells: Vec<RawCell> = cells.iter().map(|cell| cell.raw.clone()).collect();
            texts.take(&RawRow { number: *number, is_hidden: false, cells: &cells });
        }
        texts.finish()
    }

    /// The columns of the rows behind a header.
    pub(super) fn columns(&self, header: u32) -> BTreeMap<u32, Sample> {
        let mut columns: BTreeMap<u32, Sample> = BTreeMap::new();
        for cell in self.rows.range(header + 1..).flat_map(|(_, cells)| cells) {
            let sample = columns.entry(cell.raw.address.column).or_default();
            match cell.raw.kind {
                CellKind::Date => sample.dates += 1,
                CellKind::Number if cell.is_date => sample.dates += 1,
                CellKind::Number => sample.numbers += 1,
                CellKind::Text => {
                    let text = tidy(&cell.raw.raw);
                    if sample.texts.len() < MOST_TEXTS && !sample.texts.contains(&text) {
                        sample.texts.push(text);
                    }
                }
                CellKind::Boolean | CellKind::Error | CellKind::Uncached => {}
            }
        }
        columns
    }

    /// A row whose number is the sum of two or more numbers above it in one of some columns, with the column and the text of
    /// its first text.
    pub(super) fn total(&self, header: u32, columns: &[u32]) -> Option<(u32, u32, &str)> {
        let mut sums: BTreeMap<u32, (Decimal, u32)> = BTreeMap::new();
        for (row, cells) in self.rows.range(header + 1..) {
            let mut is_total = false;
            let is_one = |cell: &&Cell| cell.raw.kind == CellKind::Number && columns.contains(&cell.raw.address.column);
            let numbers = cells.iter().filter(is_one);
            for (column, number) in
                numbers.filter_map(|cell| Some((cell.raw.address.column, cell.raw.raw.parse().ok()?)))
            {
                let (sum, count) = sums.entry(column).or_default();
                is_total |= *count > 1 && *sum == number && !number.is_zero();
                (*sum, *count) = (sum.checked_add(number)?, *count + 1);
            }
            let text = cells.iter().find(|cell| cell.raw.kind == CellKind::Text);
            if let Some(text) = text.filter(|_| is_total) {
                return Some((*row, text.raw.address.column, &text.raw.raw));
            }
        }
        None
    }
}
