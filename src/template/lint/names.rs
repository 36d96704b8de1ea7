//! Filters, tests, functions and statements that a template may not use.

use std::collections::BTreeSet;

use minijinja::machinery::ast::{CallArg, Expr, Stmt};

use super::walk::{Node, walk};
use super::{Found, near};
use crate::diagnostic::Code;
use crate::template::problem::Problem;
use crate::template::vocabulary;

/// Names that templates define themselves: macros, `set`, loop variables, imports. An include sees those of
/// the file around it, so they are gathered over all files.
#[derive(Default)]
pub(super) struct Defined(BTreeSet<String>);

impl Defined {
    pub(super) fn add(&mut self, statements: &[Stmt<'_>]) {
        walk(statements, &mut |node| {
            let Node::Stmt(statement) = node else { return };
            match statement {
                Stmt::Macro(declared) => {
                    self.0.insert(declared.name.to_owned());
                    declared.args.iter().for_each(|argument| self.target(argument));
                }
                Stmt::Set(set) => self.target(&set.target),
                Stmt::SetBlock(set) => self.target(&set.target),
                Stmt::ForLoop(each) => self.target(&each.target),
                Stmt::WithBlock(with) => with.assignments.iter().for_each(|(target, _)| self.target(target)),
                Stmt::Import(import) => self.target(&import.name),
                Stmt::FromImport(import) => {
                    import.names.iter().for_each(|(name, alias)| self.target(alias.as_ref().unwrap_or(name)));
                }
                Stmt::Template(_)
                | Stmt::EmitExpr(_)
                | Stmt::EmitRaw(_)
                | Stmt::IfCond(_)
                | Stmt::AutoEscape(_)
                | Stmt::FilterBlock(_)
                | Stmt::Block(_)
                | Stmt::Extends(_)
                | Stmt::Include(_)
                | Stmt::CallBlock(_)
                | Stmt::Do(_) => {}
            }
        });
    }

    fn target(&mut self, target: &Expr<'_>) {
        match target {
            Expr::Var(name) => drop(self.0.insert(name.id.to_owned())),
            Expr::List(list) => list.items.iter().for_each(|item| self.target(item)),
            Expr::Tuple(tuple) => tuple.items.iter().for_each(|item| self.target(item)),
            _ => {}
        }
    }
}

/// Finds what is not in the vocabulary.
pub(super) fn check(statements: &[Stmt<'_>], defined: &Defined) -> Vec<Found> {
    let mut found = Vec::new();
    walk(statements, &mut |node| match node {
        Node::Stmt(Stmt::AutoEscape(block)) => {
            let problem =
                Problem::new(Code::TEMPLATE_ERROR, "`{% autoescape %}` is not allowed: values are always escaped");
            found.push(Found::new(block.span().start_offset, problem.hint("take the block away")));
        }
        Node::Stmt(Stmt::FilterBlock(block)) => {
            let problem =
                Problem::new(Code::TEMPLATE_ERROR, "`{% filter %}` is not allowed: it would change printed text");
            found
                .push(Found::new(block.span().start_offset, problem.hint("filter the values before they are printed")));
        }
        Node::Stmt(Stmt::SetBlock(set)) if set.filter.is_some() => {
            let problem = Problem::new(Code::TEMPLATE_ERROR, "a filter on `{% set %}…{% endset %}` is not allowed");
            found.push(Found::new(set.span().start_offset, problem.hint("filter the values before they are printed")));
        }
        Node::Expr(Expr::Filter(filter)) => {
            let offset = filter.span().start_offset;
            if !vocabulary::FILTERS.contains(&filter.name) {
                found.push(Found::new(offset, vocabulary::unknown_filter(filter.name)));
            }
            let named = |index: usize| match filter.args.get(index) {
                Some(CallArg::Pos(Expr::Const(name))) => name.value.as_str(),
                Some(CallArg::Pos(_) | CallArg::Kwarg(..) | CallArg::PosSplat(_) | CallArg::KwargSplat(_)) | None => {
                    None
                }
            };
            let (inner_filter, inner_test) = match filter.name {
                "map" => (named(0), None),
                "select" | "reject" => (None, named(0)),
                "selectattr" | "rejectattr" => (None, named(1)),
                _ => (None, None),
            };
            if let Some(name) = inner_filter.filter(|name| !vocabulary::FILTERS.contains(name)) {
                found.push(Found::new(offset, vocabulary::unknown_filter(name)));
            }
            if let Some(name) = inner_test.filter(|name| !vocabulary::TESTS.contains(name)) {
                found.push(Found::new(offset, vocabulary::unknown_test(name)));
            }
        }
        Node::Expr(Expr::Test(test)) if !vocabulary::TESTS.contains(&test.name) => {
            found.push(Found::new(test.span().start_offset, vocabulary::unknown_test(test.name)));
        }
        Node::Call(call, offset) => {
            let Expr::Var(function) = &call.expr else { return };
            let is_known = vocabulary::FUNCTIONS.contains(&function.id) || defined.0.contains(function.id);
            if !is_known {
                let own: Vec<&str> = defined.0.iter().map(String::as_str).collect();
                let mut problem = vocabulary::unknown_function(function.id);
                if problem.hints.is_empty()
                    && let Some(near) = near(function.id, &own)
                {
                    problem = problem.hint(format!("write `{near}`, if that is what you mean"));
                }
                found.push(Found { offset, problem });
            }
        }
        Node::Stmt(_) | Node::Expr(_) => {}
    });
    found
}
