//! Bytes to a package, or a plain word about what they are instead.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::import::{MOST_BYTES, Request};
use crate::package::{FileKind, Limits, Package, PackageError};

/// Opens a Word file.
///
/// # Errors
///
/// `import-format` for other kinds of files, `unreadable-file` for damaged ones; each with the way out.
pub(super) fn open(request: &Request<'_>) -> Result<Package, Diagnostic> {
    let Request { name, bytes, .. } = *request;
    let format = |message: &str, hint: &str| {
        Err(Diagnostic::error(Code::IMPORT_FORMAT, Place::file(name), message).with_hint(hint))
    };
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let of_kind = |kind: FileKind| match kind {
        FileKind::Workbook | FileKind::OldWorkbook | FileKind::OpenDocumentSpreadsheet => workbook(name),
        FileKind::Other if matches!(ending.as_str(), "csv" | "tsv") => workbook(name),
        FileKind::Empty => format("the file is empty", "save it again from Word"),
        FileKind::Encrypted => {
            format("the file is protected by a password", "save it without a password, and import that")
        }
        FileKind::OldWord | FileKind::OpenDocumentText | FileKind::Rtf | FileKind::Html => {
            let message =
                format!("the file is {}, expected a report of ours as a Word document (`.docx`)", kind.words());
            format(&message, "import the report as it was built; what another format holds of its figures is not read")
        }
        FileKind::Zip
        | FileKind::Word
        | FileKind::Presentation
        | FileKind::OtherPackage
        | FileKind::OtherOpenDocument
        | FileKind::OtherCompound
        | FileKind::Pdf
        | FileKind::Picture
        | FileKind::OtherArchive
        | FileKind::Other => {
            let message = format!("the file is {}, expected a Word document (`.docx`)", kind.words());
            format(&message, "name a report of ours in Word's format")
        }
    };
    if bytes.len() as u64 > MOST_BYTES {
        return format("the file is larger than 100 MB", "take out its pictures, and import that");
    }
    let package = match Package::read(bytes, Limits::default()) {
        Ok(package) => package,
        Err(PackageError::Kind(kind)) => return of_kind(kind),
        Err(PackageError::NoContentTypes) => return of_kind(FileKind::Zip),
        Err(PackageError::Encrypted(_)) => return of_kind(FileKind::Encrypted),
        Err(problem) => return Err(unreadable(name, &problem)),
    };
    match package.kind() {
        FileKind::Word => Ok(package),
        other => of_kind(other),
    }
}

fn workbook(name: &str) -> Result<Package, Diagnostic> {
    let message = "workbooks are not read yet, only Word reports of ours (.docx)";
    let hint = "enter the figures in the YAML files, or in a report and import that";
    Err(Diagnostic::error(Code::IMPORT_FORMAT, Place::file(name), message).with_hint(hint))
}

fn unreadable(name: &str, problem: &PackageError) -> Diagnostic {
    Diagnostic::error(Code::UNREADABLE_FILE, Place::file(name), problem.to_string())
        .with_hint("open it in Word, which may repair it, and save it again")
}
