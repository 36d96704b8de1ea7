//! Blocks from data: functions that make one typed block each. Printing it puts it into the ledger.

mod alt;
mod chart;
mod front;
mod table;
mod tiles;

use std::fmt;
use std::sync::Arc;

use minijinja::Environment;
use minijinja::value::{Object, ObjectRepr, Value};

use super::arguments::Arguments;
use super::environment::add_function;
use super::problem::Problem;
use super::session::Session;
use crate::diagnostic::Code;
use crate::document::{Block, BlockId, Inline};

/// A block as a value of the template language; `None` prints nothing.
#[derive(Debug, Clone)]
pub(super) struct BlockObject(pub(super) Option<Block>);

impl BlockObject {
    fn value(block: Block) -> Value {
        Value::from_object(BlockObject(Some(block)))
    }
}

impl Object for BlockObject {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A block that became text is found like a figure that did.
        write!(f, "{}a block", super::phrase::FIGURE_MARK)
    }
}

/// Adds the functions.
pub(super) fn add(environment: &mut Environment<'static>, session: &Arc<Session>) {
    add_function(environment, "table", session, table::table);
    add_function(environment, "chart", session, chart::chart);
    add_function(environment, "key_figures", session, tiles::key_figures);
    add_function(environment, "timeline", session, tiles::timeline);
    add_function(environment, "callout", session, tiles::callout);
    add_function(environment, "cover", session, front::cover);
    add_function(environment, "contents", session, front::contents);
    add_function(environment, "landscape", session, front::landscape);
    add_function(environment, "page_break", session, front::page_break);
    add_function(environment, "metadata", session, front::metadata);
}

const CODE: Code = Code::BLOCK_ARGUMENT;

impl Session {
    /// An argument as a line; empty where it is absent.
    fn line(&self, arguments: &Arguments, name: &str) -> Result<Vec<Inline>, Problem> {
        match arguments.optional(name) {
            Some(value) => self.inlines_in(arguments, name, &value),
            None => Ok(Vec::new()),
        }
    }

    /// An argument as a line that must say something.
    fn required_line(&self, arguments: &Arguments, name: &str) -> Result<Vec<Inline>, Problem> {
        let line = self.inlines_in(arguments, name, &arguments.required(name)?)?;
        if line.is_empty() { Err(arguments.problem(format!("has an empty `{name}`"))) } else { Ok(line) }
    }

    /// A value as a line. What is wrong with it keeps its own code where that says more.
    fn inlines_in(&self, arguments: &Arguments, name: &str, value: &Value) -> Result<Vec<Inline>, Problem> {
        let inlines = self.pieces(value).and_then(|pieces| self.inlines(pieces));
        inlines.map_err(|problem| {
            let code = if problem.code == Code::TEMPLATE_ERROR { arguments.code() } else { problem.code };
            let message = arguments.problem(format!("has a wrong `{name}`: {}", problem.message)).message;
            Problem { code, message, hints: problem.hints }
        })
    }

    /// An argument as plain words; empty where it is absent.
    fn words_of(&self, arguments: &Arguments, name: &str) -> Result<String, Problem> {
        if arguments.optional(name).is_some() { self.plain_text(arguments, name) } else { Ok(String::new()) }
    }

    /// The id of a block; empty where none is given, since the reader gives one then. Refuses one that is taken.
    fn block_id(&self, arguments: &Arguments) -> Result<BlockId, Problem> {
        let Some(id) = arguments.word("id")? else { return Ok(BlockId(String::new())) };
        let is_word = id.chars().next().is_some_and(|c| c.is_ascii_lowercase())
            && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !is_word {
            return Err(arguments.problem(format!("has the id `{id}`, expected lowercase letters, digits and `-`")));
        }
        let id = BlockId(id);
        if !self.record().block_ids.insert(id.clone()) {
            return Err(arguments.problem(format!("has the id `{}`, which another block has", id.0)));
        }
        Ok(id)
    }
}
