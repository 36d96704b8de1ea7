//! `hokoku stamp`.

use std::path::{Path, PathBuf};

use clap::{ArgGroup, Args};
use jiff::civil;
use serde::Serialize;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::host::{self, Change, Replacement};
use crate::issued::{self, Integrity, IssuedFile, Mark, Pages, Stamped, Status, Words};
use crate::locale::Locale;
use crate::model::LanguageTag;
use crate::report::Project;

use super::args::{Common, language};
use super::console::Console;
use super::exit::{Exit, Stop};
use super::registration::{self, Registration};
use super::{clock, source};

/// `stamp`.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("what").required(true).args(["status", "show", "remove"])))]
pub(super) struct Stamp {
    /// The PDF
    #[arg(value_name = "FILE.pdf")]
    file: PathBuf,
    /// Stamp the file as: draft, for-approval, final, superseded
    #[arg(long, value_name = "STATUS", value_parser = status, requires = "output")]
    status: Option<Status>,
    /// More words, up to three short lines
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["show", "remove"])]
    note: Option<String>,
    /// The day of the stamp [default: that of --timestamp or SOURCE_DATE_EPOCH, else today]
    #[arg(long, value_name = "DAY", value_parser = day, conflicts_with_all = ["show", "remove"])]
    date: Option<civil::Date>,
    /// Which pages bear the stamp: all, first
    #[arg(long, value_name = "PAGES", value_parser = pages, default_value = "all", conflicts_with_all = ["show", "remove"])]
    pages: Pages,
    /// The language of the stamp's words [default: the file's own]
    #[arg(long, value_name = "TAG", value_parser = language, conflicts_with_all = ["show", "remove"])]
    language: Option<LanguageTag>,
    /// Show what stamps the file bears and whether it is still as it was stamped
    #[arg(long)]
    show: bool,
    /// Give the file back as it was before it was stamped
    #[arg(long, requires = "output")]
    remove: bool,
    /// Where the result is written
    #[arg(long, short, value_name = "OUT.pdf", conflicts_with = "show")]
    output: Option<PathBuf>,
    /// Write over a file that is there, FILE.pdf itself too
    #[arg(long, conflicts_with = "show")]
    replace: bool,
    /// A folder with more fonts; the system's own are never used
    #[arg(long, value_name = "DIR", env = "HOKOKU_FONT_DIR")]
    font_dir: Option<PathBuf>,
}

/// What was stamped, for programs.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Told<'a> {
    path: String,
    status: &'a str,
    date: String,
    pages: usize,
    original_sha256: &'a str,
    register: Option<String>,
}

/// Stamps a file, shows its stamps or takes them off.
pub(super) fn run(options: &Stamp, common: &Common, console: &Console) -> Result<Exit, Stop> {
    let path = shown(&options.file);
    if !host::has_file(&options.file) {
        let problem = Diagnostic::error(Code::NOT_FOUND, None, format!("there is no file `{path}`"));
        return Err(problem.with_hint("name a finished report (.pdf)").into());
    }
    let bytes = host::read_file(&options.file, issued::MOST_BYTES)?;
    let file = IssuedFile::open(&path, &bytes)?;
    match (options.status, &options.output) {
        (Some(status), Some(output)) => stamp(options, status, output, &path, &file, common, console),
        (None, Some(output)) if options.remove => remove(options, output, &path, &file, common, console),
        (Some(_) | None, _) => Ok(show(&path, &file, common, console)),
    }
}

fn show(path: &str, file: &IssuedFile<'_>, common: &Common, console: &Console) -> Exit {
    let headings = ["status", "date", "pages", "original", "state", "note"];
    let mut problems = Vec::new();
    let mut rows = Vec::new();
    for (record, integrity) in file.stamps() {
        let (state, problem) = match integrity {
            Integrity::Untouched => ("untouched", None),
            Integrity::Changed => {
                ("changed since", Some("; the original is still its beginning, and `--remove` gives it back"))
            }
            Integrity::OriginalLost => ("changed since", Some("; the original is not in it any more")),
        };
        let message = |more: &str| format!("the file was changed by another program after it was stamped{more}");
        problems
            .extend(problem.map(|more| Diagnostic::error(Code::CHANGED_AFTER_STAMP, Place::file(path), message(more))));
        let mark = &record.mark;
        rows.push(vec![
            mark.status.as_str().to_owned(),
            mark.date.to_string(),
            mark.pages.as_str().to_owned(),
            record.sha256.clone(),
            state.to_owned(),
            mark.note.clone().unwrap_or_default(),
        ]);
    }
    if rows.is_empty() {
        console.line(&format!("`{path}` bears no stamp"), "stamps", &rows);
    }
    console.table(&headings, &rows);
    console.problems(&problems);
    common.weigh(&problems)
}

