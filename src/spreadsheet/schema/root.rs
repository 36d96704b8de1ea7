//! The data as one tree, in the shape of the paths of [`crate::model::Places`].

use serde::Serialize;
use serde_json::{Map, Value as Json};

use crate::model::{Dataset, Edition};

/// What the model serialises to, by collection. Editions stand below their report and year, figures below their year.
pub(super) fn root(dataset: &Dataset) -> Json {
    // Provenance is the program's own, narrative is text with templates in it, places are no data.
    let Dataset {
        country,
        policies,
        sources,
        rates,
        projects,
        people,
        figures,
        editions,
        names,
        provenance: _,
        narrative: _,
        places: _,
    } = dataset;
    let mut root = Map::new();
    root.insert("country".to_owned(), json(country));
    root.insert("policies".to_owned(), json(policies));
    root.insert("sources".to_owned(), list(sources.values()));
    root.insert("rates".to_owned(), list(rates.values()));
    root.insert("projects".to_owned(), json(projects));
    root.insert("people".to_owned(), json(people));
    let figures = figures.iter().map(|(year, figures)| (year.to_string(), json(figures)));
    root.insert("figures".to_owned(), Json::Object(figures.collect()));
    root.insert("editions".to_owned(), by_report(editions));
    root.insert("names".to_owned(), list(names.values()));
    Json::Object(root)
}

fn by_report(editions: &[Edition]) -> Json {
    let mut reports: Map<String, Json> = Map::new();
    for edition in editions {
        let years = reports.entry(edition.report.clone()).or_insert_with(|| Json::Object(Map::new()));
        if let Json::Object(years) = years {
            years.insert(edition.year.to_string(), json(edition));
        }
    }
    Json::Object(reports)
}

fn list<'a, T: Serialize + 'a>(records: impl Iterator<Item = &'a T>) -> Json {
    Json::Array(records.map(json).collect())
}

fn json<T: Serialize>(value: &T) -> Json {
    serde_json::to_value(value).expect("the model's keys are texts, and its values serialise")
}
