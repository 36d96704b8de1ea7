//! The stages in their order.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::time::Duration;

use crate::diagnostic::{Code, Diagnostic, Place, sort};
use crate::document::{Document, Metadata, Words};
use crate::locale::Locale;
use crate::markdown::{self, LedgerMetadata, ReadOptions};
use crate::model::{LanguageTag, Localized, Timestamp};
use crate::template::{self, Rendering};
use crate::writer::docx::ReferenceDocument;
use crate::writer::pdf::{self, Fonts, PdfInput};
use crate::writer::{Attachment, ThemeFiles};

use super::fingerprint::{Given, Paged, digest, theme_of};
use super::project::TEMPLATES;
use super::records::{self, Records};
use super::watch::{Stage, Timing, Watch};
use super::{Fingerprint, Format, Request, accessibility, attachments, sha256_hex};

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

/// A report before it is written: its Document, checked, and the files that travel with it.
pub struct Draft<'a> {
    request: Request<'a>,
    fonts: &'a Fonts,
    reference: Option<&'a ReferenceDocument>,
    document: Document,
    attached: Vec<Attachment>,
    /// The [`digest`] of the document.
    digest: [u8; 32],
    /// Its pages, once a format has asked for them.
    paged: OnceCell<Paged>,
}

/// How far a report came before its writers.
pub struct Drafted<'a> {
    /// The draft; `None` if there are errors.
    pub draft: Option<Draft<'a>>,
    /// Problems, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// How long each stage took, in order.
    pub timings: Vec<Timing>,
}

/// What a writer made.
#[derive(Debug)]
pub struct Written {
    /// The format.
    pub format: Format,
    /// The file; `None` if there are errors.
    pub bytes: Option<Vec<u8>>,
    /// What the writer found, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// How long it took, by stage.
    pub timings: Vec<Timing>,
}

/// Makes a report up to the point where its formats part.
pub fn draft<'a>(input: &ReportInput<'a>) -> Drafted<'a> {
    let mut watch = Watch { clock: input.clock, timings: Vec::new() };
    let request = input.request;
    let (composed, mut diagnostics) = compose_timed(&request, input.timestamp, &mut watch);
    let draft = composed.map(|Composed { document, records, data_json }| {
        let attached = watch.measure(Stage::Attach, || attachments::make(&document, &records, data_json));
        let digest = digest(&document);
        let ReportInput { fonts, reference, .. } = *input;
        Draft { request, fonts, reference, document, attached, digest, paged: OnceCell::new() }
    });
    sort(&mut diagnostics);
    Drafted { draft, diagnostics, timings: watch.timings }
}

impl Draft<'_> {
    /// How many figures the report prints, repetitions included.
    pub fn figures(&self) -> usize {
        self.document.figure_occurrences().len()
    }

    /// What the report says of itself.
    pub fn metadata(&self) -> &Metadata {
        &self.document.metadata
    }

    /// What a format of the report is made from. `program` tells one build of the program from another.
    pub fn fingerprint(&self, format: Format, program: &[u8; 32]) -> Fingerprint {
        self.given(format, &theme_of(format, self.request.theme)).fingerprint(&self.digest, program)
    }

    /// Writes a format.
    pub fn write(&self, format: Format, clock: &(dyn Fn() -> Duration + Sync)) -> Written {
        let mut watch = Watch { clock, timings: Vec::new() };
        let theme = theme_of(format, self.request.theme);
        let (bytes, mut diagnostics) = self.given(format, &theme).write(&mut watch);
        sort(&mut diagnostics);
        Written { format, bytes, diagnostics, timings: watch.timings }
    }

    /// The files that Typst gets for the PDF, by name; `None` where the theme has errors. Another compiler makes the same
    /// pages of them.
    pub fn typst_files(&self) -> Option<BTreeMap<String, Vec<u8>>> {
        let theme = theme_of(Format::Pdf, self.request.theme);
        match self.given(Format::Pdf, &theme) {
            Given::Pdf { input, fonts, paged: _ } => pdf::typst_files(&input, fonts),
            Given::Docx { .. } | Given::Html { .. } => None,
        }
    }

    /// What the writer of a format gets. `theme` is the part of the theme that the format uses.
    fn given<'b>(&'b self, format: Format, theme: &'b ThemeFiles) -> Given<'b> {
        let Draft { request, fonts, reference, document, attached, digest: _, paged } = self;
        let (locale, timestamp) = (request.writer_locale, document.metadata.timestamp);
        match format {
            Format::Pdf => {
                let input = PdfInput { document, theme, locale, attachments: attached, timestamp };
                Given::Pdf { input, fonts, paged }
            }
            Format::Docx => {
                // No page depends on what travels inside the PDF.
                let layout = PdfInput { document, theme, locale, attachments: &[], timestamp };
                Given::Docx { layout, fonts, paged, reference: *reference }
            }
            Format::Html => Given::Html { document, theme, locale },
        }
    }
}

