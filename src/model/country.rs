//! The country, the office and the policy.

use serde::{Deserialize, Serialize};

use super::{LanguageTag, Localized, Period, SourceReference};

/// `country.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Country {
    /// ISO 3166-1 alpha-3 in lower case; equal to the folder's name.
    pub code: String,
    /// The name that reports print, with its article where the language has one inside a sentence.
    pub name: Localized,
    /// The name as a title, without article.
    pub short_name: Localized,
    /// Who issues the reports.
    pub issuer: Localized,
    /// The language that the data is written in; every text has it.
    pub language: LanguageTag,
    /// Offices, of which the one valid at the as-of date is printed.
    #[serde(default)]
    pub offices: Vec<Office>,
}

/// An office and its contacts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Office {
    /// Its name for ever.
    pub id: String,
    /// The office's name.
    pub name: Localized,
    /// When these statements hold; where absent, from the date of their source.
    #[serde(default)]
    pub period: Option<Period>,
    /// Title of its head.
    #[serde(default)]
    pub head_title: Option<Localized>,
    /// Name of its head, as the source writes it.
    #[serde(default)]
    pub head: Option<String>,
    /// Person to ask, with post.
    #[serde(default)]
    pub contact: Option<String>,
    /// That person's post.
    #[serde(default)]
    pub contact_title: Option<Localized>,
    /// Lines of the address.
    #[serde(default)]
    pub address: Vec<String>,
    /// Telephone, as written by the source.
    #[serde(default)]
    pub telephone: Option<String>,
    /// Fax.
    #[serde(default)]
    pub fax: Option<String>,
    /// Web site; `None` where the source leaves it empty.
    #[serde(default)]
    pub website: Option<String>,
    /// Where it stands.
    pub sources: Vec<SourceReference>,
    /// What a reader should know.
    #[serde(default)]
    pub note: Option<Localized>,
}

/// One policy with its priority areas (an entry of `policy.yaml`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CooperationPolicy {
    /// Its name for ever.
    pub id: String,
    /// Its main aim, in the source's words.
    pub title: Localized,
    /// When it holds.
    pub period: Period,
    /// In order.
    pub priority_areas: Vec<PriorityArea>,
    /// Where it stands.
    pub sources: Vec<SourceReference>,
    /// What a reader should know.
    #[serde(default)]
    pub note: Option<Localized>,
}

/// A priority area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PriorityArea {
    /// Its name for ever.
    pub id: String,
    /// Its title.
    pub title: Localized,
    /// In order.
    pub programmes: Vec<Programme>,
    /// Where it stands.
    pub sources: Vec<SourceReference>,
}

/// A programme within a priority area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Programme {
    /// Its name for ever.
    pub id: String,
    /// Its title.
    pub title: Localized,
}
