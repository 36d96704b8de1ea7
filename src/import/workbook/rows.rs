//! Rows of sheets as records of the data's tables: which record each is, and what it says of each field.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{CellRef, Code, Diagnostic, Place};
use crate::spreadsheet::mapping::{Absent, Imported, LoadedMapping, Located};
use crate::spreadsheet::schema::{FieldKind, FieldSchema, TableSchema, Value};

/// A row that is a record.
#[derive(Debug)]
pub(super) struct Row<'a> {
    /// The table.
    pub(super) schema: &'a TableSchema,
    /// The path of the record.
    pub(super) path: String,
    /// One for each field of the table, in that order.
    pub(super) given: Vec<Given<'a>>,
    /// Where the row stands: its first key cell.
    pub(super) place: Place,
}

/// What a row says of a field.
#[derive(Debug, Clone)]
pub(super) enum Given<'a> {
    /// Nothing: there is no column.
    Nothing,
    /// Nothing that could be read: the cell is a finding.
    Told(Place),
    /// That there is no value: the cell is empty.
    Empty(Place),
    /// What a cell says.
    Cell(&'a Located),
    /// What the mapping says of all rows.
    Constant(Value),
}

impl Given<'_> {
    /// The value; `None` where nothing is said. An empty cell says what absence means.
    pub(super) fn value(&self, field: &FieldSchema) -> Option<Value> {
        let said = match self {
            Given::Nothing | Given::Told(_) => return None,
            Given::Empty(_) => Value::Null,
            Given::Cell(located) => located.value.clone(),
            Given::Constant(value) => value.clone(),
        };
        Some(if said.is_null() { field.default_value() } else { said })
    }

    /// Where it stands.
    pub(super) fn place(&self) -> Option<Place> {
        match self {
            Given::Nothing | Given::Constant(_) => None,
            Given::Empty(place) | Given::Told(place) => Some(place.clone()),
            Given::Cell(located) => Some(located.origin.place()),
        }
    }

    /// Whether its cell is a finding.
    pub(super) fn is_told(&self) -> bool {
        matches!(self, Given::Told(_))
    }
}

/// How much of a table a sheet says.
#[derive(Debug)]
pub(super) struct Scope<'a> {
    /// The table.
    pub(super) schema: &'a TableSchema,
    /// What becomes of records that the sheet lacks; [`Absent::Keep`] also where a row could not be told.
    pub(super) absent: Absent,
    /// Values that all of its records have.
    constants: Vec<(usize, Value)>,
    /// The years of its rows, of a table that has one as a key.
    years: Option<(usize, BTreeSet<String>)>,
    /// The sheet.
    pub(super) place: Place,
}

impl Scope<'_> {
    /// Whether a record is one that the sheet could have.
    pub(super) fn has(&self, values: &[Value]) -> bool {
        let is_of_year = self
            .years
            .as_ref()
            .is_none_or(|(index, years)| values.get(*index).is_some_and(|year| years.contains(&year.to_string())));
        is_of_year && self.constants.iter().all(|(index, value)| values.get(*index) == Some(value))
    }
}

/// The records of all sheets.
#[derive(Debug)]
pub(super) struct Gathered<'a> {
    /// In the order of the file.
    pub(super) rows: Vec<Row<'a>>,
    /// One for each sheet.
    pub(super) scopes: Vec<Scope<'a>>,
    /// What is wrong.
    pub(super) findings: Vec<Diagnostic>,
}

