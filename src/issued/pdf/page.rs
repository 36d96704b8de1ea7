//! The pages of a PDF: their boxes, and how they are seen.

use std::rc::Rc;

use lopdf::{Document, Object, ObjectId};

use super::geometry::{Matrix, Rect};
use super::open::{Opened, damaged, unreadable};
use crate::diagnostic::Diagnostic;

/// How deep the tree of pages may be, and how many dictionaries above a page are asked for what it inherits.
const MOST_LEVELS: usize = 64;
/// More pages than any file has that was not made to do harm, one standing in it many times.
const MOST_PAGES: usize = 1_000_000;
/// The page of a file that names none (US Letter, as readers take it).
const DEFAULT_BOX: Rect = Rect { left: 0.0, bottom: 0.0, right: 612.0, top: 792.0 };

/// A page as it is seen. Distances on it are in points and count from its lower left corner as seen.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Page {
    /// Its object.
    pub(crate) id: ObjectId,
    /// 1-based.
    pub(crate) number: usize,
    /// What stands above it in the tree of pages, from the root down.
    above: Rc<[ObjectId]>,
    /// What is seen of it, in user units: its crop box within its media box.
    visible: Rect,
    /// How many quarters it is turned to the right before it is shown.
    quarter_turns: u8,
    /// Points in a user unit.
    user_unit: f64,
}

impl Page {
    fn read(document: &Document, leaf: Leaf, number: usize) -> Page {
        let Leaf { id, above } = leaf;
        let inherited = |key: &[u8]| Some(inherited(document, id, &above, key)?.1);
        let rect = |key: &[u8]| inherited(key).and_then(|object| rectangle(document, object));
        let has_area = |rect: &Rect| rect.width() >= 1.0 && rect.height() >= 1.0;
        let media = rect(b"MediaBox").filter(has_area).unwrap_or(DEFAULT_BOX);
        let visible = rect(b"CropBox").and_then(|crop| crop.intersection(&media)).filter(has_area).unwrap_or(media);
        let rotation = inherited(b"Rotate").and_then(|object| object.as_float().ok()).unwrap_or_default();
        let quarters = (f64::from(rotation) / 90.0).round().rem_euclid(4.0);
        let quarter_turns = [0, 1, 2, 3].into_iter().find(|turns| f64::from(*turns) == quarters).unwrap_or_default();
        let unit = document.get_dictionary(id).and_then(|page| page.get_deref(b"UserUnit", document));
        let unit = unit.ok().and_then(finite).filter(|unit| (0.01..=10_000.0).contains(unit)).unwrap_or(1.0);
        Page { id, number, above, visible, quarter_turns, user_unit: unit }
    }

    /// What the page says under a key, or what it inherits, and the object in whose dictionary that stands.
    pub(crate) fn inherited<'a>(&self, document: &'a Document, key: &[u8]) -> Option<(ObjectId, &'a Object)> {
        inherited(document, self.id, &self.above, key)
    }

    /// Width and height as seen, in points.
    pub(crate) fn size(&self) -> (f64, f64) {
        let (width, height) = (self.visible.width() * self.user_unit, self.visible.height() * self.user_unit);
        if self.quarter_turns.is_multiple_of(2) { (width, height) } else { (height, width) }
    }

    /// The page as seen.
    pub(crate) fn area(&self) -> Rect {
        let (width, height) = self.size();
        Rect::at(0.0, 0.0, width, height)
    }

    /// From what is seen, in points, to the page's user space.
    pub(crate) fn to_user_space(&self) -> Matrix {
        let Rect { left, bottom, right, top } = self.visible;
        let turn = match self.quarter_turns {
            0 => [1.0, 0.0, 0.0, 1.0, left, bottom],
            1 => [0.0, 1.0, -1.0, 0.0, right, bottom],
            2 => [-1.0, 0.0, 0.0, -1.0, right, top],
            _ => [0.0, -1.0, 1.0, 0.0, left, top],
        };
        Matrix::scaling(1.0 / self.user_unit).then(&Matrix(turn))
    }
}

/// The pages of a file in their order.
///
/// # Errors
///
/// `unreadable-pdf` where there is none, or one or its content can't be read.
pub(crate) fn pages(path: &str, opened: &Opened<'_>) -> Result<Vec<Page>, Diagnostic> {
    let document = &opened.document;
    let is_damaged = |reason: &str| damaged(path, opened.bytes, reason);
    let leaves = in_order(document).map_err(|reason| is_damaged(&reason))?;
    let mut pages: Vec<Page> = Vec::new();
    for (index, leaf) in leaves.into_iter().enumerate() {
        let number = index + 1;
        for object in document.get_page_contents(leaf.id) {
            if document.get_object(object).and_then(Object::as_stream).is_err() {
                let reason = format!("the content of page {number} (object {}) is missing or can't be read", object.0);
                return Err(is_damaged(&reason));
            }
        }
        pages.push(Page::read(document, leaf, number));
    }
    match pages.is_empty() {
        true => Err(unreadable(path, "the PDF has no pages".to_owned())),
        false => Ok(pages),
    }
}

