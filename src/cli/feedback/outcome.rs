//! How a run ended, before it is put into the words of a format.

use crate::cli::exit::Stop;
use crate::diagnostic::Diagnostic;

/// How a run ended.
#[derive(Debug, Default)]
pub(in crate::cli) struct Outcome {
    /// The command.
    pub(in crate::cli) command: &'static str,
    /// The files that a build makes, in order of the plan; those that a check looks at.
    pub(in crate::cli) files: Vec<FileOutcome>,
    /// All problems that were shown.
    pub(in crate::cli) problems: Vec<Diagnostic>,
    /// What the machine refused and what crashed.
    pub(in crate::cli) failures: Vec<String>,
    /// The last line of the run, without its time; empty where it did not come so far.
    pub(in crate::cli) totals: String,
}

/// What became of a file.
#[derive(Debug)]
pub(in crate::cli) struct FileOutcome {
    /// What it belongs to, such as `xyz/annual-report`.
    pub(in crate::cli) group: String,
    /// The report that it is of, such as `2022 xx`; empty for an input.
    pub(in crate::cli) report: String,
    /// Its format; empty for an input.
    pub(in crate::cli) format: &'static str,
    /// Its path, below the output folder or the project.
    pub(in crate::cli) path: String,
    /// What became of it.
    pub(in crate::cli) state: State,
    /// What was found in what it is made from.
    pub(in crate::cli) problems: Vec<Diagnostic>,
}

/// What became of a file, in one word and, where it failed, in more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) enum State {
    /// It was written.
    Written,
    /// It was as it should be.
    Unchanged,
    /// It was looked at.
    Checked,
    /// It is not what the data gives.
    Differs,
    /// It was not made, because of its inputs.
    Rejected,
    /// It was not made, because of a bug, with the words of the panic.
    Crashed(String),
    /// The disk refused it, with the reason.
    Refused(String),
}

impl State {
    /// The word for it.
    pub(in crate::cli) fn word(&self) -> &'static str {
        match self {
            State::Written => "written",
            State::Unchanged => "unchanged",
            State::Checked => "checked",
            State::Differs => "differs",
            State::Rejected => "rejected",
            State::Crashed(_) => "crashed",
            State::Refused(_) => "refused",
        }
    }
}

impl Outcome {
    /// The outcome of a command that has not begun.
    pub(in crate::cli) fn new(command: &'static str) -> Outcome {
        Outcome { command, ..Outcome::default() }
    }

    /// Adds why the command could not go on.
    pub(super) fn add_stop(&mut self, stop: &Stop) {
        match stop {
            Stop::Problems(problems) | Stop::Option(problems) => self.problems.extend(problems.iter().cloned()),
            Stop::Usage(message) | Stop::Folder(message) => self.failures.push(message.clone()),
            Stop::Machine(error) => self.failures.push(error.to_string()),
        }
    }
}

/// An outcome with something of everything.
#[cfg(test)]
pub(super) fn sample() -> Outcome {
    use crate::diagnostic::{Code, Place};
    let place = Place::new("data/xyz/rates.yaml", 3, 5);
    let error =
        Diagnostic::error(Code::UNKNOWN_KEY, place, "this record has no key `<valeu>`").with_excerpt("  - <valeu>: 1");
    let error = error.with_hint("did you mean `value`?");
    let warning =
        Diagnostic::warning(Code::TYPED_YEAR, Place::new("data/xyz/narrative/a b.md", 7, 0), "a year is typed");
    let lost = Diagnostic::error(Code::NOT_FOUND, None, "the project has no report `x`").with_hint("look");
    let file = |path: &str, format, state, problems: &[&Diagnostic]| FileOutcome {
        group: "xyz/brief".to_owned(),
        report: "2020 xx".to_owned(),
        format,
        path: path.to_owned(),
        state,
        problems: problems.iter().map(|problem| (*problem).clone()).collect(),
    };
    Outcome {
        command: "build",
        files: vec![
            file("xyz/2020/brief.xx.pdf", "pdf", State::Written, &[&warning]),
            file("xyz/2020/brief.xx.html", "html", State::Rejected, &[&error]),
            file("xyz/2021/brief.xx.pdf", "pdf", State::Crashed("a wrong index".to_owned()), &[]),
        ],
        problems: vec![lost, warning, error],
        failures: vec!["cannot write `timings.json`: disk full".to_owned()],
        totals: "1 written, 0 unchanged, 1 rejected, 1 crashed".to_owned(),
    }
}
