//! `hokoku build`.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::batch::{self, Admission, Fate, Finished, Job, MANIFEST, Mode, RunInput, Selection};
use crate::diagnostic::{Code, Diagnostic, Severity, sort};
use crate::host::{self, Change};
use crate::report::{Input, Project, add_excerpts};

use super::args::{Build, Common, FailOn};
use super::console::Console;
use super::exit::{Exit, Stop};
use super::progress::Progress;
use super::{cache, clock, compare, reference, source, timings};

/// How many files met which fate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Tally {
    written: usize,
    unchanged: usize,
    rejected: usize,
    crashed: usize,
    not_writable: usize,
    /// How many of those written or unchanged came from the cache.
    cached: usize,
}

/// Builds what was asked for.
pub(super) fn run(options: &Build, common: &Common, console: &Console) -> Result<Exit, Stop> {
    let watch = clock::stopwatch();
    let timestamp = clock::timestamp(common)?;
    let output = options.output.clone().unwrap_or_else(|| default_output(common));
    if let Some(file) = host::obstacle(&output) {
        let message = format!("`{}` is a file, not a folder; choose another with `--output DIR`", file.display());
        return Err(Stop::Folder(message));
    }
    let opening = (!options.no_cache).then(cache::Opening::begin);
    let project = source::project(common)?;
    let (plan, problems) = batch::plan(&project, &selection(options));
    if problems.iter().any(Diagnostic::is_error) && plan.jobs.is_empty() {
        return Err(Stop::Problems(problems));
    }
    let Admission { admitted, rejected, mut diagnostics } = batch::admit(&project, &plan);
    diagnostics.extend(problems);
    let set = source::fonts(&project, options.font_dir.as_deref())?;
    let reference = reference::read(options.reference_doc.as_deref())?;
    diagnostics.extend(reference::unused(options.reference_doc.as_deref(), &admitted));

    let cache = opening.map(cache::Opening::finish).transpose();
    let (cache, mut unusable) = cache.map_or_else(|problem| (None, Some(problem)), |cache| (cache, None));
    let mode = if options.check { Mode::Compare } else { Mode::Write };
    let progress = Progress::new(console, &output, mode, admitted.len());
    rejected.iter().for_each(|job| progress.reject(job));
    let finished = batch::run(
        &admitted,
        &RunInput {
            project: &project,
            fonts: &set.fonts,
            reference: reference.as_ref().map(|reference| &reference.document),
            output: &output,
            mode,
            cache: cache.as_ref(),
            workers: options.jobs.unwrap_or_else(processors),
            timestamp,
            clock: &watch,
            display: &|event| progress.show(event),
        },
    );
    progress.finish();
    if let Some(Err(error)) = cache.map(batch::Cache::finish) {
        unusable = Some(cache::unusable(&error.to_string()));
    }

    diagnostics.extend(finished.iter().flat_map(|finished| finished.diagnostics.iter().cloned()));
    // Remarks on the data are for `check`; a build shows what stops it or wants a look.
    diagnostics.retain(|problem| problem.severity > Severity::Note);
    let tally = tally(&finished, &rejected);
    let outside: Vec<Input> =
        set.inputs.iter().chain(reference.as_ref().map(|reference| &reference.input)).cloned().collect();
    let manifest = (tally.written + tally.unchanged > 0).then(|| batch::manifest(&project, &finished, &outside));
    let comparison = match mode {
        Mode::Compare => {
            // Where an edition could not be read, its files are not those of no report.
            let is_all = selection(options) == Selection::default() && !diagnostics.iter().any(Diagnostic::is_error);
            Some(compare::compare(&output, &plan, &finished, manifest.as_deref().filter(|_| is_all))?)
        }
        Mode::Write => None,
    };
    diagnostics.extend(comparison.iter().flat_map(|comparison| comparison.diagnostics.iter().cloned()));
    show(&project, &mut diagnostics, console);
    // That files are made anew each time is no reason to fail, whatever `--fail-on` asks for.
    console.problems(unusable.as_slice());
    let mut exits = vec![weigh(&diagnostics, common), show_failures(&finished, console)];
    if let Some(manifest) = manifest.filter(|_| mode == Mode::Write) {
        exits.push(write_file(&output.join(MANIFEST), &manifest, console));
    }
    if let Some(path) = &options.timings {
        exits.push(write_file(path, &timings::json(&finished, watch()), console));
    }
    let seconds = watch().as_secs_f64();
    match comparison {
        Some(comparison) => console.line(&comparison.count.summary(seconds), "summary", &comparison.count),
        None => console.line(&summary(&tally, seconds), "summary", &tally),
    }
    Ok(exits.into_iter().max().unwrap_or(Exit::Done))
}

