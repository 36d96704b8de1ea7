//! Tables as Typst markup. Floor 3.

use super::columns;
use super::literal::{array, optional_string, string};
use super::markup::Markup;
use crate::document::{Alignment, Row, RowKind, Table};

impl<'a> Markup<'a> {
    pub(super) fn push_table(&mut self, table: &'a Table, text: &mut String) {
        let number =
            self.numbering.table(&table.id).map_or_else(|| "none".to_owned(), |number| format!("\"{number}\""));
        let caption = self.content(&table.caption);
        let note = self.optional_content(&table.note);
        let width_em = self.column_width_pt() / self.theme.sizes.table;
        let widths = columns::widths(table, width_em);
        let alignments = table.columns.iter().map(|column| alignment(column.alignment).to_owned());
        let heading: Vec<String> = table.columns.iter().map(|column| self.content(&column.heading)).collect();
        text.push_str(&format!(
            "#theme.data-table(\n  id: {},\n  supplement: {},\n  number: {number},\n  caption: {caption},\n  description: \
             {},\n  note: {note},\n  columns: {},\n  hyphenate: {},\n  align: {},\n  row-headings: {},\n  heading: {},\n  rows: (",
            string(&table.id.0),
            string(&self.document.words.table),
            optional_string(&table.description),
            array(widths.columns.into_iter().map(columns::Width::to_typst)),
            widths.must_hyphenate,
            array(alignments),
            table.has_row_headings,
            array(heading),
        ));
        for (index, row) in table.rows.iter().enumerate() {
            self.push_row(table, index, row, text);
        }
        text.push_str("\n  ),\n)");
    }

    fn push_row(&mut self, table: &Table, index: usize, row: &'a Row, text: &mut String) {
        let kind = match row.kind {
            RowKind::Body => "body",
            RowKind::Group => "group",
            RowKind::Total => "total",
        };
        let shown = match row.kind {
            RowKind::Group => 1,
            RowKind::Body | RowKind::Total => row.cells.len(),
        };
        let mut cells = Vec::with_capacity(shown);
        for (column, cell) in row.cells.iter().take(shown).enumerate() {
            let mut content = String::from("[");
            self.push_inlines(&cell.content, &mut content);
            let padding = table.decimal_padding(column, index, self.decimal_mark);
            if !padding.is_empty() && row.kind != RowKind::Group {
                content.push_str(&format!("#hide({})", string(&padding)));
            }
            content.push(']');
            cells.push(content);
        }
        text.push_str(&format!("\n    (\"{kind}\", {}),", array(cells)));
    }
}

fn alignment(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Start => "start",
        Alignment::Center => "center",
        // The decimal marks come below each other by hidden digits behind the shorter numbers.
        Alignment::End | Alignment::Decimal => "end",
    }
}
