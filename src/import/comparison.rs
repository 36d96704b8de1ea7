//! What a file says otherwise than the data.

use std::fmt;

use serde::Serialize;

use super::follow::Follow;
use crate::diagnostic::Place;

/// All that was compared.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Comparison {
    /// Values that differ, in the order of the file.
    pub changes: Vec<Change>,
    /// Records that differ, in the order of the file.
    pub records: Vec<RecordChange>,
    /// How many values, or records where these are compared, are as they are in the data.
    pub unchanged: usize,
    /// Calculated figures that change with them.
    pub follows: Vec<Follow>,
}

/// A record that differs, from a file that holds records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordChange {
    /// Country and path of the record.
    pub record: String,
    /// The table that it is of.
    pub table: String,
    /// How it differs.
    pub difference: RecordDifference,
    /// Its values that differ, each by the name of its field; of a record that is new or gone, all of them.
    pub values: Vec<Change>,
    /// Where the record stands in the data.
    pub place: Option<Place>,
}

/// How a record differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecordDifference {
    /// The data does not have it.
    Added,
    /// The data has other values.
    Changed,
    /// The file does not have it.
    Removed,
}

/// A value that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Its id: of a figure, or country and path.
    pub value: String,
    /// How it differs.
    pub difference: Difference,
    /// What the file printed or held before somebody changed it, where it says so.
    pub printed: Option<String>,
    /// What stands in the file, letter for letter.
    pub entered: Option<String>,
    /// Whether the file says nothing of it, so that it will be what is meant then.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_default: bool,
    /// Where the value stands in the data, or will.
    pub place: Option<Place>,
    /// Places of the file that still say the old value in other words.
    pub others: Vec<String>,
}

/// How a value differs. Values are in the notation of the data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Difference {
    /// The data does not have it.
    Added {
        /// What it will be.
        new: String,
    },
    /// The data has another value.
    Changed {
        /// What it is.
        old: String,
        /// What it will be.
        new: String,
    },
    /// The file does not have it.
    Removed {
        /// What it is.
        old: String,
    },
}

/// How many values differ and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// New in the file.
    pub added: usize,
    /// With another value.
    pub changed: usize,
    /// No longer in the file.
    pub removed: usize,
    /// The same in both.
    pub unchanged: usize,
}

impl Comparison {
    /// How many of each.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts { added: 0, changed: 0, removed: 0, unchanged: self.unchanged };
        for change in &self.changes {
            match change.difference {
                Difference::Added { .. } => counts.added += 1,
                Difference::Changed { .. } => counts.changed += 1,
                Difference::Removed { .. } => counts.removed += 1,
            }
        }
        for record in &self.records {
            match record.difference {
                RecordDifference::Added => counts.added += 1,
                RecordDifference::Changed => counts.changed += 1,
                RecordDifference::Removed => counts.removed += 1,
            }
        }
        counts
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.records.is_empty()
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Counts { added, changed, removed, unchanged } = self;
        write!(f, "{added} added, {changed} changed, {removed} removed, {unchanged} unchanged")
    }
}

impl fmt::Display for Change {
    /// The value, old → new, and below what was printed, what stands there now, and the place in the data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.difference {
            Difference::Added { new } => write!(f, "added   {}: {new}", self.value)?,
            Difference::Changed { old, new } => write!(f, "changed {}: {old} → {new}", self.value)?,
            Difference::Removed { old } => write!(f, "removed {}: {old}", self.value)?,
        }
        match (&self.printed, &self.entered) {
            (Some(printed), Some(entered)) => write!(f, "\n        printed `{printed}`, edited `{entered}`")?,
            (None, Some(entered)) => write!(f, "\n        entered `{entered}`")?,
            (Some(_) | None, None) => {}
        }
        if let Some(place) = &self.place {
            write!(f, "\n        {place}")?;
        }
        self.others.iter().try_for_each(|other| write!(f, "\n        still {other}"))
    }
}

/// How many characters of a value are shown; the whole stands in the cell and in the data.
const MOST_SHOWN: usize = 160;

impl fmt::Display for RecordChange {
    /// The record and its place in the data, and below each value with its cell.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.difference {
            RecordDifference::Added => "added  ",
            RecordDifference::Changed => "changed",
            RecordDifference::Removed => "removed",
        };
        write!(f, "{word} {}", self.record)?;
        if let Some(place) = &self.place {
            write!(f, " ({place})")?;
        }
        for Change { value, difference, place, is_default, .. } in &self.values {
            match difference {
                Difference::Added { new } => write!(f, "\n        {value}: {}", shown(new))?,
                Difference::Changed { old, new } => write!(f, "\n        {value}: {} → {}", shown(old), shown(new))?,
                Difference::Removed { old } => write!(f, "\n        {value}: {}", shown(old))?,
            }
            if *is_default {
                f.write_str(" (the default)")?;
            }
            if let Some(cell) = place.as_ref().and_then(|place| place.cell.as_ref()) {
                write!(f, "  [{cell}]")?;
            }
        }
        Ok(())
    }
}

/// A value on one line, without its end where it is long.
fn shown(value: &str) -> String {
    if value.is_empty() {
        return "(nothing)".to_owned();
    }
    let mut letters = value.chars().map(|c| if c.is_control() { '⏎' } else { c });
    let start: String = letters.by_ref().take(MOST_SHOWN).collect();
    if letters.next().is_some() { start + "…" } else { start }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(difference: Difference) -> Change {
        Change {
            value: "xyz/figures/a@2020".into(),
            difference,
            printed: None,
            entered: None,
            is_default: false,
            place: None,
            others: vec![],
        }
    }

    #[test]
    fn changes_are_counted_by_kind_and_shown_with_both_texts() {
        let old = || "1 km".to_owned();
        let changed = change(Difference::Changed { old: old(), new: "2 km".into() });
        let changed = Change {
            printed: Some("one km".into()),
            entered: Some("two km".into()),
            place: Some(Place::new("data/xyz/figures/2020.yaml", 3, 10)),
            ..changed
        };
        insta::assert_snapshot!(changed, @r"
        changed xyz/figures/a@2020: 1 km → 2 km
                printed `one km`, edited `two km`
                data/xyz/figures/2020.yaml:3:10
        ");
        let changes =
            vec![changed, change(Difference::Added { new: old() }), change(Difference::Removed { old: old() })];
        let comparison = Comparison { changes, records: Vec::new(), unchanged: 7, follows: vec![] };
        assert_eq!(comparison.counts().to_string(), "1 added, 1 changed, 1 removed, 7 unchanged");
    }
}
