//! Edits of small files: what stands afterwards, and that nothing beside the edit changed.

use insta::assert_snapshot;
use proptest::prelude::*;

use super::*;

mod properties;

fn way(path: &str) -> KeyPath {
    path.split('/').filter(|part| !part.is_empty()).fold(KeyPath::default(), |way, part| match part.parse() {
        Ok(index) => way.index(index),
        Err(_) => match part.strip_prefix('=') {
            Some(id) => way.id(id),
            None => way.key(part),
        },
    })
}

fn set(path: &str, value: &str) -> Edit {
    Edit::Set { path: way(path), value: Yaml::text(value) }
}

fn add(path: &str, key: &str, value: Yaml) -> Edit {
    Edit::AddKey { path: way(path), key: key.to_owned(), value, after: None }
}

fn item(path: &str, value: Yaml) -> Edit {
    Edit::AddItem { path: way(path), value }
}

fn remove(path: &str) -> Edit {
    Edit::Remove { path: way(path) }
}

fn check(text: &str, edits: &[Edit]) -> String {
    match edit("data/abc/x.yaml", text.as_bytes(), edits) {
        Ok(bytes) => String::from_utf8(bytes).unwrap().replace('\r', "␍"),
        Err(problems) => problems
            .iter()
            .map(|problem| format!("{:?}\n", (problem.place.as_ref().map(Place::to_string), &problem.message)))
            .collect(),
    }
}

const RECORDS: &str = "\
# Heading
- id: a
  value: 27.8 billion JPY # as printed
  note:
    en: >-
      One
      two.

# About b
- id: b   # second
  list: [1, 'x', {k: v}]
  none:
";

