//! Words in, exit code out. Floor 6.
//!
//! The only floor that reads the clock and the environment and that prints. Every command reads the project
//! from the disk, asks the floors below, shows what they found and ends with an [`Exit`].

mod args;
mod build;
mod check;
mod clock;
mod console;
mod exit;
mod explain;
mod list;
mod problems;
mod progress;
mod source;
mod stamp;
mod timings;
mod verify;

pub use args::{Arguments, parse};
pub use exit::Exit;

use args::Command;
use console::Console;

/// Runs a command to its end.
pub fn run(arguments: &Arguments) -> Exit {
    let console = Console::new(arguments.common.message_format, arguments.common.quiet);
    let exit = match &arguments.command {
        Command::Build(options) => build::run(options, &arguments.common, &console),
        Command::Check(options) => check::run(options, &arguments.common, &console),
        Command::Stamp(options) => stamp::run(options, &arguments.common, &console),
        Command::Verify(options) => verify::run(options, &arguments.common, &console),
        Command::List(options) => list::run(options, &arguments.common, &console),
        Command::Explain(options) => explain::run(options, &console),
    };
    exit.unwrap_or_else(|stop| stop.show(&console))
}
