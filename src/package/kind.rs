//! What a file is, by what is in it; its name says nothing.
//!
//! One place for all that take files from outside. Each says for itself which kinds it reads and what to do with others.

use super::parts::Package;
use super::relationship;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileKind {
    /// It holds nothing.
    Empty,
    /// A zip archive; what is in it is for [`Package::kind`].
    Zip,
    /// A Word document or template, with macros or without.
    Word,
    /// An Excel workbook or template, binary ones among them.
    Workbook,
    /// A PowerPoint presentation, show or template.
    Presentation,
    /// A package (ECMA-376-2) of something else.
    OtherPackage,
    /// An OpenDocument text.
    OpenDocumentText,
    /// An OpenDocument spreadsheet.
    OpenDocumentSpreadsheet,
    /// Another OpenDocument file.
    OtherOpenDocument,
    /// A package behind a password (\[MS-OFFCRYPTO\], 2.3.4.4).
    Encrypted,
    /// A document of Word before 2007 (\[MS-DOC\]).
    OldWord,
    /// A workbook of Excel before 2007 (\[MS-XLS\]).
    OldWorkbook,
    /// Another file of an office before 2007, or of a program that uses its container.
    OtherCompound,
    /// A PDF.
    Pdf,
    /// Text in the Rich Text Format.
    Rtf,
    /// A web page, whatever its name says; many programs write one and call it a document.
    Html,
    /// A picture.
    Picture,
    /// An archive that is not zip.
    OtherArchive,
    /// Something else: text, or bytes that say nothing of themselves.
    Other,
}

/// How a compound file begins (\[MS-CFB\], 2.2).
const COMPOUND_FILE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// How other kinds of files begin. A zip archive with entries: APPNOTE.TXT, 4.3.7; an empty one: 4.3.16.
const BEGINNINGS: [(&[u8], FileKind); 11] = [
    (b"PK\x03\x04", FileKind::Zip),
    (b"PK\x05\x06", FileKind::Zip),
    (b"%PDF-", FileKind::Pdf),
    (b"{\\rtf", FileKind::Rtf),
    (b"\x89PNG", FileKind::Picture),
    (b"\xff\xd8\xff", FileKind::Picture),
    (b"GIF8", FileKind::Picture),
    (b"\x1f\x8b", FileKind::OtherArchive),
    (b"7z\xbc\xaf\x27\x1c", FileKind::OtherArchive),
    (b"Rar!", FileKind::OtherArchive),
    (b"BZh", FileKind::OtherArchive),
];

/// How an OpenDocument file goes on behind the head of its first entry, before the last part of its media type
/// (OpenDocument 1.3, part 2, 3.3).
const OPEN_DOCUMENT: (usize, &[u8]) = (30, b"mimetypeapplication/vnd.oasis.opendocument.");

impl FileKind {
    /// Looks at the bytes of a file. Of a zip archive only OpenDocument is told apart here.
    pub fn of(bytes: &[u8]) -> FileKind {
        if bytes.is_empty() {
            return FileKind::Empty;
        } else if bytes.starts_with(COMPOUND_FILE) {
            return of_compound(bytes);
        }
        let known = BEGINNINGS.iter().find(|(beginning, _)| bytes.starts_with(beginning)).map(|(_, kind)| *kind);
        match known {
            Some(FileKind::Zip) => of_zip(bytes),
            Some(kind) => kind,
            None if is_web_page(bytes) => FileKind::Html,
            None => FileKind::Other,
        }
    }

    /// Whether it is a zip archive, of whatever.
    pub(super) fn is_zip(self) -> bool {
        [FileKind::Zip, FileKind::OpenDocumentText, FileKind::OpenDocumentSpreadsheet, FileKind::OtherOpenDocument]
            .contains(&self)
    }

    /// What a sentence calls it, behind "the file is".
    pub fn words(self) -> &'static str {
        match self {
            FileKind::Empty => "empty",
            FileKind::Zip => "a zip archive that is no document of an office",
            FileKind::Word => "a Word document (`.docx`)",
            FileKind::Workbook => "a workbook (`.xlsx`)",
            FileKind::Presentation => "a presentation (`.pptx`)",
            FileKind::OtherPackage => "a package that holds no document",
            FileKind::OpenDocumentText => "an OpenDocument text (`.odt`)",
            FileKind::OpenDocumentSpreadsheet => "an OpenDocument spreadsheet (`.ods`)",
            FileKind::OtherOpenDocument => "an OpenDocument file",
            FileKind::Encrypted => "protected by a password",
            FileKind::OldWord => "a document of Word 97-2003 (`.doc`)",
            FileKind::OldWorkbook => "a workbook of Excel 97-2003 (`.xls`)",
            FileKind::OtherCompound => "a file of an office before 2007, or of another old program",
            FileKind::Pdf => "a PDF",
            FileKind::Rtf => "a text in Rich Text Format (`.rtf`)",
            FileKind::Html => "a web page (HTML)",
            FileKind::Picture => "a picture",
            FileKind::OtherArchive => "a compressed file",
            FileKind::Other => "no document of an office",
        }
    }
}

