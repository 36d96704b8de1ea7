//! The two drawings: the mark in the margin and the watermark across the page.
//!
//! They know nothing of the page that they will stand on; `place` puts them there.

mod canvas;
mod qr;
mod shape;

use lopdf::{Dictionary, Document, ObjectId};

use super::mark::{Mark, Words};
use super::pdf::geometry::Rect;
use crate::diagnostic::{Code, Diagnostic};
use crate::writer::pdf::Face;
use canvas::Canvas;
use shape::{Line, Weight, shape};

/// How many digits of the hash are printed.
pub(super) const PRINTED_DIGITS: usize = 12;
/// Most lines that a note may take.
const MOST_NOTE_LINES: usize = 3;

/// A drawing that stands in a file as a form.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    /// Its object.
    pub(super) id: ObjectId,
    /// In points, before it is scaled.
    pub(super) width: f64,
    /// In points, before it is scaled.
    pub(super) height: f64,
    /// Distance from its sides to what is seen of it.
    pub(super) padding: f64,
}

/// How a watermark lets the page be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// The page shines through.
    Sheer,
    /// Thin outlines, for files that allow no transparency.
    Outline,
}

/// In which grey a drawing is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grey {
    /// The grey of the device, which a file without a claim, or one with an output intent, may use.
    Device,
    /// A grey defined by itself, for archival files without an output intent (ISO 19005-3, 6.2.4.3).
    Calibrated,
}

/// Whether embedded fonts list their glyphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Glyphs {
    /// No, since nobody needs the list.
    Silent,
    /// Yes, as PDF/A-1 asks of subsets (ISO 19005-1, 6.3.5).
    Listed,
}

/// What the file allows.
#[derive(Clone, Copy)]
pub(super) struct Means<'a> {
    /// For a watermark.
    pub(super) ink: Ink,
    /// For all.
    pub(super) grey: Grey,
    /// For all.
    pub(super) glyphs: Glyphs,
    /// The faces for its text.
    pub(super) faces: &'a [Face],
}

/// Draws the mark for the margin: status, date and note; with a hash its first digits too, and its QR code beside them.
///
/// `more` are further entries of the form.
///
/// # Errors
///
/// `missing-glyph`, `stamp-note`.
pub(super) fn mark(
    mark: &Mark,
    words: &Words,
    sha256: Option<&str>,
    means: Means<'_>,
    target: &mut Document,
    more: Dictionary,
) -> Result<Form, Diagnostic> {
    /// Points in a module: 0.3 mm, which telephones read from common printers.
    const MODULE: f64 = 0.9;
    const GAP: f64 = 1.5;
    const PADDING: f64 = qr::QUIET_ZONE as f64 * MODULE;
    /// Width of a line of the note.
    const MEASURE: f64 = 230.0;
    const STATUS: Row = Row { size: 8.0, lead: 9.5, grey: 0.2 };
    const SMALL: Row = Row { size: 6.3, lead: 8.0, grey: 0.38 };

    let Means { faces, .. } = means;
    let squares = sha256.map(|sha256| qr::squares(&sha256.to_uppercase()));
    let side = squares.as_ref().map_or(0.0, |squares| squares.modules as f64 * MODULE);
    let left = if squares.is_some() { side + GAP } else { PADDING };
    let status = shaped(&words.status, Weight::Bold, faces)?;
    let date = shaped(&format!(" · {}", words.date), Weight::Regular, faces)?;
    let mut lines: Vec<(Row, Line)> = vec![(STATUS, joined(status, date))];
    for line in note_lines(mark, MEASURE / SMALL.size, faces)? {
        lines.push((SMALL, line));
    }
    if let Some(sha256) = sha256 {
        let digits = sha256.get(..PRINTED_DIGITS).unwrap_or(sha256);
        lines.push((SMALL, shaped(&format!("SHA-256 {digits}"), Weight::Regular, faces)?));
    }

    let text_height: f64 = lines.iter().map(|(row, _)| row.lead).sum();
    let text_width = lines.iter().map(|(row, line)| row.size * line.width).fold(0.0, f64::max);
    let height = side.max(text_height + 2.0 * GAP);
    let width = left + text_width + PADDING;

    let mut canvas = Canvas::new(means);
    canvas.set_grey(1.0);
    canvas.fill([Rect::at(0.0, 0.0, width, height)]);
    canvas.set_grey(0.1);
    let lift = (height - side) / 2.0;
    if let Some(squares) = &squares {
        canvas.fill(squares.dark.iter().map(|dark| {
            Rect::at(dark.left * MODULE, lift + dark.bottom * MODULE, dark.width() * MODULE, dark.height() * MODULE)
        }));
    }
    let mut top = (height + text_height) / 2.0;
    for (row, line) in &lines {
        canvas.set_grey(row.grey);
        // The base line stands where capitals are centred in the row.
        canvas.text(line, row.size, left, top - row.lead / 2.0 - 0.36 * row.size);
        top -= row.lead;
    }
    Ok(Form { id: canvas.add_to(target, width, height, more), width, height, padding: PADDING })
}

