//! The algebra of figures: `total`, `count`, `share`, `difference`, `convert`. Exact; each makes a derived figure
//! with its own id, formula and parts. Amounts are rounded only where they are printed.

use std::collections::BTreeSet;
use std::sync::Arc;

use minijinja::value::{Rest, Value, ValueOrKwargs};
use rust_decimal::Decimal;

use crate::diagnostic::Code;
use crate::locale::Look;
use crate::model::{
    Basis, Coverage, ExchangeRate, Figure, FigureId, FigureValue, Formula, Localized, Qualifier, Quantity, Scale, Unit,
};
use crate::template::arguments::{Arguments, Outcome, as_list};
use crate::template::figure::{FigureObject, described, expect_figure};
use crate::template::problem::Problem;
use crate::template::record::Record;
use crate::template::session::Session;

type Part = Arc<FigureObject>;

/// `total(list, partial=false)`: parts of one unit and basis, none of them twice.
pub(super) fn total(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    let arguments = Arguments::of_call("total", Code::TEMPLATE_ERROR, &["figures", "partial"], values)?;
    let mut parts = Vec::new();
    for value in arguments.list("figures")? {
        if value.downcast_object_ref::<Record>().is_some() {
            let problem = format!("adds figures, found {} in the list", described(&value));
            return Err(arguments.problem(problem).hint("write `total(list|map(attribute=\"amount\")|list)`").into());
        }
        parts.push(expect_figure(&value, "total(…)")?);
    }
    let first = parts.first().ok_or_else(|| {
        arguments.problem("was given an empty list, which has no unit").hint("ask first whether the list is empty")
    })?;
    let unit = same_unit(&arguments, &parts)?;
    refuse_double_counting(&arguments, &parts)?;
    let mut sum = Decimal::ZERO;
    let (mut is_any_known, mut is_partial) = (false, arguments.flag("partial", false)?);
    for part in &parts {
        match &part.figure.value {
            FigureValue::Known(quantity) => {
                is_any_known = true;
                sum = sum.checked_add(quantity.amount).ok_or_else(|| too_large(&arguments))?;
            }
            FigureValue::NotAvailable(_) => is_partial = true,
            FigureValue::NotApplicable(_) => {}
        }
    }
    let value = if is_any_known {
        let (scale, decimals) = scale_of_parts(&parts);
        FigureValue::Known(Quantity { amount: sum.normalize(), unit, scale, decimals })
    } else {
        FigureValue::NotAvailable(unit)
    };
    let basis = first.figure.basis;
    let derived = Derived { operation: "total", parts, value, basis, rate: None, is_partial, counted: Vec::new() };
    Ok(derived.build(session)?.into_value())
}

/// `count(list, unit="projects")`: how many records or figures.
pub(super) fn count(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    let arguments = Arguments::of_call("count", Code::TEMPLATE_ERROR, &["list", "unit", "partial"], values)?;
    let unit = arguments.word("unit")?.ok_or_else(|| arguments.problem("lacks its `unit`, such as `projects`"))?;
    let unit = Unit::parse(&unit)
        .ok_or_else(|| arguments.problem(format!("has the unit `{unit}`, expected a word such as `projects`")))?;
    let mut counted = Counted::default();
    for value in arguments.list("list")? {
        counted.add(&arguments, &value)?;
    }
    let amount = Decimal::from(counted.ids.len());
    let value = FigureValue::Known(Quantity { amount, unit, scale: Scale::One, decimals: 0 });
    let derived = Derived {
        operation: "count",
        parts: counted.figures,
        value,
        basis: Some(Basis::Count),
        rate: None,
        is_partial: arguments.flag("partial", false)?,
        counted: counted.ids,
    };
    let mut figure = derived.build(session)?;
    figure.figure.as_of = Some(session.edition.as_of);
    figure.counted = counted.sources;
    Ok(figure.into_value())
}

