//! From a Document to the bytes of a PDF. Floor 3.

use typst::diag::Warned;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::fonts::Fonts;
use super::glyphs;
use super::markup::{Marked, attachment_path, mark_up};
use super::picture::{chart_path, image_path};
use super::problems::{Step, diagnostics};
use super::tokens::tokens;
use super::world::ReportWorld;
use crate::diagnostic::{Code, Diagnostic, sort};
use crate::document::Document;
use crate::locale::Locale;
use crate::model::Timestamp;
use crate::writer::{Attachment, ThemeFiles};

/// All that a PDF is made of, besides the fonts.
pub struct PdfInput<'a> {
    /// The report.
    pub document: &'a Document,
    /// Its look.
    pub theme: &'a ThemeFiles,
    /// Its language: decimal mark, and the numbers on the axes of charts.
    pub locale: &'a Locale,
    /// Files that travel inside.
    pub attachments: &'a [Attachment],
    /// The date that the file carries.
    pub timestamp: Timestamp,
}

/// Writes a PDF that keeps PDF/UA-1 and PDF/A-3a, or says why there is none.
///
/// Codes: `missing-glyph`, `missing-font`, `theme-error`, `typesetting`, `pdf-standard`. Without an error
/// among the diagnostics there are bytes, and the same input gives the same.
pub fn write(input: &PdfInput<'_>, fonts: &Fonts) -> (Option<Vec<u8>>, Vec<Diagnostic>) {
    let theme_path = &input.theme.typst_path;
    let (tokens, mut found) = tokens(&input.theme.tokens, theme_path, fonts);
    for name in fonts.unreadable() {
        let place = crate::diagnostic::Place::file(name.as_str());
        found.push(Diagnostic::warning(Code::MISSING_FONT, place, "the file holds no font that can be read"));
    }
    found.extend(glyphs::check(input.document, fonts));
    if found.iter().any(Diagnostic::is_error) {
        sort(&mut found);
        return (None, found);
    }
    let marked = mark_up(input.document, &input.theme.tokens, input.locale.decimal_mark(), input.attachments);
    let world = world(input, fonts, tokens, marked);
    let Warned { output, warnings } = typst::compile::<PagedDocument>(&world);
    found.extend(diagnostics(&warnings, Step::Layout, &world, theme_path));
    let bytes = match output {
        Ok(pages) => typst_pdf::pdf(&pages, &options(input))
            .map_err(|errors| diagnostics(&errors, Step::Export, &world, theme_path)),
        Err(errors) => Err(diagnostics(&errors, Step::Layout, &world, theme_path)),
    };
    let bytes = match bytes {
        Ok(bytes) => Some(bytes),
        Err(errors) => {
            found.extend(errors);
            None
        }
    };
    sort(&mut found);
    (bytes, found)
}

/// Frees what Typst keeps between reports; without it memory grows by about 20 MB a report.
///
/// The cache is one for the process: call this after each report, when no other is being written.
pub fn clear_cache() {
    comemo::evict(0);
}

fn world<'f>(input: &PdfInput<'_>, fonts: &'f Fonts, tokens: Vec<u8>, marked: Marked<'_>) -> ReportWorld<'f> {
    let charts =
        marked.charts.iter().enumerate().map(|(index, (chart, width))| {
            (chart_path(index), super::picture::draw(chart, *width, input).into_bytes())
        });
    let images = marked.images.iter().enumerate().map(|(index, image)| (image_path(index), image.bytes.clone()));
    let attachments = input
        .attachments
        .iter()
        .enumerate()
        .map(|(index, attachment)| (attachment_path(index), attachment.bytes.clone()));
    let tokens = std::iter::once(("/tokens.json".to_owned(), tokens));
    let files: Vec<(String, Vec<u8>)> = tokens.chain(charts).chain(images).chain(attachments).collect();
    ReportWorld::new(fonts, marked.text, input.theme.typst.clone(), files, datetime(input.timestamp))
}

fn datetime(timestamp: Timestamp) -> Datetime {
    let moment = timestamp.civil();
    let small = |number: i8| u8::try_from(number).expect("parts of a civil date and time are not negative");
    Datetime::from_ymd_hms(
        i32::from(moment.year()),
        small(moment.month()),
        small(moment.day()),
        small(moment.hour()),
        small(moment.minute()),
        small(moment.second()),
    )
    .expect("a civil date and time is valid")
}

fn options(input: &PdfInput<'_>) -> PdfOptions {
    let metadata = &input.document.metadata;
    PdfOptions {
        // Names this report in this language for ever, and no other.
        ident: Smart::Custom(format!(
            "hokoku {} {} {} {} {}",
            metadata.country, metadata.year, metadata.report, metadata.language, metadata.data_hash
        )),
        creator: Smart::Custom(Some(format!("Hokoku {}", env!("CARGO_PKG_VERSION")))),
        timestamp: Some(typst_pdf::Timestamp::new_utc(datetime(input.timestamp))),
        page_ranges: None,
        standards: PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_3a])
            .expect("PDF/UA-1 and PDF/A-3a agree: both allow PDF 1.7"),
        tagged: true,
        pretty: false,
    }
}
