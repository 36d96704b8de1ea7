//! Printing: the only way from a value to Markdown. Everything is escaped here, whatever the file is called.
//!
//! What an expression prints is set between two private-use characters, so that [`super::spans`] can tell
//! it from the template's own text even after it went through a macro or a `{% set %}` block.

use std::sync::Arc;

use minijinja::value::Value;
use minijinja::{Error, Output, State};

use super::blocks::BlockObject;
use super::phrase::{EXPRESSION_END, EXPRESSION_START, FIGURE_MARK, Piece};
use super::problem::Problem;
use super::session::Session;
use crate::diagnostic::Code;
use crate::markdown;

/// Prints a value of an expression.
pub(super) fn print(session: &Arc<Session>, output: &mut Output, _: &mut State, value: &Value) -> Result<(), Error> {
    // Safe strings are only those that macros, `{% set %}` blocks and `~` of such made of printed values.
    if value.is_safe()
        && let Some(text) = value.as_str()
    {
        return output.write_str(text).map_err(Error::from);
    }
    if let Some(block) = value.downcast_object_ref::<BlockObject>() {
        return print_block(session, output, block);
    }
    let pieces = joined(session.pieces(value)?);
    if pieces.iter().all(|piece| matches!(piece, Piece::Text(text) if text.is_empty())) {
        return Err(Problem::new(Code::TEMPLATE_ERROR, "nothing is printed: the value is none or empty")
            .hint("set `{% if … %}` around it")
            .into());
    }
    for piece in pieces {
        print_piece(session, output, piece)?;
    }
    Ok(())
}

fn print_piece(session: &Arc<Session>, output: &mut Output, piece: Piece) -> Result<(), Error> {
    match piece {
        Piece::Text(text) => print_text(output, &text),
        Piece::Figure(figure) => {
            let printed = session.print_figure(&figure)?;
            let text = escape(&printed.text)?;
            let index = {
                let mut record = session.record();
                record.figures.push(printed);
                record.figures.len() - 1
            };
            write!(output, "{EXPRESSION_START}[{text}](figure:{index}){EXPRESSION_END}").map_err(Error::from)
        }
        Piece::Link { address, text } => {
            output.write_str("[")?;
            print_text(output, &text)?;
            write!(output, "](<{}>)", escape_address(&address)).map_err(Error::from)
        }
        Piece::Missing(diagnostic) => {
            session.record().diagnostics.push(*diagnostic);
            print_text(output, "?")
        }
        Piece::Refused(problem) => Err((*problem).into()),
    }
}

fn print_text(output: &mut Output, text: &str) -> Result<(), Error> {
    if text.is_empty() {
        return Ok(());
    }
    let text = escape(text)?;
    write!(output, "{EXPRESSION_START}{text}{EXPRESSION_END}").map_err(Error::from)
}

fn print_block(session: &Arc<Session>, output: &mut Output, block: &BlockObject) -> Result<(), Error> {
    let Some(block) = &block.0 else { return Ok(()) };
    let index = {
        let mut record = session.record();
        record.blocks.push(block.clone());
        record.blocks.len() - 1
    };
    write!(output, "{EXPRESSION_START}![](block:{index}){EXPRESSION_END}").map_err(Error::from)
}

/// Texts that follow each other as one, since escaping looks at their ends.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::new();
    for piece in pieces {
        match (joined.last_mut(), piece) {
            (Some(Piece::Text(last)), Piece::Text(next)) => last.push_str(&next),
            (_, piece) => joined.push(piece),
        }
    }
    joined
}

fn escape(text: &str) -> Result<String, Error> {
    if text.contains([FIGURE_MARK, EXPRESSION_START, EXPRESSION_END]) {
        super::phrase::check_text(text)?;
    }
    markdown::escape(text).map_err(|character| {
        let code = u32::from(character);
        let problem = format!("the text `{}` has the control character U+{code:04X}", text.escape_debug());
        Error::from(Problem::new(Code::TEMPLATE_ERROR, problem).hint("take the character out of the data"))
    })
}

/// An address inside `<…>`: only what would end it or begin an entity is escaped.
fn escape_address(address: &str) -> String {
    let mut escaped = String::with_capacity(address.len());
    for character in address.chars() {
        if matches!(character, '<' | '>' | '\\' | '&') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
