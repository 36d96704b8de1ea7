//! Arguments of functions and maps inside them, read strictly: an unknown name is an error with the nearest.

use minijinja::Error;
use minijinja::value::{Kwargs, Rest, Value, ValueKind, ValueOrKwargs};

use super::figure::described;
use super::problem::Problem;
use super::record::Record;
use crate::diagnostic::Code;

/// The arguments of one call, or the keys of one map.
pub(super) struct Arguments {
    /// Whose they are, for messages.
    of: String,
    code: Code,
    values: Vec<(String, Value)>,
}

impl Arguments {
    /// Arguments of a function whose parameters are `known`, in the order in which they may stand without a name.
    pub(super) fn of_call(
        function: &str,
        code: Code,
        known: &[&str],
        values: Rest<ValueOrKwargs>,
    ) -> Result<Arguments, Problem> {
        let (positional, named) = split(values);
        let mut read = Arguments { of: format!("{function}(…)"), code, values: Vec::new() };
        for (index, value) in positional.into_iter().enumerate() {
            let Some(name) = known.get(index) else {
                let takes = if known.is_empty() { "none".to_owned() } else { format!("at most {}", known.len()) };
                return Err(read.problem(format!("has {} arguments, takes {takes}", index + 1)));
            };
            read.values.push(((*name).to_owned(), value));
        }
        for (name, value) in named {
            read.add(name, value, known)?;
        }
        Ok(read)
    }

    /// The keys of a map in an argument.
    pub(super) fn of_map(of: &str, code: Code, known: &[&str], value: &Value) -> Result<Arguments, Problem> {
        let mut read = Arguments { of: of.to_owned(), code, values: Vec::new() };
        let is_record = value.downcast_object_ref::<Record>().is_some();
        if value.kind() != ValueKind::Map || is_record {
            let keys = known.iter().map(|key| format!("{key}: …")).collect::<Vec<_>>().join(", ");
            return Err(Problem::new(code, format!("{of} is a map `{{{keys}}}`, found {}", described(value))));
        }
        for key in value.try_iter().into_iter().flatten() {
            if key.is_undefined() {
                let known = known.first().unwrap_or(&"key");
                return Err(read.problem("has a key without quotes").hint(format!("write `{{\"{known}\": …}}`")));
            }
            let item = value.get_item(&key).unwrap_or(Value::UNDEFINED);
            read.add(key.to_string(), item, known)?;
        }
        Ok(read)
    }

    fn add(&mut self, name: String, value: Value, known: &[&str]) -> Result<(), Problem> {
        if !known.contains(&name.as_str()) {
            let problem = self.problem(format!("has no argument `{name}`"));
            let list = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            return Err(problem.did_you_mean(&name, known.iter().copied()).hint(format!("it takes {list}")));
        }
        if self.values.iter().any(|(given, _)| *given == name) {
            return Err(self.problem(format!("has the argument `{name}` twice")));
        }
        if value.is_undefined() {
            return Err(self.problem(format!("has an undefined value as `{name}`")));
        }
        self.values.push((name, value));
        Ok(())
    }

    /// A problem of this call: "`table(…)` …".
    pub(super) fn problem(&self, what: impl AsRef<str>) -> Problem {
        Problem::new(self.code, format!("`{}` {}", self.of, what.as_ref()))
    }

    /// The code of problems of this call.
    pub(super) fn code(&self) -> Code {
        self.code
    }

    /// A value that may be absent; none counts as absent.
    pub(super) fn optional(&self, name: &str) -> Option<Value> {
        self.values.iter().find(|(given, value)| given == name && !value.is_none()).map(|(_, value)| value.clone())
    }

    /// A value that must be there.
    pub(super) fn required(&self, name: &str) -> Result<Value, Problem> {
        self.optional(name).ok_or_else(|| self.problem(format!("lacks the argument `{name}`")))
    }

    /// Yes or no.
    pub(super) fn flag(&self, name: &str, default: bool) -> Result<bool, Problem> {
        match self.optional(name) {
            None => Ok(default),
            Some(value) if value.kind() == ValueKind::Bool => Ok(value.is_true()),
            Some(value) => Err(self.wrong(name, "true or false", &value)),
        }
    }

    /// A whole number from 0.
    pub(super) fn number(&self, name: &str) -> Result<Option<u16>, Problem> {
        let Some(value) = self.optional(name) else { return Ok(None) };
        let number = value.as_i64().and_then(|number| u16::try_from(number).ok());
        number.map(Some).ok_or_else(|| self.wrong(name, "a whole number", &value))
    }

    /// A word of code, such as an id or the name of a kind: a plain text, or a phrase with a key.
    pub(super) fn word(&self, name: &str) -> Result<Option<String>, Problem> {
        let Some(value) = self.optional(name) else { return Ok(None) };
        let word = key_of(&value).ok_or_else(|| self.wrong(name, "a word", &value))?;
        super::phrase::check_text(&word)?;
        Ok(Some(word))
    }

    /// One of some words.
    pub(super) fn one_of<T: Copy>(&self, name: &str, known: &[(&str, T)]) -> Result<Option<T>, Problem> {
        let Some(word) = self.word(name)? else { return Ok(None) };
        let found = known.iter().find(|(known, _)| *known == word).map(|(_, value)| *value);
        found.map(Some).ok_or_else(|| {
            let words = known.iter().map(|(known, _)| format!("`{known}`")).collect::<Vec<_>>().join(", ");
            self.problem(format!("has `{name}` `{word}`, expected one of {words}"))
                .did_you_mean(&word, known.iter().map(|(known, _)| *known))
        })
    }

    /// A list; one that is absent is empty.
    pub(super) fn list(&self, name: &str) -> Result<Vec<Value>, Problem> {
        self.optional(name)
            .map_or(Ok(Vec::new()), |value| as_list(&value).ok_or_else(|| self.wrong(name, "a list", &value)))
    }

    /// A value of the wrong kind.
    pub(super) fn wrong(&self, name: &str, expected: &str, found: &Value) -> Problem {
        self.problem(format!("has as `{name}` {}, expected {expected}", described(found)))
    }
}

/// The items of a list or other sequence; `None` for anything else.
pub(super) fn as_list(value: &Value) -> Option<Vec<Value>> {
    match value.kind() {
        ValueKind::Seq | ValueKind::Iterable => Some(value.try_iter().ok()?.collect()),
        _ => None,
    }
}

/// A word of code: a plain text, or the key of a phrase or record.
pub(super) fn key_of(value: &Value) -> Option<String> {
    if let Some(text) = value.as_str() {
        return Some(text.to_owned());
    }
    if let Some(phrase) = value.downcast_object_ref::<super::phrase::Phrase>() {
        let key = phrase.fields.iter().find(|(name, _)| *name == "key")?;
        return key.1.as_str().map(str::to_owned);
    }
    value.downcast_object_ref::<Record>()?.get("key")?.as_str().map(str::to_owned)
}

/// Values without and with a name.
pub(super) fn split(values: Rest<ValueOrKwargs>) -> (Vec<Value>, Vec<(String, Value)>) {
    let mut positional = Vec::new();
    let mut named = Vec::new();
    for value in values.0 {
        let value = value.into_value();
        if !value.is_kwargs() {
            positional.push(value);
        } else if let Ok(kwargs) = Kwargs::try_from(value) {
            for name in kwargs.args().map(str::to_owned).collect::<Vec<_>>() {
                named.push((name.clone(), kwargs.get(&name).unwrap_or(Value::UNDEFINED)));
            }
        }
    }
    (positional, named)
}

/// What every function of ours returns.
pub(super) type Outcome = Result<Value, Error>;
