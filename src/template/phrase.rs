//! Phrases: what can be printed within a line, before it is known whether it goes into Markdown or a block.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use minijinja::value::{DynObject, Object, ObjectRepr, Value, ValueKind};
use minijinja::{Error, State};

use super::figure::{FigureObject, described};
use super::problem::Problem;
use super::session::Session;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::document::Inline;
use crate::locale::Argument;
use crate::model::Localized;

/// Begins every figure that was turned into a text. A private-use character, so that it is found again.
pub(super) const FIGURE_MARK: char = '\u{F8FF}';
/// Stands before what an expression printed, until the spans are known.
pub(super) const EXPRESSION_START: char = '\u{F8FC}';
/// Stands behind what an expression printed.
pub(super) const EXPRESSION_END: char = '\u{F8FD}';

/// A part of a phrase.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    /// Words.
    Text(String),
    /// A number with its source.
    Figure(Arc<FigureObject>),
    /// Words that lead to an address.
    Link {
        /// A checked address.
        address: String,
        /// The words.
        text: String,
    },
    /// A text that the language of the edition does not have.
    Missing(Box<Diagnostic>),
    /// Something that must not be printed, and why.
    Refused(Box<Problem>),
}

/// How a phrase compares with others of its kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Order {
    /// By days.
    Days(jiff::civil::Date, jiff::civil::Date),
    /// By number.
    Number(i64),
    /// By words.
    Text(String),
}

/// A printable value of the template language: words, dates, statuses, messages.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    /// What it prints.
    pub(super) pieces: Vec<Piece>,
    /// What `phrase.name` gives, such as `key`.
    pub(super) fields: Vec<(&'static str, Value)>,
    /// How it sorts.
    pub(super) order: Order,
}

impl Phrase {
    /// Plain words.
    pub(super) fn text(text: impl Into<String>) -> Phrase {
        let text = text.into();
        Phrase { order: Order::Text(text.clone()), pieces: vec![Piece::Text(text)], fields: Vec::new() }
    }

    /// Pieces.
    pub(super) fn new(pieces: Vec<Piece>) -> Phrase {
        let text: String = pieces.iter().map(plain).collect();
        Phrase { pieces, fields: Vec::new(), order: Order::Text(text) }
    }

    pub(super) fn field(mut self, name: &'static str, value: impl Into<Value>) -> Phrase {
        self.fields.push((name, value.into()));
        self
    }

    pub(super) fn order(mut self, order: Order) -> Phrase {
        self.order = order;
        self
    }

    /// As a value of the engine.
    pub(super) fn into_value(self) -> Value {
        Value::from_object(self)
    }
}

impl Object for Phrase {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let key = key.as_str()?;
        self.fields.iter().find(|(name, _)| *name == key).map(|(_, value)| value.clone())
    }

    fn custom_cmp(self: &Arc<Self>, other: &DynObject) -> Option<Ordering> {
        Some(self.order.cmp(&other.downcast_ref::<Phrase>()?.order))
    }

    fn call_method(self: &Arc<Self>, _: &mut State<'_, '_>, method: &str, _: &[Value]) -> Result<Value, Error> {
        Err(Problem::new(Code::TEMPLATE_ERROR, format!("a text has no method `{method}`")).into())
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_figure = |piece: &Piece| matches!(piece, Piece::Figure(_));
        if self.pieces.iter().any(is_figure) {
            write!(f, "{FIGURE_MARK}")?;
        }
        self.pieces.iter().try_for_each(|piece| f.write_str(&plain(piece)))
    }
}

/// The words of a piece.
pub(super) fn plain(piece: &Piece) -> String {
    match piece {
        Piece::Text(text) | Piece::Link { text, .. } => text.clone(),
        Piece::Figure(figure) => figure.text().unwrap_or_default(),
        Piece::Missing(_) | Piece::Refused(_) => String::new(),
    }
}

impl Session {
    /// A text of the data in the language of the edition. `path` is where it stands in the data.
    pub(super) fn localized(&self, text: &Localized, path: &str) -> Phrase {
        let language = self.locale.tag();
        if let Some(found) = text.get(language) {
            return Phrase::text(found.text.clone());
        }
        let languages: Vec<&str> = text.languages().map(|tag| tag.as_str()).collect();
        let place = self.dataset.places.of(path).unwrap_or_else(|| Place::file(format!("data/{}", self.code())));
        let problem = format!("the text `{path}` does not exist in `{language}`, only in {}", languages.join(", "));
        let diagnostic = Diagnostic::error(Code::MISSING_TRANSLATION, place, problem)
            .with_hint(format!("add `{language}: {{text: …, translation: draft}}` to it"));
        Phrase::new(vec![Piece::Missing(Box::new(diagnostic))])
    }

    /// A text that may be absent: none then.
    pub(super) fn optional(&self, text: Option<&Localized>, path: &str) -> Value {
        text.map_or(Value::from(()), |text| self.localized(text, path).into_value())
    }

    /// The words of a message with arguments, in which figures stay figures.
    pub(super) fn message(&self, key: &str, arguments: &[(String, Vec<Piece>)]) -> Result<Vec<Piece>, Problem> {
        if !self.locale.has_message(key) {
            return Err(self.no_message(key).did_you_mean(key, self.locale.message_keys()));
        }
        let mut slots = Vec::new();
        let mut passed = Vec::new();
        for (name, pieces) in arguments {
            passed.push((name.as_str(), argument(pieces, &mut slots)));
        }
        let found = self.locale.message(key, &passed).map_err(|error| locale_problem(key, &error))?;
        let mut pieces = Vec::new();
        for piece in found {
            match piece {
                crate::locale::Piece::Text(text) => pieces.push(Piece::Text(text)),
                crate::locale::Piece::Slot(index) => pieces.extend(slots.get(index).cloned().unwrap_or_default()),
            }
        }
        Ok(pieces)
    }

