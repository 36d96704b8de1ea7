//! Dates as people write them.

use std::fmt;

use jiff::civil;
use serde::{Deserialize, Deserializer, de};

use super::words::{Words, begins_with, longest};
use crate::model::{Date, FiscalYear};

/// A way to write a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateFormat {
    /// A number that the cell shows as a day, or a day of ISO 8601: what a spreadsheet program makes of a date.
    Excel,
    /// Any number, whatever the cell shows.
    Serial,
    /// The dates of the model: `2019-07-17`, `2009-09`, `1996`, `JFY2020`, each with `?` where uncertain.
    Edtf,
    /// By eras, with the words of the file of words.
    Wareki,
    /// A fiscal year: `FY2022`.
    FiscalYear,
    /// With `%Y`, `%m` and `%d` for the numbers; everything else as it is.
    Pattern(String),
}

impl DateFormat {
    /// As it is written in a mapping.
    pub fn as_str(&self) -> &str {
        match self {
            DateFormat::Excel => "excel",
            DateFormat::Serial => "serial",
            DateFormat::Edtf => "edtf",
            DateFormat::Wareki => "wareki",
            DateFormat::FiscalYear => "fiscal-year",
            DateFormat::Pattern(pattern) => pattern,
        }
    }

    /// Reads `excel`, `serial`, `edtf`, `wareki`, `fiscal-year`, or a pattern such as `%d.%m.%Y`.
    pub fn parse(text: &str) -> Option<DateFormat> {
        Some(match text {
            "excel" => DateFormat::Excel,
            "serial" => DateFormat::Serial,
            "edtf" => DateFormat::Edtf,
            "wareki" => DateFormat::Wareki,
            "fiscal-year" => DateFormat::FiscalYear,
            // A year of two digits would have to be guessed.
            pattern => {
                let parts: Vec<&str> = pattern.split('%').skip(1).collect();
                let is_known = parts.iter().all(|part| part.starts_with(['Y', 'm', 'd']));
                let has_year = parts.iter().any(|part| part.starts_with('Y'));
                return (is_known && has_year).then(|| DateFormat::Pattern(pattern.to_owned()));
            }
        })
    }
}

impl<'de> Deserialize<'de> for DateFormat {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        DateFormat::parse(&text).ok_or_else(|| {
            de::Error::custom(format!(
                "expected `excel`, `serial`, `edtf`, `wareki`, `fiscal-year` or a pattern such as `%d.%m.%Y`, found `{text}`"
            ))
        })
    }
}

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateProblem {
    /// It is written in none of the ways.
    Unknown,
    /// There is no such day.
    NoSuchDay,
    /// The era had no such year.
    OutsideEra,
    /// Two ways to read it give two dates.
    Ambiguous(Date, Date),
}

impl fmt::Display for DateProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DateProblem::Unknown => f.write_str("it is written in none of the formats that the mapping names"),
            DateProblem::NoSuchDay => f.write_str("there is no such day"),
            DateProblem::OutsideEra => f.write_str("the era had no such day"),
            DateProblem::Ambiguous(one, other) => write!(f, "it may mean {one} or {other}"),
        }
    }
}

/// Reads a date that is written in one of some ways. All ways are tried: two that disagree are a problem.
///
/// # Errors
///
/// Why it is none.
pub fn parse_date(text: &str, formats: &[DateFormat], words: &Words) -> Result<Date, DateProblem> {
    let text = text.trim();
    let mut found: Option<Date> = None;
    let mut problem = DateProblem::Unknown;
    for format in formats {
        let read = match format {
            DateFormat::Excel | DateFormat::Serial => Err(DateProblem::Unknown),
            DateFormat::Edtf => Date::parse(text).ok_or(DateProblem::Unknown),
            DateFormat::Wareki => wareki(text, words),
            DateFormat::FiscalYear => fiscal_year(text, words),
            DateFormat::Pattern(pattern) => by_pattern(text, pattern),
        };
        match (read, found) {
            (Ok(date), Some(before)) if before != date => return Err(DateProblem::Ambiguous(before, date)),
            (Ok(date), _) => found = Some(date),
            (Err(DateProblem::Unknown), _) => {}
            (Err(other), _) => problem = other,
        }
    }
    found.ok_or(problem)
}

