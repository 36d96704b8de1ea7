//! The data as records of tables.

use std::collections::BTreeMap;

use super::apply::read_as;
use crate::diagnostic::Place;
use crate::model::{Dataset, Places, Provenance};
use crate::spreadsheet::schema::{Record, TableSchema, Value, records, tables};

/// All records that a workbook can carry.
#[derive(Debug)]
pub(super) struct Data {
    /// The tables, parents before what belongs to them.
    schemas: Vec<TableSchema>,
    /// The records of each, in the order of the data.
    records: Vec<Vec<Record>>,
    /// The place of each record in its list, by table and path.
    by_path: BTreeMap<(&'static str, String), (usize, usize)>,
    places: Places,
    provenance: Vec<Provenance>,
    code: String,
}

impl Data {
    pub(super) fn new(dataset: &Dataset) -> Data {
        let schemas = tables();
        let records: Vec<Vec<Record>> = schemas.iter().map(|schema| records(dataset, schema)).collect();
        let mut by_path = BTreeMap::new();
        for (table, (schema, records)) in schemas.iter().zip(&records).enumerate() {
            let places = records.iter().enumerate();
            by_path.extend(places.map(|(index, record)| ((schema.name, record.path.clone()), (table, index))));
        }
        let (places, provenance) = (dataset.places.clone(), dataset.provenance.clone());
        Data { schemas, records, by_path, places, provenance, code: dataset.code().to_owned() }
    }

    /// The code of the country.
    pub(super) fn code(&self) -> &str {
        &self.code
    }

    /// The tables.
    pub(super) fn schemas(&self) -> &[TableSchema] {
        &self.schemas
    }

    /// The record of a table and path.
    pub(super) fn record(&self, table: &'static str, path: &str) -> Option<&Record> {
        let (table, index) = self.by_path.get(&(table, path.to_owned()))?;
        self.records.get(*table)?.get(*index)
    }

    /// The records of a table.
    pub(super) fn records(&self, table: &str) -> &[Record] {
        let index = self.schemas.iter().position(|schema| schema.name == table);
        index.and_then(|index| self.records.get(index)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The records of all tables.
    pub(super) fn all(&self) -> impl Iterator<Item = (&TableSchema, &Record)> {
        let pairs = self.schemas.iter().zip(&self.records);
        pairs.flat_map(|(schema, records)| records.iter().map(move |record| (schema, record)))
    }

    /// The cell that a value came from, by its id; `None` where it came from none, or has been changed since.
    pub(super) fn origin(&self, id: &str, value: &Value) -> Option<&Provenance> {
        let is_its = |origin: &&Provenance| {
            origin.value == id && (origin.raw == value.to_string() || origin.transformation.ends_with(&read_as(value)))
        };
        self.provenance.iter().find(is_its)
    }

    /// Where a value stands.
    pub(super) fn place(&self, path: &str) -> Option<Place> {
        self.places.of(path)
    }
}
