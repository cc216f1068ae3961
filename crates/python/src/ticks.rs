//! Puts ticks into the tree of a program, so that none of its loops is without end: around what is
//! iterated over, and where a round of other loops begins and a function its work.

use ruff_text_size::Ranged;
use rustpython_vm::compiler::ast::visitor::transformer::{self, Transformer};
use rustpython_vm::compiler::ast::{
    AtomicNodeIndex, BoolOp, Comprehension, Expr, ExprBoolOp, Mod, Stmt, StmtFor, StmtIf, StmtPass,
    Suite,
};

use crate::weight::{is_light, is_light_body, is_light_comprehension};
use crate::{nodes, tick, watch};

/// Puts ticks into a program.
pub(crate) fn put_into(tree: &mut Mod) {
    match tree {
        Mod::Module(module) => Ticks.visit_body(&mut module.body),
        Mod::Expression(expression) => Ticks.visit_expr(&mut expression.body),
    }
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

    fn visit_expr(&self, expression: &mut Expr) {
        match expression {
            Expr::ListComp(it) => put_into_comprehension(&[&it.elt], &mut it.generators),
            Expr::SetComp(it) => put_into_comprehension(&[&it.elt], &mut it.generators),
            Expr::Generator(it) => put_into_comprehension(&[&it.elt], &mut it.generators),
            Expr::DictComp(it) => match &it.key {
                Some(key) => put_into_comprehension(&[key, &it.value], &mut it.generators),
                None => put_into_comprehension(&[&it.value], &mut it.generators),
            },
            Expr::Lambda(it) if !is_light(&it.body) => put_before(&mut it.body),
            _ => {}
        }
        transformer::walk_expr(self, expression);
    }
}

fn put_into_for(statement: &mut StmtFor) {
    if statement.is_async {
        put_tick(&mut statement.body, 0);
    } else {
        watch(&mut statement.iter, is_light_body(&statement.body));
    }
}

fn put_into_comprehension(elements: &[&Expr], loops: &mut [Comprehension]) {
    let is_light = is_light_comprehension(elements, loops);
    for comprehension in loops.iter_mut().filter(|it| !it.is_async) {
        watch(&mut comprehension.iter, is_light);
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
        test: Box::new(nodes::name(tick::NAME, range)),
        body: [pass].into_iter().collect(),
        elif_else_clauses: Vec::new(),
        runtime_body: None,
    });
    body.insert(place, tick);
}

/// `.tick and expression` in the place of an expression.
fn put_before(expression: &mut Expr) {
    let range = expression.range();
    let tick = nodes::name(tick::NAME, range);
    let body = std::mem::replace(expression, tick.clone());
    *expression = Expr::BoolOp(ExprBoolOp {
        node_index: AtomicNodeIndex::NONE,
        range,
        op: BoolOp::And,
        values: vec![tick, body],
        runtime_values: None,
    });
}

/// `.watch(iterable)` in the place of an iterable.
fn watch(iterable: &mut Expr, is_light: bool) {
    let function = if is_light { watch::LIGHT } else { watch::HEAVY };
    let range = iterable.range();
    let iterated = std::mem::replace(iterable, nodes::name(function, range));
    *iterable = nodes::call(function, vec![iterated], range);
}

/// Whether a statement is a text, as a docstring is.
fn is_text(statement: &Stmt) -> bool {
    matches!(statement, Stmt::Expr(statement) if statement.value.is_string_literal_expr())
}
