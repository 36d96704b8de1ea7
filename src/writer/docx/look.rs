//! What `word.yaml` says: which tokens of a theme the styles of Word take. Floor 3.
//!
//! Every style has tokens of its own in [`definitions`](super::definitions); a theme names only what it wants
//! otherwise. Lengths are millimetres, colours are tokens of `theme.yaml`, so that a change there shows in every format.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::definitions::definitions;
use crate::diagnostic::nearest;
use crate::document::Theme;

/// The look of Word files of one theme.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Look {
    /// Styles by their id, such as `Heading1`.
    pub styles: BTreeMap<String, StyleLook>,
    /// Colours of what is no style.
    pub colors: PartColors,
    /// The family for East Asian characters; the second of the theme's families if absent.
    pub east_asian_font: Option<String>,
    /// For a family that a reader may not have: those that Word takes instead, the best first.
    pub font_alternatives: BTreeMap<String, Vec<String>>,
}

/// What a style takes from the theme. What is absent comes from the style's own default.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct StyleLook {
    /// The family.
    pub font: Option<FontToken>,
    /// The size of type.
    pub size: Option<SizeToken>,
    /// A factor on the size.
    pub scale: Option<f64>,
    /// Token of the colour of the text.
    pub color: Option<String>,
    /// Whether bold.
    pub bold: Option<bool>,
    /// Whether italic.
    pub italic: Option<bool>,
    /// Space above, in millimetres.
    pub before: Option<f64>,
    /// Space below, in millimetres.
    pub after: Option<f64>,
    /// Distance of lines, in lines of the font.
    pub line: Option<f64>,
}

/// Which of the theme's families.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FontToken {
    /// For text.
    Body,
    /// For headings.
    Heading,
    /// Fixed width.
    Code,
}

/// Which of the theme's sizes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum SizeToken {
    /// Running text.
    #[serde(rename = "body")]
    Body,
    /// Notes and source lines.
    #[serde(rename = "small")]
    Small,
    /// Table cells.
    #[serde(rename = "table")]
    Table,
    /// Headings of level 1.
    #[serde(rename = "heading-1")]
    First,
    /// Headings of level 2.
    #[serde(rename = "heading-2")]
    Second,
    /// Headings of level 3.
    #[serde(rename = "heading-3")]
    Third,
    /// The title.
    #[serde(rename = "title")]
    Title,
    /// The number in a tile.
    #[serde(rename = "key-figure")]
    KeyFigure,
    /// Labels in charts.
    #[serde(rename = "chart-label")]
    ChartLabel,
}

impl SizeToken {
    /// That of a heading; levels below the third look alike.
    pub(super) fn of_heading(level: usize) -> SizeToken {
        match level {
            0 | 1 => SizeToken::First,
            2 => SizeToken::Second,
            _ => SizeToken::Third,
        }
    }
}

/// Colour tokens of what is no style.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct PartColors {
    /// Ground of the heading row of a table.
    pub table_heading: String,
    /// Ground of rows that head others, and of totals.
    pub table_group: String,
    /// Lines above and below a table.
    pub table_rule: String,
    /// Lines between rows, and below the running header.
    pub line: String,
    /// Ground of tiles and boxed remarks.
    pub surface: String,
    /// The band beside the title.
    pub band: String,
    /// The thin band beside that, and the line along dated events.
    pub band_soft: String,
}

impl Default for PartColors {
    fn default() -> PartColors {
        PartColors {
            table_heading: "accent-soft".into(),
            table_group: "surface".into(),
            table_rule: "accent".into(),
            line: "line".into(),
            surface: "surface".into(),
            band: "accent".into(),
            band_soft: "accent-soft".into(),
        }
    }
}

impl Look {
    /// What names no style and no token, each with the key that is wrong and, where one is near, the right name.
    pub fn problems(&self, theme: &Theme) -> Vec<LookProblem> {
        let known = definitions();
        let ids = || known.iter().map(|definition| definition.id);
        let mut found = Vec::new();
        for (id, style) in &self.styles {
            if !ids().any(|known| known == id) {
                let message = format!("Word files have no style `{id}`");
                found.push(LookProblem { key: id.clone(), message, near: nearest(id, ids()).map(str::to_owned) });
            }
            found.extend(style.color.as_ref().and_then(|token| unknown_color(theme, token)));
        }
        let parts = &self.colors;
        let tokens = [
            &parts.table_heading,
            &parts.table_group,
            &parts.table_rule,
            &parts.line,
            &parts.surface,
            &parts.band,
            &parts.band_soft,
        ];
        found.extend(tokens.into_iter().filter_map(|token| unknown_color(theme, token)));
        found
    }
}

/// Something that `word.yaml` names and that is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookProblem {
    /// The text to look for in the file.
    pub key: String,
    /// What is wrong.
    pub message: String,
    /// The name that may be meant.
    pub near: Option<String>,
}

fn unknown_color(theme: &Theme, token: &str) -> Option<LookProblem> {
    if theme.color(token).is_some() {
        return None;
    }
    let near = nearest(token, theme.colors.keys().map(String::as_str)).map(str::to_owned);
    Some(LookProblem { key: token.to_owned(), message: format!("the theme has no colour `{token}`"), near })
}
