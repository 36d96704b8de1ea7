//! A range covers time.

use super::records::{is_recorded, periods};
use super::warning;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Dataset;

/// Warns of ranges that begin and end with the same date.
pub(super) fn periods_cover_time(dataset: &Dataset, diagnostics: &mut Vec<Diagnostic>) {
    for (path, period, conflicts) in periods(dataset) {
        let Some(date) = period.start().date().filter(|_| period.is_degenerate()) else {
            continue;
        };
        if !is_recorded(conflicts, &["period", "year"]) {
            let message = format!("the range `{period}` begins and ends with the same date");
            let problem = warning(dataset, &path, Code::SUSPICIOUS_PERIOD, message).with_hint(format!(
                "write `{date}` if that is meant, or record in `conflicts` about `period` what the source prints"
            ));
            diagnostics.push(problem);
        }
    }
}
