//! A stamped file held against its original: bytes, objects, text, pixels.

use std::ops::RangeBounds;

use serde_json::Value;

use crate::pdf::{Objects, printed};

/// What a stamp has changed.
pub(super) struct Change {
    /// How many pages bear it; `None` where there is no program that tells.
    pages: Option<usize>,
    /// What text extraction finds on each of these pages behind the page's own text, without white space; `None` where
    /// there is no program to extract it.
    added: Option<Vec<String>>,
}

impl Change {
    /// Fails unless the stamp is on so many pages.
    pub(super) fn is_on(&self, range: impl RangeBounds<usize>) {
        assert!(self.pages.is_none_or(|pages| range.contains(&pages)), "{:?}", self.pages);
    }

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
    let (Some(before), Some(after)) = (Objects::read(original), Objects::read(stamped)) else {
        return Change { pages: None, added: None };
    };
    assert_eq!(before.pages.len(), after.pages.len());
    let mut stamps: Vec<(usize, Vec<Stamped>)> = Vec::new();
    for (index, ((page, own), (other, contents))) in before.pages.iter().zip(&after.pages).enumerate() {
        assert_eq!(page, other);
        if before.get(page) != after.get(page) {
            assert_eq!(
                &contents[1..contents.len() - 1],
                own,
                "the page's own content is between two pieces of the stamp"
            );
            stamps.push((index, check_page(&before, &after, page, &contents[contents.len() - 1])));
        }
    }
    let is_page = |name: &str| before.pages.iter().any(|(page, _)| name.strip_prefix("obj:") == Some(page));
    for (name, object) in before.all().filter(|(name, _)| *name != "trailer" && !is_page(name)) {
        assert!(after.named(name) == Some(object), "{name} is as it was");
    }
    for key in ["/Root", "/Info"] {
        assert_eq!(before.trailer().get(key), after.trailer().get(key));
    }
    check_pixels(original, stamped, &stamps);
    let marked: Vec<usize> = stamps.iter().map(|(index, _)| *index).collect();
    Change { pages: Some(stamps.len()), added: added_text(original, stamped, &marked) }
}

/// A page: only its content and resources have grown, by artifacts. Gives where they stand.
fn check_page(before: &Objects, after: &Objects, page: &str, last: &str) -> Vec<Stamped> {
    let without = |objects: &Objects| {
        let mut page = objects.get(page).clone();
        for key in ["/Contents", "/Resources"] {
            page.as_object_mut().expect("a page is a dictionary").shift_remove(key);
        }
        page
    };
    assert_eq!(without(before), without(after));
    let text = String::from_utf8(after.stream(last)).expect("a piece of a stamp is plain");
    let drawn = text.split_once("/Artifact").expect("an artifact").1;
    assert_eq!(drawn.matches(" Do\n").count(), drawn.matches("BDC\n").count());
    let lines: Vec<&str> = text.lines().collect();
    let find = |start: usize, what: &str| lines[start..].iter().find(|line| line.ends_with(what)).expect("a line");
    let starts = lines.iter().enumerate().filter(|(_, line)| line.starts_with("/Artifact"));
    starts
        .map(|(start, line)| {
            let map: Vec<f64> = find(start, " cm").split(' ').take(6).map(|number| number.parse().unwrap()).collect();
            let name = find(start, " Do").trim_end_matches(" Do");
            let form = after.resolved(&after.get(page)["/Resources"]["/XObject"][name]);
            let size = [2, 3].map(|side: usize| number(&form["/BBox"][side]));
            place(after, page, &map, size, line.contains("Watermark"))
        })
        .collect()
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

/// How deep the trees of pages in these tests are at most.
const MOST_LEVELS: usize = 50;

/// Where a form stands on the rendered page, which shows the crop box, turned.
fn place(objects: &Objects, page: &str, map: &[f64], size: [f64; 2], is_watermark: bool) -> Stamped {
    let inherited = |key: &str| {
        let mut dictionary = objects.get(page);
        // A page may say that it hangs on itself.
        for _ in 0..MOST_LEVELS {
            match dictionary.get(key) {
                Some(found) => return Some(objects.resolved(found)),
                None => dictionary = objects.resolved(dictionary.get("/Parent")?),
            }
        }
        None
    };
    let rect = |key: &str| {
        let sides = inherited(key)?;
        let (a, b) = ([number(&sides[0]), number(&sides[1])], [number(&sides[2]), number(&sides[3])]);
        Some([a[0].min(b[0]), a[1].min(b[1]), a[0].max(b[0]), a[1].max(b[1])])
    };
    let media = rect("/MediaBox").expect("a page has a box");
    let crop = rect("/CropBox").unwrap_or(media);
    let (left, bottom) = (crop[0].max(media[0]), crop[1].max(media[1]));
    let (right, top) = (crop[2].min(media[2]), crop[3].min(media[3]));
    let turn = inherited("/Rotate").and_then(Value::as_i64).unwrap_or_default();
    let corners = [(0.0, 0.0), (size[0], 0.0), (0.0, size[1]), (size[0], size[1])].map(|(x, y)| {
        let (x, y) = (map[0] * x + map[2] * y + map[4], map[1] * x + map[3] * y + map[5]);
        match turn.rem_euclid(360) {
            0 => (x - left, top - y),
            90 => (y - bottom, x - left),
            180 => (right - x, y - bottom),
            _ => (top - y, right - x),
        }
    });
    let least = |values: [f64; 4]| values.into_iter().fold(f64::INFINITY, f64::min).floor() as i64 - 1;
    let most = |values: [f64; 4]| values.into_iter().fold(f64::NEG_INFINITY, f64::max).ceil() as i64 + 1;
    let (across, down) = (corners.map(|corner| corner.0), corners.map(|corner| corner.1));
    let (left, top, right, bottom) = (least(across), least(down), most(across), most(down));
    Stamped { is_watermark, left, top, right, bottom }
}

/// A rendered page: width and pixels, three bytes each.
struct Rendered {
    width: usize,
    pixels: Vec<[u8; 3]>,
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
                    old.iter().zip(new).all(|(old, new)| new <= old && f64::from(*new) >= 0.9 * f64::from(*old) - 1.0);
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
