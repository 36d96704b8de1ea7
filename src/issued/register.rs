//! The register of issued files: `data/<country>/register.yaml`, a list of entries, the newest last.
//!
//! Entries are only ever added. A file that is stamped again at the same path has a newer entry, which alone counts for
//! that path; the older ones tell what was issued there before.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer};

use super::file::Origin;
use super::mark::{Mark, Status};
use crate::dataset::edit::{Edit, KeyPath, Yaml, edit};
use crate::dataset::read_yaml;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::{Date, LanguageTag};
use crate::report::sha256_hex;

/// Name of the file in the folder of a country.
pub const REGISTER: &str = "register.yaml";
/// What a new register begins with.
const HEADING: &str =
    "# Files that were issued, the newest last. `hokoku stamp` adds entries, `hokoku verify --register` checks them.\n";

/// One issued file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Entry {
    /// Where it is, below the project, with `/`.
    #[serde(deserialize_with = "path")]
    pub file: String,
    /// The report that it is.
    pub report: String,
    /// The year of its edition.
    pub year: i16,
    /// Its language.
    pub language: LanguageTag,
    /// What it was issued as.
    pub status: Status,
    /// Since when it has the status.
    pub date: Date,
    /// The note of its stamp.
    pub note: Option<String>,
    /// Its SHA-256, in lowercase hex.
    #[serde(deserialize_with = "hash")]
    pub sha256: String,
    /// The SHA-256 of what was stamped.
    #[serde(deserialize_with = "hash")]
    pub original_sha256: String,
    /// The hash of the data that it was made from.
    #[serde(deserialize_with = "hash")]
    pub data_sha256: String,
}

/// What has become of an issued file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Byte for byte as it was issued.
    Unchanged,
    /// It has another hash.
    Changed,
    /// It is not there.
    Missing,
    /// A newer entry stands for the same path.
    Replaced,
}

impl State {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            State::Unchanged => "unchanged",
            State::Changed => "changed",
            State::Missing => "missing",
            State::Replaced => "replaced",
        }
    }
}

impl Entry {
    /// The entry of a file that has just been stamped.
    pub fn new(file: &str, origin: &Origin, mark: &Mark, bytes: &[u8], original_sha256: &str) -> Entry {
        Entry {
            file: file.to_owned(),
            report: origin.report.clone(),
            year: origin.year,
            language: origin.language.clone(),
            status: mark.status,
            date: Date::day(mark.date),
            note: mark.note.clone(),
            sha256: sha256_hex(bytes),
            original_sha256: original_sha256.to_owned(),
            data_sha256: origin.data_sha256.clone(),
        }
    }

    /// Whether it is of the same edition in the same language as another of its country.
    pub fn is_same_edition(&self, other: &Entry) -> bool {
        (&self.report, self.year, &self.language) == (&other.report, other.year, &other.language)
    }

    fn yaml(&self) -> Yaml {
        let text = |key: &str, value: &str| (key.to_owned(), Yaml::text(value));
        let mut entries = vec![
            text("file", &self.file),
            text("report", &self.report),
            ("year".to_owned(), Yaml::Number(Decimal::from(self.year))),
            text("language", self.language.as_str()),
            text("status", self.status.as_str()),
            text("date", &self.date.to_string()),
        ];
        entries.extend(self.note.as_deref().map(|note| text("note", note)));
        entries.extend([
            text("sha256", &self.sha256),
            text("original-sha256", &self.original_sha256),
            text("data-sha256", &self.data_sha256),
        ]);
        Yaml::Map(entries)
    }
}

/// Reads a register. An empty one has no entries.
pub fn read(place: &str, bytes: &[u8]) -> (Vec<Entry>, Vec<Diagnostic>) {
    let (entries, problems) = read_yaml::<Option<Vec<Entry>>>(place, bytes);
    (entries.flatten().unwrap_or_default(), problems)
}

