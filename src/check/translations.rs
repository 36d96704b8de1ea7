//! Every text exists in every language that reports are built in.

use std::collections::BTreeSet;

use super::error;
use super::records::{conflicts, figures, programmes};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Dataset, LanguageTag, Localized};

/// Texts exist in the languages asked for and in the one that the data is written in.
pub(super) fn texts_are_translated(dataset: &Dataset, languages: &[LanguageTag], diagnostics: &mut Vec<Diagnostic>) {
    let languages: BTreeSet<&LanguageTag> = languages.iter().chain([&dataset.country.language]).collect();
    let mut texts = Texts(Vec::new());
    texts.add_country(dataset);
    texts.add_projects(dataset);
    texts.add_people(dataset);
    texts.add_the_rest(dataset);
    for (path, text) in texts.0 {
        let is_missing = |language: &LanguageTag| text.get(language).is_none_or(|text| text.text.trim().is_empty());
        let missing: Vec<&LanguageTag> = languages.iter().copied().filter(|language| is_missing(language)).collect();
        if missing.is_empty() {
            continue;
        }
        let named: Vec<String> = missing.iter().map(|language| format!("`{language}`")).collect();
        let message = format!("this text does not exist in {}", named.join(", "));
        let problem = error(dataset, &path, Code::MISSING_TRANSLATION, message);
        diagnostics.push(problem.with_hint(if missing == [&dataset.country.language] {
            format!("add it: {} is the language that this data is written in", named.join(", "))
        } else {
            format!("add {}, each with its `translation`: `reviewed` or `draft`", named.join(", "))
        }));
    }
}

/// Texts with their paths.
struct Texts<'a>(Vec<(String, &'a Localized)>);

impl<'a> Texts<'a> {
    fn add(&mut self, path: impl Into<String>, text: impl Into<Option<&'a Localized>>) {
        if let Some(text) = text.into() {
            self.0.push((path.into(), text));
        }
    }

    fn add_country(&mut self, dataset: &'a Dataset) {
        let country = &dataset.country;
        self.add("country/name", &country.name);
        self.add("country/short-name", &country.short_name);
        self.add("country/issuer", &country.issuer);
        for office in &country.offices {
            let path = format!("country/offices/{}", office.id);
            self.add(format!("{path}/name"), &office.name);
            self.add(format!("{path}/head-title"), office.head_title.as_ref());
            self.add(format!("{path}/contact-title"), office.contact_title.as_ref());
            self.add(format!("{path}/note"), office.note.as_ref());
        }
        for policy in &dataset.policies {
            let path = format!("policies/{}", policy.id);
            self.add(format!("{path}/title"), &policy.title);
            self.add(format!("{path}/note"), policy.note.as_ref());
            for area in &policy.priority_areas {
                let path = format!("{path}/priority-areas/{}", area.id);
                self.add(format!("{path}/title"), &area.title);
                for programme in &area.programmes {
                    self.add(format!("{path}/programmes/{}/title", programme.id), &programme.title);
                }
            }
        }
    }

    fn add_projects(&mut self, dataset: &'a Dataset) {
        for project in &dataset.projects {
            let path = format!("projects/{}", project.id);
            self.add(format!("{path}/title"), &project.title);
            for (index, alias) in project.aliases.iter().enumerate() {
                self.add(format!("{path}/aliases/{index}"), alias);
            }
            self.add(format!("{path}/counterpart"), project.counterpart.as_ref());
            self.add(format!("{path}/summary"), project.summary.as_ref());
            self.add(format!("{path}/note"), project.note.as_ref());
            self.add(format!("{path}/same-as/reason"), project.same_as.as_ref().map(|same| &same.reason));
            for commitment in &project.commitments {
                self.add(format!("{path}/commitments/{}/note", commitment.id), commitment.note.as_ref());
            }
        }
    }

    fn add_people(&mut self, dataset: &'a Dataset) {
        for (path, programme) in programmes(dataset) {
            for (index, field) in programme.fields.iter().enumerate() {
                self.add(format!("{path}/fields/{index}"), field);
            }
            self.add(format!("{path}/note"), programme.note.as_ref());
        }
        for dispatch in &dataset.people.dispatches {
            let path = format!("people/dispatches/{}", dispatch.id);
            self.add(format!("{path}/title"), &dispatch.title);
            self.add(format!("{path}/counterpart"), dispatch.counterpart.as_ref());
            self.add(format!("{path}/note"), dispatch.note.as_ref());
        }
        for event in &dataset.people.events {
            self.add(format!("people/events/{}/title", event.id), &event.title);
        }
    }

    fn add_the_rest(&mut self, dataset: &'a Dataset) {
        for source in dataset.sources.values() {
            let path = format!("sources/{}", source.id);
            self.add(format!("{path}/title"), &source.title);
            self.add(format!("{path}/publisher"), source.publisher.as_ref());
            self.add(format!("{path}/date-note"), source.date_note.as_ref());
        }
        for rate in dataset.rates.values() {
            self.add(format!("rates/{}/note", rate.id), rate.note.as_ref());
        }
        for (path, figure) in figures(dataset) {
            self.add(format!("{path}/label"), &figure.label);
            self.add(format!("{path}/note"), figure.note.as_ref());
            self.add(format!("{path}/chosen-because"), figure.chosen_because.as_ref());
        }
        for (path, conflict) in conflicts(dataset) {
            self.add(format!("{path}/printed"), &conflict.printed);
            self.add(format!("{path}/other"), &conflict.other);
            self.add(format!("{path}/chosen-because"), &conflict.chosen_because);
        }
        for edition in &dataset.editions {
            let path = format!("editions/{}/{}", edition.report, edition.year);
            self.add(format!("{path}/note"), edition.note.as_ref());
        }
        for names in dataset.names.values() {
            self.add(format!("names/{}/name", names.id), &names.name);
            self.add(format!("names/{}/expansion", names.id), names.expansion.as_ref());
        }
    }
}
