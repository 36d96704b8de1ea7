//! Values of charts, which a report shows but does not take back: whether somebody changed them.
//!
//! An office opens the workbook behind a chart and writes the values that it finds there into the chart. What the values
//! were stands in the store of figures. Numbers come back as binary fractions, so they are compared as such.

use super::report::Report;
use super::store::StoredChart;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::package::{Element, Package, read_xml};

/// How far a number may be off that went through another program, in parts of itself.
const TOLERANCE: f64 = 1e-9;

/// How the content type of a chart's part ends.
const CONTENT_TYPE: &str = "drawingml.chart+xml";

/// The values of a chart, series by series; `None` for a gap.
pub(super) type Values = Vec<Vec<Option<f64>>>;

/// Warns of each chart of the report whose values are found in no chart any more.
pub(super) fn edited(package: &Package, report: &Report, path: &str) -> Vec<Diagnostic> {
    let parts = package.parts().filter(|(_, part)| part.content_type.ends_with(CONTENT_TYPE));
    let now: Vec<Values> = parts.filter_map(|(_, part)| Some(values(&read_xml(&part.bytes).ok()?))).collect();
    let is_edited = |chart: &&StoredChart| !now.iter().any(|now| is_same(now, &chart.values));
    let warn = |chart: &StoredChart| {
        let message = format!("the values of the chart “{}” were changed, or it was taken out", chart.title);
        Diagnostic::warning(Code::CHART_EDITED, Place::file(path), message).with_hint(
            "charts are not read back: correct the figures in the text or table that says the same, or the data",
        )
    };
    report.store.charts.iter().filter(is_edited).map(warn).collect()
}

/// The values that a chart's part holds.
fn values(chart: &Element) -> Values {
    chart.descendants_named("ser").map(|series| series.child("val").map(points).unwrap_or_default()).collect()
}

fn points(values: &Element) -> Vec<Option<f64>> {
    let mut points = Vec::new();
    for point in values.descendants_named("pt") {
        let index =
            point.attribute("idx").and_then(|index| index.parse::<u16>().ok()).map_or(points.len(), usize::from);
        points.resize(points.len().max(index + 1), None);
        points[index] = point.child("v").and_then(|value| value.text().trim().parse().ok());
    }
    points
}

/// Whether two charts say the same, gaps at the end left out.
fn is_same(one: &Values, other: &Values) -> bool {
    let known = |series: &[Option<f64>]| series.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
    one.len() == other.len()
        && one.iter().zip(other).all(|(one, other)| {
            let (one, other) = (&one[..known(one)], &other[..known(other)]);
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_near(*one, *other))
        })
}

fn is_near(one: Option<f64>, other: Option<f64>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() <= TOLERANCE * one.abs().max(other.abs()),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}
