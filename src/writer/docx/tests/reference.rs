//! Tests of reference documents, made by hand.

use std::io::Write as _;

use proptest::prelude::*;

use super::{Word, bytes, bytes_like, heading, theme, val, with_blocks, words};
use crate::document::{Block, Document, List, ListKind, sample};
use crate::package::{Element, Limits, Package, Target, relationship};
use crate::writer::docx::ReferenceDocument;

const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const PART: &str = "word/document.xml";

/// An office's document: its sections and styles, and parts beside them.
struct Office {
    content_type: &'static str,
    body: &'static str,
    styles: &'static str,
    numbering: &'static str,
    settings: &'static str,
    /// Headers and footers, `rId11` and so on.
    bands: &'static [&'static str],
}

const PLAIN: Office = Office {
    content_type: MAIN,
    body: "<w:p><w:r><w:t>Secret words</w:t></w:r></w:p>",
    styles: "",
    numbering: "",
    settings: "",
    bands: &[],
};

const A5: &str = r#"<w:sectPr><w:pgSz w:w="11906" w:h="8391" w:orient="landscape"/><w:pgMar w:top="1440" w:right="1000" w:bottom="1300" w:left="900" w:header="500" w:footer="400" w:gutter="100"/></w:sectPr>"#;

/// A picture in a header, related as `rId5`.
const LOGO: &str = r#"<w:p w:rsidR="00A1"><w:bookmarkStart w:id="0" w:name="b"/><w:bookmarkEnd w:id="0"/><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:docPr id="1" name="Logo" descr="Our logo"/><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:embed="rId5"/></wp:inline></w:drawing></w:r></w:p>"#;

impl Office {
    fn package(&self) -> Package {
        let root = |name: &str, content: &str| {
            let namespaces = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;
            format!("<w:{name} {namespaces}>{content}</w:{name}>").into_bytes()
        };
        let word = |name: &str| format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml");
        let mut package = Package::new();
        package.relate("", relationship::OFFICE_DOCUMENT, Target::Part(PART.into()));
        package.add_part(PART, self.content_type, root("document", &format!("<w:body>{}</w:body>", self.body)));
        let add = |package: &mut Package, name: &str, kind: &str, content: &str| {
            let part = format!("word/{name}.xml");
            package.add_part(&part, &word(name.trim_end_matches(|c: char| c.is_ascii_digit())), root(kind, content));
            part
        };
        let mut parts = vec![(relationship::STYLES, add(&mut package, "styles", "styles", self.styles))];
        if !self.numbering.is_empty() {
            parts.push((relationship::NUMBERING, add(&mut package, "numbering", "numbering", self.numbering)));
        }
        if !self.settings.is_empty() {
            parts.push((relationship::SETTINGS, add(&mut package, "settings", "settings", self.settings)));
        }
        for (number, band) in self.bands.iter().enumerate() {
            let part = add(&mut package, &format!("header{}", number + 1), "hdr", band);
            package.add_relationship(
                PART,
                crate::package::Relationship {
                    id: format!("rId1{}", number + 1),
                    kind: relationship::HEADER.into(),
                    target: Target::Part(part.clone()),
                },
            );
            if band.contains("rId5") {
                package.add_part("word/media/image1.png", "image/png", b"logo".to_vec());
                let target = Target::Part("word/media/image1.png".into());
                let kind = relationship::IMAGE.into();
                package.add_relationship(&part, crate::package::Relationship { id: "rId5".into(), kind, target });
            }
        }
        for (kind, part) in parts {
            package.relate(PART, kind, Target::Part(part));
        }
        package
    }
}

/// A report in the look of an office.
fn check(office: &Office, document: &Document) -> Word {
    let bytes = office.package().write();
    let reference = ReferenceDocument::read("office.docx", &bytes).unwrap_or_else(|problems| panic!("{problems:?}"));
    let written = bytes_like(document, &theme(), Some(&reference));
    assert_eq!(written, bytes_like(document, &theme(), Some(&reference)));
    let word = Word { package: Package::read(&written, Limits::default()).unwrap() };
    assert_whole(&word);
    let own = Word { package: Package::read(&super::bytes(document, &theme()), Limits::default()).unwrap() };
    assert_eq!(words(&word.document()), words(&own.document()), "the words are the report's");
    word
}

