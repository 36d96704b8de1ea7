//! A language with some of its messages only, for readers whose results are kept.
//!
//! Who makes something from a language and keeps it must know what it was made from. So the reader names the messages
//! that it may ask for and gets a language that has no others: asking for another is a bug and a panic, never a
//! result that no longer fits. What is left of the language is one text, see [`Locale::definition`].

use std::collections::BTreeSet;

use fluent_syntax::ast::{Attribute, CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::ast::{Message, Resource, Term};
use fluent_syntax::{parser, serializer};

use super::Locale;
use super::message::Messages;

/// The message that chooses the formats of numbers and dates, which every language keeps.
const FORMATS: &str = "format-locale";

impl Locale {
    /// The language with the messages of `keys` and what those refer to, and with all numbers and dates.
    ///
    /// # Panics
    ///
    /// The new language panics when it is asked for a message that is not among `keys`, whether the file has it or not.
    #[must_use]
    pub fn narrow(&self, keys: &'static [&'static str]) -> Locale {
        let text = definition(&self.text, keys);
        let read = Messages::read(&self.tag, "", &text);
        let mut messages = read.expect("a part of a valid language file is valid");
        messages.permitted = Some(keys);
        Locale { tag: self.tag.clone(), messages, numbers: self.numbers.clone(), dates: self.dates.clone(), text }
    }

    /// All that tells this language from others, as text: its tag and its messages, without comments where it was
    /// narrowed. Two languages of one definition print the same.
    pub fn definition(&self) -> String {
        format!("{}\n{}", self.tag, self.text)
    }
}

/// The messages of `keys`, and all messages and terms that they refer to, in the order of the file, as Fluent text.
fn definition(ftl: &str, keys: &[&str]) -> String {
    let resource = parser::parse(ftl).expect("the language file was read before");
    let mut wanted: BTreeSet<String> = keys.iter().chain([&FORMATS]).map(|key| (*key).to_owned()).collect();
    loop {
        let of_wanted = resource.body.iter().filter(|entry| name(entry).is_some_and(|name| wanted.contains(&name)));
        let mut found = wanted.clone();
        of_wanted.for_each(|entry| add_references(entry, &mut found));
        if found == wanted {
            break;
        }
        wanted = found;
    }
    let body = resource.body.into_iter().filter(|entry| name(entry).is_some_and(|name| wanted.contains(&name)));
    serializer::serialize(&Resource { body: body.map(without_comment).collect() })
}

/// The name of a message, or of a term with its dash.
fn name(entry: &Entry<&str>) -> Option<String> {
    match entry {
        Entry::Message(message) => Some(message.id.name.to_owned()),
        Entry::Term(term) => Some(format!("-{}", term.id.name)),
        Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) | Entry::Junk { .. } => None,
    }
}

fn without_comment(entry: Entry<&str>) -> Entry<&str> {
    match entry {
        Entry::Message(message) => Entry::Message(Message { comment: None, ..message }),
        Entry::Term(term) => Entry::Term(Term { comment: None, ..term }),
        Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) | Entry::Junk { .. } => entry,
    }
}

fn add_references(entry: &Entry<&str>, found: &mut BTreeSet<String>) {
    let (value, attributes): (Option<&Pattern<&str>>, &[Attribute<&str>]) = match entry {
        Entry::Message(message) => (message.value.as_ref(), &message.attributes),
        Entry::Term(term) => (Some(&term.value), &term.attributes),
        Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) | Entry::Junk { .. } => (None, &[]),
    };
    let patterns = value.into_iter().chain(attributes.iter().map(|attribute| &attribute.value));
    patterns.for_each(|pattern| add_of_pattern(pattern, found));
}

fn add_of_pattern(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { .. } => {}
            PatternElement::Placeable { expression } => add_of_expression(expression, found),
        }
    }
}

fn add_of_expression(expression: &Expression<&str>, found: &mut BTreeSet<String>) {
    match expression {
        Expression::Select { selector, variants } => {
            add_of_inline(selector, found);
            variants.iter().for_each(|variant| add_of_pattern(&variant.value, found));
        }
        Expression::Inline(inline) => add_of_inline(inline, found),
    }
}

fn add_of_inline(inline: &InlineExpression<&str>, found: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. }
        | InlineExpression::VariableReference { .. } => {}
        InlineExpression::FunctionReference { arguments, .. } => add_of_arguments(arguments, found),
        InlineExpression::MessageReference { id, .. } => drop(found.insert(id.name.to_owned())),
        InlineExpression::TermReference { id, arguments, .. } => {
            found.insert(format!("-{}", id.name));
            arguments.iter().for_each(|arguments| add_of_arguments(arguments, found));
        }
        InlineExpression::Placeable { expression } => add_of_expression(expression, found),
    }
}

fn add_of_arguments(arguments: &CallArguments<&str>, found: &mut BTreeSet<String>) {
    let named = arguments.named.iter().map(|argument| &argument.value);
    arguments.positional.iter().chain(named).for_each(|inline| add_of_inline(inline, found));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::LanguageTag;

    const FTL: &str = "# A remark.\nformat-locale = en-GB\nasked = { -name } and { $count ->\n    [one] { deep }\n   *[other] more\n }\n-name = { NUMBER(1, currency: \"x\") } { -inner(case: \"y\") }\n-inner = i\ndeep = { asked.title }\n    .title = t\nother = o\n-unused = u\n";

    fn check(ftl: &str) -> Locale {
        let tag = LanguageTag::parse("en").expect("a tag");
        Locale::new(tag, "en.ftl", ftl).expect("valid").narrow(&["asked", "absent"])
    }

    #[test]
    fn what_is_asked_for_stays_with_all_that_it_refers_to_and_nothing_else() {
        let keys: Vec<String> = check(FTL).message_keys().map(str::to_owned).collect();
        assert_eq!(keys, ["format-locale", "asked", "deep"]);
        let definition = check(FTL).definition();
        assert!(definition.starts_with("en\n") && definition.contains("-name =") && definition.contains("-inner ="));
        assert!(!definition.contains("unused") && !definition.contains("remark"), "{definition}");
    }

    #[test]
    fn the_definition_changes_with_what_is_read_and_with_nothing_else() {
        let definition = check(FTL).definition();
        for same in [FTL.replace("other = o", "other = p"), FTL.replace("# A", "# No"), format!("{FTL}new = n\n")] {
            assert_eq!(check(&same).definition(), definition, "{same}");
        }
        for changed in [("-inner = i", "-inner = j"), ("en-GB", "en-US"), ("more", "many")] {
            assert_ne!(check(&FTL.replace(changed.0, changed.1)).definition(), definition, "{changed:?}");
        }
    }

    #[test]
    #[should_panic(expected = "the message `other` is not among those that its reader has named")]
    fn another_message_is_a_panic_though_the_file_has_it() {
        drop(check(FTL).text("other", &[]));
    }

    #[test]
    fn a_message_that_was_named_and_is_not_there_is_an_error_as_before() {
        assert!(check(FTL).text("absent", &[]).is_err());
    }
}
