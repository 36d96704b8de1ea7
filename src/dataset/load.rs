//! The folder of one country.

use std::collections::{BTreeMap, BTreeSet};

use serde::de::DeserializeOwned;

use super::characters::{check_text, check_values};
use super::file::TextFile;
use super::ids::Ids;
use super::node::Node;
use super::parse::parse;
use super::places::add_places;
use super::read::{read, read_list};
use super::references::check_references;
use crate::diagnostic::{self, Code, Diagnostic, Place, nearest};
use crate::model::{
    CooperationPolicy, Country, Dataset, Edition, ExchangeRate, FigureRecord, Names, People, Places, Precision,
    Project, Provenance, Source,
};

/// A file as it stands on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// Relative to the project, with `/`, such as `data/xyz/people.yaml`.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What a file of the folder holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FileKind {
    /// `country.yaml`
    Country,
    /// `policy.yaml`
    Policies,
    /// `sources.yaml`
    Sources,
    /// `rates.yaml`
    Rates,
    /// `projects/*.yaml`
    Projects,
    /// `people.yaml`
    People,
    /// `figures/<year>.yaml`
    Figures(i16),
    /// `editions.yaml`
    Editions,
    /// `names.yaml`
    Names,
    /// `provenance.yaml`
    Provenance,
}

impl FileKind {
    /// The collection that begins the path of its records in [`Places`].
    pub(super) fn collection(self) -> String {
        match self {
            FileKind::Country => "country".to_owned(),
            FileKind::Policies => "policies".to_owned(),
            FileKind::Sources => "sources".to_owned(),
            FileKind::Rates => "rates".to_owned(),
            FileKind::Projects => "projects".to_owned(),
            FileKind::People => "people".to_owned(),
            FileKind::Figures(year) => format!("figures/{year}"),
            FileKind::Editions => "editions".to_owned(),
            FileKind::Names => "names".to_owned(),
            FileKind::Provenance => "provenance".to_owned(),
        }
    }

    /// The year of a file of figures.
    fn year(self) -> Option<i16> {
        if let FileKind::Figures(year) = self { Some(year) } else { None }
    }

    /// Whether the file is a list of records.
    fn is_list(self) -> bool {
        match self {
            FileKind::Country | FileKind::People => false,
            FileKind::Policies | FileKind::Sources | FileKind::Rates | FileKind::Projects => true,
            FileKind::Figures(_) | FileKind::Editions | FileKind::Names | FileKind::Provenance => true,
        }
    }
}

/// A file that was read as a tree.
pub(super) struct Loaded<'a> {
    /// What it holds.
    pub(super) kind: FileKind,
    /// Its text.
    pub(super) file: TextFile<'a>,
    /// Its value.
    pub(super) root: Node,
}

/// Names of files directly in the folder, with what they hold; `None` for those that other parts read.
const FILES: [(&str, Option<FileKind>); 9] = [
    ("country.yaml", Some(FileKind::Country)),
    ("policy.yaml", Some(FileKind::Policies)),
    ("sources.yaml", Some(FileKind::Sources)),
    ("rates.yaml", Some(FileKind::Rates)),
    ("people.yaml", Some(FileKind::People)),
    ("editions.yaml", Some(FileKind::Editions)),
    ("names.yaml", Some(FileKind::Names)),
    ("provenance.yaml", Some(FileKind::Provenance)),
    ("register.yaml", None),
];

