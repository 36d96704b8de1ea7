//! Where something stands on a page, and how its content ends.

use lopdf::content::Content;
use lopdf::{Document, Object};

use super::geometry::Rect;
use super::graphics::Walk;
use super::open::MOST_UNFOLDED;
use super::page::{Page, rectangle};

/// A shape that takes more of the page than this is its ground and not something to keep clear of: the paper of
/// a scan, a coloured page.
const GROUND: f64 = 0.5;
/// Width that the lines of a frame are given, in points.
const LINE: f64 = 1.0;

/// What the content of a page leaves open at its end, so that more can be drawn after it in a clean state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Ending {
    /// How many states are restored that were never saved.
    pub(crate) unsaved: usize,
    /// How many saved states are not restored, counted from the lowest.
    pub(crate) unrestored: usize,
    /// Whether a text object is open.
    pub(crate) has_open_text: bool,
    /// How many marked contents are open.
    pub(crate) open_marks: usize,
}

/// What a page holds, as seen and in points.
#[derive(Debug, Clone, Default)]
pub(crate) struct Extents {
    /// Boxes around texts, lines, shapes, pictures and annotations, possibly too large.
    pub(crate) occupied: Vec<Rect>,
    /// The box around all text; `None` where there is none.
    pub(crate) text: Option<Rect>,
    /// What the content leaves open.
    pub(crate) ending: Ending,
}

/// Follows the content of a page. Never fails: what can't be followed is passed over.
pub(crate) fn extents(document: &Document, page: &Page) -> Extents {
    let content = document.get_page_content_with_limit(page.id, MOST_UNFOLDED).unwrap_or_default();
    // What is cut short by something unreadable says nothing of how the content ends.
    let whole = Content::decode_strict(&content).ok();
    let is_whole = whole.is_some();
    let operations = whole.or_else(|| Content::decode(&content).ok()).map(|content| content.operations);
    let mut walk = Walk::new(document);
    walk.follow_page(page.id, &operations.unwrap_or_default());
    let to_seen = page.to_user_space().inverse().unwrap_or(super::geometry::Matrix::IDENTITY);
    let area = page.area();
    let as_seen = |rect: &Rect| to_seen.bounds(rect).intersection(&area).filter(Rect::is_finite);

    let texts: Vec<Rect> = walk.texts.iter().filter_map(as_seen).collect();
    let mut occupied: Vec<Rect> = texts.clone();
    let shapes = walk.shapes.iter().filter_map(|(rect, is_frame)| Some((as_seen(rect)?, *is_frame)));
    for (rect, is_frame) in shapes {
        let is_ground = rect.width() * rect.height() > GROUND * area.width() * area.height();
        match (is_ground, is_frame) {
            (false, _) => occupied.push(rect),
            (true, true) => occupied.extend(sides(&rect)),
            (true, false) => {}
        }
    }
    occupied.extend(annotations(document, page).iter().filter_map(as_seen));
    let text = texts.into_iter().reduce(|all, one| all.with(&one));
    Extents { occupied, text, ending: if is_whole { walk.ending() } else { Ending::default() } }
}

/// The four lines of a frame.
fn sides(frame: &Rect) -> [Rect; 4] {
    let Rect { left, bottom, right, top } = *frame;
    [
        Rect::of_corners((left, bottom), (right, bottom)),
        Rect::of_corners((left, top), (right, top)),
        Rect::of_corners((left, bottom), (left, top)),
        Rect::of_corners((right, bottom), (right, top)),
    ]
    .map(|line| line.grown(LINE / 2.0))
}

fn annotations(document: &Document, page: &Page) -> Vec<Rect> {
    let list = document.get_dictionary(page.id).and_then(|page| page.get_deref(b"Annots", document));
    let list = list.and_then(Object::as_array).map_or(&[][..], Vec::as_slice);
    let rect = |object: &Object| {
        let annotation = document.dereference(object).ok()?.1.as_dict().ok()?;
        rectangle(document, annotation.get_deref(b"Rect", document).ok()?)
    };
    list.iter().filter_map(rect).collect()
}
