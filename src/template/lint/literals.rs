//! Digits typed as values that are printed: `{{ 7 }}`, `caption="12 projects"`.

use minijinja::machinery::ast::{CallArg, Const, Expr, Stmt};
use minijinja::value::ValueKind;

use super::Found;
use super::digits::{numbers, typed_digit};
use super::exempt::{Typed, is_exempt};
use super::walk::{Node, walk};

/// Functions whose texts are printed.
const BLOCKS: [&str; 7] = ["table", "chart", "key_figures", "timeline", "callout", "cover", "metadata"];

/// Arguments and keys whose values are code, not text.
const CODE: [&str; 12] = [
    "align",
    "color",
    "depth",
    "full_page",
    "id",
    "kind",
    "of",
    "part_colors",
    "points",
    "row_headings",
    "width",
    "unit",
];

/// Finds numbers in printed literals.
pub(super) fn check(statements: &[Stmt<'_>], names: &[String]) -> Vec<Found> {
    let mut found = Vec::new();
    walk(statements, &mut |node| match node {
        Node::Stmt(Stmt::EmitExpr(emit)) => printed(&emit.expr, names, &mut found),
        Node::Call(call, _) => {
            let Expr::Var(function) = &call.expr else { return };
            let is_block = BLOCKS.contains(&function.id);
            for (index, argument) in call.args.iter().enumerate() {
                match argument {
                    CallArg::Kwarg(name, value) if is_block && !CODE.contains(name) => {
                        printed(value, names, &mut found)
                    }
                    CallArg::Kwarg(_, value) if function.id == "message" => printed(value, names, &mut found),
                    CallArg::Pos(value) if is_block => printed(value, names, &mut found),
                    CallArg::Pos(value) if function.id == "link" && index == 1 => printed(value, names, &mut found),
                    CallArg::Kwarg(..) | CallArg::Pos(_) | CallArg::PosSplat(_) | CallArg::KwargSplat(_) => {}
                }
            }
        }
        Node::Stmt(_) | Node::Expr(_) => {}
    });
    found
}

/// Literals that an expression prints. Calls are not entered: they have rules of their own.
fn printed(expression: &Expr<'_>, names: &[String], found: &mut Vec<Found>) {
    match expression {
        Expr::Const(constant) => {
            let offset = constant.span().start_offset;
            found.extend(number_in(constant, names).map(|number| Found::new(offset, typed_digit(&number))));
        }
        Expr::List(list) => list.items.iter().for_each(|item| printed(item, names, found)),
        Expr::Tuple(tuple) => tuple.items.iter().for_each(|item| printed(item, names, found)),
        Expr::Map(map) => {
            for (key, value) in map.keys.iter().zip(&map.values) {
                let is_code =
                    matches!(key, Expr::Const(key) if key.value.as_str().is_some_and(|key| CODE.contains(&key)));
                if !is_code {
                    printed(value, names, found);
                }
            }
        }
        Expr::IfExpr(condition) => {
            printed(&condition.true_expr, names, found);
            condition.false_expr.iter().for_each(|other| printed(other, names, found));
        }
        Expr::BinOp(operation) => {
            printed(&operation.left, names, found);
            printed(&operation.right, names, found);
        }
        Expr::Filter(filter) if filter.name == "default" => {
            filter.args.iter().for_each(|argument| printed(super::walk::value_of(argument), names, found));
        }
        Expr::Var(_)
        | Expr::Slice(_)
        | Expr::UnaryOp(_)
        | Expr::Compare(_)
        | Expr::Filter(_)
        | Expr::Test(_)
        | Expr::GetAttr(_)
        | Expr::GetItem(_)
        | Expr::Call(_) => {}
    }
}

fn number_in(constant: &Const, names: &[String]) -> Option<String> {
    let value = &constant.value;
    match value.kind() {
        ValueKind::Number => Some(value.to_string()),
        ValueKind::String => {
            let text = value.as_str()?;
            let typed = |(start, end)| Typed { text, start, end, names };
            let found = numbers(text).into_iter().find(|(start, end)| !is_exempt(&typed((*start, *end))));
            found.map(|(start, end)| text[start..end].to_owned())
        }
        // A list or map of literals is folded to one constant by the parser.
        ValueKind::Seq | ValueKind::Map => {
            let items: Vec<_> = value.try_iter().ok()?.collect();
            items.into_iter().find_map(|item| {
                let text = item.as_str().unwrap_or_default().to_owned();
                let is_digit = item.is_number() || text.chars().any(char::is_numeric);
                is_digit.then(|| if item.is_number() { item.to_string() } else { text })
            })
        }
        _ => None,
    }
}
