//! JUnit XML, as Jenkins, GitLab and others read it: a suite a report or folder, a test a file.
//!
//! A file that was rejected, or has problems that make the command fail, is a failure; one that crashed or that the disk
//! refused is an error. Problems that belong to no file of the run stand in a suite of their own.

use std::collections::BTreeMap;

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use crate::cli::problems::in_lines;
use crate::diagnostic::Diagnostic;

use super::{FileOutcome, Outcome, State};

/// The outcome as a JUnit file. `counts` says whether a problem makes the command fail.
pub(super) fn xml(outcome: &Outcome, counts: &dyn Fn(&Diagnostic) -> bool) -> Vec<u8> {
    let mut suites: BTreeMap<&str, Vec<TestCase>> = BTreeMap::new();
    for file in &outcome.files {
        suites.entry(&file.group).or_default().push(case_of_file(file, counts));
    }
    let mut report = Report::new("hokoku");
    let own = other_cases(outcome, counts);
    let own = (!own.is_empty()).then_some((outcome.command, own));
    for (name, cases) in suites.into_iter().chain(own) {
        let mut suite = TestSuite::new(name);
        suite.add_test_cases(cases);
        report.add_test_suite(suite);
    }
    let text = report.to_string().expect("a report in memory can be written as text");
    text.into_bytes()
}

fn case_of_file(file: &FileOutcome, counts: &dyn Fn(&Diagnostic) -> bool) -> TestCase {
    let failed = |kind, message: String| {
        let mut status = TestCaseStatus::non_success(kind);
        status.set_type(file.state.word()).set_message(message);
        status
    };
    let worst = file.problems.iter().find(|problem| counts(problem));
    let status = match &file.state {
        State::Written | State::Unchanged | State::Checked => match worst {
            Some(problem) => {
                let mut status = failed(NonSuccessKind::Failure, problem.message.clone());
                status.set_type(problem.code.as_str());
                status
            }
            None => TestCaseStatus::success(),
        },
        State::Differs => failed(NonSuccessKind::Failure, "the file is not what the data gives".to_owned()),
        State::Rejected => {
            let message = worst.map_or("the report has errors", |problem| problem.message.as_str());
            failed(NonSuccessKind::Failure, message.to_owned())
        }
        State::Crashed(words) | State::Refused(words) => failed(NonSuccessKind::Error, words.clone()),
    };
    case(&file.path, &file.group, status, &file.problems.iter().collect::<Vec<_>>())
}

/// A test with problems as its text: of a failure, or else of what the test printed.
fn case(name: &str, class: &str, mut status: TestCaseStatus, problems: &[&Diagnostic]) -> TestCase {
    let text = problems.iter().map(|problem| in_lines(problem)).collect::<Vec<_>>().join("\n");
    let has_passed = matches!(status, TestCaseStatus::Success { .. });
    if !has_passed && !text.is_empty() {
        status.set_description(text.clone());
    }
    let mut case = TestCase::new(name, status);
    case.set_classname(class);
    if has_passed && !text.is_empty() {
        case.set_system_out(text);
    }
    case
}

/// Tests for problems that no file of the run carries, by their place, and for failures of the machine.
fn other_cases(outcome: &Outcome, counts: &dyn Fn(&Diagnostic) -> bool) -> Vec<TestCase> {
    let is_carried = |problem: &Diagnostic| outcome.files.iter().any(|file| file.problems.contains(problem));
    let mut by_place: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for problem in outcome.problems.iter().filter(|problem| !is_carried(problem)) {
        let place = problem.place.as_ref().map_or(outcome.command, |place| &*place.file);
        by_place.entry(place).or_default().push(problem);
    }
    let mut cases = Vec::new();
    for (place, problems) in by_place {
        let worst = problems.iter().find(|problem| counts(problem));
        let status = worst.map_or_else(TestCaseStatus::success, |problem| {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_type(problem.code.as_str()).set_message(problem.message.as_str());
            status
        });
        cases.push(case(place, outcome.command, status, &problems));
    }
    for failure in &outcome.failures {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
        status.set_type("failure").set_message(failure.as_str());
        cases.push(case("the run", outcome.command, status, &[]));
    }
    cases
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::feedback::outcome::sample;

    #[test]
    fn files_are_tests_and_their_problems_failures() {
        let text = String::from_utf8(xml(&sample(), &Diagnostic::is_error)).unwrap();
        insta::assert_snapshot!(text, @r##"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="hokoku" tests="5" skipped="0" failures="2" errors="2">
            <testsuite name="xyz/brief" tests="3" skipped="0" errors="1" failures="1">
                <testcase name="xyz/2020/brief.xx.pdf" classname="xyz/brief">
                    <system-out>data/xyz/narrative/a b.md:7: warning[typed-year]: a year is typed</system-out>
                </testcase>
                <testcase name="xyz/2020/brief.xx.html" classname="xyz/brief">
                    <failure message="this record has no key `&lt;valeu&gt;`" type="rejected">data/xyz/rates.yaml:3:5: error[unknown-key]: this record has no key `&lt;valeu&gt;`
          help: did you mean `value`?</failure>
                </testcase>
                <testcase name="xyz/2021/brief.xx.pdf" classname="xyz/brief">
                    <error message="a wrong index" type="crashed"/>
                </testcase>
            </testsuite>
            <testsuite name="build" tests="2" skipped="0" errors="1" failures="1">
                <testcase name="build" classname="build">
                    <failure message="the project has no report `x`" type="not-found">error[not-found]: the project has no report `x`
          help: look</failure>
                </testcase>
                <testcase name="the run" classname="build">
                    <error message="cannot write `timings.json`: disk full" type="failure"/>
                </testcase>
            </testsuite>
        </testsuites>
        "##);
    }

    #[test]
    fn a_warning_is_a_failure_where_it_counts() {
        let count = |counts: &dyn Fn(&Diagnostic) -> bool| {
            String::from_utf8(xml(&sample(), counts)).unwrap().matches("<failure").count()
        };
        assert_eq!((count(&Diagnostic::is_error), count(&|_| true)), (2, 3));
    }
}
