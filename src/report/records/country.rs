//! The office, the policy and the rate that hold at the day.

use serde::Serialize;

use super::sources::ReferenceRecord;
use super::view::View;
use crate::model::{CooperationPolicy, Office, PriorityArea};
use crate::report::printed::word;

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct RateRecord {
    id: String,
    base: String,
    quote: String,
    value: String,
    kind: String,
    date: String,
    sources: Vec<ReferenceRecord>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct OfficeRecord {
    id: String,
    name: String,
    period: Option<String>,
    head_title: Option<String>,
    head: Option<String>,
    contact: Option<String>,
    contact_title: Option<String>,
    address: Vec<String>,
    telephone: Option<String>,
    fax: Option<String>,
    website: Option<String>,
    sources: Vec<ReferenceRecord>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct PolicyRecord {
    id: String,
    title: String,
    period: String,
    priority_areas: Vec<AreaRecord>,
    sources: Vec<ReferenceRecord>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct AreaRecord {
    id: String,
    title: String,
    programmes: Vec<PolicyProgrammeRecord>,
    sources: Vec<ReferenceRecord>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct PolicyProgrammeRecord {
    id: String,
    title: String,
}

/// The edition's exchange rate.
pub(super) fn rate(view: &View<'_>) -> Option<RateRecord> {
    let rate = view.request.dataset.rates.get(view.request.edition.rate.as_ref()?)?;
    Some(RateRecord {
        id: rate.id.clone(),
        base: rate.base.clone(),
        quote: rate.quote.clone(),
        value: rate.value.to_string(),
        kind: word(rate.kind),
        date: rate.date.to_string(),
        sources: view.references(&rate.sources),
    })
}

/// The office that is printed.
pub(super) fn office(view: &View<'_>, office: &Office) -> OfficeRecord {
    OfficeRecord {
        id: office.id.clone(),
        name: view.text(&office.name),
        period: view.begun(office.period),
        head_title: office.head_title.as_ref().map(|title| view.text(title)),
        head: office.head.clone(),
        contact: office.contact.clone(),
        contact_title: office.contact_title.as_ref().map(|title| view.text(title)),
        address: office.address.clone(),
        telephone: office.telephone.clone(),
        fax: office.fax.clone(),
        website: office.website.clone(),
        sources: view.references(&office.sources),
    }
}

/// The policy that holds.
pub(super) fn policy(view: &View<'_>, policy: &CooperationPolicy) -> PolicyRecord {
    let area = |area: &PriorityArea| AreaRecord {
        id: area.id.clone(),
        title: view.text(&area.title),
        programmes: area
            .programmes
            .iter()
            .map(|programme| PolicyProgrammeRecord { id: programme.id.clone(), title: view.text(&programme.title) })
            .collect(),
        sources: view.references(&area.sources),
    };
    PolicyRecord {
        id: policy.id.clone(),
        title: view.text(&policy.title),
        period: policy.period.to_string(),
        priority_areas: policy.priority_areas.iter().map(area).collect(),
        sources: view.references(&policy.sources),
    }
}