/// Finds out which record each row is. Records that are known by their place in a list are counted anew where the sheet is
/// the whole list.
pub(super) fn gather<'a>(
    tables: &'a [Imported],
    mappings: &[LoadedMapping],
    schemas: &'a [TableSchema],
) -> Gathered<'a> {
    let mut gathered = Gathered { rows: Vec::new(), scopes: Vec::new(), findings: Vec::new() };
    let mut seen: BTreeMap<(&str, String), Place> = BTreeMap::new();
    for table in tables {
        let loaded = mappings.iter().find(|loaded| loaded.path == table.origin.mapping);
        let schema = schemas.iter().find(|schema| schema.name == table.table);
        let (Some(loaded), Some(schema)) = (loaded, schema) else { continue };
        let sheet = Sheet::new(table, loaded, schema);
        let first = gathered.rows.len();
        let mut is_whole = !sheet.is_cut_short();
        let mut keys: Vec<Vec<Value>> = Vec::new();
        for row in &table.rows {
            match sheet.row(row.number, &row.cells) {
                Ok((row, key)) => {
                    keys.push(key);
                    gathered.rows.push(row);
                }
                Err(finding) => {
                    is_whole = false;
                    gathered.findings.extend(finding);
                }
            }
        }
        let absent = if is_whole { loaded.mapping.rows.absent } else { Absent::Keep };
        let rows = gathered.rows.get_mut(first..).unwrap_or_default();
        if absent == Absent::Remove {
            number_anew(schema, rows, &mut keys);
        }
        gathered.scopes.push(sheet.scope(absent, rows));
        for (row, key) in rows.iter_mut().zip(&keys) {
            match schema.path(key) {
                Ok(path) => row.path = path,
                Err(_) => gathered.findings.push(no_path(schema, key, &row.place)),
            }
            let told = || sheet.findings().any(|finding| finding.code == Code::DUPLICATE_ROW);
            let first = seen.entry((schema.name, row.path.clone())).or_insert_with(|| row.place.clone());
            if *first != row.place && !row.path.is_empty() && !told() {
                let message = format!("`{}` stands in {first} already", row.path);
                gathered.findings.push(
                    Diagnostic::error(Code::DUPLICATE_ROW, row.place.clone(), message)
                        .with_hint("give one of the two another key, or remove it"),
                );
            }
        }
        let mut kept: BTreeSet<String> = BTreeSet::new();
        let rest = gathered.rows.split_off(first);
        let rest = rest.into_iter().filter(|row| !row.path.is_empty() && kept.insert(row.path.clone()));
        gathered.rows.extend(rest);
    }
    gathered
}

/// One sheet with what is known of it.
struct Sheet<'a, 'm> {
    table: &'a Imported,
    schema: &'a TableSchema,
    constants: Vec<(usize, Value)>,
    /// Cells that are findings.
    told: BTreeSet<CellRef>,
    /// Whether there are findings that are not shown, so that a cell without a value may be one of them.
    has_more_findings: bool,
    loaded: &'m LoadedMapping,
}

