//! Tests of the charts.

use rust_decimal::Decimal;

use super::*;
use crate::document::{ChartKind, ChartPoint, Series, sample};

fn check(chart: &Chart) -> ChartLayout {
    let number = |value: Decimal| value.to_string();
    let labels = Labels { size_pt: 8.5, number: &number, not_available: "not available".into() };
    let size = ChartSize::for_chart(chart, 470.0);
    let layout = layout(chart, size, &labels);
    assert_inside(&layout, chart);
    layout
}

/// No mark leaves the drawing, and no coordinate is anything but a number.
fn assert_inside(layout: &ChartLayout, chart: &Chart) {
    let (width, height) = (layout.size.width_pt, layout.size.height_pt);
    let at = |point: Point, what: &Mark| {
        let inside = (-0.5..=width + 0.5).contains(&point.x) && (-0.5..=height + 0.5).contains(&point.y);
        assert!(inside, "{:?} of {:?} leaves {width} by {height}: {what:?}", point, chart.kind);
    };
    for mark in &layout.marks {
        match &mark.shape {
            Shape::Rectangle { at: corner, width, height } => {
                assert!(*width >= 0.0 && *height >= 0.0, "{mark:?}");
                at(*corner, mark);
                at(Point { x: corner.x + width, y: corner.y + height }, mark);
            }
            Shape::Line { points, .. } | Shape::Polygon(points) => points.iter().for_each(|point| at(*point, mark)),
            Shape::Circle { center, .. } | Shape::Ring { center, .. } => at(*center, mark),
            Shape::Text { at: place, anchor, size, is_upright, text, .. } => {
                let long = measure::width(text, *size);
                let (before, after) = match anchor {
                    Anchor::Start => (0.0, long),
                    Anchor::Middle => (long / 2.0, long / 2.0),
                    Anchor::End => (long, 0.0),
                };
                if *is_upright {
                    at(Point { x: place.x, y: place.y + before }, mark);
                } else {
                    at(Point { x: place.x - before, y: place.y }, mark);
                    at(Point { x: place.x + after, y: place.y }, mark);
                }
            }
        }
    }
}

const KINDS: [ChartKind; 5] =
    [ChartKind::Column, ChartKind::StackedColumn, ChartKind::Bar, ChartKind::Line, ChartKind::Doughnut];

/// A chart of one or more series with the given values; `None` is not known.
fn chart(kind: ChartKind, categories: Vec<String>, series: &[(&str, Vec<Option<i64>>)]) -> Chart {
    let point = |value: &Option<i64>| match value {
        Some(value) => ChartPoint::Known {
            figure: sample::printed("x", "", &value.to_string(), Some(*value)),
            plotted: Decimal::from(*value),
        },
        None => ChartPoint::Unknown,
    };
    let one = |(name, values): &(&str, Vec<Option<i64>>)| Series {
        name: (*name).to_owned(),
        color: "grant-aid".into(),
        part_colors: vec![],
        points: values.iter().map(point).collect(),
    };
    Chart { categories, series: series.iter().map(one).collect(), ..sample::chart(kind) }
}

fn names(count: usize, length: usize) -> Vec<String> {
    (0..count).map(|index| format!("{} {}", (b'A' + (index % 26) as u8) as char, "word ".repeat(length / 5))).collect()
}

fn texts(layout: &ChartLayout) -> Vec<&str> {
    let text = |mark: &'_ Mark| match &mark.shape {
        Shape::Text { text, .. } => Some(text.as_str().to_owned()),
        _ => None,
    };
    let found: Vec<String> = layout.marks.iter().filter_map(text).collect();
    found.into_iter().map(|text| &*Box::leak(text.into_boxed_str())).collect()
}

fn bars(layout: &ChartLayout) -> Vec<(f64, f64)> {
    let bar = |mark: &Mark| match &mark.shape {
        Shape::Rectangle { width, height, .. } if !mark.title.is_empty() => Some((*width, *height)),
        _ => None,
    };
    layout.marks.iter().filter_map(bar).collect()
}

