//! The workbook to fill in as people fill it in who are tired, or in a hurry: what is wrong is told at its cell, and nothing is written.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::built::{files_of, hokoku, project_of_case};
use crate::filling::{Filling, Typed};

/// A project with a workbook of it.
struct Case {
    folder: TempDir,
    project: PathBuf,
    fresh: Vec<u8>,
}

impl Case {
    fn new() -> Case {
        let (folder, project) = project_of_case("invented-country");
        let file = folder.path().join("fresh.xlsx");
        let arguments = ["workbook", "--year", "2020", "--quiet", "-o"];
        hokoku().args(arguments).arg(&file).arg("--project").arg(&project).assert().success();
        Case { folder, project, fresh: std::fs::read(file).unwrap() }
    }

    fn filled(&self, fill: impl FnOnce(&mut Filling)) -> PathBuf {
        let mut filling = Filling::open(&self.fresh);
        fill(&mut filling);
        let path = self.folder.path().join("office.xlsx");
        std::fs::write(&path, filling.bytes()).unwrap();
        path
    }

    /// The exit code of an import, and all that it says.
    fn import(&self, file: &Path, more: &[&str]) -> (i32, String) {
        let output =
            hokoku().arg("import").arg(file).arg("--project").arg(&self.project).args(more).output().expect("it runs");
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        (output.status.code().expect("an exit code"), format!("{err}{out}"))
    }

    /// A workbook that is not written into the data, and what is said of it.
    fn refuses(&self, expected: &[&str], fill: impl FnOnce(&mut Filling)) {
        let before = files_of(&self.project.join("data"));
        let (code, text) = self.import(&self.filled(fill), &["--apply"]);
        assert_eq!(code, 1, "{text}");
        for part in expected {
            assert!(text.contains(part), "expected `{part}` in {text}");
        }
        assert!(!text.contains("mapping:"), "nobody wrote a mapping of this workbook: {text}");
        assert!(files_of(&self.project.join("data")) == before, "nothing is written: {text}");
    }
}

const BRIEF: [(&str, &str); 2] = [("report", "yearly-brief"), ("year", "2020")];
const TRAINEES: [(&str, &str); 2] = [("year", "2020"), ("id", "trainees")];

#[test]
fn a_mistake_is_told_at_its_cell_with_a_way_out() {
    let case = Case::new();
    case.refuses(
        &["type-error", "`two` where a number is expected", "'Figures by year'!D", "help: write a number\n"],
        |office| {
            office.set("figures", &TRAINEES, "value", Typed::Text("two"));
        },
    );
    case.refuses(&["type-error", "there is no such day", "help: write it as 2019-07-17\n"], |office| {
        office.set("figures", &TRAINEES, "as-of", Typed::Text("32.13.2021"));
    });
    case.refuses(&["import-refused", "a count is never negative", "'Figures by year'!D"], |office| {
        office.set("figures", &TRAINEES, "value", Typed::Number("-3"));
    });
    case.refuses(&["unknown-reference", "no record of `rates`", "Editions!E"], |office| {
        office.set("editions", &BRIEF, "rate", Typed::Text("jica-2099-01"));
    });
}

#[test]
fn nothing_is_taken_out_of_the_data_by_an_empty_cell() {
    let case = Case::new();
    let clear = |office: &mut Filling| office.clear("figures", &TRAINEES, "as-of");
    case.refuses(&["removal", "would lose its value `2021-03`", "`--allow-removals`\n"], clear);
    let (code, text) = case.import(&case.filled(clear), &["--apply", "--allow-removals"]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("\n0 added, 1 changed, 0 removed, "), "{text}");
}

#[test]
fn a_record_under_another_id_is_told_with_the_row_that_says_the_same() {
    let case = Case::new();
    let volunteers = [("year", "2020"), ("id", "volunteers")];
    case.refuses(&["removal", "`figures/2020/volonteers` in 'Figures by year'!A", "says the same"], |office| {
        office.set("figures", &volunteers, "id", Typed::Text("volonteers"));
    });
}

#[test]
fn a_cell_that_is_a_finding_makes_no_second_one_and_its_record_is_not_called_unchanged() {
    let case = Case::new();
    let last = |text: &str| text.lines().last().unwrap_or_default().to_owned();
    let (_, whole) = case.import(&case.filled(|_| {}), &[]);
    let unchanged = |text: &str| last(text).split(' ').nth(6).unwrap().parse::<usize>().unwrap();
    let (code, text) =
        case.import(&case.filled(|office| office.set("figures", &TRAINEES, "value", Typed::Text("two"))), &[]);
    assert_eq!(code, 1, "{text}");
    assert_eq!(text.matches("error[").count(), 1, "{text}");
    assert_eq!(unchanged(&text) + 1, unchanged(&whole), "{text}{whole}");
}

#[test]
fn thousands_that_are_set_apart_by_spaces_are_a_number() {
    let case = Case::new();
    let file = case.filled(|office| office.set("figures", &TRAINEES, "value", Typed::Text("2\u{a0}680")));
    let (code, text) = case.import(&file, &[]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("412 persons → 2680 persons"), "{text}");
}

