//! Folders of `report-templates/themes/`.

use std::collections::BTreeMap;

use crate::dataset::{InputFile, read_yaml};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::writer::ThemeFiles;

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
    let (tokens, problems) = read_yaml(&tokens.path, &tokens.bytes);
    diagnostics.extend(problems);
    let mut text = |file| text_of(file).map_err(|problem| diagnostics.push(problem)).ok();
    let typst_path = typst.path.clone();
    let (typst, css) = (text(typst), text(css));
    Some(ThemeFiles { name: name.to_owned(), tokens: tokens?, typst: typst?, typst_path, css: css? })
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
