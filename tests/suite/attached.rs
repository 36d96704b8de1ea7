//! The records that travel inside a PDF: whole, and nothing of what came later.

use serde_json::Value;

use crate::built::all;
use crate::text::attachment;

fn records(bytes: &[u8]) -> Value {
    serde_json::from_slice(&attachment(bytes, "data.json")).expect("JSON")
}

/// The values of a key in all objects below a value.
fn values<'a>(value: &'a Value, key: &str, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                found.extend(value.as_str().filter(|_| name == key));
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
    let records = records(bytes);
    let day = records["as-of"].as_str().expect("a day").to_owned();
    let projects = &records["projects"];
    for key in ["signed", "date"] {
        let mut dates = Vec::new();
        values(projects, key, &mut dates);
        let later: Vec<&&str> = dates.iter().filter(|date| first_day(date) > day).collect();
        assert!(later.is_empty(), "{path}: {key} after {day}: {later:?}");
    }
    for key in ["period", "stated-years"] {
        let mut periods = Vec::new();
        values(projects, key, &mut periods);
        let start = |period: &str| period.split('/').next().filter(|start| !["", ".."].contains(start)).map(first_day);
        let later: Vec<&&str> =
            periods.iter().filter(|period| start(period).is_some_and(|start| start > day)).collect();
        assert!(later.is_empty(), "{path}: {key} begins after {day}: {later:?}");
    }
    let commitments = projects.as_array().expect("a list").iter().map(|project| &project["commitments"]);
    let commitments: usize = commitments.map(|list| list.as_array().expect("a list").len()).sum();
    assert!(commitments > 0, "{path}");
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
fn dates_of_each_precision_begin_with_their_first_day() {
    let days = ["2019-07-17", "2009-09?", "1996", "JFY2020"].map(first_day);
    assert_eq!(days, ["2019-07-17", "2009-09-01", "1996-01-01", "2020-04-01"]);
}
