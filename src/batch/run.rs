//! Running jobs: one report made and written after the other.

use std::num::NonZeroUsize;
use std::path::Path;
use std::time::Duration;

use crate::diagnostic::Diagnostic;
use crate::host::{self, Change};
use crate::model::Timestamp;
use crate::report::{self, Artifact, Built, Format, Project, ReportInput, Timing, sha256_hex};
use crate::writer::docx::ReferenceDocument;
use crate::writer::pdf::{self, Fonts};

use super::workers::{attempt, in_order};
use super::{Event, Job};

/// What a run needs.
pub struct RunInput<'a> {
    /// What the jobs are made from.
    pub project: &'a Project,
    /// The fonts of the process.
    pub fonts: &'a Fonts,
    /// An office's document whose look the Word files take.
    pub reference: Option<&'a ReferenceDocument>,
    /// The folder that files are written to.
    pub output: &'a Path,
    /// How many reports are made at a time.
    pub workers: NonZeroUsize,
    /// The date that all files carry; each edition's as-of day where absent.
    pub timestamp: Option<Timestamp>,
    /// Time since some fixed moment, for timings.
    pub clock: &'a (dyn Fn() -> Duration + Sync),
    /// Told what happens, from any thread.
    pub display: &'a (dyn Fn(Event<'_>) + Sync),
}

/// What became of a job.
#[derive(Debug)]
pub struct Finished {
    /// The job.
    pub job: Job,
    /// One a format of the job, in the same order.
    pub products: Vec<Product>,
    /// What was found in its inputs, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// How long its stages took, in order.
    pub timings: Vec<Timing>,
    /// The words of the panic, if it crashed.
    pub crash: Option<String>,
}

/// What became of one file of a job.
#[derive(Debug)]
pub struct Product {
    /// Below the output folder.
    pub path: String,
    /// Its format.
    pub format: Format,
    /// Whether it is there.
    pub fate: Fate,
}

/// Whether a file was made and written.
#[derive(Debug)]
pub enum Fate {
    /// It is on the disk.
    Written {
        /// Whether it was so before.
        change: Change,
        /// SHA-256 of its content in hex.
        sha256: String,
        /// Its size in bytes.
        bytes: usize,
        /// How many figures it prints.
        figures: usize,
        /// The date that it carries.
        timestamp: Timestamp,
    },
    /// It was not written, because of errors in the inputs of the report or in one of its formats.
    Rejected {
        /// Whether the file of an earlier run is still there.
        has_earlier: bool,
    },
    /// It was not made, because of a bug of ours.
    Crashed,
    /// It was made, and the disk refused it.
    NotWritable(host::Error),
}

/// Runs jobs and writes their files as they are done. Results come in the order of the jobs.
pub fn run(jobs: &[Job], input: &RunInput<'_>) -> Vec<Finished> {
    in_order(jobs, input.workers, |index, job| {
        (input.display)(Event::Started(job));
        let finished = run_job(job, input);
        // The cache is one for the process, and a report that is being made profits from it.
        if (index + 1).is_multiple_of(input.workers.get()) {
            pdf::clear_cache();
        }
        (input.display)(Event::Finished(&finished));
        finished
    })
}

fn run_job(job: &Job, input: &RunInput<'_>) -> Finished {
    let (built, crash) = match attempt(|| build(job, input)) {
        Ok(built) => (built, None),
        Err(words) => (Built::default(), Some(words)),
    };
    let Built { artifacts, diagnostics, timings } = built;
    let made = |format: &Format| artifacts.iter().find(|artifact| artifact.format == *format);
    // The formats of a report say the same, so a new one never stands beside an old one.
    let is_whole = job.formats.iter().all(|format| made(format).is_some());
    let product = |format: &Format| {
        let path = job.path(*format);
        let target = input.output.join(&path);
        let fate = match made(format).filter(|_| is_whole) {
            Some(artifact) => write(&target, artifact),
            None if crash.is_some() => Fate::Crashed,
            None => Fate::Rejected { has_earlier: host::has_file(&target) },
        };
        Product { path, format: *format, fate }
    };
    let products = job.formats.iter().map(product).collect();
    Finished { job: job.clone(), products, diagnostics, timings, crash }
}

fn build(job: &Job, input: &RunInput<'_>) -> Built {
    let request = input.project.request(&job.country, &job.edition, &job.language);
    let request = request.expect("only jobs with all their parts are admitted");
    report::build(&ReportInput {
        request,
        formats: &job.formats,
        timestamp: input.timestamp,
        fonts: input.fonts,
        reference: input.reference,
        clock: input.clock,
    })
}

fn write(path: &Path, artifact: &Artifact) -> Fate {
    match host::write(path, &artifact.bytes) {
        Ok(change) => Fate::Written {
            change,
            sha256: sha256_hex(&artifact.bytes),
            bytes: artifact.bytes.len(),
            figures: artifact.figures,
            timestamp: artifact.timestamp,
        },
        Err(error) => Fate::NotWritable(error),
    }
}
