//! Labels below an upright chart: how they are set so that all fit.

use super::layout::{Anchor, Paint, Plot, Point, Shape, Sheet};
use super::measure;

/// Tallest that labels running upwards may be, in points.
const UPRIGHT_LIMIT: f64 = 84.0;

/// How the labels of the categories are set.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum CategoryLabels {
    /// Each in the width of its category, in one or more lines.
    Wrapped(Vec<Vec<String>>),
    /// In one line, every so many, the last always among them.
    Thinned(usize),
    /// Each running upwards, cut to the limit.
    Upright(Vec<String>),
}

/// Chooses how to set the labels, given the width of a category.
///
/// Labels with digits, such as years, are thinned out, since a reader can count on; others never are.
pub(super) fn choose(categories: &[String], slot: f64, size: f64) -> CategoryLabels {
    let room = slot - 3.0;
    let wrapped: Vec<Vec<String>> = categories.iter().map(|name| measure::wrap(name, size, room, 3)).collect();
    let is_whole = |(name, lines): (&String, &Vec<String>)| lines.join(" ") == name.trim();
    if categories.iter().zip(&wrapped).all(is_whole) {
        return CategoryLabels::Wrapped(wrapped);
    }
    let widest = categories.iter().map(|name| measure::width(name, size)).fold(0.0, f64::max);
    let has_digit = |name: &String| name.chars().any(|character| character.is_ascii_digit());
    if widest <= 6.0 * size && categories.iter().all(has_digit) {
        return CategoryLabels::Thinned((((widest + 5.0) / slot).ceil() as usize).max(1));
    }
    if room >= size * 5.0 {
        return CategoryLabels::Wrapped(wrapped);
    }
    CategoryLabels::Upright(categories.iter().map(|name| measure::cut(name, size, UPRIGHT_LIMIT)).collect())
}

impl CategoryLabels {
    /// Height that the labels take.
    pub(super) fn height(&self, size: f64) -> f64 {
        let line = size * 1.3;
        match self {
            CategoryLabels::Wrapped(labels) => labels.iter().map(Vec::len).max().unwrap_or(0) as f64 * line + 4.0,
            CategoryLabels::Thinned(_) => line + 4.0,
            CategoryLabels::Upright(labels) => {
                labels.iter().map(|name| measure::width(name, size)).fold(0.0, f64::max) + 8.0
            }
        }
    }

    /// Draws the labels below a plot.
    pub(super) fn draw(&self, sheet: &mut Sheet<'_>, plot: Plot) {
        let categories = &sheet.chart.categories;
        let size = sheet.labels.size_pt;
        let slot = plot.width() / categories.len().max(1) as f64;
        for (index, name) in categories.iter().enumerate() {
            let x = plot.left + slot * (index as f64 + 0.5);
            let first = Point { x, y: plot.bottom + 4.0 + size };
            match self {
                CategoryLabels::Wrapped(labels) => {
                    let lines: &[String] = labels.get(index).map_or(&[], Vec::as_slice);
                    let title = if lines.join(" ") == name.trim() { "" } else { name.as_str() };
                    for (row, text) in lines.iter().enumerate() {
                        let at = Point { x, y: first.y + row as f64 * sheet.line() };
                        sheet.write(at, Anchor::Middle, Paint::token("ink"), text, title);
                    }
                }
                CategoryLabels::Thinned(step) => {
                    if (categories.len() - 1 - index).is_multiple_of(*step) {
                        let half = sheet.measure(name) / 2.0;
                        let at = Point { x: x.min(sheet.size.width_pt - half).max(half), ..first };
                        sheet.write(at, Anchor::Middle, Paint::token("ink"), name, "");
                    }
                }
                CategoryLabels::Upright(labels) => {
                    let text = labels.get(index).cloned().unwrap_or_default();
                    let at = Point { x: x + size * 0.35, y: plot.bottom + 6.0 };
                    let title = if &text == name { String::new() } else { name.clone() };
                    if !text.is_empty() {
                        let shape =
                            Shape::Text { at, anchor: Anchor::End, size, is_bold: false, is_upright: true, text };
                        sheet.draw(shape, Paint::token("ink"), title);
                    }
                }
            }
        }
    }
}
