//! `build --plan`: what would be made.

use serde_json::json;

use crate::batch::Job;
use crate::cli::console::Console;

use super::division::Division;

/// Prints the jobs of this run with their files, costs and parts, and makes nothing. `rejected` are those whose inputs have
/// errors.
pub(super) fn show(division: &Division, rejected: &[Job], console: &Console) {
    let Division { whole, parts, costs, shard } = division;
    let count = shard.map_or(1, |shard| shard.count());
    let own = whole.jobs.iter().zip(parts).filter(|(_, part)| shard.is_none_or(|shard| shard.index() == **part));
    let (mut reports, mut files, mut milliseconds) = (0, 0, 0.0);
    for (job, part) in own {
        let cost = whole_milliseconds(costs.of(job));
        let paths: Vec<String> = job.paths().collect();
        let part = shard.map(|_| format!("{part}/{count}"));
        let of_part = part.as_ref().map_or(String::new(), |part| format!(", shard {part}"));
        let is_rejected = rejected.contains(job);
        let remark = if is_rejected { ", has errors" } else { "" };
        let text = format!("{} ({cost} ms{of_part}{remark})\n  {}", job.title(), paths.join("\n  "));
        let object = json!({
            "country": job.country,
            "report": job.edition.report,
            "year": job.edition.year,
            "language": job.language.as_str(),
            "files": paths,
            "cost-ms": cost,
            "shard": part,
            "has-errors": is_rejected,
        });
        console.result(&text, "job", &object);
        reports += 1;
        files += paths.len();
        milliseconds += cost;
    }
    let of = if reports == 1 { "report" } else { "reports" };
    let what = if files == 1 { "file" } else { "files" };
    let text = format!("{files} {what} of {reports} {of}, {milliseconds} ms by their costs");
    let object = json!({ "files": files, "reports": reports, "cost-ms": milliseconds });
    console.line(&text, "plan", &object);
}

/// Microseconds as milliseconds, to the last digit that they have.
fn whole_milliseconds(microseconds: u64) -> f64 {
    std::time::Duration::from_micros(microseconds).as_secs_f64() * 1000.0
}
