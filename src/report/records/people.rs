//! Programmes that send or receive people, dispatches, events.

use serde::Serialize;

use super::figures::{FigureRow, owned};
use super::sources::ReferenceRecord;
use super::view::View;
use crate::model::{Event, ExpertDispatch, PeopleProgramme};

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct ProgrammeRecord {
    id: &'static str,
    period: Option<String>,
    fields: Vec<String>,
    more_fields: bool,
    places: Vec<String>,
    figures: Vec<FigureRow>,
    sources: Vec<ReferenceRecord>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct DispatchRecord {
    id: String,
    title: String,
    counterpart: Option<String>,
    term: Option<String>,
    periods: Vec<String>,
    figures: Vec<FigureRow>,
    sources: Vec<ReferenceRecord>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct EventRecord {
    id: String,
    date: String,
    title: String,
    sources: Vec<ReferenceRecord>,
}

/// The programmes that are seen.
pub(super) fn programmes(view: &View<'_>) -> Vec<ProgrammeRecord> {
    let people = &view.request.dataset.people;
    let all = [("training", &people.training), ("volunteers", &people.volunteers), ("experts", &people.experts)];
    let there = all.into_iter().filter_map(|(name, programme)| Some((name, programme.as_ref()?)));
    let seen = there.filter(|(_, programme)| view.known.programme_visible(programme));
    seen.map(|(name, seen)| programme(view, name, seen)).collect()
}

fn programme(view: &View<'_>, id: &'static str, programme: &PeopleProgramme) -> ProgrammeRecord {
    ProgrammeRecord {
        id,
        period: view.begun(programme.period),
        fields: programme.fields.iter().map(|field| view.text(field)).collect(),
        more_fields: programme.more_fields,
        places: programme.places.clone(),
        figures: owned(view, "people", id, &programme.figures),
        sources: view.references(&programme.sources),
    }
}

/// A dispatch that is seen, without the periods that begin later.
pub(super) fn dispatch(view: &View<'_>, dispatch: &ExpertDispatch) -> DispatchRecord {
    DispatchRecord {
        id: dispatch.id.clone(),
        title: view.text(&dispatch.title),
        counterpart: dispatch.counterpart.as_ref().map(|counterpart| view.text(counterpart)),
        term: dispatch.term.clone(),
        periods: dispatch.periods.iter().filter_map(|period| view.begun(Some(*period))).collect(),
        figures: owned(view, "dispatches", &dispatch.id, &dispatch.figures),
        sources: view.references(&dispatch.sources),
    }
}

/// An event that is over.
pub(super) fn event(view: &View<'_>, event: &Event) -> EventRecord {
    EventRecord {
        id: event.id.clone(),
        date: event.date.to_string(),
        title: view.text(&event.title),
        sources: view.references(&event.sources),
    }
}
