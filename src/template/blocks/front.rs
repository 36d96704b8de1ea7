//! `cover(…)`, `contents(…)`, `landscape(…)`, `page_break()`, `metadata(…)`.

use std::sync::Arc;

use minijinja::value::{Rest, Value, ValueOrKwargs};

use super::{BlockObject, CODE};
use crate::document::{Block, Contents, ContentsOf, Cover, CoverFact, Orientation, Section};
use crate::markdown::LedgerMetadata;
use crate::template::arguments::{Arguments, Outcome};
use crate::template::problem::Problem;
use crate::template::session::Session;

/// `cover(full_page=, kicker=, title=, subtitle=, facts=[{label, content}])`.
pub(super) fn cover(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    let known = ["full_page", "kicker", "title", "subtitle", "facts"];
    let arguments = Arguments::of_call("cover", CODE, &known, values)?;
    let fact = |value: &Value| -> Result<CoverFact, Problem> {
        let arguments = Arguments::of_map("fact of cover", CODE, &["label", "content"], value)?;
        let (label, content) =
            (session.required_line(&arguments, "label")?, session.required_line(&arguments, "content")?);
        Ok(CoverFact { label, content })
    };
    let cover = Cover {
        full_page: arguments.flag("full_page", true)?,
        kicker: session.line(&arguments, "kicker")?,
        title: session.required_line(&arguments, "title")?,
        subtitle: session.line(&arguments, "subtitle")?,
        facts: arguments.list("facts")?.iter().map(fact).collect::<Result<_, _>>()?,
    };
    Ok(BlockObject::value(Block::Cover(cover)))
}

/// `contents(of="headings"|"tables", depth=2)`.
pub(super) fn contents(_: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    let arguments = Arguments::of_call("contents", CODE, &["of", "depth"], values)?;
    let of = [("headings", ContentsOf::Headings), ("tables", ContentsOf::Tables)];
    let of = arguments.one_of("of", &of)?.unwrap_or(ContentsOf::Headings);
    let depth = arguments.number("depth")?.unwrap_or(2);
    let depth = u8::try_from(depth).ok().filter(|depth| (1..=6).contains(depth));
    let depth = depth.ok_or_else(|| arguments.problem("has a `depth` that is not between 1 and 6"))?;
    Ok(BlockObject::value(Block::Contents(Contents { of, depth })))
}

/// `landscape([block, …])`.
pub(super) fn landscape(_: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    let arguments = Arguments::of_call("landscape", CODE, &["blocks"], values)?;
    let mut blocks = Vec::new();
    for value in arguments.list("blocks")? {
        match value.downcast_object_ref::<BlockObject>() {
            Some(BlockObject(Some(block))) => blocks.push(block.clone()),
            Some(BlockObject(None)) | None => {
                return Err(arguments.wrong("blocks", "a list of blocks such as `table(…)`", &value).into());
            }
        }
    }
    if blocks.is_empty() {
        return Err(arguments.problem("has no blocks").into());
    }
    Ok(BlockObject::value(Block::Section(Section { orientation: Orientation::Landscape, blocks })))
}

/// `page_break()`.
pub(super) fn page_break(_: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    Arguments::of_call("page_break", CODE, &[], values)?;
    Ok(BlockObject::value(Block::PageBreak))
}

/// `metadata(title=, description=, author=, running_header=, running_note=)`: prints nothing. The running header is
/// the title where it is not given.
pub(super) fn metadata(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    let known = ["title", "description", "author", "running_header", "running_note"];
    let arguments = Arguments::of_call("metadata", CODE, &known, values)?;
    let title = session.plain_text(&arguments, "title")?;
    let header = session.words_of(&arguments, "running_header")?;
    let metadata = LedgerMetadata {
        description: session.words_of(&arguments, "description")?,
        author: session.words_of(&arguments, "author")?,
        running_header: if header.is_empty() { title.clone() } else { header },
        running_note: session.words_of(&arguments, "running_note")?,
        title,
    };
    if session.record().metadata.replace(metadata).is_some() {
        return Err(arguments.problem("is called twice").into());
    }
    Ok(Value::from_object(BlockObject(None)))
}
