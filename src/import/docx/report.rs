//! A Word report of ours: its figures as they were printed, and as they stand now.

use super::controls::{self, Control};
use super::store::{self, Item, Store};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::package::Package;

/// A report with what became of its figures.
#[derive(Debug)]
pub(super) struct Report {
    /// What the store says.
    pub(super) store: Store,
    /// The places of figures in the text.
    pub(super) controls: Vec<Control>,
}

/// Reads a report.
///
/// # Errors
///
/// `import-format` where the document has no store of figures, or a damaged one.
pub(super) fn read(package: &Package, path: &str) -> Result<Report, Diagnostic> {
    let refused = |message: String, hint: String| {
        Diagnostic::error(Code::IMPORT_FORMAT, Place::file(path), message).with_hint(hint)
    };
    let store = store::read(package).map_err(|(message, hint)| refused(message, hint))?;
    let controls = controls::read(package, &store.items).map_err(|message| {
        let hint = "open it in Word, which may repair it, and save it again";
        Diagnostic::error(Code::UNREADABLE_FILE, Place::file(path), message).with_hint(hint)
    })?;
    Ok(Report { store, controls })
}

impl Report {
    /// Where an item stands in the text.
    pub(super) fn places<'a>(&'a self, item: &'a Item) -> impl Iterator<Item = &'a Control> {
        self.controls.iter().filter(|control| control.item == item.id)
    }
}
