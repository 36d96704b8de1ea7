//! Messages: Fluent, with slots for what must not become plain text.
//!
//! A slot passes through Fluent as a sentinel made of noncharacters, which no text may hold; so a figure inside
//! a sentence is still a figure afterwards. Isolating marks are off: the texts are one language each.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Locale;
use crate::diagnostic::{Code, Diagnostic, Place, nearest};
use crate::model::LanguageTag;

/// Noncharacters that enclose the number of a slot.
const SLOT: (char, char) = ('\u{fdd0}', '\u{fdd1}');

/// What is put into a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Argument {
    /// Words; also what a selector compares.
    Text(String),
    /// A number that chooses a plural form and prints as the language does.
    Number(Decimal),
    /// Something that the caller puts in afterwards.
    Slot {
        /// Which one, for the caller.
        index: usize,
        /// The number that chooses a plural form.
        number: Option<Decimal>,
    },
}

/// A part of a formatted message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Text(String),
    /// The place of a slot, by the caller's index.
    Slot(usize),
}

/// Why a message could not be formatted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("message `{key}`: {problem}")]
pub struct MessageError {
    /// The key that was asked for.
    pub key: String,
    /// What is wrong with it.
    pub problem: String,
    /// A key that the file has and that may be meant.
    pub suggestion: Option<String>,
}

/// The messages of one language.
pub(super) struct Messages {
    bundle: FluentBundle<FluentResource>,
    keys: Vec<String>,
    /// The keys that may be asked for; any where absent.
    pub(super) permitted: Option<&'static [&'static str]>,
}

/// A problem of a language file as a whole.
pub(super) fn locale_error(path: &str, message: String) -> Diagnostic {
    Diagnostic::error(Code::LOCALE_ERROR, Place::file(path), message)
}

