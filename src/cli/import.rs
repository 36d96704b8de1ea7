//! `hokoku import`.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use crate::diagnostic::{Code, Diagnostic};
use crate::host::{self, Replacement};
use crate::import::{self, Counts, Request};

use super::args::Common;
use super::console::Console;
use super::exit::{Exit, Stop};
use super::source;

/// `import`.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// A Word report of ours (.docx) in which figures were corrected
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// The country that it must be of [default: the one that it says]
    #[arg(long, value_name = "CODE")]
    pub(super) country: Option<String>,
    /// Write the changes into data/; without it they are only shown
    #[arg(long)]
    pub(super) apply: bool,
}

/// The last line.
#[derive(Debug, Serialize)]
struct Summary {
    added: usize,
    changed: usize,
    removed: usize,
    unchanged: usize,
    /// Files that were written.
    written: Vec<String>,
}

/// Shows what a file says otherwise than the data; writes it where that was asked for and nothing is wrong.
pub(super) fn run(options: &Import, common: &Common, console: &Console) -> Result<Exit, Stop> {
    let project = source::project(common)?;
    if let Some(country) = &options.country {
        source::require_countries(&project, std::slice::from_ref(country))?;
    }
    let path = options.file.to_string_lossy();
    if !host::has_file(&options.file) {
        let message = format!("there is no file `{}`", options.file.display());
        return Err(Diagnostic::error(Code::NOT_FOUND, None, message).with_hint("name a Word report (.docx)").into());
    }
    let bytes = host::read_file(&options.file, import::MOST_BYTES)?;
    let request = Request { path: &path, bytes: &bytes, country: options.country.as_deref() };
    let import::Import { comparison, mut diagnostics, files } = import::import(&project, &request);
    console.show(&project, &mut diagnostics);
    let Some(comparison) = comparison else { return Ok(common.weigh(&diagnostics)) };
    for change in &comparison.changes {
        console.line(&change.to_string(), "change", change);
    }
    for follow in &comparison.follows {
        console.line(&follow.to_string(), "follow", follow);
    }
    let exit = common.weigh(&diagnostics);
    let is_written = options.apply && exit == Exit::Done && !files.is_empty();
    if is_written {
        let replacement = |file: &import::ChangedFile| Replacement {
            path: common.project.join(&file.path),
            before: file.before.clone(),
            after: file.after.clone(),
        };
        host::write_all(&files.iter().map(replacement).collect::<Vec<_>>())?;
    }
    let written: Vec<String> = files.into_iter().filter(|_| is_written).map(|file| file.path).collect();
    for path in &written {
        console.line(&format!("wrote   {path}"), "written", &serde_json::json!({ "path": path }));
    }
    if !comparison.changes.is_empty() && !options.apply && exit == Exit::Done {
        console.line("nothing was written; `--apply` writes it", "note", &serde_json::json!({ "applied": false }));
    }
    if !comparison.changes.is_empty() && exit != Exit::Done {
        let text = "nothing was written, because of the problems above";
        console.line(text, "note", &serde_json::json!({ "applied": false }));
    }
    let counts = comparison.counts();
    let Counts { added, changed, removed, unchanged } = counts;
    console.line(&counts.to_string(), "summary", &Summary { added, changed, removed, unchanged, written });
    Ok(exit)
}
