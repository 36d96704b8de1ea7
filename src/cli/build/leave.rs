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
    /// `finished`, and are not listed.
    pub(super) fn write(&self, finished: &mut [Finished], problems: &[Diagnostic], console: &Console) -> Exit {
        let Some((name, bytes)) = self.manifest(finished, problems) else {
            batch::confirm(finished, self.output);
            return Exit::Done;
        };
        let path = self.output.join(&name);
        let exit = console.write(&path, &bytes);
        if !batch::confirm(finished, self.output) {
            let rest = self.manifest(finished, problems);
            return rest.map_or(exit, |(_, bytes)| exit.max(console.write(&path, &bytes)));
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
        Some((shard.manifest(), batch::shard_manifest(written, shard, whole, timestamp, from, problems)))
    }
}