fn remove(
    options: &Stamp,
    output: &Path,
    path: &str,
    file: &IssuedFile<'_>,
    common: &Common,
    console: &Console,
) -> Result<Exit, Stop> {
    let original = file.without_stamp()?;
    let mut problems = Vec::new();
    if file.original().is_err() {
        let message = "the file was changed after it was stamped; those changes are not in what was given back";
        problems.push(Diagnostic::warning(Code::CHANGED_AFTER_STAMP, Place::file(path), message));
    }
    let _held = registration::hold(common, output)?;
    registration::refuse_issued(&project(common)?, common, output, original)?;
    console.problems(&problems);
    let change = write(output, original, options.replace, None)?;
    console.line(&format!("{}  {} (as before the stamp)", word(change), shown(output)), "removed", &shown(output));
    Ok(common.weigh(&problems))
}

fn stamp(
    options: &Stamp,
    status: Status,
    output: &Path,
    path: &str,
    file: &IssuedFile<'_>,
    common: &Common,
    console: &Console,
) -> Result<Exit, Stop> {
    let date = match (options.date, clock::timestamp(common)?) {
        (Some(date), _) => date,
        (None, Some(timestamp)) => timestamp.civil().date(),
        (None, None) => clock::today(),
    };
    let mark = Mark::new(status, date, options.note.as_deref(), options.pages);
    let project = project(common)?;
    let words = words(&project, options.language.as_ref(), file.language().as_ref(), &mark)?;
    let set = source::fonts(&project, options.font_dir.as_deref())?;
    let stamped = issued::stamp(path, file, &mark, &words, &set.fonts)?;
    let _held = registration::hold(common, output)?;
    let entry = Registration::of(&project, common, output, file, &mark, &stamped)?;
    if entry.register().is_none() {
        registration::refuse_issued(&project, common, output, &stamped.bytes)?;
    }

    let problems: Vec<Diagnostic> = crowded(path, &stamped).into_iter().chain(unknown(path, &stamped)).collect();
    console.problems(&problems);
    let change = write(output, &stamped.bytes, options.replace, entry.replacement(&common.project))?;
    let told = Told {
        path: shown(output),
        status: status.as_str(),
        date: date.to_string(),
        pages: stamped.pages,
        original_sha256: &stamped.original_sha256,
        register: entry.register(),
    };
    let count = if stamped.pages == 1 { "1 page".to_owned() } else { format!("{} pages", stamped.pages) };
    let line = format!("{}  {} ({}, {date}, on {count}; {})", word(change), told.path, told.status, entry.said());
    console.line(&line, "stamped", &told);
    Ok(common.weigh(&problems))
}

/// The project, if there is one: a stamp needs none, since it knows words for itself.
fn project(common: &Common) -> Result<Project, Stop> {
    match ["report-templates", "data"].iter().any(|folder| common.project.join(folder).is_dir()) {
        true => source::project(common),
        false => Ok(Project::load(Vec::new())),
    }
}

