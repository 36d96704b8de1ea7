//! Tables of data. Floor 3.
//!
//! Source: ECMA-376-1, 17.4; the order of properties is that of 17.4.59 (`tblPr`) and 17.4.69 (`tcPr`).

use super::caption::Counted;
use super::look::SizeToken;
use super::paragraph::Paragraph;
use super::run::Format;
use super::table_style::{CELL_PADDING, border, shade};
use super::units::Twip;
use super::writing::{Before, Frame, Writing};
use super::xml::{flag, value};
use crate::document::{Alignment, Cell, Inline, Row, RowKind, Table, plain_text};
use crate::package::XmlWriter;
use crate::writer::columns::{self, Width};

/// A table of at most so many rows stays on one page.
const WHOLE_ROWS: usize = 8;
/// Narrower than this, in twips, no column gets.
const LEAST_WIDTH: i64 = 300;

impl<'a> Writing<'a> {
    pub(super) fn table(&mut self, xml: &mut XmlWriter, table: &'a Table, frame: Frame) {
        self.release_gap(xml);
        if self.before == Before::Table {
            let height = self.tokens.block_space();
            self.gap(xml, height);
        }
        self.caption(xml, Counted::Table, &table.id, &table.caption, !table.columns.is_empty());
        if !table.columns.is_empty() {
            self.grid(xml, table, frame.width);
            self.before = Before::Table;
        }
        if table.note.is_empty() {
            self.gap_after(self.tokens.block_space());
        }
        self.source_line(xml, &table.note);
    }

