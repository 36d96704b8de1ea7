//! `hokoku check`.

use serde::Serialize;

use crate::dataset::InputFile;
use crate::diagnostic::{Diagnostic, Severity};
use crate::issued;
use crate::report::{self, Project};

use super::args::{Check, Common};
use super::beside;
use super::console::Console;
use super::exit::{Exit, Stop};
use super::feedback::{FileOutcome, Outcome, State, finish};
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
pub(super) fn run(options: &Check, common: &Common, console: &Console) -> Exit {
    if let Err(stop) = beside::check_files(&options.feedback.files().collect::<Vec<_>>(), None, common) {
        return stop.show(console);
    }
    let mut outcome = Outcome::new("check");
    let ended = check(options, common, console, &mut outcome);
    finish(ended, outcome, &options.feedback, common, console)
}

fn check(options: &Check, common: &Common, console: &Console, outcome: &mut Outcome) -> Result<Exit, Stop> {
    let project = source::project(common)?;
    source::require_countries(&project, &options.country)?;
    let codes: Vec<String> = match &options.country[..] {
        [] => project.countries.keys().cloned().collect(),
        asked => asked.to_vec(),
    };
    let set = source::fonts(&project, options.font_dir.as_deref())?;
    let mut diagnostics = report::check(&project, &codes, &set.fonts);
    diagnostics.extend(registers(&project, &codes));
    console.show(&project, &mut diagnostics);
    let counts = counts(&project, &codes, &diagnostics);
    outcome.totals = summary(&counts);
    console.line(&outcome.totals, "summary", &counts);
    let exit = common.weigh(&diagnostics);
    outcome.files = project.parts(&codes).map(|file| checked(file.path.clone(), &diagnostics)).collect();
    outcome.problems = diagnostics;
    Ok(exit)
}

/// What is wrong in the registers of issued files.
fn registers(project: &Project, codes: &[String]) -> Vec<Diagnostic> {
    let register = |code: &String| project.file(&format!("data/{code}/{}", issued::REGISTER));
    let problems = |file: &InputFile| issued::read_register(&file.path, &file.bytes).1;
    codes.iter().filter_map(register).flat_map(problems).collect()
}

/// An input that was looked at, with what was found in it. Inputs are grouped by their folder below `data/` or beside it.
fn checked(path: String, diagnostics: &[Diagnostic]) -> FileOutcome {
    let is_own = |problem: &&Diagnostic| problem.place.as_ref().is_some_and(|place| *place.file == *path);
    let problems = diagnostics.iter().filter(is_own).cloned().collect();
    let group = path.split('/').take(2).collect::<Vec<_>>().join("/");
    FileOutcome { group, report: String::new(), format: "", path, state: State::Checked, problems }
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
