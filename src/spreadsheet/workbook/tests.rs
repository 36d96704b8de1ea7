//! What goes into a workbook comes back from it.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::*;
use crate::locale::Locale;
use crate::model::{Dataset, LanguageTag, Timestamp};
use crate::package::{Limits, Package, read_xml};
use crate::spreadsheet::mapping::{Context, Import, LoadedMapping, References, import};
use crate::spreadsheet::read::sample::in_this_process;
use crate::spreadsheet::read::{ReadOptions, Workbook};
use crate::spreadsheet::schema::{Record, TableSchema, Value, records, tables};
use crate::spreadsheet::value::Words;

/// A language whose words for codes are hard: two are the same, one is another code, one has a comma, one is a number.
const HARD: &str = "
workbook-table-figures = A: title/with [odd] signs, much longer than a sheet can have
workbook-table-projects = it's a sheet
workbook-field-value = It counts
workbook-field-label = It counts
workbook-code-exact = same
workbook-code-about = Same
workbook-code-up-to = exact
workbook-code-training = one, two
workbook-code-volunteers = 2019-07-17
workbook-code-experts = grants & loans
workbook-code-not-available = ???
workbook-code-not-applicable = 0
";

fn locale(ftl: &str) -> Locale {
    let tag = LanguageTag::parse("xx").expect("a tag");
    Locale::new(tag, "xx.ftl", ftl).expect("valid Fluent")
}

