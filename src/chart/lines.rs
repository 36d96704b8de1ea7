//! Lines, broken where a value is not known.

use rust_decimal::Decimal;

use super::axis::known;
use super::categories;
use super::layout::{Anchor, Paint, Plot, Point, Shape, Sheet};
use super::measure;
use super::plan::LabelPlace;
use crate::document::ChartPoint;

/// From the plot to the name of a line; a point of the line stands in it.
const NAME_GAP: f64 = 14.0;

pub(super) fn place(sheet: &mut Sheet<'_>) {
    let count = sheet.chart.categories.len();
    let has_gaps = (0..count).any(|category| sheet.is_gap(category));
    let keys = sheet.keys(false, has_gaps);
    let top = sheet.head(&keys) + sheet.line() * 0.6;
    let left = sheet.tick_room();
    let names = sheet.chart.series.iter().map(|series| sheet.measure(&series.name)).fold(0.0, f64::max);
    let names = names.min(sheet.size.width_pt * 0.28);
    let right = sheet.size.width_pt - 2.0 - if names > 0.0 { names + NAME_GAP + 2.0 } else { 0.0 };
    let slot = (right - left).max(1.0) / count.max(1) as f64;
    let labels = categories::choose(&sheet.chart.categories, slot, sheet.labels.size_pt);
    let plot = Plot { left, right, top, bottom: sheet.size.height_pt - labels.height(sheet.labels.size_pt) };
    sheet.value_axis(plot);
    sheet.plan.plot = plot.frame();
    sheet.plan.categories = labels.names();
    let zero = plot.bottom - sheet.share(Decimal::ZERO) * plot.height();
    for category in (0..count).filter(|category| sheet.is_gap(*category)).collect::<Vec<_>>() {
        let title = [sheet.title(usize::MAX, category), sheet.labels.not_available.clone()].join(": ");
        sheet.gap(Point { x: plot.left + slot * (category as f64 + 0.5), y: zero - 4.0 }, title);
    }
    let mut ends = Vec::new();
    for index in 0..sheet.chart.series.len() {
        ends.extend(line(sheet, plot, index, slot).map(|end| (index, end)));
    }
    name_lines(sheet, plot, &mut ends, names, plot.right - slot * 0.75);
    if sheet.chart.series.len() == 1 {
        values(sheet, plot, slot);
    }
    labels.draw(sheet, plot);
}

fn place_of(sheet: &Sheet<'_>, plot: Plot, slot: f64, category: usize, value: Decimal) -> Point {
    Point { x: plot.left + slot * (category as f64 + 0.5), y: plot.bottom - sheet.share(value) * plot.height() }
}

/// Draws one series and returns where its last known point stands.
fn line(sheet: &mut Sheet<'_>, plot: Plot, index: usize, slot: f64) -> Option<Point> {
    let series = &sheet.chart.series[index];
    let places: Vec<Option<Point>> = (series.points.iter().enumerate())
        .map(|(category, point)| Some(place_of(sheet, plot, slot, category, known(point)?)))
        .collect();
    for run in places.split(Option::is_none).filter(|run| run.len() > 1) {
        let points = run.iter().copied().flatten().collect();
        sheet.draw(Shape::Line { points, width: 1.8 }, Paint::token(&series.color), "");
    }
    let radius = if slot > 9.0 { 2.6 } else { 1.8 };
    for (category, place) in places.iter().enumerate() {
        if let Some(place) = *place {
            let title = sheet.title(index, category);
            sheet.draw(point_shape(index, place, radius), Paint::token(&series.color), title);
        }
    }
    places.into_iter().flatten().next_back()
}

/// A form for the points of each series, so that they differ without colour.
fn point_shape(series: usize, center: Point, radius: f64) -> Shape {
    let by = |dx: f64, dy: f64| Point { x: center.x + dx * radius, y: center.y + dy * radius };
    match series % 4 {
        0 => Shape::Circle { center, radius },
        1 => Shape::Polygon(vec![by(-0.95, -0.95), by(0.95, -0.95), by(0.95, 0.95), by(-0.95, 0.95)]),
        2 => Shape::Polygon(vec![by(0.0, -1.3), by(1.2, 0.9), by(-1.2, 0.9)]),
        _ => Shape::Polygon(vec![by(0.0, -1.4), by(1.4, 0.0), by(0.0, 1.4), by(-1.4, 0.0)]),
    }
}

