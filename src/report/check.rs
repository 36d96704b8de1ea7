//! What can be found without writing a file: in the data, in templates and themes, in locales.

use std::collections::BTreeSet;

use crate::check as rules;
use crate::diagnostic::{Code, Diagnostic, Place, nearest, sort};
use crate::model::{Dataset, Edition, LanguageTag};
use crate::template;

use super::project::{DATA, TEMPLATES, folders};
use super::{Project, compose};

/// Everything that can be found in a project as far as some countries need it: shared files, the countries'
/// data, and each of their editions made up to its Document. Sorted.
pub fn check(project: &Project, codes: &[String]) -> Vec<Diagnostic> {
    let mut found = check_shared(project);
    for code in codes {
        let of_country = check_country(project, code);
        let is_sound = !of_country.iter().any(Diagnostic::is_error);
        found.extend(of_country);
        if is_sound {
            found.extend(try_editions(project, code));
        }
    }
    sort(&mut found);
    found
}

/// What is wrong in the files that all countries share: templates, themes, locales.
pub fn check_shared(project: &Project) -> Vec<Diagnostic> {
    let mut found = project.diagnostics.clone();
    found.extend(project.templates.values().flat_map(template::lint));
    found.extend(project.templates.values().flat_map(|template| unknown_languages(project, template)));
    found.extend(unknown_titles(project));
    found.extend(untranslated_messages(project));
    found
}

/// What is wrong in the files of one country.
pub fn check_country(project: &Project, code: &str) -> Vec<Diagnostic> {
    let Some(country) = project.countries.get(code) else { return Vec::new() };
    let mut found = country.diagnostics.clone();
    if let Some(dataset) = &country.dataset {
        let used: BTreeSet<LanguageTag> =
            dataset.editions.iter().flat_map(|edition| languages(project, edition)).collect();
        found.extend(rules::check(dataset, &used.into_iter().collect::<Vec<_>>()));
        found.extend(template::lint_narrative(dataset));
        found.extend(editions_without_template(project, dataset));
    }
    found
}

/// The languages that an edition is made in; none where its template is not there.
fn languages(project: &Project, edition: &Edition) -> Vec<LanguageTag> {
    project.templates.get(&edition.report).map_or_else(Vec::new, |template| project.languages_of(template))
}

fn try_editions(project: &Project, code: &str) -> Vec<Diagnostic> {
    let dataset = project.countries.get(code).and_then(|country| country.dataset.as_ref());
    let editions = dataset.iter().flat_map(|dataset| &dataset.editions);
    let requests = editions.flat_map(|edition| {
        languages(project, edition).into_iter().filter_map(move |language| project.request(code, edition, &language))
    });
    requests.flat_map(|request| compose(&request, None).1).collect()
}

fn editions_without_template(project: &Project, dataset: &Dataset) -> Vec<Diagnostic> {
    let known: Vec<String> = folders(&project.files, TEMPLATES).collect();
    let is_unknown = |edition: &&Edition| !known.contains(&edition.report);
    let report = |edition: &Edition| {
        let place = Place::file(format!("{DATA}{}/editions.yaml", dataset.code()));
        let message = format!("the edition `{}` of {} has no template of this name", edition.report, edition.year);
        let problem = Diagnostic::error(Code::DANGLING_REFERENCE, place, message);
        match nearest(&edition.report, project.templates.keys().map(String::as_str)) {
            Some(near) => problem.with_hint(format!("did you mean `{near}`?")),
            None => problem.with_hint(format!("add the folder `{TEMPLATES}{}`", edition.report)),
        }
    };
    dataset.editions.iter().filter(is_unknown).map(report).collect()
}

fn unknown_languages(project: &Project, template: &template::Template) -> Vec<Diagnostic> {
    let wanted = template.manifest.languages.iter().flatten();
    let path = |language: &LanguageTag| format!("{TEMPLATES}locales/{language}.ftl");
    let is_missing = |language: &&LanguageTag| !project.files.contains_key(&path(language));
    let report = |language: &LanguageTag| {
        let place = Place::file(format!("{TEMPLATES}{}/template.yaml", template.name));
        Diagnostic::error(Code::DANGLING_REFERENCE, place, format!("the project offers no language `{language}`"))
            .with_hint(format!("add `{}`, or take it out of `languages`", path(language)))
    };
    wanted.filter(is_missing).map(report).collect()
}

/// Titles of templates that a locale lacks.
fn unknown_titles(project: &Project) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for template in project.templates.values() {
        let languages = project.languages_of(template);
        let locales = languages.iter().filter_map(|language| project.locales.get(language));
        let title = &template.manifest.title;
        for locale in locales.filter(|locale| !locale.has_message(title)) {
            let place = Place::file(format!("{TEMPLATES}{}/template.yaml", template.name));
            let message = format!("the title's message `{title}` is not in the language `{}`", locale.tag());
            found.push(
                Diagnostic::error(Code::UNKNOWN_MESSAGE, place, message)
                    .with_hint(format!("add `{title}` to `{TEMPLATES}locales/{}.ftl`", locale.tag())),
            );
        }
    }
    found
}

/// Messages that some locales have and others lack.
fn untranslated_messages(project: &Project) -> Vec<Diagnostic> {
    let all: BTreeSet<&str> = project.locales.values().flat_map(|locale| locale.message_keys()).collect();
    let mut found = Vec::new();
    for locale in project.locales.values() {
        let path = format!("{TEMPLATES}locales/{}.ftl", locale.tag());
        for key in all.iter().filter(|key| !locale.has_message(key)) {
            let message = format!("the message `{key}`, which another language has, is missing");
            let problem = Diagnostic::warning(Code::MISSING_TRANSLATION, Place::file(&path), message);
            found.push(problem.with_hint(format!("add `{key}` to `{path}`")));
        }
    }
    found
}
