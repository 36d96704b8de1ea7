//! What went wrong in a build that no input is to blame for: bugs of ours and refusals of the disk.

use std::collections::BTreeMap;

use crate::batch::{Fate, Finished};
use crate::cli::exit::Exit;
use crate::host;

/// What crashed, in the order of the plan, and what the disk refused, each reason once; and the exit code for it. `crashes`
/// are the countries whose rules crashed before any of their reports was begun, or `None` for the rules of what all share.
pub(super) fn failures(finished: &[Finished], crashes: &[(Option<String>, String)]) -> (Vec<String>, Exit) {
    let (mut told, mut exit) = (Vec::new(), Exit::Done);
    for (code, words) in crashes {
        let (whose, others) = match code {
            Some(code) => (format!("`data/{code}`"), "other countries are not affected"),
            None => ("templates, themes and languages".to_owned(), "no report was made"),
        };
        told.push(format!("the rules for {whose} crashed: {words}; this is a bug of the program; {others}"));
        exit = exit.max(Exit::Bug);
    }
    let mut refused: BTreeMap<String, Vec<&host::Error>> = BTreeMap::new();
    for job in finished {
        let mut codes = crashes.iter().map(|(code, _)| code);
        let is_told = codes.any(|code| code.as_ref().is_none_or(|code| *code == job.job.country));
        if let Some(words) = job.crash.as_ref().filter(|_| !is_told) {
            let report = "this is a bug of the program; the other reports are not affected";
            told.push(format!("`{}` crashed: {words}; {report}", job.job.title()));
            exit = exit.max(Exit::Bug);
        }
        for product in &job.products {
            match &product.fate {
                Fate::NotWritable(error) => {
                    refused.entry(reason(error)).or_default().push(error);
                    exit = exit.max(Exit::Machine);
                }
                Fate::Written { .. } | Fate::Rejected { .. } | Fate::Crashed => {}
            }
        }
    }
    told.extend(refused.iter().map(|(reason, errors)| refusal(reason, errors)));
    (told, exit)
}

/// Why the disk refused a file, without its name.
fn reason(error: &host::Error) -> String {
    match error {
        host::Error::Write { source, .. } | host::Error::Read { source, .. } => host::reason(source),
        host::Error::Overwritten { .. } => "written over while this run went on".to_owned(),
        host::Error::Torn { .. }
        | host::Error::Changed { .. }
        | host::Error::Untagged { .. }
        | host::Error::Name { .. }
        | host::Error::Depth { .. }
        | host::Error::Link { .. } => error.to_string(),
    }
}

/// What is said of the files that the disk refused for one reason: of one file all, of many their number and the first.
fn refusal(reason: &str, errors: &[&host::Error]) -> String {
    match errors {
        [host::Error::Write { path, .. }, _, ..] => {
            format!("{reason}: {} files not written, the first `{}`", errors.len(), path.display())
        }
        [host::Error::Overwritten { path }, _, ..] => {
            let way_out = "give each run an output folder of its own";
            format!("{reason}: {} files, the first `{}`; {way_out}", errors.len(), path.display())
        }
        _ => errors.first().map(ToString::to_string).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_files_refused_for_one_reason_are_one_message() {
        let full = |path: &str| host::Error::Write { path: path.into(), source: std::io::Error::other("Disk full") };
        let (first, second) = (full("a.pdf"), full("b.pdf"));
        assert_eq!(refusal(&reason(&first), &[&first, &second]), "disk full: 2 files not written, the first `a.pdf`");
        assert_eq!(refusal(&reason(&first), &[&first]), "cannot write `a.pdf`: disk full");
        let over = |path: &str| host::Error::Overwritten { path: path.into() };
        let (first, second) = (over("a.pdf"), over("b.pdf"));
        let told = refusal(&reason(&first), &[&first, &second]);
        assert!(told.starts_with("written over while this run went on: 2 files, the first `a.pdf`; "), "{told}");
    }
}
