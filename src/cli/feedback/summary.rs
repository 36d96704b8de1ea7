//! The page of a run, in GitHub's Markdown: what became of each report, the problems, the totals.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Severity};

use super::{FileOutcome, Outcome, Root, State};

/// Most bytes of a page. GitHub takes 1 MiB a step (documentation of workflow commands, November 2026).
const MOST_BYTES: usize = 900_000;

/// The outcome as a page.
pub(super) fn markdown(outcome: &Outcome, root: &Root) -> String {
    let mut page = format!("## hokoku {}\n\n", outcome.command);
    if !outcome.totals.is_empty() {
        page.push_str(&format!("{}\n\n", escaped(&outcome.totals)));
    }
    for failure in &outcome.failures {
        page.push_str(&format!("- :x: {}\n", escaped(failure)));
    }
    if !outcome.failures.is_empty() {
        page.push('\n');
    }
    let mut problems: Vec<&Diagnostic> = outcome.problems.iter().collect();
    problems.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
    let rows = problems.into_iter().map(|problem| problem_row(problem, root)).collect();
    add_table(&mut page, &["Problem", "Place", "What"], rows);
    add_table(&mut page, &["Report", "Edition", "Files"], report_rows(&outcome.files));
    page
}

/// A table, as far as there is room for it.
fn add_table(page: &mut String, headings: &[&str], rows: Vec<String>) {
    if rows.is_empty() {
        return;
    }
    page.push_str(&format!("| {} |\n|{}\n", headings.join(" | "), " --- |".repeat(headings.len())));
    let count = rows.len();
    for (at, row) in rows.into_iter().enumerate() {
        if page.len() + row.len() > MOST_BYTES {
            page.push_str(&format!("\nand {} more\n", count - at));
            break;
        }
        page.push_str(&row);
    }
    page.push('\n');
}

fn problem_row(problem: &Diagnostic, root: &Root) -> String {
    let sign = match problem.severity {
        Severity::Note => ":information_source:",
        Severity::Warning => ":warning:",
        Severity::Error => ":x:",
    };
    let place = problem.place.as_ref().map_or_else(String::new, |place| {
        let line = if place.line > 0 { format!(":{}", place.line) } else { String::new() };
        format!("<code>{}{line}</code>", escaped(&root.file(problem, place)))
    });
    let hints: String = problem.hints.iter().map(|hint| format!("<br>{}", escaped(hint))).collect();
    format!("| {sign} {} | {place} | {}{hints} |\n", problem.code, escaped(&problem.message))
}

/// One row a report: its edition and the fate of each of its files. Inputs that were only looked at have none.
fn report_rows(files: &[FileOutcome]) -> Vec<String> {
    let mut reports: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    for file in files.iter().filter(|file| file.state != State::Checked) {
        let cell = format!("{} {}", file.format, file.state.word());
        reports.entry((&file.group, &file.report)).or_default().push(cell);
    }
    let row = |((group, report), cells): ((&str, &str), Vec<String>)| {
        format!("| {} | {} | {} |\n", escaped(group), escaped(report), cells.join(", "))
    };
    reports.into_iter().map(row).collect()
}

/// Text that shows as it is, with what stands in backticks as code. Every sign that could be markup, a mention or the end
/// of a cell is written as a number.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    let mut is_code = false;
    let has_pairs = text.matches('`').count().is_multiple_of(2);
    for sign in text.chars() {
        match sign {
            '`' if has_pairs => {
                escaped.push_str(if is_code { "</code>" } else { "<code>" });
                is_code = !is_code;
            }
            _ if sign.is_control() => escaped.push(' '),
            _ if sign.is_ascii_punctuation() && !".,;()/ '-".contains(sign) => {
                escaped.push_str(&format!("&#{};", u32::from(sign)))
            }
            _ => escaped.push(sign),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::feedback::outcome::sample;
    use crate::diagnostic::{Code, Place};

    #[test]
    fn a_page_tells_totals_problems_and_reports() {
        insta::assert_snapshot!(markdown(&sample(), &Root::default()), @r##"
        ## hokoku build

        1 written, 0 unchanged, 1 rejected, 1 crashed

        - :x: cannot write <code>timings.json</code>&#58; disk full

        | Problem | Place | What |
        | --- | --- | --- |
        | :x: not-found |  | the project has no report <code>x</code><br>look |
        | :x: unknown-key | <code>data/xyz/rates.yaml:3</code> | this record has no key <code>&#60;valeu&#62;</code><br>did you mean <code>value</code>&#63; |
        | :warning: typed-year | <code>data/xyz/narrative/a b.md:7</code> | a year is typed |

        | Report | Edition | Files |
        | --- | --- | --- |
        | xyz/brief | 2020 xx | pdf written, html rejected, pdf crashed |
        "##);
    }

    #[test]
    fn text_is_never_markup() {
        assert_eq!(escaped("a `b|c` <i> *d* @e"), "a <code>b&#124;c</code> &#60;i&#62; &#42;d&#42; &#64;e");
        assert_eq!(escaped("one ` only\n"), "one &#96; only ");
    }

    #[test]
    fn a_page_keeps_under_the_limit_and_says_how_much_it_leaves_out() {
        let problem = Diagnostic::error(Code::UNKNOWN_KEY, Place::file("a.yaml"), "m".repeat(1000));
        let outcome = Outcome { problems: vec![problem; 1500], ..Outcome::new("check") };
        let page = markdown(&outcome, &Root::default());
        assert!(page.len() < 1 << 20);
        assert!(page.contains("more\n"), "{}", &page[page.len() - 100..]);
    }
}
