//! Templates: from the data to Markdown, through MiniJinja. Floor 2.
//!
//! A template is CommonMark with `{{ … }}` and `{% … %}`; it sees the data only as of the edition's date, through
//! the functions in `functions` and `blocks`. Values are never markup: all that is printed is escaped, and a
//! figure is printed as a link into a ledger, so that it keeps its source. What the template language does not
//! have (an allow-list of filters, tests and functions) cannot be used to undo that. Knows nothing of Markdown's
//! structure beyond the escaper, and nothing of formats.
//!
//! The engine's syntax is that of Jinja as MiniJinja 3.1 has it, with `trim_blocks` and `lstrip_blocks`.

mod arguments;
mod blocks;
mod environment;
mod figure;
mod formatter;
mod functions;
mod lint;
mod loader;
mod looks;
mod manifest;
mod phrase;
mod problem;
mod record;
mod rendering;
mod session;
mod spans;
mod time;
mod vocabulary;

#[cfg(test)]
mod tests;

pub use lint::{lint, lint_narrative};
pub use manifest::{Manifest, Template};
pub use rendering::{Rendering, render};
