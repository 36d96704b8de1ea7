//! The line of one field: its type by its kind in the model, its doubts by what stands in the column.

use rust_decimal::Decimal;

use super::hints::{date_formats, unit_of};
use super::sample::Sample;
use super::write::quoted;
use super::{Guess, Known};
use crate::spreadsheet::schema::{FieldKind, FieldSchema};

/// What is proposed for a field.
#[derive(Default)]
struct Proposed {
    /// Keys and values, as they are written.
    parts: Vec<String>,
    doubts: Vec<String>,
}

/// Writes the line.
pub(super) fn line(guess: &Guess<'_>, label: &str, sample: &Sample, known: &Known<'_>) -> String {
    let Guess { field, is_sure } = *guess;
    let mut proposed = Proposed::default();
    if !is_sure {
        proposed.doubts.push(format!("is this `{}`?", field.name));
    }
    kind(field, label, sample, known, &mut proposed);
    if field.is_required {
        proposed.parts.push("required: true".to_owned());
    }
    let Proposed { parts, doubts } = proposed;
    let line = format!("  - {{name: {}, labels: [{}], {}}}", field.name, quoted(label), parts.join(", "));
    if doubts.is_empty() { line } else { format!("{line}  # doubt: {}", doubts.join(" ")) }
}

fn kind(field: &FieldSchema, label: &str, sample: &Sample, known: &Known<'_>, proposed: &mut Proposed) {
    let Proposed { parts, doubts } = proposed;
    let (is_list, item) = match field.kind {
        FieldKind::List(item) => (true, *item),
        other => (false, other),
    };
    match item {
        _ if is_list && !matches!(item, FieldKind::Choice(_) | FieldKind::Reference(_)) => {
            parts.push("type: string".to_owned());
        }
        FieldKind::Integer => parts.push("type: integer".to_owned()),
        FieldKind::Number => parts.push("type: number".to_owned()),
        FieldKind::Quantity | FieldKind::FigureValue => amount(label, known, proposed),
        FieldKind::Day | FieldKind::Date | FieldKind::SigningDates => {
            let (found, is_clear) = date_formats(&sample.texts, known.words);
            let formats: Vec<String> =
                ["excel", "edtf"].into_iter().map(str::to_owned).chain(found.iter().map(|way| written(way))).collect();
            parts.push(format!("type: date, formats: [{}]", formats.join(", ")));
            match (found.is_empty(), is_clear) {
                (true, true) => {}
                (false, true) => doubts.push("are the dates written so?".to_owned()),
                (_, false) => doubts.push(format!("how are the dates written? {}", examples(&sample.texts))),
            }
        }
        FieldKind::FiscalYear => parts.push("type: fiscal_year".to_owned()),
        FieldKind::Period => parts.push("type: period".to_owned()),
        FieldKind::Boolean => parts.push("type: boolean".to_owned()),
        FieldKind::Choice(words) => choice(words, sample, proposed),
        FieldKind::Reference(table) => {
            parts.push(format!("type: string, references: {table}"));
        }
        FieldKind::Text
        | FieldKind::Id
        | FieldKind::Path
        | FieldKind::Channel
        | FieldKind::Language
        | FieldKind::Currency
        | FieldKind::Sources
        | FieldKind::List(_) => {
            parts.push("type: string".to_owned());
            if sample.texts.is_empty() && sample.numbers + sample.dates > 0 {
                doubts.push("the column has numbers or days".to_owned());
            }
        }
    }
}

fn amount(label: &str, known: &Known<'_>, proposed: &mut Proposed) {
    proposed.parts.push("type: quantity".to_owned());
    let (factor, unit) = unit_of(label, known.words).unwrap_or((Decimal::ONE, None));
    proposed.parts.extend(unit.as_ref().map(|unit| format!("unit: {}", unit.as_str())));
    proposed.parts.extend((factor != Decimal::ONE).then(|| format!("scale: {}", factor.normalize())));
    proposed.doubts.push(match unit {
        Some(_) => "unit and scale are those of the label; are they right?".to_owned(),
        None => "which unit and scale? Add `unit` and `scale`".to_owned(),
    });
}

/// Codes, each with the words that stand for it; which ones do is for a person to say.
fn choice(codes: &[&str], sample: &Sample, proposed: &mut Proposed) {
    let unknown: Vec<String> = sample.texts.iter().filter(|text| !codes.contains(&text.as_str())).cloned().collect();
    proposed.parts.push("type: string".to_owned());
    if !unknown.is_empty() {
        let empty: Vec<String> = codes.iter().map(|code| format!("{code}: []")).collect();
        proposed.parts.push(format!("enum: {{{}}}", empty.join(", ")));
        proposed.doubts.push(format!("put the words of the sheet behind their codes: {}", examples(&unknown)));
    }
}

/// A way to write dates as a YAML scalar.
fn written(way: &str) -> String {
    if way.contains('%') { quoted(way) } else { way.to_owned() }
}

/// Some texts, for a comment.
fn examples(texts: &[String]) -> String {
    texts.iter().take(5).map(|text| quoted(text)).collect::<Vec<_>>().join(", ")
}
