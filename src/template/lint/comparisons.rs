//! Figures that are compared or calculated with as if they were numbers, where that can be seen in the template.

use std::collections::BTreeSet;

use minijinja::machinery::ast::{BinOpKind, CompareOpKind, Expr, Stmt, UnaryOpKind};

use super::Found;
use super::walk::{Node, walk};
use crate::diagnostic::Code;
use crate::template::problem::Problem;

/// Functions that return a figure.
const FIGURES: [&str; 6] = ["figure", "total", "count", "share", "difference", "convert"];

/// Filters that return a figure.
const LOOKS: [&str; 3] = ["unit", "number", "words"];

/// Fields that are figures.
const FIELDS: [&str; 5] = ["amount", "output", "interest", "repayment", "grace"];

/// Fields that are lists of figures.
const LISTS: [&str; 2] = ["figures", "annual_limits"];

/// Tests that compare.
const TESTS: [&str; 16] =
    ["gt", "lt", "ge", "le", "eq", "ne", "greaterthan", "lessthan", "equalto", "==", "!=", "<", "<=", ">", ">=", "odd"];

/// Finds comparisons, arithmetic and joining with figures.
pub(super) fn check(statements: &[Stmt<'_>]) -> Vec<Found> {
    let bound = names_of_figures(statements);
    let is_figure = |expression: &Expr<'_>| is_figure(expression, &bound);
    let mut found = Vec::new();
    walk(statements, &mut |node| {
        let Node::Expr(expression) = node else { return };
        // The engine's spans of operators begin before the left operand.
        let offset = match expression {
            Expr::BinOp(operation) => operation.left.span().start_offset,
            Expr::Compare(comparison) => comparison.expr.span().start_offset,
            Expr::Test(test) => test.expr.span().start_offset,
            other => other.span().start_offset,
        };
        match expression {
            Expr::BinOp(operation) if is_figure(&operation.left) || is_figure(&operation.right) => match operation.op {
                BinOpKind::Concat => found.push(Found::new(offset, as_text())),
                BinOpKind::ScAnd | BinOpKind::ScOr | BinOpKind::In => {}
                BinOpKind::Eq | BinOpKind::Ne | BinOpKind::Lt | BinOpKind::Lte | BinOpKind::Gt | BinOpKind::Gte => {
                    found.push(Found::new(offset, compared("compared")));
                }
                BinOpKind::Add
                | BinOpKind::Sub
                | BinOpKind::Mul
                | BinOpKind::Div
                | BinOpKind::FloorDiv
                | BinOpKind::Rem
                | BinOpKind::Pow => found.push(Found::new(offset, compared("calculated with"))),
            },
            Expr::Compare(comparison) => {
                let mut left = &comparison.expr;
                for operand in &comparison.ops {
                    let is_ordering = match operand.op {
                        CompareOpKind::In | CompareOpKind::NotIn => false,
                        CompareOpKind::Eq
                        | CompareOpKind::Ne
                        | CompareOpKind::Lt
                        | CompareOpKind::Lte
                        | CompareOpKind::Gt
                        | CompareOpKind::Gte => true,
                    };
                    if is_ordering && (is_figure(left) || is_figure(&operand.expr)) {
                        found.push(Found::new(offset, compared("compared")));
                    }
                    left = &operand.expr;
                }
            }
            Expr::UnaryOp(operation) if matches!(operation.op, UnaryOpKind::Neg) && is_figure(&operation.expr) => {
                found.push(Found::new(offset, compared("calculated with")));
            }
            Expr::Test(test) if TESTS.contains(&test.name) && is_figure(&test.expr) => {
                found.push(Found::new(offset, compared("compared")));
            }
            _ => {}
        }
    });
    found
}

/// Names that a template binds to figures and to nothing else.
fn names_of_figures<'s>(statements: &[Stmt<'s>]) -> BTreeSet<&'s str> {
    let mut figures = BTreeSet::new();
    let mut others = BTreeSet::new();
    let mut bind = |target: &Expr<'s>, is_figure: bool| {
        if let Expr::Var(name) = target {
            let set = if is_figure { &mut figures } else { &mut others };
            set.insert(name.id);
        }
    };
    walk(statements, &mut |node| {
        let Node::Stmt(statement) = node else { return };
        match statement {
            Stmt::Set(set) => bind(&set.target, is_figure(&set.expr, &BTreeSet::new())),
            Stmt::WithBlock(with) => {
                with.assignments.iter().for_each(|(target, value)| bind(target, is_figure(value, &BTreeSet::new())));
            }
            Stmt::ForLoop(each) => {
                bind(&each.target, matches!(&each.iter, Expr::GetAttr(list) if LISTS.contains(&list.name)));
            }
            Stmt::Macro(declared) => declared.args.iter().for_each(|argument| bind(argument, false)),
            Stmt::Template(_)
            | Stmt::EmitExpr(_)
            | Stmt::EmitRaw(_)
            | Stmt::IfCond(_)
            | Stmt::SetBlock(_)
            | Stmt::AutoEscape(_)
            | Stmt::FilterBlock(_)
            | Stmt::Block(_)
            | Stmt::Import(_)
            | Stmt::FromImport(_)
            | Stmt::Extends(_)
            | Stmt::Include(_)
            | Stmt::CallBlock(_)
            | Stmt::Do(_) => {}
        }
    });
    figures.difference(&others).copied().collect()
}

fn is_figure(expression: &Expr<'_>, bound: &BTreeSet<&str>) -> bool {
    match expression {
        Expr::Call(call) => matches!(&call.expr, Expr::Var(function) if FIGURES.contains(&function.id)),
        Expr::Filter(filter) => LOOKS.contains(&filter.name),
        Expr::GetAttr(attribute) if attribute.name == "figure" => {
            matches!(&attribute.expr, Expr::Call(call) if matches!(&call.expr, Expr::Var(name) if name.id == "rate"))
        }
        Expr::GetAttr(attribute) => FIELDS.contains(&attribute.name),
        Expr::Var(name) => bound.contains(name.id),
        Expr::IfExpr(condition) => {
            is_figure(&condition.true_expr, bound)
                || condition.false_expr.as_ref().is_some_and(|other| is_figure(other, bound))
        }
        Expr::Const(_)
        | Expr::Slice(_)
        | Expr::UnaryOp(_)
        | Expr::BinOp(_)
        | Expr::Compare(_)
        | Expr::Test(_)
        | Expr::GetItem(_)
        | Expr::List(_)
        | Expr::Tuple(_)
        | Expr::Map(_) => false,
    }
}

fn compared(how: &str) -> Problem {
    Problem::new(Code::FIGURE_COMPARED, format!("a figure is {how} as if it were a number"))
        .hint("compare `figure.value`")
        .hint("calculate with `total`, `share`, `difference`, `convert`")
}

fn as_text() -> Problem {
    Problem::new(Code::FIGURE_AS_TEXT, "`~` turns a figure into plain text and loses its source")
        .hint("print the figure by itself, or pass it to `message(…)`")
}
