//! What surrounds a script: `st.context`, `st.user`, `st.secrets`, the options of the app.

pub(crate) mod login;
pub(crate) mod option;

use brooklet_python::frozen;
use std::rc::Rc;

use brooklet_python::vm::builtins::{PyDictRef, PyStr};
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{PyObjectRef, PyRef, PyResult, VirtualMachine};

use crate::argument::to_string_lossy;
use crate::error::ContextError;
use crate::kernel::python_source::PythonSource;
use crate::runtime::Runtime;
use crate::submodules::{self, Submodules};

const PYTHON: PythonSource = PythonSource {
    module: "streamlit.runtime",
    code: frozen!("context/context"),
};

/// The names that the module brings when they are first asked for.
const NAMES: &[&str] = &["context", "user", "experimental_user", "secrets"];

/// What `streamlit` answers for a name that it does not have yet.
pub(crate) fn getter(
    runtime: &Rc<Runtime>,
    submodules: Submodules,
    vm: &VirtualMachine,
) -> PyObjectRef {
    let runtime = runtime.clone();
    let get = move |name: PyRef<PyStr>, vm: &VirtualMachine| -> PyResult {
        let name = to_string_lossy(&name);
        if submodules::NAMES.contains(&name.as_str()) {
            return submodules.of_streamlit(&name, vm);
        }
        if !NAMES.contains(&name.as_str()) {
            let module = "streamlit".to_owned();
            return Err(runtime.error(ContextError::NoSuchName { module, name }, vm));
        }
        let names = names(&runtime, vm)?;
        let module = vm.import("streamlit", 0)?;
        for known in NAMES {
            let value = names.get_item(*known, vm)?;
            module.set_attr(vm.ctx.intern_str(*known), value, vm)?;
        }
        names.get_item(name.as_str(), vm)
    };
    vm.new_function("__getattr__", get).into()
}

fn names(runtime: &Rc<Runtime>, vm: &VirtualMachine) -> PyResult<PyDictRef> {
    runtime.namespace_with(PYTHON, vm, |globals| {
        let runtime = runtime.clone();
        let fact = move |args: FuncArgs, vm: &VirtualMachine| -> PyResult {
            let name = args
                .args
                .first()
                .and_then(|name| name.downcast_ref::<PyStr>());
            let fact = name
                .map(|name| runtime.fact(&to_string_lossy(name)))
                .unwrap_or_default();
            Ok(vm.ctx.new_str(fact).into())
        };
        globals.set_item("_fact", vm.new_function("_fact", fact).into(), vm)
    })
}

impl Runtime {
    /// A fact about the app and its reader as text; empty where it is not known.
    fn fact(&self, name: &str) -> String {
        let manifest = self.manifest.borrow();
        match name {
            "locale" => manifest.locale.clone(),
            "timezone" => manifest.time_zone.clone(),
            // As JavaScript counts: minutes from local time to UTC.
            "timezone_offset" => (-manifest.utc_offset_secs / 60).to_string(),
            "theme" => manifest.color_scheme.clone(),
            "secrets" => manifest.secrets.clone(),
            "secrets_path" => self.resolve_path(".streamlit/secrets.toml"),
            "url" => {
                let path = self.session().pages.borrow().current.clone();
                match path.as_str() {
                    "" => manifest.url.clone(),
                    path => format!("{}#/{path}", manifest.url),
                }
            }
            "is_embedded" => {
                let session = self.session();
                let query = session.query.borrow();
                let embed = query.get("embed").map(|value| value.last().to_lowercase());
                (embed.as_deref() == Some("true")).to_string()
            }
            _ => String::new(),
        }
    }

    /// Reads the secrets of the app, if there are any, so that the environment has them too.
    pub fn load_secrets(&self, vm: &VirtualMachine) {
        let path = self.fact("secrets_path");
        if self.manifest.borrow().secrets.is_empty() && !self.is_script(&path) {
            return;
        }
        let loaded = vm
            .import("streamlit", 0)
            .and_then(|module| module.get_attr("secrets", vm))
            .and_then(|secrets| vm.call_method(&secrets, "load_if_toml_exists", ()));
        // What is wrong with them is said where the script asks for one.
        drop(loaded);
    }
}
