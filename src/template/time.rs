//! Dates, periods and fiscal years as phrases, and texts that would tell of a time to come.

use minijinja::value::Value;

use super::phrase::{Order, Phrase};
use super::session::Session;
use crate::model::{Bound, Date, FiscalYear, Localized, Period};

impl Session {
    /// A date, printed at its own precision. Fields: `key` (EDTF), `year`, `fiscal_year`, `is_uncertain`.
    pub(super) fn date(&self, date: Date) -> Phrase {
        // Without fields of its own, since those are dates again.
        let fiscal_year = date.fiscal_year().map_or(Value::from(()), |year| self.bare_fiscal_year(year).into_value());
        Phrase::text(self.locale.date(date))
            .field("key", date.to_string())
            .field("year", i64::from(date.year()))
            .field("fiscal_year", fiscal_year)
            .field("is_uncertain", date.is_uncertain())
            .order(Order::Days(date.first_day(), date.last_day()))
    }

    /// A period. Fields: `key` (EDTF), `start` and `end` (none where open or not known), `is_open`.
    pub(super) fn period(&self, period: Period) -> Phrase {
        let bound = |bound: Bound| bound.date().map_or(Value::from(()), |date| self.date(date).into_value());
        let first = period.start().date().map_or(jiff::civil::Date::MIN, Date::first_day);
        let last = period.end().date().map_or(jiff::civil::Date::MAX, Date::last_day);
        Phrase::text(self.locale.period(period))
            .field("key", period.to_string())
            .field("start", bound(period.start()))
            .field("end", bound(period.end()))
            .field("is_open", period.end() == Bound::Open)
            .order(Order::Days(first, last))
    }

    /// A fiscal year. Fields: `key` (`JFY2020`), `number` (2020, for comparisons), `first_day`, `last_day`.
    pub(super) fn fiscal_year(&self, year: FiscalYear) -> Phrase {
        self.bare_fiscal_year(year)
            .field("first_day", self.date(Date::day(year.first_day())).into_value())
            .field("last_day", self.date(Date::day(year.last_day())).into_value())
    }

    fn bare_fiscal_year(&self, year: FiscalYear) -> Phrase {
        Phrase::text(self.locale.fiscal_year(year))
            .field("key", year.to_string())
            .field("number", i64::from(year.year()))
            .order(Order::Days(year.first_day(), year.last_day()))
    }

    /// A calendar year. Fields: `key`, `number`.
    pub(super) fn year(&self, year: i16) -> Phrase {
        Phrase::text(year.to_string())
            .field("key", year.to_string())
            .field("number", i64::from(year))
            .order(Order::Number(i64::from(year)))
    }

    /// A remark or summary, unless it tells of a year after the as-of date: such a text was written later
    /// and says what was not yet true.
    pub(super) fn timely(&self, text: Option<&Localized>, path: &str) -> Value {
        let text = text.filter(|text| self.known.is_timely(text));
        self.optional(text, path)
    }

    /// The remark of a record.
    pub(super) fn note(&self, note: Option<&Localized>, path: &str) -> Value {
        self.timely(note, &format!("{path}/note"))
    }
}
