//! Tables of GFM.

use comrak::nodes::{Node, NodeTable, NodeValue, TableAlignment};

use super::reader::{Context, Reader};
use crate::document::{Alignment, Block, Cell, Column, Inline, Row, RowKind, Table};

impl<'a> Reader<'_, 'a> {
    /// Reads a table. It has no caption; its id is counted.
    pub(super) fn table(&mut self, node: Node<'a>, table: &NodeTable, context: Context) -> Option<Block> {
        if context.is_footnote {
            self.refuse(node, context, "a table stands in a footnote", "move it into the text");
            return None;
        }
        let mut columns = Vec::new();
        let mut rows = Vec::new();
        for row in node.children() {
            let is_header = matches!(row.data().value, NodeValue::TableRow(true));
            let cells = self.row(row, context);
            if is_header {
                let alignments = table.alignments.iter().map(|alignment| to_alignment(*alignment));
                columns = cells
                    .into_iter()
                    .zip(alignments)
                    .map(|(heading, alignment)| Column { heading, alignment, width: 0 })
                    .collect();
            } else {
                let cells = cells.into_iter().map(|content| Cell { content }).collect();
                rows.push(Row { kind: RowKind::Body, cells });
            }
        }
        Some(Block::Table(Table {
            id: self.counted_id("table"),
            caption: Vec::new(),
            description: String::new(),
            columns,
            rows,
            has_row_headings: false,
            note: Vec::new(),
        }))
    }

    fn row(&mut self, row: Node<'a>, context: Context) -> Vec<Vec<Inline>> {
        let mut cells = Vec::new();
        for cell in row.children() {
            let start = self.map.offset(cell.data().sourcepos.start);
            cells.push(self.content(cell, Context { cell: Some(start), ..context.inside() }));
        }
        if self.has_surplus_cells(row) {
            let message = "a row has more cells than the table has columns";
            self.refuse(row, context, message, "delete the surplus, or write `\\|` for the character");
        }
        cells
    }

    /// Whether the line goes on behind the last cell that the table has a column for; GFM 4.10 drops the rest.
    fn has_surplus_cells(&self, row: Node<'a>) -> bool {
        let Some(cell) = row.last_child() else { return false };
        let end = self.map.range(cell.data().sourcepos).end;
        let surplus = self.map.rest_of_line(end).trim().trim_start_matches('|').trim();
        !surplus.is_empty()
    }
}

fn to_alignment(alignment: TableAlignment) -> Alignment {
    match alignment {
        TableAlignment::None | TableAlignment::Left => Alignment::Start,
        TableAlignment::Center => Alignment::Center,
        TableAlignment::Right => Alignment::End,
    }
}
