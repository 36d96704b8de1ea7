//! One rendering from start to end.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::environment::environment;
use super::figure::FigureObject;
use super::loader::Sources;
use super::problem::{self, Problem};
use super::session::{Record, Session};
use super::{Template, lint, spans};
use crate::diagnostic::{self, Code, Diagnostic, Place};
use crate::document::{Block, ChartPoint, Inline, inlines_of, walk_blocks, walk_inlines};
use crate::locale::Locale;
use crate::markdown::{LedgerMetadata, Rendered};
use crate::model::{Dataset, Edition, Figure, FigureId, Source};

/// What a template made of the data.
#[derive(Debug, Clone, PartialEq)]
pub struct Rendering {
    /// Markdown with spans and ledger, for [`crate::markdown`] to read.
    pub rendered: Rendered,
    /// What the template says of the report. Always there: a template without `metadata(…)` is an error.
    pub metadata: LedgerMetadata,
    /// The full record of each printed figure and, of derived ones, of their parts.
    pub figures: BTreeMap<FigureId, Figure>,
    /// The sources that were cited or that those figures name, by id.
    pub sources: BTreeMap<String, Source>,
}

/// Renders a template with the data that is true at the edition's as-of date, in the language of the locale.
///
/// `None` where a diagnostic of level error is among the problems: codes `template-syntax`, `template-error`,
/// `block-argument`, `figure-as-text`, `missing-translation`, `unknown-message`, `locale-error` and others.
pub fn render(
    template: &Template,
    dataset: &Arc<Dataset>,
    edition: &Edition,
    locale: &Arc<Locale>,
) -> (Option<Rendering>, Vec<Diagnostic>) {
    let files = Sources::new(Some(template), Some(dataset));
    let mut diagnostics = lint::before_rendering(&files, edition, locale);
    let session = Arc::new(Session::new(dataset, edition, locale, files));
    let environment = environment(&session);
    let main = template.main_path();
    let rendered = environment.get_template(&main).and_then(|main| main.render_with_spans(()));
    let mut record = session.take_record();
    let rendering = match rendered {
        Err(error) => {
            let stopped = problem::to_diagnostic(&error, &session.files);
            if !diagnostics.iter().any(|known| is_same(known, &stopped)) {
                diagnostics.push(stopped);
            }
            None
        }
        Ok((output, output_spans)) => {
            let (text, spans, problems) = spans::read(&output, &output_spans, &session.files);
            diagnostics.extend(problems);
            match &record.metadata {
                Some(metadata) => {
                    let rendered = Rendered { text, spans, ledger: record.ledger() };
                    let figures = printed_figures(&record);
                    let sources = named_sources(&record, &figures, dataset);
                    Some(Rendering { rendered, metadata: metadata.clone(), figures, sources })
                }
                None => {
                    let problem = Problem::new(Code::TEMPLATE_ERROR, "the template says nothing of its title")
                        .hint("call `{{ metadata(title=…, description=…, author=…) }}`");
                    diagnostics.push(problem::at(Place::file(main), problem, &session.files));
                    None
                }
            }
        }
    };
    diagnostics.append(&mut record.diagnostics);
    diagnostic::sort(&mut diagnostics);
    let has_error = diagnostics.iter().any(Diagnostic::is_error);
    (rendering.filter(|_| !has_error), diagnostics)
}

/// Whether what stopped the rendering was already found before it began.
fn is_same(known: &Diagnostic, stopped: &Diagnostic) -> bool {
    let line = |diagnostic: &Diagnostic| diagnostic.place.as_ref().map(|place| (place.file.clone(), place.line));
    known.code == stopped.code && line(known) == line(stopped)
}

/// Records of the figures that the Markdown and its blocks print, and of all that they were made of.
fn printed_figures(record: &Record) -> BTreeMap<FigureId, Figure> {
    let mut ids: BTreeSet<&FigureId> = record.figures.iter().map(|printed| &printed.id).collect();
    walk_blocks(&record.blocks, &mut |block| {
        for line in inlines_of(block) {
            walk_inlines(line, &mut |inline| {
                if let Inline::Figure(printed) = inline {
                    ids.insert(&printed.id);
                }
            });
        }
        match block {
            Block::KeyFigures(tiles) => ids.extend(tiles.iter().map(|tile| &tile.figure.id)),
            Block::Chart(chart) => {
                for point in chart.series.iter().flat_map(|series| &series.points) {
                    match point {
                        ChartPoint::Known { figure, .. } => {
                            ids.insert(&figure.id);
                        }
                        ChartPoint::Unknown => {}
                    }
                }
            }
            Block::Cover(_)
            | Block::Contents(_)
            | Block::Heading(_)
            | Block::Paragraph(_)
            | Block::List(_)
            | Block::Table(_)
            | Block::Image(_)
            | Block::Timeline(_)
            | Block::Callout(_)
            | Block::Quote(_)
            | Block::Section(_)
            | Block::PageBreak => {}
        }
    });
    let mut figures = BTreeMap::new();
    for object in ids.into_iter().filter_map(|id| record.objects.get(id)) {
        add_with_parts(object, &mut figures);
    }
    figures
}

fn add_with_parts(object: &FigureObject, figures: &mut BTreeMap<FigureId, Figure>) {
    if figures.insert(object.figure.id.clone(), object.figure.clone()).is_none() {
        object.parts.iter().for_each(|part| add_with_parts(part, figures));
    }
}

fn named_sources(record: &Record, figures: &BTreeMap<FigureId, Figure>, dataset: &Dataset) -> BTreeMap<String, Source> {
    let of_figures = figures.values().flat_map(|figure| &figure.sources).map(|reference| &reference.document);
    let rates = figures.values().filter_map(|figure| dataset.rates.get(figure.formula.as_ref()?.rate.as_ref()?));
    let of_rates = rates.flat_map(|rate| &rate.sources).map(|reference| &reference.document);
    let ids: BTreeSet<&String> = record.cited.iter().chain(of_figures).chain(of_rates).collect();
    ids.into_iter().filter_map(|id| Some((id.clone(), dataset.sources.get(id)?.clone()))).collect()
}
