//! Printed values, which are never markup.

use proptest::prelude::*;

use super::*;

/// A place for a value: what stands before and after it, there and in the words.
const PLACES: &[(&str, &str)] = &[
    ("", ""),
    ("word ", " word"),
    ("word", "word"),
    ("# ", "\n"),
    ("- ", "\n- second"),
    ("1. ", "\n"),
    ("| ", " | b |\n|---|---|\n"),
    ("| a | b |\n|---|---|\n| ", " | c |\n"),
    ("[", "](https://a.example)"),
    ("> ", ""),
    ("**", "**"),
    ("*", "*"),
    ("word *", "* word"),
    ("> - ***", "***"),
    ("a[^1]\n\n[^1]: ", "\n"),
    ("> [!NOTE]\n> ", "\n"),
    ("> [!NOTE] ", "\n> a\n"),
    ("a\n", "\nb"),
    ("a\\\n", "\\\nb"),
    ("Title ", "\n---\n"),
];

/// Characters that mean something to some layer below.
fn nasty_text() -> impl Strategy<Value = String> {
    let nasty = prop_oneof![
        3 => proptest::char::range(' ', '~'),
        1 => proptest::sample::select(vec![
            '\n', '\r', '\t', '\u{A0}', '\u{3000}', '\u{2028}', '\u{FEFF}', '\u{200B}', 'é', 'ң', '語', '🙂', '\u{301}', '\u{E000}',
        ]),
    ];
    proptest::collection::vec(nasty, 1..14).prop_map(|characters| characters.into_iter().collect())
}

/// A value as it stands in the words of the document: line ends are spaces, and gone at the edges of a block.
fn as_read(value: &str) -> String {
    value.replace("\r\n", "\n").replace(['\n', '\r', '\u{2028}', '\u{2029}'], " ")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn what_is_escaped_comes_back_letter_by_letter(value in nasty_text(), place in 0..PLACES.len()) {
        let is_line_end = |character: char| matches!(character, '\n' | '\r' | '\u{2028}' | '\u{2029}');
        let value = value.trim_start_matches(|character| character == '=' || is_line_end(character));
        let value = value.trim_end_matches(is_line_end);
        prop_assume!(!value.trim().is_empty());
        let (before, after) = PLACES[place];
        let template = format!("{before}«{value}»{after}");
        let (blocks, diagnostics) = check(&template);
        let problems: Vec<_> = diagnostics.iter().filter(|d| d.message != "the first heading is of level 2, not of level 1").collect();
        prop_assert!(problems.is_empty(), "{template:?}: {diagnostics:?}");
        let marker = format!("{before}«MARKER»{after}");
        let expected = words(&check(&marker).0).replace("MARKER", &as_read(value));
        prop_assert_eq!(words(&blocks), expected);
        prop_assert_eq!(blocks.len(), check(&marker).0.len());
    }

    #[test]
    fn any_text_gives_diagnostics_and_no_panic(text in any::<String>()) {
        read(&Rendered::from_file("any", &text), &ReadOptions::default());
    }

    #[test]
    fn a_value_is_read_letter_by_letter_or_reported(
        pieces in proptest::collection::vec((proptest::sample::select(PIECES), any::<bool>()), 1..16),
    ) {
        let template: String =
            pieces.iter().map(|(raw, has_value)| format!("{raw}{}", if *has_value { "«V*<1>|_`&amp;»" } else { "" })).collect();
        let (blocks, diagnostics) = check(&template);
        if !diagnostics.iter().any(Diagnostic::is_error) {
            let printed = pieces.iter().filter(|(_, has_value)| *has_value).count();
            prop_assert_eq!(words(&blocks).matches("V*<1>|_`&amp;").count(), printed, "{}", template);
        }
    }
}

#[test]
fn a_position_within_a_character_is_read_and_not_a_panic() {
    let value = "«V*<1>|_`&amp;»";
    let (blocks, diagnostics) = check(&format!("[a]: {value}语===\n~~`\thttps://{value}"));
    assert!(diagnostics.iter().any(Diagnostic::is_error) || words(&blocks).matches("V*<1>|_`&amp;").count() == 2);
}

/// Pieces of Markdown that change what stands beside them.
const PIECES: &[&str] = &[
    "a",
    " ",
    "\n",
    "\n\n",
    "    ",
    "\t",
    "> ",
    "- ",
    "1. ",
    "2) ",
    "# ",
    "*",
    "**",
    "_",
    "`",
    "``",
    "```\n",
    "~~",
    "[",
    "]",
    "](",
    ")",
    "![",
    "<",
    ">",
    "<b ",
    "-->",
    "<!--",
    "|",
    "\n|---|\n",
    "\n|---|---|\n",
    "\\",
    "\\|",
    "&",
    ";",
    "{#",
    "{ .",
    "}",
    "[^1]",
    "\n[^1]: ",
    "[a]: ",
    "https://",
    "figure:0",
    "«figure:0»",
    "«block:1»",
    "\n---\n",
    "===\n",
    "> [!NOTE]",
    "\r",
    "\r\n",
    "语",
    "\"",
    "'",
    "[!TIP]",
];
