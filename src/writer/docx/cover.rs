//! The front: a page of its own, or a band over the text. Floor 3.

use super::figures::binding;
use super::look::SizeToken;
use super::names::{CORE, DUBLIN_CORE};
use super::panels::Panel;
use super::paragraph::Paragraph;
use super::run::Format;
use super::table_style::border;
use super::units::Twip;
use super::writing::{Before, Writing};
use super::xml::{flag, value};
use crate::document::{Block, Cover, CoverFact, Document, Inline, Orientation, plain_text};
use crate::package::XmlWriter;
use crate::writer::columns;

/// The store of the core properties, as Word names it.
const CORE_STORE: &str = "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}";
/// How many facts stand beside each other on a page and in a band.
const FACTS: (usize, usize) = (3, 4);
/// How much a cover is narrower than other pages: the theme's band stands there.
pub(super) const BAND_ROOM_MM: f64 = 14.0;
/// Where the words of a cover begin, from the top.
pub(super) const COVER_TOP_MM: f64 = 58.0;
/// Where a cover ends, from the bottom.
pub(super) const COVER_BOTTOM_MM: f64 = 28.0;
/// Distance of lines, in sizes of their type: that of Noto Sans, a little more to be sure.
const LINE_PITCH: f64 = 1.42;
/// All room between the words of a cover, and some that stays free.
const COVER_SPACE_MM: f64 = 26.0;
/// What a row of facts takes besides its words: labels and padding.
const FACT_ROW_PT: f64 = 32.0;
/// Word's largest distance of lines (ECMA-376-1, 17.18.81, as Word limits it).
const MOST_ROOM_PT: f64 = 1584.0;
/// Widths of the band and of the thin band beside it.
const BANDS_MM: [f64; 2] = [11.0, 1.6];

/// The title that a document shows, where it is plain words: that is also the title of the file, so that a change to one
/// is a change to the other.
pub(super) fn shown_title(document: &Document) -> Option<&str> {
    shown(document, |cover| &cover.title)
}

/// The subtitle that a document shows, where it is plain words.
pub(super) fn shown_subtitle(document: &Document) -> Option<&str> {
    shown(document, |cover| &cover.subtitle)
}

fn shown(document: &Document, line: impl Fn(&Cover) -> &Vec<Inline>) -> Option<&str> {
    match document.blocks.first() {
        Some(Block::Cover(cover)) => match line(cover).as_slice() {
            [Inline::Text(text)] => Some(text),
            _ => None,
        },
        Some(_) | None => None,
    }
}

impl<'a> Writing<'a> {
    pub(super) fn cover(&mut self, xml: &mut XmlWriter, cover: &'a Cover) {
        let styles =
            if cover.full_page { ["Kicker", "Title", "Subtitle"] } else { ["BandKicker", "BandTitle", "BandSubtitle"] };
        let has_bands = cover.full_page;
        self.paragraph(xml, Paragraph::of(styles[0]), |this, xml| {
            if has_bands {
                this.bands(xml);
            }
            this.inlines(xml, &cover.kicker, &Format::default());
        });
        self.paragraph(xml, Paragraph::of(styles[1]), |this, xml| {
            this.bound(xml, &cover.title, "Title", "title", shown_title(this.document).is_some());
        });
        if cover.full_page {
            self.paragraph(xml, Paragraph::of("CoverRule"), |_, _| {});
        }
        if !cover.subtitle.is_empty() {
            self.paragraph(xml, Paragraph::of(styles[2]), |this, xml| {
                this.bound(xml, &cover.subtitle, "Subject", "subject", shown_subtitle(this.document).is_some());
            });
        }
        if !cover.facts.is_empty() {
            self.facts(xml, cover);
        }
        self.before = if cover.full_page { Before::Start } else { Before::Heading };
    }

    /// A line that is bound to a core property where it is plain words.
    fn bound(&mut self, xml: &mut XmlWriter, words: &'a [Inline], alias: &str, property: &str, is_plain: bool) {
        if !is_plain {
            return self.inlines(xml, words, &Format::default());
        }
        let control = self.control_id(alias);
        xml.element("w:sdt", &[], |xml| {
            xml.element("w:sdtPr", &[], |xml| {
                value(xml, "w:alias", alias);
                value(xml, "w:id", &control);
                let prefixes = format!("xmlns:ns0='{DUBLIN_CORE}' xmlns:ns1='{CORE}'");
                binding(xml, &prefixes, &format!("/ns1:coreProperties[1]/ns0:{property}[1]"), CORE_STORE);
                flag(xml, "w:text");
            });
            xml.element("w:sdtContent", &[], |xml| self.inlines(xml, words, &Format::default()));
        });
    }

