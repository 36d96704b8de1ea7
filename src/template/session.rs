//! What one rendering knows and collects: the data as of a day, the ledger, the citations, the problems.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::civil;

use super::figure::FigureObject;
use super::loader::Sources;
use crate::diagnostic::Diagnostic;
use crate::document::{BlockId, PrintedFigure};
use crate::locale::Locale;
use crate::markdown::{Ledger, LedgerMetadata};
use crate::model::{Certainty, Dataset, Date, Edition, FigureId, SourceReference, commitment_visible, source_date};

/// One rendering of one template. Shared by every function and filter of its environment.
pub(super) struct Session {
    /// The data.
    pub(super) dataset: Arc<Dataset>,
    /// The edition that is made.
    pub(super) edition: Edition,
    /// Its language.
    pub(super) locale: Arc<Locale>,
    /// Template and narrative texts.
    pub(super) files: Sources,
    /// The as-of date.
    pub(super) day: civil::Date,
    /// Documents that statements of the edition may stand on; see [`Session::is_known`].
    documents: BTreeSet<String>,
    record: Mutex<Record>,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").field("edition", &self.edition).finish_non_exhaustive()
    }
}

/// What a rendering collects.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// Printed figures, blocks and metadata.
    pub(super) figures: Vec<PrintedFigure>,
    /// Blocks, in the order in which they were printed.
    pub(super) blocks: Vec<crate::document::Block>,
    /// Set by `metadata(…)`.
    pub(super) metadata: Option<LedgerMetadata>,
    /// Every figure that became part of a line or block.
    pub(super) objects: BTreeMap<FigureId, Arc<FigureObject>>,
    /// Documents in order of their first citation.
    pub(super) cited: Vec<String>,
    /// Ids that blocks have taken.
    pub(super) block_ids: BTreeSet<BlockId>,
    /// Records that were already made, by their name; they cost most of a rendering.
    pub(super) cache: BTreeMap<String, minijinja::Value>,
    /// Problems that do not stop the rendering.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Record {
    /// The ledger that the reader of the Markdown resolves `figure:N` and `block:N` with.
    pub(super) fn ledger(&self) -> Ledger {
        Ledger { figures: self.figures.clone(), blocks: self.blocks.clone(), metadata: self.metadata.clone() }
    }
}

impl Session {
    pub(super) fn new(dataset: &Arc<Dataset>, edition: &Edition, locale: &Arc<Locale>, files: Sources) -> Session {
        let day = edition.as_of.last_day();
        Session {
            dataset: dataset.clone(),
            edition: edition.clone(),
            locale: locale.clone(),
            files,
            day,
            documents: known_documents(dataset, day),
            record: Mutex::new(Record::default()),
        }
    }

    /// What was collected so far. A panic elsewhere cannot leave it half-written.
    pub(super) fn record(&self) -> MutexGuard<'_, Record> {
        self.record.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was collected, and nothing left. Collected figures hold the session, so that this must be the end of it.
    pub(super) fn take_record(&self) -> Record {
        std::mem::take(&mut *self.record())
    }

    /// A value that is made once in a rendering.
    pub(super) fn cached<E>(
        &self,
        name: &str,
        make: impl FnOnce() -> Result<minijinja::Value, E>,
    ) -> Result<minijinja::Value, E> {
        let known = self.record().cache.get(name).cloned();
        if let Some(value) = known {
            return Ok(value);
        }
        let value = make()?;
        self.record().cache.insert(name.to_owned(), value.clone());
        Ok(value)
    }

    /// Whether a statement with these sources may be known at the as-of date: one of them is dated by then
    /// (a date that the day cuts counts, so that nothing that may be known is hidden), or is undated and
    /// stands behind a commitment, event or figure that is dated by then. Anything else is hidden.
    pub(super) fn is_known(&self, references: &[SourceReference]) -> bool {
        references.iter().any(|reference| self.documents.contains(&reference.document))
    }

    /// Whether all dated documents among these are dated after the as-of date; false where none is dated.
    pub(super) fn is_dated_later(&self, references: &[SourceReference]) -> bool {
        source_date(references, &self.dataset.sources).is_some_and(|date| !self.may_be_by(date))
    }

    /// Whether a date is certainly on or before the as-of date.
    pub(super) fn is_by(&self, date: Date) -> bool {
        date.is_by(self.day) == Certainty::Yes
    }

    /// Whether a date may be on or before the as-of date.
    pub(super) fn may_be_by(&self, date: Date) -> bool {
        date.is_by(self.day) != Certainty::No
    }

    /// The country's code.
    pub(super) fn code(&self) -> &str {
        self.dataset.code()
    }
}

fn known_documents(dataset: &Dataset, day: civil::Date) -> BTreeSet<String> {
    let is_by = |date: Option<Date>| date.is_some_and(|date| date.is_by(day) == Certainty::Yes);
    let commitments = dataset.projects.iter().flat_map(|project| &project.commitments);
    let commitments = commitments.filter(|commitment| commitment_visible(commitment, day)).map(|c| &c.sources);
    let events = dataset.people.events.iter().filter(|event| is_by(Some(event.date))).map(|event| &event.sources);
    let figures = dataset.figures.values().flatten().filter(|figure| is_by(figure.as_of)).map(|f| &f.sources);
    let behind_dated: BTreeSet<&str> =
        commitments.chain(events).chain(figures).flatten().map(|reference| reference.document.as_str()).collect();
    let is_known = |(id, source): &(&String, &crate::model::Source)| match source.date {
        Some(date) => date.is_by(day) != Certainty::No,
        None => behind_dated.contains(id.as_str()),
    };
    dataset.sources.iter().filter(is_known).map(|(id, _)| id.clone()).collect()
}
