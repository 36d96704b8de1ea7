//! Laws of edits, for documents and edits of any shape.

use super::*;
use crate::dataset::edit::splice::plan;

/// A document of nested lists and mappings in all styles, with comments, and its paths.
fn document() -> impl Strategy<Value = String> {
    let scalar = prop_oneof![
        Just("plain".to_owned()),
        Just("27.8 billion JPY".to_owned()),
        Just("'it''s'".to_owned()),
        Just("\"q\\n\"".to_owned()),
        Just("[a, {b: c}, [d: e]]".to_owned()),
        Just("{a: 1, b: [x, y], c: }".to_owned()),
        Just("{ a: 1 , b: 2 , }".to_owned()),
        Just("[1,2 , 3]".to_owned()),
        Just("[]".to_owned()),
        Just("{}".to_owned()),
        Just(String::new()),
        Just("~".to_owned()),
        Just("|\n@  text\n@  more\n\n".to_owned()),
        Just(">-\n@  text\n@  more".to_owned()),
        Just("|+\n@  keep\n\n\n".to_owned()),
        Just("|- # mark | here\n@  strip\n@    deeper".to_owned()),
        Just("plain\n@  over lines".to_owned()),
        Just("[ # c\n@  1, # one\n@  2\n@ ]".to_owned()),
    ];
    let leaf = scalar.prop_map(Shape::Scalar);
    let tree = leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec((inner.clone(), any::<bool>()), 1..4).prop_map(Shape::List),
            prop::collection::vec((inner, any::<bool>()), 1..4).prop_map(Shape::Map),
        ]
    });
    (tree, any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(tree, has_cr, has_mark, is_open)| {
        let mut text = String::from("# top\n");
        match &tree {
            Shape::Scalar(_) => write_shape(&Shape::List(vec![(tree.clone(), true)]), 0, &mut text),
            _ => write_shape(&tree, 0, &mut text),
        }
        if is_open {
            text = text.trim_end().to_owned();
        }
        if has_cr {
            text = text.replace('\n', "\r\n");
        }
        if has_mark { format!("\u{feff}{text}") } else { text }
    })
}

#[derive(Debug, Clone)]
enum Shape {
    Scalar(String),
    List(Vec<(Shape, bool)>),
    Map(Vec<(Shape, bool)>),
}

fn write_shape(shape: &Shape, indent: usize, text: &mut String) {
    let margin = " ".repeat(indent);
    let parts = match shape {
        Shape::Scalar(_) => return,
        Shape::List(parts) | Shape::Map(parts) => parts,
    };
    for (index, (part, has_comment)) in parts.iter().enumerate() {
        let is_first_behind_dash = index == 0 && text.ends_with("- ");
        if *has_comment && !is_first_behind_dash {
            text.push_str(&format!("{margin}# before {index}\n"));
        }
        if !is_first_behind_dash {
            text.push_str(&margin);
        }
        match shape {
            Shape::List(_) => text.push_str("- "),
            _ => text.push_str(&format!("k{index}: ")),
        }
        match (shape, part) {
            (_, Shape::Scalar(scalar)) => {
                text.push_str(&scalar.replace('@', &margin));
                if *has_comment && !scalar.contains('\n') {
                    text.push_str(" # after");
                }
                text.push('\n');
            }
            (Shape::List(_), _) => write_shape(part, indent + 2, text),
            _ => {
                text.push('\n');
                write_shape(part, indent + if index % 2 == 0 { 2 } else { 1 }, text);
            }
        }
    }
}

/// Every path of a tree.
fn paths(node: &Node, path: &KeyPath, all: &mut Vec<KeyPath>) {
    all.push(path.clone());
    for (index, item) in node.items().iter().enumerate() {
        paths(item, &path.clone().index(index), all);
    }
    for entry in node.entries() {
        paths(&entry.value, &path.clone().key(&entry.key), all);
    }
}

