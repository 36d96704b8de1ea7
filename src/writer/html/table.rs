//! Tables.

use super::Page;
use crate::document::{Alignment, Row, RowKind, Table, plain_text};

/// Longest text, in characters, of a column that is kept on one line, so that long texts beside it give way.
const SHORT_CELL: usize = 20;

impl<'a> Page<'a> {
    /// A table in a region that scrolls sideways where it is too wide, with its note below.
    pub(super) fn table(&mut self, table: &'a Table) {
        let document = self.document;
        let caption_id = format!("hokoku-caption-{}", table.id.0);
        self.push("<div class=\"table-block\">\n<div class=\"scroll\" role=\"region\" tabindex=\"0\"");
        self.push_attribute("aria-labelledby", &caption_id);
        self.push(">\n<table");
        self.push_attribute("id", &table.id.0);
        if !table.description.is_empty() {
            self.push_attribute("aria-description", &table.description);
        }
        self.push(">\n<caption");
        self.push_attribute("id", &caption_id);
        self.push("><div class=\"caption\">");
        if let Some(number) = self.numbering.table(&table.id) {
            self.label(&document.words.table, number);
        }
        self.inlines(&table.caption);
        self.push("</div></caption>\n<thead>\n<tr>");
        for (place, column) in table.columns.iter().enumerate() {
            self.push("<th scope=\"col\"");
            self.push_attribute("class", class(table, place, column.alignment));
            self.push(">");
            self.inlines(&column.heading);
            self.push("</th>");
        }
        self.push("</tr>\n</thead>\n<tbody>\n");
        for (index, row) in table.rows.iter().enumerate() {
            if row.kind == RowKind::Group && index > 0 {
                self.push("</tbody>\n<tbody>\n");
            }
            self.row(table, index, row);
        }
        self.push("</tbody>\n</table>\n</div>\n");
        if !table.note.is_empty() {
            self.push("<p class=\"remark\">");
            self.inlines(&table.note);
            self.push("</p>\n");
        }
        self.push("</div>\n");
    }

    fn row(&mut self, table: &'a Table, index: usize, row: &'a Row) {
        match row.kind {
            RowKind::Group => {
                self.push("<tr class=\"group\"><th scope=\"rowgroup\"");
                self.push_attribute("colspan", &table.columns.len().to_string());
                self.push(">");
                for cell in &row.cells {
                    self.inlines(&cell.content);
                }
                self.push("</th></tr>\n");
            }
            RowKind::Body => self.cells(table, index, row, "<tr>"),
            RowKind::Total => self.cells(table, index, row, "<tr class=\"total\">"),
        }
    }

    fn cells(&mut self, table: &'a Table, index: usize, row: &'a Row, opening: &str) {
        let mark = self.locale.decimal_mark();
        self.push(opening);
        for (place, (column, cell)) in table.columns.iter().zip(&row.cells).enumerate() {
            let heads = place == 0 && table.has_row_headings;
            self.push(if heads { "<th scope=\"row\"" } else { "<td" });
            self.push_attribute("class", class(table, place, column.alignment));
            self.push(">");
            self.inlines(&cell.content);
            let padding = table.decimal_padding(place, index, mark);
            if !padding.is_empty() {
                self.push("<span class=\"pad\" aria-hidden=\"true\">");
                self.push_text(&padding);
                self.push("</span>");
            }
            self.push(if heads { "</th>" } else { "</td>" });
        }
        self.push("</tr>\n");
    }

    /// "Table 3. " or "Figure 2. " before a caption.
    pub(super) fn label(&mut self, word: &str, number: usize) {
        self.push("<span class=\"label\">");
        self.push_text(&format!("{word}\u{a0}{number}."));
        self.push("</span> ");
    }
}

/// The classes of the cells of a column.
fn class(table: &Table, column: usize, alignment: Alignment) -> &'static str {
    let rows = table.rows.iter().filter(|row| row.kind != RowKind::Group);
    let mut cells = rows.filter_map(|row| row.cells.get(column));
    let is_short = cells.all(|cell| plain_text(&cell.content).chars().count() <= SHORT_CELL);
    match (alignment, is_short) {
        (Alignment::Start, true) => "start short",
        (Alignment::Start, false) => "start",
        (Alignment::Center, true) => "center short",
        (Alignment::Center, false) => "center",
        (Alignment::End, true) => "end short",
        (Alignment::End, false) => "end",
        (Alignment::Decimal, _) => "decimal",
    }
}
