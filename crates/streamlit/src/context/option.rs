//! `st.get_option` and `st.set_option`.

use brooklet_python::vm::{PyObjectRef, PyResult};

use crate::argument::text_of;
use crate::call::args::{Text, arguments};
use crate::command::{Call, Command, Place};
use crate::error::ContextError;

arguments! {
    /// The arguments of `st.get_option`.
    pub(crate) struct GetArgs {
        /// Section and name of the option, such as `'theme.base'`.
        key: Text,
    }
}

/// `st.get_option`.
pub(crate) const GET: Command = Command {
    name: "get_option",
    place: Place::Module,
    signature: GetArgs::SIGNATURE,
    doc: "Return the value of an option of the app, by its name such as `'theme.base'`.",
    run: |call| get(call, GetArgs::read(call)?.key.0),
};

arguments! {
    /// The arguments of `st.set_option`.
    pub(crate) struct SetArgs {
        /// Section and name of the option, such as `'client.toolbarMode'`.
        key: Text,
        /// What it is from now on.
        value: PyObjectRef,
    }
}

/// `st.set_option`.
pub(crate) const SET: Command = Command {
    name: "set_option",
    place: Place::Module,
    signature: SetArgs::SIGNATURE,
    doc: "Change an option of the app for this session, by its name. Options that a running app cannot change are refused.",
    run: |call| set(call, SetArgs::read(call)?),
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

fn get(call: &Call, key: String) -> PyResult {
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

fn set(call: &Call, args: SetArgs) -> PyResult {
    let Text(key) = args.key;
    if default(&key).is_none() {
        return Err(call.error(ContextError::NoOptionToSet { key }));
    }
    if !SETTABLE.contains(&key.as_str()) {
        return Err(call.error(ContextError::FixedOption { key }));
    }
    let dumps = call.vm.import("json", 0)?.get_attr("dumps", call.vm)?;
    let value = dumps.call((args.value,), call.vm)?;
    let value = text_of(&value, call.vm)?;
    call.runtime.manifest.borrow_mut().config.insert(key, value);
    Ok(call.vm.ctx.none())
}
