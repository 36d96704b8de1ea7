//! Blocks as flow content.

use super::Page;
use crate::document::{Block, Callout, CalloutKind, Cover, Heading, List, ListKind, Orientation, Section};

impl<'a> Page<'a> {
    /// Writes blocks, with a `section` around each heading of level 1 and what belongs to it.
    pub(super) fn sections(&mut self, blocks: &'a [Block]) {
        let mut is_open = false;
        for block in blocks {
            if let Some(heading) = leading_heading(block) {
                if is_open {
                    self.push("</section>\n");
                }
                is_open = matches!(block, Block::Heading(_));
                if is_open {
                    self.push("<section");
                    self.push_attribute("aria-labelledby", &heading.id.0);
                    self.push(">\n");
                }
            }
            self.block(block);
        }
        if is_open {
            self.push("</section>\n");
        }
    }

    pub(super) fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    pub(super) fn block(&mut self, block: &'a Block) {
        match block {
            Block::Cover(cover) => self.cover(cover),
            Block::Contents(contents) => self.contents(contents),
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(content) => {
                self.push("<p>");
                self.inlines(content);
                self.push("</p>\n");
            }
            Block::List(list) => self.list(list),
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => self.chart(chart),
            Block::Image(image) => self.image(image),
            Block::KeyFigures(tiles) => self.key_figures(tiles),
            Block::Timeline(timeline) => self.timeline(timeline),
            Block::Callout(callout) => self.callout(callout),
            Block::Quote(blocks) => {
                self.push("<blockquote>\n");
                self.blocks(blocks);
                self.push("</blockquote>\n");
            }
            Block::Section(section) => self.section(section),
            Block::PageBreak => self.push("<div class=\"page-break\"></div>\n"),
        }
    }

    /// The front. A full page of it is only so in print; on a screen it is a band.
    fn cover(&mut self, cover: &'a Cover) {
        self.push(if cover.full_page { "<header class=\"cover full-page\">\n" } else { "<header class=\"cover\">\n" });
        for (class, content) in [("kicker", &cover.kicker), ("", &cover.title), ("subtitle", &cover.subtitle)] {
            if content.is_empty() {
                continue;
            }
            self.push(if class.is_empty() { "<h1" } else { "<p" });
            if !class.is_empty() {
                self.push_attribute("class", class);
            }
            self.push(">");
            self.inlines(content);
            self.push(if class.is_empty() { "</h1>\n" } else { "</p>\n" });
        }
        if !cover.facts.is_empty() {
            self.push("<dl class=\"facts\">\n");
            for fact in &cover.facts {
                self.push("<div><dt>");
                self.inlines(&fact.label);
                self.push("</dt><dd>");
                self.inlines(&fact.content);
                self.push("</dd></div>\n");
            }
            self.push("</dl>\n");
        }
        self.push("</header>\n");
    }

    /// Levels below HTML's six are said to be so by their role.
    fn heading(&mut self, heading: &'a Heading) {
        let level = heading.level + self.heading_offset;
        let element = format!("h{}", level.clamp(1, 6));
        self.push(&format!("<{element}"));
        self.push_attribute("id", &heading.id.0);
        if level > 6 {
            self.push_attribute("aria-level", &level.to_string());
        }
        self.push_attribute("class", &format!("level-{}", heading.level));
        self.push(">");
        if let Some(number) = self.numbering.section(&heading.id).map(str::to_owned) {
            self.push("<span class=\"number\">");
            self.push_text(&number);
            self.push("</span> ");
        }
        self.inlines(&heading.content);
        self.push(&format!("</{element}>\n"));
    }

    fn list(&mut self, list: &'a List) {
        let element = match list.kind {
            ListKind::Bulleted => "ul",
            ListKind::Numbered => "ol",
        };
        self.push(&format!("<{element}>\n"));
        for item in &list.items {
            self.push("<li>");
            match item.split_first() {
                // A first paragraph stands in the line of the mark.
                Some((Block::Paragraph(content), rest)) => {
                    self.inlines(content);
                    if !rest.is_empty() {
                        self.push("\n");
                    }
                    self.blocks(rest);
                }
                Some(_) | None => self.blocks(item),
            }
            self.push("</li>\n");
        }
        self.push(&format!("</{element}>\n"));
    }

    fn callout(&mut self, callout: &'a Callout) {
        let words = &self.document.words;
        let (class, name) = match callout.kind {
            CalloutKind::Note => ("note", &words.callout_note),
            CalloutKind::Important => ("important", &words.callout_important),
            CalloutKind::Warning => ("warning", &words.callout_warning),
        };
        self.push("<aside role=\"note\"");
        self.push_attribute("class", &format!("callout {class}"));
        self.push(">\n<p class=\"callout-title\">");
        if callout.title.is_empty() {
            self.push_text(name);
        } else {
            self.inlines(&callout.title);
        }
        self.push("</p>\n");
        self.blocks(&callout.blocks);
        self.push("</aside>\n");
    }

    fn section(&mut self, section: &'a Section) {
        self.push(match section.orientation {
            Orientation::Portrait => "<div class=\"portrait\">\n",
            Orientation::Landscape => "<div class=\"landscape\">\n",
        });
        self.sections(&section.blocks);
        self.push("</div>\n");
    }

    /// All footnotes, at the end of the page. A footnote inside a footnote follows them.
    pub(super) fn footnotes(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        let words = &self.document.words;
        let level = 1 + self.heading_offset;
        self.push(&format!(
            "<section class=\"footnotes\" role=\"doc-endnotes\" aria-labelledby=\"hokoku-notes\">\n<h{level} id=\"hokoku-notes\" class=\"level-1\">"
        ));
        self.push_text(&words.notes);
        self.push(&format!("</h{level}>\n<ol class=\"notes\">\n"));
        let mut index = 0;
        while let Some(blocks) = self.notes.get(index).copied() {
            let number = index + 1;
            self.push(&format!("<li id=\"hokoku-note-{number}\">\n"));
            self.blocks(blocks);
            let ends_with_text = self.html.ends_with("</p>\n");
            if ends_with_text {
                self.html.truncate(self.html.len() - "</p>\n".len());
            }
            self.push(&format!(" <a class=\"back\" href=\"#hokoku-mark-{number}\" role=\"doc-backlink\""));
            self.push_attribute("aria-label", &format!("{} {number}", words.back_to_text));
            self.push(">\u{21a9}\u{fe0e}</a>");
            self.push(if ends_with_text { "</p>\n</li>\n" } else { "\n</li>\n" });
            index += 1;
        }
        self.push("</ol>\n</section>\n");
    }
}

/// The heading of level 1 that a block is, or that a part with its own pages begins with.
fn leading_heading(block: &Block) -> Option<&Heading> {
    match block {
        Block::Heading(heading) => (heading.level == 1).then_some(heading),
        Block::Section(section) => section.blocks.first().and_then(leading_heading),
        Block::Cover(_)
        | Block::Contents(_)
        | Block::Paragraph(_)
        | Block::List(_)
        | Block::Table(_)
        | Block::Chart(_)
        | Block::Image(_)
        | Block::KeyFigures(_)
        | Block::Timeline(_)
        | Block::Callout(_)
        | Block::Quote(_)
        | Block::PageBreak => None,
    }
}
