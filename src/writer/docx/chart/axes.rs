//! The two axes (ECMA-376-1, 21.2.2.25 `catAx` and 21.2.2.226 `valAx`).

use super::look::{token, val};
use super::{Drawing, format, space};
use crate::chart::{CategoryNames, Frame, text_width};
use crate::document::ChartKind;
use crate::package::XmlWriter;

/// The ids by which the series and the axes know each other.
const CATEGORIES: &str = "1001";
const VALUES: &str = "1002";

/// The angle that stands for "as fits", in degrees. Some offices, told to keep names level, write them over each
/// other, whatever is said of the steps.
const FREE: i32 = -1000;

/// Where the values stand. Where the other formats leave out names of categories, an office breaks them into their
/// letters; so here they run upwards, and take some of the room of the plot.
pub(super) fn plot(drawing: &Drawing<'_>) -> Frame {
    let frame = drawing.plan.plot;
    match (drawing.chart.kind, drawing.plan.categories) {
        (ChartKind::Column | ChartKind::StackedColumn | ChartKind::Line, CategoryNames::EveryNth(_)) => {
            let size = drawing.theme.sizes.chart_label;
            let widest = drawing.chart.categories.iter().map(|name| text_width(name, size)).fold(0.0, f64::max);
            let more = (widest - size).clamp(0.0, frame.height / 3.0);
            Frame { height: frame.height - more, ..frame }
        }
        (ChartKind::Column | ChartKind::StackedColumn | ChartKind::Line | ChartKind::Bar | ChartKind::Doughnut, _) => {
            frame
        }
    }
}

/// Whether charts of a kind have axes.
pub(super) fn has_axes(kind: ChartKind) -> bool {
    match kind {
        ChartKind::Column | ChartKind::StackedColumn | ChartKind::Bar | ChartKind::Line => true,
        ChartKind::Doughnut => false,
    }
}

/// Names the axes of a group of series.
pub(super) fn ids(xml: &mut XmlWriter) {
    val(xml, "c:axId", CATEGORIES);
    val(xml, "c:axId", VALUES);
}

/// Writes both axes.
pub(super) fn write(drawing: &Drawing<'_>, xml: &mut XmlWriter) {
    let is_lying = drawing.chart.kind == ChartKind::Bar;
    xml.element("c:catAx", &[], |xml| categories(drawing, xml, is_lying));
    xml.element("c:valAx", &[], |xml| values(drawing, xml, is_lying));
}

fn categories(drawing: &Drawing<'_>, xml: &mut XmlWriter, is_lying: bool) {
    val(xml, "c:axId", CATEGORIES);
    // The first of lying bars is the uppermost.
    xml.element("c:scaling", &[], |xml| val(xml, "c:orientation", if is_lying { "maxMin" } else { "minMax" }));
    val(xml, "c:delete", "0");
    val(xml, "c:axPos", if is_lying { "l" } else { "b" });
    xml.empty("c:numFmt", &[("formatCode", "General"), ("sourceLinked", "0")]);
    val(xml, "c:majorTickMark", "none");
    val(xml, "c:minorTickMark", "none");
    // At the edge, also where columns hang down from zero.
    val(xml, "c:tickLblPos", "low");
    xml.element("c:spPr", &[], |xml| drawing.line(xml, Some((&token("ink-soft"), 0.9))));
    let turn = match drawing.plan.categories {
        CategoryNames::All => 0,
        CategoryNames::EveryNth(_) if is_lying => FREE,
        CategoryNames::Upright | CategoryNames::EveryNth(_) => -90,
    };
    drawing.texts(xml, &token("ink"), Some(turn), false);
    val(xml, "c:crossAx", VALUES);
    val(xml, "c:crosses", "autoZero");
    val(xml, "c:auto", "0");
    val(xml, "c:lblAlgn", "ctr");
    val(xml, "c:lblOffset", "50");
    match drawing.plan.categories {
        CategoryNames::EveryNth(step) if is_lying => val(xml, "c:tickLblSkip", &step.max(1).to_string()),
        CategoryNames::All | CategoryNames::Upright | CategoryNames::EveryNth(_) => val(xml, "c:tickLblSkip", "1"),
    }
    val(xml, "c:noMultiLvlLbl", "1");
}

fn values(drawing: &Drawing<'_>, xml: &mut XmlWriter, is_lying: bool) {
    val(xml, "c:axId", VALUES);
    xml.element("c:scaling", &[], |xml| {
        val(xml, "c:orientation", "minMax");
        val(xml, "c:max", &drawing.axis.maximum.to_string());
        val(xml, "c:min", &drawing.axis.minimum.to_string());
    });
    val(xml, "c:delete", "0");
    val(xml, "c:axPos", if is_lying { "b" } else { "l" });
    xml.element("c:majorGridlines", &[], |xml| {
        xml.element("c:spPr", &[], |xml| drawing.line(xml, Some((&token("line"), 0.5))));
    });
    if !drawing.plan.unit.is_empty() {
        space::unit(drawing, xml);
    }
    let format = format::of_values(drawing.locale, drawing.axis.ticks());
    xml.empty("c:numFmt", &[("formatCode", &format), ("sourceLinked", "0")]);
    val(xml, "c:majorTickMark", "none");
    val(xml, "c:minorTickMark", "none");
    val(xml, "c:tickLblPos", if is_lying { "high" } else { "nextTo" });
    xml.element("c:spPr", &[], |xml| drawing.line(xml, None));
    drawing.texts(xml, &token("ink-soft"), Some(0), false);
    val(xml, "c:crossAx", CATEGORIES);
    val(xml, "c:crosses", "autoZero");
    val(xml, "c:crossBetween", "between");
    val(xml, "c:majorUnit", &drawing.axis.major_unit.to_string());
}
