//! Findings: what is wrong with a cell, by which rule, and what to do.

use crate::diagnostic::{CellRef, Code, Diagnostic, Place, Severity};

/// How many findings of one sheet are kept. Those beyond are counted and said in one.
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
    beyond: u64,
}

impl Findings {
    pub(super) fn new(file: &str, sheet: &str, mapping: &str) -> Findings {
        let (file, sheet, mapping) = (file.to_owned(), sheet.to_owned(), mapping.to_owned());
        Findings { file, sheet, mapping, kept: Vec::new(), beyond: 0 }
    }

    /// Adds a finding. `raw` is what stands in the cell.
    pub(super) fn add(&mut self, severity: Severity, cell: Option<CellRef>, raw: Option<&str>, problem: CellProblem) {
        if self.kept.len() >= MOST {
            self.beyond += 1;
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

    /// All of them.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        if self.beyond > 0 {
            let place = Place::cell(&self.file, &self.sheet, None);
            let message = format!("{} more findings in this sheet are not shown", self.beyond);
            self.kept.push(
                Diagnostic::error(Code::MORE_FINDINGS, place, message)
                    .with_hint("mend those that are shown, and import again"),
            );
        }
        self.kept
    }
}