/// The register with one more entry; comments and layout stay. One whose newest entry for the path is this very entry
/// stays as it is.
///
/// # Errors
///
/// What is wrong with the register; `edit-refused` where it is written so that nothing can be added, or where the entry
/// would be read as another than it is.
pub fn add(place: &str, bytes: Option<&[u8]>, entry: &Entry) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let old = bytes.unwrap_or(HEADING.as_bytes());
    let (entries, problems) = read(place, old);
    if !problems.is_empty() {
        return Err(problems);
    }
    if entries.iter().rfind(|other| other.file == entry.file) == Some(entry) {
        return Ok(old.to_vec());
    }
    let new = edit(place, old, &[Edit::AddItem { path: KeyPath::default(), value: entry.yaml() }])?;
    let (read_again, problems) = read(place, &new);
    if problems.is_empty() && read_again.split_last() == Some((entry, &entries[..])) {
        return Ok(new);
    }
    let message = format!("the entry of `{}` would be read as another than it is, so it is not written", entry.file);
    let problem = Diagnostic::error(Code::EDIT_REFUSED, Place::file(place), message);
    Err(vec![problem.with_hint("choose a plainer name with `-o`, and a plainer `--note`")])
}

/// Holds the entries of a register against the files. `content` gives the bytes of a path, `None` where nothing is there.
pub fn verify<E>(
    entries: &[Entry],
    mut content: impl FnMut(&str) -> Result<Option<Vec<u8>>, E>,
) -> Result<Vec<State>, E> {
    let newest: BTreeMap<&str, usize> =
        entries.iter().enumerate().map(|(index, entry)| (entry.file.as_str(), index)).collect();
    let state = |(index, entry): (usize, &Entry)| {
        if newest.get(entry.file.as_str()) != Some(&index) {
            return Ok(State::Replaced);
        }
        Ok(match content(&entry.file)? {
            Some(bytes) if sha256_hex(&bytes) == entry.sha256 => State::Unchanged,
            Some(_) => State::Changed,
            None => State::Missing,
        })
    };
    entries.iter().enumerate().map(state).collect()
}

/// The problem of a file of the register, if it has one.
pub fn problem(country: &str, entry: &Entry, state: State) -> Option<Diagnostic> {
    let place = Place::file(&entry.file);
    let said = format!("`data/{country}/{REGISTER}`, where it is {} since {}", entry.status.as_str(), entry.date);
    match state {
        State::Unchanged | State::Replaced => None,
        State::Changed => {
            let digits = entry.sha256.get(..12).unwrap_or(&entry.sha256);
            let message = format!("the file is not what was issued: its SHA-256 is not the {digits}… of {said}");
            let problem = Diagnostic::error(Code::ISSUED_FILE_CHANGED, place, message);
            Some(problem.with_hint("put the issued file back"))
        }
        State::Missing => {
            let message = format!("the file is not there, but stands in {said}");
            let problem = Diagnostic::error(Code::ISSUED_FILE_MISSING, place, message);
            Some(problem.with_hint("put the file back, or correct the path of its entry"))
        }
    }
}

/// Whether a register can name a file so: by its path below the project, which is the same on every system.
pub fn is_path(path: &str) -> bool {
    !path.contains(['\\', ':']) && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}

/// Whether a text is a SHA-256 in lowercase hex.
pub(super) fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// A path below the project.
fn path<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let path = String::deserialize(deserializer)?;
    match is_path(&path) {
        true => Ok(path),
        false => Err(serde::de::Error::custom(format!("`{path}` is not a path below the project, with `/`"))),
    }
}

