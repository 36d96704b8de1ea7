//! A small data set that keeps every rule, and what each rule says when one thing in it is changed.

use super::*;
use crate::dataset::{InputFile, load};
use crate::diagnostic::Place;

const FILES: [(&str, &str); 6] = [
    ("country.yaml", "{code: abc, name: {xx: N}, short-name: {xx: N}, issuer: {xx: I}, language: xx}"),
    ("sources.yaml", "- {id: page, title: {xx: P}, date: 2023-08}\n- {id: undated, title: {xx: P}}\n"),
    ("names.yaml", "- {id: unx, kind: organisation, name: {xx: U}}\n"),
    (
        "rates.yaml",
        "- {id: r, base: USD, quote: JPY, value: 141.154, kind: jica-monthly, date: 2023-08, sources: [{document: page}]}\n",
    ),
    ("editions.yaml", "- {report: brief, year: 2022, fiscal-year: JFY2022, as-of: 2023-08-31, rate: r}\n"),
    (
        "projects/a.yaml",
        "\
- id: p
  title: {xx: P}
  schemes: [grant-aid]
  period: 2013/2016
  stated-years: 2012
  stated-status: completed
  conflicts: []
  figures:
    - id: f
      label: {xx: F}
      value: 3 units
      period: 2014
      other-statements: []
      sources: [{document: page}]
  commitments:
    - id: c
      amount: 5 million JPY
      qualifier: exact
      basis: commitment
      scheme: grant-aid
      channel: through:unx
      instruments: [{kind: E/N, date: 2013-01}]
      annual-limits: []
      sources: [{document: page}]
  sources: [{document: page}]
",
    ),
];

