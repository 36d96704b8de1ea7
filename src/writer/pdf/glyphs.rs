//! Characters that no font has, found before typesetting so that each is named with its text. Floor 3.

use std::collections::BTreeMap;

use super::fonts::Fonts;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Block, Chart, ChartPoint, Document, Inline, inlines_of, walk_blocks, walk_inlines};

/// Most characters that are named one by one; a report in a script without a font would name thousands.
const NAMED: usize = 12;
/// Characters of the text shown around a missing one.
const CONTEXT: usize = 24;

/// One error for each character of the report that no font has.
pub(super) fn check(document: &Document, fonts: &Fonts) -> Vec<Diagnostic> {
    let mut missing: BTreeMap<char, String> = BTreeMap::new();
    visit_texts(document, &mut |text| {
        // Most texts have nothing missing, so nothing is stored until one has.
        for (at, character) in text.char_indices() {
            if is_private(character) || !is_invisible(character) && !fonts.has_glyph(character) {
                missing.entry(character).or_insert_with(|| around(text, at));
            }
        }
    });
    let mut diagnostics: Vec<Diagnostic> =
        missing.iter().take(NAMED).map(|(character, text)| missing_glyph(*character, text)).collect();
    if missing.len() > NAMED {
        let rest = missing.len() - NAMED;
        let message = format!("no font has {rest} more characters that the report prints");
        diagnostics.push(Diagnostic::error(Code::MISSING_GLYPH, None, message).with_hint(HINT));
    }
    diagnostics
}

const HINT: &str = "give a folder with a font that has it: `--font-dir DIR`";

/// The diagnostic for one character.
pub(super) fn missing_glyph(character: char, text: &str) -> Diagnostic {
    if is_private(character) {
        let code = u32::from(character);
        let message = format!("PDF/A forbids the private character U+{code:04X}, which stands in “{text}”");
        return Diagnostic::error(Code::MISSING_GLYPH, None, message)
            .with_hint("write a character that Unicode defines");
    }
    let shown = if character.is_control() { String::new() } else { format!("`{character}` ") };
    let message =
        format!("no font has the character {shown}(U+{:04X}), which stands in “{text}”", u32::from(character));
    Diagnostic::error(Code::MISSING_GLYPH, None, message).with_hint(HINT)
}

/// Characters that mean nothing outside of one font (Unicode, Private Use Area); ISO 19005-3, 6.2.11.7.3.
fn is_private(character: char) -> bool {
    matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

/// Characters that are never drawn: joiners, direction marks, variation selectors, the soft hyphen and the
/// line end (Unicode, `Default_Ignorable_Code_Point`).
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\n' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}'
    )
}

/// The text near a position, shortened.
fn around(text: &str, at: usize) -> String {
    let before: Vec<char> = text[..at].chars().rev().take(CONTEXT).collect();
    let has_more_before = text[..at].chars().count() > before.len();
    let after: String = text[at..].chars().take(CONTEXT).collect();
    let has_more_after = text[at..].chars().count() > CONTEXT;
    let ellipsis = |is_cut: bool| if is_cut { "…" } else { "" };
    let before: String = before.into_iter().rev().collect();
    format!("{}{before}{after}{}", ellipsis(has_more_before), ellipsis(has_more_after))
}

/// Calls `visit` with every text that is drawn on a page.
fn visit_texts(document: &Document, visit: &mut impl FnMut(&str)) {
    let metadata = &document.metadata;
    let words = &document.words;
    for text in [
        &metadata.running_header,
        &metadata.running_note,
        &words.table,
        &words.chart,
        &words.section,
        &words.contents,
        &words.list_of_tables,
        &words.page_of,
        &words.callout_note,
        &words.callout_important,
        &words.callout_warning,
    ] {
        visit(text);
    }
    visit_blocks(&document.blocks, visit);
}

fn visit_blocks(blocks: &[Block], visit: &mut impl FnMut(&str)) {
    let mut footnotes: Vec<&[Block]> = Vec::new();
    walk_blocks(blocks, &mut |block| {
        match block {
            Block::Chart(chart) => visit_chart(chart, visit),
            Block::Image(image) => visit(&image.caption),
            Block::KeyFigures(tiles) => tiles.iter().for_each(|tile| {
                visit(&tile.figure.text);
                visit(&tile.unit);
            }),
            Block::Timeline(timeline) => timeline.entries.iter().for_each(|entry| visit(&entry.date)),
            Block::Cover(_)
            | Block::Contents(_)
            | Block::Heading(_)
            | Block::Paragraph(_)
            | Block::List(_)
            | Block::Table(_)
            | Block::Callout(_)
            | Block::Quote(_)
            | Block::Section(_)
            | Block::PageBreak => {}
        }
        for line in inlines_of(block) {
            walk_inlines(line, &mut |inline| match inline {
                Inline::Text(text) | Inline::Code(text) => visit(text),
                Inline::Figure(figure) => visit(&figure.text),
                Inline::Footnote(blocks) => footnotes.push(blocks),
                Inline::Emphasis(_)
                | Inline::Strong(_)
                | Inline::Link { .. }
                | Inline::CrossReference { .. }
                | Inline::LineBreak
                | Inline::Language { .. } => {}
            });
        }
    });
    for blocks in footnotes {
        walk_blocks(blocks, &mut |block| {
            if let Block::KeyFigures(tiles) = block {
                tiles.iter().for_each(|tile| visit(&tile.figure.text));
            }
        });
    }
}

fn visit_chart(chart: &Chart, visit: &mut impl FnMut(&str)) {
    visit(&chart.unit);
    chart.categories.iter().for_each(|category| visit(category));
    for series in &chart.series {
        visit(&series.name);
        for point in &series.points {
            match point {
                ChartPoint::Known { figure, .. } => visit(&figure.text),
                ChartPoint::Unknown => {}
            }
        }
    }
}