fn hash<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    match is_sha256(&text) {
        true => Ok(text),
        false => Err(serde::de::Error::custom("expected a SHA-256: 64 digits of `0123456789abcdef`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(file: &str, content: &[u8]) -> Entry {
        Entry {
            file: file.to_owned(),
            report: "brief".to_owned(),
            year: 2022,
            language: LanguageTag::parse("xx").unwrap(),
            status: Status::Final,
            date: Date::parse("2024-04-01").unwrap(),
            note: Some("for: the \"council\" – Ж #1".to_owned()),
            sha256: sha256_hex(content),
            original_sha256: sha256_hex(b"original"),
            data_sha256: sha256_hex(b"data"),
        }
    }

    fn check(text: &str) -> String {
        let problems = read("data/xyz/register.yaml", text.as_bytes()).1;
        problems.iter().map(|problem| format!("{}: {}", problem.place.as_ref().unwrap(), problem.message)).collect()
    }

    #[test]
    fn entries_are_added_at_the_end_and_comments_stay() {
        let first = add("r", None, &entry("output/a.pdf", b"a")).unwrap();
        let first = String::from_utf8(first).unwrap();
        assert!(first.starts_with(HEADING), "{first}");
        let commented = first + "# checked by hand\n";
        let second = add("r", Some(commented.as_bytes()), &entry("output/b c.pdf", b"b")).unwrap();
        let text = String::from_utf8(second.clone()).unwrap();
        assert!(
            text.contains("# checked by hand\n") && text.contains("- file: output/b c.pdf\n  report: brief\n"),
            "{text}"
        );
        assert_eq!(read("r", &second).0, [entry("output/a.pdf", b"a"), entry("output/b c.pdf", b"b")]);
    }

    #[test]
    fn the_same_entry_is_not_added_twice_unless_another_came_between() {
        let add = |register: &[u8], content| add("r", Some(register), &entry("a.pdf", content)).unwrap();
        let once = add(b"", b"a");
        assert_eq!(add(&once, b"a"), once);
        assert_eq!(read("r", &add(&add(&once, b"b"), b"a")).0.len(), 3);
    }

    #[test]
    fn a_register_that_is_no_list_is_refused() {
        let problems = add("r", Some(b"a.pdf: final\n"), &entry("a.pdf", b"a")).unwrap_err();
        assert!(!problems.is_empty());
    }

    #[test]
    fn paths_out_of_the_project_and_wrong_hashes_are_refused_at_their_place() {
        let good = String::from_utf8(add("r", Some(b""), &entry("a.pdf", b"a")).unwrap()).unwrap();
        insta::assert_snapshot!(check(&good.replace("a.pdf", "../a.pdf")), @"data/xyz/register.yaml:1:9: `../a.pdf` is not a path below the project, with `/`");
        insta::assert_snapshot!(check(&good.replace("sha256: ", "sha256: \"12\" #")), @"data/xyz/register.yaml:8:11: expected a SHA-256: 64 digits of `0123456789abcdef`");
        insta::assert_snapshot!(check(&good.replace("status: final", "status: done")), @"data/xyz/register.yaml:5:11: `done` is no status; expected one of: draft, for-approval, final, superseded");
    }

    #[test]
    fn an_entry_that_would_be_read_as_another_is_not_written() {
        for file in ["issued/12:30.pdf", "issued/x\\y.pdf", "../a.pdf", "a//b.pdf", ""] {
            let problems = add("r", Some(b""), &entry(file, b"a")).unwrap_err();
            assert_eq!(problems[0].code, Code::EDIT_REFUSED, "{file}");
        }
        let other = Entry { data_sha256: "not a hash".to_owned(), ..entry("a.pdf", b"a") };
        assert_eq!(add("r", Some(b""), &other).unwrap_err()[0].code, Code::EDIT_REFUSED);
        for file in ["- a.pdf", "a: b", "null", "1", "#.pdf", " a", "[a]", "\u{1}", "Отчёт \"x\".pdf", "a\nb"] {
            let meant = entry(file, b"a");
            if let Ok(register) = add("r", Some(b""), &meant) {
                assert_eq!(read("r", &register), (vec![meant], Vec::new()));
            } else {
                assert!(file.contains(':') || file.contains(char::is_control), "{file}");
            }
        }
    }

    #[test]
    fn files_are_unchanged_changed_missing_or_replaced() {
        let entries = [entry("a", b"old"), entry("a", b"a"), entry("b", b"b"), entry("c", b"c")];
        let files = |path: &str| {
            Ok::<_, std::convert::Infallible>(match path {
                "a" => Some(b"a".to_vec()),
                "b" => Some(b"other".to_vec()),
                _ => None,
            })
        };
        let states = verify(&entries, files).unwrap();
        assert_eq!(states, [State::Replaced, State::Unchanged, State::Changed, State::Missing]);
    }
}
