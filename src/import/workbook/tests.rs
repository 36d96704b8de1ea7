//! Workbooks of arbitrary data against arbitrary data.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::base::Base;
use super::compare::compare;
use super::data::Data;
use super::rows::gather;
use crate::import::comparison::{RecordChange, RecordDifference};
use crate::locale::Locale;
use crate::model::{Dataset, LanguageTag, Timestamp};
use crate::spreadsheet::mapping::{Context, LoadedMapping, References, import};
use crate::spreadsheet::read::sample::in_this_process;
use crate::spreadsheet::read::{ReadOptions, Workbook};
use crate::spreadsheet::schema::sample::datasets;
use crate::spreadsheet::schema::{Value, tables};
use crate::spreadsheet::value::Words;
use crate::spreadsheet::workbook::{WorkbookInput, mapping, write};

/// What the workbook of some data says otherwise than other data, and how many records it says alike. `knows_base`: whether
/// the sheet of values that it was made from is in it.
fn check(written: &Dataset, data: &Dataset, knows_base: bool) -> (Vec<RecordChange>, usize, Vec<String>) {
    let locale = Locale::new(LanguageTag::parse("xx").unwrap(), "xx.ftl", "").unwrap();
    let created = Timestamp::parse("2021-04-01").unwrap();
    let bytes = write(&WorkbookInput { dataset: written, locale: &locale, year: 2021, reports: &[], created }).unwrap();
    let mut workbook = Workbook::open("a.xlsx", &bytes, &ReadOptions::default(), &in_this_process).unwrap();
    let schemas = tables();
    let mappings: Vec<LoadedMapping> = schemas
        .iter()
        .map(|table| LoadedMapping {
            path: table.name.to_owned(),
            sha256: String::new(),
            mapping: mapping(table, &[&locale]),
        })
        .collect();
    let references = References::new();
    let context = Context {
        sha256: "",
        schemas: &schemas,
        words: Words::default(),
        references: &references,
        findings_sheet: None,
    };
    let imported = import(&mut workbook, &mappings, &context);
    let base = Base::read(&mut workbook).unwrap().filter(|_| knows_base);
    let data = Data::new(data);
    let gathered = gather(&imported.tables, &mappings, data.schemas());
    let compared = compare(&data, &gathered, base.as_ref(), true);
    let findings = imported.all_findings().into_iter().chain(gathered.findings.clone()).chain(compared.findings);
    (compared.records, compared.unchanged, findings.map(|finding| finding.message).collect())
}

/// The records of data, by table and path, without what is absent.
fn records(dataset: &Dataset) -> BTreeMap<(String, String), Vec<Value>> {
    let all = tables().into_iter().flat_map(|table| {
        let records = crate::spreadsheet::schema::records(dataset, &table).into_iter();
        records.map(move |record| ((table.name.to_owned(), record.path), record.values)).collect::<Vec<_>>()
    });
    all.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_workbook_onto_the_data_that_it_was_made_from_changes_nothing(dataset in datasets(), knows_base in any::<bool>()) {
        let (changes, unchanged, findings) = check(&dataset, &dataset, knows_base);
        prop_assert_eq!(findings, Vec::<String>::new());
        prop_assert_eq!(changes, Vec::new());
        prop_assert_eq!(unchanged, records(&dataset).len());
    }

    #[test]
    fn what_differs_between_two_data_sets_is_what_the_workbook_of_one_changes_in_the_other(a in datasets(), b in datasets()) {
        let (changes, unchanged, _) = check(&a, &b, false);
        let (new, old) = (records(&a), records(&b));
        let count = |difference| changes.iter().filter(|change| change.difference == difference).count();
        prop_assert_eq!(count(RecordDifference::Added), new.keys().filter(|key| !old.contains_key(*key)).count());
        let differs = |(key, values): (&(String, String), &Vec<Value>)| old.get(key).is_some_and(|known| known != values);
        prop_assert_eq!(count(RecordDifference::Changed), new.iter().filter(|one| differs(*one)).count());
        prop_assert_eq!(unchanged, new.iter().filter(|(key, values)| old.get(*key) == Some(*values)).count());
    }

    #[test]
    fn a_workbook_in_which_nobody_changed_anything_changes_nothing_in_newer_data(a in datasets(), b in datasets()) {
        let (changes, _, findings) = check(&a, &b, true);
        prop_assert_eq!(findings, Vec::<String>::new());
        prop_assert_eq!(changes, Vec::new());
    }
}
