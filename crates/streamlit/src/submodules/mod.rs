//! The modules behind `streamlit` that scripts import, each made when somebody asks for it.

use brooklet_python::frozen;
use std::rc::Rc;

use brooklet_python::vm::builtins::{PyDict, PyDictRef, PyModule, PyStr};
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{PyObject, PyObjectRef, PyResult, VirtualMachine};

use crate::argument::to_string_lossy;
use crate::command::Table;
use crate::connections::connection;
use crate::data::selected;
use crate::kernel::python_source::PythonSource;
use crate::layout;
use crate::runtime::Runtime;

const PYTHON: PythonSource = PythonSource {
    module: "streamlit.submodules",
    code: frozen!("submodules/submodules"),
};

/// What `st.` answers besides its commands: modules that scripts reach through it, and places of the page.
pub(crate) const NAMES: &[&str] = &[
    "_bottom",
    "_config",
    "_main",
    "commands",
    "config",
    "connections",
    "dataframe_util",
    "elements",
    "logger",
    "string_util",
    "testing",
    "type_util",
    "user_info",
    "util",
    "version",
    "web",
];

/// What the modules stand on.
#[derive(Clone)]
pub(crate) struct Submodules {
    runtime: Rc<Runtime>,
    table: Rc<Table>,
}

impl Submodules {
    /// Lets the import system find them, also what modules have that are there already.
    pub(crate) fn install(
        runtime: &Rc<Runtime>,
        table: &Rc<Table>,
        vm: &VirtualMachine,
    ) -> PyResult<Self> {
        let this = Self {
            runtime: runtime.clone(),
            table: table.clone(),
        };
        let finder = vm.new_module("streamlit.submodules", vm.ctx.new_dict(), None);
        let known = this.clone();
        let find_spec = move |args: FuncArgs, vm: &VirtualMachine| -> PyResult {
            let name = args
                .args
                .first()
                .and_then(|name| name.downcast_ref::<PyStr>());
            match name
                .map(to_string_lossy)
                .filter(|name| name.starts_with("streamlit."))
            {
                Some(name) => known.call("spec", (name,), vm),
                None => Ok(vm.ctx.none()),
            }
        };
        finder.set_attr("find_spec", vm.new_function("find_spec", find_spec), vm)?;
        let finders = vm.sys_module.get_attr("meta_path", vm)?;
        vm.call_method(&finders, "append", (finder,))?;
        let modules = vm.sys_module.get_attr("modules", vm)?;
        let Some(modules) = modules.downcast_ref::<PyDict>() else {
            return Ok(this);
        };
        for (name, module) in modules {
            let name = name
                .downcast_ref::<PyStr>()
                .map(to_string_lossy)
                .unwrap_or_default();
            if name.starts_with("streamlit.") && module.downcast_ref::<PyModule>().is_some() {
                this.complete(name, &module, vm)?;
            }
        }
        Ok(this)
    }

    /// Lets a module find what it does not have itself.
    fn complete(&self, name: String, module: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
        if module.has_attr("__getattr__", vm)? {
            return Ok(());
        }
        let known = self.clone();
        let find = move |args: FuncArgs, vm: &VirtualMachine| -> PyResult {
            let attribute = args.args.first().cloned().unwrap_or_else(|| vm.ctx.none());
            let text = attribute.downcast_ref::<PyStr>().map(to_string_lossy);
            if let Some(text) = text.filter(|text| text.starts_with("__")) {
                // Python asks this of any module; the answer needs nothing that takes time to load.
                let text = format!("module '{name}' has no attribute '{text}'");
                return Err(vm.new_attribute_error(text));
            }
            known.call("find", (name.clone(), attribute), vm)
        };
        module.set_attr("__getattr__", vm.new_function("__getattr__", find), vm)
    }

    /// What `st.` answers for one of [`NAMES`].
    pub(crate) fn of_streamlit(&self, name: &str, vm: &VirtualMachine) -> PyResult {
        self.call("of_streamlit", (name.to_owned(),), vm)
    }

    fn call(
        &self,
        function: &str,
        args: impl brooklet_python::vm::function::IntoFuncArgs,
        vm: &VirtualMachine,
    ) -> PyResult {
        self.names(vm)?.get_item(function, vm)?.call(args, vm)
    }

    fn names(&self, vm: &VirtualMachine) -> PyResult<PyDictRef> {
        self.runtime.namespace_with(PYTHON, vm, |globals| {
            let errors = &self.runtime.errors;
            let native = vm.ctx.new_dict();
            let set = |name: &str, value: PyObjectRef| native.set_item(name, value, vm);
            set("RerunException", errors.rerun.clone().into())?;
            set("StopException", errors.stop.clone().into())?;
            for class in layout::CLASSES {
                set(class.name, self.table.class_of(class, vm).into())?;
            }
            globals.set_item("_NATIVE", native.into(), vm)?;
            let runtime = self.runtime.clone();
            let connections =
                move |vm: &VirtualMachine| -> PyResult { connection::module(&runtime, vm) };
            globals.set_item(
                "_connections",
                vm.new_function("_connections", connections).into(),
                vm,
            )?;
            let runtime = self.runtime.clone();
            let selected = move |vm: &VirtualMachine| runtime.namespace(selected::PYTHON, vm);
            let selected = vm.new_function("_selected", selected);
            globals.set_item("_selected", selected.into(), vm)?;
            let (runtime, table) = (self.runtime.clone(), self.table.clone());
            let main = move |vm: &VirtualMachine| -> PyObjectRef { table.main(&runtime, vm) };
            globals.set_item(
                "_main_column",
                vm.new_function("_main_column", main).into(),
                vm,
            )
        })
    }
}