/// What the rules say after one text of one file was replaced by another, a line each. The loader has nothing to say.
fn check(change: Option<(&str, &str, &str)>, languages: &[&str]) -> String {
    let files: Vec<InputFile> = FILES
        .iter()
        .map(|(name, text)| {
            let text = match change.filter(|(changed, ..)| changed == name) {
                Some((_, from, to)) => {
                    assert!(text.contains(from), "{from}");
                    text.replacen(from, to, 1)
                }
                None => (*text).to_owned(),
            };
            InputFile { path: format!("data/abc/{name}"), bytes: text.into_bytes() }
        })
        .collect();
    let (dataset, problems) = load("abc", &files);
    assert_eq!(problems, []);
    let languages: Vec<LanguageTag> = languages.iter().map(|tag| LanguageTag::parse(tag).unwrap()).collect();
    let line = |problem: &Diagnostic| {
        let place = problem.place.as_ref().map(Place::to_string).unwrap_or_default();
        let hints: String = problem.hints.iter().map(|hint| format!(" | {hint}")).collect();
        let severity = format!("{:?}", problem.severity).to_lowercase();
        format!("{severity} {} {}: {}{hints}", place.trim_start_matches("data/abc/"), problem.code, problem.message)
    };
    super::check(&dataset.unwrap(), &languages).iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn well_recorded_data_gives_nothing() {
    assert_eq!(check(None, &["xx"]), "");
}

#[test]
fn each_rule_names_what_broke_it() {
    const PROJECTS: &str = "projects/a.yaml";
    const SOURCES_HINT: &str = "add `sources`, with the `document` and its line or page";
    let conflict = |about: &str, reason: &str| {
        let sources = "[{document: page}]";
        format!(
            "conflicts: [{{about: {about}, printed: {{xx: A}}, printed-sources: {sources}, other: {{xx: B}}, \
             other-sources: {sources}, chosen-because: {{xx: {reason}}}}}]"
        )
    };
    let cases: Vec<(&str, &str, String, String)> = vec![
        (PROJECTS, "      sources: [{document: page}]\n  comm", "  comm".into(),
            format!("error projects/a.yaml:9:7 unexplained-figure: the figure `f` has no source | {SOURCES_HINT}")),
        (PROJECTS, "annual-limits: []\n      sources: [{document: page}]", "sources: []".into(),
            format!("error projects/a.yaml:16:7 unexplained-figure: the commitment `c` of the project `p` has no source | {SOURCES_HINT}")),
        (PROJECTS, "other-statements: []", "other-statements: [{value: 2 units, sources: []}]\n      chosen-because: {xx: R}".into(),
            format!("error projects/a.yaml:13:26 unexplained-figure: an other statement of the figure `f` has no source | {SOURCES_HINT}")),
        ("rates.yaml", "[{document: page}]", "[]".into(),
            format!("error rates.yaml:1:3 unexplained-figure: the rate `r` has no source | {SOURCES_HINT}")),
        (PROJECTS, "- id: p", "- {id: q, title: {xx: Q}, schemes: []}\n- id: p".into(),
            format!("error projects/a.yaml:1:3 missing-key: the project `q` has no source | {SOURCES_HINT}")),
        (PROJECTS, "      period: 2014\n", String::new(),
            "note projects/a.yaml:9:7 undated-figure: the figure `f` has neither a period nor an as-of date | add `period` or `as-of` if the source gives it".into()),
        (PROJECTS, "value: 3 units", "value: -3 units\n      basis: count".into(),
            "error projects/a.yaml:11:14 impossible-count: a count is never negative, found `-3 units` | look it up in the source; what is not known is written `not-available`".into()),
        (PROJECTS, "value: 3 units", "value: 3.5 units\n      basis: count".into(),
            "error projects/a.yaml:11:14 impossible-count: things are counted whole, found `3.5 units` | look it up in the source; what is not known is written `not-available`".into()),
        (PROJECTS, "value: 3 units", "value: 3.5 km\n      basis: count".into(), String::new()),
        (PROJECTS, "annual-limits: []", "annual-limits: []\n      output: -2 km".into(),
            "error projects/a.yaml:24:15 impossible-count: a count is never negative, found `-2 km` | look it up in the source; what is not known is written `not-available`".into()),
        (PROJECTS, "    - id: f\n",
            "    - {id: f-maximum, label: {xx: F}, value: 2 units, period: 2014, sources: [{document: page}]}\n    - id: f-minimum\n".into(),
            "error projects/a.yaml:12:14 impossible-count: the least, `3 units` of `f-minimum`, is more than the most, `2 units` of `f-maximum` | one of the two is wrong; look them up in the source".into()),
        (PROJECTS, "other-statements: []", "other-statements: [{value: 2 units, sources: [{document: page}]}]".into(),
            "error projects/a.yaml:13:25 conflict-without-reason: the figure `f` has other statements, but no reason for the printed one | say in `chosen-because` why the printed statement was chosen".into()),
        (PROJECTS, "conflicts: []", conflict("works", "' '"),
            "error projects/a.yaml:7:152 conflict-without-reason: the conflict about `works` has no reason | say in `chosen-because` why the printed statement was chosen\n\
             error projects/a.yaml:7:152 missing-translation: this text does not exist in `xx` | add it: `xx` is the language that this data is written in".into()),
        (PROJECTS, "conflicts: []", conflict("staus", "R"),
            "warning projects/a.yaml:7:23 invalid-value: `staus` is not a word that this key takes | did you mean `status`?".into()),
        ("names.yaml", "kind: organisation", "kind: thing".into(),
            "warning names.yaml:1:19 invalid-value: `thing` is not a word that this key takes | write one of `place`, `road`, `organisation`, `programme`, `abbreviation`\n\
             warning projects/a.yaml:21:16 invalid-value: the name `unx` is not one of an organisation | give `unx` the kind `organisation` if it is one".into()),
        (PROJECTS, "stated-status: completed", "stated-status: ongoing".into(),
            "warning projects/a.yaml:6:18 status-contradiction: the project `p` is stated as `ongoing` by a source of 2023-08, but by its dates it was over | check the dates, or record the disagreement in `conflicts` about `status`".into()),
        (PROJECTS, "period: 2013/2016", "period: 2013/..".into(),
            "warning projects/a.yaml:6:18 status-contradiction: the project `p` is stated as `completed` by a source of 2023-08, but by its dates it was still going on | check the dates, or record the disagreement in `conflicts` about `status`".into()),
        (PROJECTS, "period: 2013/2016", "period: 2024/2026".into(),
            "warning projects/a.yaml:6:18 status-contradiction: the project `p` is stated as `completed` by a source of 2023-08, but by its dates it had not begun | check the dates, or record the disagreement in `conflicts` about `status`".into()),
        (PROJECTS, "period: 2013/2016\n  stated-years: 2012\n  stated-status: completed", "stated-status: under-preparation".into(),
            "warning projects/a.yaml:4:18 status-contradiction: the project `p` is stated as `under-preparation` by a source of 2023-08, but by its dates it was signed already | check the dates, or record the disagreement in `conflicts` about `status`".into()),
        (PROJECTS, "stated-years: 2012", "stated-years: 2015".into(),
            "warning projects/a.yaml:5:17 year-contradiction: the project `p` is stated with `2015`, but its papers are signed 2013-01 | check the year, or record the disagreement in `conflicts` about `year`".into()),
        (PROJECTS, "period: 2014", "period: 2014/2014".into(),
            "warning projects/a.yaml:12:15 suspicious-period: the range `2014/2014` begins and ends with the same date | write `2014` if that is meant, or record in `conflicts` about `period` what the source prints".into()),
        (PROJECTS, "[{kind: E/N, date: 2013-01}]", "[{kind: E/N}]".into(),
            "error projects/a.yaml:22:20 invalid-date: the commitment `c` of the project `p` has no date of signature | give one of its `instruments` a `date`, as far as it is known".into()),
        (PROJECTS, "date: 2013-01}", "date: 2012}".into(),
            "error projects/a.yaml:22:20 invalid-date: the commitment `c` of the project `p` is dated `2012`, which does not decide its fiscal year | give the month, or the fiscal year as in `JFY2020` where the source says it".into()),
        (PROJECTS, "basis: commitment", "basis: cumulative".into(),
            "error projects/a.yaml:19:14 invalid-value: the commitment `c` of the project `p` has another basis than `commitment` | write `commitment`, or enter the number as a figure".into()),
        (PROJECTS, "scheme: grant-aid", "scheme: oda-loan".into(),
            "warning projects/a.yaml:20:15 invalid-value: the commitment `c` of the project `p` is of the scheme `oda-loan`, which its project does not have | add `oda-loan` to the `schemes` of the project".into()),
        (PROJECTS, "5 million JPY", "5 persons".into(),
            "error projects/a.yaml:17:15 invalid-amount: expected a positive sum of money, found `5 persons` | write it with its currency, as in `27.8 billion JPY`".into()),
        (PROJECTS, "annual-limits: []", "annual-limits: [0 JPY]".into(),
            "error projects/a.yaml:23:23 invalid-amount: expected a positive sum of money, found `0 JPY` | write it with its currency, as in `27.8 billion JPY`".into()),
        ("rates.yaml", "quote: JPY", "quote: yen".into(),
            "error rates.yaml:1:29 invalid-value: expected the code of a currency, found `yen` | write its ISO 4217 code, as in `JPY`".into()),
        ("rates.yaml", "base: USD", "base: JPY".into(),
            "error rates.yaml:1:29 invalid-value: the rate `r` prices `JPY` in itself | `value` is how many of `quote` one of `base` costs".into()),
        ("rates.yaml", "date: 2023-08", "date: 2023".into(),
            "error rates.yaml:1:76 invalid-date: a rate of this kind is for a month, as in `2023-08`, found `2023` | write the date that the series gives, or choose the other `kind`".into()),
        ("editions.yaml", "2023-08-31", "2023-07-31".into(),
            "warning editions.yaml:1:78 invalid-date: the rate `r` of 2023-08 was not known on 2023-07-31 | choose an earlier rate, or leave `rate` out".into()),
        ("editions.yaml", "2022, fiscal-year: JFY2022", "20222, fiscal-year: JFY2022".into(),
            "error editions.yaml:1:25 invalid-date: the year 20222 is 18200 years from JFY2022 | write the year of the report, which stands in the names of its files".into()),
        ("editions.yaml", "2023-08-31", "2033-08-31".into(),
            "warning editions.yaml:1:60 invalid-date: 2033-08-31 lies 10 years after JFY2022 | choose the day on which the report is true".into()),
        ("editions.yaml", "2022, fiscal-year: JFY2022", "2024, fiscal-year: JFY2024".into(),
            "warning editions.yaml:1:60 invalid-date: JFY2024 had not begun on 2023-08-31 | choose a day within or after the fiscal year".into()),
        ("names.yaml", "{xx: U}", "{}".into(),
            "error names.yaml:1:39 missing-translation: this text does not exist in `xx` | add it: `xx` is the language that this data is written in".into()),
        // What the dates do not decide is no contradiction.
        (PROJECTS, "period: 2013/2016", "period: 2013/".into(), String::new()),
        (PROJECTS, "period: 2013/2016", "period: 2013/2023".into(), String::new()),
        (PROJECTS, "stated-years: 2012", "stated-years: 2013".into(), String::new()),
        (PROJECTS, "stated-years: 2012", "stated-years: 2010/".into(), String::new()),
        (PROJECTS, "period: 2013/2016\n  stated-years: 2012\n  stated-status: completed", "stated-status: signed".into(), String::new()),
        (PROJECTS, "date: 2013-01}", "date: JFY2012}".into(), String::new()),
        (PROJECTS, "date: 2013-01}", "date: 2013-01?}, {kind: G/A}".into(), String::new()),
    ];
    let mut wrong = Vec::new();
    for (file, from, to, expected) in cases {
        let found = check(Some((file, from, &to)), &["xx"]);
        if found != expected {
            wrong.push(format!(
                "{from} → {to}
found    {found}
expected {expected}"
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{}",
        wrong.join(
            "
"
        )
    );
}

#[test]
fn a_recorded_conflict_silences_its_rule() {
    let sources = "[{document: page}]";
    let cases = [
        ("status", "stated-status: completed", "stated-status: ongoing"),
        ("year", "stated-years: 2012\n  stated-status: completed", "stated-years: 2015\n  stated-status: completed"),
        (
            "period",
            "stated-years: 2012\n  stated-status: completed",
            "stated-years: 2015/2015\n  stated-status: completed",
        ),
    ];
    for (about, from, to) in cases {
        let conflict = format!(
            "{to}\n  conflicts: [{{about: {about}, printed: {{xx: A}}, printed-sources: {sources}, other: {{xx: B}}, \
             other-sources: {sources}, chosen-because: {{xx: R}}}}]"
        );
        let from = format!("{from}\n  conflicts: []");
        assert_eq!(check(Some(("projects/a.yaml", &from, &conflict)), &["xx"]), "", "{about}");
    }
}

#[test]
fn every_text_that_lacks_a_language_is_told() {
    let list = check(None, &["xx", "yy"]);
    let places: Vec<&str> = list.lines().map(|line| line.split(' ').nth(1).unwrap()).collect();
    let expected = [
        "country.yaml:1:19",
        "country.yaml:1:40",
        "country.yaml:1:57",
        "names.yaml:1:39",
        "projects/a.yaml:2:10",
        "projects/a.yaml:10:14",
        "sources.yaml:1:21",
        "sources.yaml:2:24",
    ];
    assert_eq!(places, expected);
    let hint = "add `yy`, each with its `translation`: `reviewed` or `draft`";
    assert!(list.lines().all(|line| line.ends_with(&format!("this text does not exist in `yy` | {hint}"))), "{list}");
}
