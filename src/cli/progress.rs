//! How far a build is: a bar on a terminal, plain lines elsewhere.

use std::path::Path;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::json;

use crate::batch::{Event, Fate, Job, Mode, Product};
use crate::host::{self, Change};

use super::console::Console;

/// The display of a run.
pub(super) struct Progress<'a> {
    console: &'a Console,
    output: &'a Path,
    mode: Mode,
    bar: ProgressBar,
}

impl<'a> Progress<'a> {
    /// A display for a number of jobs. The bar is on standard error, and hidden where that is no terminal.
    pub(super) fn new(console: &'a Console, output: &'a Path, mode: Mode, jobs: usize) -> Progress<'a> {
        let target = if console.has_display() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(jobs as u64), target);
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}").expect("the template is well formed");
        bar.set_style(style);
        Progress { console, output, mode, bar }
    }

    /// Shows an event.
    pub(super) fn show(&self, event: Event<'_>) {
        match event {
            Event::Started(job) => self.bar.set_message(job.title()),
            Event::Finished(finished) => {
                self.bar.suspend(|| finished.products.iter().for_each(|product| self.show_product(product)));
                self.bar.inc(1);
            }
        }
    }

    /// Says of a job that is not begun which of its files stay as an earlier run left them.
    pub(super) fn reject(&self, job: &Job) {
        for format in &job.formats {
            let path = job.path(*format);
            if host::has_file(&self.output.join(&path)) {
                self.show_product(&Product { path, format: *format, fate: Fate::Rejected { has_earlier: true } });
            }
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn show_product(&self, product: &Product) {
        let path = self.output.join(&product.path);
        let (word, size, is_cached, has_earlier) = match &product.fate {
            Fate::Written { change, bytes, is_cached, .. } => {
                let word = match (self.mode, change) {
                    (Mode::Write, Change::Written) => "written",
                    (Mode::Write, Change::Unchanged) => "unchanged",
                    (Mode::Compare, Change::Written) if host::has_file(&path) => "differs",
                    (Mode::Compare, Change::Written) => "missing",
                    (Mode::Compare, Change::Unchanged) => "same",
                };
                (word, Some(*bytes), *is_cached, false)
            }
            Fate::Rejected { has_earlier } => ("rejected", None, false, *has_earlier),
            Fate::Crashed => ("crashed", None, false, false),
            Fate::NotWritable(_) => ("refused", None, false, false),
        };
        let remark = match size {
            Some(bytes) if is_cached && word == "written" => format!(" ({} kB, from the cache)", bytes.div_ceil(1000)),
            Some(bytes) => format!(" ({} kB)", bytes.div_ceil(1000)),
            None if has_earlier => " (the earlier file stays where it is)".to_owned(),
            None => String::new(),
        };
        let object = json!({ "path": product.path, "state": word, "bytes": size, "cached": is_cached });
        self.console.line(&format!("{word:<9}  {}{remark}", path.display()), "artifact", &object);
    }
}
