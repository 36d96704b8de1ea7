//! One line each: `place: severity[code]: message`.

use crate::diagnostic::Diagnostic;

use super::{printable, word};

/// A problem as one line, without hints.
pub(in crate::cli) fn short(problem: &Diagnostic) -> String {
    let place = problem.place.as_ref().map(|place| format!("{place}: ")).unwrap_or_default();
    printable(&format!("{place}{}[{}]: {}", word(problem.severity), problem.code, problem.message))
}

/// A problem as [`short`], with its hints on lines below.
pub(in crate::cli) fn in_lines(problem: &Diagnostic) -> String {
    let hints = problem.hints.iter().map(|hint| format!("\n  help: {}", printable(hint)));
    std::iter::once(short(problem)).chain(hints).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Place};

    #[test]
    fn a_line_has_place_weight_code_and_message() {
        let problem = Diagnostic::error(Code::UNKNOWN_KEY, Place::new("a.yaml", 3, 7), "unknown key `perod`\u{1b}[2J");
        assert_eq!(short(&problem), "a.yaml:3:7: error[unknown-key]: unknown key `perod`\u{fffd}[2J");
    }
}
