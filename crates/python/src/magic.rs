//! Magic: expressions that stand alone are shown.

use ruff_text_size::Ranged;
use rustpython_vm::compiler::ast::{ExceptHandler, Expr, ModModule, Stmt};

use crate::nodes;

/// The name in `builtins` of the function that shows values. No source can contain it.
pub(crate) const NAME: &str = ".show";

/// Which of the expressions at the root of a program are shown beyond the usual ones.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Magic {
    /// The text at the very beginning, which is its docstring.
    pub shows_docstring: bool,
    /// A call at the very end, unless a semicolon follows.
    pub shows_last_call: bool,
}

/// Puts the magic into a module: `value` becomes `.show(value)`, `a, b` becomes `.show(a, b)`.
///
/// Calls, `await` and `yield` are done, not shown, and docstrings are neither. In classes only the
/// methods are looked at, and nothing is shown inside of expressions.
pub(crate) fn put_into(module: &mut ModModule, source: &str, magic: Magic) {
    show_body(&mut module.body, !magic.shows_docstring);
    if let Some(Stmt::Expr(last)) = module.body.last_mut()
        && last.value.is_call_expr()
        && magic.shows_last_call
        && !is_followed_by_semicolon(&source[last.range.end().to_usize()..])
    {
        show(&mut last.value);
    }
}

fn show_body(body: &mut [Stmt], has_docstring: bool) {
    for (index, statement) in body.iter_mut().enumerate() {
        let Stmt::Expr(expression) = statement else {
            show_inside(statement);
            continue;
        };
        let value = &mut expression.value;
        let is_docstring = has_docstring && index == 0 && value.is_string_literal_expr();
        if !is_docstring && is_value(value) {
            show(value);
        }
    }
}

/// Shows what stands in the blocks of a statement.
fn show_inside(statement: &mut Stmt) {
    match statement {
        Stmt::FunctionDef(function) => show_body(&mut function.body, true),
        Stmt::ClassDef(class) => {
            let methods = class.body.iter_mut().filter(|it| it.is_function_def_stmt());
            methods.for_each(show_inside);
        }
        Stmt::With(with) => show_body(&mut with.body, false),
        Stmt::For(r#for) => show_bodies([&mut r#for.body[..], &mut r#for.orelse]),
        Stmt::While(r#while) => show_bodies([&mut r#while.body[..], &mut r#while.orelse]),
        Stmt::If(r#if) => {
            show_body(&mut r#if.body, false);
            let clauses = r#if.elif_else_clauses.iter_mut();
            show_bodies(clauses.map(|clause| &mut clause.body[..]));
        }
        Stmt::Match(r#match) => {
            show_bodies(r#match.cases.iter_mut().map(|case| &mut case.body[..]));
        }
        Stmt::Try(r#try) => {
            show_bodies([&mut r#try.body[..], &mut r#try.orelse, &mut r#try.finalbody]);
            show_bodies(r#try.handlers.iter_mut().map(|handler| {
                let ExceptHandler::ExceptHandler(handler) = handler;
                &mut handler.body[..]
            }));
        }
        _ => {}
    }
}

fn show_bodies<'a>(bodies: impl IntoIterator<Item = &'a mut [Stmt]>) {
    for body in bodies {
        show_body(body, false);
    }
}

fn is_value(expression: &Expr) -> bool {
    !matches!(
        expression,
        Expr::Call(_) | Expr::Await(_) | Expr::Yield(_) | Expr::YieldFrom(_)
    )
}

fn show(value: &mut Expr) {
    let range = value.range();
    let shown = match std::mem::replace(value, nodes::name(NAME, range)) {
        Expr::Tuple(tuple) => tuple.elts,
        single => vec![single],
    };
    *value = nodes::call(NAME, shown, range);
}

fn is_followed_by_semicolon(rest: &str) -> bool {
    let line = rest.lines().next().unwrap_or_default();
    line.trim_end_matches(' ').ends_with(';')
}
