//! Tables: columns, rows, cells.

use serde::{Deserialize, Serialize};

use super::{BlockId, Inline};

/// A table of data; the heading row repeats on each page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// For references; unique in the document.
    pub id: BlockId,
    /// The caption, printed above, after "Table N".
    pub caption: Vec<Inline>,
    /// What the table shows, in words, for a screen reader; empty where the caption says it all.
    pub description: String,
    /// The columns, left to right; at least one.
    pub columns: Vec<Column>,
    /// The rows, top to bottom; each has as many cells as there are columns.
    pub rows: Vec<Row>,
    /// Whether the first cell of each row heads it.
    pub has_row_headings: bool,
    /// Basis, rate and source in small type below; empty if none.
    pub note: Vec<Inline>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Column {
    /// The heading cell.
    pub heading: Vec<Inline>,
    /// Of the cells.
    pub alignment: Alignment,
    /// Share of the free width, relative to the other columns; 0 for as wide as its content.
    pub width: u16,
}

/// How the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Alignment {
    /// Where lines begin.
    #[default]
    Start,
    /// In the middle.
    Center,
    /// Where lines end.
    End,
    /// With decimal marks below each other.
    Decimal,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// Plain, group heading or total.
    pub kind: RowKind,
    /// One a column; a group row has its words in the first and the others empty.
    pub cells: Vec<Cell>,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum RowKind {
    /// Data.
    #[default]
    Body,
    /// The heading of the rows below it, across all columns.
    Group,
    /// A sum of rows above it.
    Total,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Cell {
    /// What it says; empty in a group row's other cells only.
    pub content: Vec<Inline>,
}

impl Table {
    /// For a column of decimals: the text that, hidden behind each cell, would bring its decimal mark below the
    /// others'. Empty for other alignments and for cells that already have the most decimals.
    ///
    /// `mark` is the decimal mark of the language. One text a row.
    pub fn decimal_paddings(&self, column: usize, mark: char) -> Vec<String> {
        if self.columns.get(column).is_none_or(|column| column.alignment != Alignment::Decimal) {
            return vec![String::new(); self.rows.len()];
        }
        let tail = |row: &Row| -> Option<String> {
            let text = super::plain_text(&row.cells.get(column)?.content);
            text.chars().any(|c| c.is_ascii_digit()).then(|| decimals(&text, mark).to_owned())
        };
        let tails: Vec<Option<String>> = self.rows.iter().map(tail).collect();
        let longest = tails.iter().flatten().max_by_key(|tail| tail.chars().count()).cloned().unwrap_or_default();
        let padding = |own: &Option<String>| {
            let Some(own) = own else { return String::new() };
            let missing = longest.chars().skip(own.chars().count());
            missing.map(|character| if character.is_ascii_digit() { '0' } else { character }).collect()
        };
        tails.iter().map(padding).collect()
    }
}

/// The decimal mark and what follows it, where the text ends with decimals.
fn decimals(text: &str, mark: char) -> &str {
    match text.rfind(mark) {
        Some(at) if text[at + mark.len_utf8()..].chars().all(|c| c.is_ascii_digit()) => &text[at..],
        Some(_) | None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(cells: &[&str]) -> Table {
        Table {
            id: BlockId("t".into()),
            caption: vec![],
            description: String::new(),
            columns: vec![Column { heading: vec![], alignment: Alignment::Decimal, width: 0 }],
            rows: cells
                .iter()
                .map(|text| Row {
                    kind: RowKind::Body,
                    cells: vec![Cell { content: vec![Inline::Text((*text).into())] }],
                })
                .collect(),
            has_row_headings: false,
            note: vec![],
        }
    }

    #[test]
    fn whole_numbers_are_padded_to_the_decimals_of_the_column() {
        let table = table(&["5,250", "69.2", "n/a"]);
        let padding = table.decimal_paddings(0, '.');
        assert_eq!(padding, [".0", "", ""]);
    }
}
