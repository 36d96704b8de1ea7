//! Values as YAML text. YAML 1.2.2, chapters 5 to 8.

use std::fmt::Write;

use rust_decimal::Decimal;

use super::Yaml;
use crate::dataset::node::Style;

/// A list or mapping that makes a longer line than this is broken into lines.
const LONGEST_LINE: usize = 140;
/// Indentation of what stands below a key or behind a dash.
const DEEPER: usize = 2;

/// Whether brackets are around.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Around {
    /// No.
    Block,
    /// Yes; commas and brackets mean something.
    Flow,
}

/// A value on one line.
pub(super) fn on_one_line(value: &Yaml, around: Around) -> String {
    let listed = |parts: Vec<String>| parts.join(", ");
    match value {
        Yaml::Text(text) => new_scalar(text, around),
        Yaml::Number(number) => number.to_string(),
        Yaml::Bool(value) => value.to_string(),
        Yaml::List(items) => {
            format!("[{}]", listed(items.iter().map(|item| on_one_line(item, Around::Flow)).collect()))
        }
        Yaml::Map(entries) => {
            let entry = |(key, value): &(String, Yaml)| {
                format!("{}: {}", new_scalar(key, Around::Flow), on_one_line(value, Around::Flow))
            };
            format!("{{{}}}", listed(entries.iter().map(entry).collect()))
        }
    }
}

/// A key with its value as lines, without indentation before the first and without a line end after the last.
pub(super) fn entry(key: &str, value: &Yaml, indent: usize, line_end: &str) -> String {
    let key = new_scalar(key, Around::Block);
    let line = format!("{key}: {}", on_one_line(value, Around::Block));
    let deeper = indent + DEEPER;
    let parts: Vec<String> = match value {
        _ if indent + line.chars().count() <= LONGEST_LINE => return line,
        Yaml::Text(_) | Yaml::Number(_) | Yaml::Bool(_) => return line,
        Yaml::List(items) => items.iter().map(|value| short_item(value, deeper, line_end)).collect(),
        Yaml::Map(entries) => entries.iter().map(|(key, value)| entry(key, value, deeper, line_end)).collect(),
    };
    let margin = " ".repeat(deeper);
    parts.iter().fold(format!("{key}:"), |text, part| text + line_end + &margin + part)
}

/// An item with its dash as lines, as [`entry`]. A record has a line for each key.
pub(super) fn item(value: &Yaml, indent: usize, line_end: &str) -> String {
    let deeper = indent + DEEPER;
    match value {
        Yaml::Map(entries) if !entries.is_empty() => {
            let margin = format!("{line_end}{}", " ".repeat(deeper));
            let lines: Vec<String> = entries.iter().map(|(key, value)| entry(key, value, deeper, line_end)).collect();
            format!("- {}", lines.join(&margin))
        }
        Yaml::Map(_) | Yaml::List(_) | Yaml::Text(_) | Yaml::Number(_) | Yaml::Bool(_) => {
            format!("- {}", on_one_line(value, Around::Block))
        }
    }
}

/// An item of a list within a record: on one line, where it fits.
fn short_item(value: &Yaml, indent: usize, line_end: &str) -> String {
    let line = format!("- {}", on_one_line(value, Around::Block));
    if indent + line.chars().count() <= LONGEST_LINE { line } else { item(value, indent, line_end) }
}

/// A text where none stood: without quotes only where any reader of YAML takes it for a text.
fn new_scalar(text: &str, around: Around) -> String {
    let is_date = |text: &str| {
        let mut parts = text.splitn(2, '-');
        let is_year = parts.next().is_some_and(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()));
        is_year && parts.next().is_some()
    };
    let is_number = text.parse::<Decimal>().is_ok() || text.parse::<f64>().is_ok() || text.starts_with("0x");
    let is_other = is_number || is_date(text) || text.trim_start_matches(['-', '+']).starts_with('.');
    if !is_other && can_be_plain(text, around) { text.to_owned() } else { double_quoted(text) }
}

/// A text in the place of a scalar: in the same quotes, where it can stand in them.
pub(super) fn scalar_like(text: &str, old: Style, around: Around) -> String {
    match old {
        Style::SingleQuoted if text.chars().all(is_printable) => format!("'{}'", text.replace('\'', "''")),
        Style::Plain if can_be_plain(text, around) => text.to_owned(),
        Style::Plain
        | Style::SingleQuoted
        | Style::DoubleQuoted
        | Style::Literal
        | Style::Folded
        | Style::Flow
        | Style::FlowPair
        | Style::Block
        | Style::Alias => double_quoted(text),
    }
}

/// Whether a text stays what it is without quotes (YAML 1.2.2, 7.3.3), and is not a word for something else.
fn can_be_plain(text: &str, around: Around) -> bool {
    const INDICATORS: &str = "-?:,[]{}#&*!|>'\"%@`=~";
    let Some(first) = text.chars().next() else { return false };
    let second = text.chars().nth(1).unwrap_or(' ');
    let begins_well = !INDICATORS.contains(first)
        || (first == '-' && !second.is_whitespace() && !INDICATORS.contains(second) && around == Around::Block);
    let ends_well = !text.ends_with(':') && text.trim() == text;
    let is_word = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"]
        .iter()
        .any(|word| text.eq_ignore_ascii_case(word));
    let has_bracket = around == Around::Flow && text.contains(['[', ']', '{', '}', ',']);
    let has_mark = text.contains(": ") || text.contains(" #") || (around == Around::Flow && text.contains(':'));
    let is_document_mark = text.starts_with("---") || text.starts_with("...");
    begins_well
        && ends_well
        && !is_word
        && !has_bracket
        && !has_mark
        && !is_document_mark
        && text.chars().all(is_printable)
}

/// Whether a character may stand in a line as it is, and is seen there.
fn is_printable(character: char) -> bool {
    !character.is_control() && !matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// A text in double quotes (YAML 1.2.2, 7.3.1), on one line.
pub(super) fn double_quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            character if is_printable(character) => quoted.push(character),
            character => {
                write!(quoted, "\\U{:08X}", u32::from(character)).expect("a String takes every text");
            }
        }
    }
    quoted + "\""
}

/// The indicators and the lines of a text below `|` or `>`, each line indented; `None` where it can only stand in quotes.
pub(super) fn block_scalar(text: &str, old: Style, indent: usize, line_end: &str) -> Option<(String, String)> {
    let (body, chomping) = match text.strip_suffix('\n') {
        Some(body) => (body, ""),
        None => (text, "-"),
    };
    let lines: Vec<&str> = body.split('\n').collect();
    let sign = match old {
        Style::Literal => '|',
        Style::Folded if lines.len() == 1 => '>',
        Style::Folded => '|',
        Style::Plain | Style::SingleQuoted | Style::DoubleQuoted => return None,
        Style::Flow | Style::FlowPair | Style::Block | Style::Alias => return None,
    };
    let is_plain_line = |line: &&str| line.chars().all(is_printable) && !line.starts_with([' ', '\t']);
    let is_whole =
        lines.first().is_some_and(|line| !line.is_empty()) && lines.last().is_some_and(|line| !line.is_empty());
    if !is_whole || !lines.iter().all(is_plain_line) || lines.iter().any(|line| line.ends_with(' ')) {
        return None;
    }
    let margin = " ".repeat(indent);
    let indented: Vec<String> =
        lines.iter().map(|line| if line.is_empty() { String::new() } else { format!("{margin}{line}") }).collect();
    Some((format!("{sign}{chomping}"), indented.join(line_end)))
}
