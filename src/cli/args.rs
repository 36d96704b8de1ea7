//! What was typed.

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::batch::{Shard, Years};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{LanguageTag, Timestamp};
use crate::report::Format;

use super::Exit;
use super::cache::CacheOptions;
use super::feedback::FeedbackOptions;
use super::import::Import;
use super::merge_manifests::MergeManifests;
use super::stamp::Stamp;
use super::verify::Verify;
use super::workbook::WorkbookOptions;

/// Annual reports and yearly briefs from data, as PDF, Word and HTML.
#[derive(Debug, Parser)]
#[command(name = "hokoku", version)]
pub struct Arguments {
    /// The command.
    #[command(subcommand)]
    pub(super) command: Command,
    /// What every command takes.
    #[command(flatten)]
    pub(super) common: Common,
}

/// Options of every command.
#[derive(Debug, Args)]
pub(super) struct Common {
    /// The folder that has data/ and report-templates/
    #[arg(long, value_name = "DIR", default_value = ".", global = true)]
    pub(super) project: PathBuf,
    /// The date that files carry, such as 2024-04-01 or 2024-04-01T00:00:00Z [default: SOURCE_DATE_EPOCH, else the as-of date of each edition]
    #[arg(long, value_name = "TIME", value_parser = timestamp, global = true)]
    pub(super) timestamp: Option<Timestamp>,
    /// How problems are shown
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "human", global = true)]
    pub(super) message_format: MessageFormat,
    /// End with exit code 1 for these too
    #[arg(long, value_enum, value_name = "WHAT", value_delimiter = ',', global = true)]
    pub(super) fail_on: Vec<FailOn>,
    /// Print problems only
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
}

impl Common {
    /// Whether a problem makes a command fail.
    pub(super) fn counts(&self, problem: &Diagnostic) -> bool {
        problem.is_error()
            || self.fail_on.iter().any(|what| match what {
                FailOn::Warning => problem.severity == Severity::Warning,
                FailOn::MissingTranslation => problem.code == Code::MISSING_TRANSLATION,
            })
    }

    /// The exit code that problems ask for.
    pub(super) fn weigh(&self, diagnostics: &[Diagnostic]) -> Exit {
        if diagnostics.iter().any(|problem| self.counts(problem)) { Exit::Findings } else { Exit::Done }
    }
}

/// How problems are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageFormat {
    /// With the line of the input, for reading
    Human,
    /// One line each
    Short,
    /// One JSON object a line, on standard output
    Json,
    /// Annotations of GitHub Actions, and a page on the run for the job
    Github,
}

/// What is not an error and can be made to count as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Any warning
    Warning,
    /// A text that a language lacks
    MissingTranslation,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Make reports
    Build(Box<Build>),
    /// Hold data, templates and languages against their rules, without writing anything
    Check(Check),
    /// Read a workbook, or the figures that somebody corrected in a Word report, and show what differs from the data
    Import(Import),
    /// Write the workbook that an office fills in: the data, and room for what is new
    Workbook(WorkbookOptions),
    /// Mark a finished PDF as draft, for approval, final or superseded
    Stamp(Stamp),
    /// Hold issued files against the register
    Verify(Verify),
    /// Show what there is
    List(List),
    /// Tell more about a code that a problem was shown with
    Explain(Explain),
    /// Look at the cache of finished files (HOKOKU_CACHE_DIR), or empty it
    Cache(CacheOptions),
    /// Join the manifests of all shards, and prove that nothing is missing or twice
    MergeManifests(MergeManifests),
    /// Read a workbook in a process of its own (not for people)
    #[command(hide = true)]
    ReadWorkbook(super::read_workbook::ReadWorkbook),
}

/// `build`.
#[derive(Debug, Args)]
pub(super) struct Build {
    /// Reports by the name of their template [default: all]
    #[arg(value_name = "REPORT")]
    pub(super) reports: Vec<String>,
    /// Countries by code [default: all]
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(super) country: Vec<String>,
    /// Years of editions, such as 2022,2015..2019 [default: all]
    #[arg(long, value_name = "YEARS", value_delimiter = ',', value_parser = years)]
    pub(super) year: Vec<Years>,
    /// Languages by tag [default: all that the template offers]
    #[arg(long, value_name = "TAG", value_delimiter = ',', value_parser = language)]
    pub(super) language: Vec<LanguageTag>,
    /// Formats: pdf, docx, html [default: all that the template offers]
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', value_parser = format)]
    pub(super) format: Vec<Format>,
    /// Where files are written [default: output/ in the project]
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// How many reports are made at a time [default: one a processor]
    #[arg(long, value_name = "N", value_parser = jobs)]
    pub(super) jobs: Option<NonZeroUsize>,
    /// Make everything anew, and keep nothing in the cache of finished files
    #[arg(long)]
    pub(super) no_cache: bool,
    /// Print what would be made, and make nothing
    #[arg(long, conflicts_with = "check")]
    pub(super) plan: bool,
    /// Make one part of the plan, such as 2/8, and leave the others to other runs
    #[arg(long, value_name = "I/N", value_parser = shard)]
    pub(super) shard: Option<Shard>,
    /// What reports cost, as --timings of an earlier run wrote it, to divide the plan by [default: fixed costs]
    #[arg(long, value_name = "FILE")]
    pub(super) costs: Option<PathBuf>,
    /// Write no report; fail if the output folder is not what the data gives
    #[arg(long)]
    pub(super) check: bool,
    /// A folder with more fonts; the system's own are never used
    #[arg(long, value_name = "DIR", env = "HOKOKU_FONT_DIR")]
    pub(super) font_dir: Option<PathBuf>,
    /// A Word document whose styles, paper, header and footer the Word files take
    #[arg(long, value_name = "FILE")]
    pub(super) reference_doc: Option<PathBuf>,
    /// Write how long each stage took, as JSON
    #[arg(long, value_name = "FILE")]
    pub(super) timings: Option<PathBuf>,
    /// Files for a CI server.
    #[command(flatten)]
    pub(super) feedback: FeedbackOptions,
}

