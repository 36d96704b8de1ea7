//! One JSON object a line.

use serde::Serialize;
use serde_json::Value;

use crate::diagnostic::Diagnostic;

/// A problem as an object of the kind `diagnostic`.
pub(in crate::cli) fn json(problem: &Diagnostic) -> String {
    object("diagnostic", problem)
}

/// Fields as one object, with its kind first.
///
/// # Panics
///
/// If the fields are not an object.
pub(in crate::cli) fn object(kind: &str, fields: &impl Serialize) -> String {
    let mut line = serde_json::Map::new();
    line.insert("kind".to_owned(), kind.into());
    match serde_json::to_value(fields) {
        Ok(Value::Object(fields)) => line.extend(fields),
        other => panic!("what is printed as JSON is an object, not {other:?}"),
    }
    Value::Object(line).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Place};

    #[test]
    fn an_object_says_its_kind_first() {
        let problem = Diagnostic::warning(Code::TYPED_YEAR, Place::new("a.md", 1, 2), "a year").with_hint("write it");
        insta::assert_snapshot!(json(&problem), @r#"{"kind":"diagnostic","code":"typed-year","severity":"warning","place":{"file":"a.md","line":1,"column":2},"message":"a year","hints":["write it"],"excerpt":null}"#);
    }
}
