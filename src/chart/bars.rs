//! Lying bars.

use rust_decimal::Decimal;

use super::axis::known;
use super::layout::{Anchor, Paint, Plot, Point, Shape, Sheet};
use super::measure;
use super::plan::{CategoryNames, LabelPlace};
use crate::document::ChartPoint;

pub(super) fn place(sheet: &mut Sheet<'_>) {
    let points = sheet.chart.series.iter().flat_map(|series| &series.points);
    let has_gaps = points.into_iter().any(|point| matches!(point, ChartPoint::Unknown));
    let keys = sheet.keys(sheet.chart.series.len() > 1, has_gaps);
    let top = sheet.head(&keys);
    let size = sheet.labels.size_pt;
    let limit = sheet.size.width_pt * 0.36;
    let widest = sheet.chart.categories.iter().map(|name| sheet.measure(name)).fold(0.0, f64::max);
    let value_room = values_room(sheet);
    let has_negative = sheet.axis.minimum < Decimal::ZERO;
    let names = widest.min(limit) + 8.0;
    let left = names + if has_negative { value_room } else { 0.0 };
    let right = sheet.size.width_pt - value_room.max(sheet.tick_room() / 2.0);
    let plot = Plot { left, right, top, bottom: sheet.size.height_pt - sheet.line() - 3.0 };
    grid(sheet, plot);
    sheet.plan.plot = plot.frame();
    let count = sheet.chart.categories.len();
    let slot = plot.height() / count.max(1) as f64;
    // Where a name has no line of its own, only every so many is written.
    let step = ((size * 1.1 / slot).ceil() as usize).max(1);
    sheet.plan.categories = CategoryNames::EveryNth(step);
    for category in 0..count {
        let y = plot.top + slot * category as f64;
        if category % step == 0 {
            name(sheet, category, y + slot / 2.0, widest.min(limit), slot);
        }
        bars(sheet, plot, category, (y, slot), step == 1);
    }
    let x = plot.left + sheet.share(Decimal::ZERO) * plot.width();
    let points = vec![Point { x, y: plot.top }, Point { x, y: plot.bottom }];
    sheet.draw(Shape::Line { points, width: 0.9 }, Paint::token("ink-soft"), "");
}

/// Room for the widest number behind a bar.
fn values_room(sheet: &Sheet<'_>) -> f64 {
    let points = sheet.chart.series.iter().flat_map(|series| &series.points);
    let widths = points.into_iter().map(|point| match point {
        ChartPoint::Known { figure, .. } => sheet.measure(&figure.text),
        ChartPoint::Unknown => 0.0,
    });
    widths.fold(0.0, f64::max).min(sheet.size.width_pt * 0.25) + 6.0
}

fn grid(sheet: &mut Sheet<'_>, plot: Plot) {
    let ticks = sheet.axis.ticks();
    let room = ticks.len().saturating_sub(1).max(1) as f64;
    let step = (sheet.tick_room() * room / plot.width()).ceil().max(1.0) as usize;
    for (index, tick) in ticks.into_iter().enumerate() {
        let x = plot.left + sheet.share(tick) * plot.width();
        let points = vec![Point { x, y: plot.top }, Point { x, y: plot.bottom }];
        sheet.draw(Shape::Line { points, width: 0.5 }, Paint::token("line"), "");
        if index % step == 0 {
            let at = Point { x, y: plot.bottom + 3.0 + sheet.labels.size_pt };
            let text = (sheet.labels.number)(tick);
            sheet.write(at, Anchor::Middle, Paint::token("ink-soft"), &text, "");
        }
    }
}

fn name(sheet: &mut Sheet<'_>, category: usize, middle: f64, room: f64, slot: f64) {
    let size = sheet.labels.size_pt;
    let whole = sheet.chart.categories[category].clone();
    let lines = ((slot / (size * 1.15)) as usize).clamp(1, 2);
    let lines = measure::wrap(&whole, size, room + 0.5, lines);
    let title = if lines.join(" ") == whole.trim() { String::new() } else { whole };
    let first = middle + size * 0.35 - (lines.len().saturating_sub(1)) as f64 * size * 1.15 / 2.0;
    for (row, text) in lines.iter().enumerate() {
        let at = Point { x: room, y: first + row as f64 * size * 1.15 };
        sheet.write(at, Anchor::End, Paint::token("ink"), text, &title);
    }
}

fn bars(sheet: &mut Sheet<'_>, plot: Plot, category: usize, (top, slot): (f64, f64), has_values: bool) {
    let size = sheet.labels.size_pt;
    let count = sheet.chart.series.len().max(1) as f64;
    let all = (slot * 0.72).min(16.0 * count);
    sheet.plan.group = all / slot;
    let each = all / count;
    let zero = plot.left + sheet.share(Decimal::ZERO) * plot.width();
    for index in 0..sheet.chart.series.len() {
        let y = top + (slot - all) / 2.0 + each * index as f64;
        let series = &sheet.chart.series[index];
        let title = sheet.title(index, category);
        let Some(point) = series.points.get(category) else { continue };
        let Some(value) = known(point) else {
            sheet.gap(Point { x: zero + 5.0, y: y + each / 2.0 }, title);
            continue;
        };
        let end = plot.left + sheet.share(value) * plot.width();
        let at = Point { x: zero.min(end), y };
        let height = each - if count > 1.0 { (each * 0.12).min(1.0) } else { 0.0 };
        let shape = Shape::Rectangle { at, width: (end - zero).abs(), height };
        let paint = Paint::token(&series.color);
        sheet.draw(shape, paint, title);
        if has_values
            && each >= size * 0.95
            && let ChartPoint::Known { figure, .. } = point
        {
            let is_down = value < Decimal::ZERO;
            sheet.note_number(index, category, LabelPlace::Beyond);
            let text = measure::cut(&figure.text, size, sheet.size.width_pt * 0.25);
            let whole = if text == figure.text { "" } else { figure.text.as_str() };
            let at = Point { x: if is_down { end - 4.0 } else { end + 4.0 }, y: y + each / 2.0 + size * 0.35 };
            let anchor = if is_down { Anchor::End } else { Anchor::Start };
            sheet.write(at, anchor, Paint::token("ink"), &text, whole);
        }
    }
}
