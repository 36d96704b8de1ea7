//! The units that the data of a country uses, each with the path of its value in [`crate::model::Places`].

use super::records::figures;
use crate::model::{Commitment, Dataset, Unit};

/// The unit of every value: of figures, of other statements of them, of commitments and their terms.
pub fn units(dataset: &Dataset) -> Vec<(String, &Unit)> {
    let mut units = Vec::new();
    for (path, figure) in figures(dataset) {
        for (index, statement) in figure.other_statements.iter().enumerate() {
            units.push((format!("{path}/other-statements/{index}/value"), statement.value.unit()));
        }
        units.push((format!("{path}/value"), figure.value.unit()));
    }
    for project in &dataset.projects {
        for commitment in &project.commitments {
            let path = format!("projects/{}/commitments/{}", project.id, commitment.id);
            units.extend(units_of(commitment).into_iter().map(|(key, unit)| (format!("{path}/{key}"), unit)));
        }
    }
    units
}

/// The units of a commitment, with the keys of their values.
fn units_of(commitment: &Commitment) -> Vec<(String, &Unit)> {
    let mut units = vec![("amount".to_owned(), &commitment.amount.unit)];
    let limits = commitment.annual_limits.iter().enumerate();
    units.extend(limits.map(|(index, limit)| (format!("annual-limits/{index}"), &limit.unit)));
    units.extend(commitment.output.iter().map(|output| ("output".to_owned(), &output.unit)));
    if let Some(terms) = &commitment.terms {
        let named = [("interest", &terms.interest), ("repayment", &terms.repayment), ("grace", &terms.grace)];
        units.extend(named.map(|(key, quantity)| (format!("terms/{key}"), &quantity.unit)));
    }
    units
}
