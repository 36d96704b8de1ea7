//! Numbers, dates, plurals and messages of one language. Floor 1.
//!
//! Everything depends on the language tag and the language's Fluent file; no language is named here. Numbers and
//! dates are CLDR's (through ICU4X), plural categories too (through Fluent). A number is never rounded
//! but at print, half away from zero. Knows nothing of templates or formats.

mod date;
mod figure;
mod look;
mod message;
mod narrow;
mod number;
mod read;
mod words;

pub use look::{Form, Look};
pub use message::{Argument, MessageError, Piece};
pub use read::{ReadFigure, normalized};

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::model::LanguageTag;

use date::DateFormats;
use message::Messages;
use number::NumberFormat;

/// What is needed to print in one language.
pub struct Locale {
    tag: LanguageTag,
    messages: Messages,
    numbers: Arc<NumberFormat>,
    dates: Arc<DateFormats>,
    /// The Fluent text that the messages were read from.
    text: String,
}

impl Locale {
    /// Reads a language's messages, Fluent text of the file at `path`.
    ///
    /// The message `format-locale`, where there is one, names the tag whose number and date formats are used.
    ///
    /// # Errors
    ///
    /// `locale-error`, each at its line, if the text is not Fluent, a message stands twice, or a tag is unknown.
    pub fn new(tag: LanguageTag, path: &str, ftl: &str) -> Result<Locale, Vec<Diagnostic>> {
        let messages = Messages::read(&tag, path, ftl)?;
        let formats = match messages.text("format-locale", &[]) {
            Ok(formats) => LanguageTag::parse(&formats).unwrap_or_else(|| tag.clone()),
            Err(_) => tag.clone(),
        };
        let problem = |message: String| vec![message::locale_error(path, message)];
        let numbers = NumberFormat::new(&formats).map_err(problem)?;
        let dates = DateFormats::new(&formats).map_err(problem)?;
        Ok(Locale { tag, messages, numbers: Arc::new(numbers), dates: Arc::new(dates), text: ftl.to_owned() })
    }

    /// The language.
    pub fn tag(&self) -> &LanguageTag {
        &self.tag
    }
}

impl std::fmt::Debug for Locale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Locale").field("tag", &self.tag).finish_non_exhaustive()
    }
}

#[cfg(test)]
pub(crate) mod sample {
    //! A small language file for tests.

    use super::Locale;
    use crate::model::LanguageTag;

    pub(crate) fn locale(tag: &str) -> Locale {
        let tag = LanguageTag::parse(tag).expect("a tag");
        Locale::new(tag, "xx.ftl", include_str!("sample.ftl")).expect("the sample is valid")
    }
}
