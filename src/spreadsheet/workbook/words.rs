//! The words of a workbook in a language: messages `workbook-*` of its file.
//!
//! A word that the language lacks is the name that the data has for it; [`missing`] says which.

use crate::locale::{Argument, Locale};
use crate::spreadsheet::schema::{TableSchema, tables};

use super::columns::{Column, Part, codes, columns};

/// The longest name of a sheet, in UTF-16 units (Excel's own limit).
const LONGEST_SHEET_NAME: usize = 31;

/// Messages that are not of a table, a field or a code.
const OTHER_KEYS: [&str; 22] = [
    "workbook-unit",
    "workbook-unit-help",
    "workbook-title",
    "workbook-subject",
    "workbook-guide-sheet",
    "workbook-guide-purpose",
    "workbook-guide-step-1",
    "workbook-guide-step-2",
    "workbook-guide-step-3",
    "workbook-guide-step-4",
    "workbook-guide-step-5",
    "workbook-guide-colours",
    "workbook-guide-key",
    "workbook-guide-fill-in",
    "workbook-guide-preprinted",
    "workbook-guide-sheets",
    "workbook-guide-what",
    "workbook-guide-records",
    "workbook-wrong-title",
    "workbook-wrong-value",
    "workbook-unusual-value",
    "workbook-page",
];

/// Where a table stands among those of a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rhythm {
    /// Filled in every year.
    Yearly,
    /// Filled in when something happened.
    AsNeeded,
    /// Seldom changes.
    Seldom,
}

impl Rhythm {
    /// All, in the order of the guide.
    pub(super) const ALL: [Rhythm; 3] = [Rhythm::Yearly, Rhythm::AsNeeded, Rhythm::Seldom];

    /// That of a table.
    pub(super) fn of(table: &str) -> Rhythm {
        match table {
            "editions" | "rates" | "figures" => Rhythm::Yearly,
            "projects" | "commitments" | "loan-terms" | "annual-limits" | "programmes" | "programme-fields"
            | "dispatches" | "events" | "record-figures" | "sources" => Rhythm::AsNeeded,
            _ => Rhythm::Seldom,
        }
    }

    /// The message that is its heading.
    pub(super) fn key(self) -> &'static str {
        match self {
            Rhythm::Yearly => "workbook-guide-yearly",
            Rhythm::AsNeeded => "workbook-guide-as-needed",
            Rhythm::Seldom => "workbook-guide-seldom",
        }
    }
}

/// A message, else what stands for it.
pub(super) fn text(locale: &Locale, key: &str, otherwise: &str) -> String {
    text_with(locale, key, &[], otherwise)
}

/// A message with arguments, else what stands for it.
pub(super) fn text_with(locale: &Locale, key: &str, arguments: &[(&str, Argument)], otherwise: &str) -> String {
    said(locale, key, arguments).unwrap_or_else(|| otherwise.to_owned())
}

/// A message; `None` where the language lacks it. Asked first, since the error for a missing one looks for what was meant among all
/// messages, which took six sevenths of the time of a workbook.
fn said(locale: &Locale, key: &str, arguments: &[(&str, Argument)]) -> Option<String> {
    if locale.has_message(key) { locale.text(key, arguments).ok() } else { None }
}

/// The title of a table.
pub(super) fn table_title(locale: &Locale, table: &str) -> String {
    text(locale, &format!("workbook-table-{table}"), table)
}

/// What a table is for; empty where the language does not say.
pub(super) fn table_help(locale: &Locale, table: &str) -> String {
    text(locale, &format!("workbook-table-{table}-help"), "")
}

/// The name of a table's sheet: its title, as far as a sheet can have it.
pub(super) fn sheet_name(locale: &Locale, table: &str) -> String {
    to_sheet_name(&table_title(locale, table)).unwrap_or_else(|| table.to_owned())
}

/// The name of the sheet that explains the workbook.
pub(super) fn guide_name(locale: &Locale) -> String {
    to_sheet_name(&text(locale, "workbook-guide-sheet", "")).unwrap_or_else(|| "_hokoku_guide".to_owned())
}

