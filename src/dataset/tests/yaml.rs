//! YAML itself: what is refused, what is told of broken text, and what any bytes do.

use super::*;

#[test]
fn a_tab_and_an_open_quotation_mark_are_told_with_the_way_out() {
    let tab = loaded(&[("sources.yaml", "- id: a\n\ttitle: {xx: A}\n")]).1;
    assert_eq!(tab[0].hints, ["replace the tab by spaces"], "{tab:?}");
    assert_eq!(tab[0].place, Some(Place::new("data/abc/sources.yaml", 2, 1)));
    assert_eq!(tab[0].excerpt.as_deref(), Some("→title: {xx: A}"));
    for file in ["- id: a\n  title: {xx: \"A}\n- {id: b, title: {xx: \"B\"}}\n", "- id: a\n  note: 'A\n- id: 'b'\n"] {
        let open = loaded(&[("sources.yaml", file)]).1;
        assert_eq!(open[0].hints, ["close the quotation mark; the quoted text began in line 2"], "{open:?}");
    }
}

#[test]
fn yaml_that_data_does_not_need_is_refused() {
    assert_snapshot!(check(&[("names.yaml", "
- id: !!str a
  id: b
  kind: *nowhere
  ? [c, d]
  : e
  name: {xx: \"C\"}
---
- id: c
")]), @"
    names.yaml:2:7 invalid-value: found the tag `!!str`; values have no tags here | remove it; quotes make a text
    names.yaml:3:3 duplicate-key: the key `id` stands here a second time | keep one of them; the first stands in line 2
    names.yaml:4:9 yaml-syntax: the alias `*nowhere` repeats a value that no anchor names | put a text that begins with `*` into quotes
    names.yaml:5:5 wrong-type: expected a word as key, found a list of 2 items
    names.yaml:8:1 yaml-syntax: a second document begins here; a file holds one | remove the line `---`
    ");
}

#[test]
fn files_that_nothing_reads_are_told() {
    assert_snapshot!(check(&[("sorces.yaml", ""), ("people.yml", ""), ("figures/all.yaml", ""), ("notes.txt", "")]), @"
    figures/all.yaml unknown-file: a file of figures is named by its year | name it as in `figures/2022.yaml`
    people.yml unknown-file: nothing reads this file | did you mean `people.yaml`?
    sorces.yaml unknown-file: nothing reads this file | did you mean `sources.yaml`?
    ");
    let (dataset, problems) = load("abc", &[]);
    assert_eq!(dataset, None);
    assert_snapshot!(print(&problems), @"country.yaml not-found: the file that describes the country is missing | add it, with `code`, `name`, `short-name`, `issuer` and `language`");
}

#[test]
fn a_bad_record_is_left_out_and_the_rest_is_loaded() {
    let (dataset, problems) = loaded(&[
        ("sources.yaml", "- {id: a}\n- {id: b, title: {xx: B}}\n"),
        ("people.yaml", "training: {fields: 1}\nevents: [{id: x, date: 2020, title: {}, sources: []}, {id: y}]\n"),
    ]);
    let dataset = dataset.unwrap();
    assert_eq!(problems.len(), 6);
    assert_eq!(dataset.sources.keys().collect::<Vec<_>>(), ["b"]);
    assert_eq!(dataset.people.events.iter().map(|event| event.id.as_str()).collect::<Vec<_>>(), ["x"]);
}

#[test]
fn the_line_stands_beside_the_problem() {
    let (_, problems) = loaded(&[("names.yaml", "- id: a\r\n  kind: place\r\n  nam: {xx: b}\r\n")]);
    assert_eq!(problems[0].excerpt.as_deref(), Some("  nam: {xx: b}"));
}

#[test]
fn other_yaml_reads_into_any_type() {
    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields, rename_all = "kebab-case")]
    enum Shape {
        Round,
        Square { side: u8 },
        Text(String),
    }
    let read = |text: &str| read_yaml::<Vec<Shape>>("a.yaml", text.as_bytes());
    let good = vec![Shape::Round, Shape::Square { side: 3 }, Shape::Text("x".into())];
    assert_eq!(read("- round\n- square: {side: 3}\n- text: x\n"), (Some(good), vec![]));
    assert_snapshot!(print(&read("- rund\n- square: {sid: 300}\n- text: [x]\n").1), @"
    a.yaml:1:3 invalid-value: `rund` is not a value that this key takes | did you mean `round`?
    a.yaml:2:12 unknown-key: this record has no key `sid` | did you mean `side`?
    a.yaml:2:17 wrong-type: expected a whole number from 0 to 255, found `300`
    a.yaml:3:9 wrong-type: expected a text, found a list of one item
    ");
    let theme = "colors: {ink: '#12345', pap: red}\nsizes: {body: x, small: .inf, table: 1e1, heading: [1, 2], title: 1, key-figure: 2, chart-labl: 3}\n";
    assert_snapshot!(print(&read_yaml::<Theme>("theme.yaml", theme.as_bytes()).1), @"
    theme.yaml:1:1 missing-key: the key `fonts` is missing from this record | add `fonts`
    theme.yaml:1:1 missing-key: the key `spacing` is missing from this record | add `spacing`
    theme.yaml:1:15 invalid-value: expected a colour `#rrggbb`, found `#12345`
    theme.yaml:1:30 invalid-value: expected a colour `#rrggbb`, found `red`
    theme.yaml:2:15 wrong-type: expected a number, found `x`
    theme.yaml:2:25 wrong-type: expected a number, found `.inf`
    theme.yaml:2:52 invalid-value: expected a list of 3 items, found a list of 2 items
    theme.yaml:2:85 unknown-key: this record has no key `chart-labl` | did you mean `chart-label`?
    ");
}

#[test]
fn deep_or_repeating_yaml_is_refused_quickly() {
    let bomb: String = std::iter::once("- &a0 [x, x, x, x, x, x, x, x]\n".to_owned())
        .chain((1..20).map(|n| format!("- &a{n} [{}]\n", vec![format!("*a{}", n - 1); 8].join(", "))))
        .collect();
    let cases = [
        ("[".repeat(5000), "names.yaml:1:65 yaml-syntax: "),
        ("- ".repeat(5000), "names.yaml:1:129 yaml-syntax: "),
        ((0..100).map(|n| format!("- &a{} [*a{n}]\n", n + 1)).collect(), "names.yaml:1:8 yaml-syntax: the alias `*a0`"),
        (bomb, "names.yaml:6:13 yaml-syntax: the aliases of this file repeat too much"),
    ];
    for (text, start) in cases {
        let list = check(&[("names.yaml", &text)]);
        assert!(list.lines().any(|line| line.starts_with(start)), "{start}\n{list}");
    }
}

proptest! {
    #[test]
    fn any_bytes_give_diagnostics_and_no_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), which in 0usize..7) {
        let name = ["country", "policy", "sources", "projects/a", "people", "figures/2022", "editions"][which];
        load("abc", &[InputFile { path: format!("data/abc/{name}.yaml"), bytes: bytes.clone() }]);
        read_yaml::<Theme>("theme.yaml", &bytes);
    }

    #[test]
    fn any_yaml_like_text_gives_diagnostics_and_no_panic(
        text in r#"(- |  |\n|id: |title: |commitments:|sources: |people: |&a |\*a|\[|\]|\{|\}|, |xx: |"|'|2020|/|1 JPY|\? |: |\||>|!!x |---|\t|é){0,60}"#,
        which in 0usize..7,
    ) {
        let name = ["country", "policy", "sources", "projects/a", "people", "figures/2022", "editions"][which];
        let input = InputFile { path: format!("data/abc/{name}.yaml"), bytes: text.clone().into_bytes() };
        let (dataset, problems) = load("abc", &[input]);
        prop_assert!(dataset.is_some() || problems.iter().any(Diagnostic::is_error));
        let (theme, problems) = read_yaml::<Theme>("theme.yaml", text.as_bytes());
        prop_assert!(theme.is_some() != problems.iter().any(Diagnostic::is_error));
    }

    #[test]
    fn any_change_of_a_good_file_gives_diagnostics_and_no_panic(at in 0usize..PROJECT.len(), with in r"[ -~\n]{0,3}") {
        let mut text = PROJECT.to_owned();
        text.replace_range(at..=at, &with);
        loaded(&[("projects/a.yaml", &text)]);
    }
}

#[test]
fn very_many_problems_are_told_or_cut_off() {
    let count = |name, text: &str| check(&[(name, text)]).lines().count();
    let unknown: String = (0..5000).map(|n| format!("  key-{n}: {n}\n")).collect();
    assert_eq!(count("names.yaml", &format!("- id: a\n{unknown}")), 5002);
    let items: String = (0..5000).map(|n| format!("    - {{xx: [{n}]}}\n")).collect();
    assert_eq!(count("projects/a.yaml", &format!("- id: a\n  aliases:\n{items}")), 100);
    let dangling = |n| format!("- {{id: a{n}, title: {{}}, schemes: [], places: [b{n}]}}\n");
    let projects: String = (0..5000).map(dangling).collect();
    assert_eq!(check(&[("projects/a.yaml", &projects), ("names.yaml", "# none yet\n")]).lines().count(), 5000);
}

#[test]
fn characters_that_nobody_sees_are_refused_at_their_value() {
    let list = check(&[
        (
            "names.yaml",
            "- id: a\n  kind: place\n  name: {xx: \"a\u{202e}b\", yy: \"c\\u2066d\", zz: \"\\u0007\"}\n  aliases: [\"e\u{feff}f\", \"g\u{200c}h\u{ad}i\", \"j\\nk\\tl\"]\n",
        ),
        ("sources.yaml", "\u{feff}- &s {id: page, title: {xx: \"P\u{200f}\"}}\n"),
        ("narrative/xx/training.md", "Words\r\nof \u{200e}old\u{9b}\r\n"),
    ]);
    assert_snapshot!(list, @"
    names.yaml:3:14 invalid-value: the text holds U+202E, a control of the writing direction, which no reader sees | remove it, or type the text anew
    names.yaml:3:25 invalid-value: the text holds U+2066, a control of the writing direction, which no reader sees | remove it, or type the text anew
    names.yaml:3:41 invalid-value: the text holds U+0007, a control, which no reader sees | remove it, or type the text anew
    names.yaml:4:13 invalid-value: the text holds U+FEFF, a byte order mark, which no reader sees | remove it, or type the text anew
    narrative/xx/training.md:2:4 invalid-value: the text holds U+200E, a mark of the writing direction, which no reader sees | remove it, or type the text anew
    narrative/xx/training.md:2:8 invalid-value: the text holds U+009B, a control, which no reader sees | remove it, or type the text anew
    sources.yaml:1:29 invalid-value: the text holds U+200F, a mark of the writing direction, which no reader sees | remove it, or type the text anew
    ");
}
