//! The records that travel inside a PDF: whole, and nothing of what came later.

use std::collections::BTreeSet;
use std::sync::Arc;

use hokoku::model::Known;
use serde_json::Value;

use crate::built::{all, country};
use crate::text::attachment;

fn records(bytes: &[u8]) -> Value {
    serde_json::from_slice(&attachment(bytes, "data.json")).expect("JSON")
}

/// The values of a key in all objects below a value.
fn values<'a>(value: &'a Value, key: &str, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let listed = value.as_array().into_iter().flatten().filter_map(Value::as_str);
                found.extend(value.as_str().into_iter().chain(listed).filter(|_| name == key));
                values(value, key, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| values(item, key, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The first day that a date of the data may mean, as text that sorts like the days.
fn first_day(date: &str) -> String {
    let date = date.trim_end_matches('?');
    let date = date.strip_prefix("JFY").map_or_else(|| date.to_owned(), |year| format!("{year}-04"));
    format!("{date}{}", &"0000-01-01"[date.len()..])
}

fn check(path: &str, bytes: &[u8]) {
    let mut records = records(bytes);
    // Documents may be younger than what they tell of.
    let sources = records.as_object_mut().expect("an object").remove("sources").expect("sources");
    let day = records["as-of"].as_str().expect("a day").to_owned();
    let projects = &records["projects"];
    for key in ["signed", "date", "as-of"] {
        let mut dates = Vec::new();
        values(&records, key, &mut dates);
        let later: Vec<&&str> = dates.iter().filter(|date| first_day(date) > day).collect();
        assert!(later.is_empty(), "{path}: {key} after {day}: {later:?}");
    }
    for key in ["period", "periods", "stated-years"] {
        let mut periods = Vec::new();
        values(&records, key, &mut periods);
        let start = |period: &str| period.split('/').next().filter(|start| !["", ".."].contains(start)).map(first_day);
        let later: Vec<&&str> =
            periods.iter().filter(|period| start(period).is_some_and(|start| start > day)).collect();
        assert!(later.is_empty(), "{path}: {key} begins after {day}: {later:?}");
    }
    let commitments = projects.as_array().expect("a list").iter().map(|project| &project["commitments"]);
    let commitments: usize = commitments.map(|list| list.as_array().expect("a list").len()).sum();
    assert!(commitments > 0, "{path}");
    let mut named = Vec::new();
    values(&records, "document", &mut named);
    let mut known = Vec::new();
    values(&sources, "id", &mut known);
    let (named, known): (BTreeSet<&str>, BTreeSet<&str>) = (named.into_iter().collect(), known.into_iter().collect());
    assert_eq!(named, known, "{path}: the documents that records name are the listed ones");
    let csv = String::from_utf8(attachment(bytes, "commitments.csv")).expect("UTF-8");
    assert_eq!(csv.matches("\r\n").count(), commitments + 1, "{path}");
}

#[test]
fn the_records_behind_each_report_hold_what_was_known_at_its_date() {
    for (path, bytes) in all().iter().filter(|(path, _)| path.ends_with(".pdf")) {
        check(path, bytes);
    }
}

#[test]
fn the_records_behind_the_latest_report_are_all_that_the_data_has_of_the_past() {
    let dataset = Arc::new(country());
    let latest = dataset.editions.iter().max_by_key(|edition| edition.as_of.last_day()).expect("an edition");
    let records = records(&all()[&format!("kgz/{}/{}.en.pdf", latest.year, latest.report)]);
    let mut ids = Vec::new();
    values(&records, "id", &mut ids);
    let ids: BTreeSet<&str> = ids.into_iter().collect();
    let people = &dataset.people;
    let figures = dataset.figures.iter().flat_map(|(year, all)| all.iter().map(|record| (*year, record)));
    let figures = figures.map(|(year, record)| dataset.figure_id(year, record).expect("a valid id").to_string());
    let expected = (dataset.projects.iter().map(|project| project.id.clone()))
        .chain(people.dispatches.iter().map(|dispatch| dispatch.id.clone()))
        .chain(people.events.iter().map(|event| event.id.clone()))
        .chain(dataset.country.offices.iter().map(|office| office.id.clone()))
        .chain(figures);
    let missing: Vec<String> = expected.filter(|id| !ids.contains(id.as_str())).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let conflicts = dataset.projects.iter().flat_map(|project| &project.conflicts);
    let conflicts = conflicts.chain(people.dispatches.iter().flat_map(|dispatch| &dispatch.conflicts));
    let known = Known::new(&dataset, latest.as_of.last_day());
    let conflicts = conflicts.filter(|conflict| known.conflict_visible(conflict)).count();
    assert!(conflicts > 0);
    assert_eq!(records["conflicts"].as_array().expect("a list").len(), conflicts);
    let statements = dataset.figures.values().flatten().map(|record| record.other_statements.len()).sum::<usize>();
    let listed = records["figures"].as_array().expect("a list").iter();
    let listed = listed.map(|figure| figure["other-statements"].as_array().expect("a list").len()).sum::<usize>();
    assert_eq!(listed, statements);
}

#[test]
fn the_list_of_figures_tells_how_each_amount_is_to_be_read() {
    let mut found = BTreeSet::new();
    for (_, bytes) in all().iter().filter(|(path, _)| path.ends_with(".pdf")) {
        let list: Value = serde_json::from_slice(&attachment(bytes, "figures.json")).expect("JSON");
        let records = list["records"].as_array().expect("a list").iter();
        found.extend(records.map(|record| record["qualifier"].as_str().expect("a word").to_owned()));
        let csv = String::from_utf8(attachment(bytes, "figures.csv")).expect("UTF-8");
        assert!(csv.lines().next().expect("headings").contains(",unit,qualifier,basis,"), "{csv}");
    }
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["about", "exact", "up-to"]);
}

#[test]
fn dates_of_each_precision_begin_with_their_first_day() {
    let days = ["2019-07-17", "2009-09?", "1996", "JFY2020"].map(first_day);
    assert_eq!(days, ["2019-07-17", "2009-09-01", "1996-01-01", "2020-04-01"]);
}

#[test]
fn the_data_hash_of_every_file_of_a_report_is_that_of_the_attached_records() {
    let manifest: Value = serde_json::from_slice(&all()["manifest.json"]).expect("JSON");
    let hashes = manifest["artifacts"].as_array().expect("a list").iter();
    let hashes: Vec<(&str, &str)> = hashes
        .map(|file| (file["path"].as_str().expect("a path"), file["data-sha256"].as_str().expect("a hash")))
        .collect();
    for (path, bytes) in all().iter().filter(|(path, _)| path.ends_with(".pdf")) {
        let expected = hokoku::report::sha256_hex(&attachment(bytes, "data.json"));
        let figures: Value = serde_json::from_slice(&attachment(bytes, "figures.json")).expect("JSON");
        assert_eq!(figures["data-sha256"], expected.as_str(), "{path}");
        let stem = path.trim_end_matches("pdf");
        let of_report: Vec<&str> =
            hashes.iter().filter(|(other, _)| other.starts_with(stem)).map(|(_, hash)| *hash).collect();
        assert!(of_report.len() > 1 && of_report.iter().all(|hash| *hash == expected), "{path}: {of_report:?}");
        let page = String::from_utf8_lossy(&all()[&format!("{stem}html")]);
        assert!(page.contains(&format!("content=\"{expected}\"")), "{path}");
    }
}
