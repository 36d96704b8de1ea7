//! A copy of a workbook in which every finding stands at its cell. Part of [`crate::spreadsheet`], floor 1.
//!
//! The copy is a workbook of its own (.xlsx), whatever the format of the original is: the first sheet lists the findings,
//! and behind it the sheets follow with the values, number formats, merged cells and hidden rows of the original, marked
//! with a colour and a note where something was found. What is not read is not copied: formulas stand as their results,
//! and pictures, widths, colours and macros are left out.

mod list;
mod sheets;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::read::{self, Workbook as Source};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::package::Bytes;
use sheets::Copied;

/// The property that names the sheet of findings, so that the import of a copy passes it over.
const PROPERTY_FINDINGS: &str = "hokoku-findings";

/// How many cells are copied: a workbook is held in memory while it is made.
const MOST_CELLS: u64 = 300_000;

/// The sheet of a copy that lists its findings; `None` for any other workbook.
pub fn findings_sheet<'a>(bytes: impl Into<Bytes<'a>>) -> Option<String> {
    read::properties(bytes).remove(PROPERTY_FINDINGS)
}

/// Makes the copy. `bytes` are those of `source`, and the findings those of its import.
///
/// The same input has the same bytes.
///
/// # Errors
///
/// `unreadable-workbook` where the workbook has more cells than are copied.
pub fn annotate<'a>(
    source: &mut Source<'_>,
    bytes: impl Into<Bytes<'a>>,
    findings: &[Diagnostic],
) -> Result<Vec<u8>, Diagnostic> {
    let place = Place::file(source.name());
    let mut properties = read::properties(bytes);
    let earlier = properties.remove(PROPERTY_FINDINGS);
    let copied = sheets::names(source, earlier.as_deref());
    let made = copy(source, &copied, findings, properties);
    made.map_err(|problem| {
        let (message, hint) = match problem {
            Problem::TooLarge => (
                format!("the workbook has more than {MOST_CELLS} cells, and a copy with notes is made of smaller ones"),
                "mend the findings by their list, or divide the workbook",
            ),
            Problem::Writer(error) => (
                format!("a copy with notes can not be made: {error}"),
                "mend the findings by their list; open the file in a spreadsheet program and save it anew",
            ),
        };
        Diagnostic::error(Code::UNREADABLE_WORKBOOK, place, message).with_hint(hint)
    })
}

/// Why no copy is made.
#[derive(Debug)]
enum Problem {
    TooLarge,
    Writer(XlsxError),
}

impl From<XlsxError> for Problem {
    fn from(error: XlsxError) -> Problem {
        Problem::Writer(error)
    }
}

fn copy(
    source: &mut Source<'_>,
    copied: &[Copied],
    findings: &[Diagnostic],
    properties: impl IntoIterator<Item = (String, String)>,
) -> Result<Vec<u8>, Problem> {
    let mut workbook = Workbook::new();
    let name = list::free_name(copied);
    let created = ExcelDateTime::from_ymd(1980, 1, 1)?;
    let own =
        DocProperties::new().set_creation_datetime(&created).set_custom_property(PROPERTY_FINDINGS, name.as_str());
    // Those of the original say whether it is one of ours, and of which country.
    let all = properties.into_iter().fold(own, |all, (name, value)| all.set_custom_property(name, value));
    workbook.set_properties(&all);
    list::write(workbook.add_worksheet().set_name(&name)?, findings, copied)?;
    let mut room = MOST_CELLS;
    for sheet in copied {
        sheets::write(workbook.add_worksheet().set_name(&sheet.name)?, source, sheet, findings, &mut room)?;
    }
    Ok(workbook.save_to_buffer()?)
}

#[cfg(test)]
mod tests;
