//! Running jobs: one report made and written after the other.
//!
//! Every job is made up to its Document, which is cheap and finds what is to be told. Only then, for each format, is the
//! cache asked for a file of the same fingerprint; what it does not have is written anew.

use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::diagnostic::{Diagnostic, sort};
use crate::host::{self, Change};
use crate::model::Timestamp;
use crate::report::{self, Drafted, Fingerprint, Format, Project, ReportInput, Timing, sha256_hex};
use crate::writer::docx::ReferenceDocument;
use crate::writer::pdf::{self, Fonts};

use super::cache::Entry;
use super::workers::{attempt, in_order};
use super::{Cache, Event, Job};

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
    /// Whether they are.
    pub mode: Mode,
    /// Files that were made before; `None` to make all anew and keep none.
    pub cache: Option<&'a Cache>,
    /// How many reports are made at a time.
    pub workers: NonZeroUsize,
    /// The date that all files carry; each edition's as-of day where absent.
    pub timestamp: Option<Timestamp>,
    /// Time since some fixed moment, for timings.
    pub clock: &'a (dyn Fn() -> Duration + Sync),
    /// Told what happens, from any thread.
    pub display: &'a (dyn Fn(Event<'_>) + Sync),
}

/// What is done with the files that were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// They are written.
    Write,
    /// They are held against what is there, and nothing is written.
    Compare,
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

impl Finished {
    /// A job that a bug of ours ended, with the words of the panic.
    pub(super) fn crashed(job: &Job, words: String) -> Finished {
        let product = |format: &Format| Product { path: job.path(*format), format: *format, fate: Fate::Crashed };
        let products = job.formats.iter().map(product).collect();
        Finished { job: job.clone(), products, diagnostics: Vec::new(), timings: Vec::new(), crash: Some(words) }
    }
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
    /// It is on the disk; in [`Mode::Compare`], it would be.
    Written {
        /// What writing it changed or would change.
        change: Change,
        /// Whether it came from the cache and was not made by this run.
        is_cached: bool,
        /// SHA-256 of its content in hex.
        sha256: String,
        /// Its size in bytes.
        bytes: usize,
        /// How many figures it prints.
        figures: usize,
        /// The date that it carries.
        timestamp: Timestamp,
        /// SHA-256, in hex, of the records that it was made from.
        data_sha256: String,
    },
    /// It was not written, because of errors in the inputs of the report or in one of its formats.
    Rejected {
        /// Whether the file of an earlier run is still there.
        has_earlier: bool,
    },
    /// It was not made, because of a bug of ours.
    Crashed,
    /// It was made, and the disk refused it or another run wrote over it.
    NotWritable(host::Error),
}

/// What a report says of all its files.
struct Facts {
    figures: usize,
    timestamp: Timestamp,
    data_sha256: String,
}

/// A file that is ready to be written.
struct Ready {
    format: Format,
    sha256: String,
    is_cached: bool,
    content: Content,
}

enum Content {
    /// It stands at its place already, with this size.
    InPlace(usize),
    /// It is in memory.
    Bytes(Vec<u8>),
}

impl Content {
    /// How many bytes it has.
    fn bytes(&self) -> usize {
        match self {
            Content::InPlace(bytes) => *bytes,
            Content::Bytes(bytes) => bytes.len(),
        }
    }
}

/// What was made of a job.
#[derive(Default)]
struct Made {
    facts: Option<Facts>,
    ready: Vec<Ready>,
    diagnostics: Vec<Diagnostic>,
    timings: Vec<Timing>,
}

