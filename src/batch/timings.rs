//! How long each stage of each job took: written by a run, and read by a later one that divides its plan by it.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::dataset::read_yaml;
use crate::diagnostic::{Code, Diagnostic, Place, nearest};
use crate::report::{Format, Stage};

use super::{Finished, Job};

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Timings {
    /// The whole command, in milliseconds.
    total_ms: Option<f64>,
    /// In the order of the plan.
    jobs: Vec<JobTimings>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct JobTimings {
    country: String,
    report: String,
    year: i16,
    language: String,
    stages: Vec<StageTiming>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StageTiming {
    stage: Stage,
    ms: f64,
}

/// The times of a run, as JSON.
pub fn timings(finished: &[Finished], total: Duration) -> Vec<u8> {
    let jobs = finished.iter().map(job_timings).collect();
    let timings = Timings { total_ms: Some(milliseconds(total)), jobs };
    let mut bytes = serde_json::to_vec_pretty(&timings).expect("times have text keys and finite numbers");
    bytes.push(b'\n');
    bytes
}

fn job_timings(finished: &Finished) -> JobTimings {
    let job = &finished.job;
    let stages = finished.timings.iter();
    JobTimings {
        country: job.country.clone(),
        report: job.edition.report.clone(),
        year: job.edition.year,
        language: job.language.to_string(),
        stages: stages.map(|timing| StageTiming { stage: timing.stage, ms: milliseconds(timing.duration) }).collect(),
    }
}

/// Milliseconds to three decimals.
fn milliseconds(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 1_000_000.0).round() / 1000.0
}

/// What a job took, in microseconds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Took {
    /// What all formats share.
    pub(super) shared: u64,
    /// Writing each format, as far as it was written.
    pub(super) formats: BTreeMap<Format, u64>,
}

/// Reads the times of a run, as JSON or YAML, by the titles of the jobs. `known` are all jobs that the project has.
///
/// # Errors
///
/// What reading YAML finds; `invalid-value` where a time is none; `not-found` for a job that the project does not have;
/// `duplicate-id` where one stands twice.
pub(super) fn read(path: &str, bytes: &[u8], known: &[Job]) -> Result<BTreeMap<String, Took>, Vec<Diagnostic>> {
    let (timings, mut problems) = read_yaml::<Timings>(path, bytes);
    let titles: Vec<String> = known.iter().map(Job::title).collect();
    let mut found = BTreeMap::new();
    let place = || Place::file(path);
    for job in timings.iter().flat_map(|timings| &timings.jobs) {
        let title = format!("{} {} {} {}", job.country, job.report, job.year, job.language);
        match took(job) {
            Ok(took) if titles.contains(&title) => {
                if found.insert(title.clone(), took).is_some() {
                    let message = format!("`{title}` stands there twice");
                    problems
                        .push(Diagnostic::error(Code::DUPLICATE_ID, place(), message).with_hint("keep one of them"));
                }
            }
            Ok(_) => {
                let problem =
                    Diagnostic::error(Code::NOT_FOUND, place(), format!("the project has no report `{title}`"));
                let hint = "take it out, or make the file anew: `hokoku build --no-cache --timings FILE`";
                problems.push(match nearest(&title, titles.iter().map(String::as_str)) {
                    Some(near) => problem.with_hint(format!("did you mean `{near}`?")).with_hint(hint),
                    None => problem.with_hint(hint),
                });
            }
            Err(ms) => {
                let message = format!("`{title}` has a stage of {ms} ms, expected 0 or more");
                problems.push(
                    Diagnostic::error(Code::INVALID_VALUE, place(), message).with_hint("give its time in milliseconds"),
                );
            }
        }
    }
    if problems.is_empty() { Ok(found) } else { Err(problems) }
}

/// The times of a job, or the one that is none.
fn took(job: &JobTimings) -> Result<Took, f64> {
    let mut took = Took::default();
    for StageTiming { stage, ms } in &job.stages {
        let microseconds = Duration::try_from_secs_f64(ms / 1000.0).map_err(|_| *ms)?.as_micros();
        let microseconds = u64::try_from(microseconds).map_err(|_| *ms)?;
        let sum = stage.format().map_or(&mut took.shared, |format| took.formats.entry(format).or_default());
        *sum = sum.saturating_add(microseconds);
    }
    Ok(took)
}

#[cfg(test)]
mod tests {
    use super::super::plan::sample_job;
    use super::*;

    fn check(text: &str) -> Result<BTreeMap<String, Took>, Vec<String>> {
        let known = [sample_job("brief", 2020), sample_job("brief", 2021)];
        read("costs.json", text.as_bytes(), &known).map_err(|problems| {
            problems.iter().map(|problem| format!("{} {}", problem.code, problem.message)).collect()
        })
    }

    const JOB: &str = r#"{"country": "xyz", "report": "brief", "year": 2020, "language": "xx", "stages": "#;

    #[test]
    fn the_stages_of_a_format_are_its_own_and_the_others_are_shared() {
        let stages =
            r#"[{"stage": "render", "ms": 1.5}, {"stage": "read", "ms": 1}, {"stage": "write-pdf", "ms": 40.25}]}"#;
        let took = Took { shared: 2500, formats: BTreeMap::from([(Format::Pdf, 40_250)]) };
        let expected = Ok(BTreeMap::from([("xyz brief 2020 xx".to_owned(), took)]));
        assert_eq!(check(&format!(r#"{{"total-ms": 44, "jobs": [{JOB}{stages}]}}"#)), expected);
        let yaml = "jobs:\n- {country: xyz, report: brief, year: 2020, language: xx, stages: [{stage: render, ms: 1.5}, {stage: attach, ms: 1}, {stage: write-pdf, ms: 40.25}]}\n";
        assert_eq!(check(yaml), expected);
    }

    #[test]
    fn what_is_no_time_or_not_of_the_project_is_told() {
        let told = |text: &str| check(text).unwrap_err().join("; ");
        assert!(told(r#"{"jobs": ["#).starts_with("yaml-syntax "));
        assert!(told(r#"{"jobs": [], "job": []}"#).starts_with("unknown-key "));
        assert!(told(&format!(r#"{{"jobs": [{JOB}[{{"stage": "rendre", "ms": 1}}]}}]}}"#)).contains("rendre"));
        let negative = told(&format!(r#"{{"jobs": [{JOB}[{{"stage": "render", "ms": -1}}]}}]}}"#));
        assert_eq!(negative, "invalid-value `xyz brief 2020 xx` has a stage of -1 ms, expected 0 or more");
        let twice = told(&format!(r#"{{"jobs": [{JOB}[]}}, {JOB}[]}}]}}"#));
        assert_eq!(twice, "duplicate-id `xyz brief 2020 xx` stands there twice");
        let unknown = told(&format!(r#"{{"jobs": [{JOB}[]}}]}}"#).replace("2020", "1990"));
        assert_eq!(unknown, "not-found the project has no report `xyz brief 1990 xx`");
    }
}
