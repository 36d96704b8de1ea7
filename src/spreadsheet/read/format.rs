//! Number formats: what a number is shown as. ECMA-376-1, 18.8.30 (number formats) and 18.8.31 (their codes).

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::Precision;

/// Stands for a code that is not known.
const DAY: &str = "day";
/// How many characters of a code are kept: more than Excel takes.
const MOST_CHARACTERS: usize = 255;

/// The formats of a file, by the index that its cells have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Formats(Vec<Format>);

/// One format.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Format {
    code: Arc<str>,
    is_date: bool,
    percent: Percent,
}

/// Whether numbers are shown a hundred times as large, with a sign for that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Percent {
    /// None is.
    Never,
    /// All are.
    Always,
    /// Some are, such as those below one, or they are shown larger still.
    Unclear,
}

impl Formats {
    /// Formats by their codes, in the order of their indices.
    pub(super) fn new<'a>(codes: impl IntoIterator<Item = &'a str>) -> Formats {
        let mut known: BTreeMap<&str, Format> = BTreeMap::new();
        let format = |code: &'a str| {
            let make = || {
                let kept: String = code.chars().take(MOST_CHARACTERS).collect();
                Format { is_date: is_date(&kept), percent: percent(&kept), code: kept.into() }
            };
            known.entry(code).or_insert_with(make).clone()
        };
        Formats(codes.into_iter().map(format).collect())
    }

    /// Formats of a reader that says only whether a number is shown as a day: 0 no, 1 yes.
    pub(super) fn days_only() -> Formats {
        let format = |code: &str, is_date| Format { code: code.into(), is_date, percent: Percent::Never };
        Formats(vec![format("General", false), format(DAY, true)])
    }

    /// The code of a format; `General` where there is none.
    pub fn code(&self, index: u32) -> &str {
        self.get(index).map_or("General", |format| &*format.code)
    }

    /// Whether it shows a number as a day.
    pub fn is_date(&self, index: u32) -> bool {
        self.get(index).is_some_and(|format| format.is_date)
    }

    /// As [`Formats::is_date`], where the file says so itself: a reader that knows no codes takes money for days.
    pub fn is_certain_date(&self, index: u32) -> bool {
        self.get(index).is_some_and(|format| format.is_date && &*format.code != DAY)
    }

    /// Whether it shows a number in percent.
    pub fn percent(&self, index: u32) -> Percent {
        self.get(index).map_or(Percent::Never, |format| format.percent)
    }

    /// How much of a day it shows.
    pub fn precision(&self, index: u32) -> Precision {
        match self.get(index) {
            Some(format) if format.is_date => precision(&format.code),
            Some(_) | None => Precision::Day,
        }
    }

    fn get(&self, index: u32) -> Option<&Format> {
        self.0.get(usize::try_from(index).ok()?)
    }
}

/// The codes that a file need not write out (ECMA-376-1, 18.8.30), as far as they have the same meaning everywhere. Those
/// from 27 to 58 depend on the language of the program; all but the texts among them are dates.
pub(super) fn built_in(id: u32) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 => "mm-dd-yy",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "m/d/yy h:mm",
        27..=31 | 36 | 50..=54 | 57 | 58 => "yyyy/m/d",
        32..=35 | 55 | 56 => "h:mm:ss",
        37 => "#,##0 ;(#,##0)",
        38 => "#,##0 ;[Red](#,##0)",
        39 => "#,##0.00;(#,##0.00)",
        40 => "#,##0.00;[Red](#,##0.00)",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mmss.0",
        48 => "##0.0E+0",
        49 => "@",
        _ => "General",
    }
}

