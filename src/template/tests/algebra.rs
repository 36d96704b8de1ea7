//! Derived figures.

use super::{check, rendering};
use crate::model::{Coverage, FigureId};

const SUMS: &str = "{% set sums = commitments()|map(attribute='amount')|list %}";

fn check_sum(expression: &str) -> String {
    check(&format!("{SUMS}{{{{ {expression} }}}}"))
}

#[test]
fn the_algebra_is_exact() {
    for (expression, text) in [
        ("total(sums)", "[1\\.7 billion yen](figure:0)"),
        ("difference(sums[1], sums[0])", "[1\\.3 billion yen](figure:0)"),
        ("share(sums[0], total(sums))", "[11\\.8\\%](figure:0)"),
        ("count(projects(), unit='projects')", "[2 projects](figure:0)"),
        ("convert(sums[0])", "[1\\.4 million dollars](figure:0)"),
        ("total(sums)|unit('million JPY')|number", "[1\\,700](figure:0)"),
    ] {
        assert_eq!(check_sum(expression), text, "{expression}");
    }
}

#[test]
fn what_cannot_be_calculated_is_told() {
    for (expression, told) in [
        ("total([sums[0], sums[0]])", "`total(…)` counts `xyz/commitments/road/1998` twice"),
        ("total([sums[0], total(sums)])", "`total(…)` counts `xyz/commitments/road/1998` twice"),
        (
            "total([sums[0], figure('trainees')])",
            "mixes units: `xyz/commitments/road/1998` is in `JPY`, `xyz/figures/trainees@2022` in `persons`",
        ),
        ("total([])", "was given an empty list, which has no unit"),
        ("total(commitments())", "adds figures, found a commitment in the list"),
        ("convert(figure('trainees'))", "cannot convert `persons`: the rate is of `USD` in `JPY`"),
        ("sums[0]|unit('million USD')", "`unit(…)` shows a figure of `JPY` as `USD`"),
        ("total(sums, partail=true)", "`total(…)` has no argument `partail`"),
        ("count(projects())", "`count(…)` lacks its `unit`, such as `projects`"),
        ("share(sums[0], 3)", "`whole` takes a figure, found a number"),
    ] {
        let found = check_sum(expression);
        assert!(found.contains(told), "{expression}: {found}");
    }
}

#[test]
fn derived_figures_carry_formula_parts_and_sources() {
    let rendering = rendering(&format!("{SUMS}{{{{ convert(total(sums, partial=true)) }}}}"));
    let ids: Vec<String> = rendering.figures.keys().map(FigureId::to_string).collect();
    let [bridge, road, converted, total] = &ids[..] else { panic!("{ids:?}") };
    assert_eq!([bridge, road], ["xyz/commitments/bridge/2019", "xyz/commitments/road/1998"]);
    assert!(converted.starts_with("xyz/derived/convert/") && total.starts_with("xyz/derived/total/"), "{ids:?}");
    let formula = |operation: &str| {
        let figure = rendering.figures.values().find(|f| f.formula.as_ref().is_some_and(|f| f.operation == operation));
        figure.cloned().unwrap()
    };
    let total = formula("total");
    assert_eq!(total.coverage, Coverage::Partial);
    assert_eq!(total.formula.unwrap().parts, ["xyz/commitments/road/1998", "xyz/commitments/bridge/2019"]);
    let convert = formula("convert");
    assert_eq!(convert.coverage, Coverage::Partial);
    assert_eq!(convert.formula.as_ref().unwrap().rate.as_deref(), Some("usd"));
    assert_eq!(convert.formula.unwrap().parts, [total.id.to_string()]);
    assert_eq!(rendering.sources.keys().collect::<Vec<_>>(), ["page", "undated"]);
}

#[test]
fn ids_of_derived_figures_are_the_same_in_every_run() {
    let ids = || rendering(&format!("{SUMS}{{{{ total(sums) }}}}")).figures.keys().cloned().collect::<Vec<_>>();
    assert_eq!(ids(), ids());
    assert_eq!(ids().len(), 3);
}