/// `share(part, whole)`: in percent.
pub(super) fn share(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    let arguments = Arguments::of_call("share", Code::TEMPLATE_ERROR, &["part", "whole"], values)?;
    let parts = pair(&arguments, "part", "whole")?;
    same_unit(&arguments, &parts)?;
    let percent = Unit::Count("percent".to_owned());
    let value = match amounts(&parts) {
        None => FigureValue::NotAvailable(percent),
        Some((_, whole)) if whole.is_zero() => return Err(arguments.problem("has a whole of zero").into()),
        Some((part, whole)) => {
            let share = part.checked_mul(Decimal::ONE_HUNDRED).and_then(|part| part.checked_div(whole));
            let amount = share.ok_or_else(|| too_large(&arguments))?.normalize();
            FigureValue::Known(Quantity { amount, unit: percent, scale: Scale::One, decimals: 1 })
        }
    };
    let basis = parts.first().and_then(|part| part.figure.basis);
    Ok(Derived::of("share", parts, value, basis).build(session)?.into_value())
}

/// `difference(a, b)`: a less b.
pub(super) fn difference(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    let arguments = Arguments::of_call("difference", Code::TEMPLATE_ERROR, &["a", "b"], values)?;
    let parts = pair(&arguments, "a", "b")?;
    let unit = same_unit(&arguments, &parts)?;
    let value = match amounts(&parts) {
        None => FigureValue::NotAvailable(unit),
        Some((a, b)) => {
            let (scale, decimals) = scale_of_parts(&parts);
            let amount = a.checked_sub(b).ok_or_else(|| too_large(&arguments))?.normalize();
            FigureValue::Known(Quantity { amount, unit, scale, decimals })
        }
    };
    let basis = parts.first().and_then(|part| part.figure.basis);
    Ok(Derived::of("difference", parts, value, basis).build(session)?.into_value())
}

/// `convert(figure)`: at the edition's rate, either way.
pub(super) fn convert(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    let arguments = Arguments::of_call("convert", Code::TEMPLATE_ERROR, &["figure"], values)?;
    let figure = expect_figure(&arguments.required("figure")?, "convert(…)")?;
    let rate = session.edition.rate.as_ref().and_then(|id| session.dataset.rates.get(id)).ok_or_else(|| {
        let problem = "cannot convert: no exchange rate is known for this edition";
        arguments.problem(problem).hint("ask `edition.has_rate` first").hint("name a rate in `editions.yaml`")
    })?;
    let (unit, amount) = converted(&arguments, figure.figure.value.unit(), figure.figure.value.amount(), rate)?;
    let value = match amount {
        None => FigureValue::NotAvailable(unit),
        Some(amount) => {
            FigureValue::Known(Quantity { amount: amount.normalize(), unit, scale: Scale::Million, decimals: 1 })
        }
    };
    let basis = figure.figure.basis;
    let derived = Derived { rate: Some(rate.id.clone()), ..Derived::of("convert", vec![figure], value, basis) };
    let mut figure = derived.build(session)?;
    figure.counted = rate.sources.clone();
    Ok(figure.into_value())
}

fn converted(
    arguments: &Arguments,
    unit: &Unit,
    amount: Option<Decimal>,
    rate: &ExchangeRate,
) -> Result<(Unit, Option<Decimal>), Problem> {
    let (to, result) = if unit.as_str() == rate.quote {
        (&rate.base, amount.map(|amount| amount.checked_div(rate.value)))
    } else if unit.as_str() == rate.base {
        (&rate.quote, amount.map(|amount| amount.checked_mul(rate.value)))
    } else {
        let problem = format!("cannot convert `{}`: the rate is of `{}` in `{}`", unit.as_str(), rate.base, rate.quote);
        return Err(arguments.problem(problem));
    };
    let amount = result.map(|amount| amount.ok_or_else(|| too_large(arguments))).transpose()?;
    Ok((Unit::Currency(to.clone()), amount))
}

