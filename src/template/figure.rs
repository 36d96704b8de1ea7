//! Figures as values of the template language.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use minijinja::Error;
use minijinja::value::{DynObject, Object, ObjectRepr, Value};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::phrase::FIGURE_MARK;
use super::problem::Problem;
use super::record::Record;
use super::session::Session;
use crate::diagnostic::Code;
use crate::document::PrintedFigure;
use crate::locale::Look;
use crate::model::{Coverage, Figure, FigureValue, Localized, SourceReference};

/// A figure with the look that it will be printed in.
#[derive(Clone)]
pub(super) struct FigureObject {
    /// The number with all that is known of it.
    pub(super) figure: Figure,
    /// How it prints.
    pub(super) look: Look,
    /// The remark of its record.
    pub(super) note: Option<Localized>,
    /// Where it stands in the data, as a path for [`crate::model::Places`].
    pub(super) path: String,
    /// The figures that it was made of.
    pub(super) parts: Vec<Arc<FigureObject>>,
    /// Sources of what was counted, for counts.
    pub(super) counted: Vec<SourceReference>,
    /// The rendering.
    pub(super) session: Arc<Session>,
}

impl fmt::Debug for FigureObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Figure").field("id", &self.figure.id).finish_non_exhaustive()
    }
}

/// What can be asked of a figure.
pub(super) const FIELDS: [&str; 14] = [
    "id",
    "value",
    "text",
    "is_known",
    "unit",
    "basis",
    "period",
    "as_of",
    "coverage",
    "sources",
    "label",
    "note",
    "is_dated",
    "is_partial",
];

impl FigureObject {
    /// A figure of the data.
    pub(super) fn new(session: &Arc<Session>, figure: Figure, note: Option<Localized>, path: String) -> FigureObject {
        let (parts, counted) = (Vec::new(), Vec::new());
        FigureObject { figure, look: Look::default(), note, path, parts, counted, session: session.clone() }
    }

    /// As a value of the engine.
    pub(super) fn into_value(self) -> Value {
        Value::from_object(self)
    }

    /// The same figure in another look.
    pub(super) fn with_look(&self, look: Look) -> FigureObject {
        FigureObject { look, ..self.clone() }
    }

    /// The text that it prints.
    pub(super) fn text(&self) -> Result<String, Problem> {
        self.session.locale.figure_text(&self.figure, &self.look).map_err(|error| {
            Problem::new(Code::LOCALE_ERROR, format!("the figure `{}` could not be printed: {error}", self.figure.id))
        })
    }

    /// Sources of the figure, or of the parts that it was made of.
    pub(super) fn all_sources(&self) -> Vec<SourceReference> {
        let mut sources = self.figure.sources.clone();
        sources.extend(self.counted.iter().cloned());
        for source in self.parts.iter().flat_map(|part| part.all_sources()) {
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        sources
    }

    /// Whether it says when it was true.
    pub(super) fn is_dated(&self) -> bool {
        self.figure.as_of.is_some() || self.figure.period.is_some() || self.figure.formula.is_some()
    }

    fn field(&self, name: &str) -> Option<Value> {
        let session = &self.session;
        let text = |text: &str| Value::from(text);
        Some(match name {
            "id" => text(self.figure.id.as_str()),
            "value" => self.figure.value.amount().map_or(Value::from(()), number),
            "text" => Value::from(format!("{FIGURE_MARK}{}", self.text().unwrap_or_default())),
            "is_known" => Value::from(self.figure.value.amount().is_some()),
            "unit" => text(self.figure.value.unit().as_str()),
            "basis" => {
                self.figure.basis.map_or(Value::from(()), |basis| session.keyed("basis", basis_key(basis)).into_value())
            }
            "period" => self.figure.period.map_or(Value::from(()), |period| session.period(period).into_value()),
            "as_of" => self.figure.as_of.map_or(Value::from(()), |date| session.date(date).into_value()),
            "coverage" => {
                let key = if self.is_partial() { "partial" } else { "complete" };
                session.keyed("coverage", key).into_value()
            }
            "sources" => Record::of_sources(self.all_sources()).into_value(),
            "label" if self.figure.label.is_empty() => Value::from(()),
            "label" => session.localized(&self.figure.label, &format!("{}/label", self.path)).into_value(),
            "note" => session.note(self.note.as_ref(), &self.path),
            "is_dated" => Value::from(self.is_dated()),
            "is_partial" => Value::from(self.is_partial()),
            _ => return None,
        })
    }

    fn is_partial(&self) -> bool {
        match self.figure.coverage {
            Coverage::Partial => true,
            Coverage::Complete => false,
        }
    }
}

impl Object for FigureObject {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = key.as_str()?;
        self.field(name).or_else(|| Some(unknown_field("figure", name, &FIELDS)))
    }

