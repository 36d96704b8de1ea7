//! Reports made by hand, corrected in every way that was thought of.

mod places;
mod refused;
mod values;

use insta::assert_snapshot;

use super::*;
use crate::dataset::InputFile;
use crate::diagnostic::Place;
use crate::import::import as import_file;
use crate::package::{Package, Target, XmlWriter, relationship};
use crate::spreadsheet::read::sample::in_this_process;

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
        ("report-templates/locales/en.ftl", include_str!("../../../locale/sample.ftl")),
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
                                if place == TRACKED {
                                    let old =
                                        |xml: &mut XmlWriter| xml.element("w:delText", &[], |xml| xml.text("old"));
                                    xml.element("w:del", &[], |xml| xml.element("w:r", &[], old));
                                }
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

/// Which place of a figure has a tracked change in it.
const TRACKED: usize = 1;

fn docx(parts: &[Vec<u8>], text: Vec<u8>) -> Vec<u8> {
    let mut package = Package::new();
    package.add_part("word/document.xml", DOCUMENT, text);
    package.relate("", relationship::OFFICE_DOCUMENT, Target::Part("word/document.xml".into()));
    for (index, part) in parts.iter().enumerate() {
        package.add_part(&format!("customXml/item{}.xml", index + 7), "application/xml", part.clone());
    }
    package.write()
}

fn request<'a>(path: &'a str, bytes: &'a [u8], country: Option<&'a str>) -> Request<'a> {
    Request { path, bytes: bytes.into(), country, encoding: None, allows_removals: false, isolate: &in_this_process }
}

fn run(project: &Project, bytes: &[u8]) -> Import {
    import_file(project, &request("brief.docx", bytes, None))
}

fn show(import: &Import) -> String {
    let comparison = import.comparison.as_ref();
    let changes = comparison.into_iter().flat_map(|comparison| &comparison.changes).map(ToString::to_string);
    let follows = comparison.into_iter().flat_map(|comparison| &comparison.follows).map(ToString::to_string);
    let mut lines: Vec<String> = changes.chain(follows).collect();
    for problem in &import.diagnostics {
        let place = problem.place.as_ref().map(Place::to_string).unwrap_or_default();
        let hints: String = problem.hints.iter().map(|hint| format!("\n  | {hint}")).collect();
        lines.push(format!("{place} {}: {}{hints}", problem.code, problem.message));
    }
    lines.extend(comparison.map(|comparison| comparison.counts().to_string()));
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
