//! `st.datetime_input`.

use brooklet_protocol::element::{DateTimeField, DateTimeKind};
use brooklet_protocol::widget::LabelVisibility;
use brooklet_python::vm::{PyObjectRef, PyResult};

use super::date_time_field::{DateFormat, Step, date_time_field_of};
use crate::argument::text_of;
use crate::call::args::{Bind, Disabled, Help, Key, PersistState, Stretch, Text, arguments};
use crate::call::object::objects;
use crate::command::{Call, Command, Place};
use crate::widget::on_change::{CallbackArgs, CallbackKwargs, Handler};

arguments! {
    /// The arguments of `st.datetime_input`.
    pub(crate) struct DatetimeArgs {
        /// What is asked, as Markdown on one line.
        label: Text,
        /// The day and time at first; with `None` the field is empty.
        value: DateTimeValue = "now",
        /// The earliest that can be chosen; by default ten years before the value.
        min_value: Option<Bound> = None,
        /// The latest; by default ten years after the value.
        max_value: Option<Bound> = None,
        *,
        key: Key = None,
        help: Help = None,
        on_change: Handler = "rerun",
        args: CallbackArgs = None,
        kwargs: CallbackKwargs = None,
        format: DateFormat = "YYYY/MM/DD",
        step: Step<60> = (timedelta(seconds = 900)),
        disabled: Disabled = False,
        required = False,
        label_visibility: LabelVisibility = "visible",
        width: Stretch = "stretch",
        bind: Bind = None,
        persist_state: PersistState = None,
    }
    identity {
        always: format, step;
        unless_keyed: label, help, width;
    }
}

/// `st.datetime_input`.
pub(crate) const DATETIME_INPUT: Command = Command {
    name: "datetime_input",
    place: Place::Container("TimeWidgetsMixin"),
    signature: DatetimeArgs::SIGNATURE,
    doc: "Let the reader choose a day with a time. It returns a datetime.",
    run: |call| datetime_input(call, DatetimeArgs::read(call)?),
};

objects! {
    /// A day with a time.
    DateTimeValue: "datetime", "date", "time", "str", "'now'", "None";
    /// A day with a time.
    Bound: "datetime", "date", "time", "str", "'now'";
}

fn datetime_input(call: &Call, args: DatetimeArgs) -> PyResult {
    let vm = call.vm;
    let key = args.key.get();
    let identity = args.identity(call, key)?;
    let DateTimeValue(value) = &args.value;
    let default = if vm.is_none(value) {
        None
    } else {
        Some(both(call, value, None, "00:00")?)
    };
    let day = match &default {
        Some(default) => default[..10].to_owned(),
        None => call.today()?,
    };
    let min = bound(call, args.min_value.as_ref(), &day, (-10, "00:00"))?;
    let max = bound(call, args.max_value.as_ref(), &day, (10, "23:59"))?;
    let is_moment = call
        .date_time("is_moment", (value.clone(),))?
        .unwrap_or(false);
    let named = match &default {
        Some(default) if is_moment => default.clone(),
        _ => text_of(value, vm)?,
    };
    let id = identity
        .unless_keyed("value", &named)
        .unless_keyed("min_value", &min)
        .unless_keyed("max_value", &max)
        .finish();
    let props = DateTimeField {
        kind: DateTimeKind::DayTime,
        default: default.into_iter().collect(),
        min,
        max,
        format: args.format.0,
        step: args.step.0,
        ..DateTimeField::default()
    };
    let has_bounds = args.min_value.is_some() || args.max_value.is_some();
    date_time_field_of!(call, args, key, id, Some(has_bounds), props)
}

fn both(call: &Call, value: &PyObjectRef, day: Option<&str>, time: &str) -> PyResult<String> {
    let expected = "a datetime, a date, a time, a text such as '2024-12-31 23:59', 'now' or None";
    let given = (value.clone(), day.map(str::to_owned), time.to_owned());
    match call.date_time("both", given)? {
        Some(text) => Ok(text),
        None => call.invalid_type("value", expected, value),
    }
}

/// A bound that is given, or the one `years` off.
fn bound(
    call: &Call,
    given: Option<&Bound>,
    day: &str,
    (years, time): (i64, &str),
) -> PyResult<String> {
    match given {
        Some(Bound(given)) => both(call, given, Some(day), time),
        None => {
            let moved = call.years_off(day.to_owned(), years)?;
            Ok(format!("{moved}T{time}"))
        }
    }
}
