//! A figure says which time it covers, or the day on which it was true.

use super::records::figures;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Dataset;

/// Notes figures with neither period nor as-of date: they count from the date of their source.
pub(super) fn figures_are_dated(dataset: &Dataset, diagnostics: &mut Vec<Diagnostic>) {
    for (path, figure) in figures(dataset) {
        if figure.period.is_none() && figure.as_of.is_none() {
            let message = format!("the figure `{}` has neither a period nor an as-of date", figure.id);
            let problem = Diagnostic::note(Code::UNDATED_FIGURE, dataset.places.of(&path), message);
            diagnostics.push(problem.with_hint("add `period` or `as-of` if the source gives it"));
        }
    }
}
