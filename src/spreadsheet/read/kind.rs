//! What a file is, by what is in it. Its name says nothing: a `.xls` may be a page of HTML.

use std::io;

use crate::package::{Archive, Bytes, Limits, PackageError};

/// Formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileKind {
    /// An Excel workbook (ECMA-376-1), with macros or without; macros are not looked at.
    Xlsx,
    /// A binary Excel workbook (\[MS-XLSB\]).
    Xlsb,
    /// A workbook of Excel before 2007 (\[MS-XLS\]).
    Xls,
    /// An OpenDocument spreadsheet (ISO/IEC 26300).
    Ods,
    /// Text in rows and columns.
    Csv,
}

impl FileKind {
    /// Its usual ending.
    pub fn as_str(self) -> &'static str {
        match self {
            FileKind::Xlsx => "xlsx",
            FileKind::Xlsb => "xlsb",
            FileKind::Xls => "xls",
            FileKind::Ods => "ods",
            FileKind::Csv => "csv",
        }
    }

    /// The kind that ends so.
    pub fn parse(text: &str) -> Option<FileKind> {
        [FileKind::Xlsx, FileKind::Xlsb, FileKind::Xls, FileKind::Ods, FileKind::Csv]
            .into_iter()
            .find(|kind| kind.as_str() == text)
    }
}

/// Why bytes are no spreadsheet that is read: a sentence and an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What was found: a lowercase fragment.
    pub message: String,
    /// What to do.
    pub hint: &'static str,
}

const SAVE_AS_XLSX: &str = "open it in a spreadsheet program and save it as an Excel workbook (.xlsx)";
const NO_PASSWORD: &str = "open it with its password, remove the password, and save it";
const WHAT_IS_READ: &str = "give a workbook (.xlsx, .xlsm, .xlsb, .xls, .ods), text in columns (.csv, .tsv), or a report of ours in Word's format (.docx)";
const NOT_FROM_A_PDF: &str = "a PDF can't be read back: enter the corrections in the Word report (.docx) and give that, or give the workbook that holds the figures";
const NOT_FROM_A_PAGE: &str = "if an office sent a table in it, open it in a spreadsheet program and save it as an Excel workbook (.xlsx); a report of ours is read back from its Word file (.docx) only";
const NO_TABLE: &str = "give a workbook (.xlsx, .xlsm, .xlsb, .xls, .ods) or text in columns (.csv, .tsv); a Word report is imported without `--propose-mapping` and `--annotate`";
const SEND_AGAIN: &str = "get the file again from where it came from, or save it anew";

/// How files begin that are often taken for spreadsheets.
const OTHERS: &[(&[u8], &str)] = &[
    (b"{\\rtf", "the file is a text in Rich Text Format"),
    (b"\x89PNG", "the file is an image (PNG)"),
    (b"\xff\xd8\xff", "the file is an image (JPEG)"),
    (b"GIF8", "the file is an image (GIF)"),
    (b"\x1f\x8b", "the file is compressed (gzip)"),
    (b"7z\xbc\xaf\x27\x1c", "the file is an archive (7-Zip)"),
    (b"Rar!", "the file is an archive (RAR)"),
    (b"\x7fELF", "the file is a program"),
    (b"SQLite format 3", "the file is a database (SQLite)"),
];

/// How a compound file begins (\[MS-CFB\], 2.2).
const COMPOUND_FILE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// How many bytes tell what a file is that is neither an archive nor a compound file.
const BEGINNING: usize = 4_096;

/// Why the machine gives no bytes.
fn unread(error: &io::Error) -> Refusal {
    Refusal { message: format!("the file can not be read to its end: {error}"), hint: SEND_AGAIN }
}

