//! What is wrong in a workbook of ours, in words for who filled it in. Its mapping is made by the program, so advice on mappings leads
//! nowhere.

use crate::diagnostic::{Code, Diagnostic};

/// What reading by a mapping finds, whose advice may be for who writes mappings. All other advice is for everybody.
const BY_MAPPINGS: [Code; 12] = [
    Code::BAD_MAPPING,
    Code::CELLS_OUTSIDE,
    Code::CONSTRAINT_ERROR,
    Code::DUPLICATE_HEADER,
    Code::HIDDEN_CELLS,
    Code::MISSING_COLUMN,
    Code::MISSING_VALUE,
    Code::NO_MAPPING,
    Code::REMOVAL,
    Code::TYPE_ERROR,
    Code::UNIT_CONTRADICTION,
    Code::UNMAPPED_COLUMN,
];

/// Words of such advice; in backquotes those that a mapping has.
const OF_MAPPINGS: [&str; 8] =
    ["mapping", "`missing:", "`locale:", "`ignore:", "`formats`", "`constants:", "another type", "no column has it"];

/// A finding with advice that can be followed without a mapping. `missing` are the tables that have no sheet.
pub(super) fn finding(finding: Diagnostic, missing: &[String]) -> Diagnostic {
    let hints = match finding.code {
        Code::UNMAPPED_SHEET => vec![of_sheet(missing)],
        code if BY_MAPPINGS.contains(&code) => finding.hints.iter().map(|hint| without_mappings(hint)).collect(),
        _ => finding.hints.clone(),
    };
    Diagnostic { hints, ..finding }
}

fn of_sheet(missing: &[String]) -> String {
    match missing {
        [] => "take the sheet out: a copy of a sheet, or one of your own, is not read".to_owned(),
        _ => format!(
            "if it is the sheet of `{}`, give it back the name that it had; otherwise take it out",
            missing.join("`, `")
        ),
    }
}

/// The parts of a piece of advice that do not speak of mappings.
fn without_mappings(hint: &str) -> String {
    let is_for_all = |part: &&str| {
        // What stands in backquotes is a name or value of somebody's, unless it is a word of mappings.
        let own: String = part.split('`').step_by(2).collect();
        OF_MAPPINGS.iter().all(|word| !if word.starts_with('`') { part.contains(word) } else { own.contains(word) })
    };
    let parts: Vec<&str> = hint.split("; ").flat_map(|part| part.split(", or ")).filter(is_for_all).collect();
    match parts.is_empty() {
        true => "mend the cell: the note at the heading of its column says how it is written".to_owned(),
        false if parts.len() == hint.matches("; ").count() + hint.matches(", or ").count() + 1 => hint.to_owned(),
        false => parts.join(", or "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;

    #[test]
    fn advice_that_names_a_record_is_kept_whatever_it_is_called() {
        let hint = "did you mean `topographic-mapping`?";
        for code in [Code::UNKNOWN_REFERENCE, Code::ENUM_ERROR, Code::TYPE_ERROR, Code::REMOVAL] {
            let place = Place::cell("a.xlsx", "Commitments", None);
            let found = finding(Diagnostic::error(code, place, "no such record").with_hint(hint), &[]);
            assert_eq!(found.hints, [hint], "{code}");
        }
    }

    #[test]
    fn advice_on_mappings_is_left_out() {
        for (hint, kept) in [
            ("write a number; declare marks of missing values under `missing:`", "write a number"),
            ("declare it: `locale: {group: [\" \"]}`, or mend the cell", "mend the cell"),
            ("write it as 2019-07-17, or add its way of writing to the field's `formats`", "write it as 2019-07-17"),
            ("did you mean `a`, or `b`; or c?", "did you mean `a`, or `b`; or c?"),
            (
                "show the row in the mapping",
                "mend the cell: the note at the heading of its column says how it is written",
            ),
        ] {
            assert_eq!(without_mappings(hint), kept);
        }
    }
}
