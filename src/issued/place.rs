//! Where a drawing stands on a page.
//!
//! The mark looks for the free rectangle nearest to the lower edge, then to the upper one, then turned at a side,
//! first in full size, then smaller: along the left margin of the text, along the right one, along the one that
//! mirrors the left one, in the middle. What is occupied is known from the page's content (`pdf::extents`). The pages of
//! one size look for one place together, so that the mark does not jump; a page on which that is not free looks for its
//! own. On a page larger than A4 all grows with it, so that a poster or a scan of unknown size bears what is seen when it
//! is printed on A4. The watermark lies across the middle along the diagonal. Distances are in points and as seen.

use super::drawing::Form;
use super::pdf::extents::Extents;
use super::pdf::geometry::{Matrix, Rect};

/// Diagonal of A4. What follows is for pages up to there, and grows on larger ones.
const DIAGONAL: f64 = 1031.1;
/// Nearest to an edge that a mark may stand, since few printers reach it: 5 mm.
const EDGE: f64 = 14.0;
/// Part of the height (or width, at the sides) of a page in which a mark looks for its place.
const MARGIN: f64 = 0.3;
/// Step of the search.
const STEP: f64 = 2.0;
/// Distance to what is on the page.
const DISTANCE: f64 = 2.0;
/// Sizes that are tried; below the last no telephone reads the code.
const SCALES: [f64; 3] = [1.0, 0.85, 0.7];

/// Where a drawing stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Placement {
    /// From the drawing to the page as seen.
    pub(super) to_seen: Matrix,
    /// The box that it takes, as seen.
    pub(super) bounds: Rect,
    /// Whether it covers something of the page, since the margins leave no room.
    pub(super) is_crowded: bool,
}

/// Looks for the place of a mark on each of some pages of one size.
pub(super) fn mark(form: &Form, area: &Rect, pages: &[&Extents]) -> Vec<Placement> {
    let growth = (area.width().hypot(area.height()) / DIAGONAL).max(1.0);
    let shrinking = Matrix::scaling(1.0 / growth);
    let shrunk = |rect: &Rect| shrinking.bounds(rect);
    let area = shrunk(area);
    let occupied: Vec<Vec<Rect>> = pages.iter().map(|page| page.occupied.iter().map(shrunk).collect()).collect();
    let texts: Vec<Option<Rect>> = pages.iter().map(|page| page.text.as_ref().map(shrunk)).collect();

    let text = texts.iter().flatten().copied().reduce(|all, one| all.with(&one));
    let together = search(form, &area, &occupied.concat(), text.as_ref());
    let place = |(occupied, text): (&Vec<Rect>, &Option<Rect>)| {
        let own = || search(form, &area, occupied, text.as_ref());
        together.or_else(own).unwrap_or_else(|| crowded(form, &area, occupied))
    };
    let placements = occupied.iter().zip(&texts).map(place);
    placements.map(|placement| placement.grown(growth)).collect()
}

/// The watermark across the middle, along the diagonal that rises to the right.
pub(super) fn watermark(form: &Form, area: &Rect) -> Placement {
    /// Part of the diagonal that it takes.
    const LENGTH: f64 = 0.6;
    let (width, height) = (area.width(), area.height());
    let angle = height.atan2(width);
    let (sin, cos) = angle.sin_cos();
    let diagonal = width.hypot(height);
    // Neither longer than the diagonal allows nor higher than the page.
    let inside = (width * 0.9 / (form.width * cos + form.height * sin))
        .min(height * 0.9 / (form.width * sin + form.height * cos));
    let scale = (LENGTH * diagonal / form.width).min(inside);
    let to_seen = Matrix::translation(-form.width / 2.0, -form.height / 2.0)
        .then(&Matrix::scaling(scale))
        .then(&Matrix::rotation(angle))
        .then(&Matrix::translation(width / 2.0, height / 2.0));
    let bounds = to_seen.bounds(&Rect::at(0.0, 0.0, form.width, form.height));
    Placement { to_seen, bounds, is_crowded: false }
}

impl Placement {
    /// The same on a page that is larger.
    fn grown(&self, by: f64) -> Placement {
        let growth = Matrix::scaling(by);
        Placement { to_seen: self.to_seen.then(&growth), bounds: growth.bounds(&self.bounds), ..*self }
    }
}

