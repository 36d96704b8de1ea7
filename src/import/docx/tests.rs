//! Reports made by hand, corrected in every way that was thought of.

mod files;
mod values;

use insta::assert_snapshot;

use super::*;
use crate::dataset::InputFile;
use crate::diagnostic::Place;
use crate::import::import as import_file;
use crate::package::{Package, Target, XmlWriter, relationship};

const DOCUMENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const FIGURES: &str = "\
# The yearbook's table.
- id: grant-aid-total
  label: {en: Grant aid}
  value: 3.4 billion JPY # as printed
  sources: [{document: page}]
- {id: trainees, label: {en: People}, value: 412 persons, qualifier: about, sources: [{document: page}]}
- id: road
  label: {en: Road}
  value: \"1234 million JPY\"
  sources: [{document: page}]
  other-statements:
    - {value: 7 persons, sources: [{document: page}]}
  chosen-because: {en: x}
";
const PROJECTS: &str = "\
- id: bridge
  title: {en: Bridge}
  schemes: [grant-aid]
  commitments:
    - id: '2014'
      amount: 299 million JPY
      qualifier: exact
      basis: commitment
      scheme: grant-aid
      channel: jica
      instruments: [{kind: E/N, date: 2014-03}]
      annual-limits: [40 million JPY, 259 million JPY]
      sources: [{document: page}]
  sources: [{document: page}]
";

fn project(edits: &[(&str, &str)]) -> Project {
    let files = [
        ("data/xyz/country.yaml", "code: xyz\nname: {en: L}\nshort-name: {en: L}\nissuer: {en: O}\nlanguage: en\n"),
        ("data/xyz/sources.yaml", "- {id: page, title: {en: Page}, date: 2021-03}\n"),
        (
            "data/xyz/rates.yaml",
            "- {id: r1, base: USD, quote: JPY, value: \"141.154\", kind: jica-monthly, date: 2021-03, sources: [{document: page}]}\n",
        ),
        ("data/xyz/editions.yaml", "- {report: brief, year: 2020, fiscal-year: JFY2020, as-of: 2021-03-31}\n"),
        ("data/xyz/figures/2020.yaml", FIGURES),
        ("data/xyz/projects/a.yaml", PROJECTS),
        ("report-templates/locales/en.ftl", include_str!("../../locale/sample.ftl")),
    ];
    let input = |(path, text): (&str, &str)| {
        let text = edits.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
        InputFile { path: path.to_owned(), bytes: text.into_bytes() }
    };
    Project::load(files.into_iter().map(input).collect())
}

/// A figure in a report: id, look, what was printed, what the store says now, what each of its places says now.
struct Figure {
    id: &'static str,
    look: &'static str,
    printed: &'static str,
    store: &'static str,
    texts: &'static [&'static str],
}

/// A figure that somebody edited in Word, which keeps store and text the same.
fn edited(id: &'static str, look: &'static str, printed: &'static str, new: &'static str) -> Figure {
    Figure { id, look, printed, store: new, texts: Box::leak(Box::new([new])) }
}

fn store(country: &str, figures: &[Figure]) -> Vec<u8> {
    let mut xml = XmlWriter::new();
    let attributes =
        [("xmlns", store::NAMESPACE), ("country", country), ("report", "brief"), ("year", "2020"), ("language", "en")];
    xml.element("figures", &attributes, |xml| {
        for (index, figure) in figures.iter().enumerate() {
            let id = format!("f{index}");
            let attributes = [("id", &*id), ("figure", figure.id), ("look", figure.look), ("printed", figure.printed)];
            xml.element("item", &attributes, |xml| xml.element("v", &[], |xml| xml.text(figure.store)));
        }
    });
    xml.into_bytes()
}

