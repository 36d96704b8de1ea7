//! The integration tests: one binary, so that it is linked once.

mod attached;
mod built;
mod cache;
mod commands;
mod examples;
mod feedback;
mod filling;
mod import;
mod incremental;
mod isolated;
mod killed;
mod markdown;
mod options;
mod printed;
mod reference;
mod reports;
mod shards;
mod sheet_files;
mod sheets;
mod stamp;
mod tags;
mod text;
mod tidy;
mod word;
mod workbook;
