//! Hokoku makes annual reports and yearly briefs from data.

pub mod batch;
pub mod chart;
pub mod check;
pub mod cli;
pub mod dataset;
pub mod diagnostic;
pub mod document;
pub mod host;
pub mod locale;
pub mod markdown;
pub mod model;
pub mod report;
pub mod spreadsheet;
pub mod template;
pub mod writer;
