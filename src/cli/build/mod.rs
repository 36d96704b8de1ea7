//! `hokoku build`.

mod division;
mod failures;
mod files;
mod leave;
mod plan;
mod run;
mod tally;

pub(super) use run::{default_output, run};
