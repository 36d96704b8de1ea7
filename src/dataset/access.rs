//! Serde's way into lists, mappings and variants; each adds its step to the way of a problem.

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{self, DeserializeSeed, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};

use super::deserializer::NodeDeserializer;
use super::node::{Entry, Node, Step};
use super::problem::Problem;

/// Gives the entries of a mapping.
pub(super) struct Entries<'de, 'keys> {
    /// The deserializer of the value above.
    pub(super) parent: NodeDeserializer<'de, 'keys>,
    /// Index in the mapping, key, value.
    pub(super) entries: Vec<(usize, &'de str, &'de Node)>,
    /// Index of the next to give.
    pub(super) next: usize,
}

impl<'de> MapAccess<'de> for Entries<'de, '_> {
    type Error = Problem;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Problem> {
        let Some((index, key, _)) = self.entries.get(self.next) else {
            return Ok(None);
        };
        seed.deserialize(BorrowedStrDeserializer::new(key))
            .map(Some)
            .map_err(|problem: Problem| problem.below(Step::Key(*index)))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Problem> {
        let (index, _, node) = self.entries.get(self.next).expect("a value is asked for after its key");
        self.next += 1;
        seed.deserialize(self.parent.at(node)).map_err(|problem| problem.below(Step::Value(*index)))
    }
}

/// Gives the items of a list.
pub(super) struct Items<'de, 'keys> {
    /// The deserializer of the value above.
    pub(super) parent: NodeDeserializer<'de, 'keys>,
    /// The items.
    pub(super) items: &'de [Node],
    /// Index of the next to give.
    pub(super) next: usize,
}

impl<'de> SeqAccess<'de> for Items<'de, '_> {
    type Error = Problem;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Problem> {
        let Some(node) = self.items.get(self.next) else {
            return Ok(None);
        };
        let step = Step::Item(self.next);
        self.next += 1;
        seed.deserialize(self.parent.at(node)).map(Some).map_err(|problem| problem.below(step))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len() - self.next)
    }
}

/// Gives a variant that is written `word: value`.
pub(super) struct Variant<'de, 'keys> {
    /// The deserializer of the value above.
    pub(super) parent: NodeDeserializer<'de, 'keys>,
    /// The word with its value.
    pub(super) entry: &'de Entry,
}

impl<'de, 'keys> EnumAccess<'de> for Variant<'de, 'keys> {
    type Error = Problem;
    type Variant = VariantValue<'de, 'keys>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self::Variant), Problem> {
        let variant = seed
            .deserialize(BorrowedStrDeserializer::new(&self.entry.key))
            .map_err(|problem: Problem| problem.below(Step::Key(0)))?;
        Ok((variant, VariantValue(self.parent.at(&self.entry.value))))
    }
}

/// Gives what stands behind the word of a variant.
pub(super) struct VariantValue<'de, 'keys>(pub(super) NodeDeserializer<'de, 'keys>);

impl<'de> VariantAccess<'de> for VariantValue<'de, '_> {
    type Error = Problem;

    fn unit_variant(self) -> Result<(), Problem> {
        if self.0.node.is_null() || self.0.is_sample() { Ok(()) } else { self.0.wrong_type("nothing") }
            .map_err(below_variant)
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Problem> {
        seed.deserialize(self.0).map_err(below_variant)
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Problem> {
        de::Deserializer::deserialize_tuple(self.0, len, visitor).map_err(below_variant)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Problem> {
        de::Deserializer::deserialize_struct(self.0, "", fields, visitor).map_err(below_variant)
    }
}

fn below_variant(problem: Problem) -> Problem {
    problem.below(Step::Value(0))
}
