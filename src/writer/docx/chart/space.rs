//! The chart as a whole (ECMA-376-1, 21.2.2.29, `chartSpace`).

use super::look::{token, val};
use super::{Drawing, axes, groups};
use crate::chart::Frame;
use crate::document::ChartKind;
use crate::package::XmlWriter;

/// The namespaces of a chart part.
const NAMESPACES: [(&str, &str); 3] = [
    ("xmlns:c", "http://schemas.openxmlformats.org/drawingml/2006/chart"),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
];

/// Room that an office gives to the swatch and the margins of an entry of a key, in points, beyond ours.
const KEY_MARGIN: f64 = 12.0;

/// Writes the part of a chart; `workbook` is the id of its relationship to the workbook behind it.
pub(super) fn write(drawing: &Drawing<'_>, workbook: &str) -> Vec<u8> {
    let mut xml = XmlWriter::new();
    xml.element("c:chartSpace", &NAMESPACES, |xml| {
        val(xml, "c:date1904", "0");
        val(xml, "c:lang", drawing.locale.tag().as_str());
        val(xml, "c:roundedCorners", "0");
        xml.element("c:chart", &[], |xml| chart(drawing, xml));
        drawing.nothing(xml);
        drawing.texts(xml, &token("ink"), None, false);
        xml.element("c:externalData", &[("r:id", workbook)], |xml| val(xml, "c:autoUpdate", "0"));
    });
    xml.into_bytes()
}

fn chart(drawing: &Drawing<'_>, xml: &mut XmlWriter) {
    let has_axes = axes::has_axes(drawing.chart.kind);
    if !has_axes && !drawing.plan.unit.is_empty() {
        unit(drawing, xml);
    }
    val(xml, "c:autoTitleDeleted", if has_axes || drawing.plan.unit.is_empty() { "1" } else { "0" });
    xml.element("c:plotArea", &[], |xml| {
        drawing.place(xml, &axes::plot(drawing), true, true);
        groups::write(drawing, xml);
        if has_axes {
            axes::write(drawing, xml);
        }
        drawing.nothing(xml);
    });
    if let Some(key) = drawing.plan.key {
        legend(drawing, xml, key);
    }
    val(xml, "c:plotVisOnly", "1");
    val(xml, "c:dispBlanksAs", "gap");
}

/// The unit where it stands in the other formats: above the axis, or in the middle of a ring.
pub(super) fn unit(drawing: &Drawing<'_>, xml: &mut XmlWriter) {
    xml.element("c:title", &[], |xml| {
        drawing.rich(xml, &drawing.plan.unit, &token("ink-soft"));
        drawing.place(xml, &drawing.plan.unit_frame, false, false);
        val(xml, "c:overlay", if drawing.chart.kind == ChartKind::Doughnut { "1" } else { "0" });
    });
}

fn legend(drawing: &Drawing<'_>, xml: &mut XmlWriter, key: Frame) {
    let entries = drawing.chart.series.len() as f64;
    let width = (key.width + entries * KEY_MARGIN).min(drawing.size.width_pt);
    xml.element("c:legend", &[], |xml| {
        val(xml, "c:legendPos", "t");
        drawing.place(xml, &Frame { width, ..key }, false, true);
        val(xml, "c:overlay", "0");
        drawing.texts(xml, &token("ink"), None, false);
    });
}
