//! Parts of commands that are written in Python, compiled when they are first used.

use brooklet_python::vm::builtins::PyDictRef;
use brooklet_python::vm::compiler::Mode;
use brooklet_python::vm::function::IntoFuncArgs;
use brooklet_python::vm::{PyResult, VirtualMachine};

use crate::runtime::Runtime;

/// A part that is written in Python.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part {
    /// Its name.
    pub name: &'static str,
    /// Its text.
    pub source: &'static str,
}

impl Runtime {
    /// Calls a function of a part.
    pub(crate) fn call_part(
        &self,
        part: Part,
        function: &str,
        args: impl IntoFuncArgs,
        vm: &VirtualMachine,
    ) -> PyResult {
        let known = self.parts.borrow().get(part.name).cloned();
        let names = match known {
            Some(names) => names,
            None => self.begin(part, vm)?,
        };
        names.get_item(function, vm)?.call(args, vm)
    }

    fn begin(&self, part: Part, vm: &VirtualMachine) -> PyResult<PyDictRef> {
        let code = vm
            .compile(part.source, Mode::Exec, "<streamlit>".to_owned())
            .map_err(|_| vm.new_runtime_error("a part of Streamlit does not compile"))?;
        let scope = vm.new_scope_with_builtins();
        let name = vm.ctx.new_str(format!("streamlit.{}", part.name));
        scope.globals.set_item("__name__", name.into(), vm)?;
        vm.run_code_obj(code, scope.clone())?;
        self.parts
            .borrow_mut()
            .insert(part.name, scope.globals.clone());
        Ok(scope.globals)
    }
}
