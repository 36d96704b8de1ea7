//! `--timings`: how long each stage took, as JSON.

use std::time::Duration;

use serde::Serialize;

use crate::batch::Finished;
use crate::report::Stage;

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Timings {
    /// The whole command, in milliseconds.
    total_ms: f64,
    /// In the order of the plan.
    jobs: Vec<JobTimings>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct JobTimings {
    country: String,
    report: String,
    year: i16,
    language: String,
    stages: Vec<StageTiming>,
}

#[derive(Serialize)]
struct StageTiming {
    stage: Stage,
    ms: f64,
}

/// The times of a run.
pub(super) fn json(finished: &[Finished], total: Duration) -> Vec<u8> {
    let jobs = finished.iter().map(job_timings).collect();
    let timings = Timings { total_ms: milliseconds(total), jobs };
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
