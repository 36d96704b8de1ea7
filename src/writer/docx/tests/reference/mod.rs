//! Tests of reference documents, made by hand.

mod pages;
mod refused;
mod styles;

use super::{Word, bytes, bytes_like, heading, theme, val, with_blocks, words, written_like};
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
