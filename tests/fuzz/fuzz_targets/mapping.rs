//! Any text as a mapping, and any text in columns read by one: the accounts add up whatever both say.
#![no_main]

use std::io::{BufRead, Error, Read, Result};

use hokoku::dataset::read_yaml;
use hokoku::spreadsheet::mapping::{Context, FieldLabels, Known, LoadedMapping, Mapping, References, import, propose};
use hokoku::spreadsheet::read::{FileKind, ReadOptions, Workbook};
use hokoku::spreadsheet::schema::tables;
use hokoku::spreadsheet::value::Words;

const MAPPING: &str = "{mapping: rates/1, target: rates, source: {}, rows: {key: [id]}, fields: [{name: id}, {name: value, type: number}, {name: date, type: date}]}";

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let (yaml, text) = match data.iter().position(|byte| *byte == 0xff) {
        Some(end) => (&data[..end], &data[end + 1..]),
        None => (MAPPING.as_bytes(), data),
    };
    let none = |_: FileKind, _: &mut dyn Read| -> Result<Box<dyn BufRead>> { Err(Error::other("text only")) };
    let (Some(mapping), _) = read_yaml::<Mapping>("fuzz.yaml", yaml) else { return };
    let options = ReadOptions { encoding: None, delimiter: Some(',') };
    let Ok(mut workbook) = Workbook::open("fuzz.csv", text, &options, &none) else { return };
    let (schemas, words) = (tables(), Words::default());
    let loaded = [LoadedMapping { path: "fuzz.yaml".to_owned(), sha256: String::new(), mapping }];
    let context =
        Context { sha256: "", schemas: &schemas, words: words.clone(), references: &References::new(), findings_sheet: None };
    let import = import(&mut workbook, &loaded, &context);
    assert!(import.accounting.is_balanced(), "{}", import.accounting);
    let known = Known { schemas: &schemas, labels: &FieldLabels::new(), words: &words };
    if let Ok(proposals) = propose(&mut workbook, &[], &known) {
        for proposal in proposals {
            let (mapping, problems) = read_yaml::<Mapping>("proposed.yaml", proposal.yaml.as_bytes());
            assert!(mapping.is_some(), "{problems:?}\n{}", proposal.yaml);
        }
    }
});
