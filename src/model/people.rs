//! People: trainees, volunteers, experts; and dated events.

use serde::{Deserialize, Serialize};

use super::{Conflict, Date, FigureRecord, Localized, Period, Place, SourceReference};

/// `people.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct People {
    /// Training.
    #[serde(default)]
    pub training: Option<PeopleProgramme>,
    /// Volunteers.
    #[serde(default)]
    pub volunteers: Option<PeopleProgramme>,
    /// Experts as a whole.
    #[serde(default)]
    pub experts: Option<PeopleProgramme>,
    /// Experts one by one.
    #[serde(default)]
    pub dispatches: Vec<ExpertDispatch>,
    /// Dated events.
    #[serde(default)]
    pub events: Vec<Event>,
}

/// What is known of a scheme that sends or receives people. Its headcounts stand in `figures/<year>.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PeopleProgramme {
    /// Since when, to when.
    #[serde(default)]
    pub period: Option<Period>,
    /// Fields of training, specialties of volunteers; in the order of the source.
    #[serde(default)]
    pub fields: Vec<Localized>,
    /// Whether the source's list of fields is open ("etc.").
    #[serde(default)]
    pub more_fields: bool,
    /// Where they work: ids in `names.yaml`.
    #[serde(default)]
    pub places: Vec<Place>,
    /// Numbers of its own, such as ages.
    #[serde(default)]
    pub figures: Vec<FigureRecord>,
    /// Where it stands.
    pub sources: Vec<SourceReference>,
    /// What a reader should know.
    #[serde(default)]
    pub note: Option<Localized>,
}

/// A dispatch of experts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ExpertDispatch {
    /// Its name for ever, in kebab-case; unique in the country.
    pub id: String,
    /// The field or post.
    pub title: Localized,
    /// To whom.
    #[serde(default)]
    pub counterpart: Option<Localized>,
    /// `long-term` (over a year), `short-term`, or nothing where the source does not say.
    #[serde(default)]
    pub term: Option<String>,
    /// When; several where it was broken off and taken up again; empty where no source says.
    #[serde(default)]
    pub periods: Vec<Period>,
    /// How many, where the source says.
    #[serde(default)]
    pub figures: Vec<FigureRecord>,
    /// Where it stands.
    pub sources: Vec<SourceReference>,
    /// What a reader should know.
    #[serde(default)]
    pub note: Option<Localized>,
    /// On what sources disagree.
    #[serde(default)]
    pub conflicts: Vec<Conflict>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Event {
    /// Its name for ever; unique in the country.
    pub id: String,
    /// When.
    pub date: Date,
    /// What.
    pub title: Localized,
    /// Where it stands.
    pub sources: Vec<SourceReference>,
}
