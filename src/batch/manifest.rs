//! `manifest.json`: what a run has written and from what, without a time of the run; and the manifest of a shard.
//!
//! It lists the files of that run and no others, even where more stand in the folder: of those the run does not know
//! what they were made from.

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::model::Timestamp;
use crate::report::{Input, Project, hex, sha256_hex};

use super::{Fate, Finished, Plan, Product, Shard};

/// Name of the file, below the output folder.
pub const MANIFEST: &str = "manifest.json";

/// Version of the program, as manifests say it.
pub(super) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What is on the disk after a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Written {
    /// Version of the program.
    pub(super) hokoku: String,
    /// In order of path.
    pub(super) artifacts: Vec<Entry>,
    /// The files that the artifacts were made from, in order of path.
    pub(super) inputs: Vec<Input>,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Entry {
    pub(super) path: String,
    pub(super) sha256: String,
    pub(super) bytes: usize,
    country: String,
    report: String,
    year: i16,
    language: String,
    format: String,
    timestamp: String,
    figures: usize,
    data_sha256: String,
}

/// The manifest of one shard: what its run has written, and the whole plan, so that the shards can be held together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct ShardManifest {
    pub(super) hokoku: String,
    /// [`crate::host::program_digest`] in hex, which tells builds of one version apart; none where it could not be read.
    #[serde(default)]
    pub(super) program_blake3: Option<String>,
    /// Which shard, such as `2/8`.
    pub(super) shard: String,
    pub(super) plan: WholePlan,
    /// How many problems of the run were errors.
    pub(super) errors: usize,
    pub(super) artifacts: Vec<Entry>,
    pub(super) inputs: Vec<Input>,
}

/// What all shards of a plan agree on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct WholePlan {
    /// The date that all files carry; none where each carries that of its edition.
    pub(super) timestamp: Option<String>,
    /// SHA-256 over the paths and hashes of all that the plan is made from.
    pub(super) inputs_sha256: String,
    /// In order of path.
    pub(super) files: Vec<PlannedFile>,
}

/// A file of the plan and the shard that makes it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlannedFile {
    pub(super) path: String,
    pub(super) shard: usize,
}

/// What is on the disk after a run: files written by it or found unchanged. `outside` are the inputs from outside
/// the project: fonts, a reference document.
pub fn manifest(project: &Project, finished: &[Finished], outside: &[Input]) -> Written {
    let products = finished.iter().flat_map(|job| job.products.iter().map(move |product| (job, product)));
    let mut artifacts: Vec<Entry> = products.filter_map(|(job, product)| entry(job, product)).collect();
    artifacts.sort_by(|a, b| a.path.cmp(&b.path));
    let mut codes: Vec<String> = artifacts.iter().map(|entry| entry.country.clone()).collect();
    codes.sort();
    codes.dedup();
    Written { hokoku: VERSION.to_owned(), artifacts, inputs: inputs(project, &codes, outside) }
}

impl Written {
    /// Whether nothing is.
    pub fn is_empty(&self) -> bool {
        self.artifacts.is_empty()
    }

    /// The content of `manifest.json`.
    pub fn to_json(&self) -> Vec<u8> {
        to_json(self)
    }
}

/// The manifest of a shard, also where it wrote nothing. `parts` says of each job of the whole plan which shard makes it,
/// `problems` what the shard's run found; `program` is the hash of the program that runs.
pub fn shard_manifest(
    written: Written,
    shard: Shard,
    (whole, parts): (&Plan, &[usize]),
    timestamp: Option<Timestamp>,
    (project, outside): (&Project, &[Input]),
    problems: &[Diagnostic],
    program: Option<[u8; 32]>,
) -> Vec<u8> {
    let jobs = whole.jobs.iter().zip(parts);
    let mut files: Vec<PlannedFile> =
        jobs.flat_map(|(job, shard)| job.paths().map(|path| PlannedFile { path, shard: *shard })).collect();
    files.sort();
    let inputs_sha256 = inputs(project, &whole.countries, outside)
        .iter()
        .map(|input| format!("{}  {}\n", input.sha256, input.path))
        .collect::<String>();
    let plan = WholePlan {
        timestamp: timestamp.map(|timestamp| timestamp.to_string()),
        inputs_sha256: sha256_hex(inputs_sha256.as_bytes()),
        files,
    };
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    let Written { hokoku, artifacts, inputs } = written;
    let program_blake3 = program.map(|program| hex(&program));
    to_json(&ShardManifest { hokoku, program_blake3, shard: shard.to_string(), plan, errors, artifacts, inputs })
}

/// What reports of some countries are made from, in order of path.
fn inputs(project: &Project, codes: &[String], outside: &[Input]) -> Vec<Input> {
    let mut inputs: Vec<Input> = project.inputs(codes).chain(outside.iter().cloned()).collect();
    inputs.sort();
    inputs
}

fn to_json(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("the manifest has text keys and no failing field");
    bytes.push(b'\n');
    bytes
}

fn entry(finished: &Finished, product: &Product) -> Option<Entry> {
    let job = &finished.job;
    match &product.fate {
        Fate::Written { sha256, bytes, figures, timestamp, data_sha256, .. } => Some(Entry {
            path: product.path.clone(),
            sha256: sha256.clone(),
            bytes: *bytes,
            country: job.country.clone(),
            report: job.edition.report.clone(),
            year: job.edition.year,
            language: job.language.to_string(),
            format: product.format.to_string(),
            timestamp: timestamp.to_string(),
            figures: *figures,
            data_sha256: data_sha256.clone(),
        }),
        Fate::Rejected { .. } | Fate::Crashed | Fate::NotWritable(_) => None,
    }
}