/// Every style, numbering and relationship that is named is there, and every part is named.
fn assert_whole(word: &Word) {
    let styles = word.part("word/styles.xml");
    let ids: Vec<&str> = styles.children_named("style").map(|style| style.attribute("styleId").unwrap()).collect();
    let numbering = word.part("word/numbering.xml");
    let numbers: Vec<&str> = numbering.children_named("num").map(|number| number.attribute("numId").unwrap()).collect();
    assert!(ids.iter().all(|id| ids.iter().filter(|other| other == &id).count() == 1), "{ids:?}");
    assert!(numbers.iter().all(|id| numbers.iter().filter(|other| other == &id).count() == 1), "{numbers:?}");
    for (part, root) in word.parts().iter().filter(|(part, _)| part.starts_with("word/")) {
        for element in root.descendants() {
            match element.local_name() {
                "pStyle" | "rStyle" | "tblStyle" | "basedOn" | "next" => {
                    assert!(ids.contains(&val(element)), "{part}: {element:?}");
                }
                "numId" => assert!(val(element) == "0" || numbers.contains(&val(element)), "{part}: {element:?}"),
                "headerReference" | "footerReference" | "blip" => {
                    let id = element.attribute("id").or(element.attribute("embed")).unwrap();
                    let related = word.package.relationships(part);
                    assert!(related.iter().any(|related| related.id == id), "{part}: {element:?}");
                }
                _ => {}
            }
        }
    }
    let mut named: Vec<String> = Vec::new();
    for source in word.package.parts().map(|(name, _)| name.to_owned()).chain([String::new()]) {
        for found in word.package.relationships(&source) {
            if let Target::Part(part) = &found.target {
                assert!(word.package.part(part).is_some(), "{part} is there");
                named.push(part.clone());
            }
        }
    }
    for (part, _) in word.package.parts() {
        assert!(named.iter().any(|name| name == part), "{part} is named");
    }
}

fn style<'a>(styles: &'a Element, id: &str) -> &'a Element {
    let same = |style: &&Element| style.attribute("styleId") == Some(id);
    styles.children_named("style").find(same).unwrap_or_else(|| panic!("a style `{id}`"))
}

fn sections(word: &Word) -> Vec<Element> {
    word.document().descendants_named("sectPr").cloned().collect()
}

/// What the references of a section lead to, with their types.
fn bands(word: &Word, section: &Element) -> Vec<String> {
    let target = |id: &str| {
        let found = word.package.relationships(PART).iter().find(|found| found.id == id).unwrap();
        match &found.target {
            Target::Part(part) => part.trim_start_matches("word/").trim_end_matches(".xml").to_owned(),
            Target::External(address) => address.clone(),
        }
    };
    let references = section.elements().filter(|element| element.local_name().ends_with("Reference"));
    references
        .map(|found| format!("{} {}", found.attribute("type").unwrap(), target(found.attribute("id").unwrap())))
        .collect()
}

const LOCALIZED: &str = r#"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia"/><w:lang w:val="fr-FR"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:rPr><w:lang w:val="fr-FR"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:keepNext/><w:numPr><w:numId w:val="4"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:sz w:val="44"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="Heading 2"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="TOCx"><w:name w:val="TOC Heading"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="character" w:styleId="Caption"><w:name w:val="Other"/></w:style>"#;

const NUMBERING: &str = r#"<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:pStyle w:val="1"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="4"><w:abstractNumId w:val="7"/></w:num>"#;

#[test]
fn styles_are_known_by_their_name_whatever_their_id() {
    let word = check(&Office { styles: LOCALIZED, numbering: NUMBERING, ..PLAIN }, &sample::document());
    let styles = word.part("word/styles.xml");
    assert_eq!(style(&styles, "1").child("rPr").and_then(|look| look.child("sz")).map(val), Some("44"));
    assert!(styles.children_named("style").all(|style| style.attribute("styleId") != Some("Heading1")));
    let used = word.document();
    assert!(used.descendants_named("pStyle").any(|style| val(style) == "berschrift2"));
    // Ours are added where the office has none, and are based on the office's.
    assert_eq!(style(&styles, "TableText").child("basedOn").map(val), Some("a"));
    // A style of another kind keeps its id.
    assert_eq!(style(&styles, "Caption").child("name").map(val), Some("Other"));
    assert_eq!(style(&styles, "Caption1").child("name").map(val), Some("caption"));
    let defaults = styles.children_named("style").filter(|style| style.attribute("default") == Some("1"));
    let paragraphs: Vec<_> = defaults.filter(|style| style.attribute("type") == Some("paragraph")).collect();
    assert_eq!(paragraphs.len(), 1);
}

