//! Filters that change how a figure is printed, never what it is; and `join`.

use std::sync::Arc;

use minijinja::Environment;
use minijinja::value::{Rest, Value, ValueOrKwargs};

use super::arguments::{Arguments, Outcome, as_list};
use super::figure::{FigureObject, described, expect_figure};
use super::phrase::{Phrase, Piece};
use super::problem::Problem;
use super::session::Session;
use crate::diagnostic::Code;
use crate::locale::{Form, Look};
use crate::model::{Scale, Unit};

/// Adds the filters.
pub(super) fn add(environment: &mut Environment<'static>, session: &Arc<Session>) {
    environment.add_filter("unit", |value: Value, rest: Rest<ValueOrKwargs>| -> Outcome {
        Ok(in_unit(&value, rest)?.into_value())
    });
    environment.add_filter("number", |value: Value, rest: Rest<ValueOrKwargs>| -> Outcome {
        let arguments = Arguments::of_call("number", Code::TEMPLATE_ERROR, &["decimals"], rest)?;
        let figure = expect_figure(&value, "number")?;
        let decimals = decimals(&arguments)?.or(figure.look.decimals);
        Ok(figure.with_look(Look { form: Form::Number, decimals, ..figure.look }).into_value())
    });
    environment.add_filter("words", |value: Value| -> Outcome {
        let figure = expect_figure(&value, "words")?;
        Ok(figure.with_look(Look { form: Form::Words, ..figure.look }).into_value())
    });
    let session = session.clone();
    environment.add_filter("join", move |value: Value, separator: Option<Value>| -> Outcome {
        Ok(join(&session, &value, separator.as_ref())?.into_value())
    });
}

fn decimals(arguments: &Arguments) -> Result<Option<u32>, Problem> {
    match arguments.number("decimals")? {
        Some(number) if number > 10 => Err(arguments.problem("takes at most 10 decimals")),
        number => Ok(number.map(u32::from)),
    }
}

fn in_unit(value: &Value, rest: Rest<ValueOrKwargs>) -> Result<FigureObject, Problem> {
    let arguments = Arguments::of_call("unit", Code::TEMPLATE_ERROR, &["unit", "decimals"], rest)?;
    let figure = expect_figure(value, "unit")?;
    let text = arguments.word("unit")?.ok_or_else(|| arguments.problem("lacks the unit, such as `billion JPY`"))?;
    let (scale, unit) = parse_unit(&text).ok_or_else(|| {
        arguments.problem(format!("has the unit `{text}`, expected one such as `billion JPY` or `persons`"))
    })?;
    let own = figure.figure.value.unit();
    if unit != *own {
        let problem = arguments.problem(format!("shows a figure of `{}` as `{}`", own.as_str(), unit.as_str()));
        return Err(match (own, &unit) {
            (Unit::Currency(_), Unit::Currency(_)) => problem.hint("calculate it: `convert(figure)`"),
            _ => problem.hint(format!("write `{}`", own.as_str())),
        });
    }
    let decimals = decimals(&arguments)?;
    Ok(figure.with_look(Look { scale: Some(scale), decimals, ..figure.look }))
}

/// Reads `million JPY`, `persons`.
pub(super) fn parse_unit(text: &str) -> Option<(Scale, Unit)> {
    match text.split_once(' ') {
        Some((scale, unit)) => Some((Scale::parse(scale).filter(|scale| *scale != Scale::One)?, Unit::parse(unit)?)),
        None => Some((Scale::One, Unit::parse(text)?)),
    }
}

/// One phrase of many, for texts without figures.
fn join(session: &Session, value: &Value, separator: Option<&Value>) -> Result<Phrase, Problem> {
    let items = as_list(value).ok_or_else(|| {
        Problem::new(Code::TEMPLATE_ERROR, format!("`join` takes a list, found {}", described(value)))
    })?;
    let separator = separator.map(|value| session.pieces(value)).transpose()?.unwrap_or_default();
    let mut pieces = Vec::new();
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            pieces.extend(separator.iter().cloned());
        }
        pieces.extend(session.pieces(item)?);
    }
    if pieces.iter().any(|piece| matches!(piece, Piece::Figure(_))) {
        return Err(Problem::new(Code::FIGURE_AS_TEXT, "`join` would turn a figure into plain text")
            .hint("print the figures one by one in a loop, or pass them to `message(…)`"));
    }
    Ok(Phrase::new(pieces))
}
