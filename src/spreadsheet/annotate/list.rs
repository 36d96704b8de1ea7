//! The sheet that lists all findings.

use rust_xlsxwriter::{Format, FormatAlign, Url, Worksheet, XlsxError};

use super::sheets::{Copied, cut, mark};
use crate::diagnostic::{Diagnostic, Severity};

const HEADINGS: [(&str, f64); 8] = [
    ("Weight", 9.0),
    ("Code", 20.0),
    ("Sheet", 20.0),
    ("Cell", 9.0),
    ("What stands there", 28.0),
    ("What was found", 60.0),
    ("Rule", 36.0),
    ("What to do", 60.0),
];

/// A name that no sheet of the original has.
pub(super) fn free_name(copied: &[Copied]) -> String {
    let is_free = |name: &String| copied.iter().all(|sheet| !sheet.name.eq_ignore_ascii_case(name));
    let numbered = (2..).map(|number| format!("Findings {number}"));
    let mut names = std::iter::once("Findings".to_owned()).chain(numbered);
    names.find(is_free).expect("sheets are fewer than numbers")
}

/// Writes one row a finding, in their order. A cell of the copy is a link.
pub(super) fn write(target: &mut Worksheet, findings: &[Diagnostic], copied: &[Copied]) -> Result<(), XlsxError> {
    let heading = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for ((name, width), column) in HEADINGS.into_iter().zip(0..) {
        target.set_column_width(column, width)?;
        target.write_string_with_format(0, column, name, &heading)?;
    }
    target.set_freeze_panes(1, 0)?;
    for (finding, row) in findings.iter().zip(1..) {
        let place = finding.place.as_ref();
        let cell = place.and_then(|place| place.cell.as_deref());
        // What stands in the data has a file and a line instead.
        let (sheet, address) = match (cell, place) {
            (Some(cell), _) => (cell.sheet.clone(), cell.cell.map(|cell| cell.to_string()).unwrap_or_default()),
            (None, place) => (place.map(ToString::to_string).unwrap_or_default(), String::new()),
        };
        let rule = cell.and_then(|cell| cell.rule.clone()).unwrap_or_default();
        let weight = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let marked = mark(text.clone(), finding.severity);
        target.write_string_with_format(row, 0, weight, &marked)?;
        let texts = [
            (1, finding.code.as_str()),
            (2, &sheet),
            (3, &address),
            (4, finding.excerpt.as_deref().unwrap_or_default()),
            (5, &finding.message),
            (6, &rule),
            (7, &finding.hints.join("\n")),
        ];
        for (column, words) in texts {
            target.write_string_with_format(row, column, cut(words), &text)?;
        }
        let copy = copied.iter().find(|copy| cell.is_some_and(|cell| cell.sheet == copy.original));
        if let (Some(copy), false) = (copy, address.is_empty()) {
            let link = Url::new(format!("internal:'{}'!{address}", copy.name.replace('\'', "''"))).set_text(&address);
            target.write_url_with_format(
                row,
                3,
                link,
                &text.clone().set_underline(rust_xlsxwriter::FormatUnderline::Single),
            )?;
        }
    }
    if findings.is_empty() {
        target.write_string(1, 0, "Nothing was found.")?;
    }
    Ok(())
}
