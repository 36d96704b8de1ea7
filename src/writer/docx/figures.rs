//! Figures: each printed number is a content control bound to the store of figures. Floor 3.
//!
//! A bound node of a store has one text, so a figure has one item for each look and text. Word writes what a person
//! changes into every control of the item, and into the store. Source: ECMA-376-1, 17.5.2 (the order of `sdtPr` is that of
//! the transitional schema: the binding before the kind, the kind last) and 22.5 (custom XML parts).

use std::collections::BTreeMap;

use super::names::{CUSTOM_XML, relationship};
use super::run::Format;
use super::writing::Writing;
use super::xml::{flag, text, value};
use crate::document::{Chart, ChartPoint, Document, Metadata, PrintedFigure, plain_text};
use crate::model::FigureId;
use crate::package::{Package, Target, XmlWriter};

/// Namespace of the store.
const STORE: &str = "urn:hokoku:figures:1";
/// Namespace of the list of figures.
const LIST: &str = "urn:hokoku:figure-list:1";
/// Word shows at most so many characters of an alias or a tag.
const ALIAS: usize = 64;

/// The items of the store.
pub(super) struct Store {
    /// Item ids with what they hold, in the order of the text.
    items: Vec<(String, PrintedFigure)>,
    seen: BTreeMap<String, usize>,
    /// Titles of the charts, and the values of their series.
    charts: Vec<(String, Vec<String>)>,
    /// The id of the store, which the bindings name.
    id: String,
}

impl Store {
    /// An empty store; its id is that of the edition, for ever.
    pub(super) fn new(metadata: &Metadata) -> Store {
        Store { items: Vec::new(), seen: BTreeMap::new(), charts: Vec::new(), id: guid(&edition("figures", metadata)) }
    }

    /// Remembers the values of a chart, so that an import can tell whether they were changed.
    pub(super) fn add_chart(&mut self, chart: &Chart) {
        let value = |point: &ChartPoint| match point {
            ChartPoint::Known { plotted, .. } => plotted.normalize().to_string(),
            ChartPoint::Unknown => "-".to_owned(),
        };
        let series = chart.series.iter().map(|series| series.points.iter().map(value).collect::<Vec<_>>().join(" "));
        self.charts.push((plain_text(&chart.caption), series.collect()));
    }

    /// The item of a printed figure, and how often it was asked for before.
    fn item(&mut self, figure: &PrintedFigure) -> (String, usize) {
        let id = item_id(figure);
        let count = self.seen.entry(id.clone()).or_default();
        let before = *count;
        *count += 1;
        if before == 0 {
            self.items.push((id.clone(), figure.clone()));
        }
        (id, before)
    }
}

/// The id of an item: of one figure in one look and one text.
pub(super) fn item_id(figure: &PrintedFigure) -> String {
    let words = [figure.id.as_str(), &figure.look, &figure.text].join("\0");
    format!("f{}", &blake3::hash(words.as_bytes()).to_hex()[..10])
}

fn edition(what: &str, metadata: &Metadata) -> String {
    let Metadata { country, report, year, language, .. } = metadata;
    format!("hokoku {what} {country} {report} {year} {language}")
}

/// A GUID made of words, in braces.
fn guid(words: &str) -> String {
    let hex = blake3::hash(words.as_bytes()).to_hex().to_uppercase();
    format!("{{{}-{}-4{}-8{}-{}}}", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..32])
}

impl<'a> Writing<'a> {
    /// Writes a figure as a content control.
    pub(super) fn figure(&mut self, xml: &mut XmlWriter, figure: &PrintedFigure, format: &Format<'_>) {
        let (item, before) = self.figures.item(figure);
        let control = self.control_id(&format!("{item} {before}"));
        let alias = alias(self.document, &figure.id);
        let store = self.figures.id.clone();
        xml.element("w:sdt", &[], |xml| {
            xml.element("w:sdtPr", &[], |xml| {
                value(xml, "w:alias", &alias);
                value(xml, "w:tag", &item);
                value(xml, "w:id", &control);
                let path = format!("/ns0:figures/ns0:item[@id='{item}']/ns0:v");
                let prefixes = format!("xmlns:ns0='{STORE}'");
                binding(xml, &prefixes, &path, &store);
                flag(xml, "w:text");
            });
            xml.element("w:sdtContent", &[], |xml| self.text(xml, format, &figure.text));
        });
    }

