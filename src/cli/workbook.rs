//! `hokoku workbook`.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use crate::diagnostic::{Code, Diagnostic, Place, nearest};
use crate::host::{self, Change};
use crate::locale::Locale;
use crate::model::{Dataset, FiscalYear, LanguageTag, Timestamp};
use crate::report::Project;
use crate::spreadsheet::workbook::{self, WorkbookInput};

use super::args::{self, Common};
use super::clock;
use super::console::Console;
use super::exit::{Exit, Stop};
use super::source;

/// `workbook`.
#[derive(Debug, Args)]
pub(super) struct WorkbookOptions {
    /// The country whose data the workbook holds [default: the only one]
    #[arg(long, value_name = "CODE")]
    country: Option<String>,
    /// The year that is to be filled in; it may be new
    #[arg(long, value_name = "YEAR", value_parser = args::year)]
    year: i16,
    /// The file to write, such as office-2026.xlsx
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    /// The language of labels and explanations [default: that of the data]
    #[arg(long, value_name = "TAG", value_parser = args::language)]
    language: Option<LanguageTag>,
    /// Write over a file that is there already
    #[arg(long)]
    replace: bool,
}

/// Writes the workbook that an office fills in.
pub(super) fn run(options: &WorkbookOptions, common: &Common, console: &Console) -> Result<Exit, Stop> {
    if !options.output.extension().is_some_and(|end| end.eq_ignore_ascii_case("xlsx")) {
        let message = "spreadsheet programs open the workbook only if its name ends with `.xlsx`";
        return Err(Stop::Usage(format!("{message}; found `{}`", options.output.display())));
    }
    let project = source::present_project(common)?;
    let code = country(options, &project)?;
    source::require_countries(&project, std::slice::from_ref(&code))?;
    let dataset = dataset(&project, &code, console)?;
    let locale = locale(options, &project, dataset)?;
    let mut problems: Vec<Diagnostic> = missing(locale).into_iter().collect();
    let reports: Vec<String> = project.templates.keys().cloned().collect();
    let fallback = FiscalYear::new(options.year).map(FiscalYear::first_day).map(Timestamp::of_day);
    let created = clock::timestamp(common)?.or(fallback).expect("a year of the command line is a fiscal year");
    let input = WorkbookInput { dataset, locale, year: options.year, reports: &reports, created };
    let bytes = workbook::write(&input).map_err(Stop::Problems)?;
    if !options.replace && host::has_file(&options.output) && host::compare(&options.output, &bytes) == Change::Written
    {
        let path = options.output.display();
        return Err(Stop::Usage(format!(
            "`{path}` is there already, and somebody may have filled it in; name another file, or write over it with `--replace`"
        )));
    }
    console.show(&project, &mut problems);
    let change = host::write(&options.output, &bytes)?;
    let word = match change {
        Change::Written => "wrote",
        Change::Unchanged => "unchanged",
    };
    let path = options.output.display().to_string();
    let text = format!("{word}   {path}: {code}, {}, in {}", options.year, locale.tag());
    let object = json!({
        "path": path,
        "country": code,
        "year": options.year,
        "language": locale.tag(),
        "revision": workbook::revision(dataset),
        "is-changed": change == Change::Written,
    });
    console.line(&text, "workbook", &object);
    Ok(common.weigh(&problems))
}

/// The country that was asked for, or the only one that there is.
fn country(options: &WorkbookOptions, project: &Project) -> Result<String, Stop> {
    let known: Vec<&String> = project.countries.keys().collect();
    match (&options.country, &known[..]) {
        (Some(code), _) => Ok(code.clone()),
        (None, [only]) => Ok((*only).clone()),
        (None, _) => {
            let message = "a workbook is of one country; name it with `--country`";
            let codes: Vec<&str> = known.iter().map(|code| code.as_str()).collect();
            Err(Stop::Usage(format!("{message}: {}", codes.join(", "))))
        }
    }
}

/// The data, where it has no errors: they would go into the workbook and come back from it.
fn dataset<'a>(project: &'a Project, code: &str, console: &Console) -> Result<&'a Dataset, Stop> {
    let country = project.countries.get(code).expect("a country that is required is there");
    let errors: Vec<Diagnostic> = country.diagnostics.iter().filter(|problem| problem.is_error()).cloned().collect();
    match (&country.dataset, errors.is_empty()) {
        (Some(dataset), true) => Ok(dataset),
        (Some(_) | None, _) => {
            let mut errors = errors;
            crate::report::add_excerpts(project, &mut errors);
            console.line("the data has errors, so no workbook was made of it", "note", &json!({ "written": false }));
            Err(Stop::Problems(errors))
        }
    }
}

fn locale<'a>(options: &WorkbookOptions, project: &'a Project, dataset: &Dataset) -> Result<&'a Locale, Stop> {
    let own = &dataset.country.language;
    let tag = options.language.as_ref().unwrap_or(own);
    let found = project.locales.get(tag);
    let otherwise = if options.language.is_none() { project.locales.values().next() } else { None };
    if let Some(locale) = found.or(otherwise) {
        return Ok(locale);
    }
    let known: Vec<&str> = project.locales.keys().map(LanguageTag::as_str).collect();
    let problem = Diagnostic::error(Code::NOT_FOUND, None, format!("the project offers no language `{tag}`"));
    Err(match nearest(tag.as_str(), known.iter().copied()) {
        Some(near) => problem.with_hint(format!("did you mean `{near}`?")),
        None => problem.with_hint(format!("take what there is: {}", known.join(", "))),
    }
    .into())
}

/// Messages that the language lacks, in one warning.
fn missing(locale: &Locale) -> Option<Diagnostic> {
    let missing = workbook::missing_messages(locale);
    let first = missing.first()?;
    let path = format!("report-templates/locales/{}.ftl", locale.tag());
    let message = match missing.len() {
        1 => format!("the message `{first}` is missing"),
        count => format!("{count} messages of workbooks are missing, the first: `{first}`"),
    };
    let problem = Diagnostic::warning(Code::MISSING_TRANSLATION, Place::file(&path), message);
    Some(problem.with_hint(format!("add them to `{path}`; until then the workbook has the names of the data")))
}
