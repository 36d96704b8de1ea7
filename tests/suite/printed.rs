//! Every fact of the data is printed: numbers by the id that travels in the PDF, texts by their words.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hokoku::locale::{Form, Locale, Look};
use hokoku::model::{Dataset, Figure, FigureValue, Known, LanguageTag, Localized, Quantity, Scale};
use serde_json::Value;

use crate::built::{all, country, root};
use crate::text::{attachment, letters, pdf_letters};

fn english() -> Locale {
    let ftl = std::fs::read_to_string(root().join("report-templates/locales/en.ftl")).expect("the language file");
    Locale::new(LanguageTag::parse("en").expect("a tag"), "en.ftl", &ftl).expect("valid Fluent")
}

/// The letters of each PDF by its path.
fn texts() -> BTreeMap<&'static str, String> {
    let pdfs = all().iter().filter(|(path, _)| path.ends_with(".pdf"));
    pdfs.map(|(path, bytes)| (path.as_str(), pdf_letters(bytes))).collect()
}

/// By id, the texts that `figures.json` says are printed, as letters; those that do not stand in their PDF left out.
fn printed(texts: &BTreeMap<&'static str, String>) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, text) in texts {
        let list: Value = serde_json::from_slice(&attachment(&all()[*path], "figures.json")).expect("JSON");
        for figure in list["figures"].as_array().expect("a list of figures") {
            let of = |key: &str| figure[key].as_str().expect("a text").to_owned();
            let words = letters(&of("text"));
            if text.contains(&words) {
                found.entry(of("id")).or_default().insert(words);
            }
        }
    }
    found
}

/// Whether a number stands in a text as a whole, not as a part of a longer one.
fn has_number(text: &str, number: &str) -> bool {
    text.match_indices(number).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let mut after = text[at + number.len()..].chars();
        let is_joined = |c: Option<char>| c.is_some_and(|c| matches!(c, '.' | ','));
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let next = after.next();
        let goes_on = is_digit(next) || (is_joined(next) && is_digit(after.next()));
        !is_digit(before) && !is_joined(before) && !goes_on
    })
}

/// Every number of the data: its id and what it is.
fn numbers(dataset: &Dataset) -> Vec<(Figure, Option<Scale>)> {
    let mut numbers = Vec::new();
    for project in &dataset.projects {
        for commitment in &project.commitments {
            let sum = commitment.to_figure(dataset.code(), project).expect("a valid id");
            let part = |name: String, quantity: &Quantity, scale| {
                let id = format!("{}/{name}", sum.id);
                let id = hokoku::model::FigureId::parse(&id).expect("a valid id");
                (Figure { id, value: FigureValue::Known(quantity.clone()), ..sum.clone() }, scale)
            };
            let million = Some(Scale::Million);
            let limits = commitment.annual_limits.iter().enumerate();
            numbers.extend(limits.map(|(index, limit)| part(format!("annual-limit-{}", index + 1), limit, million)));
            numbers.extend(commitment.output.iter().map(|output| part("output".to_owned(), output, None)));
            if let Some(terms) = &commitment.terms {
                let all = [("interest", &terms.interest), ("repayment", &terms.repayment), ("grace", &terms.grace)];
                numbers.extend(all.map(|(name, quantity)| part(name.to_owned(), quantity, None)));
            }
            numbers.push((sum, million));
        }
    }
    let people = &dataset.people;
    let programmes = [("training", &people.training), ("volunteers", &people.volunteers), ("experts", &people.experts)];
    let of_projects = dataset.projects.iter().map(|project| ("projects", project.id.as_str(), &project.figures));
    let of_dispatches =
        people.dispatches.iter().map(|dispatch| ("dispatches", dispatch.id.as_str(), &dispatch.figures));
    let of_programmes =
        programmes.iter().filter_map(|(name, programme)| Some(("people", *name, &programme.as_ref()?.figures)));
    for (collection, owner, records) in of_projects.chain(of_dispatches).chain(of_programmes) {
        for record in records {
            let id = dataset.owned_figure_id(collection, owner, record).expect("a valid id");
            numbers.extend(record.other_figures(&id).into_iter().map(|other| (other, None)));
            numbers.push((record.to_figure(id), None));
        }
    }
    for (year, records) in &dataset.figures {
        for record in records {
            let id = dataset.figure_id(*year, record).expect("a valid id");
            numbers.extend(record.other_figures(&id).into_iter().map(|other| (other, None)));
            numbers.push((record.to_figure(id), None));
        }
    }
    numbers.retain(|(figure, _)| !matches!(figure.value, FigureValue::NotApplicable(_)));
    numbers
}

