//! One cell as a value of its field.

use rust_decimal::Decimal;

use super::codes::{absent, coded, codes_of, records_of};
use super::file::{FieldRule, FieldType, Locale};
use super::finding::{CellProblem, short};
use super::import::References;
use crate::diagnostic::Code;
use crate::model::{Scale, Unit};
use crate::spreadsheet::read::{CellKind, Formats, Percent, RawCell};
use crate::spreadsheet::schema::{FieldKind, Value};
use crate::spreadsheet::value::{
    DateFormat, Notation, NumberProblem, ParsedNumber, Words, parse_date, parse_number, stored_number,
};

/// How many bytes a number, date or unit has at most.
const MOST_IN_A_VALUE: usize = 1_000;

/// What cells of a sheet are read with.
pub(super) struct Conversion<'a> {
    pub(super) locale: &'a Locale,
    pub(super) words: &'a Words,
    pub(super) formats: &'a Formats,
    pub(super) is_1904: bool,
    pub(super) references: &'a References,
}

/// A value and what was made of the cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Converted {
    pub(super) value: Value,
    /// The number behind the value, its scale applied, for totals.
    pub(super) number: Option<Decimal>,
    pub(super) notes: Vec<String>,
    /// A remark for the person, where something was left out on purpose.
    pub(super) warning: Option<CellProblem>,
}

impl Converted {
    pub(super) fn new(value: Value, notes: Vec<String>) -> Converted {
        Converted { value, number: None, notes, warning: None }
    }
}

/// A number of a cell.
struct CellNumber {
    stated: Decimal,
    factor: Decimal,
    unit: Option<Unit>,
    notes: Vec<String>,
    warning: Option<CellProblem>,
}

