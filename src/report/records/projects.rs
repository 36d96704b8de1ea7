//! Projects.

use serde::Serialize;

use super::commitments::{CommitmentRecord, commitment};
use super::figures::{FigureRow, owned};
use super::sources::ReferenceRecord;
use super::view::View;
use crate::model::{Project, project_status};
use crate::report::printed::word;

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct ProjectRecord {
    pub(super) id: String,
    pub(super) title: String,
    title_state: String,
    schemes: Vec<&'static str>,
    grant_subtype: Option<String>,
    sector: Option<String>,
    places: Vec<String>,
    counterpart: Option<String>,
    period: Option<String>,
    stated_years: Option<String>,
    status: &'static str,
    /// The record that may be the same.
    same_as: Option<String>,
    pub(super) commitments: Vec<CommitmentRecord>,
    figures: Vec<FigureRow>,
    sources: Vec<ReferenceRecord>,
}

/// A project that is seen.
pub(super) fn project(view: &View<'_>, project: &Project) -> ProjectRecord {
    let day = view.request.edition.as_of.last_day();
    let same_as = project.same_as.as_ref().filter(|same| view.known.projects().any(|other| other.id == same.id));
    ProjectRecord {
        id: project.id.clone(),
        title: view.text(&project.title),
        title_state: word(project.title_state),
        schemes: project.schemes.iter().map(|scheme| scheme.as_str()).collect(),
        grant_subtype: project.grant_subtype.map(word),
        sector: project.sector.clone(),
        places: project.places.clone(),
        counterpart: project.counterpart.as_ref().map(|counterpart| view.text(counterpart)),
        period: view.begun(project.period),
        stated_years: view.begun(project.stated_years),
        status: project_status(project, &view.request.dataset.sources, day).as_str(),
        same_as: same_as.map(|same| same.id.clone()),
        commitments: view.known.commitments(project).map(|of| commitment(view, project, of)).collect(),
        figures: owned(view, "projects", &project.id, &project.figures),
        sources: view.references(&project.sources),
    }
}
