//! What of the commands is written in Python, compiled by the build script and run when it is first used.

use brooklet_python::Frozen;
use brooklet_python::vm::builtins::{PyDictRef, PyStrRef};
use brooklet_python::vm::function::{IntoFuncArgs, PosArgs};
use brooklet_python::vm::{PyResult, VirtualMachine};

use super::app::App;
use crate::value::to_string_lossy;

/// A source of this crate in Python.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PythonSource {
    /// The module that its classes and functions say they are of.
    pub module: &'static str,
    /// What was made of it.
    pub code: Frozen,
}

impl App {
    /// Calls a function of a source.
    pub(crate) fn call_python(
        &self,
        source: PythonSource,
        function: &str,
        args: impl IntoFuncArgs,
        vm: &VirtualMachine,
    ) -> PyResult {
        let names = self.namespace(source, vm)?;
        names.get_item(function, vm)?.call(args, vm)
    }

    /// What a source defines, which is run when it is first asked for.
    pub(crate) fn namespace(
        &self,
        source: PythonSource,
        vm: &VirtualMachine,
    ) -> PyResult<PyDictRef> {
        self.namespace_with(source, vm, |_| Ok(()))
    }

    /// The same, of a source that finds more names when it runs: those that `prepare` sets.
    pub(crate) fn namespace_with(
        &self,
        source: PythonSource,
        vm: &VirtualMachine,
        prepare: impl FnOnce(&PyDictRef) -> PyResult<()>,
    ) -> PyResult<PyDictRef> {
        let known = self.python_sources.borrow().get(source.module).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        let scope = vm.new_scope_with_builtins();
        let name = vm.ctx.new_str(source.module);
        scope.globals.set_item("__name__", name.into(), vm)?;
        let errors = self.errors.clone();
        let problem = move |name: PyStrRef, facts: PosArgs<PyStrRef>, vm: &VirtualMachine| {
            let facts = facts.iter().map(|fact| to_string_lossy(fact)).collect();
            errors.of_python(&to_string_lossy(&name), facts, vm)
        };
        let problem = vm.new_function("_problem", problem);
        scope.globals.set_item("_problem", problem.into(), vm)?;
        prepare(&scope.globals)?;
        vm.run_code_obj(source.code.code(vm), scope.clone())?;
        let mut sources = self.python_sources.borrow_mut();
        sources.insert(source.module, scope.globals.clone());
        Ok(scope.globals)
    }
}
