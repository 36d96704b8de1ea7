//! The mapping, as people write it: `data/<country>/mappings/*.yaml`.
//!
//! The caller reads the YAML; unknown keys are refused. Keys are Frictionless's and so have underscores.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, de};

use crate::diagnostic::Severity;
use crate::model::Unit;
use crate::spreadsheet::value::{DateFormat, Words};

/// How a sheet of one kind becomes rows of a table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Its name and version: `commitments/1`.
    pub mapping: String,
    /// The table that the rows are of.
    pub target: String,
    /// Where the table is.
    pub source: Source,
    /// Where its header is.
    #[serde(default)]
    pub header: Header,
    /// What its rows are.
    #[serde(default)]
    pub rows: Rows,
    /// How numbers are written.
    #[serde(default)]
    pub locale: Locale,
    /// Texts that stand for a missing value, such as `…`; also the empty text, for a cell that holds only spaces.
    #[serde(default)]
    pub missing: Vec<String>,
    /// What is done with formulas.
    #[serde(default)]
    pub formulas: Formulas,
    /// What is left out on purpose.
    #[serde(default)]
    pub ignore: Ignored,
    /// Fields that no column has and that are the same in every row, each with its value.
    #[serde(default)]
    pub constants: BTreeMap<String, String>,
    /// Words for scales and units besides those of the project.
    #[serde(default)]
    pub words: Words,
    /// The encoding of a text file.
    #[serde(default)]
    pub encoding: Option<String>,
    /// What stands between the columns of a text file.
    #[serde(default)]
    pub delimiter: Option<char>,
    /// What the columns are.
    pub fields: Vec<FieldRule>,
}

/// Where a table is: a defined table, else a sheet by any of its names. A file that is one unnamed sheet has neither, and
/// fits where its header does.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Names of the sheet.
    #[serde(default)]
    pub sheet: SheetNames,
    /// The name of a defined table.
    #[serde(default)]
    pub table: Option<String>,
}

/// Names of a sheet, in several languages or over the years.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetNames {
    /// Any of them.
    #[serde(default)]
    pub any_of: Vec<String>,
}

/// Where a header is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// Its rows. In a defined table they are the table's own.
    #[serde(default = "first_row")]
    pub rows: Vec<u32>,
    /// The row that has the names of the fields, often hidden.
    #[serde(default)]
    pub id_row: Option<u32>,
    /// What is put between the texts of several rows.
    #[serde(default = "join")]
    pub join: String,
    /// What merged cells of the header mean.
    #[serde(default)]
    pub merged: Merging,
}

impl Default for Header {
    fn default() -> Header {
        Header { rows: first_row(), id_row: None, join: join(), merged: Merging::default() }
    }
}

fn first_row() -> Vec<u32> {
    vec![1]
}

fn join() -> String {
    " / ".to_owned()
}

/// What merged cells of a header mean.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Merging {
    /// The text is that of every column and row that they cover.
    #[default]
    FillRightDown,
    /// The text is that of the first column only.
    Keep,
}

/// What rows are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rows {
    /// Fields that together are different in every row.
    #[serde(default)]
    pub key: Vec<String>,
    /// Where the rows end.
    #[serde(default)]
    pub end: Option<End>,
    /// Rows of totals.
    #[serde(default)]
    pub totals: Option<Totals>,
    /// Hidden rows and columns, and the sheet where it is hidden.
    #[serde(default)]
    pub hidden: Treatment,
    /// Columns that no field has.
    #[serde(default)]
    pub unmapped_columns: Column,
    /// Fields that are filled in by hand in rows that were printed before: where all of them are empty, the row is a form
    /// that nobody has filled in, and no record.
    #[serde(default)]
    pub unfilled: Vec<String>,
    /// Records of the data that the sheet does not have.
    #[serde(default)]
    pub absent: Absent,
}

/// Where rows end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct End {
    /// After that many rows without a cell. What comes behind is a finding.
    pub blank_rows: u32,
}

/// Rows of totals.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Totals {
    /// Which rows they are.
    pub when: TotalsCondition,
    /// What is done with them.
    #[serde(default)]
    pub action: TotalsAction,
}

/// Which rows are totals.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TotalsCondition {
    /// The field that says so.
    pub column: String,
    /// A regular expression for its text.
    pub matches: String,
}

/// What is done with totals. They are never imported.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TotalsAction {
    /// The sum is calculated and compared.
    #[default]
    Verify,
    /// Nothing.
    Ignore,
}

