//! Where statements come from, and the names that are kept the same everywhere.

use serde::{Deserialize, Serialize};

use super::{Date, Localized};

/// A document that statements come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Source {
    /// Its name in references.
    pub id: String,
    /// Title, or what it is where it has none.
    pub title: Localized,
    /// Who issued it.
    #[serde(default)]
    pub publisher: Option<Localized>,
    /// Where it is on the web; whole, never cut short.
    #[serde(default)]
    pub address: Option<String>,
    /// When it was issued.
    #[serde(default)]
    pub date: Option<Date>,
    /// How the date is known where the document does not state it.
    #[serde(default)]
    pub date_note: Option<Localized>,
    /// SHA-256 of the file that was read, in hex.
    #[serde(default)]
    pub sha256: Option<String>,
    /// Whether it reports what somebody else issued.
    #[serde(default)]
    pub secondary: bool,
}

/// A place in a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SourceReference {
    /// Id of a [`Source`].
    pub document: String,
    /// Line or lines, as in `33, 57` or `109-111`.
    #[serde(default)]
    pub line: Option<String>,
    /// Page.
    #[serde(default)]
    pub page: Option<String>,
    /// Sheet and cell, as in `Sheet!B7`.
    #[serde(default)]
    pub cell: Option<String>,
}

/// Names that are written the same everywhere, and what else they are called (`names.yaml`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Names {
    /// Its name in references, such as `chui`.
    pub id: String,
    /// What kind of name: `place`, `road`, `organisation`, `programme`, `abbreviation`.
    pub kind: String,
    /// The name as it is printed.
    pub name: Localized,
    /// What it stands for, where it is an abbreviation.
    #[serde(default)]
    pub expansion: Option<Localized>,
    /// Other forms that sources use.
    #[serde(default)]
    pub aliases: Vec<String>,
}
