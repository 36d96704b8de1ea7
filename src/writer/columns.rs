//! How wide the columns of a table are, on paper. Floor 3.
//!
//! The author gives shares of the free width, or 0 for as wide as the content. What Typst and Word do by themselves makes
//! a column of short numbers as wide as its long heading, and squeezes a column of shares to nothing
//! beside a long text. So widths are found here from the texts: a number never breaks, a heading may.
//! Widths of characters are those of Noto Sans (advance of digits 0.572 em, read from the font), rounded up
//! by kind; a column that is a little too wide does no harm.

use crate::document::{Alignment, Inline, RowKind, Table, plain_text};

/// A heading longer than this, in em, does not widen a column of short content.
const HEADING_EM: f64 = 6.5;
/// A text column is never narrower than this, in em, if it has that much to say.
const TEXT_EM: f64 = 7.0;
/// What a column's padding takes, in em; the writers add their own to the width given here.
const PADDING_EM: f64 = 1.4;
/// Most of the width that columns of fixed width may take before all widths become shares.
const FIXED_SHARE: f64 = 0.72;

/// A figure of at most so many characters keeps to one line in a column of texts.
const SHORT_FIGURE: usize = 12;

/// The width of one column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::writer) enum Width {
    /// Of the content, without padding, in em of the table's type size.
    Em(f64),
    /// A share of what is left.
    Share(f64),
}

/// The widths of a table's columns.
pub(in crate::writer) struct Widths {
    /// One a column.
    pub columns: Vec<Width>,
    /// Whether some word is longer than its column, so that words must be divided.
    pub must_hyphenate: bool,
}

/// What a column needs, in em.
struct Need {
    /// For the longest word.
    word: f64,
    /// So that no number, and no word of common length, breaks.
    least: f64,
    /// So that no line breaks.
    most: f64,
}

/// The widths of a table's columns on a page of the given width, in em of the table's type size.
pub(in crate::writer) fn widths(table: &Table, available_em: f64) -> Widths {
    let needs: Vec<Need> = (0..table.columns.len()).map(|column| need(table, column)).collect();
    let mut widths: Vec<Width> = table
        .columns
        .iter()
        .zip(&needs)
        .map(|(column, need)| match column.width {
            0 if is_text(column.alignment) && need.most > 2.0 * TEXT_EM => Width::Share(need.most.sqrt()),
            0 => Width::Em(need.most),
            share => Width::Share(f64::from(share)),
        })
        .collect();
    if fixed_em(&widths) > available_em * FIXED_SHARE {
        for (width, need) in widths.iter_mut().zip(&needs) {
            *width = Width::Share(need.least.max(need.most.min(TEXT_EM).max(need.most.sqrt() * 2.0)));
        }
    }
    if !widths.iter().any(|width| matches!(width, Width::Share(_))) {
        // Nothing takes the free width: the first text column does, or all by their need.
        match table.columns.iter().position(|column| is_text(column.alignment)) {
            Some(column) => widths[column] = Width::Share(1.0),
            None => {
                widths.iter_mut().zip(&needs).for_each(|(width, need)| *width = Width::Share(need.most + PADDING_EM))
            }
        }
    }
    let columns = widen(widths, &needs, available_em);
    let must_hyphenate = columns.iter().zip(&needs).any(|(width, need)| match width {
        Width::Em(em) => *em < need.word,
        Width::Share(share) => share_em(*share, &columns, available_em) < need.word,
    });
    Widths { columns, must_hyphenate }
}

/// What a share of the free width comes to, without padding.
fn share_em(share: f64, widths: &[Width], available_em: f64) -> f64 {
    let shares: f64 = widths
        .iter()
        .map(|width| match width {
            Width::Share(share) => *share,
            Width::Em(_) => 0.0,
        })
        .sum();
    (available_em - fixed_em(widths)) * share / shares - PADDING_EM
}

/// Gives columns whose share is too small for their longest word what they need.
fn widen(mut widths: Vec<Width>, needs: &[Need], available_em: f64) -> Vec<Width> {
    for _ in 0..needs.len() {
        let narrow = widths.iter().zip(needs).position(|(width, need)| match width {
            Width::Share(share) => share_em(*share, &widths, available_em) < need.least,
            Width::Em(_) => false,
        });
        let others = widths.iter().filter(|width| matches!(width, Width::Share(_))).count();
        match narrow {
            Some(column) if others > 1 && fixed_em(&widths) + needs[column].least + PADDING_EM < available_em * 0.9 => {
                widths[column] = Width::Em(needs[column].least);
            }
            Some(_) | None => break,
        }
    }
    widths
}

fn fixed_em(widths: &[Width]) -> f64 {
    let of = |width: &Width| match width {
        Width::Em(em) => em + PADDING_EM,
        Width::Share(_) => 0.0,
    };
    widths.iter().map(of).sum()
}

fn is_text(alignment: Alignment) -> bool {
    match alignment {
        Alignment::Start | Alignment::Center => true,
        Alignment::End | Alignment::Decimal => false,
    }
}

