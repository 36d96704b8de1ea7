//! What `build` does, step by step.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use crate::batch::{self, Admission, MANIFEST, Mode, RunInput, Selection};
use crate::cli::args::{Build, Common};
use crate::cli::console::Console;
use crate::cli::exit::{Exit, Stop};
use crate::cli::progress::Progress;
use crate::cli::{cache, clock, compare, source, timings};
use crate::diagnostic::{Diagnostic, Severity};
use crate::host::{self, Change};

use super::failures::show_failures;
use super::tally::{summary, tally};

/// Builds what was asked for.
pub(in crate::cli) fn run(options: &Build, common: &Common, console: &Console) -> Result<Exit, Stop> {
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
    let manifest = (tally.written + tally.unchanged > 0).then(|| batch::manifest(&project, &finished, &set.inputs));
    let comparison = match mode {
        Mode::Compare => {
            // Where an edition could not be read, its files are not those of no report.
            let is_all = selection(options) == Selection::default() && !diagnostics.iter().any(Diagnostic::is_error);
            Some(compare::compare(&output, &plan, &finished, manifest.as_deref().filter(|_| is_all))?)
        }
        Mode::Write => None,
    };
    diagnostics.extend(comparison.iter().flat_map(|comparison| comparison.diagnostics.iter().cloned()));
    console.show(&project, &mut diagnostics);
    // That files are made anew each time is no reason to fail, whatever `--fail-on` asks for.
    console.problems(unusable.as_slice());
    let mut exits = vec![common.weigh(&diagnostics), show_failures(&finished, console)];
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

fn write_file(path: &Path, bytes: &[u8], console: &Console) -> Exit {
    match host::write(path, bytes) {
        Ok(Change::Written | Change::Unchanged) => Exit::Done,
        Err(error) => {
            console.failure(&error.to_string());
            Exit::Machine
        }
    }
}