/// Whether a code shows a day: it has letters for a day, a month, a year or an era outside of quotes, and no place for a
/// digit. `#,##0 JPY` has letters and is none; `ggge"年"` has no `y` and is one.
fn is_date(code: &str) -> bool {
    let section = sections(code).into_iter().next().unwrap_or_default();
    let has_digit = section.contains(['0', '#', '?']);
    let is_general = section.trim().eq_ignore_ascii_case("general");
    let has_day = section.contains(['y', 'Y', 'd', 'D', 'g', 'G', 'e', 'E']) || section.to_lowercase().contains("mmm");
    let has_month = section.contains(['m', 'M']) && !section.contains(['h', 'H', 's', 'S']);
    !is_general && !has_digit && (has_day || has_month)
}

/// How much of a day a code of days shows: one without a place for the day shows a month, without one for the month a year.
fn precision(code: &str) -> Precision {
    let section = sections(code).into_iter().next().unwrap_or_default().to_lowercase();
    let is_of_minutes = section.contains(['h', 's']) && !section.contains("mmm");
    match (section.contains('d'), section.contains('m') && !is_of_minutes) {
        (true, _) => Precision::Day,
        (false, true) => Precision::Month,
        (false, false) => Precision::Year,
    }
}

/// What the sections that show digits do.
fn percent(code: &str) -> Percent {
    let of_digits = sections(code).into_iter().filter(|section| section.contains(['0', '#', '?']));
    let signs: Vec<usize> = of_digits.map(|section| section.matches('%').count()).collect();
    match (signs.iter().all(|count| *count == 0), signs.iter().all(|count| *count == 1)) {
        (true, _) => Percent::Never,
        (false, true) => Percent::Always,
        (false, false) => Percent::Unclear,
    }
}

/// The sections of a code without what is quoted, escaped, padded or in brackets.
fn sections(code: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => {
                characters.by_ref().find(|c| *c == '"');
            }
            '[' => {
                characters.by_ref().find(|c| *c == ']');
            }
            '\\' | '_' | '*' => {
                characters.next();
            }
            ';' => sections.push(String::new()),
            other => {
                if let Some(last) = sections.last_mut() {
                    last.push(other);
                }
            }
        }
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_no_date_and_an_era_is_one() {
        for code in [
            "yyyy-mm-dd",
            "mm-dd-yy",
            "ggge\"年\"m\"月\"d\"日\"",
            "[$-411]ge.m.d;@",
            "d\\.mm\\.yyyy",
            "mmm-yy",
            "m/d/yy h:mm",
            "e/m/d",
        ] {
            assert!(is_date(code), "{code}");
        }
        for code in [
            "General",
            "#,##0 JPY",
            "0.0 mln",
            "0.00E+00",
            "@",
            "#,##0 \"days\"",
            "h:mm",
            "mm:ss",
            "[h]:mm:ss",
            "0;[Red]-0",
            "mmss.0",
        ] {
            assert!(!is_date(code), "{code}");
        }
    }

    #[test]
    fn a_day_is_as_much_as_is_shown_of_it() {
        for (code, shown) in [
            ("yyyy-mm-dd", Precision::Day),
            ("d-mmm", Precision::Day),
            ("[$-411]ge.m.d;@", Precision::Day),
            (DAY, Precision::Day),
            ("mmm-yy", Precision::Month),
            ("yyyy\"年\"m\"月\"", Precision::Month),
            ("mmmm yyyy \"and days\"", Precision::Month),
            ("yyyy", Precision::Year),
            ("ggge\"年度\"", Precision::Year),
            ("yyyy h:mm", Precision::Year),
        ] {
            assert_eq!(precision(code), shown, "{code}");
        }
    }

    #[test]
    fn percent_is_a_sign_outside_of_quotes() {
        for code in ["0%", "0.00%", "#,##0.0 %;[Red]-#,##0.0 %", "0%;-0%;\"none\""] {
            assert_eq!(percent(code), Percent::Always, "{code}");
        }
        for code in ["General", "0.0\"%\"", "0.0\\%", "[$%]0", "@", "yyyy-mm-dd"] {
            assert_eq!(percent(code), Percent::Never, "{code}");
        }
        for code in ["[<1]0%;0", "0%%"] {
            assert_eq!(percent(code), Percent::Unclear, "{code}");
        }
    }
}
