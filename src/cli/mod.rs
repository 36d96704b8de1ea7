//! Words in, exit code out. Floor 6.
//!
//! The only floor that reads the clock and the environment and that prints. Every command reads the project
//! from the disk, asks the floors below, shows what they found and ends with an [`Exit`].

mod args;
mod beside;
mod build;
mod cache;
mod check;
mod clock;
mod compare;
mod console;
mod exit;
mod explain;
mod feedback;
mod import;
mod list;
mod merge_manifests;
mod problems;
mod progress;
mod read_workbook;
mod reference;
mod registration;
mod source;
mod stamp;
mod stored;
mod verify;
mod workbook;

pub use args::{Arguments, parse};
pub use exit::Exit;
pub use read_workbook::isolate;

use args::Command;
use console::Console;

/// Runs a command to its end.
pub fn run(arguments: &Arguments) -> Exit {
    let console = Console::new(&arguments.common);
    let exit = match &arguments.command {
        Command::Build(options) => Ok(build::run(options, &arguments.common, &console)),
        Command::Check(options) => Ok(check::run(options, &arguments.common, &console)),
        Command::Import(options) => import::run(options, &arguments.common, &console),
        Command::Workbook(options) => workbook::run(options, &arguments.common, &console),
        Command::Stamp(options) => stamp::run(options, &arguments.common, &console),
        Command::Verify(options) => verify::run(options, &arguments.common, &console),
        Command::List(options) => list::run(options, &arguments.common, &console),
        Command::Explain(options) => explain::run(options, &console),
        Command::Cache(options) => cache::run(options, &console),
        Command::ReadWorkbook(options) => return read_workbook::run(options),
        Command::MergeManifests(options) => merge_manifests::run(options, &console),
    };
    exit.unwrap_or_else(|stop| stop.show(&console))
}