    /// Facts side by side: at the foot of a cover page, or below the words of a band.
    fn facts(&mut self, xml: &mut XmlWriter, cover: &'a Cover) {
        let most = if cover.full_page { FACTS.0 } else { FACTS.1 };
        let count = cover.facts.len().min(most);
        let mut width = self.tokens.text_width(Orientation::Portrait);
        if cover.full_page {
            width = Twip(width.0 - Twip::from_mm(BAND_ROOM_MM).0);
        }
        let rows: Vec<&'a [CoverFact]> = cover.facts.chunks(count.max(1)).collect();
        let last = rows.len() - 1;
        if cover.full_page {
            let room = self.room_above_facts(cover, width, count);
            self.gap(xml, room);
        }
        for (index, facts) in rows.into_iter().enumerate() {
            let rule = self.tokens.color(&self.tokens.look.colors.table_rule);
            let line = self.tokens.color(&self.tokens.look.colors.line);
            let panel = Panel::of_facts(width, count, cover.full_page);
            self.panel(
                xml,
                &panel,
                |this, xml, place| {
                    let Some(fact) = facts.get(place) else {
                        return this.paragraph(xml, Paragraph::of("Fact"), |_, _| {});
                    };
                    this.paragraph(xml, Paragraph::of("FactLabel"), |this, xml| {
                        this.inlines(xml, &fact.label, &Format::default());
                    });
                    this.paragraph(xml, Paragraph::of("Fact"), |this, xml| {
                        this.inlines(xml, &fact.content, &Format::default());
                    });
                },
                |xml, _| {
                    if cover.full_page && index == 0 {
                        border(xml, "w:top", 7, &rule);
                    } else if !cover.full_page && index == last {
                        border(xml, "w:bottom", 4, &line);
                    }
                },
            );
        }
        if !cover.full_page {
            self.gap(xml, Twip(20));
        }
    }

    /// The room that brings the facts to the foot of a cover: what its words leave free, by the widths of their characters.
    /// A table that floats to the foot would do so exactly in Word, and not at all in LibreOffice 7.4.
    fn room_above_facts(&self, cover: &Cover, width: Twip, count: usize) -> Twip {
        let tokens = &self.tokens;
        let body = tokens.size_pt(SizeToken::Body);
        let lines = |words: &[Inline], size: f64, width: f64| {
            let em = columns::bold_em(&plain_text(words));
            (em * size / width).ceil().max(1.0) * size * LINE_PITCH
        };
        let width_pt = width.to_pt();
        let places = u32::try_from(count.max(1)).unwrap_or(1);
        let of_fact = |fact: &CoverFact| lines(&fact.content, body, width_pt / f64::from(places) * 0.8);
        let facts: f64 = cover.facts.chunks(count.max(1)).map(|row| row.iter().map(of_fact).fold(0.0, f64::max)).sum();
        let rows = u32::try_from(cover.facts.len().div_ceil(count.max(1))).unwrap_or(1);
        let words = lines(&cover.kicker, body * 1.05, width_pt)
            + lines(&cover.title, tokens.size_pt(SizeToken::Title), width_pt)
            + if cover.subtitle.is_empty() { 0.0 } else { lines(&cover.subtitle, body * 1.4, width_pt) };
        let room = tokens.page(Orientation::Portrait).1.to_pt()
            - Twip::from_mm(COVER_TOP_MM + COVER_BOTTOM_MM + COVER_SPACE_MM).to_pt()
            - (words + facts + f64::from(rows) * FACT_ROW_PT);
        Twip::from_pt(room.clamp(12.0, MOST_ROOM_PT))
    }

    /// The theme's bands at the edge of a cover: shapes that say nothing, behind the text.
    fn bands(&mut self, xml: &mut XmlWriter) {
        let colors = [self.tokens.look.colors.band.clone(), self.tokens.look.colors.band_soft.clone()];
        let mut left = 0.0;
        for (width, token) in BANDS_MM.into_iter().zip(colors) {
            let color = self.tokens.color(&token);
            let height = self.tokens.page(Orientation::Portrait).1;
            self.band(xml, Twip::from_mm(left), Twip::from_mm(width), height, &color);
            left += width;
        }
    }
}
