//! The tables carry all that the model has, and every value comes back.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Map, Value as Json};

use super::root::root;
use super::sample::datasets;
use super::*;
use crate::model::{Dataset, ExchangeRate, Names, Places, Source};

/// Every value of a tree that is none, list or mapping, by path.
fn leaves(node: &Json, path: String, found: &mut Vec<String>) {
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
    match node {
        Json::Null => {}
        Json::Bool(_) | Json::Number(_) | Json::String(_) => found.push(path),
        Json::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let name = item.get("id").and_then(Json::as_str).map_or(index.to_string(), str::to_owned);
                leaves(item, below(&name), found);
            }
        }
        Json::Object(entries) => {
            for (name, node) in entries {
                leaves(node, below(name), found);
            }
        }
    }
}

/// The keys of all mappings, each with whether it ever held anything.
fn keys(node: &Json, found: &mut BTreeMap<String, bool>) {
    match node {
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
        Json::Array(items) => items.iter().for_each(|item| keys(item, found)),
        Json::Object(entries) => {
            for (name, node) in entries {
                let is_filled = !node.is_null() && node.as_array().is_none_or(|items| !items.is_empty());
                *found.entry(name.clone()).or_default() |= is_filled;
                keys(node, found);
            }
        }
    }
}

fn samples() -> Vec<Dataset> {
    let mut runner = TestRunner::deterministic();
    (0..60).map(|_| datasets().new_tree(&mut runner).expect("a data set").current()).collect()
}

fn is_not_carried(path: &str, language: &str) -> bool {
    NOT_CARRIED.iter().any(|not| {
        let pattern = not.path.replace("{language}", language);
        match pattern.strip_prefix("**/") {
            Some(end) => path.ends_with(&format!("/{end}")),
            None => pattern == path,
        }
    })
}

#[test]
fn every_value_of_the_model_is_in_a_field_or_said_not_to_be_carried() {
    let mut lost = BTreeSet::new();
    for dataset in samples() {
        let language = dataset.country.language.as_str();
        let mut carried: BTreeSet<String> = BTreeSet::new();
        for table in tables() {
            for record in records(&dataset, &table) {
                for (field, value) in table.fields.iter().zip(&record.values) {
                    if field.is_key() || !value.is_null() {
                        carried
                            .insert(field.path.iter().fold(record.path.clone(), |path, key| format!("{path}/{key}")));
                    }
                }
            }
        }
        let mut found = Vec::new();
        leaves(&root(&dataset), String::new(), &mut found);
        // A field holds all that is below its path, such as a list, but for a text by language, of which each is asked for.
        let is_carried = |path: &str| {
            let mut above = path;
            loop {
                if carried.contains(above) && (!path.ends_with("/translation") || above.ends_with("/translation")) {
                    return true;
                }
                match above.rsplit_once('/') {
                    Some((parent, _)) => above = parent,
                    None => return false,
                }
            }
        };
        lost.extend(found.into_iter().filter(|path| !is_carried(path) && !is_not_carried(path, language)));
    }
    assert!(lost.is_empty(), "not carried, and not said to be: {lost:#?}");
}

#[test]
fn the_samples_fill_every_key_of_the_model() {
    let mut found = BTreeMap::new();
    for dataset in samples() {
        keys(&root(&dataset), &mut found);
    }
    let empty: Vec<&String> = found.iter().filter(|(_, is_filled)| !**is_filled).map(|(key, _)| key).collect();
    assert!(empty.is_empty(), "never filled: {empty:?}");
}

#[test]
fn names_of_tables_and_fields_differ_and_references_lead_somewhere() {
    let tables = tables();
    let names: BTreeSet<&str> = tables.iter().map(|table| table.name).collect();
    assert_eq!(names.len(), tables.len());
    for table in &tables {
        let fields: BTreeSet<&str> = table.fields.iter().map(|field| field.name).collect();
        assert_eq!(fields.len(), table.fields.len(), "{}", table.name);
        for field in &table.fields {
            if let FieldKind::Reference(to) | FieldKind::List(&FieldKind::Reference(to)) = field.kind {
                assert!(names.contains(to), "{}.{} refers to {to}", table.name, field.name);
            }
        }
    }
}

