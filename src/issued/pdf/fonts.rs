//! How wide the text of a page is: widths of the fonts that it names.
//!
//! Only widths and heights are read, never outlines; what a font does not say is taken as wide, since the text
//! is to be kept clear of.

use lopdf::{Dictionary, Document, Object};

use super::page::{finite, rectangle};

/// Height above the base line where a font does not say, in em. Accents on capitals of common fonts stay below.
const ASCENT: f64 = 0.95;
/// Depth below the base line where a font does not say, in em.
const DESCENT: f64 = -0.3;
/// From a character of a line that runs down up to the next, where a font does not say, in em.
const UP: f64 = -1.0;
/// Width of a character where a font does not say, in em.
const WIDTH: f64 = 0.6;

/// Most ranges of widths that are read: four times as many as there are codes.
const MOST_RANGES: usize = 262_144;

/// The width of codes one after the other, in units.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Widths {
    first: u16,
    last: u16,
    width: f64,
}

/// What is known of a font.
#[derive(Debug, Clone)]
pub(super) struct FontMetrics {
    /// Whether a character takes two bytes.
    is_composite: bool,
    /// Em in a unit of the widths.
    unit: f64,
    /// In the order of their codes.
    widths: Vec<Widths>,
    /// Width of other codes, in units.
    default_width: f64,
    /// Above the base line, in em.
    pub(super) ascent: f64,
    /// Below the base line, in em, negative.
    pub(super) descent: f64,
    /// From a character up to the next, in em, so negative; `None` where lines run across.
    pub(super) up: Option<f64>,
}

/// One character of a shown string.
pub(super) struct Shown {
    /// In em.
    pub(super) width: f64,
    /// Whether word spacing applies to it (ISO 32000-1, 9.3.3).
    pub(super) is_space: bool,
}

impl FontMetrics {
    /// Of a font that is not there.
    pub(super) fn unknown() -> FontMetrics {
        FontMetrics {
            is_composite: false,
            unit: 0.001,
            widths: Vec::new(),
            default_width: WIDTH * 1000.0,
            ascent: ASCENT,
            descent: DESCENT,
            up: None,
        }
    }

    pub(super) fn read(document: &Document, font: &Dictionary) -> FontMetrics {
        match font.get_deref(b"Subtype", document).and_then(Object::as_name) {
            Ok(b"Type0") => composite(document, font),
            Ok(b"Type3") => type3(document, font),
            Ok(_) | Err(_) => FontMetrics { widths: simple_widths(document, font), ..FontMetrics::unknown() },
        }
    }

    /// The characters of a string.
    pub(super) fn characters<'a>(&'a self, text: &'a [u8]) -> impl Iterator<Item = Shown> + 'a {
        let length = if self.is_composite { 2 } else { 1 };
        text.chunks(length).map(move |code| {
            let is_space = code == b" ";
            let code = code.iter().fold(0_u16, |code, byte| code << 8 | u16::from(*byte));
            Shown { width: self.width(code).unwrap_or(self.default_width) * self.unit, is_space }
        })
    }

    fn width(&self, code: u16) -> Option<f64> {
        let next = self.widths.partition_point(|range| range.first <= code);
        let range = self.widths.get(next.checked_sub(1)?)?;
        (code <= range.last).then_some(range.width)
    }

    /// How much there was to read.
    pub(super) fn size(&self) -> usize {
        self.widths.len()
    }
}

fn numbers<'a>(document: &'a Document, objects: &'a [Object]) -> impl Iterator<Item = f64> + 'a {
    objects
        .iter()
        .map(|object| document.dereference(object).ok().and_then(|(_, object)| finite(object)).unwrap_or_default())
}

fn array<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> &'a [Object] {
    dictionary.get_deref(key, document).and_then(Object::as_array).map_or(&[], Vec::as_slice)
}

fn value(document: &Document, dictionary: &Dictionary, key: &[u8]) -> Option<f64> {
    dictionary.get_deref(key, document).ok().and_then(finite)
}

fn simple_widths(document: &Document, font: &Dictionary) -> Vec<Widths> {
    let first = value(document, font, b"FirstChar").unwrap_or_default().clamp(0.0, 255.0) as u16;
    let widths = numbers(document, array(document, font, b"Widths"));
    let widths = (first..).zip(widths.take(256)).filter(|(_, width)| *width > 0.0);
    widths.map(|(code, width)| Widths { first: code, last: code, width }).collect()
}

/// The map of a Type 3 font says how large its units are, its box how high its glyphs.
fn type3(document: &Document, font: &Dictionary) -> FontMetrics {
    let map: Vec<f64> = numbers(document, array(document, font, b"FontMatrix")).collect();
    let (across, up) = (map.first().copied().unwrap_or(0.001), map.get(3).copied().unwrap_or(0.001));
    let bounds = font.get_deref(b"FontBBox", document).ok().and_then(|object| rectangle(document, object));
    let height = bounds.filter(|bounds| bounds.height() > 0.0).map(|bounds| (bounds.top * up, bounds.bottom * up));
    let (ascent, descent) = height.map_or((ASCENT, DESCENT), |(one, other)| (one.max(other), one.min(other)));
    FontMetrics { unit: across.abs(), widths: simple_widths(document, font), ascent, descent, ..FontMetrics::unknown() }
}