/// What `count` counts.
#[derive(Default)]
struct Counted {
    ids: Vec<String>,
    figures: Vec<Part>,
    sources: Vec<crate::model::SourceReference>,
}

impl Counted {
    fn add(&mut self, arguments: &Arguments, value: &Value) -> Result<(), Problem> {
        let id = if let Some(figure) = value.downcast_object::<FigureObject>() {
            let id = figure.figure.id.to_string();
            self.figures.push(figure);
            id
        } else if let Some(record) = value.downcast_object_ref::<Record>() {
            self.sources.extend(
                record.sources.iter().filter(|source| !self.sources.contains(source)).cloned().collect::<Vec<_>>(),
            );
            format!("{}/{}", record.kind.replace(' ', "-"), record.id)
        } else if let Some(items) = as_list(value) {
            return items.iter().try_for_each(|item| self.add(arguments, item));
        } else {
            format!("text/{value}")
        };
        if self.ids.contains(&id) {
            return Err(arguments.problem(format!("counts `{id}` twice")).hint("take `|unique` of the list"));
        }
        self.ids.push(id);
        Ok(())
    }
}

/// A derived figure before it has its id.
struct Derived {
    operation: &'static str,
    parts: Vec<Part>,
    value: FigureValue,
    basis: Option<Basis>,
    rate: Option<String>,
    is_partial: bool,
    counted: Vec<String>,
}

impl Derived {
    fn of(operation: &'static str, parts: Vec<Part>, value: FigureValue, basis: Option<Basis>) -> Derived {
        Derived { operation, parts, value, basis, rate: None, is_partial: false, counted: Vec::new() }
    }

    fn build(self, session: &Arc<Session>) -> Result<FigureObject, Problem> {
        let names = if self.counted.is_empty() && self.operation != "count" {
            self.parts.iter().map(|part| part.figure.id.to_string()).collect()
        } else {
            self.counted
        };
        let is_partial = self.is_partial || self.parts.iter().any(|part| part.figure.coverage == Coverage::Partial);
        let unit = self.value.unit().as_str().to_owned();
        let id = derived_id(session.code(), self.operation, &names, self.rate.as_deref(), &unit, is_partial);
        let figure = Figure {
            id: id.ok_or_else(|| Problem::new(Code::TEMPLATE_ERROR, "a derived figure has no id"))?,
            label: Localized::default(),
            value: self.value,
            qualifier: qualifier_of_parts(&self.parts),
            basis: self.basis,
            period: common(&self.parts, |part| part.figure.period),
            as_of: common(&self.parts, |part| part.figure.as_of),
            coverage: if is_partial { Coverage::Partial } else { Coverage::Complete },
            sources: Vec::new(),
            formula: Some(Formula { operation: self.operation.to_owned(), parts: names, rate: self.rate }),
        };
        Ok(FigureObject {
            look: Look::default(),
            parts: self.parts,
            ..FigureObject::new(session, figure, None, String::new())
        })
    }
}

/// `<country>/derived/<operation>/<digest>`: the first 12 hexadecimal digits of BLAKE3 over all that makes it what it is.
fn derived_id(
    country: &str,
    operation: &str,
    parts: &[String],
    rate: Option<&str>,
    unit: &str,
    is_partial: bool,
) -> Option<FigureId> {
    let text = format!("{operation}\n{}\n{}\n{unit}\n{is_partial}", parts.join("\n"), rate.unwrap_or_default());
    let digest = blake3::hash(text.as_bytes()).to_hex();
    FigureId::parse(&format!("{country}/derived/{operation}/{}", digest.as_str().get(..12)?))
}

fn pair(arguments: &Arguments, first: &str, second: &str) -> Result<Vec<Part>, Problem> {
    let get = |name: &str| expect_figure(&arguments.required(name)?, name);
    Ok(vec![get(first)?, get(second)?])
}

