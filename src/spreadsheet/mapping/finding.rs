//! Findings: what is wrong with a cell, by which rule, and what to do.

use std::collections::BTreeMap;

use crate::diagnostic::{CellRef, Code, Diagnostic, Place, Severity};

/// How many findings of one sheet are kept of each severity, so that notes do not take the place of errors. Those beyond are
/// counted and said in one.
const MOST: usize = 1_000;

/// What is wrong with one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CellProblem {
    /// The rule.
    pub(super) code: Code,
    /// What was found and expected.
    pub(super) message: String,
    /// What to do.
    pub(super) hint: String,
    /// What the mapping says.
    pub(super) rule: Option<String>,
}

impl CellProblem {
    pub(super) fn new(code: Code, message: impl Into<String>, hint: impl Into<String>) -> CellProblem {
        CellProblem { code, message: message.into(), hint: hint.into(), rule: None }
    }

    /// Adds what the mapping says, as it is written there.
    pub(super) fn by(mut self, rule: impl ToString) -> CellProblem {
        self.rule = Some(rule.to_string());
        self
    }
}

/// The beginning of a text, for a message in which it is named.
pub(super) fn short(text: &str) -> std::borrow::Cow<'_, str> {
    const MOST_CHARACTERS: usize = 80;
    let text = text.trim();
    match text.char_indices().nth(MOST_CHARACTERS) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()).into(),
        None => text.into(),
    }
}

/// A sentence, cut off where a text of the file makes it longer than anybody reads.
fn cut(text: &str) -> String {
    const MOST_CHARACTERS: usize = 600;
    match text.char_indices().nth(MOST_CHARACTERS) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The findings of one sheet.
#[derive(Debug)]
pub(super) struct Findings {
    file: String,
    sheet: String,
    /// The path of the mapping.
    mapping: String,
    kept: Vec<Diagnostic>,
    counts: BTreeMap<Severity, usize>,
}

impl Findings {
    pub(super) fn new(file: &str, sheet: &str, mapping: &str) -> Findings {
        let (file, sheet, mapping) = (file.to_owned(), sheet.to_owned(), mapping.to_owned());
        Findings { file, sheet, mapping, kept: Vec::new(), counts: BTreeMap::new() }
    }

    /// Adds a finding. `raw` is what stands in the cell.
    pub(super) fn add(&mut self, severity: Severity, cell: Option<CellRef>, raw: Option<&str>, problem: CellProblem) {
        let count = self.counts.entry(severity).or_default();
        *count += 1;
        if *count > MOST {
            return;
        }
        let CellProblem { code, message, hint, rule } = problem;
        let (message, hint) = (cut(&message), cut(&hint));
        let rule = rule.map(|rule| format!("{}, in {}", cut(&rule), self.mapping));
        let place = Place::cell(&self.file, &self.sheet, cell).by_rule(rule);
        let diagnostic = Diagnostic { severity, ..Diagnostic::error(code, place, message) };
        let diagnostic = if hint.is_empty() { diagnostic } else { diagnostic.with_hint(hint) };
        self.kept.push(match raw {
            Some(raw) => diagnostic.with_excerpt(raw.chars().take(200).collect::<String>()),
            None => diagnostic,
        });
    }

    /// An error at a cell.
    pub(super) fn error(&mut self, cell: CellRef, raw: &str, problem: CellProblem) {
        self.add(Severity::Error, Some(cell), Some(raw), problem);
    }

    /// All of them. What is said of those beyond weighs as much as the gravest of them.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        let beyond = self.counts.iter().filter(|(_, count)| **count > MOST);
        let (mut number, mut gravest) = (0, None);
        for (severity, count) in beyond {
            number += count - MOST;
            gravest = gravest.max(Some(*severity));
        }
        if let Some(severity) = gravest {
            let place = Place::cell(&self.file, &self.sheet, None);
            let message = format!("{number} more findings in this sheet are not shown");
            let more = Diagnostic { severity, ..Diagnostic::error(Code::MORE_FINDINGS, place, message) };
            self.kept.push(more.with_hint("mend those that are shown, and import again"));
        }
        self.kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(counts: &[(Severity, usize)]) -> Vec<Diagnostic> {
        let mut findings = Findings::new("a.xlsx", "Lines", "lines.yaml");
        for (severity, count) in counts {
            for _ in 0..*count {
                findings.add(*severity, None, None, CellProblem::new(Code::TIME_OF_DAY, "found", "look"));
            }
        }
        findings.finish()
    }

    #[test]
    fn many_notes_and_warnings_neither_hide_errors_nor_become_one() {
        let found = found(&[(Severity::Note, MOST + 2), (Severity::Warning, MOST + 1), (Severity::Error, 3)]);
        let errors = found.iter().filter(|finding| finding.is_error()).count();
        let last = found.last().expect("findings");
        assert_eq!((found.len(), errors), (2 * MOST + 4, 3));
        assert_eq!((last.severity, last.code), (Severity::Warning, Code::MORE_FINDINGS));
        assert_eq!(last.message, "3 more findings in this sheet are not shown");
    }

    #[test]
    fn errors_beyond_the_most_are_an_error_and_as_many_as_the_most_are_all() {
        assert_eq!(found(&[(Severity::Error, MOST), (Severity::Note, MOST)]).len(), 2 * MOST);
        let found = found(&[(Severity::Error, MOST + 1), (Severity::Note, 1)]);
        let last = found.last().expect("findings");
        assert_eq!((found.len(), last.severity, last.code), (MOST + 2, Severity::Error, Code::MORE_FINDINGS));
    }
}
