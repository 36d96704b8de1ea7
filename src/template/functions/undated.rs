//! `undated()`: what the edition sees without knowing when it was true, printed as "date not stated".

use std::sync::Arc;

use minijinja::value::{Rest, Value, ValueOrKwargs};

use crate::diagnostic::Code;
use crate::model::{FigureRecord, SourceReference};
use crate::template::arguments::{Arguments, Outcome};
use crate::template::figure::FigureObject;
use crate::template::record::Record;
use crate::template::session::Session;

/// `undated()`: offices, projects, dispatches, programmes, then figures. Fields: `kind`, `title` (also `label`), `figure` (or none), `sources`.
pub(super) fn undated(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    Arguments::of_call("undated", Code::TEMPLATE_ERROR, &[], values)?;
    let mut found = Vec::new();
    for office in session.known.offices().filter(|office| office.period.is_none()) {
        let label = session.localized(&office.name, &format!("country/offices/{}/name", office.id)).into_value();
        found.push(record("office", &office.id, label, None, &office.sources));
    }
    for project in session.known.projects() {
        let has_date = project.period.is_some() || project.stated_years.is_some() || project.first_signed().is_some();
        if !has_date {
            let label = session.localized(&project.title, &format!("projects/{}/title", project.id)).into_value();
            found.push(record("project", &project.id, label, None, &project.sources));
        }
    }
    for dispatch in session.known.dispatches().filter(|dispatch| dispatch.periods.is_empty()) {
        let label = session.localized(&dispatch.title, &format!("dispatches/{}/title", dispatch.id)).into_value();
        found.push(record("dispatch", &dispatch.id, label, None, &dispatch.sources));
    }
    for (record, figure) in session.undated_figures() {
        let label = session.localized(&record.label, &format!("{}/label", figure.path)).into_value();
        found.push(self::record("figure", &figure.path.clone(), label, Some(figure), &record.sources));
    }
    Ok(Value::from(found))
}

fn record(
    kind: &'static str,
    id: &str,
    label: Value,
    figure: Option<FigureObject>,
    sources: &[SourceReference],
) -> Value {
    Record::new("undated statement", format!("{kind}/{id}"))
        .field("kind", kind)
        .field("label", label.clone())
        .field("title", label)
        .field("figure", figure.map_or(Value::from(()), FigureObject::into_value))
        .sources(sources)
        .into_value()
}

impl Session {
    /// Visible figures without an as-of date and a period.
    fn undated_figures(self: &Arc<Self>) -> Vec<(&FigureRecord, FigureObject)> {
        let mut found = Vec::new();
        let mut add = |record, figure: Option<FigureObject>| found.extend(figure.map(|figure| (record, figure)));
        let is_undated = |record: &FigureRecord| {
            record.as_of.is_none() && record.period.is_none() && self.known.figure_day(record).is_some()
        };
        for project in self.known.projects() {
            for record in project.figures.iter().filter(|record| is_undated(record)) {
                add(record, self.owned_figure("projects", &project.id, record));
            }
        }
        for dispatch in self.known.dispatches() {
            for record in dispatch.figures.iter().filter(|record| is_undated(record)) {
                add(record, self.owned_figure("dispatches", &dispatch.id, record));
            }
        }
        for (name, programme) in self.programmes() {
            for record in programme.iter().flat_map(|p| &p.figures).filter(|record| is_undated(record)) {
                add(record, self.owned_figure("people", name, record));
            }
        }
        for (year, records) in &self.dataset.figures {
            for record in records.iter().filter(|record| is_undated(record)) {
                add(record, self.yearly_figure(*year, record));
            }
        }
        found
    }
}