/// A row of the mark: size of its letters, distance to the next, grey.
#[derive(Clone, Copy)]
struct Row {
    size: f64,
    lead: f64,
    grey: f64,
}

/// Draws the watermark, lying: the status. What else there is to say stands in the mark, where it covers nothing.
///
/// `more` are further entries of the form.
///
/// # Errors
///
/// `missing-glyph`.
pub(super) fn watermark(
    words: &Words,
    means: Means<'_>,
    target: &mut Document,
    more: Dictionary,
) -> Result<Form, Diagnostic> {
    const SIZE: f64 = 100.0;
    /// Room for accents above and for tails below, in em.
    const HEIGHT: f64 = 1.3;
    /// How much of black it is: white becomes 237 of 255, on which black keeps a contrast of 17 : 1.
    const OPACITY: f64 = 0.07;

    let Means { faces, ink, .. } = means;
    let status = shaped(&words.status, Weight::Bold, faces)?;
    let (width, height) = (status.width * SIZE, HEIGHT * SIZE);
    let mut canvas = Canvas::new(means);
    match ink {
        Ink::Sheer => {
            canvas.set_opacity(OPACITY);
            canvas.set_grey(0.0);
        }
        Ink::Outline => canvas.set_outline(0.8, 0.6),
    }
    canvas.text(&status, SIZE, 0.0, height - SIZE);
    Ok(Form { id: canvas.add_to(target, width, height, more), width, height, padding: 0.0 })
}

fn shaped(text: &str, weight: Weight, faces: &[Face]) -> Result<Line, Diagnostic> {
    shape(text, weight, faces).map_err(|missing| {
        let named: Vec<String> = missing.iter().map(|c| format!("`{c}` (U+{:04X})", u32::from(*c))).collect();
        let what = if missing.len() == 1 { "the character" } else { "the characters" };
        let message =
            format!("no font has {what} {} of the stamp's “{}”", named.join(", "), text.trim_start_matches(" · "));
        Diagnostic::error(Code::MISSING_GLYPH, None, message)
            .with_hint("give a folder with a font that has them: `--font-dir DIR`")
    })
}

/// One line after another.
fn joined(mut first: Line, second: Line) -> Line {
    let start = first.width;
    first.width += second.width;
    first.glyphs.extend(second.glyphs.into_iter().map(|glyph| shape::Glyph { x: glyph.x + start, ..glyph }));
    first
}

/// The note in lines of at most `measure` em: broken between words, and within a word that is longer than a line.
fn note_lines(mark: &Mark, measure: f64, faces: &[Face]) -> Result<Vec<Line>, Diagnostic> {
    let Some(note) = mark.note.as_deref() else { return Ok(Vec::new()) };
    let words: Vec<&str> = note.split_whitespace().collect();
    // All of it first, so that all that is missing is told.
    shaped(&words.join(" "), Weight::Regular, faces)?;
    let fits = |text: &str| Ok::<bool, Diagnostic>(shaped(text, Weight::Regular, faces)?.width <= measure);
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match longer {
            Some(longer) if fits(&longer)? => *lines.last_mut().expect("it has just been read") = longer,
            Some(_) | None => lines.push(String::new()),
        }
        let is_placed = lines.last().is_some_and(|line| !line.is_empty());
        if is_placed {
            continue;
        }
        for character in word.chars() {
            let line = lines.last_mut().expect("a line was begun");
            let longer = format!("{line}{character}");
            if line.is_empty() || fits(&longer)? {
                *line = longer;
            } else {
                lines.push(character.to_string());
            }
        }
        if lines.len() > MOST_NOTE_LINES {
            break;
        }
    }
    if lines.len() > MOST_NOTE_LINES {
        let fitting: usize = lines.iter().take(MOST_NOTE_LINES).map(|line| line.chars().count()).sum();
        let message =
            format!("the note is too long for a mark: about {fitting} of its {} characters fit", note.chars().count());
        return Err(Diagnostic::error(Code::STAMP_NOTE, None, message).with_hint("say it in fewer words"));
    }
    lines.iter().map(|line| shaped(line, Weight::Regular, faces)).collect()
}
