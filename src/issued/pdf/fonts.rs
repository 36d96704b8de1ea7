//! How wide the text of a page is: widths of the fonts that it names.
//!
//! Only widths and heights are read, never outlines; what a font does not say is taken as wide, since the text
//! is to be kept clear of.

use std::collections::BTreeMap;

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

/// What is known of a font.
#[derive(Debug, Clone)]
pub(super) struct FontMetrics {
    /// Whether a character takes two bytes.
    is_composite: bool,
    /// Em in a unit of the widths.
    unit: f64,
    /// Widths by code, in units.
    widths: BTreeMap<u16, f64>,
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
            widths: BTreeMap::new(),
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
            Shown { width: self.widths.get(&code).copied().unwrap_or(self.default_width) * self.unit, is_space }
        })
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

fn simple_widths(document: &Document, font: &Dictionary) -> BTreeMap<u16, f64> {
    let first = value(document, font, b"FirstChar").unwrap_or_default().clamp(0.0, 255.0) as u16;
    let widths = numbers(document, array(document, font, b"Widths"));
    (first..).zip(widths.take(256)).filter(|(_, width)| *width > 0.0).collect()
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
fn ranges(document: &Document, mut rest: &[Object]) -> BTreeMap<u16, f64> {
    let mut widths = BTreeMap::new();
    let code = |object: &Object| finite(object).filter(|code| (0.0..=65_535.0).contains(code)).map(|code| code as u16);
    loop {
        let resolved: Vec<&Object> = rest
            .iter()
            .take(3)
            .filter_map(|object| document.dereference(object).ok().map(|(_, object)| object))
            .collect();
        match resolved[..] {
            [first, Object::Array(list), ..] => {
                if let Some(first) = code(first) {
                    widths.extend((first..=u16::MAX).zip(numbers(document, list)));
                }
                rest = &rest[2..];
            }
            [first, last, width] => {
                if let (Some(first), Some(last), Some(width)) = (code(first), code(last), finite(width)) {
                    widths.extend((first..=last).map(|code| (code, width)));
                }
                rest = &rest[3..];
            }
            _ => return widths,
        }
    }
}
