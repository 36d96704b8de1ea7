//! The store of figures in a Word report.

use std::collections::BTreeMap;

use super::charts::Values;
use crate::package::{Element, Package, read_xml};

/// Namespace of the store.
pub(super) const NAMESPACE: &str = "urn:hokoku:figures:1";

/// What a report says of its figures.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Store {
    /// The country's code.
    pub(super) country: String,
    /// The folder of the template.
    pub(super) report: String,
    /// The edition's year, as text.
    pub(super) year: String,
    /// The tag of its language.
    pub(super) language: String,
    /// Items in order.
    pub(super) items: Vec<Item>,
    /// Charts in order; none in reports of versions that did not write them.
    pub(super) charts: Vec<StoredChart>,
}

/// A chart as it was printed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct StoredChart {
    /// What it is called.
    pub(super) title: String,
    /// Its values.
    pub(super) values: Values,
}

/// One figure in one look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// The item's name in the report.
    pub(super) id: String,
    /// The figure's id.
    pub(super) figure: String,
    /// How it was printed.
    pub(super) look: String,
    /// The text that was printed.
    pub(super) printed: String,
    /// The text that stands in the store now.
    pub(super) text: String,
}

/// Finds the store by its namespace, since programs rename custom XML parts as they like.
///
/// # Errors
///
/// What is wrong with it, and what to do.
pub(super) fn read(package: &Package) -> Result<Store, (String, String)> {
    let has_namespace = |bytes: &[u8]| bytes.windows(NAMESPACE.len()).any(|window| window == NAMESPACE.as_bytes());
    let candidates = package.parts().filter(|(name, part)| name.ends_with(".xml") && has_namespace(&part.bytes));
    let mut stores = BTreeMap::new();
    for (name, part) in candidates {
        match read_xml(&part.bytes) {
            Ok(root) if root.namespace == NAMESPACE && root.local_name() == "figures" => {
                drop(stores.insert(name, root))
            }
            Ok(_) => {}
            Err(problem) => {
                let message =
                    format!("the part `{name}`, which may be its store of figures, is damaged: {}", problem.message);
                return Err((message, "take the file as it was before the last program saved it".to_owned()));
            }
        }
    }
    let mut stores = stores.into_values();
    match (stores.next(), stores.next()) {
        (Some(root), None) => of(&root),
        (Some(_), Some(_)) => Err((
            "the document has figures of more than one report".to_owned(),
            "import each report by itself, as it was before they were put together".to_owned(),
        )),
        (None, _) => Err((
            "the document has no store of figures: it was not made by this program, or another program lost it"
                .to_owned(),
            "edit the report in Word or LibreOffice, and keep it in Word's format (.docx)".to_owned(),
        )),
    }
}

fn of(root: &Element) -> Result<Store, (String, String)> {
    let lacks = |what: &str| {
        let hint = "build the report anew, and enter the corrections in that";
        (format!("its store of figures lacks {what}"), hint.to_owned())
    };
    let attribute = |name: &str| root.attribute(name).map(str::to_owned).ok_or_else(|| lacks(&format!("its `{name}`")));
    let mut items = Vec::new();
    for item in root.children_named("item") {
        let get = |name: &str| {
            item.attribute(name).map(str::to_owned).ok_or_else(|| lacks(&format!("the `{name}` of an item")))
        };
        let text = item.child("v").ok_or_else(|| lacks("the text of an item"))?.text().into_owned();
        items.push(Item { id: get("id")?, figure: get("figure")?, look: get("look")?, printed: get("printed")?, text });
    }
    let charts = root.children_named("chart").map(|chart| StoredChart {
        title: chart.attribute("title").unwrap_or_default().to_owned(),
        values: chart.children_named("series").map(|series| values(&series.text())).collect(),
    });
    let charts = charts.collect();
    Ok(Store {
        country: attribute("country")?,
        report: attribute("report")?,
        year: attribute("year")?,
        language: attribute("language")?,
        items,
        charts,
    })
}

/// The values of a series, with spaces between them; what is no number is a gap.
fn values(series: &str) -> Vec<Option<f64>> {
    series.split_whitespace().map(|value| value.parse().ok()).collect()
}