fn amounts(parts: &[Part]) -> Option<(Decimal, Decimal)> {
    match parts {
        [a, b] => Some((a.figure.value.amount()?, b.figure.value.amount()?)),
        _ => None,
    }
}

fn same_unit(arguments: &Arguments, parts: &[Part]) -> Result<Unit, Problem> {
    let [first, rest @ ..] = parts else { return Err(arguments.problem("was given no figure")) };
    let unit = first.figure.value.unit();
    for part in rest {
        if part.figure.value.unit() != unit {
            let (a, b) = (unit.as_str(), part.figure.value.unit().as_str());
            let problem = format!("mixes units: `{}` is in `{a}`, `{}` in `{b}`", first.figure.id, part.figure.id);
            return Err(arguments.problem(problem));
        }
        if part.figure.basis != first.figure.basis {
            let name = |part: &Part| part.figure.basis.map_or("not stated", crate::template::figure::basis_key);
            let (a, b) = (name(first), name(part));
            let problem = format!("mixes bases: `{}` is `{a}`, `{}` is `{b}`", first.figure.id, part.figure.id);
            return Err(arguments.problem(problem));
        }
    }
    Ok(unit.clone())
}

/// Refuses a figure that is in the list twice, by itself or within another that was made of it.
fn refuse_double_counting(arguments: &Arguments, parts: &[Part]) -> Result<(), Problem> {
    let mut seen = BTreeSet::new();
    for part in parts {
        let mut leaves = BTreeSet::new();
        leaves_of(part, &mut leaves);
        if let Some(twice) = leaves.iter().find(|id| seen.contains(*id)) {
            return Err(arguments.problem(format!("counts `{twice}` twice")));
        }
        seen.append(&mut leaves);
    }
    Ok(())
}

fn leaves_of(part: &Part, leaves: &mut BTreeSet<FigureId>) {
    if part.parts.is_empty() {
        leaves.insert(part.figure.id.clone());
    }
    part.parts.iter().for_each(|inner| leaves_of(inner, leaves));
}

/// The scale that all parts share, else the largest, with as many decimals as shows every part whole (at most 4).
fn scale_of_parts(parts: &[Part]) -> (Scale, u32) {
    let known: Vec<&Quantity> = parts
        .iter()
        .filter_map(|part| match &part.figure.value {
            FigureValue::Known(quantity) => Some(quantity),
            FigureValue::NotAvailable(_) | FigureValue::NotApplicable(_) => None,
        })
        .collect();
    let scale = known.iter().map(|quantity| quantity.scale).max().unwrap_or(Scale::One);
    let decimals =
        |quantity: &&Quantity| (quantity.decimals + scale.exponent()).saturating_sub(quantity.scale.exponent());
    let needed = |quantity: &&Quantity| {
        let at_scale = quantity.amount.checked_div(Decimal::from(10_u64.pow(scale.exponent())));
        let needed = at_scale.map_or(0, |amount| amount.normalize().scale());
        needed.max(quantity.decimals.min(decimals(quantity)))
    };
    (scale, known.iter().map(needed).max().unwrap_or(0).min(4))
}

/// About, where any part is; up to, where only limits are added to exact sums.
fn qualifier_of_parts(parts: &[Part]) -> Qualifier {
    let has = |qualifier| parts.iter().any(|part| part.figure.qualifier == qualifier);
    if has(Qualifier::About) {
        Qualifier::About
    } else if has(Qualifier::UpTo) {
        Qualifier::UpTo
    } else {
        Qualifier::Exact
    }
}

/// What all parts have in common.
fn common<T: PartialEq>(parts: &[Part], of: impl Fn(&Part) -> Option<T>) -> Option<T> {
    let (first, rest) = parts.split_first()?;
    let value = of(first)?;
    rest.iter().all(|part| of(part).as_ref() == Some(&value)).then_some(value)
}

fn too_large(arguments: &Arguments) -> Problem {
    arguments.problem("makes a number of more than 28 digits")
}
