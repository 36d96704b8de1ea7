//! A template as its folder holds it.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::model::LanguageTag;

/// A folder of `report-templates/`, read into memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Name of the folder, which is the name of the report.
    pub name: String,
    /// Its `template.yaml`.
    pub manifest: Manifest,
    /// Texts of the template (and of the theme, where it has any) by path relative to the project.
    pub files: BTreeMap<String, String>,
}

/// `template.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Manifest {
    /// Key of the message that names the report.
    pub title: String,
    /// Languages that it is offered in; every locale where absent.
    #[serde(default)]
    pub languages: Option<Vec<LanguageTag>>,
    /// Formats that it is offered in: `pdf`, `docx`, `html`.
    pub formats: Vec<String>,
    /// Folder of its theme below `report-templates/themes/`.
    pub theme: String,
    /// The file that is rendered, in the template's folder.
    pub main: String,
    /// Whether headings carry numbers.
    #[serde(default)]
    pub numbered_headings: bool,
    /// What each format takes, in milliseconds on an ordinary machine, to divide a run evenly among several.
    #[serde(default)]
    pub cost: BTreeMap<String, u32>,
}

impl Template {
    /// The folder, with a slash at its end.
    pub(super) fn folder(&self) -> String {
        format!("report-templates/{}/", self.name)
    }

    /// The folder of its theme, with a slash at its end.
    pub(super) fn theme_folder(&self) -> String {
        format!("report-templates/themes/{}/", self.manifest.theme)
    }

    /// Path of the main file.
    pub(super) fn main_path(&self) -> String {
        self.folder() + &self.manifest.main
    }
}
