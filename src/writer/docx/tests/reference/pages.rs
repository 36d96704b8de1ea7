//! Paper, headers, footers and settings of an office.

use super::*;
use crate::diagnostic::Diagnostic;

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
fn a_document_without_anything_changes_only_what_it_must() {
    let word = check(&PLAIN, &sample::document());
    let own = Word { package: Package::read(&bytes(&sample::document(), &theme()), Limits::default()).unwrap() };
    assert_eq!(sections(&word), sections(&own));
}

#[test]
fn contents_with_the_pages_of_another_paper_are_told() {
    let reference = ReferenceDocument::read("office.docx", &PLAIN.package().write()).unwrap();
    let told = |document: &Document| -> Vec<String> {
        let (_, problems) = written_like(document, &theme(), Some(&reference));
        problems.iter().map(|problem| format!("{:?} {}", problem.severity, problem.code)).collect()
    };
    assert_eq!(told(&sample::document()), ["Note reference-document"]);
    assert_eq!(told(&with_blocks(vec![])), [""; 0]);
}

/// What is told of an office whose last section has these properties.
fn told(section: &str) -> String {
    let body = format!("<w:sectPr>{section}</w:sectPr>").leak();
    let reference = ReferenceDocument::read("office.docx", &Office { body, ..PLAIN }.package().write()).unwrap();
    let line = |problem: &Diagnostic| {
        assert!(!problem.is_error() && problem.hints.len() == 1, "{problem:?}");
        format!("{} {}: {}", problem.code, problem.place.as_ref().unwrap(), problem.message)
    };
    reference.warnings().iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_paper_that_can_not_be_taken_is_told() {
    const MARGINS: &str = r#"<w:pgMar w:top="1000" w:right="1000" w:bottom="1000" w:left="1000"/>"#;
    let paper = |width: &str, margins: &str| format!(r#"<w:pgSz w:w="{width}" w:h="11906"/>{margins}"#);
    let wide = MARGINS.replace("w:left=\"1000\"", "w:left=\"9000\"");
    let none = MARGINS.replace("w:top=\"1000\" ", "");
    for (section, why) in [
        (paper("0", MARGINS), "its width is `0` twentieths of a point"),
        (paper("-8391", MARGINS), "its width is `-8391` twentieths of a point"),
        (paper("99999", MARGINS), "its width is `99999` twentieths of a point"),
        (paper("a", MARGINS), "its width is `a` twentieths of a point"),
        (paper("8391", &wide), "its margins leave no room for text"),
        (paper("8391", &none), "it has no upper margin"),
        (paper("8391", ""), "it has no margins"),
        (MARGINS.to_owned(), "it has no size"),
    ] {
        let expected = format!(
            "reference-document office.docx: the reference document's paper is left out, since {why}; the report has the paper of its theme"
        );
        assert_eq!(told(&section), expected);
    }
    assert_eq!(told(&paper("8391", MARGINS)), "");
    assert_eq!(told(""), "");
    let section = paper("0", MARGINS);
    let body = format!("<w:sectPr>{section}</w:sectPr>").leak();
    let (word, own) = (check(&Office { body, ..PLAIN }, &sample::document()), check(&PLAIN, &sample::document()));
    assert_eq!(sections(&word), sections(&own));
}

#[test]
fn a_header_that_is_not_there_is_told_and_ours_stays() {
    let body = r#"<w:sectPr><w:headerReference w:type="default" r:id="rId11"/><w:footerReference w:type="first" r:id="rId99"/></w:sectPr>"#;
    let mut package = Office { body, bands: &["<w:p/>"], ..PLAIN }.package();
    let lost = crate::package::Relationship {
        id: "rId11".into(),
        kind: relationship::HEADER.into(),
        target: Target::Part("word/lost.xml".into()),
    };
    package.add_relationship(PART, lost);
    package.remove_part("word/header1.xml");
    let reference = ReferenceDocument::read("office.docx", &package.write()).unwrap();
    let told: Vec<&str> = reference.warnings().iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(
        told,
        [
            "the reference document's footer is left out, since its relationship `rId99` is not there; the report has its other footers, or its own",
            "the reference document's header is left out, since its part `word/lost.xml` is not there; the report has its other headers, or its own",
        ]
    );
    let written = bytes_like(&sample::document(), &theme(), Some(&reference));
    let word = Word { package: Package::read(&written, Limits::default()).unwrap() };
    let own = check(&PLAIN, &sample::document());
    assert_eq!(sections(&word), sections(&own));
    assert!(told_of_kind().contains("it is for pages of the kind `odd`"));
}

fn told_of_kind() -> String {
    let body = r#"<w:sectPr><w:headerReference w:type="odd" r:id="rId11"/></w:sectPr>"#;
    let package = Office { body, bands: &["<w:p/>"], ..PLAIN }.package();
    let reference = ReferenceDocument::read("office.docx", &package.write()).unwrap();
    reference.warnings().iter().map(|problem| problem.message.clone()).collect()
}

#[test]
fn the_tab_of_our_header_leads_to_the_edge_whatever_stops_the_office_has() {
    const HEADER: &str = r#"<w:style w:type="paragraph" w:styleId="Kopf"><w:name w:val="header"/><w:pPr><w:tabs><w:tab w:val="center" w:pos="4320"/><w:tab w:val="right" w:pos="8640"/></w:tabs></w:pPr></w:style>"#;
    let word = check(&Office { styles: HEADER, ..PLAIN }, &sample::document());
    let stops = |part: &str| -> Vec<(String, String)> {
        let stops: Vec<Element> = word.part(part).descendants_named("tab").cloned().collect();
        let stops = stops.iter().filter_map(|stop| Some((val(stop).to_owned(), stop.attribute("pos")?.to_owned())));
        stops.collect()
    };
    let owned = |stops: [(&str, &str); 3]| stops.map(|(kind, at)| (kind.to_owned(), at.to_owned())).to_vec();
    assert_eq!(stops("word/header1.xml"), owned([("clear", "4320"), ("clear", "8640"), ("right", "9412")]));
    assert_eq!(stops("word/header2.xml"), owned([("clear", "4320"), ("clear", "8640"), ("right", "14344")]));
}

#[test]
fn headers_stand_off_the_edge_where_the_office_has_none() {
    let body = r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1200" w:left="1134" w:header="0" w:footer="0" w:gutter="0"/></w:sectPr>"#;
    let word = check(&Office { body, ..PLAIN }, &sample::document());
    let last = sections(&word).pop().unwrap();
    let margins = last.child("pgMar").unwrap();
    assert_eq!(["header", "footer"].map(|name| margins.attribute(name).unwrap()), ["567", "600"]);
}
