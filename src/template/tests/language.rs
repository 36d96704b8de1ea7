//! Printing, escaping, includes, captures, and where mistakes are told.

use super::{check, rendering};
use crate::markdown::SpanKind;
use crate::template::vocabulary::{FILTERS, FUNCTIONS, TESTS};

#[test]
fn figures_are_links_into_the_ledger_and_words_are_escaped() {
    for (main, markdown) in [
        ("{{ figure('trainees') }}", "[289 people](figure:0)"),
        ("{{ figure('trainees')|number }}", "[&#50;89](figure:0)"),
        ("{{ message('about', count=figure('trainees')) }}", "about&#32;[289 people](figure:0)"),
        (
            "{{ message('about', count=message('about', count=figure('trainees'))) }}",
            "about about&#32;[289 people](figure:0)",
        ),
        ("{{ projects()[0].title }}", r"Project \*road\*"),
        ("{{ [\"a*\", \"b\"]|join(\", \") }}", r"a\*\, b"),
        ("{{ edition.year }}. g", "&#50;022. g"),
        ("{{ edition.as_of }}", "August 31\\, 2023"),
        ("{{ projects()[0].status.key }}", "completed"),
        ("{{ link('https://example.org/?a=1&b=2', 'x*') }}", r"[x\*](<https://example.org/?a=1\&b=2>)"),
        ("{{ figure('trainees') }} {{ figure('trainees') }}", "[289 people](figure:0) [289 people](figure:1)"),
    ] {
        assert_eq!(check(main), markdown, "{main}");
    }
}

#[test]
fn includes_share_figures_and_end_with_a_line() {
    assert_eq!(check("{% include 'part.md.j2' %}\nx"), "part [289 people](figure:0)\nx");
    assert_eq!(
        check("{{ figure('trainees') }}\n{% include narrative('intro') %}"),
        "[289 people](figure:0)\nWords of [289 people](figure:1)."
    );
    assert_eq!(check("{% if has_narrative('outro') %}x{% endif %}"), "");
}

#[test]
fn a_line_of_a_tag_leaves_nothing_behind() {
    let main = "{% for p in projects() %}\n- {{ p.id }}\n{% endfor %}\nend";
    assert_eq!(check(main), "- road\n- bridge\nend");
}

#[test]
fn what_a_macro_printed_is_not_escaped_again_and_keeps_its_spans() {
    let macros = "{% macro m(x) %}*{{ x }}* {{ figure('trainees') }}{% endmacro %}";
    let rendered = rendering(&format!("{macros}{{{{ m('a*') }}}}")).rendered;
    assert_eq!(rendered.text.trim_end(), r"*a\** [289 people](figure:0)");
    let pieces: Vec<(SpanKind, &str)> =
        rendered.spans.iter().map(|span| (span.kind, &rendered.text[span.output.clone()])).collect();
    assert_eq!(
        pieces,
        [
            (SpanKind::Raw, "*"),
            (SpanKind::Expression, r"a\*"),
            (SpanKind::Raw, "* "),
            (SpanKind::Expression, "[289 people](figure:0)"),
            (SpanKind::Raw, "\n"),
        ]
    );
    assert_eq!(check("{% set x %}*{{ 'b*' }}*{% endset %}{{ x ~ '_' }}"), r"*b\**\_");
}

#[test]
fn spans_know_file_line_and_column() {
    let rendered = rendering("ab {{ figure('trainees') }}\n{% include 'part.md.j2' %}").rendered;
    let places: Vec<String> = rendered.spans.iter().map(|span| span.place.to_string()).collect();
    assert_eq!(
        places,
        [
            "report-templates/r/main.md.j2:2:1",
            "report-templates/r/main.md.j2:2:7",
            "report-templates/r/main.md.j2:2:28",
            "report-templates/r/part.md.j2:1:1",
            "report-templates/r/part.md.j2:1:9",
            "report-templates/r/part.md.j2:1:30",
        ]
    );
}

