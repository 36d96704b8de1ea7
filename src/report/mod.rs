//! One report, from data to files. Floor 4.
//!
//! The one place that knows the order of the stages: render the template, read its Markdown, complete the
//! Document, check what a reader with a screen reader needs, write each format. It also knows how the files
//! of a project belong together ([`Project`]) and gathers what can be found without writing ([`check`]).
//!
//! Pure: files come in as bytes, artifacts go out as bytes, and the only clock is the one that is passed in
//! to measure stages. Knows nothing of paths of output, of threads or of the disk.

mod accessibility;
mod attachments;
mod build;
mod check;
mod fingerprint;
mod format;
mod hash;
mod locales;
mod mappings;
mod messages;
mod narratives;
mod places;
mod printed;
mod project;
mod records;
mod templates;
mod themes;
mod units;
mod watch;

pub use build::{Artifact, Built, Draft, Drafted, ReportInput, Written, build, compose, draft};
pub use check::{check, check_country, check_shared, is_translated};
pub use fingerprint::Fingerprint;
pub use format::Format;
pub use hash::{hex, sha256_hex, sha256_of};
pub use mappings::{mappings, words};
pub use places::add_excerpts;
pub use project::{Country, Input, Project, Request};
pub use watch::{Stage, Timing};
