//! What the register protects, and that nothing gets past it.

use std::process::{Child, Stdio};

use super::err;
use super::register::{BRIEF, Case};
use crate::built::{build, copy};

/// The file of the project that the registers of a case are about.
const ISSUED: &str = "issued/a.pdf";

impl Case {
    fn write(&self, path: &str, content: &str) {
        std::fs::write(self.project.join(path), content).expect("a writable file");
    }

    fn bytes(&self, path: &str) -> Vec<u8> {
        std::fs::read(self.project.join(path)).expect("a readable file")
    }

    /// Fails unless a stamp is refused with some words, and what was issued and its register stay.
    fn refuses(&self, words: &[&str], message: &str) {
        let before = (self.bytes(ISSUED), self.register());
        let told = self.run(&[&["stamp", "--replace"], words].concat()).code(1);
        assert!(err(&told).contains(message), "{}", err(&told));
        assert!((self.bytes(ISSUED), self.register()) == before, "nothing is written");
    }
}

#[test]
fn stamps_at_once_leave_an_entry_each() {
    let case = Case::new();
    let start = |number: usize| -> Child {
        let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("hokoku"));
        command.current_dir(&case.project).env_remove("SOURCE_DATE_EPOCH").env_remove("HOKOKU_FONT_DIR");
        command.args(["stamp", BRIEF, "--status", "final", "--date", "2024-04-01"]);
        command.arg("-o").arg(format!("issued/{number}.pdf")).stdout(Stdio::null()).spawn().expect("a process")
    };
    let running: Vec<Child> = (0..12).map(start).collect();
    for mut child in running {
        assert!(child.wait().expect("an end").success());
    }
    let register = case.register();
    for number in 0..12 {
        let line = format!("- file: issued/{number}.pdf");
        assert_eq!(register.lines().filter(|found| **found == line).count(), 1, "{register}");
    }
    case.run(&["verify", "--register"]).success();
    case.run(&["check"]).success();
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_past_the_register() {
    let case = Case::new();
    case.stamp("final", "2024-04-01", ISSUED).success();
    std::os::unix::fs::symlink(ISSUED, case.project.join("link.pdf")).expect("a link");
    case.refuses(&[BRIEF, "--status", "draft", "-o", "link.pdf"], "error[issued-file]");
    // Nor does an entry that names a link.
    let named = case.register().replace(ISSUED, "link.pdf");
    case.write("data/xve/register.yaml", &named);
    case.refuses(&[BRIEF, "--status", "draft", "-o", ISSUED], "error[issued-file]");
}

#[test]
fn a_register_that_is_not_good_stops_what_it_may_protect_and_the_check() {
    let case = Case::new();
    case.stamp("final", "2024-04-01", ISSUED).success();
    case.write("data/xve/register.yaml", &case.register().replace("status: final", "status: done"));
    let place = "data/xve/register.yaml:";
    case.refuses(&[BRIEF, "--status", "draft", "-o", ISSUED], place);
    case.refuses(&[ISSUED, "--remove", "-o", ISSUED], place);
    case.refuses(&[BRIEF, "--status", "final", "-o", "issued/b.pdf"], place);
    assert!(!case.project.join("issued/b.pdf").exists(), "nothing is written");
    case.run(&["verify", "--register"]).code(1);
    let checked = case.run(&["check"]).code(1);
    assert!(err(&checked).contains("`done` is no status"), "{}", err(&checked));
}

#[test]
fn what_the_next_build_would_write_over_is_not_issued() {
    let case = Case::new();
    let before = case.bytes(BRIEF);
    for output in [BRIEF, "output/xve/2019/yearly-brief.en.pdf"] {
        let told = case.stamp("final", "2024-04-01", output).code(1);
        assert!(err(&told).contains("error[register-path]"), "{}", err(&told));
        assert!(err(&told).contains("the next build would write over it"), "{}", err(&told));
    }
    assert!(case.bytes(BRIEF) == before && case.register().is_empty(), "nothing is written");
    case.stamp("draft", "2024-04-01", BRIEF).success();
}

#[test]
fn an_issued_file_gives_way_to_its_own_edition_only() {
    let case = Case::new();
    // The same edition of another country.
    copy(&case.project.join("data/xve"), &case.project.join("data/xvf"));
    let country = std::fs::read_to_string(case.project.join("data/xvf/country.yaml")).expect("a file");
    case.write("data/xvf/country.yaml", &country.replace("xve", "xvf").replace("XVE", "XVF"));
    build(&case.project, &case.project.join("output"), &["--format", "pdf"]);
    case.stamp("final", "2024-04-01", ISSUED).success();
    let other = "output/xvf/2020/yearly-brief.en.pdf";
    let message = "another report is issued there, so nothing else is written over it: `data/xve/register.yaml` has yearly-brief 2020 (en)";
    case.refuses(&[other, "--status", "final", "-o", ISSUED], message);
    // Another report of the same country, also where somebody has changed the file.
    let annual = "output/xve/2020/annual-report.en.pdf";
    case.refuses(&[annual, "--status", "final", "-o", ISSUED], message);
    case.write(ISSUED, "something else");
    case.refuses(&[annual, "--status", "superseded", "-o", ISSUED], message);
    case.stamp("final", "2024-05-01", ISSUED).success();
}

#[cfg(unix)]
#[test]
fn names_that_other_systems_do_not_take_are_refused_and_odd_ones_are_read_again() {
    let case = Case::new();
    for output in ["issued/12:30.pdf", r"issued/x\y.pdf"] {
        let told = case.stamp("final", "2024-04-01", output).code(1);
        assert!(err(&told).contains("has a `\\` or `:` in its name"), "{}", err(&told));
        assert!(!case.project.join(output).exists() && case.register().is_empty(), "nothing is written");
    }
    for output in ["issued/- a #b.pdf", "issued/Отчёт \"x\".pdf", "null.pdf", "[a].pdf", " a.pdf"] {
        case.stamp("final", "2024-04-01", output).success();
    }
    case.run(&["verify", "--register"]).success();
}

#[test]
fn what_is_issued_makes_no_report_another() {
    let case = Case::new();
    let brief = ["build", "yearly-brief", "--format", "pdf"];
    case.run(&["build"]).success();
    case.stamp("final", "2024-04-01", ISSUED).success();
    case.write("data/xve/provenance.yaml", "# nothing was imported\n[]\n");
    case.run(&["build", "--check"]).success();
    case.run(&[&brief[..], &["--check"]].concat()).success();
    let manifest = String::from_utf8(case.bytes("output/manifest.json")).expect("UTF-8");
    assert!(manifest.contains("data/xve/country.yaml") && !manifest.contains("mappings/"), "{manifest}");
}
