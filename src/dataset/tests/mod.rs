//! Small files and the exact problems that they give.

use insta::assert_snapshot;
use proptest::prelude::*;
use serde::Deserialize;

use super::*;
use crate::diagnostic::Place;
use crate::document::Theme;
use crate::model::Dataset;

mod yaml;

const COUNTRY: &str = "\
code: abc
name: {xx: the Land}
short-name: {xx: Land}
issuer: {xx: Office}
language: xx
";
const SOURCES: &str = "- {id: page, title: {xx: Page}, date: 2023-08}\n";

fn loaded(files: &[(&str, &str)]) -> (Option<Dataset>, Vec<Diagnostic>) {
    let input =
        |(name, text): &(&str, &str)| InputFile { path: format!("data/abc/{name}"), bytes: text.as_bytes().into() };
    let mut input: Vec<InputFile> = files.iter().map(input).collect();
    if files.iter().all(|(name, _)| *name != "country.yaml") {
        input.push(InputFile { path: "data/abc/country.yaml".into(), bytes: COUNTRY.into() });
    }
    load("abc", &input)
}

/// One line a problem: place without folder, code, message, hints.
fn check(files: &[(&str, &str)]) -> String {
    print(&loaded(files).1)
}

fn print(diagnostics: &[Diagnostic]) -> String {
    let line = |diagnostic: &Diagnostic| {
        let place = diagnostic.place.as_ref().map(Place::to_string).unwrap_or_default();
        let hints: String = diagnostic.hints.iter().map(|hint| format!(" | {hint}")).collect();
        format!("{} {}: {}{hints}", place.trim_start_matches("data/abc/"), diagnostic.code, diagnostic.message)
    };
    diagnostics.iter().map(line).collect::<Vec<_>>().join("\n")
}

const PROJECT: &str = "\
- id: bridge
  title: {xx: Bridge}
  schemes: [grant-aid]
  period: 2013/2016
  commitments:
    - id: '2014'
      amount: 27.80 billion JPY
      qualifier: exact
      basis: commitment
      scheme: yen-loan
      channel: through:unx
      instruments: [{kind: E/N, date: 2014-03?}]
      sources: [{document: page, line: 33, 57}]
";

#[test]
fn good_files_give_the_dataset_and_its_places() {
    let names = "- {id: unx, kind: organisation, name: {xx: U}}\n";
    let project = PROJECT.replace("line: 33, 57", "line: '33, 57'");
    let figures = "- {id: students, label: {xx: S}, value: 20 persons}\n";
    let (dataset, problems) = loaded(&[
        ("projects/a.yaml", &project),
        ("sources.yaml", SOURCES),
        ("names.yaml", names),
        ("figures/2022.yaml", figures),
        ("editions.yaml", "- {report: brief, year: 2014, fiscal-year: JFY2014, as-of: 2015-03-31}"),
        ("narrative/xx/training.md", "Words"),
        ("mappings/x.yaml", "a: ["),
        ("rates.yaml", "# nothing yet\n"),
    ]);
    assert_eq!(print(&problems), "");
    let dataset = dataset.unwrap();
    let commitment = &dataset.projects[0].commitments[0];
    assert_eq!(commitment.amount.to_string(), "27.80 billion JPY");
    assert_eq!(commitment.instruments[0].date.unwrap().to_string(), "2014-03?");
    assert_eq!(dataset.narrative.keys().collect::<Vec<_>>(), ["xx/training.md"]);
    let places = [
        ("country/name", "data/abc/country.yaml:2:7"),
        ("projects/bridge", "data/abc/projects/a.yaml:1:3"),
        ("projects/bridge/commitments/2014/amount", "data/abc/projects/a.yaml:7:15"),
        ("projects/bridge/commitments/2014/instruments/0/date", "data/abc/projects/a.yaml:12:39"),
        ("projects/bridge/note", "data/abc/projects/a.yaml:1:3"),
        ("figures/2022/students/value", "data/abc/figures/2022.yaml:1:41"),
        ("editions/brief/2014/as-of", "data/abc/editions.yaml:1:60"),
        ("narrative/xx/training.md", "data/abc/narrative/xx/training.md"),
    ];
    for (path, place) in places {
        assert_eq!(dataset.places.of(path).map(|place| place.to_string()).as_deref(), Some(place), "{path}");
    }
}

