//! `hokoku check`.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::{self, Project};

use super::args::{Check, Common};
use super::console::Console;
use super::exit::{Exit, Stop};
use super::source;

/// What was looked at and found.
#[derive(Debug, Serialize)]
struct Counts {
    countries: usize,
    templates: usize,
    languages: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
}

/// Checks the project, or some of its countries.
pub(super) fn run(options: &Check, common: &Common, console: &Console) -> Result<Exit, Stop> {
    let project = source::project(common)?;
    source::require_countries(&project, &options.country)?;
    let codes: Vec<String> = match &options.country[..] {
        [] => project.countries.keys().cloned().collect(),
        asked => asked.to_vec(),
    };
    let set = source::fonts(&project, options.font_dir.as_deref())?;
    let mut diagnostics = report::check(&project, &codes, &set.fonts);
    console.show(&project, &mut diagnostics);
    let counts = counts(&project, &codes, &diagnostics);
    console.line(&summary(&counts), "summary", &counts);
    Ok(common.weigh(&diagnostics))
}

fn counts(project: &Project, codes: &[String], diagnostics: &[Diagnostic]) -> Counts {
    let of = |severity| diagnostics.iter().filter(|problem| problem.severity == severity).count();
    Counts {
        countries: codes.len(),
        templates: project.templates.len(),
        languages: project.locales.len(),
        errors: of(Severity::Error),
        warnings: of(Severity::Warning),
        notes: of(Severity::Note),
    }
}

fn summary(counts: &Counts) -> String {
    let many = |count: usize, one: &str, more: &str| format!("{count} {}", if count == 1 { one } else { more });
    format!(
        "checked {}, {}, {}: {}, {}, {}",
        many(counts.countries, "country", "countries"),
        many(counts.templates, "template", "templates"),
        many(counts.languages, "language", "languages"),
        many(counts.errors, "error", "errors"),
        many(counts.warnings, "warning", "warnings"),
        many(counts.notes, "note", "notes"),
    )
}
