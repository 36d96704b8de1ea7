//! `projects(…)`.

use std::sync::Arc;

use jiff::civil;
use minijinja::value::{Rest, Value, ValueOrKwargs};

use crate::diagnostic::Code;
use crate::model::{GrantSubtype, Project, Scheme, Status, TitleState, commitment_visible, project_status};
use crate::template::arguments::{Arguments, Outcome, key_of};
use crate::template::problem::Problem;
use crate::template::record::Record;
use crate::template::session::Session;

/// `projects(scheme=, status=, any_scheme=[…])`: those that are visible, by start, then by id.
pub(super) fn projects(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    let known = ["scheme", "status", "any_scheme"];
    let arguments = Arguments::of_call("projects", Code::TEMPLATE_ERROR, &known, values)?;
    let scheme = super::commitments::scheme(&arguments, "scheme")?;
    let status = arguments.one_of("status", &STATUSES.map(|status| (status, status)))?;
    let any_scheme = any_scheme(&arguments)?;
    let is_wanted = |project: &&Project| {
        scheme.is_none_or(|scheme| project.has_scheme(scheme))
            && any_scheme.as_ref().is_none_or(|schemes| schemes.iter().any(|scheme| project.has_scheme(*scheme)))
            && status.is_none_or(|status| session.status(project).as_str() == status)
    };
    let mut found: Vec<&Project> = session.known.projects().filter(is_wanted).collect();
    found.sort_by_key(|project| (session.start(project).unwrap_or(civil::Date::MAX), project.id.clone()));
    let records = found.into_iter().map(|project| session.project(project));
    Ok(Value::from(records.collect::<Result<Vec<_>, _>>()?))
}

const STATUSES: [&str; 5] = ["under-preparation", "signed", "ongoing", "completed", "not-known"];

fn any_scheme(arguments: &Arguments) -> Result<Option<Vec<Scheme>>, Problem> {
    if arguments.optional("any_scheme").is_none() {
        return Ok(None);
    }
    let mut schemes = Vec::new();
    for value in arguments.list("any_scheme")? {
        let key = key_of(&value).ok_or_else(|| arguments.wrong("any_scheme", "a list of schemes", &value))?;
        let scheme = Scheme::ALL.into_iter().find(|scheme| scheme.as_str() == key).ok_or_else(|| {
            let keys = Scheme::ALL.map(Scheme::as_str);
            arguments.problem(format!("has in `any_scheme` the unknown scheme `{key}`")).did_you_mean(&key, keys)
        })?;
        schemes.push(scheme);
    }
    Ok(Some(schemes))
}

impl Session {
    fn status(&self, project: &Project) -> Status {
        project_status(project, &self.dataset.sources, self.day)
    }

    /// The day that a project sorts by: its start, else its stated years, else its first visible signature.
    fn start(&self, project: &Project) -> Option<civil::Date> {
        let signed = project.commitments.iter().filter(|commitment| commitment_visible(commitment, self.day));
        let first_signed = signed.filter_map(|commitment| commitment.signed()).map(|date| date.first_day()).min();
        let start = |period: Option<crate::model::Period>| Some(period?.start().date()?.first_day());
        start(project.period).or_else(|| start(project.stated_years)).or(first_signed)
    }

    /// What other records say of a project: `id`, `title`, `schemes`.
    pub(super) fn project_in_short(&self, project: &Project) -> Value {
        Record::new("project", project.id.as_str())
            .field("title", self.localized(&project.title, &format!("projects/{}/title", project.id)).into_value())
            .field("schemes", Value::from_iter(project.schemes.iter().map(|scheme| scheme.as_str())))
            .into_value()
    }

    /// Fields: `id`, `title`, `title_state`, `aliases`, `scheme`, `schemes` (keys), `schemes_text`, `is_jica`
    /// (unless all visible commitments go another way), `grant_subtype`, `sector`, `places`, `counterpart`, `period`, `stated_years`, `status`, `is_stated_status`, `summary`, `note`, `same_as`,
    /// `commitments`, `figures`, `conflicts`, `sources`, `first_signed`.
    ///
    /// A period that begins after the as-of date is none; so is a remark that names a later year.
    fn project(self: &Arc<Self>, project: &Project) -> Result<Value, Problem> {
        let path = format!("projects/{}", project.id);
        self.cached(&path, || self.make_project(project, &path))
    }

