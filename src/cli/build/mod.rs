//! `hokoku build`.

mod division;
mod failures;
mod files;
mod plan;
mod run;
mod tally;

pub(super) use run::run;