#[test]
fn mistakes_are_told_at_their_place() {
    for (main, told) in [
        ("x {{ figure('trainee') }}", "2:6 template-error: the data has no figure `trainee`"),
        ("\n {{ nothing }}", "3:5 template-error: `nothing` is undefined"),
        ("{{ projects()[0].titel }}", "2:14 template-error: a project has no field `titel`"),
        ("{{ figure('trainees').titel }}", "2:10 template-error: a figure has no field `titel`"),
        ("{{ message('abot') }}", "2:4 unknown-message: there is no message `abot`"),
        (
            "{% if false %}{{ 'x'|upper }}{% endif %}",
            "2:22 template-error: the filter `upper` is not one that templates may use",
        ),
        ("{{ 'x'|safe }}", "2:8 template-error: the filter `safe` is not one that templates may use"),
        ("{{ figures() }}", "2:4 template-error: there is no function `figures`"),
        (
            "{% autoescape false %}{{ 'x' }}{% endautoescape %}",
            "2:4 template-error: `{% autoescape %}` is not allowed: values are always escaped",
        ),
        ("{{ narrative('outro') }}", "2:4 template-error: there is no narrative `outro` in `en`"),
        ("{% include '../secret' %}", "2:4 template-error: tried to include non-existing template '../secret'"),
        ("{{ 7 }}", "2:4 typed-digit: the plain number 7 is printed, which says nothing of its source"),
        (
            "{{ figure('trainees').value }}",
            "2:4 typed-digit: the plain number 289 is printed, which says nothing of its source",
        ),
        ("{{ projects()[0] }}", "2:4 template-error: a project is printed, expected a text or a figure"),
        ("{{ projects()[0].summary }}", "2:4 template-error: nothing is printed: the value is none or empty"),
        ("{{ ['x', figure('trainees')]|join }}", "2:30 figure-as-text: `join` would turn a figure into plain text"),
        (
            "{% macro m(f) %}{{ 'x' ~ f }}{% endmacro %}{{ m(figure('trainees')) }}",
            "2:20 figure-as-text: a figure was turned into plain text and lost its source",
        ),
        (
            "{{ figure('trainees').text }}",
            "2:4 figure-as-text: a figure was turned into plain text and lost its source",
        ),
        (
            "{{ link('javascript:x', 'y') }}",
            "2:4 link-refused: the address `javascript:x` is not a `https`, `http`, `mailto` or `tel` address",
        ),
        ("{{ 'a' if }}", "2:11 template-syntax: unexpected end of variable block"),
    ] {
        assert_eq!(check(main), told, "{main}");
    }
}

#[test]
fn every_word_of_the_vocabulary_exists() {
    let of_the_engine = ["caller", "loop", "super"];
    for name in FUNCTIONS.into_iter().filter(|name| !of_the_engine.contains(name)) {
        assert_eq!(check(&format!("{{{{ 'yes' if {name} is defined else 'no' }}}}")), "yes", "{name}");
    }
    for name in FILTERS {
        let told = check(&format!("{{% set x = ['a']|{name} %}}"));
        assert!(!told.contains("may use"), "{name}: {told}");
    }
    for name in TESTS.into_iter().filter(|name| name.starts_with(char::is_alphabetic)) {
        let told = check(&format!("{{% set x = 'a' is {name}('a') %}}"));
        assert!(!told.contains("may use"), "{name}: {told}");
    }
}

#[test]
fn work_and_depth_are_limited() {
    assert!(check("{% include 'endless.md.j2' %}").contains("template-error"));
    let loops = "{% for a in range(10000) %}{% for b in range(10000) %}{% set x = a %}{% endfor %}{% endfor %}";
    assert!(check(loops).contains("the template does more work than a report needs"), "{}", check(loops));
    assert!(check("{{ 'x' * 1000000000 }}").contains("template-error"));
}

#[test]
fn a_text_that_the_language_lacks_is_told_at_the_data_and_does_not_stop_the_rest() {
    let told = check("{{ projects()[0].note }} {{ projects()[1].note }} {{ nothing }}");
    assert_eq!(
        told,
        "data/xyz/projects/grant-aid.yaml:7:3 missing-translation: the text `projects/road/note` does not exist in `en`, only in xx\n\
         data/xyz/projects/grant-aid.yaml:9:3 missing-translation: the text `projects/bridge/note` does not exist in `en`, only in xx\n\
         2:54 template-error: `nothing` is undefined"
    );
}

#[test]
fn cut_captures_are_found() {
    let told = check("{% set x %}{{ 'a*b' }}{% endset %}{{ x[:3] }}");
    assert!(told.contains("template-error"), "{told}");
}

#[test]
fn citations_are_numbered_in_order_of_first_use() {
    let main = "{{ cite(figure('trainees')) }}{{ cite(projects()[1].commitments) }}{{ cite(figure('volunteers')) }}\n\
        {% for s in sources() %}{{ s.number }} {{ s.title }} {{ s.address }};{% endfor %}";
    assert_eq!(
        check(main),
        "\\[1\\,\u{a0}line\u{a0}3\\]\\[2\\,\u{a0}line\u{a0}3\\]\\[1\\,\u{a0}line\u{a0}3\\]\n\
         &#49; The page [https\\:\\/\\/example\\.org\\/a\\_b\\?c\\=1\\&d\\=2](<https://example.org/a_b?c=1\\&d=2>);\
         &#50; The undated [https\\:\\/\\/example\\.org\\/a\\_b\\?c\\=1\\&d\\=2](<https://example.org/a_b?c=1\\&d=2>);"
    );
}
