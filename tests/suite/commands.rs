//! Every command from outside: its words, its output, its exit code.

use std::path::{Path, PathBuf};

use assert_cmd::assert::Assert;
use serde_json::Value;
use tempfile::TempDir;

use crate::built::{files_of, hokoku, project_of_case};

/// A project with one invented country in a temporary folder.
struct Case {
    _folder: TempDir,
    project: PathBuf,
}

impl Case {
    fn new() -> Case {
        let (folder, project) = project_of_case("invented-country");
        Case { _folder: folder, project }
    }

    /// Adds a second country that is like the first.
    fn with_second_country(self) -> Case {
        for (path, bytes) in files_of(&self.project.join("data/xve")) {
            let text = String::from_utf8(bytes).expect("UTF-8").replace("code: xve", "code: xvf");
            self.write(&format!("data/xvf/{path}"), &text);
        }
        self
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.project.join(path);
        std::fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a writable folder");
        std::fs::write(path, text).expect("a writable file");
    }

    /// Replaces a text that the file has.
    fn replace(&self, path: &str, old: &str, new: &str) {
        let text = std::fs::read_to_string(self.project.join(path)).expect("a readable file");
        assert!(text.contains(old), "{path} has `{old}`");
        self.write(path, &text.replace(old, new));
    }

    fn run(&self, words: &[&str]) -> Assert {
        hokoku().current_dir(&self.project).args(words).assert()
    }

    fn has(&self, path: &str) -> bool {
        self.project.join(path).is_file()
    }

    fn json(&self, path: &str) -> Value {
        serde_json::from_slice(&std::fs::read(self.project.join(path)).expect("a readable file")).expect("JSON")
    }
}

fn out(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stdout.clone()).expect("UTF-8")
}

fn err(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stderr.clone()).expect("UTF-8")
}

/// Runs a command on a fresh project and holds its exit code and what both streams say against expectation.
fn check(words: &[&str], code: i32, expected: &[&str]) {
    check_case(&Case::new(), words, code, expected);
}

fn check_case(case: &Case, words: &[&str], code: i32, expected: &[&str]) {
    let assert = case.run(words);
    let said = out(&assert) + &err(&assert);
    assert_eq!(assert.get_output().status.code(), Some(code), "{words:?}: {said}");
    for part in expected {
        assert!(said.contains(part), "{words:?} does not say `{part}`:\n{said}");
    }
}

/// The shortest build: one brief as a page.
const BRIEF: [&str; 4] = ["build", "yearly-brief", "--format", "html"];

#[test]
fn a_build_says_what_it_wrote_and_a_second_one_changes_nothing() {
    let case = Case::new();
    let first = out(&case.run(&["build"]).success());
    assert!(first.contains("written    output/xve/2020/annual-report.en.pdf ("), "{first}");
    assert!(first.contains("6 written, 0 unchanged, 0 rejected, 0 crashed in "), "{first}");
    let before = files_of(&case.project.join("output"));
    let second = out(&case.run(&["build", "--no-cache"]).success());
    assert!(second.contains("0 written, 6 unchanged, 0 rejected, 0 crashed in "), "{second}");
    assert_eq!(before, files_of(&case.project.join("output")));
}

#[test]
fn the_same_inputs_give_the_same_bytes_on_any_number_of_threads_and_from_any_folder() {
    let case = Case::new().with_second_country();
    let outputs: Vec<TempDir> = (0..2).map(|_| TempDir::new().expect("a temporary folder")).collect();
    let build = |folder: &Path, project: &Path, output: &TempDir, jobs: &str| {
        let mut command = hokoku();
        command.current_dir(folder).args(["build", "--quiet", "--jobs", jobs, "--project"]).arg(project);
        command.arg("--output").arg(output.path()).arg("--no-cache").assert().success();
        files_of(output.path())
    };
    let one = build(&case.project, Path::new("."), &outputs[0], "1");
    let two = build(outputs[1].path(), &case.project, &outputs[1], "2");
    assert_eq!(one.len(), 13);
    assert!(one == two, "the bytes differ");
}

#[test]
fn the_manifest_names_each_file_with_its_hash_and_inputs() {
    let case = Case::new();
    case.run(&BRIEF).success();
    let manifest = case.json("output/manifest.json");
    let artifact = &manifest["artifacts"][0];
    assert_eq!(artifact["path"], "xve/2020/yearly-brief.en.html");
    assert_eq!(artifact["timestamp"], "2021-03-31T00:00:00Z");
    let bytes = std::fs::read(case.project.join("output/xve/2020/yearly-brief.en.html")).expect("the page");
    assert_eq!(artifact["sha256"], hokoku::report::sha256_hex(&bytes));
    assert_eq!(artifact["bytes"], bytes.len());
    let inputs = manifest["inputs"].as_array().expect("a list");
    assert!(inputs.iter().any(|input| input["path"] == "data/xve/country.yaml"), "{inputs:?}");
}

