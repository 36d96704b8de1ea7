//! From the id of a figure to its value in the files.

use rust_decimal::Decimal;

use crate::dataset::edit::KeyPath;
use crate::diagnostic::Place;
use crate::locale::ReadFigure;
use crate::model::{
    Basis, Commitment, Coverage, Dataset, Figure, FigureId, FigureRecord, FigureValue, Localized, Project, Qualifier,
    Quantity, Scale, Unit,
};

/// A figure of the data and where it is written.
#[derive(Debug, Clone)]
pub(super) struct Target {
    /// The figure as it is now.
    pub(super) figure: Figure,
    /// The way to its value in its file.
    pub(super) value: KeyPath,
    /// The way to the record that holds its qualifier; `None` where it has none of its own.
    pub(super) record: Option<KeyPath>,
    /// How the value is written.
    pub(super) notation: Notation,
    /// Where the value stands.
    pub(super) place: Place,
}

/// How a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notation {
    /// As an amount with its unit, or the word for why there is none.
    Value,
    /// As an amount with its unit.
    Amount,
    /// As a bare number of so much money for one of another currency.
    Rate,
}

/// The figure of an id, by the grammar of [`FigureId`]; `None` where the data does not have it, and for derived figures.
pub(super) fn find(dataset: &Dataset, id: &FigureId) -> Option<Target> {
    let (path, year) = match id.as_str().split_once('@') {
        Some((path, year)) => (path, Some(year.parse::<i16>().ok()?)),
        None => (id.as_str(), None),
    };
    let parts: Vec<&str> = path.split('/').collect();
    let (country, parts) = parts.split_first()?;
    if *country != dataset.code() {
        return None;
    }
    let root = KeyPath::default();
    match (parts, year) {
        (["figures", name], Some(year)) => {
            let records = dataset.figures.get(&year)?;
            of_records(dataset, id, records, name, (root, &format!("figures/{year}")))
        }
        (["projects", owner, name], None) => {
            let project = dataset.project(owner)?;
            let way = (root.id(owner).key("figures"), &*format!("projects/{owner}/figures"));
            of_records(dataset, id, &project.figures, name, way)
        }
        (["dispatches", owner, name], None) => {
            let dispatch = dataset.people.dispatches.iter().find(|dispatch| dispatch.id == *owner)?;
            let way = root.key("dispatches").id(owner).key("figures");
            let places = format!("people/dispatches/{owner}/figures");
            of_records(dataset, id, &dispatch.figures, name, (way, &places))
        }
        (["people", owner, name], None) => {
            let people = &dataset.people;
            let programmes =
                [("training", &people.training), ("volunteers", &people.volunteers), ("experts", &people.experts)];
            let (_, programme) = programmes.into_iter().find(|(name, _)| name == owner)?;
            let way = (root.key(owner).key("figures"), &*format!("people/{owner}/figures"));
            of_records(dataset, id, &programme.as_ref()?.figures, name, way)
        }
        (["commitments", project, commitment, rest @ ..], None) => {
            let project = dataset.project(project)?;
            let commitment = project.commitments.iter().find(|one| one.id == *commitment)?;
            of_commitment(dataset, project, commitment, rest)
        }
        (["rates", rate], None) => {
            let rate = dataset.rates.get(*rate)?;
            let amount = rate.value.normalize();
            let unit = Unit::Currency(rate.quote.clone());
            let value = Quantity { amount, unit, scale: Scale::One, decimals: rate.value.scale() };
            Some(Target {
                figure: figure(id.clone(), Localized::default(), value, Qualifier::Exact, None),
                value: root.id(&rate.id).key("value"),
                record: None,
                notation: Notation::Rate,
                place: dataset.places.of(&format!("rates/{}/value", rate.id))?,
            })
        }
        _ => None,
    }
}

/// A figure of a list of records, or another statement of one.
fn of_records(
    dataset: &Dataset,
    id: &FigureId,
    records: &[FigureRecord],
    name: &str,
    (way, places): (KeyPath, &str),
) -> Option<Target> {
    if let Some(record) = records.iter().find(|record| record.id == name) {
        let way = way.id(name);
        return Some(Target {
            figure: record.to_figure(id.clone()),
            value: way.clone().key("value"),
            record: Some(way),
            notation: Notation::Value,
            place: dataset.places.of(&format!("{places}/{name}/value"))?,
        });
    }
    let (name, number) = name.rsplit_once(".other-")?;
    let record = records.iter().find(|record| record.id == name)?;
    let index = number.parse::<usize>().ok()?.checked_sub(1)?;
    let statement = record.other_statements.get(index)?;
    Some(Target {
        figure: Figure { value: statement.value.clone(), ..record.to_figure(id.clone()) },
        value: way.id(name).key("other-statements").index(index).key("value"),
        record: None,
        notation: Notation::Value,
        place: dataset.places.of(&format!("{places}/{name}/other-statements/{index}/value"))?,
    })
}

