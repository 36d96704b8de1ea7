//! Where imported values came from.

use serde::{Deserialize, Serialize};

/// What stood behind a value when it was imported (an entry of `provenance.yaml`). The program writes these entries; the
/// files that people write stay readable without them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Provenance {
    /// The value: the id of a figure (`xyz/figures/trainees@2022`), or for what is not a figure the country and the path of
    /// [`crate::model::Places`] (`xyz/projects/north-road-2/title`).
    pub value: String,
    /// Name of the file, without folders.
    pub file: String,
    /// SHA-256 of the file, in hex.
    pub sha256: String,
    /// Where in the file: `Sheet!B7`, or the item of a report's store of figures.
    pub place: String,
    /// What stood there, letter for letter.
    pub raw: String,
    /// What was made of it, and how.
    pub transformation: String,
    /// The mapping that said so, for a workbook: its path and SHA-256.
    #[serde(default)]
    pub mapping: Option<String>,
    /// What read the file, where that matters: program and version.
    #[serde(default)]
    pub reader: Option<String>,
}
