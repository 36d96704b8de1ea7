//! Files of `report-templates/locales/`: the languages that are offered.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::dataset::InputFile;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::locale::Locale;
use crate::model::LanguageTag;

use super::project::{TEMPLATES, below, text_of};

/// Reads every locale; one with an error is left out, and said so.
pub(super) fn load(
    files: &BTreeMap<String, InputFile>,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<LanguageTag, Arc<Locale>> {
    let folder = format!("{TEMPLATES}locales/");
    let mut locales = BTreeMap::new();
    for file in below(files, &folder) {
        let Some(name) = file.path.strip_prefix(&folder).and_then(|name| name.strip_suffix(".ftl")) else { continue };
        match load_locale(name, file) {
            Ok(locale) => drop(locales.insert(locale.tag().clone(), Arc::new(locale))),
            Err(problems) => diagnostics.extend(problems),
        }
    }
    if locales.is_empty() && files.keys().any(|path| path.starts_with(TEMPLATES)) {
        let problem = Diagnostic::error(Code::NOT_FOUND, Place::file(&folder), "the project offers no usable language");
        diagnostics.push(problem.with_hint(format!("add `{folder}LANGUAGE.ftl` with the words of a language")));
    }
    locales
}

fn load_locale(name: &str, file: &InputFile) -> Result<Locale, Vec<Diagnostic>> {
    let text = text_of(file).map_err(|problem| vec![problem])?;
    let tag = LanguageTag::parse(name).ok_or_else(|| {
        let message = format!("`{name}` is not a language tag (BCP 47)");
        let problem = Diagnostic::error(Code::LOCALE_ERROR, Place::file(&file.path), message);
        vec![problem.with_hint("name the file after its language")]
    })?;
    Locale::new(tag, &file.path, &text)
}
