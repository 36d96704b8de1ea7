//! Digits that need no source: dates and years, names, addresses, telephone numbers, marks of Markdown.
//!
//! Dates are recognised by their shape, without knowing a language: a four-digit year by itself; numbers joined
//! with one by `.`, `-` or `/`; a day beside a word and a year (`17 July 2019`, `July 17, 2019`); a number before 年, 月 or 日.

use super::digits::CODE;
use crate::model::Dataset;

/// A number in a text.
pub(super) struct Typed<'a> {
    /// The text around it.
    pub(super) text: &'a str,
    /// Its first byte.
    pub(super) start: usize,
    /// The byte behind it.
    pub(super) end: usize,
    /// Names that may hold digits.
    pub(super) names: &'a [String],
}

/// Names of a country that hold digits: in every language, with expansions and other forms.
pub(super) fn controlled_names(dataset: &Dataset) -> Vec<String> {
    let mut names = Vec::new();
    for record in dataset.names.values() {
        names.extend(record.name.iter().map(|(_, text)| text.text.clone()));
        names.extend(record.expansion.iter().flat_map(|text| text.iter()).map(|(_, text)| text.text.clone()));
        names.extend(record.aliases.iter().cloned());
    }
    names.retain(|name| name.chars().any(char::is_numeric));
    names
}

/// Whether a number may stand where it is typed.
pub(super) fn is_exempt(typed: &Typed<'_>) -> bool {
    typed.is_in_name() || typed.is_in_address() || typed.is_markdown() || typed.is_telephone() || typed.is_date()
}

impl Typed<'_> {
    fn number(&self) -> &str {
        &self.text[self.start..self.end]
    }

    fn before(&self) -> &str {
        &self.text[..self.start]
    }

    fn after(&self) -> &str {
        &self.text[self.end..]
    }

    /// The line before and behind the number.
    fn line(&self) -> (&str, &str) {
        let before = self.before().rsplit('\n').next().unwrap_or_default();
        (before, self.after().split('\n').next().unwrap_or_default())
    }

    /// Whether it lies within a controlled name that stands there as a whole.
    fn is_in_name(&self) -> bool {
        self.names.iter().any(|name| {
            let first = self.start.saturating_sub(name.len());
            let first = (first..=self.start).find(|at| self.text.is_char_boundary(*at)).unwrap_or(self.start);
            let behind = &self.text[first..];
            behind.match_indices(name.as_str()).take_while(|(at, _)| first + at <= self.start).any(|(at, _)| {
                let (from, to) = (first + at, first + at + name.len());
                let is_open = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
                from <= self.start
                    && self.end <= to
                    && is_open(self.text[..from].chars().next_back())
                    && is_open(self.text[to..].chars().next())
            })
        })
    }

    /// Whether it is part of an address: a word with `://` or `@`, or the destination of a link.
    fn is_in_address(&self) -> bool {
        let start = self.before().rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let end = self.after().find(char::is_whitespace).map_or(self.text.len(), |at| self.end + at);
        let word = self.text.get(start..end).unwrap_or_default();
        let (before, after) = self.line();
        let is_destination = before.rfind("](").is_some_and(|at| !before[at..].contains(')')) && after.contains(')');
        word.contains("://") || word.contains("www.") || word.contains('@') || is_destination
    }

    /// Whether Markdown reads it as a mark: number of a list item, label of a footnote, character reference that
    /// is no digit itself, attributes of a heading.
    fn is_markdown(&self) -> bool {
        let (before, after) = self.line();
        let is_indent = before.chars().all(|c| c == ' ' || c == '>' || c == '\t');
        let is_item = is_indent && (after.starts_with(". ") || after.starts_with(") "));
        let is_note = before.rfind("[^").is_some_and(|at| !before[at..].contains(']')) && after.contains(']');
        let is_reference = referenced_character(before, self.number(), after).is_some_and(|c| !c.is_numeric());
        let is_attribute = before.trim_start().starts_with('#')
            && before.rfind('{').is_some_and(|at| !before[at..].contains('}'))
            && after.trim_end().ends_with('}');
        is_item || is_note || is_reference || is_attribute
    }

    /// Whether it belongs to a number of at least [`SHORTEST_TELEPHONE`] digits that begins with `+`, with spaces,
    /// hyphens and brackets between its digits.
    fn is_telephone(&self) -> bool {
        let is_inner = |c: char| c.is_ascii_digit() || " -()\u{a0}".contains(c);
        let before = self.before();
        let start = before.trim_end_matches(is_inner).len();
        let behind = &self.text[start..];
        let digits = behind.chars().take_while(|c| is_inner(*c)).filter(char::is_ascii_digit).count();
        let begins = before[..start].ends_with('+') && behind.starts_with(|c: char| c.is_ascii_digit());
        begins && digits >= SHORTEST_TELEPHONE
    }

    fn is_date(&self) -> bool {
        let (before, after) = self.line();
        let number = self.number();
        if after.starts_with(['年', '月', '日']) {
            return true;
        }
        if is_full_date(number) {
            return true;
        }
        let left = before.chars().next_back();
        let right = after.chars().next();
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let has_fiscal_prefix = ["FY", "JFY"]
            .iter()
            .any(|prefix| before.strip_suffix(prefix).is_some_and(|rest| !is_word(rest.chars().next_back())));
        if is_year(number) {
            return (!is_word(left) || has_fiscal_prefix)
                && !is_word(right)
                && left != Some(CODE)
                && right != Some(CODE);
        }
        joined_to_year(before, number, after) || is_day_of_written_date(before, number, after)
    }

    /// A year that stands where a quantity would: before a percent sign or behind a currency sign.
    pub(super) fn year_as_quantity(&self) -> Option<String> {
        let (before, after) = self.line();
        let is_percent = after.trim_start_matches([' ', '\u{a0}']).starts_with(['%', '‰']);
        let is_money = before.trim_end_matches([' ', '\u{a0}']).ends_with(['$', '€', '¥', '£']);
        (is_year(self.number()) && (is_percent || is_money)).then(|| self.number().to_owned())
    }
}

