//! Text to glyphs in their places: which face draws which character, in which order, joined and placed as the
//! script wants it (Unicode Standard Annex 9 for the order, OpenType for the rest).

use std::ops::Range;

use rustybuzz::{Direction, UnicodeBuffer};
use unicode_bidi::BidiInfo;
use unicode_script::{Script, UnicodeScript};

use crate::writer::pdf::Face;

/// A glyph in its place on a line, distances in em.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    /// Index of the face.
    pub(super) face: usize,
    /// Number in the face.
    pub(super) id: u16,
    /// From the start of the line.
    pub(super) x: f64,
    /// Above the base line.
    pub(super) y: f64,
    /// The text that it stands for.
    pub(super) text: String,
}

/// A line of text.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Line {
    /// In the order in which they are seen, from the left.
    pub(super) glyphs: Vec<Glyph>,
    /// In em.
    pub(super) width: f64,
}

/// How heavy a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// Part of a line that one face draws in one direction and script.
struct Run {
    range: Range<usize>,
    face: usize,
    script: Script,
}

/// Shapes one line.
///
/// # Errors
///
/// The characters that no face has.
pub(super) fn shape(text: &str, weight: Weight, faces: &[Face]) -> Result<Line, Vec<char>> {
    let mut missing: Vec<char> = Vec::new();
    let mut line = Line::default();
    let bidi = BidiInfo::new(text, None);
    for paragraph in &bidi.paragraphs {
        let (levels, ranges) = bidi.visual_runs(paragraph, paragraph.range.clone());
        for range in ranges {
            let is_rtl = levels.get(range.start).is_some_and(unicode_bidi::Level::is_rtl);
            let mut runs = runs(text, range, weight, faces, &mut missing);
            if is_rtl {
                runs.reverse();
            }
            for run in runs {
                shape_run(text, &run, is_rtl, faces, &mut line, &mut missing);
            }
        }
    }
    missing.sort_unstable();
    missing.dedup();
    if missing.is_empty() { Ok(line) } else { Err(missing) }
}

/// Cuts a range where the face or the script changes.
fn runs(text: &str, range: Range<usize>, weight: Weight, faces: &[Face], missing: &mut Vec<char>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (offset, character) in text[range.clone()].char_indices() {
        let at = range.start + offset;
        let end = at + character.len_utf8();
        let script = character.script();
        let is_shared = matches!(script, Script::Common | Script::Inherited);
        let last = runs.last_mut();
        if let Some(run) = last {
            let has_script =
                is_shared || run.script == script || matches!(run.script, Script::Common | Script::Inherited);
            let has_glyph = is_ignorable(character) || faces.get(run.face).is_some_and(|face| face.has(character));
            if has_script && has_glyph {
                run.range.end = end;
                if !is_shared {
                    run.script = script;
                }
                continue;
            }
        }
        match face_for(character, weight, faces) {
            Some(face) => runs.push(Run { range: at..end, face, script }),
            None if is_ignorable(character) => {}
            None => missing.push(character),
        }
    }
    runs
}

fn face_for(character: char, weight: Weight, faces: &[Face]) -> Option<usize> {
    let has = |face: &Face, is_bold: bool| face.is_bold() == is_bold && face.has(character);
    let find = |is_bold: bool| faces.iter().position(|face| has(face, is_bold));
    match weight {
        Weight::Regular => find(false).or_else(|| find(true)),
        Weight::Bold => find(true).or_else(|| find(false)),
    }
}

/// Characters that are never drawn, so no face needs to have them.
fn is_ignorable(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

fn shape_run(text: &str, run: &Run, is_rtl: bool, faces: &[Face], line: &mut Line, missing: &mut Vec<char>) {
    let part = &text[run.range.clone()];
    let shaper = faces.get(run.face).and_then(|face| rustybuzz::Face::from_slice(face.bytes(), face.index()));
    let Some(shaper) = shaper else {
        missing.extend(part.chars());
        return;
    };
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(part);
    buffer.guess_segment_properties();
    buffer.set_direction(if is_rtl { Direction::RightToLeft } else { Direction::LeftToRight });
    let shaped = rustybuzz::shape(&shaper, &[], buffer);
    let em = f64::from(shaper.units_per_em());
    let mut starts: Vec<usize> = shaped.glyph_infos().iter().map(|glyph| glyph.cluster as usize).collect();
    starts.sort_unstable();
    starts.dedup();
    let mut told: Vec<usize> = Vec::new();
    for (glyph, place) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
        let start = glyph.cluster as usize;
        let end = starts.iter().copied().find(|next| *next > start).unwrap_or(part.len());
        let cluster = part.get(start..end).unwrap_or_default();
        if glyph.glyph_id == 0 {
            missing.extend(cluster.chars().filter(|character| !is_ignorable(*character)));
        }
        // The first glyph of a cluster stands for its text, the others for its last character.
        let stands_for = match told.contains(&start) {
            true => cluster.chars().next_back().map(String::from).unwrap_or_default(),
            false => cluster.to_owned(),
        };
        told.push(start);
        line.glyphs.push(Glyph {
            face: run.face,
            id: u16::try_from(glyph.glyph_id).unwrap_or_default(),
            x: line.width + f64::from(place.x_offset) / em,
            y: f64::from(place.y_offset) / em,
            text: stands_for,
        });
        line.width += f64::from(place.x_advance) / em;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::writer::pdf::Fonts;

    fn check(text: &str) -> Result<Line, Vec<char>> {
        shape(text, Weight::Regular, &Fonts::new(&[]).upright_faces())
    }

    #[test]
    fn a_letter_is_one_glyph_and_letters_follow_each_other() {
        let line = check("Жук").unwrap();
        let texts: Vec<&str> = line.glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
        assert_eq!(texts, ["Ж", "у", "к"]);
        assert!(line.glyphs.windows(2).all(|pair| pair[0].x < pair[1].x) && line.width > line.glyphs[2].x);
    }

    #[test]
    fn a_mark_stands_above_its_letter_and_not_beside_it() {
        let (plain, marked) = (check("q").unwrap(), check("q\u{301}").unwrap());
        assert!((plain.width - marked.width).abs() < 1e-9, "{marked:?}");
    }

    #[test]
    fn characters_that_no_face_has_are_named_once_in_order() {
        assert_eq!(check("a漢字 漢"), Err(vec!['字', '漢']));
    }
}