    fn no_message(&self, key: &str) -> Problem {
        Problem::new(Code::UNKNOWN_MESSAGE, format!("there is no message `{key}`"))
            .hint(format!("add `{key}` to the locale file of `{}`", self.locale.tag()))
    }

    /// A message without arguments, as a phrase with a key; what is wrong with it is told where it is printed.
    pub(super) fn keyed(&self, prefix: &str, key: &str) -> Phrase {
        let name = format!("{prefix}-{key}");
        // Without looking for a near key: most such phrases are never printed.
        let pieces =
            if self.locale.has_message(&name) { self.message(&name, &[]) } else { Err(self.no_message(&name)) };
        let pieces = pieces.unwrap_or_else(|problem| vec![Piece::Refused(Box::new(problem))]);
        Phrase::new(pieces).field("key", key).order(Order::Text(key.to_owned()))
    }

    /// What a value prints within a line: texts, phrases, figures, and lists of them one after the other.
    /// Nothing for none.
    pub(super) fn pieces(&self, value: &Value) -> Result<Vec<Piece>, Problem> {
        if let Some(phrase) = value.downcast_object_ref::<Phrase>() {
            return Ok(phrase.pieces.clone());
        }
        if let Some(figure) = value.downcast_object::<FigureObject>() {
            return Ok(vec![Piece::Figure(figure)]);
        }
        match value.kind() {
            ValueKind::String => {
                let text = value.as_str().unwrap_or_default();
                check_text(text)?;
                Ok(if text.is_empty() { Vec::new() } else { vec![Piece::Text(text.to_owned())] })
            }
            ValueKind::None => Ok(Vec::new()),
            ValueKind::Seq | ValueKind::Iterable => {
                let mut pieces = Vec::new();
                for item in value.try_iter().into_iter().flatten() {
                    pieces.extend(self.pieces(&item)?);
                }
                Ok(pieces)
            }
            ValueKind::Undefined => Err(Problem::new(Code::TEMPLATE_ERROR, "an undefined value is printed")),
            ValueKind::Number => Err(Problem::new(
                Code::TYPED_DIGIT,
                format!("the plain number {value} is printed, which says nothing of its source"),
            )
            .hint("print a figure: `figure(…)`, `count(…)` or another of the algebra")),
            ValueKind::Invalid => Err(Problem::new(Code::TEMPLATE_ERROR, value.to_string())),
            _ => {
                let problem = format!("{} is printed, expected a text or a figure", described(value));
                let problem = Problem::new(Code::TEMPLATE_ERROR, problem);
                Err(problem.hint("print one of its fields, such as `.title`"))
            }
        }
    }

    /// Pieces as inlines of a block. Figures are recorded as printed.
    pub(super) fn inlines(&self, pieces: Vec<Piece>) -> Result<Vec<Inline>, Problem> {
        let mut inlines: Vec<Inline> = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Text(text) => push_text(&mut inlines, &text),
                Piece::Figure(figure) => inlines.push(Inline::Figure(self.print_figure(&figure)?)),
                Piece::Link { address, text } => {
                    inlines.push(Inline::Link { address, content: vec![Inline::Text(text)] });
                }
                Piece::Missing(diagnostic) => {
                    self.record().diagnostics.push(*diagnostic);
                    push_text(&mut inlines, "?");
                }
                Piece::Refused(problem) => return Err(*problem),
            }
        }
        Ok(inlines)
    }
}

/// Joins texts that follow each other, and keeps line ends out of them.
fn push_text(inlines: &mut Vec<Inline>, text: &str) {
    let text = text.replace(['\n', '\r'], " ");
    match inlines.last_mut() {
        _ if text.is_empty() => {}
        Some(Inline::Text(last)) => last.push_str(&text),
        _ => inlines.push(Inline::Text(text)),
    }
}

/// Refuses texts that lost a figure or that carry markup.
pub(super) fn check_text(text: &str) -> Result<(), Problem> {
    if text.contains(FIGURE_MARK) {
        return Err(Problem::new(Code::FIGURE_AS_TEXT, "a figure was turned into plain text and lost its source")
            .hint("print the figure by itself, or pass it to `message(…)`")
            .hint("in an argument of a block, put texts and figures in a list: `[\"about \", figure]`"));
    }
    if text.contains([EXPRESSION_START, EXPRESSION_END]) {
        return Err(Problem::new(
            Code::TEMPLATE_ERROR,
            "the output of a macro or of `{% set %}…{% endset %}` is used as text",
        )
        .hint("print it by itself, or use `message(…)` or a list of texts and figures"));
    }
    Ok(())
}

/// A message's argument: plain words as they are, all else as a slot.
fn argument(pieces: &[Piece], slots: &mut Vec<Vec<Piece>>) -> Argument {
    let is_text = |piece: &Piece| matches!(piece, Piece::Text(_));
    if pieces.iter().all(is_text) {
        return Argument::Text(pieces.iter().map(plain).collect());
    }
    let number = match pieces {
        [Piece::Figure(figure)] => figure.figure.value.amount(),
        _ => None,
    };
    slots.push(pieces.to_vec());
    Argument::Slot { index: slots.len() - 1, number }
}

/// What the locale says of a message that it could not format.
pub(super) fn locale_problem(key: &str, error: &crate::locale::MessageError) -> Problem {
    Problem::new(Code::LOCALE_ERROR, format!("the message `{key}` could not be formatted: {error}"))
}