    fn grid(&mut self, xml: &mut XmlWriter, table: &'a Table, width: Twip) {
        let widths = self.widths(table, width);
        let ends_with_total = table.rows.last().is_some_and(|row| row.kind == RowKind::Total);
        xml.element("w:tbl", &[], |xml| {
            xml.element("w:tblPr", &[], |xml| {
                value(xml, "w:tblStyle", "ReportTable");
                xml.empty("w:tblW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
                xml.empty("w:tblLayout", &[("w:type", "fixed")]);
                look(xml, ends_with_total, table.has_row_headings);
                value(xml, "w:tblCaption", &plain_text(&table.caption));
                if !table.description.is_empty() {
                    value(xml, "w:tblDescription", &table.description);
                }
            });
            xml.element("w:tblGrid", &[], |xml| {
                for width in &widths {
                    xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
                }
            });
            self.heading_row(xml, table, &widths);
            let indents = self.decimal_indents(table);
            for (index, row) in table.rows.iter().enumerate() {
                self.row(xml, table, index, row, &widths, &indents);
            }
        });
    }

    fn heading_row(&mut self, xml: &mut XmlWriter, table: &'a Table, widths: &[Twip]) {
        xml.element("w:tr", &[], |xml| {
            xml.element("w:trPr", &[], |xml| {
                flag(xml, "w:cantSplit");
                flag(xml, "w:tblHeader");
            });
            for (column, width) in table.columns.iter().zip(widths) {
                let paragraph = Paragraph { alignment: alignment(column.alignment), ..Paragraph::of("TableHeading") };
                xml.element("w:tc", &[], |xml| {
                    cell_properties(xml, *width, 1, |xml| value(xml, "w:vAlign", "bottom"));
                    self.cell_words(xml, paragraph, &column.heading);
                });
            }
        });
    }

    fn row(
        &mut self,
        xml: &mut XmlWriter,
        table: &'a Table,
        index: usize,
        row: &'a Row,
        widths: &[Twip],
        indents: &[Vec<Twip>],
    ) {
        let is_last = index + 1 == table.rows.len();
        let style = match row.kind {
            RowKind::Body => "TableText",
            RowKind::Group => "TableGroup",
            RowKind::Total => "TableTotal",
        };
        // Short tables stay whole; long ones keep their first rows with the heading and the last with the note.
        let is_bound = table.rows.len() <= WHOLE_ROWS || index == 0 || index + 2 == table.rows.len();
        let keeps_next = if is_last { !table.note.is_empty() } else { is_bound || row.kind == RowKind::Group };
        let spans = spans(row, table.columns.len());
        xml.element("w:tr", &[], |xml| {
            xml.element("w:trPr", &[], |xml| flag(xml, "w:cantSplit"));
            let mut place = 0;
            for span in spans {
                let width = Twip(widths[place..place + span].iter().map(|width| width.0).sum());
                let content = row.cells.get(place).map_or(&[][..], |cell| cell.content.as_slice());
                let mut paragraph = Paragraph::kept(style, keeps_next);
                if row.kind != RowKind::Group {
                    let column = table.columns[place].alignment;
                    paragraph.alignment = if span == 1 { alignment(column) } else { None };
                    let indent = indents[place][index];
                    paragraph.indent = (indent.0 > 0).then_some((Twip(0), indent));
                }
                xml.element("w:tc", &[], |xml| {
                    cell_properties(xml, width, span, |xml| self.row_ground(xml, row.kind, is_last));
                    self.cell_words(xml, paragraph, content);
                });
                place += span;
            }
        });
    }

    fn cell_words(&mut self, xml: &mut XmlWriter, paragraph: Paragraph, content: &'a [Inline]) {
        self.paragraph(xml, paragraph, |this, xml| this.inlines(xml, content, &Format::default()));
    }

    /// The lines and the ground of a row that is not plain; those of the last total are the table style's.
    fn row_ground(&self, xml: &mut XmlWriter, kind: RowKind, is_last: bool) {
        let parts = &self.tokens.look.colors;
        match kind {
            RowKind::Body => {}
            RowKind::Total if is_last => {}
            RowKind::Total => {
                let rule = self.tokens.color(&parts.table_rule);
                xml.element("w:tcBorders", &[], |xml| border(xml, "w:top", 6, &rule));
                shade(xml, &self.tokens.color(&parts.table_group));
            }
            RowKind::Group => shade(xml, &self.tokens.color(&parts.table_group)),
        }
    }

    /// For each column and row the indent from the right that brings the decimal marks of the column below each other: the
    /// room of the decimals that a number lacks. A decimal tab would need a tab before each number in LibreOffice, and
    /// none in Word.
    fn decimal_indents(&self, table: &Table) -> Vec<Vec<Twip>> {
        let size = self.tokens.size_pt(SizeToken::Table);
        let indent = |padding: &String| Twip::from_pt(columns::width_em(padding) * size);
        let of_column = |column: usize| {
            let paddings = table.decimal_paddings(column, self.locale.decimal_mark());
            paddings.iter().map(indent).collect()
        };
        (0..table.columns.len()).map(of_column).collect()
    }

    /// The widths of a table's columns; together they are the width of the page.
    fn widths(&self, table: &Table, width: Twip) -> Vec<Twip> {
        let size = self.tokens.size_pt(SizeToken::Table);
        let widths = columns::widths(table, width.to_pt() / size).columns;
        let padding = Twip(2 * CELL_PADDING);
        let fixed: i64 = widths
            .iter()
            .map(|width| match width {
                Width::Em(em) => Twip::from_pt(em * size).0 + padding.0,
                Width::Share(_) => 0,
            })
            .sum();
        let shares: f64 = widths
            .iter()
            .map(|width| match width {
                Width::Share(share) => *share,
                Width::Em(_) => 0.0,
            })
            .sum();
        let free = Twip((width.0 - fixed).max(0)).to_pt();
        let mut found: Vec<i64> = widths
            .iter()
            .map(|width| match width {
                Width::Em(em) => Twip::from_pt(em * size).0 + padding.0,
                Width::Share(share) => Twip::from_pt(free * share / shares).0,
            })
            .map(|width| width.max(LEAST_WIDTH))
            .collect();
        fit(&mut found, width.0);
        found.into_iter().map(Twip).collect()
    }
}

/// Makes widths add up to the whole: the widest column gives or takes what is over.
fn fit(widths: &mut [i64], whole: i64) {
    let sum: i64 = widths.iter().sum();
    if sum > whole + LEAST_WIDTH {
        // Too many columns for the page: all of them give in the same measure.
        for width in widths.iter_mut() {
            *width = (*width * whole / sum).max(1);
        }
    }
    let sum: i64 = widths.iter().sum();
    if let Some(widest) = widths.iter_mut().max() {
        *widest = (*widest + whole - sum).max(1);
    }
}

/// How many columns each cell of a row goes over: a group's words over all, the words of a total over the empty cells
/// behind them.
fn spans(row: &Row, columns: usize) -> Vec<usize> {
    let is_empty = |cell: &&Cell| cell.content.is_empty();
    let first = match row.kind {
        RowKind::Body => 1,
        RowKind::Group => columns,
        RowKind::Total => 1 + row.cells.iter().take(columns).skip(1).take_while(is_empty).count(),
    };
    let first = first.clamp(1, columns);
    std::iter::once(first).chain(std::iter::repeat_n(1, columns - first)).collect()
}

fn cell_properties(xml: &mut XmlWriter, width: Twip, span: usize, more: impl FnOnce(&mut XmlWriter)) {
    xml.element("w:tcPr", &[], |xml| {
        xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
        if span > 1 {
            value(xml, "w:gridSpan", &span.to_string());
        }
        more(xml);
    });
}

/// Writes `w:tblLook`: which parts of the style are on (ECMA-376-1, 17.4.55).
fn look(xml: &mut XmlWriter, last_row: bool, first_column: bool) {
    let bits = 0x0620 + if last_row { 0x40 } else { 0 } + if first_column { 0x80 } else { 0 };
    let on = |is_on: bool| if is_on { "1" } else { "0" };
    xml.empty(
        "w:tblLook",
        &[
            ("w:val", &format!("{bits:04X}")),
            ("w:firstRow", "1"),
            ("w:lastRow", on(last_row)),
            ("w:firstColumn", on(first_column)),
            ("w:lastColumn", "0"),
            ("w:noHBand", "1"),
            ("w:noVBand", "1"),
        ],
    );
}

fn alignment(alignment: Alignment) -> Option<&'static str> {
    match alignment {
        Alignment::Start => None,
        Alignment::Center => Some("center"),
        Alignment::End | Alignment::Decimal => Some("right"),
    }
}
