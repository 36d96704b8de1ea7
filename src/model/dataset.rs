//! Everything that is known of one country.

use std::collections::BTreeMap;

use super::{
    CooperationPolicy, Country, Edition, ExchangeRate, FigureId, FigureRecord, LanguageTag, Names, People, Project,
    Provenance, Source,
};
use crate::diagnostic::Place;

/// The data of one country, as its folder holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Dataset {
    /// The country and its offices.
    pub country: Country,
    /// Policies, in the order of the file.
    pub policies: Vec<CooperationPolicy>,
    /// Sources by id.
    pub sources: BTreeMap<String, Source>,
    /// Exchange rates by id.
    pub rates: BTreeMap<String, ExchangeRate>,
    /// Projects in the order of the files (by file name) and within each.
    pub projects: Vec<Project>,
    /// Trainees, volunteers, experts, events.
    pub people: People,
    /// Figures by the year of their file, in the order of the file.
    pub figures: BTreeMap<i16, Vec<FigureRecord>>,
    /// Editions in the order of the file.
    pub editions: Vec<Edition>,
    /// Controlled names by id.
    pub names: BTreeMap<String, Names>,
    /// Where imported values came from, in the order of the file.
    pub provenance: Vec<Provenance>,
    /// Narrative texts by path below `narrative/`, such as `en/training.md` and `2022/en/training.md`.
    pub narrative: BTreeMap<String, String>,
    /// Where each value stands.
    pub places: Places,
}

/// Where values stand in the files, by path. The path of a record is its collection and id
/// (`projects/north-road-2`, `sources/donors-kg`, `figures/2022/trainees`), and of a value below it, its keys, with list items
/// by their `id` where they have one and else by index (`projects/north-road-2/commitments/1998/amount`).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Places(pub BTreeMap<String, Place>);

impl Places {
    /// The place of a path, or of the nearest path above it that has one.
    pub fn of(&self, path: &str) -> Option<Place> {
        let mut path = path;
        loop {
            if let Some(place) = self.0.get(path) {
                return Some(place.clone());
            }
            path = path.rsplit_once('/')?.0;
        }
    }
}

impl Dataset {
    /// The country's code, which begins every figure id.
    pub fn code(&self) -> &str {
        &self.country.code
    }

    /// Full id of a record in `figures/<year>.yaml`: `xyz/figures/trainees@2022`.
    pub fn figure_id(&self, year: i16, record: &FigureRecord) -> Option<FigureId> {
        FigureId::parse(&format!("{}/figures/{}@{year}", self.code(), record.id))
    }

    /// Full id of a figure that a project or dispatch holds: `xyz/projects/jds/students`.
    pub fn owned_figure_id(&self, collection: &str, owner: &str, record: &FigureRecord) -> Option<FigureId> {
        FigureId::parse(&format!("{}/{collection}/{owner}/{}", self.code(), record.id))
    }

    /// The project of an id.
    pub fn project(&self, id: &str) -> Option<&Project> {
        self.projects.iter().find(|project| project.id == id)
    }

    /// The edition of a report and year.
    pub fn edition(&self, report: &str, year: i16) -> Option<&Edition> {
        self.editions.iter().find(|edition| edition.report == report && edition.year == year)
    }

    /// The narrative of a section: of the year where there is one, else the general one.
    pub fn narrative_path(&self, year: i16, language: &LanguageTag, section: &str) -> Option<String> {
        [format!("{year}/{language}/{section}.md"), format!("{language}/{section}.md")]
            .into_iter()
            .find(|path| self.narrative.contains_key(path))
    }
}
