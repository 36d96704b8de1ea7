//! Totals: never imported, but verified.

use std::collections::BTreeMap;
use std::ops::Range;

use regex::Regex;
use rust_decimal::Decimal;

use super::file::{Mapping, TotalsAction};
use super::finding::CellProblem;
use crate::diagnostic::Code;

/// Which rows are totals, and the sums that they should have.
#[derive(Debug)]
pub(super) struct TotalsRule {
    /// The field that says so, by its index.
    pub(super) field: Option<usize>,
    pattern: Option<Regex>,
    /// Rows that are totals whatever they say: those of a defined table.
    pub(super) rows: Range<u32>,
    /// What is done.
    pub(super) action: TotalsAction,
    /// By field: since the beginning, and since the last row of totals.
    sums: BTreeMap<usize, Sum>,
}

/// What became of a cell of a row of totals.
pub(super) enum Compared {
    /// It is no number.
    Nothing,
    /// It agrees, or has not been calculated, which the mapping allows and may warn of.
    Total(Option<CellProblem>),
}

#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    all: Decimal,
    since_last: Decimal,
}

impl TotalsRule {
    /// The rule of a mapping, and of the rows of totals that a defined table has.
    ///
    /// # Errors
    ///
    /// If its column is no field, or its expression none: words for a message.
    pub(super) fn new(mapping: &Mapping, rows: Range<u32>) -> Result<Option<TotalsRule>, String> {
        let sums = BTreeMap::new();
        let Some(totals) = &mapping.rows.totals else {
            let rule = TotalsRule { field: None, pattern: None, rows, action: TotalsAction::Verify, sums };
            return Ok(Some(rule).filter(|rule| !rule.rows.is_empty()));
        };
        let column = &totals.when.column;
        let field = mapping.fields.iter().position(|field| field.name == *column);
        let field = field.ok_or_else(|| format!("`totals` names the column `{column}`, which is no field"))?;
        let pattern = Regex::new(&totals.when.matches);
        let pattern = pattern.map_err(|_| format!("`{}` is no regular expression", totals.when.matches))?;
        Ok(Some(TotalsRule { field: Some(field), pattern: Some(pattern), rows, action: totals.action, sums }))
    }

    /// Whether a text of its column makes its row one of totals.
    pub(super) fn has(&self, text: &str) -> bool {
        self.pattern.as_ref().is_some_and(|pattern| pattern.is_match(text.trim()))
    }

    /// Takes a number of a row that is imported.
    pub(super) fn add(&mut self, field: usize, number: Decimal) {
        let sum = self.sums.entry(field).or_default();
        // A sum that is too large can not be verified; its total is then a finding.
        sum.all = sum.all.checked_add(number).unwrap_or(Decimal::MAX);
        sum.since_last = sum.since_last.checked_add(number).unwrap_or(Decimal::MAX);
    }

    /// Compares a total: that of all rows or that of the rows since the last one. The sums where neither agrees.
    pub(super) fn verify(&self, field: usize, total: Decimal) -> Result<(), (Decimal, Decimal)> {
        let sum = self.sums.get(&field).copied().unwrap_or_default();
        if total == sum.all || total == sum.since_last { Ok(()) } else { Err((sum.all, sum.since_last)) }
    }

    /// A row of totals ends.
    pub(super) fn end_row(&mut self) {
        for sum in self.sums.values_mut() {
            sum.since_last = Decimal::ZERO;
        }
    }
}

/// What is said of a row that the mapping takes for totals although it may be a record.
pub(super) fn nothing_to_compare(row: u32) -> CellProblem {
    let message = format!("row {row} is taken for totals, and has no number to compare");
    let hint =
        "if it is a record, mend `matches` in the mapping; else remove the row, or name it under `ignore: {rows: […]}`";
    CellProblem::new(Code::TOTAL_MISMATCH, message, hint).by("rows.totals: verify")
}
