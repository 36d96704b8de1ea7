//! `figure(path)` and `has_figure(path)`: figures of the data by name, the latest that the edition sees.

use std::sync::Arc;

use minijinja::value::{Rest, Value, ValueOrKwargs};

use crate::diagnostic::Code;
use crate::locale::Look;
use crate::model::{
    Coverage, ExchangeRate, Figure, FigureId, FigureRecord, FigureValue, Localized, Project, Qualifier, Quantity,
    Scale, Unit, commitment_visible, project_visible,
};
use crate::template::arguments::{Arguments, Outcome};
use crate::template::figure::FigureObject;
use crate::template::problem::Problem;
use crate::template::session::Session;

/// What a path names: a figure that is seen, or one that the data has but the edition does not see.
enum Found {
    Visible(FigureObject),
    Hidden(FigureObject),
}

/// `figure(path)`.
pub(super) fn figure(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    let arguments = Arguments::of_call("figure", Code::TEMPLATE_ERROR, &["path"], values)?;
    let path = arguments.word("path")?.ok_or_else(|| arguments.problem("lacks the path of a figure"))?;
    match find(session, &path) {
        Some(Found::Visible(figure) | Found::Hidden(figure)) => Ok(figure.into_value()),
        None => {
            let known = session.figure_paths();
            Err(Problem::new(Code::TEMPLATE_ERROR, format!("the data has no figure `{path}`"))
                .did_you_mean(&path, known.iter().map(String::as_str))
                .hint(format!("ask `has_figure(\"{path}\")` first, where not every country has it"))
                .into())
        }
    }
}

/// `has_figure(path)`.
pub(super) fn has_figure(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    let arguments = Arguments::of_call("has_figure", Code::TEMPLATE_ERROR, &["path"], values)?;
    let path = arguments.word("path")?.ok_or_else(|| arguments.problem("lacks the path of a figure"))?;
    let is_known = match find(session, &path) {
        Some(Found::Visible(figure)) => crate::template::figure::is_known(&figure.figure.value),
        Some(Found::Hidden(_)) | None => false,
    };
    Ok(Value::from(is_known))
}

fn find(session: &Arc<Session>, path: &str) -> Option<Found> {
    let parts: Vec<&str> = path.split('/').collect();
    match parts[..] {
        [name] => find_yearly(session, name),
        ["projects", project, id] => {
            let project = session.dataset.project(project)?;
            let is_visible = project_visible(project, &session.dataset.sources, session.day);
            find_owned(session, "projects", &project.id, &project.figures, id, is_visible)
        }
        ["dispatches", dispatch, id] => {
            let dispatch = session.dataset.people.dispatches.iter().find(|known| known.id == dispatch)?;
            let is_visible = session.known.dispatch_visible(dispatch);
            find_owned(session, "dispatches", &dispatch.id, &dispatch.figures, id, is_visible)
        }
        ["people", programme, id] => {
            let (name, programme) = session.programmes().into_iter().find(|(name, _)| *name == programme)?;
            let programme = programme?;
            find_owned(session, "people", name, &programme.figures, id, session.known.programme_visible(programme))
        }
        ["commitments", project, id] => find_commitment(session, session.dataset.project(project)?, id),
        ["rates", id] => {
            let rate = session.dataset.rates.get(id)?;
            let figure = session.rate_figure(rate)?;
            Some(if session.known.is_by(rate.date) { Found::Visible(figure) } else { hidden(session, &figure, path) })
        }
        _ => None,
    }
}

/// The latest of all years that counts; of two that count from the same day, that of the later file.
fn find_yearly(session: &Arc<Session>, name: &str) -> Option<Found> {
    let (id, year) = match name.split_once('@') {
        Some((id, year)) => (id, Some(year.parse::<i16>().ok()?)),
        None => (name, None),
    };
    if let Some((year, record)) = session.latest_yearly(id, year) {
        return session.yearly_figure(year, record).map(Found::Visible);
    }
    let (year, record) = session.yearly_records(id, year).last()?;
    let figure = session.yearly_figure(year, record)?;
    Some(hidden(session, &figure, &format!("figures/{id}")))
}

impl Session {
    /// The records of a figure, of all years or of one, in the order of the years.
    fn yearly_records<'a>(
        &'a self,
        id: &'a str,
        year: Option<i16>,
    ) -> impl Iterator<Item = (i16, &'a FigureRecord)> + use<'a> {
        let all = self.dataset.figures.iter().flat_map(|(year, records)| records.iter().map(move |r| (*year, r)));
        all.filter(move |(of, record)| record.id == id && year.is_none_or(|year| year == *of))
    }

    /// The record of a figure that is printed where no year is asked for: of those that the edition sees the latest.
    pub(super) fn latest_yearly<'a>(&'a self, id: &'a str, year: Option<i16>) -> Option<(i16, &'a FigureRecord)> {
        let seen = self.yearly_records(id, year);
        let seen = seen.filter_map(|(year, record)| Some((self.known.figure_day(record)?, year, record)));
        seen.max_by_key(|(day, year, _)| (*day, *year)).map(|(_, year, record)| (year, record))
    }
}

