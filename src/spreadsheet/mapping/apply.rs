//! A mapping applied to the rows of a sheet, one by one.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::accounting::Accounting;
use super::columns::{Columns, Role, count};
use super::convert::{Conversion, Converted};
use super::file::{Column, FieldType, Mapping, TotalsAction, Treatment};
use super::finding::{CellProblem, Findings, short};
use super::header::HeaderTexts;
use super::import::Context;
use super::imported::{CellOrigin, ImportedRow, Located, OriginFile};
use super::rules::{RowRules, missing_value};
use super::totals::{Compared, TotalsRule, nothing_to_compare};
use crate::diagnostic::{Code, Severity};
use crate::model::{Scale, Unit};
use crate::spreadsheet::read::{CellKind, RawCell, RawRow, SheetContext};
use crate::spreadsheet::schema::{FieldKind, Value};

/// How much memory the rows of a table may take: some ten thousand rows of ten columns.
const MOST_KEPT: usize = 32_000_000;

/// What is known of the workbook before its cells.
pub(super) struct Setting<'a> {
    pub(super) mapping: &'a Mapping,
    pub(super) context: &'a Context<'a>,
    /// Kinds of the fields in the table, by their index in the mapping.
    pub(super) kinds: Vec<Option<FieldKind>>,
    pub(super) is_1904: bool,
    /// Whether the results of formulas are not to be trusted.
    pub(super) is_uncalculated: bool,
    pub(super) origin: Arc<OriginFile>,
}

/// The state of reading a sheet.
pub(super) struct Application<'a> {
    setting: Setting<'a>,
    header: Option<HeaderTexts>,
    last_header_row: u32,
    pub(super) columns: Columns,
    totals: Option<TotalsRule>,
    last_row: u32,
    has_ended: bool,
    rules: RowRules,
    /// Memory that the rows take.
    kept: usize,
    pub(super) rows: Vec<ImportedRow>,
    pub(super) accounting: Accounting,
    pub(super) findings: Findings,
}

