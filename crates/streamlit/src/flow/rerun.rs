//! `st.rerun`.

use brooklet_python::vm::builtins::{PyBytes, PyInt, PyList, PyStr, PyTuple};
use brooklet_python::vm::{PyObjectRef, PyResult};

use super::fragment;
use crate::argument::{plain, text_of};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::error::FlowError;

/// `st.rerun`.
pub(crate) const RERUN: Command = Command {
    name: "rerun",
    place: Place::Module,
    signature: Parameters::undocumented("scope='app'"),
    doc: "End this run and begin another one at once, of the whole script or of a fragment.",
    run: rerun,
};

/// `st.experimental_rerun`, its older name.
pub(crate) const EXPERIMENTAL: Command = Command {
    name: "experimental_rerun",
    place: Place::Module,
    signature: Parameters::undocumented(""),
    doc: "The former name of `st.rerun`.",
    run: |call| raise(call, Vec::new()),
};

const SCOPES: &str = "'app', 'fragment', the key of a fragment, or a list of keys";

fn rerun(call: &Call) -> PyResult {
    let names = names(call)?;
    let fragments = match names.as_slice() {
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

/// What `scope` says: `app`, `fragment`, or keys of fragments.
fn names(call: &Call) -> PyResult<Vec<String>> {
    let scope = call.value("scope");
    if scope.downcast_ref::<PyInt>().is_some() {
        return Ok(vec![text_of(&scope, call.vm)?]);
    }
    if let Some(text) = scope.downcast_ref::<PyStr>().map(plain) {
        if text.is_empty() {
            return call.invalid_value("scope", SCOPES);
        }
        return Ok(vec![text]);
    }
    let items: Option<Vec<PyObjectRef>> = scope
        .downcast_ref::<PyList>()
        .map(|list| list.borrow_vec().to_vec())
        .or_else(|| {
            let tuple = scope.downcast_ref::<PyTuple>();
            tuple.map(|tuple| tuple.as_slice().to_vec())
        });
    let Some(items) = items.filter(|_| scope.downcast_ref::<PyBytes>().is_none()) else {
        return call.invalid_type("scope", "a str, an int, or a list of them", &scope);
    };
    if items.is_empty() {
        return call.invalid_value("scope", SCOPES);
    }
    let mut names = Vec::new();
    for item in items {
        if item.downcast_ref::<PyInt>().is_none() && item.downcast_ref::<PyStr>().is_none() {
            return call.invalid_type("an item of scope", "a str or an int", &item);
        }
        names.push(text_of(&item, call.vm)?);
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
    let place = this_run.iter().position(|id| Some(id) == current);
    Ok(this_run[place.unwrap_or(0)..].to_vec())
}
