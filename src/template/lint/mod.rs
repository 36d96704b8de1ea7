//! What can be found wrong in a template without rendering it, dead branches included.

mod comparisons;
mod digits;
mod exempt;
mod literals;
mod names;
mod walk;

use std::collections::BTreeSet;

use minijinja::machinery::ast::{Expr, Stmt};
use minijinja::machinery::parse;

use super::Template;
use super::environment::syntax;
use super::loader::Sources;
use super::problem::{self, Problem};
use crate::diagnostic::{self, Code, Diagnostic, nearest};
use crate::locale::Locale;
use crate::model::{Dataset, Edition};

/// Finds in a template: typed digits, filters, tests and functions that it may not use, compared figures, syntax errors.
pub fn lint(template: &Template) -> Vec<Diagnostic> {
    let files = Sources::new(Some(template), None);
    let mut diagnostics = language(&files, |_| true);
    diagnostics.extend(typed_digits(&files, &[]));
    diagnostic::sort(&mut diagnostics);
    diagnostics
}

/// The same in the narratives of a country; digits of its controlled names are allowed.
pub fn lint_narrative(dataset: &Dataset) -> Vec<Diagnostic> {
    let files = Sources::new(None, Some(dataset));
    let mut diagnostics = language(&files, |_| true);
    diagnostics.extend(typed_digits(&files, &exempt::controlled_names(dataset)));
    diagnostic::sort(&mut diagnostics);
    diagnostics
}

/// What a rendering must not begin with: the language's own rules, and message keys that the locale lacks.
pub(super) fn before_rendering(files: &Sources, edition: &Edition, locale: &Locale) -> Vec<Diagnostic> {
    let language_folder = format!("/{}/", locale.tag());
    let own_year = format!("/narrative/{}/", edition.year);
    let is_used = |path: &str| {
        let is_general = path.contains(&format!("/narrative{language_folder}"));
        !files.is_narrative(path) || is_general || (path.contains(&own_year) && path.contains(&language_folder))
    };
    let mut diagnostics = language(files, is_used);
    diagnostics.extend(unknown_messages(files, is_used, locale));
    diagnostics
}

/// Rules of the template language.
fn language(files: &Sources, is_used: impl Fn(&str) -> bool) -> Vec<Diagnostic> {
    let used = files.iter().filter(|(path, _)| is_used(path));
    let parsed: Vec<_> = used.map(|(path, text)| (path, parse(text, path, syntax()))).collect();
    let mut defined = names::Defined::default();
    for template in parsed.iter().filter_map(|(_, template)| template.as_ref().ok()) {
        defined.add(statements(template));
    }
    let mut diagnostics = Vec::new();
    for (path, template) in &parsed {
        match template {
            Err(error) => diagnostics.push(problem::to_diagnostic(error, files)),
            Ok(template) => {
                let mut found = names::check(statements(template), &defined);
                found.extend(comparisons::check(statements(template)));
                diagnostics.extend(found.into_iter().map(|found| found.at(files, path)));
            }
        }
    }
    diagnostics
}

fn typed_digits(files: &Sources, names: &[String]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (path, text) in files.iter() {
        // A syntax error is already told.
        let Ok(template) = parse(text, path, syntax()) else { continue };
        let mut found = digits::check(text, statements(&template), names);
        found.extend(literals::check(statements(&template), names));
        diagnostics.extend(found.into_iter().map(|found| found.at(files, path)));
    }
    diagnostics
}

/// The keys of messages that a template names and a locale lacks, dead branches included. One that the template asks for
/// with `has_message` may be lacking.
pub fn missing_messages(template: &Template, locale: &Locale) -> BTreeSet<String> {
    let files = Sources::new(Some(template), None);
    missing_calls(&files, |_| true, locale).into_iter().map(|(key, _)| key).collect()
}

fn unknown_messages(files: &Sources, is_used: impl Fn(&str) -> bool, locale: &Locale) -> Vec<Diagnostic> {
    missing_calls(files, is_used, locale).into_iter().map(|(_, diagnostic)| diagnostic).collect()
}

/// Calls of messages that a locale lacks: key and problem.
fn missing_calls(files: &Sources, is_used: impl Fn(&str) -> bool, locale: &Locale) -> Vec<(String, Diagnostic)> {
    let mut asked = BTreeSet::new();
    let mut missing = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| is_used(path)) {
        let Ok(template) = parse(text, path, syntax()) else { continue };
        walk::walk(statements(&template), &mut |node| {
            let walk::Node::Call(call, offset) = node else { return };
            let Expr::Var(function) = &call.expr else { return };
            let Some(Expr::Const(key)) = call.args.first().map(walk::value_of) else { return };
            let Some(key) = key.value.as_str() else { return };
            match function.id {
                "has_message" => drop(asked.insert(key.to_owned())),
                "message" if !locale.has_message(key) => {
                    let problem = Problem::new(Code::UNKNOWN_MESSAGE, format!("there is no message `{key}`"))
                        .did_you_mean(key, locale.message_keys())
                        .hint(format!("add `{key}` to the locale file of `{}`", locale.tag()));
                    missing.push((key.to_owned(), Found { offset, problem }.at(files, path)));
                }
                _ => {}
            }
        });
    }
    missing.retain(|(key, _)| !asked.contains(key));
    missing
}

/// A mistake at a byte of a file.
struct Found {
    offset: usize,
    problem: Problem,
}

impl Found {
    fn new(offset: u32, problem: Problem) -> Found {
        Found { offset: usize::try_from(offset).unwrap_or(0), problem }
    }

    fn at(self, files: &Sources, path: &str) -> Diagnostic {
        problem::at(files.place(path, self.offset), self.problem, files)
    }
}

fn statements<'n, 's>(template: &'n Stmt<'s>) -> &'n [Stmt<'s>] {
    match template {
        Stmt::Template(template) => &template.children,
        _ => std::slice::from_ref(template),
    }
}

/// A hint that offers the nearest of the known words.
fn near(word: &str, known: &[&str]) -> Option<String> {
    nearest(word, known.iter().copied()).map(str::to_owned)
}
