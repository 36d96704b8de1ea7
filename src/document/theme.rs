//! The tokens of a theme that all formats share: colours, fonts, sizes, spacing.
//!
//! Read from `themes/<theme>/theme.yaml`. How each format uses them is said in `theme.typ`, `theme.css`
//! and `word.yaml`.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, de};

/// The colours that every theme has: of the page, of callouts and what is not known, then one for each scheme and
/// channel key that charts and tiles use.
pub const COLOR_TOKENS: [&str; 22] = [
    "ink",
    "ink-soft",
    "paper",
    "surface",
    "line",
    "accent",
    "accent-soft",
    "on-accent",
    "note",
    "warning",
    "not-known",
    "training",
    "volunteers",
    "technical-cooperation",
    "experts",
    "development-planning",
    "grant-aid",
    "oda-loan",
    "jica",
    "mofa-with-jica",
    "mofa",
    "organisation",
];

/// The tokens of one theme.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Theme {
    /// Colours by token; all of [`COLOR_TOKENS`] are there.
    pub colors: BTreeMap<String, Color>,
    /// Font families.
    pub fonts: FontFamilies,
    /// Type sizes in points.
    pub sizes: SizesPt,
    /// Distances in millimetres.
    pub spacing: SpacingMm,
}

/// Font families in order of preference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FontFamilies {
    /// For text.
    pub body: Vec<String>,
    /// For headings.
    pub heading: Vec<String>,
    /// Fixed width.
    pub code: Vec<String>,
}

/// Type sizes in points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SizesPt {
    /// Running text.
    pub body: f64,
    /// Notes and source lines; not below 7.5.
    pub small: f64,
    /// Table cells.
    pub table: f64,
    /// Headings of level 1, 2, 3.
    pub heading: [f64; 3],
    /// The title on a full-page cover.
    pub title: f64,
    /// The number in a tile.
    pub key_figure: f64,
    /// Labels in charts.
    pub chart_label: f64,
}

/// Distances in millimetres.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SpacingMm {
    /// Page margin at the top.
    pub margin_top: f64,
    /// Page margin at the bottom.
    pub margin_bottom: f64,
    /// Page margin at the sides.
    pub margin_side: f64,
    /// Between paragraphs.
    pub paragraph: f64,
    /// Around tables, charts and tiles.
    pub block: f64,
}

/// An sRGB colour, written `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Color {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl Color {
    /// Reads `#rrggbb`.
    pub fn parse(text: &str) -> Option<Color> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Color { red: channel(0)?, green: channel(2)?, blue: channel(4)? })
    }

    /// Writes `#rrggbb`.
    pub fn to_hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

impl Serialize for Color {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_hex())
    }
}

impl<'de> Deserialize<'de> for Color {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Color::parse(&text).ok_or_else(|| de::Error::custom(format!("expected a colour `#rrggbb`, found `{text}`")))
    }
}

impl Theme {
    /// The colour of a token, `None` where the theme has none of that name.
    pub fn color(&self, token: &str) -> Option<Color> {
        self.colors.get(token).copied()
    }
}
