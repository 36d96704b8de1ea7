//! What a run leaves beside its reports: the manifest, and the certainty that it is true.

use std::path::Path;

use crate::batch::{self, Finished, MANIFEST};
use crate::cli::console::Console;
use crate::cli::exit::Exit;
use crate::diagnostic::Diagnostic;
use crate::host::{self, Change};
use crate::model::Timestamp;
use crate::report::{Input, Project};

use super::division::Division;

/// What a manifest says besides the files of the run.
pub(super) struct Leaving<'a> {
    pub(super) project: &'a Project,
    pub(super) division: &'a Division,
    /// Inputs from outside the project.
    pub(super) outside: &'a [Input],
    pub(super) timestamp: Option<Timestamp>,
    pub(super) output: &'a Path,
}

impl Leaving<'_> {
    /// Writes the manifest, and then looks at all files again, as the last thing that is done in the folder: if two runs of
    /// other options write there at once, whichever ends last sees what is not its own. Such files have met their fate in
    /// `finished`, and are not listed; a manifest of which nothing is true is taken away.
    pub(super) fn write(&self, finished: &mut [Finished], problems: &[Diagnostic], console: &Console) -> Exit {
        let Some((name, mut bytes)) = self.manifest(finished, problems) else {
            batch::confirm(finished, self.output);
            return Exit::Done;
        };
        let path = self.output.join(&name);
        let mut exit = console.write(&path, &bytes);
        // Ends at the latest when no file is left.
        while !batch::confirm(finished, self.output) {
            // What another run wrote there since is its own to make true.
            if host::has_file(&path) && host::compare(&path, &bytes) == Change::Written {
                return exit;
            }
            let Some((_, rest)) = self.manifest(finished, problems) else { return exit.max(console.remove(&path)) };
            bytes = rest;
            exit = exit.max(console.write(&path, &bytes));
        }
        match host::compare(&path, &bytes) {
            Change::Written if exit == Exit::Done => {
                console.failure(&host::Error::Overwritten { path }.to_string());
                Exit::Machine
            }
            Change::Written | Change::Unchanged => exit,
        }
    }

    /// Name and content of the manifest: of a shard also where it wrote nothing.
    fn manifest(&self, finished: &[Finished], problems: &[Diagnostic]) -> Option<(String, Vec<u8>)> {
        let Leaving { project, division, outside, timestamp, output: _ } = *self;
        let written = batch::manifest(project, finished, outside);
        let Some(shard) = division.shard else {
            return (!written.is_empty()).then(|| (MANIFEST.to_owned(), written.to_json()));
        };
        let (whole, from) = ((&division.whole, &division.parts[..]), (project, outside));
        let program = host::program_digest().ok();
        Some((shard.manifest(), batch::shard_manifest(written, shard, whole, timestamp, from, problems, program)))
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::batch::{Costs, Fate, Plan, Product};
    use crate::cli::args::Arguments;
    use crate::report::{Format, sha256_hex};

    const OURS: &[u8] = b"ours";

    /// What a run leaves that wrote two files, one of which another run wrote over, or both: the end, whether there is a
    /// manifest, and whether it names the first file and the second.
    fn check(found: [&[u8]; 2]) -> (Exit, Option<[bool; 2]>) {
        let folder = tempfile::tempdir().unwrap();
        let project = Project::load(Vec::new());
        let jobs = [2020, 2021].map(|year| batch::sample_job("brief", year));
        let mut finished = jobs.each_ref().map(|job| Finished {
            job: job.clone(),
            products: vec![Product {
                path: job.path(Format::Html),
                format: Format::Html,
                fate: Fate::Written {
                    change: Change::Written,
                    is_cached: false,
                    sha256: sha256_hex(OURS),
                    bytes: OURS.len(),
                    figures: 0,
                    timestamp: Timestamp::from_second(0).unwrap(),
                    data_sha256: String::new(),
                },
            }],
            diagnostics: Vec::new(),
            timings: Vec::new(),
            crash: None,
        });
        let paths = jobs.map(|job| job.path(Format::Html));
        for (path, bytes) in paths.iter().zip(found) {
            assert_eq!(host::write(&folder.path().join(path), bytes).unwrap(), Change::Written);
        }
        let division =
            Division { whole: Plan::default(), parts: Vec::new(), costs: Costs::fixed(&project), shard: None };
        let leaving =
            Leaving { project: &project, division: &division, outside: &[], timestamp: None, output: folder.path() };
        let console = Console::new(&Arguments::try_parse_from(["hokoku", "check"]).unwrap().common);
        let exit = leaving.write(&mut finished, &[], &console);
        let manifest = std::fs::read_to_string(folder.path().join(MANIFEST)).ok();
        (exit, manifest.map(|text| paths.each_ref().map(|path| text.contains(path))))
    }

    #[test]
    fn a_manifest_lists_what_is_true_of_it_and_goes_where_nothing_is() {
        assert_eq!(check([OURS, OURS]), (Exit::Done, Some([true, true])));
        assert_eq!(check([b"others", OURS]), (Exit::Done, Some([false, true])));
        assert_eq!(check([b"others", b"more"]), (Exit::Done, None));
    }
}
