//! Which figures an edition sees.
//!
//! A figure counts from its as-of date; without one, from the date of its earliest dated source, and not before the last
//! day of its period, where the end is known. A source's date that the as-of day cuts counts (as it does for projects). An as-of
//! date or end that the day cuts, such as the day's own year, counts where a source of the figure is dated by the day. A figure
//! whose as-of date or period ends later is hidden, whatever its source's date. One with no date anywhere counts
//! where its document is known at the as-of date (see [`Session::is_known`]).

use jiff::civil;

use crate::model::{Date, FigureRecord, Period, SourceReference, source_date};
use crate::template::session::Session;

impl Session {
    /// The day from which a figure counts, where it does at the as-of date.
    pub(super) fn figure_day(&self, record: &FigureRecord) -> Option<civil::Date> {
        self.statement_day(record.as_of, record.period, &record.sources)
    }

    /// The day from which a statement with this date, period and these sources counts, where it does.
    pub(super) fn statement_day(
        &self,
        as_of: Option<Date>,
        period: Option<Period>,
        sources: &[SourceReference],
    ) -> Option<civil::Date> {
        let own = as_of.or_else(|| period.and_then(|period| period.end().date()));
        if let Some(date) = own {
            // A source that is dated by the as-of day cannot tell of a later one.
            let is_told = || source_date(sources, &self.dataset.sources).is_some_and(|source| self.may_be_by(source));
            return match self.is_by(date) {
                true => (as_of.is_some() || self.is_known(sources)).then(|| date.last_day()),
                false => (self.may_be_by(date) && is_told()).then_some(self.day),
            };
        }
        if period.and_then(|period| period.start().date()).is_some_and(|start| !self.may_be_by(start)) {
            return None;
        }
        match source_date(sources, &self.dataset.sources) {
            Some(date) => self.may_be_by(date).then(|| date.last_day()),
            None => self.is_known(sources).then_some(civil::Date::MIN),
        }
    }
}