impl<'a> Sheet<'a, '_> {
    fn new<'m>(table: &'a Imported, loaded: &'m LoadedMapping, schema: &'a TableSchema) -> Sheet<'a, 'm> {
        let constant = |(index, field): (usize, &FieldSchema)| {
            let text = loaded.mapping.constants.get(field.name)?;
            Some((index, field.kind.parse(text).ok()?))
        };
        let cell = |finding: &Diagnostic| finding.place.as_ref()?.cell.as_ref()?.cell;
        Sheet {
            table,
            schema,
            constants: schema.fields.iter().enumerate().filter_map(constant).collect(),
            told: table.findings.iter().filter(|finding| finding.is_error()).filter_map(cell).collect(),
            has_more_findings: table.findings.iter().any(|finding| finding.code == Code::MORE_FINDINGS),
            loaded,
        }
    }

    fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.table.findings.iter()
    }

    /// Whether rows may be missing because the sheet could not be read to its end or some were refused whole.
    fn is_cut_short(&self) -> bool {
        let cuts = [
            Code::UNREADABLE_WORKBOOK,
            Code::DAMAGED_WORKBOOK,
            Code::CELLS_OUTSIDE,
            Code::HIDDEN_CELLS,
            Code::MISSING_COLUMN,
            Code::MORE_FINDINGS,
            Code::DUPLICATE_ROW,
        ];
        self.findings().any(|finding| finding.is_error() && cuts.contains(&finding.code))
    }

    fn place(&self, cell: Option<CellRef>) -> Place {
        Place::cell(&self.table.origin.file, &self.table.origin.sheet, cell)
    }

    /// The record of a row, its path yet to be found, and its key. `Err` where the key can not be told; a finding where
    /// nothing else says so.
    fn row(
        &self,
        number: u32,
        cells: &'a BTreeMap<String, Located>,
    ) -> Result<(Row<'a>, Vec<Value>), Option<Diagnostic>> {
        let given: Vec<Given<'a>> = self
            .schema
            .fields
            .iter()
            .enumerate()
            .map(|(index, field)| self.given(number, cells, index, field))
            .collect();
        let fields = || self.schema.fields.iter().zip(&given).filter(|(field, _)| field.is_key());
        let first = self.table.columns.values().min().map(|column| CellRef { row: number, column: *column });
        let place = fields().find_map(|(_, given)| given.place()).unwrap_or_else(|| self.place(first));
        let mut key = Vec::new();
        for (field, given) in fields() {
            match given.value(field).filter(|value| !value.is_null()) {
                Some(value) => key.push(value),
                None => {
                    let at = given.place().unwrap_or_else(|| place.clone());
                    let is_told = matches!(given, Given::Nothing | Given::Told(_)) || self.is_told(&at);
                    let message = format!("the row has no `{}`, by which the record is known", field.name);
                    let finding = Diagnostic::error(Code::MISSING_VALUE, at, message).with_hint("fill in the cell");
                    return Err((!is_told).then_some(finding));
                }
            }
        }
        Ok((Row { schema: self.schema, path: String::new(), given, place }, key))
    }

    fn is_told(&self, place: &Place) -> bool {
        place.cell.as_ref().and_then(|cell| cell.cell).is_some_and(|cell| self.told.contains(&cell))
    }

    fn given(&self, number: u32, cells: &'a BTreeMap<String, Located>, index: usize, field: &FieldSchema) -> Given<'a> {
        if let Some((_, value)) = self.constants.iter().find(|(constant, _)| *constant == index) {
            return Given::Constant(value.clone());
        }
        let Some(column) = self.table.columns.get(field.name) else { return Given::Nothing };
        let cell = CellRef { row: number, column: *column };
        match cells.get(field.name) {
            _ if self.told.contains(&cell) => Given::Told(self.place(Some(cell))),
            Some(located) if located.value.is_null() => Given::Empty(located.origin.place()),
            Some(located) => Given::Cell(located),
            None if self.has_more_findings => Given::Told(self.place(Some(cell))),
            None => Given::Empty(self.place(Some(cell))),
        }
    }

    fn scope(&self, absent: Absent, rows: &[Row<'_>]) -> Scope<'a> {
        let year = self.schema.fields.iter().position(|field| field.is_key() && field.name == "year");
        let years = year.map(|index| {
            let year = |row: &Row<'_>| row.given.get(index)?.value(self.schema.fields.get(index)?);
            (index, rows.iter().filter_map(year).map(|year| year.to_string()).collect())
        });
        debug_assert_eq!(self.loaded.mapping.target, self.schema.name);
        Scope { schema: self.schema, absent, constants: self.constants.clone(), years, place: self.place(None) }
    }
}

/// Counts records that are known by their place in a list anew, in the order of their numbers: a row that was taken out
/// leaves no gap.
fn number_anew(schema: &TableSchema, rows: &mut [Row<'_>], keys: &mut [Vec<Value>]) {
    let is_number = schema
        .primary_key()
        .last()
        .is_some_and(|field| field.kind == FieldKind::Integer && field.path.is_empty() && schema.is_list());
    if !is_number {
        return;
    }
    let mut lists: BTreeMap<String, Vec<(Value, usize)>> = BTreeMap::new();
    for (index, key) in keys.iter().enumerate() {
        if let Some((number, owner)) = key.split_last() {
            let owner: Vec<String> = owner.iter().map(Value::to_string).collect();
            lists.entry(owner.join("\u{0}")).or_default().push((number.clone(), index));
        }
    }
    for list in lists.values_mut() {
        list.sort_by_key(|(number, _)| number_of(number));
        let is_repeated = list.windows(2).any(|pair| matches!(pair, [(a, _), (b, _)] if a == b));
        for (place, (_, index)) in list.iter().enumerate().filter(|_| !is_repeated) {
            if let Some(last) = keys.get_mut(*index).and_then(|key| key.last_mut()) {
                *last = Value::Number((place + 1).into());
            }
        }
    }
    debug_assert_eq!(rows.len(), keys.len());
}

fn number_of(value: &Value) -> Option<rust_decimal::Decimal> {
    if let Value::Number(number) = value { Some(*number) } else { None }
}

fn no_path(schema: &TableSchema, key: &[Value], place: &Place) -> Diagnostic {
    let parts: Vec<String> = key.iter().map(Value::to_string).collect();
    let message = format!("no record of `{}` can have the key `{}`", schema.name, parts.join("`, `"));
    Diagnostic::error(Code::UNKNOWN_REFERENCE, place.clone(), message).with_hint(
        "write the key as the data has it: ids as they are, numbers from 1, paths such as `projects/north-road`",
    )
}
