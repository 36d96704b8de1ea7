//! What is printed, and where: problems to standard error, results to standard output.
//!
//! With `--message-format json` everything goes to standard output as one object a line, each with a `kind`.
//! With `--message-format github` problems are workflow commands on standard output, and the rest is for reading.
//! A closed output is not a failure: there is nobody left to tell.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, sort};
use crate::host::{self, Change};
use crate::report::{Project, add_excerpts};

use super::args::{Common, MessageFormat};
use super::exit::Exit;
use super::feedback::Root;
use super::problems::{self, Paint};

/// Where a command prints.
pub(super) struct Console {
    format: MessageFormat,
    is_quiet: bool,
    paint: Paint,
    root: Root,
}

impl Console {
    /// A console for the streams of the process.
    pub(super) fn new(common: &Common) -> Console {
        let refuses_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let has_color = io::stderr().is_terminal() && !refuses_color;
        Console {
            format: common.message_format,
            is_quiet: common.quiet,
            paint: if has_color { Paint::Color } else { Paint::Plain },
            root: Root::of_environment(&common.project),
        }
    }

    /// Whether a moving display can be shown on standard error.
    pub(super) fn has_display(&self) -> bool {
        io::stderr().is_terminal()
            && !self.is_quiet
            && matches!(self.format, MessageFormat::Human | MessageFormat::Short)
    }

    /// Shows problems in the order given; for reading, the weightiest last, see [`problems::for_reading`].
    pub(super) fn problems(&self, problems: &[Diagnostic]) {
        match self.format {
            MessageFormat::Human => problems::for_reading(problems, self.paint).iter().for_each(|text| err(text)),
            MessageFormat::Short => problems.iter().for_each(|problem| err(&problems::short(problem))),
            MessageFormat::Json => problems.iter().for_each(|problem| out(&problems::json(problem))),
            MessageFormat::Github => problems::annotations(problems, &self.root).iter().for_each(|line| out(line)),
        }
    }

    /// Shows the problems of a project: sorted and with the lines that they stand in.
    pub(super) fn show(&self, project: &Project, problems: &mut Vec<Diagnostic>) {
        sort(problems);
        add_excerpts(project, problems);
        self.problems(problems);
    }

    /// Says that the machine failed or the command was wrong.
    pub(super) fn failure(&self, message: &str) {
        match self.format {
            MessageFormat::Human | MessageFormat::Short => err(&format!("{}: {message}", self.paint.error("error"))),
            MessageFormat::Json => self.object("failure", &serde_json::json!({ "message": message })),
            MessageFormat::Github => out(&problems::failure_annotation(message)),
        }
    }

    /// Prints a line that reports progress or sums up; not where quiet was asked for.
    pub(super) fn line(&self, text: &str, kind: &str, object: &impl Serialize) {
        if !self.is_quiet {
            self.answer(text, kind, object);
        }
    }

    /// Prints what a command was asked for, quiet or not, in one line.
    pub(super) fn answer(&self, text: &str, kind: &str, object: &impl Serialize) {
        match self.format {
            MessageFormat::Human | MessageFormat::Short | MessageFormat::Github => out(text),
            MessageFormat::Json => self.object(kind, object),
        }
    }

    /// Prints what a command was asked for, quiet or not: rows under headings.
    pub(super) fn table(&self, headings: &[&str], rows: &[Vec<String>]) {
        match self.format {
            MessageFormat::Human | MessageFormat::Short | MessageFormat::Github => {
                rows.iter().for_each(|row| out(&aligned(row, rows)))
            }
            MessageFormat::Json => {
                for row in rows {
                    let pairs =
                        headings.iter().zip(row).map(|(heading, cell)| ((*heading).to_owned(), cell.clone().into()));
                    out(&serde_json::Value::Object(pairs.collect()).to_string());
                }
            }
        }
    }

    /// Prints a part of what a command was asked for, quiet or not.
    pub(super) fn result(&self, text: &str, kind: &str, object: &impl Serialize) {
        match self.format {
            MessageFormat::Human | MessageFormat::Short | MessageFormat::Github => out(text),
            MessageFormat::Json => self.object(kind, object),
        }
    }

    /// Writes a file, or says why it can't be.
    pub(super) fn write(&self, path: &Path, bytes: &[u8]) -> Exit {
        match host::write(path, bytes) {
            Ok(Change::Written | Change::Unchanged) => Exit::Done,
            Err(error) => {
                self.failure(&error.to_string());
                Exit::Machine
            }
        }
    }

    /// Takes a file away, and says so if the disk refuses.
    pub(super) fn remove(&self, path: &Path) -> Exit {
        host::remove(path).map_or_else(
            |error| {
                self.failure(&error.to_string());
                Exit::Machine
            },
            |()| Exit::Done,
        )
    }

    fn object(&self, kind: &str, object: &impl Serialize) {
        out(&problems::object(kind, object));
    }
}

/// A row with its cells padded to the widest of their column; the last is as it is.
fn aligned(row: &[String], rows: &[Vec<String>]) -> String {
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let mut line = String::new();
    for (column, cell) in row.iter().enumerate() {
        line.push_str(cell);
        if column + 1 < row.len() {
            line.extend(std::iter::repeat_n(' ', width(column) - cell.chars().count() + 2));
        }
    }
    line.trim_end().to_owned()
}

fn out(text: &str) {
    drop(writeln!(io::stdout().lock(), "{text}"));
}

fn err(text: &str) {
    drop(writeln!(io::stderr().lock(), "{text}"));
}
