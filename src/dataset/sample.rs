//! Values that stand for refused or missing ones.
//!
//! A derived reader stops at the first value that it cannot take. To find the next problem too, the record is
//! read again with a sample in that place. What is read so is thrown away; only its problems are kept.

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, EnumAccess, MapAccess, SeqAccess};

use super::access::VariantValue;
use super::deserializer::NodeDeserializer;
use super::problem::Problem;

/// Texts of which one pleases each type of the model and the themes: dates, periods and fiscal years; amounts;
/// decimals; languages; channels; colours. A type that takes none of them costs only the problems behind it.
const TEXTS: [&str; 6] = ["JFY2000", "1 JPY", "1", "xx", "jica", "#000000"];

/// The text of a sample by its number.
pub(super) fn text(index: usize) -> &'static str {
    TEXTS.get(index).copied().unwrap_or_default()
}

/// The number of the next sample to try.
pub(super) fn next(index: usize) -> Option<usize> {
    let next = index + 1;
    (next < TEXTS.len()).then_some(next)
}

/// So many items, each the sample itself.
pub(super) struct SampleItems<'de, 'keys> {
    /// The deserializer of the sample.
    pub(super) sample: NodeDeserializer<'de, 'keys>,
    /// How many are left.
    pub(super) count: usize,
}

impl<'de> SeqAccess<'de> for SampleItems<'de, '_> {
    type Error = Problem;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Problem> {
        let Some(count) = self.count.checked_sub(1) else {
            return Ok(None);
        };
        self.count = count;
        seed.deserialize(self.sample).map(Some)
    }
}

/// An entry for each of the keys, its value the sample itself.
pub(super) struct SampleEntries<'de, 'keys> {
    /// The deserializer of the sample.
    pub(super) sample: NodeDeserializer<'de, 'keys>,
    /// Those that are left.
    pub(super) keys: &'static [&'static str],
}

impl<'de> MapAccess<'de> for SampleEntries<'de, '_> {
    type Error = Problem;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Problem> {
        let Some((key, rest)) = self.keys.split_first() else {
            return Ok(None);
        };
        self.keys = rest;
        seed.deserialize(StrDeserializer::new(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Problem> {
        seed.deserialize(self.sample)
    }
}

/// The first variant, its value the sample itself.
pub(super) struct SampleVariant<'de, 'keys> {
    /// The deserializer of the sample.
    pub(super) sample: NodeDeserializer<'de, 'keys>,
    /// The variant.
    pub(super) name: &'static str,
}

impl<'de, 'keys> EnumAccess<'de> for SampleVariant<'de, 'keys> {
    type Error = Problem;
    type Variant = VariantValue<'de, 'keys>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self::Variant), Problem> {
        Ok((seed.deserialize(StrDeserializer::<Problem>::new(self.name))?, VariantValue(self.sample)))
    }
}
