//! What an edition may know: the records that are seen at its day, and the statements that stand on known documents.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil;

use super::{
    Certainty, Commitment, Conflict, CooperationPolicy, Dataset, Date, Event, ExpertDispatch, FigureRecord, Localized,
    Office, PeopleProgramme, Period, Project, Source, SourceReference, commitment_visible, project_visible,
    source_date,
};

/// The data as of a day.
#[derive(Debug, Clone)]
pub struct Known {
    dataset: Arc<Dataset>,
    day: civil::Date,
    /// Documents that statements of the edition may stand on; see [`Known::is_known`].
    documents: BTreeSet<String>,
}

impl Known {
    /// The data as of a day.
    pub fn new(dataset: &Arc<Dataset>, day: civil::Date) -> Known {
        Known { dataset: dataset.clone(), day, documents: known_documents(dataset, day) }
    }

    /// Whether a statement with these sources may be known at the day: one of them is dated by then (a date that
    /// the day cuts counts, so that nothing that may be known is hidden), or is undated and stands behind a
    /// commitment, event or figure that is dated by then. Anything else is hidden.
    pub fn is_known(&self, references: &[SourceReference]) -> bool {
        references.iter().any(|reference| self.documents.contains(&reference.document))
    }

    /// Whether all dated documents among these are dated after the day; false where none is dated.
    pub fn is_dated_later(&self, references: &[SourceReference]) -> bool {
        source_date(references, &self.dataset.sources).is_some_and(|date| !self.may_be_by(date))
    }

    /// Whether a date is certainly on or before the day.
    pub fn is_by(&self, date: Date) -> bool {
        date.is_by(self.day) == Certainty::Yes
    }

    /// Whether a date may be on or before the day.
    pub fn may_be_by(&self, date: Date) -> bool {
        date.is_by(self.day) != Certainty::No
    }

    /// Whether a period may have begun by the day. One without a known start may have.
    pub fn has_begun(&self, period: Period) -> bool {
        period.start().date().is_none_or(|start| self.may_be_by(start))
    }

    /// Whether what has no date of its own counts: from its source's date, else where its document is known.
    pub fn counts_from_source(&self, sources: &[SourceReference]) -> bool {
        match source_date(sources, &self.dataset.sources) {
            Some(date) => self.may_be_by(date),
            None => self.is_known(sources),
        }
    }

    /// The policy that began last of those that are valid.
    pub fn policy(&self) -> Option<&CooperationPolicy> {
        let valid = self.dataset.policies.iter().filter(|policy| self.is_valid(policy.period));
        valid.max_by_key(|policy| first_day(policy.period))
    }

    /// Offices that are valid; one without a period counts from its source.
    pub fn offices(&self) -> impl Iterator<Item = &Office> {
        self.dataset.country.offices.iter().filter(|office| match office.period {
            Some(period) => self.is_valid(period),
            None => self.counts_from_source(&office.sources),
        })
    }

    /// Of the offices that are valid, the one whose statements are the latest.
    pub fn office(&self) -> Option<&Office> {
        self.offices().max_by_key(|office| office.period.and_then(first_day))
    }

    /// Projects that are seen, in the order of the data.
    pub fn projects(&self) -> impl Iterator<Item = &Project> {
        let sources = &self.dataset.sources;
        self.dataset.projects.iter().filter(move |project| project_visible(project, sources, self.day))
    }

    /// Commitments of a project that are seen, in the order of the data.
    pub fn commitments<'a>(&'a self, project: &'a Project) -> impl Iterator<Item = &'a Commitment> {
        project.commitments.iter().filter(|commitment| commitment_visible(commitment, self.day))
    }

    /// Whether a programme may have begun; one without a start counts from its source.
    pub fn programme_visible(&self, programme: &PeopleProgramme) -> bool {
        match programme.period.and_then(|period| period.start().date()) {
            Some(start) => self.may_be_by(start),
            None => self.counts_from_source(&programme.sources),
        }
    }

    /// Whether one of a dispatch's periods may have begun; one without counts from its source.
    pub fn dispatch_visible(&self, dispatch: &ExpertDispatch) -> bool {
        match dispatch.periods.is_empty() {
            true => self.counts_from_source(&dispatch.sources),
            false => dispatch.periods.iter().any(|period| self.has_begun(*period)),
        }
    }