#[test]
fn a_table_says_itself_in_frictionless_words() {
    let tables = tables();
    let rates = tables.iter().find(|table| table.name == "rates").expect("the table of rates");
    let field = |name: &str| {
        let fields = rates.descriptor()["fields"].as_array().cloned().unwrap_or_default();
        fields.into_iter().find(|field| field["name"] == name).map(|field| field.to_string())
    };
    insta::assert_snapshot!(field("value").unwrap(), @r#"{"name":"value","type":"number","kind":"Number","constraints":{"required":true,"exclusiveMinimum":0}}"#);
    insta::assert_snapshot!(field("kind").unwrap(), @r#"{"name":"kind","type":"string","kind":"Choice([\"jica-monthly\", \"dac-annual\"])","constraints":{"required":true,"enum":["jica-monthly","dac-annual"]}}"#);
    insta::assert_snapshot!(rates.descriptor()["primaryKey"].to_string(), @r#"["id"]"#);
}

/// Puts the records of all tables together again.
fn assemble(dataset: &Dataset) -> Json {
    let mut whole = Json::Object(Map::new());
    for table in tables() {
        for record in records(dataset, &table) {
            let tree = tree_of(&table, &record, &dataset.country.language);
            let key: Vec<Value> = table
                .fields
                .iter()
                .zip(&record.values)
                .filter(|(field, _)| field.is_key())
                .map(|(_, value)| value.clone())
                .collect();
            assert_eq!(table.path(&key).as_ref(), Ok(&record.path), "the key of a record leads to it");
            let tree = with_lists(table.name, tree);
            put(&mut whole, &record.path.split('/').collect::<Vec<_>>(), tree);
        }
    }
    whole
}

/// A record with the lists that the model asks for, which are in tables of their own.
fn with_lists(table: &str, mut tree: Json) -> Json {
    let list = match table {
        "policies" => "priority-areas",
        "priority-areas" => "programmes",
        _ => return tree,
    };
    tree[list] = Json::Object(Map::new());
    tree
}

fn put(node: &mut Json, path: &[&str], tree: Json) {
    match path.split_first() {
        Some((key, rest)) => {
            if let Json::Object(entries) = node {
                put(entries.entry(*key).or_insert(Json::Object(Map::new())), rest, tree);
            }
        }
        None => match (node, tree) {
            (Json::Object(entries), Json::Object(tree)) => {
                tree.into_iter().for_each(|(key, value)| match entries.get_mut(&key) {
                    Some(there) => put(there, &[], value),
                    None => drop(entries.insert(key, value)),
                })
            }
            (node, tree) => *node = tree,
        },
    }
}

/// Mappings by id or place as the lists that they are in the model.
fn listed(node: Json, key: &str) -> Json {
    const LISTS: [&str; 15] = [
        "policies",
        "priority-areas",
        "programmes",
        "sources",
        "rates",
        "projects",
        "commitments",
        "annual-limits",
        "aliases",
        "conflicts",
        "other-statements",
        "names",
        "dispatches",
        "events",
        "offices",
    ];
    let Json::Object(entries) = node else { return node };
    let entries = entries.into_iter().map(|(name, node)| (name.clone(), listed(node, &name)));
    match LISTS.contains(&key) || key == "fields" || key == "figures" {
        true => Json::Array(entries.map(|(_, node)| node).collect()),
        false => Json::Object(entries.collect()),
    }
}

fn read<T: serde::de::DeserializeOwned>(root: &Json, key: &str) -> Vec<T> {
    let items = root.get(key).and_then(Json::as_array).cloned().unwrap_or_default();
    items.into_iter().map(|item| serde_json::from_value(item).expect("a record of the model")).collect()
}

/// The data set that the records of all tables say.
fn dataset_of(mut whole: Json, code: &str, language: &str) -> Dataset {
    let mut take =
        |key: &str| whole.as_object_mut().and_then(|whole| whole.remove(key)).unwrap_or(Json::Object(Map::new()));
    let (figures, editions) = (take("figures"), take("editions"));
    let mut country = listed(take("country"), "country");
    country["code"] = code.into();
    country["language"] = language.into();
    let mut root = listed(whole, "");
    let figures =
        figures.as_object().into_iter().flatten().map(|(year, list)| {
            (year.parse().unwrap(), serde_json::from_value(listed(list.clone(), "figures")).unwrap())
        });
    let editions =
        editions.as_object().into_iter().flatten().flat_map(|(_, years)| years.as_object().into_iter().flatten());
    let people = root.as_object_mut().and_then(|root| root.remove("people")).unwrap_or(Json::Object(Map::new()));
    Dataset {
        country: serde_json::from_value(country).unwrap(),
        policies: read(&root, "policies"),
        sources: read::<Source>(&root, "sources").into_iter().map(|source| (source.id.clone(), source)).collect(),
        rates: read::<ExchangeRate>(&root, "rates").into_iter().map(|rate| (rate.id.clone(), rate)).collect(),
        projects: read(&root, "projects"),
        people: serde_json::from_value(people).unwrap(),
        figures: figures.collect(),
        editions: editions.map(|(_, edition)| serde_json::from_value(edition.clone()).unwrap()).collect(),
        names: read::<Names>(&root, "names").into_iter().map(|names| (names.id.clone(), names)).collect(),
        provenance: Vec::new(),
        narrative: BTreeMap::new(),
        places: Places::default(),
    }
}

#[test]
fn a_place_in_a_document_without_its_word_is_told_with_the_word() {
    for (text, said) in [
        ("id | 67", "expected `id | line 67` (or `page`, `cell`), found `id | 67`"),
        ("id | line 5\nid|67, 69", "expected `id | line 67, 69` (or `page`, `cell`), found `id | line 5\nid|67, 69`"),
        ("id | p. 67", "expected documents such as `yearbook | line 33`, one a line, found `id | p. 67`"),
    ] {
        assert_eq!(FieldKind::Sources.parse(text).unwrap_err().to_string(), said);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn each_value_comes_back_from_its_text(dataset in datasets()) {
        for table in tables() {
            for record in records(&dataset, &table) {
                for (field, value) in table.fields.iter().zip(&record.values) {
                    let text = value.to_string();
                    prop_assert_eq!(&field.kind.parse(&text), &Ok(value.clone()), "{}.{}: {:?}", table.name, field.name, text);
                }
            }
        }
    }

    #[test]
    fn the_records_of_all_tables_are_the_data(dataset in datasets()) {
        let again = dataset_of(assemble(&dataset), "xve", dataset.country.language.as_str());
        prop_assert_eq!(again, dataset);
    }
}
