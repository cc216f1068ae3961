//! `st.rerun`.

use brooklet_python::vm::builtins::{PyInt, PyList, PyStr, PyTuple};
use brooklet_python::vm::{PyObjectRef, PyResult};

use super::fragment;
use crate::argument::{text_of, to_string_lossy};
use crate::call::args::{Argument, arguments};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::error::FlowError;

arguments! {
    /// The arguments of `st.rerun`.
    pub(crate) struct RerunArgs {
        /// What runs again: the whole script, the fragment that is running, or in a callback the
        /// fragments with these keys.
        scope: Scope = "app",
    }
}

/// `st.rerun`.
pub(crate) const RERUN: Command = Command {
    name: "rerun",
    place: Place::Module,
    signature: RerunArgs::SIGNATURE,
    doc: "End this run and begin another one at once, of the whole script or of a fragment.",
    run: |call| rerun(call, &RerunArgs::read(call)?.scope.0),
};

/// `st.experimental_rerun`, its older name.
pub(crate) const EXPERIMENTAL: Command = Command {
    name: "experimental_rerun",
    place: Place::Module,
    signature: Parameters::NONE,
    doc: "The former name of `st.rerun`.",
    run: |call| raise(call, Vec::new()),
};

const SCOPES: &str = "'app', 'fragment', the key of a fragment, or a list of keys";

fn rerun(call: &Call, names: &[String]) -> PyResult {
    let fragments = match names {
        [one] if one == "app" => Vec::new(),
        [one] if one == "fragment" => this_fragment(call)?,
        names => {
            if !call.runtime.session().run.in_callback.get() {
                return Err(call.error(FlowError::FragmentOutsideCallback {
                    key: names.join("`, `"),
                }));
            }
            fragment::named(call, names)?
        }
    };
    raise(call, fragments)
}

fn raise(call: &Call, fragments: Vec<String>) -> PyResult {
    call.runtime.request_rerun(fragments);
    let rerun = call.runtime.errors.rerun.clone();
    Err(call.vm.new_exception_empty(rerun))
}

/// What is to run again: `app`, `fragment`, or keys of fragments.
#[derive(Debug)]
pub(crate) struct Scope(Vec<String>);

impl Argument for Scope {
    fn read(scope: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        if scope.downcast_ref::<PyInt>().is_some() {
            return Ok(Self(vec![text_of(&scope, call.vm)?]));
        }
        if let Some(text) = scope.downcast_ref::<PyStr>().map(to_string_lossy) {
            if text.is_empty() {
                return call.invalid_item(parameter, &scope, SCOPES);
            }
            return Ok(Self(vec![text]));
        }
        let items: Option<Vec<PyObjectRef>> = scope
            .downcast_ref::<PyList>()
            .map(|list| list.borrow_vec().to_vec())
            .or_else(|| {
                let tuple = scope.downcast_ref::<PyTuple>();
                tuple.map(|tuple| tuple.as_slice().to_vec())
            });
        let Some(items) = items else {
            let expected = "a str, an int, or a list of them";
            return call.invalid_type(parameter, expected, &scope);
        };
        if items.is_empty() {
            return call.invalid_item(parameter, &scope, SCOPES);
        }
        keys(call, &items).map(Self)
    }

    fn kinds() -> Vec<&'static str> {
        vec!["'app'", "'fragment'", "str", "int", "list"]
    }
}

fn keys(call: &Call, items: &[PyObjectRef]) -> PyResult<Vec<String>> {
    let mut names = Vec::new();
    for item in items {
        if item.downcast_ref::<PyInt>().is_none() && item.downcast_ref::<PyStr>().is_none() {
            return call.invalid_type("an item of scope", "a str or an int", item);
        }
        names.push(text_of(item, call.vm)?);
    }
    for name in &names {
        if name.is_empty() || name == "app" || name == "fragment" {
            let name = call.vm.ctx.new_str(name.as_str());
            return call.invalid_item("an item of scope", name.as_ref(), "the key of a fragment");
        }
    }
    Ok(names)
}

/// The fragments of this run from the one that is running.
fn this_fragment(call: &Call) -> PyResult<Vec<String>> {
    let session = call.runtime.session();
    let running = session.fragments.borrow();
    let this_run = running.known.this_run();
    if this_run.is_empty() {
        return Err(call.error(FlowError::NoFragmentRuns {}));
    }
    let current = running.current();
    let index = this_run.iter().position(|id| Some(id) == current);
    Ok(this_run[index.unwrap_or(0)..].to_vec())
}
