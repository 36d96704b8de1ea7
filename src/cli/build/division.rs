//! `--shard` and `--costs`: the whole plan, and the part of it that this run makes.

use std::path::Path;

use crate::batch::{Costs, Plan, Shard};
use crate::cli::exit::Stop;
use crate::diagnostic::{Code, Diagnostic};
use crate::host;
use crate::report::Project;

/// The largest file of costs that is read: some 100,000 reports.
const MOST_BYTES: u64 = 64_000_000;

/// A plan that is divided among runs.
pub(super) struct Division {
    /// All that is to be made, by all runs together.
    pub(super) whole: Plan,
    /// For each job of the whole plan, the part that makes it; 1 where there is only one.
    pub(super) parts: Vec<usize>,
    /// What jobs cost.
    pub(super) costs: Costs,
    /// Which part this run makes; `None` for all.
    pub(super) shard: Option<Shard>,
}

impl Division {
    /// Divides a plan.
    ///
    /// # Errors
    ///
    /// If the file of costs can't be read or says something wrong.
    pub(super) fn new(
        project: &Project,
        whole: Plan,
        shard: Option<Shard>,
        costs: Option<&Path>,
    ) -> Result<Division, Stop> {
        let costs = costs.map_or_else(|| Ok(Costs::fixed(project)), |path| read(project, path))?;
        let parts = whole.divide(&costs, shard.map_or(1, Shard::count));
        Ok(Division { whole, parts, costs, shard })
    }

    /// What this run makes.
    pub(super) fn own(&self) -> Plan {
        self.shard.map_or_else(|| self.whole.clone(), |shard| self.whole.part(&self.parts, shard))
    }
}

fn read(project: &Project, path: &Path) -> Result<Costs, Stop> {
    let name = path.display().to_string();
    if !path.is_file() {
        let kind = if path.is_dir() { "is a folder" } else { "is not there" };
        let problem = Diagnostic::error(Code::NOT_FOUND, None, format!("the file of costs `{name}` {kind}"));
        return Err(Stop::Option(vec![problem.with_hint("make one: `hokoku build --no-cache --timings FILE`")]));
    }
    let bytes = host::read_file(path, MOST_BYTES)?;
    Costs::read(project, &name, &bytes).map_err(Stop::Option)
}
