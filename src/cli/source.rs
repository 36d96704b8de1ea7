//! The project and the fonts, read from the disk.

use std::path::Path;

use crate::dataset::InputFile;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::host::{self, DiskFile};
use crate::report::{Input, Project, sha256_hex};
use crate::writer::pdf::Fonts;

use super::args::Common;
use super::exit::Stop;

/// Reads the project that the options name.
pub(super) fn project(common: &Common) -> Result<Project, Stop> {
    let root = &common.project;
    if !root.is_dir() {
        let message = format!("the project's folder `{}` does not exist", root.display());
        let problem = Diagnostic::error(Code::MISSING_DIRECTORY, None, message);
        return Err(problem.with_hint("name the project's folder with `--project DIR`").into());
    }
    let mut files = Vec::new();
    for folder in ["data", "report-templates"] {
        let found = host::read_tree(root, folder)?;
        files.extend(found.into_iter().map(|DiskFile { path, bytes }| InputFile { path, bytes }));
    }
    let mut project = Project::load(files);
    let looked_in = root.canonicalize().unwrap_or_else(|_| root.clone());
    for problem in project.diagnostics.iter_mut().filter(|problem| problem.code == Code::MISSING_DIRECTORY) {
        problem.message.push_str(&format!("; looked in `{}`", looked_in.display()));
    }
    Ok(project)
}

/// Reads the project that the options name, for a command that says nothing where there is none.
///
/// # Errors
///
/// What [`project()`] says, and `missing-directory` where `data/` or `report-templates/` is not there.
pub(super) fn present_project(common: &Common) -> Result<Project, Stop> {
    let project = project(common)?;
    let missing = project.diagnostics.iter().filter(|problem| problem.code == Code::MISSING_DIRECTORY);
    let missing: Vec<Diagnostic> = missing.cloned().collect();
    if missing.is_empty() { Ok(project) } else { Err(Stop::Problems(missing)) }
}

/// The fonts of a process, and those from outside the project as inputs for the manifest.
pub(super) struct FontSet {
    /// Built-in fonts, those of the themes, then those of the folder.
    pub(super) fonts: Fonts,
    /// The files of the folder.
    pub(super) inputs: Vec<Input>,
}

/// Loads the project's fonts and those of a folder.
pub(super) fn fonts(project: &Project, folder: Option<&Path>) -> Result<FontSet, Stop> {
    let mut files = project.fonts.clone();
    let mut inputs = Vec::new();
    if let Some(folder) = folder {
        if !folder.is_dir() {
            let way_out = "name one that holds TTF or OTF files with `--font-dir DIR` or `HOKOKU_FONT_DIR`";
            return Err(Stop::Folder(format!("there is no folder `{}` for fonts; {way_out}", folder.display())));
        }
        let is_font = |path: &str| {
            let path = path.to_ascii_lowercase();
            [".ttf", ".otf", ".ttc", ".otc"].iter().any(|end| path.ends_with(end))
        };
        for DiskFile { path, bytes } in host::read_linked_tree(folder)?.into_iter().filter(|file| is_font(&file.path)) {
            inputs.push(Input { path: format!("font-dir/{path}"), sha256: sha256_hex(&bytes) });
            files.push((path, bytes));
        }
    }
    let fonts = Fonts::new(&files);
    let unreadable: Vec<Diagnostic> = fonts
        .unreadable()
        .iter()
        .map(|name| {
            Diagnostic::error(Code::UNREADABLE_FILE, None, format!("`{name}` holds no font"))
                .with_hint("give TTF, OTF, TTC or OTC files; other kinds must be converted")
        })
        .collect();
    if unreadable.is_empty() { Ok(FontSet { fonts, inputs }) } else { Err(Stop::Problems(unreadable)) }
}

/// Refuses codes of countries that the project does not have, with what it has.
pub(super) fn require_countries(project: &Project, codes: &[String]) -> Result<(), Stop> {
    let known: Vec<&str> = project.countries.keys().map(String::as_str).collect();
    let report = |code: &String| {
        let problem = Diagnostic::error(Code::NOT_FOUND, None, format!("the project has no country `{code}`"));
        match nearest(code, known.iter().copied()) {
            Some(near) => problem.with_hint(format!("did you mean `{near}`?")),
            None => problem.with_hint(format!("take what there is: {}", known.join(", "))),
        }
    };
    let unknown: Vec<Diagnostic> = codes.iter().filter(|code| !known.contains(&code.as_str())).map(report).collect();
    if unknown.is_empty() { Ok(()) } else { Err(Stop::Problems(unknown)) }
}
