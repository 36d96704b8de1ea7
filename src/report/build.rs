//! The stages in their order.

use std::time::Duration;

use crate::diagnostic::{Code, Diagnostic, Place, sort};
use crate::document::{Document, Metadata, Words};
use crate::locale::Locale;
use crate::markdown::{self, ReadOptions};
use crate::model::Timestamp;
use crate::template::{self, Rendering};
use crate::writer::docx::{self, DocxInput, ReferenceDocument};
use crate::writer::pdf::{self, Fonts, Layout, PdfInput};
use crate::writer::{Attachment, PageNumbers, html};

use super::project::TEMPLATES;
use super::{Format, Request, accessibility, attachments};

/// What one report is made from.
pub struct ReportInput<'a> {
    /// The edition, its template, theme, data and language.
    pub request: Request<'a>,
    /// The formats to write.
    pub formats: &'a [Format],
    /// The date that the files carry; the edition's as-of day where absent.
    pub timestamp: Option<Timestamp>,
    /// The fonts of the process.
    pub fonts: &'a Fonts,
    /// An office's document whose look the Word file takes.
    pub reference: Option<&'a ReferenceDocument>,
    /// Time since some fixed moment; asked between stages and for nothing else.
    pub clock: &'a (dyn Fn() -> Duration + Sync),
}

/// What became of one report.
#[derive(Debug, Default)]
pub struct Built {
    /// The formats that were written. One that has errors is not among them.
    pub artifacts: Vec<Artifact>,
    /// Problems, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// How long each stage took, in order.
    pub timings: Vec<Timing>,
}

/// One finished file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Its format.
    pub format: Format,
    /// Its content.
    pub bytes: Vec<u8>,
    /// How many figures it prints, repetitions included.
    pub figures: usize,
    /// The date that it carries.
    pub timestamp: Timestamp,
}

/// A step on the way from data to files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Template and data become Markdown.
    Render,
    /// Markdown becomes a Document.
    Read,
    /// The Document is checked, the attached files are made.
    Attach,
    /// The Document is laid out on pages, for the PDF and for the page numbers of the Word file.
    Paginate,
    /// The PDF is written from its pages.
    WritePdf,
    /// The Word file.
    WriteDocx,
    /// The HTML page.
    WriteHtml,
}

/// How long a stage took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timing {
    /// The stage.
    pub stage: Stage,
    /// Its duration.
    pub duration: Duration,
}

/// Makes one report in the formats that are asked for.
///
/// An error before the writers leaves all formats out; an error of a writer leaves its format out, and that the
/// others are of no use alone is for the caller to say.
pub fn build(input: &ReportInput<'_>) -> Built {
    let mut watch = Watch { clock: input.clock, timings: Vec::new() };
    let (document, mut diagnostics) = compose_timed(&input.request, input.timestamp, &mut watch);
    let mut artifacts = Vec::new();
    if let Some(document) = document {
        let attached = watch.measure(Stage::Attach, || attachments::make(&document, &input.request));
        let (paged, problems) = paginate(&document, &attached, input, &mut watch);
        diagnostics.extend(problems);
        for format in Format::ALL.into_iter().filter(|format| input.formats.contains(format)) {
            let (bytes, problems) = write(format, &document, &paged, input, &mut watch);
            diagnostics.extend(problems);
            let figures = document.figure_occurrences().len();
            let timestamp = document.metadata.timestamp;
            artifacts.extend(bytes.map(|bytes| Artifact { format, bytes, figures, timestamp }));
        }
    }
    sort(&mut diagnostics);
    Built { artifacts, diagnostics, timings: watch.timings }
}

/// Makes the Document of a report, without writing it in any format. `None` if there are errors.
pub fn compose(request: &Request<'_>, timestamp: Option<Timestamp>) -> (Option<Document>, Vec<Diagnostic>) {
    compose_timed(request, timestamp, &mut Watch { clock: &|| Duration::ZERO, timings: Vec::new() })
}

fn compose_timed(
    request: &Request<'_>,
    timestamp: Option<Timestamp>,
    watch: &mut Watch<'_>,
) -> (Option<Document>, Vec<Diagnostic>) {
    let Request { dataset, edition, template, locale, .. } = *request;
    let (rendering, mut diagnostics) =
        watch.measure(Stage::Render, || template::render(template, dataset, edition, locale));
    let Some(rendering) = rendering else { return (None, diagnostics) };
    let options = ReadOptions { numbered_headings: template.manifest.numbered_headings };
    let (blocks, problems) = watch.measure(Stage::Read, || markdown::read(&rendering.rendered, &options));
    diagnostics.extend(problems);
    let words = words(locale).map_err(|problems| diagnostics.extend(problems)).ok();
    let has_errors = diagnostics.iter().any(Diagnostic::is_error);
    let Some(words) = words.filter(|_| !has_errors) else { return (None, diagnostics) };
    let metadata = metadata(request, &rendering, timestamp);
    let Rendering { figures, sources, .. } = rendering;
    let document = Document { metadata, words, blocks, figures, sources };
    let main = format!("{TEMPLATES}{}/{}", template.name, template.manifest.main);
    diagnostics.extend(accessibility::check(&document, &main));
    let is_sound = !diagnostics.iter().any(Diagnostic::is_error);
    (is_sound.then_some(document), diagnostics)
}

