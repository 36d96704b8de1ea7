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
use crate::model::{Dataset, Edition, FigureId, Known};

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
    /// What is seen at that date.
    pub(super) known: Known,
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
            known: Known::new(dataset, day),
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

    /// The country's code.
    pub(super) fn code(&self) -> &str {
        self.dataset.code()
    }
}
