//! Where everything in a chart stands.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::axis::{Axis, axis};
use super::plan::{Frame, LabelPlace, Plan, PointLabel};
use super::{bars, columns, doughnut, lines, measure};
use crate::document::{Chart, ChartKind, ChartPoint};

/// Width and height of a chart in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChartSize {
    /// Width.
    pub width_pt: f64,
    /// Height.
    pub height_pt: f64,
}

impl ChartSize {
    /// A good size for a chart in a column of the given width: lying bars get a line each, the others a
    /// quiet landscape shape.
    pub fn for_chart(chart: &Chart, width_pt: f64) -> ChartSize {
        let bars = chart.categories.len() * if chart.series.len() > 1 { chart.series.len().max(2) } else { 1 };
        let height_pt = match chart.kind {
            ChartKind::Column | ChartKind::StackedColumn | ChartKind::Line => (width_pt * 0.46).clamp(150.0, 230.0),
            ChartKind::Bar => {
                56.0 + (bars as f64 * if chart.series.len() > 1 { 13.0 } else { 24.0 }).clamp(48.0, 560.0)
            }
            ChartKind::Doughnut => (width_pt * 0.42).clamp(140.0, 190.0),
        };
        ChartSize { width_pt, height_pt }
    }
}

/// What a layout needs of the theme and the language.
pub struct Labels<'a> {
    /// Type size of labels in points.
    pub size_pt: f64,
    /// Prints the number of a tick.
    pub number: &'a dyn Fn(Decimal) -> String,
    /// Words for a value that is not known, for the key of the dots; empty for none.
    pub not_available: String,
}

/// A chart, placed.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartLayout {
    /// Size of the whole.
    pub size: ChartSize,
    /// The value axis.
    pub axis: Axis,
    /// What is drawn, back to front.
    pub marks: Vec<Mark>,
    /// What was decided for it.
    pub plan: Plan,
}

/// A place in points from the upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

/// A colour by its role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Paint {
    /// A token of the theme; the accent where the theme has none of that name.
    Token(String),
    /// Text that stands on a token's colour.
    On(String),
}

impl Paint {
    /// A token.
    pub(super) fn token(token: &str) -> Paint {
        Paint::Token(token.to_owned())
    }
}

/// Which end of a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// One thing drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Its form.
    pub shape: Shape,
    /// Its colour.
    pub paint: Paint,
    /// Whole text behind it, for a pointer that rests on it; empty for none.
    pub title: String,
}

/// The form of a mark.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A filled rectangle by its upper left corner.
    Rectangle {
        /// Upper left corner.
        at: Point,
        /// Width.
        width: f64,
        /// Height.
        height: f64,
    },
    /// A line through two or more points.
    Line {
        /// The points.
        points: Vec<Point>,
        /// Its thickness.
        width: f64,
    },
    /// A filled area with straight edges.
    Polygon(Vec<Point>),
    /// A filled circle.
    Circle {
        /// Its centre.
        center: Point,
        /// Its radius.
        radius: f64,
    },
    /// A part of a ring.
    Ring {
        /// Centre of the ring.
        center: Point,
        /// Inner and outer radius.
        radii: (f64, f64),
        /// Where it begins and ends, as parts of a whole turn, clockwise from the top.
        turn: (f64, f64),
    },
    /// A line of text; never empty.
    Text {
        /// The place on the base line.
        at: Point,
        /// Which end stands there.
        anchor: Anchor,
        /// Type size.
        size: f64,
        /// Whether it is set in bold.
        is_bold: bool,
        /// Whether it runs upwards.
        is_upright: bool,
        /// The words.
        text: String,
    },
}

/// Places all marks of a chart.
///
/// The order of series and categories is that of the chart. Works for any number of points, also none.
pub fn layout(chart: &Chart, size: ChartSize, labels: &Labels<'_>) -> ChartLayout {
    let axis = axis(chart);
    let mut sheet = Sheet { chart, size, axis, labels, marks: Vec::new(), plan: Plan::default() };
    match chart.kind {
        ChartKind::Column => columns::place(&mut sheet, columns::Arrangement::SideBySide),
        ChartKind::StackedColumn => columns::place(&mut sheet, columns::Arrangement::Stacked),
        ChartKind::Bar => bars::place(&mut sheet),
        ChartKind::Line => lines::place(&mut sheet),
        ChartKind::Doughnut => doughnut::place(&mut sheet),
    }
    ChartLayout { size, axis, marks: sheet.marks, plan: sheet.plan }
}

