//! The object that a script calls: a command bound to the place where it writes.

use std::rc::Rc;

use brooklet_python::vm::function::{FuncArgs, KwArgs};
use brooklet_python::vm::types::{Callable, Representable};
use brooklet_python::vm::{
    self as rustpython_vm, Py, PyObjectRef, PyPayload, PyResult, VirtualMachine, pyclass,
};

use super::command::{Entry, Table};
use super::signature::Kind;
use crate::kernel::app::App;
use crate::kernel::container_kind::{ContainerKind, Plain};
use crate::kernel::target::Target;

/// A command bound to the place where it writes.
#[pyclass(name = "method", module = "streamlit")]
#[derive(Debug, PyPayload)]
pub struct Function {
    entry: Rc<Entry>,
    runtime: Rc<App>,
    table: Rc<Table>,
    target: Target,
    kind: Rc<dyn ContainerKind>,
}

impl Function {
    /// Binds a command.
    pub fn new(entry: Rc<Entry>, runtime: Rc<App>, table: Rc<Table>, target: Target) -> Self {
        Self {
            entry,
            runtime,
            table,
            target,
            kind: Rc::new(Plain),
        }
    }

    /// The same, as a method of a container of this kind.
    #[must_use]
    pub(crate) fn of_kind(self, kind: Rc<dyn ContainerKind>) -> Self {
        Self { kind, ..self }
    }
}

#[pyclass(with(Callable, Representable), flags(HAS_DICT))]
impl Function {
    #[pygetset]
    fn __name__(zelf: &Py<Self>) -> &'static str {
        let name = zelf.entry.command.name;
        name.rsplit_once('.').map_or(name, |(_, name)| name)
    }

    #[pygetset]
    fn __qualname__(zelf: &Py<Self>) -> String {
        zelf.entry.qualified_name.clone()
    }

    #[pygetset]
    fn __module__(_zelf: &Py<Self>) -> &'static str {
        "streamlit"
    }

    #[pygetset]
    fn __doc__(zelf: &Py<Self>) -> String {
        let command = zelf.entry.command;
        command.signature.documentation(command.doc)
    }

    /// What `inspect.signature` returns.
    #[pygetset]
    fn __signature__(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        let inspect = vm.import("inspect", 0)?;
        let class = inspect.get_attr("Parameter", vm)?;
        let mut parameters = Vec::new();
        for parameter in &zelf.entry.signature.parameters {
            let kind = match parameter.kind {
                Kind::Positional => "POSITIONAL_OR_KEYWORD",
                Kind::KeywordOnly => "KEYWORD_ONLY",
                Kind::VarArgs => "VAR_POSITIONAL",
                Kind::KwArgs => "VAR_KEYWORD",
            };
            let kind = class.get_attr(kind, vm)?;
            let default = match parameter.default {
                Some(default) => default.value(vm),
                None => class.get_attr("empty", vm)?,
            };
            let options: KwArgs = [("default".to_owned(), default)].into_iter().collect();
            let name: PyObjectRef = vm.ctx.new_str(parameter.name).into();
            parameters.push(class.call(FuncArgs::new(vec![name, kind], options), vm)?);
        }
        let parameters: PyObjectRef = vm.ctx.new_list(parameters).into();
        inspect.get_attr("Signature", vm)?.call((parameters,), vm)
    }
}

impl Callable for Function {
    type Args = FuncArgs;

    fn call(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let Self {
            entry,
            runtime,
            table,
            target,
            kind,
        } = &**zelf;
        entry.call(runtime, table, target, kind, args, vm)
    }
}

impl Representable for Function {
    fn repr_str(zelf: &Py<Self>, _vm: &VirtualMachine) -> PyResult<String> {
        Ok(format!(
            "<bound method {} of DeltaGenerator()>",
            zelf.entry.qualified_name
        ))
    }
}
