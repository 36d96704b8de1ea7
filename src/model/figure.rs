//! Figures: numbers that know what they are and where they come from.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Commitment, Date, Localized, Period, Project, Qualifier, Quantity, Scheme, SourceReference, Unit};

/// The name of a figure for ever: a path of lowercase words, as in `xyz/figures/grant-aid-total@2022`.
///
/// Grammar: `country "/" collection ("/" part)+ ["@" edition]`, each part of ASCII lowercase letters, digits,
/// `-`, `_` or `.`. Derived figures are `country "/derived/" operation "/" digest`; their formula names the parts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct FigureId(String);

impl FigureId {
    /// Reads an id.
    pub fn parse(text: &str) -> Option<FigureId> {
        let (path, edition) = text.split_once('@').map_or((text, None), |(path, edition)| (path, Some(edition)));
        let is_part = |part: &str| {
            !part.is_empty()
                && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_.".contains(&b))
        };
        (path.split('/').count() >= 3 && path.split('/').all(is_part) && edition.is_none_or(is_part))
            .then(|| FigureId(text.to_owned()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FigureId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A value, or the reason why there is none. Zero is a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FigureValue {
    /// A number.
    Known(Quantity),
    /// There is a number, but no source gives it.
    NotAvailable(Unit),
    /// The question does not arise.
    NotApplicable(Unit),
}

impl FigureValue {
    /// The amount in base units, where it is known.
    pub fn amount(&self) -> Option<Decimal> {
        match self {
            FigureValue::Known(quantity) => Some(quantity.amount),
            FigureValue::NotAvailable(_) | FigureValue::NotApplicable(_) => None,
        }
    }

    /// What is counted.
    pub fn unit(&self) -> &Unit {
        match self {
            FigureValue::Known(quantity) => &quantity.unit,
            FigureValue::NotAvailable(unit) | FigureValue::NotApplicable(unit) => unit,
        }
    }
}

impl fmt::Display for FigureValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FigureValue::Known(quantity) => quantity.fmt(f),
            FigureValue::NotAvailable(unit) => write!(f, "not-available {}", unit.as_str()),
            FigureValue::NotApplicable(unit) => write!(f, "not-applicable {}", unit.as_str()),
        }
    }
}

impl Serialize for FigureValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for FigureValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let unit = |unit: &str| Unit::parse(unit).ok_or_else(|| de::Error::custom(format!("`{unit}` is not a unit")));
        match text.split_once(' ') {
            Some(("not-available", rest)) => Ok(FigureValue::NotAvailable(unit(rest)?)),
            Some(("not-applicable", rest)) => Ok(FigureValue::NotApplicable(unit(rest)?)),
            _ => Quantity::parse(&text).map(FigureValue::Known).map_err(de::Error::custom),
        }
    }
}

/// What an amount measures. Amounts of different bases are never added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// The limit agreed in an exchange of notes or agreement, counted in the fiscal year of signature.
    Commitment,
    /// Money moved in the period, repayments not deducted.
    GrossDisbursement,
    /// Money moved in the period less repayments.
    NetDisbursement,
    /// All years from a base year to the as-of date; the source does not say what is counted in each.
    Cumulative,
    /// A count of people or things at the as-of date or over the period.
    Count,
}

/// Whether all parts of a sum or series are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Coverage {
    /// Nothing is missing.
    #[default]
    Complete,
    /// Some parts are not known; a total is a sum of what is known.
    Partial,
}

/// How a derived figure was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Formula {
    /// `total`, `count`, `share`, `difference` or `convert`.
    pub operation: String,
    /// The figures that it was made of, in order. Those of a count are the ids of the records counted.
    pub parts: Vec<String>,
    /// The rate of a conversion, by its id in `rates.yaml`.
    pub rate: Option<String>,
}

/// A number that knows its value, unit, basis, period, as-of date and source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// Its name.
    pub id: FigureId,
    /// What it counts, in words; empty for derived figures.
    pub label: Localized,
    /// The number.
    pub value: FigureValue,
    /// Exact, about, or up to.
    pub qualifier: Qualifier,
    /// What it measures; `None` where the source does not say.
    pub basis: Option<Basis>,
    /// The time that it covers.
    pub period: Option<Period>,
    /// The day on which it was true.
    pub as_of: Option<Date>,
    /// Whether all parts are known.
    pub coverage: Coverage,
    /// Where it stands; empty for derived figures.
    pub sources: Vec<SourceReference>,
    /// How it was made, for derived figures.
    pub formula: Option<Formula>,
}