impl Messages {
    pub(super) fn read(tag: &LanguageTag, path: &str, ftl: &str) -> Result<Messages, Vec<Diagnostic>> {
        if let Some(offset) = find_sentinel(ftl) {
            let message = "a noncharacter stands in the file, which no text may hold".to_owned();
            return Err(vec![error_at(path, ftl, offset, message)]);
        }
        let resource = FluentResource::try_new(ftl.to_owned()).map_err(|(_, errors)| {
            let at = |error: &fluent_syntax::parser::ParserError| {
                error_at(path, ftl, error.pos.start, format!("not valid Fluent: {}", error.kind).to_lowercase())
            };
            errors.iter().map(at).collect::<Vec<_>>()
        })?;
        let numeric = numeric_variants(&resource);
        if !numeric.is_empty() {
            let start = resource.source().as_ptr() as usize;
            let refused = |number: &&str| {
                let offset = (number.as_ptr() as usize).saturating_sub(start);
                let message = format!("the variant `[{number}]` can't be told from its plural category");
                error_at(path, ftl, offset, message).with_hint("name a plural category, such as `[one]`")
            };
            return Err(numeric.iter().map(refused).collect());
        }
        let keys: Vec<String> = message_keys(&resource).map(str::to_owned).collect();
        let language = tag.as_str().parse::<unic_langid::LanguageIdentifier>();
        let language = language.map_err(|error| vec![locale_error(path, format!("`{tag}`: {error}"))])?;
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(number) => {
                number.options.minimum_integer_digits.map(|slot| format!("{}{slot}{}", SLOT.0, SLOT.1))
            }
            FluentValue::String(_) | FluentValue::Custom(_) | FluentValue::None | FluentValue::Error => None,
        }));
        bundle.add_resource(resource).map_err(|errors| {
            let twice = |error: &fluent_bundle::FluentError| {
                let diagnostic = match error {
                    fluent_bundle::FluentError::Overriding { id, .. } => {
                        error_at(path, ftl, second_definition(ftl, id), format!("message `{id}` stands twice"))
                    }
                    other => locale_error(path, other.to_string()),
                };
                diagnostic.with_hint("keep one of them")
            };
            errors.iter().map(twice).collect::<Vec<_>>()
        })?;
        Ok(Messages { bundle, keys, permitted: None })
    }

    /// # Panics
    ///
    /// If the messages were narrowed to others.
    fn check_permitted(&self, key: &str) {
        let is_permitted = self.permitted.is_none_or(|keys| keys.contains(&key));
        assert!(is_permitted, "the message `{key}` is not among those that its reader has named");
    }

    fn format(&self, key: &str, arguments: &[(&str, Argument)]) -> Result<String, MessageError> {
        self.check_permitted(key);
        let error = |problem: String, suggestion: Option<&str>| MessageError {
            key: key.to_owned(),
            problem,
            suggestion: suggestion.map(str::to_owned),
        };
        let pattern = self.bundle.get_message(key).and_then(|message| message.value());
        let pattern = pattern.ok_or_else(|| {
            let near = nearest(key, self.keys.iter().map(String::as_str));
            error("no such message in the language file".into(), near)
        })?;
        let mut values = FluentArgs::new();
        for (position, (name, argument)) in arguments.iter().enumerate() {
            let value = match argument {
                Argument::Text(text) if text.contains([SLOT.0, SLOT.1]) => {
                    return Err(error(format!("argument `{name}` holds a noncharacter"), None));
                }
                Argument::Text(text) => FluentValue::String(text.as_str().into()),
                Argument::Number(number) | Argument::Slot { number: Some(number), .. } => slot(position, *number),
                Argument::Slot { number: None, .. } => {
                    FluentValue::String(format!("{}{position}{}", SLOT.0, SLOT.1).into())
                }
            };
            values.set(*name, value);
        }
        let mut problems = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&values), &mut problems).into_owned();
        match problems.first() {
            None => Ok(text),
            Some(problem) => Err(error(problem.to_string(), None)),
        }
    }

    /// A message that takes no slots.
    pub(super) fn text(&self, key: &str, arguments: &[(&str, Argument)]) -> Result<String, MessageError> {
        self.format(key, arguments)
    }
}

/// A number that selects a plural form and prints as the slot of its position.
fn slot(position: usize, number: Decimal) -> FluentValue<'static> {
    let mut value = FluentNumber::from(number.to_f64().unwrap_or_default());
    value.options.minimum_integer_digits = Some(position);
    // CLDR's operands count decimals, so that "1.0" is not "1".
    value.options.minimum_fraction_digits = usize::try_from(number.normalize().scale()).ok().filter(|n| *n > 0);
    FluentValue::Number(value)
}

/// Keys of variants that are numbers, wherever they stand. Fluent compares such a key with the options of a number
/// too, in which ours carries its slot, so that the variant would never be taken.
fn numeric_variants(resource: &FluentResource) -> Vec<&str> {
    let mut found = Vec::new();
    for entry in resource.entries() {
        let (value, attributes) = match entry {
            ast::Entry::Message(message) => (message.value.as_ref(), &message.attributes[..]),
            ast::Entry::Term(term) => (Some(&term.value), &term.attributes[..]),
            ast::Entry::Comment(_)
            | ast::Entry::GroupComment(_)
            | ast::Entry::ResourceComment(_)
            | ast::Entry::Junk { .. } => (None, &[][..]),
        };
        let patterns = value.into_iter().chain(attributes.iter().map(|attribute| &attribute.value));
        patterns.for_each(|pattern| push_numeric_variants(pattern, &mut found));
    }
    found
}

