//! Edited values that are findings.

use super::*;

#[test]
fn the_store_and_every_text_of_a_figure_must_agree() {
    let of = |store, texts| Figure { id: TOTAL, look: "", printed: "3.4 billion yen", store, texts };
    assert_snapshot!(check(&[of("3.4 billion yen", &["3.4 billion yen", "3.6 billion yen"])]), @r"
    brief.docx edited-twice: the figure `xyz/figures/grant-aid-total@2020` is `3.4 billion yen` in the document's store and `3.6 billion yen` in its text, in `word/document.xml`: “It came to 3.6 billion yen in all.”
      | edit the figure in Word, which keeps both the same, or make the text say what the store says
    0 added, 0 changed, 0 removed, 0 unchanged
    ");
    assert_snapshot!(check(&[of("3.5 billion yen", &["3.5 billion yen", "3.5 billion yen", "3.6 billion yen"])]), @r"
    brief.docx edited-twice: the figure `xyz/figures/grant-aid-total@2020` is `3.5 billion yen` in the document's store and `3.6 billion yen` in its text, in `word/document.xml`: “It came to 3.6 billion yen in all.”
      | edit the figure in Word, which keeps both the same, or make the text say what the store says
    0 added, 0 changed, 0 removed, 0 unchanged
    ");
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
