//! The module `streamlit` and its submodules, made from the table of commands.

use std::rc::Rc;

use brooklet_cache::Kind;
use brooklet_python::vm::builtins::PyModule;
use brooklet_python::vm::class::PyClassImpl;
use brooklet_python::vm::{PyPayload, PyRef, PyResult, VirtualMachine};

use crate::cache::function::{BoundCachedFunc, CachedFunc};
use crate::call::decorator::Decorator;
use crate::command::{Place, Table};
use crate::commands;
use crate::container::DeltaGenerator;
use crate::context;
use crate::flow::fragment::Wrapped;
use crate::function::Function;
use crate::input::uploaded_file::{self, Types};
use crate::kernel::cached_result::run_on_release;
use crate::layout::dialog;
use crate::navigation::page::Page;
use crate::package::{known_package, package};
use crate::query_params::QueryParams;
use crate::runtime::Runtime;
use crate::session_state::SessionState;
use crate::status::spinner::Spinner;
use crate::submodules::Submodules;
use crate::target::Target;

/// The version of Streamlit whose behaviour this is.
const VERSION: &str = "1.67.0";

/// Makes the modules, so that `import streamlit` finds them.
pub fn install(runtime: &Rc<Runtime>, vm: &VirtualMachine) -> PyResult<()> {
    make_types();
    let module = package("streamlit", vm)?;
    let table = Rc::new(Table::new(commands::ALL));
    add_commands(runtime, &table, &module, vm)?;
    add_clear(runtime, &module, vm)?;
    for (name, target) in [("sidebar", Target::Sidebar), ("bottom", Target::Bottom)] {
        let container = DeltaGenerator::new(runtime.clone(), table.clone(), target);
        module.set_attr(name, container.into_pyobject(vm), vm)?;
    }
    let session_state = SessionState::new(runtime.clone()).into_pyobject(vm);
    module.set_attr("session_state", session_state, vm)?;
    let query_params = QueryParams::new(runtime.clone()).into_pyobject(vm);
    module.set_attr("query_params", query_params, vm)?;
    module.set_attr("__version__", vm.ctx.new_str(VERSION), vm)?;

    add_errors(runtime, &module, vm)?;
    add_components(runtime, &module, vm)?;
    let configs = package("streamlit.column_config", vm)?;
    crate::data::column_config::fill(runtime, &configs, vm)?;
    module.set_attr("column_config", configs, vm)?;
    add_typing(runtime, &module, vm)?;
    let submodules = Submodules::install(runtime, &table, vm)?;
    module.set_attr("__getattr__", context::getter(runtime, submodules, vm), vm)
}

/// Makes the classes before the first object of them is.
fn make_types() {
    drop([
        BoundCachedFunc::make_static_type(),
        CachedFunc::make_static_type(),
        Decorator::make_static_type(),
        DeltaGenerator::make_static_type(),
        Function::make_static_type(),
        Page::make_static_type(),
        QueryParams::make_static_type(),
        SessionState::make_static_type(),
        Spinner::make_static_type(),
        dialog::Opener::make_static_type(),
        Wrapped::make_static_type(),
    ]);
    uploaded_file::init();
}

/// Adds the commands that are functions of the module.
fn add_commands(
    runtime: &Rc<Runtime>,
    table: &Rc<Table>,
    module: &PyRef<PyModule>,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let functions = table
        .entries
        .iter()
        .filter(|(_, entry)| entry.command.place != Place::Method);
    for (name, entry) in functions {
        let function = Function::new(
            entry.clone(),
            runtime.clone(),
            table.clone(),
            Target::Current,
        );
        module.set_attr(*name, function.into_pyobject(vm), vm)?;
    }
    Ok(())
}

/// Adds the `clear` of the decorators of cached functions.
fn add_clear(runtime: &Rc<Runtime>, module: &PyRef<PyModule>, vm: &VirtualMachine) -> PyResult<()> {
    for (name, kind) in [
        ("cache_data", Kind::Data),
        ("experimental_memo", Kind::Data),
        ("cache_resource", Kind::Resource),
        ("experimental_singleton", Kind::Resource),
    ] {
        let caches = runtime.clone();
        let clear = vm.new_function("clear", move |vm: &VirtualMachine| {
            let gone = caches.caches.borrow_mut().clear(Some(kind));
            run_on_release(gone, vm);
        });
        module.get_attr(name, vm)?.set_attr("clear", clear, vm)?;
    }
    Ok(())
}

/// Adds the types of exceptions where scripts look for them.
fn add_errors(
    runtime: &Rc<Runtime>,
    module: &PyRef<PyModule>,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let errors = package("streamlit.errors", vm)?;
    for (place, name, exception_type) in runtime.errors.iter() {
        let module = if place == "streamlit.errors" {
            errors.clone()
        } else {
            known_package(place, vm)?
        };
        module.set_attr(name, exception_type.clone(), vm)?;
    }
    module.set_attr("errors", errors, vm)
}

/// Adds `streamlit.components` with its two versions.
fn add_components(
    runtime: &Rc<Runtime>,
    module: &PyRef<PyModule>,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let components = known_package("streamlit.components", vm)?;
    let v1 = known_package("streamlit.components.v1", vm)?;
    for (name, command) in [("html", "_html"), ("iframe", "_iframe")] {
        v1.set_attr(name, module.get_attr(command, vm)?, vm)?;
    }
    crate::components::install(runtime, &components, &v1, vm)?;
    components.set_attr("v1", v1, vm)?;
    module.set_attr("components", components, vm)
}

/// Adds the modules that scripts take types from.
fn add_typing(
    runtime: &Rc<Runtime>,
    module: &PyRef<PyModule>,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let containers = package("streamlit.delta_generator", vm)?;
    let class = DeltaGenerator::make_static_type();
    containers.set_attr("DeltaGenerator", class, vm)?;
    module.set_attr("delta_generator", containers, vm)?;

    let inner = package("streamlit.runtime", vm)?;
    let files = package(uploaded_file::MODULE, vm)?;
    let typing = package("streamlit.typing", vm)?;
    let types = Types(runtime.clone()).into_pyobject(vm);
    typing.set_attr("__getattr__", types, vm)?;
    inner.set_attr("uploaded_file_manager", files, vm)?;
    module.set_attr("runtime", inner, vm)?;
    module.set_attr("typing", typing, vm)
}