fn to_sheet_name(title: &str) -> Option<String> {
    let is_allowed = |c: &char| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') && !c.is_control();
    let mut name = String::new();
    let mut units = 0;
    for letter in title.chars().filter(is_allowed) {
        units += letter.len_utf16();
        if units > LONGEST_SHEET_NAME {
            break;
        }
        name.push(letter);
    }
    let name = name.trim().trim_matches('\'').trim_end();
    (!name.is_empty()).then(|| name.to_owned())
}

/// What stands at the heading of a column that must be filled in. Its space keeps it on the line of the last word.
const REQUIRED: &str = "\u{a0}*";

/// The heading of a column: its label, with a mark where it must be filled in.
pub(super) fn heading(locale: &Locale, table: &str, column: &Column<'_>) -> String {
    let label = label(locale, table, column).replace(['\n', '\r', '\t'], " ");
    if column.field.is_required && column.field.default.is_none() { label + REQUIRED } else { label }
}

/// The label of a column.
pub(super) fn label(locale: &Locale, table: &str, column: &Column<'_>) -> String {
    let label = of_field(locale, "workbook-field", table, column).unwrap_or_else(|| column.field.name.to_owned());
    match column.part {
        Part::Whole | Part::Number => label,
        Part::Unit => {
            let otherwise = format!("{label} (unit)");
            text_with(locale, "workbook-unit", &[("label", Argument::Text(label))], &otherwise)
        }
    }
}

/// What a person should know of a column; empty where the language does not say.
pub(super) fn help(locale: &Locale, table: &str, column: &Column<'_>) -> String {
    match column.part {
        Part::Whole | Part::Number => of_field(locale, "workbook-help", table, column).unwrap_or_default(),
        Part::Unit => text(locale, "workbook-unit-help", ""),
    }
}

/// The message of a field: that of the field in its table, else that of fields of its name.
fn of_field(locale: &Locale, kind: &str, table: &str, column: &Column<'_>) -> Option<String> {
    let name = column.field.name;
    let keys = [format!("{kind}-{table}-{name}"), format!("{kind}-{name}")];
    keys.iter().find_map(|key| said(locale, key, &[]))
}

/// The word for a code. One that could not be told from others, or not stand in a list, is not used.
pub(super) fn code(locale: &Locale, code: &str, among: &[&str]) -> String {
    if !among.contains(&code) {
        // An id, which may look like a code of another field.
        return code.to_owned();
    }
    let word = |code: &str| text(locale, &format!("workbook-code-{code}"), code);
    let found = word(code);
    let is_same =
        |other: &&&str| **other != code && (word(other).to_lowercase() == found.to_lowercase() || **other == found);
    let is_plain = !found.contains([',', ';', '\n', '\\']) && found.trim() == found && !found.is_empty();
    if is_plain && !among.iter().any(|other| is_same(&other)) { found } else { code.to_owned() }
}

/// The messages of workbooks that a language lacks, in the order of the tables.
pub fn missing(locale: &Locale) -> Vec<String> {
    let mut needed: Vec<String> = OTHER_KEYS.iter().map(|key| (*key).to_owned()).collect();
    needed.extend(Rhythm::ALL.iter().map(|rhythm| rhythm.key().to_owned()));
    let mut missing: Vec<String> = needed.into_iter().filter(|key| !locale.has_message(key)).collect();
    for table in tables() {
        missing.extend(missing_of(locale, &table));
    }
    let mut seen = std::collections::BTreeSet::new();
    missing.retain(|key| seen.insert(key.clone()));
    missing
}

fn missing_of(locale: &Locale, table: &TableSchema) -> Vec<String> {
    let name = table.name;
    let mut missing = vec![format!("workbook-table-{name}"), format!("workbook-table-{name}-help")];
    missing.retain(|key| !locale.has_message(key));
    for column in columns(table).iter().filter(|column| column.part != Part::Unit) {
        for kind in ["workbook-field", "workbook-help"] {
            if of_field(locale, kind, name, column).is_none() {
                missing.push(format!("{kind}-{}", column.field.name));
            }
        }
        let codes = codes(column.field.kind).iter().map(|code| format!("workbook-code-{code}"));
        missing.extend(codes.filter(|key| !locale.has_message(key)));
    }
    missing
}
