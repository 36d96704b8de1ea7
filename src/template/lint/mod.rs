//! stub
use super::Template;
use super::loader::Sources;
use crate::diagnostic::Diagnostic;
use crate::model::*;
pub fn lint(_: &Template) -> Vec<Diagnostic> {
    vec![]
}
pub fn lint_narrative(_: &Dataset) -> Vec<Diagnostic> {
    vec![]
}
pub(super) fn unknown_messages(
    _: &Sources,
    _: &Template,
    _: &Dataset,
    _: &Edition,
    _: &crate::locale::Locale,
) -> Vec<Diagnostic> {
    vec![]
}
