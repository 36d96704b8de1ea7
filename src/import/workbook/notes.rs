//! A copy of a workbook with what was found in it.

use super::reading::open;
use crate::diagnostic::Diagnostic;
use crate::import::Request;
use crate::spreadsheet::annotate;
use crate::spreadsheet::read::ReadOptions;

/// Makes a copy in which every finding stands at its cell.
///
/// # Errors
///
/// `unreadable-workbook` where the workbook can not be read at all, or is too large for a copy.
pub fn annotated(request: &Request<'_>, findings: &[Diagnostic]) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let options = ReadOptions { encoding: request.encoding.map(str::to_owned), delimiter: None };
    let mut workbook = open(request, &options)?;
    annotate::annotate(&mut workbook, request.bytes, findings).map_err(|problem| vec![problem])
}
