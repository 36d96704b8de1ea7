//! What a workbook of ours was made from: its very hidden sheet of all values, and of what the workbook is.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use crate::diagnostic::Diagnostic;
use crate::spreadsheet::read::Workbook;
use crate::spreadsheet::schema::{TableSchema, Value};
use crate::spreadsheet::workbook::BASE_SHEET;

/// Values by table and path of their record, and by field.
#[derive(Debug, Default)]
pub(super) struct Base(BTreeMap<(String, String), BTreeMap<String, String>>);

impl Base {
    /// Reads the sheet; `None` where there is none. Its columns are table, path, field and text, below one row of header.
    ///
    /// # Errors
    ///
    /// Where the sheet cannot be read.
    pub(super) fn read(workbook: &mut Workbook<'_>) -> Result<Option<Base>, Diagnostic> {
        let Some(index) = workbook.sheets().iter().position(|sheet| sheet.name == BASE_SHEET) else { return Ok(None) };
        let mut base = Base::default();
        workbook.read(index, &mut |_, row| {
            let text = |column: u32| {
                let cell = row.cells.iter().find(|cell| cell.address.column == column);
                cell.map(|cell| cell.raw.clone()).unwrap_or_default()
            };
            if row.number > 1 {
                base.0.entry((text(1), text(2))).or_default().insert(text(3), text(4));
            }
            ControlFlow::Continue(())
        })?;
        Ok(Some(base))
    }

    /// What the workbook is, by the names of its document properties, which some programs do not keep.
    pub(super) fn properties(&self) -> BTreeMap<String, String> {
        self.0.get(&(String::new(), String::new())).cloned().unwrap_or_default()
    }

    /// The values of a record, one for each field of its table; `None` where it was not there. A text that is no value of its
    /// kind any more, since the program has changed, counts as none.
    pub(super) fn record(&self, schema: &TableSchema, path: &str) -> Option<Vec<Value>> {
        let texts = self.0.get(&(schema.name.to_owned(), path.to_owned()))?;
        let value = |name: &str| schema.field(name)?.kind.parse(texts.get(name)?).ok();
        let fields = schema.fields.iter();
        Some(fields.map(|field| value(field.name).unwrap_or_else(|| field.default_value())).collect())
    }
}
