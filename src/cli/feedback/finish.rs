//! Writing what was asked for, whatever the end of the run.

use std::path::PathBuf;

use clap::Args;

use crate::cli::args::{Common, MessageFormat};
use crate::cli::beside::Named;
use crate::cli::console::Console;
use crate::cli::exit::{Exit, Stop};
use crate::host;

use super::{Outcome, Root, junit, sarif, summary};

/// The file that GitHub Actions shows on the page of the job.
const STEP_SUMMARY: &str = "GITHUB_STEP_SUMMARY";

/// Files for a CI server.
#[derive(Debug, Args)]
pub(in crate::cli) struct FeedbackOptions {
    /// Write what became of each file, as JUnit XML
    #[arg(long, value_name = "FILE")]
    report_junit: Option<PathBuf>,
    /// Write the problems, as SARIF 2.1.0
    #[arg(long, value_name = "FILE")]
    report_sarif: Option<PathBuf>,
    /// Write a page on the run, as Markdown [default with --message-format github: added to GITHUB_STEP_SUMMARY]
    #[arg(long, value_name = "FILE")]
    summary: Option<PathBuf>,
}

impl FeedbackOptions {
    /// The files that were asked for.
    pub(in crate::cli) fn files(&self) -> impl Iterator<Item = Named<'_>> {
        let options = [
            ("--report-junit", &self.report_junit),
            ("--report-sarif", &self.report_sarif),
            ("--summary", &self.summary),
        ];
        options.into_iter().filter_map(|(option, path)| Some(Named::written(option, path.as_deref()?)))
    }
}

/// Ends a command: says why it stopped, if it did, and writes what was asked for.
pub(in crate::cli) fn finish(
    ended: Result<Exit, Stop>,
    mut outcome: Outcome,
    options: &FeedbackOptions,
    common: &Common,
    console: &Console,
) -> Exit {
    if let Err(stop) = &ended {
        outcome.add_stop(stop);
    }
    let exit = ended.unwrap_or_else(|stop| stop.show(console));
    let root = Root::of_environment(&common.project);
    let mut exits = vec![exit];
    if let Some(path) = &options.report_junit {
        exits.push(console.write(path, &junit::xml(&outcome, &|problem| common.counts(problem))));
    }
    if let Some(path) = &options.report_sarif {
        exits.push(console.write(path, &sarif::json(&outcome, &root, exit)));
    }
    let named = std::env::var_os(STEP_SUMMARY).filter(|path| !path.is_empty()).map(PathBuf::from);
    match (&options.summary, named, common.message_format) {
        (Some(path), _, _) => exits.push(console.write(path, summary::markdown(&outcome, &root).as_bytes())),
        (None, Some(path), MessageFormat::Github) => {
            if let Err(error) = host::append(&path, summary::markdown(&outcome, &root).as_bytes()) {
                console.failure(&error.to_string());
                exits.push(Exit::Machine);
            }
        }
        (None, _, MessageFormat::Human | MessageFormat::Short | MessageFormat::Json | MessageFormat::Github) => {}
    }
    exits.into_iter().max().unwrap_or(exit)
}