    /// Adds the store and the list of figures, and relates the document to them.
    pub(super) fn add_figures(&mut self) {
        let store = store_part(&self.figures, &self.document.metadata);
        let store_id = self.figures.id.clone();
        let list_id = guid(&edition("figure list", &self.document.metadata));
        let list = list_part(self.document);
        for (number, (bytes, id, schema)) in [(store, store_id, STORE), (list, list_id, LIST)].into_iter().enumerate() {
            let part = format!("customXml/item{}.xml", number + 1);
            let properties = format!("customXml/itemProps{}.xml", number + 1);
            self.package.add_part(&part, "application/xml", bytes);
            add_properties(&mut self.package, &part, &properties, &id, schema);
            self.relate("customXml", &part);
        }
    }
}

/// Writes `w:dataBinding`.
pub(super) fn binding(xml: &mut XmlWriter, prefixes: &str, path: &str, store: &str) {
    xml.empty("w:dataBinding", &[("w:prefixMappings", prefixes), ("w:xpath", path), ("w:storeItemID", store)]);
}

/// What Word shows over a control: the label of the figure, else its id.
fn alias(document: &Document, id: &FigureId) -> String {
    let label = document.figures.get(id).and_then(|figure| {
        let label = figure.label.get(&document.metadata.language);
        label.or_else(|| figure.label.iter().next().map(|(_, label)| label)).map(|label| label.text.as_str())
    });
    label.filter(|label| !label.is_empty()).unwrap_or(id.as_str()).chars().take(ALIAS).collect()
}

fn store_part(store: &Store, metadata: &Metadata) -> Vec<u8> {
    let mut xml = XmlWriter::new();
    let year = metadata.year.to_string();
    let attributes = [
        ("xmlns", STORE),
        ("country", metadata.country.as_str()),
        ("report", &metadata.report),
        ("year", &year),
        ("language", metadata.language.as_str()),
        ("data-sha256", &metadata.data_hash),
    ];
    xml.element("figures", &attributes, |xml| {
        for (id, figure) in &store.items {
            let attributes = [
                ("id", id.as_str()),
                ("figure", figure.id.as_str()),
                ("look", &figure.look),
                ("printed", &figure.text),
            ];
            xml.element("item", &attributes, |xml| text(xml, "v", &figure.text));
        }
        for (title, series) in &store.charts {
            xml.element("chart", &[("title", title)], |xml| {
                series.iter().for_each(|values| text(xml, "series", values));
            });
        }
    });
    xml.into_bytes()
}

/// Every printed figure in the order of the text, points of charts included, with its sources.
fn list_part(document: &Document) -> Vec<u8> {
    let mut xml = XmlWriter::new();
    xml.element("figure-list", &[("xmlns", LIST)], |xml| {
        for occurrence in document.figure_occurrences() {
            let figure = occurrence.figure;
            xml.element("figure", &[("id", figure.id.as_str()), ("look", &figure.look)], |xml| {
                text(xml, "text", &figure.text);
                if let Some(figure_value) = figure.value {
                    text(xml, "value", &figure_value.normalize().to_string());
                }
                if let Some(heading) = occurrence.heading {
                    xml.element("heading", &[("id", &heading.id.0)], |xml| xml.text(&plain_text(&heading.content)));
                }
                for source in document.references_of(&figure.id) {
                    let places = [("line", &source.line), ("page", &source.page), ("cell", &source.cell)];
                    let places = places.into_iter().filter_map(|(name, place)| Some((name, place.as_deref()?)));
                    let attributes: Vec<(&str, &str)> =
                        std::iter::once(("document", source.document.as_str())).chain(places).collect();
                    xml.empty("source", &attributes);
                }
            });
        }
    });
    xml.into_bytes()
}

fn add_properties(package: &mut Package, part: &str, properties: &str, id: &str, schema: &str) {
    let mut xml = XmlWriter::new();
    xml.element("ds:datastoreItem", &[("ds:itemID", id), ("xmlns:ds", CUSTOM_XML)], |xml| {
        xml.element("ds:schemaRefs", &[], |xml| xml.empty("ds:schemaRef", &[("ds:uri", schema)]));
    });
    let kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml";
    package.add_part(properties, kind, xml.into_bytes());
    package.relate(part, &relationship("customXmlProps"), Target::Part(properties.to_owned()));
}
