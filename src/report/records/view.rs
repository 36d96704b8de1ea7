//! What the records are made from, and the documents that they name.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::sources::ReferenceRecord;
use crate::model::{Known, Localized, Period, SourceReference};
use crate::report::Request;
use crate::report::printed::place_text;

/// The data as an edition sees it.
pub(super) struct View<'a> {
    /// The edition and the data.
    pub(super) request: &'a Request<'a>,
    /// What is seen at its day.
    pub(super) known: Known,
    /// Ids of the documents that were named so far.
    documents: RefCell<BTreeSet<String>>,
}

impl<'a> View<'a> {
    /// The data of a request as of its edition's day.
    pub(super) fn new(request: &'a Request<'a>) -> View<'a> {
        let known = Known::new(request.dataset, request.edition.as_of.last_day());
        View { request, known, documents: RefCell::new(BTreeSet::new()) }
    }

    /// The text in the edition's language, else in the country's own.
    pub(super) fn text(&self, text: &Localized) -> String {
        let own = || text.get(&self.request.dataset.country.language);
        text.get(self.request.locale.tag()).or_else(own).map_or_else(String::new, |text| text.text.clone())
    }

    /// A period, unless it begins after the day.
    pub(super) fn begun(&self, period: Option<Period>) -> Option<String> {
        period.filter(|period| self.known.has_begun(*period)).map(|period| period.to_string())
    }

    /// References, whose documents are noted as named.
    pub(super) fn references(&self, references: &[SourceReference]) -> Vec<ReferenceRecord> {
        let record = |reference: &SourceReference| {
            self.documents.borrow_mut().insert(reference.document.clone());
            ReferenceRecord { document: reference.document.clone(), place: place_text(reference) }
        };
        references.iter().map(record).collect()
    }

    /// Whether a document was named.
    pub(super) fn is_named(&self, document: &str) -> bool {
        self.documents.borrow().contains(document)
    }
}
