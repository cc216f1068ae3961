//! `st.rerun`.

use brooklet_python::vm::builtins::{PyBytes, PyInt, PyList, PyStr, PyTuple};
use brooklet_python::vm::{PyObjectRef, PyResult};

use super::fragment;
use crate::argument::{plain, text_of, type_name};
use crate::command::{Call, Command, Place};

/// `st.rerun`.
pub(crate) const RERUN: Command = Command {
    name: "rerun",
    place: Place::Module,
    signature: "scope='app'",
    doc: "Rerun the script immediately.",
    run: rerun,
};

/// `st.experimental_rerun`, its older name.
pub(crate) const EXPERIMENTAL: Command = Command {
    name: "experimental_rerun",
    place: Place::Module,
    signature: "",
    doc: "The older name of `st.rerun`.",
    run: |call| raise(call, Vec::new()),
};

const KEYS: &str = "'app', 'fragment', a fragment key, a list of keys";

fn rerun(call: &Call) -> PyResult {
    let names = names(call)?;
    let fragments = match names.as_slice() {
        [one] if one == "app" => Vec::new(),
        [one] if one == "fragment" => this_fragment(call)?,
        names => {
            if !call.runtime.session().run.in_callback.get() {
                let text = "Passing a fragment key to `st.rerun()` is only allowed from a widget callback (e.g. `on_change` / `on_click`). Calling it from the main script body or a fragment body would abort the current run. If you meant to rerun the whole app or the current fragment, use `scope='app'` or `scope='fragment'`.";
                return Err(call.error("StreamlitAPIException", text));
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
            return invalid(call, "scope", KEYS, "Got an empty string.");
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
        return call.invalid_type("scope", "str, int, list[str | int]", &type_name(&scope));
    };
    if items.is_empty() {
        return invalid(call, "scope", KEYS, "Got an empty list.");
    }
    let mut names = Vec::new();
    for item in items {
        if item.downcast_ref::<PyInt>().is_none() && item.downcast_ref::<PyStr>().is_none() {
            return call.invalid_type("scope list items", "str, int", &type_name(&item));
        }
        names.push(text_of(&item, call.vm)?);
    }
    for name in &names {
        if name.is_empty() {
            let detail = "Found an empty string in the list.";
            return invalid(
                call,
                "scope list items",
                "non-empty strings or ints",
                detail,
            );
        }
        if name == "app" || name == "fragment" {
            let detail = format!(
                "'{name}' is a reserved scope name and cannot appear inside a list. Pass '{name}' directly as a string."
            );
            return invalid(call, "scope", "fragment keys", &detail);
        }
    }
    Ok(names)
}

fn invalid<T>(call: &Call, parameter: &str, supported: &str, detail: &str) -> PyResult<T> {
    let text = format!("Invalid `{parameter}` value. Supported values: {supported}. {detail}");
    Err(call.error("StreamlitValueError", text))
}

/// The fragments of this run from the one that is running.
fn this_fragment(call: &Call) -> PyResult<Vec<String>> {
    let session = call.runtime.session();
    let running = session.fragments.borrow();
    let this_run = running.known.this_run();
    if this_run.is_empty() {
        let text = "scope=\"fragment\" can only be specified from `@st.fragment`-decorated functions during fragment reruns.";
        return Err(call.error("StreamlitInvalidLayoutContextError", text));
    }
    let current = running.current();
    let place = this_run.iter().position(|id| Some(id) == current);
    Ok(this_run[place.unwrap_or(0)..].to_vec())
}
