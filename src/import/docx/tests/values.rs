//! What an edited figure makes of the data.

use super::*;

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