    fn custom_cmp(self: &Arc<Self>, other: &DynObject) -> Option<Ordering> {
        let key = |figure: &Figure| (figure.value.amount(), figure.id.clone());
        Some(key(&self.figure).cmp(&key(&other.downcast_ref::<FigureObject>()?.figure)))
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{FIGURE_MARK}{}", self.text().unwrap_or_default())
    }
}

/// The value of a field that there is not: an error with the nearest name, raised where it is used.
pub(super) fn unknown_field(kind: &str, name: &str, known: &[&str]) -> Value {
    let problem = Problem::new(Code::TEMPLATE_ERROR, format!("a {kind} has no field `{name}`"))
        .did_you_mean(name, known.iter().copied());
    Value::from(Error::from(problem))
}

/// A number for comparisons only: whole numbers exact, others as near as a float comes.
fn number(amount: Decimal) -> Value {
    match amount.normalize() {
        whole if whole.scale() == 0 => whole.to_i64().map_or_else(|| Value::from(whole.to_f64()), Value::from),
        other => Value::from(other.to_f64()),
    }
}

/// The key of a basis in messages.
pub(super) fn basis_key(basis: crate::model::Basis) -> &'static str {
    use crate::model::Basis;
    match basis {
        Basis::Commitment => "commitment",
        Basis::GrossDisbursement => "gross-disbursement",
        Basis::NetDisbursement => "net-disbursement",
        Basis::Cumulative => "cumulative",
        Basis::Count => "count",
    }
}

impl Session {
    /// Notes a figure as printed and gives what stands in the document.
    pub(super) fn print_figure(&self, figure: &Arc<FigureObject>) -> Result<PrintedFigure, Problem> {
        let printed = PrintedFigure {
            id: figure.figure.id.clone(),
            look: figure.look.to_string(),
            text: figure.text()?,
            value: figure.figure.value.amount(),
        };
        if printed.text.is_empty() {
            return Err(Problem::new(Code::LOCALE_ERROR, format!("the figure `{}` prints nothing", printed.id)));
        }
        self.record().objects.entry(printed.id.clone()).or_insert_with(|| figure.clone());
        Ok(printed)
    }
}

/// The figure in an argument of a filter or function.
pub(super) fn expect_figure(value: &Value, of: &str) -> Result<Arc<FigureObject>, Problem> {
    value.downcast_object::<FigureObject>().ok_or_else(|| {
        let problem = Problem::new(Code::TEMPLATE_ERROR, format!("`{of}` takes a figure, found {}", described(value)));
        match value.kind() {
            minijinja::value::ValueKind::Seq => problem.hint("take one of the list, or `total(…)` of it"),
            _ => problem,
        }
    })
}

/// What kind of value something is, for a message.
pub(super) fn described(value: &Value) -> String {
    if let Some(record) = value.downcast_object_ref::<Record>() {
        return format!("a {}", record.kind);
    }
    if value.downcast_object_ref::<FigureObject>().is_some() {
        return "a figure".to_owned();
    }
    if value.downcast_object_ref::<super::phrase::Phrase>().is_some() {
        return "a text".to_owned();
    }
    match value.as_str() {
        Some(text) => format!("the text `{}`", text.replace(FIGURE_MARK, "")),
        None => format!("a {}", value.kind()),
    }
}

/// Whether a figure's number is known.
pub(super) fn is_known(value: &FigureValue) -> bool {
    value.amount().is_some()
}