#[test]
fn the_date_of_files_is_typed_or_that_of_the_environment_or_the_editions() {
    let case = Case::new();
    let date = |case: &Case| case.json("output/manifest.json")["artifacts"][0]["timestamp"].clone();
    hokoku().current_dir(&case.project).args(BRIEF).env("SOURCE_DATE_EPOCH", "1700000000").assert().success();
    assert_eq!(date(&case), "2023-11-14T22:13:20Z");
    case.run(&[&BRIEF[..], &["--timestamp", "2024-04-01"]].concat()).success();
    assert_eq!(date(&case), "2024-04-01T00:00:00Z");
    hokoku().current_dir(&case.project).args(BRIEF).env("SOURCE_DATE_EPOCH", "soon").assert().code(2);
}

#[test]
fn what_is_not_there_is_an_error_with_what_is() {
    let nearest = ["error[not-found]", "did you mean `yearly-brief`?"];
    check(&["build", "yearly-breif"], 1, &nearest);
    check(&["build", "--country", "xva"], 1, &["no country `xva`", "did you mean `xve`?"]);
    check(&["build", "--year", "1990..1995"], 1, &["no edition of `1990..1995`", "`2020`"]);
    check(&["build", "--language", "xx"], 1, &["no language `xx`"]);
    check(&["check", "--country", "xva"], 1, &["no country `xva`"]);
    check(&["explain", "typed-digt"], 1, &["did you mean `typed-digit`?"]);
}

#[test]
fn what_makes_no_command_is_wrong_usage() {
    check(&["build", "--format", "odt"], 2, &["expected one of: pdf, docx, html"]);
    check(&["build", "--year", "2020..2015"], 2, &["2020 is after 2015"]);
    check(&["build", "--jobs", "0"], 2, &["--jobs", "expected 1 or more"]);
    check(&["bild"], 2, &["bild"]);
}

#[test]
fn filters_choose_editions_languages_and_formats() {
    let case = Case::new().with_second_country();
    check_case(&case, &["build", "--country", "xve", "--year", "2019..2021", "--format", "html"], 0, &["2 written"]);
    assert!(case.has("output/xve/2020/annual-report.en.html"));
    assert!(!case.has("output/xvf/2020/annual-report.en.html"));
    assert!(!case.has("output/xve/2020/annual-report.en.pdf"));
}

#[test]
fn broken_data_stops_its_country_and_no_other() {
    let case = Case::new().with_second_country();
    case.replace("data/xvf/rates.yaml", "value:", "valeu:");
    check_case(&case, &BRIEF, 1, &["data/xvf/rates.yaml:", "valeu", "1 written, 0 unchanged, 1 rejected, 0 crashed"]);
    assert!(case.has("output/xve/2020/yearly-brief.en.html"));
    assert!(!case.has("output/xvf/2020/yearly-brief.en.html"));
    let manifest = case.json("output/manifest.json");
    assert_eq!(manifest["artifacts"].as_array().map(Vec::len), Some(1));
}

#[test]
fn formats_of_a_report_are_written_all_or_none_and_earlier_files_stay() {
    let case = Case::new();
    case.run(&["build", "yearly-brief"]).success();
    let before = files_of(&case.project.join("output"));
    // No font of the project has this sign, which only the PDF needs.
    case.replace("data/xve/country.yaml", "short-name: {en: \"", "short-name: {en: \"\u{12000}");
    let page = "output/xve/2020/yearly-brief.en.html (the earlier file stays where it is)";
    check_case(&case, &["build", "yearly-brief"], 1, &["missing-glyph", page, "0 written, 0 unchanged, 3 rejected"]);
    assert!(before == files_of(&case.project.join("output")), "an earlier file changed");
}

#[test]
fn a_report_that_is_not_begun_says_that_its_earlier_file_stays() {
    let case = Case::new();
    case.run(&BRIEF).success();
    case.replace("data/xve/rates.yaml", "value:", "valeu:");
    let stays = "rejected   output/xve/2020/yearly-brief.en.html (the earlier file stays where it is)";
    check_case(&case, &BRIEF, 1, &[stays, "1 rejected"]);
}

#[test]
fn a_broken_template_is_shown_with_its_line_and_stops_only_its_reports() {
    let case = Case::new();
    let path = "report-templates/annual-report/main.md.j2";
    let text = std::fs::read_to_string(case.project.join(path)).expect("the template");
    case.write(path, &format!("{text}\n{{{{ no_such_name }}}}\n"));
    let line = text.lines().count() + 2;
    let place = format!("--> {path}:{line}");
    check_case(&case, &["build", "--format", "html"], 1, &[&place, "{{ no_such_name }}", "1 written", "1 rejected"]);
}