/// Loads the files of `data/<code>/`, in any order, with every problem of all of them.
///
/// A bad record is left out and the rest is loaded, so that `check` finds more; the errors stay errors. `None` only
/// where `country.yaml` is missing or bad.
pub fn load(code: &str, files: &[InputFile]) -> (Option<Dataset>, Vec<Diagnostic>) {
    let mut loader = Loader { code, diagnostics: Vec::new(), loaded: Vec::new(), broken: BTreeSet::new() };
    let mut narrative = BTreeMap::new();
    let mut places = Places::default();
    let folder = format!("data/{code}/");
    let mut files: Vec<&InputFile> = files.iter().filter(|file| file.path.starts_with(&folder)).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    for input in files {
        let name = input.path.strip_prefix(&folder).unwrap_or_default();
        match name.strip_prefix("narrative/") {
            Some(text_name) if text_name.ends_with(".md") => match TextFile::new(&input.path, &input.bytes) {
                Ok(file) => {
                    check_text(&file, &mut loader.diagnostics);
                    places.0.insert(name.to_owned(), Place::file(&input.path));
                    narrative.insert(text_name.to_owned(), file.text.to_owned());
                }
                Err(problem) => loader.diagnostics.push(problem),
            },
            Some(_) | None => loader.add(name, input),
        }
    }
    let ids = Ids::gather(&loader.loaded, &mut loader.diagnostics);
    check_references(&folder, &loader.loaded, &ids, &loader.broken, &mut loader.diagnostics);
    for loaded in &loader.loaded {
        add_places(loaded, &mut places);
    }
    let dataset = loader.dataset(narrative, places);
    let mut diagnostics = loader.diagnostics;
    diagnostic::sort(&mut diagnostics);
    (dataset, diagnostics)
}

/// The file that holds the record of a path of [`Places`], and how many steps of the path it stands for. Projects are in
/// several files; of one that is not there yet the file is for the caller to choose.
pub fn file_of(code: &str, path: &str) -> Option<(String, usize)> {
    let steps: Vec<&str> = path.split('/').collect();
    let file = |name: &str| format!("data/{code}/{name}");
    if let ["figures", year, ..] = steps[..] {
        return Some((file(&format!("figures/{year}.yaml")), 2));
    }
    let is_meant = |kind: &FileKind| steps.first().is_some_and(|step| kind.collection() == *step);
    let (name, _) = FILES.iter().find(|(_, kind)| kind.as_ref().is_some_and(is_meant))?;
    Some((file(name), 1))
}

struct Loader<'a> {
    code: &'a str,
    diagnostics: Vec<Diagnostic>,
    loaded: Vec<Loaded<'a>>,
    /// Kinds of which a file could not be read whole, so that nothing can be said to be missing from them.
    broken: BTreeSet<FileKind>,
}

impl<'a> Loader<'a> {
    /// Reads a file as a tree, if it is one of ours.
    fn add(&mut self, name: &str, input: &'a InputFile) {
        let Some(kind) = self.kind(name, input) else {
            return;
        };
        let file = match TextFile::new(&input.path, &input.bytes) {
            Ok(file) => file,
            Err(problem) => {
                self.diagnostics.push(problem);
                self.broken.insert(kind);
                return;
            }
        };
        let parsed = parse(&file, &mut self.diagnostics);
        if !parsed.is_whole {
            self.broken.insert(kind);
        }
        let root = match parsed.root {
            Some(root) => root,
            None if parsed.is_whole => Node::nothing(),
            None => return,
        };
        if kind.is_list() && !root.is_list() && !root.is_null() {
            let message = format!("expected a list of records, found {}", root.describe());
            let problem = file.error(Code::WRONG_TYPE, root.position, message);
            self.diagnostics.push(problem.with_hint("begin each record with `- `"));
            self.broken.insert(kind);
            return;
        }
        check_values(&file, &root, &mut self.diagnostics);
        self.loaded.push(Loaded { kind, file, root });
    }

