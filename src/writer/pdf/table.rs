//! Tables as Typst markup. Floor 3.

use super::literal::{array, optional_string, string};
use super::markup::Markup;
use crate::document::{Alignment, Row, RowKind, Table};
use crate::writer::columns::{self, Width};

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
            array(widths.columns.into_iter().map(width_in_typst)),
            widths.must_hyphenate,
            array(alignments),
            table.has_row_headings,
            array(heading),
        ));
        let columns = 0..table.columns.len();
        let paddings: Vec<_> = columns.map(|column| table.decimal_paddings(column, self.decimal_mark)).collect();
        for (index, row) in table.rows.iter().enumerate() {
            self.push_row(&paddings, index, row, text);
        }
        text.push_str("\n  ),\n)");
    }

    fn push_row(&mut self, paddings: &[Vec<String>], index: usize, row: &'a Row, text: &mut String) {
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
            let padding = paddings.get(column).and_then(|paddings| paddings.get(index)).map_or("", String::as_str);
            if !padding.is_empty() && row.kind != RowKind::Group {
                content.push_str(&format!("#hide({})", string(padding)));
            }
            content.push(']');
            cells.push(content);
        }
        text.push_str(&format!("\n    (\"{kind}\", {}),", array(cells)));
    }
}

/// A width as a Typst length or fraction.
fn width_in_typst(width: Width) -> String {
    match width {
        Width::Em(em) => format!("{em:.2}em"),
        Width::Share(share) => format!("{share:.2}fr"),
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