fn search(form: &Form, area: &Rect, occupied: &[Rect], text: Option<&Rect>) -> Option<Placement> {
    let lying = SCALES.iter().flat_map(|scale| lying(form, area, text, *scale));
    let turned = SCALES.iter().flat_map(|scale| turned(form, area, *scale));
    let is_free = |placement: &Placement| {
        let wanted = placement.bounds.grown(DISTANCE);
        is_inside(placement, area) && !occupied.iter().any(|rect| rect.overlaps(&wanted))
    };
    lying.chain(turned).find(is_free)
}

fn is_inside(placement: &Placement, area: &Rect) -> bool {
    placement.bounds.intersection(&area.grown(-EDGE)) == Some(placement.bounds)
}

/// Distances from the edge, the nearest first.
fn distances(length: f64) -> impl Iterator<Item = f64> {
    let mut distance = EDGE;
    std::iter::from_fn(move || {
        let this = distance;
        distance += STEP;
        (this <= length * MARGIN).then_some(this)
    })
}

fn lying(form: &Form, area: &Rect, text: Option<&Rect>, scale: f64) -> Vec<Placement> {
    let (width, height) = (form.width * scale, form.height * scale);
    let padding = form.padding * scale;
    // What is seen of the mark is flush with the text, as far as the edges of the page allow.
    let left = text.map_or(EDGE, |text| text.left - padding).max(EDGE);
    let right = text.map_or(area.right - EDGE, |text| text.right + padding).min(area.right - EDGE) - width;
    // Short lines leave room in the margin that mirrors theirs.
    let mirrored = area.right - left - width;
    let columns = [left, right, mirrored, (area.width() - width) / 2.0];
    let rows = distances(area.height());
    let rows = rows.map(|row| (row, area.top - row - height)).collect::<Vec<(f64, f64)>>();
    let below = rows.iter().map(|row| row.0);
    let above = rows.iter().map(|row| row.1);
    below.chain(above).flat_map(|row| columns.map(|column| upright(form, scale, column, row))).collect()
}

fn turned(form: &Form, area: &Rect, scale: f64) -> Vec<Placement> {
    let (width, height) = (form.width * scale, form.height * scale);
    let rows = [EDGE, area.top - EDGE - width, (area.height() - width) / 2.0];
    let columns = distances(area.width()).flat_map(|column| [column, area.right - column - height]);
    let place = |column: f64, row: f64| {
        let to_seen = Matrix::scaling(scale)
            .then(&Matrix([0.0, 1.0, -1.0, 0.0, 0.0, 0.0]))
            .then(&Matrix::translation(column + height, row));
        Placement { to_seen, bounds: Rect::at(column, row, height, width), is_crowded: false }
    };
    columns.flat_map(|column| rows.map(|row| place(column, row))).collect()
}

fn upright(form: &Form, scale: f64, left: f64, bottom: f64) -> Placement {
    let to_seen = Matrix::scaling(scale).then(&Matrix::translation(left, bottom));
    Placement { to_seen, bounds: Rect::at(left, bottom, form.width * scale, form.height * scale), is_crowded: false }
}

