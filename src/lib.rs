//! Hokoku makes annual reports and yearly briefs from data.

pub mod check;
pub mod dataset;
pub mod diagnostic;
pub mod document;
pub mod model;
