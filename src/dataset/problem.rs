//! Why a value was refused, and where in its record. The error of our serde deserializer.

use std::fmt;

use serde::de::{self, Expected, Unexpected};

use super::node::Step;

/// One problem of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    /// What is wrong.
    pub(super) kind: Kind,
    /// The way from the record to the value, the innermost step first.
    path: Vec<Step>,
}

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// A type of the model refused it, in its own words.
    Refused(String),
    /// It has another shape than the one named here.
    WrongType(String),
    /// It has the right shape; what was expected is named here.
    WrongValue(String),
    /// It is not one of these words.
    UnknownWord(&'static [&'static str]),
    /// A key is not one of these.
    UnknownKey(&'static [&'static str]),
    /// A key is missing.
    MissingKey(&'static str),
    /// A key stands under two of its names.
    DuplicateKey(&'static str),
}

impl Problem {
    /// A problem of the value that is being read.
    pub(super) fn new(kind: Kind) -> Problem {
        Problem { kind, path: Vec::new() }
    }

    /// The same problem, seen from the value above.
    pub(super) fn below(mut self, step: Step) -> Problem {
        self.path.push(step);
        self
    }

    /// The way from the record to the value.
    pub(super) fn path(&self) -> Vec<Step> {
        self.path.iter().rev().copied().collect()
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Refused(message) => f.write_str(message),
            Kind::WrongType(expected) | Kind::WrongValue(expected) => write!(f, "expected {expected}"),
            Kind::UnknownWord(_) => f.write_str("unknown word"),
            Kind::UnknownKey(_) => f.write_str("unknown key"),
            Kind::MissingKey(key) => write!(f, "missing key `{key}`"),
            Kind::DuplicateKey(key) => write!(f, "duplicate key `{key}`"),
        }
    }
}

impl std::error::Error for Problem {}

impl de::Error for Problem {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Problem::new(Kind::Refused(message.to_string()))
    }

    fn invalid_type(_: Unexpected, expected: &dyn Expected) -> Self {
        Problem::new(Kind::WrongType(expected.to_string()))
    }

    fn invalid_value(_: Unexpected, expected: &dyn Expected) -> Self {
        Problem::new(Kind::WrongValue(expected.to_string()))
    }

    fn invalid_length(_: usize, expected: &dyn Expected) -> Self {
        Problem::new(Kind::WrongValue(expected.to_string()))
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Problem::new(Kind::UnknownWord(expected))
    }

    fn unknown_field(_: &str, expected: &'static [&'static str]) -> Self {
        Problem::new(Kind::UnknownKey(expected))
    }

    fn missing_field(field: &'static str) -> Self {
        Problem::new(Kind::MissingKey(field))
    }

    fn duplicate_field(field: &'static str) -> Self {
        Problem::new(Kind::DuplicateKey(field))
    }
}
