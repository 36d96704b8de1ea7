//! `hokoku stamp` from outside: marks on finished PDFs, of ours and of others, and nothing else changed.

mod code;
mod compare;
mod foreign;
mod handmade;
mod letters;
mod protected;
mod refused;
mod register;

use std::path::PathBuf;

use assert_cmd::assert::Assert;
use tempfile::TempDir;

use crate::built::{all, hokoku, root};
use compare::check;

const BRIEF: &str = "kgz/2022/yearly-brief.en.pdf";

/// A folder with one PDF in it.
struct Folder {
    folder: TempDir,
    file: PathBuf,
}

impl Folder {
    fn new(bytes: &[u8]) -> Folder {
        let folder = TempDir::new().expect("a temporary folder");
        let file = folder.path().join("file.pdf");
        std::fs::write(&file, bytes).expect("a writable file");
        Folder { folder, file }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs the command on the file. The project is this one, so that its languages are there.
    fn run(&self, words: &[&str]) -> Assert {
        hokoku().arg("stamp").arg(&self.file).arg("--project").arg(root()).args(words).assert()
    }

    /// Stamps the file, and gives what was written.
    fn stamped(&self, words: &[&str]) -> Vec<u8> {
        let output = self.path("stamped.pdf");
        let place = output.display().to_string();
        self.run(&[&["--date", "2024-04-01", "--replace", "-o", &place], words].concat()).success();
        std::fs::read(output).expect("a readable file")
    }
}

/// Stamps a file and takes the stamp off again.
fn stamp(bytes: &[u8], words: &[&str]) -> Vec<u8> {
    let stamped = Folder::new(bytes).stamped(words);
    let folder = Folder::new(&stamped);
    let back = folder.path("back.pdf");
    folder.run(&["--remove", "-o", &back.display().to_string()]).success();
    assert!(std::fs::read(back).expect("a readable file") == bytes, "the original is given back byte for byte");
    stamped
}

fn out(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stdout.clone()).expect("UTF-8")
}

fn err(assert: &Assert) -> String {
    String::from_utf8(assert.get_output().stderr.clone()).expect("UTF-8")
}

#[test]
fn a_report_of_ours_is_the_same_below_its_stamp() {
    let original = &all()[BRIEF];
    let change = check(original, &stamp(original, &["--status", "for-approval", "--note", "Board, 12 March"]));
    change.is_on(2..=2);
    let hash = hokoku::report::sha256_hex(original);
    change.says(&format!("Forapproval·1April2024Board,12MarchSHA-256{}", &hash[..12]));
}

#[test]
fn a_draft_is_a_light_word_across_the_page_and_a_line_in_the_margin() {
    let original = &all()["kgz/2022/annual-report.en.pdf"];
    let change = check(original, &stamp(original, &["--status", "draft"]));
    change.is_on(11..);
    change.says("DRAFTDRAFT·1April2024");
}

#[test]
fn only_the_first_page_is_marked_if_that_is_asked_for() {
    let original = &all()[BRIEF];
    check(original, &stamp(original, &["--status", "for-approval", "--pages", "first"])).is_on(1..=1);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let original = &all()[BRIEF];
    let words = ["--status", "draft", "--note", "Отчёт"];
    assert!(stamp(original, &words) == stamp(original, &words));
}

#[test]
fn a_second_stamp_replaces_the_first() {
    let original = &all()[BRIEF];
    let words = ["--status", "for-approval", "--note", "second"];
    let draft = stamp(original, &["--status", "draft"]);
    let folder = Folder::new(&draft);
    let again = folder.stamped(&words);
    assert!(again == stamp(original, &words), "nothing of the first is left");
}

#[test]
fn the_language_of_the_words_is_chosen_and_must_be_there() {
    let folder = Folder::new(&all()[BRIEF]);
    let output = folder.path("out.pdf").display().to_string();
    let refused = folder.run(&["--status", "draft", "--language", "xx", "-o", &output]).code(1);
    assert!(err(&refused).contains("the project has no language `xx`"));
    // Outside of a project the words are those of the command line.
    let mut command = hokoku();
    command.current_dir(folder.folder.path()).args(["stamp", "file.pdf", "--status", "draft", "--date", "2024-04-01"]);
    command.args(["-o", "plain.pdf"]).assert().success();
    let plain = std::fs::read(folder.path("plain.pdf")).expect("a readable file");
    check(&all()[BRIEF], &plain).says("DraftDraft·2024-04-01");
}

#[test]
fn show_tells_what_marks_a_file_bears() {
    let original = &all()[BRIEF];
    let plain = Folder::new(original).run(&["--show"]).success();
    assert!(out(&plain).contains("bears no stamp"));
    let stamped = stamp(original, &["--status", "for-approval", "--note", "первая и ещё"]);
    let shown = out(&Folder::new(&stamped).run(&["--show", "--message-format", "json"]).success());
    let shown: serde_json::Value = serde_json::from_str(shown.trim()).expect("JSON");
    let hash = hokoku::report::sha256_hex(original);
    let meant = ["for-approval", "2024-04-01", "all", &hash, "untouched", "первая и ещё"];
    assert_eq!(["status", "date", "pages", "original", "state", "note"].map(|key| shown[key].as_str().unwrap()), meant);
}

#[test]
fn a_note_may_hold_any_characters_and_be_typed_in_lines() {
    for (note, said) in
        [("two\nlines,\tone tab", "two lines, one tab"), (r"a (b \ c) <d> #e %f", r"a (b \ c) <d> #e %f")]
    {
        let stamped = stamp(&all()[BRIEF], &["--status", "draft", "--note", note]);
        let shown = out(&Folder::new(&stamped).run(&["--show"]).success());
        assert!(shown.trim_end().ends_with(said), "{shown}");
    }
}

#[test]
fn a_change_after_the_stamp_is_seen() {
    let original = &all()[BRIEF];
    let mut stamped = stamp(original, &["--status", "for-approval"]);
    stamped.extend_from_slice(b"\n% one more line\n");
    let behind = Folder::new(&stamped);
    let shown = behind.run(&["--show"]).code(1);
    assert!(out(&shown).contains("changed since") && err(&shown).contains("the original is still its beginning"));
    let refused = behind.run(&["--status", "draft", "-o", &behind.path("out.pdf").display().to_string()]).code(1);
    assert!(err(&refused).contains("another program has changed the file since it was stamped"));
    let back = behind.path("back.pdf");
    behind.run(&["--remove", "-o", &back.display().to_string()]).success();
    assert!(std::fs::read(back).expect("a readable file") == *original);
    // In a byte of a comment, which no reader minds.
    let place = stamped.windows(5).position(|window| window == b"%PDF-").expect("a header") + 9;
    stamped[place] ^= 1;
    let lost = Folder::new(&stamped);
    assert!(err(&lost.run(&["--show"]).code(1)).contains("the original is not in it any more"));
    lost.run(&["--remove", "-o", &lost.path("back.pdf").display().to_string()]).code(1);
}