/// Recognises a file.
///
/// # Errors
///
/// What it is instead, or why it can not be read.
pub fn sniff<'a>(bytes: impl Into<Bytes<'a>>, limits: Limits) -> Result<FileKind, Refusal> {
    let refuse = |message: &str, hint| Err(Refusal { message: message.to_owned(), hint });
    let all = bytes.into();
    let bytes = &*all.beginning(BEGINNING).map_err(|error| unread(&error))?;
    if bytes.is_empty() {
        return refuse("the file is empty", SEND_AGAIN);
    }
    if bytes.starts_with(b"PK") {
        return sniff_zip(all, limits);
    }
    if bytes.starts_with(COMPOUND_FILE) {
        return sniff_compound(all);
    }
    if bytes.starts_with(b"%PDF-") {
        return refuse("the file is a PDF", NOT_FROM_A_PDF);
    }
    if let Some((_, message)) = OTHERS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return refuse(message, WHAT_IS_READ);
    }
    // A stream of Excel 2.0 to 4.0 begins with BOF and has no file around it ([MS-XLS], 2.4.21).
    if let [0x09, 0x00 | 0x02 | 0x04, 0x04 | 0x06, 0x00, ..] = bytes {
        return refuse("the file is a workbook of Excel 4.0 or older", SAVE_AS_XLSX);
    }
    let beginning = beginning(bytes);
    let begins = |words: &[&str]| words.iter().any(|word| beginning.starts_with(word));
    if beginning.starts_with("<?xml") && beginning.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        return refuse("the file is an XML spreadsheet of Excel 2003", SAVE_AS_XLSX);
    }
    if begins(&["<!doctype html", "<html", "<table", "<head", "<body", "<meta"])
        || (begins(&["<?xml", "<!--"]) && beginning.contains("<html"))
    {
        return refuse("the file is a web page (HTML), whatever its name says", NOT_FROM_A_PAGE);
    }
    if begins(&["<?xml"]) {
        return refuse("the file is XML that is no workbook", WHAT_IS_READ);
    }
    Ok(FileKind::Csv)
}

/// The characters of the beginning in small letters, whatever their encoding is.
fn beginning(bytes: &[u8]) -> String {
    let letters: Vec<u8> = bytes.iter().copied().filter(|byte| byte.is_ascii() && *byte != 0).collect();
    String::from_utf8_lossy(&letters).trim_start().to_lowercase()
}

fn sniff_zip(bytes: Bytes<'_>, limits: Limits) -> Result<FileKind, Refusal> {
    let refuse = |message: &str, hint| Err(Refusal { message: message.to_owned(), hint });
    let mut archive = Archive::open(bytes, limits).map_err(|error| refusal(&error))?;
    let mimetype = archive.part("mimetype").map_err(|error| refusal(&error))?.unwrap_or_default();
    let main = archive.related("", crate::package::relationship::OFFICE_DOCUMENT).map_err(|error| refusal(&error))?;
    let main = main.unwrap_or_default().to_lowercase();
    let has = |archive: &Archive<'_>, name: &str| archive.has(name) || main == name;
    if mimetype.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") {
        let manifest = archive.part("META-INF/manifest.xml").map_err(|error| refusal(&error))?.unwrap_or_default();
        return match String::from_utf8_lossy(&manifest).contains("encryption-data") {
            true => refuse("the file is protected by a password", NO_PASSWORD),
            false => Ok(FileKind::Ods),
        };
    }
    if mimetype.starts_with(b"application/vnd.oasis.opendocument") {
        return refuse("the file is an OpenDocument text or presentation, not a spreadsheet", WHAT_IS_READ);
    }
    if has(&archive, "xl/workbook.bin") || main.ends_with("workbook.bin") {
        Ok(FileKind::Xlsb)
    } else if has(&archive, "xl/workbook.xml") || main.ends_with("workbook.xml") {
        Ok(FileKind::Xlsx)
    } else if archive.has("word/document.xml") {
        refuse("the file is a Word document", NO_TABLE)
    } else if archive.has("ppt/presentation.xml") {
        refuse("the file is a PowerPoint presentation", WHAT_IS_READ)
    } else {
        refuse("the file is a zip archive that holds no workbook", WHAT_IS_READ)
    }
}

/// What is wrong with an archive, and what to do.
pub(super) fn refusal(error: &PackageError) -> Refusal {
    let hint = match error {
        PackageError::Encrypted(_) => NO_PASSWORD,
        PackageError::TooLarge { .. } => "split the workbook, or remove what need not be imported",
        _ => SEND_AGAIN,
    };
    Refusal { message: error.to_string(), hint }
}

/// Looks for the names of streams in the directory of a compound file, which are in UTF-16.
fn sniff_compound(bytes: Bytes<'_>) -> Result<FileKind, Refusal> {
    let refuse = |message: &str, hint| Err(Refusal { message: message.to_owned(), hint });
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        bytes.has(&wide).map_err(|error| unread(&error))
    };
    if has("EncryptedPackage")? {
        refuse("the file is protected by a password", NO_PASSWORD)
    } else if has("Workbook")? || has("Book")? {
        Ok(FileKind::Xls)
    } else if has("WordDocument")? {
        refuse("the file is a Word document", NO_TABLE)
    } else if has("PowerPoint Document")? {
        refuse("the file is a PowerPoint presentation", WHAT_IS_READ)
    } else {
        refuse("the file is a compound file that holds no workbook", WHAT_IS_READ)
    }
}
