//! Tables.

use super::Page;
use crate::document::{Alignment, Row, RowKind, Table, plain_text};

/// A table of at most so many rows is not divided between two pages of paper.
const WHOLE_ROWS: usize = 9;

/// Content of at most so many characters, such as a date in words, keeps to one line.
const SHORT: usize = 17;

/// Content of at most so many characters, such as some marks of sources, never stands in a column of a word.
const PHRASE: usize = 60;

/// About how many characters a table has room for where it is widest, without the padding of its columns.
const ROOM: usize = 108;

/// How much room the texts of a column hold on to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hold {
    /// Their longest line.
    Line,
    /// A few words.
    Phrase,
    /// What is left.
    Rest,
}

impl Hold {
    /// The least number of characters in a line.
    fn characters(self, longest: usize) -> usize {
        match self {
            Hold::Line => longest + 3,
            Hold::Phrase => 19,
            Hold::Rest => 23,
        }
    }

    fn class(self) -> &'static str {
        match self {
            Hold::Line => " line",
            Hold::Phrase => " phrase",
            Hold::Rest => "",
        }
    }
}

impl<'a> Page<'a> {
    /// A table in a region that scrolls sideways where it is too wide, with its note below.
    pub(super) fn table(&mut self, table: &'a Table) {
        let document = self.document;
        let caption_id = format!("hokoku-caption-{}", table.id.0);
        let is_whole = table.rows.len() <= WHOLE_ROWS;
        self.push(if is_whole { "<div class=\"table-block whole\">\n" } else { "<div class=\"table-block\">\n" });
        self.push("<div class=\"scroll\" role=\"region\" tabindex=\"0\"");
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
        self.push("</div></caption>\n");
        self.column_shares(table);
        self.push("<thead>\n<tr>");
        for column in &table.columns {
            self.push("<th scope=\"col\"");
            self.push_attribute("class", class(column.alignment));
            self.push(">");
            self.inlines(&column.heading);
            self.push("</th>");
        }
        self.push("</tr>\n</thead>\n<tbody>\n");
        let holds = holds(table);
        let mark = self.locale.decimal_mark();
        let paddings: Vec<_> = (0..table.columns.len()).map(|column| table.decimal_paddings(column, mark)).collect();
        for (index, row) in table.rows.iter().enumerate() {
            if row.kind == RowKind::Group && index > 0 {
                self.push("</tbody>\n<tbody>\n");
            }
            let padding = |column: usize| paddings[column][index].as_str();
            self.row(table, row, &holds, &padding);
        }
        self.push("</tbody>\n</table>\n</div>\n");
        if !table.note.is_empty() {
            self.push("<p class=\"remark\">");
            self.inlines(&table.note);
            self.push("</p>\n");
        }
        self.push("</div>\n");
    }

    /// The shares of the columns, where the author gave each its own.
    fn column_shares(&mut self, table: &Table) {
        if table.columns.iter().any(|column| column.width == 0) {
            return;
        }
        let all: f64 = table.columns.iter().map(|column| f64::from(column.width)).sum();
        self.push("<colgroup>");
        for column in &table.columns {
            self.push(&format!("<col style=\"width: {:.2}%\">", f64::from(column.width) * 100.0 / all));
        }
        self.push("</colgroup>\n");
    }

    fn row<'p>(&mut self, table: &'a Table, row: &'a Row, holds: &[Hold], padding: &dyn Fn(usize) -> &'p str) {
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
            RowKind::Body => self.cells(table, row, holds, padding, "<tr>"),
            RowKind::Total => self.cells(table, row, holds, padding, "<tr class=\"total\">"),
        }
    }

    fn cells<'p>(
        &mut self,
        table: &'a Table,
        row: &'a Row,
        holds: &[Hold],
        padding: &dyn Fn(usize) -> &'p str,
        opening: &str,
    ) {
        self.push(opening);
        for (place, ((column, cell), hold)) in table.columns.iter().zip(&row.cells).zip(holds).enumerate() {
            let heads = place == 0 && table.has_row_headings;
            self.push(if heads { "<th scope=\"row\"" } else { "<td" });
            self.push_attribute("class", &[class(column.alignment), hold.class()].concat());
            self.push(">");
            self.inlines(&cell.content);
            let padding = padding(place);
            if !padding.is_empty() {
                self.push("<span class=\"pad\" aria-hidden=\"true\">");
                self.push_text(padding);
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

/// What each column of a table holds on to; nothing where all of it would be too wide.
fn holds(table: &Table) -> Vec<Hold> {
    let rows = || table.rows.iter().filter(|row| row.kind != RowKind::Group);
    let longest = |column: usize| {
        let cells = rows().filter_map(|row| row.cells.get(column));
        cells.map(|cell| plain_text(&cell.content).chars().count()).max().unwrap_or(0)
    };
    let longest: Vec<usize> = (0..table.columns.len()).map(longest).collect();
    let hold = |(column, longest): (usize, &usize)| {
        let heads = column == 0 && table.has_row_headings;
        match *longest {
            0..=SHORT if !heads => Hold::Line,
            0..=PHRASE if !heads => Hold::Phrase,
            _ => Hold::Rest,
        }
    };
    let holds: Vec<Hold> = longest.iter().enumerate().map(hold).collect();
    let needed: usize = holds.iter().zip(&longest).map(|(hold, longest)| hold.characters(*longest)).sum();
    if needed <= ROOM { holds } else { vec![Hold::Rest; table.columns.len()] }
}

fn class(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::Start => "start",
        Alignment::Center => "center",
        Alignment::End => "end",
        Alignment::Decimal => "decimal",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockId, Cell, Column, Inline};

    fn check(rows: &[&[usize]], expected: &[Hold]) {
        let cell = |length: &usize| Cell { content: vec![Inline::Text("x".repeat(*length))] };
        let row = |lengths: &&[usize]| Row { kind: RowKind::Body, cells: lengths.iter().map(cell).collect() };
        let column = |_| Column { heading: vec![], alignment: Alignment::Start, width: 0 };
        let table = Table {
            id: BlockId("t".into()),
            caption: vec![],
            description: String::new(),
            columns: (0..expected.len()).map(column).collect(),
            rows: rows.iter().map(row).collect(),
            has_row_headings: true,
            note: vec![],
        };
        assert_eq!(holds(&table), expected, "{rows:?}");
    }

    #[test]
    fn short_texts_keep_to_a_line_and_phrases_to_a_few_words() {
        check(&[&[40, 16, 30, 200], &[5, 4, 5, 5]], &[Hold::Rest, Hold::Line, Hold::Phrase, Hold::Rest]);
    }

    #[test]
    fn what_heads_a_row_gives_way() {
        check(&[&[5, 5]], &[Hold::Rest, Hold::Line]);
    }

    #[test]
    fn nothing_holds_where_all_together_is_too_wide() {
        check(&[&[5, 30, 30, 30, 30, 30]], &[Hold::Rest; 6]);
    }
}
