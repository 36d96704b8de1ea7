//! Figures as content controls, and the stores behind them.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::document::walk_blocks;

#[test]
fn content_controls_have_small_unique_ids_and_short_names() {
    let word = sample_word();
    let mut ids = BTreeSet::new();
    for part in ["word/document.xml", "word/footnotes.xml"] {
        for control in word.part(part).descendants_named("sdtPr") {
            let id: u32 = val(control.child("id").expect("an id")).parse().unwrap();
            assert!(id > 0 && i32::try_from(id).is_ok());
            assert!(ids.insert(id), "{id} twice");
            for name in ["alias", "tag"] {
                assert!(control.child(name).is_none_or(|name| (1..=64).contains(&val(name).chars().count())));
            }
        }
    }
    assert!(ids.len() > 5);
}

#[test]
fn every_figure_of_the_text_is_bound_to_the_store() {
    let word = sample_word();
    let store = word.part("customXml/item1.xml");
    assert_eq!(store.namespace, "urn:hokoku:figures:1");
    let id = word.part("customXml/itemProps1.xml").attribute("itemID").unwrap().to_owned();
    let items: BTreeMap<&str, &Element> =
        store.children_named("item").map(|item| (item.attribute("id").unwrap(), item)).collect();
    let mut bound = Vec::new();
    for part in ["word/document.xml", "word/footnotes.xml"] {
        for control in word.part(part).descendants_named("sdt") {
            let properties = control.child("sdtPr").unwrap();
            let Some(tag) = properties.child("tag") else { continue };
            let binding = properties.child("dataBinding").expect("a binding");
            assert_eq!(binding.attribute("storeItemID"), Some(id.as_str()));
            assert_eq!(binding.attribute("prefixMappings"), Some("xmlns:ns0='urn:hokoku:figures:1'"));
            let path = format!("/ns0:figures/ns0:item[@id='{}']/ns0:v", val(tag));
            assert_eq!(binding.attribute("xpath"), Some(path.as_str()));
            let item = items[val(tag)];
            assert_eq!(words(control.child("sdtContent").unwrap()), item.child("v").unwrap().text());
            assert_eq!(item.attribute("printed"), Some(item.child("v").unwrap().text().as_ref()));
            bound.push((item.attribute("figure").unwrap().to_owned(), item.attribute("printed").unwrap().to_owned()));
        }
    }
    // Points of charts are drawn, not written.
    let mut printed: Vec<_> = sample::document()
        .figure_occurrences()
        .iter()
        .map(|found| (found.figure.id.as_str().to_owned(), found.figure.text.clone()))
        .collect();
    let mut charted = Vec::new();
    walk_blocks(&sample::document().blocks, &mut |block| {
        if let Block::Chart(chart) = block {
            charted.extend(chart.series.iter().flat_map(|series| &series.points).filter_map(|point| match point {
                crate::document::ChartPoint::Known { figure, .. } => {
                    Some((figure.id.as_str().to_owned(), figure.text.clone()))
                }
                crate::document::ChartPoint::Unknown => None,
            }));
        }
    });
    charted.iter().for_each(|figure| drop(printed.remove(printed.iter().position(|found| found == figure).unwrap())));
    printed.sort();
    bound.sort();
    assert_eq!(bound, printed);
}

#[test]
fn the_list_of_figures_is_that_of_the_document() {
    let list = sample_word().part("customXml/item2.xml");
    let document = sample::document();
    let shown: Vec<(String, String)> = list
        .children_named("figure")
        .map(|figure| (figure.attribute("id").unwrap().to_owned(), figure.child("text").unwrap().text().into_owned()))
        .collect();
    let expected: Vec<(String, String)> = document
        .figure_occurrences()
        .iter()
        .map(|found| (found.figure.id.as_str().to_owned(), found.figure.text.clone()))
        .collect();
    assert_eq!(shown, expected);
    let source = list.descendants_named("source").next().expect("a source");
    assert_eq!((source.attribute("document"), source.attribute("line")), (Some("yearbook"), Some("12")));
}
