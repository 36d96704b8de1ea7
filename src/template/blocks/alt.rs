//! What a chart shows, in words, where the template does not say it: made of the data.
//!
//! Messages: `chart-alt` {$caption} {$series} for the whole, `chart-alt-series` {$name} {$first-category} {$first}
//! {$last-category} {$last} {$largest-category} {$largest} {$unit} for a series of many points, `chart-alt-point`
//! {$name} {$category} {$value} {$unit} for one point, `chart-alt-unknown` {$name} for a series without any; each a sentence.

use crate::document::{Chart, ChartKind, ChartPoint, PrintedFigure, Series, plain_text};
use crate::template::phrase::Piece;
use crate::template::problem::Problem;
use crate::template::session::Session;

type Known<'a> = (&'a str, &'a PrintedFigure, rust_decimal::Decimal);

impl Session {
    /// First, last and largest value of each series; every part of a doughnut.
    pub(super) fn alt_of(&self, chart: &Chart) -> Result<String, Problem> {
        let mut sentences = Vec::new();
        for series in &chart.series {
            match chart.kind {
                ChartKind::Doughnut => {
                    for (category, figure, _) in known(chart, series) {
                        sentences.push(self.alt_point(category, category, figure, chart)?);
                    }
                }
                ChartKind::Column | ChartKind::StackedColumn | ChartKind::Bar | ChartKind::Line => {
                    sentences.push(self.alt_series(series, chart)?);
                }
            }
        }
        let series = sentences.join(" ");
        self.words("chart-alt", &[("caption", &plain_text(&chart.caption)), ("series", &series)])
    }

    fn alt_series(&self, series: &Series, chart: &Chart) -> Result<String, Problem> {
        let known = known(chart, series);
        let (first, last) = match &known[..] {
            [] => return self.words("chart-alt-unknown", &[("name", &series.name)]),
            [only] => return self.alt_point(&series.name, only.0, only.1, chart),
            [first, .., last] => (first, last),
        };
        // Of equal values the first counts.
        let largest = known.iter().fold(first, |largest, point| if point.2 > largest.2 { point } else { largest });
        self.words(
            "chart-alt-series",
            &[
                ("name", &series.name),
                ("first-category", first.0),
                ("first", &first.1.text),
                ("last-category", last.0),
                ("last", &last.1.text),
                ("largest-category", largest.0),
                ("largest", &largest.1.text),
                ("unit", &chart.unit),
            ],
        )
    }

    fn alt_point(&self, name: &str, category: &str, figure: &PrintedFigure, chart: &Chart) -> Result<String, Problem> {
        let arguments = [("name", name), ("category", category), ("value", &*figure.text), ("unit", &*chart.unit)];
        self.words("chart-alt-point", &arguments)
    }

    fn words(&self, key: &str, arguments: &[(&str, &str)]) -> Result<String, Problem> {
        let arguments: Vec<(String, Vec<Piece>)> =
            arguments.iter().map(|(name, text)| ((*name).to_owned(), vec![Piece::Text((*text).to_owned())])).collect();
        let pieces = self.message(key, &arguments)?;
        Ok(crate::document::plain_text(&self.inlines(pieces)?))
    }
}

fn known<'a>(chart: &'a Chart, series: &'a Series) -> Vec<Known<'a>> {
    let points = chart.categories.iter().zip(&series.points);
    let known = points.filter_map(|(category, point)| match point {
        ChartPoint::Known { figure, plotted } => Some((category.as_str(), figure, *plotted)),
        ChartPoint::Unknown => None,
    });
    known.collect()
}
