//! Problems in an input, told to the person who can mend them. Floor 0.
//!
//! A [`Diagnostic`] is the user's problem: it has a code, a severity, a [`Place`], one sentence and hints.
//! The sentence is a lowercase fragment without final stop. A failure of the machine is an `Error` beside
//! the floor it arises on; a bug of ours is a panic. Knows nothing of how problems are shown.

mod cell;
mod codes;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use cell::{CellPlace, CellRef};
pub use codes::{CODES, Code, explanation};

/// How much a diagnostic weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Note,
    /// The report is made, but a person should look.
    Warning,
    /// The report is not made.
    Error,
}

/// Where a problem stands in an input, as narrow as is known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Path relative to the project, with `/`.
    pub file: Box<str>,
    /// 1-based line; 0 where the whole file is meant.
    pub line: u32,
    /// 1-based column in characters; 0 where the whole line is meant.
    pub column: u32,
    /// The place in a workbook, which has no lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<Box<CellPlace>>,
}

impl Place {
    /// A position in a file.
    pub fn new(file: impl Into<String>, line: u32, column: u32) -> Self {
        Place { file: file.into().into_boxed_str(), line, column, cell: None }
    }

    /// A file as a whole.
    pub fn file(file: impl Into<String>) -> Self {
        Place::new(file, 0, 0)
    }

    /// A cell of a workbook, or a sheet as a whole where `cell` is `None`. A file of one unnamed sheet (CSV) gives no name.
    pub fn cell(file: impl Into<String>, sheet: impl Into<String>, cell: Option<CellRef>) -> Self {
        Place { cell: Some(Box::new(CellPlace { sheet: sheet.into(), cell, rule: None })), ..Place::file(file) }
    }

    /// Adds the rule of a cell that was broken.
    #[must_use]
    pub fn by_rule(mut self, rule: Option<String>) -> Self {
        if let Some(cell) = &mut self.cell {
            cell.rule = rule;
        }
        self
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
            if self.column > 0 {
                write!(f, ":{}", self.column)?;
            }
        }
        if let Some(cell) = &self.cell {
            write!(f, " {cell}")?;
        }
        Ok(())
    }
}

/// One problem in an input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Diagnostic {
    /// What kind of problem; `hokoku explain CODE` tells more.
    pub code: Code,
    /// How much it weighs.
    pub severity: Severity,
    /// Where it stands; `None` only for problems of a whole command.
    pub place: Option<Place>,
    /// What was found and what was expected.
    pub message: String,
    /// What to do, each an order.
    pub hints: Vec<String>,
    /// The line of the input at the place, for display.
    pub excerpt: Option<Box<str>>,
}

impl Diagnostic {
    /// A problem of level error.
    pub fn error(code: Code, place: impl Into<Option<Place>>, message: impl Into<String>) -> Self {
        Diagnostic {
            code,
            severity: Severity::Error,
            place: place.into(),
            message: message.into(),
            hints: Vec::new(),
            excerpt: None,
        }
    }

    /// A problem of level warning.
    pub fn warning(code: Code, place: impl Into<Option<Place>>, message: impl Into<String>) -> Self {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(code, place, message) }
    }

    /// A remark.
    pub fn note(code: Code, place: impl Into<Option<Place>>, message: impl Into<String>) -> Self {
        Diagnostic { severity: Severity::Note, ..Diagnostic::error(code, place, message) }
    }

    /// Adds an order that would mend the problem.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds the line of the input at the place.
    #[must_use]
    pub fn with_excerpt(mut self, line: impl Into<Box<str>>) -> Self {
        self.excerpt = Some(line.into());
        self
    }

    /// Whether this stops a report from being written.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Sorts by place, then weight, then words, and drops repetitions.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| {
        let weight = |diagnostic: &Diagnostic| std::cmp::Reverse(diagnostic.severity);
        (position(a), weight(a), a.code, &a.message).cmp(&(position(b), weight(b), b.code, &b.message))
    });
    diagnostics.dedup();
}

/// Where a problem stands, whatever rule it breaks.
fn position(diagnostic: &Diagnostic) -> impl Ord {
    let place = diagnostic.place.as_ref();
    place.map(|place| {
        (&*place.file, place.line, place.column, place.cell.as_ref().map(|cell| (&*cell.sheet, cell.cell)))
    })
}

/// The nearest of some known words, for a "did you mean" hint; `None` where nothing is near.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // What is longer than that is no slip of the pen, and comparing takes time and memory by the product of the lengths.
    const MOST_CHARACTERS: usize = 100;
    let length = word.chars().count();
    let limit = 1 + length / 4;
    known
        .into_iter()
        .filter(|candidate| length.max(candidate.chars().count()) <= MOST_CHARACTERS)
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_prints_only_what_is_known() {
        assert_eq!(Place::file("a.yaml").to_string(), "a.yaml");
        assert_eq!(Place::new("a.yaml", 3, 0).to_string(), "a.yaml:3");
        assert_eq!(Place::new("a.yaml", 3, 7).to_string(), "a.yaml:3:7");
        let cell = |sheet: &str, text: &str| Place::cell("a.xlsx", sheet, CellRef::parse(text)).to_string();
        assert_eq!(cell("Lines", "B7"), "a.xlsx Lines!B7");
        assert_eq!(cell("It's new", "AA10"), "a.xlsx 'It''s new'!AA10");
        assert_eq!(cell("Lines", ""), "a.xlsx Lines");
        assert_eq!(cell("", "B7"), "a.xlsx B7");
    }

    #[test]
    fn a_near_word_is_offered_and_a_far_one_is_not() {
        assert_eq!(nearest("perod", ["period", "places"]), Some("period"));
        assert_eq!(nearest("colour", ["period", "places"]), None);
    }
}
