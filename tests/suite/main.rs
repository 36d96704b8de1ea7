//! The integration tests: one binary, so that it is linked once.

mod built;
mod commands;
mod reports;
mod text;
mod tidy;
