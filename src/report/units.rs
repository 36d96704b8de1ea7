//! Units of the data that no language has a name for.

use std::collections::BTreeSet;

use crate::check;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::locale::Locale;
use crate::model::{Dataset, LanguageTag, Scale, Unit};

use super::Project;
use super::project::TEMPLATES;

/// What the message of a unit begins with.
const PREFIX: &str = "unit-";
/// The message that puts a scale before any unit.
const SCALED: &str = "unit-scaled";
/// The unit that is printed as a sign and needs no name.
const PERCENT: &str = "percent";

/// Units that none of the languages has a message for, each at its value. One that only some languages lack is a
/// matter of those languages.
pub(super) fn unknown_units(
    project: &Project,
    dataset: &Dataset,
    languages: &BTreeSet<LanguageTag>,
) -> Vec<Diagnostic> {
    let locales: Vec<&Locale> = languages.iter().filter_map(|tag| Some(project.locales.get(tag)?.as_ref())).collect();
    let Some(first) = locales.first() else { return Vec::new() };
    let is_known = |unit: &Unit| {
        let key = format!("{PREFIX}{}", unit.as_str());
        unit.as_str() == PERCENT || locales.iter().any(|locale| locale.has_message(&key))
    };
    let unknown = check::units(dataset).into_iter().filter(|(_, unit)| !is_known(unit));
    unknown
        .map(|(path, unit)| {
            let message = format!("no language of the reports has a name for the unit `{}`", unit.as_str());
            let problem = Diagnostic::error(Code::INVALID_VALUE, dataset.places.of(&path), message);
            let problem = match meant(unit, &locales) {
                Some(near) => problem.with_hint(format!("did you mean `{near}`?")),
                None => problem,
            };
            let file = format!("{TEMPLATES}locales/{}.ftl", first.tag());
            problem.with_hint(format!("add `{PREFIX}{}` to `{file}` for a new unit", unit.as_str()))
        })
        .collect()
}

/// The unit that a mistyped one stands for: one that is printed with its word, else one that is written nearly so.
fn meant<'a>(unit: &Unit, locales: &[&'a Locale]) -> Option<&'a str> {
    let keys = || locales.iter().flat_map(|locale| locale.message_keys()).filter(|key| *key != SCALED);
    let known = || keys().filter_map(|key| key.strip_prefix(PREFIX));
    let word = unit.as_str().to_lowercase();
    let is_printed_so = |name: &&str| {
        let known = Unit::parse(name);
        let text = |locale: &&Locale| locale.unit_text(known.as_ref()?, Scale::One).ok();
        locales.iter().filter_map(text).any(|text| text.to_lowercase() == word)
    };
    known().find(is_printed_so).or_else(|| nearest(unit.as_str(), known()))
}
