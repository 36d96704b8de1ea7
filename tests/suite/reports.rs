//! What stands in the finished reports: the same numbers in each format, nothing from the future.

use serde_json::Value;

use crate::built::{all, build, files_of, project_of_case, root};
use crate::text::{attachment, docx_text, html_text, letters, part, pdf_letters, pdf_text};

fn pdfs() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    all().iter().filter(|(path, _)| path.ends_with(".pdf")).map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
}

#[test]
fn one_annual_report_and_21_briefs_come_out_in_every_format() {
    let names: Vec<&str> = all().keys().map(String::as_str).collect();
    let count = |report: &str, format: &str| {
        names.iter().filter(|name| name.contains(report) && name.ends_with(format)).count()
    };
    for format in [".pdf", ".docx", ".html"] {
        assert_eq!((count("annual-report", format), count("yearly-brief", format)), (1, 21), "{names:?}");
    }
    assert!(names.contains(&"manifest.json"));
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
        let of_docx = part(&all()[&path.replace(".pdf", ".docx")], "customXml/item2.xml");
        let of_docx: Vec<(String, String)> = of_docx
            .children_named("figure")
            .map(|figure| {
                let text = figure.child("text").expect("a text").text().into_owned();
                (figure.attribute("id").expect("an id").to_owned(), text)
            })
            .collect();
        assert_eq!(of_docx, list(&of_html), "{path}");
    }
}

/// Years in a text after 1998 that are neither the end of a period nor the last day of the fiscal year.
fn later_years(text: &str) -> Vec<String> {
    let words: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
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
        if !is_end_of_a_project_that_had_begun && !is_the_last_day {
            found.push(format!("{before}{year}"));
        }
    }
    found
}

#[test]
fn the_brief_of_1998_knows_nothing_of_what_came_later() {
    let html = html_text(std::str::from_utf8(&all()["kgz/1998/yearly-brief.en.html"]).expect("UTF-8"));
    let pdf = pdf_text(&all()["kgz/1998/yearly-brief.en.pdf"]);
    for text in [html, pdf] {
        let before_sources = text.rsplit_once("Sources").expect("the brief has sources").0;
        assert!(before_sources.contains("1998"));
        assert_eq!(later_years(before_sources), Vec::<String>::new());
    }
}

/// All texts of a value, but ends of periods and dates, addresses and names of documents, which may be later.
fn record_texts(key: &str, value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => match key {
            "document" | "place" => {}
            "period" | "periods" | "stated-years" => found.extend(text.split('/').next().map(str::to_owned)),
            _ => found.push(text.clone()),
        },
        Value::Array(items) => items.iter().for_each(|item| record_texts(key, item, found)),
        Value::Object(fields) => fields.iter().for_each(|(key, value)| record_texts(key, value, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn the_records_in_the_brief_of_1998_know_nothing_of_what_came_later() {
    let pdf = &all()["kgz/1998/yearly-brief.en.pdf"];
    let mut records: Value = serde_json::from_slice(&attachment(pdf, "data.json")).expect("JSON");
    let sources = records.as_object_mut().expect("an object").remove("sources").expect("sources");
    let mut texts = Vec::new();
    record_texts("", &records, &mut texts);
    let mut csv = String::from_utf8(attachment(pdf, "commitments.csv")).expect("UTF-8");
    for source in sources.as_array().expect("a list") {
        csv = csv.replace(source["id"].as_str().expect("a text"), "");
    }
    texts.push(csv);
    assert!(texts.len() > 50);
    // The day itself is in 1999, and so may be what was signed before it; `attached` looks at the days.
    let later: Vec<String> =
        texts.iter().flat_map(|text| later_years(text)).filter(|found| !found.ends_with("1999")).collect();
    assert_eq!(later, Vec::<String>::new());
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
            Some("docx") => letters(&docx_text(&bytes)),
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
