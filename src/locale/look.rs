//! How a figure is printed: the look never changes what it is.

use std::fmt;

use crate::model::Scale;

/// How a figure is printed at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// Power of ten; as stated where `None`.
    pub scale: Option<Scale>,
    /// Decimals; as stated where `None`, or as many as there are at another scale.
    pub decimals: Option<u32>,
    /// With or without words.
    pub form: Form,
}

/// What is printed beside the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// Qualifier, number, scale and unit.
    #[default]
    Full,
    /// The number alone ("about" stays), for tables and tiles whose heading says the unit.
    Number,
    /// As `Full`, whole numbers up to ten spelled out.
    Words,
}

impl Look {
    /// Reads what `Display` writes.
    pub fn parse(text: &str) -> Option<Look> {
        let mut look = Look::default();
        for part in text.split(',').filter(|part| !part.is_empty()) {
            let (name, argument) = match part.strip_suffix(')').and_then(|part| part.split_once('(')) {
                Some((name, argument)) => (name, Some(argument)),
                None => (part, None),
            };
            match (name, argument) {
                ("unit", Some("one")) => look.scale = Some(Scale::One),
                ("unit", Some(scale)) => look.scale = Some(Scale::parse(scale).filter(|scale| *scale != Scale::One)?),
                ("decimals", Some(decimals)) => look.decimals = Some(decimals.parse().ok()?),
                ("number", None) => look.form = Form::Number,
                ("words", None) => look.form = Form::Words,
                _ => return None,
            }
        }
        Some(look)
    }
}

impl fmt::Display for Look {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        if let Some(scale) = self.scale {
            parts.push(format!("unit({})", if scale == Scale::One { "one" } else { scale.as_str() }));
        }
        if let Some(decimals) = self.decimals {
            parts.push(format!("decimals({decimals})"));
        }
        match self.form {
            Form::Full => {}
            Form::Number => parts.push("number".into()),
            Form::Words => parts.push("words".into()),
        }
        f.write_str(&parts.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_come_back_as_they_were_written() {
        for text in ["", "number", "unit(billion),decimals(1),number", "words", "unit(one)"] {
            assert_eq!(Look::parse(text).map(|look| look.to_string()).as_deref(), Some(text));
        }
        assert_eq!(Look::parse("upside-down"), None);
    }
}
