//! Lengths of WordprocessingML and DrawingML. Floor 3.

use std::fmt;

/// Twentieth of a point (ECMA-376-1, 17.18.87).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Twip(pub i64);

impl Twip {
    /// Of millimetres, rounded.
    pub(super) fn from_mm(mm: f64) -> Twip {
        Twip::from_pt(mm * 72.0 / 25.4)
    }

    /// Of points, rounded.
    pub(super) fn from_pt(pt: f64) -> Twip {
        Twip(round(pt * 20.0))
    }

    /// In points.
    pub(super) fn to_pt(self) -> f64 {
        to_float(self.0) / 20.0
    }
}

impl fmt::Display for Twip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Half of a point: sizes of type (ECMA-376-1, 17.18.42).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct HalfPoint(pub i64);

impl HalfPoint {
    /// Of points, rounded.
    pub(super) fn from_pt(pt: f64) -> HalfPoint {
        HalfPoint(round(pt * 2.0).max(2))
    }
}

impl fmt::Display for HalfPoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// English metric unit: 914,400 to an inch (ECMA-376-1, 20.1.10.16).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Emu(pub i64);

impl Emu {
    /// Of points, rounded.
    pub(super) fn from_pt(pt: f64) -> Emu {
        Emu(round(pt * 12_700.0))
    }
}

impl fmt::Display for Emu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The nearest whole number; lengths of a page are far inside its range.
#[expect(clippy::cast_possible_truncation, reason = "a float too large becomes the largest number, which no page has")]
fn round(value: f64) -> i64 {
    value.round() as i64
}

/// A length as a float; exact for any length of a page.
#[expect(clippy::cast_precision_loss, reason = "lengths of a page are far below 2^52 units")]
fn to_float(value: i64) -> f64 {
    value as f64
}
