//! For reading: the message, the place, the line of the input with a caret, the hints.

use crate::diagnostic::{Diagnostic, Place, Severity};

use super::{printable, short, word};

/// How much of a long line is shown, in characters.
const WINDOW: usize = 100;

/// Whether words are coloured (ECMA-48, 8.3.117, SGR).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Paint {
    /// No colours.
    Plain,
    /// Colours, on a terminal.
    Color,
}

impl Paint {
    fn apply(self, codes: &str, text: &str) -> String {
        match self {
            Paint::Plain => text.to_owned(),
            Paint::Color => format!("\x1b[{codes}m{text}\x1b[0m"),
        }
    }

    /// A word that names a failure.
    pub(in crate::cli) fn error(self, text: &str) -> String {
        self.apply("1;31", text)
    }

    fn severity(self, severity: Severity, text: &str) -> String {
        match severity {
            Severity::Note => self.apply("1;36", text),
            Severity::Warning => self.apply("1;33", text),
            Severity::Error => self.error(text),
        }
    }

    fn frame(self, text: &str) -> String {
        self.apply("1;34", text)
    }
}

/// Problems as texts to print one below the other: remarks as one line each, then warnings, then errors in full, so
/// that what stops a report is not buried and stands last, where the eye is.
pub(in crate::cli) fn for_reading(problems: &[Diagnostic], paint: Paint) -> Vec<String> {
    let of = |severity| problems.iter().filter(move |problem| problem.severity == severity);
    let mut texts: Vec<String> = of(Severity::Note).map(short).collect();
    if !texts.is_empty() {
        texts.push(String::new());
    }
    texts.extend(of(Severity::Warning).chain(of(Severity::Error)).map(|problem| human(problem, paint)));
    texts
}

/// A problem as several lines, an empty one last.
fn human(problem: &Diagnostic, paint: Paint) -> String {
    let label = format!("{}[{}]", word(problem.severity), problem.code);
    let mut lines = vec![format!("{}: {}", paint.severity(problem.severity, &label), printable(&problem.message))];
    let margin = margin(problem);
    if let Some(place) = &problem.place {
        lines.push(format!("{margin}{} {}", paint.frame("-->"), printable(&place.to_string())));
        lines.extend(excerpt(problem, place, &margin, paint));
    }
    lines.extend(rule(problem).map(|(name, text)| format!("{margin} {} {}", paint.frame(name), printable(&text))));
    let hint = |hint: &String| format!("{margin} {} {}", paint.frame("= help:"), printable(hint));
    lines.extend(problem.hints.iter().map(hint));
    lines.push(String::new());
    lines.join("\n")
}

/// What stands in a cell of a workbook, and the rule that it breaks.
fn rule(problem: &Diagnostic) -> impl Iterator<Item = (&'static str, String)> {
    let cell = problem.place.as_ref().and_then(|place| place.cell.as_deref());
    let raw = problem.excerpt.as_deref().filter(|raw| cell.is_some() && !raw.is_empty());
    let raw = raw.map(|raw| ("= cell:", window(raw, None).0));
    raw.into_iter().chain(cell.and_then(|cell| cell.rule.clone()).map(|rule| ("= rule:", rule)))
}

/// Space as wide as the number of the line.
fn margin(problem: &Diagnostic) -> String {
    let line = problem.place.as_ref().map_or(0, |place| place.line);
    " ".repeat(if line == 0 { 1 } else { line.to_string().len() })
}

fn excerpt(problem: &Diagnostic, place: &Place, margin: &str, paint: Paint) -> Vec<String> {
    let Some(line) = problem.excerpt.as_deref().filter(|_| place.line > 0) else { return Vec::new() };
    let column = (place.column as usize).checked_sub(1);
    let (shown, caret) = window(&printable(line), column);
    let bar = paint.frame("|");
    let mut lines = vec![
        format!("{margin} {bar}"),
        format!("{} {bar} {shown}", paint.frame(&place.line.to_string())).trim_end().to_owned(),
    ];
    if let Some(caret) = caret {
        lines.push(format!("{margin} {bar} {}{}", " ".repeat(caret), paint.severity(problem.severity, "^")));
    }
    lines
}

/// The part of a line around a column (0-based), and where the column is in that part.
fn window(line: &str, column: Option<usize>) -> (String, Option<usize>) {
    let length = line.chars().count();
    let column = column.map(|column| column.min(length));
    if length <= WINDOW {
        return (line.to_owned(), column);
    }
    let start = column.unwrap_or(0).saturating_sub(WINDOW / 2).min(length - WINDOW);
    let (before, after) = (if start > 0 { "…" } else { "" }, if start + WINDOW < length { "…" } else { "" });
    let part: String = line.chars().skip(start).take(WINDOW).collect();
    let shift = before.chars().count();
    (format!("{before}{part}{after}"), column.map(|column| column - start + shift))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    fn check(problem: &Diagnostic) -> String {
        human(problem, Paint::Plain)
    }

    #[test]
    fn a_problem_shows_its_line_with_a_caret_and_its_hints() {
        let problem =
            Diagnostic::error(Code::UNKNOWN_KEY, Place::new("data/x/rates.yaml", 12, 3), "unknown key `valu`")
                .with_excerpt("  valu: 1")
                .with_hint("did you mean `value`?");
        insta::assert_snapshot!(check(&problem), @r"
        error[unknown-key]: unknown key `valu`
          --> data/x/rates.yaml:12:3
           |
        12 |   valu: 1
           |   ^
           = help: did you mean `value`?
        ");
    }

    #[test]
    fn remarks_are_one_line_each_and_errors_stand_last_in_full() {
        let place = |line| Place::new("a.yaml", line, 0);
        let problems = [
            Diagnostic::error(Code::UNKNOWN_KEY, place(1), "an error").with_hint("mend it"),
            Diagnostic::note(Code::UNDATED_FIGURE, place(2), "a remark").with_hint("look at it"),
            Diagnostic::warning(Code::TYPED_YEAR, place(3), "a warning"),
        ];
        insta::assert_snapshot!(for_reading(&problems, Paint::Plain).join("\n"), @r"
        a.yaml:2: note[undated-figure]: a remark

        warning[typed-year]: a warning
         --> a.yaml:3

        error[unknown-key]: an error
         --> a.yaml:1
          = help: mend it
        ");
    }

    #[test]
    fn a_problem_without_place_has_no_frame() {
        let problem = Diagnostic::error(Code::NOT_FOUND, None, "the project has no report `x`").with_hint("look");
        insta::assert_snapshot!(check(&problem), @r"
        error[not-found]: the project has no report `x`
          = help: look
        ");
    }

    #[test]
    fn of_a_long_line_the_part_around_the_caret_is_shown() {
        let line = "a".repeat(300);
        let (shown, caret) = window(&line, Some(200));
        assert_eq!((shown.chars().count(), caret), (WINDOW + 2, Some(51)));
        let (shown, caret) = window(&line, Some(500));
        assert_eq!((shown.chars().count(), caret), (WINDOW + 1, Some(101)));
    }

    #[test]
    fn colours_stand_only_where_they_are_wanted() {
        let problem = Diagnostic::warning(Code::TYPED_YEAR, None, "m");
        assert!(human(&problem, Paint::Color).contains("\u{1b}["));
        assert!(!check(&problem).contains('\u{1b}'));
    }
}
