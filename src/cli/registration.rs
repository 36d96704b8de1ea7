//! Who enters what in the registers of issued files when a file is stamped, and what may not be written over.

use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::host::{self, Replacement};
use crate::issued::{self, IssuedFile, Mark, REGISTER, Stamped, State, Status};
use crate::report::Project;

use super::args::Common;
use super::exit::Stop;
use super::stamp::shown;

/// Whether the stamped file gets an entry in a register.
pub(super) enum Registration {
    Entry {
        /// Below the project.
        register: String,
        /// What it held.
        before: Option<Vec<u8>>,
        /// What it shall hold.
        after: Vec<u8>,
    },
    None {
        why: String,
    },
}

impl Registration {
    /// Enters a stamped file where that is due.
    ///
    /// # Errors
    ///
    /// `register-path`, and what is wrong with the register.
    pub(super) fn of(
        project: &Project,
        common: &Common,
        output: &Path,
        file: &IssuedFile<'_>,
        mark: &Mark,
        stamped: &Stamped,
    ) -> Result<Registration, Stop> {
        let none = |why: String| Ok(Registration::None { why });
        match mark.status {
            Status::Draft | Status::ForApproval => return none("it is not issued yet".to_owned()),
            Status::Final | Status::Superseded => {}
        }
        let Some(origin) = file.origin() else { return none("the file is not a report of this program".to_owned()) };
        if !project.countries.contains_key(&origin.country) {
            return none(format!("the project has no country `{}`", origin.country));
        }
        let register = format!("data/{}/{REGISTER}", origin.country);
        let Some(below) = path_below(&common.project, output) else {
            let message = format!("`{}` is outside of the project, so `{register}` can't name it", shown(output));
            let problem = Diagnostic::error(Code::REGISTER_PATH, None, message);
            return Err(problem
                .with_hint("choose a file inside of the project with `-o`, such as `issued/NAME.pdf`")
                .into());
        };
        let entry = issued::Entry::new(&below, &origin, mark, &stamped.bytes, &stamped.original_sha256);
        let place = common.project.join(&register);
        let before = if host::has_file(&place) { Some(host::read_file(&place, issued::MOST_BYTES)?) } else { None };
        let after = issued::add(&register, before.as_deref(), &entry).map_err(Stop::Problems)?;
        Ok(Registration::Entry { register, before, after })
    }

    /// The register in which it is entered, below the project.
    pub(super) fn register(&self) -> Option<String> {
        match self {
            Registration::Entry { register, .. } => Some(register.clone()),
            Registration::None { .. } => None,
        }
    }

    /// The register as it is to be written.
    pub(super) fn replacement(&self, project: &Path) -> Option<Replacement> {
        match self {
            Registration::Entry { register, before, after } => {
                Some(Replacement { path: project.join(register), before: before.clone(), after: after.clone() })
            }
            Registration::None { .. } => None,
        }
    }

    /// What becomes of the register, for people.
    pub(super) fn said(&self) -> String {
        match self {
            Registration::Entry { register, .. } => format!("entered in `{register}`"),
            Registration::None { why } => format!("no entry in a register: {why}"),
        }
    }
}

/// A path relative to a folder that it lies in; the file and some of its folders need not be there yet.
fn path_below(folder: &Path, path: &Path) -> Option<String> {
    let folder = folder.canonicalize().ok()?;
    let whole = std::path::absolute(path).ok()?;
    let there = whole.ancestors().skip(1).find(|above| above.is_dir())?;
    let rest = whole.strip_prefix(there).ok()?;
    let real = there.canonicalize().ok()?.join(rest);
    let below = real.strip_prefix(&folder).ok()?.to_str()?.replace('\\', "/");
    let is_straight = below.split('/').all(|part| !part.is_empty() && part != "..");
    is_straight.then_some(below)
}

/// Refuses to write something else over a file that stands in a register and is as it was issued.
///
/// # Errors
///
/// `issued-file`.
pub(super) fn refuse_issued(project: &Project, common: &Common, output: &Path, bytes: &[u8]) -> Result<(), Stop> {
    if !host::has_file(output) {
        return Ok(());
    }
    let there = host::read_file(output, issued::MOST_BYTES)?;
    let Some(below) = path_below(&common.project, output).filter(|_| there != bytes) else { return Ok(()) };
    for code in project.countries.keys() {
        let register = format!("data/{code}/{REGISTER}");
        let place = common.project.join(&register);
        if !host::has_file(&place) {
            continue;
        }
        let (entries, _) = issued::read_register(&register, &host::read_file(&place, issued::MOST_BYTES)?);
        let of_path: Vec<_> = entries.into_iter().filter(|entry| entry.file == below).collect();
        let states = issued::verify_register(&of_path, |_| Ok::<_, Stop>(Some(there.clone())))?;
        let Some((entry, State::Unchanged)) = of_path.last().zip(states.last().copied()) else { continue };
        let since = format!("{} since {}", entry.status.as_str(), entry.date);
        let message = format!("the file is issued, so nothing else is written over it: in `{register}` it is {since}");
        let problem = Diagnostic::error(Code::ISSUED_FILE, Place::file(shown(output)), message);
        return Err(problem.with_hint("choose another name with `-o`").into());
    }
    Ok(())
}
