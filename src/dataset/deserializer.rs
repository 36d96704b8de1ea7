//! Serde over a [`Node`]: scalars as the text that stands in the file, problems with their place.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

use serde::de::{self, IntoDeserializer, Visitor};

use super::access::{Entries, Items, Variant};
use super::node::{Content, Entry, Node, Position};
use super::problem::{Kind, Problem};
use super::sample::{self, SampleEntries, SampleItems, SampleVariant};
use crate::diagnostic::nearest;

/// Longer words are not compared with known ones: none is as long.
const LONGEST_WORD: usize = 100;

/// A key that a record does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UnknownKey {
    /// The key.
    pub(super) key: String,
    /// Those that the record has.
    pub(super) known: &'static [&'static str],
    /// The one that was probably meant.
    pub(super) meant: Option<&'static str>,
}

/// Unknown keys by their place. They do not stop the reading of a record.
pub(super) type UnknownKeys = RefCell<BTreeMap<Position, UnknownKey>>;

/// Gives the value of one node.
#[derive(Clone, Copy)]
pub(super) struct NodeDeserializer<'de, 'keys> {
    /// The node.
    pub(super) node: &'de Node,
    /// Where unknown keys are put.
    pub(super) unknown_keys: &'keys UnknownKeys,
}

/// The known word that a mistyped one is nearest to.
pub(super) fn nearest_word<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > LONGEST_WORD { None } else { nearest(word, known) }
}

impl<'de, 'keys> NodeDeserializer<'de, 'keys> {
    /// The same for another node of the tree.
    pub(super) fn at(self, node: &'de Node) -> Self {
        NodeDeserializer { node, ..self }
    }

    /// Refuses the node's shape.
    pub(super) fn wrong_type<T>(self, expected: &str) -> Result<T, Problem> {
        Err(Problem::new(Kind::WrongType(expected.to_owned())))
    }

    /// A whole number within the limits of its type.
    fn integer<T: FromStr + Display + From<bool>>(self, least: T, greatest: T) -> Result<T, Problem> {
        match self.node.text().map(str::parse) {
            _ if self.is_sample() => Ok(T::from(true)),
            Some(Ok(number)) => Ok(number),
            Some(Err(_)) | None => self.wrong_type(&format!("a whole number from {least} to {greatest}")),
        }
    }

    /// Whether the node stands for a refused value.
    pub(super) fn is_sample(self) -> bool {
        matches!(self.node.content, Content::Sample(_))
    }

    /// The entries of a record: under an unknown key that was probably meant as a known one, that one.
    fn record_entries(
        self,
        entries: &'de [Entry],
        fields: &'static [&'static str],
    ) -> Vec<(usize, &'de str, &'de Node)> {
        let mut open: Vec<&'static str> =
            fields.iter().copied().filter(|field| entries.iter().all(|entry| entry.key != *field)).collect();
        let mut known = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            if fields.contains(&entry.key.as_str()) {
                known.push((index, entry.key.as_str(), &entry.value));
                continue;
            }
            let meant = nearest_word(&entry.key, open.iter().copied());
            if let Some(field) = open.iter().position(|field| Some(*field) == meant).map(|at| open.remove(at)) {
                known.push((index, field, &entry.value));
                self.add_unknown(entry, fields, Some(field));
            } else {
                self.add_unknown(entry, fields, nearest_word(&entry.key, fields.iter().copied()));
            }
        }
        known
    }

    fn add_unknown(self, entry: &Entry, known: &'static [&'static str], meant: Option<&'static str>) {
        let unknown = UnknownKey { key: entry.key.clone(), known, meant };
        self.unknown_keys.borrow_mut().insert(entry.key_position, unknown);
    }

    fn visit_entries<V: Visitor<'de>>(self, entries: &'de [Entry], visitor: V) -> Result<V::Value, Problem> {
        let all = entries.iter().enumerate().map(|(index, entry)| (index, entry.key.as_str(), &entry.value)).collect();
        visitor.visit_map(Entries { parent: self, entries: all, next: 0 })
    }
}

impl<'de> de::Deserializer<'de> for NodeDeserializer<'de, '_> {
    type Error = Problem;

