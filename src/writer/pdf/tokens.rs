//! What `theme.yaml` says, as the JSON that `theme.typ` reads. Floor 3.

use super::fonts::Fonts;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::document::Theme;

/// The tokens of a theme for Typst, with those font families only that are available, and what is missing.
///
/// A list of families without any that is available is an error; a first choice that is missing is a
/// warning, since the report then looks otherwise; a later one that is missing says nothing: it stands there
/// for languages that this machine may never print.
pub(super) fn tokens(theme: &Theme, theme_path: &str, fonts: &Fonts) -> (Vec<u8>, Vec<Diagnostic>) {
    let mut theme = theme.clone();
    let mut diagnostics = Vec::new();
    // Fonts are named in the file beside `theme.typ`.
    let folder = theme_path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let yaml_path = format!("{folder}/theme.yaml");
    let lists =
        [("body", &mut theme.fonts.body), ("heading", &mut theme.fonts.heading), ("code", &mut theme.fonts.code)];
    for (name, families) in lists {
        let first = families.first().cloned();
        let asked = families.join("`, `");
        families.retain(|family| fonts.has_family(family));
        let place = Place::file(yaml_path.trim_start_matches('/'));
        let hint = format!("available are {}", fonts.families().join(", "));
        let diagnostic = match first {
            None => Diagnostic::error(Code::THEME_ERROR, place, format!("`fonts.{name}` names no font family")),
            Some(_) if families.is_empty() => Diagnostic::error(
                Code::MISSING_FONT,
                place,
                format!("no font family of `fonts.{name}` is available: `{asked}`"),
            )
            .with_hint("give a folder with the font: `--font-dir DIR`"),
            Some(first) if families.first() != Some(&first) => Diagnostic::warning(
                Code::MISSING_FONT,
                place,
                format!(
                    "the font family `{first}` of `fonts.{name}` is not available; `{}` stands for it",
                    families[0]
                ),
            )
            .with_hint("give a folder with the font: `--font-dir DIR`"),
            Some(_) => continue,
        };
        diagnostics.push(diagnostic.with_hint(hint));
    }
    let json = serde_json::to_vec(&theme).expect("a theme is made of texts and numbers");
    (json, diagnostics)
}