/// Makes one report in the formats that are asked for.
///
/// An error before the writers leaves all formats out; an error of a writer leaves its format out, and that the
/// others are of no use alone is for the caller to say.
pub fn build(input: &ReportInput<'_>) -> Built {
    let Drafted { draft, mut diagnostics, mut timings } = draft(input);
    let mut artifacts = Vec::new();
    if let Some(draft) = draft {
        let (figures, timestamp) = (draft.figures(), draft.metadata().timestamp);
        for format in Format::ALL.into_iter().filter(|format| input.formats.contains(format)) {
            let written = draft.write(format, input.clock);
            diagnostics.extend(written.diagnostics);
            timings.extend(written.timings);
            artifacts.extend(written.bytes.map(|bytes| Artifact { format, bytes, figures, timestamp }));
        }
    }
    sort(&mut diagnostics);
    // Two formats that need the pages both tell what was found in them.
    diagnostics.dedup();
    Built { artifacts, diagnostics, timings }
}

/// Makes the Document of a report, without writing it in any format. `None` if there are errors.
pub fn compose(request: &Request<'_>, timestamp: Option<Timestamp>) -> (Option<Document>, Vec<Diagnostic>) {
    let mut watch = Watch { clock: &|| Duration::ZERO, timings: Vec::new() };
    let (composed, diagnostics) = compose_timed(request, timestamp, &mut watch);
    (composed.map(|composed| composed.document), diagnostics)
}

/// A Document and the records behind it.
struct Composed {
    document: Document,
    records: Records,
    /// The records as the file that is attached.
    data_json: Vec<u8>,
}

fn compose_timed(
    request: &Request<'_>,
    timestamp: Option<Timestamp>,
    watch: &mut Watch<'_>,
) -> (Option<Composed>, Vec<Diagnostic>) {
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
    let (records, data_json) = watch.measure(Stage::Attach, || {
        let records = records::visible(request);
        let json = records::json(&records);
        (records, json)
    });
    let metadata = metadata(request, &rendering.metadata, timestamp, sha256_hex(&data_json));
    let Rendering { figures, sources, .. } = one_language(rendering, &metadata.language);
    let document = Document { metadata, words, blocks, figures, sources };
    let main = format!("{TEMPLATES}{}/{}", template.name, template.manifest.main);
    diagnostics.extend(accessibility::check(&document, &main));
    let is_sound = !diagnostics.iter().any(Diagnostic::is_error);
    (is_sound.then_some(Composed { document, records, data_json }), diagnostics)
}

/// The words that writers print by themselves, or what the locale lacks.
fn words(locale: &Locale) -> Result<Words, Vec<Diagnostic>> {
    let place = || Place::file(format!("{TEMPLATES}locales/{}.ftl", locale.tag()));
    locale.words().map_err(|problems| {
        let report = |problem: &_| Diagnostic::error(Code::UNKNOWN_MESSAGE, place(), format!("{problem}"));
        problems.iter().map(report).collect()
    })
}

fn metadata(request: &Request<'_>, said: &LedgerMetadata, timestamp: Option<Timestamp>, data_hash: String) -> Metadata {
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
        data_hash,
    }
}

/// Leaves out of the figures and sources what they are called in other languages, so that a report does not depend on
/// it. A text that the report's language lacks keeps its first one.
fn one_language(mut rendering: Rendering, language: &LanguageTag) -> Rendering {
    let narrow = |text: &mut Localized| {
        let kept = text.get(language).map(|own| (language, own)).or_else(|| text.iter().next());
        *text = kept.map(|(language, text)| (language.clone(), text.clone())).into_iter().collect();
    };
    rendering.figures.values_mut().for_each(|figure| narrow(&mut figure.label));
    for source in rendering.sources.values_mut() {
        narrow(&mut source.title);
        source.publisher.iter_mut().chain(&mut source.date_note).for_each(narrow);
    }
    rendering
}
