//! What a stamped file says of its stamp, for programs: page-piece data in the form of the stamp (ISO 32000-1, 14.5).
//!
//! Besides the mark it holds the length and the hash of the original, which is the beginning of the file, and a seal:
//! the hash of the whole stamped file, taken while the seal itself is zeros.

use jiff::civil;
use lopdf::{Dictionary, Document, Object, StringFormat, decode_text_string, dictionary, text_string};

use super::mark::{Mark, Pages, Status};
use crate::report::sha256_hex;

/// The name under which the data stands.
const OWNER: &str = "Hokoku";
/// Digits of a SHA-256 in hex.
const DIGITS: usize = 64;

/// A stamp as a file tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// What it says.
    pub mark: Mark,
    /// SHA-256 of the original, in lowercase hex.
    pub sha256: String,
    /// Bytes of the original.
    pub length: usize,
}

impl Record {
    /// The entries that carry the record in its form; the seal is zeros.
    pub(super) fn entries(&self) -> Dictionary {
        let day = self.mark.date;
        let modified = format!("D:{:04}{:02}{:02}000000Z", day.year(), day.month(), day.day());
        let modified = || Object::string_literal(modified.clone());
        let mut private = dictionary! {
            "Version" => 1,
            "Status" => self.mark.status.as_str(),
            "Date" => Object::string_literal(day.to_string()),
            "Pages" => self.mark.pages.as_str(),
            "OriginalLength" => i64::try_from(self.length).unwrap_or(i64::MAX),
            "OriginalSHA256" => Object::string_literal(self.sha256.clone()),
            "Seal" => Object::String(vec![0; DIGITS / 2], StringFormat::Hexadecimal),
        };
        if let Some(note) = &self.mark.note {
            private.set("Note", text_string(note));
        }
        let piece = dictionary! { "LastModified" => modified(), "Private" => private };
        dictionary! { "LastModified" => modified(), "PieceInfo" => dictionary! { OWNER => piece } }
    }

    fn read(document: &Document, form: &Dictionary) -> Option<Record> {
        let inside = |dictionary: &'_ Dictionary, key: &str| {
            dictionary.get_deref(key.as_bytes(), document).and_then(Object::as_dict).ok().cloned()
        };
        let private = inside(&inside(&inside(form, "PieceInfo")?, OWNER)?, "Private")?;
        let name =
            |key: &[u8]| private.get(key).and_then(Object::as_name).ok().and_then(|name| str::from_utf8(name).ok());
        let text = |key: &[u8]| private.get(key).and_then(decode_text_string).ok();
        let length = private.get(b"OriginalLength").and_then(Object::as_i64).ok()?;
        let sha256 = text(b"OriginalSHA256")
            .filter(|hash| hash.len() == DIGITS && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')))?;
        let mark = Mark {
            status: Status::parse(name(b"Status")?)?,
            date: text(b"Date")?.parse::<civil::Date>().ok()?,
            note: text(b"Note"),
            pages: Pages::parse(name(b"Pages")?)?,
        };
        Some(Record { mark, sha256, length: usize::try_from(length).ok()? })
    }
}

/// Every stamp that the objects of a file tell of, in the order of their numbers.
pub(super) fn records(document: &Document) -> Vec<Record> {
    let forms = document.objects.values().filter_map(|object| object.as_stream().ok());
    forms.filter(|form| form.dict.has(b"PieceInfo")).filter_map(|form| Record::read(document, &form.dict)).collect()
}

/// Puts the seal into a file that has just been written.
///
/// # Panics
///
/// If the file has no place for it after the original.
pub(super) fn seal(bytes: &mut [u8], record: &Record) {
    let start = seal_position(bytes, record).expect("the form of the stamp was written with a seal of zeros");
    let digits = sha256_hex(bytes).to_uppercase();
    bytes[start..start + DIGITS].copy_from_slice(digits.as_bytes());
}

/// Whether a file is byte for byte as it was sealed.
pub(super) fn is_sealed(bytes: &[u8], record: &Record) -> bool {
    let Some(start) = seal_position(bytes, record) else { return false };
    let mut unsealed = bytes.to_vec();
    let Some(digits) = unsealed.get_mut(start..start + DIGITS) else { return false };
    let stated = digits.to_ascii_lowercase();
    digits.fill(b'0');
    sha256_hex(&unsealed).as_bytes() == stated
}

/// The original, if it still is the beginning of the file.
pub(super) fn original<'a>(bytes: &'a [u8], record: &Record) -> Option<&'a [u8]> {
    bytes.get(..record.length).filter(|original| sha256_hex(original) == record.sha256)
}

/// Where the digits of the seal begin. They stand behind the hash of the original, which nothing that is taken over from
/// the original can hold, so that data of other programs is never taken for the seal.
fn seal_position(bytes: &[u8], record: &Record) -> Option<usize> {
    let before = format!("/OriginalSHA256({})/Seal<", record.sha256);
    let update = bytes.get(record.length..)?;
    let found = update.windows(before.len()).position(|window| window == before.as_bytes())?;
    Some(record.length + found + before.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_in_capitals_is_no_record() {
        let read = |sha256: &str| {
            let mark = Mark::new(Status::Final, civil::date(2024, 4, 1), None, Pages::All);
            let record = Record { mark, sha256: sha256.to_owned(), length: 1 };
            Record::read(&Document::new(), &record.entries()).map(|found| found == record)
        };
        assert_eq!(read(&sha256_hex(b"a")), Some(true));
        assert_eq!(read(&sha256_hex(b"a").to_uppercase()), None);
    }
}
