//! A stamped file held against its original: bytes, objects, text, pixels.

use std::io::Write as _;
use std::process::Command;

use lopdf::{Dictionary, Document, Object, ObjectId};
use tempfile::NamedTempFile;

/// What a stamp has changed.
pub(super) struct Change {
    /// How many pages bear it.
    pub(super) pages: usize,
    /// What text extraction finds on each of these pages behind the page's own text, without white space; `None` where
    /// there is no program to extract it.
    added: Option<Vec<String>>,
}

impl Change {
    /// Fails unless the text of the stamp begins with some words on each page.
    pub(super) fn says(&self, words: &str) {
        for added in self.added.iter().flatten() {
            assert!(added.starts_with(words), "{added}");
        }
    }
}

/// A part of a page where a stamp stands, in pixels at 72 dpi.
struct Stamped {
    is_watermark: bool,
    left: i64,
    top: i64,
    right: i64,
    bottom: i64,
}

impl Stamped {
    fn has(&self, x: i64, y: i64) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }
}

/// Proves that a stamp changed nothing but what it covers.
pub(super) fn check(original: &[u8], stamped: &[u8]) -> Change {
    assert!(stamped.starts_with(original), "the original is the beginning of the stamped file");
    let before = Document::load_mem(original).expect("the original can be read");
    let after = Document::load_mem(stamped).expect("the stamped file can be read");
    let mut stamps: Vec<(usize, Vec<Stamped>)> = Vec::new();
    for (index, (one, other)) in before.page_iter().zip(after.page_iter()).enumerate() {
        assert_eq!(one, other);
        if before.get_dictionary(one).ok() != after.get_dictionary(one).ok() {
            stamps.push((index, check_page(&before, &after, one)));
        }
    }
    let pages: Vec<ObjectId> = before.page_iter().collect();
    for (id, object) in before.objects.iter().filter(|(id, _)| !pages.contains(id)) {
        assert!(after.objects.get(id) == Some(object), "object {id:?} is as it was");
    }
    for key in [b"Root".as_slice(), b"Info"] {
        assert_eq!(before.trailer.get(key).ok(), after.trailer.get(key).ok());
    }
    check_pixels(original, stamped, &stamps);
    let marked: Vec<usize> = stamps.iter().map(|(index, _)| *index).collect();
    Change { pages: stamps.len(), added: added_text(original, stamped, &marked) }
}

/// A page: only its content and resources have grown, by artifacts. Gives where they stand.
fn check_page(before: &Document, after: &Document, id: ObjectId) -> Vec<Stamped> {
    let without = |document: &Document| {
        let mut page = document.get_dictionary(id).expect("a page is a dictionary").clone();
        page.remove(b"Contents");
        page.remove(b"Resources");
        page
    };
    assert_eq!(without(before), without(after));
    let own = before.get_page_contents(id);
    let contents = after.get_page_contents(id);
    assert_eq!(&contents[1..contents.len() - 1], own, "the page's own content is between two pieces of the stamp");
    let last = after.get_object(contents[contents.len() - 1]).and_then(Object::as_stream).expect("a stream");
    let text = String::from_utf8(last.content.clone()).expect("a piece of a stamp is plain");
    let drawn = text.split_once("/Artifact").expect("an artifact").1;
    assert_eq!(drawn.matches(" Do\n").count(), drawn.matches("BDC\n").count());
    let lines: Vec<&str> = text.lines().collect();
    let find = |start: usize, what: &str| lines[start..].iter().find(|line| line.ends_with(what)).expect("a line");
    let starts = lines.iter().enumerate().filter(|(_, line)| line.starts_with("/Artifact"));
    starts
        .map(|(start, line)| {
            let map: Vec<f32> = find(start, " cm").split(' ').take(6).map(|number| number.parse().unwrap()).collect();
            let name = find(start, " Do").trim_start_matches('/').trim_end_matches(" Do");
            let form = form(after, id, name);
            let sides = form.get(b"BBox").and_then(Object::as_array).expect("a box");
            let size = [2, 3].map(|side: usize| sides[side].as_float().expect("a number"));
            place(after, id, &map, size, line.contains("Watermark"))
        })
        .collect()
}

fn form<'a>(document: &'a Document, page: ObjectId, name: &str) -> &'a Dictionary {
    let page = document.get_dictionary(page).expect("a page is a dictionary");
    let resources = page.get(b"Resources").and_then(Object::as_dict).expect("resources");
    let forms = resources.get(b"XObject").and_then(Object::as_dict).expect("forms");
    let form = forms.get_deref(name.as_bytes(), document).and_then(Object::as_stream);
    &form.expect("a form").dict
}

