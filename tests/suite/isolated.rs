//! One job's panic, limit or error never touches another.

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use hokoku::batch::{self, Event, Fate, Finished, Mode, RunInput, Selection};
use hokoku::dataset::InputFile;
use hokoku::host;
use hokoku::report::{Format, Project};
use hokoku::writer::pdf::Fonts;
use tempfile::TempDir;

use crate::built::{files_of, project_of_case};

/// The project of the invented country, where one file has more text at its end.
fn project(path: &str, more: &str) -> Project {
    let (_folder, root) = project_of_case("invented-country");
    let mut files = Vec::new();
    for folder in ["data", "report-templates"] {
        for (name, mut bytes) in files_of(&root.join(folder)) {
            let name = format!("{folder}/{name}");
            if name == path {
                bytes.extend(more.as_bytes());
            }
            files.push(InputFile { path: name, bytes });
        }
    }
    Project::load(files)
}

/// Makes the pages of a project.
fn pages(project: &Project, output: &Path, workers: usize, clock: &(dyn Fn() -> Duration + Sync)) -> Vec<Finished> {
    shown_pages(project, output, workers, clock, &|_| {})
}

/// Makes the pages of a project and shows what happens.
fn shown_pages(
    project: &Project,
    output: &Path,
    workers: usize,
    clock: &(dyn Fn() -> Duration + Sync),
    display: &(dyn Fn(Event<'_>) + Sync),
) -> Vec<Finished> {
    let selection = Selection { formats: vec![Format::Html], ..Selection::default() };
    let (plan, problems) = batch::plan(project, &selection);
    assert!(problems.is_empty(), "{problems:?}");
    let fonts = Fonts::new(&[]);
    let input = RunInput {
        project,
        fonts: &fonts,
        reference: None,
        output,
        mode: Mode::Write,
        cache: None,
        workers: NonZeroUsize::new(workers).expect("more than none"),
        timestamp: None,
        clock,
        display,
    };
    batch::run(&plan.jobs, &input)
}

fn fates(finished: &[Finished]) -> Vec<(&str, &Fate)> {
    finished.iter().flat_map(|job| &job.products).map(|product| (product.path.as_str(), &product.fate)).collect()
}

#[test]
fn a_panic_in_a_job_is_told_and_the_others_are_as_ever() {
    let project = project("", "");
    let (whole, partial) = (TempDir::new().expect("a folder"), TempDir::new().expect("a folder"));
    assert_eq!(pages(&project, whole.path(), 1, &|| Duration::ZERO).len(), 2);
    for workers in [1, 2] {
        // The first look at the clock is in the middle of the job that came first.
        let looks = AtomicUsize::new(0);
        let clock = || match looks.fetch_add(1, Ordering::SeqCst) {
            0 => panic!("the clock fell off the wall"),
            _ => Duration::ZERO,
        };
        let finished = pages(&project, partial.path(), workers, &clock);
        let crashed: Vec<&Finished> = finished.iter().filter(|job| job.crash.is_some()).collect();
        assert_eq!(crashed.len(), 1);
        assert_eq!(crashed[0].crash.as_deref(), Some("the clock fell off the wall"));
        assert!(matches!(crashed[0].products[0].fate, Fate::Crashed));
        let written = fates(&finished).into_iter().find(|(_, fate)| matches!(fate, Fate::Written { .. }));
        let (path, _) = written.expect("the other report");
        assert!(std::fs::read(partial.path().join(path)).unwrap() == std::fs::read(whole.path().join(path)).unwrap());
    }
}

#[test]
fn a_panic_of_the_display_is_told_and_the_others_are_as_ever() {
    let project = project("", "");
    let is_first = |job: &batch::Job| job.edition.report == "annual-report";
    for (at_start, workers) in [(true, 1), (true, 2), (false, 1), (false, 2)] {
        let output = TempDir::new().expect("a folder");
        let display = |event: Event<'_>| match event {
            Event::Started(job) => assert!(!(at_start && is_first(job)), "the display broke"),
            Event::Finished(job) => assert!(at_start || !is_first(&job.job), "the display broke"),
        };
        let finished = shown_pages(&project, output.path(), workers, &|| Duration::ZERO, &display);
        let words: Vec<Option<&str>> = finished.iter().map(|job| job.crash.as_deref()).collect();
        assert_eq!(words, [Some("the display broke"), None]);
        // What was written before is what it is.
        let [(_, first), (_, second)] = fates(&finished)[..] else { panic!("{finished:?}") };
        assert_eq!(matches!(first, Fate::Crashed), at_start, "{first:?}");
        assert_eq!(matches!(first, Fate::Written { .. }), !at_start, "{first:?}");
        assert!(matches!(second, Fate::Written { .. }), "{second:?}");
    }
}

#[test]
fn a_template_that_never_ends_is_stopped_and_the_others_are_as_ever() {
    let endless = "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}";
    let project = project("report-templates/annual-report/main.md.j2", endless);
    let output = TempDir::new().expect("a folder");
    let finished = pages(&project, output.path(), 2, &|| Duration::ZERO);
    match fates(&finished)[..] {
        [(first, Fate::Rejected { has_earlier: false }), (second, Fate::Written { .. })] => {
            assert!(first.contains("annual-report") && second.contains("yearly-brief"));
        }
        ref other => panic!("{other:?}"),
    }
    let problems = &finished[0].diagnostics;
    assert!(problems.iter().any(|problem| problem.code.as_str() == "template-error"), "{problems:?}");
}

#[test]
fn a_file_that_another_run_writes_over_is_told_and_not_listed() {
    let project = project("", "");
    let output = TempDir::new().expect("a folder");
    // The other run writes while this one makes its second report.
    let display = |event: Event<'_>| match event {
        Event::Finished(job) if job.job.edition.report == "annual-report" => {
            std::fs::write(output.path().join(&job.products[0].path), "of another run").expect("a writable file");
        }
        Event::Finished(_) | Event::Started(_) => {}
    };
    let mut finished = shown_pages(&project, output.path(), 1, &|| Duration::ZERO, &display);
    assert!(!batch::confirm(&mut finished, output.path()));
    match fates(&finished)[..] {
        [(_, Fate::NotWritable(host::Error::Overwritten { .. })), (path, Fate::Written { .. })] => {
            let manifest = String::from_utf8(batch::manifest(&project, &finished, &[]).to_json()).expect("UTF-8");
            assert!(manifest.contains(path) && !manifest.contains("annual-report.en.html"), "{manifest}");
        }
        ref other => panic!("{other:?}"),
    }
}
