//! A Document as Typst markup: the frame of the file, and what its parts share. Floor 3.
//!
//! The markup calls Typst's own functions for what has a meaning of its own (emphasis, links, lists,
//! footnotes) and the functions of `theme.typ` for what has a look.

use super::inline::language_arguments;
use super::literal::{array, optional_string, string};
use crate::document::{Block, Chart, Document, Image, Orientation, Theme};
use crate::writer::{Attachment, Numbering, Relationship, is_brief};

/// What stands in the world beside the markup, in the order of its file names.
pub(super) struct Marked<'a> {
    /// The markup itself.
    pub text: String,
    /// Charts with the width of the column that they stand in, in points; the first is `/chart-1.svg`.
    pub charts: Vec<(&'a Chart, f64)>,
    /// Pictures; the first is `/image-1`.
    pub images: Vec<&'a Image>,
}

/// The state of writing one document.
///
/// Inherited by inner blocks and inlines, and restored after them: `orientation` and `is_repeated` (the words
/// stand a second time, in the contents, where footnotes and links are left out). Counted through the whole document:
/// `charts` and `images`. All the rest is fixed.
pub(super) struct Markup<'a> {
    pub(super) document: &'a Document,
    pub(super) theme: &'a Theme,
    pub(super) numbering: Numbering,
    pub(super) decimal_mark: char,
    pub(super) orientation: Orientation,
    pub(super) is_repeated: bool,
    pub(super) charts: Vec<(&'a Chart, f64)>,
    pub(super) images: Vec<&'a Image>,
}

/// The Typst markup of a document; `decimal_mark` is the one of its language.
pub fn markup(document: &Document, theme: &Theme, decimal_mark: char, attachments: &[Attachment]) -> String {
    mark_up(document, theme, decimal_mark, attachments).text
}

/// The markup with the list of files that it names.
pub(super) fn mark_up<'a>(
    document: &'a Document,
    theme: &'a Theme,
    decimal_mark: char,
    attachments: &[Attachment],
) -> Marked<'a> {
    let mut markup = Markup {
        document,
        theme,
        numbering: Numbering::of(document),
        decimal_mark,
        orientation: Orientation::Portrait,
        is_repeated: false,
        charts: Vec::new(),
        images: Vec::new(),
    };
    let mut text = String::from("#import \"/theme.typ\" as theme\n");
    markup.push_frame(&mut text);
    markup.push_blocks(&document.blocks, &mut text);
    for (index, attachment) in attachments.iter().enumerate() {
        push_attachment(index, attachment, &mut text);
    }
    Marked { text, charts: markup.charts, images: markup.images }
}

impl<'a> Markup<'a> {
    /// The call of `theme.report`, which everything else stands in.
    fn push_frame(&self, text: &mut String) {
        let metadata = &self.document.metadata;
        let moment = metadata.timestamp.civil();
        let has_cover = matches!(self.document.blocks.first(), Some(Block::Cover(_)));
        let is_brief = is_brief(self.document);
        let keywords = [metadata.report.as_str(), metadata.country.as_str(), &metadata.year.to_string()]
            .into_iter()
            .filter(|keyword| !keyword.is_empty())
            .map(string)
            .collect::<Vec<_>>();
        text.push_str(&format!(
            "#show: theme.report.with(\n  title: {},\n  author: {},\n  description: {},\n  keywords: {},\n  date: \
             datetime(year: {}, month: {}, day: {}, hour: {}, minute: {}, second: {}),\n  {},\n  running-header: \
             {},\n  running-note: {},\n  page-of: {},\n  has-cover: {has_cover},\n  is-brief: {is_brief},\n)\n\n",
            string(&metadata.title),
            string(&metadata.author),
            optional_string(&metadata.description),
            array(keywords),
            moment.year(),
            moment.month(),
            moment.day(),
            moment.hour(),
            moment.minute(),
            moment.second(),
            language_arguments(&metadata.language),
            optional_string(&metadata.running_header),
            optional_string(&metadata.running_note),
            string(&self.document.words.page_of),
        ));
    }

    /// Width of the text column in points, on the pages that are being written.
    pub(super) fn column_width_pt(&self) -> f64 {
        let page_mm = match self.orientation {
            Orientation::Portrait => 210.0,
            Orientation::Landscape => 297.0,
        };
        (page_mm - 2.0 * self.theme.spacing.margin_side) * 72.0 / 25.4
    }
}

/// The name of an attachment's bytes in the world. Counted, since Typst keeps every file name for ever.
pub(super) fn attachment_path(index: usize) -> String {
    format!("/attachment-{}", index + 1)
}

fn push_attachment(index: usize, attachment: &Attachment, text: &mut String) {
    let relationship = match attachment.relationship {
        Relationship::Data => "data",
        Relationship::Source => "source",
        Relationship::Supplement => "supplement",
    };
    text.push_str(&format!(
        "#pdf.attach({}, read({}, encoding: none), relationship: \"{relationship}\", mime-type: {}, description: {})\n",
        string(&attachment.name),
        string(&attachment_path(index)),
        string(&attachment.media_type),
        string(&attachment.description),
    ));
}
