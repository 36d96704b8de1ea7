//! `hokoku build`.

mod failures;
mod run;
mod tally;

pub(super) use run::run;
