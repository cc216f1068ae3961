//! `st.switch_page`.

use brooklet_python::vm::{PyObjectRef, PyResult};
use brooklet_session::query;

use super::menu::not_found;
use super::page::{Source, page_of, path_text};
use crate::argument::text_of;
use crate::call::args::arguments;
use crate::call::object::objects;
use crate::command::{Call, Command, Place};
use crate::error::PageError;
use crate::query_params::{enter, pairs};

arguments! {
    /// The arguments of `st.switch_page`.
    pub(crate) struct SwitchArgs {
        page: PageArg,
        *,
        query_params: Option<QueryArg> = None,
    }
}

/// `st.switch_page`.
pub(crate) const SWITCH_PAGE: Command = Command {
    name: "switch_page",
    place: Place::Module,
    signature: SwitchArgs::SIGNATURE,
    doc: "End this run and go to another page of the app.",
    run: |call| switch_page(call, SwitchArgs::read(call)?),
};

objects! {
    /// A page of the app.
    PageArg ["The page: an `st.Page`, the path of its script beside the app, or for a link an address elsewhere."]: "st.Page", "str", "a path";
    /// Query parameters.
    QueryArg ["What the address of the page says behind its `?`, as names with values."]: "dict", "list";
}

fn switch_page(call: &Call, args: SwitchArgs) -> PyResult {
    let PageArg(page) = args.page;
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
    let parameters = parameters(call, args.query_params, call.runtime.embedding())?;
    call.runtime.change_query(parameters);
    call.runtime.session().pages.borrow_mut().wanted = path;
    call.runtime.request_rerun(Vec::new());
    let rerun = call.runtime.errors.rerun.clone();
    Err(call.vm.new_exception_empty(rerun))
}

/// Adds those of `query_params` to parameters.
pub(super) fn parameters(
    call: &Call,
    given: Option<QueryArg>,
    mut parameters: query::Parameters,
) -> PyResult<query::Parameters> {
    if let Some(QueryArg(given)) = given {
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