    /// Dispatches that are seen, in the order of the data.
    pub fn dispatches(&self) -> impl Iterator<Item = &ExpertDispatch> {
        self.dataset.people.dispatches.iter().filter(|dispatch| self.dispatch_visible(dispatch))
    }

    /// Events that are over, in the order of the data.
    pub fn events(&self) -> impl Iterator<Item = &Event> {
        self.dataset.people.events.iter().filter(|event| self.is_by(event.date))
    }

    /// The day from which a figure counts, where it does.
    ///
    /// A figure counts from its as-of date; without one, from the date of its earliest dated source, and not before the
    /// last day of its period, where the end is known. A source's date that the day cuts counts (as it does for projects). An as-of date or end that the day cuts, such as the day's own year, counts where a source
    /// of the figure is dated by the day. A figure whose as-of date or period ends later is hidden, whatever its
    /// source's date. One with no date anywhere counts where its document is known (see [`Known::is_known`]).
    pub fn figure_day(&self, record: &FigureRecord) -> Option<civil::Date> {
        self.statement_day(record.as_of, record.period, &record.sources)
    }

    /// The day from which a statement with this date, period and these sources counts, where it does.
    pub fn statement_day(
        &self,
        as_of: Option<Date>,
        period: Option<Period>,
        sources: &[SourceReference],
    ) -> Option<civil::Date> {
        let own = as_of.or_else(|| period.and_then(|period| period.end().date()));
        if let Some(date) = own {
            // A source that is dated by the day cannot tell of a later one.
            let is_told = || source_date(sources, &self.dataset.sources).is_some_and(|source| self.may_be_by(source));
            return match self.is_by(date) {
                true => (as_of.is_some() || self.is_known(sources)).then(|| date.last_day()),
                false => (self.may_be_by(date) && is_told()).then_some(self.day),
            };
        }
        if period.and_then(|period| period.start().date()).is_some_and(|start| !self.may_be_by(start)) {
            return None;
        }
        match source_date(sources, &self.dataset.sources) {
            Some(date) => self.may_be_by(date).then(|| date.last_day()),
            None => self.is_known(sources).then_some(civil::Date::MIN),
        }
    }

    /// Whether one statement of a conflict is known, none stands in documents dated later, and neither names a later year.
    pub fn conflict_visible(&self, conflict: &Conflict) -> bool {
        let sides = [&conflict.printed_sources, &conflict.other_sources];
        sides.iter().any(|side| self.is_known(side))
            && !sides.iter().any(|side| self.is_dated_later(side))
            && self.is_timely(&conflict.printed)
            && self.is_timely(&conflict.other)
    }

    /// Whether a text names no later year in any language: such a text was written later and says what was not
    /// yet true.
    pub fn is_timely(&self, text: &Localized) -> bool {
        !text.iter().any(|(_, text)| self.names_later_year(&text.text))
    }

    /// Whether a text names a year, from 1900 to 2100, that is after the day.
    pub fn names_later_year(&self, text: &str) -> bool {
        let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
        numbers
            .filter_map(|digits| digits.parse::<i16>().ok())
            .any(|year| (1900..=2100).contains(&year) && year > self.day.year())
    }

    fn is_valid(&self, period: Period) -> bool {
        period.has_begun(self.day) != Certainty::No && period.has_ended(self.day) != Certainty::Yes
    }
}

fn first_day(period: Period) -> Option<civil::Date> {
    period.start().date().map(Date::first_day)
}

fn known_documents(dataset: &Dataset, day: civil::Date) -> BTreeSet<String> {
    let is_by = |date: Option<Date>| date.is_some_and(|date| date.is_by(day) == Certainty::Yes);
    let commitments = dataset.projects.iter().flat_map(|project| &project.commitments);
    let commitments = commitments.filter(|commitment| commitment_visible(commitment, day)).map(|c| &c.sources);
    let events = dataset.people.events.iter().filter(|event| is_by(Some(event.date))).map(|event| &event.sources);
    let figures = dataset.figures.values().flatten().filter(|figure| is_by(figure.as_of)).map(|f| &f.sources);
    let behind_dated: BTreeSet<&str> =
        commitments.chain(events).chain(figures).flatten().map(|reference| reference.document.as_str()).collect();
    let is_known = |(id, source): &(&String, &Source)| match source.date {
        Some(date) => date.is_by(day) != Certainty::No,
        None => behind_dated.contains(id.as_str()),
    };
    dataset.sources.iter().filter(is_known).map(|(id, _)| id.clone()).collect()
}
