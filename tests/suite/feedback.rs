//! What a CI server reads of a run: annotations, JUnit, SARIF, the page of the job.

use std::path::Path;

use hokoku::package::read_xml;
use serde_json::Value;

use crate::built::{hokoku, project_of_case};

/// What a run left for a server.
struct Left {
    code: i32,
    out: String,
    junit: Vec<u8>,
    sarif: Value,
    page: String,
}

/// Runs a command on the invented country after a change, with all reports for a server asked for.
fn check(words: &[&str], change: impl Fn(&Path)) -> Left {
    let (_folder, project) = project_of_case("invented-country");
    change(&project);
    let more =
        ["--message-format", "github", "--report-junit", "j.xml", "--report-sarif", "s.json", "--summary", "s.md"];
    let assert = hokoku().current_dir(&project).env_remove("GITHUB_WORKSPACE").args(words).args(more).assert();
    let read = |name: &str| std::fs::read(project.join(name)).expect("a report is written whatever the end");
    Left {
        code: assert.get_output().status.code().expect("a code"),
        out: String::from_utf8(assert.get_output().stdout.clone()).expect("UTF-8"),
        junit: read("j.xml"),
        sarif: serde_json::from_slice(&read("s.json")).expect("JSON"),
        page: String::from_utf8(read("s.md")).expect("UTF-8"),
    }
}

fn append(project: &Path, path: &str, text: &str) {
    let path = project.join(path);
    let old = std::fs::read_to_string(&path).expect("a readable file");
    std::fs::write(path, old + text).expect("a writable file");
}

fn broken(project: &Path) {
    append(project, "data/xve/country.yaml", "100%, a: b\n: c\n");
}

#[test]
fn a_build_that_fails_leaves_all_its_reports() {
    let left = check(&["build"], broken);
    assert_eq!(left.code, 1);
    let annotation = left.out.lines().find(|line| line.starts_with("::error ")).expect("an annotation");
    assert!(annotation.starts_with("::error file=data/xve/country.yaml,line="), "{annotation}");
    let suites = read_xml(&left.junit).expect("XML");
    let cases: Vec<_> = suites.descendants_named("testcase").collect();
    assert!(!cases.is_empty() && cases.iter().all(|case| case.child("failure").is_some()));
    let total: usize = suites.attribute("failures").and_then(|count| count.parse().ok()).expect("a count");
    assert_eq!(total, cases.len());
    let results = left.sarif["runs"][0]["results"].as_array().expect("results");
    let region = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!(region["artifactLocation"]["uri"], "data/xve/country.yaml");
    assert_eq!((&results[0]["level"], &left.sarif["version"]), (&Value::from("error"), &Value::from("2.1.0")));
    assert_eq!(left.sarif["runs"][0]["invocations"][0]["exitCode"], 1);
    assert!(left.page.contains("rejected") && left.page.contains("data/xve/country.yaml"), "{}", left.page);
}

#[test]
fn every_result_has_its_rule_and_every_rule_its_words() {
    let left = check(&["check"], broken);
    let run = &left.sarif["runs"][0];
    let rules: Vec<&str> = run["tool"]["driver"]["rules"]
        .as_array()
        .expect("rules")
        .iter()
        .filter_map(|rule| rule["id"].as_str())
        .collect();
    for result in run["results"].as_array().expect("results") {
        let id = result["ruleId"].as_str().expect("an id");
        let index = result["ruleIndex"].as_u64().expect("an index");
        assert_eq!(rules[usize::try_from(index).expect("a small number")], id);
        assert!(!result["message"]["text"].as_str().expect("words").is_empty());
    }
}

#[test]
fn a_build_that_succeeds_has_a_case_for_each_file_and_no_failure() {
    let left = check(&["build"], |_| {});
    assert_eq!(left.code, 0, "{}", left.out);
    let suites = read_xml(&left.junit).expect("XML");
    assert_eq!(suites.descendants_named("testcase").count(), 6);
    assert_eq!(suites.descendants_named("failure").count() + suites.descendants_named("error").count(), 0);
    assert!(left.page.contains("written"), "{}", left.page);
}

#[test]
fn a_check_of_the_output_tells_what_differs_in_every_report() {
    let left = check(&["build", "--check"], |project| {
        hokoku().current_dir(project).arg("build").assert().success();
        append(project, "output/xve/2020/yearly-brief.en.html", "x");
        let word = project.join("output/xve/2020/yearly-brief.en.docx");
        std::fs::remove_file(word).expect("a Word file");
    });
    assert_eq!(left.code, 1, "{}", left.out);
    let results = left.sarif["runs"][0]["results"].as_array().expect("results");
    let told = |result: &Value| {
        let file = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
        (file.as_str().expect("a file").to_owned(), result["ruleId"].as_str().expect("a rule").to_owned())
    };
    let differs = |name: &str| (format!("output/xve/2020/yearly-brief.en.{name}"), "output-differs".to_owned());
    assert_eq!(results.iter().map(told).collect::<Vec<_>>(), [differs("docx"), differs("html")]);
    let suites = read_xml(&left.junit).expect("XML");
    let failed: Vec<&str> = suites
        .descendants_named("testcase")
        .filter(|case| case.child("failure").is_some())
        .filter_map(|case| case.attribute("name"))
        .collect();
    assert_eq!(failed.len(), 2, "{failed:?}");
}

#[test]
fn reports_are_the_same_each_time() {
    let (one, other) = (check(&["build"], |_| {}), check(&["build"], |_| {}));
    assert_eq!((one.junit, one.page), (other.junit, other.page));
    assert_eq!(one.sarif, other.sarif);
}

#[test]
fn the_page_of_the_job_is_added_where_github_says() {
    let (folder, project) = project_of_case("invented-country");
    let page = folder.path().join("page.md");
    std::fs::write(&page, "before\n").expect("a writable file");
    let run = || {
        hokoku()
            .current_dir(&project)
            .env("GITHUB_STEP_SUMMARY", &page)
            .args(["check", "--message-format", "github"])
            .assert()
    };
    run().success();
    let text = std::fs::read_to_string(&page).expect("a page");
    assert!(text.starts_with("before\n") && text.contains("hokoku check"), "{text}");
}

#[test]
fn a_warning_fails_a_command_where_it_is_asked_for() {
    let (_folder, project) = project_of_case("invented-country");
    std::fs::write(project.join("data/xve/unread.yaml"), "[]\n").expect("a writable file");
    for command in ["build", "check"] {
        hokoku().current_dir(&project).arg(command).assert().success();
        hokoku().current_dir(&project).args([command, "--fail-on", "warning"]).assert().code(1);
    }
}
