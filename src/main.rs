//! The binary: parse, run, return an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    match hokoku::cli::parse(std::env::args_os()) {
        Ok(arguments) => hokoku::cli::run(&arguments).into(),
        Err(exit) => exit.into(),
    }
}
