//! Headings: level, number, id.

use comrak::nodes::{Attributes, Node, NodeHeading, NodeValue};

use super::reader::{Context, Reader};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Block, BlockId, Heading, plain_text, walk_blocks};

impl<'a> Reader<'_, 'a> {
    /// Notes the ids that headings and blocks of the ledger were given, before others are made from words.
    pub(super) fn gather_heading_ids(&mut self, root: Node<'a>) {
        for node in root.children() {
            let data = node.data();
            if let (NodeValue::Heading(_), Some(attributes)) = (&data.value, &data.attrs) {
                self.given_ids.extend(attributes.id.clone());
            }
        }
        let mut ids = Vec::new();
        walk_blocks(&self.rendered.ledger.blocks, &mut |block| match block {
            Block::Table(table) => ids.push(table.id.0.clone()),
            Block::Chart(chart) => ids.push(chart.id.0.clone()),
            Block::Cover(_)
            | Block::Contents(_)
            | Block::Heading(_)
            | Block::Paragraph(_)
            | Block::List(_)
            | Block::Image(_)
            | Block::KeyFigures(_)
            | Block::Timeline(_)
            | Block::Callout(_)
            | Block::Quote(_)
            | Block::Section(_)
            | Block::PageBreak => {}
        });
        self.given_ids.extend(ids);
    }

    /// Reads a heading.
    pub(super) fn heading(&mut self, node: Node<'a>, heading: NodeHeading, context: Context) -> Option<Block> {
        if context.depth > 0 {
            let message = "a heading stands inside a list, quote, alert or footnote";
            self.refuse(node, context, message, "move it out, or make it a strong line");
            // Read nevertheless, so that the guard does not report its values as well.
            self.content(node, context);
            return None;
        }
        let content = self.content(node, context);
        self.check_level(node, heading.level);
        let attributes = node.data().attrs.as_deref().cloned().unwrap_or_default();
        let is_numbered = self.is_numbered(node, &attributes);
        let words = plain_text(&content);
        if words.trim().is_empty() {
            self.refuse(node, context, "a heading without words", "give it words, or delete its mark");
        }
        let id = match attributes.id {
            Some(id) => self.given_id(node, id),
            None => self.unused_id(&identifier(&words)),
        };
        Some(Block::Heading(Heading { id, level: heading.level, is_numbered, content }))
    }

    fn check_level(&mut self, node: Node<'a>, level: u8) {
        let before = std::mem::replace(&mut self.heading_level, level);
        if level <= before + 1 {
            return;
        }
        let message = if before == 0 {
            format!("the first heading is of level {level}, not of level 1")
        } else {
            format!("a heading of level {level} follows one of level {before}")
        };
        let place = self.place(node, Context::default());
        let hint = format!("begin it with `{}`", "#".repeat(usize::from(before) + 1));
        self.diagnostics.push(Diagnostic::error(Code::SKIPPED_HEADING, place, message).with_hint(hint));
    }

    fn is_numbered(&mut self, node: Node<'a>, attributes: &Attributes) -> bool {
        let mut is_numbered = self.options.numbered_headings;
        let mut unknown: Vec<String> = attributes.pairs.iter().map(|(key, value)| format!("{key}={value}")).collect();
        for class in &attributes.classes {
            match class.as_str() {
                "numbered" => is_numbered = true,
                "unnumbered" => is_numbered = false,
                _ => unknown.push(format!(".{class}")),
            }
        }
        for attribute in unknown {
            let message = format!("a heading has no attribute `{attribute}`");
            self.refuse(node, Context::default(), message, "write `{ #id }`, `.numbered` or `.unnumbered`");
        }
        is_numbered
    }

    fn given_id(&mut self, node: Node<'a>, id: String) -> BlockId {
        let is_plain = id.starts_with(char::is_alphabetic)
            && id.chars().all(|character| character.is_alphanumeric() || "-_.".contains(character));
        if !is_plain {
            let message = format!("`{id}` is not an id");
            let hint = "begin it with a letter, and use letters, digits, `-`, `_` and `.`";
            self.refuse(node, Context::default(), message, hint);
        }
        let place = self.place(node, Context::default());
        self.take_id(&id, place);
        BlockId(id)
    }

    /// Notes the id of a block that is read; reports one that an earlier block has.
    pub(super) fn take_id(&mut self, id: &str, place: crate::diagnostic::Place) {
        if !self.ids.insert(id.to_owned()) {
            let message = format!("two headings, tables or charts have the id `{id}`");
            self.diagnostics
                .push(Diagnostic::error(Code::DUPLICATE_ID, place, message).with_hint("give this one another id"));
        }
    }

    /// The wanted id, or where it is taken, the first free one of `wanted-1`, `wanted-2`, …
    pub(super) fn unused_id(&mut self, wanted: &str) -> BlockId {
        let is_free = |id: &String| !self.ids.contains(id) && !self.given_ids.contains(id);
        let numbered = (1..).map(|number: usize| format!("{wanted}-{number}"));
        let id = std::iter::once(wanted.to_owned()).chain(numbered).find(is_free).expect("the numbers do not end");
        self.ids.insert(id.clone());
        BlockId(id)
    }
}

/// An id from the words of a heading, by the rule of pandoc's extension `auto_identifiers`.
fn identifier(words: &str) -> String {
    let kept: String = words
        .chars()
        .filter(|character| character.is_alphanumeric() || character.is_whitespace() || "-_.".contains(*character))
        .flat_map(char::to_lowercase)
        .collect();
    let joined = kept.split_whitespace().collect::<Vec<_>>().join("-");
    match joined.trim_start_matches(|character: char| !character.is_alphabetic()) {
        "" => "section".to_owned(),
        id => id.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_from_words_as_pandoc_does() {
        // The examples of pandoc's manual, and one in another script.
        let cases = [
            ("Heading identifiers in HTML", "heading-identifiers-in-html"),
            ("Maître d'hôtel", "maître-dhôtel"),
            ("*Dogs*?--in *my* house?", "dogs--in-my-house"),
            ("[HTML], [S5], or [RTF]?", "html-s5-or-rtf"),
            ("3. Applications", "applications"),
            ("33", "section"),
            ("Обзор года", "обзор-года"),
        ];
        for (words, id) in cases {
            assert_eq!(identifier(words), id, "{words}");
        }
    }
}
