//! Where sources disagree, the data says why one statement is printed.

use super::error;
use super::records::{conflicts, figures};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Dataset, Localized};

/// Figures with other statements, and conflicts, give a reason.
pub(super) fn choices_have_reasons(dataset: &Dataset, diagnostics: &mut Vec<Diagnostic>) {
    let mut add = |path: String, message: String| {
        let problem = error(dataset, &path, Code::CONFLICT_WITHOUT_REASON, message);
        diagnostics.push(problem.with_hint("say in `chosen-because` why the printed statement was chosen"));
    };
    for (path, figure) in figures(dataset) {
        if !figure.other_statements.is_empty() && figure.chosen_because.as_ref().is_none_or(says_nothing) {
            let message = format!("the figure `{}` has other statements, but no reason for the printed one", figure.id);
            add(format!("{path}/other-statements"), message);
        }
    }
    for (path, conflict) in conflicts(dataset) {
        if says_nothing(&conflict.chosen_because) {
            add(format!("{path}/chosen-because"), format!("the conflict about `{}` has no reason", conflict.about));
        }
    }
}

fn says_nothing(text: &Localized) -> bool {
    text.iter().all(|(_, text)| text.text.trim().is_empty())
}
