//! What stands in the finished reports: every fact, the same numbers in each format, nothing from the future.

use std::collections::BTreeSet;

use hokoku::dataset::{self, InputFile};
use hokoku::locale::{Form, Locale, Look};
use hokoku::model::{Dataset, Figure, FigureValue, LanguageTag, Scale};

use crate::built::{all, build, files_of, project_of_case, root};
use crate::text::{attachment, html_text, letters, pdf_letters};

fn country() -> Dataset {
    let files: Vec<InputFile> = files_of(&root().join("data/kgz"))
        .into_iter()
        .map(|(path, bytes)| InputFile { path: format!("data/kgz/{path}"), bytes })
        .collect();
    dataset::load("kgz", &files).0.expect("the project's own data is whole")
}

fn english() -> Locale {
    let ftl = std::fs::read_to_string(root().join("report-templates/locales/en.ftl")).expect("the language file");
    Locale::new(LanguageTag::parse("en").expect("a tag"), "en.ftl", &ftl).expect("valid Fluent")
}

fn pdfs() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    all().iter().filter(|(path, _)| path.ends_with(".pdf")).map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
}

#[test]
fn one_annual_report_and_21_briefs_come_out_as_pdf_and_html() {
    let names: Vec<&str> = all().keys().map(String::as_str).collect();
    let count = |report: &str, format: &str| {
        names.iter().filter(|name| name.contains(report) && name.ends_with(format)).count()
    };
    assert_eq!((count("annual-report", ".pdf"), count("annual-report", ".html")), (1, 1), "{names:?}");
    assert_eq!((count("yearly-brief", ".pdf"), count("yearly-brief", ".html")), (21, 21), "{names:?}");
    assert!(names.contains(&"manifest.json"));
}

#[test]
fn every_number_and_every_project_title_of_the_data_stands_in_a_pdf() {
    let (dataset, locale) = (country(), english());
    let text: String = pdfs().map(|(_, bytes)| pdf_letters(bytes)).collect();
    let mut missing = BTreeSet::new();
    let mut expect = |what: &str, words: String| {
        if !text.contains(&letters(&words)) {
            missing.insert(format!("{what}: {words}"));
        }
    };
    let number = |figure: &Figure, scale: Option<Scale>| {
        let look = Look { scale, form: Form::Number, ..Look::default() };
        locale.figure_text(figure, &look).expect("a printable figure")
    };
    for project in &dataset.projects {
        for (_, title) in project.title.iter() {
            expect(&project.id, title.text.clone());
        }
        for commitment in &project.commitments {
            let figure = commitment.to_figure(dataset.code(), project).expect("a valid id");
            expect(&project.id, number(&figure, Some(Scale::Million)));
        }
        for record in &project.figures {
            let id = dataset.owned_figure_id("projects", &project.id, record).expect("a valid id");
            expect(id.as_str(), number(&record.to_figure(id.clone()), None));
        }
    }
    for (year, records) in &dataset.figures {
        for record in records.iter().filter(|record| !matches!(record.value, FigureValue::NotApplicable(_))) {
            let id = dataset.figure_id(*year, record).expect("a valid id");
            expect(id.as_str(), number(&record.to_figure(id.clone()), None));
            for other in record.other_figures(&id) {
                expect(other.id.as_str(), number(&other, None));
            }
        }
    }
    for rate in dataset.rates.values() {
        expect(&rate.id, locale.number(rate.value, None));
    }
    assert!(missing.is_empty(), "not printed anywhere:\n{}", missing.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn every_format_prints_the_same_figures_in_the_same_order() {
    for (path, bytes) in pdfs() {
        let html = &all()[&path.replace(".pdf", ".html")];
        let html = std::str::from_utf8(html).expect("UTF-8");
        let json = html.split_once("id=\"hokoku-figures\">").expect("the figures").1;
        let json = json.split_once("</script>").expect("the end of the figures").0;
        let of_html: serde_json::Value = serde_json::from_str(json).expect("JSON");
        let of_pdf: serde_json::Value = serde_json::from_slice(&attachment(bytes, "figures.json")).expect("JSON");
        let list = |value: &serde_json::Value| -> Vec<(String, String)> {
            let list = value.as_array().or_else(|| value.get("figures")?.as_array()).expect("a list of figures");
            let text = |figure: &serde_json::Value, key: &str| figure[key].as_str().unwrap_or_default().to_owned();
            list.iter().map(|figure| (text(figure, "id"), text(figure, "text"))).collect()
        };
        assert!(!list(&of_pdf).is_empty(), "{path}");
        assert_eq!(list(&of_pdf), list(&of_html), "{path}");
    }
}

#[test]
fn the_brief_of_1998_knows_nothing_of_what_came_later() {
    let text = html_text(std::str::from_utf8(&all()["kgz/1998/yearly-brief.en.html"]).expect("UTF-8"));
    let before_sources = text.rsplit_once("Sources").expect("the brief has sources").0;
    let words: Vec<char> = before_sources.chars().collect();
    for (at, window) in words.windows(4).enumerate() {
        let year: String = window.iter().collect();
        let is_number = |index: usize| words.get(index).is_some_and(char::is_ascii_digit);
        let is_whole = !is_number(at.wrapping_sub(1)) && !is_number(at + 4);
        if !is_whole || !year.chars().all(|c| c.is_ascii_digit()) || !("1999".."2100").contains(&year.as_str()) {
            continue;
        }
        let before: String = words[at.saturating_sub(9)..at].iter().collect();
        let is_end_of_a_project_that_had_begun = before.ends_with('–');
        let is_the_last_day = year == "1999" && before.ends_with("31 March ");
        assert!(is_end_of_a_project_that_had_begun || is_the_last_day, "{before}{year}");
    }
}

#[test]
fn values_that_look_like_markup_are_printed_letter_by_letter() {
    let (_folder, project) = project_of_case("invented-country");
    let output = project.join("output");
    build(&project, &output, &[]);
    let hostile = letters(r##"#read("/etc/passwd") *x* [a](b) <b> $1$ {{ 7*7 }}"##);
    for (path, bytes) in files_of(&output) {
        let text = match path.rsplit('.').next() {
            Some("pdf") => pdf_letters(&bytes),
            Some("html") => letters(&html_text(std::str::from_utf8(&bytes).expect("UTF-8"))),
            Some(_) | None => continue,
        };
        assert!(text.contains(&hostile), "{path}");
        assert!(!text.contains("root:x:"), "{path}");
    }
}

#[test]
fn the_same_inputs_give_the_same_bytes_on_one_thread_or_two_and_in_any_folder() {
    let copy = tempfile::TempDir::new().expect("a temporary folder");
    for folder in ["data", "report-templates"] {
        crate::built::copy(&root().join(folder), &copy.path().join(folder));
    }
    let years = ["yearly-brief", "--year", "2015..2018"];
    let mut results = Vec::new();
    for (project, jobs, name) in [(root(), "1", "a"), (root(), "2", "b"), (copy.path(), "2", "c")] {
        let output = copy.path().join(name);
        build(project, &output, &[&years[..], &["--jobs", jobs]].concat());
        results.push(files_of(&output));
    }
    assert!(results[0].len() > 4);
    assert!(results.iter().all(|files| *files == results[0]));
    let report = &results[0]["kgz/2015/yearly-brief.en.pdf"];
    assert_eq!(Some(report), all().get("kgz/2015/yearly-brief.en.pdf"));
}