#[test]
fn a_workbook_that_lost_its_properties_is_known_by_its_hidden_sheet() {
    let case = Case::new();
    let file = case.filled(|office| {
        office.forget_properties();
        office.set("figures", &TRAINEES, "value", Typed::Number("413"));
    });
    let (code, text) = case.import(&file, &[]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("0 added, 1 changed, 0 removed, "), "{text}");
    // It still knows its country, so it is not taken for that of another one.
    let (code, text) = case.import(&file, &["--country", "xve"]);
    assert_eq!(code, 0, "{text}");
}

#[test]
fn without_its_hidden_sheet_a_workbook_comes_in_only_onto_the_data_that_it_was_made_from() {
    let case = Case::new();
    let file = case.filled(|office| {
        office.forget_base();
        office.set("figures", &TRAINEES, "value", Typed::Number("413"));
    });
    let (code, text) = case.import(&file, &[]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("\n0 added, 1 changed, 0 removed, ") && text.contains("412 persons → 413 persons"), "{text}");
    // What has changed in the data since must not be taken back by a workbook that nobody changed.
    let figures = case.project.join("data/xve/figures/2020.yaml");
    let newer = std::fs::read_to_string(&figures).unwrap().replace("3.4 billion JPY", "3.5 billion JPY");
    std::fs::write(&figures, newer).unwrap();
    let expected = ["import-mismatch", "lost its hidden sheet", "the data has changed since", "write a new workbook"];
    case.refuses(&expected, Filling::forget_base);
    let (code, text) = case.import(&case.filled(|_| {}), &[]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("0 added, 0 changed, 0 removed, "), "{text}");
}

#[test]
fn what_check_would_warn_of_is_told_before_it_is_written() {
    let case = Case::new();
    let file = case.filled(|office| office.set("editions", &BRIEF, "as-of", Typed::Text("2017-03-31")));
    let (code, text) = case.import(&file, &[]);
    assert_eq!(code, 0, "{text}");
    // The fiscal year had not begun, and the rate was not known.
    assert_eq!(text.matches("warning[invalid-date]").count(), 2, "{text}");
    assert!(text.contains("Editions!"), "{text}");
    let (code, applied) = case.import(&file, &["--apply"]);
    assert_eq!(code, 0, "a warning stops nothing: {applied}");
    assert!(applied.contains("warning[invalid-date]"), "{applied}");
    let (_, again) = case.import(&file, &[]);
    assert!(!again.contains("invalid-date"), "the data has it already: {again}");
}

#[test]
fn a_new_project_stands_in_the_file_of_its_scheme_with_what_belongs_to_it() {
    let case = Case::new();
    let text = Typed::Text;
    let file = case.filled(|office| {
        office.add(
            "projects",
            &[
                ("id", text("bridge")),
                ("title", text("Bridge")),
                ("schemes", text("Technical cooperation")),
                ("sources", text("yearbook | page 5")),
            ],
        );
        office.add(
            "commitments",
            &[
                ("project", text("bridge")),
                ("id", text("2020")),
                ("amount", Typed::Number("12.5")),
                ("amount.unit", text("million JPY")),
                ("scheme", text("Technical cooperation")),
                ("channel", text("JICA")),
                ("record-of-discussions", text("06.05.2020")),
                ("sources", text("yearbook | page 6")),
            ],
        );
    });
    let before = files_of(&case.project.join("data"));
    let (code, said) = case.import(&file, &["--apply"]);
    assert_eq!(code, 0, "{said}");
    let changed: Vec<String> = files_of(&case.project.join("data"))
        .into_iter()
        .filter(|(path, bytes)| before.get(path) != Some(bytes))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(changed, ["xve/projects/technical-cooperation.yaml", "xve/provenance.yaml"], "{said}");
    let projects = std::fs::read_to_string(case.project.join("data/xve/projects/technical-cooperation.yaml")).unwrap();
    let expected = "amount: 12.5 million JPY\n      qualifier: exact\n      basis: commitment\n      scheme: technical-cooperation\n      channel: jica\n      instruments: [{kind: R/D, date: \"2020-05-06\"}]\n      sources:";
    assert!(projects.contains(expected), "{projects}");
    // What is written is shown, also where no cell says it.
    for default in ["basis: commitment (the default)  [Commitments!", "qualifier: exact (the default)  ["] {
        assert!(said.contains(default), "expected `{default}` in {said}");
    }
}

#[test]
fn a_second_workbook_from_the_same_day_is_compared_three_ways() {
    let case = Case::new();
    let first = case.filled(|office| {
        office.set("figures", &TRAINEES, "value", Typed::Number("413"));
        office.set("figures", &[("year", "2020"), ("id", "grant-aid-total")], "value", Typed::Number("3.5"));
    });
    let (code, text) = case.import(&first, &["--apply"]);
    assert_eq!(code, 0, "{text}");
    // Another colleague changed another cell, and one of the same.
    let second = case.filled(|office| {
        office.set(
            "figures",
            &[("year", "2020"), ("id", "technical-cooperation-total")],
            "value",
            Typed::Number("1.7"),
        );
    });
    let (code, text) = case.import(&second, &[]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("2 values have changed in the data since the workbook was made; they stay"), "{text}");
    assert!(text.contains("0 added, 1 changed, 0 removed, "), "{text}");
    case.refuses(
        &["import-conflict", "is `414 persons` here", "`413 persons` in the data now, from 'Figures by year'!D"],
        |office| {
            office.set("figures", &TRAINEES, "value", Typed::Number("414"));
        },
    );
}
