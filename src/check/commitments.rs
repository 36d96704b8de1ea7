//! A commitment is a dated sum of money.

use rust_decimal::Decimal;

use super::{error, warning};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Basis, Dataset, Quantity, Unit};

/// Commitments have a date that decides their fiscal year, the basis `commitment`, and positive sums of money.
pub(super) fn commitments_are_dated_sums(dataset: &Dataset, diagnostics: &mut Vec<Diagnostic>) {
    for project in &dataset.projects {
        for commitment in &project.commitments {
            let path = format!("projects/{}/commitments/{}", project.id, commitment.id);
            let name = format!("the commitment `{}` of the project `{}`", commitment.id, project.id);
            let instruments = format!("{path}/instruments");
            match commitment.signed() {
                None => diagnostics.push(
                    error(dataset, &instruments, Code::INVALID_DATE, format!("{name} has no date of signature"))
                        .with_hint("give one of its `instruments` a `date`, as far as it is known"),
                ),
                Some(date) if date.fiscal_year().is_none() => diagnostics.push(
                    error(
                        dataset,
                        &instruments,
                        Code::INVALID_DATE,
                        format!("{name} is dated `{date}`, which does not decide its fiscal year"),
                    )
                    .with_hint("give the month, or the fiscal year as in `JFY2020` where the source says it"),
                ),
                Some(_) => {}
            }
            if commitment.basis != Basis::Commitment {
                let message = format!("{name} has another basis than `commitment`");
                let problem = error(dataset, &format!("{path}/basis"), Code::INVALID_VALUE, message);
                diagnostics.push(problem.with_hint("write `commitment`, or enter the number as a figure"));
            }
            if !project.has_scheme(commitment.scheme) {
                let scheme = commitment.scheme.as_str();
                let message = format!("{name} is of the scheme `{scheme}`, which its project does not have");
                let problem = warning(dataset, &format!("{path}/scheme"), Code::INVALID_VALUE, message);
                diagnostics.push(problem.with_hint(format!("add `{scheme}` to the `schemes` of the project")));
            }
            let sums = [(format!("{path}/amount"), &commitment.amount)].into_iter();
            let limits = commitment.annual_limits.iter().enumerate();
            let sums = sums.chain(limits.map(|(index, limit)| (format!("{path}/annual-limits/{index}"), limit)));
            for (path, sum) in sums.filter(|(_, sum)| !is_sum_of_money(sum)) {
                let message = format!("expected a positive sum of money, found `{sum}`");
                let problem = error(dataset, &path, Code::INVALID_AMOUNT, message);
                diagnostics.push(problem.with_hint("write it with its currency, as in `27.8 billion JPY`"));
            }
        }
    }
}

fn is_sum_of_money(sum: &Quantity) -> bool {
    sum.amount > Decimal::ZERO
        && match sum.unit {
            Unit::Currency(_) => true,
            Unit::Count(_) => false,
        }
}
