//! What is true at a day: which records are seen, and the computed status of a project.

use std::collections::BTreeMap;

use jiff::civil;

use super::{Certainty, Commitment, Date, Period, Project, Source, SourceReference, StatedStatus};

/// The state of a project at a day, computed from its dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Signed by the day, and not known to have begun or ended.
    Signed,
    /// Begun by the day and not over.
    Ongoing,
    /// Over by the day.
    Completed,
    /// Its dates do not decide; a source dated by the day states a status.
    Stated(StatedStatus),
    /// Its dates do not decide, and no source does.
    NotKnown,
}

impl Status {
    /// Its key in messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Signed | Status::Stated(StatedStatus::Signed) => "signed",
            Status::Ongoing | Status::Stated(StatedStatus::Ongoing) => "ongoing",
            Status::Completed | Status::Stated(StatedStatus::Completed) => "completed",
            Status::Stated(StatedStatus::UnderPreparation) => "under-preparation",
            Status::NotKnown => "not-known",
        }
    }
}

/// The earliest date of the named sources; what has no date of its own counts from it.
pub fn source_date(references: &[SourceReference], sources: &BTreeMap<String, Source>) -> Option<Date> {
    references.iter().filter_map(|reference| sources.get(&reference.document)?.date).min_by_key(|date| date.first_day())
}

/// Whether a date is on or before a day, for deciding what a template sees: an interval that begins by the
/// day counts, so that nothing that may be true is hidden.
fn may_be_by(date: Date, day: civil::Date) -> bool {
    date.is_by(day) != Certainty::No
}

/// Whether a commitment was signed by a day. One of an interval that the day cuts (a fiscal year, a month)
/// counts only if the whole interval is over, so that an edition never shows what may not have been signed.
pub fn commitment_visible(commitment: &Commitment, day: civil::Date) -> bool {
    commitment.signed().is_some_and(|date| date.is_by(day) == Certainty::Yes)
}

/// Whether a project is seen at a day: it may have begun, or something was signed for it; one without any
/// date counts from the date of its source.
pub fn project_visible(project: &Project, sources: &BTreeMap<String, Source>, day: civil::Date) -> bool {
    let begun = |period: Option<Period>| period.and_then(|period| period.start().date());
    match begun(project.period).or(begun(project.stated_years)) {
        Some(start) => may_be_by(start, day) || project.commitments.iter().any(|c| commitment_visible(c, day)),
        None if project.commitments.iter().any(|commitment| commitment.signed().is_some()) => {
            project.commitments.iter().any(|commitment| commitment_visible(commitment, day))
        }
        None => source_date(&project.sources, sources).is_some_and(|date| may_be_by(date, day)),
    }
}

/// The state of a project at a day. What dates decide goes before what a source states.
pub fn project_status(project: &Project, sources: &BTreeMap<String, Source>, day: civil::Date) -> Status {
    let computed = project.period.map(|period| (period.has_begun(day), period.has_ended(day)));
    let stated = || {
        let is_dated = source_date(&project.sources, sources).is_some_and(|date| may_be_by(date, day));
        project.stated_status.filter(|_| is_dated)
    };
    match computed {
        Some((_, Certainty::Yes)) => Status::Completed,
        Some((Certainty::Yes, Certainty::No)) => Status::Ongoing,
        Some(_) | None => match stated() {
            Some(status) => Status::Stated(status),
            None if project.commitments.iter().any(|commitment| commitment_visible(commitment, day)) => Status::Signed,
            None => Status::NotKnown,
        },
    }
}