impl<'a> Application<'a> {
    pub(super) fn new(
        setting: Setting<'a>,
        header: HeaderTexts,
        totals: Option<TotalsRule>,
        findings: Findings,
    ) -> Application<'a> {
        let last_header_row = header.last_row();
        Application {
            setting,
            last_header_row,
            header: Some(header),
            columns: Columns::default(),
            totals,
            last_row: last_header_row,
            has_ended: false,
            rules: RowRules::default(),
            kept: 0,
            rows: Vec::new(),
            accounting: Accounting::default(),
            findings,
        }
    }

    /// Takes the next row of the sheet.
    pub(super) fn take(&mut self, sheet: &SheetContext<'_>, row: &RawRow<'_>) {
        let cells = row.cells.len() as u64;
        if row.number <= self.last_header_row {
            if let Some(header) = &mut self.header {
                header.take(row);
            }
            self.accounting.header += cells;
            return;
        }
        self.end_header(sheet);
        if self.setting.mapping.ignore.rows.contains(&row.number) {
            self.accounting.ignored += cells;
            return;
        }
        let blank = row.number.saturating_sub(self.last_row + 1);
        self.last_row = row.number;
        let first = row.cells.first();
        if !self.has_ended && self.setting.mapping.rows.end.is_some_and(|end| blank >= end.blank_rows) {
            self.has_ended = true;
            if let Some(cell) = first {
                let message = format!("cells after {blank} blank rows, which end the table");
                let hint = "move what belongs to the table up to it, or name the rows under `ignore: {rows: […]}`";
                let rule =
                    self.setting.mapping.rows.end.map(|end| format!("rows.end: {{blank_rows: {}}}", end.blank_rows));
                let problem = CellProblem::new(Code::CELLS_OUTSIDE, message, hint).by(rule.unwrap_or_default());
                self.findings.error(cell.address, &cell.raw, problem);
            }
        }
        if self.has_ended {
            self.accounting.findings += cells;
            return;
        }
        if row.is_hidden
            && let Some(cell) = first
        {
            let message = format!("row {} is hidden", row.number);
            let problem =
                CellProblem::new(Code::HIDDEN_CELLS, message, "show the row, or say `hidden: include` in the mapping")
                    .by(format!("rows.hidden: {}", self.setting.mapping.rows.hidden.as_str()));
            match self.setting.mapping.rows.hidden {
                Treatment::Error => {
                    self.findings.error(cell.address, &cell.raw, problem);
                    self.accounting.findings += cells;
                    return;
                }
                Treatment::Warn => self.findings.add(Severity::Warning, Some(cell.address), Some(&cell.raw), problem),
                Treatment::Include => {}
            }
        }
        match self.is_total(row) {
            true => self.take_total(sheet, row),
            false => self.take_record(sheet, row),
        }
    }

    /// Finds out the columns when the first row behind the header comes, or the sheet ends.
    pub(super) fn end_header(&mut self, sheet: &SheetContext<'_>) {
        if let Some(header) = self.header.take() {
            let headings = header.finish();
            let (mapping, row) = (self.setting.mapping, self.last_header_row);
            self.columns = Columns::new(mapping, &headings, sheet.hidden_columns, row, &mut self.findings);
        }
    }

    fn is_total(&self, row: &RawRow<'_>) -> bool {
        let Some(totals) = &self.totals else { return false };
        let column = totals.field.and_then(|field| self.columns.column_of(field));
        let says_so = |cell: &RawCell| Some(cell.address.column) == column && totals.has(&cell.raw);
        totals.rows.contains(&row.number) || row.cells.iter().any(says_so)
    }

    fn take_total(&mut self, sheet: &SheetContext<'_>, row: &RawRow<'_>) {
        let Some(mut totals) = self.totals.take() else { return };
        // Cells that are of the row and no number: what became of them is known when a number was compared.
        let (mut beside, mut is_compared) = (0, totals.action == TotalsAction::Ignore);
        for cell in row.cells {
            let role = self.columns.role(self.setting.mapping, cell.address, &cell.raw, &mut self.findings);
            let outcome = match (role, totals.action) {
                (Role::Field(field), TotalsAction::Verify) => self.verify(sheet, cell, row, field, &totals),
                (Role::Field(_), TotalsAction::Ignore) => {
                    self.accounting.ignored += 1;
                    continue;
                }
                (Role::Ignored | Role::Told, _) => {
                    count(role, &mut self.accounting);
                    continue;
                }
            };
            match outcome {
                Ok(Compared::Nothing) => beside += 1,
                Ok(Compared::Total(warning)) => {
                    is_compared = true;
                    self.accounting.totals += 1;
                    if let Some(warning) = warning {
                        self.findings.add(Severity::Warning, Some(cell.address), Some(&cell.raw), warning);
                    }
                }
                Err(problem) => {
                    is_compared = true;
                    self.findings.error(cell.address, &cell.raw, problem);
                    self.accounting.findings += 1;
                }
            }
        }
        match row.cells.first() {
            Some(cell) if !is_compared => {
                let problem = nothing_to_compare(row.number);
                self.findings.error(cell.address, &cell.raw, problem);
                self.accounting.findings += beside;
            }
            Some(_) | None => self.accounting.totals += beside,
        }
        if is_compared {
            totals.end_row();
        }
        self.totals = Some(totals);
    }

    fn verify(
        &self,
        sheet: &SheetContext<'_>,
        cell: &RawCell,
        row: &RawRow<'_>,
        field: usize,
        totals: &TotalsRule,
    ) -> Result<Compared, CellProblem> {
        let Some(rule) = self.setting.mapping.fields.get(field) else { return Ok(Compared::Nothing) };
        let is_number = match rule.kind {
            FieldType::Integer | FieldType::Number | FieldType::Money | FieldType::Quantity => true,
            FieldType::String
            | FieldType::Date
            | FieldType::FiscalYear
            | FieldType::Period
            | FieldType::Boolean
            | FieldType::Unit => false,
        };
        if Some(field) == totals.field || !is_number || self.is_missing(cell) {
            return Ok(Compared::Nothing);
        }
        let converted = self.value(sheet, cell, row, field).map_err(|problem| problem.by(rule))?;
        // A total that has not been calculated was allowed, and can not be compared.
        let Some(total) = converted.number else {
            return Ok(Compared::Total(converted.warning.map(|warning| warning.by(rule))));
        };
        totals.verify(field, total).map(|()| Compared::Total(None)).map_err(|(all, since_last)| {
            let sums = match all == since_last {
                true => format!("{}", all.normalize()),
                false => format!("{} (since the last total {})", all.normalize(), since_last.normalize()),
            };
            let message = format!("the total is {}, the sum of the rows {sums}", total.normalize());
            CellProblem::new(Code::TOTAL_MISMATCH, message, "look for the wrong row, or mend the total")
                .by(format!("rows.totals: verify, of {rule}"))
        })
    }

    fn take_record(&mut self, sheet: &SheetContext<'_>, row: &RawRow<'_>) {
        let mapping = self.setting.mapping;
        if self.columns.is_unfilled(mapping, row) {
            self.accounting.ignored += row.cells.len() as u64;
            return;
        }
        let mut cells = BTreeMap::new();
        for cell in row.cells {
            let role = self.columns.role(mapping, cell.address, &cell.raw, &mut self.findings);
            let (Role::Field(field), Some(rule)) = (role, field_at(mapping, role)) else {
                count(role, &mut self.accounting);
                continue;
            };
            match self.value(sheet, cell, row, field) {
                Ok(converted) => {
                    self.accounting.imported += 1;
                    if let Some(warning) = &converted.warning {
                        let warning = warning.clone().by(rule);
                        self.findings.add(Severity::Warning, Some(cell.address), Some(&cell.raw), warning);
                    }
                    if let (Some(totals), Some(number)) = (&mut self.totals, converted.number) {
                        totals.add(field, number);
                    }
                    if rule.unique && !converted.value.is_null() {
                        self.rules.check_unique((field, rule), cell, &converted.value, &mut self.findings);
                    }
                    if rule.kind != FieldType::Unit {
                        cells.insert(rule.name.clone(), self.located(sheet, cell, converted));
                    }
                }
                Err(problem) => {
                    self.accounting.findings += 1;
                    self.findings.error(cell.address, &cell.raw, problem.by(rule));
                }
            }
        }
        self.rules.check_required(mapping, &self.columns, row, &cells, &mut self.findings);
        self.rules.check_key(mapping, row.number, &cells, &mut self.findings);
        if !cells.is_empty() {
            self.kept += cells.values().map(Located::memory).sum::<usize>();
            self.rows.push(ImportedRow { number: row.number, cells });
            self.stop_where_too_large(row);
        }
    }

    /// Ends the table where its rows would fill the memory. What was kept is of no use then: nothing may be written.
    fn stop_where_too_large(&mut self, row: &RawRow<'_>) {
        if self.kept <= MOST_KEPT {
            return;
        }
        let message = format!("up to here the table has {} rows, and more are not imported at a time", self.rows.len());
        let hint = "divide the sheet, or remove what need not be imported";
        if let Some(cell) = row.cells.first() {
            self.findings.error(cell.address, &cell.raw, CellProblem::new(Code::UNREADABLE_WORKBOOK, message, hint));
        }
        (self.has_ended, self.rows, self.rules, self.kept) = (true, Vec::new(), RowRules::default(), 0);
    }

    fn is_missing(&self, cell: &RawCell) -> bool {
        let text = cell.raw.trim();
        cell.kind == CellKind::Text && self.setting.mapping.missing.iter().any(|mark| mark.trim() == text)
    }

    /// The value of a cell, or what is wrong with it.
    fn value(
        &self,
        sheet: &SheetContext<'_>,
        cell: &RawCell,
        row: &RawRow<'_>,
        field: usize,
    ) -> Result<Converted, CellProblem> {
        let Setting { mapping, context, kinds, is_1904, is_uncalculated, .. } = &self.setting;
        let Some(rule) = mapping.fields.get(field) else { return Err(missing_value("")) };
        if cell.kind == CellKind::Error {
            let message = format!("the error `{}` where a value is expected", short(&cell.raw));
            return Err(CellProblem::new(Code::ERROR_CELL, message, "mend the formula, or write the value itself"));
        }
        if cell.formula.is_some() && !mapping.formulas.allow {
            let message = "a formula, which the mapping does not allow here";
            return Err(CellProblem::new(Code::FORMULA, message, "write the value itself"));
        }
        // XlsxWriter and others write 0 as the result of every formula and leave it to the program to calculate.
        let is_zero = cell.formula.is_some() && *is_uncalculated && cell.raw.trim() == "0";
        if cell.kind == CellKind::Uncached || is_zero {
            let null = Converted {
                value: Value::Null,
                number: None,
                notes: vec!["formula not calculated".to_owned()],
                warning: None,
            };
            let message = match cell.kind {
                CellKind::Uncached => "a formula whose result is not in the file",
                _ => "a formula whose result `0` the program that wrote the file did not calculate",
            };
            let hint = "open the file in a spreadsheet program, let it calculate, and save it";
            let problem = CellProblem::new(Code::UNCACHED_FORMULA, message, hint);
            return match mapping.formulas.uncached {
                Column::Error => Err(problem),
                Column::Warn => Ok(Converted { warning: Some(problem), ..null }),
                Column::Ignore => Ok(null),
            };
        }
        if self.is_missing(cell) {
            let notes = vec!["marked as missing".to_owned()];
            return Ok(Converted { value: Value::Null, number: None, notes, warning: None });
        }
        if cell.kind == CellKind::Text && cell.raw.trim().is_empty() && rule.kind != FieldType::String {
            let message = "the cell is not empty, but has only spaces";
            return Err(CellProblem::new(
                Code::TYPE_ERROR,
                message,
                "empty the cell, or add `\"\"` to `missing:` in the mapping",
            ));
        }
        let beside = self.beside(row, rule.unit_from.as_deref())?;
        let conversion = Conversion {
            locale: &mapping.locale,
            words: &context.words,
            formats: sheet.formats,
            is_1904: *is_1904,
            references: context.references,
        };
        conversion.convert(cell, rule, kinds.get(field).copied().flatten(), beside.as_ref())
    }

    /// The scale and unit that another column of the row gives.
    fn beside(&self, row: &RawRow<'_>, name: Option<&str>) -> Result<Option<(Scale, Unit)>, CellProblem> {
        let mapping = self.setting.mapping;
        let field = name.and_then(|name| mapping.fields.iter().position(|field| field.name == name));
        let Some(column) = field.and_then(|field| self.columns.column_of(field)) else { return Ok(None) };
        let Some(cell) = row.cells.iter().find(|cell| cell.address.column == column) else { return Ok(None) };
        let text = cell.raw.trim();
        let read = match text.split_once(' ') {
            Some((scale, unit)) => Scale::parse(scale).zip(Unit::parse(unit)),
            None => Unit::parse(text).map(|unit| (Scale::One, unit)),
        };
        let problem = || {
            let message = format!("the unit of this number, in {}, is `{}`", cell.address, short(text));
            CellProblem::new(Code::TYPE_ERROR, message, "write a unit such as `JPY`, `million JPY` or `persons`")
        };
        read.map(Some).ok_or_else(problem)
    }

    fn located(&self, sheet: &SheetContext<'_>, cell: &RawCell, converted: Converted) -> Located {
        let format = sheet.formats.code(cell.format);
        let origin = CellOrigin {
            file: Arc::clone(&self.setting.origin),
            cell: cell.address,
            raw: cell.raw.clone(),
            kind: cell.kind.as_str(),
            number_format: if format == "General" { String::new() } else { format.to_owned() },
            formula: cell.formula.clone(),
            transformation: converted.notes.join("; "),
        };
        Located { value: converted.value, origin }
    }
}

fn field_at(mapping: &Mapping, role: Role) -> Option<&super::file::FieldRule> {
    match role {
        Role::Field(field) => mapping.fields.get(field),
        Role::Ignored | Role::Told => None,
    }
}
