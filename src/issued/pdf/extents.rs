//! Where something stands on a page, and how its content ends.

use lopdf::{Document, Object};

use super::content::{Budget, Ending, PageContent};
use super::geometry::Rect;
use super::graphics::Walk;
use super::page::{Page, rectangle};

/// A shape that takes more of the page than this is its ground and not something to keep clear of: the paper of
/// a scan, a coloured page.
const GROUND: f64 = 0.5;
/// Width that the lines of a frame are given, in points.
const LINE: f64 = 1.0;

/// What a page holds, as seen and in points.
#[derive(Debug, Clone, Default)]
pub(crate) struct Extents {
    /// Boxes around texts, lines, shapes, pictures and annotations, possibly too large.
    pub(crate) occupied: Vec<Rect>,
    /// The box around all text; `None` where there is none.
    pub(crate) text: Option<Rect>,
    /// Whether that is all; else there may be more.
    pub(crate) is_whole: bool,
    /// What the content leaves open; `None` where that can't be told.
    pub(crate) ending: Option<Ending>,
}

/// Follows the content of a page. Never fails: what can't be followed is passed over, and said so.
pub(crate) fn extents(document: &Document, page: &Page, budget: &mut Budget) -> Extents {
    budget.turn();
    let PageContent { operators, ending } = PageContent::read(document, page.id, budget);
    let mut walk = Walk::new(document, budget);
    walk.follow_page(page, &operators.known);
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
    Extents { occupied, text, is_whole: operators.is_whole && walk.is_whole, ending }
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

#[cfg(test)]
mod tests {
    use lopdf::{Dictionary, Stream, dictionary};

    use super::super::open::Opened;
    use super::super::page::pages;
    use super::*;

    /// What a page of 200 by 100 points holds, in whole points: left, bottom, right, top.
    fn check(page: Dictionary, content: &str) -> (Vec<[i64; 4]>, Ending) {
        let mut document = Document::with_version("1.7");
        let vertical = dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "Encoding" => "UniJIS-UTF16-V",
            "DescendantFonts" => vec![dictionary! { "Type" => "Font", "Subtype" => "CIDFontType0" }.into()],
        };
        let across = dictionary! {
            "Type" => "Font", "Subtype" => "Type1", "FirstChar" => 65, "Widths" => vec![500.into(), 1000.into()],
        };
        let form = dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 30.into(), 30.into()],
            "Matrix" => vec![1.into(), 0.into(), 0.into(), 1.into(), 100.into(), 0.into()],
        };
        let form = document.add_object(Stream::new(form, b"0 0 10 10 re f 20 20 50 50 re f".to_vec()));
        let content = document.add_object(Stream::new(Dictionary::new(), content.as_bytes().to_vec()));
        let mut whole = dictionary! {
            "Type" => "Page",
            "MediaBox" => vec![0.into(), 0.into(), 200.into(), 100.into()],
            "Contents" => content,
            "Resources" => dictionary! {
                "Font" => dictionary! { "A" => across, "V" => vertical },
                "XObject" => dictionary! { "F" => form },
            },
        };
        whole.extend(&page);
        let page = document.add_object(whole);
        let tree = document.add_object(dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 });
        let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
        document.trailer.set("Root", catalog);
        let opened = Opened { bytes: b"", header: 0, document };
        let pages = pages("a.pdf", &opened).unwrap();
        let Extents { occupied, ending, .. } = extents(&opened.document, &pages[0], &mut Budget::new());
        let whole = |rect: &Rect| [rect.left, rect.bottom, rect.right, rect.top].map(|side| side.round() as i64);
        (occupied.iter().map(whole).collect(), ending.unwrap())
    }

    fn boxes(content: &str) -> Vec<[i64; 4]> {
        check(Dictionary::new(), content).0
    }

    #[test]
    fn a_line_of_text_takes_its_width_and_more_than_its_height() {
        assert_eq!(boxes("BT /A 20 Tf 10 40 Td (AB) Tj (A) Tj ET"), [[10, 34, 40, 59], [40, 34, 50, 59]]);
        assert_eq!(
            boxes("BT /A 20 Tf 50 Tz 2 Tc 10 40 Td [(A) -1000 (A)] TJ ET"),
            [[10, 34, 16, 59], [26, 34, 32, 59]]
        );
    }

    #[test]
    fn a_line_that_runs_down_is_as_wide_as_its_letters() {
        assert_eq!(
            boxes("BT /V 10 Tf 100 90 Td <00410042> Tj [<0041> 500 <0041>] TJ ET"),
            [[95, 70, 105, 90], [95, 60, 105, 70], [95, 45, 105, 55]]
        );
    }

    #[test]
    fn shapes_frames_grounds_and_forms_take_what_is_seen_of_them() {
        assert_eq!(boxes("0 0 200 100 re f 10 20 30 40 re f"), [[10, 20, 40, 60]], "the ground is none");
        let frame = boxes("0 10 m 200 10 l 200 90 l 0 90 l h S");
        assert_eq!(frame, [[-1, 10, 201, 11], [-1, 90, 201, 91], [-1, 10, 1, 91], [200, 10, 201, 91]]);
        assert_eq!(boxes("/F Do"), [[100, 0, 110, 10], [120, 20, 130, 30]], "a form draws in its box");
    }

    #[test]
    fn boxes_are_as_seen_on_a_turned_and_cropped_page() {
        let page = dictionary! { "Rotate" => 90, "CropBox" => vec![50.into(), 0.into(), 200.into(), 100.into()] };
        assert_eq!(check(page, "60 10 30 20 re f").0, [[10, 110, 30, 140]]);
    }

    #[test]
    fn what_is_left_open_is_counted() {
        let ending = |content: &str| check(Dictionary::new(), content).1;
        assert_eq!(ending("q Q"), Ending::default());
        let open = Ending { unsaved: 1, unrestored: 2, has_open_text: true, open_marks: 1 };
        assert_eq!(ending("Q q q /P BMC BT"), open);
    }
}
