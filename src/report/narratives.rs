//! Narratives that no template asks for, which would be written for nothing.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::Dataset;

use super::Project;

/// The call that names a section; `has_narrative(…)` ends with it too.
const CALL: &str = "narrative(";

/// Narratives whose section stands in no `narrative("…")` of a template or of another narrative. Nothing is said where a
/// section is named by an expression, since any could be meant, nor where a template could not be read and may ask for any.
pub(super) fn unread(project: &Project, dataset: &Dataset) -> Vec<Diagnostic> {
    if project.diagnostics.iter().any(Diagnostic::is_error) {
        return Vec::new();
    }
    let templates = project.templates.values().flat_map(|template| template.files.values());
    let texts: Vec<&str> = templates.chain(dataset.narrative.values()).map(String::as_str).collect();
    let Some(asked) = sections(&texts) else { return Vec::new() };
    let section = |path: &str| Some(path.rsplit('/').next()?.strip_suffix(".md")?.to_owned());
    let unread = dataset.narrative.keys().filter_map(|path| Some((path, section(path)?)));
    unread
        .filter(|(_, section)| !asked.contains(section.as_str()))
        .map(|(path, section)| {
            let place = dataset.places.of(&format!("narrative/{path}"));
            let message = format!("no template asks for the narrative `{section}`, so nothing reads this file");
            let problem = Diagnostic::warning(Code::UNKNOWN_FILE, place, message);
            match nearest(&section, asked.iter().copied()) {
                Some(near) => problem.with_hint(format!("did you mean `{near}.md`?")),
                None if asked.is_empty() => problem.with_hint("take the file away, or ask for it in a template"),
                None => {
                    let known = asked.iter().map(|section| format!("`{section}`")).collect::<Vec<_>>().join(", ");
                    problem.with_hint(format!("take one of {known}"))
                }
            }
        })
        .collect()
}

/// The sections that texts name; `None` where one is not a literal.
fn sections<'a>(texts: &[&'a str]) -> Option<BTreeSet<&'a str>> {
    let calls = texts.iter().flat_map(|text| text.split(CALL).skip(1));
    calls
        .map(|rest| {
            let rest = rest.trim_start();
            let quote = rest.chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
            rest.get(1..)?.split_once(quote).map(|(section, _)| section)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(texts: &[&str]) -> Option<Vec<String>> {
        Some(sections(texts)?.into_iter().map(str::to_owned).collect())
    }

    #[test]
    fn sections_are_the_literals_of_all_calls() {
        let texts = ["{% if has_narrative(\"b\") %}{% include narrative( 'a' ) %}", "no call"];
        assert_eq!(check(&texts), Some(vec!["a".to_owned(), "b".to_owned()]));
    }

    #[test]
    fn a_section_that_is_computed_can_be_any() {
        assert_eq!(check(&["{% include narrative(\"a\") %}{% include narrative(name) %}"]), None);
    }
}
