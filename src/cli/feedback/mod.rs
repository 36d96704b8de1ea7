//! What a CI server reads of a run: JUnit for its list of tests, SARIF for its list of findings, Markdown for the page of
//! the job. All are written also when the run fails, and hold no time of it.

mod finish;
mod junit;
mod location;
mod outcome;
mod sarif;
mod summary;

pub(super) use finish::{FeedbackOptions, finish};
pub(super) use location::{Root, plain};
pub(super) use outcome::{FileOutcome, Outcome, State};