    fn make_project(self: &Arc<Self>, project: &Project, path: &str) -> Result<Value, Problem> {
        let of = |name: &str| format!("{path}/{name}");
        let status = self.status(project);
        let begun = |period: Option<crate::model::Period>| {
            period.filter(|period| period.start().date().is_none_or(|start| self.known.may_be_by(start)))
        };
        let visible = || project.commitments.iter().filter(|commitment| commitment_visible(commitment, self.day));
        let first_signed = visible().filter_map(|commitment| commitment.signed()).min_by_key(|date| date.first_day());
        let subtype = project.grant_subtype.map(|kind| self.keyed("grant-subtype", subtype_key(kind)).into_value());
        let mut aliases = Vec::new();
        for (index, alias) in project.aliases.iter().enumerate() {
            if alias.get(self.locale.tag()).is_some() {
                aliases.push(self.localized(alias, &of(&format!("aliases/{index}"))).into_value());
            }
        }
        let period = |period: Option<crate::model::Period>| {
            begun(period).map_or(Value::from(()), |period| self.period(period).into_value())
        };
        let commitments =
            visible().map(|commitment| self.commitment(project, commitment)).collect::<Result<Vec<_>, _>>()?;
        let record = Record::new("project", project.id.as_str())
            .field("title", self.localized(&project.title, &of("title")).into_value())
            .field("title_state", title_state_key(project.title_state))
            .field("aliases", aliases)
            .field("scheme", project.schemes.first().map_or(Value::from(()), |scheme| Value::from(scheme.as_str())))
            .field("schemes", Value::from_iter(project.schemes.iter().map(|scheme| scheme.as_str())))
            .field(
                "schemes_text",
                self.listed(project.schemes.iter().map(|scheme| self.keyed("scheme", scheme.as_str()))),
            )
            .field("is_jica", visible().count() == 0 || visible().any(|commitment| commitment.channel.is_jica()))
            .field("grant_subtype", subtype.unwrap_or(Value::from(())))
            .field("sector", project.sector.as_deref().map_or(Value::from(()), Value::from))
            .field("places", project.places.iter().map(|id| self.name(id).into_value()).collect::<Vec<_>>())
            .field("counterpart", self.optional(project.counterpart.as_ref(), &of("counterpart")))
            .field("period", period(project.period))
            .field("stated_years", period(project.stated_years))
            .field("status", self.keyed("status", status.as_str()).into_value())
            .field("is_stated_status", matches!(status, Status::Stated(_)))
            .field("summary", self.timely(project.summary.as_ref(), &of("summary")))
            .field("note", self.note(project.note.as_ref(), path))
            .field("same_as", self.same_as(project))
            .field("commitments", commitments)
            .field("figures", self.visible_figures("projects", &project.id, &project.figures))
            .field("conflicts", self.record_conflicts(path, &project.title, &project.conflicts))
            .field("first_signed", first_signed.map_or(Value::from(()), |date| self.date(date).into_value()))
            .sources(&self.sources_of(project));
        Ok(record.into_value())
    }

    /// Where a project stands: its own sources, else those of its visible commitments.
    fn sources_of(&self, project: &Project) -> Vec<crate::model::SourceReference> {
        if !project.sources.is_empty() {
            return project.sources.clone();
        }
        let visible = project.commitments.iter().filter(|commitment| commitment_visible(commitment, self.day));
        visible.flat_map(|commitment| commitment.sources.iter().cloned()).collect()
    }

    /// The record that may be the same, where the edition sees it: `project`, `title`, `is_probable`, `reason`.
    fn same_as(&self, project: &Project) -> Value {
        let Some(same_as) = &project.same_as else { return Value::from(()) };
        let Some(other) = self.known.projects().find(|other| other.id == same_as.id) else { return Value::from(()) };
        let reason = self.timely(Some(&same_as.reason), &format!("projects/{}/same-as/reason", project.id));
        Record::new("probable identity", same_as.id.as_str())
            .field("title", self.localized(&other.title, &format!("projects/{}/title", other.id)).into_value())
            .field("project", self.project_in_short(other))
            .field("probable", same_as.probable)
            .field("is_probable", same_as.probable)
            .field("reason", reason)
            .into_value()
    }
}

fn title_state_key(state: TitleState) -> &'static str {
    match state {
        TitleState::Whole => "whole",
        TitleState::BeginningLost => "beginning-lost",
        TitleState::Descriptive => "descriptive",
    }
}

fn subtype_key(subtype: GrantSubtype) -> &'static str {
    match subtype {
        GrantSubtype::Project => "project",
        GrantSubtype::Scholarship => "scholarship",
        GrantSubtype::Cultural => "cultural",
        GrantSubtype::FoodProduction => "food-production",
        GrantSubtype::NonProject => "non-project",
        GrantSubtype::InternationalOrganisation => "international-organisation",
        GrantSubtype::NotStated => "not-stated",
    }
}
