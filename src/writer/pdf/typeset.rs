//! From a Document to the bytes of a PDF. Floor 3.

use std::collections::BTreeMap;

use typst::diag::Warned;
use typst::foundations::{Content, Datetime, Smart};
use typst::introspection::Introspector;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::fonts::Fonts;
use super::glyphs;
use super::line_ends;
use super::markup::{Marked, attachment_path, mark_up};
use super::picture::{chart_path, image_path};
use super::problems::{Step, diagnostics};
use super::tokens::tokens;
use super::world::ReportWorld;
use crate::chart::ChartSize;
use crate::diagnostic::{Code, Diagnostic, Place, sort};
use crate::document::{BlockId, Chart, Document};
use crate::locale::Locale;
use crate::model::Timestamp;
use crate::writer::{Attachment, PageNumbers, ThemeFiles, chart_height_pt, is_brief};

/// Lays a document out without writing it, for the errors of its theme: `theme-error`, `missing-font`. What else may be
/// found depends on the document and is for [`write()`].
pub fn try_theme(input: &PdfInput<'_>, fonts: &Fonts) -> Vec<Diagnostic> {
    let draw = |chart: &Chart, width_pt: f64| draw(input, chart, width_pt);
    let job = job(input, &draw);
    let theme_path = &job.theme.typst_path;
    let (tokens, mut found) = tokens(&job.theme.tokens, theme_path, fonts);
    if !found.iter().any(Diagnostic::is_error) {
        let marked = mark_up(job.document, &job.theme.tokens, job.decimal_mark, job.attachments);
        let world = world(&job, fonts, tokens, marked);
        if let Err(errors) = typst::compile::<PagedDocument>(&world).output {
            found.extend(diagnostics(&errors, Step::Layout, &world, theme_path));
        }
    }
    found.retain(|problem| [Code::THEME_ERROR, Code::MISSING_FONT].contains(&problem.code));
    sort(&mut found);
    found
}

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
    let draw = |chart: &Chart, width_pt: f64| draw(input, chart, width_pt);
    typeset(&job(input, &draw), fonts)
}

/// The files that Typst gets of a report, by name, so that another compiler can be held against this one. `None` where the
/// theme has errors.
pub fn typst_files(input: &PdfInput<'_>, fonts: &Fonts) -> Option<BTreeMap<String, Vec<u8>>> {
    let draw = |chart: &Chart, width_pt: f64| draw(input, chart, width_pt);
    let job = job(input, &draw);
    let (tokens, found) = tokens(&job.theme.tokens, &job.theme.typst_path, fonts);
    let is_sound = !found.iter().any(Diagnostic::is_error);
    let marked = mark_up(job.document, &job.theme.tokens, job.decimal_mark, job.attachments);
    is_sound.then(|| world(&job, fonts, tokens, marked).into_files())
}

/// On which page each heading, table and chart stands: the layout only, without what no page depends on, which are
/// attachments and the drawings inside charts. The pages are those of [`lay_out`]; codes as of [`write()`].
pub fn pages(input: &PdfInput<'_>, fonts: &Fonts) -> (Option<PageNumbers>, Vec<Diagnostic>) {
    let blank = |chart: &Chart, width_pt: f64| {
        let height_pt = chart_height_pt(chart, is_brief(input.document));
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width_pt:.2}pt\" height=\"{height_pt:.2}pt\"/>")
    };
    let job = Job { attachments: &[], ..job(input, &blank) };
    let (layout, found) = lay_out_job(&job, fonts);
    (layout.map(|layout| layout.page_numbers()), found)
}

/// Lays a report out, for what needs its pages and for [`Layout::export`], so that this is done once for both.
pub fn lay_out<'f>(input: &PdfInput<'_>, fonts: &'f Fonts) -> (Option<Layout<'f>>, Vec<Diagnostic>) {
    let draw = |chart: &Chart, width_pt: f64| draw(input, chart, width_pt);
    lay_out_job(&job(input, &draw), fonts)
}

fn draw(input: &PdfInput<'_>, chart: &Chart, width_pt: f64) -> String {
    let size = ChartSize { width_pt, height_pt: chart_height_pt(chart, is_brief(input.document)) };
    crate::chart::svg(chart, &input.theme.tokens, input.locale, size)
}

fn job<'a>(input: &PdfInput<'a>, draw: &'a dyn Fn(&Chart, f64) -> String) -> Job<'a> {
    Job {
        document: input.document,
        theme: input.theme,
        decimal_mark: input.locale.decimal_mark(),
        attachments: input.attachments,
        timestamp: input.timestamp,
        draw,
    }
}

/// What is typeset, after the language has been asked for all that depends on it.
pub(super) struct Job<'a> {
    /// As in [`PdfInput`].
    pub document: &'a Document,
    /// As in [`PdfInput`].
    pub theme: &'a ThemeFiles,
    /// The decimal mark of the document's language.
    pub decimal_mark: char,
    /// As in [`PdfInput`].
    pub attachments: &'a [Attachment],
    /// As in [`PdfInput`].
    pub timestamp: Timestamp,
    /// The SVG of a chart for a column of the given width in points.
    pub draw: &'a dyn Fn(&Chart, f64) -> String,
}

