//! Tests of packages and their XML.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use super::*;

const XML: &str = "application/xml";
const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;

/// A zip archive with entries as they are given, whatever their names.
fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn check(bytes: &[u8]) -> String {
    match Package::read(bytes, Limits { bytes: 100_000, entries: 20 }) {
        Ok(package) => {
            package.parts().map(|(name, part)| format!("{name} ({})", part.content_type)).collect::<Vec<_>>().join(", ")
        }
        Err(error) => error.to_string(),
    }
}

#[test]
fn a_package_is_read_as_it_was_written() {
    let mut package = Package::new();
    package.add_part("word/document.xml", "application/x-main+xml", b"<a/>".to_vec());
    package.add_part("word/media/image1.png", "image/png", vec![1, 2, 3]);
    package.add_part("data.xml", XML, b"<b/>".to_vec());
    assert_eq!(package.relate("", relationship::OFFICE_DOCUMENT, Target::Part("word/document.xml".into())), "rId1");
    let image = Target::Part("word/media/image1.png".into());
    assert_eq!(package.relate("word/document.xml", relationship::IMAGE, image.clone()), "rId1");
    let link = Target::External("https://example.org/?a=1&b=2".into());
    assert_eq!(package.relate("word/document.xml", relationship::HYPERLINK, link), "rId2");
    assert_eq!(package.relate("word/document.xml", relationship::IMAGE, image), "rId1");
    let bytes = package.write();
    assert_eq!(bytes, package.write());
    let read = Package::read(&bytes, Limits::default()).unwrap();
    assert_eq!(read, package);
    let images: Vec<&str> = read.related("word/document.xml", relationship::IMAGE).map(|(name, _)| name).collect();
    assert_eq!(images, ["word/media/image1.png"]);
}

#[test]
fn a_part_that_is_removed_leaves_no_relationship_behind() {
    let mut package = Package::new();
    package.add_part("a.xml", XML, Vec::new());
    package.add_part("b.xml", XML, Vec::new());
    package.relate("a.xml", "urn:kind", Target::Part("b.xml".into()));
    package.relate("b.xml", "urn:kind", Target::Part("a.xml".into()));
    package.remove_part("b.xml");
    assert_eq!((package.relationships("a.xml"), package.relationships("b.xml")), (&[][..], &[][..]));
    let kept = |kind: &str| Relationship { id: "rId7".into(), kind: kind.into(), target: Target::External("x".into()) };
    package.add_relationship("a.xml", kept("urn:first"));
    package.add_relationship("a.xml", kept("urn:second"));
    assert_eq!(package.relationships("a.xml"), [kept("urn:second")]);
    assert_eq!(package.relate("a.xml", "urn:kind", Target::External("y".into())), "rId2");
}

#[test]
fn content_types_come_first_and_then_the_relationships_of_the_package() {
    let mut package = Package::new();
    package.add_part("a/b.xml", "application/x-b+xml", Vec::new());
    package.add_part("a/c.png", "image/png", Vec::new());
    package.relate("a/b.xml", relationship::IMAGE, Target::Part("a/c.png".into()));
    package.relate("", relationship::OFFICE_DOCUMENT, Target::Part("a/b.xml".into()));
    let mut archive = zip::ZipArchive::new(Cursor::new(package.write())).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert_eq!(names, ["[Content_Types].xml", "_rels/.rels", "a/_rels/b.xml.rels", "a/b.xml", "a/c.png"]);
    let types = std::io::read_to_string(archive.by_index(0).unwrap()).unwrap();
    let expected = [
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
        r#"<Default Extension="png" ContentType="image/png"/>"#,
        r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
        r#"<Default Extension="xml" ContentType="application/xml"/>"#,
        r#"<Override PartName="/a/b.xml" ContentType="application/x-b+xml"/></Types>"#,
    ];
    assert_eq!(types, expected.concat());
    let relationships = std::io::read_to_string(archive.by_index(2).unwrap()).unwrap();
    let expected = [
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
        r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" "#,
        r#"Target="c.png"/></Relationships>"#,
    ];
    assert_eq!(relationships, expected.concat());
}

