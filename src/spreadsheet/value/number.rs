//! Numbers with their signs, separators, scales and units.

use std::fmt;

use rust_decimal::Decimal;

use super::words::{Words, longest};
use crate::model::Unit;

/// How numbers are written in a file.
#[derive(Debug, Clone, Copy)]
pub struct Notation<'a> {
    /// What stands before decimals, where it is declared.
    pub decimal: Option<char>,
    /// What may stand between groups of three digits, where it is declared.
    pub group: &'a [char],
    /// Scales and units.
    pub words: &'a Words,
}

/// A number and what was said with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedNumber {
    /// The value, its scale applied.
    pub value: Decimal,
    /// The number as it is stated, before its scale.
    pub stated: Decimal,
    /// The scale that stood with the number, `1` for none.
    pub factor: Decimal,
    /// The unit that stood with the number.
    pub unit: Option<Unit>,
    /// What was made of the text, for provenance.
    pub notes: Vec<String>,
}

/// Why a text is no number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberProblem {
    /// There is nothing, or nothing that begins like a number.
    NotANumber,
    /// It means two things, depending on what the separator is.
    Ambiguous {
        /// The separator.
        separator: char,
    },
    /// A separator that is not declared.
    Separator(char),
    /// Groups that have not three digits.
    Grouping,
    /// A word that is neither scale nor unit.
    Word(String),
    /// Two signs, two scales or two units.
    Twice(String),
    /// Larger or finer than is calculated with.
    TooLarge,
    /// More than 15 digits before the decimal mark, of which a spreadsheet program loses some.
    LostDigits,
}

impl fmt::Display for NumberProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NumberProblem::NotANumber => f.write_str("it is no number"),
            NumberProblem::Ambiguous { separator } => {
                write!(
                    f,
                    "`{separator}` may stand before decimals or between thousands, and the mapping does not say which"
                )
            }
            NumberProblem::Separator(character) => {
                write!(f, "`{}` is not declared as a separator", character.escape_debug())
            }
            NumberProblem::Grouping => f.write_str("its thousands are not groups of three digits"),
            NumberProblem::Word(word) => write!(f, "`{word}` is neither a scale nor a unit"),
            NumberProblem::Twice(what) => write!(f, "it has two of `{what}`"),
            NumberProblem::TooLarge => {
                f.write_str("it is larger or finer than numbers are calculated with (28 digits)")
            }
            NumberProblem::LostDigits => {
                f.write_str("it has more than 15 digits, of which a spreadsheet program has lost some")
            }
        }
    }
}

/// Digits of a width that East Asian text has; no other characters are taken for digits (`①`, `²`).
fn digit(character: char) -> Option<char> {
    match character {
        '0'..='9' => Some(character),
        '０'..='９' => u32::from(character).checked_sub(0xff10 - 0x30).and_then(char::from_u32),
        _ => None,
    }
}

/// A separator in its usual width.
fn separator(character: char) -> Option<char> {
    match character {
        '.' | '．' => Some('.'),
        ',' | '，' => Some(','),
        '\'' | '’' => Some('\''),
        ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' => Some(character),
        '\u{3000}' => Some(' '),
        _ => None,
    }
}

/// Reads a number as people write it.
///
/// # Errors
///
/// Why it is none, or which two it may be.
pub fn parse_number(text: &str, notation: &Notation<'_>) -> Result<ParsedNumber, NumberProblem> {
    let mut notes = Vec::new();
    let (rest, is_negative) = sign(text)?;
    let characters: Vec<char> = rest.chars().collect();
    let first = characters.iter().position(|c| digit(*c).is_some()).ok_or(NumberProblem::NotANumber)?;
    let is_part = |c: &char| digit(*c).is_some() || separator(*c).is_some();
    let length = characters.iter().skip(first).take_while(|c| is_part(c)).count();
    let part = |from: usize, to: usize| characters.get(from..to).unwrap_or_default();
    // Separators behind the last digit belong to what follows.
    let digits = part(first, first + length);
    let digits =
        digits.iter().rposition(|c| digit(*c).is_some()).and_then(|last| digits.get(..=last)).unwrap_or_default();
    let (before, after) = (part(0, first), part(first + digits.len(), characters.len()));
    if digits.iter().any(|c| ('０'..='９').contains(c)) {
        notes.push("wide digits".to_owned());
    }
    let plain: String = digits.iter().filter_map(|c| digit(*c).or_else(|| separator(*c))).collect();
    let decimal = separated(&plain, notation)?;
    let (before, after) = (before.iter().collect::<String>(), after.iter().collect::<String>());
    let mut said = Said { factor: None, unit: None };
    said.read(&before, notation.words)?;
    said.read(&after, notation.words)?;
    let stated = Decimal::from_str_exact(&decimal).map_err(|_| NumberProblem::TooLarge)?;
    let factor = said.factor.unwrap_or(Decimal::ONE);
    let mut value = stated.checked_mul(factor).ok_or(NumberProblem::TooLarge)?;
    let mut stated = stated;
    value.set_sign_negative(is_negative && !value.is_zero());
    stated.set_sign_negative(is_negative && !stated.is_zero());
    if factor != Decimal::ONE {
        notes.push(format!("scale {}", factor.normalize()));
    }
    if let Some(unit) = &said.unit {
        notes.push(format!("unit {}", unit.as_str()));
    }
    Ok(ParsedNumber { value, stated, factor, unit: said.unit, notes })
}

