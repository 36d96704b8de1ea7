//! `commitments(…)` and `commitment_years()`.

use std::sync::Arc;

use minijinja::value::{Rest, Value, ValueOrKwargs};

use crate::diagnostic::Code;
use crate::model::{
    Basis, Channel, Commitment, Coverage, Date, Figure, FigureId, FigureValue, FiscalYear, Localized, Project,
    Qualifier, Quantity, Scheme, commitment_visible,
};
use crate::template::arguments::{Arguments, Outcome, key_of};
use crate::template::figure::FigureObject;
use crate::template::phrase::{Phrase, Piece};
use crate::template::problem::Problem;
use crate::template::record::Record;
use crate::template::session::Session;

/// `commitments(fiscal_year=, scheme=, channel=)`: those that are visible, by date, then by project.
pub(super) fn commitments(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    let known = ["fiscal_year", "scheme", "channel"];
    let arguments = Arguments::of_call("commitments", Code::TEMPLATE_ERROR, &known, values)?;
    let fiscal_year = fiscal_year(&arguments)?;
    let scheme = scheme(&arguments, "scheme")?;
    let channel = arguments.one_of("channel", &CHANNELS.map(|channel| (channel, channel)))?;
    let mut found: Vec<(Option<Date>, &Project, &Commitment)> = Vec::new();
    for (project, commitment) in session.visible_commitments() {
        let is_wanted = fiscal_year.is_none_or(|year| commitment.fiscal_year() == Some(year))
            && scheme.is_none_or(|scheme| commitment.scheme == scheme)
            && channel.is_none_or(|channel| channel_key(&commitment.channel) == channel);
        if is_wanted {
            found.push((commitment.signed(), project, commitment));
        }
    }
    found.sort_by_key(|(date, project, commitment)| {
        (date.map(|date| (date.first_day(), date.last_day())), project.id.clone(), commitment.id.clone())
    });
    let records = found.into_iter().map(|(_, project, commitment)| session.commitment(project, commitment));
    Ok(Value::from(records.collect::<Result<Vec<_>, _>>()?))
}

/// `commitment_years()`: every fiscal year from the first with a visible commitment to the last.
pub(super) fn commitment_years(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    Arguments::of_call("commitment_years", Code::TEMPLATE_ERROR, &[], values)?;
    let years: std::collections::BTreeSet<i16> = session
        .visible_commitments()
        .filter_map(|(_, commitment)| commitment.fiscal_year())
        .map(FiscalYear::year)
        .collect();
    let (Some(first), Some(last)) = (years.first(), years.last()) else { return Ok(Value::from(Vec::<Value>::new())) };
    let record = |year: i16| {
        let fiscal_year = FiscalYear::new(year)?;
        let record = Record::new("fiscal year", fiscal_year.to_string())
            .field("key", fiscal_year.to_string())
            .field("year", session.fiscal_year(fiscal_year).into_value())
            .field("label", session.fiscal_year(fiscal_year).into_value())
            .field("has_commitments", years.contains(&year));
        Some(record.into_value())
    };
    Ok(Value::from((*first..=*last).filter_map(record).collect::<Vec<_>>()))
}

const CHANNELS: [&str; 4] = ["jica", "mofa-with-jica", "mofa", "organisation"];

fn channel_key(channel: &Channel) -> &'static str {
    match channel {
        Channel::Jica => "jica",
        Channel::MofaWithJica => "mofa-with-jica",
        Channel::Mofa => "mofa",
        Channel::Organisation(_) => "organisation",
    }
}

/// A fiscal year: a phrase or record with such a key, `"JFY2020"`, or 2020.
fn fiscal_year(arguments: &Arguments) -> Result<Option<FiscalYear>, Problem> {
    let Some(value) = arguments.optional("fiscal_year") else { return Ok(None) };
    let number = value.as_i64().and_then(|year| i16::try_from(year).ok());
    let year = match key_of(&value) {
        Some(key) => FiscalYear::parse(&key),
        None => number.and_then(FiscalYear::new),
    };
    year.map(Some).ok_or_else(|| arguments.wrong("fiscal_year", "a fiscal year such as `edition.fiscal_year`", &value))
}

/// A scheme by its key.
pub(super) fn scheme(arguments: &Arguments, name: &str) -> Result<Option<Scheme>, Problem> {
    arguments.one_of(name, &Scheme::ALL.map(|scheme| (scheme.as_str(), scheme)))
}

