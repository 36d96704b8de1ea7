//! What a report's length and its charts' heights are on paper, the same in each format that has pages. Floor 3.

use crate::document::{Block, Chart, ChartKind, Document};

/// Height of a chart of columns or lines: three in two pages of text.
const CHART_PT: f64 = 215.0;
/// The same in a brief, which is to fit on two pages.
const BRIEF_CHART_PT: f64 = 128.0;
/// Height of one bar with its share of the gap.
const BAR_PT: f64 = 19.0;
/// Height of what stands around the bars.
const AXIS_PT: f64 = 60.0;

/// Whether the title stands on the first page of the text: such a report is short, and set closer.
pub(super) fn is_brief(document: &Document) -> bool {
    match document.blocks.first() {
        Some(Block::Cover(cover)) => !cover.full_page,
        Some(_) | None => false,
    }
}

/// How high a chart is drawn, in points.
pub(super) fn chart_height_pt(chart: &Chart, is_brief: bool) -> f64 {
    let height = if is_brief { BRIEF_CHART_PT } else { CHART_PT };
    match chart.kind {
        // One line a bar, and the axis.
        ChartKind::Bar => {
            let bars = u16::try_from(chart.categories.len() * chart.series.len()).unwrap_or(u16::MAX);
            (f64::from(bars) * BAR_PT + AXIS_PT).clamp(height * 0.6, height * 2.4)
        }
        // A ring is read at a glance; its labels need no more.
        ChartKind::Doughnut => height * 0.75,
        ChartKind::Column | ChartKind::StackedColumn | ChartKind::Line => height,
    }
}
