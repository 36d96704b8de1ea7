//! How long the stages of a report take.

use std::time::Duration;

use super::Format;

/// A step on the way from data to files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Template and data become Markdown.
    Render,
    /// Markdown becomes a Document.
    Read,
    /// The Document is checked, the attached files are made.
    Attach,
    /// The Document is laid out on pages, for the PDF and for the page numbers of the Word file.
    Paginate,
    /// The PDF is written from its pages.
    WritePdf,
    /// The Word file.
    WriteDocx,
    /// The HTML page.
    WriteHtml,
}

impl Stage {
    /// The format that it writes; `None` where it is for several.
    pub fn format(self) -> Option<Format> {
        match self {
            Stage::Render | Stage::Read | Stage::Attach | Stage::Paginate => None,
            Stage::WritePdf => Some(Format::Pdf),
            Stage::WriteDocx => Some(Format::Docx),
            Stage::WriteHtml => Some(Format::Html),
        }
    }
}

/// How long a stage took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timing {
    /// The stage.
    pub stage: Stage,
    /// Its duration.
    pub duration: Duration,
}

/// Notes how long stages take. One that is worked on twice counts once, with both times.
pub(super) struct Watch<'a> {
    /// Time since some fixed moment.
    pub(super) clock: &'a (dyn Fn() -> Duration + Sync),
    /// What was measured, in order.
    pub(super) timings: Vec<Timing>,
}

impl Watch<'_> {
    /// Works, and notes how long it took.
    pub(super) fn measure<T>(&mut self, stage: Stage, work: impl FnOnce() -> T) -> T {
        let start = (self.clock)();
        let made = work();
        let duration = (self.clock)().saturating_sub(start);
        match self.timings.iter_mut().find(|timing| timing.stage == stage) {
            Some(timing) => timing.duration += duration,
            None => self.timings.push(Timing { stage, duration }),
        }
        made
    }
}