fn composite(document: &Document, font: &Dictionary) -> FontMetrics {
    let descendant = array(document, font, b"DescendantFonts").first();
    let descendant = descendant.and_then(|object| document.dereference(object).ok()?.1.as_dict().ok());
    let default_width = descendant.and_then(|font| value(document, font, b"DW")).unwrap_or(1000.0);
    let widths = descendant.map(|font| ranges(document, array(document, font, b"W"))).unwrap_or_default();
    let up = is_vertical(document, font).then(|| descendant.and_then(|font| upward(document, font)).unwrap_or(UP));
    FontMetrics { is_composite: true, widths, default_width, up, ..FontMetrics::unknown() }
}

/// Whether lines run down: the names of such character maps end with V, those in the file say it (ISO 32000-1, 9.7.5).
fn is_vertical(document: &Document, font: &Dictionary) -> bool {
    match font.get_deref(b"Encoding", document) {
        Ok(Object::Name(name)) => name == b"V" || name.ends_with(b"-V"),
        Ok(Object::Stream(map)) => value(document, &map.dict, b"WMode") == Some(1.0),
        Ok(_) | Err(_) => false,
    }
}

/// The second number of `DW2`, for all characters alike.
fn upward(document: &Document, descendant: &Dictionary) -> Option<f64> {
    let numbers: Vec<f64> = numbers(document, array(document, descendant, b"DW2")).collect();
    numbers.get(1).map(|up| up * 0.001).filter(|up| *up < 0.0)
}

/// Reads `first [width …]` and `first last width` (ISO 32000-1, 9.7.4.3).
fn ranges(document: &Document, mut rest: &[Object]) -> Vec<Widths> {
    let mut widths = Vec::new();
    let code = |object: &Object| finite(object).filter(|code| (0.0..=65_535.0).contains(code)).map(|code| code as u16);
    while widths.len() < MOST_RANGES {
        let resolved: Vec<&Object> = rest
            .iter()
            .take(3)
            .filter_map(|object| document.dereference(object).ok().map(|(_, object)| object))
            .collect();
        match resolved[..] {
            [first, Object::Array(list), ..] => {
                if let Some(first) = code(first) {
                    let all = (first..=u16::MAX).zip(numbers(document, list));
                    widths.extend(all.map(|(code, width)| Widths { first: code, last: code, width }));
                }
                rest = &rest[2..];
            }
            [first, last, width] => {
                if let (Some(first), Some(last), Some(width)) = (code(first), code(last), finite(width)) {
                    widths.push(Widths { first, last, width });
                }
                rest = &rest[3..];
            }
            _ => break,
        }
    }
    merged(widths)
}

/// Ranges one behind the other. Where two name a code, the one that begins first has it.
fn merged(mut widths: Vec<Widths>) -> Vec<Widths> {
    widths.sort_by_key(|range| range.first);
    let mut merged: Vec<Widths> = Vec::new();
    for range in widths.into_iter().filter(|range| range.first <= range.last) {
        let before = merged.last_mut();
        let first = before.as_ref().map_or(0, |before| u32::from(before.last) + 1).max(u32::from(range.first));
        let Some(first) = u16::try_from(first).ok().filter(|first| *first <= range.last) else { continue };
        match before {
            Some(before) if before.width == range.width && u32::from(before.last) + 1 == u32::from(first) => {
                before.last = range.last;
            }
            _ => merged.push(Widths { first, ..range }),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(widths: &[Object]) -> Vec<(u16, u16, f64)> {
        let ranges = ranges(&Document::new(), widths);
        ranges.iter().map(|range| (range.first, range.last, range.width)).collect()
    }

    #[test]
    fn widths_are_merged_and_a_code_has_one() {
        let list: Object = vec![700.into(), 700.into(), 300.into()].into();
        assert_eq!(
            check(&[5.into(), list, 1.into(), 3.into(), 500.into()]),
            [(1, 3, 500.0), (5, 6, 700.0), (7, 7, 300.0)]
        );
        let all: Vec<Object> = [0, 65_535, 500].map(Object::from).into();
        assert_eq!(check(&vec![all; 20_000].concat()), [(0, 65_535, 500.0)]);
        let list: Object = vec![Object::from(1); 65_536].into();
        let same = vec![[Object::from(0), list]; 10].concat();
        assert_eq!(check(&same), [(0, 65_535, 1.0)]);
        assert_eq!(check(&[9.into(), 3.into(), 500.into()]), []);
    }
}