fn need(table: &Table, column: usize) -> Need {
    let alignment = table.columns[column].alignment;
    let heading = plain_text(&table.columns[column].heading);
    let mut word = words(&heading).map(bold_em).fold(0.0, f64::max);
    let mut least = word;
    let mut most = bold_em(&heading).min(HEADING_EM).max(word);
    for row in table.rows.iter().filter(|row| row.kind != RowKind::Group) {
        let Some(cell) = row.cells.get(column) else { continue };
        let text = plain_text(&cell.content);
        let measure = match row.kind {
            RowKind::Total => bold_em,
            RowKind::Body | RowKind::Group => width_em,
        };
        let whole = measure(&text);
        let longest = words(&text).map(measure).fold(0.0, f64::max);
        most = most.max(whole);
        word = word.max(longest);
        // Columns of numbers break nowhere; in texts, words and short figures hold together.
        least = least.max(if is_text(alignment) {
            let figures = cell.content.iter().filter_map(|inline| match inline {
                Inline::Figure(figure) if figure.text.chars().count() <= SHORT_FIGURE => Some(measure(&figure.text)),
                Inline::Figure(_)
                | Inline::Text(_)
                | Inline::Emphasis(_)
                | Inline::Strong(_)
                | Inline::Link { .. }
                | Inline::CrossReference { .. }
                | Inline::Footnote(_)
                | Inline::Code(_)
                | Inline::LineBreak
                | Inline::Language { .. } => None,
            });
            figures.fold(longest, f64::max).min(2.0 * TEXT_EM)
        } else {
            whole
        });
    }
    Need { word, least, most }
}

/// The pieces of a text between which a line may break.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', '-', '–', '—', '/', '\u{ad}', '\u{200b}'])
}

/// The width of bold text, in em.
pub(in crate::writer) fn bold_em(text: &str) -> f64 {
    width_em(text) * 1.07
}

/// The width of text, in em.
pub(in crate::writer) fn width_em(text: &str) -> f64 {
    text.chars().map(character_em).sum()
}

fn character_em(character: char) -> f64 {
    match character {
        '0'..='9' => 0.575,
        ' ' | '\u{a0}' | '\u{202f}' | '.' | ',' | ':' | ';' | '\'' | '!' | '|' | 'i' | 'l' | 'j' | 'I' => 0.28,
        'f' | 't' | 'r' | '-' | '(' | ')' | '[' | ']' | '/' | '’' => 0.42,
        'm' | 'w' | 'M' | 'W' | '%' | '—' | 'ш' | 'щ' | 'ж' | 'ю' | 'ы' | 'ф' | 'м' | 'Ш' | 'Щ' | 'Ж' | 'Ю' | 'Ы'
        | 'Ф' | 'М' => 0.95,
        // Ideographs and kana stand in squares.
        '\u{2e80}'..='\u{ffef}' => 1.0,
        character if character.is_uppercase() => 0.72,
        _ => 0.62,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockId, Cell, Column, Row};

    fn check(columns: &[(&str, Alignment, u16)], rows: &[&[&str]], available_em: f64) -> String {
        let text = |text: &str| vec![Inline::Text(text.to_owned())];
        let table = Table {
            id: BlockId("t".into()),
            caption: vec![],
            description: String::new(),
            columns: columns
                .iter()
                .map(|(heading, alignment, width)| Column {
                    heading: text(heading),
                    alignment: *alignment,
                    width: *width,
                })
                .collect(),
            rows: rows
                .iter()
                .map(|cells| Row {
                    kind: RowKind::Body,
                    cells: cells.iter().map(|cell| Cell { content: text(cell) }).collect(),
                })
                .collect(),
            has_row_headings: true,
            note: vec![],
        };
        let widths = widths(&table, available_em);
        let print = |width| match width {
            Width::Em(em) => format!("{em:.2}em"),
            Width::Share(share) => format!("{share:.2}fr"),
        };
        let mut columns: Vec<String> = widths.columns.into_iter().map(print).collect();
        columns.extend(widths.must_hyphenate.then(|| "hyphenated".to_owned()));
        columns.join(" ")
    }

    #[test]
    fn a_long_heading_does_not_widen_a_column_of_short_numbers() {
        let columns = [("Name", Alignment::Start, 1), ("Amount agreed up to now", Alignment::End, 0)];
        assert_eq!(check(&columns, &[&["Road", "69.2"]], 55.0), "1.00fr 6.50em");
    }

    #[test]
    fn the_first_text_column_takes_the_width_that_nothing_else_takes() {
        let columns = [("Year", Alignment::Start, 0), ("Sum", Alignment::End, 0)];
        assert_eq!(check(&columns, &[&["1998", "7"]], 55.0), "1.00fr 2.45em");
    }

    #[test]
    fn a_share_too_small_for_its_numbers_becomes_their_width() {
        let columns = [("Name", Alignment::Start, 20), ("Sum", Alignment::End, 1)];
        assert_eq!(check(&columns, &[&["Road", "123,456.789"]], 50.0), "20.00fr 5.74em");
    }

    #[test]
    fn words_are_divided_only_where_one_does_not_fit() {
        let columns = [("Name", Alignment::Start, 1), ("Field", Alignment::Start, 1)];
        let long = "Donaudampfschifffahrtsgesellschaft";
        assert_eq!(check(&columns, &[&["Road", "Transport"]], 30.0), "1.00fr 1.00fr");
        assert_eq!(check(&columns, &[&["Road", long]], 30.0), "1.00fr 14.00em hyphenated");
    }
}