fn value() -> impl Strategy<Value = Yaml> {
    let text = prop_oneof!["[ -~]{0,12}", Just("two\nlines\n".to_owned()), "\\PC{0,8}", Just("null".to_owned())];
    let leaf = prop_oneof![
        text.prop_map(Yaml::Text),
        any::<i32>().prop_map(|number| Yaml::Number(Decimal::new(number.into(), 2))),
        any::<bool>().prop_map(Yaml::Bool),
    ];
    leaf.prop_recursive(2, 6, 3, |inner| {
        let keys = |values: Vec<Yaml>| values.into_iter().enumerate().map(|(i, v)| (format!("n {i}"), v)).collect();
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Yaml::List),
            prop::collection::vec(inner, 0..3).prop_map(move |values| Yaml::Map(keys(values))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// `edit` itself compares what it wrote with what was meant, and panics where they differ; here that, for each path.
    #[test]
    fn an_edit_reads_as_it_was_meant_and_changes_nothing_beside_it(text in document(), value in value(), choice in any::<prop::sample::Index>()) {
        let bare = text.trim_start_matches('\u{feff}');
        let root = read("x", bare).unwrap_or_else(|problems| panic!("{text}\n{problems:?}")).expect("a value");
        let mut all = Vec::new();
        paths(&root, &KeyPath::default(), &mut all);
        let path = all[choice.index(all.len())].clone();
        let key = "new key".to_owned();
        let edits = [
            Edit::Set { path: path.clone(), value: value.clone() },
            Edit::AddKey { path: path.clone(), key, value: value.clone(), after: Some("k0".into()) },
            Edit::AddItem { path: path.clone(), value },
            Edit::Remove { path },
        ];
        for made in edits {
            let Ok(splices) = plan(bare, Some(&root), &made) else { continue };
            let new = edit("x", text.as_bytes(), std::slice::from_ref(&made)).expect("it was planned");
            let new = String::from_utf8(new).expect("UTF-8");
            prop_assert_eq!(text.starts_with('\u{feff}'), new.starts_with('\u{feff}'));
            // What is outside of the splices is there, in order.
            let mut rest = new.trim_start_matches('\u{feff}');
            let mut at = 0;
            let mut sorted = splices.clone();
            sorted.sort_by_key(|splice| splice.range.start);
            for splice in sorted {
                let kept = &bare[at..splice.range.start];
                prop_assert!(rest.starts_with(kept), "{made:?}\n{text}\n{new}");
                rest = &rest[kept.len() + splice.text.len()..];
                at = splice.range.end;
            }
            prop_assert_eq!(rest, &bare[at..]);
            // What is added leaves every comment; the added value may look like one.
            if matches!(made, Edit::AddKey { .. } | Edit::AddItem { .. }) {
                prop_assert!(bare.matches("# ").count() <= new.matches("# ").count(), "{:?}\n{}\n{}", made, text, new);
            }
            if !bare.contains("\r\n") && !bare.is_empty() {
                prop_assert!(!new.contains('\r'));
            }
        }
    }

    /// Whatever a file holds and is to hold: the edits between them make the one of the other, or are refused.
    #[test]
    fn the_difference_of_two_files_makes_the_one_of_the_other(old in document(), new in document()) {
        let (Ok(before), Ok(wanted)) = (tree("x", old.as_bytes()), tree("x", new.as_bytes())) else { return Ok(()) };
        let identities: &[&[&str]] = &[&["k0"]];
        if let Ok(made) = edit("x", old.as_bytes(), &difference(&before, &wanted, identities)) {
            let after = tree("x", &made).expect("it reads as it was meant");
            let rest: Vec<Edit> = difference(&after, &wanted, identities);
            prop_assert!(rest.is_empty(), "{old}\n{new}\n{}\n{rest:?}", String::from_utf8_lossy(&made));
        }
    }

    /// Several edits mean what they mean one after the other, however many of them are made in one pass.
    #[test]
    fn edits_together_mean_what_they_mean_one_by_one(
        text in document(),
        choices in prop::collection::vec((any::<prop::sample::Index>(), 0..4_u8, value()), 1..6),
    ) {
        let bare = text.trim_start_matches('\u{feff}');
        let root = read("x", bare).expect("good YAML").expect("a value");
        let mut all = Vec::new();
        paths(&root, &KeyPath::default(), &mut all);
        let edits: Vec<Edit> = choices
            .into_iter()
            .enumerate()
            .map(|(index, (choice, kind, value))| {
                let path = all[choice.index(all.len())].clone();
                match kind {
                    0 => Edit::Set { path, value },
                    1 => Edit::AddKey { path, key: format!("new {index}"), value, after: Some("k0".into()) },
                    2 => Edit::AddItem { path, value },
                    _ => Edit::Remove { path },
                }
            })
            .collect();
        let mut one_by_one = Ok(text.clone().into_bytes());
        for made in &edits {
            one_by_one = one_by_one.and_then(|bytes| edit("x", &bytes, std::slice::from_ref(made)));
        }
        let together = edit("x", text.as_bytes(), &edits);
        let held = |bytes: Vec<u8>| tree("x", &bytes).expect("it reads as it was meant");
        prop_assert_eq!(together.is_ok(), one_by_one.is_ok(), "{:?}\n{}", edits, text);
        prop_assert_eq!(together.ok().map(held), one_by_one.ok().map(held), "{:?}\n{}", edits, text);
    }

    #[test]
    fn any_text_and_path_give_an_edit_or_a_problem(text in "[-a-c:{}\\[\\],&*?|>#'\" \n~%]{0,40}", choice in any::<prop::sample::Index>()) {
        let Ok(Some(root)) = read("x", &text) else { return Ok(()) };
        let mut all = Vec::new();
        paths(&root, &KeyPath::default(), &mut all);
        let path = all[choice.index(all.len())].clone();
        for made in [Edit::Set { path: path.clone(), value: Yaml::text("v") }, Edit::AddItem { path: path.clone(), value: Yaml::text("v") }, Edit::Remove { path }] {
            drop(edit("x", text.as_bytes(), &[made]));
        }
    }
}
