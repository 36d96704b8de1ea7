//! `hokoku verify`.

use clap::Args;
use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::host;
use crate::issued::{self, REGISTER, State};

use super::args::Common;
use super::console::Console;
use super::exit::{Exit, Stop};
use super::source;

/// `verify`.
#[derive(Debug, Args)]
pub(super) struct Verify {
    /// Check that the files of the registers are as they were issued
    #[arg(long, required = true)]
    register: bool,
    /// Countries by code [default: all]
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    country: Vec<String>,
}

/// How many files are in which state.
#[derive(Debug, Default, Serialize)]
struct Tally {
    unchanged: usize,
    changed: usize,
    missing: usize,
    replaced: usize,
}

/// Checks the registers of the project, or of some of its countries.
pub(super) fn run(options: &Verify, common: &Common, console: &Console) -> Result<Exit, Stop> {
    let project = source::present_project(common)?;
    source::require_countries(&project, &options.country)?;
    let codes: Vec<&String> = match &options.country[..] {
        [] => project.countries.keys().collect(),
        asked => asked.iter().collect(),
    };
    let content = |path: &str| {
        let path = common.project.join(path);
        if host::has_file(&path) { host::read_file(&path, issued::MOST_BYTES).map(Some) } else { Ok(None) }
    };
    let (mut problems, mut rows, mut tally): (Vec<Diagnostic>, _, _) = (Vec::new(), Vec::new(), Tally::default());
    for code in codes {
        let place = format!("data/{code}/{REGISTER}");
        let Some(bytes) = content(&place)? else { continue };
        let (entries, found) = issued::read_register(&place, &bytes);
        problems.extend(found);
        for (entry, state) in entries.iter().zip(issued::verify_register(&entries, content)?) {
            match state {
                State::Unchanged => tally.unchanged += 1,
                State::Changed => tally.changed += 1,
                State::Missing => tally.missing += 1,
                State::Replaced => tally.replaced += 1,
            }
            problems.extend(issued::register_problem(code, entry, state));
            let words = [state.as_str(), entry.status.as_str(), &entry.date.to_string(), &entry.file];
            rows.push(words.map(str::to_owned).to_vec());
        }
    }
    console.table(&["state", "status", "date", "file"], &rows);
    console.problems(&problems);
    let Tally { unchanged, changed, missing, replaced } = &tally;
    let line =
        format!("{unchanged} unchanged, {changed} changed, {missing} missing, {replaced} replaced by a newer entry");
    console.line(&line, "summary", &tally);
    Ok(common.weigh(&problems))
}