/// A page and what stands above it, from the root down.
struct Leaf {
    id: ObjectId,
    above: Rc<[ObjectId]>,
}

/// The leaves of the tree of pages (ISO 32000-1, 7.7.3). What does not say what it is, is a page unless others stand
/// below it. `Err` says what is wrong with the tree.
fn in_order(document: &Document) -> Result<Vec<Leaf>, String> {
    let root = document.catalog().and_then(|catalog| catalog.get(b"Pages")).and_then(Object::as_reference);
    let root = root.map_err(|_| "its list of pages is missing".to_owned())?;
    let kids = |id: ObjectId| -> Result<Option<&[Object]>, String> {
        let node = document.get_dictionary(id);
        let node = node.map_err(|_| format!("a page (object {}) is missing or can't be read", id.0))?;
        let kids = node.get_deref(b"Kids", document).and_then(Object::as_array).map(Vec::as_slice).ok();
        let is_page = node.get_type().is_ok_and(|name| name == b"Page");
        Ok(kids.filter(|_| !is_page))
    };
    let mut pages = Vec::new();
    let mut above: Vec<(Rc<[ObjectId]>, &[Object])> = vec![([root].into(), kids(root)?.unwrap_or_default())];
    while let Some((path, rest)) = above.last_mut() {
        let Some((kid, others)) = rest.split_first() else {
            above.pop();
            continue;
        };
        *rest = others;
        let kid = kid.as_reference().map_err(|_| "its list of pages holds something else".to_owned())?;
        match kids(kid)? {
            Some(_) if path.len() >= MOST_LEVELS || path.contains(&kid) => {
                return Err("its list of pages leads back to itself or goes too deep".to_owned());
            }
            Some(kids) => {
                let path = path.iter().copied().chain([kid]).collect();
                above.push((path, kids));
            }
            None if pages.len() == MOST_PAGES => return Err(format!("it has more than {MOST_PAGES} pages")),
            None => pages.push(Leaf { id: kid, above: path.clone() }),
        }
    }
    Ok(pages)
}

/// What a page says under a key, or what it inherits (ISO 32000-1, 7.7.3.4), and the object in whose dictionary that
/// stands. Most viewers look along the path on which they came to the page, some where the page itself says that it
/// hangs; the first has its way.
fn inherited<'a>(
    document: &'a Document,
    page: ObjectId,
    above: &[ObjectId],
    key: &[u8],
) -> Option<(ObjectId, &'a Object)> {
    let parent = |id: &ObjectId| document.get_dictionary(*id).and_then(|node| node.get(b"Parent")?.as_reference()).ok();
    let stated = std::iter::successors(parent(&page), parent).take(MOST_LEVELS);
    let nodes = std::iter::once(page).chain(above.iter().rev().copied()).chain(stated);
    let value = |id: ObjectId| {
        let value = document.get_dictionary(id).and_then(|node| node.get_deref(key, document)).ok()?;
        (!value.is_null()).then_some((id, value))
    };
    nodes.filter_map(value).next()
}

/// A number of either kind, if it is finite.
pub(super) fn finite(object: &Object) -> Option<f64> {
    object.as_float().ok().map(f64::from).filter(|number| number.is_finite())
}

/// A rectangle, its numbers possibly objects of their own.
pub(super) fn rectangle(document: &Document, object: &Object) -> Option<Rect> {
    let sides = object.as_array().ok()?;
    let side = |index: usize| {
        let (_, side) = document.dereference(sides.get(index)?).ok()?;
        finite(side).filter(|side| side.abs() < 1e7)
    };
    Some(Rect::of_corners((side(0)?, side(1)?), (side(2)?, side(3)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(quarter_turns: u8, user_unit: f64) -> Vec<(f64, f64)> {
        let visible = Rect { left: -10.0, bottom: 20.0, right: 90.0, top: 220.0 };
        let page = Page { id: (1, 0), number: 1, above: Rc::new([]), visible, quarter_turns, user_unit };
        let (width, height) = page.size();
        [(0.0, 0.0), (width, 0.0), (width, height)].map(|corner| page.to_user_space().apply(corner)).to_vec()
    }

    #[test]
    fn corners_as_seen_are_those_of_the_box_however_it_is_turned() {
        assert_eq!(check(0, 1.0), [(-10.0, 20.0), (90.0, 20.0), (90.0, 220.0)]);
        assert_eq!(check(1, 1.0), [(90.0, 20.0), (90.0, 220.0), (-10.0, 220.0)]);
        assert_eq!(check(2, 1.0), [(90.0, 220.0), (-10.0, 220.0), (-10.0, 20.0)]);
        assert_eq!(check(3, 1.0), [(-10.0, 220.0), (-10.0, 20.0), (90.0, 20.0)]);
        assert_eq!(check(0, 2.0), [(-10.0, 20.0), (90.0, 20.0), (90.0, 220.0)]);
    }
}