fn workbook_of(dataset: &Dataset, locale: &Locale, year: i16) -> Vec<u8> {
    let created = Timestamp::parse("2021-04-01").expect("a day");
    let reports = ["annual-report".to_owned(), "yearly-brief".to_owned()];
    let bytes = write(&WorkbookInput { dataset, locale, year, reports: &reports, created });
    bytes.unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// Reads a workbook as an import does.
fn read(bytes: &[u8], locale: &Locale) -> Import {
    let tables = tables();
    let mappings: Vec<LoadedMapping> = tables
        .iter()
        .map(|table| LoadedMapping {
            path: format!("{TEMPLATE}/{}", table.name),
            sha256: schema_hash(),
            mapping: mapping(table, &[locale]),
        })
        .collect();
    let mut workbook = Workbook::open("a.xlsx", bytes, &ReadOptions::default(), &in_this_process).unwrap();
    let references = References::new();
    let context = Context {
        sha256: "f",
        schemas: &tables,
        words: Words::default(),
        references: &references,
        findings_sheet: None,
    };
    let import = import(&mut workbook, &mappings, &context);
    assert!(import.accounting.is_balanced(), "{}", import.accounting);
    import
}

/// The records that a sheet says, by path.
fn records_of(table: &TableSchema, import: &Import) -> BTreeMap<String, Record> {
    let imported = import.tables.iter().find(|imported| imported.table == table.name).expect("a sheet for each table");
    let records = imported.rows.iter().map(|row| {
        let value = |name: &str| row.cells.get(name).map(|located| located.value.clone());
        let values = table.fields.iter().map(|field| value(field.name).unwrap_or_else(|| field.default_value()));
        let values: Vec<Value> = values.collect();
        let keys = table.fields.iter().zip(&values).filter(|(field, _)| field.is_key());
        let key: Vec<Value> = keys.map(|(_, value)| value.clone()).collect();
        let path = table.path(&key).unwrap_or_else(|error| panic!("{error}"));
        (path.clone(), Record { path, values })
    });
    records.collect()
}

fn check(dataset: &Dataset, locale: &Locale, year: i16) -> Result<(), TestCaseError> {
    let bytes = workbook_of(dataset, locale, year);
    let import = read(&bytes, locale);
    prop_assert_eq!(format!("{:?}", import.all_findings()), "[]");
    for table in tables() {
        let there: BTreeMap<String, Record> =
            records(dataset, &table).into_iter().map(|record| (record.path.clone(), record)).collect();
        prop_assert_eq!(records_of(&table, &import), there, "{}", table.name);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_comes_back(dataset in crate::spreadsheet::schema::sample::datasets(), year in 2019_i16..2023) {
        check(&dataset, &locale(""), year)?;
        check(&dataset, &locale(HARD), year)?;
    }
}

fn sample() -> Dataset {
    let mut runner = TestRunner::deterministic();
    let samples =
        (0..40).map(|_| crate::spreadsheet::schema::sample::datasets().new_tree(&mut runner).unwrap().current());
    samples.max_by_key(|dataset| dataset.figures.values().map(Vec::len).sum::<usize>()).expect("samples")
}

#[test]
fn the_same_data_has_the_same_bytes_and_another_text_another_revision() {
    let dataset = sample();
    assert_eq!(workbook_of(&dataset, &locale(HARD), 2024), workbook_of(&dataset, &locale(HARD), 2024));
    let mut changed = dataset.clone();
    changed.country.name = changed
        .country
        .issuer
        .iter()
        .map(|(tag, text)| (tag.clone(), crate::model::Text { text: format!("{}.", text.text), ..text.clone() }))
        .collect();
    assert_eq!(revision(&dataset), revision(&dataset));
    assert_ne!(revision(&dataset), revision(&changed));
}

#[test]
fn a_new_year_begins_with_forms_that_are_no_records_until_they_are_filled_in() {
    let dataset = sample();
    let (last, figures) = dataset.figures.last_key_value().expect("figures");
    let import = read(&workbook_of(&dataset, &locale(""), last + 1), &locale(""));
    let count =
        |table: &str| import.tables.iter().find(|imported| imported.table == table).map(|imported| imported.rows.len());
    assert_eq!(count("figures"), Some(dataset.figures.values().map(Vec::len).sum()));
    assert_eq!(count("editions"), Some(dataset.editions.len()));
    let sheet = import.tables.iter().find(|imported| imported.table == "figures").expect("figures");
    // At least the year, the id, the label and the unit of each.
    assert!(sheet.accounting.ignored >= 4 * figures.len() as u64, "{}", sheet.accounting);
}

#[test]
fn a_text_that_no_cell_holds_is_named_with_its_record() {
    let mut dataset = sample();
    let long = "x".repeat(32_768);
    let text = crate::model::Text { text: long, translation: crate::model::Translation::Official };
    dataset.country.issuer = [(dataset.country.language.clone(), text)].into_iter().collect();
    let created = Timestamp::parse("2021-04-01").expect("a day");
    let input = WorkbookInput { dataset: &dataset, locale: &locale(""), year: 2021, reports: &[], created };
    let problems = write(&input).expect_err("no cell holds it");
    let said: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(said, ["the field `issuer` of `country` has 32768 characters, and a cell of a workbook holds 32767"]);
}

#[test]
fn the_workbook_says_what_it_is_and_its_lists_are_out_of_sight() {
    let dataset = sample();
    let package = Package::read(&workbook_of(&dataset, &locale(HARD), 2021), Limits::default()).unwrap();
    let part = |name: &str| read_xml(&package.part(name).unwrap_or_else(|| panic!("no {name}")).bytes).unwrap();
    let properties = part("docProps/custom.xml");
    let said: Vec<String> = properties
        .elements()
        .map(|property| (property.attribute("name").unwrap().to_owned(), property.text().into_owned()))
        .filter(|(name, _)| name != PROPERTY_SCHEMA && name != PROPERTY_REVISION)
        .map(|(name, value)| format!("{name} {value}"))
        .collect();
    assert_eq!(said, ["hokoku.template workbook/1", "hokoku.country xve", "hokoku.year 2021", "hokoku.language xx"]);
    let workbook = part("xl/workbook.xml");
    let sheets: Vec<String> = workbook
        .descendants_named("sheet")
        .map(|sheet| format!("{} {}", sheet.attribute("name").unwrap(), sheet.attribute("state").unwrap_or("")))
        .collect();
    assert_eq!(sheets.len(), tables().len() + 3);
    assert_eq!(sheets[0], "_hokoku_guide ");
    assert_eq!(sheets[3..6], ["A titlewith odd signs, much lon ", "it's a sheet ", "commitments "]);
    assert_eq!(sheets[sheets.len() - 2..], ["_hokoku_lists veryHidden", "_hokoku_base veryHidden"]);
    let names: Vec<String> =
        workbook.descendants_named("definedName").map(|name| name.attribute("name").unwrap().to_owned()).collect();
    for table in tables() {
        assert!(names.contains(&table_range(table.name)), "{}", table.name);
        assert!(!names.contains(&table_object(table.name)), "{}", table.name);
    }
}
