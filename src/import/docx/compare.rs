//! The figures of a report, against what was printed and what the data says now.

use super::report::Report;
use super::store::Item;
use crate::dataset::edit::{Edit, KeyPath, Yaml};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::import::comparison::{Change, Comparison, Difference};
use crate::import::follow::follows;
use crate::import::plan::Plan;
use crate::import::target::{self, Target};
use crate::import::{Import, Request, subject};
use crate::locale::{Locale, Look, MessageError, ReadFigure, normalized};
use crate::model::{Dataset, Edition, Figure, FigureId, FigureValue, LanguageTag, Provenance, Qualifier};
use crate::report::Project;

/// The project's side of a report.
pub(super) struct Context<'a> {
    /// All of it.
    pub(super) project: &'a Project,
    /// The country.
    pub(super) dataset: &'a Dataset,
    /// The edition that the report is of.
    pub(super) edition: &'a Edition,
    /// The language that it is in.
    pub(super) locale: &'a Locale,
    /// The report.
    pub(super) report: &'a Report,
    /// Its file, as the user named it.
    pub(super) path: &'a str,
    /// The name of its file.
    pub(super) name: &'a str,
}

/// What became of a figure.
enum Outcome {
    /// It says what the data says.
    Unchanged,
    /// It says something else.
    Changed(Box<Corrected>),
}

/// A figure with its new value.
struct Corrected {
    target: Target,
    read: ReadFigure,
    new: FigureValue,
    item: Item,
    /// Where it stands in other looks, which nobody edited.
    others: Vec<String>,
}

/// Compares a report with the data.
///
/// # Errors
///
/// Where the report is not of this project, or the country's data has errors of its own.
pub(super) fn compare(project: &Project, request: &Request<'_>, report: &Report) -> Result<Import, Vec<Diagnostic>> {
    let context = context(project, request, report)?;
    let mut figures: Vec<(&str, Vec<&Item>)> = Vec::new();
    for item in &report.store.items {
        match figures.iter_mut().find(|(id, _)| *id == item.figure) {
            Some((_, items)) => items.push(item),
            None => figures.push((&item.figure, vec![item])),
        }
    }
    let mut diagnostics = Vec::new();
    let mut comparison = Comparison::default();
    let mut plan = Plan::default();
    let sha256 = request.sha256().map_err(|problem| vec![problem])?;
    for (id, items) in figures {
        match context.figure(id, &items, &mut diagnostics) {
            Err(problems) => diagnostics.extend(problems),
            Ok(Outcome::Unchanged) => comparison.unchanged += 1,
            Ok(Outcome::Changed(corrected)) => {
                context.add_edits(&corrected, &sha256, &mut plan);
                comparison.changes.push(change(&corrected));
            }
        }
    }
    let mut files = Vec::new();
    if !diagnostics.iter().any(Diagnostic::is_error) {
        match plan.make(project, &report.store.country) {
            Ok(made) => {
                let (edition, language) = (context.edition, context.locale.tag());
                comparison.follows = follows((project, &made.project), context.dataset, edition, language);
                diagnostics.extend(made.refused);
                files = made.files;
            }
            Err(problems) => diagnostics.extend(problems),
        }
    }
    Ok(Import { comparison: Some(comparison), diagnostics, files, sheets: None })
}

fn context<'a>(
    project: &'a Project,
    request: &Request<'a>,
    report: &'a Report,
) -> Result<Context<'a>, Vec<Diagnostic>> {
    let store = &report.store;
    let refused = |message: String, hint: String| {
        vec![Diagnostic::error(Code::IMPORT_MISMATCH, Place::file(request.path), message).with_hint(hint)]
    };
    let dataset = subject::find(project, request, ("report", Some(&store.country)))?;
    let edition = store.year.parse().ok().and_then(|year| dataset.edition(&store.report, year)).ok_or_else(|| {
        let message = format!("the data has no edition `{}` of {}", store.report, store.year);
        refused(message, "`hokoku list editions` shows what there is".to_owned())
    })?;
    let tag = LanguageTag::parse(&store.language);
    let locale = tag.and_then(|tag| project.locales.get(&tag)).ok_or_else(|| {
        let message = format!("the report is in the language `{}`, which the project does not offer", store.language);
        refused(message, "`hokoku list languages` shows what there is".to_owned())
    })?;
    Ok(Context { project, dataset, edition, locale, report, path: request.path, name: request.name() })
}

