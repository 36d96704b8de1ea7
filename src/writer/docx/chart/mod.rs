//! Charts that an office draws itself and lets a person edit: DrawingML.
//!
//! The part has the values in it, so that nothing need be opened to see them, and a workbook behind it. Bounds and
//! steps of the axis, places, labels and colours are those that [`crate::chart`] decided for the other formats. A
//! value that is not known is a gap. Knows nothing of the frame in the text that shows the chart.
//! Source: ECMA-376-1, clause 21.2 (charts); elements stand in the order of its schema.

mod axes;
mod format;
mod groups;
mod labels;
mod look;
mod series;
mod space;

use rust_decimal::Decimal;

use crate::chart::{Axis, ChartSize, Plan, axis, plan};
use crate::document::{Chart, ChartPoint, Theme};
use crate::locale::Locale;
use crate::package::{Package, Target, relationship};
use crate::spreadsheet::chart_workbook;

/// Content type of a chart part.
const CHART: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";

/// Content type of a workbook.
const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Adds a chart and the workbook behind it to a package, and returns the name of the chart's part.
///
/// Charts are numbered from 1. `size` is that of the frame in which the chart is shown: places in a chart are parts of
/// the whole.
pub(in crate::writer::docx) fn add(
    package: &mut Package,
    chart: &Chart,
    number: usize,
    theme: &Theme,
    locale: &Locale,
    size: ChartSize,
) -> String {
    let (part, workbook) = (format!("word/charts/chart{number}.xml"), format!("word/embeddings/chart{number}.xlsx"));
    let series: Vec<(String, Vec<Option<Decimal>>)> =
        chart.series.iter().map(|series| (series.name.clone(), series.points.iter().map(value).collect())).collect();
    package.add_part(&workbook, WORKBOOK, chart_workbook(&chart.category_heading, &chart.categories, &series));
    let id = package.relate(&part, relationship::EMBEDDED_PACKAGE, Target::Part(workbook));
    let plan = plan(chart, theme, locale, size);
    let drawing = Drawing { chart, theme, locale, size, plan, axis: axis(chart) };
    package.add_part(&part, CHART, space::write(&drawing, &id));
    part
}

/// A chart while it is being written.
struct Drawing<'a> {
    chart: &'a Chart,
    theme: &'a Theme,
    locale: &'a Locale,
    size: ChartSize,
    plan: Plan,
    axis: Axis,
}

/// The value of a point in the unit of the axis, where it is known.
fn value(point: &ChartPoint) -> Option<Decimal> {
    match point {
        ChartPoint::Known { plotted, .. } => Some(*plotted),
        ChartPoint::Unknown => None,
    }
}

#[cfg(test)]
mod tests;
