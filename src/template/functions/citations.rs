//! `cite(x)` and `sources()`: numbers of documents in the order of their first citation.

use std::sync::Arc;

use minijinja::value::{Rest, Value, ValueOrKwargs};

use crate::diagnostic::Code;
use crate::model::{Source, SourceReference};
use crate::template::arguments::{Arguments, Outcome, as_list};
use crate::template::figure::FigureObject;
use crate::template::phrase::{Phrase, Piece, plain};
use crate::template::problem::Problem;
use crate::template::record::Record;
use crate::template::session::Session;

/// `cite(x)`: marks of the documents that a figure, record or list of them stands on, by messages `citation-cell`
/// {$number} {$cell}, `citation-line` {$number} {$line}, `citation-page` {$number} {$page}, the first that the reference
/// has, else `citation` {$number}. Something without a source is an error.
pub(super) fn cite(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    let arguments = Arguments::of_call("cite", Code::TEMPLATE_ERROR, &["of"], values)?;
    let value = arguments.required("of")?;
    let mut references = Vec::new();
    collect(&arguments, &value, &mut references)?;
    let mut pieces: Vec<Piece> = Vec::new();
    for reference in references {
        // A line may end between two marks; in one only where it is long.
        if !pieces.is_empty() {
            pieces.push(Piece::Text(" ".to_owned()));
        }
        pieces.extend(held_together(session.mark(&reference)?));
    }
    if pieces.is_empty() {
        return Err(arguments.problem("was given something without a source").hint("ask `x.sources` first").into());
    }
    Ok(Phrase::new(pieces).into_value())
}

/// `sources()`: cited so far. Fields: `number`, `title`, `publisher`, `address` (a link, or none), `date`, `is_secondary`,
/// `date_note`.
pub(super) fn sources(session: &Arc<Session>, values: Rest<ValueOrKwargs>) -> Outcome {
    Arguments::of_call("sources", Code::TEMPLATE_ERROR, &[], values)?;
    let cited = session.record().cited.clone();
    let known = cited.iter().enumerate().filter_map(|(index, id)| Some((index, session.dataset.sources.get(id)?)));
    Ok(Value::from(known.map(|(index, source)| session.source(index + 1, source)).collect::<Vec<_>>()))
}

fn collect(arguments: &Arguments, value: &Value, references: &mut Vec<SourceReference>) -> Result<(), Problem> {
    let found = if let Some(figure) = value.downcast_object_ref::<FigureObject>() {
        figure.all_sources()
    } else if let Some(record) = value.downcast_object_ref::<Record>() {
        record.sources.clone()
    } else if let Some(items) = as_list(value) {
        return items.iter().try_for_each(|item| collect(arguments, item, references));
    } else {
        return Err(arguments.wrong("of", "a figure, a record or a list of them", value));
    };
    for reference in found {
        if !references.contains(&reference) {
            references.push(reference);
        }
    }
    Ok(())
}

/// Whether a locator names more than one line, page or cell, as in `33, 57` or `109-111`.
fn is_several(locator: &str) -> bool {
    !locator.contains('!') && locator.contains([',', '-'])
}

/// A locator with the dash of a range. The last of three or more holds to the one before it, so that no line has nothing
/// but the end of a mark.
fn printed_range(locator: &str) -> String {
    if !is_several(locator) {
        return locator.to_owned();
    }
    let printed = locator.replace('-', "\u{2013}");
    match printed.rsplit_once(", ") {
        Some((before, last)) if before.contains(", ") => format!("{before},\u{a0}{last}"),
        Some(_) | None => printed,
    }
}

/// A mark with its spaces as they break: no line divides a short one, whatever its message says.
fn held_together(mark: Vec<Piece>) -> Vec<Piece> {
    let length: usize = mark.iter().map(|piece| plain(piece).chars().count()).sum();
    let hold = |piece| match piece {
        Piece::Text(text) if length <= SHORT_MARK => Piece::Text(text.replace(' ', "\u{a0}")),
        piece => piece,
    };
    mark.into_iter().map(hold).collect()
}

/// So many characters stand on one line of a narrow column: `[1, lines 97, 103]`.
const SHORT_MARK: usize = 18;

impl Session {
    fn mark(&self, reference: &SourceReference) -> Result<Vec<Piece>, Problem> {
        if !self.dataset.sources.contains_key(&reference.document) {
            let known = self.dataset.sources.keys().map(String::as_str);
            let problem =
                format!("a record names the source `{}`, which `sources.yaml` does not have", reference.document);
            return Err(Problem::new(Code::DANGLING_REFERENCE, problem).did_you_mean(&reference.document, known));
        }
        let number = {
            let cited = &mut self.record().cited;
            let index = cited.iter().position(|id| *id == reference.document).unwrap_or_else(|| {
                cited.push(reference.document.clone());
                cited.len() - 1
            });
            (index + 1).to_string()
        };
        let number = ("number".to_owned(), vec![Piece::Text(number)]);
        let locators = [("cell", &reference.cell), ("line", &reference.line), ("page", &reference.page)];
        match locators.into_iter().find_map(|(name, locator)| Some((name, locator.as_ref()?))) {
            Some((name, locator)) => {
                let plural = if is_several(locator) { "s" } else { "" };
                let locator = (name.to_owned(), vec![Piece::Text(printed_range(locator))]);
                self.message(&format!("citation-{name}{plural}"), &[number, locator])
            }
            None => self.message("citation", &[number]),
        }
    }

    fn source(&self, number: usize, source: &Source) -> Value {
        let of = |name: &str| format!("sources/{}/{name}", source.id);
        let order = crate::template::phrase::Order::Number(i64::try_from(number).unwrap_or(i64::MAX));
        let link = |address: &String| Phrase::new(vec![super::texts::link_piece(address, address)]).into_value();
        Record::new("source", source.id.as_str())
            .field("number", Phrase::text(number.to_string()).order(order).into_value())
            .field("title", self.localized(&source.title, &of("title")).into_value())
            .field("publisher", self.optional(source.publisher.as_ref(), &of("publisher")))
            .field("address", source.address.as_ref().map_or(Value::from(()), link))
            .field("date", source.date.map_or(Value::from(()), |date| self.date(date).into_value()))
            .field("is_secondary", source.secondary)
            .field("date_note", self.optional(source.date_note.as_ref(), &of("date-note")))
            .into_value()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(mark: &str, printed: &str) {
        let held: String = held_together(vec![Piece::Text(mark.to_owned())]).iter().map(plain).collect();
        assert_eq!(held.replace('\u{a0}', "~"), printed);
    }

    #[test]
    fn a_short_mark_is_not_divided() {
        check("[1]", "[1]");
        check("[1, lines 97, 103]", "[1,~lines~97,~103]");
        check("[12, lines 97, 103]", "[12, lines 97, 103]");
    }

    #[test]
    fn the_last_of_three_lines_holds_to_the_second() {
        let printed = |locator| printed_range(locator).replace('\u{a0}', "~");
        assert_eq!(printed("15, 91, 99"), "15, 91,~99");
        assert_eq!(printed("33, 57"), "33, 57");
        assert_eq!(printed("5, 105-114"), "5, 105\u{2013}114");
        assert_eq!(printed("Budget!B-4"), "Budget!B-4");
    }
}