#[test]
fn all_problems_of_one_record_are_told() {
    assert_snapshot!(check(&[("projects/a.yaml", "
- id: bridge
  titel: {xx: [1], yy: {text: x, translation: draf}}
  schemes: [grant-ait, roads]
  perod: 2016/2013
  colour: red
  sumary: Words
  title-state: {a: 1, b: 2}
  commitments:
    - amount: 2,680 bilion JPY
      qualifier: up_to
      basis: commitment
      channel: usaid
      instruments: [{kind: E/N, date: 17.7.2019}, {kind: E/N, date: 2019-02-30}, {dat: 2019}]
      annual-limits: 5 JPY
")]), @"
    projects/a.yaml:3:3 unknown-key: this record has no key `titel` | did you mean `title`?
    projects/a.yaml:3:15 wrong-type: expected a text, or `{text: …, translation: official|reviewed|draft}`, found a list of one item
    projects/a.yaml:3:47 invalid-value: `draf` is not a value that this key takes | did you mean `draft`?
    projects/a.yaml:4:13 invalid-value: `grant-ait` is not a value that this key takes | did you mean `grant-aid`?
    projects/a.yaml:4:24 invalid-value: `roads` is not a value that this key takes | one of `training`, `volunteers`, `technical-cooperation`, `experts`, `development-planning`, `grant-aid`, `oda-loan`, `yen-loan`
    projects/a.yaml:5:3 unknown-key: this record has no key `perod` | did you mean `period`?
    projects/a.yaml:5:10 reversed-period: the period `2016/2013` ends before it begins | did you mean `2013/2016`?
    projects/a.yaml:6:3 unknown-key: this record has no key `colour`
    projects/a.yaml:7:3 unknown-key: this record has no key `sumary` | did you mean `summary`?
    projects/a.yaml:7:11 wrong-type: expected keys with values, found `Words` | write `KEY: Words`; the keys of a text are its languages
    projects/a.yaml:8:16 wrong-type: expected a word, or one key with its value, found keys with values
    projects/a.yaml:10:7 missing-key: the key `id` is missing from this record | add `id`
    projects/a.yaml:10:7 missing-key: the key `scheme` is missing from this record | add `scheme`
    projects/a.yaml:10:7 missing-key: the key `sources` is missing from this record | add `sources`
    projects/a.yaml:10:15 invalid-amount: expected an amount such as `27.8 billion JPY` or `289 persons`, found `2,680 bilion JPY` | did you mean `2680 billion JPY`?
    projects/a.yaml:11:18 invalid-value: `up_to` is not a value that this key takes | did you mean `up-to`?
    projects/a.yaml:13:16 invalid-value: expected `jica`, `mofa-with-jica`, `mofa` or `through:ORGANISATION`, found `usaid`
    projects/a.yaml:14:39 invalid-date: expected a date such as `2019-07-17`, `2009-09` or `JFY2020`, found `17.7.2019` | did you mean `2019-07-17`?
    projects/a.yaml:14:69 invalid-date: expected a date such as `2019-07-17`, `2009-09` or `JFY2020`, found `2019-02-30`
    projects/a.yaml:14:82 missing-key: the key `kind` is missing from this record | add `kind`
    projects/a.yaml:14:83 unknown-key: this record has no key `dat` | did you mean `date`?
    projects/a.yaml:15:22 wrong-type: expected a list, found `5 JPY` | write `[5 JPY]`
    ");
}

#[test]
fn each_record_type_names_all_of_its_missing_keys() {
    let files = ["policy", "sources", "rates", "projects/a", "figures/2022", "editions", "names"];
    let files: Vec<String> = files.iter().map(|name| format!("{name}.yaml")).collect();
    let mut files: Vec<(&str, &str)> = files.iter().map(|name| (name.as_str(), "- {}\n")).collect();
    files.push(("people.yaml", "training: {}\ndispatches: [{}]\nevents: [{}]\n"));
    files.push(("country.yaml", "offices:\n- {}\n"));
    let list = check(&files);
    let keys = |file: &str| {
        let lines = list.lines().filter(|line| line.starts_with(file));
        lines.map(|line| line.split('`').nth(1).unwrap()).collect::<Vec<_>>().join(" ")
    };
    let cases = [
        ("policy", "id period priority-areas sources title"),
        ("sources", "id title"),
        ("rates", "base date id kind quote sources value"),
        ("projects", "id schemes title"),
        ("figures", "id label value"),
        ("editions", "as-of fiscal-year report year"),
        ("names", "id kind name"),
        ("people.yaml:1", "sources"),
        ("people.yaml:2", "id sources title"),
        ("people.yaml:3", "date id sources title"),
        ("country.yaml:1", "code issuer language name short-name"),
        ("country.yaml:2", "id name sources"),
    ];
    for (file, expected) in cases {
        assert_eq!(keys(file), expected, "{file}\n{list}");
    }
}

#[test]
fn each_refused_text_has_its_code_and_hint() {
    let cases = [
        ("value: 2 680 persons", "4:8 invalid-amount", "did you mean `2680 persons`?"),
        ("value: 27,8 billion JPY", "4:8 invalid-amount", "did you mean `27.8 billion JPY`?"),
        ("value: 289persons", "4:8 invalid-amount", "did you mean `289 persons`?"),
        ("value: 289", "4:8 invalid-amount", ""),
        ("value: not-available two words", "4:8 invalid-amount", ""),
        ("value:", "4:8 wrong-type", "give it a value or remove the key"),
        ("value: 1 km\n  as-of: 08/2023", "5:10 invalid-date", "did you mean `2023-08`?"),
        ("value: 1 km\n  as-of: FY2020", "5:10 invalid-date", "did you mean `JFY2020`?"),
        ("value: 1 km\n  as-of: soon", "5:10 invalid-date", ""),
        ("value: 1 km\n  period: 2013–2016", "5:11 invalid-period", "did you mean `2013/2016`?"),
        ("value: 1 km\n  period: 2013 to 2010", "5:11 invalid-period", "did you mean `2010/2013`?"),
        ("value: 1 km\n  period: 2016/2013", "5:11 reversed-period", "did you mean `2013/2016`?"),
        ("value: 1 km\n  period: /", "5:11 invalid-period", ""),
        ("value: 1 km\n  coverage: part", "5:13 invalid-value", "one of `complete`, `partial`"),
        ("value: 1 km\n  sources: page", "5:12 wrong-type", "write `[page]`"),
    ];
    for (text, start, hint) in cases {
        let file = format!("- id: a\n  label:\n    xx: b\n  {text}\n");
        let found = check(&[("figures/2022.yaml", &file), ("sources.yaml", SOURCES)]);
        let (head, rest) = found.split_once(": ").unwrap();
        let start = format!("figures/2022.yaml:{}", start.replacen("4:8 invalid", "4:10 invalid", 1));
        assert_eq!(
            (head, rest.split_once(" | ").map_or("", |(_, hint)| hint)),
            (start.as_str(), hint),
            "{text}\n{found}"
        );
        assert_eq!(found.lines().count(), 1, "{found}");
    }
}

#[test]
fn other_refusals_are_told_at_the_value() {
    let rate = |value: &str| {
        format!("- {{id: a, base: USD, quote: JPY, value: {value}, kind: dac-annual, date: 2020, sources: []}}\n")
    };
    let cases = [
        ("rates.yaml", rate("-1"), "rates.yaml:1:41 invalid-value: expected a positive decimal number, found `-1`"),
        (
            "editions.yaml",
            "- {report: a, year: 2020.5, fiscal-year: JFY2020, as-of: 2021-03-31}".into(),
            "editions.yaml:1:21 wrong-type: expected a whole number from -32768 to 32767, found `2020.5`",
        ),
        (
            "editions.yaml",
            "- {report: a, year: 99999, fiscal-year: 2020, as-of: 2021-03-31}".into(),
            "editions.yaml:1:21 wrong-type: expected a whole number from -32768 to 32767, found `99999`\n\
             editions.yaml:1:41 invalid-date: expected a fiscal year such as `JFY2020`, found `2020`",
        ),
        (
            "editions.yaml",
            "- {report: a, year: 2020, fiscal-year: JFY2020, as-of: 2021-03}".into(),
            "editions.yaml:1:56 invalid-date: an edition is as of a certain day, found `2021-03` | write the day, as in `2023-08-31`",
        ),
        (
            "editions.yaml",
            "- &a {report: a, year: 2020, fiscal-year: JFY2020, as-of: 2021-03-31}\n- *a".into(),
            "editions.yaml:1:24 duplicate-id: there is already an edition `a` of 2020 | remove one of them",
        ),
        (
            "names.yaml",
            "- {id: a, kind: place, name: {x: b}}".into(),
            "names.yaml:1:31 invalid-value: expected a language tag such as `en`, found `x`",
        ),
        (
            "names.yaml",
            "- {id: Two Words, kind: place, name: {xx: b}}".into(),
            "names.yaml:1:8 invalid-value: expected an id of lowercase letters a-z, digits, `-`, `_` and `.`, found `Two Words` | did you mean `two-words`?",
        ),
        (
            "sources.yaml",
            "- {id: a, title: {xx: b}, secondary: 'true'}".into(),
            "sources.yaml:1:38 wrong-type: expected `true` or `false` without quotes, found `true`",
        ),
        ("people.yaml", "events: 3\n".into(), "people.yaml:1:9 wrong-type: expected a list, found `3` | write `[3]`"),
        (
            "names.yaml",
            "a: b\n".into(),
            "names.yaml:1:1 wrong-type: expected a list of records, found keys with values | begin each record with `- `",
        ),
        (
            "country.yaml",
            COUNTRY.replace("abc", "abd"),
            "country.yaml:1:7 invalid-value: the code `abd` is not the name of the folder, `abc` | write `abc`, or rename the folder",
        ),
    ];
    for (name, text, expected) in cases {
        assert_eq!(check(&[(name, &text)]), expected);
    }
}

#[test]
fn ids_are_given_once_and_references_lead_somewhere() {
    assert_snapshot!(check(&[
        ("projects/a.yaml", "- {id: a, title: {xx: A}, schemes: [], sources: [{document: pge}], same-as: {id: aa, probable: true, reason: {}}}"),
        ("projects/b.yaml", "
- {id: a, title: {xx: A}, schemes: [], places: [osx]}
- {id: aa, titl: 3, schemes: [training], figures: [{id: x, label: {}, value: 1 km}, {id: x, label: {}, value: 1 km}]}
"),
        ("sources.yaml", SOURCES),
        ("editions.yaml", "- {report: a, year: 2020, fiscal-year: JFY2020, as-of: 2021-03-31, rate: none}"),
    ]), @"
    names.yaml not-found: the file is missing; one reference needs it, that to the name at `data/abc/projects/b.yaml:2:49` | add `data/abc/names.yaml`
    projects/a.yaml:1:61 dangling-reference: no source has the id `pge` | did you mean `page`?
    projects/b.yaml:2:8 duplicate-id: the id `a` is given a second time | choose another; `data/abc/projects/a.yaml:1:8` has it first
    projects/b.yaml:3:12 unknown-key: this record has no key `titl` | did you mean `title`?
    projects/b.yaml:3:18 wrong-type: expected keys with values, found `3` | write `KEY: 3`; the keys of a text are its languages
    projects/b.yaml:3:90 duplicate-id: the id `x` is given a second time | choose another; `data/abc/projects/b.yaml:3:57` has it first
    rates.yaml not-found: the file is missing; one reference needs it, that to the exchange rate at `data/abc/editions.yaml:1:74` | add `data/abc/rates.yaml`
    ");
}

#[test]
fn a_missing_file_is_one_problem_however_many_records_refer_to_it() {
    let project = "
- {id: a, title: {xx: A}, schemes: [], sources: [{document: page}]}
- {id: b, title: {xx: B}, schemes: [], sources: [{document: page}, {document: book}]}
";
    assert_snapshot!(check(&[("projects/a.yaml", project)]), @"sources.yaml not-found: the file is missing; 3 references need it, the first to the source at `data/abc/projects/a.yaml:2:61` | add `data/abc/sources.yaml`");
}

#[test]
fn broken_files_give_one_problem_and_no_dangling_references() {
    let projects = ("projects/a.yaml", "- {id: a, title: {xx: A}, schemes: [], sources: [{document: page}]}");
    assert_snapshot!(check(&[projects, ("sources.yaml", "- id: page\n  title: {xx: [}\n")]),
        @"sources.yaml:2:15 yaml-syntax: mismatched bracket '[' closed by '}'");
    let mut bytes = b"- id: page\n  title: ".to_vec();
    bytes.push(0xff);
    let file = InputFile { path: "data/abc/sources.yaml".into(), bytes };
    let country = InputFile { path: "data/abc/country.yaml".into(), bytes: COUNTRY.into() };
    let project = InputFile { path: "data/abc/projects/a.yaml".into(), bytes: projects.1.into() };
    assert_snapshot!(print(&load("abc", &[file, country, project]).1),
        @"sources.yaml:2:10 unreadable-file: the file is not UTF-8 text | save it as UTF-8");
}

#[test]
fn records_before_a_broken_one_are_still_looked_at() {
    assert_snapshot!(check(&[("sources.yaml", "- {id: a, titel: {xx: A}}\n- {id: b, title: {xx: \"B}\n")]), @r#"
    sources.yaml:1:11 unknown-key: this record has no key `titel` | did you mean `title`?
    sources.yaml:2:23 yaml-syntax: unclosed quote | close the quotation mark; the quoted text began in line 2
    "#);
}
