//! Fields, bookmarks and what they lead to.

use std::collections::BTreeSet;

use super::*;
use crate::document::ContentsOf;

#[test]
fn ids_are_unique_and_names_of_bookmarks_short() {
    let document = sample_word().document();
    let ids = |name: &str, attribute: &str| -> Vec<String> {
        let found = document.descendants_named(name);
        found.map(|element| element.attribute(attribute).expect("an id").to_owned()).collect()
    };
    for (name, attribute) in [("bookmarkStart", "id"), ("bookmarkStart", "name"), ("docPr", "id")] {
        let all = ids(name, attribute);
        let unique: BTreeSet<&String> = all.iter().collect();
        assert!(!all.is_empty() && unique.len() == all.len(), "{name} {attribute}: {all:?}");
    }
    assert_eq!(ids("bookmarkStart", "id"), {
        let mut ends = ids("bookmarkEnd", "id");
        ends.sort_by_key(|id| id.parse::<u32>().unwrap());
        ends
    });
    assert!(ids("bookmarkStart", "name").iter().all(|name| name.len() <= 40 && name.is_ascii()));
}

#[test]
fn every_field_carries_its_result_and_nothing_asks_on_opening() {
    let word = sample_word();
    let mut fields = 0;
    for (part, root) in word.parts().into_iter().filter(|(part, _)| part.starts_with("word/")) {
        let mut open: Vec<(bool, String)> = Vec::new();
        for element in root.descendants() {
            match element.local_name() {
                "fldChar" => match element.attribute("fldCharType").unwrap() {
                    "begin" => open.push((false, String::new())),
                    "separate" => open.last_mut().expect("a field").0 = true,
                    _ => {
                        let (has_result, result) = open.pop().expect("a field");
                        assert!(has_result && !result.trim().is_empty(), "{part}: a field without a result");
                        open.iter_mut().for_each(|(_, outer)| outer.push_str(&result));
                        fields += 1;
                    }
                },
                "t" => open
                    .iter_mut()
                    .filter(|(has_result, _)| *has_result)
                    .for_each(|(_, text)| text.push_str(&element.text())),
                _ => {}
            }
            assert_eq!(element.attribute("dirty"), None);
            assert!(!["updateFields", "rsids"].contains(&element.local_name()));
            assert!(!element.attributes.iter().any(|attribute| attribute.local_name().starts_with("rsid")));
        }
        assert!(open.is_empty(), "{part}: a field without an end");
    }
    assert!(fields > 10, "{fields}");
}

#[test]
fn fields_and_links_point_to_bookmarks_that_are_there() {
    let document = sample_word().document();
    let names: BTreeSet<&str> =
        document.descendants_named("bookmarkStart").filter_map(|mark| mark.attribute("name")).collect();
    let mut targets: Vec<String> = document
        .descendants_named("hyperlink")
        .filter_map(|link| link.attribute("anchor").map(str::to_owned))
        .collect();
    for instruction in document.descendants_named("instrText") {
        let text = instruction.text();
        let mut parts = text.split_whitespace();
        if let Some("REF" | "PAGEREF") = parts.next() {
            targets.extend(parts.next().map(str::to_owned));
        }
    }
    assert!(targets.len() > 8);
    assert!(targets.iter().all(|target| names.contains(target.as_str())), "{targets:?} in {names:?}");
}

#[test]
fn contents_and_references_show_the_pages_and_numbers_of_the_other_formats() {
    let document = sample_word().document();
    let entries: Vec<String> = document
        .descendants_named("p")
        .filter(|paragraph| {
            let style = paragraph.descendants_named("pStyle").next().map(val).unwrap_or_default();
            style.starts_with("TOC") || style == "TableofFigures"
        })
        .map(words)
        .collect();
    assert_eq!(
        entries,
        [
            "Contents",
            "At a glance 2",
            "1 Activity 3",
            "1.1 Projects & places 4",
            "2 Annex 7",
            "List of tables",
            "Table\u{a0}1. Projects and their amounts 5",
        ]
    );
    let text = words(&document);
    assert!(text.contains("(Table\u{a0}1, Figure\u{a0}1, Section\u{a0}1.1, at a glance)"), "{text}");
}

#[test]
fn the_bookmark_of_a_caption_holds_its_number_only() {
    let document = sample_word().document();
    let caption = document
        .descendants_named("p")
        .find(|paragraph| words(paragraph).contains("Projects and their amounts") && outline(paragraph).contains("SEQ"))
        .expect("a caption");
    let mut inside = false;
    let mut text = String::new();
    for element in caption.descendants() {
        match element.local_name() {
            "bookmarkStart" => inside |= element.attribute("name").is_some_and(|name| name.starts_with("_Ref")),
            "bookmarkEnd" => inside = false,
            "t" if inside => text.push_str(&element.text()),
            _ => {}
        }
    }
    assert_eq!(text, "Table\u{a0}1");
}

#[test]
fn a_list_of_what_is_not_there_is_left_out() {
    let lists = [ContentsOf::Headings, ContentsOf::Tables];
    let blocks = lists.map(|of| Block::Contents(crate::document::Contents { of, depth: 2 }));
    assert!(!outline_of(blocks.to_vec()).contains("TOC"));
}
