//! The records that several rules look at, each with its path in [`crate::model::Places`].

use crate::model::{Conflict, Dataset, FigureRecord, PeopleProgramme, Period};

/// The programmes of `people.yaml` that there are.
pub(super) fn programmes(dataset: &Dataset) -> impl Iterator<Item = (String, &PeopleProgramme)> {
    let people = &dataset.people;
    [("training", &people.training), ("volunteers", &people.volunteers), ("experts", &people.experts)]
        .into_iter()
        .filter_map(|(key, programme)| Some((format!("people/{key}"), programme.as_ref()?)))
}

/// Every figure record: of the years, of projects, of programmes and of dispatches.
pub(super) fn figures(dataset: &Dataset) -> Vec<(String, &FigureRecord)> {
    let owners = dataset.figures.iter().map(|(year, figures)| (format!("figures/{year}"), figures));
    let owners = owners.chain(dataset.projects.iter().map(|p| (format!("projects/{}/figures", p.id), &p.figures)));
    let owners = owners.chain(programmes(dataset).map(|(path, p)| (format!("{path}/figures"), &p.figures)));
    let dispatches = &dataset.people.dispatches;
    let owners = owners.chain(dispatches.iter().map(|d| (format!("people/dispatches/{}/figures", d.id), &d.figures)));
    owners
        .flat_map(|(path, figures)| figures.iter().map(move |figure| (format!("{path}/{}", figure.id), figure)))
        .collect()
}

/// Every recorded conflict.
pub(super) fn conflicts(dataset: &Dataset) -> Vec<(String, &Conflict)> {
    let projects = dataset.projects.iter().map(|p| (format!("projects/{}", p.id), &p.conflicts));
    let dispatches = dataset.people.dispatches.iter().map(|d| (format!("people/dispatches/{}", d.id), &d.conflicts));
    projects
        .chain(dispatches)
        .flat_map(|(path, conflicts)| {
            conflicts.iter().enumerate().map(move |(index, conflict)| (format!("{path}/conflicts/{index}"), conflict))
        })
        .collect()
}

/// Every period with the conflicts of its owner.
pub(super) fn periods(dataset: &Dataset) -> Vec<(String, Period, &[Conflict])> {
    let mut periods: Vec<(String, Option<Period>, &[Conflict])> = Vec::new();
    for office in &dataset.country.offices {
        periods.push((format!("country/offices/{}/period", office.id), office.period, &[]));
    }
    for policy in &dataset.policies {
        periods.push((format!("policies/{}/period", policy.id), Some(policy.period), &[]));
    }
    for project in &dataset.projects {
        let path = format!("projects/{}", project.id);
        periods.push((format!("{path}/period"), project.period, &project.conflicts));
        periods.push((format!("{path}/stated-years"), project.stated_years, &project.conflicts));
    }
    for (path, programme) in programmes(dataset) {
        periods.push((format!("{path}/period"), programme.period, &[]));
    }
    for dispatch in &dataset.people.dispatches {
        for (index, period) in dispatch.periods.iter().enumerate() {
            let path = format!("people/dispatches/{}/periods/{index}", dispatch.id);
            periods.push((path, Some(*period), &dispatch.conflicts));
        }
    }
    for (path, figure) in figures(dataset) {
        let owner = owner_conflicts(dataset, &path);
        for (index, statement) in figure.other_statements.iter().enumerate() {
            periods.push((format!("{path}/other-statements/{index}/period"), statement.period, owner));
        }
        periods.push((format!("{path}/period"), figure.period, owner));
    }
    periods.into_iter().filter_map(|(path, period, conflicts)| Some((path, period?, conflicts))).collect()
}

/// The conflicts of the project or dispatch that a figure belongs to.
fn owner_conflicts<'a>(dataset: &'a Dataset, path: &str) -> &'a [Conflict] {
    let mut parts = path.split('/');
    match (parts.next(), parts.next(), parts.next()) {
        (Some("projects"), Some(id), _) => dataset.project(id).map_or(&[], |project| &project.conflicts),
        (Some("people"), Some("dispatches"), Some(id)) => {
            let dispatch = dataset.people.dispatches.iter().find(|dispatch| dispatch.id == id);
            dispatch.map_or(&[], |dispatch| &dispatch.conflicts)
        }
        _ => &[],
    }
}

/// Whether one of the conflicts is about one of the subjects.
pub(super) fn is_recorded(conflicts: &[Conflict], subjects: &[&str]) -> bool {
    conflicts.iter().any(|conflict| subjects.contains(&conflict.about.as_str()))
}
