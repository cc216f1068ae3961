//! `st.date_input`.

use brooklet_protocol::element::{DateTimeField, DateTimeKind};
use brooklet_protocol::widget::LabelVisibility;
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::{PyObjectRef, PyResult, TryFromObject};

use super::date_time_field::{DateFormat, date_time_field_of};
use crate::argument::{joined, to_string_lossy};
use crate::call::args::{Bind, Disabled, Help, Key, PersistState, Stretch, Text, arguments};
use crate::call::object::objects;
use crate::command::{Call, Command, Place};
use crate::widget::on_change::{CallbackArgs, CallbackKwargs, Handler};

arguments! {
    /// The arguments of `st.date_input`.
    pub(crate) struct DateArgs {
        /// What is asked, as Markdown on one line.
        label: Text,
        /// The day at first; a list or tuple of up to two makes a range, and with `None` the field is
        /// empty.
        value: DayValue = "today",
        /// The first day that can be chosen; by default ten years before the value.
        min_value: Option<Day> = None,
        /// The last day; by default ten years after the value.
        max_value: Option<Day> = None,
        key: Key = None,
        help: Help = None,
        on_change: Handler = "rerun",
        args: CallbackArgs = None,
        kwargs: CallbackKwargs = None,
        *,
        format: DateFormat = "YYYY/MM/DD",
        disabled: Disabled = False,
        required = False,
        label_visibility: LabelVisibility = "visible",
        width: Stretch = "stretch",
        bind: Bind = None,
        persist_state: PersistState = None,
    }
    identity {
        always: format;
        unless_keyed: label, help, width;
    }
}

/// `st.date_input`.
pub(crate) const DATE_INPUT: Command = Command {
    name: "date_input",
    place: Place::Container("TimeWidgetsMixin"),
    signature: DateArgs::SIGNATURE,
    doc: "Let the reader choose a day, or two as the ends of a range, from a calendar. It returns a date or a tuple of them.",
    run: |call| date_input(call, DateArgs::read(call)?),
};

/// How many years the bounds are off where none are given.
const YEARS: i64 = 10;

/// What a day can be given as.
const DAY: &str = "a date, a datetime, a text such as '2024-12-31', 'today' or None";

objects! {
    /// A day, or the ends of a range.
    DayValue: "date", "datetime", "str", "'today'", "list", "tuple", "None";
    /// A day.
    Day: "date", "datetime", "str", "'today'";
}

fn date_input(call: &Call, args: DateArgs) -> PyResult {
    let key = args.key.get();
    let mut identity = args.identity(call, key)?;
    let DayValue(mut value) = args.value;
    let text = value.downcast_ref::<PyStr>().map(to_string_lossy);
    let is_today = text.as_deref() == Some("today");
    if is_today && let Some(known) = call.kept_value(key)? {
        // What the session knows says whether this is a range.
        value = known;
    }
    let (mut default, is_range) = days(call, &value)?;
    let [min, max] = bounds(call, [&args.min_value, &args.max_value], default.as_deref())?;
    for (name, given, bound) in [
        ("min_value", &args.min_value, &min),
        ("max_value", &args.max_value, &max),
    ] {
        let given = given.as_ref().map_or("", |_| bound.as_str());
        identity = identity.unless_keyed(name, given);
    }
    let given = if is_today {
        "today".to_owned()
    } else {
        format!("{} {is_range}", joined(default.iter().flatten()))
    };
    let id = identity.unless_keyed("value", &given).finish();
    if is_today && let Some([today]) = default.as_deref_mut() {
        // Today moves, the bounds do not.
        *today = today.clone().max(min.clone()).min(max.clone());
    }
    let props = DateTimeField {
        kind: if is_range {
            DateTimeKind::Days
        } else {
            DateTimeKind::Day
        },
        default: default.unwrap_or_default(),
        min,
        max,
        format: args.format.0,
        step: 60,
        ..DateTimeField::default()
    };
    let has_bounds = args.min_value.is_some() || args.max_value.is_some();
    date_time_field_of!(call, args, key, id, Some(has_bounds), props)
}

/// The days of a value, `None` for `None`, and whether they are a range.
fn days(call: &Call, value: &PyObjectRef) -> PyResult<(Option<Vec<String>>, bool)> {
    let vm = call.vm;
    if vm.is_none(value) {
        return Ok((None, false));
    }
    let is_range = call
        .date_time("is_range", (value.clone(),))?
        .unwrap_or(false);
    let values = if is_range {
        Vec::<PyObjectRef>::try_from_object(vm, value.clone())?
    } else {
        vec![value.clone()]
    };
    if values.len() > 2 {
        return call.invalid_type("value", "a date or a list of at most two", value);
    }
    let mut days = Vec::with_capacity(values.len());
    for value in &values {
        match call.date_time("day", (value.clone(),))? {
            Some(day) => days.push(day),
            None => {
                return call.invalid_type("value", DAY, value);
            }
        }
    }
    Ok((Some(days), is_range))
}

/// The first and the last day that can be chosen.
fn bounds(
    call: &Call,
    [min, max]: [&Option<Day>; 2],
    days: Option<&[String]>,
) -> PyResult<[String; 2]> {
    Ok([
        bound(call, ("min_value", min), days, -YEARS)?,
        bound(call, ("max_value", max), days, YEARS)?,
    ])
}

fn bound(
    call: &Call,
    (name, given): (&str, &Option<Day>),
    days: Option<&[String]>,
    years: i64,
) -> PyResult<String> {
    if let Some(Day(given)) = given {
        if let Some(day) = call.date_time("day", (given.clone(),))? {
            return Ok(day);
        }
        // A text that is no day is said to be of the wrong type as a value is.
        let is_text = given.downcast_ref::<PyStr>().is_some();
        let (name, expected) = if is_text {
            ("value", DAY)
        } else {
            (
                name,
                "a date, a datetime, a text such as '2024-12-31' or None",
            )
        };
        return call.invalid_type(name, expected, given);
    }
    let end = if years < 0 {
        days.and_then(<[String]>::first)
    } else {
        days.and_then(<[String]>::last)
    };
    let from = match end {
        Some(day) => day.clone(),
        None => call.today()?,
    };
    call.years_off(from, years)
}
