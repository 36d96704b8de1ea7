//! Texts by language.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// A BCP 47 language tag, such as `en` or `ja`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct LanguageTag(String);

impl LanguageTag {
    /// Reads a tag: subtags of one to eight ASCII letters or digits, joined by `-`, the first of letters.
    pub fn parse(text: &str) -> Option<LanguageTag> {
        let subtags: Vec<&str> = text.split('-').collect();
        let is_subtag = |tag: &&str| (1..=8).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric());
        let first = subtags.first()?;
        let is_language = (2..=8).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic());
        (is_language && subtags.iter().all(is_subtag)).then(|| LanguageTag(text.to_owned()))
    }

    /// The tag as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for LanguageTag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        LanguageTag::parse(&text)
            .ok_or_else(|| de::Error::custom(format!("expected a language tag such as `en`, found `{text}`")))
    }
}

/// Where a text in some language comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Translation {
    /// The issuer's own wording, or the original that translations are made from.
    Official,
    /// Translated and read by a speaker.
    Reviewed,
    /// Translated and not yet read.
    Draft,
}

/// A text in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Text {
    /// The words.
    pub text: String,
    /// Their standing.
    pub translation: Translation,
}

/// A text by language. In YAML `{en: "words"}`, where a plain text is the original and so official, or
/// `{en: {text: "words", translation: draft}}`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Localized(BTreeMap<LanguageTag, Text>);

impl Localized {
    /// The text in a language.
    pub fn get(&self, language: &LanguageTag) -> Option<&Text> {
        self.0.get(language)
    }

    /// The languages that the text exists in, in order of their tags.
    pub fn languages(&self) -> impl Iterator<Item = &LanguageTag> {
        self.0.keys()
    }

    /// Every text with its language.
    pub fn iter(&self) -> impl Iterator<Item = (&LanguageTag, &Text)> {
        self.0.iter()
    }

    /// Whether no language has a text.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(LanguageTag, Text)> for Localized {
    fn from_iter<I: IntoIterator<Item = (LanguageTag, Text)>>(texts: I) -> Self {
        Localized(texts.into_iter().collect())
    }
}

impl<'de> Deserialize<'de> for Localized {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        BTreeMap::<LanguageTag, Text>::deserialize(deserializer).map(Localized)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;

        impl<'de> Visitor<'de> for TextVisitor {
            type Value = Text;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, or `{text: …, translation: official|reviewed|draft}`")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Text, E> {
                Ok(Text { text: text.to_owned(), translation: Translation::Official })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Text, A::Error> {
                #[derive(Deserialize)]
                #[serde(deny_unknown_fields)]
                struct Written {
                    text: String,
                    translation: Translation,
                }
                let written = Written::deserialize(de::value::MapAccessDeserializer::new(map))?;
                Ok(Text { text: written.text, translation: written.translation })
            }
        }

        deserializer.deserialize_any(TextVisitor)
    }
}
