//! Upright columns, side by side or stacked.

use rust_decimal::Decimal;

use super::axis::known;
use super::categories::{self, CategoryLabels};
use super::layout::{Anchor, Paint, Plot, Point, Shape, Sheet};
use super::measure;
use super::plan::LabelPlace;
use crate::document::ChartPoint;

/// How the columns of one category stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arrangement {
    /// Beside each other.
    SideBySide,
    /// On top of each other.
    Stacked,
}

/// One column or part of a stack, placed.
struct Column {
    series: usize,
    category: usize,
    value: Decimal,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    /// Whether it is the only part of its stack on its side of zero.
    is_alone: bool,
}

impl Column {
    fn covers(&self, area: &Area) -> bool {
        self.left < area.right && area.left < self.right && self.top < area.bottom && area.top < self.bottom
    }
}

/// A rectangle that a label takes.
struct Area {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Area {
    fn meets(&self, other: &Area) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

pub(super) fn place(sheet: &mut Sheet<'_>, arrangement: Arrangement) {
    let has_gaps = gaps(sheet, arrangement);
    let left = sheet.tick_room();
    let right = sheet.size.width_pt - 2.0;
    let slot = (right - left).max(1.0) / sheet.chart.categories.len().max(1) as f64;
    let labels = categories::choose(&sheet.chart.categories, slot, sheet.labels.size_pt);
    let is_direct = arrangement == Arrangement::Stacked && names_fit(sheet, &labels, left, right);
    let with_series = sheet.chart.series.len() > 1 && !is_direct;
    let keys = sheet.keys(with_series, has_gaps);
    let top = sheet.head(&keys) + sheet.line();
    let bottom = sheet.size.height_pt - labels.height(sheet.labels.size_pt);
    let plot = Plot { left, right, top, bottom: bottom - room_below(sheet) };
    sheet.value_axis(plot);
    sheet.plan.plot = plot.frame();
    sheet.plan.group = group(sheet, plot, 0).1 / slot_of(sheet, plot);
    sheet.plan.categories = labels.names();
    let columns = columns(sheet, arrangement, plot);
    for column in &columns {
        let token = color(sheet, column.series).to_owned();
        let (width, height) = (column.right - column.left, column.bottom - column.top);
        let shape = Shape::Rectangle { at: Point { x: column.left, y: column.top }, width, height };
        let title = sheet.title(column.series, column.category);
        sheet.draw(shape, Paint::Token(token), title);
    }
    zero_line(sheet, plot);
    dots(sheet, arrangement, plot);
    if is_direct {
        names(sheet, &columns);
    }
    values(sheet, &columns, plot, arrangement, is_direct);
    labels.draw(sheet, Plot { bottom, ..plot });
}

/// Room for the numbers of columns that hang down from zero.
fn room_below(sheet: &Sheet<'_>) -> f64 {
    if sheet.axis.minimum < Decimal::ZERO { sheet.line() } else { 0.0 }
}

fn color<'a>(sheet: &'a Sheet<'_>, series: usize) -> &'a str {
    sheet.chart.series.get(series).map_or("accent", |series| &series.color)
}

/// Whether a dot has to be drawn for something that is not known.
fn gaps(sheet: &Sheet<'_>, arrangement: Arrangement) -> bool {
    let mut categories = 0..sheet.chart.categories.len();
    match arrangement {
        Arrangement::Stacked => categories.any(|category| sheet.is_gap(category)),
        Arrangement::SideBySide => {
            let points = sheet.chart.series.iter().flat_map(|series| &series.points);
            points.into_iter().any(|point| matches!(point, ChartPoint::Unknown))
        }
    }
}

/// The room of a category.
fn slot_of(sheet: &Sheet<'_>, plot: Plot) -> f64 {
    plot.width() / sheet.chart.categories.len().max(1) as f64
}

/// The left edge and width of the columns of a category.
fn group(sheet: &Sheet<'_>, plot: Plot, category: usize) -> (f64, f64) {
    let slot = slot_of(sheet, plot);
    let width = (slot * 0.72).min(if sheet.chart.series.len() > 1 { 90.0 } else { 54.0 });
    (plot.left + slot * category as f64 + (slot - width) / 2.0, width)
}

fn columns(sheet: &Sheet<'_>, arrangement: Arrangement, plot: Plot) -> Vec<Column> {
    let y = |value: Decimal| plot.bottom - sheet.share(value) * plot.height();
    let mut columns = Vec::new();
    for category in 0..sheet.chart.categories.len() {
        let (left, width) = group(sheet, plot, category);
        let values: Vec<(usize, Decimal)> = (sheet.chart.series.iter().enumerate())
            .filter_map(|(index, series)| Some((index, series.points.get(category).and_then(known)?)))
            .collect();
        let (mut up, mut down) = (Decimal::ZERO, Decimal::ZERO);
        for &(series, value) in &values {
            let is_down = value < Decimal::ZERO;
            let (from, left, right) = match arrangement {
                Arrangement::Stacked => (if is_down { down } else { up }, left, left + width),
                Arrangement::SideBySide => {
                    let each = width / sheet.chart.series.len().max(1) as f64;
                    let begin = left + each * series as f64;
                    (Decimal::ZERO, begin, begin + each - if each > 6.0 { 1.0 } else { each * 0.12 })
                }
            };
            let to = from.saturating_add(value);
            if is_down {
                down = to
            } else {
                up = to
            }
            let on_side = values.iter().filter(|(_, other)| (*other < Decimal::ZERO) == is_down && !other.is_zero());
            let is_alone = arrangement == Arrangement::SideBySide || on_side.count() <= 1;
            let (top, bottom) = (y(from.max(to)), y(from.min(to)));
            columns.push(Column { series, category, value, left, right, top, bottom, is_alone });
        }
    }
    columns
}

/// The base line again, over the columns, with a white seam between the parts of stacks below it.
fn zero_line(sheet: &mut Sheet<'_>, plot: Plot) {
    let y = plot.bottom - sheet.share(Decimal::ZERO) * plot.height();
    let points = vec![Point { x: plot.left, y }, Point { x: plot.right, y }];
    sheet.draw(Shape::Line { points, width: 0.9 }, Paint::token("ink-soft"), "");
}

fn dots(sheet: &mut Sheet<'_>, arrangement: Arrangement, plot: Plot) {
    let y = plot.bottom - sheet.share(Decimal::ZERO) * plot.height() - 4.0;
    for category in 0..sheet.chart.categories.len() {
        let (left, width) = group(sheet, plot, category);
        if sheet.is_gap(category) {
            let title = sheet.title(usize::MAX, category);
            let title = [title.as_str(), &sheet.labels.not_available].join(": ");
            sheet.gap(Point { x: left + width / 2.0, y }, title);
            continue;
        }
        let each = width / sheet.chart.series.len().max(1) as f64;
        for series in 0..sheet.chart.series.len() {
            let point = sheet.chart.series[series].points.get(category);
            if arrangement == Arrangement::SideBySide && matches!(point, Some(ChartPoint::Unknown)) {
                let title = sheet.title(series, category);
                sheet.gap(Point { x: left + each * (series as f64 + 0.5), y }, title);
            }
        }
    }
}

/// Whether each series' name fits into its largest part.
fn names_fit(sheet: &Sheet<'_>, labels: &CategoryLabels, left: f64, right: f64) -> bool {
    let top = sheet.line() * 2.75;
    let bottom = sheet.size.height_pt - labels.height(sheet.labels.size_pt) - room_below(sheet);
    let columns = columns(sheet, Arrangement::Stacked, Plot { left, right, top, bottom });
    sheet.chart.series.len() > 1
        && (0..sheet.chart.series.len()).all(|series| {
            largest(&columns, series).is_some_and(|column| {
                let is_wide = sheet.measure(&sheet.chart.series[series].name) + 6.0 <= column.right - column.left;
                is_wide && column.bottom - column.top >= sheet.line() * 2.3
            })
        })
}

fn largest(columns: &[Column], series: usize) -> Option<&Column> {
    let own = columns.iter().filter(|column| column.series == series);
    own.reduce(|best, column| if column.value.abs() > best.value.abs() { column } else { best })
}

fn names(sheet: &mut Sheet<'_>, columns: &[Column]) {
    for series in 0..sheet.chart.series.len() {
        if let Some(column) = largest(columns, series) {
            let name = sheet.chart.series[series].name.clone();
            sheet.note_name(series, column.category, LabelPlace::Inside);
            let at = Point { x: (column.left + column.right) / 2.0, y: column.top + sheet.line() };
            let paint = Paint::On(color(sheet, series).to_owned());
            sheet.write(at, Anchor::Middle, paint, &name, "");
        }
    }
}

/// Where and how a number stands.
struct Placed {
    at: Point,
    paint: Paint,
    text: String,
}

/// Writes the numbers of columns.
///
/// Above columns side by side, those that have room, the largest first. A number above a stack is read as its
/// total, so either each stack has one or none has; parts of stacks have theirs inside, where there is room.
fn values(sheet: &mut Sheet<'_>, columns: &[Column], plot: Plot, arrangement: Arrangement, has_names: bool) {
    let mut order: Vec<&Column> = columns.iter().collect();
    order.sort_by_key(|mark| std::cmp::Reverse(mark.value.abs()));
    let mut taken: Vec<Area> = Vec::new();
    let outside: Vec<Option<Placed>> = order
        .iter()
        .map(|column| if column.is_alone { above(sheet, columns, column, plot, &mut taken) } else { None })
        .collect();
    let has_outside = match arrangement {
        Arrangement::SideBySide => true,
        Arrangement::Stacked => outside.iter().all(Option::is_some),
    };
    for (column, outside) in order.into_iter().zip(outside) {
        let placed = if has_outside { outside } else { inside(sheet, columns, column, has_names) };
        if let Some(Placed { at, paint, text }) = placed {
            let place = match (arrangement, has_outside) {
                (Arrangement::SideBySide, _) => LabelPlace::Beyond,
                (Arrangement::Stacked, false) => LabelPlace::Inside,
                (Arrangement::Stacked, true) => {
                    let middle = at.y - sheet.labels.size_pt * 0.35;
                    LabelPlace::Moved(Point { x: 0.0, y: middle - (column.top + column.bottom) / 2.0 })
                }
            };
            sheet.note_number(column.series, column.category, place);
            sheet.write(at, Anchor::Middle, paint, &text, "");
        }
    }
}

/// The number of a column as it is printed, where it is known.
fn number(sheet: &Sheet<'_>, column: &Column) -> Option<String> {
    match sheet.chart.series.get(column.series)?.points.get(column.category)? {
        ChartPoint::Known { figure, .. } => Some(figure.text.clone()),
        ChartPoint::Unknown => None,
    }
}

/// A number beyond the end of its column, if nothing else stands there.
fn above(sheet: &Sheet<'_>, columns: &[Column], column: &Column, plot: Plot, taken: &mut Vec<Area>) -> Option<Placed> {
    let size = sheet.labels.size_pt;
    let text = number(sheet, column)?;
    let half = measure::width(&text, size) / 2.0;
    // At the edges a number may stand a little beside the middle of its column, but over some of it.
    let (left, right) = (plot.left - 2.0 + half, sheet.size.width_pt - 2.0 - half);
    let middle = ((column.left + column.right) / 2.0).max(left).min(right);
    let y = if column.value < Decimal::ZERO { column.bottom + size + 1.0 } else { column.top - 3.0 };
    let area = Area { left: middle - half - 2.0, right: middle + half + 2.0, top: y - size, bottom: y + 1.0 };
    let is_over = (area.left < column.left && column.right < area.right) || half * 2.0 < column.right - column.left;
    let is_free =
        is_over && !columns.iter().any(|other| other.covers(&area)) && !taken.iter().any(|other| other.meets(&area));
    is_free.then(|| {
        taken.push(area);
        Placed { at: Point { x: middle, y }, paint: Paint::token("ink"), text }
    })
}

/// A number inside its column, below the name of the series if that stands there too.
fn inside(sheet: &Sheet<'_>, columns: &[Column], column: &Column, has_names: bool) -> Option<Placed> {
    let text = number(sheet, column)?;
    let is_named = has_names && largest(columns, column.series).is_some_and(|best| std::ptr::eq(best, column));
    let lines = if is_named { 2.0 } else { 1.0 };
    let is_roomy = column.bottom - column.top >= sheet.line() * lines + 2.0;
    let is_wide = sheet.measure(&text) + 4.0 <= column.right - column.left;
    (is_roomy && is_wide).then(|| {
        let center = (column.top + column.bottom) / 2.0 + sheet.labels.size_pt * 0.35;
        let y = if is_named { column.top + sheet.line() * 2.0 } else { center };
        let at = Point { x: (column.left + column.right) / 2.0, y };
        Placed { at, paint: Paint::On(color(sheet, column.series).to_owned()), text }
    })
}