impl Conversion<'_> {
    /// Reads a cell that is no error, no formula without result, and not missing. `beside` is the scale and unit that
    /// another column of the row gives.
    pub(super) fn convert(
        &self,
        cell: &RawCell,
        field: &FieldRule,
        kind: Option<FieldKind>,
        beside: Option<&(Scale, Unit)>,
    ) -> Result<Converted, CellProblem> {
        // Numbers and dates are short; readers of them take long texts apart again and again.
        if field.kind != FieldType::String && cell.raw.len() > MOST_IN_A_VALUE {
            let message = format!("`{}` is too long for a value of its field", short(&cell.raw));
            return Err(CellProblem::new(Code::TYPE_ERROR, message, "write the value alone"));
        }
        let converted = match field.kind {
            FieldType::String if kind == Some(FieldKind::SigningDates) => self.signing_dates(cell, field)?,
            FieldType::String => self.text(cell, field, kind)?,
            FieldType::Integer | FieldType::Number => self.number(cell, field, beside)?,
            FieldType::Money | FieldType::Quantity => self.amount(cell, field, beside)?,
            FieldType::Date => self.date(cell, field, kind)?,
            FieldType::FiscalYear => self.fiscal_year(cell)?,
            FieldType::Period => parsed(FieldKind::Period, cell.raw.trim(), Vec::new())?,
            FieldType::Boolean => self.boolean(cell, field)?,
            FieldType::Unit => Converted::new(Value::Text(cell.raw.trim().to_owned()), Vec::new()),
        };
        match kind {
            Some(kind) if field.kind != FieldType::Unit => self.of_kind(converted, kind),
            Some(_) | None => Ok(converted),
        }
    }

    /// The value as the kind that the table has.
    fn of_kind(&self, converted: Converted, kind: FieldKind) -> Result<Converted, CellProblem> {
        let value = kind.parse(&converted.value.to_string()).map_err(|error| {
            CellProblem::new(Code::TYPE_ERROR, error.to_string(), "write the value so, or give its field another type")
        })?;
        Ok(Converted { value, ..converted })
    }

    fn text(&self, cell: &RawCell, field: &FieldRule, kind: Option<FieldKind>) -> Result<Converted, CellProblem> {
        let mut notes = Vec::new();
        let text = match cell.kind {
            CellKind::Number => {
                if self.formats.is_date(cell.format) {
                    let message = "a day where a text is expected".to_owned();
                    let hint = "give the field `type: date`, or write the cell as text";
                    return Err(CellProblem::new(Code::TYPE_ERROR, message, hint));
                }
                notes.push("number as text".to_owned());
                self.stored(cell)?.0.to_string()
            }
            CellKind::Boolean => (if cell.raw.trim() == "1" { "true" } else { "false" }).to_owned(),
            CellKind::Text | CellKind::Date | CellKind::Error | CellKind::Uncached => cell.raw.clone(),
        };
        let text = if field.codes.is_empty() { text } else { codes_of(&text, field, kind, &mut notes)? };
        match &field.references {
            Some(table) => match self.references.get(table) {
                Some(known) => records_of(&text, (table, known), kind, notes),
                None => Ok(Converted::new(Value::Code(text.trim().to_owned()), notes)),
            },
            None => Ok(Converted::new(Value::Text(text), notes)),
        }
    }

    pub(super) fn stored(&self, cell: &RawCell) -> Result<(Decimal, Vec<String>), CellProblem> {
        let (number, is_rounded) = stored_number(&cell.raw).map_err(|problem| {
            let message = format!("the number `{}` can not be kept: {problem}", short(&cell.raw));
            CellProblem::new(Code::TYPE_ERROR, message, "write the number as text, with all its digits")
        })?;
        let notes = if is_rounded { vec!["rounded to 15 digits".to_owned()] } else { Vec::new() };
        Ok((number, notes))
    }

    /// A number as the sheet shows it: a cell of 0.278 whose format shows percent holds 27.8 of them.
    fn shown(
        &self,
        cell: &RawCell,
        unit: Option<&Unit>,
        notes: &mut Vec<String>,
        stored: Decimal,
    ) -> Result<Decimal, CellProblem> {
        const PERCENT: &str = "percent";
        let percent = self.formats.percent(cell.format);
        if percent == Percent::Never {
            return Ok(stored);
        }
        let code = self.formats.code(cell.format);
        if percent == Percent::Always && unit.is_some_and(|unit| unit.as_str() == PERCENT) {
            notes.push(format!("shown in percent, by the format {code}: times 100"));
            return times(stored, Decimal::ONE_HUNDRED);
        }
        let raw = short(&cell.raw);
        let (message, hint) = match (percent, unit) {
            (Percent::Unclear, _) => (
                format!("whether the number `{raw}` is one of percent is not clear from the format `{code}`"),
                "give the cell a format such as `0.0` or `0.0%`",
            ),
            (_, Some(unit)) => (
                format!(
                    "the number `{raw}` is shown in percent, by the format `{code}`; its unit is `{}`",
                    unit.as_str()
                ),
                "give the cell a format without `%`, or mend the unit",
            ),
            (_, None) => (
                format!(
                    "the number `{raw}` is shown in percent, by the format `{code}`; its field does not have that unit"
                ),
                "give the cell a format without `%`, or the field `unit: percent`",
            ),
        };
        Err(CellProblem::new(Code::UNIT_CONTRADICTION, message, hint))
    }

    fn cell_number(
        &self,
        cell: &RawCell,
        field: &FieldRule,
        declared: Option<&Unit>,
    ) -> Result<CellNumber, CellProblem> {
        match cell.kind {
            CellKind::Number => {
                let (stored, mut notes) = self.stored(cell)?;
                let stated = self.shown(cell, declared, &mut notes, stored)?;
                if self.formats.is_date(cell.format) {
                    notes.push("shown as a day".to_owned());
                }
                let warning = self.formats.is_certain_date(cell.format).then(|| {
                    let code = self.formats.code(cell.format);
                    let message =
                        format!("the number `{}` is shown as a day, by the format `{code}`", short(&cell.raw));
                    let hint = "look whether the number is meant, and give the cell a number format";
                    CellProblem::new(Code::SHOWN_AS_DAY, message, hint)
                });
                Ok(CellNumber { stated, factor: Decimal::ONE, unit: None, notes, warning })
            }
            CellKind::Text => {
                let notation = Notation { decimal: self.locale.decimal, group: &self.locale.group, words: self.words };
                let parsed = parse_number(&cell.raw, &notation);
                let ParsedNumber { stated, factor, unit, notes, .. } = parsed.map_err(|problem| {
                    let hint = match problem {
                        NumberProblem::Ambiguous { separator } => {
                            let other = if separator == ',' { '.' } else { ',' };
                            format!(
                                "say in the mapping `locale: {{decimal: \"{separator}\"}}` or `locale: {{decimal: \"{other}\", group: [\"{separator}\"]}}`"
                            )
                        }
                        NumberProblem::Separator(separator) => {
                            format!("declare it: `locale: {{group: [\"{}\"]}}`, or mend the cell", separator.escape_debug())
                        }
                        NumberProblem::NotANumber => {
                            "write a number; declare marks of missing values under `missing:`".to_owned()
                        }
                        NumberProblem::Grouping
                        | NumberProblem::Word(_)
                        | NumberProblem::Twice(_)
                        | NumberProblem::TooLarge
                        | NumberProblem::LostDigits => "write a plain number".to_owned(),
                    };
                    let message = format!("`{}` where a number is expected: {problem}", short(&cell.raw));
                    CellProblem::new(Code::TYPE_ERROR, message, hint)
                })?;
                Ok(CellNumber { stated, factor, unit, notes, warning: None })
            }
            CellKind::Boolean | CellKind::Date | CellKind::Error | CellKind::Uncached => {
                let message = format!("a {} where a number is expected", cell.kind.as_str());
                Err(CellProblem::new(
                    Code::TYPE_ERROR,
                    message,
                    format!("write a number into the column of `{}`", field.name),
                ))
            }
        }
    }

    fn number(
        &self,
        cell: &RawCell,
        field: &FieldRule,
        beside: Option<&(Scale, Unit)>,
    ) -> Result<Converted, CellProblem> {
        let (declared, given) = declared(field, beside)?;
        let CellNumber { stated, factor, unit, mut notes, warning } = self.cell_number(cell, field, declared)?;
        agree(unit.as_ref(), declared)?;
        let factor = scale(factor, given, &mut notes)?;
        let value = times(stated, factor)?;
        if field.kind == FieldType::Integer && !value.fract().is_zero() {
            let message = format!("`{}` where a whole number is expected", value.normalize());
            let hint = "write a whole number, or give the field `type: number`";
            return Err(CellProblem::new(Code::TYPE_ERROR, message, hint));
        }
        limits(value, field)?;
        Ok(Converted { number: Some(value), warning, ..Converted::new(Value::Number(value.normalize()), notes) })
    }

    fn amount(
        &self,
        cell: &RawCell,
        field: &FieldRule,
        beside: Option<&(Scale, Unit)>,
    ) -> Result<Converted, CellProblem> {
        let (declared, given) = declared(field, beside)?;
        if let Some(converted) = absent(cell, field, declared) {
            return converted;
        }
        let CellNumber { stated, factor, unit, mut notes, warning } = self.cell_number(cell, field, declared)?;
        agree(unit.as_ref(), declared)?;
        let unit = unit.as_ref().or(declared).ok_or_else(|| {
            let message = format!("`{}` has no unit, and neither has its field", short(&cell.raw));
            CellProblem::new(Code::TYPE_ERROR, message, "add `unit: JPY` (or another) to the field in the mapping")
        })?;
        let factor = scale(factor, given, &mut notes)?;
        let value = times(stated, factor)?;
        limits(value, field)?;
        let named = [Scale::Thousand, Scale::Million, Scale::HundredMillion, Scale::Billion];
        let named = named.into_iter().find(|scale| factor_of(*scale) == factor);
        let text = match named {
            Some(scale) => format!("{} {} {}", stated.normalize(), scale.as_str(), unit.as_str()),
            None => format!("{} {}", value.normalize(), unit.as_str()),
        };
        Ok(Converted { number: Some(value), warning, ..parsed(FieldKind::Quantity, &text, notes)? })
    }

    fn boolean(&self, cell: &RawCell, field: &FieldRule) -> Result<Converted, CellProblem> {
        // LibreOffice saves yes and no as numbers that this format shows as words.
        let is_shown_so = self.formats.code(cell.format).contains("\"TRUE\"");
        let mut notes = Vec::new();
        let value = match (cell.kind, &*cell.raw.trim().to_lowercase()) {
            (CellKind::Boolean, "1") | (CellKind::Text, "true") => Some(true),
            (CellKind::Boolean, "0") | (CellKind::Text, "false") => Some(false),
            (CellKind::Number, "1") if is_shown_so => Some(true),
            (CellKind::Number, "0") if is_shown_so => Some(false),
            (_, _) => coded(&cell.raw, field, &mut notes).ok().and_then(|code| code.parse().ok()),
        };
        value.map(|value| Converted::new(Value::Boolean(value), notes)).ok_or_else(|| {
            let message = format!("`{}` where yes or no is expected", short(&cell.raw));
            CellProblem::new(Code::TYPE_ERROR, message, "write TRUE or FALSE")
        })
    }

    fn fiscal_year(&self, cell: &RawCell) -> Result<Converted, CellProblem> {
        let text = cell.raw.trim();
        let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        // A field that is declared a fiscal year may have the bare number of the year.
        let written = if is_year { format!("JFY{text}") } else { text.to_owned() };
        let date = parse_date(&written, &[DateFormat::Edtf, DateFormat::FiscalYear], self.words).ok();
        let date = date.filter(|date| date.precision() == crate::model::Precision::FiscalYear);
        let date = date.ok_or_else(|| {
            let message = format!("`{text}` where a fiscal year is expected");
            CellProblem::new(Code::TYPE_ERROR, message, "write it as FY2022 or 2022")
        })?;
        let notes = if date.to_string() == text { Vec::new() } else { vec![format!("fiscal year {date}")] };
        Ok(Converted::new(Value::Date(date), notes))
    }
}

