//! Many reports: plan, run in parallel, write, and say what was written. Floor 5.
//!
//! One job is one edition in one language with all its formats, so that it is rendered and read once. Jobs
//! run on threads of their own and not on rayon's: Typst uses rayon inside a report, and a rayon thread that
//! waits there may begin another job on top of the waiting one, which nests reports on one stack. A panic in
//! a job is caught and never loses the others. Results come in the order of the plan.
//!
//! A plan can be divided among runs that know nothing of each other ([`Shard`]), and the manifests of these joined.
//!
//! Worker and display talk only by [`Event`]s. Knows nothing of the terminal, and no clock but the one given.

mod admit;
mod cache;
mod costs;
mod event;
mod manifest;
mod merge;
mod plan;
mod run;
mod selection;
mod shard;
mod timings;
mod workers;

pub use admit::{Admission, admit};
pub use cache::Cache;
pub use costs::Costs;
pub use event::Event;
pub use manifest::{MANIFEST, Written, manifest, shard_manifest};
pub use merge::{Earlier, Merged, merge};
#[cfg(test)]
pub(crate) use plan::sample_job;
pub use plan::{Job, Plan, plan};
pub use run::{Fate, Finished, Mode, Product, RunInput, confirm, run};
pub use selection::{Selection, Years};
pub use shard::{Shard, divide};
pub use timings::timings;