    fn kind(&mut self, name: &str, input: &InputFile) -> Option<FileKind> {
        if let Some((_, kind)) = FILES.iter().find(|(known, _)| *known == name) {
            return *kind;
        }
        let problem = match name.split('/').collect::<Vec<_>>()[..] {
            ["mappings", ..] => return None,
            ["projects", file] if file.ends_with(".yaml") => return Some(FileKind::Projects),
            ["figures", file] if file.ends_with(".yaml") => {
                let year = file.strip_suffix(".yaml").filter(|year| year.len() == 4);
                match year.and_then(|year| year.parse().ok()) {
                    Some(year) => return Some(FileKind::Figures(year)),
                    None => Diagnostic::error(
                        Code::UNKNOWN_FILE,
                        Place::file(&input.path),
                        "a file of figures is named by its year",
                    )
                    .with_hint("name it as in `figures/2022.yaml`"),
                }
            }
            _ if name.ends_with(".yaml") || name.ends_with(".yml") => {
                let known = FILES.iter().map(|(known, _)| *known);
                let problem =
                    Diagnostic::warning(Code::UNKNOWN_FILE, Place::file(&input.path), "nothing reads this file");
                match nearest(name, known) {
                    Some(meant) => problem.with_hint(format!("did you mean `{meant}`?")),
                    None => problem,
                }
            }
            _ => return None,
        };
        self.diagnostics.push(problem);
        None
    }

    fn dataset(&mut self, narrative: BTreeMap<String, String>, places: Places) -> Option<Dataset> {
        let country = self.country();
        let years: Vec<i16> = self.loaded.iter().filter_map(|loaded| loaded.kind.year()).collect();
        let figures = years.into_iter().map(|year| {
            let figures: Vec<FigureRecord> = self.list(FileKind::Figures(year));
            (year, first_of_each(figures, |figure| &figure.id))
        });
        let figures = figures.collect();
        let policies: Vec<CooperationPolicy> = self.list(FileKind::Policies);
        let sources: Vec<Source> = self.list(FileKind::Sources);
        let rates: Vec<ExchangeRate> = self.list(FileKind::Rates);
        let projects: Vec<Project> = self.list(FileKind::Projects);
        let names: Vec<Names> = self.list(FileKind::Names);
        let provenance = self.provenance();
        let people = self.people();
        let editions = self.editions();
        Some(Dataset {
            country: country?,
            policies: first_of_each(policies, |policy| &policy.id),
            sources: by_id(first_of_each(sources, |source| &source.id), |source| &source.id),
            rates: by_id(first_of_each(rates, |rate| &rate.id), |rate| &rate.id),
            projects: first_of_each(projects, |project| &project.id),
            people,
            figures,
            editions,
            names: by_id(first_of_each(names, |names| &names.id), |names| &names.id),
            provenance,
            narrative,
            places,
        })
    }

    /// The records of all files of a kind.
    fn list<T: DeserializeOwned>(&mut self, kind: FileKind) -> Vec<T> {
        let files = self.loaded.iter().filter(|loaded| loaded.kind == kind);
        files.flat_map(|loaded| read_list(&loaded.file, loaded.root.items(), &mut self.diagnostics)).collect()
    }

    /// The country. An office that is bad is left out by itself.
    fn country(&mut self) -> Option<Country> {
        let Some(loaded) = self.loaded.iter().find(|loaded| loaded.kind == FileKind::Country) else {
            if !self.broken.contains(&FileKind::Country) {
                let place = Place::file(format!("data/{}/country.yaml", self.code));
                let problem =
                    Diagnostic::error(Code::NOT_FOUND, place, "the file that describes the country is missing");
                self.diagnostics
                    .push(problem.with_hint("add it, with `code`, `name`, `short-name`, `issuer` and `language`"));
            }
            return None;
        };
        let mut root = loaded.root.clone();
        let offices = take_list(&mut root, "offices");
        let country: Option<Country> = read(&loaded.file, &root, &mut self.diagnostics);
        let offices = read_list(&loaded.file, &offices, &mut self.diagnostics);
        let country = country.map(|country| Country { offices, ..country })?;
        if country.code != self.code {
            let position = root.get("code").map_or(root.position, |node| node.position);
            let message = format!("the code `{}` is not the name of the folder, `{}`", country.code, self.code);
            let problem = loaded.file.error(Code::INVALID_VALUE, position, message);
            self.diagnostics.push(problem.with_hint(format!("write `{}`, or rename the folder", self.code)));
        }
        Some(country)
    }

