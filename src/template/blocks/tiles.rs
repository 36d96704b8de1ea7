//! `key_figures(…)`, `timeline(…)`, `callout(…)`.

use std::sync::Arc;

use minijinja::value::{Rest, Value, ValueOrKwargs};

use super::{BlockObject, CODE};
use crate::document::{Block, Callout, CalloutKind, KeyFigure, Timeline, TimelineEntry};
use crate::locale::{Form, Look};
use crate::model::FigureValue;
use crate::template::arguments::{Arguments, Outcome, as_list};
use crate::template::figure::{FigureObject, expect_figure};
use crate::template::problem::Problem;
use crate::template::session::Session;

/// `key_figures([{figure, unit, label, note, color}])`.
pub(super) fn key_figures(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    let arguments = Arguments::of_call("key_figures", CODE, &["tiles"], values)?;
    let tiles = arguments.list("tiles")?;
    if tiles.is_empty() {
        return Err(arguments.problem("has no tiles").into());
    }
    let tiles = tiles.iter().map(|value| tile(session, value)).collect::<Result<_, _>>()?;
    Ok(BlockObject::value(Block::KeyFigures(tiles)))
}

/// The number alone, its unit beside it, unless the template asked for another look or gave the unit itself.
fn tile(session: &Session, value: &Value) -> Result<KeyFigure, Problem> {
    let known = ["figure", "unit", "label", "note", "color"];
    let arguments = Arguments::of_map("tile of key_figures", CODE, &known, value)?;
    let figure = expect_figure(&arguments.required("figure")?, "key_figures(…)")
        .map_err(|problem| Problem { code: CODE, ..problem })?;
    let given = arguments.optional("unit").is_some();
    let is_alone = match figure.look.form {
        Form::Full | Form::Number => true,
        Form::Words => false,
    };
    let unit = match (&figure.figure.value, is_alone) {
        _ if given => session.plain_text(&arguments, "unit")?,
        (FigureValue::Known(quantity), true) => {
            let scale = figure.look.scale.unwrap_or(quantity.scale);
            session.locale.unit_text_beside(quantity, scale).map_err(|error| {
                super::super::phrase::locale_problem(&format!("unit-{}", quantity.unit.as_str()), &error)
            })?
        }
        (FigureValue::Known(_) | FigureValue::NotAvailable(_) | FigureValue::NotApplicable(_), _) => String::new(),
    };
    let shown = if is_alone { numeric(&figure) } else { figure };
    Ok(KeyFigure {
        figure: session.print_figure(&shown)?,
        unit,
        label: session.required_line(&arguments, "label")?,
        note: session.line(&arguments, "note")?,
        color: arguments.word("color")?.unwrap_or_default(),
    })
}

fn numeric(figure: &Arc<FigureObject>) -> Arc<FigureObject> {
    Arc::new(figure.with_look(Look { form: Form::Number, ..figure.look }))
}

/// `timeline([{date, content}], description=)`.
pub(super) fn timeline(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    let arguments = Arguments::of_call("timeline", CODE, &["entries", "description"], values)?;
    let entry = |value: &Value| -> Result<TimelineEntry, Problem> {
        let arguments = Arguments::of_map("entry of timeline", CODE, &["date", "content"], value)?;
        let (date, content) = (session.plain_text(&arguments, "date")?, session.required_line(&arguments, "content")?);
        Ok(TimelineEntry { date, content })
    };
    let entries: Vec<TimelineEntry> = arguments.list("entries")?.iter().map(entry).collect::<Result<_, _>>()?;
    if entries.is_empty() {
        return Err(arguments.problem("has no entries").hint("set `{% if … %}` around it").into());
    }
    let description = session.plain_text(&arguments, "description")?;
    Ok(BlockObject::value(Block::Timeline(Timeline { description, entries })))
}

const CALLOUTS: [(&str, CalloutKind); 3] =
    [("note", CalloutKind::Note), ("important", CalloutKind::Important), ("warning", CalloutKind::Warning)];

/// `callout(kind=, title=, content=[…])`: each item of the content is a paragraph, or a block.
pub(super) fn callout(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    let arguments = Arguments::of_call("callout", CODE, &["kind", "title", "content"], values)?;
    let kind = arguments.one_of("kind", &CALLOUTS)?.unwrap_or(CalloutKind::Note);
    let content = arguments.required("content")?;
    let mut blocks = Vec::new();
    for (index, item) in as_list(&content).unwrap_or_else(|| vec![content.clone()]).iter().enumerate() {
        if let Some(BlockObject(Some(block))) = item.downcast_object_ref::<BlockObject>() {
            blocks.push(block.clone());
            continue;
        }
        let paragraph = session.inlines_in(&arguments, &format!("content[{index}]"), item)?;
        if !paragraph.is_empty() {
            blocks.push(Block::Paragraph(paragraph));
        }
    }
    if blocks.is_empty() {
        return Err(arguments.problem("has no content").into());
    }
    let title = session.line(&arguments, "title")?;
    Ok(BlockObject::value(Block::Callout(Callout { kind, title, blocks })))
}
