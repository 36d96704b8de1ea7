//! What the texts of cells say of how values are written.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::model::Unit;
use crate::spreadsheet::value::{DateFormat, Notation, Words, parse_date, parse_number};

/// How long a mark of a missing value is at most, in characters.
const LONGEST_MARK: usize = 12;

/// What stands before decimals and between thousands, as far as texts say so.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Separators {
    pub(super) decimal: Option<char>,
    pub(super) group: BTreeSet<char>,
    /// A text that has separators.
    pub(super) example: Option<String>,
    /// Texts contradict each other.
    is_contradictory: bool,
}

impl Separators {
    /// Looks at texts of cells that should be numbers.
    pub(super) fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Separators {
        let mut found = Separators::default();
        texts.for_each(|text| found.look(text));
        if found.is_contradictory || found.decimal.is_some_and(|decimal| found.group.contains(&decimal)) {
            (found.decimal, found.group) = (None, BTreeSet::new());
        }
        found
    }

    fn look(&mut self, text: &str) {
        let digits: Vec<char> = text.chars().collect();
        let is_digit =
            |index: Option<usize>| index.and_then(|index| digits.get(index)).is_some_and(char::is_ascii_digit);
        // Separators stand between two digits.
        let between = (0..digits.len()).filter(|index| is_digit(index.checked_sub(1)) && is_digit(Some(index + 1)));
        let marks: Vec<(usize, char)> = between
            .filter_map(|index| Some((index, *digits.get(index)?)))
            .filter(|(_, c)| !c.is_ascii_digit())
            .collect();
        let is_separator = |c: char| matches!(c, '.' | ',' | '\'' | '’') || c.is_whitespace();
        let Some((last_at, last)) = marks.last().copied().filter(|_| marks.iter().all(|(_, c)| is_separator(*c)))
        else {
            return;
        };
        self.example.get_or_insert_with(|| text.to_owned());
        let behind = digits.iter().skip(last_at + 1).take_while(|c| c.is_ascii_digit()).count();
        let others = marks.iter().map(|(_, c)| *c).filter(|c| *c != last);
        let is_repeated = marks.iter().filter(|(_, c)| *c == last).count() > 1;
        let is_decimal = matches!(last, '.' | ',') && !is_repeated && (behind != 3 || others.clone().next().is_some());
        self.group.extend(others);
        if is_decimal {
            self.is_contradictory |= self.decimal.is_some_and(|decimal| decimal != last);
            self.decimal = Some(last);
        } else if is_repeated || last.is_whitespace() {
            self.group.insert(last);
        }
    }
}

/// Texts without a digit in a column of numbers or dates: they may stand for what is missing.
pub(super) fn missing_marks<'a>(texts: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    let is_mark = |text: &&str| text.chars().count() <= LONGEST_MARK && !text.chars().any(char::is_numeric);
    texts.filter(is_mark).map(str::to_owned).collect()
}

/// The ways in which some texts are dates, and whether all are dates in exactly one reading.
pub(super) fn date_formats(texts: &[String], words: &Words) -> (Vec<&'static str>, bool) {
    const WAYS: [&str; 9] =
        ["wareki", "fiscal-year", "%d.%m.%Y", "%Y.%m.%d", "%Y/%m/%d", "%d/%m/%Y", "%m/%d/%Y", "%m.%Y", "%Y年%m月%d日"];
    let reads = |way: &str, text: &str| {
        DateFormat::parse(way).is_some_and(|format| parse_date(text, &[DateFormat::Edtf, format], words).is_ok())
    };
    let is_edtf = |text: &str| parse_date(text, &[DateFormat::Edtf], words).is_ok();
    let rest: Vec<&String> = texts.iter().filter(|text| !is_edtf(text)).collect();
    let found: Vec<&str> = WAYS.into_iter().filter(|way| rest.iter().any(|text| reads(way, text))).collect();
    let formats: Vec<DateFormat> = found.iter().copied().chain(["edtf"]).filter_map(DateFormat::parse).collect();
    let is_clear = texts.iter().all(|text| parse_date(text, &formats, words).is_ok());
    (found, is_clear)
}

/// The scale and unit that a label names, behind a comma or in brackets.
pub(super) fn unit_of(label: &str, words: &Words) -> Option<(Decimal, Option<Unit>)> {
    let parts = label.split([',', '(', ')', '（', '）', '[', ']', '、']).skip(1).map(str::trim);
    let notation = Notation { decimal: Some('.'), group: &[], words };
    let read = |part: &str| parse_number(&format!("1 {part}"), &notation).ok();
    let found = parts.filter(|part| !part.is_empty()).find_map(read)?;
    (found.factor != Decimal::ONE || found.unit.is_some()).then_some((found.factor, found.unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        let bytes = include_bytes!("../../../../report-templates/locales/quantities.yaml");
        crate::dataset::read_yaml("quantities.yaml", bytes).0.unwrap()
    }

    fn check(texts: &[&str], decimal: Option<char>, group: &str) {
        let found = Separators::of(texts.iter().copied());
        assert_eq!((found.decimal, found.group.iter().collect::<String>().as_str()), (decimal, group), "{texts:?}");
    }

    #[test]
    fn separators_are_proposed_only_where_a_text_tells_them_apart() {
        check(&["1 234,5"], Some(','), " ");
        check(&["1,234.5", "7"], Some('.'), ",");
        check(&["27,8 млрд"], Some(','), "");
        check(&["2\u{a0}680"], None, "\u{a0}");
        check(&["1,234"], None, "");
        check(&["1,234,567"], None, ",");
        check(&["1,5", "1.5"], None, "");
        check(&["2019-07-17", "a.b"], None, "");
    }

    #[test]
    fn units_and_scales_stand_in_labels() {
        let said = |label: &str| {
            unit_of(label, &words())
                .map(|(factor, unit)| (factor.to_string(), unit.map(|unit| unit.as_str().to_owned())))
        };
        let yen = || Some("JPY".to_owned());
        assert_eq!(said("Сумма, млн иен"), Some(("1000000".to_owned(), yen())));
        assert_eq!(said("Amount (bln yen)"), Some(("1000000000".to_owned(), yen())));
        assert_eq!(said("金額（百万円）"), Some(("1000000".to_owned(), yen())));
        assert_eq!(said("Amount, thousand"), Some(("1000".to_owned(), None)));
        assert_eq!(said("Amount, approved"), None);
        assert_eq!(said("Amount"), None);
    }

    #[test]
    fn dates_are_clear_where_all_texts_have_one_reading() {
        let said = |texts: &[&str]| {
            let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
            date_formats(&texts, &words())
        };
        assert_eq!(said(&["2019-07-17", "1996"]), (vec![], true));
        assert_eq!(said(&["17.07.2019", "令和元年7月17日"]), (vec!["wareki", "%d.%m.%Y"], true));
        assert_eq!(said(&["01/02/2019"]), (vec!["%d/%m/%Y", "%m/%d/%Y"], false));
        assert_eq!(said(&["soon"]), (vec![], false));
    }
}