#[test]
fn what_is_no_package_says_what_it_is() {
    assert_eq!(check(b""), "the file is empty");
    assert_eq!(check(b"%PDF-1.7"), "the file is a PDF");
    let compound = |rest: &[u8]| [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], rest].concat();
    assert_eq!(check(&compound(b"")), "the file is a file of an office before 2007, or of another old program");
    let stream: Vec<u8> = "EncryptedPackage\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(check(&compound(&stream)), "the file is protected by a password");
    assert_eq!(check(&zipped(&[("a.xml", b"<a/>")])), "the zip archive has no `[Content_Types].xml`");
    let types = check(&zipped(&[("[Content_Types].xml", b"<Types>")]));
    assert!(types.starts_with("`[Content_Types].xml` is not well-formed: "), "{types}");
}

#[test]
fn a_damaged_archive_is_refused() {
    let whole = zipped(&[("[Content_Types].xml", TYPES.as_bytes()), ("a.xml", &[b'x'; 5000])]);
    assert_eq!(check(&whole), "a.xml (application/xml)");
    for length in [4, 30, whole.len() / 2, whole.len() - 1] {
        let found = check(&whole[..length]);
        assert!(found.starts_with("the file is damaged: "), "{length}: {found}");
    }
    let mut wrong = whole.clone();
    let at = wrong.windows(5).rposition(|window| window == b"a.xml").unwrap() - 46 + 16;
    wrong[at] ^= 1;
    assert!(check(&wrong).contains("damaged: its entry `a.xml` can not be unpacked"), "{}", check(&wrong));
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    let with = |name: &str| check(&zipped(&[("[Content_Types].xml", TYPES.as_bytes()), (name, b"<a/>")]));
    for name in ["../a.xml", "a/../../b.xml", "a//b.xml", "a\\b.xml", "C:/a.xml"] {
        assert_eq!(with(name), format!("the entry `{name}` has a name that a package does not allow"));
    }
    assert_eq!(with("a/"), "");
    assert_eq!(with("a.unknown"), "");
}

#[test]
fn names_that_differ_in_case_only_are_refused() {
    let bytes = zipped(&[("[Content_Types].xml", TYPES.as_bytes()), ("a.xml", b"<a/>"), ("A.xml", b"<a/>")]);
    assert_eq!(check(&bytes), "the entry `A.xml` is there twice");
    let mut same = zipped(&[("[Content_Types].xml", TYPES.as_bytes()), ("a.xml", b"<a/>"), ("b.xml", b"<a/>")]);
    for at in 0..same.len() - 5 {
        if &same[at..at + 5] == b"b.xml" {
            same[at] = b'a';
        }
    }
    assert!(check(&same).contains("twice") || check(&same).contains("one name"), "{}", check(&same));
}

#[test]
fn an_archive_that_inflates_too_much_is_refused_while_it_does() {
    let bomb = zipped(&[("[Content_Types].xml", TYPES.as_bytes()), ("a.xml", &vec![0; 20_000_000])]);
    assert!(bomb.len() < 100_000);
    assert_eq!(check(&bomb), "the contents are larger than 0 MB");
    // A size that the archive states wrongly changes nothing.
    let mut liar = bomb.clone();
    let at = liar.windows(5).rposition(|window| window == b"a.xml").unwrap() - 46 + 24;
    liar[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
    assert_ne!(check(&liar), "a.xml (application/xml)");
    let many: Vec<String> = (0..30).map(|number| format!("{number}.xml")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b"<a/>"[..])).collect();
    assert_eq!(check(&zipped(&many)), "the zip archive has more than 20 entries");
}

