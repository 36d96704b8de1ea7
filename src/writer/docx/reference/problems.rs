//! What can be wrong with a reference document, in words.

use super::page::LeftOut;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::package::{FileKind, PackageError};

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

/// Why a file can not be opened.
pub(super) fn not_a_package(path: &str, error: &PackageError) -> Diagnostic {
    match error {
        PackageError::Kind(kind) => not_word(path, *kind),
        PackageError::NoContentTypes => not_word(path, FileKind::Zip),
        PackageError::Encrypted(_) => not_word(path, FileKind::Encrypted),
        PackageError::TooLarge { .. } | PackageError::TooManyEntries { .. } => {
            let hint = "give a document that has the styles, the header and the footer, and no text or pictures beyond";
            problem(path, format!("the reference document is too large: {error}"), hint)
        }
        PackageError::Damaged(_)
        | PackageError::Compression(_)
        | PackageError::DuplicateName(_)
        | PackageError::BadName(_)
        | PackageError::Xml { .. } => {
            problem(path, format!("the reference document can not be read: {error}"), SAVE_AS)
        }
    }
}

/// A file of a kind that is no Word document.
pub(super) fn not_word(path: &str, kind: FileKind) -> Diagnostic {
    let found = format!("the reference document is {}", kind.words());
    match kind {
        FileKind::Empty => problem(path, found, "give a Word document (`.docx`)"),
        FileKind::Encrypted => problem(path, found, "save a copy of it without a password, and give that file"),
        FileKind::Zip
        | FileKind::Word
        | FileKind::Workbook
        | FileKind::Presentation
        | FileKind::OtherPackage
        | FileKind::OpenDocumentText
        | FileKind::OpenDocumentSpreadsheet
        | FileKind::OtherOpenDocument
        | FileKind::OldWord
        | FileKind::OldWorkbook
        | FileKind::OtherCompound
        | FileKind::Pdf
        | FileKind::Rtf
        | FileKind::Html
        | FileKind::Picture
        | FileKind::OtherArchive
        | FileKind::Other => problem(path, format!("{found}, expected a Word document (`.docx`)"), SAVE_AS),
    }
}
