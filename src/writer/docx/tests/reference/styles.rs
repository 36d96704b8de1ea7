//! Styles and numberings of an office.

use super::*;

pub(super) const LOCALIZED: &str = r#"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia"/><w:lang w:val="fr-FR"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:rPr><w:lang w:val="fr-FR"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:keepNext/><w:numPr><w:numId w:val="4"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:sz w:val="44"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="Heading 2"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="TOCx"><w:name w:val="TOC Heading"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="character" w:styleId="Caption"><w:name w:val="Other"/></w:style>"#;

pub(super) const NUMBERING: &str = r#"<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:pStyle w:val="1"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="4"><w:abstractNumId w:val="7"/></w:num>"#;

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

/// Properties that stand behind others, twice, and styles that name what is not there, as programs write them.
const DISORDERED: &str = r#"<w:latentStyles w:count="1"/><w:docDefaults><w:pPrDefault/><w:rPrDefault/></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Body"><w:pPr><w:jc w:val="both"/><w:spacing w:after="9"/><w:keepNext/></w:pPr><w:name w:val="Body Text"/><w:qFormat/><w:link w:val="BodyChar"/><w:basedOn w:val="Nothing"/><w:next w:val="Strong"/></w:style>
<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/><w:next w:val="Body"/><w:pPr><w:numPr><w:numId w:val="77"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>
<w:style w:type="table" w:default="1" w:styleId="Table"><w:name w:val="Table"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblCellMar><w:right w:w="1" w:type="dxa"/><w:left w:w="1" w:type="dxa"/></w:tblCellMar><w:tblInd w:w="0" w:type="dxa"/></w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr><w:vAlign w:val="bottom"/><w:tcBorders/></w:tcPr><w:rPr><w:sz w:val="20"/><w:b/><w:sz w:val="22"/></w:rPr></w:tblStylePr></w:style>"#;

fn children(element: &Element) -> Vec<&str> {
    element.elements().map(Element::local_name).collect()
}

#[test]
fn properties_in_disorder_are_brought_into_the_order_of_the_schema() {
    let word = check(&Office { styles: DISORDERED, ..PLAIN }, &sample::document());
    let styles = word.part("word/styles.xml");
    assert_eq!(children(&styles)[..3], ["docDefaults", "latentStyles", "style"]);
    assert_eq!(children(styles.child("docDefaults").unwrap()), ["rPrDefault", "pPrDefault"]);
    let body = style(&styles, "Body");
    assert_eq!(children(body), ["name", "qFormat", "pPr"]);
    assert_eq!(children(body.child("pPr").unwrap()), ["keepNext", "spacing", "jc"]);
    let table = style(&styles, "Table");
    assert_eq!(children(table.child("tblPr").unwrap()), ["tblInd", "tblCellMar"]);
    assert_eq!(children(table.child("tblPr").unwrap().child("tblCellMar").unwrap()), ["left", "right"]);
    let first = table.child("tblStylePr").unwrap();
    assert_eq!(children(first), ["rPr", "tcPr"]);
    assert_eq!(children(first.child("tcPr").unwrap()), ["tcBorders", "vAlign"]);
    // What stands twice stands once: Word refuses a file with both.
    assert_eq!(children(first.child("rPr").unwrap()), ["b", "sz"]);
    assert_eq!(first.child("rPr").and_then(|look| look.child("sz")).map(val), Some("20"));
}

#[test]
fn names_of_styles_and_numberings_that_are_not_there_are_left_out() {
    let word = check(&Office { styles: DISORDERED, ..PLAIN }, &sample::document());
    let styles = word.part("word/styles.xml");
    // No such style, a pair that is missing, a run that would follow a paragraph.
    for name in ["basedOn", "link", "next"] {
        assert!(style(&styles, "Body").child(name).is_none(), "{name}");
    }
    assert!(style(&styles, "Table").child("basedOn").is_none(), "based on what became itself");
    assert_eq!(children(style(&styles, "A").child("pPr").unwrap()), Vec::<&str>::new());
    // One of a circle is based on nothing.
    assert!(style(&styles, "A").child("basedOn").is_none());
    assert_eq!(style(&styles, "B").child("basedOn").map(val), Some("A"));
    // One that the office lacks and we have is ours.
    let styles = r#"<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Body"><w:name w:val="Body Text"/><w:basedOn w:val="Normal"/></w:style>"#;
    let word = check(&Office { styles, ..PLAIN }, &sample::document());
    assert_eq!(style(&word.part("word/styles.xml"), "Body").child("basedOn").map(val), Some("a"));
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
fn our_rule_below_the_title_goes_with_our_title() {
    const TITLE: &str = r#"<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>"#;
    let has_rule = |office: &Office| {
        let document = check(office, &sample::document()).document();
        document.descendants_named("pStyle").any(|style| val(style) == "CoverRule")
    };
    assert!(has_rule(&PLAIN));
    assert!(!has_rule(&Office { styles: TITLE, ..PLAIN }));
}

#[test]
fn words_in_cells_have_the_size_that_columns_are_made_for() {
    let heading = r#"<w:style w:type="paragraph" w:styleId="th"><w:name w:val="Table Heading"/><w:pPr><w:spacing w:after="300"/><w:jc w:val="center"/></w:pPr><w:rPr><w:color w:val="AA0000"/><w:sz w:val="24"/></w:rPr></w:style>"#;
    let of = |styles: &'static str, id: &str| {
        let word = check(&Office { styles, ..PLAIN }, &sample::document());
        let styles = word.part("word/styles.xml");
        let style = style(&styles, id);
        let child = |part: &str, name: &str| style.child(part).and_then(|part| part.child(name)).cloned();
        (child("rPr", "sz"), child("pPr", "spacing"), child("rPr", "color"), child("pPr", "jc"))
    };
    let (size, spacing, color, alignment) = of(heading, "th");
    let (own_size, own_spacing, ..) = of("", "TableHeading");
    assert_eq!((size.as_ref().map(val), spacing), (own_size.as_ref().map(val), own_spacing));
    assert_ne!(size.as_ref().map(val), Some("24"));
    assert_eq!((color.as_ref().map(val), alignment.as_ref().map(val)), (Some("AA0000"), Some("center")));
}
