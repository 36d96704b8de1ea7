//! Workflow commands of GitHub Actions, which become annotations at the line of the file.
//!
//! Source: GitHub's documentation of workflow commands, and `actions/toolkit`, `packages/core/src/command.ts`, for what is
//! escaped. GitHub shows ten annotations of each weight a step, so errors go first; the page of the job has all.

use crate::cli::feedback::Root;
use crate::diagnostic::{Diagnostic, Severity};

use super::printable;

/// One command a problem, the weightiest first.
pub(in crate::cli) fn annotations(problems: &[Diagnostic], root: &Root) -> Vec<String> {
    let of = |severity| problems.iter().filter(move |problem| problem.severity == severity);
    let ordered = of(Severity::Error).chain(of(Severity::Warning)).chain(of(Severity::Note));
    ordered.map(|problem| annotation(problem, root)).collect()
}

/// The command for a failure of the machine or a wrong command line.
pub(in crate::cli) fn failure_annotation(message: &str) -> String {
    format!("::error title=hokoku::{}", data(&printable(message)))
}

fn annotation(problem: &Diagnostic, root: &Root) -> String {
    let command = match problem.severity {
        Severity::Note => "notice",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let mut properties = Vec::new();
    let mut lines = vec![printable(&problem.message)];
    lines.extend(problem.hints.iter().map(|hint| format!("help: {}", printable(hint))));
    if let Some(place) = &problem.place {
        let file = root.file(problem, place);
        properties.push(format!("file={}", property(&file)));
        properties.extend((place.line > 0).then(|| format!("line={}", place.line)));
        properties.extend((place.column > 0).then(|| format!("col={}", place.column)));
        // The log shows the words only.
        lines.push(format!("--> {}", printable(&place.to_string())));
    }
    properties.push(format!("title={}", property(problem.code.as_str())));
    format!("::{command} {}::{}", properties.join(","), data(&lines.join("\n")))
}

/// Escapes the words of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(&printable(text)).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Place};

    fn check(problems: &[Diagnostic]) -> String {
        annotations(problems, &Root::default()).join("\n")
    }

    #[test]
    fn errors_go_first_with_place_code_and_hints() {
        let place = Place::new("data/x/rates.yaml", 12, 3);
        let problems = [
            Diagnostic::note(Code::UNDATED_FIGURE, place.clone(), "a remark"),
            Diagnostic::warning(Code::TYPED_YEAR, Place::file("a.md"), "a warning"),
            Diagnostic::error(Code::UNKNOWN_KEY, place, "unknown key `valu`").with_hint("did you mean `value`?"),
            Diagnostic::error(Code::NOT_FOUND, None, "nothing there"),
        ];
        insta::assert_snapshot!(check(&problems), @r##"
        ::error file=data/x/rates.yaml,line=12,col=3,title=unknown-key::unknown key `valu`%0Ahelp: did you mean `value`?%0A--> data/x/rates.yaml:12:3
        ::error title=not-found::nothing there
        ::warning file=a.md,title=typed-year::a warning%0A--> a.md
        ::notice file=data/x/rates.yaml,line=12,col=3,title=undated-figure::a remark%0A--> data/x/rates.yaml:12:3
        "##);
    }

    #[test]
    fn nothing_in_a_problem_can_end_or_begin_a_command() {
        let problem = Diagnostic::error(Code::UNKNOWN_KEY, Place::file("a,b:c%.yaml"), "100 %\n::warning::x");
        let told = "::error file=a%2Cb%3Ac%25.yaml,title=unknown-key::100 %25\u{fffd}::warning::x%0A--> a,b:c%25.yaml";
        assert_eq!(check(&[problem]), told);
        assert_eq!(failure_annotation("disk\r\nfull"), "::error title=hokoku::disk\u{fffd}\u{fffd}full");
    }
}