#[test]
fn extreme_charts_stay_inside_their_frame() {
    for kind in KINDS {
        for count in [0, 1, 2, 5, 12, 25, 40] {
            for length in [0, 10, 80] {
                for values in [Some(0), Some(7), Some(-7), Some(123_456_789), None] {
                    let points: Vec<_> = (0..count).map(|at| values.map(|value| value * (at as i64 % 5))).collect();
                    check(&chart(kind, names(count, length), &[("One", points.clone())]));
                    let mixed = points.iter().enumerate().map(|(at, value)| value.filter(|_| at % 3 > 0));
                    let long = "A series with a name that nobody can set in one line of a chart at all, ever";
                    check(&chart(kind, names(count, length), &[(long, points.clone()), ("", mixed.collect())]));
                }
            }
        }
        check(&chart(kind, names(3, 5), &[]));
        check(&sample::chart(kind));
    }
}

#[test]
fn a_value_that_is_not_known_is_a_dot_and_never_a_column() {
    for kind in [ChartKind::Column, ChartKind::StackedColumn, ChartKind::Bar, ChartKind::Line] {
        let years = vec!["2019".into(), "2020".into(), "2021".into()];
        let layout = check(&chart(kind, years, &[("One", vec![Some(3), None, Some(0)])]));
        let is_dot = |mark: &&Mark| mark.paint == Paint::Token("not-known".into()) && !mark.title.is_empty();
        let dots: Vec<_> = layout.marks.iter().filter(is_dot).collect();
        assert_eq!(dots.len(), 1, "{kind:?}");
        assert!(dots[0].title.starts_with("2020"));
        if kind != ChartKind::Line {
            assert_eq!(bars(&layout).len(), 2, "{kind:?}");
        }
        assert!(texts(&layout).contains(&"not available"));
    }
}

#[test]
fn columns_are_as_high_as_their_values() {
    let layout = check(&chart(ChartKind::Column, names(3, 0), &[("", vec![Some(100), Some(50), Some(-25)])]));
    let heights: Vec<f64> = bars(&layout).iter().map(|(_, height)| *height).collect();
    assert!((heights[0] - 2.0 * heights[1]).abs() < 0.01 && (heights[0] - 4.0 * heights[2]).abs() < 0.01);
    assert!(layout.axis.minimum < Decimal::ZERO);
}

#[test]
fn numbers_stand_where_they_fit() {
    let layout = check(&chart(ChartKind::Column, names(3, 0), &[("", vec![Some(1234), Some(50), Some(-25)])]));
    for text in ["1234", "50", "-25"] {
        assert!(texts(&layout).contains(&text), "{text}");
    }
}

#[test]
fn wide_stacks_name_their_parts_and_narrow_ones_have_a_key() {
    let wide = [("Grants", vec![Some(50), Some(60)]), ("Loans", vec![Some(50), Some(60)])];
    let layout = check(&chart(ChartKind::StackedColumn, names(2, 0), &wide));
    let on = |mark: &Mark| mark.paint == Paint::On("grant-aid".into());
    assert!(
        layout.marks.iter().any(|mark| on(mark) && matches!(&mark.shape, Shape::Text { text, .. } if text == "Loans"))
    );
    let narrow = [("Grants", vec![Some(50); 24]), ("Loans", vec![Some(60); 24])];
    let layout = check(&chart(ChartKind::StackedColumn, names(24, 0), &narrow));
    assert!(!layout.marks.iter().any(on));
    assert!(texts(&layout).contains(&"Loans"));
}

#[test]
fn years_are_thinned_with_the_first_and_last_kept_and_names_are_not() {
    let years: Vec<String> = (1994..2024).map(|year: i32| format!("JFY{year}")).collect();
    let layout = check(&chart(ChartKind::Column, years, &[("", vec![Some(1); 30])]));
    for (year, is_kept) in [("JFY1994", true), ("JFY1995", false), ("JFY2022", false), ("JFY2023", true)] {
        assert_eq!(texts(&layout).contains(&year), is_kept, "{year}");
    }
    let layout = check(&chart(ChartKind::Column, names(30, 10), &[("", vec![Some(1); 30])]));
    assert_eq!(texts(&layout).iter().filter(|text| text.contains("word")).count(), 30);
}

