//! Counts are numbers that a count can have.

use rust_decimal::Decimal;

use super::error;
use super::records::figures;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Basis, Commitment, Dataset, FigureRecord, FigureValue, Quantity, Unit};

/// Units that measure and so have fractions; all other words count things that come whole.
const MEASURES: [&str; 13] =
    ["km", "m", "ha", "km2", "m2", "m3", "t", "kg", "percent", "years", "months", "days", "hours"];

/// How the id of the smallest of something ends, and that of the largest.
const BOUNDS: (&str, &str) = ("-minimum", "-maximum");

/// No count is negative, nobody is counted by halves, and the least is not more than the most.
pub(super) fn counts_are_possible(dataset: &Dataset, diagnostics: &mut Vec<Diagnostic>) {
    let figures = figures(dataset);
    for (path, figure) in figures.iter().filter(|(_, figure)| figure.basis == Some(Basis::Count)) {
        let others = figure.other_statements.iter().enumerate();
        let others = others.map(|(index, other)| (format!("{path}/other-statements/{index}/value"), &other.value));
        for (path, value) in others.chain([(format!("{path}/value"), &figure.value)]) {
            if let FigureValue::Known(quantity) = value {
                diagnostics.extend(impossible(dataset, &path, quantity));
            }
        }
    }
    for project in &dataset.projects {
        for commitment in &project.commitments {
            let path = format!("projects/{}/commitments/{}", project.id, commitment.id);
            for (key, quantity) in numbers_beside(commitment) {
                diagnostics.extend(impossible(dataset, &format!("{path}/{key}"), quantity));
            }
        }
    }
    diagnostics.extend(figures.iter().filter_map(|most| above(dataset, &figures, most)));
}

/// What a commitment says beside its sums.
fn numbers_beside(commitment: &Commitment) -> Vec<(&'static str, &Quantity)> {
    let output = commitment.output.iter().map(|output| ("output", output));
    let terms = commitment.terms.iter().flat_map(|terms| {
        [("terms/interest", &terms.interest), ("terms/repayment", &terms.repayment), ("terms/grace", &terms.grace)]
    });
    output.chain(terms).collect()
}

fn impossible(dataset: &Dataset, path: &str, quantity: &Quantity) -> Option<Diagnostic> {
    let what = match &quantity.unit {
        _ if quantity.amount < Decimal::ZERO => "a count is never negative",
        Unit::Count(word) if !quantity.amount.is_integer() && !MEASURES.contains(&word.as_str()) => {
            "things are counted whole"
        }
        Unit::Count(_) | Unit::Currency(_) => return None,
    };
    let problem = error(dataset, path, Code::IMPOSSIBLE_COUNT, format!("{what}, found `{quantity}`"));
    Some(problem.with_hint("look it up in the source; what is not known is written `not-available`"))
}

/// The problem of a largest number that is below the smallest one beside it.
fn above(
    dataset: &Dataset,
    figures: &[(String, &FigureRecord)],
    (path, least): &(String, &FigureRecord),
) -> Option<Diagnostic> {
    let largest = format!("{}{}", path.strip_suffix(BOUNDS.0)?, BOUNDS.1);
    let (_, most) = figures.iter().find(|(path, _)| *path == largest)?;
    let is_above = least.value.unit() == most.value.unit() && least.value.amount()? > most.value.amount()?;
    let message = format!(
        "the least, `{}` of `{}`, is more than the most, `{}` of `{}`",
        least.value, least.id, most.value, most.id
    );
    let problem = error(dataset, &format!("{path}/value"), Code::IMPOSSIBLE_COUNT, message);
    is_above.then(|| problem.with_hint("one of the two is wrong; look them up in the source"))
}
