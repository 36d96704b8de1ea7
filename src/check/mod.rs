//! Rules that the data of a country must keep. Floor 2.
//!
//! What one value says of another: figures and their sources and dates, statements that disagree, stated against
//! computed status and years, translations. Each rule is a function from the data to problems, each at the place
//! that the loader remembered. Knows no file and no template; shapes, ids and references are settled when a
//! dataset is loaded. A peculiarity of the sources that the data records as a conflict is not reported again.

mod commitments;
mod conflicts;
mod counts;
mod editions;
mod figures;
mod periods;
mod records;
mod sources;
mod status;
mod translations;
mod units;
mod words;
mod years;

#[cfg(test)]
mod tests;

pub use units::units;

use crate::diagnostic::{self, Code, Diagnostic};
use crate::model::{Dataset, LanguageTag};

/// A rule.
type Rule = fn(&Dataset, &mut Vec<Diagnostic>);

/// Every rule but that of translations, which also needs the languages.
const RULES: [Rule; 11] = [
    sources::figures_have_sources,
    sources::records_have_sources,
    figures::figures_are_dated,
    counts::counts_are_possible,
    conflicts::choices_have_reasons,
    status::stated_status_agrees,
    years::stated_years_agree,
    periods::periods_cover_time,
    commitments::commitments_are_dated_sums,
    editions::editions_and_rates_fit,
    words::words_are_known,
];

/// Holds the data of a country against every rule. `languages` are those that reports of the country are built in.
///
/// A problem of level error is one that a report must not be made with; warnings and notes are for a person to look at.
pub fn check(dataset: &Dataset, languages: &[LanguageTag]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for rule in RULES {
        rule(dataset, &mut diagnostics);
    }
    translations::texts_are_translated(dataset, languages, &mut diagnostics);
    diagnostic::sort(&mut diagnostics);
    diagnostics
}

/// A problem of level error at the place of a path.
fn error(dataset: &Dataset, path: &str, code: Code, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(code, dataset.places.of(path), message)
}

/// A problem of level warning at the place of a path.
fn warning(dataset: &Dataset, path: &str, code: Code, message: impl Into<String>) -> Diagnostic {
    Diagnostic::warning(code, dataset.places.of(path), message)
}