#[test]
fn a_total_stands_above_each_stack_or_above_none() {
    let single = [("Grants", vec![Some(5), None, Some(60)]), ("Loans", vec![None, Some(1200), None])];
    let layout = check(&chart(ChartKind::StackedColumn, names(3, 0), &single));
    for text in ["5", "60", "1200"] {
        assert!(texts(&layout).contains(&text), "{text}");
    }
    let mut values: Vec<Option<i64>> = vec![Some(52); 30];
    values[29] = Some(47_111);
    let mut loans = vec![None; 30];
    loans[29] = Some(47_222);
    let layout = check(&chart(ChartKind::StackedColumn, names(30, 0), &[("Grants", values), ("Loans", loans)]));
    for text in ["52", "47111", "47222"] {
        assert!(!texts(&layout).contains(&text), "{text}");
    }
}

#[test]
fn the_unit_stands_above_the_key() {
    let narrow = [("Grants", vec![Some(50); 24]), ("Loans", vec![Some(60); 24])];
    let chart = chart(ChartKind::StackedColumn, names(24, 0), &narrow);
    let layout = check(&chart);
    let place = |wanted: &str| {
        let found = layout.marks.iter().find_map(|mark| match &mark.shape {
            Shape::Text { at, text, .. } if text == wanted => Some(at.y),
            _ => None,
        });
        found.unwrap()
    };
    assert!(place(&chart.unit) < place("Grants") && place("Grants") == place("Loans"));
}

#[test]
fn line_breaks_at_what_is_not_known() {
    let layout =
        check(&chart(ChartKind::Line, names(5, 0), &[("One", vec![Some(1), Some(2), None, Some(4), Some(5)])]));
    let is_run = |mark: &&Mark| matches!(&mark.shape, Shape::Line { width, .. } if *width > 1.5);
    assert_eq!(layout.marks.iter().filter(is_run).count(), 2);
}

#[test]
fn svg_escapes_names_and_uses_colours_of_the_theme() {
    let mut chart = sample::chart(ChartKind::Column);
    chart.categories[0] = sample::HOSTILE.into();
    let locale = Locale::new(crate::model::LanguageTag::parse("en").unwrap(), "en.ftl", "").unwrap();
    let size = ChartSize::for_chart(&chart, 470.0);
    assert!(!svg(&chart, &sample::theme(), &locale, size).contains("textLength"));
    let svg = svg_for_any_font(&chart, &sample::theme(), &locale, size);
    assert_eq!(svg.matches("<text").count(), svg.matches(" textLength=").count());
    assert!(!svg.contains("<b>") && !svg.contains("</script>"));
    assert!(svg.contains("#c8643c") && svg.contains("font-family=\"Noto Sans, sans-serif\""));
    assert!(!svg.contains("NaN") && !svg.contains("id=") && !svg.contains("class="));
}

#[test]
fn crowded_rings_are_turned_until_labels_stand_by_their_parts() {
    let squares = (1..8).map(|part| Some(part * part * 10)).collect();
    let crowded = chart(ChartKind::Doughnut, names(7, 10), &[("", squares)]);
    let few = chart(ChartKind::Doughnut, names(2, 0), &[("", vec![Some(1), Some(1)])]);
    let first_turn = |chart: &Chart| {
        let turns = check(chart).marks.into_iter().filter_map(|mark| match mark.shape {
            Shape::Ring { turn, .. } => Some(turn.0),
            _ => None,
        });
        turns.into_iter().next().unwrap()
    };
    assert!(first_turn(&crowded) > 0.0);
    assert!(first_turn(&few) == 0.0);
}
