//! Dates and periods, each at its own precision. Patterns are CLDR's; words around them are messages.

use icu_calendar::{Gregorian, Iso};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::{YM, YMD};

use super::{Argument, Locale};
use crate::model::{Bound, Date, FiscalYear, LanguageTag, Period, Precision};

/// Formatters of one language, built once.
pub(super) struct DateFormats {
    day: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    month: FixedCalendarDateTimeFormatter<Gregorian, YM>,
}

impl DateFormats {
    pub(super) fn new(tag: &LanguageTag) -> Result<DateFormats, String> {
        let locale: icu_locale_core::Locale = tag.as_str().parse().map_err(|error| format!("`{tag}`: {error}"))?;
        let problem = |error| format!("`{tag}` has no date format: {error}");
        let day = FixedCalendarDateTimeFormatter::try_new((&locale).into(), YMD::long())
            .map_err(|error| problem(error.to_string()))?;
        let month = FixedCalendarDateTimeFormatter::try_new((&locale).into(), YM::long())
            .map_err(|error| problem(error.to_string()))?;
        Ok(DateFormats { day, month })
    }
}

fn gregorian(day: jiff::civil::Date) -> icu_calendar::Date<Gregorian> {
    let month = u8::try_from(day.month()).expect("a month is positive");
    let number = u8::try_from(day.day()).expect("a day is positive");
    let iso: icu_calendar::Date<Iso> =
        icu_calendar::Date::try_new_iso(i32::from(day.year()), month, number).expect("a civil date is an ISO date");
    iso.to_calendar(Gregorian)
}

impl Locale {
    /// A date at its own precision; one that is uncertain says so.
    pub fn date(&self, date: Date) -> String {
        let day = date.first_day();
        let text = match date.precision() {
            Precision::Day => self.dates.day.format(&gregorian(day)).to_string(),
            Precision::Month => self.dates.month.format(&gregorian(day)).to_string(),
            Precision::Year => self.phrase("date-year", &[("year", day.year().to_string())]),
            Precision::FiscalYear => match FiscalYear::of(day) {
                Some(year) => self.fiscal_year(year),
                None => date.to_string(),
            },
        };
        if date.is_uncertain() { self.phrase("date-uncertain", &[("date", text)]) } else { text }
    }

    /// A fiscal year.
    pub fn fiscal_year(&self, year: FiscalYear) -> String {
        self.phrase("fiscal-year", &[("year", year.year().to_string())])
    }

    /// A period; an open or unknown side is said in words.
    pub fn period(&self, period: Period) -> String {
        let argument = |name, date: Date| (name, self.date(date));
        match (period.start(), period.end()) {
            (Bound::At(start), Bound::At(end)) if start == end => self.date(start),
            (Bound::At(start), Bound::At(end)) => {
                self.phrase("period-closed", &[argument("start", start), argument("end", end)])
            }
            (Bound::At(start), Bound::Open) => self.phrase("period-since", &[argument("start", start)]),
            (Bound::At(start), Bound::NotKnown) => self.phrase("period-end-not-known", &[argument("start", start)]),
            (Bound::Open | Bound::NotKnown, Bound::At(end)) => self.phrase("period-until", &[argument("end", end)]),
            (Bound::Open | Bound::NotKnown, Bound::Open | Bound::NotKnown) => period.to_string(),
        }
    }

    /// A message of texts; where the language file lacks it, the texts alone, so that a date is never lost.
    fn phrase(&self, key: &str, texts: &[(&str, String)]) -> String {
        let arguments: Vec<_> = texts.iter().map(|(name, text)| (*name, Argument::Text(text.clone()))).collect();
        let alone = || texts.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join("\u{2013}");
        self.text(key, &arguments).unwrap_or_else(|_| alone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::sample::locale;

    fn check(tag: &str, text: &str, expected: &str) {
        let locale = locale(tag);
        let printed = match Date::parse(text) {
            Some(date) => locale.date(date),
            None => locale.period(Period::parse(text).expect("a period")),
        };
        assert_eq!(printed, expected, "{tag} {text}");
    }

    #[test]
    fn a_date_is_printed_at_its_own_precision() {
        check("en-GB", "2019-07-17", "17 July 2019");
        check("en-GB", "2009-09", "September 2009");
        check("en-GB", "1996", "1996");
        check("en-GB", "JFY2020", "JFY2020");
        check("en-GB", "2017-03?", "March 2017 (uncertain)");
        check("ru", "2019-07-17", "17 июля 2019\u{202f}г.");
        check("ja", "2019-07-17", "2019年7月17日");
    }

    #[test]
    fn a_period_says_which_side_is_not_known() {
        check("en-GB", "2013/2016", "2013–2016");
        check("en-GB", "2003-04/..", "since April 2003");
        check("en-GB", "2004/", "from 2004, end not stated");
        check("en-GB", "/2022", "until 2022");
        check("en-GB", "2015/2015", "2015");
    }
}
