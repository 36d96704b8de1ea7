//! The words that writers print by themselves.

use super::{Locale, MessageError};
use crate::document::Words;

impl Locale {
    /// The words that writers print by themselves, from the messages `word-*`.
    ///
    /// # Errors
    ///
    /// One for each message that the language file lacks.
    pub fn words(&self) -> Result<Words, Vec<MessageError>> {
        let mut problems = Vec::new();
        let mut word = |key: &str| match self.text(key, &[]) {
            Ok(text) => text,
            Err(problem) => {
                problems.push(problem);
                String::new()
            }
        };
        let words = Words {
            table: word("word-table"),
            chart: word("word-chart"),
            section: word("word-section"),
            contents: word("word-contents"),
            list_of_tables: word("word-list-of-tables"),
            notes: word("word-notes"),
            page_of: word("word-page-of"),
            skip_to_content: word("word-skip-to-content"),
            chart_data: word("word-chart-data"),
            not_available: word("value-not-available"),
            callout_note: word("word-callout-note"),
            callout_important: word("word-callout-important"),
            callout_warning: word("word-callout-warning"),
            source: word("word-source"),
            back_to_text: word("word-back-to-text"),
        };
        if problems.is_empty() { Ok(words) } else { Err(problems) }
    }
}
