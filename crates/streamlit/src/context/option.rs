//! `st.get_option` and `st.set_option`.

use brooklet_python::vm::PyResult;

use crate::argument::text_of;
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::error::ContextError;

/// `st.get_option`.
pub(crate) const GET: Command = Command {
    name: "get_option",
    place: Place::Module,
    signature: Parameters::undocumented("key"),
    doc: "Return the value of an option of the app, by its name such as `'theme.base'`.",
    run: get,
};

/// `st.set_option`.
pub(crate) const SET: Command = Command {
    name: "set_option",
    place: Place::Module,
    signature: Parameters::undocumented("key, value"),
    doc: "Change an option of the app for this session, by its name. Options that a running app cannot change are refused.",
    run: set,
};

/// The options and what they are where the app does not set them, as JSON.
const DEFAULTS: &str = include_str!("options.txt");

/// The options that a script may set.
const SETTABLE: &[&str] = &[
    "logger.enableRich",
    "client.showErrorDetails",
    "client.toolbarMode",
    "client.disableDataExport",
    "client.showSidebarNavigation",
];

/// What an option is where nobody sets it, as JSON. Those of the theme are many, and are not set.
fn default(key: &str) -> Option<&'static str> {
    let mut options = DEFAULTS.lines().filter_map(|line| line.split_once('='));
    options
        .find(|(known, _)| *known == key)
        .map(|(_, value)| value)
        .or_else(|| key.starts_with("theme.").then_some("null"))
}

fn get(call: &Call) -> PyResult {
    let key = text_of(&call.value("key"), call.vm)?;
    let value = match (call.runtime.option(&key), default(&key)) {
        (Some(value), _) => value,
        (None, Some(value)) => value.to_owned(),
        (None, None) => {
            return Err(call.error(ContextError::NoOption { key }));
        }
    };
    let loads = call.vm.import("json", 0)?.get_attr("loads", call.vm)?;
    loads.call((value,), call.vm)
}

fn set(call: &Call) -> PyResult {
    let key = text_of(&call.value("key"), call.vm)?;
    if default(&key).is_none() {
        return Err(call.error(ContextError::NoOptionToSet { key }));
    }
    if !SETTABLE.contains(&key.as_str()) {
        return Err(call.error(ContextError::FixedOption { key }));
    }
    let dumps = call.vm.import("json", 0)?.get_attr("dumps", call.vm)?;
    let value = dumps.call((call.value("value"),), call.vm)?;
    let value = text_of(&value, call.vm)?;
    call.runtime.manifest.borrow_mut().config.insert(key, value);
    Ok(call.vm.ctx.none())
}
