//! Covers and contents as Typst markup. Floor 3.

use super::inline::has_footnote_or_link;
use super::literal::{array, string};
use super::markup::Markup;
use crate::document::{Block, Contents, ContentsOf, Cover, Inline, walk_blocks};

impl<'a> Markup<'a> {
    pub(super) fn push_cover(&mut self, cover: &'a Cover, text: &mut String) {
        let name = if cover.full_page { "cover" } else { "brief-head" };
        let kicker = self.optional_content(&cover.kicker);
        let title = self.content(&cover.title);
        let subtitle = self.optional_content(&cover.subtitle);
        let facts: Vec<String> = cover
            .facts
            .iter()
            .map(|fact| format!("\n    ({}, {})", self.content(&fact.label), self.content(&fact.content)))
            .collect();
        text.push_str(&format!(
            "#theme.{name}(\n  kicker: {kicker},\n  title: {title},\n  subtitle: {subtitle},\n  facts: {},\n)",
            array(facts)
        ));
    }

    pub(super) fn push_contents(&mut self, contents: &Contents, text: &mut String) {
        let words = &self.document.words;
        match contents.of {
            ContentsOf::Headings => {
                let titles = self.plain_titles(|block| {
                    let Block::Heading(heading) = block else { return None };
                    Some((&heading.id.0, &heading.content))
                });
                text.push_str(&format!(
                    "#theme.contents(title: {}, depth: {}, titles: {titles})",
                    string(&words.contents),
                    contents.depth
                ));
            }
            ContentsOf::Tables => {
                let titles = self.plain_titles(|block| {
                    let Block::Table(table) = block else { return None };
                    Some((&table.id.0, &table.caption))
                });
                text.push_str(&format!(
                    "#theme.list-of-tables(title: {}, titles: {titles})",
                    string(&words.list_of_tables)
                ));
            }
        }
    }

    /// A dictionary from ids to the words that the contents show, for those titles that hold a footnote or a
    /// link: repeated in the contents, the footnote would count twice.
    fn plain_titles(&mut self, title: impl Fn(&'a Block) -> Option<(&'a String, &'a Vec<Inline>)>) -> String {
        let mut found = Vec::new();
        walk_blocks(&self.document.blocks, &mut |block| found.extend(title(block)));
        let outer = std::mem::replace(&mut self.is_repeated, true);
        let mut dictionary = String::from("(");
        for (id, content) in found.into_iter().filter(|(_, content)| has_footnote_or_link(content)) {
            dictionary.push_str(&format!("{}: {}, ", string(id), self.content(content)));
        }
        self.is_repeated = outer;
        dictionary.push_str(if dictionary.len() > 1 { ")" } else { ":)" });
        dictionary
    }
}
