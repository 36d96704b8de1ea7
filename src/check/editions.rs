//! Exchange rates are what they say, and editions use those that were known.

use super::{error, warning};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Certainty, Dataset, Precision, RateKind, Unit};

/// An as-of date that is further from the end of its fiscal year is rather a slip of the pen.
const MOST_YEARS_LATER: i16 = 3;

/// Rates price one currency in another, for a month or year as their series has them; an edition's rate and fiscal
/// year do not lie after its as-of date; its year is about its fiscal year, and its as-of date not long after it.
pub(super) fn editions_and_rates_fit(dataset: &Dataset, diagnostics: &mut Vec<Diagnostic>) {
    for rate in dataset.rates.values() {
        let path = format!("rates/{}", rate.id);
        for (key, currency) in [("base", &rate.base), ("quote", &rate.quote)] {
            if !matches!(Unit::parse(currency), Some(Unit::Currency(_))) {
                let message = format!("expected the code of a currency, found `{currency}`");
                let problem = error(dataset, &format!("{path}/{key}"), Code::INVALID_VALUE, message);
                diagnostics.push(problem.with_hint("write its ISO 4217 code, as in `JPY`"));
            }
        }
        if rate.base == rate.quote {
            let message = format!("the rate `{}` prices `{}` in itself", rate.id, rate.base);
            let problem = error(dataset, &format!("{path}/quote"), Code::INVALID_VALUE, message);
            diagnostics.push(problem.with_hint("`value` is how many of `quote` one of `base` costs"));
        }
        let (wanted, words) = match rate.kind {
            RateKind::JicaMonthly => (Precision::Month, "a month, as in `2023-08`"),
            RateKind::DacAnnual => (Precision::Year, "a year, as in `2022`"),
        };
        if rate.date.precision() != wanted {
            let message = format!("a rate of this kind is for {words}, found `{}`", rate.date);
            let problem = error(dataset, &format!("{path}/date"), Code::INVALID_DATE, message);
            diagnostics.push(problem.with_hint("write the date that the series gives, or choose the other `kind`"));
        }
    }
    for edition in &dataset.editions {
        let path = format!("editions/{}/{}", edition.report, edition.year);
        let day = edition.as_of.last_day();
        let rate = edition.rate.as_ref().and_then(|id| dataset.rates.get(id));
        if let Some(rate) = rate.filter(|rate| rate.date.is_by(day) == Certainty::No) {
            let message = format!("the rate `{}` of {} was not known on {day}", rate.id, rate.date);
            let problem = warning(dataset, &format!("{path}/rate"), Code::INVALID_DATE, message);
            diagnostics.push(problem.with_hint("choose an earlier rate, or leave `rate` out"));
        }
        let years_apart = edition.year.abs_diff(edition.fiscal_year.year());
        if years_apart > 1 {
            let message = format!("the year {} is {years_apart} years from {}", edition.year, edition.fiscal_year);
            let problem = error(dataset, &format!("{path}/year"), Code::INVALID_DATE, message);
            diagnostics.push(problem.with_hint("write the year of the report, which stands in the names of its files"));
        }
        let years_later = day.year() - edition.fiscal_year.last_day().year();
        if years_later > MOST_YEARS_LATER {
            let message = format!("{day} lies {years_later} years after {}", edition.fiscal_year);
            let problem = warning(dataset, &format!("{path}/as-of"), Code::INVALID_DATE, message);
            diagnostics.push(problem.with_hint("choose the day on which the report is true"));
        }
        if edition.fiscal_year.first_day() > day {
            let message = format!("{} had not begun on {day}", edition.fiscal_year);
            let problem = warning(dataset, &format!("{path}/as-of"), Code::INVALID_DATE, message);
            diagnostics.push(problem.with_hint("choose a day within or after the fiscal year"));
        }
    }
}
