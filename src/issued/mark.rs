//! What a stamp says.

use jiff::civil;

use crate::locale::{Locale, MessageError};
use crate::model::Date;

/// How far a file has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Being worked on.
    Draft,
    /// Finished and waiting for approval.
    ForApproval,
    /// Approved and issued.
    Final,
    /// Issued once; another file stands for it now.
    Superseded,
}

impl Status {
    /// Every status.
    pub const ALL: [Status; 4] = [Status::Draft, Status::ForApproval, Status::Final, Status::Superseded];

    /// The word that is typed and stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::ForApproval => "for-approval",
            Status::Final => "final",
            Status::Superseded => "superseded",
        }
    }

    /// Reads what [`Status::as_str`] writes.
    pub fn parse(text: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|status| status.as_str() == text)
    }

    fn message_key(self) -> &'static str {
        match self {
            Status::Draft => "stamp-draft",
            Status::ForApproval => "stamp-for-approval",
            Status::Final => "stamp-final",
            Status::Superseded => "stamp-superseded",
        }
    }
}

impl<'de> serde::Deserialize<'de> for Status {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Status::parse(&text).ok_or_else(|| {
            let known = Status::ALL.map(Status::as_str).join(", ");
            serde::de::Error::custom(format!("`{text}` is no status; expected one of: {known}"))
        })
    }
}

/// Which pages bear the mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pages {
    /// Each.
    All,
    /// The first.
    First,
}

impl Pages {
    /// The word that is typed and stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Pages::All => "all",
            Pages::First => "first",
        }
    }

    /// Reads what [`Pages::as_str`] writes.
    pub fn parse(text: &str) -> Option<Pages> {
        [Pages::All, Pages::First].into_iter().find(|pages| pages.as_str() == text)
    }
}

/// What is to be stamped on a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// How far the file has come.
    pub status: Status,
    /// Since when.
    pub date: civil::Date,
    /// More words, in one line of text.
    pub note: Option<String>,
    /// Where.
    pub pages: Pages,
}

impl Mark {
    /// A mark with a note whose words stand apart by one space each; one without words is none.
    pub fn new(status: Status, date: civil::Date, note: Option<&str>, pages: Pages) -> Mark {
        let words = note.map(|note| note.split_whitespace().collect::<Vec<&str>>().join(" "));
        Mark { status, date, note: words.filter(|note| !note.is_empty()), pages }
    }
}

/// Status and date as they are printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The status.
    pub status: String,
    /// The date.
    pub date: String,
}

impl Words {
    /// The words of a language: the messages `stamp-*`, the date as the language writes it.
    ///
    /// # Errors
    ///
    /// If the language lacks the message.
    pub fn of(locale: &Locale, mark: &Mark) -> Result<Words, MessageError> {
        let status = locale.text(mark.status.message_key(), &[])?;
        Ok(Words { status, date: locale.date(Date::day(mark.date)) })
    }

    /// The words of the command line, for a file in a language that is not known: `Final`, `2024-04-01`.
    pub fn plain(mark: &Mark) -> Words {
        let status = mark.status.as_str().replace('-', " ");
        let mut letters = status.chars();
        let first = letters.next().map(char::to_uppercase).into_iter().flatten();
        Words { status: first.chain(letters).collect(), date: mark.date.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_and_a_choice_of_pages_come_back_as_they_were_written() {
        assert!(Status::ALL.into_iter().all(|status| Status::parse(status.as_str()) == Some(status)));
        assert!([Pages::All, Pages::First].into_iter().all(|pages| Pages::parse(pages.as_str()) == Some(pages)));
        assert_eq!(Status::parse("Final"), None);
    }

    #[test]
    fn a_note_is_one_line_and_has_words() {
        let note = |text| Mark::new(Status::Final, civil::date(2024, 4, 1), Some(text), Pages::All).note;
        assert_eq!(note(" two\r\nlines,\tone tab ").as_deref(), Some("two lines, one tab"));
        assert_eq!(note(" \n"), None);
    }

    #[test]
    fn plain_words_are_those_of_the_command_line() {
        let date = civil::date(2024, 4, 1);
        let mark = Mark { status: Status::ForApproval, date, note: None, pages: Pages::All };
        assert_eq!(Words::plain(&mark), Words { status: "For approval".into(), date: "2024-04-01".into() });
    }
}
