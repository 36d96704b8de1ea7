//! Files that options ask for beside the reports: each a file of its own, and none of them an input or a report. Floor 6.

use std::path::{Path, PathBuf};

use crate::batch::{MANIFEST, Shard};
use crate::report::Format;

use super::args::Common;
use super::exit::Stop;
use super::feedback::plain;

/// Folders of the project that reports are made from.
const INPUTS: [&str; 2] = ["data", "report-templates"];

/// Refuses an output folder among the inputs: what is written there would be read by the next run.
pub(super) fn check_output(output: &Path, common: &Common) -> Result<(), Stop> {
    match among_inputs(&absolute(output), common) {
        Some(folder) => {
            let message =
                format!("the output folder `{}` is within `{folder}/`, which reports are made from", output.display());
            Err(Stop::Usage(format!("{message}; choose another with `--output DIR`")))
        }
        None => Ok(()),
    }
}

/// A file that an option names.
pub(super) struct Named<'a> {
    option: &'static str,
    path: &'a Path,
    is_written: bool,
}

impl<'a> Named<'a> {
    /// One that the command writes.
    pub(super) fn written(option: &'static str, path: &'a Path) -> Named<'a> {
        Named { option, path, is_written: true }
    }

    /// One that the command reads.
    pub(super) fn read(option: &'static str, path: &'a Path) -> Named<'a> {
        Named { option, path, is_written: false }
    }
}

/// Options that may name one file: the times of an earlier run are replaced by those of this one.
const ONE_FILE: [&str; 2] = ["--timings", "--costs"];

/// Refuses files of which one would be written over another, over an input, or over a report of the output folder or its
/// manifest.
pub(super) fn check_files(files: &[Named<'_>], output: Option<&Path>, common: &Common) -> Result<(), Stop> {
    for (index, Named { option, path, .. }) in files.iter().enumerate().filter(|(_, file)| file.is_written) {
        let (place, shown) = (absolute(path), path.display());
        let is_same = |other: &&Named<'_>| {
            absolute(other.path) == place && !(ONE_FILE.contains(option) && ONE_FILE.contains(&other.option))
        };
        if let Some(other) = files[index + 1..].iter().find(is_same) {
            let message = format!("`{option}` and `{}` both name `{shown}`; give each a file of its own", other.option);
            return Err(Stop::Usage(message));
        }
        let what = if let Some(folder) = among_inputs(&place, common) {
            format!("within `{folder}/`, which reports are made from")
        } else if place.extension().is_some_and(|end| Format::ALL.iter().any(|format| end == format.as_str())) {
            "named like a report".to_owned()
        } else if output.is_some_and(|output| is_manifest(&place, output)) {
            "the manifest of the reports".to_owned()
        } else {
            continue;
        };
        return Err(Stop::Usage(format!("`{option}` names `{shown}`, which is {what}; choose another file")));
    }
    Ok(())
}

fn absolute(path: &Path) -> PathBuf {
    plain(&std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
}

fn among_inputs(place: &Path, common: &Common) -> Option<&'static str> {
    INPUTS.into_iter().find(|folder| place.starts_with(absolute(&common.project.join(folder))))
}

fn is_manifest(place: &Path, output: &Path) -> bool {
    let name = place.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    place.parent() == Some(&absolute(output)) && (name == MANIFEST || Shard::of_manifest(name).is_some())
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::super::args::Arguments;
    use super::*;

    fn common() -> Common {
        Arguments::try_parse_from(["hokoku", "check", "--project", "project"]).unwrap().common
    }

    /// What is said of two files that a command writes and one that it reads.
    fn check(junit: &str, timings: &str, costs: &str) -> Option<String> {
        let files = [
            Named::written("--report-junit", Path::new(junit)),
            Named::written("--timings", Path::new(timings)),
            Named::read("--costs", Path::new(costs)),
        ];
        match check_files(&files, Some(Path::new("out")), &common()) {
            Err(Stop::Usage(message)) => Some(message),
            Err(other) => panic!("{other:?}"),
            Ok(()) => None,
        }
    }

    #[test]
    fn files_of_their_own_are_taken_and_times_may_replace_those_that_were_read() {
        assert_eq!(check("j.xml", "t.json", "c.json"), None);
        assert_eq!(check("j.xml", "t.json", "t.json"), None);
        assert_eq!(check("out/manifest.xml", "data/t.json", "project/data/c.json"), None);
    }

    #[test]
    fn a_file_that_would_be_lost_is_told_before_anything_is_written() {
        let told = |junit, timings, costs| check(junit, timings, costs).unwrap();
        let both = "`--report-junit` and `--timings` both name `x`; give each a file of its own";
        assert_eq!(told("x", "below/../x", "c.json"), both);
        assert!(told("x", "t.json", "./x").starts_with("`--report-junit` and `--costs` both name `x`"));
        let names = |junit, what: &str| {
            let expected = format!("`--report-junit` names `{junit}`, which is {what}; choose another file");
            assert_eq!(told(junit, "t.json", "c.json"), expected);
        };
        names("project/data/xyz/rates.yaml", "within `data/`, which reports are made from");
        names("project/report-templates/x", "within `report-templates/`, which reports are made from");
        names("out/xyz/2020/a.xx.pdf", "named like a report");
        names("out/manifest.json", "the manifest of the reports");
        names("out/below/../manifest.2-of-8.json", "the manifest of the reports");
    }

    #[test]
    fn output_among_the_inputs_is_refused() {
        let is_refused = |output: &str| check_output(Path::new(output), &common()).is_err();
        assert!(is_refused("project/data") && is_refused("project/report-templates/out"));
        assert!(!is_refused("project/output") && !is_refused("project") && !is_refused("data"));
    }
}
