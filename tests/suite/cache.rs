//! The cache of finished files, and `build --check`, from outside.

use std::path::PathBuf;

use assert_cmd::Command;
use hokoku::report::Format;
use serde_json::Value;
use tempfile::TempDir;

use crate::built::{files_of, hokoku, project_of_case};

/// A project with one invented country and a cache of its own.
struct Case {
    _folder: TempDir,
    project: PathBuf,
    cache: PathBuf,
}

impl Case {
    fn new() -> Case {
        let (folder, project) = project_of_case("invented-country");
        let cache = project.join("the-cache");
        Case { _folder: folder, project, cache }
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = hokoku();
        command.current_dir(&self.project).env("HOKOKU_CACHE_DIR", &self.cache).args(words);
        command
    }

    /// What a command says on both streams, and that its exit code is as expected.
    fn run(&self, words: &[&str], code: i32) -> String {
        let assert = self.command(words).assert();
        let output = assert.get_output();
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{words:?}: {said}");
        said
    }

    /// The last object that a command prints as JSON.
    fn json(&self, words: &[&str], code: i32) -> Value {
        let said = self.run(&[words, &["--message-format", "json"]].concat(), code);
        serde_json::from_str(said.lines().last().expect("a line")).expect("JSON")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.project.join(name)
    }
}

/// Two pages, a second's work for nobody.
const PAGES: [&str; 3] = ["build", "--format", "html"];