impl Context<'_> {
    pub(super) fn problem(&self, code: Code, message: String, hint: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, Place::file(self.path), message).with_hint(hint)
    }

    fn locale_problem(&self, problem: MessageError) -> Diagnostic {
        Diagnostic::error(Code::LOCALE_ERROR, Place::file(self.path), problem.to_string())
    }

    /// What became of a figure, in all of its looks.
    fn figure(&self, id: &str, items: &[&Item], notes: &mut Vec<Diagnostic>) -> Result<Outcome, Vec<Diagnostic>> {
        let torn: Vec<Diagnostic> = items.iter().filter_map(|item| self.torn(item)).collect();
        if !torn.is_empty() {
            return Err(torn);
        }
        notes.extend(items.iter().filter(|item| !item.text.is_empty()).filter_map(|item| self.taken_out(item)));
        let is_edited = |item: &&&Item| normalized(&item.text) != normalized(&item.printed);
        let edited: Vec<&Item> = items.iter().filter(is_edited).copied().collect();
        if edited.is_empty() {
            return Ok(Outcome::Unchanged);
        }
        let figure_id = FigureId::parse(id).filter(|_| id.split('/').next() == Some(self.dataset.code()));
        let Some(figure_id) = figure_id else {
            let message = format!("`{id}` is not a figure of `{}`", self.dataset.code());
            return Err(vec![self.problem(Code::UNKNOWN_FIGURE, message, "build the report anew, and correct that")]);
        };
        let Some(target) = target::find(self.dataset, &figure_id) else {
            return Err(vec![self.not_in_data(&figure_id, &edited)]);
        };
        let mut problems = Vec::new();
        let mut corrected: Vec<Corrected> = Vec::new();
        let mut is_as_data = false;
        for item in edited {
            match self.item(item, &target, notes) {
                Err(problem) => problems.push(problem),
                Ok(None) => is_as_data = true,
                Ok(Some(one)) => corrected.push(one),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let Some(first) = corrected.first() else { return Ok(Outcome::Unchanged) };
        let said = |one: &Corrected| {
            (one.new.amount(), one.read.qualifier, one.new.amount().is_none().then(|| one.new.to_string()))
        };
        let is_other = |one: &&Corrected| said(one) != said(first);
        if let Some(other) = corrected.iter().find(is_other) {
            return Err(vec![self.differently(id, &first.item, &other.item)]);
        }
        if is_as_data {
            let other = items.iter().find(|item| is_edited(item) && item.id != first.item.id).unwrap_or(&items[0]);
            return Err(vec![self.differently(id, &first.item, other)]);
        }
        // Of several looks that of the data's own scale shows best how many decimals are meant.
        let own = corrected.iter().position(|one| target.has_scale_of(&one.read)).unwrap_or(0);
        let others = items
            .iter()
            .filter(|item| !is_edited(item))
            .flat_map(|item| self.report.places(item).map(|control| format!("`{}` {}", control.text, control.place)));
        let others = others.collect();
        Ok(Outcome::Changed(Box::new(Corrected { others, ..corrected.swap_remove(own) })))
    }

    /// What an edited item makes of a figure; `None` where the data says it already.
    fn item(&self, item: &Item, target: &Target, notes: &mut Vec<Diagnostic>) -> Result<Option<Corrected>, Diagnostic> {
        let figure = &target.figure;
        let id = &figure.id;
        let look = Look::parse(&item.look).ok_or_else(|| {
            let message = format!("the figure `{id}` has the look `{}`, which this version does not know", item.look);
            self.problem(Code::IMPORT_FORMAT, message, "import it with the version that made it")
        })?;
        let print =
            |figure: &Figure| self.locale.figure_text(figure, &look).map_err(|problem| self.locale_problem(problem));
        let now = print(figure)?;
        let read =
            self.locale.read_figure(&item.text, figure, &look).map_err(|problem| self.locale_problem(problem))?;
        let is_as_data =
            |read: &ReadFigure| target.in_own_scale(read) == figure.value && read.qualifier == figure.qualifier;
        if normalized(&now) == normalized(&item.text) || read.as_ref().is_some_and(is_as_data) {
            return Ok(None);
        }
        let place = self.report.places(item).next().map(|control| format!(", {}", control.place)).unwrap_or_default();
        if normalized(&now) != normalized(&item.printed) {
            let message = format!(
                "the figure `{id}` was printed as `{}` and edited to `{}`{place}, but the data now gives `{now}`",
                item.printed, item.text
            );
            let hint = "decide which is right; write it into the data, or build the report anew and correct that";
            return Err(self.problem(Code::IMPORT_CONFLICT, message, hint));
        }
        let Some(read) = read else {
            let what = if item.text.trim().is_empty() {
                "was emptied".to_owned()
            } else {
                format!("was edited to `{}`", item.text)
            };
            let message = format!("the figure `{id}` {what}{place}, which is not a value as `{}` is one", item.printed);
            let hint = match self.with_unit_of(item, figure, &look)? {
                Some(whole) => format!("if `{whole}` is meant, write that"),
                None => "write it as the report prints it, with the same unit and the same marks".to_owned(),
            };
            return Err(self.problem(Code::UNREADABLE_VALUE, message, hint));
        };
        let new = target.in_own_scale(&read);
        self.refuse_what_the_file_cannot_hold(item, target, (&new, read.qualifier))?;
        if self.is_rounded(item, figure, &look)? {
            let message = format!(
                "the figure `{id}` was printed rounded: the data has `{}`, the report `{}`; `{new}` takes its place, \
                 without the digits that were not printed",
                figure.value, item.printed
            );
            notes.push(
                Diagnostic::warning(Code::ROUNDED_FIGURE_EDITED, Place::file(self.path), message)
                    .with_hint("write all digits into the data, if they are known"),
            );
        }
        Ok(Some(Corrected { target: target.clone(), read, new, item: item.clone(), others: Vec::new() }))
    }

    fn refuse_what_the_file_cannot_hold(
        &self,
        item: &Item,
        target: &Target,
        (new, qualifier): (&FigureValue, Qualifier),
    ) -> Result<(), Diagnostic> {
        let id = &target.figure.id;
        if !target.can_hold(new) {
            let message = format!("`{}` cannot stand for `{id}`, which must have a number", item.text);
            return Err(self.problem(
                Code::UNREADABLE_VALUE,
                message,
                "remove the record from the data, if it is not true",
            ));
        }
        if qualifier != target.figure.qualifier && target.record.is_none() {
            let message = format!("`{}` cannot stand for `{id}`, whose record has no qualifier of its own", item.text);
            return Err(self.problem(
                Code::UNREADABLE_VALUE,
                message,
                format!("write it as `{}` is written", item.printed),
            ));
        }
        Ok(())
    }

    /// A bare number in the place of the one that was printed, if that is a value then.
    fn with_unit_of(&self, item: &Item, figure: &Figure, look: &Look) -> Result<Option<String>, Diagnostic> {
        let is_digit = |c: char| c.is_ascii_digit();
        let (Some(start), Some(end)) = (item.printed.find(is_digit), item.printed.rfind(is_digit)) else {
            return Ok(None);
        };
        let entered = item.text.trim();
        if !entered.starts_with(is_digit) || !entered.ends_with(is_digit) {
            return Ok(None);
        }
        let whole = format!("{}{entered}{}", &item.printed[..start], &item.printed[end + 1..]);
        let read = self.locale.read_figure(&whole, figure, look).map_err(|problem| self.locale_problem(problem))?;
        Ok(read.map(|_| whole))
    }

    /// Whether the printed text leaves digits of the value out.
    fn is_rounded(&self, item: &Item, figure: &Figure, look: &Look) -> Result<bool, Diagnostic> {
        let read =
            self.locale.read_figure(&item.printed, figure, look).map_err(|problem| self.locale_problem(problem))?;
        Ok(read.is_some_and(|read| read.value.amount() != figure.value.amount()))
    }

    fn add_edits(&self, corrected: &Corrected, sha256: &str, plan: &mut Plan) {
        let Corrected { target, read, new, item, .. } = corrected;
        let path = &target.place.file;
        plan.add(path, [Edit::Set { path: target.value.clone(), value: Yaml::text(target.written(new)) }]);
        if let Some(record) = target.record.as_ref().filter(|_| read.qualifier != target.figure.qualifier) {
            plan.add(path, [qualifier_edit(self.project, path, record, read.qualifier)]);
        }
        plan.trace(Provenance {
            value: target.figure.id.to_string(),
            file: self.name.to_owned(),
            sha256: sha256.to_owned(),
            place: format!("figures/{}", item.id),
            raw: item.text.clone(),
            transformation: transformation(item, target, new),
            mapping: None,
            reader: None,
        });
    }
}

/// Sets the qualifier of a record, or adds it behind the value where the record has none.
fn qualifier_edit(project: &Project, path: &str, record: &KeyPath, qualifier: Qualifier) -> Edit {
    let word = match qualifier {
        Qualifier::Exact => "exact",
        Qualifier::About => "about",
        Qualifier::UpTo => "up-to",
    };
    let own = record.clone().key("qualifier");
    let has_one = project.file(path).is_some_and(|file| crate::dataset::edit::has(path, &file.bytes, &own));
    match has_one {
        true => Edit::Set { path: own, value: Yaml::text(word) },
        false => Edit::AddKey {
            path: record.clone(),
            key: "qualifier".to_owned(),
            value: Yaml::text(word),
            after: Some("value".to_owned()),
        },
    }
}

/// How the text became the value.
fn transformation(item: &Item, target: &Target, new: &FigureValue) -> String {
    let look = if item.look.is_empty() { "as stated".to_owned() } else { format!("look `{}`", item.look) };
    format!("printed `{}` ({look}), read as `{}`", item.printed, target.written(new))
}

fn change(corrected: &Corrected) -> Change {
    let Corrected { target, read, new, item, others } = corrected;
    let qualified = |value: String, qualifier: Qualifier| match qualifier {
        Qualifier::Exact if read.qualifier == target.figure.qualifier => value,
        Qualifier::Exact => format!("exact {value}"),
        Qualifier::About => format!("about {value}"),
        Qualifier::UpTo => format!("up to {value}"),
    };
    Change {
        value: target.figure.id.to_string(),
        difference: Difference::Changed {
            old: qualified(target.written(&target.figure.value), target.figure.qualifier),
            new: qualified(target.written(new), read.qualifier),
        },
        printed: Some(item.printed.clone()),
        entered: Some(item.text.clone()),
        is_default: false,
        place: Some(target.place.clone()),
        others: others.clone(),
    }
}