#[test]
fn a_scalar_changes_in_its_place_and_style() {
    let edits = [
        set("=a/value", "27.9 billion JPY"),
        set("=a/note/en", "Three."),
        set("=b/list/1", "it's"),
        set("=b/none", "some"),
    ];
    assert_snapshot!(check(RECORDS, &edits), @r"
    # Heading
    - id: a
      value: 27.9 billion JPY # as printed
      note:
        en: >-
          Three.

    # About b
    - id: b   # second
      list: [1, 'it''s', {k: v}]
      none: some
    ");
}

#[test]
fn keys_and_records_are_added_where_people_would() {
    let map = |pairs: &[(&str, &str)]| {
        Yaml::Map(pairs.iter().map(|(key, value)| ((*key).to_owned(), Yaml::text(*value))).collect())
    };
    let long = Yaml::List(vec![map(&[("document", "page"), ("line", "1")]); 6]);
    let edits = [
        add("=a", "date", Yaml::text("2023-08")),
        Edit::AddKey {
            path: way("=a"),
            key: "qualifier".into(),
            value: Yaml::text("about"),
            after: Some("value".into()),
        },
        add("=b/list/2", "flag", Yaml::Bool(true)),
        add("=b/none", "first", Yaml::Number(Decimal::from(7))),
        item("=b/list", map(&[("id", "z")])),
        item("", Yaml::Map(vec![("id".into(), Yaml::text("c")), ("sources".into(), long)])),
    ];
    assert_snapshot!(check(RECORDS, &edits), @r#"
    # Heading
    - id: a
      value: 27.8 billion JPY # as printed
      qualifier: about
      note:
        en: >-
          One
          two.
      date: "2023-08"

    # About b
    - id: b   # second
      list: [1, 'x', {k: v, flag: true}, {id: z}]
      none: {first: 7}
    - id: c
      sources:
        - {document: page, line: "1"}
        - {document: page, line: "1"}
        - {document: page, line: "1"}
        - {document: page, line: "1"}
        - {document: page, line: "1"}
        - {document: page, line: "1"}
    "#);
}

#[test]
fn keys_and_records_are_removed_and_comments_stay() {
    let edits = [remove("=a/id"), remove("0/note"), remove("=b/list/0"), remove("=b/list/1")];
    assert_snapshot!(check(RECORDS, &edits), @r"
    # Heading
    - value: 27.8 billion JPY # as printed

    # About b
    - id: b   # second
      list: ['x']
      none:
    ");
    assert_snapshot!(check(RECORDS, &[remove("=a")]), @r"
    # Heading

    # About b
    - id: b   # second
      list: [1, 'x', {k: v}]
      none:
    ");
    assert_snapshot!(check(RECORDS, &[remove("=b"), remove("=a")]), @r"
    # Heading
    []

    # About b
    ");
    assert_snapshot!(check("k:\n  - a\n", &[remove("k/0"), item("k", Yaml::text("b")), remove("k")]), @"{}");
}

#[test]
fn line_ends_a_byte_order_mark_and_an_open_last_line_stay() {
    let text = "\u{feff}- id: a\r\n  v: |\r\n    x\r\n- id: b";
    let edits = [set("=a/v", "y\nz\n"), add("=b", "k", Yaml::text("2")), item("", Yaml::text("c"))];
    assert_snapshot!(check(text, &edits), @r#"
    ﻿- id: a␍
      v: |␍
        y␍
        z␍
    - id: b␍
      k: "2"␍
    - c
    "#);
    assert_snapshot!(check(text, &[remove("=b")]), @r"
    ﻿- id: a␍
      v: |␍
        x
    ");
    assert_snapshot!(check("# nothing yet", &[item("", Yaml::text("a")), item("", Yaml::text("b"))]), @r"
    # nothing yet
    - a
    - b
    ");
}

#[test]
fn what_would_be_read_as_something_else_gets_quotes() {
    let texts = [
        "", "null", "true", "12", "2023-08", "a: b", "a #b", "- a", "x:", " a", "a\nb", "\"q\" \\", "yes", "{a}",
        "-3 km",
    ];
    let edits: Vec<Edit> = texts.iter().map(|text| item("", Yaml::text(*text))).collect();
    assert_snapshot!(check("", &edits), @r#"
    - ""
    - "null"
    - "true"
    - "12"
    - "2023-08"
    - "a: b"
    - "a #b"
    - "- a"
    - "x:"
    - " a"
    - "a\nb"
    - "\"q\" \\"
    - "yes"
    - "{a}"
    - -3 km
    "#);
    let edits: Vec<Edit> = ["12", "-3 km", "null", "a, b"].iter().map(|text| set("k", text)).collect();
    let all: String = edits.iter().map(|edit| check("k: old # c\n", std::slice::from_ref(edit))).collect();
    assert_snapshot!(all, @r#"
    k: 12 # c
    k: -3 km # c
    k: "null" # c
    k: a, b # c
    "#);
}

/// How many edits each pass makes.
fn passes(text: &str, edits: &[Edit]) -> Vec<usize> {
    let (mut text, mut rest) = (text.to_owned(), edits.iter().collect::<Vec<_>>());
    let mut counts = Vec::new();
    while !rest.is_empty() {
        let root = read("x", &text).unwrap();
        let made = pass(&text, root.as_ref(), &rest, false);
        counts.push(made.edits.len());
        text = splice::splice(&text, made.splices);
        rest = made.later;
    }
    counts
}

#[test]
fn edits_of_many_records_are_few_passes() {
    let records = |more: &str| (0..50).map(|id| format!("- id: r{id}\n  a: 1\n{more}")).collect::<String>();
    let of_each = |edit: fn(&str) -> Edit| (0..50).rev().map(move |id| edit(&format!("=r{id}")));
    let plain = records("");
    let keys: Vec<Edit> =
        (0..50).flat_map(|id| ["b", "c"].map(|key| add(&format!("=r{id}"), key, Yaml::text("x")))).collect();
    assert_eq!(passes(&plain, &keys), [50, 50]);
    let removed: Vec<Edit> = of_each(remove).filter(|edit| *edit != remove("=r7")).collect();
    assert_eq!(passes(&plain, &removed), [49]);
    // The last one that a list has leaves the empty list behind, so it is taken out alone.
    assert_eq!(passes(&plain, &of_each(remove).collect::<Vec<_>>()), [49, 1]);
    assert_eq!(passes(&plain, &of_each(|record| remove(&format!("{record}/a"))).collect::<Vec<_>>()), [50]);
    let nested = records("  list: [x]\n");
    let items: Vec<Edit> = of_each(|record| item(&format!("{record}/list"), Yaml::text("y"))).collect();
    assert_eq!(passes(&nested, &items), [50]);
    let both: Vec<Edit> = items.into_iter().chain(keys).collect();
    assert_eq!(passes(&nested, &both), [50, 50, 50]);
    let all = check(&plain, &of_each(remove).collect::<Vec<_>>());
    assert_eq!(all, "[]\n");
}

#[test]
fn what_another_place_shares_or_is_not_there_is_refused() {
    let text = "- id: a\n  v: &x 1\n- id: b\n  v: *x\n- id: c\n  v: &y {k: 1}\n";
    let edits = [set("=a/v", "2"), set("=b/v", "2"), set("=c/v/k", "2"), remove("=a"), set("=d/v", "1"), set("", "x")];
    assert_snapshot!(check(text, &edits), @r#"
    (Some("data/abc/x.yaml:2:9"), "`a/v` cannot be changed: an anchor (`&name`) or alias (`*name`) shares the value with another place")
    (Some("data/abc/x.yaml:2:9"), "`b/v` cannot be changed: an anchor (`&name`) or alias (`*name`) shares the value with another place")
    (Some("data/abc/x.yaml:6:9"), "`c/v/k` cannot be changed: an anchor (`&name`) or alias (`*name`) shares the value with another place")
    (Some("data/abc/x.yaml:2:9"), "`a` cannot be changed: an anchor (`&name`) or alias (`*name`) shares the value with another place")
    (Some("data/abc/x.yaml:1:1"), "`d/v` cannot be changed: the file has no such value")
    (Some("data/abc/x.yaml"), "`` cannot be changed: it is the whole file")
    "#);
    assert_snapshot!(check("a: [", &[set("a", "1")]), @r#"(Some("data/abc/x.yaml:1:4"), "unclosed bracket '['")"#);
}