impl Session {
    /// Every visible commitment with its project, in the order of the data.
    pub(super) fn visible_commitments(&self) -> impl Iterator<Item = (&Project, &Commitment)> {
        self.dataset.projects.iter().flat_map(move |project| {
            let commitments = project.commitments.iter().filter(|one| commitment_visible(one, self.day));
            commitments.map(move |commitment| (project, commitment))
        })
    }

    /// The sum of a commitment as a figure.
    pub(super) fn commitment_figure(
        self: &Arc<Self>,
        project: &Project,
        commitment: &Commitment,
    ) -> Option<FigureObject> {
        let figure = commitment.to_figure(self.code(), project)?;
        let path = format!("projects/{}/commitments/{}", project.id, commitment.id);
        Some(FigureObject::new(self, figure, commitment.note.clone(), path))
    }

    /// Fields: `id`, `project`, `amount`, `qualifier`, `scheme` (its key), `scheme_text`, `channel`, `is_jica`,
    /// `instruments`, `instruments_text`, `signed`, `fiscal_year`, `annual_limits`, `output`, `terms`, `note`, `sources`.
    pub(super) fn commitment(self: &Arc<Self>, project: &Project, commitment: &Commitment) -> Result<Value, Problem> {
        let path = format!("projects/{}/commitments/{}", project.id, commitment.id);
        self.cached(&path, || self.make_commitment(project, commitment, &path))
    }

    fn make_commitment(
        self: &Arc<Self>,
        project: &Project,
        commitment: &Commitment,
        path: &str,
    ) -> Result<Value, Problem> {
        let amount = self.commitment_figure(project, commitment).ok_or_else(|| bad_id(path))?;
        let part = |name: &str, quantity: &Quantity, basis: Option<Basis>| {
            let qualifier = Qualifier::Exact;
            self.part(&amount, name, quantity, qualifier, basis)
                .map(FigureObject::into_value)
                .ok_or_else(|| bad_id(path))
        };
        let limit = |(index, quantity): (usize, &Quantity)| {
            part(&format!("annual-limit-{}", index + 1), quantity, Some(Basis::Commitment))
        };
        let limits = commitment.annual_limits.iter().enumerate().map(limit).collect::<Result<Vec<_>, _>>()?;
        let output = commitment.output.as_ref().map(|quantity| part("output", quantity, Some(Basis::Count)));
        let terms = match &commitment.terms {
            None => Value::from(()),
            Some(terms) => Record::new("terms", "terms")
                .field("interest", part("interest", &terms.interest, None)?)
                .field("repayment", part("repayment", &terms.repayment, None)?)
                .field("grace", part("grace", &terms.grace, None)?)
                .field("tied", terms.tied)
                .into_value(),
        };
        let fiscal_year = commitment.fiscal_year().map_or(Value::from(()), |year| self.fiscal_year(year).into_value());
        let record = Record::new("commitment", format!("{}/{}", project.id, commitment.id))
            .field("project", self.project_in_short(project))
            .field("amount", amount.clone().into_value())
            .field("qualifier", qualifier_key(commitment.qualifier))
            .field("scheme", commitment.scheme.as_str())
            .field("scheme_text", self.keyed("scheme", commitment.scheme.as_str()).into_value())
            .field("channel", self.channel(&commitment.channel).into_value())
            .field("is_jica", commitment.channel.is_jica())
            .field("instruments", self.instruments(commitment))
            .field("instruments_text", self.instruments_text(commitment).into_value())
            .field("signed", commitment.signed().map_or(Value::from(()), |date| self.date(date).into_value()))
            .field("fiscal_year", fiscal_year)
            .field("annual_limits", limits)
            .field("output", output.transpose()?.unwrap_or(Value::from(())))
            .field("terms", terms)
            .field("note", self.note(commitment.note.as_ref(), path))
            .sources(&commitment.sources);
        Ok(record.into_value())
    }