fn find_owned(
    session: &Arc<Session>,
    collection: &str,
    owner: &str,
    records: &[FigureRecord],
    id: &str,
    is_owner_visible: bool,
) -> Option<Found> {
    let record = records.iter().find(|record| record.id == id)?;
    let figure = session.owned_figure(collection, owner, record)?;
    let is_visible = is_owner_visible && session.known.figure_day(record).is_some();
    Some(match is_visible {
        true => Found::Visible(figure),
        false => hidden(session, &figure, &format!("{collection}/{owner}/{id}")),
    })
}

fn find_commitment(session: &Arc<Session>, project: &Project, id: &str) -> Option<Found> {
    let commitment = project.commitments.iter().find(|commitment| commitment.id == id)?;
    let figure = session.commitment_figure(project, commitment)?;
    Some(match commitment_visible(commitment, session.day) {
        true => Found::Visible(figure),
        false => hidden(session, &figure, &format!("commitments/{}/{id}", project.id)),
    })
}

/// A figure that the edition does not see, as not available: with no value, date or source, and an id that names no year.
fn hidden(session: &Arc<Session>, figure: &FigureObject, path: &str) -> Found {
    let id = FigureId::parse(&format!("{}/{path}", session.code())).unwrap_or_else(|| figure.figure.id.clone());
    Found::Hidden(FigureObject {
        figure: Figure {
            id,
            value: FigureValue::NotAvailable(figure.figure.value.unit().clone()),
            qualifier: Qualifier::Exact,
            period: None,
            as_of: None,
            coverage: Coverage::Complete,
            sources: Vec::new(),
            ..figure.figure.clone()
        },
        look: Look::default(),
        note: None,
        ..figure.clone()
    })
}

impl Session {
    /// A figure of `figures/<year>.yaml`.
    pub(super) fn yearly_figure(self: &Arc<Self>, year: i16, record: &FigureRecord) -> Option<FigureObject> {
        let figure = record.to_figure(self.dataset.figure_id(year, record)?);
        Some(FigureObject::new(self, figure, record.note.clone(), format!("figures/{year}/{}", record.id)))
    }

    /// A figure that a project, dispatch or programme holds.
    pub(super) fn owned_figure(
        self: &Arc<Self>,
        collection: &str,
        owner: &str,
        record: &FigureRecord,
    ) -> Option<FigureObject> {
        let figure = record.to_figure(self.dataset.owned_figure_id(collection, owner, record)?);
        let path = format!("{collection}/{owner}/figures/{}", record.id);
        Some(FigureObject::new(self, figure, record.note.clone(), path))
    }

    /// The figures of an owner that the edition sees, in the order of the data.
    pub(super) fn visible_figures(
        self: &Arc<Self>,
        collection: &str,
        owner: &str,
        records: &[FigureRecord],
    ) -> Vec<Value> {
        let visible = records.iter().filter(|record| self.known.figure_day(record).is_some());
        visible
            .filter_map(|record| self.owned_figure(collection, owner, record))
            .map(FigureObject::into_value)
            .collect()
    }

    /// An exchange rate as a figure: so many of the quoted currency for one of the base currency.
    pub(super) fn rate_figure(self: &Arc<Self>, rate: &ExchangeRate) -> Option<FigureObject> {
        let amount = rate.value.normalize();
        let unit = Unit::Currency(rate.quote.clone());
        let value = Quantity { amount, unit, scale: Scale::One, decimals: rate.value.scale() };
        let figure = Figure {
            id: FigureId::parse(&format!("{}/rates/{}", self.code(), rate.id))?,
            label: Localized::default(),
            value: FigureValue::Known(value),
            qualifier: Qualifier::Exact,
            basis: None,
            period: None,
            as_of: Some(rate.date),
            coverage: Coverage::Complete,
            sources: rate.sources.clone(),
            formula: None,
        };
        Some(FigureObject::new(self, figure, rate.note.clone(), format!("rates/{}", rate.id)))
    }

    /// Every path that `figure(…)` takes, for hints.
    fn figure_paths(&self) -> Vec<String> {
        let data = &self.dataset;
        let mut paths: Vec<String> = data.figures.values().flatten().map(|record| record.id.clone()).collect();
        for project in &data.projects {
            paths.extend(project.figures.iter().map(|figure| format!("projects/{}/{}", project.id, figure.id)));
            paths.extend(project.commitments.iter().map(|c| format!("commitments/{}/{}", project.id, c.id)));
        }
        for dispatch in &data.people.dispatches {
            paths.extend(dispatch.figures.iter().map(|figure| format!("dispatches/{}/{}", dispatch.id, figure.id)));
        }
        for (name, programme) in self.programmes() {
            let figures = programme.into_iter().flat_map(|programme| &programme.figures);
            paths.extend(figures.map(|figure| format!("people/{name}/{}", figure.id)));
        }
        paths.extend(data.rates.keys().map(|id| format!("rates/{id}")));
        paths.sort();
        paths.dedup();
        paths
    }
}
