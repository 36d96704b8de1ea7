//! The years that a source sets beside a project, against the papers signed for it.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::records::is_recorded;
use super::warning;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Dataset, Date, Period};

/// Warns where the stated years hold neither the calendar year nor the fiscal year of any signed paper.
pub(super) fn stated_years_agree(dataset: &Dataset, diagnostics: &mut Vec<Diagnostic>) {
    for project in &dataset.projects {
        let Some(stated) = project.stated_years else {
            continue;
        };
        let papers = project.commitments.iter().flat_map(|commitment| &commitment.instruments);
        let dates: Vec<Date> = papers.filter_map(|paper| paper.date).collect();
        let range = years(stated);
        let agrees = |date: &Date| {
            let fiscal = date.fiscal_year().map(|year| year.year());
            fiscal.is_some_and(|year| range.contains(&year))
                || (*range.start() <= date.last_day().year() && date.first_day().year() <= *range.end())
        };
        if dates.is_empty() || dates.iter().any(agrees) || is_recorded(&project.conflicts, &["year", "period"]) {
            continue;
        }
        let dates: BTreeSet<String> = dates.iter().map(Date::to_string).collect();
        let dates: Vec<&str> = dates.iter().map(String::as_str).collect();
        let message = format!(
            "the project `{}` is stated with `{stated}`, but its papers are signed {}",
            project.id,
            dates.join(", ")
        );
        let path = format!("projects/{}/stated-years", project.id);
        let problem = warning(dataset, &path, Code::YEAR_CONTRADICTION, message);
        diagnostics.push(problem.with_hint("check the year, or record the disagreement in `conflicts` about `year`"));
    }
}

/// The calendar years of a period; an open or unknown side has no limit.
fn years(period: Period) -> RangeInclusive<i16> {
    let start = period.start().date().map_or(i16::MIN, |date| date.first_day().year());
    let end = period.end().date().map_or(i16::MAX, |date| date.last_day().year());
    start..=end
}
