//! Calculated figures of a report that change with what was imported.

use std::fmt;

use serde::Serialize;

use crate::model::{Dataset, Edition, Figure, Formula, LanguageTag};
use crate::report::{Project, compose};

/// A calculated figure whose value follows from the changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Follow {
    /// Its id.
    pub value: String,
    /// How it is made, for a person.
    pub formula: String,
    /// What it is.
    pub old: String,
    /// What it will be.
    pub new: String,
}

impl fmt::Display for Follow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "follows {}: {} → {}\n        {}", self.value, self.old, self.new, self.formula)
    }
}

/// The calculated figures of an edition's report that have another value in the changed project.
pub(super) fn follows(
    (before, after): (&Project, &Project),
    dataset: &Dataset,
    edition: &Edition,
    language: &LanguageTag,
) -> Vec<Follow> {
    let document = |project: &Project| {
        project.request(dataset.code(), edition, language).and_then(|request| compose(&request, None).0)
    };
    let (Some(before), Some(after)) = (document(before), document(after)) else { return Vec::new() };
    let follow = |figure: &Figure| {
        let (formula, known) = (figure.formula.as_ref()?, before.figures.get(&figure.id)?);
        let (old, new) = (known.value.to_string(), figure.value.to_string());
        (old != new).then(|| Follow { value: figure.id.to_string(), formula: made_of(formula), old, new })
    };
    after.figures.values().filter_map(follow).collect()
}

/// What a calculated figure is made of, in words.
pub(super) fn made_of(formula: &Formula) -> String {
    let rate = formula.rate.as_ref().map(|rate| format!(", at the rate `{rate}`")).unwrap_or_default();
    format!("`{}` of {}{rate}", formula.operation, listed(&formula.parts))
}

/// A few names, and how many more there are.
fn listed(names: &[String]) -> String {
    const MOST: usize = 5;
    let first: Vec<String> = names.iter().take(MOST).map(|name| format!("`{name}`")).collect();
    match names.len().checked_sub(MOST) {
        Some(more) if more > 0 => format!("{} and {more} more", first.join(", ")),
        Some(_) | None => first.join(", "),
    }
}