#[test]
fn a_broken_theme_or_language_is_told_at_its_file() {
    let case = Case::new();
    std::fs::remove_file(case.project.join("report-templates/themes/jica/theme.css")).expect("the theme has it");
    check_case(&case, &["check"], 1, &["error[theme-error]", "report-templates/themes/jica/theme.css"]);
    let case = Case::new();
    case.write("report-templates/themes/jica/theme.typ", "#let x = (\n");
    check_case(&case, &["build", "yearly-brief"], 1, &["report-templates/themes/jica/theme.typ:", "3 rejected"]);
    check_case(&case, &["check"], 1, &["error[theme-error]", "report-templates/themes/jica/theme.typ:"]);
    let case = Case::new();
    case.replace("report-templates/themes/jica/theme.yaml", "  accent:", "  acent:");
    case.replace("report-templates/themes/jica/theme.yaml", "  line:", "  border:");
    let found = ["did you mean `accent` by `acent`?", "add `line: \"#rrggbb\"` to `colors`"];
    check_case(&case, &["check"], 1, &found);
    check_case(&case, &["build"], 1, &found);
    let case = Case::new();
    case.write("report-templates/locales/en.ftl", "word-table = { $x\n");
    check_case(&case, &["build"], 1, &["report-templates/locales/en.ftl"]);
}

#[test]
fn a_missing_folder_is_told_with_the_way_out() {
    let empty = TempDir::new().expect("a temporary folder");
    for command in ["build", "check"] {
        let assert = hokoku().current_dir(empty.path()).arg(command).assert().code(1);
        let said = err(&assert);
        assert!(said.contains("error[missing-directory]") && said.contains("--project DIR"), "{said}");
        assert_eq!(said.matches("error[").count(), 2, "{said}");
        let folder = empty.path().canonicalize().expect("a folder that is there");
        assert!(said.contains(&format!("; looked in `{}`", folder.display())), "{said}");
    }
    check(&["build", "--project", "nowhere"], 1, &["the project's folder `nowhere` does not exist"]);
}

#[test]
fn a_folder_of_fonts_that_is_not_there_is_the_machines_failure_named_either_way() {
    let expected = "there is no folder `nowhere` for fonts";
    check(&["build", "--font-dir", "nowhere"], 3, &[expected]);
    let case = Case::new();
    for words in [&["build"][..], &["check"], &["list", "fonts"]] {
        let mut command = hokoku();
        let assert = command.current_dir(&case.project).env("HOKOKU_FONT_DIR", "nowhere").args(words).assert().code(3);
        assert!(err(&assert).contains(expected), "{words:?}: {}", err(&assert));
    }
}

#[test]
fn an_output_that_can_not_be_written_is_the_machines_failure() {
    let case = Case::new();
    case.write("file", "x");
    for output in ["file", "file/below"] {
        let words = [&BRIEF[..], &["--output", output]].concat();
        let assert = case.run(&words).code(3);
        assert_eq!(
            out(&assert) + &err(&assert),
            "error: `file` is a file, not a folder; choose another with `--output DIR`\n"
        );
    }
    case.write("output/xve/2020/yearly-brief.en.html/x", "a folder in the way");
    check_case(&case, &BRIEF, 3, &["cannot write `output/xve/2020/yearly-brief.en.html`: ", "1 refused by the disk"]);
    let words = [&BRIEF[..], &["--timings", "file/times.json"]].concat();
    check_case(&case, &words, 3, &["cannot write `file/times.json`"]);
}

#[test]
fn messages_come_for_reading_in_one_line_or_as_json() {
    let case = Case::new();
    case.replace("data/xve/rates.yaml", "value:", "valeu:");
    let words = |format| vec!["check", "--message-format", format];
    check_case(&case, &words("human"), 1, &["--> data/xve/rates.yaml:", "= help: "]);
    let short = err(&case.run(&words("short")).code(1));
    assert!(short.lines().all(|line| line.starts_with("data/xve/rates.yaml:")), "{short}");
    let json = case.run(&words("json")).code(1);
    assert_eq!(err(&json), "");
    let objects: Vec<Value> = out(&json).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(objects[0]["kind"], "diagnostic");
    assert_eq!(objects[0]["place"]["file"], "data/xve/rates.yaml");
    assert_eq!(objects.last().expect("a summary")["kind"], "summary");
}

#[test]
fn quiet_prints_problems_only() {
    let case = Case::new();
    let assert = case.run(&[&BRIEF[..], &["--quiet"]].concat()).success();
    assert_eq!((out(&assert), err(&assert)), (String::new(), String::new()));
}

#[test]
fn a_sound_project_passes_the_check() {
    check(&["check"], 0, &["checked 1 country, 2 templates, 1 language: 0 errors"]);
}

