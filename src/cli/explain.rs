//! `hokoku explain`.

use crate::diagnostic::{CODES, Code, Diagnostic, explanation, nearest};

use super::args::Explain;
use super::console::Console;
use super::exit::{Exit, Stop};

/// Tells what a code means.
pub(super) fn run(options: &Explain, console: &Console) -> Result<Exit, Stop> {
    let code = &options.code;
    let Some(text) = explanation(code) else {
        let problem = Diagnostic::error(Code::NOT_FOUND, None, format!("there is no code `{code}`"));
        let problem = match nearest(code, CODES.iter().map(|(code, _)| code.as_str())) {
            Some(near) => problem.with_hint(format!("did you mean `{near}`?")),
            None => problem.with_hint("see all codes: `hokoku list codes`"),
        };
        return Err(problem.into());
    };
    console.table(&["explanation"], &[vec![format!("{code}: {text}")]]);
    Ok(Exit::Done)
}
