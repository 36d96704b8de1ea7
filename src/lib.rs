//! Hokoku makes annual reports and yearly briefs from data: structured data in YAML is merged into MiniJinja
//! templates and comes out as PDF and HTML, with the source of every number.
//!
//! What follows is the map of the house.
#![doc = include_str!("ARCHITECTURE.md")]

pub mod batch;
pub mod chart;
pub mod check;
pub mod cli;
pub mod dataset;
pub mod diagnostic;
pub mod document;
pub mod host;
pub mod import;
pub mod issued;
pub mod locale;
pub mod markdown;
pub mod model;
pub mod package;
pub mod report;
pub mod spreadsheet;
pub mod template;
pub mod writer;
