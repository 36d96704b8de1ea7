//! Reports made by hand, corrected in every way that was thought of.

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
    --- data/xyz/rates.yaml
    - {id: r1, base: USD, quote: JPY, value: "141.2", kind: jica-monthly, date: 2021-03, sources: [{document: page}]}
    --- data/xyz/provenance.yaml
    # Where imported values came from. Written by `hokoku import --apply`.
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
    - value: xyz/figures/grant-aid-total@2020
      file: brief.docx
      sha256: SHA256
      place: figures/f0
      raw: 3.55 billion yen
      transformation: printed `3.4 billion yen` (as stated), read as `3.55 billion JPY`
    - value: xyz/figures/road.other-1@2020
      file: brief.docx
      sha256: SHA256
      place: figures/f5
      raw: not available
      transformation: printed `7 people` (as stated), read as `not-available persons`
    - value: xyz/figures/trainees@2020
      file: brief.docx
      sha256: SHA256
      place: figures/f1
      raw: "415"
      transformation: printed `about 412` (look `number`), read as `415 persons`
    - value: xyz/rates/r1
      file: brief.docx
      sha256: SHA256
      place: figures/f4
      raw: "141.2"
      transformation: printed `141.154` (look `number`), read as `141.2`
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

#[test]
fn the_store_and_every_text_of_a_figure_must_agree() {
    let of = |store, texts| Figure { id: TOTAL, look: "", printed: "3.4 billion yen", store, texts };
    assert_snapshot!(check(&[of("3.4 billion yen", &["3.4 billion yen", "3.6 billion yen"])]), @r"
    brief.docx edited-twice: the figure `xyz/figures/grant-aid-total@2020` is `3.4 billion yen` in the document's store and `3.6 billion yen` in its text, in `word/document.xml`: “It came to 3.6 billion yen in all.”
      | accept or reject the tracked changes of the figure, which makes both the same
    0 added, 0 changed, 0 removed, 0 unchanged
    ");
    assert_snapshot!(check(&[of("3.5 billion yen", &["3.5 billion yen", "3.5 billion yen", "3.6 billion yen"])]), @r"
    brief.docx edited-twice: the figure `xyz/figures/grant-aid-total@2020` is `3.5 billion yen` in the document's store and `3.6 billion yen` in its text, in `word/document.xml`: “It came to 3.6 billion yen in all.”
      | edit the figure in Word, which keeps both the same, or make the text say what the store says
    0 added, 0 changed, 0 removed, 0 unchanged
    ");
    // At one of two places a tracked change took it away.
    assert_snapshot!(check(&[of("3.4 billion yen", &["3.4 billion yen", ""])]), @"0 added, 0 changed, 0 removed, 1 unchanged");
    // A figure whose sentence was taken out, and white space.
    assert_snapshot!(check(&[of("3.5 billion yen", &[]), of("3.5 billion yen", &["3.5 billion\u{a0}yen "])]), @r"
    changed xyz/figures/grant-aid-total@2020: 3.4 billion JPY → 3.5 billion JPY
            printed `3.4 billion yen`, edited `3.5 billion yen`
            data/xyz/figures/2020.yaml:4:10
    brief.docx figure-taken-out: the figure `xyz/figures/grant-aid-total@2020`, printed `3.4 billion yen`, stands nowhere in the text any more
      | what was typed instead is not compared: correct the data by hand if it is another value
    0 added, 1 changed, 0 removed, 0 unchanged
    ");
}

#[test]
fn figures_of_notes_and_headers_count_too() {
    let figure = Figure { id: TOTAL, look: "", printed: "3.4 billion yen", store: "3.4 billion yen", texts: &[] };
    let elsewhere = [Figure { texts: &["3.6 billion yen"], ..figure }];
    for kind in ["footnotes", "endnotes", "header", "footer"] {
        let bytes = docx(&[store("xyz", &elsewhere)], text(&[]));
        let mut package = Package::read(&bytes, crate::package::Limits::default()).unwrap();
        let content_type = DOCUMENT.replace("document.main", kind);
        package.add_part(&format!("word/{kind}3.xml"), &content_type, text(&elsewhere));
        let import = run(&project(&[]), &package.write());
        let problem = &import.diagnostics[0];
        assert!(problem.code == crate::diagnostic::Code::EDITED_TWICE && problem.message.contains(kind), "{problem:?}");
    }
}

#[test]
fn two_looks_must_be_edited_to_the_same_value() {
    let million = |new| edited(TOTAL, "unit(million),number", "3,400", new);
    assert_snapshot!(check(&[edited(TOTAL, "", "3.4 billion yen", "3.5 billion yen"), million("3,500")]), @r"
    changed xyz/figures/grant-aid-total@2020: 3.4 billion JPY → 3.5 billion JPY
            printed `3.4 billion yen`, edited `3.5 billion yen`
            data/xyz/figures/2020.yaml:4:10
    0 added, 1 changed, 0 removed, 0 unchanged
    ");
    assert_snapshot!(check(&[edited(TOTAL, "", "3.4 billion yen", "3.5 billion yen"), million("3,400")]), @r"
    changed xyz/figures/grant-aid-total@2020: 3.4 billion JPY → 3.5 billion JPY
            printed `3.4 billion yen`, edited `3.5 billion yen`
            data/xyz/figures/2020.yaml:4:10
            still `3,400` in `word/document.xml`: “It came to 3,400 in all.”
    0 added, 1 changed, 0 removed, 0 unchanged
    ");
    assert_snapshot!(check(&[edited(TOTAL, "", "3.4 billion yen", "3.5 billion yen"), million("3,600")]), @r"
    brief.docx edited-twice: the figure `xyz/figures/grant-aid-total@2020` was edited to `3.5 billion yen`, in `word/document.xml`: “It came to 3.5 billion yen in all.” and to `3,600`, in `word/document.xml`: “It came to 3,600 in all.”
      | write the same value at both places
    0 added, 0 changed, 0 removed, 0 unchanged
    ");
}

#[test]
fn an_edit_of_a_rounded_figure_says_that_digits_are_lost() {
    let figures = [edited("xyz/figures/road@2020", "unit(billion),decimals(1)", "1.2 billion yen", "1.3 billion yen")];
    assert_snapshot!(check(&figures), @r"
    changed xyz/figures/road@2020: 1234 million JPY → 1300 million JPY
            printed `1.2 billion yen`, edited `1.3 billion yen`
            data/xyz/figures/2020.yaml:9:10
    brief.docx rounded-figure-edited: the figure `xyz/figures/road@2020` was printed rounded: the data has `1234 million JPY`, the report `1.2 billion yen`; `1300 million JPY` takes its place, without the digits that were not printed
      | write all digits into the data, if they are known
    0 added, 1 changed, 0 removed, 0 unchanged
    ");
}

#[test]
fn what_is_calculated_unknown_or_no_value_is_a_finding() {
    let figures = [
        edited("xyz/derived/total/0123456789ab", "", "5 billion yen", "6 billion yen"),
        edited("xyz/figures/grant-total@2020", "", "5 billion yen", "6 billion yen"),
        edited("abc/figures/grant-aid-total@2020", "", "5 billion yen", "6 billion yen"),
        edited(TOTAL, "", "3.4 billion yen", "3,5 billion yen"),
        edited("xyz/figures/trainees@2020", "", "about 412 people", ""),
        edited("xyz/commitments/bridge/2014", "", "299 million yen", "not available"),
        edited("xyz/rates/r1", "number", "141.154", "about 141"),
        edited("xyz/figures/road@2020", "sideways", "1,234 million yen", "1,235 million yen"),
    ];
    assert_snapshot!(check(&figures), @r"
    brief.docx derived-figure-edited: the figure that was edited to `6 billion yen` is calculated, not written in the data (in `word/document.xml`: “It came to 6 billion yen in all.”)
      | undo the edit, and correct what it is made of
      | the report is older than the data; build it anew, and correct that
    brief.docx import-format: the figure `xyz/figures/road@2020` has the look `sideways`, which this version does not know
      | import it with the version that made it
    brief.docx unknown-figure: `abc/figures/grant-aid-total@2020` is not a figure of `xyz`
      | build the report anew, and correct that
    brief.docx unknown-figure: the data has no figure `xyz/figures/grant-total@2020`, which was edited to `6 billion yen` (in `word/document.xml`: “It came to 6 billion yen in all.”)
      | build the report anew, and correct that
    brief.docx unreadable-value: `about 141` cannot stand for `xyz/rates/r1`, whose record has no qualifier of its own
      | write it as `141.154` is written
    brief.docx unreadable-value: `not available` cannot stand for `xyz/commitments/bridge/2014`, which must have a number
      | remove the record from the data, if it is not true
    brief.docx unreadable-value: the figure `xyz/figures/grant-aid-total@2020` was edited to `3,5 billion yen`, in `word/document.xml`: “It came to 3,5 billion yen in all.”, which is not a value as `3.4 billion yen` is one
      | write it as the report prints it, with the same unit and the same marks
    brief.docx unreadable-value: the figure `xyz/figures/trainees@2020` was emptied, in `word/document.xml`: “It came to  in all.”, which is not a value as `about 412 people` is one
      | write it as the report prints it, with the same unit and the same marks
    0 added, 0 changed, 0 removed, 0 unchanged
    ");
}

#[test]
fn a_bare_number_is_answered_with_the_whole_figure() {
    let figures = [edited("xyz/figures/trainees@2020", "", "about 412 people", "415")];
    assert_snapshot!(check(&figures), @r"
    brief.docx unreadable-value: the figure `xyz/figures/trainees@2020` was edited to `415`, in `word/document.xml`: “It came to 415 in all.”, which is not a value as `about 412 people` is one
      | if `about 415 people` is meant, write that
    0 added, 0 changed, 0 removed, 0 unchanged
    ");
}

#[test]
fn changed_values_of_charts_are_told() {
    const CHART: &str = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
    let stored = |xml: &mut XmlWriter, title: &str, values: &str| {
        xml.element("chart", &[("title", title)], |xml| xml.element("series", &[], |xml| xml.text(values)));
    };
    let mut xml = XmlWriter::new();
    let attributes =
        [("xmlns", store::NAMESPACE), ("country", "xyz"), ("report", "brief"), ("year", "2020"), ("language", "en")];
    xml.element("figures", &attributes, |xml| {
        stored(xml, "Grants", "0.1 - 7 -");
        stored(xml, "Loans", "5 6");
        stored(xml, "Visits", "1 2");
    });
    let points = |values: &[(usize, &str)]| {
        let points = values.iter().map(|(index, value)| format!("<c:pt idx='{index}'><c:v>{value}</c:v></c:pt>"));
        format!(
            "<c:chartSpace xmlns:c='urn:c'><c:ser><c:cat><c:pt idx='0'><c:v>2019</c:v></c:pt></c:cat><c:val>{}</c:val></c:ser></c:chartSpace>",
            points.collect::<String>()
        )
    };
    let bytes = docx(&[xml.into_bytes()], text(&[]));
    let mut package = Package::read(&bytes, crate::package::Limits::default()).unwrap();
    let grants = points(&[(0, "0.10000000000000001"), (2, "7")]);
    package.add_part("word/charts/chart9.xml", CHART, grants.into_bytes());
    package.add_part("word/charts/chart1.xml", CHART, points(&[(0, "5"), (1, "6.1")]).into_bytes());
    assert_snapshot!(show(&run(&project(&[]), &package.write())), @r"
    brief.docx chart-edited: the values of the chart “Loans” were changed, or it was taken out
      | charts are not read back: correct the figures in the text or table that says the same, or the data
    brief.docx chart-edited: the values of the chart “Visits” were changed, or it was taken out
      | charts are not read back: correct the figures in the text or table that says the same, or the data
    0 added, 0 changed, 0 removed, 0 unchanged
    ");
}

#[test]
fn a_value_that_changed_meanwhile_is_a_conflict() {
    let figures = [edited(TOTAL, "", "3.4 billion yen", "3.5 billion yen")];
    let bytes = docx(&[store("xyz", &figures)], text(&figures));
    assert_snapshot!(show(&run(&project(&[("3.4 billion JPY", "3.7 billion JPY")]), &bytes)), @r"
    brief.docx import-conflict: the figure `xyz/figures/grant-aid-total@2020` was printed as `3.4 billion yen` and edited to `3.5 billion yen`, in `word/document.xml`: “It came to 3.5 billion yen in all.”, but the data now gives `3.7 billion yen`
      | decide which is right; write it into the data, or build the report anew and correct that
    0 added, 0 changed, 0 removed, 0 unchanged
    ");
    assert_snapshot!(show(&run(&project(&[("3.4 billion JPY", "3.5 billion JPY")]), &bytes)), @"0 added, 0 changed, 0 removed, 1 unchanged");
    let unedited = [edited(TOTAL, "", "3.4 billion yen", "3.4 billion yen")];
    let bytes = docx(&[store("xyz", &unedited)], text(&unedited));
    assert_snapshot!(show(&run(&project(&[("3.4 billion JPY", "3.7 billion JPY")]), &bytes)), @"0 added, 0 changed, 0 removed, 1 unchanged");
}

#[test]
fn a_value_that_the_data_refuses_is_not_written() {
    let figures = [edited("xyz/rates/r1", "number", "141.154", "-1")];
    let import = run(&project(&[]), &docx(&[store("xyz", &figures)], text(&figures)));
    assert_snapshot!(show(&import), @r"
    changed xyz/rates/r1: 141.154 → -1
            printed `141.154`, edited `-1`
            data/xyz/rates.yaml:1:42
    data/xyz/rates.yaml:1:42 import-refused: with the imported values: expected a positive decimal number, found `-1`
      | correct the value in the imported file
    0 added, 1 changed, 0 removed, 0 unchanged
    ");
    assert!(import.files.is_empty());
    let figures = [edited(TOTAL, "", "3.4 billion yen", "3.5 billion yen")];
    let bytes = docx(&[store("xyz", &figures)], text(&figures));
    assert_snapshot!(show(&run(&project(&[("value: 3.4 billion JPY", "value: &v 3.4 billion JPY")]), &bytes)), @r"
    changed xyz/figures/grant-aid-total@2020: 3.4 billion JPY → 3.5 billion JPY
            printed `3.4 billion yen`, edited `3.5 billion yen`
            data/xyz/figures/2020.yaml:4:13
    data/xyz/figures/2020.yaml:4:13 edit-refused: `grant-aid-total/value` cannot be changed: an anchor (`&name`) or alias (`*name`) shares the value with another place
      | write the value out at each place
    0 added, 1 changed, 0 removed, 0 unchanged
    ");
}

#[test]
fn files_that_are_no_reports_of_this_project_are_told_apart() {
    let figures = [edited(TOTAL, "", "3.4 billion yen", "3.5 billion yen")];
    let good = store("xyz", &figures);
    let compound = |name: &str| {
        let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
        bytes.extend(name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes));
        bytes
    };
    let whole = docx(std::slice::from_ref(&good), text(&figures));
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("empty.docx", vec![]),
        ("text.docx", b"hello".to_vec()),
        ("old.doc", compound("WordDocument")),
        ("secret.docx", compound("EncryptedPackage")),
        ("cut.docx", whole[..whole.len() / 2].to_vec()),
        ("other.docx", docx(&[], text(&figures))),
        ("two.docx", docx(&[good.clone(), good.clone()], text(&figures))),
        ("torn.docx", docx(&[good[..good.len() / 2].to_vec()], text(&figures))),
        ("broken.docx", docx(std::slice::from_ref(&good), b"<w:document".to_vec())),
        ("abroad.docx", docx(&[store("abc", &figures)], text(&figures))),
        ("bare.docx", docx(&[b"<figures xmlns='urn:hokoku:figures:1'/>".to_vec()], text(&figures))),
    ];
    let project = project(&[]);
    let lines: Vec<String> =
        cases.iter().map(|(name, bytes)| show(&import_file(&project, &request(name, bytes, None)))).collect();
    assert_snapshot!(lines.join("\n"), @r"
    empty.docx import-format: the file is empty
      | save it again from Word
    text.docx import-format: the file is no document of an office, expected a Word document (`.docx`)
      | name a report of ours in Word's format
    old.doc import-format: the file is a document of Word 97-2003 (`.doc`), expected a report of ours as a Word document (`.docx`)
      | import the report as it was built; what another format holds of its figures is not read
    secret.docx import-format: the file is protected by a password
      | save it without a password, and import that
    cut.docx unreadable-file: the file is damaged: its table of contents is missing or wrong, as when a copy stopped before its end
      | open it in Word, which may repair it, and save it again
    other.docx import-format: the document has no store of figures: it was not made by this program, or another program lost it
      | edit the report in Word or LibreOffice, and keep it in Word's format (.docx)
    two.docx import-format: the document has figures of more than one report
      | import each report by itself, as it was before they were put together
    torn.docx import-format: the part `customXml/item7.xml`, which may be its store of figures, is damaged: syntax error: tag not closed: `>` not found before end of input
      | take the file as it was before the last program saved it
    broken.docx unreadable-file: the part `word/document.xml` is damaged: syntax error: tag not closed: `>` not found before end of input
      | open it in Word, which may repair it, and save it again
    abroad.docx import-mismatch: the report is of `abc`, which the project does not have
      | name the project with `--project DIR`; this one has xyz
    bare.docx import-format: its store of figures lacks its `country`
      | build the report anew, and enter the corrections in that
    ");
    let request = request("brief.docx", &whole, Some("abc"));
    assert_snapshot!(show(&import_file(&project, &request)), @r"
    brief.docx import-mismatch: the report is of `xyz`, not of `abc`
      | leave `--country` out, or name the right file
    ");
}

proptest::proptest! {
    #[test]
    fn any_bytes_give_findings_and_no_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200), kind in 0_usize..3) {
        let start: &[u8] = [&b""[..], b"PK\x03\x04", &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]][kind];
        let import = run(&project(&[]), &[start, &bytes].concat());
        proptest::prop_assert!(import.diagnostics.iter().any(|problem| problem.is_error()) && import.files.is_empty());
    }

    /// Whatever was typed is refused, or is what the data prints afterwards.
    #[test]
    fn any_text_is_refused_or_stands_in_the_data_afterwards(text in "(about )?[0-9]{1,2}[0-9., ]{0,6}( (million|billion))?( yen)?|\\PC{0,12}") {
        let new: &'static str = Box::leak(text.clone().into_boxed_str());
        let figures = [edited(TOTAL, "", "3.4 billion yen", new)];
        let project = project(&[]);
        let bytes = docx(&[store("xyz", &figures)], super::tests::text(&figures));
        let import = run(&project, &bytes);
        if import.diagnostics.iter().all(|problem| !problem.is_error()) {
            let again = run(&applied(&project, &import), &bytes);
            proptest::prop_assert_eq!(show(&again), "0 added, 0 changed, 0 removed, 1 unchanged", "{}", text);
        }
    }
}
