//! What is found without rendering.

use super::{data, template, told};
use crate::model::Names;
use crate::template::{lint, lint_narrative};

fn check(main: &str) -> String {
    told(&lint(&template(main)))
}

#[test]
fn typed_digits_are_found_with_their_place() {
    for (main, found) in [
        ("Since 1996 {{ figure('a@2022') }}\n\n1. one\n2. two", ""),
        ("x\n 12 projects", "2:2 typed-digit: the number `12` is typed, so nothing says where it comes from"),
        ("{{ figure('a') }}5", "1:18 typed-digit: the number `5` is typed, so nothing says where it comes from"),
        ("{{ 7 }}", "1:4 typed-digit: the number `7` is typed, so nothing says where it comes from"),
        ("{{ 'in 2019' }} {{ figure('a')|number(1) }} {{ x[0] }}", ""),
        (
            "{{ table(r, columns=[{'title': '12 x', 'width': 3}], caption=\"3 projects\", id='t-1') }}",
            "1:32 typed-digit: the number `12` is typed, so nothing says where it comes from\n\
             1:62 typed-digit: the number `3` is typed, so nothing says where it comes from",
        ),
        (
            "{{ message('k', n='12') }}",
            "1:19 typed-digit: the number `12` is typed, so nothing says where it comes from",
        ),
        ("{# 12 #}{% if a > 3 %}x{% endif %}", ""),
        ("2022% of it", "1:1 typed-year: `2022` reads like a quantity, not like a year"),
    ] {
        assert_eq!(check(main), found, "{main}");
    }
}

#[test]
fn names_of_the_country_may_hold_digits_in_its_narrative() {
    let mut dataset = data::dataset();
    dataset.narrative.insert("en/roads.md".into(), "The 2KR and 3 more".into());
    let number = |number| {
        format!(
            "data/xyz/narrative/en/roads.md:1:{} typed-digit: the number `{number}` is typed, so nothing says where it comes from",
            if number == 2 { 5 } else { 13 }
        )
    };
    assert_eq!(told(&lint_narrative(&dataset)), [number(2), number(3)].join("\n"));
    let name = Names {
        id: "2kr".into(),
        kind: "abbreviation".into(),
        name: data::text("2KR"),
        expansion: None,
        aliases: vec![],
    };
    dataset.names.insert("2kr".into(), name);
    assert_eq!(told(&lint_narrative(&dataset)), number(3));
}

#[test]
fn figures_used_as_numbers_are_found() {
    let compared = "figure-compared: a figure is compared as if it were a number";
    let calculated = "figure-compared: a figure is calculated with as if it were a number";
    let text = "figure-as-text: `~` turns a figure into plain text and loses its source";
    for (main, found) in [
        ("{% if figure('a') > 3 %}x{% endif %}", format!("1:7 {compared}")),
        ("{% if figure('a').value > 3 %}x{% endif %}", String::new()),
        ("{% set a = total(x) %}{% if a == b %}x{% endif %}", format!("1:29 {compared}")),
        ("{% set a = total(x) + figure('b') %}", format!("1:12 {calculated}")),
        ("{% if c.amount is gt(3) %}x{% endif %}", format!("1:7 {compared}")),
        ("{{ 'x' ~ figure('b') }}", format!("1:4 {text}")),
        ("{% for f in p.figures %}{{ -f }}{% endfor %}", format!("1:28 {calculated}")),
        ("{% set a = figure('a') %}{% set a = 'x' %}{% if a == 'x' %}x{% endif %}", String::new()),
        ("{% if c.amount and c.output is none %}x{% endif %}", String::new()),
    ] {
        assert_eq!(check(main), found, "{main}");
    }
}

#[test]
fn forbidden_words_are_found_in_dead_branches() {
    for (main, found) in [
        (
            "{% if false %}{{ x|map('upper') }}{% endif %}",
            "1:20 template-error: the filter `upper` is not one that templates may use",
        ),
        ("{{ x is callable }}", "1:9 template-error: the test `callable` is not one that templates may use"),
        ("{% macro m() %}{% endmacro %}{{ m() }}{{ n() }}", "1:42 template-error: there is no function `n`"),
        (
            "{% filter upper %}x{% endfilter %}",
            "1:4 template-error: `{% filter %}` is not allowed: it would change printed text\n1:11 template-error: the filter `upper` is not one that templates may use",
        ),
        ("{% if %}", "1:7 template-syntax: unexpected end of block"),
    ] {
        assert_eq!(check(main), found, "{main}");
    }
}
