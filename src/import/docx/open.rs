//! Bytes to a package, or a plain word about what they are instead.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::import::Request;
use crate::package::{FileKind, Limits, Package, PackageError};

/// A report of ours has a few hundred kilobytes, and pictures that a person adds some megabytes.
const MOST_BYTES: u64 = 100_000_000;

/// Opens a Word file.
///
/// # Errors
///
/// `import-format` for other kinds of files, `unreadable-file` for damaged ones; each with the way out.
pub(super) fn open(request: &Request<'_>) -> Result<Package, Diagnostic> {
    let Request { path, bytes, .. } = *request;
    let format = |message: &str, hint: &str| {
        Err(Diagnostic::error(Code::IMPORT_FORMAT, Place::file(path), message).with_hint(hint))
    };
    let of_kind = |kind: FileKind| match kind {
        FileKind::Empty => format("the file is empty", "save it again from Word"),
        FileKind::Encrypted => {
            format("the file is protected by a password", "save it without a password, and import that")
        }
        FileKind::OldWord | FileKind::OpenDocumentText | FileKind::Rtf | FileKind::Html => {
            let message =
                format!("the file is {}, expected a report of ours as a Word document (`.docx`)", kind.words());
            format(
                &message,
                "enter the corrections in the Word report as it was built (.docx), and import that; other formats lose which text is which figure",
            )
        }
        FileKind::Pdf => format(
            "the file is a PDF, whatever its name says",
            "a PDF can't be read back: enter the corrections in the Word report (.docx) as it was built, and import that",
        ),
        FileKind::Workbook
        | FileKind::OldWorkbook
        | FileKind::OpenDocumentSpreadsheet
        | FileKind::Zip
        | FileKind::Word
        | FileKind::Presentation
        | FileKind::OtherPackage
        | FileKind::OtherOpenDocument
        | FileKind::OtherCompound
        | FileKind::Picture
        | FileKind::OtherArchive
        | FileKind::Other => {
            let message = format!("the file is {}, expected a Word document (`.docx`)", kind.words());
            format(&message, "name a report of ours in Word's format")
        }
    };
    if bytes.length() > MOST_BYTES {
        return format("the file is larger than 100 MB", "take out its pictures, and import that");
    }
    let bytes = match bytes.held() {
        Ok(bytes) => bytes,
        Err(error) => return format(&format!("the file can not be read to its end: {error}"), "copy the file anew"),
    };
    let package = match Package::read(&bytes, Limits::default()) {
        Ok(package) => package,
        Err(PackageError::Kind(kind)) => return of_kind(kind),
        Err(PackageError::NoContentTypes) => return of_kind(FileKind::Zip),
        Err(PackageError::Encrypted(_)) => return of_kind(FileKind::Encrypted),
        Err(problem) => return Err(unreadable(path, &problem)),
    };
    match package.kind() {
        FileKind::Word => Ok(package),
        other => of_kind(other),
    }
}

fn unreadable(path: &str, problem: &PackageError) -> Diagnostic {
    Diagnostic::error(Code::UNREADABLE_FILE, Place::file(path), problem.to_string())
        .with_hint("open it in Word, which may repair it, and save it again")
}