/// A report on pages.
pub struct Layout<'f> {
    pages: PagedDocument,
    world: ReportWorld<'f>,
    theme_path: String,
    options: PdfOptions,
}

impl Layout<'_> {
    /// On which page each heading, table and chart stands.
    pub fn page_numbers(&self) -> PageNumbers {
        let introspector = self.pages.introspector();
        let labelled = introspector.query_labelled();
        let page = |content: &Content| {
            let id = BlockId(content.label()?.resolve().to_string());
            Some((id, introspector.page(content.location()?)?.get()))
        };
        PageNumbers::new(labelled.iter().filter_map(page).collect(), self.pages.pages().len())
    }

    /// Writes the PDF; what [`write()`] says holds here too.
    pub fn export(&self) -> (Option<Vec<u8>>, Vec<Diagnostic>) {
        match typst_pdf::pdf(&self.pages, &self.options) {
            Ok(mut bytes) => {
                line_ends::disambiguate(&mut bytes);
                (Some(bytes), Vec::new())
            }
            Err(errors) => {
                let mut found = diagnostics(&errors, Step::Export, &self.world, &self.theme_path);
                sort(&mut found);
                (None, found)
            }
        }
    }
}

/// Typesets a job; what [`write`] says holds here too.
pub(super) fn typeset(job: &Job<'_>, fonts: &Fonts) -> (Option<Vec<u8>>, Vec<Diagnostic>) {
    let (layout, mut found) = lay_out_job(job, fonts);
    let Some(layout) = layout else { return (None, found) };
    let (bytes, problems) = layout.export();
    found.extend(problems);
    sort(&mut found);
    (bytes, found)
}

fn lay_out_job<'f>(job: &Job<'_>, fonts: &'f Fonts) -> (Option<Layout<'f>>, Vec<Diagnostic>) {
    let theme_path = &job.theme.typst_path;
    let (tokens, mut found) = tokens(&job.theme.tokens, theme_path, fonts);
    for name in fonts.unreadable() {
        let place = Place::file(name.as_str());
        found.push(Diagnostic::warning(Code::MISSING_FONT, place, "the file holds no font that can be read"));
    }
    found.extend(glyphs::check(job.document, fonts));
    if found.iter().any(Diagnostic::is_error) {
        sort(&mut found);
        return (None, found);
    }
    let marked = mark_up(job.document, &job.theme.tokens, job.decimal_mark, job.attachments);
    let world = world(job, fonts, tokens, marked);
    let Warned { output, warnings } = typst::compile::<PagedDocument>(&world);
    found.extend(diagnostics(&warnings, Step::Layout, &world, theme_path));
    let layout = match output {
        Ok(pages) => Some(Layout { pages, world, theme_path: theme_path.clone(), options: options(job) }),
        Err(errors) => {
            found.extend(diagnostics(&errors, Step::Layout, &world, theme_path));
            None
        }
    };
    sort(&mut found);
    (layout, found)
}

/// Frees what Typst keeps between reports and the last few of them did not use; without it memory grows by about 20 MB
/// a report.
///
/// The cache is one for the process. Call this after each round of reports: what one of three rounds has used stays, since
/// alike reports profit from each other (two threads make all PDF files in 0.55 s instead of 0.66 s, November 2026).
pub fn clear_cache() {
    comemo::evict(3);
}

fn world<'f>(job: &Job<'_>, fonts: &'f Fonts, tokens: Vec<u8>, marked: Marked<'_>) -> ReportWorld<'f> {
    let charts = marked
        .charts
        .iter()
        .enumerate()
        .map(|(index, (chart, width_pt))| (chart_path(index), (job.draw)(chart, *width_pt).into_bytes()));
    let images = marked.images.iter().enumerate().map(|(index, image)| (image_path(index), image.bytes.clone()));
    let attachments = job
        .attachments
        .iter()
        .enumerate()
        .map(|(index, attachment)| (attachment_path(index), attachment.bytes.clone()));
    let tokens = std::iter::once(("/tokens.json".to_owned(), tokens));
    let files: Vec<(String, Vec<u8>)> = tokens.chain(charts).chain(images).chain(attachments).collect();
    ReportWorld::new(fonts, marked.text, &job.theme.typst, files, datetime(job.timestamp))
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

fn options(job: &Job<'_>) -> PdfOptions {
    let metadata = &job.document.metadata;
    PdfOptions {
        // Names this report in this language for ever, and no other.
        ident: Smart::Custom(format!(
            "hokoku {} {} {} {} {}",
            metadata.country, metadata.year, metadata.report, metadata.language, metadata.data_hash
        )),
        creator: Smart::Custom(Some(format!("Hokoku {}", env!("CARGO_PKG_VERSION")))),
        timestamp: Some(typst_pdf::Timestamp::new_utc(datetime(job.timestamp))),
        page_ranges: None,
        standards: PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_3a])
            .expect("PDF/UA-1 and PDF/A-3a agree: both allow PDF 1.7"),
        tagged: true,
        pretty: false,
    }
}