    /// A scalar is a text, whatever it looks like.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match &self.node.content {
            Content::Scalar { .. } if self.node.is_null() => visitor.visit_unit(),
            Content::Scalar { text, .. } => visitor.visit_borrowed_str(text),
            Content::Sequence(items) => visitor.visit_seq(Items { parent: self, items, next: 0 }),
            Content::Mapping(entries) => self.visit_entries(entries, visitor),
            Content::Sample(index) => visitor.visit_str(sample::text(*index)),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match &self.node.content {
            Content::Scalar { text, is_plain: true } if text == "true" => visitor.visit_bool(true),
            Content::Scalar { text, is_plain: true } if text == "false" => visitor.visit_bool(false),
            Content::Sample(_) => visitor.visit_bool(true),
            Content::Scalar { .. } | Content::Sequence(_) | Content::Mapping(_) => {
                self.wrong_type("`true` or `false` without quotes")
            }
        }
    }

    fn deserialize_i8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_i8(self.integer(i8::MIN, i8::MAX)?)
    }

    fn deserialize_i16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_i16(self.integer(i16::MIN, i16::MAX)?)
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_i32(self.integer(i32::MIN, i32::MAX)?)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_i64(self.integer(i64::MIN, i64::MAX)?)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_u8(self.integer(u8::MIN, u8::MAX)?)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_u16(self.integer(u16::MIN, u16::MAX)?)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_u32(self.integer(u32::MIN, u32::MAX)?)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_u64(self.integer(u64::MIN, u64::MAX)?)
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        if self.is_sample() {
            return visitor.visit_f64(1.0);
        }
        match self.node.text().and_then(|text| text.parse::<f64>().ok()).filter(|number| number.is_finite()) {
            Some(number) => visitor.visit_f64(number),
            None => self.wrong_type("a number"),
        }
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.deserialize_str(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match &self.node.content {
            Content::Scalar { text, .. } if !self.node.is_null() => visitor.visit_borrowed_str(text),
            Content::Sample(index) => visitor.visit_str(sample::text(*index)),
            Content::Scalar { .. } | Content::Sequence(_) | Content::Mapping(_) => self.wrong_type("a text"),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.deserialize_str(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        if self.node.is_null() || self.is_sample() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        if self.node.is_null() || self.is_sample() { visitor.visit_unit() } else { self.wrong_type("nothing") }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Problem> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match &self.node.content {
            Content::Sequence(items) => visitor.visit_seq(Items { parent: self, items, next: 0 }),
            Content::Sample(_) => visitor.visit_seq(SampleItems { sample: self, count: 0 }),
            Content::Scalar { .. } | Content::Mapping(_) => self.wrong_type("a list"),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Problem> {
        match &self.node.content {
            Content::Sequence(items) if items.len() == len => visitor.visit_seq(Items { parent: self, items, next: 0 }),
            Content::Sequence(_) => Err(Problem::new(Kind::WrongValue(format!("a list of {len} items")))),
            Content::Sample(_) => visitor.visit_seq(SampleItems { sample: self, count: len }),
            Content::Scalar { .. } | Content::Mapping(_) => self.wrong_type(&format!("a list of {len} items")),
        }
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, Problem> {
        self.deserialize_tuple(len, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        match &self.node.content {
            Content::Mapping(entries) => self.visit_entries(entries, visitor),
            Content::Sample(_) => visitor.visit_map(SampleEntries { sample: self, keys: &[] }),
            Content::Scalar { .. } | Content::Sequence(_) => self.wrong_type("keys with values"),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        match &self.node.content {
            Content::Mapping(entries) => {
                let entries = self.record_entries(entries, fields);
                visitor.visit_map(Entries { parent: self, entries, next: 0 })
            }
            Content::Sample(_) => visitor.visit_map(SampleEntries { sample: self, keys: fields }),
            Content::Scalar { .. } | Content::Sequence(_) => self.wrong_type("a record of keys with values"),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        match &self.node.content {
            Content::Scalar { text, .. } if !self.node.is_null() => {
                visitor.visit_enum(text.as_str().into_deserializer())
            }
            Content::Mapping(entries) => match entries.as_slice() {
                [entry] => visitor.visit_enum(Variant { parent: self, entry }),
                _ => self.wrong_type("a word, or one key with its value"),
            },
            Content::Sample(_) => {
                let name = variants.first().copied().unwrap_or_default();
                visitor.visit_enum(SampleVariant { sample: self, name })
            }
            Content::Scalar { .. } | Content::Sequence(_) => self.wrong_type("a word"),
        }
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        self.deserialize_str(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Problem> {
        visitor.visit_unit()
    }
}
