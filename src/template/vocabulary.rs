//! The words of the template language: what may be called, and no more.

use super::problem::Problem;
use crate::diagnostic::Code;

/// Filters that a template may use. An allow-list: what could undo escaping is not in it.
pub(super) const FILTERS: [&str; 21] = [
    "batch",
    "default",
    "first",
    "groupby",
    "join",
    "last",
    "length",
    "list",
    "map",
    "max",
    "min",
    "number",
    "reject",
    "rejectattr",
    "select",
    "selectattr",
    "slice",
    "sort",
    "unique",
    "unit",
    "words",
];

/// Tests that a template may use.
pub(super) const TESTS: [&str; 33] = [
    "!=",
    "<",
    "<=",
    "==",
    ">",
    ">=",
    "boolean",
    "defined",
    "eq",
    "equalto",
    "even",
    "false",
    "ge",
    "greaterthan",
    "gt",
    "in",
    "integer",
    "iterable",
    "le",
    "lessthan",
    "lt",
    "mapping",
    "ne",
    "none",
    "number",
    "odd",
    "sameas",
    "sequence",
    "startingwith",
    "string",
    "true",
    "undefined",
    "endingwith",
];

/// Functions that a template may call.
pub(super) const FUNCTIONS: [&str; 41] = [
    "callout",
    "chart",
    "cite",
    "commitment_years",
    "commitments",
    "conflicts",
    "contents",
    "convert",
    "count",
    "cover",
    "difference",
    "dispatches",
    "events",
    "figure",
    "has_figure",
    "has_message",
    "has_narrative",
    "key_figures",
    "landscape",
    "link",
    "message",
    "metadata",
    "namespace",
    "narrative",
    "noted",
    "office",
    "page_break",
    "people",
    "policy",
    "projects",
    "range",
    "rate",
    "share",
    "sources",
    "table",
    "timeline",
    "total",
    "undated",
    "caller",
    "loop",
    "super",
];

/// Values that every template sees.
pub(super) const VALUES: [&str; 3] = ["country", "edition", "schemes"];

/// A filter that is not in the list.
pub(super) fn unknown_filter(name: &str) -> Problem {
    Problem::new(Code::TEMPLATE_ERROR, format!("the filter `{name}` is not one that templates may use"))
        .did_you_mean(name, FILTERS)
        .hint(format!("use one of {}", quoted(&FILTERS)))
}

/// A test that is not in the list.
pub(super) fn unknown_test(name: &str) -> Problem {
    Problem::new(Code::TEMPLATE_ERROR, format!("the test `{name}` is not one that templates may use"))
        .did_you_mean(name, TESTS)
}

/// A function that does not exist.
pub(super) fn unknown_function(name: &str) -> Problem {
    Problem::new(Code::TEMPLATE_ERROR, format!("there is no function `{name}`")).did_you_mean(name, FUNCTIONS)
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
