//! `build --check`: the output folder held against what the data gives.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Serialize;

use crate::batch::{Fate, Finished, MANIFEST, Plan, Shard};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::host::{self, Change};

/// What a check of an output folder found, and how much.
#[derive(Debug, Default)]
pub(super) struct Comparison {
    /// One for each file that is not as it should be.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// How many files met which fate.
    pub(super) count: Count,
    /// Files that are not there, by how their names end.
    missing: BTreeMap<String, Vec<String>>,
}

/// Of more missing files of a format only their number is told, since then somebody did not ask for the format.
const MOST_MISSING: usize = 3;

/// How many files of an output folder are what the data gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Count {
    same: usize,
    different: usize,
    missing: usize,
    unknown: usize,
    rejected: usize,
    crashed: usize,
}

/// Holds a folder against the files of a run, and against `manifest` where the run was of everything.
///
/// Only then can it be said of other files that no report makes them: `manifest` is `None` where the run was of some
/// reports, and the folder may hold more.
///
/// # Errors
///
/// If the folder can't be looked into.
pub(super) fn compare(
    output: &Path,
    plan: &Plan,
    finished: &[Finished],
    manifest: Option<&[u8]>,
) -> Result<Comparison, host::Error> {
    let mut comparison = Comparison::default();
    let made: BTreeSet<String> =
        plan.jobs.iter().flat_map(|job| job.formats.iter().map(|format| job.path(*format))).collect();
    let products: Vec<_> = finished.iter().flat_map(|job| &job.products).collect();
    for product in &products {
        match &product.fate {
            Fate::Written { change, .. } => comparison.add(output, &product.path, *change),
            Fate::Rejected { .. } | Fate::NotWritable(_) => {}
            Fate::Crashed => comparison.count.crashed += 1,
        }
    }
    // Those that were not begun have no product.
    let there = products.iter().filter(|product| matches!(product.fate, Fate::Written { .. } | Fate::Crashed)).count();
    comparison.count.rejected = made.len() - there;
    if let Some(manifest) = manifest {
        comparison.add(output, MANIFEST, host::compare(&output.join(MANIFEST), manifest));
        let names = if output.exists() { host::list_tree(output)? } else { Vec::new() };
        // The manifest of a shard stays beside that of all.
        let is_known = |name: &str| made.contains(name) || name == MANIFEST || Shard::of_manifest(name).is_some();
        for name in names.iter().filter(|name| !is_known(name)) {
            comparison.count.unknown += 1;
            let hint = "take it away, if it is the file of a report that there is no more";
            comparison.report(output, name, "no report makes this file", hint);
        }
    }
    comparison.report_missing(output);
    Ok(comparison)
}

impl Comparison {
    fn add(&mut self, output: &Path, name: &str, change: Change) {
        let hint = "run `hokoku build` into this folder and look at what changed";
        match change {
            Change::Unchanged => self.count.same += 1,
            Change::Written if host::has_file(&output.join(name)) => {
                self.count.different += 1;
                self.report(output, name, "the file is not what the data gives", hint);
            }
            Change::Written => {
                self.count.missing += 1;
                let extension = name.rsplit('.').next().unwrap_or_default();
                self.missing.entry(extension.to_owned()).or_default().push(name.to_owned());
            }
        }
    }

    /// What was found of a file.
    pub(super) fn of(&self, output: &Path, name: &str) -> impl Iterator<Item = Diagnostic> {
        let path = shown(output, name);
        let is_of = move |problem: &&Diagnostic| problem.place.as_ref().is_some_and(|place| place.file == path);
        self.diagnostics.iter().filter(is_of).cloned()
    }

    /// Tells which files are missing, or how many of a format.
    fn report_missing(&mut self, output: &Path) {
        for (extension, names) in std::mem::take(&mut self.missing) {
            if names.len() <= MOST_MISSING {
                let hint = "run `hokoku build` into this folder";
                names.iter().for_each(|name| self.report(output, name, "the file is missing", hint));
                continue;
            }
            let message = format!("{} .{extension} files are missing, the first is `{}`", names.len(), names[0]);
            let hint = "run `hokoku build` into this folder, or name with `--format` those that it shall have";
            self.report(output, "", &message, hint);
        }
    }

    fn report(&mut self, output: &Path, name: &str, message: &str, hint: &str) {
        let place = Place::file(shown(output, name));
        self.diagnostics.push(Diagnostic::error(Code::OUTPUT_DIFFERS, place, message).with_hint(hint));
    }
}

/// The path of a file of the folder as messages show it; of the folder itself for an empty name.
fn shown(output: &Path, name: &str) -> String {
    let path = if name.is_empty() { output.to_owned() } else { output.join(name) };
    path.display().to_string().replace('\\', "/")
}

impl Count {
    /// The sum in words.
    pub(super) fn summary(&self) -> String {
        let Count { same, different, missing, unknown, rejected, crashed } = self;
        format!(
            "{same} as the data gives, {different} different, {missing} missing, {unknown} unknown, {rejected} rejected, {crashed} crashed"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of a folder with one file, `there`, where the run made no report.
    fn check(there: &str, manifest: Option<&[u8]>) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(there);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, "x").unwrap();
        let found = compare(folder.path(), &Plan::default(), &[], manifest).unwrap();
        let start = folder.path().display().to_string() + "/";
        let told = |problem: &Diagnostic| {
            let file = problem.place.as_ref().unwrap().file.replace(&start, "");
            format!("{file}: {}", problem.message)
        };
        found.diagnostics.iter().map(told).collect()
    }

    #[test]
    fn the_manifest_is_held_against_what_it_would_be() {
        assert!(check(MANIFEST, Some(b"x")).is_empty());
        assert_eq!(check(MANIFEST, Some(b"y")), ["manifest.json: the file is not what the data gives"]);
        assert_eq!(check(".gitkeep", Some(b"y")), ["manifest.json: the file is missing"]);
    }

    #[test]
    fn many_missing_files_of_a_format_are_told_together() {
        let mut found = Comparison::default();
        for year in 2001..2005 {
            found.add(Path::new("nowhere"), &format!("xyz/{year}/brief.en.docx"), Change::Written);
        }
        found.add(Path::new("nowhere"), "xyz/2001/brief.en.pdf", Change::Written);
        found.report_missing(Path::new("nowhere"));
        let told: Vec<String> = found
            .diagnostics
            .iter()
            .map(|problem| format!("{}: {}", problem.place.as_ref().unwrap().file, problem.message))
            .collect();
        assert_eq!(
            told,
            [
                "nowhere: 4 .docx files are missing, the first is `xyz/2001/brief.en.docx`",
                "nowhere/xyz/2001/brief.en.pdf: the file is missing"
            ]
        );
        assert_eq!(found.count.missing, 5);
    }

    #[test]
    fn a_file_of_no_report_is_told_only_where_all_reports_were_made() {
        let expected = ["xyz/2019/old.pdf: no report makes this file", "manifest.json: the file is missing"];
        assert_eq!(check("xyz/2019/old.pdf", Some(b"x")), expected);
        assert!(check("xyz/2019/old.pdf", None).is_empty());
        assert_eq!(check("manifest.2-of-8.json", Some(b"x")), expected[1..]);
        assert_eq!(check("manifest.old.json", Some(b"x")).len(), 2);
    }
}