#[test]
fn an_encrypted_entry_is_refused() {
    let mut bytes = zipped(&[("[Content_Types].xml", TYPES.as_bytes())]);
    let central = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
    bytes[6] |= 1;
    bytes[central + 8] |= 1;
    assert_eq!(check(&bytes), "the entry `[Content_Types].xml` is encrypted");
}

#[test]
fn targets_find_their_part_whatever_their_case() {
    let relationships = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="t" Target="/Word/DOCUMENT.xml"/><Relationship Id="b" Type="t" Target="nowhere.xml"/></Relationships>"#;
    let bytes = zipped(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", relationships.as_bytes()),
        ("word/document.xml", b"<a/>"),
    ]);
    let package = Package::read(&bytes, Limits::default()).unwrap();
    assert_eq!(package.related("", "t").map(|(name, _)| name).collect::<Vec<_>>(), ["word/document.xml"]);
    assert_eq!(package.relationships("").len(), 2);
}

fn xml_error(text: &str) -> String {
    read_xml(text.as_bytes()).unwrap_err().message
}

#[test]
fn xml_that_is_not_well_formed_is_refused() {
    for text in [
        "",
        "<a>",
        "<a></b>",
        "<a/><b/>",
        "<a/>x",
        "x<a/>",
        "<a b='1' b='2'/>",
        "<p:a/>",
        "<a p:b=''/>",
        "<a>&</a>",
        "</a>",
    ] {
        assert!(read_xml(text.as_bytes()).is_err(), "{text}");
    }
    assert_eq!(xml_error("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "a document type definition, which is not read");
    assert_eq!(xml_error("<a>&b;</a>"), "the entity `b`, which is none of XML's own");
    assert_eq!(xml_error("<a>\u{1}</a>"), "a character that XML does not allow: U+0001");
    assert_eq!(xml_error("<a>&#1;</a>"), "a reference to a character that XML does not allow: U+0001");
    assert_eq!(xml_error("<a b='&#1;'/>"), "a reference to a character that XML does not allow: U+0001");
    assert_eq!(xml_error(&"<a>".repeat(300)), "elements nested more than 256 levels deep");
    assert_eq!(
        xml_error("<?xml version='1.0' encoding='ISO-8859-1'?><a/>"),
        "the encoding `iso-8859-1`, expected UTF-8 or UTF-16"
    );
    assert_eq!(read_xml(b"<a>\xff</a>").unwrap_err(), XmlError { offset: 3, message: "text that is not UTF-8".into() });
}

#[test]
fn text_in_utf_16_is_read() {
    let text = "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>\u{5831}</a>";
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(read_xml(&little).unwrap().text(), "\u{5831}");
    assert_eq!(read_xml(&big).unwrap().text(), "\u{5831}");
}

#[test]
fn elements_are_found_by_their_local_name() {
    let root = read_xml(b"<w:a xmlns:w='urn:w' w:val='1'><w:b><c w:val='2'>x</c></w:b>y<w:b/></w:a>").unwrap();
    assert_eq!((root.local_name(), root.namespace.as_str(), root.attribute("val")), ("a", "urn:w", Some("1")));
    assert_eq!(root.children_named("b").count(), 2);
    assert_eq!(root.descendants_named("c").next().unwrap().attribute_in("urn:w", "val"), Some("2"));
    assert_eq!(root.child("b").unwrap().text(), "x");
    assert_eq!(root.text(), "xy");
    assert_eq!(root.attribute("w"), None);
}

#[test]
fn a_prefix_is_declared_again_where_it_is_not_in_force() {
    let root = read_xml(b"<a xmlns='urn:a' xmlns:b='urn:b'><b:c b:d='' e=''/></a>").unwrap();
    let written = |attributes: &[(&str, &str)]| {
        let mut xml = XmlWriter::new();
        xml.element("root", attributes, |xml| root.child("c").unwrap().write(xml));
        String::from_utf8(xml.into_bytes()).unwrap().split_once("?>").unwrap().1.to_owned()
    };
    assert_eq!(written(&[]), r#"<root><b:c b:d="" e="" xmlns:b="urn:b"/></root>"#);
    assert_eq!(written(&[("xmlns:b", "urn:b")]), r#"<root xmlns:b="urn:b"><b:c b:d="" e=""/></root>"#);
    assert_eq!(
        written(&[("xmlns:b", "urn:other")]),
        r#"<root xmlns:b="urn:other"><b:c b:d="" e="" xmlns:b="urn:b"/></root>"#
    );
}

/// The text without what XML does not allow.
fn allowed(text: &str) -> String {
    let is_allowed = |c: &char| matches!(*c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(is_allowed).collect()
}

/// Trees whose texts are not neighbours, as the reader makes them.
fn tree() -> impl Strategy<Value = Element> {
    let text = any::<String>().prop_map(|text| allowed(&text));
    let attributes = proptest::option::of(text.clone()).prop_map(|value| {
        let value = value.into_iter();
        value.map(|value| Attribute { name: "k".into(), namespace: String::new(), value }).collect::<Vec<_>>()
    });
    let leaf = (attributes.clone(), text.clone()).prop_map(|(attributes, text)| Element {
        name: "leaf".into(),
        namespace: String::new(),
        attributes,
        children: if text.is_empty() { Vec::new() } else { vec![Node::Text(text)] },
    });
    leaf.prop_recursive(4, 24, 4, move |inner| {
        (attributes.clone(), proptest::collection::vec(inner, 0..4)).prop_map(|(attributes, children)| Element {
            name: "branch".into(),
            namespace: String::new(),
            attributes,
            children: children.into_iter().map(Node::Element).collect(),
        })
    })
}

proptest! {
    #[test]
    fn text_of_any_characters_comes_back_without_the_illegal_ones(text in any::<String>()) {
        let text = format!("{text}\0\u{b}\u{fffe}]]>\r\n\t");
        let mut xml = XmlWriter::new();
        xml.element("a", &[("b", &text)], |xml| xml.text(&text));
        let read = read_xml(&xml.into_bytes()).unwrap();
        prop_assert_eq!(read.text().into_owned(), allowed(&text));
        prop_assert_eq!(read.attribute("b").unwrap(), allowed(&text));
    }

    #[test]
    fn a_tree_is_read_as_it_was_written(tree in tree()) {
        let mut xml = XmlWriter::new();
        tree.write(&mut xml);
        prop_assert_eq!(read_xml(&xml.into_bytes()).unwrap(), tree);
    }

    #[test]
    fn any_parts_are_read_as_they_were_written(
        parts in proptest::collection::btree_map("[a-z]{1,6}(/[a-z0-9]{1,6}){0,2}\\.(xml|png|bin)", (0..3_usize, any::<Vec<u8>>()), 0..8),
    ) {
        let mut package = Package::new();
        for (name, (kind, bytes)) in parts {
            package.add_part(&name, [XML, "image/png", "application/x-other"][kind], bytes);
            package.relate("", "urn:kind", Target::Part(name));
        }
        prop_assert_eq!(Package::read(&package.write(), Limits::default()).unwrap(), package);
    }

    #[test]
    fn any_bytes_give_an_error_and_no_panic(bytes in any::<Vec<u8>>()) {
        let _ = read_xml(&bytes);
        prop_assert!(Package::read(&bytes, Limits::default()).is_err());
        let like_zip = [b"PK\x03\x04".as_slice(), &bytes].concat();
        prop_assert!(Package::read(&like_zip, Limits::default()).is_err());
    }

    #[test]
    fn a_damaged_package_gives_an_error_or_a_package_and_no_panic(
        changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = zipped(&[("[Content_Types].xml", TYPES.as_bytes()), ("a.xml", b"<a>text</a>")]);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(package) = Package::read(&bytes, Limits::default()) {
            prop_assert!(package.parts().count() <= 2);
        }
    }
}