/// Digits of the shortest telephone number with its country code (ITU-T E.164 gives the longest, 15; the shortest
/// subscriber numbers have four digits, behind three of the country).
const SHORTEST_TELEPHONE: usize = 7;

/// The character that a numeric character reference around a number stands for (CommonMark 0.31.2, 2.5). In
/// `&#x1F;` the number is only a part of the digits.
fn referenced_character(before: &str, number: &str, after: &str) -> Option<char> {
    let (_, opening) = before.rsplit_once('&')?;
    let (ending, _) = after.split_once(';')?;
    let digits = opening.strip_prefix('#')?;
    let (digits, radix) = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (digits, 10),
    };
    let code = format!("{digits}{number}{ending}");
    let is_code = code.chars().all(|c| c.is_digit(radix));
    is_code.then(|| u32::from_str_radix(&code, radix).ok())?.and_then(char::from_u32)
}

/// A year from 1900 to 2100.
fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse::<u16>().is_ok_and(|year| (1900..=2100).contains(&year))
}

fn is_day(text: &str) -> bool {
    (1..=2).contains(&text.len()) && text.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
}

/// `31.03.2023`: points join the digits to one number.
fn is_full_date(number: &str) -> bool {
    let parts: Vec<&str> = number.split('.').collect();
    match parts[..] {
        [day, month, year] => is_day(day) && is_day(month) && is_year(year),
        [month, year] => is_day(month) && month.len() == 2 && is_year(year),
        _ => false,
    }
}

/// `2019-07-17`, `31/03/2023`, `2022/23`, `2013–16`: joined to a year by `-`, `/` or `–`, over at most two joints.
fn joined_to_year(before: &str, number: &str, after: &str) -> bool {
    let is_joint = |c: char| matches!(c, '-' | '/' | '–');
    if number.len() > 2 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let chain = |c: char| c.is_ascii_digit() || is_joint(c);
    let left = &before[before.trim_end_matches(chain).len()..];
    let right = &after[..after.len() - after.trim_start_matches(chain).len()];
    let whole = format!("{left}{number}{right}");
    let parts: Vec<&str> = whole.split(is_joint).collect();
    let years = parts.iter().filter(|part| is_year(part)).count();
    let is_end = parts.first().is_some_and(|part| is_year(part)) || parts.last().is_some_and(|part| is_year(part));
    years == 1 && is_end && (2..=3).contains(&parts.len()) && parts.iter().all(|part| is_year(part) || part.len() <= 2)
}

