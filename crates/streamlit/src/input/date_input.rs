//! `st.date_input`.

use brooklet_protocol::element::{Moment, MomentKind};
use brooklet_protocol::widget::Widget;
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::{PyObjectRef, PyResult, TryFromObject};

use crate::argument::joined;
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};

/// `st.date_input`.
pub(crate) const DATE_INPUT: Command = Command {
    name: "date_input",
    place: Place::Container("TimeWidgetsMixin"),
    signature: Parameters::undocumented(
        "label, value='today', min_value=None, max_value=None, key=None, help=None, on_change='rerun', args=None, kwargs=None, *, format='YYYY/MM/DD', disabled=False, required=False, label_visibility='visible', width='stretch', bind=None, persist_state=None",
    ),
    doc: "Let the reader choose a day, or two as the ends of a range, from a calendar. It returns a date or a tuple of them.",
    run: date_input,
};

/// How many years the bounds are off where none are given.
const YEARS: i64 = 10;

/// What a day can be given as.
const DAY: &str = "a date, a datetime, a text such as '2024-12-31', 'today' or None";

fn date_input(call: &Call) -> PyResult {
    call.refuse_given(&["required", "bind"])?;
    let key = call.key()?;
    let key = key.as_deref();
    let format = call.date_format()?;
    let is_today = call.is_word("value", "today");
    let mut value = call.value("value");
    if is_today
        && let Some(known) =
            key.and_then(|key| call.runtime.session().with_state(|state| state.get(key)))
    {
        // What the session knows says whether this is a range.
        value = known;
    }
    let (mut default, is_range) = days(call, &value)?;
    let min = bound(call, "min_value", default.as_deref(), -YEARS)?;
    let max = bound(call, "max_value", default.as_deref(), YEARS)?;
    let mut identity =
        call.defined_by(call.identity(key), &["format"], &["label", "help", "width"])?;
    let bounds = [("min_value", &min), ("max_value", &max)];
    for (name, bound) in bounds {
        let given = call.object(name).map_or("", |_| bound.as_str());
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
    let element = Widget {
        id,
        props: Moment {
            kind: if is_range {
                MomentKind::Days
            } else {
                MomentKind::Day
            },
            default: default.unwrap_or_default(),
            min,
            max,
            format,
            step: 60,
            ..Moment::default()
        },
        ..Widget::default()
    };
    call.check_moments(&element)?;
    let has_bounds = call
        .object("min_value")
        .or(call.object("max_value"))
        .is_some();
    call.finish_moment(element, key, has_bounds)
}

/// The days of a value, `None` for `None`, and whether they are a range.
fn days(call: &Call, value: &PyObjectRef) -> PyResult<(Option<Vec<String>>, bool)> {
    let vm = call.vm;
    if vm.is_none(value) {
        return Ok((None, false));
    }
    let is_range = call.moment("is_range", (value.clone(),))?.unwrap_or(false);
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
        match call.moment("day", (value.clone(),))? {
            Some(day) => days.push(day),
            None => {
                return call.invalid_type("value", DAY, value);
            }
        }
    }
    Ok((Some(days), is_range))
}

fn bound(call: &Call, name: &str, days: Option<&[String]>, years: i64) -> PyResult<String> {
    if let Some(given) = call.object(name) {
        if let Some(day) = call.moment("day", (given.clone(),))? {
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
        return call.invalid_type(name, expected, &given);
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