/// A figure as `figures/<year>.yaml`, `people.yaml` or a project's `figures` hold it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FigureRecord {
    /// Last part of the id; unique within its collection and year.
    pub id: String,
    /// What it counts.
    pub label: Localized,
    /// The number that is printed.
    pub value: FigureValue,
    /// Exact, about, or up to.
    #[serde(default)]
    pub qualifier: Qualifier,
    /// What it measures.
    #[serde(default)]
    pub basis: Option<Basis>,
    /// The scheme that it belongs to.
    #[serde(default)]
    pub scheme: Option<Scheme>,
    /// The time that it covers.
    #[serde(default)]
    pub period: Option<Period>,
    /// The day on which it was true.
    #[serde(default)]
    pub as_of: Option<Date>,
    /// Whether all parts are known.
    #[serde(default)]
    pub coverage: Coverage,
    /// Where it stands.
    #[serde(default)]
    pub sources: Vec<SourceReference>,
    /// What a reader should know about it.
    #[serde(default)]
    pub note: Option<Localized>,
    /// Other statements of the same quantity.
    #[serde(default)]
    pub other_statements: Vec<Statement>,
    /// Why the value above is printed and not one of the other statements.
    #[serde(default)]
    pub chosen_because: Option<Localized>,
}

/// What another source (or another place of the same) says of the same quantity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Statement {
    /// Its number.
    pub value: FigureValue,
    /// The time that it covers.
    #[serde(default)]
    pub period: Option<Period>,
    /// The day on which it was true.
    #[serde(default)]
    pub as_of: Option<Date>,
    /// Where it stands.
    pub sources: Vec<SourceReference>,
}

/// Texts of a record on which sources disagree: a year, a title, a status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Conflict {
    /// What they disagree on: `title`, `period`, `year`, `status`, `works` (what is built), `identity`.
    pub about: String,
    /// What is printed, in words.
    pub printed: Localized,
    /// Where that stands.
    pub printed_sources: Vec<SourceReference>,
    /// What the other statement is, in words.
    pub other: Localized,
    /// Where that stands.
    pub other_sources: Vec<SourceReference>,
    /// Why the first is printed.
    pub chosen_because: Localized,
}

impl FigureRecord {
    /// The figure that this record states, under its full id.
    pub fn to_figure(&self, id: FigureId) -> Figure {
        Figure {
            id,
            label: self.label.clone(),
            value: self.value.clone(),
            qualifier: self.qualifier,
            basis: self.basis,
            period: self.period,
            as_of: self.as_of,
            coverage: self.coverage,
            sources: self.sources.clone(),
            formula: None,
        }
    }

    /// The figures of the other statements, in order: the id with `.other-1`, `.other-2`, … before the `@`.
    pub fn other_figures(&self, id: &FigureId) -> Vec<Figure> {
        let (path, edition) = match id.as_str().split_once('@') {
            Some((path, edition)) => (path, format!("@{edition}")),
            None => (id.as_str(), String::new()),
        };
        let other = |(index, statement): (usize, &Statement)| Figure {
            value: statement.value.clone(),
            period: statement.period,
            as_of: statement.as_of,
            sources: statement.sources.clone(),
            ..self.to_figure(FigureId(format!("{path}.other-{}{edition}", index + 1)))
        };
        self.other_statements.iter().enumerate().map(other).collect()
    }
}

impl Commitment {
    /// The amount as a figure, `<country>/commitments/<project>/<commitment>`.
    pub fn to_figure(&self, country: &str, project: &Project) -> Option<Figure> {
        Some(Figure {
            id: FigureId::parse(&format!("{country}/commitments/{}/{}", project.id, self.id))?,
            label: project.title.clone(),
            value: FigureValue::Known(self.amount.clone()),
            qualifier: self.qualifier,
            basis: Some(Basis::Commitment),
            period: None,
            as_of: self.signed(),
            coverage: Coverage::Complete,
            sources: self.sources.clone(),
            formula: None,
        })
    }
}