fn is_space(character: char) -> bool {
    character.is_whitespace()
}

/// The text without its sign, and whether it is negative.
fn sign(text: &str) -> Result<(&str, bool), NumberProblem> {
    let text = text.trim_matches(is_space);
    let inner = text.strip_prefix(['(', '（']).and_then(|rest| rest.strip_suffix([')', '）']));
    let (rest, is_enclosed) = inner.map_or((text, false), |inner| (inner.trim_matches(is_space), true));
    // Hyphen, minus, wide hyphen, and the triangles of Japanese accounts.
    let negative = ['-', '\u{2212}', '\u{ff0d}', '△', '▲'];
    let (rest, signs) = match rest.strip_prefix(negative) {
        Some(rest) => (rest, 1),
        None => match rest.strip_prefix(['+', '＋']) {
            Some(rest) => (rest, 0),
            None => (rest, 0),
        },
    };
    match (is_enclosed, signs) {
        (true, 1) => Err(NumberProblem::Twice("sign".to_owned())),
        (is_enclosed, signs) => Ok((rest.trim_start_matches(is_space), is_enclosed || signs == 1)),
    }
}

/// Digits with a point before the decimals and nothing between thousands.
fn separated(digits: &str, notation: &Notation<'_>) -> Result<String, NumberProblem> {
    let found: Vec<char> = digits.chars().filter(|c| !c.is_ascii_digit()).collect();
    let is_group = |c: char| notation.group.contains(&c) || (notation.decimal.is_none() && is_thin(c));
    let decimal = match notation.decimal {
        Some(decimal) => Some(decimal),
        None if notation.group.is_empty() => undeclared(digits, &found)?,
        // Groups are declared: of point and comma the other one stands before decimals.
        None => found.iter().copied().find(|c| matches!(c, '.' | ',') && !notation.group.contains(c)),
    };
    let (whole, fraction) = match decimal.and_then(|decimal| digits.split_once(decimal)) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    if let Some(other) = fraction.and_then(|fraction| fraction.chars().find(|c| !c.is_ascii_digit())) {
        return Err(NumberProblem::Separator(other));
    }
    let marks: Vec<char> = whole.chars().filter(|c| !c.is_ascii_digit()).collect();
    let undeclared_group = |c: &char| notation.decimal.is_none() && notation.group.is_empty() && matches!(c, '.' | ',');
    if let Some(other) = marks.iter().find(|c| !is_group(**c) && !undeclared_group(c)) {
        return Err(NumberProblem::Separator(*other));
    }
    let groups: Vec<&str> = whole.split(|c: char| !c.is_ascii_digit()).collect();
    let is_even = groups.iter().skip(1).all(|group| group.len() == 3)
        && (groups.len() == 1 || groups.first().is_some_and(|first| (1..=3).contains(&first.len())));
    if !is_even || marks.windows(2).any(|pair| pair.first() != pair.last()) {
        return Err(NumberProblem::Grouping);
    }
    let whole = groups.concat();
    Ok(match fraction {
        Some(fraction) => format!("{whole}.{fraction}"),
        None => whole,
    })
}

