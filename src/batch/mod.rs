//! Many reports: plan, run in parallel, write, and say what was written. Floor 5.
//!
//! One job is one edition in one language with all its formats, so that it is rendered and read once. Jobs
//! run on threads of their own and not on rayon's: Typst uses rayon inside a report, and a rayon thread that
//! waits there may begin another job on top of the waiting one, which nests reports on one stack. A panic in
//! a job is caught and never loses the others. Results come in the order of the plan.
//!
//! Worker and display talk only by [`Event`]s. Knows nothing of the terminal, and no clock but the one given.

mod admit;
mod cache;
mod event;
mod manifest;
mod plan;
mod run;
mod selection;
mod workers;

pub use admit::{Admission, admit};
pub use cache::Cache;
pub use event::Event;
pub use manifest::{MANIFEST, manifest};
pub use plan::{Job, Plan, plan};
pub use run::{Fate, Finished, Mode, Product, RunInput, run};
pub use selection::{Selection, Years};
