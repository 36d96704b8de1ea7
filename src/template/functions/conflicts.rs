//! `conflicts()`: where sources disagree, with both statements and the reason for the one that is printed.
//!
//! Which are shown says [`crate::model::Known::conflict_visible`].

use std::sync::Arc;

use minijinja::value::{Rest, Value, ValueOrKwargs};

use crate::diagnostic::Code;
use crate::model::{Conflict, FigureRecord, Localized};
use crate::template::arguments::{Arguments, Outcome};
use crate::template::figure::FigureObject;
use crate::template::record::Record;
use crate::template::session::Session;

/// `conflicts()`: of projects and dispatches in the order of the data, then of figures.
pub(super) fn conflicts(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    Arguments::of_call("conflicts", Code::TEMPLATE_ERROR, &[], values)?;
    let mut found = Vec::new();
    for project in session.known.projects() {
        let path = format!("projects/{}", project.id);
        found.extend(session.record_conflicts(&path, &project.title, &project.conflicts));
        for record in &project.figures {
            let figure = session.owned_figure("projects", &project.id, record);
            found.extend(session.figure_conflicts(record, figure));
        }
    }
    for dispatch in session.known.dispatches() {
        let path = format!("dispatches/{}", dispatch.id);
        found.extend(session.record_conflicts(&path, &dispatch.title, &dispatch.conflicts));
        for record in &dispatch.figures {
            let figure = session.owned_figure("dispatches", &dispatch.id, record);
            found.extend(session.figure_conflicts(record, figure));
        }
    }
    for (name, programme) in session.programmes() {
        for record in programme.iter().flat_map(|programme| &programme.figures) {
            found.extend(session.figure_conflicts(record, session.owned_figure("people", name, record)));
        }
    }
    for (year, records) in &session.dataset.figures {
        for record in records {
            // What a later year has taken the place of is not printed, so there is nothing to explain.
            if session.latest_yearly(&record.id, None).is_none_or(|(latest, _)| latest == *year) {
                found.extend(session.figure_conflicts(record, session.yearly_figure(*year, record)));
            }
        }
    }
    Ok(Value::from(found))
}

impl Session {
    /// Conflicts of one record. Fields: `owner_id` (such as `projects/x`), `owner`, `about`, `printed`, `printed_sources`, `other`, `other_sources`,
    /// `reason`, `sources`.
    pub(super) fn record_conflicts(&self, path: &str, owner: &Localized, conflicts: &[Conflict]) -> Vec<Value> {
        let record = |(index, conflict): (usize, &Conflict)| {
            let of = |name: &str| format!("{path}/conflicts/{index}/{name}");
            let sources = [&conflict.printed_sources[..], &conflict.other_sources[..]].concat();
            Record::new("conflict", format!("{path}/{index}"))
                .field("owner_id", path)
                .field("owner", self.localized(owner, &format!("{path}/title")).into_value())
                .field("about", self.keyed("conflict-about", &conflict.about).into_value())
                .field("printed", self.localized(&conflict.printed, &of("printed")).into_value())
                .field("printed_sources", Record::of_sources(conflict.printed_sources.clone()).into_value())
                .field("other", self.localized(&conflict.other, &of("other")).into_value())
                .field("other_sources", Record::of_sources(conflict.other_sources.clone()).into_value())
                .field("reason", self.localized(&conflict.chosen_because, &of("chosen-because")).into_value())
                .sources(&sources)
                .into_value()
        };
        let indexed = conflicts.iter().enumerate();
        indexed.filter(|(_, conflict)| self.known.conflict_visible(conflict)).map(record).collect()
    }

    /// One conflict for each other statement of a figure that the edition sees; `printed` and `other` are figures.
    fn figure_conflicts(&self, record: &FigureRecord, figure: Option<FigureObject>) -> Vec<Value> {
        let Some(figure) = figure.filter(|_| self.known.figure_day(record).is_some()) else { return Vec::new() };
        let mut found = Vec::new();
        let others = record.other_figures(&figure.figure.id);
        for (index, (other, statement)) in others.into_iter().zip(&record.other_statements).enumerate() {
            if self.known.statement_day(statement.as_of, statement.period, &statement.sources).is_none() {
                continue;
            }
            let sources = [&figure.figure.sources[..], &statement.sources[..]].concat();
            let reason = record.chosen_because.as_ref();
            let other_path = format!("{}/other-statements/{index}", figure.path);
            let other = FigureObject { figure: other, note: None, path: other_path, ..figure.clone() };
            let conflict = Record::new("conflict", format!("{}/{index}", figure.path))
                .field("owner_id", figure.path.as_str())
                .field("owner", self.localized(&record.label, &format!("{}/label", figure.path)).into_value())
                .field("about", self.keyed("conflict-about", "figure").into_value())
                .field("printed", figure.clone().into_value())
                .field("printed_sources", Record::of_sources(figure.figure.sources.clone()).into_value())
                .field("other", other.into_value())
                .field("other_sources", Record::of_sources(statement.sources.clone()).into_value())
                .field("reason", self.optional(reason, &format!("{}/chosen-because", figure.path)))
                .sources(&sources);
            found.push(conflict.into_value());
        }
        found
    }
}