/// By what a number at a scale is multiplied.
fn factor_of(scale: Scale) -> Decimal {
    (0..scale.exponent()).fold(Decimal::ONE, |power, _| power * Decimal::TEN)
}

pub(super) fn parsed(kind: FieldKind, text: &str, notes: Vec<String>) -> Result<Converted, CellProblem> {
    let value = kind.parse(text);
    let value = value.map_err(|error| CellProblem::new(Code::TYPE_ERROR, error.to_string(), "write the value so"))?;
    Ok(Converted::new(value, notes))
}

/// The unit and the scale of a field, of the mapping and of the column beside, which must not contradict each other.
fn declared<'a>(
    field: &'a FieldRule,
    beside: Option<&'a (Scale, Unit)>,
) -> Result<(Option<&'a Unit>, Option<Decimal>), CellProblem> {
    let Some((given, unit)) = beside else { return Ok((field.unit.as_ref(), field.scale)) };
    let column = field.unit_from.as_deref().unwrap_or_default();
    let differs = |given: &str, own: &str| {
        let message = format!("the column of `{column}` says `{given}`, the mapping `{own}`");
        let hint = format!("mend the cell of `{column}`, or take `unit` and `scale` of the field out of the mapping");
        CellProblem::new(Code::UNIT_CONTRADICTION, message, hint)
    };
    if let Some(own) = field.unit.as_ref().filter(|own| *own != unit) {
        return Err(differs(unit.as_str(), own.as_str()));
    }
    let factor = factor_of(*given);
    match field.scale.filter(|own| *own != Decimal::ONE) {
        Some(own) if *given != Scale::One && own != factor => {
            Err(differs(given.as_str(), &format!("scale: {}", own.normalize())))
        }
        Some(own) => Ok((Some(unit), Some(own))),
        None => Ok((Some(unit), Some(factor))),
    }
}

