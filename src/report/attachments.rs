//! The files that travel inside a report: its figures and the records behind it.

use serde::Serialize;

use crate::document::Document;
use crate::writer::{Attachment, Relationship};

use super::printed;
use super::records::{self, Records};

/// Every attachment of a report, in the order in which a viewer lists them. `data_json` is the JSON of the records; its
/// hash is the document's data hash.
pub(super) fn make(document: &Document, records: &Records, data_json: Vec<u8>) -> Vec<Attachment> {
    vec![
        attachment("figures.json", "The figures that this report prints, in order", printed::json(document)),
        attachment("figures.csv", "The figures that this report prints, in order", printed::csv(document)),
        attachment("data.json", "The records behind this report", data_json),
        attachment("commitments.csv", "The commitments known at the date of this report", records::csv(records)),
    ]
}

fn attachment(name: &str, description: &str, bytes: Vec<u8>) -> Attachment {
    let media_type = if name.ends_with(".csv") { "text/csv" } else { "application/json" };
    Attachment {
        name: name.to_owned(),
        media_type: media_type.to_owned(),
        description: description.to_owned(),
        relationship: Relationship::Data,
        bytes,
    }
}

/// JSON with indentation and a line end, keys in the order of the fields.
pub(super) fn to_json(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("records of ours have text keys and no failing field");
    bytes.push(b'\n');
    bytes
}
