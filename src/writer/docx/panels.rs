//! Panels: tables of one row that only place things side by side. Tiles, boxed remarks, facts of the cover. Floor 3.
//!
//! A panel has one row, since a table of more rows without a heading row reads like data that lacks it. Dated events are
//! paragraphs.

use super::numbering::EVENTS;
use super::paragraph::Paragraph;
use super::run::Format;
use super::table_style::{border, shade};
use super::units::Twip;
use super::writing::{Before, Frame, Writing};
use super::xml::{flag, value};
use crate::document::{Callout, CalloutKind, KeyFigure, Timeline};
use crate::package::XmlWriter;
use crate::writer::columns;

/// Room between tiles.
const TILE_GAP_MM: f64 = 3.5;
/// Padding of tiles: at the sides, above and below.
const TILE_PADDING_MM: (f64, f64) = (4.0, 3.0);
/// Padding of boxed remarks: at the sides, above and below.
const CALLOUT_PADDING_MM: (f64, f64) = (5.0, 3.2);
/// Padding above and below facts: on a page, and in a band, which is closer.
const FACT_PADDING_MM: (f64, f64) = (3.2, 1.6);
/// Room between facts.
const FACT_GAP_MM: f64 = 7.0;
/// Room for the dot of an event, and between its date and its words.
const EVENT_MM: (f64, f64) = (4.0, 5.0);
/// Dates are never given more room than this, in em.
const DATE_EM: f64 = 14.0;

/// A table of one row.
#[derive(Debug, Clone)]
pub(super) struct Panel {
    /// Widths of the cells, with those of the room between them.
    cells: Vec<Cell>,
    /// Padding above and below.
    padding: Twip,
    /// Ground of the cells; none if empty.
    fill: String,
    /// Whether the row stays on one page.
    is_whole: bool,
}

#[derive(Debug, Clone, Copy)]
struct Cell {
    width: Twip,
    /// Padding at the sides; `None` for what only keeps others apart.
    sides: Option<(Twip, Twip)>,
}

impl Panel {
    /// Facts side by side, of the same width, without a ground.
    pub(super) fn of_facts(width: Twip, count: usize, is_page: bool) -> Panel {
        let gap = Twip::from_mm(FACT_GAP_MM);
        let count_wide = i64::try_from(count.max(1)).unwrap_or(1);
        let cell = Twip(width.0 / count_wide);
        let padding = Twip::from_mm(if is_page { FACT_PADDING_MM.0 } else { FACT_PADDING_MM.1 });
        let cells = vec![Cell { width: cell, sides: Some((Twip(0), gap)) }; count.max(1)];
        Panel { cells, padding, fill: String::new(), is_whole: true }
    }

    fn of_tiles(width: Twip, count: usize, fill: String) -> Panel {
        let gap = Twip::from_mm(TILE_GAP_MM);
        let wide = i64::try_from(count.max(1)).unwrap_or(1);
        let tile = Twip((width.0 - gap.0 * (wide - 1)) / wide);
        let side = Twip::from_mm(TILE_PADDING_MM.0);
        let mut cells = Vec::new();
        for index in 0..count {
            if index > 0 {
                cells.push(Cell { width: gap, sides: None });
            }
            cells.push(Cell { width: tile, sides: Some((side, side)) });
        }
        Panel { cells, padding: Twip::from_mm(TILE_PADDING_MM.1), fill, is_whole: true }
    }

    fn of_remark(width: Twip, fill: String) -> Panel {
        let side = Twip::from_mm(CALLOUT_PADDING_MM.0);
        let cells = vec![Cell { width, sides: Some((side, side)) }];
        Panel { cells, padding: Twip::from_mm(CALLOUT_PADDING_MM.1), fill, is_whole: false }
    }
}