#[test]
fn the_language_is_that_of_the_report() {
    let word = check(&Office { styles: LOCALIZED, numbering: NUMBERING, ..PLAIN }, &sample::document());
    let styles = word.part("word/styles.xml");
    let languages: Vec<&str> = styles.descendants_named("lang").map(val).collect();
    assert_eq!(languages, ["en"]);
    let fonts = styles.descendants_named("rFonts").next().unwrap();
    assert_eq!(fonts.attribute("ascii"), Some("Georgia"));
}

#[test]
fn numbers_of_headings_are_those_of_the_report() {
    let office = Office { styles: LOCALIZED, numbering: NUMBERING, ..PLAIN };
    let number = |word: &Word, id: &str| {
        let styles = word.part("word/styles.xml");
        let numbering = style(&styles, id).child("pPr").and_then(|properties| properties.child("numPr")).cloned();
        numbering.and_then(|numbering| numbering.child("numId").map(|number| val(number).to_owned()))
    };
    let numbered = with_blocks(vec![heading("a", 1, true, sample::words("One"))]);
    let word = check(&office, &numbered);
    let ours = number(&word, "1").unwrap();
    let numbering = word.part("word/numbering.xml");
    let kind = numbering.children_named("num").find(|found| found.attribute("numId") == Some(&ours)).unwrap();
    let kind = val(kind.child("abstractNumId").unwrap());
    let kind = numbering.children_named("abstractNum").find(|found| found.attribute("abstractNumId") == Some(kind));
    let first = kind.unwrap().child("lvl").unwrap();
    assert_eq!((first.child("numFmt").map(val), first.child("pStyle").map(val)), (Some("decimal"), Some("1")));
    // The office's own numbering no longer claims the style, and the heading of the contents has no number.
    assert_eq!(numbering.descendants_named("pStyle").filter(|style| val(style) == "1").count(), 1);
    assert_eq!(number(&word, "TOCx").as_deref(), Some("0"));
    let order: Vec<&str> = numbering.elements().map(Element::local_name).collect();
    let split = order.iter().position(|name| *name == "num").unwrap();
    assert!(
        order[..split].iter().all(|name| *name == "abstractNum") && order[split..].iter().all(|name| *name == "num")
    );
    let plain = with_blocks(vec![heading("a", 1, false, sample::words("One"))]);
    assert_eq!(number(&check(&office, &plain), "1"), None);
}

