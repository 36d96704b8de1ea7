//! The sheets of a workbook as rows of values.

use super::data::Data;
use super::references::{has_new_records, references};
use super::source::Source;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::import::Request;
use crate::spreadsheet::annotate::findings_sheet;
use crate::spreadsheet::mapping::{self, Accounting, Context, Import, Imported, LoadedMapping};
use crate::spreadsheet::read::{FileKind, ReadOptions, Workbook};

/// Larger files are refused; a workbook of one million rows has some 60 megabytes.
const MOST_BYTES: u64 = 1_000_000_000;

/// What was read.
pub(super) struct Reading {
    /// One for each sheet that a mapping fits.
    pub(super) tables: Vec<Imported>,
    /// The mappings that were tried.
    pub(super) mappings: Vec<LoadedMapping>,
    /// What became of every cell.
    pub(super) accounting: Accounting,
    /// What was found in the cells and around them.
    pub(super) findings: Vec<Diagnostic>,
    /// What the format does not tell.
    pub(super) reservations: &'static str,
}

/// Reads a workbook by the mappings that fit it.
///
/// # Errors
///
/// `unreadable-workbook` where it cannot be read at all.
pub(super) fn read(
    workbook: Workbook<'_>,
    request: &Request<'_>,
    source: &Source<'_>,
    data: &Data,
) -> Result<Reading, Vec<Diagnostic>> {
    if workbook.kind() != FileKind::Csv {
        return read_with(workbook, source.mappings.clone(), request, source, data);
    }
    // How a text is written is for its mapping to say; which mapping fits is seen when it has been read so.
    let mut problems = Vec::new();
    for loaded in &source.mappings {
        let encoding = request.encoding.map(str::to_owned).or_else(|| loaded.mapping.encoding.clone());
        let options = ReadOptions { encoding, delimiter: loaded.mapping.delimiter };
        let mut workbook = match open(request, &options) {
            Ok(workbook) => workbook,
            Err(found) => {
                // The file was opened before without what the mapping says, so that is what is wrong.
                let name = &loaded.path;
                problems.extend(found.into_iter().map(|problem| {
                    let message = format!("by the mapping `{name}`: {}", problem.message);
                    let hint = format!("mend `encoding:` or `delimiter:` in `{name}`, or leave them out");
                    Diagnostic { message, hints: vec![hint], ..problem }
                }));
                continue;
            }
        };
        if mapping::has_table(&mut workbook, &loaded.mapping) {
            return read_with(workbook, vec![loaded.clone()], request, source, data);
        }
    }
    let reading = read_with(workbook, Vec::new(), request, source, data)?;
    Ok(Reading { findings: problems.into_iter().chain(reading.findings).collect(), ..reading })
}

/// Opens the file of a request.
///
/// # Errors
///
/// `unreadable-workbook`.
pub(super) fn open<'a>(request: &Request<'a>, options: &ReadOptions) -> Result<Workbook<'a>, Vec<Diagnostic>> {
    if request.bytes.length() > MOST_BYTES {
        let message = format!("the file is larger than {} MB", MOST_BYTES / 1_000_000);
        return Err(vec![
            Diagnostic::error(Code::UNREADABLE_WORKBOOK, Place::file(request.name()), message)
                .with_hint("divide it, or remove what need not be imported"),
        ]);
    }
    Workbook::open(request.name(), request.bytes, options, request.isolate).map_err(|problem| vec![problem])
}

fn read_with(
    mut workbook: Workbook<'_>,
    mappings: Vec<LoadedMapping>,
    request: &Request<'_>,
    source: &Source<'_>,
    data: &Data,
) -> Result<Reading, Vec<Diagnostic>> {
    let sha256 = request.sha256().map_err(|problem| vec![problem])?;
    let listed = findings_sheet(request.bytes);
    let mut import = |tables: &[Imported]| -> Import {
        let references = references(data, tables);
        let words = source.words.clone();
        let context = Context {
            sha256: &sha256,
            schemas: data.schemas(),
            words,
            references: &references,
            findings_sheet: listed.as_deref(),
        };
        mapping::import(&mut workbook, &mappings, &context)
    };
    let mut found = import(&[]);
    if has_new_records(data, &found.tables) {
        // Cells may name records that are new in another sheet.
        found = import(&found.tables);
    }
    let (findings, reservations) = (found.all_findings(), workbook.reservations());
    Ok(Reading { tables: found.tables, accounting: found.accounting, findings, reservations, mappings })
}