fn pages(more: &[&'static str]) -> Vec<&'static str> {
    [&PAGES[..], more].concat()
}

#[test]
fn files_come_from_the_cache_and_it_says_how_much_it_holds() {
    let case = Case::new();
    let made = case.json(&PAGES, 0);
    assert_eq!((&made["written"], &made["cached"]), (&2.into(), &0.into()), "{made}");
    let output = files_of(&case.path("output"));
    std::fs::remove_dir_all(case.path("output")).expect("the output");
    let found = case.run(&PAGES, 0);
    assert!(found.contains(" kB, from the cache)"), "{found}");
    assert!(found.contains("2 written, 0 unchanged"), "{found}");
    assert!(files_of(&case.path("output")) == output, "the bytes differ");
    let unchanged = case.json(&PAGES, 0);
    assert_eq!((&unchanged["unchanged"], &unchanged["cached"]), (&2.into(), &2.into()), "{unchanged}");

    let stat = case.json(&["cache", "stat"], 0);
    assert_eq!((&stat["kind"], &stat["entries"], &stat["files"]), (&"cache".into(), &2.into(), &4.into()), "{stat}");
    assert_eq!(stat["folder"], case.cache.display().to_string());
    assert!(stat["bytes"].as_u64() > Some(10_000), "{stat}");
    let text = case.run(&["cache", "stat", "--quiet"], 0);
    assert!(text.starts_with("2 entries, 4 files, 0.") && text.contains(" MB in `"), "{text}");
    assert_eq!(case.json(&["cache", "clear"], 0)["files"], 4);
    assert_eq!(case.json(&["cache", "stat"], 0)["files"], 0);
    assert_eq!(case.json(&PAGES, 0)["cached"], 0);
    case.run(&["cache", "drop"], 2);
}

#[test]
fn without_the_cache_nothing_is_read_of_it_or_written_to_it() {
    let case = Case::new();
    case.run(&pages(&["--no-cache"]), 0);
    assert!(!case.cache.exists());
    case.run(&PAGES, 0);
    let before = files_of(&case.cache);
    let made = case.json(&pages(&["--no-cache"]), 0);
    assert_eq!((&made["unchanged"], &made["cached"]), (&2.into(), &0.into()), "{made}");
    assert!(files_of(&case.cache) == before);
}

#[test]
fn the_cache_stands_in_the_folder_for_caches_unless_another_is_named() {
    let case = Case::new();
    let mut command = case.command(&["cache", "stat"]);
    let caches = case.path("caches");
    let said = command.env("HOKOKU_CACHE_DIR", "").env("XDG_CACHE_HOME", &caches).assert().success();
    let said = String::from_utf8_lossy(&said.get_output().stdout).into_owned();
    if cfg!(target_os = "linux") {
        assert_eq!(said, format!("0 entries, 0 files, 0.0 MB in `{}`\n", caches.join("hokoku").display()));
    }
}

#[test]
fn a_cache_that_can_not_be_written_is_told_once_and_stops_nothing() {
    let case = Case::new();
    std::fs::write(&case.cache, "a file in the way").expect("a writable folder");
    let said = case.run(&pages(&["--fail-on", "warning"]), 0);
    assert_eq!(said.matches("warning[cache-unusable]").count(), 1, "{said}");
    assert!(said.contains("2 written") && said.contains("`--no-cache`"), "{said}");
    assert!(!case.run(&pages(&["--no-cache"]), 0).contains("cache-unusable"));
}

#[test]
fn a_check_passes_on_what_was_built_and_writes_nothing() {
    let case = Case::new();
    let words = ["build", "--check", "--output", "out"];
    let said = case.run(&words, 1);
    assert!(!case.path("out").exists(), "{said}");
    for name in ["out/manifest.json", "out/xve/2020/annual-report.en.pdf", "out/xve/2020/yearly-brief.en.html"] {
        assert!(said.contains(&format!("error[output-differs]: the file is missing\n --> {name}")), "{said}");
    }
    case.run(&["build", "--output", "out"], 0);
    let before = files_of(&case.path("out"));
    for more in [&[][..], &["--no-cache"]] {
        let said = case.run(&[&words[..], more].concat(), 0);
        let count = 2 * Format::ALL.len() + 1;
        let expected = format!("{count} as the data gives, 0 different, 0 missing, 0 unknown, 0 rejected");
        assert!(said.contains(&expected), "{said}");
    }
    assert!(files_of(&case.path("out")) == before);
}

#[test]
fn a_check_names_every_file_that_differs_or_is_of_no_report() {
    let case = Case::new();
    case.run(&PAGES, 0);
    std::fs::remove_file(case.path("output/xve/2020/annual-report.en.html")).expect("the page");
    std::fs::write(case.path("output/xve/2020/yearly-brief.en.html"), "edited").expect("a writable file");
    std::fs::write(case.path("output/xve/2020/old-report.en.html"), "old").expect("a writable file");
    let before = files_of(&case.path("output"));
    let said = case.run(&pages(&["--check"]), 1);
    assert!(said.contains("the file is missing\n --> output/xve/2020/annual-report.en.html"), "{said}");
    assert!(said.contains("the file is not what the data gives\n --> output/xve/2020/yearly-brief.en.html"), "{said}");
    // The run was of one format, so that the folder may hold more, and its manifest too.
    assert!(!said.contains("old-report") && !said.contains("manifest"), "{said}");
    let count = case.json(&pages(&["--check"]), 1);
    assert_eq!(count["missing"], 1, "{count}");
    assert!(files_of(&case.path("output")) == before);

    let said = case.run(&["build", "--check"], 1);
    assert!(said.contains("no report makes this file\n --> output/xve/2020/old-report.en.html"), "{said}");
    assert!(said.contains("the file is not what the data gives\n --> output/manifest.json"), "{said}");
    let missing = 2 * Format::ALL.len() - 1;
    let expected = format!("0 as the data gives, 2 different, {missing} missing, 1 unknown, 0 rejected");
    assert!(said.contains(&expected), "{said}");
}

#[test]
fn a_check_tells_changed_data_and_a_broken_report_leaves_its_files_alone() {
    let case = Case::new();
    case.run(&PAGES, 0);
    let path = case.path("data/xve/figures/2020.yaml");
    let text = std::fs::read_to_string(&path).expect("the figures");
    std::fs::write(&path, text.replace("402 persons", "403 persons")).expect("a writable file");
    let said = case.run(&pages(&["--check"]), 1);
    assert!(said.contains("output-differs"), "{said}");
    std::fs::write(&path, text.replace("402 persons", "402 parsons")).expect("a writable file");
    let said = case.run(&["build", "--check"], 1);
    assert!(said.contains("parsons") && !said.contains("no report makes this file"), "{said}");
    assert!(said.contains(&format!("{} rejected", 2 * Format::ALL.len())), "{said}");
}
