//! `message`, `link`, `narrative`: words from the locale and from other files.

use std::sync::Arc;

use minijinja::value::{Rest, Value, ValueOrKwargs};

use crate::diagnostic::Code;
use crate::template::arguments::{Arguments, Outcome, split};
use crate::template::loader::narrative_folder;
use crate::template::phrase::{Phrase, Piece, check_text};
use crate::template::problem::Problem;
use crate::template::session::Session;

/// `message(key, name=value, …)`.
pub(super) fn message(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    let (positional, named) = split(values);
    let [key] = &positional[..] else {
        let found = positional.len();
        let problem =
            format!("`message(…)` takes one key and arguments with names, found {found} values without a name");
        return Err(Problem::new(Code::TEMPLATE_ERROR, problem).hint("write `message(\"key\", count=figure)`").into());
    };
    let Some(key) = key.as_str() else {
        return Err(Problem::new(Code::TEMPLATE_ERROR, "the key of `message(…)` is not a text").into());
    };
    let mut arguments = Vec::new();
    for (name, value) in named {
        if value.is_none() {
            let problem = format!("the argument `{name}` of the message `{key}` is none");
            return Err(Problem::new(Code::TEMPLATE_ERROR, problem).hint("set `{% if … %}` around it").into());
        }
        arguments.push((name, session.pieces(&value)?));
    }
    let pieces = session.message(key, &arguments)?;
    Ok(Phrase::new(pieces).field("key", key).into_value())
}

/// `has_message(key)`.
pub(super) fn has_message(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    let arguments = Arguments::of_call("has_message", Code::TEMPLATE_ERROR, &["key"], values)?;
    let key = arguments.word("key")?.unwrap_or_default();
    Ok(Value::from(session.locale.has_message(&key)))
}

/// `link(address, text)`.
pub(super) fn link(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    let arguments = Arguments::of_call("link", Code::TEMPLATE_ERROR, &["address", "text"], values)?;
    let address = session.plain_text(&arguments, "address")?;
    let text = match arguments.optional("text") {
        Some(_) => session.plain_text(&arguments, "text")?,
        None => address.clone(),
    };
    Ok(Phrase::new(vec![link_piece(&address, &text)]).into_value())
}

/// A link, or why it is refused.
pub(super) fn link_piece(address: &str, text: &str) -> Piece {
    let is_allowed = ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| address.starts_with(scheme));
    let is_clean = !address.chars().any(|c| c.is_whitespace() || c.is_control());
    if is_allowed && is_clean {
        Piece::Link { address: address.to_owned(), text: text.to_owned() }
    } else {
        let problem = format!("the address `{address}` is not a `https`, `http`, `mailto` or `tel` address");
        Piece::Refused(Box::new(Problem::new(Code::LINK_REFUSED, problem)))
    }
}

/// `narrative(section)`: the path that an include loads.
pub(super) fn narrative(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    let arguments = Arguments::of_call("narrative", Code::TEMPLATE_ERROR, &["section"], values)?;
    let section = arguments.word("section")?.unwrap_or_default();
    if let Some(path) = narrative_path(session, &section) {
        return Ok(Value::from(format!("{}{path}", narrative_folder(session.code()))));
    }
    let language = session.locale.tag();
    let ends: Vec<&str> = session.dataset.narrative.keys().filter_map(|path| section_of(path)).collect();
    let exists = ends.contains(&section.as_str());
    let problem = format!("there is no narrative `{section}` in `{language}`");
    let code = if exists { Code::MISSING_TRANSLATION } else { Code::TEMPLATE_ERROR };
    let file = format!("{}{language}/{section}.md", narrative_folder(session.code()));
    Err(Problem::new(code, problem).did_you_mean(&section, ends).hint(format!("add the file `{file}`")).into())
}

/// `has_narrative(section)`.
pub(super) fn has_narrative(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    let arguments = Arguments::of_call("has_narrative", Code::TEMPLATE_ERROR, &["section"], values)?;
    let section = arguments.word("section")?.unwrap_or_default();
    Ok(Value::from(narrative_path(session, &section).is_some()))
}

fn narrative_path(session: &Session, section: &str) -> Option<String> {
    session.dataset.narrative_path(session.edition.year, session.locale.tag(), section)
}

/// The section that a narrative's path names: `en/training.md` and `2022/en/training.md` are `training`.
fn section_of(path: &str) -> Option<&str> {
    path.rsplit('/').next()?.strip_suffix(".md")
}

impl Session {
    /// An argument as plain words: the texts of its figures included, since alt texts and the like hold no figures.
    pub(in crate::template) fn plain_text(&self, arguments: &Arguments, name: &str) -> Result<String, Problem> {
        let value = arguments.required(name)?;
        self.plain(&value).map_err(|problem| arguments.problem(format!("has a wrong `{name}`: {}", problem.message)))
    }

    /// A value as plain words.
    pub(in crate::template) fn plain(&self, value: &Value) -> Result<String, Problem> {
        if let Some(text) = value.as_str().filter(|text| text.starts_with(crate::template::phrase::FIGURE_MARK)) {
            return Ok(text.trim_start_matches(crate::template::phrase::FIGURE_MARK).to_owned());
        }
        let mut words = String::new();
        for piece in self.pieces(value)? {
            match piece {
                Piece::Text(text) | Piece::Link { text, .. } => words.push_str(&text),
                Piece::Figure(figure) => words.push_str(&figure.text()?),
                Piece::Missing(diagnostic) => {
                    self.record().diagnostics.push(*diagnostic);
                    words.push('?');
                }
                Piece::Refused(problem) => return Err(*problem),
            }
        }
        check_text(&words)?;
        Ok(words.replace(['\n', '\r'], " "))
    }
}