fn selection(options: &Build) -> Selection {
    Selection {
        reports: options.reports.clone(),
        countries: options.country.clone(),
        years: options.year.clone(),
        languages: options.language.clone(),
        formats: options.format.clone(),
    }
}

fn default_output(common: &Common) -> PathBuf {
    if common.project == Path::new(".") { PathBuf::from("output") } else { common.project.join("output") }
}

fn processors() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// The exit code that problems ask for.
pub(super) fn weigh(diagnostics: &[Diagnostic], common: &Common) -> Exit {
    let counts = |problem: &Diagnostic| {
        problem.is_error()
            || common.fail_on.iter().any(|what| match what {
                FailOn::Warning => problem.severity == Severity::Warning,
                FailOn::MissingTranslation => problem.code == Code::MISSING_TRANSLATION,
            })
    };
    if diagnostics.iter().any(counts) { Exit::Findings } else { Exit::Done }
}

/// Says what crashed, in the order of the plan, and what the disk refused, each reason once.
fn show_failures(finished: &[Finished], console: &Console) -> Exit {
    let mut exit = Exit::Done;
    let mut refused: BTreeMap<String, Vec<&host::Error>> = BTreeMap::new();
    for job in finished {
        if let Some(words) = &job.crash {
            let report = "this is a bug of the program; the other reports are not affected";
            console.failure(&format!("`{}` crashed: {words}; {report}", job.job.title()));
            exit = exit.max(Exit::Bug);
        }
        for product in &job.products {
            match &product.fate {
                Fate::NotWritable(error) => {
                    refused.entry(reason(error)).or_default().push(error);
                    exit = exit.max(Exit::Machine);
                }
                Fate::Written { .. } | Fate::Rejected { .. } | Fate::Crashed => {}
            }
        }
    }
    for (reason, errors) in &refused {
        console.failure(&refusal(reason, errors));
    }
    exit
}

/// Why the disk refused a file, without its name.
fn reason(error: &host::Error) -> String {
    match error {
        host::Error::Write { source, .. } | host::Error::Read { source, .. } => host::reason(source),
        host::Error::Torn { .. }
        | host::Error::Changed { .. }
        | host::Error::Name { .. }
        | host::Error::Depth { .. }
        | host::Error::Link { .. } => error.to_string(),
    }
}

/// What is said of the files that the disk refused for one reason: of one file all, of many their number and the first.
fn refusal(reason: &str, errors: &[&host::Error]) -> String {
    match errors {
        [host::Error::Write { path, .. }, _, ..] => {
            format!("{reason}: {} files not written, the first `{}`", errors.len(), path.display())
        }
        _ => errors.first().map(ToString::to_string).unwrap_or_default(),
    }
}

fn tally(finished: &[Finished], rejected: &[Job]) -> Tally {
    let mut tally = Tally { rejected: rejected.iter().map(|job| job.formats.len()).sum(), ..Tally::default() };
    for product in finished.iter().flat_map(|job| &job.products) {
        tally.cached += usize::from(matches!(product.fate, Fate::Written { is_cached: true, .. }));
        match &product.fate {
            Fate::Written { change: Change::Written, .. } => tally.written += 1,
            Fate::Written { change: Change::Unchanged, .. } => tally.unchanged += 1,
            Fate::Rejected { .. } => tally.rejected += 1,
            Fate::Crashed => tally.crashed += 1,
            Fate::NotWritable(_) => tally.not_writable += 1,
        }
    }
    tally
}

fn summary(tally: &Tally, seconds: f64) -> String {
    let Tally { written, unchanged, rejected, crashed, not_writable, cached: _ } = tally;
    let refused = if *not_writable > 0 { format!(", {not_writable} refused by the disk") } else { String::new() };
    format!(
        "{written} written, {unchanged} unchanged, {rejected} rejected, {crashed} crashed{refused} in {seconds:.1} s"
    )
}

fn write_file(path: &Path, bytes: &[u8], console: &Console) -> Exit {
    match host::write(path, bytes) {
        Ok(Change::Written | Change::Unchanged) => Exit::Done,
        Err(error) => {
            console.failure(&error.to_string());
            Exit::Machine
        }
    }
}

/// Problems of a project, completed and shown.
pub(super) fn show(project: &Project, diagnostics: &mut Vec<Diagnostic>, console: &Console) {
    sort(diagnostics);
    add_excerpts(project, diagnostics);
    console.problems(diagnostics);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_files_refused_for_one_reason_are_one_message() {
        let full = |path: &str| host::Error::Write { path: path.into(), source: std::io::Error::other("Disk full") };
        let (first, second) = (full("a.pdf"), full("b.pdf"));
        assert_eq!(refusal(&reason(&first), &[&first, &second]), "disk full: 2 files not written, the first `a.pdf`");
        assert_eq!(refusal(&reason(&first), &[&first]), "cannot write `a.pdf`: disk full");
    }
}
