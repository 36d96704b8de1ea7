//! Opening a PDF, or saying why it can't be.

use lopdf::{Document, LoadOptions, Object};

use crate::diagnostic::{Code, Diagnostic, Place};

/// Most bytes that one stream may unfold to while a file is opened, and most bytes of the content of a page.
pub(crate) const MOST_UNFOLDED: usize = 256 << 20;
/// More objects than any file has that was not made to do harm: the limit of Annex C of ISO 32000-1.
const MOST_OBJECTS: u32 = 8_388_607;
/// Most bytes of a file: the greatest offset that four bytes of a cross-reference stream hold is a little more.
pub const MOST_BYTES: u64 = 4_000_000_000;

/// A PDF whose objects have been read.
pub(crate) struct Opened<'a> {
    /// The whole file.
    pub(crate) bytes: &'a [u8],
    /// Where `%PDF-` stands; offsets inside of the file count from here.
    pub(crate) header: usize,
    /// Its objects.
    pub(crate) document: Document,
}

/// Reads the objects of a PDF. `path` is what the place of a problem says.
///
/// # Errors
///
/// `unreadable-pdf` where it is none or damaged, `encrypted-pdf`.
pub(crate) fn open<'a>(path: &str, bytes: &'a [u8]) -> Result<Opened<'a>, Diagnostic> {
    let header = header(bytes).map_err(|message| unreadable(path, message))?;
    if u64::try_from(bytes.len()).is_ok_and(|bytes| bytes > MOST_BYTES) {
        return Err(unreadable(path, "the file is larger than 4 GB".to_owned()));
    }
    let options = LoadOptions::with_max_decompressed_size(MOST_UNFOLDED);
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| match is_encrypted(bytes) {
        true => encrypted(path),
        false => damaged(path, bytes, &error.to_string()),
    })?;
    if document.is_encrypted() || document.was_encrypted() {
        return Err(encrypted(path));
    }
    if document.max_id >= MOST_OBJECTS {
        return Err(damaged(path, bytes, "it names more objects than a PDF can have"));
    }
    if document.catalog().is_err() {
        return Err(damaged(path, bytes, "its catalog is missing"));
    }
    Ok(Opened { bytes, header, document })
}

/// The first object number that the file does not use.
pub(crate) fn first_free(document: &Document) -> u32 {
    let size = document.trailer.get(b"Size").and_then(Object::as_i64).ok();
    let size = size.and_then(|size| u32::try_from(size).ok()).filter(|size| *size <= MOST_OBJECTS);
    size.unwrap_or_default().max(document.max_id + 1)
}

fn header(bytes: &[u8]) -> Result<usize, String> {
    if bytes.is_empty() {
        return Err("the file is empty".to_owned());
    }
    // Readers accept the header within the first 1024 bytes (ISO 32000-1, Annex H, 3.4.1, note 13).
    let start = bytes.get(..1024).unwrap_or(bytes);
    let found = start.windows(5).position(|window| window == b"%PDF-");
    found.ok_or_else(|| "the file is not a PDF: it does not begin with `%PDF-`".to_owned())
}

pub(super) fn unreadable(path: &str, message: String) -> Diagnostic {
    Diagnostic::error(Code::UNREADABLE_PDF, Place::file(path), message)
}

/// A file that begins like a PDF and is not whole.
pub(super) fn damaged(path: &str, bytes: &[u8], reason: &str) -> Diagnostic {
    let tail = bytes.get(bytes.len().saturating_sub(2048)..).unwrap_or(bytes);
    let has_end = tail.windows(9).any(|window| window == b"startxref");
    let message = match has_end {
        true => format!("the PDF is damaged: {}", lowercase_first(reason.trim_end_matches('.'))),
        false => "the PDF is cut off: its end, with the list of its objects, is missing".to_owned(),
    };
    unreadable(path, message)
        .with_hint("take the file from its source again, or repair it: `qpdf FILE.pdf REPAIRED.pdf`")
}

fn lowercase_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}

fn is_encrypted(bytes: &[u8]) -> bool {
    Document::load_metadata_mem(bytes).is_ok_and(|metadata| metadata.encrypted)
}

fn encrypted(path: &str) -> Diagnostic {
    let message = "the PDF is encrypted, so nothing can be added to it without its password";
    Diagnostic::error(Code::ENCRYPTED_PDF, Place::file(path), message)
        .with_hint("stamp the file before it is encrypted, or decrypt it with its password: `qpdf --decrypt --password=… FILE.pdf OPEN.pdf`")
}

/// Refuses a file with a digital signature, which any change makes void.
///
/// # Errors
///
/// `signed-pdf`.
pub(crate) fn refuse_signed(path: &str, document: &Document) -> Result<(), Diagnostic> {
    let is_signature = |object: &Object| {
        let Ok(dictionary) = object.as_dict() else { return false };
        dictionary.has_type(b"Sig")
            || dictionary.has_type(b"DocTimeStamp")
            || dictionary.has(b"ByteRange") && dictionary.has(b"Contents")
    };
    let holds = |object: &Object| {
        // A signature may stand directly in its field.
        let value = object.as_dict().and_then(|dictionary| dictionary.get(b"V"));
        is_signature(object) || value.is_ok_and(is_signature)
    };
    if !document.objects.values().any(holds) {
        return Ok(());
    }
    let message = "the PDF has a digital signature, which a stamp would make void";
    Err(Diagnostic::error(Code::SIGNED_PDF, Place::file(path), message).with_hint("stamp the file before it is signed"))
}
