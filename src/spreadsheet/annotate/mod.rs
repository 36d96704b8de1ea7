//! A copy of a workbook in which every finding stands at its cell. Part of [`crate::spreadsheet`], floor 1.
//!
//! The copy is a workbook of its own (.xlsx), whatever the format of the original is: the first sheet lists the findings,
//! and behind it the sheets follow with the values, number formats, merged cells and hidden rows of the original, marked
//! with a colour and a note where something was found. What is not read is not copied: formulas stand as their results,
//! and pictures, widths, colours and macros are left out.
//!
//! An import of the copy finds what an import of the original finds: errors stay errors, formulas without a result stay such,
//! and days are counted from the same year. A copy that can not hold all of the original says so, and is not imported.

mod carried;
mod list;
mod sheets;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::read::{self, Workbook as Source};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::package::{Bytes, PackageError};
use sheets::Copied;

/// The property that names the sheet of findings, so that the import of a copy passes it over.
const PROPERTY_FINDINGS: &str = "hokoku-findings";

/// The property of a copy that does not hold all of its original: what is missing.
const PROPERTY_MISSING: &str = "hokoku-missing";

/// How many characters a property has at most.
const LONGEST_PROPERTY: usize = 250;

/// How many cells are copied: a workbook is held in memory while it is made.
const MOST_CELLS: u64 = 300_000;

/// The sheet of a copy that lists its findings; `None` for any other workbook.
pub fn findings_sheet<'a>(bytes: impl Into<Bytes<'a>>) -> Option<String> {
    read::properties(bytes).remove(PROPERTY_FINDINGS)
}

/// Why a copy is not imported: it does not hold all of its original. `None` for one that does, and for any other workbook.
pub fn refusal<'a>(name: &str, bytes: impl Into<Bytes<'a>>) -> Option<Diagnostic> {
    read::properties(bytes).remove(PROPERTY_MISSING).map(|missing| refused(name, &missing))
}

fn refused(name: &str, missing: &str) -> Diagnostic {
    let message = format!("a copy with notes that does not hold all of the original can not be imported: {missing}");
    Diagnostic::error(Code::IMPORT_FORMAT, Place::file(name), message)
        .with_hint("mend the original by the notes of the copy, and import the original")
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
        let (message, hint) = match &problem {
            Problem::TooLarge => (
                format!("the workbook has more than {MOST_CELLS} cells, and a copy with notes is made of smaller ones"),
                "mend the findings by their list, or divide the workbook",
            ),
            Problem::Writer(_) | Problem::Package(_) => (
                format!("a copy with notes can not be made: {problem}"),
                "mend the findings by their list; open the file in a spreadsheet program and save it anew",
            ),
        };
        Diagnostic::error(Code::UNREADABLE_WORKBOOK, place, message).with_hint(hint)
    })
}

/// Why no copy is made.
#[derive(Debug, thiserror::Error)]
enum Problem {
    #[error("too many cells")]
    TooLarge,
    #[error(transparent)]
    Writer(#[from] XlsxError),
    #[error(transparent)]
    Package(#[from] PackageError),
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
    workbook.add_worksheet().set_name(&name)?;
    let (mut room, mut missing) = (MOST_CELLS, Vec::new());
    for sheet in copied {
        let target = workbook.add_worksheet().set_name(&sheet.name)?;
        missing.extend(sheets::write(target, source, sheet, findings, &mut room)?);
    }
    let missing: String = missing.join("; ").chars().take(LONGEST_PROPERTY).collect();
    let all = if missing.is_empty() { all } else { all.set_custom_property(PROPERTY_MISSING, missing.as_str()) };
    workbook.set_properties(&all);
    let refused = (!missing.is_empty()).then(|| refused(source.name(), &missing));
    let listed: Vec<Diagnostic> = refused.into_iter().chain(findings.iter().cloned()).collect();
    list::write(workbook.worksheet_from_index(0)?, &listed, copied)?;
    let bytes = workbook.save_to_buffer()?;
    Ok(carried::with_flags(&bytes, source.is_1904(), source.is_uncalculated())?)
}

#[cfg(test)]
mod tests;
