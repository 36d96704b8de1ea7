//! A ring of parts with their names around it.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::layout::{Anchor, Paint, Point, Shape, Sheet};
use super::lines::spread;
use super::measure;
use super::plan::{Frame, LabelPlace, PointLabel};
use crate::document::ChartPoint;

/// From one line of a label to the next, in relation to the type size.
const LEADING: f64 = 1.15;

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
    let turn = best_turn(sheet, &parts, center, outer);
    let (left, top) = (center.x - outer, center.y - outer);
    sheet.plan.plot = Frame { left, top, width: outer * 2.0, height: outer * 2.0 };
    sheet.plan.turn = turn;
    sheet.plan.hole = radii.0 / radii.1;
    for part in &parts {
        let title = sheet.title(0, part.category);
        let shape = Shape::Ring { center, radii, turn: (part.turn.0 + turn, part.turn.1 + turn) };
        sheet.draw(shape, Paint::token(&part.color), title);
    }
    let unit = measure::wrap(&sheet.chart.unit, sheet.labels.size_pt, radii.0 * 1.7, 2);
    let first = center.y + sheet.labels.size_pt * 0.35 - (unit.len().saturating_sub(1)) as f64 * sheet.line() / 2.0;
    let widest = unit.iter().map(|line| sheet.measure(line)).fold(0.0, f64::max);
    let (left, top) = (center.x - widest / 2.0, first - sheet.line());
    sheet.plan.unit_frame = Frame { left, top, width: widest, height: sheet.line() * unit.len() as f64 };
    sheet.plan.unit.clone_from(&unit);
    for (row, text) in unit.iter().enumerate() {
        let at = Point { x: center.x, y: first + row as f64 * sheet.line() };
        sheet.write(at, Anchor::Middle, Paint::token("ink-soft"), text, "");
    }
    for is_right in [false, true] {
        let side = side(sheet, &parts, center, outer, (is_right, turn));
        write_side(sheet, &side, center, outer, turn);
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

/// The labels on one side of the ring, placed from the top down.
struct Side<'a> {
    is_right: bool,
    labels: Vec<(&'a Part, Vec<String>, f64)>,
    /// Whether names and numbers stand below each other; else in one line.
    has_lines: bool,
}

/// How far the ring is turned, as a part of a whole turn, so that labels stand near their parts. A ring
/// begins at the top unless labels crowd there.
fn best_turn(sheet: &Sheet<'_>, parts: &[Part], center: Point, outer: f64) -> f64 {
    let far = |turn: f64| {
        let moved = [false, true].into_iter().flat_map(|is_right| {
            let side = side(sheet, parts, center, outer, (is_right, turn));
            let away = |(part, _, y): &(&Part, Vec<String>, f64)| (y - wanted(part, turn, center, outer)).abs();
            side.labels.iter().map(away).collect::<Vec<_>>()
        });
        moved.fold(0.0, f64::max)
    };
    let turns = (0..24_u32).map(|step| f64::from(step) / 24.0);
    if far(0.0) <= sheet.line() * 1.5 {
        return 0.0;
    }
    turns.map(|turn| (turn, far(turn))).fold((0.0, f64::MAX), |best, one| if one.1 < best.1 { one } else { best }).0
}

/// The angle of a part's middle, clockwise from the top.
fn angle(part: &Part, turn: f64) -> f64 {
    ((part.turn.0 + part.turn.1) / 2.0 + turn) * std::f64::consts::TAU
}

/// The height at which a label would stand best.
fn wanted(part: &Part, turn: f64, center: Point, outer: f64) -> f64 {
    center.y - angle(part, turn).cos() * (outer + 6.0)
}

/// Room for a label beside the ring.
fn label_room(sheet: &Sheet<'_>, center: Point, outer: f64) -> f64 {
    (sheet.size.width_pt - center.x - outer - 22.0).max(10.0)
}

fn side<'a>(
    sheet: &Sheet<'_>,
    parts: &'a [Part],
    center: Point,
    outer: f64,
    (is_right, turn): (bool, f64),
) -> Side<'a> {
    let size = sheet.labels.size_pt;
    let mut found: Vec<(&Part, f64)> = (parts.iter())
        .filter(|part| (angle(part, turn).sin() >= 0.0) == is_right)
        .map(|part| (part, wanted(part, turn, center, outer)))
        .collect();
    found.sort_by(|a, b| a.1.total_cmp(&b.1));
    let room = label_room(sheet, center, outer);
    let names: Vec<Vec<String>> = (found.iter())
        .map(|(part, _)| sheet.chart.categories.get(part.category).map_or("", String::as_str))
        .map(|name| measure::wrap(name, size, room, 2))
        .collect();
    let tallest = (names.iter().map(Vec::len).max().unwrap_or(0) as f64 + 1.0) * size * LEADING;
    let fair = (center.y * 2.0 - size * 2.4) / found.len().max(1) as f64;
    let has_lines = fair >= tallest;
    let distance = if has_lines { (tallest + 4.0).min(fair) } else { fair };
    let margin = if has_lines { tallest / 2.0 } else { size * 0.8 };
    let heights: Vec<f64> = found.iter().map(|(_, y)| *y).collect();
    let places = spread(&heights, distance, margin, center.y * 2.0 - margin);
    let labels = found.into_iter().zip(names).zip(places).map(|(((part, _), name), y)| (part, name, y)).collect();
    Side { is_right, labels, has_lines }
}

