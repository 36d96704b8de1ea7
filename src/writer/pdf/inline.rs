//! Inlines as Typst markup. Floor 3.

use super::literal::{optional_string, string};
use super::markup::Markup;
use crate::document::{BlockId, Inline, plain_text};
use crate::model::LanguageTag;

/// Longest figure, in characters, that is kept on one line; longer ones may break at their spaces.
const UNBROKEN: usize = 20;

impl<'a> Markup<'a> {
    /// Inlines as a content expression: `[…]`.
    pub(super) fn content(&mut self, inlines: &'a [Inline]) -> String {
        let mut text = String::from("[");
        self.push_inlines(inlines, &mut text);
        text.push(']');
        text
    }

    /// Inlines as a content expression, or `none` where there are none.
    pub(super) fn optional_content(&mut self, inlines: &'a [Inline]) -> String {
        if inlines.is_empty() { "none".to_owned() } else { self.content(inlines) }
    }

    /// Writes inlines in markup mode. Each piece begins with `#`, so none runs into the one before it.
    pub(super) fn push_inlines(&mut self, inlines: &'a [Inline], text: &mut String) {
        for inline in inlines {
            match inline {
                Inline::Text(words) => {
                    text.push('#');
                    text.push_str(&string(words));
                }
                Inline::Emphasis(content) => self.push_call("emph", content, text),
                Inline::Strong(content) => self.push_call("strong", content, text),
                Inline::Link { content, .. } if self.is_repeated => self.push_inlines(content, text),
                Inline::Link { address, content } if plain_text(content) == *address => {
                    text.push_str(&format!("#link({})[", string(address)));
                    for piece in pieces_of_address(address) {
                        text.push_str(&format!("#box[#{}]", string(piece)));
                    }
                    text.push(']');
                }
                Inline::Link { address, content } => {
                    self.push_call(&format!("link({})", string(address)), content, text);
                }
                Inline::CrossReference { target, content } => self.push_reference(target, content, text),
                // Repeated in the contents, a footnote would count twice.
                Inline::Footnote(_) if self.is_repeated => {}
                Inline::Footnote(blocks) => {
                    text.push_str("#footnote[");
                    self.push_item(blocks, text);
                    text.push(']');
                }
                Inline::Figure(figure) => {
                    let literal = string(&figure.text);
                    if figure.text.chars().count() <= UNBROKEN {
                        text.push_str("#theme.number(");
                        text.push_str(&literal);
                        text.push(')');
                    } else {
                        text.push('#');
                        text.push_str(&literal);
                    }
                }
                Inline::Code(code) => {
                    text.push_str("#raw(");
                    text.push_str(&string(code));
                    text.push(')');
                }
                Inline::LineBreak => text.push_str("#linebreak()"),
                Inline::Language { language, content } => {
                    let call = format!("text({})", language_arguments(language));
                    self.push_call(&call, content, text);
                }
            }
        }
    }

    fn push_reference(&mut self, target: &BlockId, content: &'a [Inline], text: &mut String) {
        if !self.is_repeated {
            text.push_str(&format!("#link(label({}))[", string(&target.0)));
        }
        if content.is_empty() {
            text.push('#');
            text.push_str(&string(&self.numbering.reference(target, &self.document.words)));
        } else {
            self.push_inlines(content, text);
        }
        if !self.is_repeated {
            text.push(']');
        }
    }

    fn push_call(&mut self, call: &str, content: &'a [Inline], text: &mut String) {
        text.push('#');
        text.push_str(call);
        text.push('[');
        self.push_inlines(content, text);
        text.push(']');
    }
}

/// An address in pieces that each stay on one line: it breaks behind a mark, but never before a digit, so that no number is
/// torn apart.
fn pieces_of_address(address: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut characters = address.char_indices().peekable();
    while let Some((index, character)) = characters.next() {
        let is_mark = matches!(character, '/' | '-' | '_' | '.' | '?' | '&' | '=');
        let is_before_word = characters.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if is_mark && is_before_word {
            let end = index + character.len_utf8();
            pieces.extend(address.get(start..end));
            start = end;
        }
    }
    pieces.extend(address.get(start..).filter(|rest| !rest.is_empty()));
    pieces
}

/// `lang` and `region` as arguments of Typst's `text`: the primary subtag, and a region of two letters.
pub(super) fn language_arguments(language: &LanguageTag) -> String {
    let mut subtags = language.as_str().split('-');
    let primary = subtags.next().unwrap_or_default().to_ascii_lowercase();
    let region = subtags.find(|tag| tag.len() == 2 && tag.bytes().all(|byte| byte.is_ascii_alphabetic()));
    format!("lang: {}, region: {}", string(&primary), optional_string(region.unwrap_or_default()))
}

/// Whether a footnote, link or cross reference stands in the inlines.
pub(super) fn has_footnote_or_link(inlines: &[Inline]) -> bool {
    let mut found = false;
    crate::document::walk_inlines(inlines, &mut |inline| {
        found |= matches!(inline, Inline::Footnote(_) | Inline::Link { .. } | Inline::CrossReference { .. });
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_breaks_behind_marks_and_never_inside_a_number() {
        let pieces = pieces_of_address("https://a.example/na-2.9-mln/p_1?x=y");
        assert_eq!(pieces, ["https://", "a.", "example/", "na-2.9-", "mln/", "p_1?", "x=", "y"]);
        assert_eq!(pieces_of_address(""), Vec::<&str>::new());
    }
}