fn push_numeric_variants<'a>(pattern: &'a ast::Pattern<&'a str>, found: &mut Vec<&'a str>) {
    for element in &pattern.elements {
        let ast::PatternElement::Placeable { expression } = element else { continue };
        let mut expression = expression;
        while let ast::Expression::Inline(ast::InlineExpression::Placeable { expression: inner }) = expression {
            expression = inner;
        }
        let ast::Expression::Select { variants, .. } = expression else { continue };
        for variant in variants {
            match variant.key {
                ast::VariantKey::NumberLiteral { value } => found.push(value),
                ast::VariantKey::Identifier { .. } => {}
            }
            push_numeric_variants(&variant.value, found);
        }
    }
}

/// Where a noncharacter of [`SLOT`] stands in a file, as itself or as an escape.
fn find_sentinel(ftl: &str) -> Option<usize> {
    let escape = |sign: char| format!("\\u{:04x}", u32::from(sign));
    let lower = ftl.to_ascii_lowercase();
    ftl.find([SLOT.0, SLOT.1]).or_else(|| [SLOT.0, SLOT.1].into_iter().find_map(|sign| lower.find(&escape(sign))))
}

/// Where a message is written for the second time; the beginning of the file if it can't be found.
fn second_definition(ftl: &str, id: &str) -> usize {
    let mut offset = 0;
    let starts = ftl.split_inclusive('\n').map(|line| {
        let start = offset;
        offset += line.len();
        (start, line)
    });
    let is_definition = |line: &str| line.strip_prefix(id).is_some_and(|rest| rest.trim_start().starts_with('='));
    starts.filter(|(_, line)| is_definition(line)).nth(1).map_or(0, |(start, _)| start)
}

fn message_keys(resource: &FluentResource) -> impl Iterator<Item = &str> {
    resource.entries().filter_map(|entry| match entry {
        ast::Entry::Message(message) => Some(message.id.name),
        _ => None,
    })
}

fn error_at(path: &str, ftl: &str, offset: usize, message: String) -> Diagnostic {
    let before = ftl.get(..offset).unwrap_or(ftl);
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count();
    let number = |count: usize| u32::try_from(count + 1).unwrap_or(u32::MAX);
    let place = Place::new(path, number(line), number(column));
    Diagnostic::error(Code::LOCALE_ERROR, place, message).with_excerpt(ftl.lines().nth(line).unwrap_or_default())
}

impl Locale {
    /// A message as text pieces and slots, in order.
    ///
    /// # Errors
    ///
    /// If the file lacks the message, or an argument that it uses is not given.
    pub fn message(&self, key: &str, arguments: &[(&str, Argument)]) -> Result<Vec<Piece>, MessageError> {
        let text = self.messages.format(key, arguments)?;
        let mut pieces = Vec::new();
        let mut words = String::new();
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once(SLOT.0) {
            words.push_str(before);
            let (position, after) = after.split_once(SLOT.1).expect("a sentinel is closed where it was opened");
            let position: usize = position.parse().expect("a sentinel holds the position of an argument");
            match &arguments[position].1 {
                Argument::Slot { index, .. } => {
                    if !words.is_empty() {
                        pieces.push(Piece::Text(std::mem::take(&mut words)));
                    }
                    pieces.push(Piece::Slot(*index));
                }
                Argument::Number(number) => words.push_str(&self.number(*number, None)),
                Argument::Text(text) => words.push_str(text),
            }
            rest = after;
        }
        words.push_str(rest);
        if !words.is_empty() {
            pieces.push(Piece::Text(words));
        }
        Ok(pieces)
    }

    /// A message without slots as text.
    ///
    /// # Errors
    ///
    /// As `message`, and if a slot stands in it, which would be lost.
    pub fn text(&self, key: &str, arguments: &[(&str, Argument)]) -> Result<String, MessageError> {
        let mut whole = String::new();
        for piece in self.message(key, arguments)? {
            match piece {
                Piece::Text(text) => whole.push_str(&text),
                Piece::Slot(_) => {
                    let problem = "a figure was given where only text can stand".to_owned();
                    return Err(MessageError { key: key.to_owned(), problem, suggestion: None });
                }
            }
        }
        Ok(whole)
    }

