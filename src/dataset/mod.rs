//! YAML files to the model, with the place of every value and every problem in one run. Floor 1.
//!
//! Text becomes a tree that knows its places (`parse`), serde reads each record from the tree through our own
//! deserializer and reads it again around each problem (`read`), and what belongs together is put together
//! (`load`): ids, references, places. Knows the shapes of the files and which value refers to which record; what
//! the values must agree on is for `check` to say.
//!
//! YAML 1.2.2 by the parser of `serde-saphyr`. Any bytes give diagnostics: nesting, aliases and readings have
//! limits.

mod access;
mod characters;
mod describe;
mod deserializer;
pub mod edit;
mod file;
mod ids;
mod load;
mod mend;
mod node;
mod parse;
mod places;
mod problem;
mod read;
mod references;
mod sample;

use serde::de::DeserializeOwned;

pub use load::{InputFile, file_of, load};

use crate::diagnostic::{self, Diagnostic};

/// Reads one YAML file into a type of the caller, such as a theme or the description of a template.
///
/// `path` is what places say. `None` together with at least one error.
pub fn read_yaml<T: DeserializeOwned>(path: &str, bytes: &[u8]) -> (Option<T>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let value = read_value(path, bytes, &mut diagnostics);
    diagnostic::sort(&mut diagnostics);
    let value = value.filter(|_| diagnostics.is_empty());
    (value, diagnostics)
}

fn read_value<T: DeserializeOwned>(path: &str, bytes: &[u8], diagnostics: &mut Vec<Diagnostic>) -> Option<T> {
    let file = file::TextFile::new(path, bytes).map_err(|problem| diagnostics.push(problem)).ok()?;
    let parsed = parse::parse(&file, diagnostics);
    let root = if parsed.is_whole { parsed.root.unwrap_or_else(node::Node::nothing) } else { parsed.root? };
    read::read(&file, &root, diagnostics)
}

#[cfg(test)]
mod tests;