/// A date from numbers, in the words of the model.
fn date(year: i16, month: Option<i8>, day: Option<i8>) -> Result<Date, DateProblem> {
    let text = match (month, day) {
        (None, _) => format!("{year:04}"),
        (Some(month), None) => format!("{year:04}-{month:02}"),
        (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
    };
    Date::parse(&text).ok_or(DateProblem::NoSuchDay)
}

fn by_pattern(text: &str, pattern: &str) -> Result<Date, DateProblem> {
    let (mut rest, mut year, mut month, mut day) = (text, None, None, None);
    let mut pieces = pattern.split('%');
    let literal = |rest: &mut &str, literal: &str| {
        rest.strip_prefix(literal).map(|after| *rest = after).ok_or(DateProblem::Unknown)
    };
    literal(&mut rest, pieces.next().unwrap_or_default())?;
    for piece in pieces {
        let (kind, after) = piece.split_at_checked(1).ok_or(DateProblem::Unknown)?;
        let most = if kind == "Y" { 4 } else { 2 };
        let (number, length) = number(rest, most).ok_or(DateProblem::Unknown)?;
        rest = rest.get(length..).unwrap_or_default();
        match kind {
            "Y" if length == 4 => year = Some(number),
            "Y" => return Err(DateProblem::Unknown),
            "m" => month = i8::try_from(number).ok(),
            _ => day = i8::try_from(number).ok(),
        }
        literal(&mut rest, after)?;
    }
    match (year, rest.is_empty()) {
        (Some(year), true) => date(year, month, day),
        (_, _) => Err(DateProblem::Unknown),
    }
}

/// A number of digits, plain or wide, at the beginning of a text, and how many bytes it takes.
fn number(text: &str, most: usize) -> Option<(i16, usize)> {
    let (mut value, mut length, mut count) = (0_i16, 0, 0);
    for character in text.chars().take(most) {
        let digit = match character {
            '0'..='9' => u32::from(character) - u32::from('0'),
            '０'..='９' => u32::from(character) - u32::from('０'),
            _ => break,
        };
        value = value.checked_mul(10)?.checked_add(i16::try_from(digit).ok()?)?;
        length += character.len_utf8();
        count += 1;
    }
    (count > 0).then_some((value, length))
}

/// One of some words at the beginning, and what follows it.
fn after<'a>(text: &'a str, words: &[String]) -> Option<&'a str> {
    let (length, ()) = longest(text, words.iter().map(|word| (word.as_str(), ())))?;
    text.get(length..).map(str::trim_start)
}

/// A number and what follows it: a word for it, or a point, a slash or a hyphen.
fn part<'a>(text: &'a str, words: &[String]) -> Option<(i16, &'a str)> {
    let (value, length) = number(text, 2)?;
    let rest = text.get(length..)?.trim_start();
    match after(rest, words) {
        Some(rest) => Some((value, rest)),
        None if rest.is_empty() => Some((value, rest)),
        None => rest.strip_prefix(['.', '/', '-', '．', '／']).map(|rest| (value, rest.trim_start())),
    }
}

fn wareki(text: &str, words: &Words) -> Result<Date, DateProblem> {
    let eras = words.eras.iter().enumerate();
    // The letter of an era stands right before a number.
    let found =
        eras.flat_map(|(index, era)| era.words.iter().map(move |word| (word, index))).filter_map(|(word, index)| {
            let rest = text.get(word.len()..).filter(|_| text.starts_with(word.as_str()))?;
            Some((index, rest.trim_start()))
        });
    let (index, rest) = found.min_by_key(|(_, rest)| rest.len()).ok_or(DateProblem::Unknown)?;
    let era = words.eras.get(index).ok_or(DateProblem::Unknown)?;
    let first_year = words.first_year.iter().find_map(|word| begins_with(rest, word).map(|length| (1, length)));
    let (number, length) = first_year.or_else(|| number(rest, 3)).ok_or(DateProblem::Unknown)?;
    let year = era.first_day.year().checked_add(number - 1).filter(|_| number > 0).ok_or(DateProblem::OutsideEra)?;
    let mut rest = rest.get(length..).unwrap_or_default().trim_start();
    if after(rest, &words.fiscal_year_after) == Some("") {
        return within(era.first_day.first_day(), next_era(words, index), fiscal(year)?);
    }
    rest = match after(rest, &words.year_after) {
        Some(rest) => rest,
        None if rest.is_empty() => rest,
        None => rest.strip_prefix(['.', '/', '-', '．', '／']).ok_or(DateProblem::Unknown)?.trim_start(),
    };
    let small = |number: i16| i8::try_from(number).map_err(|_| DateProblem::NoSuchDay);
    let (mut month, mut day) = (None, None);
    if !rest.is_empty() {
        let (number, after) = part(rest, &words.month_after).ok_or(DateProblem::Unknown)?;
        (month, rest) = (Some(small(number)?), after);
    }
    if !rest.is_empty() {
        let (number, after) = part(rest, &words.day_after).ok_or(DateProblem::Unknown)?;
        (day, rest) = (Some(small(number)?), after);
    }
    if !rest.is_empty() {
        return Err(DateProblem::Unknown);
    }
    within(era.first_day.first_day(), next_era(words, index), date(year, month, day)?)
}

fn next_era(words: &Words, index: usize) -> Option<civil::Date> {
    words.eras.get(index + 1).map(|era| era.first_day.first_day())
}

