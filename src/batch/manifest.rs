//! `manifest.json`: what a run has written and from what, without a time of the run.

use serde::Serialize;

use crate::model::Timestamp;
use crate::report::{Format, Input, Project};

use super::{Fate, Finished, Product};

/// Name of the file, below the output folder.
pub const MANIFEST: &str = "manifest.json";

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Manifest<'a> {
    /// Version of the program.
    hokoku: &'static str,
    /// In order of path.
    artifacts: Vec<Entry<'a>>,
    /// The files that the artifacts were made from, in order of path.
    inputs: Vec<Input>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Entry<'a> {
    path: &'a str,
    sha256: &'a str,
    bytes: usize,
    country: &'a str,
    report: &'a str,
    year: i16,
    language: &'a str,
    format: Format,
    timestamp: Timestamp,
    figures: usize,
    data_sha256: &'a str,
}

/// The manifest of what is on the disk after a run: files written by it or found unchanged. `outside` are the
/// inputs from outside the project: fonts, a reference document.
pub fn manifest(project: &Project, finished: &[Finished], outside: &[Input]) -> Vec<u8> {
    let mut artifacts: Vec<Entry<'_>> = finished
        .iter()
        .flat_map(|job| job.products.iter().map(move |product| (job, product)))
        .filter_map(|(job, product)| entry(job, product))
        .collect();
    artifacts.sort_by_key(|entry| entry.path);
    let mut codes: Vec<String> = artifacts.iter().map(|entry| entry.country.to_owned()).collect();
    codes.sort();
    codes.dedup();
    let inputs = project.inputs(&codes).chain(outside.iter().cloned()).collect();
    let manifest = Manifest { hokoku: env!("CARGO_PKG_VERSION"), artifacts, inputs };
    let mut bytes = serde_json::to_vec_pretty(&manifest).expect("the manifest has text keys and no failing field");
    bytes.push(b'\n');
    bytes
}

fn entry<'a>(finished: &'a Finished, product: &'a Product) -> Option<Entry<'a>> {
    let job = &finished.job;
    match &product.fate {
        Fate::Written { sha256, bytes, figures, timestamp, data_sha256, .. } => Some(Entry {
            path: &product.path,
            sha256,
            bytes: *bytes,
            country: &job.country,
            report: &job.edition.report,
            year: job.edition.year,
            language: job.language.as_str(),
            format: product.format,
            timestamp: *timestamp,
            figures: *figures,
            data_sha256,
        }),
        Fate::Rejected { .. } | Fate::Crashed | Fate::NotWritable(_) => None,
    }
}