/// The sum of a commitment, or a number that it states beside it.
fn of_commitment(dataset: &Dataset, project: &Project, commitment: &Commitment, rest: &[&str]) -> Option<Target> {
    let way = KeyPath::default().id(&project.id).key("commitments").id(&commitment.id);
    let places = format!("projects/{}/commitments/{}", project.id, commitment.id);
    let sum = commitment.to_figure(dataset.code(), project)?;
    let [name] = rest else {
        return rest.is_empty().then(|| {
            let value = way.clone().key("amount");
            let place = dataset.places.of(&format!("{places}/amount"))?;
            Some(Target { figure: sum, value, record: Some(way), notation: Notation::Amount, place })
        })?;
    };
    let terms = commitment.terms.as_ref();
    let (quantity, basis, value, below) = match (*name, name.strip_prefix("annual-limit-")) {
        (_, Some(number)) => {
            let index = number.parse::<usize>().ok()?.checked_sub(1)?;
            let below = format!("annual-limits/{index}");
            let limit = commitment.annual_limits.get(index)?;
            (limit, Some(Basis::Commitment), way.key("annual-limits").index(index), below)
        }
        ("output", None) => (commitment.output.as_ref()?, Some(Basis::Count), way.key("output"), "output".to_owned()),
        ("interest", None) => (&terms?.interest, None, way.key("terms").key(name), format!("terms/{name}")),
        ("repayment", None) => (&terms?.repayment, None, way.key("terms").key(name), format!("terms/{name}")),
        ("grace", None) => (&terms?.grace, None, way.key("terms").key(name), format!("terms/{name}")),
        (_, None) => return None,
    };
    let id = FigureId::parse(&format!("{}/{name}", sum.id))?;
    Some(Target {
        figure: figure(id, Localized::default(), quantity.clone(), Qualifier::Exact, basis),
        value,
        record: None,
        notation: Notation::Amount,
        place: dataset.places.of(&format!("{places}/{below}"))?,
    })
}

fn figure(id: FigureId, label: Localized, value: Quantity, qualifier: Qualifier, basis: Option<Basis>) -> Figure {
    Figure {
        id,
        label,
        value: FigureValue::Known(value),
        qualifier,
        basis,
        period: None,
        as_of: None,
        coverage: Coverage::Complete,
        sources: Vec::new(),
        formula: None,
    }
}

impl Target {
    /// A value that was read, in the scale that the data has the present one in; as it was read where there is none.
    pub(super) fn in_own_scale(&self, read: &ReadFigure) -> FigureValue {
        let (FigureValue::Known(old), FigureValue::Known(new)) = (&self.figure.value, &read.value) else {
            return read.value.clone();
        };
        let Some(at_scale) = new.amount.checked_div(Decimal::from(10_u64.pow(old.scale.exponent()))) else {
            return read.value.clone();
        };
        let decimals = if new.scale == old.scale { new.decimals } else { at_scale.normalize().scale() };
        FigureValue::Known(Quantity { amount: new.amount, unit: new.unit.clone(), scale: old.scale, decimals })
    }

    /// Whether a value was read in the scale that the data has the present one in.
    pub(super) fn has_scale_of(&self, read: &ReadFigure) -> bool {
        match (&self.figure.value, &read.value) {
            (FigureValue::Known(old), FigureValue::Known(new)) => old.scale == new.scale,
            (FigureValue::Known(_) | FigureValue::NotAvailable(_) | FigureValue::NotApplicable(_), _) => false,
        }
    }

    /// The value as its file writes it.
    pub(super) fn written(&self, value: &FigureValue) -> String {
        match (self.notation, value) {
            (Notation::Rate, FigureValue::Known(quantity)) => quantity.stated().to_string(),
            (Notation::Rate | Notation::Value | Notation::Amount, _) => value.to_string(),
        }
    }

    /// Whether the file can hold the value.
    pub(super) fn can_hold(&self, value: &FigureValue) -> bool {
        match (self.notation, value) {
            (Notation::Value, _) => true,
            (Notation::Amount | Notation::Rate, FigureValue::Known(_)) => true,
            (Notation::Amount | Notation::Rate, FigureValue::NotAvailable(_) | FigureValue::NotApplicable(_)) => false,
        }
    }
}
