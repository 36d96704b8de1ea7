//! The whole project in memory: templates, themes, languages, countries.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::dataset::{self, InputFile};
use crate::diagnostic::{Code, Diagnostic, sort};
use crate::locale::Locale;
use crate::model::{Dataset, Edition, LanguageTag};
use crate::template::Template;
use crate::writer::{MESSAGES, ThemeFiles};

use super::{locales, sha256_hex, templates, themes};

/// Where countries are.
pub(super) const DATA: &str = "data/";
/// Where templates, themes and locales are.
pub(super) const TEMPLATES: &str = "report-templates/";
/// Words of scales, units and eras, for imports.
pub(super) const QUANTITIES: &str = "report-templates/locales/quantities.yaml";

/// Everything that reports are made from, read once and shared by all of them.
pub struct Project {
    /// Templates by the name of their folder.
    pub templates: BTreeMap<String, Template>,
    /// Themes by the name of their folder.
    pub themes: BTreeMap<String, ThemeFiles>,
    /// Fonts of the themes, name and bytes, in order of path.
    pub fonts: Vec<(String, Vec<u8>)>,
    /// The languages that are offered.
    pub locales: BTreeMap<LanguageTag, Arc<Locale>>,
    /// The same languages with what writers may read of them.
    writer_locales: BTreeMap<LanguageTag, Locale>,
    /// Countries by code.
    pub countries: BTreeMap<String, Country>,
    /// Problems of all but the countries' files.
    pub diagnostics: Vec<Diagnostic>,
    /// The files themselves, by path, for excerpts and hashes.
    pub(super) files: BTreeMap<String, InputFile>,
}

/// One folder of `data/`.
pub struct Country {
    /// What it holds; `None` where its files are too broken to say.
    pub dataset: Option<Arc<Dataset>>,
    /// Problems of its files.
    pub diagnostics: Vec<Diagnostic>,
}

/// An input file and its fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Relative to the project.
    pub path: String,
    /// SHA-256 in hex.
    pub sha256: String,
}

/// One edition in one language, with all that belongs to it.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// The country's data.
    pub dataset: &'a Arc<Dataset>,
    /// The edition.
    pub edition: &'a Edition,
    /// Its template.
    pub template: &'a Template,
    /// The template's theme.
    pub theme: &'a ThemeFiles,
    /// The language.
    pub locale: &'a Arc<Locale>,
    /// What writers may read of the language.
    pub writer_locale: &'a Locale,
}

impl Project {
    /// Reads all files below `data/` and `report-templates/`, in any order. Other files are ignored.
    pub fn load(files: Vec<InputFile>) -> Project {
        let files: BTreeMap<String, InputFile> =
            files.into_iter().map(|file| (file.path.clone(), file)).filter(|(path, _)| is_part(path)).collect();
        let mut diagnostics = missing_folders(&files);
        let templates = templates::load(&files, &mut diagnostics);
        let (themes, fonts) = themes::load(&files, &mut diagnostics);
        let locales = locales::load(&files, &mut diagnostics);
        let countries = folders(&files, DATA).map(|code| (code.clone(), load_country(&code, &files))).collect();
        sort(&mut diagnostics);
        let writer_locale = |(tag, locale): (&LanguageTag, &Arc<Locale>)| (tag.clone(), locale.narrow(MESSAGES));
        let writer_locales = locales.iter().map(writer_locale).collect();
        Project { templates, themes, fonts, locales, writer_locales, countries, diagnostics, files }
    }

    /// All that belongs to an edition in a language; `None` where the country, the template, its theme or the
    /// language could not be read, which a diagnostic has already said.
    pub fn request<'a>(&'a self, code: &str, edition: &'a Edition, language: &LanguageTag) -> Option<Request<'a>> {
        let country = self.countries.get(code)?;
        let template = self.templates.get(&edition.report)?;
        Some(Request {
            dataset: country.dataset.as_ref()?,
            edition,
            template,
            theme: self.themes.get(&template.manifest.theme)?,
            locale: self.locales.get(language)?,
            writer_locale: self.writer_locales.get(language)?,
        })
    }

    /// The languages that a template is offered in: those that it names, else all.
    pub fn languages_of(&self, template: &Template) -> Vec<LanguageTag> {
        match &template.manifest.languages {
            Some(languages) => languages.clone(),
            None => self.locales.keys().cloned().collect(),
        }
    }

    /// A file by its path.
    pub fn file(&self, path: &str) -> Option<&InputFile> {
        self.files.get(path)
    }

