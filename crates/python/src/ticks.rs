//! Puts ticks into the tree of a program: where a loop begins its round and a function its work.

use ruff_text_size::{Ranged, TextRange};
use rustpython_vm::compiler::ast::name::Name;
use rustpython_vm::compiler::ast::visitor::transformer::{self, Transformer};
use rustpython_vm::compiler::ast::{
    AtomicNodeIndex, Comprehension, Expr, ExprContext, ExprName, Stmt, StmtIf, StmtPass, Suite,
};

use crate::tick::NAME;

/// Puts ticks into a module.
pub(crate) fn put_into(body: &mut Suite) {
    Ticks.visit_body(body);
}

struct Ticks;

impl Transformer for Ticks {
    fn visit_stmt(&self, statement: &mut Stmt) {
        transformer::walk_stmt(self, statement);
        match statement {
            Stmt::For(statement) => begin_with_tick(&mut statement.body),
            Stmt::While(statement) => begin_with_tick(&mut statement.body),
            Stmt::FunctionDef(statement) => begin_with_tick(&mut statement.body),
            _ => {}
        }
    }

    fn visit_comprehension(&self, comprehension: &mut Comprehension) {
        transformer::walk_comprehension(self, comprehension);
        comprehension
            .ifs
            .insert(0, name(comprehension.target.range()));
    }
}

/// `if .tick: pass` before the first statement that is no docstring.
fn begin_with_tick(body: &mut Suite) {
    let place = usize::from(body.len() > 1 && is_text(&body[0]));
    let Some(first) = body.get(place) else {
        return;
    };
    if is_text(first) {
        return;
    }
    let range = first.range();
    let tick = Stmt::If(StmtIf {
        node_index: AtomicNodeIndex::NONE,
        range,
        test: Box::new(name(range)),
        body: [Stmt::Pass(StmtPass {
            node_index: AtomicNodeIndex::NONE,
            range,
        })]
        .into_iter()
        .collect(),
        elif_else_clauses: Vec::new(),
        runtime_body: None,
    });
    body.insert(place, tick);
}

/// Whether a statement is a text, as a docstring is.
fn is_text(statement: &Stmt) -> bool {
    matches!(statement, Stmt::Expr(statement) if statement.value.is_string_literal_expr())
}

fn name(range: TextRange) -> Expr {
    Expr::Name(ExprName {
        node_index: AtomicNodeIndex::NONE,
        range,
        id: Name::new_static(NAME),
        ctx: ExprContext::Load,
    })
}
