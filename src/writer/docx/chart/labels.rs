//! Labels at the points of a series (ECMA-376-1, 21.2.2.49 `dLbls`).

use super::look::{token, val};
use super::{Drawing, format, value};
use crate::chart::{LabelPlace, Paint, PointLabel};
use crate::document::{ChartKind, ChartPoint, Series};
use crate::package::XmlWriter;

/// The extension that holds lines from labels to points, for all kinds of charts.
const LEADERS: [(&str, &str); 2] = [
    ("uri", "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"),
    ("xmlns:c15", "http://schemas.microsoft.com/office/drawing/2012/chart"),
];

/// What is shown at a point.
struct Shown<'a> {
    format: &'a str,
    paint: Paint,
    place: Option<LabelPlace>,
    has_number: bool,
    has_name: bool,
    is_broken: bool,
}

/// Writes the labels of a series: those points that the other formats label have theirs.
///
/// Where every number is shown in one way, that is said of the series, so that a point that is added later has its
/// number, too.
pub(super) fn write(drawing: &Drawing<'_>, xml: &mut XmlWriter, index: usize, series: &Series) {
    let labels: Vec<(usize, &ChartPoint, &PointLabel)> = (series.points.iter().enumerate())
        .filter_map(|(category, point)| {
            let label = drawing.plan.label_at(index, category).filter(|_| value(point).is_some())?;
            Some((category, point, label))
        })
        .collect();
    let known = series.points.iter().filter(|point| value(point).is_some()).count();
    let of_all = match labels.first() {
        Some((_, point, first))
            if labels.len() == known && labels.iter().all(|(_, _, label)| is_plain(label, first)) =>
        {
            Some((format::of_point(drawing.locale, point), (*first).clone()))
        }
        Some(_) | None => None,
    };
    xml.element("c:dLbls", &[], |xml| {
        for (category, point, label) in labels {
            let format = format::of_point(drawing.locale, point);
            if of_all.as_ref().is_some_and(|(of_all, _)| *of_all == format) {
                continue;
            }
            xml.element("c:dLbl", &[], |xml| {
                val(xml, "c:idx", &category.to_string());
                moved(drawing, xml, label.place);
                let ground = series.part_colors.get(category).unwrap_or(&series.color);
                shown(
                    drawing,
                    xml,
                    &Shown {
                        format: &format,
                        paint: paint(label.place, ground),
                        place: Some(label.place),
                        has_number: label.has_number,
                        has_name: label.has_name,
                        is_broken: label.is_broken,
                    },
                );
            });
        }
        let format = of_all.as_ref().map_or("General", |(format, _)| format);
        let place = of_all.as_ref().map(|(_, label)| label.place);
        let paint = place.map_or_else(|| token("ink"), |place| paint(place, &series.color));
        let has_number = of_all.is_some();
        shown(drawing, xml, &Shown { format, paint, place, has_number, has_name: false, is_broken: false });
        leaders(drawing, xml);
    });
}

/// Lines from labels that stand elsewhere to their points. Kinds other than round ones have them by an extension
/// (\[MS-ODRAWXML\], 2.24.3.77).
fn leaders(drawing: &Drawing<'_>, xml: &mut XmlWriter) {
    let is_shown = match drawing.chart.kind {
        ChartKind::Doughnut => {
            val(xml, "c:showLeaderLines", "1");
            xml.element("c:leaderLines", &[], |xml| {
                xml.element("c:spPr", &[], |xml| drawing.line(xml, Some((&token("not-known"), 0.6))));
            });
            return;
        }
        ChartKind::Line => "1",
        // A number above a stack needs no line to it.
        ChartKind::Column | ChartKind::StackedColumn | ChartKind::Bar => "0",
    };
    xml.element("c:extLst", &[], |xml| {
        xml.element("c:ext", &LEADERS, |xml| val(xml, "c15:showLeaderLines", is_shown));
    });
}

/// Whether a label shows a number only, in a place that needs no measure, and in the same one as another label.
fn is_plain(label: &PointLabel, first: &PointLabel) -> bool {
    let has_simple_place = match label.place {
        LabelPlace::Inside | LabelPlace::Beyond | LabelPlace::Below => true,
        LabelPlace::Beside(_) | LabelPlace::Moved(_) => false,
    };
    label.has_number && !label.has_name && has_simple_place && label.place == first.place
}

/// Text inside of a mark can be read on its colour.
fn paint(place: LabelPlace, ground: &str) -> Paint {
    match place {
        LabelPlace::Inside => Paint::On(ground.to_owned()),
        LabelPlace::Beyond | LabelPlace::Below | LabelPlace::Beside(_) | LabelPlace::Moved(_) => token("ink"),
    }
}

/// Moves a label from the place that it would have.
fn moved(drawing: &Drawing<'_>, xml: &mut XmlWriter, place: LabelPlace) {
    match place {
        LabelPlace::Beside(by) | LabelPlace::Moved(by) if by.x.abs() + by.y.abs() > 1.0 => {
            let part = |by: f64, whole: f64| format!("{:.4}", (by / whole.max(1.0)).clamp(-1.0, 1.0));
            xml.element("c:layout", &[], |xml| {
                xml.element("c:manualLayout", &[], |xml| {
                    val(xml, "c:x", &part(by.x, drawing.size.width_pt));
                    val(xml, "c:y", &part(by.y, drawing.size.height_pt));
                });
            });
        }
        LabelPlace::Inside | LabelPlace::Beyond | LabelPlace::Below | LabelPlace::Beside(_) | LabelPlace::Moved(_) => {}
    }
}

/// The word for a place, where a kind of chart has it (ECMA-376-1, 21.2.3.10).
fn position(kind: ChartKind, place: LabelPlace) -> Option<&'static str> {
    match (kind, place) {
        (ChartKind::Doughnut, _) => None,
        (ChartKind::StackedColumn, _) | (_, LabelPlace::Inside | LabelPlace::Moved(_)) => Some("ctr"),
        (ChartKind::Line, LabelPlace::Beyond) => Some("t"),
        (ChartKind::Line, LabelPlace::Below) => Some("b"),
        (ChartKind::Line, LabelPlace::Beside(_)) => Some("r"),
        (ChartKind::Column | ChartKind::Bar, LabelPlace::Beyond | LabelPlace::Below | LabelPlace::Beside(_)) => {
            Some("outEnd")
        }
    }
}

fn shown(drawing: &Drawing<'_>, xml: &mut XmlWriter, shown: &Shown<'_>) {
    let kind = drawing.chart.kind;
    xml.empty("c:numFmt", &[("formatCode", shown.format), ("sourceLinked", "0")]);
    drawing.nothing(xml);
    drawing.texts(xml, &shown.paint, Some(0), !shown.is_broken);
    if let Some(position) = shown.place.and_then(|place| position(kind, place)) {
        val(xml, "c:dLblPos", position);
    }
    let flag = |shown: bool| if shown { "1" } else { "0" };
    let is_ring = kind == ChartKind::Doughnut;
    val(xml, "c:showLegendKey", "0");
    val(xml, "c:showVal", flag(shown.has_number));
    val(xml, "c:showCatName", flag(shown.has_name && is_ring));
    val(xml, "c:showSerName", flag(shown.has_name && !is_ring));
    val(xml, "c:showPercent", "0");
    val(xml, "c:showBubbleSize", "0");
    if shown.has_name && shown.has_number {
        xml.element("c:separator", &[], |xml| xml.text("\n"));
    }
}
