//! The kinds of charts (ECMA-376-1, 21.2.2.16 `barChart`, 21.2.2.97 `lineChart`, 21.2.2.50 `doughnutChart`).

use super::look::val;
use super::{Drawing, axes, series};
use crate::document::ChartKind;
use crate::package::XmlWriter;

/// Writes the series of a chart in the element of its kind.
pub(super) fn write(drawing: &Drawing<'_>, xml: &mut XmlWriter) {
    match drawing.chart.kind {
        ChartKind::Column => bars(drawing, xml, "col", "clustered"),
        ChartKind::StackedColumn => bars(drawing, xml, "col", "stacked"),
        ChartKind::Bar => bars(drawing, xml, "bar", "clustered"),
        ChartKind::Line => xml.element("c:lineChart", &[], |xml| {
            val(xml, "c:grouping", "standard");
            val(xml, "c:varyColors", "0");
            series::write(drawing, xml);
            val(xml, "c:marker", "1");
            axes::ids(xml);
        }),
        ChartKind::Doughnut => xml.element("c:doughnutChart", &[], |xml| {
            val(xml, "c:varyColors", "1");
            series::write(drawing, xml);
            val(xml, "c:firstSliceAng", &format!("{:.0}", (drawing.plan.turn * 360.0).rem_euclid(360.0)));
            val(xml, "c:holeSize", &format!("{:.0}", (drawing.plan.hole * 100.0).clamp(10.0, 90.0)));
        }),
    }
}

fn bars(drawing: &Drawing<'_>, xml: &mut XmlWriter, direction: &str, grouping: &str) {
    let is_stacked = drawing.chart.kind == ChartKind::StackedColumn;
    xml.element("c:barChart", &[], |xml| {
        val(xml, "c:barDir", direction);
        val(xml, "c:grouping", grouping);
        val(xml, "c:varyColors", "0");
        series::write(drawing, xml);
        // The gap is measured in columns, and has its limit (ECMA-376-1, 21.2.3.21).
        let columns = if is_stacked { 1 } else { drawing.chart.series.len().max(1) };
        let group = drawing.plan.group.clamp(0.05, 1.0);
        let gap = ((1.0 - group) / group * columns as f64 * 100.0).clamp(0.0, 500.0);
        val(xml, "c:gapWidth", &format!("{gap:.0}"));
        // Columns side by side have a seam between them (ECMA-376-1, 21.2.3.27).
        val(xml, "c:overlap", if is_stacked { "100" } else { "-5" });
        axes::ids(xml);
    });
}