fn agree(said: Option<&Unit>, declared: Option<&Unit>) -> Result<(), CellProblem> {
    match (said, declared) {
        (Some(said), Some(declared)) if said != declared => {
            let message = format!("the cell says `{}`, its field `{}`", said.as_str(), declared.as_str());
            Err(CellProblem::new(Code::UNIT_CONTRADICTION, message, "mend the unit in the cell or in the mapping"))
        }
        (Some(_) | None, Some(_) | None) => Ok(()),
    }
}

/// The factor of the cell and of its field, which must not contradict each other.
fn scale(said: Decimal, declared: Option<Decimal>, notes: &mut Vec<String>) -> Result<Decimal, CellProblem> {
    match declared.filter(|declared| *declared != Decimal::ONE) {
        Some(declared) if said != Decimal::ONE && said != declared => {
            let message = format!("the cell says a scale of {}, its field {}", said.normalize(), declared.normalize());
            Err(CellProblem::new(Code::UNIT_CONTRADICTION, message, "mend the scale in the cell or in the mapping"))
        }
        Some(declared) => {
            if said == Decimal::ONE {
                notes.push(format!("scale {}", declared.normalize()));
            }
            Ok(declared)
        }
        None => Ok(said),
    }
}

fn times(stated: Decimal, factor: Decimal) -> Result<Decimal, CellProblem> {
    stated.checked_mul(factor).ok_or_else(|| {
        CellProblem::new(Code::TYPE_ERROR, "the number is too large for its scale", "look whether the scale is right")
    })
}

fn limits(value: Decimal, field: &FieldRule) -> Result<(), CellProblem> {
    let outside = |rule: &str, limit: Decimal| {
        let message =
            format!("`{}` is outside of `{rule}: {}` of `{}`", value.normalize(), limit.normalize(), field.name);
        Err(CellProblem::new(Code::CONSTRAINT_ERROR, message, "mend the number, or the limit in the mapping"))
    };
    match (field.min, field.max) {
        (Some(min), _) if value < min => outside("min", min),
        (_, Some(max)) if value > max => outside("max", max),
        (Some(_) | None, Some(_) | None) => Ok(()),
    }
}