/// `17 July 2019`, `17. Juli 2019`, `July 17, 2019`, `2019 July 17`: a day, one word and a year.
///
/// The name of a month is told from a counted thing (`4 houses 2005`) by its capital, where the script has capitals,
/// or by the point behind the day, which languages with small names of months write.
fn is_day_of_written_date(before: &str, number: &str, after: &str) -> bool {
    if !is_day(number) {
        return false;
    }
    let spaces = [' ', '\u{a0}'];
    let is_ordinal = after.starts_with('.');
    let is_written = |text: &str| {
        let is_small = text.starts_with(char::is_lowercase);
        !text.is_empty() && text.chars().all(|c| c.is_alphabetic() || c == '.') && (is_ordinal || !is_small)
    };
    let is_end = |c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':' | ')' | '–' | '/');
    let following: Vec<&str> = after.trim_start_matches('.').split(spaces).filter(|word| !word.is_empty()).collect();
    let preceding: Vec<&str> = before.split(spaces).filter(|word| !word.is_empty()).collect();
    let is_spaced = after.trim_start_matches('.').starts_with(spaces) || before.ends_with(spaces);
    let begins_with_year = |word: &str| {
        let digits = word.trim_start_matches('(').split(is_end).next().unwrap_or_default();
        is_year(digits)
    };
    let day_first = matches!(following[..], [month, year, ..] if is_written(month) && begins_with_year(year));
    let month_first = matches!(preceding[..], [.., month] if is_written(month.trim_start_matches('(')))
        && after.starts_with(',')
        && after.trim_start_matches(',').trim_start_matches(spaces).get(..4).is_some_and(is_year);
    let year_first = matches!(preceding[..], [.., year, month]
        if is_written(month) && year.trim_end_matches(['.', ',']).get(..).is_some_and(is_year));
    is_spaced && (day_first || month_first || year_first)
}

#[cfg(test)]
mod tests {
    use super::super::digits::numbers;
    use super::*;

    fn check(text: &str) -> Vec<String> {
        let names = ["2KR".to_owned(), "Region 5 Road".to_owned()];
        let typed = |(start, end)| Typed { text, start, end, names: &names };
        let found = numbers(text).into_iter().map(typed).filter(|typed| !is_exempt(typed));
        found.map(|typed| typed.number().to_owned()).collect()
    }

    #[test]
    fn what_has_its_source_elsewhere_is_exempt() {
        for text in [
            "since 1996",
            "(2013–2016)",
            "in 2022/23 and 2019-07-17",
            "17 July 2019, July 17, 2019; 31.03.2023",
            "17. juni 2019",
            "2023年3月31日",
            "JFY2022",
            "the 2KR programme and the Region 5 Road",
            "see https://example.org/a/12?b=3 or [x](#table-2)",
            "## Title { #part-2 .unnumbered }",
            "1. first\n2) second",
            "a note[^1]\n\n[^1]: Words",
            "&#160;&#x1F600;",
            "+123 (312) 45-67-89",
            "+123 4567",
        ] {
            assert_eq!(check(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_found_whole() {
        for (text, number) in [
            ("12 projects", "12"),
            ("27.8 billion", "27.8"),
            ("1,234 people", "1,234"),
            ("in 3000", "3000"),
            ("5KR", "5"),
            ("12 July", "12"),
            ("4 houses 2005", "4"),
            ("in 2005 houses 4", "4"),
            ("houses 4, 2005", "4"),
            ("&#49;&#50; experts", "49"),
            ("&#x31; expert", "31"),
            ("&#+5;", "5"),
            ("&#160 and 5;", "160"),
            ("+35 nurses", "35"),
            ("+123 456", "123"),
            ("2.5 July 2019", "2.5"),
            ("COVID19", "19"),
            ("2022 3/4", "3"),
            ("½ of it", "½"),
            ("٣ roads", "٣"),
        ] {
            assert_eq!(check(text).first().map(String::as_str), Some(number), "{text}");
        }
    }
}
