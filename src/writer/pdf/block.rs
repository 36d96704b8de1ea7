//! Blocks as Typst markup, and those that hold other blocks. Floor 3.

use super::literal::{array, string};
use super::markup::Markup;
use crate::document::{Block, Callout, CalloutKind, Heading, KeyFigure, Orientation, Section, Timeline};

impl<'a> Markup<'a> {
    /// Writes blocks in markup mode, each followed by an empty line.
    ///
    /// Headings that stand directly before a section of other orientation move to its first page: at the end of
    /// the page before, they would head nothing.
    pub(super) fn push_blocks(&mut self, blocks: &'a [Block], text: &mut String) {
        let mut index = 0;
        while let Some(block) = blocks.get(index) {
            let headings = blocks[index..].iter().take_while(|block| matches!(block, Block::Heading(_))).count();
            match blocks.get(index + headings) {
                Some(Block::Section(section)) if headings > 0 => {
                    self.push_section(section, &blocks[index..index + headings], text);
                    index += headings + 1;
                }
                Some(_) | None => {
                    self.push_block(block, text);
                    index += 1;
                }
            }
            text.push_str("\n\n");
        }
    }

    pub(super) fn push_block(&mut self, block: &'a Block, text: &mut String) {
        match block {
            Block::Cover(cover) => self.push_cover(cover, text),
            Block::Contents(contents) => self.push_contents(contents, text),
            Block::Heading(heading) => self.push_heading(heading, text),
            Block::Paragraph(content) => {
                text.push_str("#par");
                let content = self.content(content);
                text.push_str(&content);
            }
            Block::List(list) => self.push_list(list, text),
            Block::Table(table) => self.push_table(table, text),
            Block::Chart(chart) => self.push_chart(chart, text),
            Block::Image(image) => self.push_image(image, text),
            Block::KeyFigures(tiles) => self.push_key_figures(tiles, text),
            Block::Timeline(timeline) => self.push_timeline(timeline, text),
            Block::Callout(callout) => self.push_callout(callout, text),
            Block::Quote(blocks) => {
                text.push_str("#theme.quote-block[\n");
                self.push_blocks(blocks, text);
                text.push(']');
            }
            Block::Section(section) => self.push_section(section, &[], text),
            Block::PageBreak => text.push_str("#pagebreak(weak: true)"),
        }
    }

    fn push_heading(&mut self, heading: &'a Heading, text: &mut String) {
        let number = self.numbering.section(&heading.id).map_or_else(|| "none".to_owned(), string);
        let content = self.content(&heading.content);
        text.push_str(&format!(
            "#theme.section-heading(level: {}, number: {number}, id: {}){content}",
            heading.level,
            string(&heading.id.0),
        ));
    }

    fn push_section(&mut self, section: &'a Section, headings: &'a [Block], text: &mut String) {
        let outer = std::mem::replace(&mut self.orientation, section.orientation);
        text.push_str(match section.orientation {
            Orientation::Portrait => "#theme.portrait[\n",
            Orientation::Landscape => "#theme.landscape[\n",
        });
        self.push_blocks(headings, text);
        self.push_blocks(&section.blocks, text);
        text.push(']');
        self.orientation = outer;
    }

    fn push_callout(&mut self, callout: &'a Callout, text: &mut String) {
        let words = &self.document.words;
        let (kind, name) = match callout.kind {
            CalloutKind::Note => ("note", &words.callout_note),
            CalloutKind::Important => ("important", &words.callout_important),
            CalloutKind::Warning => ("warning", &words.callout_warning),
        };
        let title =
            if callout.title.is_empty() { format!("[#{}]", string(name)) } else { self.content(&callout.title) };
        text.push_str(&format!("#theme.callout(kind: \"{kind}\", title: {title})[\n"));
        self.push_blocks(&callout.blocks, text);
        text.push(']');
    }

    fn push_key_figures(&mut self, tiles: &'a [KeyFigure], text: &mut String) {
        text.push_str("#theme.key-figures((\n");
        for tile in tiles {
            let label = self.content(&tile.label);
            let note = self.optional_content(&tile.note);
            text.push_str(&format!(
                "  (number: {}, known: {}, unit: {}, label: {label}, note: {note}, color: {}),\n",
                string(&tile.figure.text),
                tile.figure.value.is_some(),
                super::literal::optional_string(&tile.unit),
                string(if tile.color.is_empty() { "accent" } else { &tile.color }),
            ));
        }
        text.push_str("))");
    }

    fn push_timeline(&mut self, timeline: &'a Timeline, text: &mut String) {
        let entries: Vec<String> = timeline
            .entries
            .iter()
            .map(|entry| format!("\n  ({}, {})", string(&entry.date), self.content(&entry.content)))
            .collect();
        text.push_str(&format!("#theme.timeline(description: {}, {})", string(&timeline.description), array(entries)));
    }
}
