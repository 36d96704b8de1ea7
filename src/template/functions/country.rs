//! `policy()`, `office()` and `rate()`: what is valid at the as-of date.

use std::sync::Arc;

use minijinja::value::{Rest, Value, ValueOrKwargs};

use crate::diagnostic::Code;
use crate::model::{CooperationPolicy, Office, PriorityArea, RateKind};
use crate::template::arguments::{Arguments, Outcome};
use crate::template::phrase::Phrase;
use crate::template::problem::Problem;
use crate::template::record::Record;
use crate::template::session::Session;

/// `policy()`: the one that began last of those that are valid; none without one.
pub(super) fn policy(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    Arguments::of_call("policy", Code::TEMPLATE_ERROR, &[], values)?;
    Ok(session.known.policy().map_or(Value::from(()), |policy| session.policy(policy)))
}

/// `office()`: of those that are valid, the one whose statements are the latest; none without one.
pub(super) fn office(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    Arguments::of_call("office", Code::TEMPLATE_ERROR, &[], values)?;
    Ok(session.known.office().map_or(Value::from(()), |office| session.office(office)))
}

/// `rate()`: the edition's exchange rate; none for an edition without one.
pub(super) fn rate(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    Arguments::of_call("rate", Code::TEMPLATE_ERROR, &[], values)?;
    let Some(id) = &session.edition.rate else { return Ok(Value::from(())) };
    let rate = session.dataset.rates.get(id).ok_or_else(|| {
        Problem::new(
            Code::DANGLING_REFERENCE,
            format!("the edition names the rate `{id}`, which `rates.yaml` does not have"),
        )
    })?;
    let figure = session.rate_figure(rate).ok_or_else(|| {
        Problem::new(
            Code::INVALID_VALUE,
            format!("the id of the rate `{id}` has characters that a figure's id cannot have"),
        )
    })?;
    let kind = match rate.kind {
        RateKind::JicaMonthly => "jica-monthly",
        RateKind::DacAnnual => "dac-annual",
    };
    let record = Record::new("rate", id.as_str())
        .field("figure", figure.into_value())
        .field("kind", session.keyed("rate-kind", kind).into_value())
        .field("date", session.date(rate.date).into_value())
        .field("base", rate.base.as_str())
        .field("quote", rate.quote.as_str())
        .field("note", session.note(rate.note.as_ref(), &format!("rates/{id}")))
        .sources(&rate.sources);
    Ok(record.into_value())
}

impl Session {
    fn policy(&self, policy: &CooperationPolicy) -> Value {
        let path = format!("policy/{}", policy.id);
        Record::new("policy", policy.id.as_str())
            .field("title", self.localized(&policy.title, &format!("{path}/title")).into_value())
            .field("period", self.period(policy.period).into_value())
            .field(
                "priority_areas",
                policy.priority_areas.iter().map(|area| self.area(area, &path)).collect::<Vec<_>>(),
            )
            .field("note", self.note(policy.note.as_ref(), &path))
            .sources(&policy.sources)
            .into_value()
    }

    fn area(&self, area: &PriorityArea, path: &str) -> Value {
        let path = format!("{path}/priority-areas/{}", area.id);
        let programme = |programme: &crate::model::Programme| {
            let title = self.localized(&programme.title, &format!("{path}/programmes/{}/title", programme.id));
            Record::new("programme", programme.id.as_str()).field("title", title.into_value()).into_value()
        };
        Record::new("priority area", area.id.as_str())
            .field("title", self.localized(&area.title, &format!("{path}/title")).into_value())
            .field("programmes", area.programmes.iter().map(programme).collect::<Vec<_>>())
            .sources(&area.sources)
            .into_value()
    }

    /// Texts of an office are printed as they are written: names, addresses and numbers of telephones.
    fn office(&self, office: &Office) -> Value {
        let path = format!("country/offices/{}", office.id);
        let of = |name: &str| format!("{path}/{name}");
        let plain = |text: Option<&String>| text.map_or(Value::from(()), |text| Value::from(text.as_str()));
        Record::new("office", office.id.as_str())
            .field("name", self.localized(&office.name, &of("name")).into_value())
            .field("period", office.period.map_or(Value::from(()), |period| self.period(period).into_value()))
            .field("head_title", self.optional(office.head_title.as_ref(), &of("head-title")))
            .field("head", plain(office.head.as_ref()))
            .field("contact", plain(office.contact.as_ref()))
            .field("contact_title", self.optional(office.contact_title.as_ref(), &of("contact-title")))
            .field("address", Value::from_iter(office.address.iter().map(String::as_str)))
            .field("address_text", self.listed(office.address.iter().map(Phrase::text)))
            .field("telephone", plain(office.telephone.as_ref()))
            .field("fax", plain(office.fax.as_ref()))
            .field("website", plain(office.website.as_ref()))
            .field("note", self.note(office.note.as_ref(), &path))
            .sources(&office.sources)
            .into_value()
    }
}
