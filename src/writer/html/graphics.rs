//! What is looked at: charts with their data, images, tiles and the timeline.

use super::{Page, encode};
use crate::chart::{self, ChartSize};
use crate::document::{Chart, ChartKind, ChartPoint, Image, KeyFigure, Timeline};

/// Width of a chart's drawing in points; the style sheet scales it to its column.
const CHART_WIDTH_PT: f64 = 510.0;

/// Width of a doughnut, which does not fill a column.
const DOUGHNUT_WIDTH_PT: f64 = 400.0;

impl<'a> Page<'a> {
    pub(super) fn chart(&mut self, chart: &'a Chart) {
        let document = self.document;
        self.push("<figure class=\"chart\"");
        self.push_attribute("id", &chart.id.0);
        self.push(">\n<div class=\"scroll\" role=\"region\" tabindex=\"0\"");
        self.push_attribute("aria-labelledby", &format!("hokoku-caption-{}", chart.id.0));
        self.push(">\n");
        let width = match chart.kind {
            ChartKind::Column | ChartKind::StackedColumn | ChartKind::Bar | ChartKind::Line => CHART_WIDTH_PT,
            ChartKind::Doughnut => DOUGHNUT_WIDTH_PT,
        };
        let size = ChartSize::for_chart(chart, width);
        let svg = chart::svg_for_any_font(chart, &self.theme.tokens, self.locale, size);
        let mut opening = format!("<svg role=\"img\" style=\"--natural: {width:.2}pt\"");
        encode::push_attribute(&mut opening, "aria-label", &chart.alt);
        self.push(&svg.replacen("<svg", &opening, 1));
        self.push("</div>\n<figcaption");
        self.push_attribute("id", &format!("hokoku-caption-{}", chart.id.0));
        self.push(">");
        if let Some(number) = self.numbering.chart(&chart.id) {
            self.label(&document.words.chart, number);
        }
        self.inlines(&chart.caption);
        self.push("</figcaption>\n");
        if !chart.note.is_empty() {
            self.push("<p class=\"remark\">");
            self.inlines(&chart.note);
            self.push("</p>\n");
        }
        self.chart_data(chart);
        self.push("</figure>\n");
    }

    /// The values behind a chart as a table that a reader can open.
    fn chart_data(&mut self, chart: &'a Chart) {
        let document = self.document;
        self.push("<details>\n<summary>");
        self.push_text(&document.words.chart_data);
        self.push("</summary>\n<div class=\"scroll\" role=\"region\" tabindex=\"0\"");
        self.push_attribute("aria-label", &document.words.chart_data);
        self.push(">\n<table data-chart>\n");
        if !chart.unit.is_empty() {
            self.push("<caption>");
            self.push_text(&chart.unit);
            self.push("</caption>\n");
        }
        self.push("<thead>\n<tr><th scope=\"col\">");
        self.push_text(&chart.category_heading);
        self.push("</th>");
        for series in &chart.series {
            self.push("<th scope=\"col\" class=\"end\">");
            self.push_text(if series.name.is_empty() { &chart.unit } else { &series.name });
            self.push("</th>");
        }
        self.push("</tr>\n</thead>\n<tbody>\n");
        for (index, category) in chart.categories.iter().enumerate() {
            self.push("<tr><th scope=\"row\">");
            self.push_text(category);
            self.push("</th>");
            for series in &chart.series {
                self.push("<td class=\"end\">");
                match series.points.get(index) {
                    Some(ChartPoint::Known { figure, .. }) => self.figure(figure),
                    Some(ChartPoint::Unknown) | None => {
                        self.push("<span class=\"not-known\">");
                        self.push_text(&document.words.not_available);
                        self.push("</span>");
                    }
                }
                self.push("</td>");
            }
            self.push("</tr>\n");
        }
        self.push("</tbody>\n</table>\n</div>\n</details>\n");
    }

    pub(super) fn image(&mut self, image: &Image) {
        let address = format!("data:{};base64,{}", image.media_type, encode::base64(&image.bytes));
        self.push("<figure class=\"image\">\n<img");
        self.push_attribute("src", &address);
        self.push_attribute("alt", &image.alt);
        self.push(">\n");
        if !image.caption.is_empty() {
            self.push("<figcaption>");
            self.push_text(&image.caption);
            self.push("</figcaption>\n");
        }
        self.push("</figure>\n");
    }

    pub(super) fn key_figures(&mut self, tiles: &'a [KeyFigure]) {
        self.push("<ul class=\"tiles\" role=\"list\">\n");
        for tile in tiles {
            self.push("<li");
            // Only names of the theme's own tokens reach the style sheet.
            if self.theme.tokens.color(&tile.color).is_some() {
                self.push_attribute("style", &format!("--tile: var(--{})", tile.color));
            }
            self.push(">\n<p class=\"tile-value\">");
            self.figure(&tile.figure);
            if !tile.unit.is_empty() {
                self.push(" <span class=\"unit\">");
                self.push_text(&tile.unit);
                self.push("</span>");
            }
            self.push("</p>\n<p class=\"tile-label\">");
            self.inlines(&tile.label);
            self.push("</p>\n");
            if !tile.note.is_empty() {
                self.push("<p class=\"tile-note\">");
                self.inlines(&tile.note);
                self.push("</p>\n");
            }
            self.push("</li>\n");
        }
        self.push("</ul>\n");
    }

    pub(super) fn timeline(&mut self, timeline: &'a Timeline) {
        // The marks of the list are the dates, so its own numbers are off.
        self.push("<ol class=\"timeline\" role=\"list\" style=\"list-style: none\"");
        self.push_attribute("aria-label", &timeline.description);
        self.push(">\n");
        for entry in &timeline.entries {
            self.push("<li><span class=\"date\">");
            self.push_text(&entry.date);
            self.push("</span> <span class=\"event\">");
            self.inlines(&entry.content);
            self.push("</span></li>\n");
        }
        self.push("</ol>\n");
    }
}