/// Runs jobs and writes their files as they are done. Results come in the order of the jobs.
pub fn run(jobs: &[Job], input: &RunInput<'_>) -> Vec<Finished> {
    match input.mode {
        Mode::Write => sweep(jobs, input.output),
        Mode::Compare => {}
    }
    in_order(jobs, input.workers, |index, job| {
        let done = attempt(|| {
            (input.display)(Event::Started(job));
            run_job(job, input)
        });
        let mut finished = done.unwrap_or_else(|words| Finished::crashed(job, words));
        let told = attempt(|| {
            // The cache of Typst is one for the process, and a report that is being made profits from it.
            if (index + 1).is_multiple_of(input.workers.get()) {
                pdf::clear_cache();
            }
            (input.display)(Event::Finished(&finished));
        });
        if let Err(words) = told {
            finished.crash.get_or_insert(words);
        }
        finished
    })
}

/// Looks at all files that were written again, and says whether each is what this run wrote or found there. One that is not,
/// since another run wrote over it, is no file of this run any more.
pub fn confirm(finished: &mut [Finished], output: &Path) -> bool {
    let mut is_own = true;
    for product in finished.iter_mut().flat_map(|job| &mut job.products) {
        let path = output.join(&product.path);
        let is_other = match &product.fate {
            Fate::Written { sha256, bytes, .. } => {
                host::read_sized(&path, *bytes).is_none_or(|bytes| sha256_hex(&bytes) != *sha256)
            }
            Fate::Rejected { .. } | Fate::Crashed | Fate::NotWritable(_) => false,
        };
        if is_other {
            is_own = false;
            product.fate = Fate::NotWritable(host::Error::Overwritten { path });
        }
    }
    is_own
}

/// Takes away what killed runs left beside the files of the jobs.
fn sweep(jobs: &[Job], output: &Path) {
    let paths = jobs.iter().flat_map(|job| job.formats.iter().map(|format| output.join(job.path(*format))));
    let folders: BTreeSet<_> = paths.filter_map(|path| path.parent().map(Path::to_owned)).collect();
    folders.iter().map(|folder| folder.as_path()).chain([output]).for_each(host::sweep);
}

fn run_job(job: &Job, input: &RunInput<'_>) -> Finished {
    let Made { facts, ready, diagnostics, timings } = make(job, input);
    let find = |format: &Format| ready.iter().find(|ready| ready.format == *format);
    // The formats of a report say the same, so a new one never stands beside an old one.
    let whole: Option<Vec<&Ready>> = job.formats.iter().map(find).collect();
    let targets: Vec<PathBuf> = job.paths().map(|path| input.output.join(path)).collect();
    let fates = match whole.zip(facts.as_ref()) {
        Some((ready, facts)) => put(&targets, &ready, facts, input.mode),
        None => targets.iter().map(|target| Fate::Rejected { has_earlier: host::has_file(target) }).collect(),
    };
    let product = |(format, fate): (&Format, Fate)| Product { path: job.path(*format), format: *format, fate };
    let products = job.formats.iter().zip(fates).map(product).collect();
    Finished { job: job.clone(), products, diagnostics, timings, crash: None }
}

/// Makes the files of a job, or finds them.
fn make(job: &Job, input: &RunInput<'_>) -> Made {
    let request = input.project.request(&job.country, &job.edition, &job.language);
    let Drafted { draft, mut diagnostics, mut timings } = report::draft(&ReportInput {
        request: request.expect("only jobs with all their parts are admitted"),
        formats: &job.formats,
        timestamp: input.timestamp,
        fonts: input.fonts,
        reference: input.reference,
        clock: input.clock,
    });
    let Some(draft) = draft else { return Made { diagnostics, timings, ..Made::default() } };
    let mut ready = Vec::new();
    for format in &job.formats {
        let path = input.output.join(job.path(*format));
        let kept = input.cache.map(|cache| (cache, draft.fingerprint(*format, cache.program())));
        if let Some((entry, content)) = kept.and_then(|(cache, fingerprint)| find(cache, fingerprint, &path)) {
            diagnostics.extend(entry.diagnostics);
            ready.push(Ready { format: *format, sha256: entry.sha256, is_cached: true, content });
            continue;
        }
        let written = draft.write(*format, input.clock);
        timings.extend(written.timings);
        if let Some(bytes) = written.bytes {
            let sha256 = sha256_hex(&bytes);
            let entry = Entry { sha256, bytes: bytes.len(), diagnostics: written.diagnostics.clone() };
            if let Some((cache, fingerprint)) = kept {
                cache.keep(fingerprint, &entry, &bytes);
            }
            let content = Content::Bytes(bytes);
            ready.push(Ready { format: *format, sha256: entry.sha256, is_cached: false, content });
        }
        diagnostics.extend(written.diagnostics);
    }
    sort(&mut diagnostics);
    // Two formats that need the pages both tell what was found in them.
    diagnostics.dedup();
    let metadata = draft.metadata();
    let (timestamp, data_sha256) = (metadata.timestamp, metadata.data_hash.clone());
    Made { facts: Some(Facts { figures: draft.figures(), timestamp, data_sha256 }), ready, diagnostics, timings }
}

