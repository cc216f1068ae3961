//! Tells light rounds of loops from those that may take long.

use rustpython_vm::compiler::ast::visitor::{self, Visitor};
use rustpython_vm::compiler::ast::{Comprehension, Expr, Operator, Stmt};

/// Whether a round of a loop does nothing that can take long: no call, and no loop inside.
pub(crate) fn is_light_body(body: &[Stmt]) -> bool {
    let mut weight = Weight { is_light: true };
    weight.visit_body(body);
    weight.is_light
}

/// Whether an expression does nothing that can take long.
pub(crate) fn is_light(expression: &Expr) -> bool {
    let mut weight = Weight { is_light: true };
    weight.visit_expr(expression);
    weight.is_light
}

/// Whether a round of a comprehension that makes its items from `elements` does nothing that can
/// take long.
pub(crate) fn is_light_comprehension(elements: &[&Expr], loops: &[Comprehension]) -> bool {
    let mut weight = Weight { is_light: true };
    for element in elements {
        weight.visit_expr(element);
    }
    for (depth, comprehension) in loops.iter().enumerate() {
        comprehension
            .ifs
            .iter()
            .for_each(|it| weight.visit_expr(it));
        // The first is gone through once.
        if depth > 0 {
            weight.visit_expr(&comprehension.iter);
        }
    }
    weight.is_light
}

struct Weight {
    is_light: bool,
}

impl<'a> Visitor<'a> for Weight {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::For(_)
            | Stmt::While(_)
            | Stmt::With(_)
            | Stmt::Import(_)
            | Stmt::ImportFrom(_)
            | Stmt::ClassDef(_) => self.is_light = false,
            _ => visitor::walk_stmt(self, statement),
        }
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Call(_)
            | Expr::Await(_)
            | Expr::YieldFrom(_)
            | Expr::ListComp(_)
            | Expr::SetComp(_)
            | Expr::DictComp(_) => self.is_light = false,
            _ => visitor::walk_expr(self, expression),
        }
    }

    fn visit_operator(&mut self, operator: &'a Operator) {
        if matches!(operator, Operator::MatMult | Operator::Pow) {
            self.is_light = false;
        }
    }
}