fn text(figures: &[Figure]) -> Vec<u8> {
    let mut xml = XmlWriter::new();
    let run =
        |xml: &mut XmlWriter, text: &str| xml.element("w:r", &[], |xml| xml.element("w:t", &[], |xml| xml.text(text)));
    xml.element("w:document", &[("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main")], |xml| {
        xml.element("w:body", &[], |xml| {
            for (index, figure) in figures.iter().enumerate() {
                for (place, text) in figure.texts.iter().enumerate() {
                    xml.element("w:p", &[], |xml| {
                        run(xml, "It came to ");
                        xml.element("w:sdt", &[], |xml| {
                            xml.element("w:sdtPr", &[], |xml| match place {
                                0 => xml.empty("w:tag", &[("w:val", &*format!("f{index}"))]),
                                1 => xml.empty(
                                    "w:dataBinding",
                                    &[("w:xpath", &*format!("/ns0:figures/ns0:item[@id='f{index}']/ns0:v"))],
                                ),
                                _ => xml.empty(
                                    "w:dataBinding",
                                    &[
                                        ("w:prefixMappings", "xmlns:a='urn:hokoku:figures:1'"),
                                        ("w:xpath", &*format!("/a:figures[1]/a:item[{}]/a:v[1]", index + 1)),
                                    ],
                                ),
                            });
                            xml.element("w:sdtContent", &[], |xml| {
                                xml.element("w:del", &[], |xml| {
                                    xml.element("w:r", &[], |xml| xml.element("w:delText", &[], |xml| xml.text("old")))
                                });
                                run(xml, text);
                            });
                        });
                        run(xml, " in all.");
                    });
                }
            }
        });
    });
    xml.into_bytes()
}

fn docx(parts: &[Vec<u8>], text: Vec<u8>) -> Vec<u8> {
    let mut package = Package::new();
    package.add_part("word/document.xml", DOCUMENT, text);
    package.relate("", relationship::OFFICE_DOCUMENT, Target::Part("word/document.xml".into()));
    for (index, part) in parts.iter().enumerate() {
        package.add_part(&format!("customXml/item{}.xml", index + 7), "application/xml", part.clone());
    }
    package.write()
}

fn run(project: &Project, bytes: &[u8]) -> Import {
    import_file(project, &Request { name: "brief.docx", bytes, country: None })
}

fn show(import: &Import) -> String {
    let mut lines: Vec<String> = import.comparison.changes.iter().map(ToString::to_string).collect();
    for problem in &import.diagnostics {
        let place = problem.place.as_ref().map(Place::to_string).unwrap_or_default();
        let hints: String = problem.hints.iter().map(|hint| format!("\n  | {hint}")).collect();
        lines.push(format!("{place} {}: {}{hints}", problem.code, problem.message));
    }
    lines.push(import.comparison.counts().to_string());
    lines.join("\n")
}

fn check(figures: &[Figure]) -> String {
    show(&run(&project(&[]), &docx(&[store("xyz", figures)], text(figures))))
}

/// The project after an import.
fn applied(project: &Project, import: &Import) -> Project {
    let after = |file: &crate::import::ChangedFile| InputFile { path: file.path.clone(), bytes: file.after.clone() };
    project.with_files(import.files.iter().map(after))
}

const TOTAL: &str = "xyz/figures/grant-aid-total@2020";

