//! Where new values came from, as entries of `provenance.yaml`.

use std::collections::{BTreeMap, BTreeSet};

use crate::dataset::edit::{Edit, Yaml, difference, tree};
use crate::diagnostic::Diagnostic;
use crate::model::Provenance;

/// The file's name in the folder of a country.
pub(super) const FILE: &str = "provenance.yaml";

/// Comment of a new file.
pub(super) const HEADING: &str = "# Where imported values came from. Written by `hokoku import --apply`.\n";

/// The edits of the file that put each entry in the place of the one that its value had, or at the end, and take out those
/// of values that are gone.
///
/// # Errors
///
/// The file's own problems.
pub(super) fn edits(
    path: &str,
    bytes: &[u8],
    entries: &BTreeMap<String, Provenance>,
    gone: &BTreeSet<String>,
) -> Result<Vec<Edit>, Vec<Diagnostic>> {
    let old = tree(path, bytes)?;
    let known: &[Yaml] = if let Yaml::List(known) = &old { known } else { &[] };
    let mut rest: BTreeMap<&str, &Provenance> = entries.iter().map(|(value, entry)| (value.as_str(), entry)).collect();
    let mut new: Vec<Yaml> = Vec::new();
    for entry in known {
        let value = value_of(entry).unwrap_or_default();
        match rest.remove(value) {
            Some(entry) => new.push(record(entry)),
            None if gone.contains(value) => {}
            None => new.push(entry.clone()),
        }
    }
    new.extend(rest.into_values().map(record));
    Ok(difference(&old, &Yaml::List(new), &[&["value"]]))
}

fn value_of(entry: &Yaml) -> Option<&str> {
    let Yaml::Map(keys) = entry else { return None };
    keys.iter().find_map(|(key, value)| match value {
        Yaml::Text(text) if key == "value" => Some(text.as_str()),
        Yaml::Text(_) | Yaml::Number(_) | Yaml::Bool(_) | Yaml::List(_) | Yaml::Map(_) => None,
    })
}

fn record(entry: &Provenance) -> Yaml {
    let Provenance { value, file, sha256, place, raw, transformation, mapping, reader } = entry;
    let needed = [
        ("value", value),
        ("file", file),
        ("sha256", sha256),
        ("place", place),
        ("raw", raw),
        ("transformation", transformation),
    ];
    let optional = [("mapping", mapping), ("reader", reader)];
    let optional = optional.into_iter().filter_map(|(key, text)| Some((key, text.as_ref()?)));
    let keys = needed.into_iter().chain(optional);
    Yaml::Map(keys.map(|(key, text)| (key.to_owned(), Yaml::text(text.as_str()))).collect())
}
