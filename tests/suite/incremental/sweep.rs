//! Changes in every file that reports are made from, each beside a build without a cache.

use super::{BRIEF, Options, PAGES, Place, differing, project_files, with};

/// A change of one file, in words.
type Edit = (String, Vec<u8>);

/// A character put in at an offset, or a digit there made another.
fn edit_at(text: &str, at: usize, sign: &str) -> Edit {
    let digit = text[at..].chars().next().and_then(|c| c.to_digit(10));
    let (new, after) = match digit.filter(|_| sign == "digit") {
        Some(digit) => (char::from_digit((digit + 1) % 10, 10).expect("a digit").to_string(), at + 1),
        None => (sign.to_owned(), at),
    };
    let line = text[..at].lines().count();
    (format!("line {line}: `{new}`"), [&text[..at], &new, &text[after..]].concat().into_bytes())
}

/// Of many places some, evenly.
fn some(places: &[usize], most: usize) -> Vec<usize> {
    let step = places.len().div_ceil(most).max(1);
    places.iter().copied().step_by(step).collect()
}

/// Changes of a file that may change a report: of texts, of numbers, at the end.
fn edits(path: &str, bytes: &[u8], most: usize) -> Vec<Edit> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return vec![("one byte more".to_owned(), [bytes, b"x"].concat())];
    };
    let digits: Vec<usize> = text.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at).collect();
    // Before the end of a quoted text, after a word of a message or of running text.
    let quotes: Vec<usize> = text.match_indices("\"").map(|(at, _)| at).skip(1).step_by(2).collect();
    let line_ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).filter(|at| *at > 0).collect();
    let words: Vec<usize> =
        line_ends.into_iter().filter(|at| text.as_bytes()[at - 1].is_ascii_alphanumeric()).collect();
    let of = |places: &[usize], sign: &str| -> Vec<Edit> {
        some(places, most).into_iter().map(|at| edit_at(text, at, sign)).collect()
    };
    let mut edits = of(&digits, "digit");
    edits.extend(of(&quotes, "q"));
    edits.extend(of(&words, "q"));
    edits.push(("one line more".to_owned(), format!("{text}\n{}\n", remark(path)).into_bytes()));
    edits
}

/// A comment in the language of a file.
fn remark(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("yaml" | "ftl") => "# A remark.",
        Some("j2") => "{# A remark. #}",
        Some("typ") => "// A remark.",
        Some("css") => "/* A remark. */",
        Some("md") => "<!-- A remark. -->",
        _ => "",
    }
}

/// Reads of which a change makes files anew that may come out as they were: what they say is told to a writer, and not all of
/// it is in its bytes. These are all; a change of anything else makes only what comes out otherwise.
const MORE_THAN_PRINTED: [(&str, &str); 5] = [
    ("word-", "words of the writers are told to all, also those of pages and of what a report lacks"),
    ("report-templates/themes/jica/theme.typ", "the text is Typst's to read, remarks and spaces too"),
    (
        "report-templates/themes/jica/theme.yaml",
        "every colour and size is told to Typst, also those of what a report lacks",
    ),
    ("depth=", "how deep contents go: a page shows them all"),
    ("\"width\":", "how wide a column is: a page leaves that to the browser"),
];

/// How much a sweep over the files tried and found.
#[derive(Debug, Default)]
struct Sweep {
    /// Changes.
    tried: usize,
    /// Changes after which files were made.
    effective: usize,
    /// Changes, not of [`MORE_THAN_PRINTED`], after which a file was made that came out as it was.
    in_vain: Vec<String>,
}

/// Changes every file of a folder in turn, `most` times in each of three ways, and takes it away; a remark must change
/// nothing.
fn check_every_file(folder: &str, options: &Options, most: usize) -> Sweep {
    let files = project_files();
    let place = Place::new();
    let before = place.check("nothing", &files, options);
    assert_eq!(before.made, before.files.keys().cloned().collect(), "an empty cache has nothing");
    assert!(place.check("nothing again", &files, options).made.is_empty());
    let mut sweep = Sweep::default();
    for (path, bytes) in files.iter().filter(|(path, _)| path.starts_with(folder)) {
        for (edit, changed) in edits(path, bytes, most) {
            let what = format!("{path}, {edit}");
            let after = place.check(&what, &with(&files, path, &changed), options);
            sweep.tried += 1;
            sweep.effective += usize::from(!after.made.is_empty());
            if !after.made.is_subset(&differing(&before, &after)) {
                let line = changed_line(bytes, &changed);
                let is_known = |(read, _): &(&str, &str)| path == read || line.contains(read);
                sweep.in_vain.extend((!MORE_THAN_PRINTED.iter().any(is_known)).then(|| format!("{what}: {line}")));
            }
        }
        let mut fewer = files.clone();
        fewer.remove(path);
        place.check(&format!("without {path}"), &fewer, options);
        if [".yaml", ".ftl", ".j2"].iter().any(|end| path.ends_with(end)) {
            let changed = [&bytes[..], b"\n", remark(path).as_bytes(), b"\n"].concat();
            let after = place.build(&with(&files, path, &changed), options);
            assert!(after.made.is_empty(), "a remark in {path}: {:?}", after.made);
        }
    }
    sweep
}

/// The first line in which a file differs from another, as it was.
fn changed_line(before: &[u8], after: &[u8]) -> String {
    let at = before.iter().zip(after).take_while(|(one, other)| one == other).count();
    let (start, rest) = before.split_at(at);
    let start = start.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    let rest = rest.split(|byte| *byte == b'\n').next().unwrap_or_default();
    String::from_utf8_lossy(&[start, rest].concat()).into_owned()
}

#[test]
fn after_a_change_in_any_file_of_the_data_no_page_is_stale_and_none_is_made_in_vain() {
    let Sweep { tried, effective, in_vain } = check_every_file("data/", &PAGES, 3);
    assert!(tried > 100 && effective > 30, "{effective} of {tried} changes made files");
    assert!(in_vain.is_empty(), "{in_vain:#?}");
}

#[test]
fn after_a_change_in_any_file_of_the_templates_no_page_is_stale_and_none_is_made_in_vain() {
    let Sweep { tried, effective, in_vain } = check_every_file("report-templates/", &PAGES, 3);
    assert!(tried > 100 && effective > 30, "{effective} of {tried} changes made files");
    assert!(in_vain.is_empty(), "{in_vain:#?}");
}

#[test]
fn after_a_change_in_any_file_no_pdf_or_word_file_is_stale_and_none_is_made_in_vain() {
    let Sweep { tried, effective, in_vain } = check_every_file("", &BRIEF, 1);
    assert!(tried > 100 && effective > 10, "{effective} of {tried} changes made files");
    assert!(in_vain.is_empty(), "{in_vain:#?}");
}
