//! The tokens of a theme as Word writes them. Floor 3.

use super::look::{FontToken, Look, SizeToken, StyleLook};
use super::paper::Paper;
use super::units::{HalfPoint, Twip};
use crate::document::{Orientation, Theme};

/// How much smaller each level of heading is in a brief, whose pages are few.
const BRIEF_HEADINGS: [f64; 3] = [0.76, 0.87, 0.95];
/// The room around headings of a brief.
const BRIEF_SPACE: f64 = 0.75;
/// How much smaller the text of a brief is, in points.
const BRIEF_BODY_PT: f64 = 0.5;
/// Distance of the lines of running text, in lines of the font; the same pitch as in the PDF.
const LINE: f64 = 1.03;
/// Space behind a paragraph, as a share of the theme's.
const PARAGRAPH: f64 = 0.8;
/// A theme with the look of its Word files.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tokens<'a> {
    /// What all formats share.
    pub(super) theme: &'a Theme,
    /// How Word uses it.
    pub(super) look: &'a Look,
    /// Whether the report is a brief: set closer.
    pub(super) is_brief: bool,
    /// Its pages.
    pub(super) paper: Paper,
}

impl Tokens<'_> {
    /// A colour as six hex digits; that of the accent for a token that the theme lacks.
    pub(super) fn color(&self, token: &str) -> String {
        let color = self.theme.color(token).or_else(|| self.theme.color("accent"));
        color.map_or_else(|| "000000".to_owned(), |color| color.to_hex().trim_start_matches('#').to_uppercase())
    }

    /// A size of type in points.
    pub(super) fn size_pt(&self, token: SizeToken) -> f64 {
        let sizes = &self.theme.sizes;
        let heading = |level: usize| sizes.heading[level] * if self.is_brief { BRIEF_HEADINGS[level] } else { 1.0 };
        match token {
            SizeToken::Body => sizes.body - if self.is_brief { BRIEF_BODY_PT } else { 0.0 },
            SizeToken::Small => sizes.small,
            SizeToken::Table => sizes.table,
            SizeToken::First => heading(0),
            SizeToken::Second => heading(1),
            SizeToken::Third => heading(2),
            SizeToken::Title => sizes.title,
            SizeToken::KeyFigure => sizes.key_figure,
            SizeToken::ChartLabel => sizes.chart_label,
        }
    }

    /// The size of a style, where it has one of its own.
    pub(super) fn size(&self, style: &StyleLook) -> Option<HalfPoint> {
        style.size.map(|token| HalfPoint::from_pt(self.size_pt(token) * style.scale.unwrap_or(1.0)))
    }

    /// A family.
    pub(super) fn font(&self, token: FontToken) -> &str {
        let fonts = &self.theme.fonts;
        let families = match token {
            FontToken::Body => &fonts.body,
            FontToken::Heading => &fonts.heading,
            FontToken::Code => &fonts.code,
        };
        families.first().map_or("Arial", String::as_str)
    }

    /// The family for East Asian characters.
    pub(super) fn east_asian_font(&self) -> &str {
        let second = || self.theme.fonts.body.get(1).map(String::as_str);
        self.look.east_asian_font.as_deref().or_else(second).unwrap_or_else(|| self.font(FontToken::Body))
    }

    /// Space above or below a style, in a brief less.
    pub(super) fn space(&self, mm: f64) -> Twip {
        Twip::from_mm(if self.is_brief { mm * BRIEF_SPACE } else { mm })
    }

    /// Space behind running text.
    pub(super) fn paragraph_space(&self) -> Twip {
        Twip::from_mm(self.theme.spacing.paragraph * PARAGRAPH)
    }

    /// Space between tables, charts, tiles and text.
    pub(super) fn block_space(&self) -> Twip {
        self.space(self.theme.spacing.block)
    }

    /// Distance of lines in 240ths of a line (ECMA-376-1, 17.3.1.33).
    pub(super) fn line(&self, lines: Option<f64>) -> Twip {
        Twip::from_pt(lines.unwrap_or(LINE) * 12.0)
    }

    /// Width and height of a page.
    pub(super) fn page(&self, orientation: Orientation) -> (Twip, Twip) {
        let (short, long) = (self.paper.width, self.paper.height);
        match orientation {
            Orientation::Portrait => (short, long),
            Orientation::Landscape => (long, short),
        }
    }

    /// Width of the text on a page.
    pub(super) fn text_width(&self, orientation: Orientation) -> Twip {
        self.paper.text_width(self.page(orientation).0)
    }
}
