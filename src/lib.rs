//! Hokoku makes annual reports and yearly briefs from data.

pub mod dataset;
pub mod chart;
pub mod diagnostic;
pub mod document;
pub mod locale;
pub mod markdown;
pub mod model;
pub mod template;
pub mod writer;
