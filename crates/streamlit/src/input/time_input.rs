//! `st.time_input`.

use brooklet_protocol::element::{DateTimeField, DateTimeKind};
use brooklet_protocol::widget::LabelVisibility;
use brooklet_python::vm::{PyObjectRef, PyResult};

use super::date_time_field::{Step, date_time_field_of};
use crate::argument::{text_of, to_string_lossy};
use crate::call::args::{
    Argument, Bind, Disabled, Help, Key, PersistState, Stretch, Text, arguments,
};
use crate::call::object::objects;
use crate::command::{Call, Command, Place};
use crate::widget::on_change::{CallbackArgs, CallbackKwargs, Handler};

arguments! {
    /// The arguments of `st.time_input`.
    pub(crate) struct TimeArgs {
        /// What is asked, as Markdown on one line.
        label: Text,
        /// The time at first; with `None` the field is empty.
        value: TimeValue = "now",
        key: Key = None,
        help: Help = None,
        on_change: Handler = "rerun",
        args: CallbackArgs = None,
        kwargs: CallbackKwargs = None,
        *,
        disabled: Disabled = False,
        required = False,
        label_visibility: LabelVisibility = "visible",
        step: Step<1> = (timedelta(seconds = 900)),
        format: TimeFormat = "24h",
        width: Stretch = "stretch",
        bind: Bind = None,
        persist_state: PersistState = None,
    }
    identity {
        always: step;
        unless_keyed: label, help, width;
    }
}

/// `st.time_input`.
pub(crate) const TIME_INPUT: Command = Command {
    name: "time_input",
    place: Place::Container("TimeWidgetsMixin"),
    signature: TimeArgs::SIGNATURE,
    doc: "Let the reader choose a time of day. It returns a time.",
    run: |call| time_input(call, TimeArgs::read(call)?),
};

objects! {
    /// A time of day.
    TimeValue: "time", "datetime", "str", "'now'", "None";
}

fn time_input(call: &Call, args: TimeArgs) -> PyResult {
    let key = args.key.get();
    let identity = args.identity(call, key)?;
    let TimeValue(value) = &args.value;
    let step = args.step.0;
    let mut default: Option<String> = if call.vm.is_none(value) {
        None
    } else {
        let expected = "a time, a datetime, a text such as '23:59', 'now' or None";
        let given = (value.clone(), !step.is_multiple_of(60));
        Some(call.date_time_or(("value", &**value), expected, "clock", given)?)
    };
    let is_moment = call
        .date_time("is_moment", (value.clone(),))?
        .unwrap_or(false);
    let named = match &default {
        Some(time) if is_moment => time.clone(),
        _ => text_of(value, call.vm)?,
    };
    let id = identity.unless_keyed("value", &named).finish();
    let known = call.kept_value(key)?;
    if known.is_some_and(|known| call.vm.is_none(&known)) {
        // What the script has emptied can be emptied by the reader.
        default = None;
    }
    let props = DateTimeField {
        kind: DateTimeKind::Time,
        default: default.into_iter().collect(),
        format: args.format.0,
        step,
        ..DateTimeField::default()
    };
    date_time_field_of!(call, args, key, id, None, props)
}

/// How a time is written.
#[derive(Debug)]
pub(crate) struct TimeFormat(String);

impl Argument for TimeFormat {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        let format = value
            .downcast_ref()
            .map(to_string_lossy)
            .unwrap_or_default();
        if ["12h", "24h", "localized"].contains(&format.as_str()) {
            return Ok(Self(format));
        }
        call.invalid_item(parameter, &value, "'12h', '24h' or 'localized'")
    }

    fn kinds() -> Vec<&'static str> {
        vec!["'12h'", "'24h'", "'localized'"]
    }

    const DOC: &'static str =
        "Whether hours are counted to 12 or to 24, or as is usual in the language of the browser.";
}