    /// The project as it would be with some files new or of other content.
    #[must_use]
    pub fn with_files(&self, changed: impl IntoIterator<Item = InputFile>) -> Project {
        let mut files = self.files.clone();
        files.extend(changed.into_iter().map(|file| (file.path.clone(), file)));
        Project::load(files.into_values().collect())
    }

    /// The files that reports of some countries are made from, in order of path.
    pub fn inputs<'a>(&'a self, codes: &'a [String]) -> impl Iterator<Item = Input> + 'a {
        let printed = self.parts(codes).filter(|file| is_for_reports(&file.path));
        printed.map(|file| Input { path: file.path.clone(), sha256: sha256_hex(&file.bytes) })
    }

    /// The files of some countries and those that all countries share, in order of path.
    pub fn parts<'a>(&'a self, codes: &'a [String]) -> impl Iterator<Item = &'a InputFile> + 'a {
        let is_used = |path: &str| match path.strip_prefix(DATA).and_then(|rest| rest.split_once('/')) {
            Some((folder, _)) => codes.iter().any(|code| code == folder),
            None => path.starts_with(TEMPLATES),
        };
        self.files.values().filter(move |file| is_used(&file.path))
    }
}

impl Request<'_> {
    /// Whether the report is made from a file, so that an error in it stops the report.
    pub fn uses(&self, file: &str) -> bool {
        let folders = [
            format!("{DATA}{}/", self.dataset.code()),
            format!("{TEMPLATES}{}/", self.template.name),
            format!("{TEMPLATES}themes/{}/", self.theme.name),
        ];
        folders.iter().any(|folder| file.starts_with(folder.as_str()))
            || file == format!("{TEMPLATES}locales/{}.ftl", self.locale.tag())
    }
}

fn is_part(path: &str) -> bool {
    path.starts_with(DATA) || path.starts_with(TEMPLATES)
}

/// Whether what a file holds can change a report. What was issued and where values came from is written down after
/// them, and how spreadsheets are read matters before.
fn is_for_reports(path: &str) -> bool {
    match path.strip_prefix(DATA).and_then(|rest| rest.split_once('/')) {
        Some((_, own)) => !matches!(own, "register.yaml" | "provenance.yaml") && !own.starts_with("mappings/"),
        None => path != QUANTITIES,
    }
}

fn missing_folders(files: &BTreeMap<String, InputFile>) -> Vec<Diagnostic> {
    let is_missing = |folder: &str| !files.keys().any(|path| path.starts_with(folder));
    let report = |folder: &str| {
        Diagnostic::error(Code::MISSING_DIRECTORY, None, format!("the project has no files in `{folder}`"))
            .with_hint("run the command in the project's folder, or name it with `--project DIR`")
    };
    [DATA, TEMPLATES].into_iter().filter(|folder| is_missing(folder)).map(report).collect()
}

/// The names of the folders directly below `parent`, which ends with a slash; sorted, each once.
pub(super) fn folders(files: &BTreeMap<String, InputFile>, parent: &str) -> impl Iterator<Item = String> {
    let mut names: Vec<String> = files
        .keys()
        .filter_map(|path| path.strip_prefix(parent)?.split_once('/'))
        .map(|(folder, _)| folder.to_owned())
        .collect();
    names.dedup();
    names.into_iter()
}

/// The files below a folder, whose name ends with a slash.
pub(super) fn below<'a>(
    files: &'a BTreeMap<String, InputFile>,
    folder: &'a str,
) -> impl Iterator<Item = &'a InputFile> + 'a {
    files.range(folder.to_owned()..).map(|(_, file)| file).take_while(move |file| file.path.starts_with(folder))
}

/// A file as text, or a diagnostic at it.
pub(super) fn text_of(file: &InputFile) -> Result<String, Diagnostic> {
    String::from_utf8(file.bytes.clone()).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = 1 + file.bytes.iter().take(valid).filter(|byte| **byte == b'\n').count();
        let place = crate::diagnostic::Place::new(&file.path, u32::try_from(line).unwrap_or(u32::MAX), 0);
        Diagnostic::error(Code::UNREADABLE_FILE, place, "the file is not UTF-8 text").with_hint("save it as UTF-8")
    })
}

fn load_country(code: &str, files: &BTreeMap<String, InputFile>) -> Country {
    let folder = format!("{DATA}{code}/");
    let own: Vec<InputFile> = below(files, &folder).cloned().collect();
    let (dataset, mut diagnostics) = dataset::load(code, &own);
    sort(&mut diagnostics);
    Country { dataset: dataset.map(Arc::new), diagnostics }
}
