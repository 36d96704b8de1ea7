//! Projects.

use serde::{Deserialize, Serialize};

use super::{Commitment, Conflict, Date, FigureRecord, Localized, Period, SourceReference};

/// A form of cooperation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scheme {
    /// Training in Japan or by Japan.
    Training,
    /// Volunteers (JOCV).
    Volunteers,
    /// Technical cooperation projects.
    TechnicalCooperation,
    /// Dispatch of experts.
    Experts,
    /// Technical cooperation for development planning.
    DevelopmentPlanning,
    /// Grant aid.
    GrantAid,
    /// ODA loan; "yen loan" is an alias.
    #[serde(alias = "yen-loan")]
    OdaLoan,
}

impl Scheme {
    /// Every scheme, in the order of a report.
    pub const ALL: [Scheme; 7] = [
        Scheme::Training,
        Scheme::Volunteers,
        Scheme::TechnicalCooperation,
        Scheme::Experts,
        Scheme::DevelopmentPlanning,
        Scheme::GrantAid,
        Scheme::OdaLoan,
    ];

    /// Its key in data, messages and themes.
    pub fn as_str(self) -> &'static str {
        match self {
            Scheme::Training => "training",
            Scheme::Volunteers => "volunteers",
            Scheme::TechnicalCooperation => "technical-cooperation",
            Scheme::Experts => "experts",
            Scheme::DevelopmentPlanning => "development-planning",
            Scheme::GrantAid => "grant-aid",
            Scheme::OdaLoan => "oda-loan",
        }
    }
}

/// A kind of grant aid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GrantSubtype {
    /// Project grant.
    Project,
    /// Human Resource Development Scholarship (JDS).
    Scholarship,
    /// Cultural grant.
    Cultural,
    /// Increase of food production (2KR).
    FoodProduction,
    /// Economic and Social Development Programme, earlier non-project grant.
    NonProject,
    /// Through an international organisation.
    InternationalOrganisation,
    /// The source does not say.
    NotStated,
}

/// Whether a title is whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum TitleState {
    /// The title as its source gives it.
    #[default]
    Whole,
    /// The beginning is lost in the source.
    BeginningLost,
    /// The source does not give a title; what stands is a description of ours.
    Descriptive,
}

/// A place where a project works, by its id in `names.yaml`.
pub type Place = String;

/// A second record that may be the same project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SameAs {
    /// Id of the other project.
    pub id: String,
    /// Whether it is only probable.
    pub probable: bool,
    /// Why it is thought so.
    pub reason: Localized,
}

/// A status that a source states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StatedStatus {
    /// In preparation.
    UnderPreparation,
    /// The exchange of notes, grant or loan agreement is signed.
    Signed,
    /// Work goes on.
    Ongoing,
    /// Done.
    Completed,
}

/// A project of one or more schemes: one record, however often sources list it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Project {
    /// Its name for ever, in kebab-case; unique in the country.
    pub id: String,
    /// The title as its source gives it. Official titles are names and stay as they are.
    pub title: Localized,
    /// Whether the title is whole.
    #[serde(default)]
    pub title_state: TitleState,
    /// Other titles that sources use.
    #[serde(default)]
    pub aliases: Vec<Localized>,
    /// One or more; the first is where it is counted.
    pub schemes: Vec<Scheme>,
    /// Kind of grant, for grant aid.
    #[serde(default)]
    pub grant_subtype: Option<GrantSubtype>,
    /// DAC 5-digit purpose code.
    #[serde(default)]
    pub sector: Option<String>,
    /// Where it works: ids in `names.yaml`.
    #[serde(default)]
    pub places: Vec<Place>,
    /// With whom.
    #[serde(default)]
    pub counterpart: Option<Localized>,
    /// From when to when it is carried out.
    #[serde(default)]
    pub period: Option<Period>,
    /// A year or years that a source sets beside it without saying what they are (signature, works, completion).
    #[serde(default)]
    pub stated_years: Option<Period>,
    /// What a source says of its state, as of that source's date.
    #[serde(default)]
    pub stated_status: Option<StatedStatus>,
    /// What it does, in one or two sentences.
    #[serde(default)]
    pub summary: Option<Localized>,
    /// Numbers of its own, such as units delivered.
    #[serde(default)]
    pub figures: Vec<FigureRecord>,
    /// The sums signed for it, the earliest first.
    #[serde(default)]
    pub commitments: Vec<Commitment>,
    /// Where it stands; empty only where the commitments say it.
    #[serde(default)]
    pub sources: Vec<SourceReference>,
    /// What a reader should know.
    #[serde(default)]
    pub note: Option<Localized>,
    /// A record that may be the same.
    #[serde(default)]
    pub same_as: Option<SameAs>,
    /// On what sources disagree.
    #[serde(default)]
    pub conflicts: Vec<Conflict>,
}

impl Project {
    /// Whether it is of a scheme.
    pub fn has_scheme(&self, scheme: Scheme) -> bool {
        self.schemes.contains(&scheme)
    }

    /// The date of its earliest dated commitment.
    pub fn first_signed(&self) -> Option<Date> {
        self.commitments.iter().filter_map(Commitment::signed).min_by_key(|date| date.first_day())
    }
}
