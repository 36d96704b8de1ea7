//! What jobs cost, so that the parts of a plan can be made alike.
//!
//! Without measured times a format of a report costs what its template says (`cost: {pdf: 250}` in `template.yaml`),
//! else what such a format usually takes. These are inputs and constants, never a measurement of the machine at hand, so
//! every machine divides a plan in the same way.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::report::{Format, Project};

use super::timings::{self, Took};
use super::{Job, Selection, plan};

/// Microseconds in a millisecond.
const MILLISECOND: u64 = 1000;

/// Costs of jobs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Costs {
    /// What templates say, by report and format, in microseconds.
    stated: BTreeMap<(String, Format), u64>,
    /// What an earlier run took, by the title of the job.
    measured: BTreeMap<String, Took>,
}

impl Costs {
    /// The fixed costs.
    pub fn fixed(project: &Project) -> Costs {
        let mut stated = BTreeMap::new();
        for template in project.templates.values() {
            for (format, milliseconds) in &template.manifest.cost {
                let Some(format) = Format::parse(format) else { continue };
                stated.insert((template.name.clone(), format), u64::from(*milliseconds) * MILLISECOND);
            }
        }
        Costs { stated, measured: BTreeMap::new() }
    }

    /// The costs of a file that `--timings` wrote, or that a person wrote like one, in JSON or YAML. A job that it does not
    /// have, and a format that the earlier run did not write but took from the cache, have their fixed cost.
    ///
    /// # Errors
    ///
    /// What is wrong with the file, with its place; the codes are those of YAML, and `invalid-value`, `not-found` and
    /// `duplicate-id` for what it says.
    pub fn read(project: &Project, path: &str, bytes: &[u8]) -> Result<Costs, Vec<Diagnostic>> {
        let (all, _) = plan(project, &Selection::default());
        let measured = timings::read(path, bytes, &all.jobs)?;
        Ok(Costs { measured, ..Costs::fixed(project) })
    }

    /// The cost of a job in microseconds, at least 1.
    pub fn of(&self, job: &Job) -> u64 {
        let took = self.measured.get(&job.title());
        let fixed = |format: &Format| {
            let stated = self.stated.get(&(job.edition.report.clone(), *format));
            stated.copied().unwrap_or_else(|| usual(*format))
        };
        let of_format =
            |format: &Format| took.and_then(|took| took.formats.get(format)).copied().unwrap_or_else(|| fixed(format));
        let shared = took.map_or(0, |took| took.shared);
        job.formats.iter().map(of_format).fold(shared, u64::saturating_add).max(1)
    }

    /// Costs of jobs as they are given.
    #[cfg(test)]
    pub(super) fn of_test(jobs: impl IntoIterator<Item = (Job, u64)>) -> Costs {
        let took =
            |job: &Job, cost| Took { shared: cost, formats: job.formats.iter().map(|format| (*format, 0)).collect() };
        Costs {
            stated: BTreeMap::new(),
            measured: jobs.into_iter().map(|(job, cost)| (job.title(), took(&job, cost))).collect(),
        }
    }
}

/// What a format of a report of one or two pages takes, in microseconds, its part of rendering included. Measured on two
/// cores on 24 November 2026; only the proportions matter.
fn usual(format: Format) -> u64 {
    match format {
        Format::Pdf => 40 * MILLISECOND,
        Format::Docx => 4 * MILLISECOND,
        Format::Html => 3 * MILLISECOND,
    }
}
