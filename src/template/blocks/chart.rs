//! `chart(…)`.

use std::sync::Arc;

use minijinja::value::{Rest, Value, ValueOrKwargs};
use rust_decimal::Decimal;

use super::{BlockObject, CODE};
use crate::document::{Block, Chart, ChartKind, ChartPoint, Series};
use crate::locale::{Form, Look};
use crate::model::{Scale, Unit};
use crate::template::arguments::{Arguments, Outcome, key_of};
use crate::template::figure::{FigureObject, expect_figure};
use crate::template::looks::parse_unit;
use crate::template::problem::Problem;
use crate::template::session::Session;

const ARGUMENTS: [&str; 9] =
    ["kind", "categories", "category_heading", "series", "unit", "caption", "id", "alt", "note"];

const KINDS: [(&str, ChartKind); 5] = [
    ("column", ChartKind::Column),
    ("stacked-column", ChartKind::StackedColumn),
    ("bar", ChartKind::Bar),
    ("line", ChartKind::Line),
    ("doughnut", ChartKind::Doughnut),
];

/// The unit of the value axis.
struct Axis {
    scale: Scale,
    unit: Unit,
}

/// `chart(kind=, categories=[…], category_heading=, series=[{name, color, part_colors, points=[figure|none]}],
/// unit="million JPY", caption=, id=, alt=, note=)`. Without `alt` one is made of the data.
pub(super) fn chart(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    let arguments = Arguments::of_call("chart", CODE, &ARGUMENTS, values)?;
    let kind = arguments.one_of("kind", &KINDS)?.ok_or_else(|| arguments.problem("lacks its `kind`"))?;
    let categories =
        arguments.list("categories")?.iter().map(|value| session.plain(value)).collect::<Result<Vec<_>, _>>()?;
    if categories.is_empty() {
        return Err(arguments.problem("has no `categories`").into());
    }
    let unit = arguments.word("unit")?.ok_or_else(|| arguments.problem("lacks its `unit`, such as `million JPY`"))?;
    let (scale, unit) = parse_unit(&unit)
        .ok_or_else(|| arguments.problem(format!("has the unit `{unit}`, expected one such as `million JPY`")))?;
    let axis = Axis { scale, unit };
    let unit_text = session.locale.unit_text(&axis.unit, axis.scale);
    let series = arguments.list("series")?;
    let count = categories.len();
    let series = series.iter().map(|value| self::series(session, kind, &axis, count, value));
    let mut chart = Chart {
        id: session.block_id(&arguments)?,
        caption: session.required_line(&arguments, "caption")?,
        alt: session.words_of(&arguments, "alt")?,
        kind,
        category_heading: session.words_of(&arguments, "category_heading")?,
        categories,
        series: series.collect::<Result<_, _>>()?,
        unit: unit_text.map_err(|error| {
            crate::template::phrase::locale_problem(&format!("unit-{}", axis.unit.as_str()), &error)
        })?,
        note: session.line(&arguments, "note")?,
    };
    check_series(&arguments, &chart)?;
    if chart.alt.is_empty() {
        chart.alt = session.alt_of(&chart)?;
    }
    Ok(BlockObject::value(Block::Chart(chart)))
}

fn check_series(arguments: &Arguments, chart: &Chart) -> Result<(), Problem> {
    match chart.kind {
        _ if chart.series.is_empty() => return Err(arguments.problem("has no `series`")),
        ChartKind::Doughnut if chart.series.len() > 1 => {
            return Err(arguments.problem(format!("is a doughnut of {} series, which has one", chart.series.len())));
        }
        ChartKind::Doughnut | ChartKind::Column | ChartKind::StackedColumn | ChartKind::Bar | ChartKind::Line => {}
    }
    let points = || chart.series.iter().flat_map(|series| &series.points);
    let is_negative = |point: &ChartPoint| match point {
        ChartPoint::Known { plotted, .. } => plotted.is_sign_negative() && !plotted.is_zero(),
        ChartPoint::Unknown => false,
    };
    let is_stack = matches!(chart.kind, ChartKind::Doughnut | ChartKind::StackedColumn);
    if is_stack && points().any(is_negative) {
        return Err(arguments.problem("shows parts of a whole, one of which is negative"));
    }
    if points().all(|point| *point == ChartPoint::Unknown) {
        return Err(arguments.problem("has no known value").hint("set `{% if … %}` around it"));
    }
    Ok(())
}

fn series(session: &Session, kind: ChartKind, axis: &Axis, count: usize, value: &Value) -> Result<Series, Problem> {
    let arguments = Arguments::of_map("series of chart", CODE, &["name", "color", "part_colors", "points"], value)?;
    let points = arguments.list("points")?;
    if points.len() != count {
        return Err(arguments.problem(format!("has {} points, but there are {count} categories", points.len())));
    }
    let color = |value: &Value| key_of(value).ok_or_else(|| arguments.wrong("part_colors", "a list of words", value));
    let part_colors: Vec<String> = arguments.list("part_colors")?.iter().map(color).collect::<Result<_, _>>()?;
    let wants_colors = matches!(kind, ChartKind::Doughnut);
    if part_colors.len() != if wants_colors { count } else { 0 } {
        let expected =
            if wants_colors { format!("{count}, one a category") } else { "none: only a doughnut has them".into() };
        return Err(arguments.problem(format!("has {} `part_colors`, expected {expected}", part_colors.len())));
    }
    Ok(Series {
        name: session.plain_text(&arguments, "name")?,
        color: arguments.word("color")?.unwrap_or_default(),
        part_colors,
        points: points.iter().map(|value| point(session, &arguments, axis, value)).collect::<Result<_, _>>()?,
    })
}

/// A figure in the unit of the axis; none and figures without a value are gaps.
fn point(session: &Session, arguments: &Arguments, axis: &Axis, value: &Value) -> Result<ChartPoint, Problem> {
    if value.is_none() {
        return Ok(ChartPoint::Unknown);
    }
    let figure = expect_figure(value, "a point of chart(…)").map_err(|problem| Problem { code: CODE, ..problem })?;
    let Some(amount) = figure.figure.value.amount() else { return Ok(ChartPoint::Unknown) };
    let own = figure.figure.value.unit();
    if *own != axis.unit {
        let problem = format!("has a point in `{}`, but the chart is in `{}`", own.as_str(), axis.unit.as_str());
        return Err(arguments.problem(problem).hint("calculate it: `convert(figure)`, or change the chart's `unit`"));
    }
    let plotted = amount
        .checked_div(Decimal::from(10_u64.pow(axis.scale.exponent())))
        .ok_or_else(|| arguments.problem("has a point that is too small to be drawn"))?;
    let figure = Arc::new(in_axis(&figure, axis));
    Ok(ChartPoint::Known { figure: session.print_figure(&figure)?, plotted })
}

/// The number alone at the scale of the axis; decimals as the template asked, else none are lost.
fn in_axis(figure: &Arc<FigureObject>, axis: &Axis) -> FigureObject {
    let scale = Some(axis.scale);
    figure.with_look(Look { scale, form: Form::Number, ..figure.look })
}