/// Writes the names at the ends of the lines, moved apart where they would touch. A name that does not stand
/// beside its end, or whose line ends before `early`, is led to it.
fn name_lines(sheet: &mut Sheet<'_>, plot: Plot, ends: &mut [(usize, Point)], room: f64, early: f64) {
    let (size, line) = (sheet.labels.size_pt, sheet.line());
    ends.sort_by(|a, b| a.1.y.total_cmp(&b.1.y));
    let wanted: Vec<f64> = ends.iter().map(|(_, end)| end.y).collect();
    for ((index, end), y) in ends.iter().zip(spread(&wanted, line, plot.top, plot.bottom)) {
        let series = &sheet.chart.series[*index];
        if series.name.is_empty() {
            continue;
        }
        let x = plot.right + NAME_GAP;
        let last = series.points.iter().rposition(|point| known(point).is_some()).unwrap_or_default();
        let far = if last + 1 < series.points.len() { plot.right - end.x } else { 0.0 };
        let moved = Point { x: far.max(0.0), y: y - end.y };
        let index = *index;
        sheet.note_name(index, last, LabelPlace::Beside(moved));
        let series = &sheet.chart.series[index];
        if (y - end.y).abs() > 1.0 || end.x < early {
            let points = vec![Point { x: end.x + 4.0, y: end.y }, Point { x: x - 9.0, y }];
            sheet.draw(Shape::Line { points, width: 0.5 }, Paint::token("not-known"), "");
        }
        if sheet.chart.series.len() > 1 {
            let shape = point_shape(index, Point { x: x - 5.5, y }, 2.6);
            sheet.draw(shape, Paint::token(&series.color), "");
        }
        let name = measure::cut(&series.name, size, room + 1.0);
        let title = if name == series.name { "" } else { series.name.as_str() };
        sheet.write(Point { x, y: y + size * 0.35 }, Anchor::Start, Paint::token("ink"), &name, title);
    }
}

/// Places in ascending order, moved so that neighbours are at least `distance` apart and, as far as there
/// is room, all stand between `low` and `high`.
pub(super) fn spread(wanted: &[f64], distance: f64, low: f64, high: f64) -> Vec<f64> {
    let mut places: Vec<f64> = Vec::with_capacity(wanted.len());
    for place in wanted {
        places.push(places.last().map_or(place.max(low), |last| place.max(last + distance)));
    }
    let mut limit = high;
    for place in places.iter_mut().rev() {
        *place = place.min(limit);
        limit = *place - distance;
    }
    places
}

/// Writes the numbers of a single line beside its points, away from the line, where they have room.
fn values(sheet: &mut Sheet<'_>, plot: Plot, slot: f64) {
    let size = sheet.labels.size_pt;
    let points = &sheet.chart.series[0].points;
    let value_at = |category: Option<usize>| category.and_then(|at| points.get(at)).and_then(known);
    let mut free_from = 0.0;
    for (category, point) in points.iter().enumerate() {
        let ChartPoint::Known { figure, plotted } = point else { continue };
        let place = place_of(sheet, plot, slot, category, *plotted);
        let width = sheet.measure(&figure.text);
        let before = value_at(category.checked_sub(1)).map(|value| value > *plotted);
        let after = value_at(Some(category + 1)).map(|value| value > *plotted);
        let has_room_below = place.y + size + 8.0 <= plot.bottom;
        // Above a peak, below a valley, and on the outer side of a slope.
        let (x, y) = match (before, after) {
            (Some(false), Some(true)) => (place.x - width / 2.0 - 2.0, place.y - 5.0),
            (Some(true), Some(false)) => (place.x + width / 2.0 + 2.0, place.y - 5.0),
            (Some(true), _) | (_, Some(true)) if has_room_below => (place.x, place.y + size + 5.0),
            _ => (place.x, place.y - 6.0),
        };
        if x - width / 2.0 >= free_from && x + width / 2.0 <= plot.right + 2.0 {
            free_from = x + width / 2.0 + 3.0;
            sheet.note_number(0, category, if y > place.y { LabelPlace::Below } else { LabelPlace::Beyond });
            sheet.write(Point { x, y }, Anchor::Middle, Paint::token("ink"), &figure.text, "");
        }
    }
}
