//! A ring of parts with their names around it.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::layout::{Anchor, Paint, Point, Shape, Sheet};
use super::lines::spread;
use super::measure;
use crate::document::ChartPoint;

/// One part, placed.
struct Part {
    category: usize,
    text: String,
    color: String,
    turn: (f64, f64),
}

pub(super) fn place(sheet: &mut Sheet<'_>) {
    let parts = parts(sheet);
    let missing = missing(sheet, &parts);
    let foot = if missing.is_empty() { 0.0 } else { sheet.line() + 4.0 };
    let height = sheet.size.height_pt - foot;
    let center = Point { x: sheet.size.width_pt / 2.0, y: height / 2.0 };
    let outer = (height / 2.0 - 6.0).min(sheet.size.width_pt * 0.21).max(10.0);
    let radii = (outer * 0.6, outer);
    if parts.is_empty() {
        sheet.draw(Shape::Ring { center, radii, turn: (0.0, 1.0) }, Paint::token("line"), "");
    }
    for part in &parts {
        let title = sheet.title(0, part.category);
        sheet.draw(Shape::Ring { center, radii, turn: part.turn }, Paint::token(&part.color), title);
    }
    let unit = measure::wrap(&sheet.chart.unit, sheet.labels.size_pt, radii.0 * 1.7, 2);
    let first = center.y + sheet.labels.size_pt * 0.35 - (unit.len().saturating_sub(1)) as f64 * sheet.line() / 2.0;
    for (row, text) in unit.iter().enumerate() {
        let at = Point { x: center.x, y: first + row as f64 * sheet.line() };
        sheet.write(at, Anchor::Middle, Paint::token("ink-soft"), text, "");
    }
    for is_right in [false, true] {
        side(sheet, &parts, center, outer, is_right);
    }
    let mut x = 0.0;
    for name in missing {
        let at = Point { x: x + 3.0, y: sheet.size.height_pt - 3.0 - sheet.labels.size_pt * 0.3 };
        sheet.gap(at, name.clone());
        let text = measure::cut(&name, sheet.labels.size_pt, sheet.size.width_pt - x - 8.0);
        let at = Point { x: x + 8.0, y: sheet.size.height_pt - 3.0 };
        sheet.write(at, Anchor::Start, Paint::token("ink-soft"), &text, "");
        x += sheet.measure(&text) + 22.0;
        if x > sheet.size.width_pt - 40.0 {
            break;
        }
    }
}

/// The parts that can be drawn: known and above zero, clockwise from the top.
fn parts(sheet: &Sheet<'_>) -> Vec<Part> {
    let Some(series) = sheet.chart.series.first() else { return Vec::new() };
    let known = series.points.iter().enumerate().filter_map(|(category, point)| match point {
        ChartPoint::Known { figure, plotted } if *plotted > Decimal::ZERO => {
            Some((category, figure, plotted.to_f64()?))
        }
        ChartPoint::Known { .. } | ChartPoint::Unknown => None,
    });
    let known: Vec<_> = known.collect();
    let whole: f64 = known.iter().map(|(_, _, value)| value).sum();
    let mut from = 0.0;
    let part = |(category, figure, value): (usize, &crate::document::PrintedFigure, f64)| {
        let turn = (from, from + value / whole);
        from = turn.1;
        let color = series.part_colors.get(category).unwrap_or(&series.color).clone();
        Part { category, text: figure.text.clone(), color, turn }
    };
    known.into_iter().map(part).collect()
}

/// What is not in the ring, in words.
fn missing(sheet: &Sheet<'_>, parts: &[Part]) -> Vec<String> {
    let missing =
        (0..sheet.chart.categories.len()).filter(|category| parts.iter().all(|part| part.category != *category));
    missing.map(|category| sheet.title(0, category)).collect()
}

/// Writes the labels on one side of the ring: name and number, with a line to the part.
fn side(sheet: &mut Sheet<'_>, parts: &[Part], center: Point, outer: f64, is_right: bool) {
    let middle = |part: &Part| (part.turn.0 + part.turn.1) / 2.0 * std::f64::consts::TAU;
    let mut labels: Vec<(&Part, f64)> = (parts.iter())
        .filter(|part| (middle(part).sin() >= 0.0) == is_right)
        .map(|part| (part, center.y - middle(part).cos() * (outer + 6.0)))
        .collect();
    labels.sort_by(|a, b| a.1.total_cmp(&b.1));
    let size = sheet.labels.size_pt;
    let distance = (size * 2.2 + 5.0).min((center.y * 2.0 - size * 2.4) / labels.len().max(1) as f64);
    let has_two_lines = distance >= size * 2.2;
    let wanted: Vec<f64> = labels.iter().map(|(_, y)| *y).collect();
    let places = spread(&wanted, distance, size * 1.4, center.y * 2.0 - size * 1.4);
    let sign = if is_right { 1.0 } else { -1.0 };
    let edge = center.x + sign * (outer + 16.0);
    let room = (sheet.size.width_pt - center.x - outer - 22.0).max(10.0);
    let anchor = if is_right { Anchor::Start } else { Anchor::End };
    for ((part, _), y) in labels.iter().zip(places) {
        let angle = middle(part);
        let on_ring = |radius: f64| Point { x: center.x + angle.sin() * radius, y: center.y - angle.cos() * radius };
        let points = vec![on_ring(outer + 1.5), on_ring(outer + 6.0), Point { x: edge, y }];
        sheet.draw(Shape::Line { points, width: 0.6 }, Paint::token("not-known"), "");
        let name = sheet.chart.categories.get(part.category).cloned().unwrap_or_default();
        let x = edge + sign * 4.0;
        let lines = if has_two_lines {
            vec![measure::cut(&name, size, room), measure::cut(&part.text, size, room)]
        } else {
            vec![measure::cut(&format!("{name} {}", part.text), size, room)]
        };
        let first = y + size * 0.35 - (lines.len() - 1) as f64 * size * 1.15 / 2.0;
        for (row, text) in lines.iter().enumerate() {
            let is_bold = has_two_lines && row == 1;
            let at = Point { x, y: first + row as f64 * size * 1.15 };
            let title = if row == 0 && *text != name { name.clone() } else { String::new() };
            if !text.is_empty() {
                let shape = Shape::Text { at, anchor, size, is_bold, is_upright: false, text: text.clone() };
                sheet.draw(shape, Paint::token("ink"), title);
            }
        }
    }
}
