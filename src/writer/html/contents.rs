//! Contents and lists of tables as nested lists of links.

use super::Page;
use crate::document::{Block, Contents, ContentsOf, Heading, Inline, plain_text, walk_blocks};

impl<'a> Page<'a> {
    pub(super) fn contents(&mut self, contents: &Contents) {
        match contents.of {
            ContentsOf::Headings => self.list_of_headings(contents.depth),
            ContentsOf::Tables => self.list_of_tables(),
        }
    }

    fn list_of_headings(&mut self, depth: u8) {
        let mut headings: Vec<&Heading> = Vec::new();
        walk_blocks(&self.document.blocks, &mut |block| {
            if let Block::Heading(heading) = block
                && heading.level <= depth
            {
                headings.push(heading);
            }
        });
        if headings.is_empty() {
            return;
        }
        let document = self.document;
        self.open_contents("contents", &document.words.contents);
        self.heading_level(&headings);
        self.push("</nav>\n");
    }

    /// A list of headings: each that is not deeper than the first is an item, those below it its inner list.
    fn heading_level(&mut self, headings: &[&Heading]) {
        self.push("<ol>\n");
        let mut rest = headings;
        while let Some((first, below)) = rest.split_first() {
            let inner = below.iter().take_while(|heading| heading.level > first.level).count();
            self.push("<li>");
            let number = self.numbering.section(&first.id).map(str::to_owned);
            self.entry(&first.id.0, number.as_deref(), &first.content);
            if inner > 0 {
                self.push("\n");
                self.heading_level(&below[..inner]);
            }
            self.push("</li>\n");
            rest = &below[inner..];
        }
        self.push("</ol>\n");
    }

    fn list_of_tables(&mut self) {
        let mut tables = Vec::new();
        walk_blocks(&self.document.blocks, &mut |block| {
            if let Block::Table(table) = block {
                tables.push(table);
            }
        });
        if tables.is_empty() {
            return;
        }
        let document = self.document;
        self.open_contents("contents tables", &document.words.list_of_tables);
        self.push("<ol>\n");
        for table in tables {
            let number = self.numbering.reference(&table.id, &document.words);
            self.push("<li>");
            self.entry(&table.id.0, Some(&number), &table.caption);
            self.push("</li>\n");
        }
        self.push("</ol>\n</nav>\n");
    }

    fn open_contents(&mut self, class: &str, title: &str) {
        let level = 1 + self.heading_offset;
        self.push("<nav");
        self.push_attribute("class", class);
        self.push_attribute("aria-label", title);
        self.push(&format!(">\n<h{level} class=\"contents-title\">"));
        self.push_text(title);
        self.push(&format!("</h{level}>\n"));
    }

    fn entry(&mut self, id: &str, number: Option<&str>, content: &[Inline]) {
        self.push("<a");
        self.push_attribute("href", &format!("#{id}"));
        self.push(">");
        if let Some(number) = number {
            self.push("<span class=\"number\">");
            self.push_text(number);
            self.push("</span> ");
        }
        self.push_text(&plain_text(content));
        self.push("</a>");
    }
}
