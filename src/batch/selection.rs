//! What was asked for, held against what there is.

use std::collections::BTreeSet;
use std::fmt;

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::LanguageTag;
use crate::report::{Format, Project};

/// Which reports to build. An empty list asks for all of its kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    /// Names of templates.
    pub reports: Vec<String>,
    /// Codes of countries.
    pub countries: Vec<String>,
    /// Years of editions.
    pub years: Vec<Years>,
    /// Languages.
    pub languages: Vec<LanguageTag>,
    /// Formats.
    pub formats: Vec<Format>,
}

/// A year, or years in a row, both ends included. Not reversed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Years {
    first: i16,
    last: i16,
}

impl Years {
    /// From a year to a year; `None` if the second is before the first.
    pub fn new(first: i16, last: i16) -> Option<Years> {
        (first <= last).then_some(Years { first, last })
    }

    /// Whether a year is among them.
    pub fn contains(self, year: i16) -> bool {
        (self.first..=self.last).contains(&year)
    }
}

impl fmt::Display for Years {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last { write!(f, "{}", self.first) } else { write!(f, "{}..{}", self.first, self.last) }
    }
}

impl Selection {
    /// Whether a report is asked for.
    pub(super) fn has_report(&self, name: &str) -> bool {
        self.reports.is_empty() || self.reports.iter().any(|report| report == name)
    }

    /// Whether a year is asked for.
    pub(super) fn has_year(&self, year: i16) -> bool {
        self.years.is_empty() || self.years.iter().any(|years| years.contains(year))
    }

    /// Whether a language is asked for.
    pub(super) fn has_language(&self, language: &LanguageTag) -> bool {
        self.languages.is_empty() || self.languages.contains(language)
    }

    /// Whether a format is asked for.
    pub(super) fn has_format(&self, format: Format) -> bool {
        self.formats.is_empty() || self.formats.contains(&format)
    }

    /// The codes of the countries that are asked for and are there.
    pub fn codes(&self, project: &Project) -> Vec<String> {
        let is_wanted = |code: &&String| self.countries.is_empty() || self.countries.contains(code);
        project.countries.keys().filter(is_wanted).cloned().collect()
    }

    /// Every name that was asked for and is nowhere in the project.
    pub fn unknown(&self, project: &Project) -> Vec<Diagnostic> {
        let editions = || project.countries.values().filter_map(|country| country.dataset.as_ref());
        let editions = || editions().flat_map(|dataset| &dataset.editions);
        let countries: BTreeSet<String> = project.countries.keys().cloned().collect();
        let of_editions = editions().map(|edition| edition.report.clone());
        let reports: BTreeSet<String> = project.templates.keys().cloned().chain(of_editions).collect();
        let languages: BTreeSet<String> = project.locales.keys().map(LanguageTag::to_string).collect();
        let years: BTreeSet<i16> = editions().map(|edition| edition.year).collect();
        let mut found = Vec::new();
        found.extend(self.countries.iter().filter_map(|code| unknown("country", code, &countries)));
        found.extend(self.reports.iter().filter_map(|name| unknown("report", name, &reports)));
        found.extend(self.languages.iter().filter_map(|tag| unknown("language", tag.as_str(), &languages)));
        let is_missing = |asked: &&Years| !years.iter().any(|year| asked.contains(*year));
        let known: BTreeSet<String> = years.iter().map(i16::to_string).collect();
        found.extend(
            self.years.iter().filter(is_missing).map(|asked| missing("edition of", &asked.to_string(), &known)),
        );
        found
    }
}

fn unknown(kind: &str, name: &str, known: &BTreeSet<String>) -> Option<Diagnostic> {
    (!known.contains(name)).then(|| missing(kind, name, known))
}

/// The problem of a name that is not there, with what is.
fn missing(kind: &str, name: &str, known: &BTreeSet<String>) -> Diagnostic {
    let mut problem = Diagnostic::error(Code::NOT_FOUND, None, format!("the project has no {kind} `{name}`"));
    if let Some(near) = nearest(name, known.iter().map(String::as_str)).filter(|_| kind != "edition of") {
        problem = problem.with_hint(format!("did you mean `{near}`?"));
    }
    let names: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    let there = if names.is_empty() { "nothing of this kind".to_owned() } else { names.join(", ") };
    problem.with_hint(format!("take what there is: {there}"))
}
