//! The register of issued files: who is entered, and what has become of them.

use std::path::PathBuf;

use assert_cmd::assert::Assert;
use tempfile::TempDir;

use super::compare::check;
use super::handmade::{file, objects};
use super::{err, out};
use crate::built::{build, hokoku, project_of_case};

/// The built report of a case.
pub(super) const BRIEF: &str = "output/xve/2020/yearly-brief.en.pdf";

/// A project with one built report.
pub(super) struct Case {
    _folder: TempDir,
    pub(super) project: PathBuf,
}

impl Case {
    pub(super) fn new() -> Case {
        let (folder, project) = project_of_case("invented-country");
        build(&project, &project.join("output"), &["yearly-brief", "--format", "pdf"]);
        Case { _folder: folder, project }
    }

    pub(super) fn run(&self, words: &[&str]) -> Assert {
        hokoku().current_dir(&self.project).args(words).assert()
    }

    /// Stamps the brief on a day.
    pub(super) fn stamp(&self, status: &str, day: &str, output: &str) -> Assert {
        self.run(&["stamp", BRIEF, "--status", status, "--date", day, "--replace", "-o", output])
    }

    pub(super) fn register(&self) -> String {
        std::fs::read_to_string(self.project.join("data/xve/register.yaml")).unwrap_or_default()
    }
}

#[test]
fn a_final_report_of_ours_is_entered_and_proved_unchanged() {
    let case = Case::new();
    case.stamp("draft", "2024-03-01", "draft.pdf").success();
    assert_eq!(case.register(), "", "a draft is not issued");
    let told = out(&case.stamp("final", "2024-04-01", "issued/brief.pdf").success());
    assert!(told.contains("entered in `data/xve/register.yaml`"), "{told}");
    let register = case.register();
    let issued = std::fs::read(case.project.join("issued/brief.pdf")).expect("a file");
    let hash = hokoku::report::sha256_hex(&issued);
    let brief = std::fs::read(case.project.join(BRIEF)).expect("a file");
    check(&brief, &issued).says(&format!("Final·1April2024SHA-256{}", &hokoku::report::sha256_hex(&brief)[..12]));
    for line in ["- file: issued/brief.pdf", "  report: yearly-brief", "  year: 2020", "  status: final"] {
        assert!(register.lines().any(|found| found == line), "{register}");
    }
    assert!(register.contains(&hash) && register.contains("data-sha256: "), "{register}");
    let verified = case.run(&["verify", "--register"]).success();
    assert!(out(&verified).contains("1 unchanged, 0 changed, 0 missing, 0 replaced"), "{}", out(&verified));
    // Once more: nothing new.
    case.stamp("final", "2024-04-01", "issued/brief.pdf").success();
    assert_eq!(case.register(), register);
    case.run(&["check"]).success();
}

#[test]
fn a_changed_and_a_missing_file_are_named() {
    let case = Case::new();
    case.stamp("final", "2024-04-01", "issued/a.pdf").success();
    case.stamp("superseded", "2024-05-01", "issued/b.pdf").success();
    let path = case.project.join("issued/a.pdf");
    let mut bytes = std::fs::read(&path).expect("a file");
    *bytes.last_mut().expect("a byte") = b' ';
    std::fs::write(&path, bytes).expect("a writable file");
    std::fs::remove_file(case.project.join("issued/b.pdf")).expect("a file");
    let told = case.run(&["verify", "--register", "--country", "xve"]).code(1);
    let problems = err(&told);
    assert!(problems.contains("error[issued-file-changed]") && problems.contains("issued/a.pdf"), "{problems}");
    assert!(problems.contains("error[issued-file-missing]") && problems.contains("issued/b.pdf"), "{problems}");
    assert!(out(&told).contains("0 unchanged, 1 changed, 1 missing, 0 replaced"), "{}", out(&told));
}

#[test]
fn comments_stay_and_a_newer_entry_stands_for_the_same_path() {
    let case = Case::new();
    case.stamp("final", "2024-04-01", "issued/a.pdf").success();
    let commented = case.register().replace("  status: final", "  status: final # by the board");
    std::fs::write(case.project.join("data/xve/register.yaml"), &commented).expect("a writable file");
    case.stamp("superseded", "2025-04-01", "issued/a.pdf").success();
    assert!(case.register().starts_with(&commented), "{}", case.register());
    let verified = case.run(&["verify", "--register"]).success();
    assert!(out(&verified).contains("1 unchanged, 0 changed, 0 missing, 1 replaced"), "{}", out(&verified));
}

#[test]
fn nothing_else_is_written_over_an_issued_file() {
    let case = Case::new();
    case.stamp("final", "2024-04-01", "issued/a.pdf").success();
    let issued = std::fs::read(case.project.join("issued/a.pdf")).expect("a file");
    for words in [[BRIEF, "--status", "draft"], ["issued/a.pdf", "--remove", "--quiet"]] {
        let told = case.run(&[&["stamp"], &words[..], &["--replace", "-o", "issued/a.pdf"]].concat()).code(1);
        let said = "the file is issued, so nothing else is written over it: `data/xve/register.yaml` has yearly-brief 2020 (en), final since 2024-04-01";
        assert!(err(&told).contains("error[issued-file]") && err(&told).contains(said), "{}", err(&told));
    }
    assert!(std::fs::read(case.project.join("issued/a.pdf")).expect("a file") == issued);
    // A file that somebody has changed is not what was issued.
    std::fs::write(case.project.join("issued/a.pdf"), "something else").expect("a writable file");
    case.stamp("draft", "2024-04-01", "issued/a.pdf").success();
}

#[test]
fn a_file_outside_of_the_project_is_not_issued() {
    let case = Case::new();
    let outside = TempDir::new().expect("a temporary folder");
    let output = outside.path().join("a.pdf");
    let told = case.stamp("final", "2024-04-01", &output.display().to_string()).code(1);
    assert!(err(&told).contains("is outside of the project"), "{}", err(&told));
    assert!(!output.exists() && case.register().is_empty(), "nothing is written");
}

#[test]
fn a_foreign_file_is_stamped_without_an_entry() {
    let case = Case::new();
    std::fs::write(case.project.join("foreign.pdf"), file(&objects("", ""), "")).expect("a writable file");
    let told = case.run(&["stamp", "foreign.pdf", "--status", "final", "-o", "stamped.pdf"]).success();
    assert!(out(&told).contains("no entry in a register: the file is not a report of this program"), "{}", out(&told));
    assert_eq!(case.register(), "");
}
