//! The pages of a Word file: their size and margins. Floor 3.

use super::units::Twip;
use crate::document::Theme;

/// A4 (ISO 216), in millimetres.
const A4_MM: (f64, f64) = (210.0, 297.0);
/// From the edge of the page to the running header and to the footer, less than the margin by so much.
const HEADER_ROOM_MM: (f64, f64) = (13.6, 13.0);
/// Headers and footers are never nearer to the edge, in millimetres.
const EDGE_MM: f64 = 5.0;
/// How much higher the first page of a brief begins, as in the PDF.
const LIFT_MM: f64 = 9.0;
/// A line of Word has room for its highest and lowest letters; the PDF's first line begins with its capitals, the last one
/// ends with its baseline. So much less margin, above and below, in millimetres, brings both to the same height.
const LINE_ROOM_MM: (f64, f64) = (1.2, 1.0);
/// Text is never narrower, whatever margins a reference document has.
const LEAST_TEXT_MM: f64 = 40.0;

/// An upright page (ECMA-376-1, 17.6.11 and 17.6.13).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Paper {
    /// The shorter side.
    pub(super) width: Twip,
    /// The longer side.
    pub(super) height: Twip,
    /// Margin above.
    pub(super) top: Twip,
    /// Margin at the right.
    pub(super) right: Twip,
    /// Margin below.
    pub(super) bottom: Twip,
    /// Margin at the left.
    pub(super) left: Twip,
    /// From the upper edge to the header.
    pub(super) header: Twip,
    /// From the lower edge to the footer.
    pub(super) footer: Twip,
    /// More margin, where pages are bound.
    pub(super) gutter: Twip,
    /// How much higher a page without a running header begins; on the others the header is so much higher.
    pub(super) lift: Twip,
}

impl Paper {
    /// A4 with the margins of a theme; a brief begins higher on its first page.
    pub(super) fn of_theme(theme: &Theme, is_brief: bool) -> Paper {
        let spacing = &theme.spacing;
        let side = Twip::from_mm(spacing.margin_side);
        let from_edge = |margin: f64, room: f64| Twip::from_mm((margin - room).max(EDGE_MM));
        Paper {
            width: Twip::from_mm(A4_MM.0),
            height: Twip::from_mm(A4_MM.1),
            top: from_edge(spacing.margin_top, LINE_ROOM_MM.0),
            right: side,
            bottom: from_edge(spacing.margin_bottom, LINE_ROOM_MM.1),
            left: side,
            header: from_edge(spacing.margin_top, HEADER_ROOM_MM.0),
            footer: from_edge(spacing.margin_bottom, HEADER_ROOM_MM.1),
            gutter: Twip(0),
            lift: if is_brief { Twip::from_mm(LIFT_MM.min(HEADER_ROOM_MM.0 - EDGE_MM).max(0.0)) } else { Twip(0) },
        }
    }

    /// Width of the text on a page of such a width.
    pub(super) fn text_width(&self, width: Twip) -> Twip {
        let margins = self.left.0 + self.right.0 + self.gutter.0;
        Twip((width.0 - margins).max(Twip::from_mm(LEAST_TEXT_MM).0))
    }

    /// Whether its margins leave room for text, upright and on its side.
    pub(super) fn has_room(&self) -> bool {
        let least = Twip::from_mm(LEAST_TEXT_MM).0;
        let across = self.width.0 - self.left.0 - self.right.0 - self.gutter.0;
        let down = self.width.0 - self.top.0 - self.bottom.0;
        across >= least && down >= least
    }

    /// The height as a part of that of A4.
    pub(super) fn share_of_a4(&self) -> f64 {
        self.height.to_pt() / Twip::from_mm(A4_MM.1).to_pt()
    }
}