#[test]
fn a_typed_digit_is_an_error_and_a_warning_only_where_that_is_asked() {
    let case = Case::new();
    case.write("data/xve/narrative/en/introduction.md", "The office sent 17 people.\n");
    check_case(
        &case,
        &["check"],
        1,
        &["error[typed-digit]", "data/xve/narrative/en/introduction.md:1:", "sent 17 people"],
    );
    let case = Case::new();
    case.write("report-templates/locales/xx.ftl", "one-more = words\n");
    check_case(&case, &["check", "--fail-on", "missing-translation"], 1, &["missing-translation"]);
}

#[test]
fn a_unit_that_no_language_has_is_told_at_its_value() {
    let case = Case::new();
    let path = "data/xve/figures/2020.yaml";
    case.replace(path, "3.4 billion JPY", "3.4 billion YEN");
    case.replace(path, "value: 402 persons", "value: 402 person");
    case.replace(path, "value: 412 persons", "value: 412 parrots");
    let found = [
        "error[invalid-value]: no language of the reports has a name for the unit `YEN`",
        "--> data/xve/figures/2020.yaml:3:10",
        "did you mean `JPY`?",
        "did you mean `persons`?",
        "add `unit-parrots` to `report-templates/locales/en.ftl`",
    ];
    check_case(&case, &["check"], 1, &found);
}

#[test]
fn a_narrative_that_no_template_asks_for_is_told() {
    let case = Case::new();
    case.write("data/xve/narrative/en/voluntears.md", "Words.\n");
    let found = ["warning[unknown-file]", "--> data/xve/narrative/en/voluntears.md", "did you mean `volunteers.md`?"];
    check_case(&case, &["check"], 0, &found);
}

#[test]
fn an_unfinished_language_is_one_problem_and_stops_no_report_in_another() {
    let case = Case::new();
    case.write("report-templates/locales/xx.ftl", "");
    let assert = case.run(&["check"]).code(1);
    let said = err(&assert);
    assert_eq!(said.matches("report-templates/locales/xx.ftl").count(), 2, "{said}");
    assert!(said.contains("messages of `en.ftl` are missing, the first: `word-table`"), "{said}");
    assert!(out(&assert).contains(": 1 error,"), "{}", out(&assert));
    check_case(&case, &BRIEF, 1, &["1 written, 0 unchanged, 1 rejected"]);
    assert!(case.has("output/xve/2020/yearly-brief.en.html"));
}

#[test]
fn a_text_that_a_language_lacks_stops_only_the_reports_in_it() {
    let case = Case::new();
    let english = std::fs::read_to_string(case.project.join("report-templates/locales/en.ftl")).expect("English");
    case.write("report-templates/locales/fr.ftl", &english);
    let found = ["error[missing-translation]: this text does not exist in `fr`", "1 written, 0 unchanged, 1 rejected"];
    check_case(&case, &BRIEF, 1, &found);
    assert!(case.has("output/xve/2020/yearly-brief.en.html"));
}

#[test]
fn every_kind_of_thing_is_listed() {
    for (what, expected) in [
        ("countries", "xve  Velmar"),
        ("reports", "yearly-brief   en  pdf,docx,html"),
        ("editions", "xve  annual-report  2020  as of 2021-03-31"),
        ("languages", "en"),
        ("fonts", "Noto Sans"),
        ("rules", "duplicate-id"),
        ("codes", "theme-error"),
    ] {
        check(&["list", what], 0, &[expected]);
    }
    check(&["list", "editions", "--message-format", "json"], 0, &[r#"{"country":"xve","report":"annual-report""#]);
}

#[test]
fn a_code_is_explained() {
    check(&["explain", "typed-digit"], 0, &["typed-digit: A digit was typed"]);
}

#[test]
fn timings_tell_each_stage() {
    let case = Case::new();
    let stages = |more: &[&str]| -> Vec<String> {
        case.run(&[&["build", "yearly-brief", "--timings", "times.json"], more].concat()).success();
        let times = case.json("times.json");
        let stages = times["jobs"][0]["stages"].as_array().expect("a list").clone();
        stages.iter().filter_map(|stage| Some(stage["stage"].as_str()?.to_owned())).collect()
    };
    let all = ["render", "read", "attach", "paginate", "write-pdf", "write-docx", "write-html"];
    assert_eq!(stages(&["--no-cache"]), all);
    // What was found in the cache was not written anew.
    stages(&[]);
    assert_eq!(stages(&[]), ["render", "read", "attach"]);
}

#[test]
fn help_and_version_are_no_errors() {
    check(&["--help"], 0, &["build", "check", "list", "explain", "cache"]);
    check(&["--version"], 0, &["hokoku "]);
}
