//! What `build` does, step by step.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use crate::batch::{self, Admission, Mode, RunInput, Selection};
use crate::cli::args::{Build, Common};
use crate::cli::beside::{self, Named};
use crate::cli::console::Console;
use crate::cli::exit::{Exit, Stop};
use crate::cli::feedback::{Outcome, finish};
use crate::cli::progress::Progress;
use crate::cli::{cache, clock, compare, reference, source};
use crate::diagnostic::{Diagnostic, Severity};
use crate::host;
use crate::report::Input;

use super::division::Division;
use super::failures::failures;
use super::files::outcomes;
use super::leave::Leaving;
use super::plan;
use super::tally::{summary, tally};

/// Builds what was asked for, and tells a CI server of it.
pub(in crate::cli) fn run(options: &Build, common: &Common, console: &Console) -> Exit {
    let mut outcome = Outcome::new("build");
    let output = options.output.clone().unwrap_or_else(|| default_output(common));
    if let Err(stop) = check_places(options, &output, common) {
        // Nothing is written at all, since it is not known which file is meant.
        return stop.show(console);
    }
    let ended = build(options, common, console, &output, &mut outcome);
    finish(ended, outcome, &options.feedback, common, console)
}

/// Refuses words of the command by which one file would be written over another.
fn check_places(options: &Build, output: &Path, common: &Common) -> Result<(), Stop> {
    beside::check_output(output, common)?;
    let mut files: Vec<Named<'_>> = options.feedback.files().collect();
    files.extend(options.timings.as_deref().map(|path| Named::written("--timings", path)));
    files.extend(options.costs.as_deref().map(|path| Named::read("--costs", path)));
    files.extend(options.reference_doc.as_deref().map(|path| Named::read("--reference-doc", path)));
    beside::check_files(&files, Some(output), common)
}

fn build(
    options: &Build,
    common: &Common,
    console: &Console,
    output: &Path,
    outcome: &mut Outcome,
) -> Result<Exit, Stop> {
    let watch = clock::stopwatch();
    let timestamp = clock::timestamp(common)?;
    if let Some(file) = host::obstacle(output).filter(|_| !options.plan) {
        let message = format!("`{}` is a file, not a folder; choose another with `--output DIR`", file.display());
        return Err(Stop::Folder(message));
    }
    let opening = (!options.no_cache && !options.plan).then(cache::Opening::begin);
    let project = source::project(common)?;
    let (whole, problems) = batch::plan(&project, &selection(options));
    if problems.iter().any(Diagnostic::is_error) && whole.jobs.is_empty() {
        return Err(Stop::Problems(problems));
    }
    let division = Division::new(&project, whole, options.shard, options.costs.as_deref())?;
    let plan = division.own();
    let Admission { admitted, rejected, crashed, crashes, mut diagnostics } = batch::admit(&project, &plan);
    diagnostics.extend(problems);
    if options.plan {
        // What can't be read has no jobs, so a plan without its problems would look whole.
        diagnostics.retain(|problem| problem.severity > Severity::Note);
        plan::show(&division, &rejected, console);
        console.show(&project, &mut diagnostics);
        let exit = common.weigh(&diagnostics);
        let (told, failed) = failures(&[], &crashes);
        told.iter().for_each(|message| console.failure(message));
        (outcome.problems, outcome.failures) = (diagnostics, told);
        return Ok(exit.max(failed));
    }
    let set = source::fonts(&project, options.font_dir.as_deref())?;
    let reference = reference::read(options.reference_doc.as_deref())?;
    diagnostics.extend(reference.iter().flat_map(|reference| reference.document.warnings().to_vec()));
    diagnostics.extend(reference::unused(options.reference_doc.as_deref(), &division.whole.jobs));

    let cache = opening.map(cache::Opening::finish).transpose();
    let (cache, mut unusable) = cache.map_or_else(|problem| (None, Some(problem)), |cache| (cache, None));
    let mode = if options.check { Mode::Compare } else { Mode::Write };
    let progress = Progress::new(console, output, mode, admitted.len());
    rejected.iter().for_each(|job| progress.reject(job));
    let mut finished = batch::run(
        &admitted,
        &RunInput {
            project: &project,
            fonts: &set.fonts,
            reference: reference.as_ref().map(|reference| &reference.document),
            output,
            mode,
            cache: cache.as_ref(),
            workers: options.jobs.unwrap_or_else(processors),
            timestamp,
            clock: &watch,
            display: &|event| progress.show(event),
        },
    );
    progress.finish();
    finished.extend(crashed);
    if let Some(Err(error)) = cache.map(batch::Cache::finish) {
        unusable = Some(cache::unusable(&error.to_string()));
    }

    let of_inputs = diagnostics.clone();
    // Remarks on the data are for `check`; a build shows what stops it or wants a look, and remarks on its own files.
    diagnostics.retain(|problem| problem.severity > Severity::Note);
    diagnostics.extend(finished.iter().flat_map(|finished| finished.diagnostics.iter().cloned()));
    let outside: Vec<Input> =
        set.inputs.iter().chain(reference.as_ref().map(|reference| &reference.input)).cloned().collect();
    let leaving = Leaving { project: &project, division: &division, outside: &outside, timestamp, output };
    let mut exits = match mode {
        Mode::Write => vec![leaving.write(&mut finished, &diagnostics, console)],
        Mode::Compare => Vec::new(),
    };
    outcome.files = outcomes(&project, &plan, &finished, &of_inputs, mode);
    let comparison = match mode {
        Mode::Compare => {
            // Where an edition could not be read, its files are not those of no report.
            let is_sound = !diagnostics.iter().any(Diagnostic::is_error);
            let is_all = is_sound && selection(options) == Selection::default() && division.shard.is_none();
            let manifest = is_all.then(|| batch::manifest(&project, &finished, &outside));
            let manifest = manifest.filter(|written| !written.is_empty()).map(|written| written.to_json());
            Some(compare::compare(output, &plan, &finished, manifest.as_deref())?)
        }
        Mode::Write => None,
    };
    if let Some(comparison) = &comparison {
        outcome.files.iter_mut().for_each(|file| file.problems.extend(comparison.of(output, &file.path)));
        diagnostics.extend(comparison.diagnostics.iter().cloned());
    }
    console.show(&project, &mut diagnostics);
    // That files are made anew each time is no reason to fail, whatever `--fail-on` asks for.
    console.problems(unusable.as_slice());
    let (told, failed) = failures(&finished, &crashes);
    told.iter().for_each(|message| console.failure(message));
    exits.extend([common.weigh(&diagnostics), failed]);
    if let Some(path) = &options.timings {
        exits.push(console.write(path, &batch::timings(&finished, watch())));
    }
    let seconds = watch().as_secs_f64();
    let tally = tally(&finished, &rejected);
    match &comparison {
        Some(comparison) => console.line(&timed(&comparison.count.summary(), seconds), "summary", &comparison.count),
        None => console.line(&timed(&summary(&tally), seconds), "summary", &tally),
    }
    outcome.totals = comparison.map_or_else(|| summary(&tally), |comparison| comparison.count.summary());
    outcome.problems = diagnostics;
    outcome.problems.extend(unusable);
    outcome.failures = told;
    Ok(exits.into_iter().max().unwrap_or(Exit::Done))
}

fn timed(text: &str, seconds: f64) -> String {
    format!("{text} in {seconds:.1} s")
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

/// Where reports are written unless the command says otherwise.
pub(in crate::cli) fn default_output(common: &Common) -> PathBuf {
    if common.project == Path::new(".") { PathBuf::from("output") } else { common.project.join("output") }
}

fn processors() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}