    /// Whether the file has a message.
    pub fn has_message(&self, key: &str) -> bool {
        self.messages.check_permitted(key);
        self.messages.bundle.has_message(key)
    }

    /// The keys of all messages, in the order of the file.
    pub fn message_keys(&self) -> impl Iterator<Item = &str> {
        self.messages.keys.iter().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::sample::locale;

    #[test]
    fn a_slot_stays_a_slot_and_chooses_the_plural() {
        let slot = |number: u32| [("count", Argument::Slot { index: 7, number: Some(number.into()) })];
        let text = |text: &str| Piece::Text(text.into());
        assert_eq!(locale("en").message("test-signed", &slot(1)), Ok(vec![Piece::Slot(7), text(" paper")]));
        assert_eq!(locale("en").message("test-signed", &slot(5)), Ok(vec![Piece::Slot(7), text(" papers")]));
    }

    #[test]
    fn numbers_print_as_the_language_does() {
        let count = [("count", Argument::Number(Decimal::from(2680)))];
        assert_eq!(locale("en").text("test-signed", &count).as_deref(), Ok("2,680 papers"));
    }

    #[test]
    fn an_unknown_message_names_a_near_one() {
        let error = locale("en").text("test-singed", &[]).expect_err("there is none");
        assert_eq!(error.suggestion.as_deref(), Some("test-signed"));
    }

    #[test]
    fn a_missing_argument_is_an_error() {
        assert!(locale("en").text("test-signed", &[]).is_err());
    }

    #[test]
    fn fluent_errors_have_a_place_and_doubles_are_named() {
        let tag = LanguageTag::parse("en").expect("a tag");
        let errors = Locale::new(tag.clone(), "l/en.ftl", "a = b\nc = { $x\n").expect_err("not closed");
        assert_eq!(errors[0].place.as_ref().map(|place| place.line), Some(3), "{errors:?}");
        let errors = Locale::new(tag, "l/en.ftl", "a = b\nab = x\na = c\n").expect_err("twice");
        assert_eq!(errors[0].message, "message `a` stands twice");
        assert_eq!(errors[0].place, Some(Place::new("l/en.ftl", 3, 1)));
    }

    #[test]
    fn a_variant_for_one_number_is_refused_as_it_would_never_be_taken() {
        let tag = LanguageTag::parse("en").expect("a tag");
        let ftl = "a = b\nc = { $count ->\n    [0] none\n   *[other] some\n}\n";
        let errors = Locale::new(tag, "l/en.ftl", ftl).expect_err("a numeric variant");
        assert_eq!(errors[0].place, Some(Place::new("l/en.ftl", 3, 6)));
        assert_eq!(errors[0].excerpt.as_deref(), Some("    [0] none"));
    }

    #[test]
    fn the_marks_of_a_slot_can_not_be_forged_by_the_file() {
        for ftl in ["a = b\nc = \u{fdd0}7\u{fdd1}\n", "a = b\nc = { \"\\uFDD0\" }7\n"] {
            let tag = LanguageTag::parse("en").expect("a tag");
            let errors = Locale::new(tag, "l/en.ftl", ftl).expect_err("a noncharacter");
            assert_eq!(errors[0].place.as_ref().map(|place| place.line), Some(2), "{ftl:?}");
        }
    }

    #[test]
    fn a_slot_where_only_text_can_stand_is_an_error_and_not_lost() {
        let slot = [("count", Argument::Slot { index: 7, number: None })];
        assert!(locale("en").text("test-signed", &slot).is_err());
    }

    #[test]
    fn a_huge_number_has_a_plural_too() {
        for number in [Decimal::MAX, Decimal::MIN, Decimal::from(10_u64.pow(19))] {
            let count = [("count", Argument::Number(number))];
            let text = locale("en").text("test-signed", &count).expect("a message");
            assert!(text.ends_with(" papers"), "{text}");
        }
    }
}
