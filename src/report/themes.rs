//! Folders of `report-templates/themes/`.

use std::collections::BTreeMap;

use crate::dataset::{InputFile, read_yaml};
use crate::diagnostic::{Code, Diagnostic, Place, nearest};
use crate::document::{COLOR_TOKENS, Theme};
use crate::writer::ThemeFiles;
use crate::writer::docx::Look;

use super::project::{TEMPLATES, below, folders, text_of};

/// What a font file is called.
const FONT_EXTENSIONS: [&str; 4] = [".ttf", ".otf", ".ttc", ".otc"];

/// Themes by name, and their fonts (path and bytes).
type Loaded = (BTreeMap<String, ThemeFiles>, Vec<(String, Vec<u8>)>);

/// Reads every theme and its fonts; one that lacks a file or has a broken one is left out, and said so.
pub(super) fn load(files: &BTreeMap<String, InputFile>, diagnostics: &mut Vec<Diagnostic>) -> Loaded {
    let parent = format!("{TEMPLATES}themes/");
    let mut themes = BTreeMap::new();
    let mut fonts = Vec::new();
    for name in folders(files, &parent) {
        let font_folder = format!("{parent}{name}/fonts/");
        let is_font = |path: &str| FONT_EXTENSIONS.iter().any(|end| path.to_ascii_lowercase().ends_with(end));
        let found = below(files, &font_folder).filter(|file| is_font(&file.path));
        fonts.extend(found.map(|file| (file.path.clone(), file.bytes.clone())));
        if let Some(theme) = load_theme(&name, files, diagnostics) {
            themes.insert(name, theme);
        }
    }
    (themes, fonts)
}

fn load_theme(
    name: &str,
    files: &BTreeMap<String, InputFile>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<ThemeFiles> {
    let path = |file: &str| format!("{TEMPLATES}themes/{name}/{file}");
    let [tokens, typst, css] =
        ["theme.yaml", "theme.typ", "theme.css"].map(|file| find(&path(file), files, diagnostics));
    let (tokens, typst, css) = (tokens?, typst?, css?);
    let tokens_file = tokens;
    let (tokens, problems) = read_yaml(&tokens_file.path, &tokens_file.bytes);
    diagnostics.extend(problems);
    diagnostics.extend(tokens.iter().flat_map(|tokens| missing_colors(tokens, tokens_file)));
    let mut text = |file| text_of(file).map_err(|problem| diagnostics.push(problem)).ok();
    let typst_path = typst.path.clone();
    let (typst, css) = (text(typst), text(css));
    let tokens = tokens?;
    let word = word_look(files.get(&path("word.yaml")), &tokens, diagnostics)?;
    Some(ThemeFiles { name: name.to_owned(), tokens, typst: typst?, typst_path, css: css?, word })
}

/// What `word.yaml` says; a theme may do without. `None` where the file is broken, which is then said.
fn word_look(file: Option<&InputFile>, tokens: &Theme, diagnostics: &mut Vec<Diagnostic>) -> Option<Look> {
    let Some(file) = file else { return Some(Look::default()) };
    let (look, problems) = read_yaml::<Look>(&file.path, &file.bytes);
    diagnostics.extend(problems);
    for problem in look.iter().flat_map(|look| look.problems(tokens)) {
        let line = line_with(file, |line| line.contains(problem.key.as_str()));
        let diagnostic = Diagnostic::error(Code::THEME_ERROR, Place::new(&file.path, line, 0), problem.message);
        diagnostics.push(match problem.near {
            Some(near) => diagnostic.with_hint(format!("did you mean `{near}`?")),
            None => diagnostic,
        });
    }
    look
}

/// The number of the first line that is meant; 0, for the whole file, where there is none.
fn line_with(file: &InputFile, is_meant: impl Fn(&str) -> bool) -> u32 {
    let text = String::from_utf8_lossy(&file.bytes);
    text.lines().position(is_meant).map_or(0, |index| u32::try_from(index + 1).unwrap_or(u32::MAX))
}

/// The colours that a theme lacks, each at its misspelt name where there is one, else at `colors`.
fn missing_colors(theme: &Theme, file: &InputFile) -> Vec<Diagnostic> {
    let place_of = |key: &str| {
        let is_key =
            |line: &str| line.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':'));
        Place::new(&file.path, line_with(file, is_key), 0)
    };
    let unknown = || theme.colors.keys().map(String::as_str).filter(|token| !COLOR_TOKENS.contains(token));
    let report = |token: &str| {
        let near = nearest(token, unknown());
        let place = place_of(near.unwrap_or("colors"));
        let problem = Diagnostic::error(Code::THEME_ERROR, place, format!("the theme has no colour `{token}`"));
        problem.with_hint(match near {
            Some(near) => format!("did you mean `{token}` by `{near}`?"),
            None => format!("add `{token}: \"#rrggbb\"` to `colors`"),
        })
    };
    COLOR_TOKENS.into_iter().filter(|token| theme.color(token).is_none()).map(report).collect()
}

fn find<'a>(
    path: &str,
    files: &'a BTreeMap<String, InputFile>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<&'a InputFile> {
    let file = files.get(path);
    if file.is_none() {
        let problem = Diagnostic::error(Code::THEME_ERROR, Place::file(path), "the theme lacks this file");
        diagnostics.push(problem.with_hint(format!("add `{path}`; another theme's file is a good start")));
    }
    file
}