/// The words of the language asked for, else of the file's own, else those of the command line.
fn words(
    project: &Project,
    asked: Option<&LanguageTag>,
    own: Option<&LanguageTag>,
    mark: &Mark,
) -> Result<Words, Diagnostic> {
    let primary = |tag: &LanguageTag| tag.as_str().split('-').next().unwrap_or_default().to_lowercase();
    let find = |tag: &LanguageTag| {
        let exact = project.locales.get(tag);
        exact.or_else(|| project.locales.values().find(|locale| primary(locale.tag()) == primary(tag)))
    };
    let locale = match asked {
        Some(tag) => Some(find(tag).ok_or_else(|| {
            let known: Vec<&str> = project.locales.keys().map(LanguageTag::as_str).collect();
            let problem = Diagnostic::error(Code::NOT_FOUND, None, format!("the project has no language `{tag}`"));
            match known.is_empty() {
                true => problem.with_hint("run the command in a project, or leave `--language` out"),
                false => problem.with_hint(format!("take what there is: {}", known.join(", "))),
            }
        })?),
        None => own.and_then(find),
    };
    let Some(locale) = locale else { return Ok(Words::plain(mark)) };
    let lacks = |problem: crate::locale::MessageError| {
        let place = Place::file(locale_path(locale));
        Diagnostic::error(Code::UNKNOWN_MESSAGE, place, problem.to_string()).with_hint("add the message to the file")
    };
    Words::of(locale, mark).map_err(lacks)
}

fn locale_path(locale: &Locale) -> String {
    format!("report-templates/locales/{}.ftl", locale.tag())
}

fn crowded(path: &str, stamped: &Stamped) -> Option<Diagnostic> {
    let pages = listed(&stamped.crowded)?;
    let message = format!("the margins of {pages} leave no room, so the mark covers some of what is there");
    let problem = Diagnostic::warning(Code::CROWDED_PAGE, Place::file(path), message);
    Some(problem.with_hint(
        "look at the result; a shorter `--note` makes the mark smaller, `--pages first` leaves other pages free",
    ))
}

fn unknown(path: &str, stamped: &Stamped) -> Option<Diagnostic> {
    let pages = listed(&stamped.unknown)?;
    let message = format!("not all that stands on {pages} could be followed, so the mark may cover some of it");
    let problem = Diagnostic::warning(Code::UNKNOWN_CONTENT, Place::file(path), message);
    Some(problem.with_hint("look at the result; `--pages first` leaves other pages free"))
}

/// `None` where there are no pages.
fn listed(pages: &[usize]) -> Option<String> {
    let numbers: Vec<String> = pages.iter().map(usize::to_string).collect();
    match &numbers[..] {
        [] => None,
        [one] => Some(format!("page {one}")),
        many => Some(format!("pages {}", many.join(", "))),
    }
}

/// Writes a result, together with the register where it is entered. A file that is there with other content is only
/// written over if that is meant.
fn write(output: &Path, bytes: &[u8], may_replace: bool, register: Option<Replacement>) -> Result<Change, Stop> {
    if output.is_dir() {
        return Err(Stop::Usage(format!("`{}` is a folder; name the file that is to be written", shown(output))));
    }
    let before = if host::has_file(output) { Some(host::read_file(output, issued::MOST_BYTES)?) } else { None };
    let change = host::compare(output, bytes);
    if before.is_some() && change == Change::Written && !may_replace {
        let message =
            format!("`{}` is there already; choose another name, or write over it with `--replace`", shown(output));
        return Err(Stop::Usage(message));
    }
    let result = Replacement { path: output.to_owned(), before, after: bytes.to_vec() };
    let files: Vec<Replacement> = std::iter::once(result).chain(register).collect();
    host::write_all(&files)?;
    Ok(change)
}

fn word(change: Change) -> &'static str {
    match change {
        Change::Written => "written  ",
        Change::Unchanged => "unchanged",
    }
}

pub(super) fn shown(path: &Path) -> String {
    let path = path.display().to_string();
    if cfg!(windows) { path.replace('\\', "/") } else { path }
}

fn status(text: &str) -> Result<Status, String> {
    Status::parse(text).ok_or_else(|| format!("expected one of: {}", Status::ALL.map(Status::as_str).join(", ")))
}

fn pages(text: &str) -> Result<Pages, String> {
    Pages::parse(text).ok_or_else(|| "expected `all` or `first`".to_owned())
}

fn day(text: &str) -> Result<civil::Date, String> {
    // The parser takes times and years before the first too.
    let day = text.parse().ok().filter(|day: &civil::Date| day.to_string() == text && day.year() > 0);
    day.ok_or_else(|| "expected a day such as 2024-04-01".to_owned())
}