/// Where a form stands on the rendered page, which shows the crop box, turned.
fn place(document: &Document, page: ObjectId, map: &[f32], size: [f32; 2], is_watermark: bool) -> Stamped {
    let inherited = |key: &[u8]| {
        let mut dictionary = document.get_dictionary(page).ok()?;
        loop {
            match dictionary.get_deref(key, document) {
                Ok(found) => return Some(found),
                Err(_) => dictionary = dictionary.get_deref(b"Parent", document).and_then(Object::as_dict).ok()?,
            }
        }
    };
    let rect = |key: &[u8]| {
        let sides = inherited(key)?.as_array().ok()?;
        let side = |index: usize| sides[index].as_float().expect("a number");
        let (a, b) = ([side(0), side(1)], [side(2), side(3)]);
        Some([a[0].min(b[0]), a[1].min(b[1]), a[0].max(b[0]), a[1].max(b[1])])
    };
    let media = rect(b"MediaBox").expect("a page has a box");
    let crop = rect(b"CropBox").unwrap_or(media);
    let (left, bottom) = (crop[0].max(media[0]), crop[1].max(media[1]));
    let (right, top) = (crop[2].min(media[2]), crop[3].min(media[3]));
    let turn = inherited(b"Rotate").and_then(|turn| turn.as_i64().ok()).unwrap_or_default();
    let corners = [(0.0, 0.0), (size[0], 0.0), (0.0, size[1]), (size[0], size[1])].map(|(x, y)| {
        let (x, y) = (map[0] * x + map[2] * y + map[4], map[1] * x + map[3] * y + map[5]);
        match turn.rem_euclid(360) {
            0 => (x - left, top - y),
            90 => (y - bottom, x - left),
            180 => (right - x, y - bottom),
            _ => (top - y, right - x),
        }
    });
    let least = |values: [f32; 4]| values.into_iter().fold(f32::INFINITY, f32::min).floor() as i64 - 1;
    let most = |values: [f32; 4]| values.into_iter().fold(f32::NEG_INFINITY, f32::max).ceil() as i64 + 1;
    let (across, down) = (corners.map(|corner| corner.0), corners.map(|corner| corner.1));
    let (left, top, right, bottom) = (least(across), least(down), most(across), most(down));
    Stamped { is_watermark, left, top, right, bottom }
}

/// A rendered page: width and pixels, three bytes each.
struct Rendered {
    width: usize,
    pixels: Vec<[u8; 3]>,
}

/// What a program prints of a file; `None` where it is not installed.
fn printed(program: &str, words: &[&str], bytes: &[u8], to_end: &[&str]) -> Option<Vec<u8>> {
    let mut file = NamedTempFile::with_suffix(".pdf").expect("a temporary file");
    file.write_all(bytes).expect("a writable file");
    let Ok(output) = Command::new(program).args(words).arg(file.path()).args(to_end).output() else {
        println!("skipped: {program} is not installed");
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(output.stdout)
}

fn rendered(bytes: &[u8]) -> Option<Vec<Rendered>> {
    let images = printed("pdftoppm", &["-r", "72", "-cropbox"], bytes, &[])?;
    let mut pages = Vec::new();
    let mut rest = images.as_slice();
    while !rest.is_empty() {
        let mut lines = rest.splitn(4, |byte| *byte == b'\n');
        assert_eq!(lines.next(), Some(b"P6".as_slice()));
        let size = String::from_utf8_lossy(lines.next().expect("a size")).into_owned();
        let (width, height) = size.split_once(' ').expect("width and height");
        let (width, height): (usize, usize) = (width.parse().unwrap(), height.parse().unwrap());
        let body = lines.nth(1).expect("pixels");
        let pixels = body[..width * height * 3].chunks_exact(3).map(|pixel| [pixel[0], pixel[1], pixel[2]]);
        pages.push(Rendered { width, pixels: pixels.collect() });
        rest = &body[width * height * 3..];
    }
    Some(pages)
}

/// Every pixel outside of the stamp is as it was; below a watermark it keeps nine tenths of its light.
fn check_pixels(original: &[u8], stamped: &[u8], stamps: &[(usize, Vec<Stamped>)]) {
    let (Some(before), Some(after)) = (rendered(original), rendered(stamped)) else { return };
    assert_eq!(before.len(), after.len());
    for (index, (one, other)) in before.iter().zip(&after).enumerate() {
        assert_eq!((one.width, one.pixels.len()), (other.width, other.pixels.len()));
        let boxes = stamps.iter().find(|(page, _)| *page == index).map_or(&[][..], |(_, boxes)| boxes.as_slice());
        let mut changed = 0;
        for (at, (old, new)) in one.pixels.iter().zip(&other.pixels).enumerate().filter(|(_, (old, new))| old != new) {
            changed += 1;
            let (x, y) = ((at % one.width) as i64, (at / one.width) as i64);
            let found: Vec<&Stamped> = boxes.iter().filter(|stamped| stamped.has(x, y)).collect();
            assert!(!found.is_empty(), "page {}: the pixel {x}, {y} outside of the stamp has changed", index + 1);
            if found.iter().all(|stamped| stamped.is_watermark) {
                let is_light =
                    old.iter().zip(new).all(|(old, new)| new <= old && f32::from(*new) >= 0.9 * f32::from(*old) - 1.0);
                assert!(is_light, "page {}: {old:?} has become {new:?} below the watermark", index + 1);
            }
        }
        assert_eq!(changed > 100, !boxes.is_empty(), "page {}: {changed} pixels have changed", index + 1);
    }
}

/// The text behind each page's own, of the marked pages; no other page has any.
fn added_text(original: &[u8], stamped: &[u8], marked: &[usize]) -> Option<Vec<String>> {
    let text = |bytes: &[u8]| {
        let text = printed("pdftotext", &["-raw", "-enc", "UTF-8"], bytes, &["-"])?;
        Some(String::from_utf8(text).expect("UTF-8"))
    };
    let (before, after) = (text(original)?, text(stamped)?);
    let pages = before.split('\u{c}').zip(after.split('\u{c}')).enumerate();
    let added = pages.filter_map(|(index, (before, after))| {
        let rest = after.strip_prefix(before.trim_end()).expect("the text of the page is as it was");
        let rest: String = rest.chars().filter(|character| !character.is_whitespace()).collect();
        assert_eq!(rest.is_empty(), !marked.contains(&index), "page {}: {rest}", index + 1);
        (!rest.is_empty()).then_some(rest)
    });
    Some(added.collect())
}