/// A date some day of which lies within an era.
fn within(first: civil::Date, next: Option<civil::Date>, date: Date) -> Result<Date, DateProblem> {
    let is_within = date.last_day() >= first && next.is_none_or(|next| date.first_day() < next);
    if is_within { Ok(date) } else { Err(DateProblem::OutsideEra) }
}

fn fiscal(year: i16) -> Result<Date, DateProblem> {
    FiscalYear::new(year).and_then(|year| Date::parse(&year.to_string())).ok_or(DateProblem::NoSuchDay)
}

fn fiscal_year(text: &str, words: &Words) -> Result<Date, DateProblem> {
    if let Some(rest) = after(text, &words.fiscal_year_before) {
        let rest = rest.trim_start_matches(['-', '.']).trim_start();
        return match number(rest, 4) {
            Some((year, 4)) if rest.len() == 4 => fiscal(year),
            Some(_) | None => Err(DateProblem::Unknown),
        };
    }
    match number(text, 4) {
        Some((year, length)) if year >= 1000 => {
            let rest = text.get(length..).unwrap_or_default().trim_start();
            if after(rest, &words.fiscal_year_after) == Some("") { fiscal(year) } else { Err(DateProblem::Unknown) }
        }
        Some(_) => Err(DateProblem::Unknown),
        None => match wareki(text, words) {
            Ok(date) if date.precision() == crate::model::Precision::FiscalYear => Ok(date),
            Ok(_) => Err(DateProblem::Unknown),
            Err(problem) => Err(problem),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(formats: &[&str], text: &str) -> String {
        let bytes = include_bytes!("../../../report-templates/locales/quantities.yaml");
        let words: Words = crate::dataset::read_yaml("quantities.yaml", bytes).0.unwrap();
        let formats: Vec<DateFormat> = formats.iter().map(|format| DateFormat::parse(format).unwrap()).collect();
        match parse_date(text, &formats, &words) {
            Ok(date) => date.to_string(),
            Err(problem) => format!("{problem:?}"),
        }
    }

    #[test]
    fn eras_are_counted_from_their_first_year_and_end() {
        for (text, expected) in [
            ("令和1年7月17日", "2019-07-17"),
            ("令和元年7月17日", "2019-07-17"),
            ("令和１年７月", "2019-07"),
            ("令和1年", "2019"),
            ("平成1年", "1989"),
            ("昭和1年", "1926"),
            ("R1.7.17", "2019-07-17"),
            ("H31.4.30", "2019-04-30"),
            ("H31.5.1", "OutsideEra"),
            ("平成32年", "OutsideEra"),
            ("令和元年4月30日", "OutsideEra"),
            ("令和0年", "OutsideEra"),
            ("令和4年度", "JFY2022"),
            ("令和4年2月30日", "NoSuchDay"),
            ("令和", "Unknown"),
            ("Report 5", "Unknown"),
            ("2019年7月17日", "Unknown"),
        ] {
            assert_eq!(check(&["wareki"], text), expected, "{text}");
        }
    }

    #[test]
    fn a_fiscal_year_is_never_a_day() {
        for text in ["FY2022", "JFY2022", "FY 2022", "2022年度", "令和4年度", "２０２２年度"] {
            assert_eq!(check(&["fiscal-year"], text), "JFY2022", "{text}");
        }
        for text in ["2022", "FY22", "2022年", "FY2022-23", "令和4年"] {
            assert_eq!(check(&["fiscal-year"], text), "Unknown", "{text}");
        }
    }

    #[test]
    fn patterns_are_kept_to_and_contradictions_are_told() {
        assert_eq!(check(&["%d.%m.%Y"], "17.07.2019"), "2019-07-17");
        assert_eq!(check(&["%d.%m.%Y"], "7.7.2019"), "2019-07-07");
        assert_eq!(check(&["%m/%Y"], "07/2019"), "2019-07");
        assert_eq!(check(&["%d.%m.%Y"], "17.07.19"), "Unknown");
        assert_eq!(check(&["%d.%m.%Y"], "31.02.2019"), "NoSuchDay");
        assert_eq!(check(&["%d.%m.%Y"], "17.07.2019 x"), "Unknown");
        assert_eq!(check(&["%d/%m/%Y", "%m/%d/%Y"], "17/07/2019"), "2019-07-17");
        assert!(check(&["%d/%m/%Y", "%m/%d/%Y"], "01/02/2019").starts_with("Ambiguous"));
        assert_eq!(check(&["edtf", "%d.%m.%Y"], "2017-03?"), "2017-03?");
        assert_eq!(DateFormat::parse("%d.%m.%y"), None);
        assert_eq!(DateFormat::parse("dd.mm.yyyy"), None);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_a_date_or_a_problem(text in ".{0,30}") {
            check(&["edtf", "wareki", "fiscal-year", "%d.%m.%Y", "%Y年%m月"], &text);
        }
    }
}
