//! Labels below an upright chart: how they are set so that all fit.

use super::layout::{Anchor, Paint, Plot, Point, Shape, Sheet};
use super::measure;
use super::plan::CategoryNames;

/// Tallest that labels running upwards may be, in points.
const UPRIGHT_LIMIT: f64 = 84.0;

/// How the labels of the categories are set.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum CategoryLabels {
    /// Each in the width of its category, in one or more lines.
    Wrapped(Vec<Vec<String>>),
    /// In one line, only those that are marked, the first and the last among them.
    Thinned(Vec<bool>),
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
        return CategoryLabels::Thinned(thin(categories.len(), (((widest + 5.0) / slot).ceil() as usize).max(1)));
    }
    if room >= size * 5.0 {
        return CategoryLabels::Wrapped(wrapped);
    }
    CategoryLabels::Upright(categories.iter().map(|name| measure::cut(name, size, UPRIGHT_LIMIT)).collect())
}

/// Marks every so many of a row, the first and the last among them, none nearer than `least` to the next.
///
/// Where a step not much longer than `least` leads from the first to the last, it is taken.
fn thin(count: usize, least: usize) -> Vec<bool> {
    let last = count.saturating_sub(1);
    let step = (least..=least + least.div_ceil(2)).find(|step| last.is_multiple_of(*step)).unwrap_or(least);
    let is_marked = |index: usize| match index {
        0 => true,
        index if index == last => last >= least,
        index => index.is_multiple_of(step) && last - index >= least,
    };
    (0..count).map(is_marked).collect()
}

impl CategoryLabels {
    /// How the labels are set, without their words.
    pub(super) fn names(&self) -> CategoryNames {
        match self {
            CategoryLabels::Wrapped(_) => CategoryNames::All,
            CategoryLabels::Upright(_) => CategoryNames::Upright,
            CategoryLabels::Thinned(marked) => {
                let is_second = |(_, is_marked): &(usize, &bool)| **is_marked;
                let second = marked.iter().enumerate().skip(1).find(is_second).map(|(index, _)| index);
                CategoryNames::EveryNth(second.unwrap_or(marked.len().max(1)))
            }
        }
    }

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
                CategoryLabels::Thinned(marked) => {
                    if marked.get(index).copied().unwrap_or_default() {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(count: usize, least: usize, expected: &[usize]) {
        let marked = thin(count, least).into_iter().enumerate().filter(|(_, is_marked)| *is_marked);
        assert_eq!(marked.map(|(index, _)| index).collect::<Vec<_>>(), expected, "{count} by {least}");
    }

    #[test]
    fn first_and_last_are_marked_and_none_stand_too_near() {
        check(0, 2, &[]);
        check(1, 2, &[0]);
        check(3, 5, &[0]);
        check(6, 1, &[0, 1, 2, 3, 4, 5]);
        check(7, 2, &[0, 2, 4, 6]);
        check(10, 2, &[0, 3, 6, 9]);
        check(12, 2, &[0, 2, 4, 6, 8, 11]);
    }
}
