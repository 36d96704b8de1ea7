//! A walk over all expressions and statements of a template, dead branches included.

use minijinja::machinery::ast::{Call, CallArg, Expr, Stmt};

/// One node, before what is inside it.
pub(super) enum Node<'n, 's> {
    /// A statement.
    Stmt(&'n Stmt<'s>),
    /// An expression.
    Expr(&'n Expr<'s>),
    /// A call, whether it stands in an expression, in `{% do %}` or in `{% call %}`.
    Call(&'n Call<'s>, usize),
}

/// Calls `visit` with every node of some statements, outer before inner.
pub(super) fn walk<'n, 's>(statements: &'n [Stmt<'s>], visit: &mut dyn FnMut(Node<'n, 's>)) {
    statements.iter().for_each(|statement| walk_statement(statement, visit));
}

fn walk_statement<'n, 's>(statement: &'n Stmt<'s>, visit: &mut dyn FnMut(Node<'n, 's>)) {
    visit(Node::Stmt(statement));
    match statement {
        Stmt::Template(template) => walk(&template.children, visit),
        Stmt::EmitExpr(emit) => walk_expression(&emit.expr, visit),
        Stmt::EmitRaw(_) => {}
        Stmt::ForLoop(each) => {
            walk_expression(&each.target, visit);
            walk_expression(&each.iter, visit);
            each.filter_expr.iter().for_each(|filter| walk_expression(filter, visit));
            walk(&each.body, visit);
            walk(&each.else_body, visit);
        }
        Stmt::IfCond(condition) => {
            walk_expression(&condition.expr, visit);
            walk(&condition.true_body, visit);
            walk(&condition.false_body, visit);
        }
        Stmt::WithBlock(with) => {
            for (target, value) in &with.assignments {
                walk_expression(target, visit);
                walk_expression(value, visit);
            }
            walk(&with.body, visit);
        }
        Stmt::Set(set) => {
            walk_expression(&set.target, visit);
            walk_expression(&set.expr, visit);
        }
        Stmt::SetBlock(set) => {
            walk_expression(&set.target, visit);
            set.filter.iter().for_each(|filter| walk_expression(filter, visit));
            walk(&set.body, visit);
        }
        Stmt::AutoEscape(escape) => {
            walk_expression(&escape.enabled, visit);
            walk(&escape.body, visit);
        }
        Stmt::FilterBlock(block) => {
            walk_expression(&block.filter, visit);
            walk(&block.body, visit);
        }
        Stmt::Block(block) => walk(&block.body, visit),
        Stmt::Import(import) => walk_expression(&import.expr, visit),
        Stmt::FromImport(import) => walk_expression(&import.expr, visit),
        Stmt::Extends(extends) => walk_expression(&extends.name, visit),
        Stmt::Include(include) => walk_expression(&include.name, visit),
        Stmt::Macro(declared) => {
            declared.defaults.iter().for_each(|default| walk_expression(default, visit));
            walk(&declared.body, visit);
        }
        Stmt::CallBlock(block) => {
            walk_call(&block.call, block.call.span().start_offset, visit);
            walk(&block.macro_decl.body, visit);
        }
        Stmt::Do(call) => walk_call(&call.call, call.call.span().start_offset, visit),
    }
}

fn walk_call<'n, 's>(call: &'n Call<'s>, offset: u32, visit: &mut dyn FnMut(Node<'n, 's>)) {
    visit(Node::Call(call, usize::try_from(offset).unwrap_or(0)));
    walk_expression(&call.expr, visit);
    walk_arguments(&call.args, visit);
}

fn walk_arguments<'n, 's>(arguments: &'n [CallArg<'s>], visit: &mut dyn FnMut(Node<'n, 's>)) {
    arguments.iter().for_each(|argument| walk_expression(value_of(argument), visit));
}

/// The expression of an argument.
pub(super) fn value_of<'n, 's>(argument: &'n CallArg<'s>) -> &'n Expr<'s> {
    match argument {
        CallArg::Pos(value) | CallArg::Kwarg(_, value) | CallArg::PosSplat(value) | CallArg::KwargSplat(value) => value,
    }
}

fn walk_expression<'n, 's>(expression: &'n Expr<'s>, visit: &mut dyn FnMut(Node<'n, 's>)) {
    visit(Node::Expr(expression));
    match expression {
        Expr::Var(_) | Expr::Const(_) => {}
        Expr::Slice(slice) => {
            walk_expression(&slice.expr, visit);
            for part in [&slice.start, &slice.stop, &slice.step].into_iter().flatten() {
                walk_expression(part, visit);
            }
        }
        Expr::UnaryOp(operation) => walk_expression(&operation.expr, visit),
        Expr::BinOp(operation) => {
            walk_expression(&operation.left, visit);
            walk_expression(&operation.right, visit);
        }
        Expr::Compare(comparison) => {
            walk_expression(&comparison.expr, visit);
            comparison.ops.iter().for_each(|operand| walk_expression(&operand.expr, visit));
        }
        Expr::IfExpr(condition) => {
            walk_expression(&condition.test_expr, visit);
            walk_expression(&condition.true_expr, visit);
            condition.false_expr.iter().for_each(|other| walk_expression(other, visit));
        }
        Expr::Filter(filter) => {
            filter.expr.iter().for_each(|inner| walk_expression(inner, visit));
            walk_arguments(&filter.args, visit);
        }
        Expr::Test(test) => {
            walk_expression(&test.expr, visit);
            walk_arguments(&test.args, visit);
        }
        Expr::GetAttr(attribute) => walk_expression(&attribute.expr, visit),
        Expr::GetItem(item) => {
            walk_expression(&item.expr, visit);
            walk_expression(&item.subscript_expr, visit);
        }
        Expr::Call(call) => walk_call(call, call.span().start_offset, visit),
        Expr::List(list) => list.items.iter().for_each(|item| walk_expression(item, visit)),
        Expr::Tuple(tuple) => tuple.items.iter().for_each(|item| walk_expression(item, visit)),
        Expr::Map(map) => {
            for (key, value) in map.keys.iter().zip(&map.values) {
                walk_expression(key, visit);
                walk_expression(value, visit);
            }
        }
    }
}
