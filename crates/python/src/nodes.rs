//! Nodes that are put into the tree of a program. They stand where the author's own stand, so that
//! errors name the author's lines.

use ruff_text_size::TextRange;
use rustpython_vm::compiler::ast::name::Name;
use rustpython_vm::compiler::ast::{
    Arguments, AtomicNodeIndex, Expr, ExprCall, ExprContext, ExprName,
};

/// A name that is looked up.
pub(crate) fn name(name: &'static str, range: TextRange) -> Expr {
    Expr::Name(ExprName {
        node_index: AtomicNodeIndex::NONE,
        range,
        id: Name::new_static(name),
        ctx: ExprContext::Load,
    })
}

/// A call of a function by its name.
pub(crate) fn call(function: &'static str, arguments: Vec<Expr>, range: TextRange) -> Expr {
    Expr::Call(ExprCall {
        node_index: AtomicNodeIndex::NONE,
        range_start: range.start(),
        func: Box::new(name(function, range)),
        arguments: Arguments {
            range,
            node_index: AtomicNodeIndex::NONE,
            args: arguments.into(),
            keywords: std::iter::empty().collect(),
            runtime_args: None,
            runtime_bases: None,
        },
    })
}
