//! Series with their values (ECMA-376-1, 21.2.2.170, 21.2.2.171, 21.2.2.168: `ser` of bars, lines, doughnuts).

use rust_decimal::prelude::ToPrimitive;

use super::look::{token, val};
use super::{Drawing, format, labels, value};
use crate::chart::Paint;
use crate::document::{ChartKind, ChartPoint, Series};
use crate::package::XmlWriter;
use crate::spreadsheet::CHART_SHEET;

/// Width of a line, and of the seam between areas, in points; as in the other formats.
const LINE_PT: f64 = 1.8;
const SEAM_PT: f64 = 0.6;
const RING_SEAM_PT: f64 = 1.2;

/// The forms of the points of lines, so that they differ without colour, with their sizes in points.
const MARKERS: [(&str, &str); 4] = [("circle", "5"), ("square", "5"), ("triangle", "6"), ("diamond", "7")];

/// Writes all series of a chart.
pub(super) fn write(drawing: &Drawing<'_>, xml: &mut XmlWriter) {
    for (index, series) in drawing.chart.series.iter().enumerate() {
        xml.element("c:ser", &[], |xml| one(drawing, xml, index, series));
    }
}

fn one(drawing: &Drawing<'_>, xml: &mut XmlWriter, index: usize, series: &Series) {
    let number = index.to_string();
    val(xml, "c:idx", &number);
    val(xml, "c:order", &number);
    if !series.name.is_empty() {
        let cell = format!("{CHART_SHEET}!${}$1", column(index + 1));
        xml.element("c:tx", &[], |xml| texts(xml, &cell, std::slice::from_ref(&series.name)));
    }
    let paint = token(&series.color);
    match drawing.chart.kind {
        ChartKind::Column | ChartKind::Bar => {
            drawing.area(xml, &paint, None);
            val(xml, "c:invertIfNegative", "0");
        }
        ChartKind::StackedColumn => {
            drawing.area(xml, &paint, Some(SEAM_PT));
            val(xml, "c:invertIfNegative", "0");
            // A part of no height would show as a seam across the axis.
            let is_zero = |point: &ChartPoint| value(point).is_some_and(|value| value.is_zero());
            for (at, _) in series.points.iter().enumerate().filter(|(_, point)| is_zero(point)) {
                xml.element("c:dPt", &[], |xml| {
                    val(xml, "c:idx", &at.to_string());
                    val(xml, "c:invertIfNegative", "0");
                    val(xml, "c:bubble3D", "0");
                    drawing.area(xml, &paint, None);
                });
            }
        }
        ChartKind::Line => {
            xml.element("c:spPr", &[], |xml| drawing.line(xml, Some((&paint, LINE_PT))));
            marker(drawing, xml, index, &paint);
        }
        ChartKind::Doughnut => {
            drawing.area(xml, &paint, Some(RING_SEAM_PT));
            for part in 0..drawing.chart.categories.len() {
                let color = series.part_colors.get(part).unwrap_or(&series.color);
                xml.element("c:dPt", &[], |xml| {
                    val(xml, "c:idx", &part.to_string());
                    val(xml, "c:bubble3D", "0");
                    drawing.area(xml, &token(color), Some(RING_SEAM_PT));
                });
            }
        }
    }
    labels::write(drawing, xml, index, series);
    data(drawing, xml, index, series);
    if drawing.chart.kind == ChartKind::Line {
        val(xml, "c:smooth", "0");
    }
}

fn marker(drawing: &Drawing<'_>, xml: &mut XmlWriter, index: usize, paint: &Paint) {
    let (symbol, size) = MARKERS[index % MARKERS.len()];
    xml.element("c:marker", &[], |xml| {
        val(xml, "c:symbol", symbol);
        val(xml, "c:size", size);
        drawing.area(xml, paint, Some(SEAM_PT));
    });
}

/// The categories and values, each with the cells that hold them in the workbook. What is not known is left out of
/// the values.
fn data(drawing: &Drawing<'_>, xml: &mut XmlWriter, index: usize, series: &Series) {
    let categories = &drawing.chart.categories;
    let last = categories.len().max(1) + 1;
    let cells = |column: &str| format!("{CHART_SHEET}!${column}$2:${column}${last}");
    xml.element("c:cat", &[], |xml| texts(xml, &cells("A"), categories));
    let known: Vec<(usize, f64)> =
        (series.points.iter().map(value).enumerate()).filter_map(|(at, value)| Some((at, value?.to_f64()?))).collect();
    let format = format::of_values(drawing.locale, series.points.iter().filter_map(value));
    xml.element("c:val", &[], |xml| {
        xml.element("c:numRef", &[], |xml| {
            xml.element("c:f", &[], |xml| xml.text(&cells(&column(index + 1))));
            xml.element("c:numCache", &[], |xml| {
                xml.element("c:formatCode", &[], |xml| xml.text(&format));
                val(xml, "c:ptCount", &categories.len().to_string());
                for (at, value) in known {
                    point(xml, at, &value.to_string());
                }
            });
        });
    });
}

/// Texts with the cells that hold them.
fn texts(xml: &mut XmlWriter, cells: &str, texts: &[String]) {
    xml.element("c:strRef", &[], |xml| {
        xml.element("c:f", &[], |xml| xml.text(cells));
        xml.element("c:strCache", &[], |xml| {
            val(xml, "c:ptCount", &texts.len().to_string());
            for (at, text) in texts.iter().enumerate() {
                point(xml, at, text);
            }
        });
    });
}

fn point(xml: &mut XmlWriter, at: usize, text: &str) {
    xml.element("c:pt", &[("idx", &at.to_string())], |xml| {
        xml.element("c:v", &[], |xml| xml.text(text));
    });
}

/// The letters of a column of a sheet; 0 is A.
fn column(index: usize) -> String {
    let letter = char::from(b'A' + (index % 26) as u8);
    match index / 26 {
        0 => letter.to_string(),
        rest => format!("{}{letter}", column(rest - 1)),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn columns_have_the_letters_of_a_sheet() {
        let check = |index: usize, letters: &str| assert_eq!(super::column(index), letters);
        check(0, "A");
        check(25, "Z");
        check(26, "AA");
        check(701, "ZZ");
        check(702, "AAA");
    }
}
