//! Folders of `report-templates/` that hold a `template.yaml`.

use std::collections::BTreeMap;

use crate::dataset::{InputFile, read_yaml};
use crate::diagnostic::{Code, Diagnostic, Place, nearest};
use crate::template::{Manifest, Template};

use super::format::Format;
use super::project::{TEMPLATES, below, folders, text_of};

/// Folders that hold something else.
const OTHER_FOLDERS: [&str; 2] = ["themes", "locales"];

/// Reads every template; one whose manifest is unusable is left out, and said so.
pub(super) fn load(
    files: &BTreeMap<String, InputFile>,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Template> {
    let names = folders(files, TEMPLATES).filter(|name| !OTHER_FOLDERS.contains(&name.as_str()));
    names.filter_map(|name| Some((name.clone(), load_template(name, files, diagnostics)?))).collect()
}

fn load_template(
    name: String,
    files: &BTreeMap<String, InputFile>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Template> {
    let folder = format!("{TEMPLATES}{name}/");
    let path = format!("{folder}template.yaml");
    let Some(file) = files.get(&path) else {
        let problem = Diagnostic::error(Code::NOT_FOUND, Place::file(&folder), "the folder has no `template.yaml`");
        diagnostics.push(problem.with_hint(format!("add `{path}`, or move the folder out of `{TEMPLATES}`")));
        return None;
    };
    let (manifest, problems) = read_yaml::<Manifest>(&path, &file.bytes);
    diagnostics.extend(problems);
    let manifest = manifest?;
    check_manifest(&path, &manifest, files, diagnostics);
    let theme_folder = format!("{TEMPLATES}themes/{}/", manifest.theme);
    let sources = below(files, &folder).chain(below(files, &theme_folder)).filter(|file| file.path.ends_with(".j2"));
    let mut texts = BTreeMap::new();
    for source in sources {
        match text_of(source) {
            Ok(text) => drop(texts.insert(source.path.clone(), text)),
            Err(problem) => diagnostics.push(problem),
        }
    }
    Some(Template { name, manifest, files: texts })
}

fn check_manifest(
    path: &str,
    manifest: &Manifest,
    files: &BTreeMap<String, InputFile>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let place = || Place::file(path);
    for format in manifest.formats.iter().chain(manifest.cost.keys()).filter(|format| Format::parse(format).is_none()) {
        let message = format!("`{format}` is not a format that reports are written in");
        diagnostics.push(
            Diagnostic::error(Code::INVALID_VALUE, place(), message)
                .with_hint(format!("take one of {}", Format::ALL.map(|format| format!("`{format}`")).join(", "))),
        );
    }
    let themes: Vec<String> = folders(files, &format!("{TEMPLATES}themes/")).collect();
    if !themes.contains(&manifest.theme) {
        let message = format!("there is no theme `{}`", manifest.theme);
        let problem = Diagnostic::error(Code::DANGLING_REFERENCE, place(), message);
        diagnostics.push(match nearest(&manifest.theme, themes.iter().map(String::as_str)) {
            Some(near) => problem.with_hint(format!("did you mean `{near}`?")),
            None => problem.with_hint(format!("add the folder `{TEMPLATES}themes/{}`", manifest.theme)),
        });
    }
}
