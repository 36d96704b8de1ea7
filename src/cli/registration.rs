//! Who enters what in the registers of issued files when a file is stamped, and what may not be written over.

use std::path::{Component, Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::host::{self, Lock, Replacement};
use crate::issued::{self, Entry, IssuedFile, Mark, REGISTER, Stamped, State, Status};
use crate::model::LanguageTag;
use crate::report::Project;

use super::args::Common;
use super::build::default_output;
use super::exit::Stop;
use super::stamp::shown;

/// The file in `data/` whose lock is held while registers are read and written; hidden, so no input.
const LOCK: &str = ".register.lock";

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
    /// `register-path`, `issued-file` where the register of any country has another edition for the path, and what is
    /// wrong with the registers.
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
        let below = place_of_issued(project, common, output, &register)?;
        let entry = Entry::new(&below, &origin, mark, &stamped.bytes, &stamped.original_sha256);
        for (country, other) in standing(project, common, output, &below)? {
            if country != origin.country || !entry.is_same_edition(&other) {
                return Err(taken(output, &country, &other, "another report is issued there").into());
            }
        }
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

/// Keeps every other process from writing registers, and files that stand in one, until it is dropped. Outside of a project
/// there is nothing to keep.
///
/// # Errors
///
/// If the disk refuses.
pub(super) fn hold(common: &Common, output: &Path) -> Result<Option<Lock>, Stop> {
    let data = common.project.join("data");
    match data.is_dir() && path_below(&common.project, output).is_some() {
        true => Ok(Some(host::lock(&data.join(LOCK))?)),
        false => Ok(None),
    }
}

/// Refuses to write something else over a file that stands in a register and is as it was issued.
///
/// # Errors
///
/// `issued-file`, and what is wrong with the registers.
pub(super) fn refuse_issued(project: &Project, common: &Common, output: &Path, bytes: &[u8]) -> Result<(), Stop> {
    if !host::has_file(output) {
        return Ok(());
    }
    let there = host::read_file(output, issued::MOST_BYTES)?;
    let Some(below) = path_below(&common.project, output).filter(|_| there != bytes) else { return Ok(()) };
    for (country, entry) in standing(project, common, output, &below)? {
        let states = issued::verify_register(std::slice::from_ref(&entry), |_| Ok::<_, Stop>(Some(there.clone())))?;
        if states == [State::Unchanged] {
            return Err(taken(output, &country, &entry, "the file is issued").into());
        }
    }
    Ok(())
}

fn taken(output: &Path, country: &str, entry: &Entry, what: &str) -> Diagnostic {
    let Entry { report, year, language, status, date, .. } = entry;
    let message = format!(
        "{what}, so nothing else is written over it: `data/{country}/{REGISTER}` has {report} {year} ({language}), {} since {date}",
        status.as_str()
    );
    Diagnostic::error(Code::ISSUED_FILE, Place::file(shown(output)), message).with_hint("choose another name with `-o`")
}

/// The entry that stands for a file in each country's register, with the country.
///
/// # Errors
///
/// What is wrong with a register: where one can't be read, nobody knows what it protects.
fn standing(project: &Project, common: &Common, output: &Path, below: &str) -> Result<Vec<(String, Entry)>, Stop> {
    let is_it = |entry: &Entry| entry.file == below || host::is_same_file(&common.project.join(&entry.file), output);
    let mut found = Vec::new();
    for code in project.countries.keys() {
        let register = format!("data/{code}/{REGISTER}");
        let place = common.project.join(&register);
        if !host::has_file(&place) {
            continue;
        }
        let (entries, problems) = issued::read_register(&register, &host::read_file(&place, issued::MOST_BYTES)?);
        if !problems.is_empty() {
            let way_out = "mend the register; until it can be read, nobody knows which files are issued";
            return Err(Stop::Problems(problems.into_iter().map(|problem| problem.with_hint(way_out)).collect()));
        }
        found.extend(entries.into_iter().rfind(is_it).map(|entry| (code.clone(), entry)));
    }
    Ok(found)
}

/// The path below the project under which a register names an issued file.
fn place_of_issued(project: &Project, common: &Common, output: &Path, register: &str) -> Result<String, Diagnostic> {
    let refused = |message: String| {
        Diagnostic::error(Code::REGISTER_PATH, None, message)
            .with_hint("choose a file inside of the project with `-o`, such as `issued/NAME.pdf`")
    };
    let shown = shown(output);
    let Some(below) = path_below(&common.project, output) else {
        return Err(refused(format!("`{shown}` is outside of the project, so `{register}` can't name it")));
    };
    if !issued::is_path(&below) {
        let message =
            format!("`{shown}` has a `\\` or `:` in its name, so `{register}` can't name it for every system");
        return Err(refused(message));
    }
    let in_output = path_below(&default_output(common), output);
    if in_output.is_some_and(|path| is_of_build(project, &path)) {
        return Err(refused(format!(
            "`{shown}` is where `hokoku build` writes, so the next build would write over it"
        )));
    }
    Ok(below)
}

/// Whether a path below the output folder is such as reports of the project get.
fn is_of_build(project: &Project, path: &str) -> bool {
    let is_report = |name: &str| {
        let parts = name.strip_suffix(".pdf").and_then(|name| name.rsplit_once('.'));
        parts.is_some_and(|(report, language)| {
            let is_offered = |tag: &LanguageTag| project.locales.contains_key(tag);
            project.templates.contains_key(report) && LanguageTag::parse(language).as_ref().is_some_and(is_offered)
        })
    };
    match path.split('/').collect::<Vec<_>>()[..] {
        [country, year, name] => {
            project.countries.contains_key(country) && year.parse::<i16>().is_ok() && is_report(name)
        }
        _ => false,
    }
}

/// A path relative to a folder that it lies in, with `/`, behind all links; the file and some of its folders need not be
/// there yet.
fn path_below(folder: &Path, path: &Path) -> Option<String> {
    let (folder, path) = (behind_links(folder)?, behind_links(path)?);
    let names = path.strip_prefix(&folder).ok()?.components().map(|part| match part {
        Component::Normal(name) => name.to_str(),
        Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => None,
    });
    let names: Vec<&str> = names.collect::<Option<_>>()?;
    (!names.is_empty()).then(|| names.join("/"))
}

fn behind_links(path: &Path) -> Option<PathBuf> {
    let whole = std::path::absolute(path).ok()?;
    if let Ok(real) = whole.canonicalize() {
        return Some(real);
    }
    let there = whole.ancestors().skip(1).find(|above| above.is_dir())?;
    Some(there.canonicalize().ok()?.join(whole.strip_prefix(there).ok()?))
}