#[test]
fn an_edited_figure_changes_its_value_and_says_where_it_came_from() {
    let figures = [
        edited(TOTAL, "", "3.4 billion yen", "3.55 billion yen"),
        edited("xyz/figures/trainees@2020", "number", "about 412", "415"),
        edited("xyz/commitments/bridge/2014", "unit(billion)", "0.299 billion yen", "up to 301 million yen"),
        edited("xyz/commitments/bridge/2014/annual-limit-2", "", "259 million yen", "261 million yen"),
        edited("xyz/rates/r1", "number", "141.154", "141.2"),
        edited("xyz/figures/road.other-1@2020", "", "7 people", "not available"),
        edited("xyz/figures/road@2020", "", "1,234 million yen", "1,234  million yen"),
    ];
    let project = project(&[]);
    let bytes = docx(&[store("xyz", &figures)], text(&figures));
    let import = run(&project, &bytes);
    assert_snapshot!(show(&import), @r"
    changed xyz/figures/grant-aid-total@2020: 3.4 billion JPY → 3.55 billion JPY
            printed `3.4 billion yen`, edited `3.55 billion yen`
            data/xyz/figures/2020.yaml:4:10
    changed xyz/figures/trainees@2020: about 412 persons → exact 415 persons
            printed `about 412`, edited `415`
            data/xyz/figures/2020.yaml:6:46
    changed xyz/commitments/bridge/2014: exact 299 million JPY → up to 301 million JPY
            printed `0.299 billion yen`, edited `up to 301 million yen`
            data/xyz/projects/a.yaml:6:15
    changed xyz/commitments/bridge/2014/annual-limit-2: 259 million JPY → 261 million JPY
            printed `259 million yen`, edited `261 million yen`
            data/xyz/projects/a.yaml:12:39
    changed xyz/rates/r1: 141.154 → 141.2
            printed `141.154`, edited `141.2`
            data/xyz/rates.yaml:1:42
    changed xyz/figures/road.other-1@2020: 7 persons → not-available persons
            printed `7 people`, edited `not available`
            data/xyz/figures/2020.yaml:12:15
    0 added, 6 changed, 0 removed, 1 unchanged
    ");
    let files = import.files.iter().map(|file| format!("--- {}\n{}", file.path, String::from_utf8_lossy(&file.after)));
    let files: String = files.collect();
    let digest = crate::report::sha256_hex(&bytes);
    assert_snapshot!(files.replace(&digest, "SHA256").replace("\"SHA256\"", "SHA256"), @r#"
    --- data/xyz/figures/2020.yaml
    # The yearbook's table.
    - id: grant-aid-total
      label: {en: Grant aid}
      value: 3.55 billion JPY # as printed
      sources: [{document: page}]
    - {id: trainees, label: {en: People}, value: 415 persons, qualifier: exact, sources: [{document: page}]}
    - id: road
      label: {en: Road}
      value: "1234 million JPY"
      sources: [{document: page}]
      other-statements:
        - {value: not-available persons, sources: [{document: page}]}
      chosen-because: {en: x}
    --- data/xyz/projects/a.yaml
    - id: bridge
      title: {en: Bridge}
      schemes: [grant-aid]
      commitments:
        - id: '2014'
          amount: 301 million JPY
          qualifier: up-to
          basis: commitment
          scheme: grant-aid
          channel: jica
          instruments: [{kind: E/N, date: 2014-03}]
          annual-limits: [40 million JPY, 261 million JPY]
          sources: [{document: page}]
      sources: [{document: page}]
    --- data/xyz/provenance.yaml
    # Where imported values came from. Written by `hokoku import --apply`.
    - value: xyz/figures/grant-aid-total@2020
      file: brief.docx
      sha256: SHA256
      place: figures/f0
      raw: 3.55 billion yen
      transformation: printed `3.4 billion yen` (as stated), read as `3.55 billion JPY`
    - value: xyz/figures/trainees@2020
      file: brief.docx
      sha256: SHA256
      place: figures/f1
      raw: "415"
      transformation: printed `about 412` (look `number`), read as `415 persons`
    - value: xyz/commitments/bridge/2014
      file: brief.docx
      sha256: SHA256
      place: figures/f2
      raw: up to 301 million yen
      transformation: printed `0.299 billion yen` (look `unit(billion)`), read as `301 million JPY`
    - value: xyz/commitments/bridge/2014/annual-limit-2
      file: brief.docx
      sha256: SHA256
      place: figures/f3
      raw: 261 million yen
      transformation: printed `259 million yen` (as stated), read as `261 million JPY`
    - value: xyz/rates/r1
      file: brief.docx
      sha256: SHA256
      place: figures/f4
      raw: "141.2"
      transformation: printed `141.154` (look `number`), read as `141.2`
    - value: xyz/figures/road.other-1@2020
      file: brief.docx
      sha256: SHA256
      place: figures/f5
      raw: not available
      transformation: printed `7 people` (as stated), read as `not-available persons`
    --- data/xyz/rates.yaml
    - {id: r1, base: USD, quote: JPY, value: "141.2", kind: jica-monthly, date: 2021-03, sources: [{document: page}]}
    "#);
    // Again: there is nothing left to do.
    let again = run(&applied(&project, &import), &bytes);
    assert_eq!(show(&again), "0 added, 0 changed, 0 removed, 7 unchanged");
    assert!(again.files.is_empty());
}

#[test]
fn a_second_correction_takes_the_place_of_the_origin_of_the_first() {
    let first = [edited(TOTAL, "", "3.4 billion yen", "3.5 billion yen")];
    let project = project(&[]);
    let once = applied(&project, &run(&project, &docx(&[store("xyz", &first)], text(&first))));
    let second = [edited(TOTAL, "", "3.5 billion yen", "3.6 billion yen")];
    let twice = applied(&once, &run(&once, &docx(&[store("xyz", &second)], text(&second))));
    let origins = &twice.countries["xyz"].dataset.as_ref().unwrap().provenance;
    let raw: Vec<&str> = origins.iter().map(|origin| origin.raw.as_str()).collect();
    assert_eq!(raw, ["3.6 billion yen"]);
}