/// Where the least of what is there is covered; the lower left corner, still smaller, of a page that is too small.
fn crowded(form: &Form, area: &Rect, occupied: &[Rect]) -> Placement {
    let least = SCALES[SCALES.len() - 1];
    let covered = |placement: &Placement| -> f64 {
        let common = occupied.iter().filter_map(|rect| rect.intersection(&placement.bounds));
        common.map(|rect| rect.width() * rect.height()).sum()
    };
    let places = lying(form, area, None, least).into_iter().chain(turned(form, area, least));
    let inside =
        places.filter(|placement| is_inside(placement, area)).map(|placement| (covered(&placement), placement));
    let edge = EDGE.min(area.width() / 10.0).min(area.height() / 10.0);
    let fitting = ((area.width() - 2.0 * edge) / form.width).min((area.height() - 2.0 * edge) / form.height);
    let best = inside.min_by(|(one, _), (other, _)| one.total_cmp(other)).map(|(_, placement)| placement);
    let best = best.unwrap_or_else(|| upright(form, least.min(fitting), edge, edge));
    Placement { is_crowded: true, ..best }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: Form = Form { id: (1, 0), width: 150.0, height: 37.0, padding: 3.6 };
    const PAGE: Rect = Rect { left: 0.0, bottom: 0.0, right: 595.0, top: 842.0 };

    fn check(occupied: &[Rect]) -> Placement {
        let text = occupied.iter().copied().reduce(|all, one| all.with(&one));
        let extents = Extents { occupied: occupied.to_vec(), text, ..Extents::default() };
        mark(&FORM, &PAGE, &[&extents])[0]
    }

    #[test]
    fn on_an_empty_page_the_mark_stands_in_the_lower_left_corner() {
        assert_eq!(check(&[]).bounds, Rect::at(14.0, 14.0, 150.0, 37.0));
    }

    #[test]
    fn a_mark_is_flush_with_the_text_and_below_it() {
        let placement = check(&[Rect::at(70.0, 80.0, 450.0, 700.0)]);
        assert_eq!(placement.bounds, Rect::at(70.0 - 3.6, 14.0, 150.0, 37.0));
    }

    #[test]
    fn a_mark_evades_a_footer_on_its_side() {
        let page_number = Rect::at(70.0, 20.0, 60.0, 12.0);
        let placement = check(&[Rect::at(70.0, 80.0, 450.0, 700.0), page_number]);
        assert!(!placement.is_crowded && !placement.bounds.overlaps(&page_number), "{placement:?}");
        assert_eq!(placement.bounds.right, 520.0 + 3.6);
    }

    #[test]
    fn without_room_below_the_mark_stands_above_then_at_a_side_then_over_the_page() {
        let below = Rect::at(10.0, 0.0, 560.0, 760.0);
        assert!(check(&[below]).bounds.bottom >= 760.0);
        let middle = Rect::at(80.0, 0.0, 435.0, 842.0);
        let side = check(&[middle]);
        assert!(side.bounds.right <= 80.0 && side.bounds.height() > side.bounds.width(), "{side:?}");
        assert!(check(&[PAGE]).is_crowded);
    }

    #[test]
    fn a_mark_that_must_cover_something_covers_the_least() {
        // Words all over the page, but for a gap above that is too low for the mark.
        let gap = 690.0..705.0;
        let lines: Vec<Rect> = (0..84).map(|line| Rect::at(5.0, f64::from(line) * 10.0, 585.0, 9.0)).collect();
        let lines: Vec<Rect> = lines.into_iter().filter(|line| !gap.contains(&line.bottom)).collect();
        let placement = check(&lines);
        assert!(placement.is_crowded && placement.bounds.overlaps(&Rect::at(5.0, 690.0, 585.0, 19.0)), "{placement:?}");
    }

    #[test]
    fn a_mark_grows_with_a_page_larger_than_the_common_ones() {
        let area = Rect::at(0.0, 0.0, 5950.0, 8420.0);
        let bounds = mark(&FORM, &area, &[&Extents::default()])[0].bounds;
        assert!((1499.0..1501.0).contains(&bounds.width()) && bounds.left > 139.0, "{bounds:?}");
    }

    #[test]
    fn beside_short_lines_the_mark_stands_upright() {
        let placement = check(&[Rect::at(60.0, 10.0, 240.0, 800.0)]);
        assert_eq!(placement.bounds, Rect::at(595.0 - 60.0 + 3.6 - 150.0, 14.0, 150.0, 37.0));
    }

    #[test]
    fn pages_of_one_size_share_a_place_where_they_can() {
        let page = |rect: Rect| Extents { occupied: vec![rect], text: Some(rect), ..Extents::default() };
        let (odd, even) = (page(Rect::at(70.0, 20.0, 20.0, 12.0)), page(Rect::at(500.0, 20.0, 20.0, 12.0)));
        let placements = mark(&FORM, &PAGE, &[&odd, &even]);
        assert_eq!(placements[0], placements[1]);
        assert!(!placements[0].is_crowded);
    }

    #[test]
    fn a_watermark_lies_inside_of_pages_of_every_shape() {
        for (width, height) in [(595.0, 842.0), (842.0, 595.0), (420.0, 595.0), (3000.0, 200.0), (60.0, 60.0)] {
            let area = Rect::at(0.0, 0.0, width, height);
            let placement = watermark(&Form { width: 400.0, height: 150.0, ..FORM }, &area);
            assert_eq!(placement.bounds.intersection(&area), Some(placement.bounds), "{width} × {height}");
        }
    }
}
