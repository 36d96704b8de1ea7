//! `hokoku read-workbook`: not for people. The process in which a workbook that is loaded whole is read.

use std::io::{self, BufWriter, Read, Write};

use clap::Args;

use crate::host::{self, ProcessLimits};
use crate::spreadsheet::read::{FileKind, dump, dump_failure};

use super::exit::Exit;

/// What the process may use: memory for the largest workbook that is given to it (see [`crate::spreadsheet::read`]), and
/// time of the processor for one million rows on a slow machine.
const LIMITS: ProcessLimits = ProcessLimits { memory: 1_500_000_000, seconds: 120 };

/// The name of the command.
const NAME: &str = "read-workbook";

/// `read-workbook`.
#[derive(Debug, Args)]
pub(super) struct ReadWorkbook {
    /// What the file on standard input is
    #[arg(value_parser = kind)]
    kind: FileKind,
}

fn kind(text: &str) -> Result<FileKind, String> {
    FileKind::parse(text).ok_or_else(|| format!("`{text}` is no kind of workbook"))
}

/// Reads a workbook from standard input and writes what is in it to standard output.
pub(super) fn run(options: &ReadWorkbook) -> Exit {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut bytes = Vec::new();
    let written = match io::stdin().lock().read_to_end(&mut bytes) {
        Ok(_) => match host::limit_this_process(LIMITS) {
            Ok(()) => dump(options.kind, &bytes, &mut out),
            Err(message) => dump_failure(&message, &mut out),
        },
        Err(error) => dump_failure(&error.to_string(), &mut out),
    };
    match written.and_then(|()| out.flush()) {
        Ok(()) => Exit::Done,
        Err(_) => Exit::Machine,
    }
}

/// Runs this program again to read a workbook: the `Isolate` of [`crate::spreadsheet::read`].
///
/// # Errors
///
/// If the program can not be started.
pub fn isolate(kind: FileKind, input: &mut dyn Read) -> io::Result<Box<dyn io::BufRead>> {
    Ok(Box::new(host::run_again(&[NAME, kind.as_str()], input)?))
}
