//! Headers and footers of the office in the sections of a report.

use super::order;
use super::page::Page;
use super::tree::{remove, walk_mut, word};
use crate::package::{Attribute, Element};
use crate::writer::docx::names::RELATIONSHIPS;

/// A header or footer in the report: whether it stands below, its type, and the id of its relationship.
pub(super) type Reference = (bool, String, String);

/// Gives every section the office's headers and footers.
///
/// A kind, header or footer, that the office lacks stays ours. The first page of the report has the office's first header
/// and footer if its document has one; a cover has no other. `is_two_sided` says whether even pages differ.
pub(super) fn apply(document: &mut Element, page: &Page, theirs: &[Reference], is_two_sided: bool) {
    let mut index = 0;
    walk_mut(document, &mut |element| {
        if element.local_name() == "sectPr" {
            section(element, page, theirs, is_two_sided, index == 0);
            index += 1;
        }
    });
}

fn section(section: &mut Element, page: &Page, theirs: &[Reference], is_two_sided: bool, is_first: bool) {
    let own: Vec<Reference> = section.elements().filter_map(reference).collect();
    let is_cover = own.is_empty();
    let has_title_page =
        if theirs.is_empty() { section.child("titlePg").is_some() } else { page.has_title_page && is_first };
    if is_cover && !has_title_page {
        return;
    }
    let mut kept: Vec<Reference> = Vec::new();
    for is_footer in [false, true] {
        let of = |references: &[Reference], kind: &str| {
            references.iter().find(|(footer, found, _)| *footer == is_footer && found == kind).cloned()
        };
        let is_theirs = theirs.iter().any(|(footer, ..)| *footer == is_footer);
        let source = if is_theirs { theirs } else { own.as_slice() };
        let main = of(source, "default");
        let like_main = |kind: &str| {
            let same = main.clone().filter(|_| !is_theirs);
            of(source, kind).or(same.map(|(footer, _, id)| (footer, kind.to_owned(), id)))
        };
        kept.extend(main.clone().filter(|_| !is_cover));
        kept.extend(like_main("even").filter(|_| is_two_sided && !is_cover));
        kept.extend(like_main("first").filter(|_| has_title_page));
    }
    remove(section, &["headerReference", "footerReference", "titlePg"]);
    for (index, (is_footer, kind, id)) in kept.into_iter().enumerate() {
        let mut reference = word(if is_footer { "footerReference" } else { "headerReference" }, &[("type", &kind)]);
        reference.attributes.push(Attribute { name: "r:id".into(), namespace: RELATIONSHIPS.into(), value: id });
        section.children.insert(index, crate::package::Node::Element(reference));
    }
    if has_title_page {
        order::insert(section, word("titlePg", &[]));
    }
}

/// A reference of a section.
pub(super) fn reference(element: &Element) -> Option<Reference> {
    let is_footer = match element.local_name() {
        "headerReference" => false,
        "footerReference" => true,
        _ => return None,
    };
    let kind = element.attribute("type").unwrap_or("default").to_owned();
    Some((is_footer, kind, element.attribute("id")?.to_owned()))
}
