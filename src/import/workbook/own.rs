//! What is wrong in a workbook of ours, in words for who filled it in. Its mapping is made by the program, so advice on mappings leads
//! nowhere.

use crate::diagnostic::{Code, Diagnostic};

/// Words of advice for who writes mappings.
const OF_MAPPINGS: [&str; 8] =
    ["mapping", "`missing:", "`locale:", "`ignore:", "`formats`", "`constants:", "another type", "no column has it"];

/// A finding with advice that can be followed without a mapping. `missing` are the tables that have no sheet.
pub(super) fn finding(finding: Diagnostic, missing: &[String]) -> Diagnostic {
    let hints = match finding.code {
        Code::UNMAPPED_SHEET => vec![of_sheet(missing)],
        _ => finding.hints.iter().map(|hint| without_mappings(hint)).collect(),
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
    let is_for_all = |part: &&str| OF_MAPPINGS.iter().all(|word| !part.contains(word));
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