/// Writes the labels on one side: name and number, with a line to the part.
fn write_side(sheet: &mut Sheet<'_>, side: &Side<'_>, center: Point, outer: f64, turn: f64) {
    let size = sheet.labels.size_pt;
    let (sign, anchor) = if side.is_right { (1.0, Anchor::Start) } else { (-1.0, Anchor::End) };
    let edge = center.x + sign * (outer + 16.0);
    let room = label_room(sheet, center, outer);
    for (part, name, y) in &side.labels {
        let angle = angle(part, turn);
        let on_ring = |radius: f64| Point { x: center.x + angle.sin() * radius, y: center.y - angle.cos() * radius };
        let points = vec![on_ring(outer + 1.5), on_ring(outer + 6.0), Point { x: edge, y: *y }];
        sheet.draw(Shape::Line { points, width: 0.6 }, Paint::token("not-known"), "");
        let number = measure::cut(&part.text, size, room);
        let lines = if side.has_lines {
            name.iter().cloned().chain([number]).collect()
        } else {
            let whole = sheet.chart.categories.get(part.category).map_or("", String::as_str);
            vec![measure::cut(format!("{whole} {}", part.text).trim(), size, room)]
        };
        let title = sheet.title(0, part.category);
        let widest = lines.iter().map(|line| sheet.measure(line)).fold(0.0, f64::max);
        // An office puts the label in the middle of its part of the ring.
        let middle = on_ring(outer * (1.0 + sheet.plan.hole) / 2.0);
        let moved = Point { x: edge + sign * (4.0 + widest / 2.0) - middle.x, y: y - middle.y };
        let place = LabelPlace::Moved(moved);
        let is_broken = side.has_lines && name.len() > 1;
        let category = part.category;
        sheet.plan.label(PointLabel { series: 0, category, has_number: true, has_name: true, is_broken, place });
        let last = lines.len() - 1;
        let first = y + size * 0.35 - last as f64 * size * LEADING / 2.0;
        for (row, text) in lines.into_iter().enumerate() {
            let at = Point { x: edge + sign * 4.0, y: first + row as f64 * size * LEADING };
            let is_bold = side.has_lines && row == last;
            if !text.is_empty() {
                let shape = Shape::Text { at, anchor, size, is_bold, is_upright: false, text };
                sheet.draw(shape, Paint::token("ink"), title.clone());
            }
        }
    }
}
