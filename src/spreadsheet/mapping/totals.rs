//! Totals: never imported, but verified.

use std::collections::BTreeMap;

use regex::Regex;
use rust_decimal::Decimal;

use super::file::{Mapping, TotalsAction};

/// Which rows are totals, and the sums that they should have.
#[derive(Debug)]
pub(super) struct TotalsRule {
    /// The field that says so, by its index.
    pub(super) field: usize,
    pattern: Regex,
    /// What is done.
    pub(super) action: TotalsAction,
    /// By field: since the beginning, and since the last row of totals.
    sums: BTreeMap<usize, Sum>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    all: Decimal,
    since_last: Decimal,
}

impl TotalsRule {
    /// The rule of a mapping.
    ///
    /// # Errors
    ///
    /// If its column is no field, or its expression none: words for a message.
    pub(super) fn new(mapping: &Mapping) -> Result<Option<TotalsRule>, String> {
        let Some(totals) = &mapping.rows.totals else { return Ok(None) };
        let column = &totals.when.column;
        let field = mapping.fields.iter().position(|field| field.name == *column);
        let field = field.ok_or_else(|| format!("`totals` names the column `{column}`, which is no field"))?;
        let pattern = Regex::new(&totals.when.matches);
        let pattern = pattern.map_err(|_| format!("`{}` is no regular expression", totals.when.matches))?;
        Ok(Some(TotalsRule { field, pattern, action: totals.action, sums: BTreeMap::new() }))
    }

    /// Whether a text of its column makes its row one of totals.
    pub(super) fn has(&self, text: &str) -> bool {
        self.pattern.is_match(text.trim())
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