impl Package {
    /// What the package holds, by the content type of its main part (ECMA-376-1, 11.3.10, 12.3.23 and 13.3.6; those with
    /// macros: \[MS-OFFMACRO2\], 2.2).
    pub fn kind(&self) -> FileKind {
        let main = self.related("", relationship::OFFICE_DOCUMENT).map(|(_, part)| part.content_type.as_str()).next();
        let is = |words: [&str; 2]| main.is_some_and(|main| words.iter().any(|word| main.contains(word)));
        if is(["wordprocessingml", "ms-word"]) {
            FileKind::Word
        } else if is(["spreadsheetml", "ms-excel"]) {
            FileKind::Workbook
        } else if is(["presentationml", "ms-powerpoint"]) {
            FileKind::Presentation
        } else {
            FileKind::OtherPackage
        }
    }
}

/// By the names of streams, which the directory has in UTF-16 with a zero behind them (\[MS-CFB\], 2.6.1).
fn of_compound(bytes: &[u8]) -> FileKind {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    if has("EncryptedPackage") {
        FileKind::Encrypted
    } else if has("Workbook") || has("Book") {
        FileKind::OldWorkbook
    } else if has("WordDocument") {
        FileKind::OldWord
    } else {
        FileKind::OtherCompound
    }
}

fn of_zip(bytes: &[u8]) -> FileKind {
    let (start, words) = OPEN_DOCUMENT;
    match bytes.get(start..).and_then(|rest| rest.strip_prefix(words)) {
        Some(rest) if rest.starts_with(b"text") => FileKind::OpenDocumentText,
        Some(rest) if rest.starts_with(b"spreadsheet") => FileKind::OpenDocumentSpreadsheet,
        Some(_) => FileKind::OtherOpenDocument,
        None => FileKind::Zip,
    }
}

/// Whether the first letters, whatever their encoding, are those of a web page.
fn is_web_page(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let letters: Vec<u8> = start.iter().copied().filter(|byte| byte.is_ascii() && *byte != 0).collect();
    let letters = String::from_utf8_lossy(&letters).trim_start().to_ascii_lowercase();
    ["<!doctype html", "<html", "<head", "<body", "<table"].iter().any(|word| letters.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::Target;

    fn check(bytes: &[u8], expected: FileKind) {
        assert_eq!(FileKind::of(bytes), expected, "{}", String::from_utf8_lossy(bytes));
    }

    #[test]
    fn a_file_is_known_by_how_it_begins() {
        check(b"", FileKind::Empty);
        check(b"%PDF-1.7", FileKind::Pdf);
        check(b"{\\rtf1", FileKind::Rtf);
        check(b"\x89PNG\r\n", FileKind::Picture);
        check(b"\x1f\x8b\x08", FileKind::OtherArchive);
        check(b"PK\x03\x04", FileKind::Zip);
        check(b"\xff\xfe<\0h\0t\0m\0l\0>\0", FileKind::Html);
        check(b"Year,Sum\n2020,5", FileKind::Other);
    }

    #[test]
    fn a_compound_file_is_known_by_its_streams() {
        let compound = |name: &str| {
            let stream = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes);
            COMPOUND_FILE.iter().copied().chain(stream).collect::<Vec<u8>>()
        };
        check(&compound("EncryptedPackage"), FileKind::Encrypted);
        check(&compound("Book"), FileKind::OldWorkbook);
        check(&compound("WordDocument"), FileKind::OldWord);
        check(&compound("Bookmarks"), FileKind::OtherCompound);
    }

    #[test]
    fn an_open_document_is_known_by_its_first_entry() {
        let archive = |media_type: &str| [b"PK\x03\x04", &[0; 26][..], b"mimetype", media_type.as_bytes()].concat();
        check(&archive("application/vnd.oasis.opendocument.text"), FileKind::OpenDocumentText);
        check(&archive("application/vnd.oasis.opendocument.spreadsheet"), FileKind::OpenDocumentSpreadsheet);
        check(&archive("application/vnd.oasis.opendocument.graphics"), FileKind::OtherOpenDocument);
        check(&archive("application/epub+zip"), FileKind::Zip);
    }

    #[test]
    fn a_package_is_known_by_its_main_part() {
        let kind = |content_type: &str| {
            let mut package = Package::new();
            package.add_part("main.xml", content_type, Vec::new());
            package.relate("", relationship::OFFICE_DOCUMENT, Target::Part("main.xml".into()));
            package.kind()
        };
        assert_eq!(kind("application/vnd.ms-word.document.macroEnabled.main+xml"), FileKind::Word);
        assert_eq!(kind("application/vnd.ms-excel.sheet.binary.macroEnabled.main"), FileKind::Workbook);
        let slides = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml";
        assert_eq!(kind(slides), FileKind::Presentation);
        assert_eq!(kind("application/xml"), FileKind::OtherPackage);
        assert_eq!(Package::new().kind(), FileKind::OtherPackage);
    }
}
