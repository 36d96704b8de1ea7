//! Charts: scale, ticks, labels, places and colours, computed once, and the drawing as SVG. Floor 1.
//!
//! [`axis`] chooses the bounds and steps of the value axis; every format takes them from here. [`layout`]
//! places every mark of a chart in points and knows colours by token only; [`svg`] writes the marks with the
//! colours and fonts of a theme. Text is measured by tables, not by a font, so that a chart is the same on
//! each machine. A value that is not known is never drawn as a zero: its place stays empty but for a dot.
//! Source of the elements and attributes: SVG 1.1, second edition, as presentation attributes only.

mod axis;
mod bars;
mod categories;
mod colors;
mod columns;
mod doughnut;
mod layout;
mod lines;
mod measure;
mod plan;
mod svg;

pub use axis::{Axis, axis};
pub use colors::color;
pub use layout::{Anchor, ChartLayout, ChartSize, Labels, Mark, Paint, Point, Shape, layout};
pub use measure::width as text_width;
pub use plan::{CategoryNames, Frame, LabelPlace, Plan, PointLabel};

use crate::document::{Chart, Theme};
use crate::locale::Locale;

/// Draws a chart as a standalone SVG image of the given size.
///
/// Uses no identifiers, classes or style sheets, so that several can stand in one page, and no font but
/// those of the theme.
pub fn svg(chart: &Chart, theme: &Theme, locale: &Locale, size: ChartSize) -> String {
    draw(chart, theme, locale, size, svg::TextWidth::OfFont)
}

/// Draws a chart as [`svg()`] does, for a reader who may lack the fonts of the theme.
///
/// Each text says how wide it is, so that a wider font is squeezed into the room that was planned.
pub fn svg_for_any_font(chart: &Chart, theme: &Theme, locale: &Locale, size: ChartSize) -> String {
    draw(chart, theme, locale, size, svg::TextWidth::Measured)
}

fn draw(chart: &Chart, theme: &Theme, locale: &Locale, size: ChartSize, text_width: svg::TextWidth) -> String {
    svg::write(&drawn(chart, theme, locale, size), theme, text_width)
}

/// The decisions behind the drawing that [`svg()`] makes, for a program that draws the chart itself.
pub fn plan(chart: &Chart, theme: &Theme, locale: &Locale, size: ChartSize) -> Plan {
    drawn(chart, theme, locale, size).plan
}

fn drawn(chart: &Chart, theme: &Theme, locale: &Locale, size: ChartSize) -> ChartLayout {
    let not_available = locale.text("value-not-available", &[]).unwrap_or_default();
    let number = |value| locale.number(value, None);
    layout(chart, size, &Labels { size_pt: theme.sizes.chart_label, number: &number, not_available })
}

#[cfg(test)]
mod tests;
