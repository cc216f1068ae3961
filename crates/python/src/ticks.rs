//! Puts ticks into the tree of a program, so that none of its loops is without end: where a round
//! begins and a function its work, or, if the rounds are light, around what is iterated over.

use std::cell::Cell;

use ruff_text_size::{Ranged, TextRange};
use rustpython_vm::compiler::ast::name::Name;
use rustpython_vm::compiler::ast::visitor::transformer::{self, Transformer};
use rustpython_vm::compiler::ast::visitor::{self, Visitor};
use rustpython_vm::compiler::ast::{
    Arguments, AtomicNodeIndex, Comprehension, Expr, ExprCall, ExprContext, ExprName, Operator,
    Stmt, StmtFor, StmtIf, StmtPass, Suite,
};

use crate::{tick, watch};

/// Puts ticks into a module.
pub(crate) fn put_into(body: &mut Suite) {
    Ticks.visit_body(body);
}

struct Ticks;

impl Transformer for Ticks {
    fn visit_stmt(&self, statement: &mut Stmt) {
        match statement {
            Stmt::For(statement) => put_into_for(statement),
            Stmt::While(statement) => put_tick(&mut statement.body, 0),
            Stmt::FunctionDef(statement) => {
                let place = usize::from(statement.body.first().is_some_and(is_text));
                put_tick(&mut statement.body, place);
            }
            _ => {}
        }
        transformer::walk_stmt(self, statement);
    }

    fn visit_comprehension(&self, comprehension: &mut Comprehension) {
        transformer::walk_comprehension(self, comprehension);
        if !comprehension.is_async {
            watch(&mut comprehension.iter);
        }
    }
}

fn put_into_for(statement: &mut StmtFor) {
    if !statement.is_async && is_light(&statement.body) {
        watch(&mut statement.iter);
    } else {
        put_tick(&mut statement.body, 0);
    }
}

/// `if .tick: pass` before the statement at `place`. A function that has only a docstring needs
/// none.
fn put_tick(body: &mut Suite, place: usize) {
    let Some(next) = body.get(place) else {
        return;
    };
    let range = next.range();
    let pass = Stmt::Pass(StmtPass {
        node_index: AtomicNodeIndex::NONE,
        range,
    });
    let tick = Stmt::If(StmtIf {
        node_index: AtomicNodeIndex::NONE,
        range,
        test: Box::new(name(tick::NAME, range)),
        body: [pass].into_iter().collect(),
        elif_else_clauses: Vec::new(),
        runtime_body: None,
    });
    body.insert(place, tick);
}

/// `.watch(iterable)` in the place of an iterable.
fn watch(iterable: &mut Expr) {
    let range = iterable.range();
    let watch = name(watch::NAME, range);
    let iterated = std::mem::replace(iterable, name(watch::NAME, range));
    *iterable = Expr::Call(ExprCall {
        node_index: AtomicNodeIndex::NONE,
        range_start: range.start(),
        func: Box::new(watch),
        arguments: Arguments {
            range,
            node_index: AtomicNodeIndex::NONE,
            args: Box::new([iterated]),
            keywords: std::iter::empty().collect(),
            runtime_args: None,
            runtime_bases: None,
        },
    });
}

/// Whether a statement is a text, as a docstring is.
fn is_text(statement: &Stmt) -> bool {
    matches!(statement, Stmt::Expr(statement) if statement.value.is_string_literal_expr())
}

/// Whether a round does nothing that can take long: no call, and no loop inside.
fn is_light(body: &[Stmt]) -> bool {
    let weight = Weight {
        is_light: Cell::new(true),
    };
    let mut search = &weight;
    for statement in body {
        search.visit_stmt(statement);
    }
    weight.is_light.get()
}

struct Weight {
    is_light: Cell<bool>,
}

impl<'a> Visitor<'a> for &Weight {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::For(_)
            | Stmt::While(_)
            | Stmt::With(_)
            | Stmt::Import(_)
            | Stmt::ImportFrom(_)
            | Stmt::ClassDef(_) => self.is_light.set(false),
            _ => visitor::walk_stmt(self, statement),
        }
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Call(_)
            | Expr::Await(_)
            | Expr::Yield(_)
            | Expr::YieldFrom(_)
            | Expr::ListComp(_)
            | Expr::SetComp(_)
            | Expr::DictComp(_) => self.is_light.set(false),
            _ => visitor::walk_expr(self, expression),
        }
    }

    fn visit_operator(&mut self, operator: &'a Operator) {
        if matches!(operator, Operator::MatMult | Operator::Pow) {
            self.is_light.set(false);
        }
    }
}

fn name(name: &'static str, range: TextRange) -> Expr {
    Expr::Name(ExprName {
        node_index: AtomicNodeIndex::NONE,
        range,
        id: Name::new_static(name),
        ctx: ExprContext::Load,
    })
}