/// The file of a fingerprint, if the cache knows it and it stands at its place or among the cache's objects.
fn find(cache: &Cache, fingerprint: Fingerprint, path: &Path) -> Option<(Entry, Content)> {
    let entry = cache.entry(fingerprint)?;
    let in_place = host::read_sized(path, entry.bytes);
    let content = if in_place.is_some_and(|bytes| sha256_hex(&bytes) == entry.sha256) {
        cache.renew(&entry);
        Content::InPlace(entry.bytes)
    } else {
        Content::Bytes(cache.object(&entry)?)
    };
    Some((entry, content))
}

/// Writes the files of a job, or holds them against what is there. All that takes room on the disk is done before the first
/// file takes its name, so that a full disk leaves the earlier files of all formats; and where one can't take its name, as
/// on Windows while another program has the file open, those before it are put back.
fn put(targets: &[PathBuf], ready: &[&Ready], facts: &Facts, mode: Mode) -> Vec<Fate> {
    let files = targets.iter().zip(ready);
    let placed: Result<Vec<Change>, host::Error> = match mode {
        Mode::Write => {
            let staged: Result<_, _> = files.clone().map(|(path, ready)| staged(path, &ready.content)).collect();
            staged.and_then(host::place_all)
        }
        Mode::Compare => Ok(files.clone().map(|(path, ready)| compared(path, &ready.content)).collect()),
    };
    let placed: Vec<Result<Change, host::Error>> = match placed {
        Ok(changes) => changes.into_iter().map(Ok).collect(),
        Err(error) => files.clone().map(|(path, ready)| left(path, &ready.content, &error)).collect(),
    };
    let fate = |(ready, placed): (&&Ready, Result<Change, host::Error>)| match placed {
        Ok(change) => Fate::Written {
            change,
            is_cached: ready.is_cached,
            sha256: ready.sha256.clone(),
            bytes: ready.content.bytes(),
            figures: facts.figures,
            timestamp: facts.timestamp,
            data_sha256: facts.data_sha256.clone(),
        },
        Err(error) => Fate::NotWritable(error),
    };
    ready.iter().zip(placed).map(fate).collect()
}

fn staged(path: &Path, content: &Content) -> Result<host::Staged, host::Error> {
    match content {
        Content::InPlace(_) => Ok(host::Staged::in_place(path)),
        Content::Bytes(bytes) => host::stage(path, bytes),
    }
}

fn compared(path: &Path, content: &Content) -> Change {
    match content {
        Content::InPlace(_) => Change::Unchanged,
        Content::Bytes(bytes) => host::compare(path, bytes),
    }
}

/// What becomes of a file of a job, of which the disk refused a file.
fn left(path: &Path, content: &Content, error: &host::Error) -> Result<Change, host::Error> {
    match content {
        Content::InPlace(_) => Ok(Change::Unchanged),
        Content::Bytes(_) => Err(error.of_another(path.to_owned())),
    }
}