/// `check`.
#[derive(Debug, Args)]
pub(super) struct Check {
    /// Countries by code [default: all]
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(super) country: Vec<String>,
    /// A folder with more fonts, to try the themes with
    #[arg(long, value_name = "DIR", env = "HOKOKU_FONT_DIR")]
    pub(super) font_dir: Option<PathBuf>,
    /// Files for a CI server.
    #[command(flatten)]
    pub(super) feedback: FeedbackOptions,
}

/// `list`.
#[derive(Debug, Args)]
pub(super) struct List {
    /// What to show
    #[arg(value_enum, value_name = "WHAT")]
    pub(super) what: Listed,
    /// A folder with more fonts
    #[arg(long, value_name = "DIR", env = "HOKOKU_FONT_DIR")]
    pub(super) font_dir: Option<PathBuf>,
}

/// What `list` shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Listed {
    /// Folders of data/
    Countries,
    /// Templates
    Reports,
    /// Editions of every country
    Editions,
    /// Languages that reports are offered in
    Languages,
    /// Families of fonts
    Fonts,
    /// Codes of the rules that data must keep
    Rules,
    /// Codes of all problems
    Codes,
}

/// `explain`.
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The code, such as typed-digit
    pub(super) code: String,
}

/// Reads the words of a command line, the program's name first.
///
/// # Errors
///
/// `Done` where help or the version was asked for and printed, `Usage` where the words make no command,
/// which was said on standard error.
pub fn parse(words: impl IntoIterator<Item = OsString>) -> Result<Arguments, Exit> {
    Arguments::try_parse_from(words).map_err(|error| {
        // A closed output is no reason to fail: there is nobody left to tell.
        drop(error.print());
        if error.use_stderr() { Exit::Usage } else { Exit::Done }
    })
}

fn jobs(text: &str) -> Result<NonZeroUsize, String> {
    text.parse().map_err(|_| "expected 1 or more".to_owned())
}

fn shard(text: &str) -> Result<Shard, String> {
    let numbers = text.split_once('/').and_then(|(index, count)| Some((index.parse().ok()?, count.parse().ok()?)));
    let expected = || "expected the number of a part and how many there are, such as 2/8, from 1".to_owned();
    let (index, count) = numbers.ok_or_else(expected)?;
    Shard::new(index, count).ok_or_else(|| match count {
        0 => expected(),
        _ if count > Shard::MOST => format!("a plan has at most {} parts", Shard::MOST),
        _ => format!("there is no part {index} of {count}: they are 1/{count} to {count}/{count}"),
    })
}

fn timestamp(text: &str) -> Result<Timestamp, String> {
    Timestamp::parse(text).ok_or_else(|| "expected a day or a time such as 2024-04-01T00:00:00Z".to_owned())
}

pub(super) fn language(text: &str) -> Result<LanguageTag, String> {
    LanguageTag::parse(text).ok_or_else(|| "expected a language tag (BCP 47)".to_owned())
}

fn format(text: &str) -> Result<Format, String> {
    let expected = || format!("expected one of: {}", Format::ALL.map(Format::as_str).join(", "));
    Format::parse(text).ok_or_else(expected)
}

/// Reads a year that there can be an edition of.
pub(super) fn year(text: &str) -> Result<i16, String> {
    let year = text.parse::<i16>().ok().filter(|year| (1000..=9998).contains(year));
    year.ok_or_else(|| "expected a year such as 2022".to_owned())
}

/// Reads `2022` or `2015..2019`, both ends included.
fn years(text: &str) -> Result<Years, String> {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let expected = |_| "expected a year such as 2022, or years such as 2015..2019".to_owned();
    let (first, last) = (year(first).map_err(expected)?, year(last).map_err(expected)?);
    Years::new(first, last).ok_or_else(|| format!("{first} is after {last}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &[&str]) -> Result<Arguments, Exit> {
        parse(std::iter::once("hokoku").chain(words.iter().copied()).map(OsString::from))
    }

    #[test]
    fn the_definition_of_the_command_line_holds_together() {
        use clap::CommandFactory;
        Arguments::command().debug_assert();
    }

    #[test]
    fn lists_and_ranges_of_years_are_read() {
        assert!(years("2015..2019").is_ok_and(|years| years.contains(2019) && !years.contains(2020)));
        for wrong in ["2019..2015", "20", "2015-2019", "..2019", ""] {
            assert!(years(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_shard_is_one_of_those_that_there_are() {
        assert_eq!(shard("2/8").map(|shard| shard.to_string()), Ok("2/8".to_owned()));
        assert!(shard("9/8").is_err_and(|words| words.contains("1/8 to 8/8")));
        assert!(shard("1/10001").is_err_and(|words| words.contains("at most 10000")));
        for wrong in ["0/8", "2", "2/0", "a/8", "", "/8", "-1/8", "2/8/9"] {
            assert!(shard(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_makes_no_command_is_wrong_usage_and_help_is_not() {
        assert_eq!(check(&["build", "--format", "odt"]).err(), Some(Exit::Usage));
        assert_eq!(check(&["--version"]).err(), Some(Exit::Done));
        assert!(check(&["build", "--year", "2022,2015..2019", "--quiet"]).is_ok());
    }
}
