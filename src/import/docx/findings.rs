//! What a report says that cannot be taken: twice and differently, or of figures that no record holds.

use super::compare::Context;
use super::store::Item;
use crate::diagnostic::{Code, Diagnostic, Place, nearest};
use crate::import::follow::made_of;
use crate::locale::normalized;
use crate::model::FigureId;
use crate::report::compose;

impl Context<'_> {
    /// The problem of an item whose text is not the same in the store and at all of its places.
    pub(super) fn torn(&self, item: &Item) -> Option<Diagnostic> {
        let is_other = |text: &str| normalized(text) != normalized(&item.text);
        let mut others = self.report.places(item).filter(|control| is_other(&control.text));
        let other = others.next()?;
        let message = format!(
            "the figure `{}` is `{}` in the document's store and `{}` in its text, {}",
            item.figure, item.text, other.text, other.place
        );
        if other.is_tracked {
            let hint = "accept or reject the tracked changes of the figure, which makes both the same";
            return Some(self.problem(Code::EDITED_TWICE, message, hint));
        }
        let more = others.count();
        let hint = match more {
            0 => "type the right value into the figure in Word and save, which makes both the same; the store is the list of figures inside the file, which nobody sees"
                .to_owned(),
            more => format!("type the right value into the figure in Word and save, which makes all of its places the same; {more} more differ"),
        };
        Some(self.problem(Code::EDITED_TWICE, message, hint))
    }

    /// The warning of an item whose places were all deleted or typed over.
    pub(super) fn taken_out(&self, item: &Item) -> Option<Diagnostic> {
        if self.report.places(item).next().is_some() {
            return None;
        }
        let Item { figure, printed, .. } = item;
        let message = format!("the figure `{figure}`, printed `{printed}`, stands nowhere in the text any more");
        let problem = Diagnostic::warning(Code::FIGURE_TAKEN_OUT, Place::file(self.path), message);
        Some(
            problem
                .with_hint("what was typed instead is not compared: correct the data by hand if it is another value"),
        )
    }

    pub(super) fn differently(&self, id: &str, first: &Item, second: &Item) -> Diagnostic {
        let place = |item: &Item| {
            let place =
                self.report.places(item).next().map(|control| format!(", {}", control.place)).unwrap_or_default();
            format!("`{}`{place}", item.text)
        };
        let message = format!("the figure `{id}` was edited to {} and to {}", place(first), place(second));
        self.problem(Code::EDITED_TWICE, message, "write the same value at both places")
    }

    /// An edited figure that no record holds: a derived one, or one that the data had.
    pub(super) fn not_in_data(&self, id: &FigureId, edited: &[&Item]) -> Diagnostic {
        let place = edited.first().and_then(|item| self.report.places(item).next());
        let place = place.map(|control| format!(" ({})", control.place)).unwrap_or_default();
        let text = edited.first().map_or("", |item| &item.text);
        if id.as_str().split('/').nth(1) != Some("derived") {
            let message = format!("the data has no figure `{id}`, which was edited to `{text}`{place}");
            let known = self.dataset.figures.values().flatten().map(|record| record.id.as_str());
            let name = id.as_str().split('/').nth(2).map_or("", |name| name.split('@').next().unwrap_or_default());
            return self.problem(
                Code::UNKNOWN_FIGURE,
                message,
                match nearest(name, known) {
                    Some(near) => format!("it may be `{near}` now; build the report anew, and correct that"),
                    None => "build the report anew, and correct that".to_owned(),
                },
            );
        }
        let message = format!("the figure that was edited to `{text}` is calculated, not written in the data{place}");
        let document = self
            .project
            .request(self.dataset.code(), self.edition, self.locale.tag())
            .and_then(|request| compose(&request, None).0);
        let formula = document.as_ref().and_then(|document| document.figures.get(id)?.formula.as_ref());
        let problem =
            self.problem(Code::DERIVED_FIGURE_EDITED, message, "undo the edit, and correct what it is made of");
        match formula {
            Some(formula) => problem.with_hint(format!("it is {}", made_of(formula))),
            None => problem.with_hint("the report is older than the data; build it anew, and correct that"),
        }
    }
}
