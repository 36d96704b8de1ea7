//! Bytes to a package, or a plain word about what they are instead.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::import::{MOST_BYTES, Request};
use crate::package::{Limits, Package, PackageError, relationship};

/// First bytes of a compound file (MS-CFB, 2.2), in which Office wraps its old and its encrypted files.
const COMPOUND: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

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
    let workbooks = "workbooks are not read yet, only Word reports of ours (.docx)";
    let way_out = "enter the figures in the YAML files, or in a report and import that";
    if bytes.len() as u64 > MOST_BYTES {
        return format("the file is larger than 100 MB", "take out its pictures, and import that");
    }
    if bytes.starts_with(&COMPOUND) {
        if contains_wide(bytes, "EncryptedPackage") {
            return format("the file is protected by a password", "save it without a password, and import that");
        }
        if contains_wide(bytes, "Workbook") {
            return format(workbooks, way_out);
        }
        return format("the file is of Word 97-2003 or another old program", "open it in Word and save it as .docx");
    }
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    if !bytes.starts_with(b"PK") {
        return match ending.as_str() {
            "csv" | "tsv" => format(workbooks, way_out),
            _ if bytes.is_empty() => format("the file is empty", "save it again from Word"),
            _ => format("the file is not a Word document (.docx)", "name a report of ours in Word's format"),
        };
    }
    let package = Package::read(bytes, Limits::default()).map_err(|problem| unreadable(path, &problem));
    if has_name(bytes, "content.xml") && has_name(bytes, "mimetype") && package.is_err() {
        return match ending.as_str() {
            "ods" => format(workbooks, way_out),
            _ => format("the file is an OpenDocument file", "save it as .docx, and import that"),
        };
    }
    let package = package?;
    let main = package.related("", relationship::OFFICE_DOCUMENT).map(|(_, part)| part.content_type.as_str()).next();
    let kind = main.unwrap_or_default();
    if kind.contains("spreadsheet") || kind.contains("ms-excel") {
        return format(workbooks, way_out);
    }
    if !kind.contains("wordprocessingml") && !kind.contains("ms-word") {
        return format("the file is a package, but not a Word document", "name a report of ours in Word's format");
    }
    Ok(package)
}

fn unreadable(path: &str, problem: &PackageError) -> Diagnostic {
    Diagnostic::error(Code::UNREADABLE_FILE, Place::file(path), format!("the file is damaged: {problem}"))
        .with_hint("open it in Word, which may repair it, and save it again")
}

/// Whether bytes hold a name in UTF-16, as directories of compound files do.
fn contains_wide(bytes: &[u8], name: &str) -> bool {
    let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(wide.len()).any(|window| window == wide)
}

fn has_name(bytes: &[u8], name: &str) -> bool {
    bytes.windows(name.len()).any(|window| window == name.as_bytes())
}
