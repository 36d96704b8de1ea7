//! `hokoku merge-manifests`.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use crate::batch::{self, Earlier, MANIFEST, Merged};
use crate::diagnostic::Diagnostic;

use super::console::Console;
use super::exit::{Exit, Stop};

/// `merge-manifests`.
#[derive(Debug, Args)]
pub(super) struct MergeManifests {
    /// The folder that all shards wrote to, or that their files were brought into
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// Joins the manifests of the shards in a folder into the one of all.
pub(super) fn run(options: &MergeManifests, console: &Console) -> Result<Exit, Stop> {
    let folder = &options.folder;
    if !folder.is_dir() {
        return Err(Stop::Folder(format!(
            "there is no folder `{}`; name the one that all shards wrote to",
            folder.display()
        )));
    }
    let Merged { manifest, shards, files, diagnostics, earlier } = batch::merge(folder)?;
    console.problems(&diagnostics);
    let mut exit = if diagnostics.iter().any(Diagnostic::is_error) { Exit::Findings } else { Exit::Done };
    let path = folder.join(MANIFEST);
    let object =
        json!({ "shards": shards, "files": files, "problems": diagnostics.len(), "written": manifest.is_some() });
    let text = match &manifest {
        Some(bytes) => {
            let whole = if exit == Exit::Done { "complete and disjoint" } else { "not complete" };
            exit = exit.max(console.write(&path, bytes));
            format!("{files} files of {shards} shards in `{}`: {whole}", path.display())
        }
        None => {
            let of_earlier = match earlier {
                Earlier::Absent => "",
                Earlier::Kept => "; what stands there is of an earlier run",
                Earlier::TakenAway => "; that of an earlier run was taken away, since the files are not what it said",
            };
            format!("`{}` was not written{of_earlier}", path.display())
        }
    };
    console.line(&text, "summary", &object);
    Ok(exit)
}