    /// The people. A dispatch or event that is bad is left out by itself.
    fn people(&mut self) -> People {
        let Some(loaded) = self.loaded.iter().find(|loaded| loaded.kind == FileKind::People) else {
            return People::default();
        };
        if loaded.root.is_null() {
            return People::default();
        }
        let mut root = loaded.root.clone();
        let (dispatches, events) = (take_list(&mut root, "dispatches"), take_list(&mut root, "events"));
        let people: Option<People> = read(&loaded.file, &root, &mut self.diagnostics);
        let dispatches = read_list(&loaded.file, &dispatches, &mut self.diagnostics);
        let events = read_list(&loaded.file, &events, &mut self.diagnostics);
        People {
            dispatches: first_of_each(dispatches, |dispatch| &dispatch.id),
            events: first_of_each(events, |event| &event.id),
            ..people.unwrap_or_default()
        }
    }

    /// Where imported values came from, each value once.
    fn provenance(&mut self) -> Vec<Provenance> {
        let mut all: Vec<Provenance> = Vec::new();
        for loaded in self.loaded.iter().filter(|loaded| loaded.kind == FileKind::Provenance) {
            for item in loaded.root.items() {
                let Some(entry) = read::<Provenance>(&loaded.file, item, &mut self.diagnostics) else { continue };
                if all.iter().any(|other| other.value == entry.value) {
                    let position = item.get("value").map_or(item.position, |node| node.position);
                    let message = format!("`{}` is said to come from two places", entry.value);
                    let problem = loaded.file.error(Code::DUPLICATE_ID, position, message);
                    self.diagnostics.push(problem.with_hint("keep the last import of it"));
                } else {
                    all.push(entry);
                }
            }
        }
        all
    }

    /// The editions whose as-of date is a day, each once.
    fn editions(&mut self) -> Vec<Edition> {
        let mut editions: Vec<Edition> = Vec::new();
        for loaded in self.loaded.iter().filter(|loaded| loaded.kind == FileKind::Editions) {
            for item in loaded.root.items() {
                let Some(edition) = read::<Edition>(&loaded.file, item, &mut self.diagnostics) else {
                    continue;
                };
                let position = |key| item.get(key).map_or(item.position, |node: &Node| node.position);
                if edition.as_of.precision() != Precision::Day || edition.as_of.is_uncertain() {
                    let message = format!("an edition is as of a certain day, found `{}`", edition.as_of);
                    let problem = loaded.file.error(Code::INVALID_DATE, position("as-of"), message);
                    self.diagnostics.push(problem.with_hint("write the day, as in `2023-08-31`"));
                } else if editions.iter().any(|other| (&other.report, other.year) == (&edition.report, edition.year)) {
                    let message = format!("there is already an edition `{}` of {}", edition.report, edition.year);
                    let problem = loaded.file.error(Code::DUPLICATE_ID, position("year"), message);
                    self.diagnostics.push(problem.with_hint("remove one of them"));
                } else {
                    editions.push(edition);
                }
            }
        }
        editions
    }
}

/// Takes a list out of a record, so that its items are read one by one. What is not a list stays, and is refused
/// with the record.
fn take_list(root: &mut Node, key: &str) -> Vec<Node> {
    if root.get(key).is_some_and(Node::is_list) {
        root.take(key).map(|list| list.items().to_vec()).unwrap_or_default()
    } else {
        Vec::new()
    }
}

/// Drops records whose id stood before; it is reported already.
fn first_of_each<T>(records: Vec<T>, id: impl Fn(&T) -> &String) -> Vec<T> {
    let mut seen = BTreeSet::new();
    records.into_iter().filter(|record| seen.insert(id(record).clone())).collect()
}

fn by_id<T>(records: Vec<T>, id: impl Fn(&T) -> &String) -> BTreeMap<String, T> {
    records.into_iter().map(|record| (id(&record).clone(), record)).collect()
}