#[test]
fn bullets_are_the_offices_where_it_has_some() {
    let styles = r#"<w:style w:type="paragraph" w:styleId="Liste"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>"#;
    let item = vec![Block::Paragraph(sample::words("One"))];
    let list = Block::List(List { kind: ListKind::Bulleted, items: vec![item] });
    let numbers = |word: &Word| word.document().descendants_named("numId").count();
    let numbering = NUMBERING.replace(r#"w:val="1"/><w:lvlText"#, r#"w:val="Liste"/><w:lvlText"#).leak();
    assert_eq!(numbers(&check(&Office { styles, numbering, ..PLAIN }, &with_blocks(vec![list.clone()]))), 0);
    assert_eq!(numbers(&check(&PLAIN, &with_blocks(vec![list]))), 1);
}

#[test]
fn the_paper_is_the_offices() {
    let word = check(&Office { body: A5, ..PLAIN }, &sample::document());
    for section in sections(&word) {
        let size = section.child("pgSz").unwrap();
        let sides = [size.attribute("w").unwrap(), size.attribute("h").unwrap()];
        let is_lying = size.attribute("orient") == Some("landscape");
        assert_eq!(sides, if is_lying { ["11906", "8391"] } else { ["8391", "11906"] });
    }
    let last = sections(&word).pop().unwrap();
    let margins = last.child("pgMar").unwrap();
    let margin = |name: &str| margins.attribute(name).unwrap().to_owned();
    let found = ["top", "right", "bottom", "left", "header", "footer", "gutter"].map(margin);
    assert_eq!(found, ["1440", "1000", "1300", "900", "500", "400", "100"]);
    // Nothing is wider than the text.
    let width = 11906 - 900 - 1000 - 100;
    for table in word.document().descendants_named("tblW").filter(|width| width.attribute("type") == Some("dxa")) {
        assert!(table.attribute("w").unwrap().parse::<i64>().unwrap() <= width, "{table:?}");
    }
}

#[test]
fn a_header_comes_with_its_picture_and_ours_goes() {
    let body = r#"<w:p/><w:sectPr><w:headerReference w:type="default" r:id="rId11"/></w:sectPr>"#;
    let word = check(&Office { body, bands: &[LOGO], ..PLAIN }, &sample::document());
    let all = sections(&word);
    assert_eq!(bands(&word, all.last().unwrap()), ["default reference-header1", "default footer1"]);
    assert_eq!(word.package.part("word/media/reference-image1.png").unwrap().bytes, b"logo");
    assert!(word.package.part("word/header1.xml").is_none(), "ours is not shown any more");
    let header = word.part("word/reference-header1.xml");
    assert_eq!(header.descendants_named("bookmarkStart").count(), 0);
    assert_eq!(header.child("p").unwrap().attribute("rsidR"), None);
    assert_eq!(header.descendants_named("docPr").next().unwrap().attribute("id"), Some("1000001"));
    assert!(!words(&word.document()).contains("Secret"));
}

#[test]
fn first_and_even_pages_have_their_own_headers() {
    let body = r#"<w:p><w:pPr><w:sectPr><w:headerReference w:type="even" r:id="rId13"/></w:sectPr></w:pPr></w:p><w:sectPr><w:headerReference w:type="default" r:id="rId11"/><w:headerReference w:type="first" r:id="rId12"/><w:titlePg/></w:sectPr>"#;
    let settings = r#"<w:evenAndOddHeaders/><w:updateFields w:val="true"/><w:documentProtection w:edit="forms"/><w:compat><w:useFELayout/><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="12"/></w:compat>"#;
    let office = Office { body, settings, bands: &["<w:p/>", "<w:p/>", "<w:p/>"], ..PLAIN };
    let word = check(&office, &sample::document());
    let all = sections(&word);
    let is_first = |section: &Element| section.child("titlePg").is_some();
    assert!(is_first(&all[0]) && !all[1..].iter().any(is_first));
    let first = bands(&word, &all[0]);
    assert!(first.contains(&"first reference-header2".to_owned()), "{first:?}");
    let last = bands(&word, all.last().unwrap());
    let expected = ["default reference-header1", "even reference-header3", "default footer1", "even footer1"];
    assert_eq!(last, expected);
    let settings = word.part("word/settings.xml");
    assert!(settings.child("evenAndOddHeaders").is_some());
    assert!(settings.child("updateFields").is_none() && settings.child("documentProtection").is_none());
    let compat = settings.child("compat").unwrap();
    let rules: Vec<&str> = compat.elements().map(Element::local_name).collect();
    assert_eq!(rules, ["useFELayout", "compatSetting"]);
    assert_eq!(compat.child("compatSetting").unwrap().attribute("val"), Some("15"));
}

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

#[test]
fn a_document_without_anything_changes_only_what_it_must() {
    let word = check(&PLAIN, &sample::document());
    let own = Word { package: Package::read(&bytes(&sample::document(), &theme()), Limits::default()).unwrap() };
    assert_eq!(sections(&word), sections(&own));
}

fn refused(bytes: &[u8]) -> String {
    let problems = ReferenceDocument::read("office.docx", bytes).unwrap_err();
    let lines = problems.iter().map(|problem| {
        assert!(!problem.hints.is_empty());
        format!("{} {}: {}", problem.code, problem.place.as_ref().unwrap(), problem.message)
    });
    lines.collect::<Vec<_>>().join("\n").replacen("reference-document office.docx: the reference document ", "", 1)
}

#[test]
fn what_is_no_word_file_is_refused_by_its_kind() {
    assert_eq!(refused(b""), "is empty");
    assert_eq!(refused(b"%PDF-1.7"), "is a PDF, expected a Word document (`.docx`)");
    assert_eq!(refused(b"{\\rtf1"), "is an RTF file, expected a Word document (`.docx`)");
    assert_eq!(refused(b"plain words"), "is not a Word file, expected a Word document (`.docx`)");
    let compound = |rest: &[u8]| [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], rest].concat();
    let old = "is an Office file of before 2007, such as `.doc`, expected a Word document (`.docx`)";
    assert_eq!(refused(&compound(b"")), old);
    let stream: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(refused(&compound(&stream)), "is protected by a password");
    let workbook =
        Office { content_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", ..PLAIN };
    assert_eq!(refused(&workbook.package().write()), "is a workbook, expected a Word document (`.docx`)");
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file("mimetype", stored).unwrap();
    zip.write_all(b"application/vnd.oasis.opendocument.text").unwrap();
    let open_document = zip.finish().unwrap().into_inner();
    assert_eq!(refused(&open_document), "is an OpenDocument file, such as `.odt`, expected a Word document (`.docx`)");
}

#[test]
fn a_damaged_or_strange_word_file_is_refused() {
    let whole = PLAIN.package().write();
    assert!(refused(&whole[..whole.len() / 2]).starts_with("is damaged: "));
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
