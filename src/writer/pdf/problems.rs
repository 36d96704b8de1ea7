//! What Typst reports, as our diagnostics. Floor 3.

use typst::WorldExt;
use typst::diag::{Severity, SourceDiagnostic};
use typst::syntax::{DiagSpan, Source};

use super::glyphs;
use super::world::ReportWorld;
use crate::diagnostic::{Code, Diagnostic, Place};

/// Longest piece of our own markup that is shown, in characters.
const EXCERPT: usize = 160;

/// At which step Typst reported something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// While it laid out the pages.
    Layout,
    /// While it wrote the PDF.
    Export,
}

/// Typst's errors or warnings as diagnostics; those of the theme at their line and column.
pub(super) fn diagnostics<'d>(
    found: impl IntoIterator<Item = &'d SourceDiagnostic>,
    step: Step,
    world: &ReportWorld<'_>,
    theme_path: &str,
) -> Vec<Diagnostic> {
    let found: Vec<&SourceDiagnostic> = found.into_iter().collect();
    // After a bracket that is not closed, each following line is an error of its own; they help no one.
    let has_open_bracket = found.iter().any(|diagnostic| diagnostic.message == "unclosed delimiter");
    found
        .into_iter()
        .filter(|diagnostic| !has_open_bracket || diagnostic.message == "unclosed delimiter")
        .flat_map(|diagnostic| translate(diagnostic, step, world, theme_path))
        .collect()
}

fn translate(found: &SourceDiagnostic, step: Step, world: &ReportWorld<'_>, theme_path: &str) -> Vec<Diagnostic> {
    if let Some(text) = undisplayable(&found.message) {
        let characters = text.chars().filter(|character| !character.is_ascii()).collect::<Vec<_>>();
        let named = if characters.is_empty() { text.chars().collect() } else { characters };
        return named.into_iter().map(|character| glyphs::missing_glyph(character, &text)).collect();
    }
    let theme = world.theme_source();
    let main = world.main_source();
    // The narrowest place in the theme: of the problem itself, else of the call that led to it.
    let spans = std::iter::once(found.span).chain(found.trace.iter().map(|point| point.span.into()));
    let in_theme = spans.filter_map(|span| position(span, theme, world)).next();
    let in_markup = position(found.span, main, world);
    let message = found.message.to_string();
    let mut diagnostic = match (in_theme, in_markup) {
        (Some((line, column, text)), _) => {
            let code = match step {
                Step::Layout => Code::THEME_ERROR,
                Step::Export => Code::PDF_STANDARD,
            };
            Diagnostic::error(code, Place::new(theme_path, line, column), message).with_excerpt(text)
        }
        // The markup is ours and calls only what a theme must have; so the theme lacks it.
        (None, Some((_, _, text))) if step == Step::Layout && blames_theme(&message) => {
            Diagnostic::error(Code::THEME_ERROR, Place::file(theme_path), message).with_excerpt(shorten(&text))
        }
        (None, in_markup) => {
            let code = match step {
                Step::Layout => Code::TYPESETTING,
                Step::Export => Code::PDF_STANDARD,
            };
            let diagnostic = Diagnostic::error(code, None, message);
            match in_markup {
                Some((_, _, text)) => diagnostic.with_excerpt(shorten(&text)),
                None => diagnostic,
            }
        }
    };
    if found.severity == Severity::Warning {
        diagnostic.severity = crate::diagnostic::Severity::Warning;
    }
    diagnostic.hints.extend(found.hints.iter().map(|hint| hint.v.to_string()));
    vec![diagnostic]
}

/// 1-based line and column of a span's start in a source, and the text of that line.
fn position(span: DiagSpan, source: &Source, world: &ReportWorld<'_>) -> Option<(u32, u32, String)> {
    if span.id() != Some(source.id()) {
        return None;
    }
    let start = world.range(span)?.start;
    let (line, column) = source.lines().byte_to_line_column(start)?;
    let text = source.text().lines().nth(line).unwrap_or_default().to_owned();
    let one_based = |number: usize| u32::try_from(number + 1).unwrap_or(u32::MAX);
    Some((one_based(line), one_based(column), text))
}

fn shorten(line: &str) -> String {
    let line = line.trim();
    if line.chars().count() <= EXCERPT {
        return line.to_owned();
    }
    line.chars().take(EXCERPT).chain(std::iter::once('…')).collect()
}

/// Whether an error in the markup comes of a theme without a function, a parameter or a label that it needs.
fn blames_theme(message: &str) -> bool {
    ["does not contain", "unexpected argument", "missing argument", "does not exist in the document", "module `theme`"]
        .iter()
        .any(|part| message.contains(part))
}

/// The text of "the text `…` could not be displayed with …", which typst-pdf says of a missing glyph.
fn undisplayable(message: &str) -> Option<String> {
    let (before, _) = message.split_once("` could not be displayed with")?;
    let literal = before.split_once("the text `")?.1;
    let inner = literal.strip_prefix('"')?.strip_suffix('"')?;
    Some(inner.to_owned())
}