    /// A number that a commitment states beside its sum, such as what it pays for; its id is below the sum's.
    fn part(
        self: &Arc<Self>,
        amount: &FigureObject,
        name: &str,
        quantity: &Quantity,
        qualifier: Qualifier,
        basis: Option<Basis>,
    ) -> Option<FigureObject> {
        let figure = Figure {
            id: FigureId::parse(&format!("{}/{name}", amount.figure.id))?,
            label: Localized::default(),
            value: FigureValue::Known(quantity.clone()),
            qualifier,
            basis,
            period: None,
            as_of: amount.figure.as_of,
            coverage: Coverage::Complete,
            sources: amount.figure.sources.clone(),
            formula: None,
        };
        Some(FigureObject::new(self, figure, None, format!("{}/{name}", amount.path)))
    }

    /// Papers signed by the as-of date: `kind` (`E/N`), `date` or none.
    fn instruments(&self, commitment: &Commitment) -> Vec<Value> {
        let record = |(kind, date): (&'static str, Option<Date>)| {
            let date = date.map_or(Value::from(()), |date| self.date(date).into_value());
            Record::new("instrument", kind).field("kind", kind).field("date", date).into_value()
        };
        self.signed_papers(commitment).map(record).collect()
    }

    fn signed_papers<'a>(&'a self, commitment: &'a Commitment) -> impl Iterator<Item = (&'static str, Option<Date>)> {
        let papers = commitment.instruments.iter().filter(|paper| paper.date.is_none_or(|date| self.known.is_by(date)));
        papers.map(|paper| (paper.kind.as_str(), paper.date))
    }

    /// The papers in one line, by messages `instrument` {$kind} {$date} and `instrument-undated` {$kind}.
    fn instruments_text(&self, commitment: &Commitment) -> Phrase {
        let mut pieces = Vec::new();
        for (kind, date) in self.signed_papers(commitment) {
            if !pieces.is_empty() {
                pieces.push(self.separator());
            }
            let kind = ("kind".to_owned(), vec![Piece::Text(kind.to_owned())]);
            pieces.extend(match date {
                Some(date) => {
                    self.message_or_problem("instrument", &[kind, ("date".to_owned(), self.date(date).pieces)])
                }
                None => self.message_or_problem("instrument-undated", &[kind]),
            });
        }
        Phrase::new(pieces)
    }

    /// What stands between the items of a list in a line: message `list-separator`, or a comma where there is none.
    pub(in crate::template) fn separator(&self) -> Piece {
        let text = self.locale.text("list-separator", &[]);
        Piece::Text(text.unwrap_or_else(|_| ", ".to_owned()))
    }

    /// Phrases one after the other, with separators.
    pub(super) fn listed(&self, phrases: impl IntoIterator<Item = Phrase>) -> Value {
        let mut pieces = Vec::new();
        for phrase in phrases {
            if !pieces.is_empty() {
                pieces.push(self.separator());
            }
            pieces.extend(phrase.pieces);
        }
        if pieces.is_empty() { Value::from(()) } else { Phrase::new(pieces).into_value() }
    }

    /// A message, or the problem in its place, told where it is printed.
    pub(super) fn message_or_problem(&self, key: &str, arguments: &[(String, Vec<Piece>)]) -> Vec<Piece> {
        self.message(key, arguments).unwrap_or_else(|problem| vec![Piece::Refused(Box::new(problem))])
    }

    /// By message `channel-KEY`; that of an organisation with its name as {$organisation}.
    fn channel(&self, channel: &Channel) -> Phrase {
        let key = channel_key(channel);
        match channel {
            Channel::Organisation(id) => {
                let name = self.name(id);
                let pieces = self
                    .message_or_problem("channel-organisation", &[("organisation".to_owned(), name.pieces.clone())]);
                Phrase::new(pieces).field("key", key).field("name", name.into_value()).field("id", id.as_str())
            }
            Channel::Jica | Channel::MofaWithJica | Channel::Mofa => self.keyed("channel", key),
        }
    }

    /// A controlled name.
    pub(super) fn name(&self, id: &str) -> Phrase {
        match self.dataset.names.get(id) {
            Some(names) => self.localized(&names.name, &format!("names/{id}/name")).field("key", id),
            None => Phrase::text(id).field("key", id),
        }
    }
}

/// The key of a qualifier.
pub(super) fn qualifier_key(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::Exact => "exact",
        Qualifier::About => "about",
        Qualifier::UpTo => "up-to",
    }
}

fn bad_id(path: &str) -> Problem {
    Problem::new(Code::TEMPLATE_ERROR, format!("the id of `{path}` has characters that a figure's id cannot have"))
        .hint("use lowercase letters, digits and `-` in ids")
}
