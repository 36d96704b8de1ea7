//! `people(…)`, `dispatches()` and `events()`.

use std::sync::Arc;

use jiff::civil;
use minijinja::value::{Rest, Value, ValueOrKwargs};

use crate::diagnostic::Code;
use crate::model::{ExpertDispatch, PeopleProgramme, Period};
use crate::template::arguments::{Arguments, Outcome};
use crate::template::record::Record;
use crate::template::session::Session;

/// `people("training"|"volunteers"|"experts")`: none where the data or the edition has nothing of it.
pub(super) fn people(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    let arguments = Arguments::of_call("people", Code::TEMPLATE_ERROR, &["kind"], values)?;
    let programmes = session.programmes();
    let Some((name, programme)) = arguments.one_of("kind", &programmes.map(|(name, of)| (name, (name, of))))? else {
        return Err(arguments.problem("lacks `training`, `volunteers` or `experts`").into());
    };
    let Some(programme) = programme.filter(|programme| session.known.programme_visible(programme)) else {
        return Ok(Value::from(()));
    };
    let path = format!("people/{name}");
    let field = |(index, text)| session.localized(text, &format!("{path}/fields/{index}")).into_value();
    let record = Record::new("programme", name)
        .field("period", programme.period.map_or(Value::from(()), |period| session.period(period).into_value()))
        .field("fields", programme.fields.iter().enumerate().map(field).collect::<Vec<_>>())
        .field("more_fields", programme.more_fields)
        .field("places", programme.places.iter().map(|id| session.name(id).into_value()).collect::<Vec<_>>())
        .field("figures", session.visible_figures("people", name, &programme.figures))
        .field("note", session.note(programme.note.as_ref(), &path))
        .sources(&programme.sources);
    Ok(record.into_value())
}

/// `dispatches()`: those that are visible, by start, then by id; undated ones last.
pub(super) fn dispatches(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    Arguments::of_call("dispatches", Code::TEMPLATE_ERROR, &[], values)?;
    let mut found: Vec<&ExpertDispatch> = session.known.dispatches().collect();
    let start = |dispatch: &ExpertDispatch| dispatch.periods.iter().filter_map(|p| first_day(*p)).min();
    found.sort_by_key(|dispatch| (start(dispatch).unwrap_or(civil::Date::MAX), dispatch.id.clone()));
    Ok(Value::from(found.into_iter().map(|dispatch| session.dispatch(dispatch)).collect::<Vec<_>>()))
}

/// `events()`: those that are over by the as-of date, by date.
pub(super) fn events(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    Arguments::of_call("events", Code::TEMPLATE_ERROR, &[], values)?;
    let mut found: Vec<_> = session.known.events().collect();
    found.sort_by_key(|event| (event.date.first_day(), event.id.clone()));
    let record = |event: &crate::model::Event| {
        Record::new("event", event.id.as_str())
            .field("date", session.date(event.date).into_value())
            .field("title", session.localized(&event.title, &format!("people/events/{}/title", event.id)).into_value())
            .sources(&event.sources)
            .into_value()
    };
    Ok(Value::from(found.into_iter().map(record).collect::<Vec<_>>()))
}

fn first_day(period: Period) -> Option<civil::Date> {
    Some(period.start().date()?.first_day())
}

impl Session {
    /// The programmes by the name that templates call them.
    pub(super) fn programmes(&self) -> [(&'static str, Option<&PeopleProgramme>); 3] {
        let people = &self.dataset.people;
        [
            ("training", people.training.as_ref()),
            ("volunteers", people.volunteers.as_ref()),
            ("experts", people.experts.as_ref()),
        ]
    }

    fn dispatch(self: &Arc<Self>, dispatch: &ExpertDispatch) -> Value {
        let path = format!("dispatches/{}", dispatch.id);
        let periods = || dispatch.periods.iter().filter(|period| self.known.has_begun(**period));
        let term = dispatch.term.as_deref().map(|term| self.keyed("dispatch-term", term).into_value());
        Record::new("dispatch", dispatch.id.as_str())
            .field("title", self.localized(&dispatch.title, &format!("{path}/title")).into_value())
            .field("counterpart", self.optional(dispatch.counterpart.as_ref(), &format!("{path}/counterpart")))
            .field("term", term.unwrap_or(Value::from(())))
            .field("periods", periods().map(|period| self.period(*period).into_value()).collect::<Vec<_>>())
            .field("periods_text", self.listed(periods().map(|period| self.period(*period))))
            .field("figures", self.visible_figures("dispatches", &dispatch.id, &dispatch.figures))
            .field("note", self.note(dispatch.note.as_ref(), &path))
            .field("conflicts", self.record_conflicts(&path, &dispatch.title, &dispatch.conflicts))
            .sources(&dispatch.sources)
            .into_value()
    }
}
