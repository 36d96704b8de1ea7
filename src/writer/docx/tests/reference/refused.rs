//! Files that are no reference documents, and what stays behind of one.

use std::io::Write as _;

use proptest::prelude::*;

use super::styles::{LOCALIZED, NUMBERING};
use super::*;

#[test]
fn macros_stay_behind() {
    let office = Office { content_type: "application/vnd.ms-word.document.macroEnabled.main+xml", ..PLAIN };
    let mut package = office.package();
    package.add_part("word/vbaProject.bin", "application/vnd.ms-office.vbaProject", b"Sub".to_vec());
    package.relate(
        PART,
        "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
        Target::Part("word/vbaProject.bin".into()),
    );
    let reference = ReferenceDocument::read("office.docm", &package.write()).unwrap();
    let written = bytes_like(&sample::document(), &theme(), Some(&reference));
    let written = Package::read(&written, Limits::default()).unwrap();
    assert!(
        written.parts().all(|(_, part)| !part.content_type.contains("vba") && !part.content_type.contains("macro"))
    );
}

fn refused(bytes: &[u8]) -> String {
    let problems = ReferenceDocument::read("office.docx", bytes).unwrap_err();
    let lines = problems.iter().map(|problem| {
        assert!(!problem.hints.is_empty());
        format!("{} {}: {}", problem.code, problem.place.as_ref().unwrap(), problem.message)
    });
    lines
        .collect::<Vec<_>>()
        .join("\n")
        .replacen("reference-document office.docx: the reference document is ", "is ", 1)
        .replacen("reference-document office.docx: the reference document has ", "has ", 1)
}

#[test]
fn what_is_no_word_file_is_refused_by_its_kind() {
    assert_eq!(refused(b""), "is empty");
    assert_eq!(refused(b"%PDF-1.7"), "is a PDF, expected a Word document (`.docx`)");
    assert_eq!(refused(b"{\\rtf1"), "is a text in Rich Text Format (`.rtf`), expected a Word document (`.docx`)");
    assert_eq!(refused(b"plain words"), "is no document of an office, expected a Word document (`.docx`)");
    let compound = |rest: &[u8]| [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], rest].concat();
    let old = "is a file of an office before 2007, or of another old program, expected a Word document (`.docx`)";
    assert_eq!(refused(&compound(b"")), old);
    let stream: Vec<u8> = "EncryptedPackage\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(refused(&compound(&stream)), "is protected by a password");
    let workbook =
        Office { content_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", ..PLAIN };
    assert_eq!(refused(&workbook.package().write()), "is a workbook (`.xlsx`), expected a Word document (`.docx`)");
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file("mimetype", stored).unwrap();
    zip.write_all(b"application/vnd.oasis.opendocument.text").unwrap();
    let open_document = zip.finish().unwrap().into_inner();
    assert_eq!(refused(&open_document), "is an OpenDocument text (`.odt`), expected a Word document (`.docx`)");
}

#[test]
fn a_damaged_or_strange_word_file_is_refused() {
    let whole = PLAIN.package().write();
    let cut = "the reference document can not be read: the file is damaged: its table of contents is missing or wrong, as when a copy stopped before its end";
    assert_eq!(refused(&whole[..whole.len() / 2]), format!("reference-document office.docx: {cut}"));
    let mut package = PLAIN.package();
    package.remove_part("word/styles.xml");
    assert_eq!(refused(&package.write()), "has no styles");
    let mut package = PLAIN.package();
    package.add_part("word/styles.xml", "application/xml", b"<w:styles".to_vec());
    assert!(refused(&package.write()).starts_with("is damaged: `word/styles.xml` is not well-formed: "));
    let mut package = PLAIN.package();
    package.remove_part(PART);
    assert_eq!(refused(&package.write()), "is damaged: it has no main part");
    let mut package = PLAIN.package();
    let strict = b"<w:document xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'/>";
    package.add_part(PART, MAIN, strict.to_vec());
    assert_eq!(refused(&package.write()), "is in the strict variant of the format, which is not read");
    let body = r#"<w:sectPr><w:headerReference w:type="default" r:id="rId11"/></w:sectPr>"#;
    let mut package = Office { body, bands: &[LOGO], ..PLAIN }.package();
    let lost = crate::package::Relationship {
        id: "rId5".into(),
        kind: relationship::IMAGE.into(),
        target: Target::Part("word/lost.png".into()),
    };
    package.add_relationship("word/header1.xml", lost);
    assert_eq!(
        refused(&package.write()),
        "is damaged: `word/header1.xml` refers to `word/lost.png`, which is not there"
    );
    let mut package = PLAIN.package();
    package.add_part("word/media/large.png", "image/png", vec![0; 201_000_000]);
    assert_eq!(refused(&package.write()), "is too large: the contents are larger than 200 MB");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_damaged_document_is_refused_or_gives_a_whole_report(
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..4),
        part in 0..3_usize,
    ) {
        let body = r#"<w:sectPr><w:headerReference w:type="default" r:id="rId11"/><w:pgSz w:w="8391" w:h="11906"/><w:pgMar w:top="1" w:right="1" w:bottom="1" w:left="1"/></w:sectPr>"#;
        let mut package = Office { body, styles: LOCALIZED, numbering: NUMBERING, bands: &[LOGO], ..PLAIN }.package();
        let name = [PART, "word/styles.xml", "word/numbering.xml"][part];
        let found = package.part(name).unwrap().clone();
        let mut bytes = found.bytes;
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        package.add_part(name, &found.content_type, bytes);
        if let Ok(reference) = ReferenceDocument::read("office.docx", &package.write()) {
            let written = bytes_like(&sample::document(), &theme(), Some(&reference));
            prop_assert!(Package::read(&written, Limits::default()).is_ok());
        }
    }
}