impl<'a> Writing<'a> {
    /// Writes a panel. `content` writes the paragraphs of a cell by its place among those that hold something,
    /// `borders` its lines.
    pub(super) fn panel(
        &mut self,
        xml: &mut XmlWriter,
        panel: &Panel,
        mut content: impl FnMut(&mut Self, &mut XmlWriter, usize),
        borders: impl Fn(&mut XmlWriter, usize),
    ) {
        let width: i64 = panel.cells.iter().map(|cell| cell.width.0).sum();
        xml.element("w:tbl", &[], |xml| {
            xml.element("w:tblPr", &[], |xml| {
                value(xml, "w:tblStyle", "Panels");
                xml.empty("w:tblW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
                xml.empty("w:tblLayout", &[("w:type", "fixed")]);
                xml.empty("w:tblLook", &[("w:val", "0600")]);
            });
            xml.element("w:tblGrid", &[], |xml| {
                for cell in &panel.cells {
                    xml.empty("w:gridCol", &[("w:w", &cell.width.to_string())]);
                }
            });
            xml.element("w:tr", &[], |xml| {
                if panel.is_whole {
                    xml.element("w:trPr", &[], |xml| flag(xml, "w:cantSplit"));
                }
                let mut place = 0;
                for cell in &panel.cells {
                    xml.element("w:tc", &[], |xml| {
                        cell_properties(xml, panel, *cell, place, &borders);
                        if cell.sides.is_some() {
                            content(self, xml, place);
                            place += 1;
                        } else {
                            self.paragraph(xml, Paragraph::of("BlockGap"), |_, _| {});
                        }
                    });
                }
            });
        });
        self.before = Before::Table;
    }

    pub(super) fn key_figures(&mut self, xml: &mut XmlWriter, tiles: &'a [KeyFigure], frame: Frame) {
        if tiles.is_empty() {
            return;
        }
        let columns = match tiles.len() {
            count @ (1 | 2) => count,
            4 => 2,
            _ => 3,
        };
        self.gap_before(xml);
        for (index, row) in tiles.chunks(columns).enumerate() {
            if index > 0 {
                self.gap(xml, Twip::from_mm(TILE_GAP_MM));
            }
            let surface = self.tokens.color(&self.tokens.look.colors.surface);
            let mut panel = Panel::of_tiles(frame.width, columns, surface);
            // The tiles of a last row that is not full are as wide as the others.
            panel.cells.truncate(row.len() * 2 - 1);
            let colors: Vec<String> = row.iter().map(|tile| self.tokens.color(&tile.color)).collect();
            self.panel(
                xml,
                &panel,
                |this, xml, place| this.tile(xml, &row[place]),
                |xml, place| border(xml, "w:top", 16, &colors[place]),
            );
        }
        self.gap_after(self.tokens.block_space());
    }

    fn tile(&mut self, xml: &mut XmlWriter, tile: &'a KeyFigure) {
        let length = tile.figure.text.chars().count();
        // LibreOffice gives a bound control the format of its paragraph, so the size is a style's.
        let style = match (tile.figure.value, length) {
            (None, _) => "KeyFigureUnknown",
            (Some(_), 15..) => "KeyFigureLonger",
            (Some(_), 9..) => "KeyFigureLong",
            (Some(_), _) => "KeyFigure",
        };
        self.paragraph(xml, Paragraph::of(style), |this, xml| {
            this.figure(xml, &tile.figure, &Format::default());
            if !tile.unit.is_empty() {
                this.text(xml, &Format::of("KeyFigureUnit"), &format!(" {}", tile.unit));
            }
        });
        let keeps_next = !tile.note.is_empty();
        self.paragraph(xml, Paragraph::kept("KeyFigureLabel", keeps_next), |this, xml| {
            this.inlines(xml, &tile.label, &Format::default());
        });
        if !tile.note.is_empty() {
            self.paragraph(xml, Paragraph::of("KeyFigureNote"), |this, xml| {
                this.inlines(xml, &tile.note, &Format::default());
            });
        }
    }

    pub(super) fn callout(&mut self, xml: &mut XmlWriter, callout: &'a Callout, frame: Frame) {
        let words = &self.document.words;
        let (token, name) = match callout.kind {
            CalloutKind::Note => ("note", &words.callout_note),
            CalloutKind::Important => ("accent", &words.callout_important),
            CalloutKind::Warning => ("warning", &words.callout_warning),
        };
        let color = self.tokens.color(token);
        let surface = self.tokens.color(&self.tokens.look.colors.surface);
        let panel = Panel::of_remark(frame.width, surface);
        let padding = Twip::from_mm(CALLOUT_PADDING_MM.0 * 2.0);
        let inner = Frame { style: "CalloutText", width: Twip(frame.width.0 - padding.0), depth: 0 };
        self.gap_before(xml);
        self.panel(
            xml,
            &panel,
            |this, xml, _| {
                let format = Format { color: Some(color.clone()), ..Format::default() };
                this.paragraph(xml, Paragraph::of("CalloutTitle"), |this, xml| {
                    if callout.title.is_empty() {
                        this.text(xml, &format, name);
                    } else {
                        this.inlines(xml, &callout.title, &format);
                    }
                });
                this.blocks(xml, &callout.blocks, inner);
                this.end_cell(xml);
            },
            |xml, _| border(xml, "w:left", 24, &color),
        );
        self.gap_after(self.tokens.block_space());
    }

    /// A cell ends with a paragraph (ECMA-376-1, 17.4.65): where a table is last, with one that takes no room.
    pub(super) fn end_cell(&mut self, xml: &mut XmlWriter) {
        self.waiting = None;
        if self.before == Before::Table {
            self.gap(xml, Twip(20));
        }
    }

    pub(super) fn timeline(&mut self, xml: &mut XmlWriter, timeline: &'a Timeline) {
        for entry in &timeline.entries {
            self.paragraph(xml, Paragraph { number: Some((EVENTS, 0)), ..Paragraph::of("Timeline") }, |this, xml| {
                this.text(xml, &Format::of("TimelineDate"), &entry.date);
                this.text(xml, &Format::default(), "\t");
                this.inlines(xml, &entry.content, &Format::default());
            });
        }
        if !timeline.entries.is_empty() {
            self.gap_after(Twip(self.tokens.block_space().0 / 2));
        }
    }

    /// Where the words of dated events begin: behind the longest date of the document.
    pub(super) fn event_indent(&self) -> Twip {
        let mut widest: f64 = 4.0;
        crate::document::walk_blocks(&self.document.blocks, &mut |block| {
            if let crate::document::Block::Timeline(timeline) = block {
                let dates = timeline.entries.iter().map(|entry| columns::bold_em(&entry.date));
                widest = dates.fold(widest, f64::max);
            }
        });
        let date = widest.min(DATE_EM) * self.tokens.size_pt(super::look::SizeToken::Body) * 0.95;
        Twip(Twip::from_pt(date).0 + Twip::from_mm(EVENT_MM.0 + EVENT_MM.1).0)
    }
}

fn cell_properties(
    xml: &mut XmlWriter,
    panel: &Panel,
    cell: Cell,
    place: usize,
    borders: &impl Fn(&mut XmlWriter, usize),
) {
    xml.element("w:tcPr", &[], |xml| {
        xml.empty("w:tcW", &[("w:w", &cell.width.to_string()), ("w:type", "dxa")]);
        let Some((left, right)) = cell.sides else { return };
        xml.element("w:tcBorders", &[], |xml| borders(xml, place));
        if !panel.fill.is_empty() {
            shade(xml, &panel.fill);
        }
        xml.element("w:tcMar", &[], |xml| {
            for (side, width) in
                [("w:top", panel.padding), ("w:left", left), ("w:bottom", panel.padding), ("w:right", right)]
            {
                xml.empty(side, &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            }
        });
    });
}