/// A chart while it is being laid out.
pub(super) struct Sheet<'a> {
    pub(super) chart: &'a Chart,
    pub(super) size: ChartSize,
    pub(super) axis: Axis,
    pub(super) labels: &'a Labels<'a>,
    pub(super) marks: Vec<Mark>,
    pub(super) plan: Plan,
}

/// The rectangle in which values stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Plot {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

impl Plot {
    pub(super) fn width(&self) -> f64 {
        (self.right - self.left).max(1.0)
    }

    pub(super) fn height(&self) -> f64 {
        (self.bottom - self.top).max(1.0)
    }

    pub(super) fn frame(&self) -> Frame {
        Frame { left: self.left, top: self.top, width: self.width(), height: self.height() }
    }
}

/// One entry of the key above a chart.
pub(super) struct Key {
    pub(super) name: String,
    pub(super) color: String,
    pub(super) is_dot: bool,
}

impl Sheet<'_> {
    pub(super) fn draw(&mut self, shape: Shape, paint: Paint, title: impl Into<String>) {
        self.marks.push(Mark { shape, paint, title: title.into() });
    }

    /// Draws a line of text in the label size; nothing where it is empty.
    pub(super) fn write(&mut self, at: Point, anchor: Anchor, paint: Paint, text: &str, title: &str) {
        if !text.is_empty() {
            let (size, text) = (self.labels.size_pt, text.to_owned());
            let shape = Shape::Text { at, anchor, size, is_bold: false, is_upright: false, text };
            self.draw(shape, paint, title);
        }
    }

    /// Notes that the number of a point is printed.
    pub(super) fn note_number(&mut self, series: usize, category: usize, place: LabelPlace) {
        self.plan.label(PointLabel { series, category, has_number: true, has_name: false, is_broken: false, place });
    }

    /// Notes that a point bears the name of its series.
    pub(super) fn note_name(&mut self, series: usize, category: usize, place: LabelPlace) {
        self.plan.label(PointLabel { series, category, has_number: false, has_name: true, is_broken: false, place });
    }

    pub(super) fn measure(&self, text: &str) -> f64 {
        measure::width(text, self.labels.size_pt)
    }

    /// Height of a line of labels.
    pub(super) fn line(&self) -> f64 {
        self.labels.size_pt * 1.3
    }

    /// Where a value stands on the axis, 0 at its lower bound and 1 at its upper.
    pub(super) fn share(&self, value: Decimal) -> f64 {
        let float = |value: Decimal| value.to_f64().unwrap_or_default();
        let (low, high) = (float(self.axis.minimum), float(self.axis.maximum));
        if high > low { ((float(value) - low) / (high - low)).clamp(0.0, 1.0) } else { 0.0 }
    }

    /// The words for a pointer that rests on a value.
    pub(super) fn title(&self, series: usize, category: usize) -> String {
        let category_name = self.chart.categories.get(category).map_or("", String::as_str);
        let Some(series) = self.chart.series.get(series) else { return category_name.to_owned() };
        let value = match series.points.get(category) {
            Some(ChartPoint::Known { figure, .. }) => figure.text.as_str(),
            Some(ChartPoint::Unknown) | None => self.labels.not_available.as_str(),
        };
        let parts = [category_name, &series.name, value];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ")
    }

    /// Whether nothing is known of a category.
    pub(super) fn is_gap(&self, category: usize) -> bool {
        let known = |point: Option<&ChartPoint>| matches!(point, Some(ChartPoint::Known { .. }));
        !self.chart.series.iter().any(|series| known(series.points.get(category)))
    }

    /// The entries of a key: the series, and the dot that stands for what is not known if there is one.
    pub(super) fn keys(&self, with_series: bool, with_dot: bool) -> Vec<Key> {
        let series = self.chart.series.iter().filter(|_| with_series);
        let mut keys: Vec<Key> = series
            .filter(|series| !series.name.is_empty())
            .map(|series| Key { name: series.name.clone(), color: series.color.clone(), is_dot: false })
            .collect();
        if with_dot && !self.labels.not_available.is_empty() {
            let name = self.labels.not_available.clone();
            keys.push(Key { name, color: "not-known".into(), is_dot: true });
        }
        keys
    }

    /// Draws the unit and, in rows of its own below, the key from the top, and returns where the plot may begin.
    pub(super) fn head(&mut self, keys: &[Key]) -> f64 {
        let (line, swatch) = (self.line(), self.labels.size_pt * 0.85);
        let unit = measure::cut(&self.chart.unit, self.labels.size_pt, self.size.width_pt);
        let whole = if unit == self.chart.unit { String::new() } else { self.chart.unit.clone() };
        let mut at = Point { x: 0.0, y: line };
        self.write(at, Anchor::Start, Paint::token("ink-soft"), &unit, &whole);
        self.plan.unit_frame = Frame { left: 0.0, top: 0.0, width: self.measure(&unit), height: line };
        self.plan.unit = if unit.is_empty() { Vec::new() } else { vec![unit.clone()] };
        if !unit.is_empty() && !keys.is_empty() {
            at.y += line * 1.15;
        }
        let key_top = at.y - line;
        let (mut key_width, mut has_series) = (0.0_f64, false);
        for key in keys {
            let name = measure::cut(&key.name, self.labels.size_pt, self.size.width_pt - swatch - 4.0);
            let width = swatch + 4.0 + self.measure(&name);
            if at.x > 0.0 && at.x + width > self.size.width_pt {
                at = Point { x: 0.0, y: at.y + line * 1.1 };
            }
            if key.is_dot {
                let center = Point { x: at.x + swatch / 2.0, y: at.y - swatch / 2.0 + 0.5 };
                self.draw(Shape::Circle { center, radius: 1.4 }, Paint::token(&key.color), "");
            } else {
                let corner = Point { x: at.x, y: at.y - swatch + 0.8 };
                let shape = Shape::Rectangle { at: corner, width: swatch, height: swatch };
                self.draw(shape, Paint::token(&key.color), "");
            }
            let text = Point { x: at.x + swatch + 4.0, y: at.y };
            self.write(text, Anchor::Start, Paint::token("ink"), &name, if name == key.name { "" } else { &key.name });
            at.x += width + 10.0;
            key_width = key_width.max(at.x);
            has_series |= !key.is_dot;
        }
        if has_series {
            let height = at.y + line * 0.4 - key_top;
            self.plan.key = Some(Frame { left: 0.0, top: key_top, width: key_width, height });
        }
        at.y + line * 0.75
    }

    /// Width of the widest tick number, with the space behind it.
    pub(super) fn tick_room(&self) -> f64 {
        let widths = self.axis.ticks().into_iter().map(|tick| self.measure(&(self.labels.number)(tick)));
        widths.fold(0.0, f64::max) + 6.0
    }

    /// Draws the lines and numbers of an upright value axis.
    pub(super) fn value_axis(&mut self, plot: Plot) {
        for tick in self.axis.ticks() {
            let y = plot.bottom - self.share(tick) * plot.height();
            let ends = vec![Point { x: plot.left, y }, Point { x: plot.right, y }];
            let paint = Paint::token(if tick.is_zero() { "ink-soft" } else { "line" });
            self.draw(Shape::Line { points: ends, width: if tick.is_zero() { 0.9 } else { 0.5 } }, paint, "");
            let at = Point { x: plot.left - 6.0, y: y + self.labels.size_pt * 0.35 };
            let text = (self.labels.number)(tick);
            self.write(at, Anchor::End, Paint::token("ink-soft"), &text, "");
        }
    }

    /// Draws the dot of a value that is not known.
    pub(super) fn gap(&mut self, center: Point, title: String) {
        self.draw(Shape::Circle { center, radius: 1.2 }, Paint::token("not-known"), title);
    }
}
