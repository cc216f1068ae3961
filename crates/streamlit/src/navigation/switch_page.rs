//! `st.switch_page`.

use brooklet_python::vm::{PyObjectRef, PyResult};
use brooklet_session::query;

use super::menu::not_found;
use super::page::{Source, page_of, path_text};
use crate::argument::text_of;
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::error::PageError;
use crate::query_params::{enter, pairs};

/// `st.switch_page`.
pub(crate) const SWITCH_PAGE: Command = Command {
    name: "switch_page",
    place: Place::Module,
    signature: Parameters::undocumented("page, *, query_params=None"),
    doc: "End this run and go to another page of the app.",
    run: switch_page,
};

fn switch_page(call: &Call) -> PyResult {
    let page = call.value("page");
    let path = match page_of(&page) {
        Some(page) if matches!(page.source, Source::External(_)) => {
            return Err(call.error(PageError::SwitchToAddress {
                address: page.external().unwrap_or_default(),
            }));
        }
        Some(page) => page.path(),
        None => {
            let name = match path_text(&page, call.vm)? {
                Some(name) => name,
                None => text_of(&page, call.vm)?,
            };
            match call.runtime.known_page(&name) {
                Some(page) => page.path,
                None => return not_found(call, &name),
            }
        }
    };
    let parameters = parameters(call, call.runtime.embedding())?;
    call.runtime.change_query(parameters);
    call.runtime.session().pages.borrow_mut().wanted = path;
    call.runtime.request_rerun(Vec::new());
    let rerun = call.runtime.errors.rerun.clone();
    Err(call.vm.new_exception_empty(rerun))
}

/// Adds those of `query_params` to parameters.
pub(super) fn parameters(
    call: &Call,
    mut parameters: query::Parameters,
) -> PyResult<query::Parameters> {
    if let Some(given) = call.object("query_params") {
        let given = given_pairs(call, &given)?;
        for (key, value) in given {
            enter(call.runtime, &mut parameters, &key, value, call.vm)?;
        }
    }
    Ok(parameters)
}

fn given_pairs(call: &Call, given: &PyObjectRef) -> PyResult<Vec<(String, PyObjectRef)>> {
    let is_text = given
        .downcast_ref::<brooklet_python::vm::builtins::PyStr>()
        .is_some();
    if is_text || !given.has_attr("__iter__", call.vm)? {
        return call.invalid_type(
            "query_params",
            "a dict, or a list of names with values",
            given,
        );
    }
    pairs(given, call.vm)
}