/// What is done with something suspicious.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Treatment {
    /// It is an error.
    #[default]
    Error,
    /// It is imported, with a warning.
    Warn,
    /// It is imported.
    Include,
}

impl Treatment {
    /// How much a finding of it weighs; none where nothing is to be said.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Treatment::Error => Some(Severity::Error),
            Treatment::Warn => Some(Severity::Warning),
            Treatment::Include => None,
        }
    }

    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Treatment::Error => "error",
            Treatment::Warn => "warn",
            Treatment::Include => "include",
        }
    }
}

/// What is done with a column that no field has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// It is an error.
    #[default]
    Error,
    /// It is left out, with a warning.
    Warn,
    /// It is left out.
    Ignore,
}

impl Column {
    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Column::Error => "error",
            Column::Warn => "warn",
            Column::Ignore => "ignore",
        }
    }
}

/// What is done with records of the data that the sheet does not have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Absent {
    /// The sheet is the whole table, as far as its constants and its years go: the data shall not have them either.
    #[default]
    Remove,
    /// The sheet is a part of the table: they stay.
    Keep,
}

/// How numbers are written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Locale {
    /// What stands before decimals.
    #[serde(default)]
    pub decimal: Option<char>,
    /// What may stand between thousands.
    #[serde(default)]
    pub group: Vec<char>,
}

/// What is done with formulas.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Formulas {
    /// Whether the stored result of a formula is imported.
    #[serde(default = "yes")]
    pub allow: bool,
    /// A formula without a stored result.
    #[serde(default)]
    pub uncached: Column,
}

impl Default for Formulas {
    fn default() -> Formulas {
        Formulas { allow: true, uncached: Column::Error }
    }
}

fn yes() -> bool {
    true
}

/// What is left out on purpose.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ignored {
    /// Columns, by their label.
    #[serde(default)]
    pub columns: Vec<String>,
    /// Rows.
    #[serde(default)]
    pub rows: Vec<u32>,
    /// Other sheets of the workbook.
    #[serde(default)]
    pub sheets: Vec<String>,
}

/// What a column is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldRule {
    /// The field of the table.
    pub name: String,
    /// Labels of the column.
    #[serde(default)]
    pub labels: Vec<String>,
    /// What its values are.
    #[serde(default, rename = "type")]
    pub kind: FieldType,
    /// Whether every row has one.
    #[serde(default)]
    pub required: bool,
    /// Whether no two rows have the same.
    #[serde(default)]
    pub unique: bool,
    /// What is counted.
    #[serde(default, deserialize_with = "unit")]
    pub unit: Option<Unit>,
    /// The field whose text in the same row is the scale and unit: `million JPY`.
    #[serde(default)]
    pub unit_from: Option<String>,
    /// By what the numbers are multiplied.
    #[serde(default, deserialize_with = "factor")]
    pub scale: Option<Decimal>,
    /// The least value, its scale applied.
    #[serde(default, deserialize_with = "number")]
    pub min: Option<Decimal>,
    /// The greatest value, its scale applied.
    #[serde(default, deserialize_with = "number")]
    pub max: Option<Decimal>,
    /// How dates are written.
    #[serde(default)]
    pub formats: Vec<DateFormat>,
    /// Codes, each with the texts that stand for it besides itself. Those of yes and no are `true` and `false`.
    #[serde(default, rename = "enum")]
    pub codes: BTreeMap<String, Vec<String>>,
    /// The table whose records the values name, by id or by name.
    #[serde(default)]
    pub references: Option<String>,
}

/// What values are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// Text, as it is.
    #[default]
    String,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// An amount of money.
    Money,
    /// An amount of anything.
    Quantity,
    /// A date.
    Date,
    /// A fiscal year.
    FiscalYear,
    /// Two dates with a slash.
    Period,
    /// Yes or no.
    Boolean,
    /// The scale and unit of another column; no value of its own.
    Unit,
}

impl FieldType {
    /// Whether it is no value of its own.
    pub fn is_unit(self) -> bool {
        self == FieldType::Unit
    }
}

fn unit<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Unit>, D::Error> {
    crate::spreadsheet::value::unit(deserializer).map(Some)
}

fn factor<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
    crate::spreadsheet::value::factor(deserializer).map(Some)
}

fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let number =
        if text.contains(['e', 'E']) { Decimal::from_scientific(&text) } else { Decimal::from_str_exact(&text) };
    number.map(Some).map_err(|_| de::Error::custom(format!("expected a number such as `0` or `1e6`, found `{text}`")))
}
