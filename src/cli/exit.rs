//! Exit codes.
//!
//! | code | meaning |
//! |---|---|
//! | 0 | all that was asked for is done |
//! | 1 | the input has problems of level error, or of those that `--fail-on` names |
//! | 2 | the command was written wrongly |
//! | 3 | the machine failed: disk, permissions, a folder for output or fonts |
//! | 101 | a bug of ours; the other reports were still made |
//!
//! Of several the highest of 101, 3, 1 wins.

use std::process::ExitCode;

use crate::diagnostic::{Diagnostic, sort};
use crate::host;

use super::console::Console;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: all is done.
    Done,
    /// 1: the input has problems.
    Findings,
    /// 2: wrong usage.
    Usage,
    /// 3: the machine failed.
    Machine,
    /// 101: a bug of ours.
    Bug,
}

impl Exit {
    /// The number that the shell sees.
    pub fn code(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::Findings => 1,
            Exit::Usage => 2,
            Exit::Machine => 3,
            Exit::Bug => 101,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit.code())
    }
}

/// Why a command could not go on.
#[derive(Debug)]
pub(super) enum Stop {
    /// The input does not allow it.
    Problems(Vec<Diagnostic>),
    /// A file that an option names says something wrong.
    Option(Vec<Diagnostic>),
    /// The words of the command do not fit together.
    Usage(String),
    /// The machine failed.
    Machine(host::Error),
    /// A folder of the machine that the command names can not be used.
    Folder(String),
}

impl From<host::Error> for Stop {
    fn from(error: host::Error) -> Stop {
        Stop::Machine(error)
    }
}

impl From<Diagnostic> for Stop {
    fn from(problem: Diagnostic) -> Stop {
        Stop::Problems(vec![problem])
    }
}

impl Stop {
    /// Says why and gives the exit code.
    pub(super) fn show(self, console: &Console) -> Exit {
        match self {
            Stop::Problems(mut problems) => {
                sort(&mut problems);
                console.problems(&problems);
                Exit::Findings
            }
            Stop::Option(mut problems) => {
                sort(&mut problems);
                console.problems(&problems);
                Exit::Usage
            }
            Stop::Usage(message) => {
                console.failure(&message);
                Exit::Usage
            }
            Stop::Folder(message) => {
                console.failure(&message);
                Exit::Machine
            }
            Stop::Machine(error) => {
                console.failure(&error.to_string());
                Exit::Machine
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bug_goes_before_the_machine_and_the_machine_before_findings() {
        let worst = [Exit::Findings, Exit::Bug, Exit::Machine, Exit::Done].into_iter().max();
        assert_eq!(worst, Some(Exit::Bug));
        assert!(Exit::Machine > Exit::Findings);
        assert_eq!(
            [Exit::Done, Exit::Findings, Exit::Usage, Exit::Machine, Exit::Bug].map(Exit::code),
            [0, 1, 2, 3, 101]
        );
    }
}