/// What the data says in words, with where it says it; of the office, its lines.
fn words(known: &Known) -> Vec<(String, String)> {
    let mut words = Vec::new();
    let mut add = |owner: String, text: &Localized| {
        words.extend(text.iter().map(|(_, text)| (owner.clone(), text.text.clone())));
    };
    for project in known.projects() {
        add(format!("projects/{}", project.id), &project.title);
    }
    for dispatch in known.dispatches() {
        add(format!("dispatches/{}", dispatch.id), &dispatch.title);
    }
    for event in known.events() {
        add(format!("events/{}", event.id), &event.title);
    }
    if let Some(policy) = known.policy() {
        add(format!("policy/{}", policy.id), &policy.title);
        for area in &policy.priority_areas {
            add(format!("areas/{}", area.id), &area.title);
            for programme in &area.programmes {
                add(format!("programmes/{}", programme.id), &programme.title);
            }
        }
    }
    if let Some(office) = known.office() {
        let owner = format!("offices/{}", office.id);
        add(owner.clone(), &office.name);
        office.head_title.iter().chain(&office.contact_title).for_each(|title| add(owner.clone(), title));
        let lines = [&office.head, &office.contact, &office.telephone, &office.fax, &office.website];
        let lines = lines.into_iter().flatten().chain(&office.address);
        words.extend(lines.map(|line| (owner.clone(), line.clone())));
    }
    words
}

fn check(what: &str, missing: &[String]) {
    assert!(missing.is_empty(), "{what} not printed:\n{}", missing.join("\n"));
}

#[test]
fn every_number_of_the_data_is_printed_under_its_id() {
    let (dataset, locale) = (country(), english());
    let texts = texts();
    let printed = printed(&texts);
    let mut missing = Vec::new();
    let is_printed = |id: &str, number: &str| {
        printed.get(id).is_some_and(|all| all.iter().any(|text| has_number(text, &letters(number))))
    };
    for (figure, scale) in numbers(&dataset) {
        let id = figure.id.as_str();
        let print = |scale, form| {
            let look = Look { scale, form, ..Look::default() };
            locale.figure_text(&figure, &look).expect("a printable figure")
        };
        let (digits, words) = (print(scale, Form::Number), letters(&print(None, Form::Words)));
        let in_words = || printed.get(id).is_some_and(|all| all.contains(&words));
        if !is_printed(id, &digits) && !in_words() {
            missing.push(format!("{id}: {digits}; printed: {:?}", printed.get(id)));
        }
    }
    for rate in dataset.rates.values() {
        let (id, number) = (format!("{}/rates/{}", dataset.code(), rate.id), locale.number(rate.value, None));
        if !is_printed(&id, &number) {
            missing.push(format!("{id}: {number}; printed: {:?}", printed.get(&id)));
        }
    }
    check("numbers", &missing);
}

#[test]
fn every_text_of_the_data_stands_in_the_annual_report() {
    let dataset = Arc::new(country());
    let edition = dataset.editions.iter().find(|edition| edition.report == "annual-report").expect("an edition");
    let known = Known::new(&dataset, edition.as_of.last_day());
    let texts = texts();
    let (_, text) = texts.iter().find(|(path, _)| path.contains("annual-report")).expect("an annual report");
    let missing: Vec<String> = words(&known)
        .into_iter()
        .filter(|(_, words)| !text.contains(&letters(words)))
        .map(|(owner, words)| format!("{owner}: {words}"))
        .collect();
    check("texts", &missing);
}

#[test]
fn every_title_of_a_project_stands_in_a_report() {
    let texts = texts();
    let titles: Vec<(String, String)> = country()
        .projects
        .iter()
        .flat_map(|project| {
            project.title.iter().map(|(_, title)| (project.id.clone(), title.text.clone())).collect::<Vec<_>>()
        })
        .collect();
    let missing: Vec<String> = titles
        .into_iter()
        .filter(|(_, title)| !texts.values().any(|text| text.contains(&letters(title))))
        .map(|(id, title)| format!("{id}: {title}"))
        .collect();
    check("titles", &missing);
}
