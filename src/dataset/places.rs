//! Where each value stands, by the paths that [`Places`] describes.

use super::file::TextFile;
use super::load::{FileKind, Loaded};
use super::node::{Content, Node};
use crate::model::Places;

/// Adds the places of all values of a file. Of two with the same path the first counts.
pub(super) fn add_places(loaded: &Loaded, places: &mut Places) {
    let Loaded { kind, file, root } = loaded;
    let collection = kind.collection();
    match kind {
        FileKind::Editions => {
            for item in root.items() {
                let (report, year) = (item.get("report").and_then(Node::text), item.get("year").and_then(Node::text));
                if let (Some(report), Some(year)) = (report, year) {
                    walk(file, item, &format!("{collection}/{report}/{year}"), places);
                }
            }
        }
        FileKind::Country
        | FileKind::Policies
        | FileKind::Sources
        | FileKind::Rates
        | FileKind::Projects
        | FileKind::People
        | FileKind::Figures(_)
        | FileKind::Names
        | FileKind::Provenance => walk(file, root, &collection, places),
    }
}

fn walk(file: &TextFile, node: &Node, path: &str, places: &mut Places) {
    places.0.entry(path.to_owned()).or_insert_with(|| file.place(node.position));
    match &node.content {
        Content::Scalar { .. } | Content::Sample(_) => {}
        Content::Sequence(items) => {
            for (index, item) in items.iter().enumerate() {
                let name = item.get("id").and_then(Node::text).map_or_else(|| index.to_string(), str::to_owned);
                walk(file, item, &format!("{path}/{name}"), places);
            }
        }
        Content::Mapping(entries) => {
            for entry in entries {
                walk(file, &entry.value, &format!("{path}/{}", entry.key), places);
            }
        }
    }
}
