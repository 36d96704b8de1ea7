//! Charts and images as Typst markup: each is an image with alternative text. Floor 3.
//!
//! Shapes drawn by Typst itself would leave an empty Figure element in the tag tree; an SVG image has content
//! of its own there.

use super::literal::{optional_string, string};
use super::markup::Markup;
use crate::document::{Chart, Image};

/// The name of a chart's SVG in the world, counted from 0.
pub(super) fn chart_path(index: usize) -> String {
    format!("/chart-{}.svg", index + 1)
}

/// The name of a picture in the world, counted from 0.
pub(super) fn image_path(index: usize) -> String {
    format!("/image-{}", index + 1)
}

impl<'a> Markup<'a> {
    pub(super) fn push_chart(&mut self, chart: &'a Chart, text: &mut String) {
        let path = chart_path(self.charts.len());
        self.charts.push((chart, self.column_width_pt()));
        let number = self.numbering.chart(&chart.id).unwrap_or_default();
        let caption = self.content(&chart.caption);
        let note = self.optional_content(&chart.note);
        text.push_str(&format!(
            "#theme.chart(\n  id: {},\n  supplement: {},\n  number: \"{number}\",\n  picture: image({}, format: \"svg\", \
             width: 100%, alt: {}),\n  caption: {caption},\n  note: {note},\n)",
            string(&chart.id.0),
            string(&self.document.words.chart),
            string(&path),
            string(&chart.alt),
        ));
    }

    pub(super) fn push_image(&mut self, image: &'a Image, text: &mut String) {
        let path = image_path(self.images.len());
        self.images.push(image);
        text.push_str(&format!(
            "#theme.picture(\n  picture: image({}, format: {}, alt: {}),\n  caption: {},\n)",
            string(&path),
            image_format(&image.media_type),
            string(&image.alt),
            optional_string(&image.caption),
        ));
    }
}

/// Typst's name for a media type; `auto`, which looks at the bytes, for one that it does not name.
fn image_format(media_type: &str) -> &'static str {
    match media_type {
        "image/png" => "\"png\"",
        "image/jpeg" => "\"jpg\"",
        "image/svg+xml" => "\"svg\"",
        _ => "auto",
    }
}
