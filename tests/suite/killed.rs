//! Runs that are killed, and runs at once: what is on the disk is whole, and the next run ends as if nothing had been.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::built::{files_of, hokoku, root};

/// Four briefs as PDF and page, some tenths of a second's work.
const WORDS: [&str; 6] = ["build", "yearly-brief", "--year", "2013..2016", "--format", "pdf,html"];

/// A folder for output beside a cache.
struct Place {
    _folder: TempDir,
    output: PathBuf,
    cache: PathBuf,
}

impl Place {
    fn new() -> Place {
        let folder = TempDir::new().expect("a temporary folder");
        let (output, cache) = (folder.path().join("output"), folder.path().join("cache"));
        Place { _folder: folder, output, cache }
    }

    fn start(&self, words: &[&str]) -> Child {
        let mut command = Command::new(hokoku().get_program());
        command.env_remove("SOURCE_DATE_EPOCH").env_remove("HOKOKU_FONT_DIR").env("HOKOKU_CACHE_DIR", &self.cache);
        command.args(words).arg("--project").arg(root()).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().expect("the program starts")
    }

    fn start_build(&self, more: &[&str]) -> Child {
        let output = self.output.to_str().expect("a path that is UTF-8");
        self.start(&[&WORDS[..], &["--output", output], more].concat())
    }

    fn build(&self, more: &[&str]) {
        assert!(self.start_build(more).wait().expect("a child of ours").success());
    }

    /// Files that a reader of the folder sees: not those that a run is still writing.
    fn seen(&self) -> BTreeMap<String, Vec<u8>> {
        let files = if self.output.exists() { files_of(&self.output) } else { BTreeMap::new() };
        files.into_iter().filter(|(path, _)| !is_temporary(path)).collect()
    }

    /// Looks at the files under their final names, while a run may be writing others.
    fn holds_whole_files(&self, expected: &BTreeMap<String, Vec<u8>>, round: usize) {
        for (path, bytes) in expected {
            if let Ok(found) = std::fs::read(self.output.join(path)) {
                assert!(found == *bytes, "round {round}: `{path}` is not whole");
            }
        }
    }
}

fn is_temporary(path: &str) -> bool {
    Path::new(path).file_name().is_some_and(|name| name.to_string_lossy().starts_with(".hokoku-"))
}

/// The files of a run that nobody disturbed, and how long it took.
fn undisturbed() -> (BTreeMap<String, Vec<u8>>, Duration) {
    let place = Place::new();
    place.build(&["--no-cache"]);
    let again = Place::new();
    let start = Instant::now();
    again.build(&[]);
    let time = start.elapsed();
    assert_eq!(place.seen().len(), 9);
    assert!(place.seen() == again.seen());
    (place.seen(), time)
}

/// The next number of a sequence that looks random (xorshift, G. Marsaglia, 2003).
fn next(seed: &mut u64) -> u64 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    *seed
}

#[test]
fn a_run_that_is_killed_at_any_moment_leaves_whole_files_and_the_next_ends_with_the_same_bytes() {
    let (expected, time) = undisturbed();
    let mut seed = 20_240_401;
    let (mut interrupted, mut partly) = (0, 0);
    for round in 0..20 {
        let place = Place::new();
        // In every fourth round the second run is killed as well.
        for _ in 0..if round % 4 == 3 { 2 } else { 1 } {
            let micros = u64::try_from(time.as_micros()).expect("a run of less than a year");
            let moment = Instant::now() + Duration::from_micros(next(&mut seed) % micros);
            let mut run = place.start_build(&[]);
            // Somebody looks at the folder all the time.
            while Instant::now() < moment {
                place.holds_whole_files(&expected, round);
            }
            run.kill().expect("a child of ours");
            interrupted += usize::from(!run.wait().expect("a child of ours").success());
            for (path, bytes) in place.seen() {
                assert!(expected.get(&path) == Some(&bytes), "round {round}: `{path}` is not whole");
            }
            partly += usize::from((1..expected.len()).contains(&place.seen().len()));
        }
        place.build(&[]);
        assert!(place.seen() == expected, "round {round}: the bytes differ");
        // What is in the cache after all that gives the same.
        std::fs::remove_dir_all(&place.output).expect("the output");
        place.build(&[]);
        assert!(place.seen() == expected, "round {round}: the bytes differ from the cache's");
    }
    assert!(interrupted > 5 && partly > 0, "{interrupted} runs were killed, {partly} of them half-way");
}

#[test]
fn runs_at_once_into_one_folder_and_one_cache_that_is_being_cleared_give_the_same_bytes() {
    let (expected, _) = undisturbed();
    let place = Place::new();
    let mut runs: Vec<Child> =
        (0..6).map(|index| place.start_build(if index == 5 { &["--no-cache"] } else { &[] })).collect();
    let mut clears = 0;
    while runs.iter_mut().any(|run| run.try_wait().expect("a child of ours").is_none()) {
        assert!(place.start(&["cache", "clear"]).wait().expect("a child of ours").success());
        clears += 1;
    }
    for mut run in runs {
        assert!(run.wait().expect("a child of ours").success());
    }
    assert!(clears > 0);
    assert!(place.seen() == expected, "the bytes differ");
    assert!(files_of(&place.output).keys().all(|path| !is_temporary(path)), "a temporary file is left");
}

#[test]
fn of_runs_of_other_dates_into_one_folder_the_last_has_a_true_manifest_or_says_what_is_not_its_own() {
    let mut held = 0;
    for round in 0..8 {
        let place = Place::new();
        let mut runs = ["2020-01-01", "2021-01-01", "2022-01-01"]
            .map(|date| place.start_build(&["--timestamp", date, "--no-cache"]));
        let codes = runs.each_mut().map(|run| run.wait().expect("a child of ours").code());
        assert!(codes.iter().all(|code| matches!(code, Some(0 | 3))), "{codes:?}");
        let files = place.seen();
        // A run that says what is not its own takes its manifest away where nothing of it is true.
        let Some(manifest) = files.get("manifest.json") else {
            assert!(codes.contains(&Some(3)), "round {round}: no run says why there is no manifest");
            continue;
        };
        let manifest: serde_json::Value = serde_json::from_slice(manifest).expect("JSON");
        let entries = manifest["artifacts"].as_array().expect("a list");
        assert!(!entries.is_empty());
        for entry in entries {
            let path = entry["path"].as_str().expect("a path");
            assert_eq!(entry["sha256"], hokoku::report::sha256_hex(&files[path]), "round {round}: {path}; {codes:?}");
        }
        held += 1;
    }
    assert!(held > 0, "no manifest was left to be held against the files");
}
