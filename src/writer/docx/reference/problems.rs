//! What can be wrong with a reference document, in words.

use super::page::LeftOut;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::package::PackageError;

/// What to do with most files.
pub(super) const SAVE_AS: &str =
    "open it in Word or LibreOffice, save it as a Word document (`.docx`), and give that file";

/// A problem of the whole file.
pub(super) fn problem(path: &str, message: impl Into<String>, hint: &str) -> Diagnostic {
    Diagnostic::error(Code::REFERENCE_DOCUMENT, Place::file(path), message).with_hint(hint)
}

/// What a report does not take of a reference document.
pub(super) fn left_out(path: &str, left_out: &LeftOut) -> Diagnostic {
    let (what, why, instead, hint) = match left_out {
        LeftOut::Paper(why) => {
            let hint = "set size and margins of the page in Word under \"Layout\", and save the document";
            ("paper", why, "the report has the paper of its theme", hint)
        }
        LeftOut::Band { is_footer: false, why } => (
            "header",
            why,
            "the report has its other headers, or its own",
            "open the document in Word, set its header anew, and save it",
        ),
        LeftOut::Band { is_footer: true, why } => (
            "footer",
            why,
            "the report has its other footers, or its own",
            "open the document in Word, set its footer anew, and save it",
        ),
    };
    let message = format!("the reference document's {what} is left out, since {why}; {instead}");
    Diagnostic::warning(Code::REFERENCE_DOCUMENT, Place::file(path), message).with_hint(hint)
}

/// Why a file is no package.
pub(super) fn not_a_package(path: &str, bytes: &[u8], error: &PackageError) -> Diagnostic {
    let begins = |magic: &[u8]| bytes.starts_with(magic);
    let kind = match error {
        _ if begins(b"%PDF") => "a PDF",
        _ if begins(b"{\\rtf") => "an RTF file",
        PackageError::CompoundFile { is_encrypted: false } => "an Office file of before 2007, such as `.doc`",
        PackageError::NoContentTypes if names_open_document(bytes) => "an OpenDocument file, such as `.odt`",
        PackageError::Empty => {
            return problem(path, "the reference document is empty", "give a Word document (`.docx`)");
        }
        PackageError::CompoundFile { is_encrypted: true } | PackageError::Encrypted(_) => {
            let hint = "save a copy of it without a password, and give that file";
            return problem(path, "the reference document is protected by a password", hint);
        }
        PackageError::TooLarge { .. } | PackageError::TooManyEntries { .. } => {
            let hint = "give a document that has the styles, the header and the footer, and no text or pictures beyond";
            return problem(path, format!("the reference document is too large: {error}"), hint);
        }
        PackageError::NotZip | PackageError::NoContentTypes => "not a Word file",
        PackageError::Damaged(_)
        | PackageError::Compression(_)
        | PackageError::DuplicateName(_)
        | PackageError::BadName(_)
        | PackageError::Xml { .. } => {
            return problem(path, format!("the reference document is damaged: {error}"), SAVE_AS);
        }
    };
    problem(path, format!("the reference document is {kind}, expected a Word document (`.docx`)"), SAVE_AS)
}

/// Whether a zip archive begins with the media type of OpenDocument (OpenDocument 1.3, part 2, 3.3).
fn names_open_document(bytes: &[u8]) -> bool {
    bytes.get(30..).is_some_and(|rest| rest.starts_with(b"mimetypeapplication/vnd.oasis.opendocument"))
}
