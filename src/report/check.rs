//! What can be found without writing a file: in the data, in templates and themes, in locales.

use std::collections::{BTreeMap, BTreeSet};

use crate::check as rules;
use crate::diagnostic::{Code, Diagnostic, Place, nearest, sort};
use crate::document::Document;
use crate::model::{Dataset, Edition, LanguageTag};
use crate::template;
use crate::writer::pdf::{self, Fonts, PdfInput};

use super::project::{DATA, TEMPLATES, folders};
use super::{Project, Request, compose, mappings, messages, narratives, units};

/// Everything that can be found in a project as far as some countries need it: shared files, the countries'
/// data, each of their editions made up to its Document, and themes tried on one Document a template. Sorted.
pub fn check(project: &Project, codes: &[String], fonts: &Fonts) -> Vec<Diagnostic> {
    let mut found = check_shared(project);
    let broken = files_with_errors(&found);
    for code in codes {
        let of_country = check_country(project, code);
        let is_sound =
            !of_country.iter().any(|problem| problem.is_error() && problem.code != Code::MISSING_TRANSLATION);
        found.extend(of_country);
        if is_sound {
            found.extend(try_editions(project, code, &broken, fonts));
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
    found.extend(messages::missing_messages(project));
    found.extend(mappings::words(project).1);
    found
}

/// What is wrong in the files of one country.
pub fn check_country(project: &Project, code: &str) -> Vec<Diagnostic> {
    let Some(country) = project.countries.get(code) else { return Vec::new() };
    let mut found = country.diagnostics.clone();
    if let Some(dataset) = &country.dataset {
        let offered: BTreeSet<LanguageTag> =
            dataset.editions.iter().flat_map(|edition| languages(project, edition)).collect();
        // What an unfinished language lacks in the data too is a matter for when it is finished.
        let used: BTreeSet<LanguageTag> =
            offered.into_iter().filter(|language| messages::is_finished(project, language)).collect();
        found.extend(units::unknown_units(project, dataset, &used));
        found.extend(rules::check(dataset, &used.into_iter().collect::<Vec<_>>()));
        found.extend(template::lint_narrative(dataset));
        found.extend(narratives::unread(project, dataset));
        found.extend(editions_without_template(project, dataset));
    }
    found.extend(mappings::mappings(project, code).1);
    found
}

/// Whether all texts of a country exist in a language; one that lacks some stops the reports in that language only.
pub fn is_translated(project: &Project, code: &str, language: &LanguageTag) -> bool {
    let dataset = project.countries.get(code).and_then(|country| country.dataset.as_ref());
    let lacks_text = |problem: &Diagnostic| problem.code == Code::MISSING_TRANSLATION && problem.is_error();
    dataset.is_none_or(|dataset| !rules::check(dataset, std::slice::from_ref(language)).iter().any(lacks_text))
}

/// The languages that an edition is made in; none where its template is not there.
fn languages(project: &Project, edition: &Edition) -> Vec<LanguageTag> {
    project.templates.get(&edition.report).map_or_else(Vec::new, |template| project.languages_of(template))
}

fn files_with_errors(diagnostics: &[Diagnostic]) -> BTreeSet<String> {
    let errors = diagnostics.iter().filter(|problem| problem.is_error());
    errors.filter_map(|problem| Some(problem.place.as_ref()?.file.to_string())).collect()
}

/// Makes the Documents of a country's editions, but for those in a language whose file is broken or that the data
/// lacks texts in: all that could be found there follows from that. The first Document of each template is laid out,
/// to find errors of its theme.
fn try_editions(project: &Project, code: &str, broken: &BTreeSet<String>, fonts: &Fonts) -> Vec<Diagnostic> {
    let dataset = project.countries.get(code).and_then(|country| country.dataset.as_ref());
    let mut usable: BTreeMap<LanguageTag, bool> = BTreeMap::new();
    let mut tried: BTreeSet<&str> = BTreeSet::new();
    let mut found = Vec::new();
    for edition in dataset.iter().flat_map(|dataset| &dataset.editions) {
        for language in languages(project, edition) {
            let is_usable = *usable.entry(language.clone()).or_insert_with(|| {
                let file = format!("{TEMPLATES}locales/{language}.ftl");
                !broken.contains(&file) && is_translated(project, code, &language)
            });
            let Some(request) = project.request(code, edition, &language).filter(|_| is_usable) else { continue };
            let (document, problems) = compose(&request, None);
            found.extend(problems);
            if let Some(document) = document
                && tried.insert(&request.template.name)
            {
                found.extend(try_theme(&request, &document, fonts));
            }
        }
    }
    found
}

fn try_theme(request: &Request<'_>, document: &Document, fonts: &Fonts) -> Vec<Diagnostic> {
    let timestamp = document.metadata.timestamp;
    let input = PdfInput { document, theme: request.theme, locale: request.writer_locale, attachments: &[], timestamp };
    let found = pdf::try_theme(&input, fonts);
    pdf::clear_cache();
    found
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
