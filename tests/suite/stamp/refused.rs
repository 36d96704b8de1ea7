//! What can't be stamped is refused with a reason, and nothing is written.

use std::path::Path;
use std::process::Command;

use super::handmade::{file, objects};
use super::{Folder, err};
use crate::absent::skipped;
use crate::built::{all, hokoku};

/// Fails unless the file is refused with some words in the message, nothing being written.
fn check(bytes: &[u8], words: &[&str], message: &str) {
    let folder = Folder::new(bytes);
    let output = folder.path("out.pdf");
    let told = folder.run(&[words, &["-o", &output.display().to_string()]].concat()).code(1);
    assert!(err(&told).contains(message), "{}", err(&told));
    assert!(!output.exists(), "nothing is written");
}

fn page() -> Vec<u8> {
    file(&objects("", "BT /F 12 Tf 60 300 Td (Words) Tj ET"), "")
}

#[test]
fn files_that_are_no_whole_pdf() {
    let whole = &all()[super::BRIEF];
    let cases: [(&[u8], &str); 8] = [
        (b"", "the file is empty"),
        (b"words\n", "the file is not a PDF"),
        (&whole[..5000], "the PDF is cut off"),
        (&whole[..whole.len() - 100], "the PDF is cut off"),
        (&page().replaced("startxref\n", "startxref\n9"), "the PDF is damaged"),
        (&page().replaced("/Kids[3 0 R]/Count 1", "/Kids[     ]/Count 0"), "the PDF has no pages"),
        (&page().replaced("/Kids[3 0 R]", "/Kids[2 0 R]"), "its list of pages leads back to itself"),
        (&page().replaced("/Kids[3 0 R]", "/Kids[9 0 R]"), "a page (object 9) is missing or can't be read"),
    ];
    for (bytes, message) in cases {
        check(bytes, &["--status", "final"], message);
    }
}

trait Replaced {
    fn replaced(&self, old: &str, new: &str) -> Vec<u8>;
}

impl Replaced for Vec<u8> {
    fn replaced(&self, old: &str, new: &str) -> Vec<u8> {
        let text = String::from_utf8(self.clone()).expect("UTF-8");
        assert!(text.contains(old));
        text.replace(old, new).into_bytes()
    }
}

#[test]
fn signed_files() {
    let mut signed = objects("", "");
    signed.push((6, "<</FT/Sig/T(Name)/V 7 0 R>>".to_owned()));
    signed.push((7, "<</Type/Sig/Filter/Adobe.PPKLite/ByteRange[0 1 2 3]/Contents<00>>>".to_owned()));
    check(&file(&signed, ""), &["--status", "draft"], "has a digital signature, which a stamp would make void");
    // A field in which nobody has signed yet is none.
    signed.truncate(5);
    signed.push((6, "<</FT/Sig/T(Name)>>".to_owned()));
    super::stamp(&file(&signed, ""), &["--status", "final"]);
}

#[test]
fn encrypted_files() {
    let folder = Folder::new(&page());
    for (user, key) in [("", "256"), ("secret", "256"), ("secret", "128")] {
        let encrypted = folder.path("encrypted.pdf");
        let mut qpdf = Command::new("qpdf");
        qpdf.args(["--allow-weak-crypto", "--encrypt", user, "owner", key, "--"]).arg(&folder.file).arg(&encrypted);
        let Ok(output) = qpdf.output() else {
            skipped("qpdf");
            return;
        };
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        check(&std::fs::read(encrypted).expect("a file"), &["--status", "draft"], "the PDF is encrypted");
    }
}

#[test]
fn notes_that_no_font_has_or_that_are_too_long() {
    let note = ["--status", "final", "--note"];
    check(
        &page(),
        &[&note[..], &["第一稿"]].concat(),
        "no font has the characters `一` (U+4E00), `稿` (U+7A3F), `第` (U+7B2C)",
    );
    check(&page(), &[&note[..], &["\u{13000}"]].concat(), "no font has the character");
    check(&page(), &[&note[..], &["word ".repeat(200).as_str()]].concat(), "the note is too long for a mark");
}

#[test]
fn words_that_do_not_fit_together() {
    let folder = Folder::new(&page());
    let output = folder.path("out.pdf").display().to_string();
    let same = folder.file.display().to_string();
    folder.run(&[]).code(2);
    folder.run(&["--status", "draft"]).code(2);
    folder.run(&["--status", "done", "-o", &output]).code(2);
    folder.run(&["--show", "--remove", "-o", &output]).code(2);
    for word in [["-o", &output], ["--pages", "first"], ["--date", "2024-04-01"], ["--note", "words"]] {
        folder.run(&[&["--show"], &word[..]].concat()).code(2);
    }
    for day in ["2024-02-30", "2024-04-01T10:00", "-000044-03-15", "1/4/2024"] {
        folder.run(&["--status", "draft", &format!("--date={day}"), "-o", &output]).code(2);
    }
    let told = folder.run(&["--status", "draft", "-o", &folder.path("").display().to_string()]).code(2);
    assert!(err(&told).contains("is a folder; name the file"), "{}", err(&told));
    let told = folder.run(&["--status", "draft", "-o", &same]).code(2);
    assert!(err(&told).contains("is there already") && err(&told).contains("`--replace`"), "{}", err(&told));
    folder.run(&["--status", "draft", "-o", &same, "--replace"]).success();
    folder.run(&["--remove", "-o", &same, "--replace"]).success();
    assert!(
        std::fs::read(&folder.file).expect("a file") == page(),
        "a file may be stamped in its place, and be given back"
    );
    let told = folder.run(&["--remove", "-o", &output]).code(1);
    assert!(err(&told).contains("the file bears no stamp"));
    let told = hokoku().args(["stamp", "none.pdf", "--show"]).assert().code(1);
    assert!(err(&told).contains("there is no file `none.pdf`"));
}

#[test]
fn folders_that_are_missing_are_made_and_files_in_their_place_are_told() {
    let folder = Folder::new(&page());
    let output = folder.path("new/folder/out.pdf");
    folder.run(&["--status", "draft", "-o", &output.display().to_string()]).success();
    assert!(output.is_file());
    let below = Path::new(&folder.file).join("out.pdf");
    folder.run(&["--status", "draft", "-o", &below.display().to_string()]).code(3);
}
