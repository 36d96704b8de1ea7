//! Where new values came from, as entries of `provenance.yaml`.

use crate::dataset::edit::{Edit, KeyPath, Yaml};
use crate::model::{Dataset, Provenance};

/// The file's name in the folder of a country.
pub(super) const FILE: &str = "provenance.yaml";

/// Comment of a new file.
pub(super) const HEADING: &str = "# Where imported values came from. Written by `hokoku import --apply`.\n";

/// The edits that put an entry in the place of the one that the value had, or at the end. `added` counts the entries that were
/// put at the end before.
pub(super) fn edits(dataset: &Dataset, entry: &Provenance) -> Vec<Edit> {
    let Provenance { value, file, sha256, place, raw, transformation, mapping, reader } = entry;
    let needed =
        [("file", file), ("sha256", sha256), ("place", place), ("raw", raw), ("transformation", transformation)];
    let optional = [("mapping", mapping), ("reader", reader)];
    let Some(index) = dataset.provenance.iter().position(|known| known.value == *value) else {
        let first = [("value".to_owned(), Yaml::text(value))].into_iter();
        let needed = needed.map(|(key, text)| (key.to_owned(), Yaml::text(text.as_str())));
        let optional =
            optional.into_iter().filter_map(|(key, text)| Some((key.to_owned(), Yaml::text(text.as_deref()?))));
        let record = Yaml::Map(first.chain(needed).chain(optional).collect());
        return vec![Edit::AddItem { path: KeyPath::default(), value: record }];
    };
    let known = &dataset.provenance[index];
    let record = KeyPath::default().index(index);
    let set = |key: &str, text: &str| Edit::Set { path: record.clone().key(key), value: Yaml::text(text) };
    let mut edits: Vec<Edit> = needed.map(|(key, text)| set(key, text)).into();
    for ((key, new), old) in optional.into_iter().zip([&known.mapping, &known.reader]) {
        edits.extend(match (old, new) {
            (None, None) => None,
            (None, Some(text)) => {
                let (path, key, value) = (record.clone(), key.to_owned(), Yaml::text(text.as_str()));
                Some(Edit::AddKey { path, key, value, after: None })
            }
            (Some(_), Some(text)) => Some(set(key, text)),
            (Some(_), None) => Some(Edit::Remove { path: record.clone().key(key) }),
        });
    }
    edits
}
