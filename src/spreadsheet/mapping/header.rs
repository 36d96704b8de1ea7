//! Headers: the label of every column, from one row or several.

use std::collections::BTreeMap;

use super::file::{Header, Merging};
use crate::diagnostic::CellRef;
use crate::spreadsheet::read::{CellRange, RawRow};

/// How many characters of a cell are looked at: labels are short.
const MOST_CHARACTERS: usize = 500;
/// How many cells are filled from merged ones: a header of a hundred rows over all columns.
const MOST_FILLED: usize = 1_638_400;

/// The texts of a header, in the making.
#[derive(Debug)]
pub(super) struct HeaderTexts {
    rows: Vec<u32>,
    id_row: Option<u32>,
    join: String,
    /// Merged cells whose text is that of all columns and rows that they cover.
    merged: Vec<CellRange>,
    texts: BTreeMap<CellRef, String>,
    ids: BTreeMap<u32, String>,
}

/// A column that has a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    /// The cell that names it: the lowest that has a text.
    pub(super) cell: CellRef,
    /// The texts of its rows, joined.
    pub(super) label: String,
    /// The name of the field that it is, where there is a row of them.
    pub(super) id: Option<String>,
}

impl HeaderTexts {
    /// `table` is the range of a defined table, whose header is its own.
    pub(super) fn new(header: &Header, table: Option<(CellRange, u32)>, merged: &[CellRange]) -> HeaderTexts {
        let rows = match table {
            // No more than the table has, whatever it says.
            Some((range, count)) if count > 0 => {
                let last = range.first.row.saturating_add(count - 1).min(range.last.row);
                (range.first.row..=last).collect()
            }
            Some(_) | None => header.rows.clone(),
        };
        let merged = match header.merged {
            Merging::FillRightDown => merged.to_vec(),
            Merging::Keep => Vec::new(),
        };
        let join = header.join.clone();
        HeaderTexts { rows, id_row: header.id_row, join, merged, texts: BTreeMap::new(), ids: BTreeMap::new() }
    }

    /// The last row of the header: what comes behind is data.
    pub(super) fn last_row(&self) -> u32 {
        self.rows.iter().copied().chain(self.id_row).max().unwrap_or_default()
    }

    /// Takes a row at or above the last row of the header.
    pub(super) fn take(&mut self, row: &RawRow<'_>) {
        for cell in row.cells {
            let text: String = cell.raw.chars().take(MOST_CHARACTERS).collect();
            if Some(row.number) == self.id_row {
                self.ids.insert(cell.address.column, text.trim().to_owned());
            } else if self.rows.contains(&row.number) {
                self.texts.insert(cell.address, tidy(&text));
            }
        }
    }

    /// The columns, by their number.
    pub(super) fn finish(mut self) -> BTreeMap<u32, Heading> {
        let mut room = MOST_FILLED;
        for range in &self.merged {
            let Some(text) = self.texts.get(&range.first).cloned() else { continue };
            let rows = self.rows.iter().filter(|row| (range.first.row..=range.last.row).contains(*row));
            for row in rows {
                for column in (range.first.column..=range.last.column).take(room) {
                    room -= 1;
                    self.texts.entry(CellRef { row: *row, column }).or_insert_with(|| text.clone());
                }
            }
        }
        let mut headings: BTreeMap<u32, Heading> = BTreeMap::new();
        for row in &self.rows {
            for (cell, text) in
                self.texts.range(CellRef { row: *row, column: 0 }..=CellRef { row: *row, column: u32::MAX })
            {
                let heading = headings.entry(cell.column).or_insert_with(|| Heading {
                    cell: *cell,
                    label: String::new(),
                    id: None,
                });
                let is_repeated = heading.label == *text || heading.label.ends_with(&format!("{}{text}", self.join));
                if !is_repeated && !heading.label.is_empty() {
                    heading.label.push_str(&self.join);
                }
                if !is_repeated {
                    heading.label.push_str(text);
                }
                heading.cell = *cell;
            }
        }
        for (column, id) in self.ids {
            let cell = CellRef { row: self.id_row.unwrap_or_default(), column };
            let heading = headings.entry(column).or_insert_with(|| Heading { cell, label: id.clone(), id: None });
            heading.id = Some(id);
        }
        headings
    }
}

/// A label in one line: what stands between words is one space.
pub(super) fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
