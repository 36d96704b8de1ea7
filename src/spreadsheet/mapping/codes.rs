//! Codes, and the words that stand for them.

use super::file::FieldRule;
use super::finding::{CellProblem, short};
use crate::diagnostic::{Code, nearest};
use crate::spreadsheet::schema::FieldKind;

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
    let items = text.split([',', ';', '\n']).map(str::trim).filter(|item| !item.is_empty());
    let codes: Vec<String> = items.map(|item| coded(item, field, notes)).collect::<Result<_, _>>()?;
    Ok(codes.join(", "))
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
    fn through_whom_money_goes_may_be_any_organisation() {
        assert_eq!(check(FieldKind::Channel, "through:fund"), Ok("through:fund".to_owned()));
        assert_eq!(check(FieldKind::Channel, "JICA"), Ok("jica".to_owned()));
        assert!(check(FieldKind::Channel, "fund").is_err());
    }
}