/// Spaces that typography puts between thousands and nowhere else.
fn is_thin(character: char) -> bool {
    matches!(character, '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// What stands before decimals where nothing is declared, if only one reading is possible.
fn undeclared(digits: &str, found: &[char]) -> Result<Option<char>, NumberProblem> {
    let marks: Vec<char> = found.iter().copied().filter(|c| matches!(c, '.' | ',')).collect();
    match marks[..] {
        [] => Ok(None),
        [only] => {
            let (whole, fraction) = digits.split_once(only).unwrap_or_default();
            let may_be_thousands = fraction.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
            if may_be_thousands { Err(NumberProblem::Ambiguous { separator: only }) } else { Ok(Some(only)) }
        }
        [first, .., last] if first != last => Ok(Some(last)),
        _ => Ok(None),
    }
}

/// What words say.
struct Said {
    factor: Option<Decimal>,
    unit: Option<Unit>,
}

impl Said {
    fn read(&mut self, text: &str, words: &Words) -> Result<(), NumberProblem> {
        let mut rest = text.trim_matches(is_space);
        while !rest.is_empty() {
            let scales = words
                .scales
                .iter()
                .flat_map(|scale| scale.words.iter().map(|word| (word.as_str(), Meaning::Factor(scale.factor))));
            let units = words
                .units
                .iter()
                .flat_map(|unit| unit.words.iter().map(|word| (word.as_str(), Meaning::Unit(&unit.unit))));
            let (length, meaning) =
                longest(rest, scales.chain(units)).ok_or_else(|| NumberProblem::Word(rest.to_owned()))?;
            let is_second = match meaning {
                Meaning::Factor(factor) => self.factor.replace(factor).is_some(),
                Meaning::Unit(unit) => self.unit.replace(unit.clone()).is_some_and(|before| before != *unit),
            };
            if is_second {
                return Err(NumberProblem::Twice(rest.get(..length).unwrap_or_default().to_owned()));
            }
            rest = rest.get(length..).unwrap_or_default().trim_start_matches(|c| is_space(c) || c == '.');
        }
        Ok(())
    }
}

enum Meaning<'a> {
    Factor(Decimal),
    Unit(&'a Unit),
}

/// How many digits a spreadsheet program keeps of a number (ECMA-376-1, 18.8.30 leaves it to the float; Excel's limit).
const KEPT_DIGITS: usize = 15;

/// Reads the digits of a number cell, which are those of a float: `27.8`, `1E-3`, `0.30000000000000004`. What is beyond the
/// fifteenth digit is the float's and is rounded away; the second value says so.
///
/// # Errors
///
/// If it is not finite, too large, or has lost digits before the decimal mark.
pub fn stored_number(raw: &str) -> Result<(Decimal, bool), NumberProblem> {
    let text = raw.trim();
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().map_err(|_| NumberProblem::TooLarge)?),
        None => (text, 0),
    };
    let unsigned = mantissa.strip_prefix(['-', '+']).unwrap_or(mantissa);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !is_digits(whole) || !is_digits(fraction) {
        return Err(NumberProblem::NotANumber);
    }
    let joined = format!("{whole}{fraction}");
    let significant = joined.trim_start_matches('0').trim_end_matches('0');
    if significant.is_empty() {
        return Ok((Decimal::ZERO, false));
    }
    // The power of ten of the first significant digit.
    let leading = joined.len() - joined.trim_start_matches('0').len();
    let size = |length: usize| i32::try_from(length).map_err(|_| NumberProblem::TooLarge);
    let power = size(whole.len())? - size(leading)? - 1;
    let power = power.checked_add(exponent).ok_or(NumberProblem::TooLarge)?;
    if !(-27..=27).contains(&power) {
        return Err(NumberProblem::TooLarge);
    }
    let is_rounded = significant.len() > KEPT_DIGITS;
    if is_rounded && power >= 15 {
        return Err(NumberProblem::LostDigits);
    }
    // One digit more than are kept decides about rounding.
    let kept = significant.get(..=KEPT_DIGITS).unwrap_or(significant);
    let digits = Decimal::from_str_exact(kept).map_err(|_| NumberProblem::TooLarge)?;
    let mut shift = power + 1 - size(kept.len())?;
    let mut value = digits;
    if is_rounded {
        value = (value / Decimal::TEN).round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
        shift += 1;
    }
    let ten = |times: u32| {
        let power = (0..times).try_fold(Decimal::ONE, |power, _| power.checked_mul(Decimal::TEN));
        power.ok_or(NumberProblem::TooLarge)
    };
    let value = match u32::try_from(shift) {
        Ok(up) => value.checked_mul(ten(up)?).ok_or(NumberProblem::TooLarge)?,
        Err(_) => {
            let down = shift.unsigned_abs();
            let scale = value.scale() + down;
            if scale > Decimal::MAX_SCALE {
                return Err(NumberProblem::TooLarge);
            }
            let mut scaled = value;
            scaled.set_scale(scale).map_err(|_| NumberProblem::TooLarge)?;
            scaled
        }
    };
    let value = if mantissa.starts_with('-') { -value } else { value };
    Ok((value.normalize(), is_rounded))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        let bytes = include_bytes!("../../../report-templates/locales/quantities.yaml");
        crate::dataset::read_yaml("quantities.yaml", bytes).0.unwrap()
    }

    fn check(decimal: Option<char>, group: &[char], text: &str) -> String {
        let words = words();
        match parse_number(text, &Notation { decimal, group, words: &words }) {
            Ok(found) => {
                let unit = found.unit.map(|unit| format!(" {}", unit.as_str())).unwrap_or_default();
                format!("{}{unit}", found.value.normalize())
            }
            Err(problem) => format!("{problem:?}"),
        }
    }

    #[test]
    fn signs_spaces_and_wide_digits_are_read() {
        let group = [' ', '\u{a0}', '\u{202f}'];
        for (text, expected) in [
            ("2\u{a0}680", "2680"),
            ("2\u{202f}680,5", "2680.5"),
            ("1 234 567", "1234567"),
            ("△5", "-5"),
            ("▲ 5", "-5"),
            ("−5", "-5"),
            ("－５", "-5"),
            ("(5)", "-5"),
            ("（５）", "-5"),
            ("+5", "5"),
            ("１２３", "123"),
            ("-0", "0"),
            ("27,8 млрд", "27800000000"),
            ("27,8 bln yen", "27800000000 JPY"),
            ("３億円", "300000000 JPY"),
            ("百万円 5", "5000000 JPY"),
            ("￥5", "5 JPY"),
            ("12 %", "12 percent"),
            ("(-5)", "Twice(\"sign\")"),
            ("①", "NotANumber"),
            ("10²", "Word(\"²\")"),
            ("5 mln mln", "Twice(\"mln\")"),
            ("5 JPY USD", "Twice(\"USD\")"),
            ("about 5", "Word(\"about\")"),
            ("5 mlnx", "Word(\"mlnx\")"),
            ("1.234", "Separator('.')"),
            ("12 34", "Grouping"),
            ("1 2345", "Grouping"),
            ("", "NotANumber"),
            ("-", "NotANumber"),
            ("99999999999999999999999999999", "TooLarge"),
        ] {
            assert_eq!(check(Some(','), &group, text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_declared_is_read_only_where_one_reading_is_possible() {
        for (text, expected) in [
            ("1,234", "Ambiguous { separator: ',' }"),
            ("1.234", "Ambiguous { separator: '.' }"),
            ("27,8", "27.8"),
            ("27.85", "27.85"),
            ("0.125", "0.125"),
            ("1,234.5", "1234.5"),
            ("1.234,5", "1234.5"),
            ("1,234,567", "1234567"),
            ("1,23,456", "Grouping"),
            ("2\u{a0}680", "2680"),
            ("2 680", "Separator(' ')"),
            ("1,234.567.8", "Separator('.')"),
            ("1234", "1234"),
        ] {
            assert_eq!(check(None, &[], text), expected, "{text}");
        }
    }

    #[test]
    fn stored_digits_are_exact_to_the_fifteenth() {
        for (raw, expected) in [
            ("27.8", "(27.8, false)"),
            ("0.30000000000000004", "(0.3, true)"),
            ("1234567.1234567891", "(1234567.12345679, true)"),
            ("1E-3", "(0.001, false)"),
            ("2.78E+10", "(27800000000, false)"),
            ("-5.0", "(-5, false)"),
            ("123456789012345", "(123456789012345, false)"),
            ("1234567890123456", "LostDigits"),
            ("1.2345678901234567E+19", "LostDigits"),
            ("1000000000000000000", "(1000000000000000000, false)"),
            ("1E+999", "TooLarge"),
            ("1E-999", "TooLarge"),
            ("1E+99999999999", "TooLarge"),
            ("NaN", "NotANumber"),
            ("INF", "NotANumber"),
            ("", "NotANumber"),
            (".", "NotANumber"),
            ("0", "(0, false)"),
            ("-0", "(0, false)"),
            ("999999999999999.9", "(1000000000000000, true)"),
        ] {
            let found = match stored_number(raw) {
                Ok((value, is_rounded)) => format!("({value}, {is_rounded})"),
                Err(problem) => format!("{problem:?}"),
            };
            assert_eq!(found, expected, "{raw}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_a_number_or_a_problem(text in ".{0,40}", decimal in proptest::option::of(proptest::sample::select(vec!['.', ',']))) {
            check(decimal, &[' '], &text);
            check(decimal, &[], &text);
            let _ = stored_number(&text);
        }

        #[test]
        fn decimals_come_back(mantissa in -999_999_999_999_999_i64..=999_999_999_999_999, scale in 0_u32..10) {
            let number = Decimal::new(mantissa, scale);
            proptest::prop_assert_eq!(stored_number(&number.to_string()), Ok((number.normalize(), false)));
        }
    }
}
