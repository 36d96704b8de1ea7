//! `noted()`: remarks on what the edition sees.

use std::sync::Arc;

use minijinja::value::{Rest, Value, ValueOrKwargs};

use crate::diagnostic::Code;
use crate::model::{FigureRecord, Localized, SourceReference};
use crate::template::arguments::{Arguments, Outcome};
use crate::template::record::Record;
use crate::template::session::Session;

/// What a remark is on.
struct Owner<'a> {
    title: &'a Localized,
    title_path: String,
    path: String,
    sources: &'a [SourceReference],
}

/// `noted()`: remarks on projects and their commitments, on dispatches, and on figures that count, in the order of
/// the data. Fields: `title`, `note`, `sources`.
pub(super) fn noted(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    Arguments::of_call("noted", Code::TEMPLATE_ERROR, &[], values)?;
    let mut found = Vec::new();
    for project in session.known.projects() {
        let path = format!("projects/{}", project.id);
        let owner = |path: &str, sources| Owner {
            title: &project.title,
            title_path: format!("projects/{}/title", project.id),
            path: path.to_owned(),
            sources,
        };
        found.extend(session.remark(&owner(&path, &project.sources), project.note.as_ref()));
        for commitment in session.visible_commitments().filter(|(of, _)| of.id == project.id).map(|(_, one)| one) {
            let path = format!("{path}/commitments/{}", commitment.id);
            found.extend(session.remark(&owner(&path, &commitment.sources), commitment.note.as_ref()));
        }
        for record in &project.figures {
            found.extend(session.figure_remark(record, &format!("{path}/figures/{}", record.id)));
        }
    }
    for dispatch in session.known.dispatches() {
        let path = format!("dispatches/{}", dispatch.id);
        let title_path = format!("{path}/title");
        let owner = Owner { title: &dispatch.title, title_path, path: path.clone(), sources: &dispatch.sources };
        found.extend(session.remark(&owner, dispatch.note.as_ref()));
        for record in &dispatch.figures {
            found.extend(session.figure_remark(record, &format!("{path}/figures/{}", record.id)));
        }
    }
    for (name, programme) in session.programmes() {
        for record in programme.iter().flat_map(|programme| &programme.figures) {
            found.extend(session.figure_remark(record, &format!("people/{name}/figures/{}", record.id)));
        }
    }
    for (year, records) in &session.dataset.figures {
        for record in records {
            found.extend(session.figure_remark(record, &format!("figures/{year}/{}", record.id)));
        }
    }
    Ok(Value::from(found))
}

impl Session {
    fn figure_remark(&self, record: &FigureRecord, path: &str) -> Option<Value> {
        self.known.figure_day(record)?;
        let title_path = format!("{path}/label");
        let owner = Owner { title: &record.label, title_path, path: path.to_owned(), sources: &record.sources };
        self.remark(&owner, record.note.as_ref())
    }

    /// A remark, unless it tells of a later time.
    fn remark(&self, owner: &Owner<'_>, note: Option<&Localized>) -> Option<Value> {
        let note = self.note(note, &owner.path);
        let record = Record::new("remark", owner.path.as_str())
            .field("title", self.localized(owner.title, &owner.title_path).into_value())
            .field("note", note.clone())
            .sources(owner.sources);
        (!note.is_none()).then(|| record.into_value())
    }
}
