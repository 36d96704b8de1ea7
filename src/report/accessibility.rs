//! What neither Typst nor a validator finds: checks of a Document for readers with a screen reader.
//!
//! Floor 4. Follows the Matterhorn Protocol 1.1 (checkpoints 06 title, 13 graphics, 14 headings, 15 tables)
//! as far as a Document can break it; the rest its types make impossible.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::document::{Block, Document, Inline, Table, inlines_of, plain_text, walk_blocks, walk_inlines};

/// Every breach in a document, as errors at the template's main file.
pub(super) fn check(document: &Document, main: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut report = |code, message: String, hint: &str| {
        found.push(Diagnostic::error(code, Place::file(main), message).with_hint(hint));
    };
    if document.metadata.title.trim().is_empty() {
        report(Code::INACCESSIBLE, "the report has no title".into(), "call `metadata(title=…)`");
    }
    let mut level = 0;
    walk_blocks(&document.blocks, &mut |block| {
        if let Block::Heading(heading) = block {
            if heading.level > level + 1 {
                let words = plain_text(&heading.content);
                let message =
                    format!("the heading `{words}` is of level {}, after one of level {level}", heading.level);
                report(Code::SKIPPED_HEADING, message, "use the next level, so that no level is skipped");
            }
            level = heading.level;
        }
        for (message, hint) in breaches(block) {
            report(Code::INACCESSIBLE, message, hint);
        }
    });
    found
}

/// The breaches of one block itself.
fn breaches(block: &Block) -> Vec<(String, &'static str)> {
    let mut found = match block {
        Block::Table(table) => table_breaches(table),
        Block::Chart(chart) => {
            missing_words(&chart.alt, format!("the chart `{}` has no alternative text", chart.id.0), "give it `alt=…`")
        }
        Block::Image(image) => missing_words(&image.alt, "an image has no alternative text".into(), "give it `alt=…`"),
        Block::Timeline(timeline) => {
            missing_words(&timeline.description, "a timeline has no description".into(), "give it `description=…`")
        }
        Block::Heading(heading) => {
            missing_words(&plain_text(&heading.content), "a heading has no words".into(), "give it words or remove it")
        }
        Block::Cover(_)
        | Block::Contents(_)
        | Block::Paragraph(_)
        | Block::List(_)
        | Block::KeyFigures(_)
        | Block::Callout(_)
        | Block::Quote(_)
        | Block::Section(_)
        | Block::PageBreak => Vec::new(),
    };
    for line in inlines_of(block) {
        walk_inlines(line, &mut |inline| {
            if let Inline::Link { address, content } = inline {
                let message = format!("the link to `{address}` has no words");
                found.extend(missing_words(&plain_text(content), message, "write what it leads to"));
            }
        });
    }
    found
}

fn table_breaches(table: &Table) -> Vec<(String, &'static str)> {
    let id = &table.id.0;
    let nameless = table.columns.iter().enumerate().filter(|(_, column)| plain_text(&column.heading).trim().is_empty());
    let mut found: Vec<(String, &'static str)> = nameless
        .map(|(index, _)| (format!("column {} of the table `{id}` has no heading", index + 1), "give it a `title`"))
        .collect();
    if table.columns.is_empty() {
        found.push((format!("the table `{id}` has no columns"), "give it `columns`"));
    }
    if let Some(row) = table.rows.iter().position(|row| row.cells.len() != table.columns.len()) {
        let message = format!("row {} of the table `{id}` has another number of cells than columns", row + 1);
        found.push((message, "give each row one cell a column"));
    }
    found
}

fn missing_words(words: &str, message: String, hint: &'static str) -> Vec<(String, &'static str)> {
    if words.trim().is_empty() { vec![(message, hint)] } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockId, Heading, Image, sample};

    fn check_blocks(blocks: Vec<Block>) -> Vec<String> {
        let document = Document { blocks, ..sample::document() };
        check(&document, "main.md.j2").iter().map(|problem| format!("{} {}", problem.code, problem.message)).collect()
    }

    fn heading(level: u8, words: &str) -> Block {
        let content = if words.is_empty() { Vec::new() } else { vec![Inline::Text(words.into())] };
        Block::Heading(Heading { id: BlockId(words.to_lowercase()), level, is_numbered: false, content })
    }

    #[test]
    fn a_sound_document_has_no_breach() {
        assert_eq!(check_blocks(sample::document().blocks), Vec::<String>::new());
    }

    #[test]
    fn a_level_may_be_left_but_not_skipped() {
        assert!(check_blocks(vec![heading(1, "A"), heading(2, "B"), heading(1, "C")]).is_empty());
        let skipped = ["skipped-heading the heading `B` is of level 3, after one of level 1"];
        assert_eq!(check_blocks(vec![heading(1, "A"), heading(3, "B")]), skipped);
    }

    #[test]
    fn what_is_shown_is_said_in_words_too() {
        let image = Image { bytes: vec![], media_type: "image/png".into(), alt: " ".into(), caption: String::new() };
        assert_eq!(check_blocks(vec![Block::Image(image)]), ["inaccessible an image has no alternative text"]);
        assert_eq!(check_blocks(vec![heading(1, "")]), ["inaccessible a heading has no words"]);
        let link = Inline::Link { address: "https://x.example".into(), content: vec![] };
        let told = ["inaccessible the link to `https://x.example` has no words"];
        assert_eq!(check_blocks(vec![Block::Paragraph(vec![link])]), told);
    }
}
