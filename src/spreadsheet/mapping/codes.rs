//! Codes, and the words that stand for them.

use std::collections::BTreeMap;

use super::convert::{Converted, parsed};
use super::file::FieldRule;
use super::finding::{CellProblem, short};
use crate::diagnostic::{Code, nearest};
use crate::model::Unit;
use crate::spreadsheet::read::{CellKind, RawCell};
use crate::spreadsheet::schema::{FieldKind, Value};

/// The codes that a text stands for: one, or in a list as many as it has items. Through whom money goes may be an
/// organisation, of which there is no list.
pub(super) fn codes_of(
    text: &str,
    field: &FieldRule,
    kind: Option<FieldKind>,
    notes: &mut Vec<String>,
) -> Result<String, CellProblem> {
    if kind == Some(FieldKind::Channel) && FieldKind::Channel.parse(text.trim()).is_ok() {
        return Ok(text.trim().to_owned());
    }
    if !matches!(kind, Some(FieldKind::List(_))) {
        return coded(text, field, notes);
    }
    let codes: Vec<String> = items(text).map(|item| coded(item, field, notes)).collect::<Result<_, _>>()?;
    Ok(codes.join(", "))
}

/// The records that a text names by id or by name: one, or in a list as many as it has items. `of` is their table.
pub(super) fn records_of(
    text: &str,
    of: (&str, &BTreeMap<String, String>),
    kind: Option<FieldKind>,
    mut notes: Vec<String>,
) -> Result<Converted, CellProblem> {
    if !matches!(kind, Some(FieldKind::List(_))) {
        let id = record(text.trim(), of, &mut notes)?;
        return Ok(Converted::new(Value::Code(id), notes));
    }
    let ids: Vec<String> = items(text).map(|item| record(item, of, &mut notes)).collect::<Result<_, _>>()?;
    Ok(Converted::new(Value::Text(ids.join(", ")), notes))
}

/// The id of the record that a text names.
fn record(
    text: &str,
    (table, known): (&str, &BTreeMap<String, String>),
    notes: &mut Vec<String>,
) -> Result<String, CellProblem> {
    if known.values().any(|id| id == text) {
        return Ok(text.to_owned());
    }
    if let Some(id) = known.get(text) {
        notes.push(format!("`{text}` of `{table}`"));
        return Ok(id.clone());
    }
    let names = known.iter().flat_map(|(name, id)| [name.as_str(), id.as_str()]);
    let hint = match nearest(text, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("add the record to `{table}` first, or write its id"),
    };
    let message = format!("no record of `{table}` has the id or name `{}`", short(text));
    Err(CellProblem::new(Code::UNKNOWN_REFERENCE, message, hint))
}

/// The items of a list in a cell.
fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', '\n']).map(str::trim).filter(|item| !item.is_empty())
}

/// Why there is no amount, where the cell has a word for that.
pub(super) fn absent(cell: &RawCell, field: &FieldRule, unit: Option<&Unit>) -> Option<Result<Converted, CellProblem>> {
    let mut notes = Vec::new();
    let is_word = cell.kind == CellKind::Text && !field.codes.is_empty();
    let code = is_word.then(|| coded(&cell.raw, field, &mut notes).ok()).flatten()?;
    Some(match unit {
        Some(unit) => parsed(FieldKind::FigureValue, &format!("{code} {}", unit.as_str()), notes),
        None => {
            let message = format!("`{}` has no unit: of what", short(&cell.raw));
            Err(CellProblem::new(Code::TYPE_ERROR, message, "write the unit beside it, such as `persons`"))
        }
    })
}

/// The code that a text stands for.
pub(super) fn coded(text: &str, field: &FieldRule, notes: &mut Vec<String>) -> Result<String, CellProblem> {
    let text = text.trim();
    if field.codes.contains_key(text) {
        return Ok(text.to_owned());
    }
    let lower = text.to_lowercase();
    let mut meant = field.codes.iter().filter(|(_, texts)| texts.iter().any(|known| known.to_lowercase() == lower));
    if let Some((code, _)) = meant.next() {
        notes.push(format!("code {code}"));
        return Ok(code.clone());
    }
    let known = field.codes.iter().flat_map(|(code, texts)| texts.iter().chain([code]).map(String::as_str));
    let hint = match nearest(text, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("write one of `{}`", field.codes.keys().cloned().collect::<Vec<_>>().join("`, `")),
    };
    Err(CellProblem::new(Code::ENUM_ERROR, format!("`{}` is none of the codes of `{}`", short(text), field.name), hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: FieldKind, text: &str) -> Result<String, String> {
        let yaml = "{name: scheme, enum: {jica: [JICA], grant-aid: [Grant aid], oda-loan: [ODA loans]}}";
        let (rule, problems) = crate::dataset::read_yaml::<FieldRule>("a.yaml", yaml.as_bytes());
        let rule = rule.unwrap_or_else(|| panic!("{problems:?}"));
        codes_of(text, &rule, Some(kind), &mut Vec::new()).map_err(|problem| problem.message)
    }

    #[test]
    fn words_stand_for_codes_one_by_one_in_a_list() {
        const LIST: FieldKind = FieldKind::List(&FieldKind::Choice(&["grant-aid", "oda-loan"]));
        assert_eq!(check(FieldKind::Text, " grant AID "), Ok("grant-aid".to_owned()));
        assert_eq!(check(LIST, "Grant aid; oda-loan\nODA loans,"), Ok("grant-aid, oda-loan, oda-loan".to_owned()));
        assert_eq!(check(LIST, "Grant aid, roads"), Err("`roads` is none of the codes of `scheme`".to_owned()));
        assert!(check(FieldKind::Text, "Grant aid, ODA loans").is_err());
    }

    #[test]
    fn records_are_named_by_id_or_name_one_by_one_in_a_list() {
        const LIST: FieldKind = FieldKind::List(&FieldKind::Reference("names"));
        let known = BTreeMap::from([("Bishkek City", "bishkek"), ("osh", "osh")]);
        let known = known.into_iter().map(|(name, id)| (name.to_owned(), id.to_owned())).collect();
        let check = |kind, text: &str| {
            let converted = records_of(text, ("names", &known), Some(kind), Vec::new());
            converted.map(|converted| converted.value.to_string()).map_err(|problem| problem.hint)
        };
        assert_eq!(check(LIST, "Bishkek City; osh"), Ok("bishkek, osh".to_owned()));
        assert_eq!(check(LIST, "osh, Bishkek Citi"), Err("did you mean `Bishkek City`?".to_owned()));
        assert_eq!(check(FieldKind::Reference("names"), " bishkek "), Ok("bishkek".to_owned()));
        assert!(check(FieldKind::Reference("names"), "osh, bishkek").is_err());
    }

    #[test]
    fn through_whom_money_goes_may_be_any_organisation() {
        assert_eq!(check(FieldKind::Channel, "through:fund"), Ok("through:fund".to_owned()));
        assert_eq!(check(FieldKind::Channel, "JICA"), Ok("jica".to_owned()));
        assert!(check(FieldKind::Channel, "fund").is_err());
    }
}