/// The words that writers print by themselves, or what the locale lacks.
fn words(locale: &Locale) -> Result<Words, Vec<Diagnostic>> {
    let place = || Place::file(format!("{TEMPLATES}locales/{}.ftl", locale.tag()));
    locale.words().map_err(|problems| {
        let report = |problem: &_| Diagnostic::error(Code::UNKNOWN_MESSAGE, place(), format!("{problem}"));
        problems.iter().map(report).collect()
    })
}

fn metadata(request: &Request<'_>, rendering: &Rendering, timestamp: Option<Timestamp>) -> Metadata {
    let said = &rendering.metadata;
    let edition = request.edition;
    Metadata {
        title: said.title.clone(),
        description: said.description.clone(),
        author: said.author.clone(),
        language: request.locale.tag().clone(),
        report: request.template.name.clone(),
        country: request.dataset.code().to_owned(),
        year: edition.year,
        running_header: said.running_header.clone(),
        running_note: said.running_note.clone(),
        timestamp: timestamp.unwrap_or_else(|| Timestamp::of_day(edition.as_of.last_day())),
        data_hash: request.data_hash.to_owned(),
    }
}

/// What is known of a document's pages.
struct Paged<'f> {
    /// The pages themselves, where the PDF is asked for.
    layout: Option<Layout<'f>>,
    /// Their numbers, where a format is asked for that shows them.
    numbers: Option<PageNumbers>,
}

/// Lays the document out once, as far as the formats need it.
fn paginate<'f>(
    document: &Document,
    attached: &[Attachment],
    input: &ReportInput<'f>,
    watch: &mut Watch<'_>,
) -> (Paged<'f>, Vec<Diagnostic>) {
    let Request { theme, locale, .. } = input.request;
    let timestamp = document.metadata.timestamp;
    let pdf = PdfInput { document, theme, locale, attachments: attached, timestamp };
    if input.formats.contains(&Format::Pdf) {
        watch.measure(Stage::Paginate, || {
            let (layout, problems) = pdf::lay_out(&pdf, input.fonts);
            let numbers = layout.as_ref().map(Layout::page_numbers);
            (Paged { layout, numbers }, problems)
        })
    } else if input.formats.contains(&Format::Docx) {
        watch.measure(Stage::Paginate, || {
            let (numbers, problems) = pdf::pages(&pdf, input.fonts);
            (Paged { layout: None, numbers }, problems)
        })
    } else {
        (Paged { layout: None, numbers: None }, Vec::new())
    }
}

/// Writes one format. One that has pages is left out where they could not be made, of which has been told already.
fn write(
    format: Format,
    document: &Document,
    paged: &Paged<'_>,
    input: &ReportInput<'_>,
    watch: &mut Watch<'_>,
) -> (Option<Vec<u8>>, Vec<Diagnostic>) {
    let Request { theme, locale, .. } = input.request;
    match format {
        Format::Pdf => {
            let Some(layout) = &paged.layout else { return (None, Vec::new()) };
            watch.measure(Stage::WritePdf, || layout.export())
        }
        Format::Docx => {
            let Some(pages) = &paged.numbers else { return (None, Vec::new()) };
            let timestamp = document.metadata.timestamp;
            let word = DocxInput { document, theme, locale, pages, reference: input.reference, timestamp };
            watch.measure(Stage::WriteDocx, || docx::write(&word))
        }
        Format::Html => {
            let page = watch.measure(Stage::WriteHtml, || html::write(document, theme, locale));
            (Some(page.into_bytes()), Vec::new())
        }
    }
}

/// Notes how long stages take.
struct Watch<'a> {
    clock: &'a (dyn Fn() -> Duration + Sync),
    timings: Vec<Timing>,
}

impl Watch<'_> {
    fn measure<T>(&mut self, stage: Stage, work: impl FnOnce() -> T) -> T {
        let start = (self.clock)();
        let made = work();
        let duration = (self.clock)().saturating_sub(start);
        self.timings.push(Timing { stage, duration });
        made
    }
}
