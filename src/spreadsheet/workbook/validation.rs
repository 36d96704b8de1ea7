//! What may be typed into a column, and what a person is told who types.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Formula, XlsxError,
};

use super::columns::{Column, Part, codes};
use super::content::shown_width;
use super::words;
use crate::locale::Locale;
use crate::spreadsheet::schema::FieldKind;

/// The longest title of a message, in UTF-16 units (Excel's own limit).
const LONGEST_TITLE: usize = 32;
/// The longest message, in UTF-16 units (Excel's own limit).
const LONGEST_MESSAGE: usize = 255;

/// Where the values of a column may come from.
pub(super) struct Choices {
    /// The cells of the list.
    pub(super) cells: String,
    /// Whether nothing else may be written.
    pub(super) is_closed: bool,
}

/// The rule of a column; none where anything may be written and nothing need be said.
///
/// `first` is the first cell of the column, as formulas write it.
pub(super) fn validation(
    locale: &Locale,
    table: &str,
    column: &Column<'_>,
    choices: Option<Choices>,
    first: &str,
) -> Result<Option<DataValidation>, XlsxError> {
    let rule = rule(locale, column, choices, first)?;
    let message = words::help(locale, table, column);
    let is_told = needs_message(column) && !message.is_empty();
    let validation = match (rule, is_told) {
        (Some((rule, style)), _) => {
            let key = match style {
                DataValidationErrorStyle::Stop => "workbook-wrong-value",
                DataValidationErrorStyle::Warning | DataValidationErrorStyle::Information => "workbook-unusual-value",
            };
            let said = words::text(locale, key, "");
            let title = words::text(locale, "workbook-wrong-title", "");
            rule.set_error_style(style)
                .set_error_title(cut(&title, LONGEST_TITLE))?
                .set_error_message(cut(&said, LONGEST_MESSAGE))?
        }
        (None, true) => DataValidation::new().allow_any_value(),
        (None, false) => return Ok(None),
    };
    let label = words::label(locale, table, column);
    Ok(Some(match is_told {
        true => {
            validation.set_input_title(cut(&label, LONGEST_TITLE))?.set_input_message(cut(&message, LONGEST_MESSAGE))?
        }
        false => validation,
    }))
}

type Rule = (DataValidation, DataValidationErrorStyle);

fn rule(
    locale: &Locale,
    column: &Column<'_>,
    choices: Option<Choices>,
    first: &str,
) -> Result<Option<Rule>, XlsxError> {
    use DataValidationErrorStyle::{Stop, Warning};
    if let Some(Choices { cells, is_closed }) = choices {
        let list = DataValidation::new().allow_list_formula(Formula::new(cells));
        return Ok(Some((list, if is_closed { Stop } else { Warning })));
    }
    let any_number = || DataValidation::new().allow_decimal_number(DataValidationRule::Between(-1e28, 1e28));
    Ok(match (column.part, column.field.kind) {
        (Part::Unit, _) => None,
        (_, FieldKind::Integer) => {
            Some((DataValidation::new().allow_whole_number(DataValidationRule::GreaterThan(0)), Stop))
        }
        (_, FieldKind::Number) => Some(match column.field.above {
            Some(least) => {
                (DataValidation::new().allow_decimal_number(DataValidationRule::GreaterThan(least as f64)), Stop)
            }
            None => (any_number(), Stop),
        }),
        (_, FieldKind::Quantity) => Some((any_number(), Stop)),
        (_, FieldKind::FigureValue) => {
            let codes = codes(FieldKind::FigureValue);
            let word = |code: &&str| format!(",{first}=\"{}\"", words::code(locale, code, codes).replace('"', "\"\""));
            let words: String = codes.iter().map(word).collect();
            let formula = format!("=OR(ISNUMBER({first}){words})");
            Some((DataValidation::new().allow_custom(Formula::new(formula)), Stop))
        }
        (_, FieldKind::Day) => {
            let first_day = ExcelDateTime::from_ymd(1900, 3, 1)?;
            Some((DataValidation::new().allow_date(DataValidationRule::GreaterThanOrEqualTo(&first_day)), Stop))
        }
        (
            _,
            FieldKind::Text
            | FieldKind::Id
            | FieldKind::Reference(_)
            | FieldKind::Path
            | FieldKind::Choice(_)
            | FieldKind::Channel
            | FieldKind::Language
            | FieldKind::Currency
            | FieldKind::Date
            | FieldKind::FiscalYear
            | FieldKind::Period
            | FieldKind::Boolean
            | FieldKind::Sources
            | FieldKind::SigningDates
            | FieldKind::List(_),
        ) => None,
    })
}

/// Whether what is to be typed must be explained where it is typed.
fn needs_message(column: &Column<'_>) -> bool {
    if column.part == Part::Unit {
        return true;
    }
    match column.field.kind {
        FieldKind::Id
        | FieldKind::Reference(_)
        | FieldKind::Path
        | FieldKind::Channel
        | FieldKind::Language
        | FieldKind::FigureValue
        | FieldKind::Day
        | FieldKind::Date
        | FieldKind::FiscalYear
        | FieldKind::Period
        | FieldKind::Sources
        | FieldKind::SigningDates
        | FieldKind::List(_) => true,
        FieldKind::Text
        | FieldKind::Choice(_)
        | FieldKind::Currency
        | FieldKind::Integer
        | FieldKind::Number
        | FieldKind::Quantity
        | FieldKind::Boolean => false,
    }
}

/// The beginning of a text that is too long, with an ellipsis.
fn cut(text: &str, most: usize) -> String {
    if text.encode_utf16().count() <= most {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut units = 1;
    for letter in text.chars() {
        units += letter.len_utf16();
        if units > most {
            break;
        }
        kept.push(letter);
    }
    format!("{}…", kept.trim_end())
}

/// How many lines a text takes at a width in characters.
pub(super) fn lines(text: &str, width: usize) -> usize {
    text.lines().map(|line| shown_width(line).div_ceil(width.max(1)).max(1)).sum::<usize>().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_too_long_is_cut_with_an_ellipsis() {
        assert_eq!(cut("short", 8), "short");
        assert_eq!(cut("a long text", 8), "a long…");
        assert_eq!(cut("😀😀😀", 4), "😀…");
    }

    #[test]
    fn lines_are_counted_at_a_width() {
        assert_eq!(lines("one two\nthree", 4), 4);
        assert_eq!(lines("", 4), 1);
        assert_eq!(lines("道路", 2), 2);
    }
}
