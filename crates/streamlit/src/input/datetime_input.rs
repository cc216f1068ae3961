//! `st.datetime_input`.

use brooklet_protocol::element::{Moment, MomentKind};
use brooklet_protocol::widget::Widget;
use brooklet_python::vm::{PyObjectRef, PyResult};

use crate::argument::text_of;
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};

/// `st.datetime_input`.
pub(crate) const DATETIME_INPUT: Command = Command {
    name: "datetime_input",
    place: Place::Container("TimeWidgetsMixin"),
    signature: Parameters::undocumented(
        "label, value='now', min_value=None, max_value=None, *, key=None, help=None, on_change='rerun', args=None, kwargs=None, format='YYYY/MM/DD', step=datetime.timedelta(seconds=900), disabled=False, required=False, label_visibility='visible', width='stretch', bind=None, persist_state=None",
    ),
    doc: "Let the reader choose a day with a time. It returns a datetime.",
    run: datetime_input,
};

fn datetime_input(call: &Call) -> PyResult {
    call.refuse_given(&["required", "bind"])?;
    let vm = call.vm;
    let key = call.key()?;
    let key = key.as_deref();
    let value = call.value("value");
    let default = if vm.is_none(&value) {
        None
    } else {
        Some(both(call, &value, None, "00:00")?)
    };
    let day = match &default {
        Some(default) => default[..10].to_owned(),
        None => call.today()?,
    };
    let min = bound(call, "min_value", &day, (-10, "00:00"))?;
    let max = bound(call, "max_value", &day, (10, "23:59"))?;
    let is_moment = call.moment("is_moment", (value.clone(),))?.unwrap_or(false);
    let named = match &default {
        Some(default) if is_moment => default.clone(),
        _ => text_of(&value, vm)?,
    };
    let identity = call.defined_by(
        call.identity(key),
        &["format", "step"],
        &["label", "help", "width"],
    )?;
    let id = identity
        .unless_keyed("value", &named)
        .unless_keyed("min_value", &min)
        .unless_keyed("max_value", &max)
        .finish();
    let mut element = Widget {
        id,
        props: Moment {
            kind: MomentKind::DayTime,
            default: default.into_iter().collect(),
            min,
            max,
            ..Moment::default()
        },
        ..Widget::default()
    };
    call.check_moments(&element)?;
    element.format = call.date_format()?;
    element.step = call.step_seconds(60, "60 seconds")?;
    let has_bounds = call
        .object("min_value")
        .or(call.object("max_value"))
        .is_some();
    call.finish_moment(element, key, has_bounds)
}

fn both(call: &Call, value: &PyObjectRef, day: Option<&str>, time: &str) -> PyResult<String> {
    let expected = "a datetime, a date, a time, a text such as '2024-12-31 23:59', 'now' or None";
    let given = (value.clone(), day.map(str::to_owned), time.to_owned());
    match call.moment("both", given)? {
        Some(text) => Ok(text),
        None => call.invalid_type("value", expected, value),
    }
}

/// A bound that is given, or the one `years` off.
fn bound(call: &Call, name: &str, day: &str, (years, time): (i64, &str)) -> PyResult<String> {
    match call.object(name) {
        Some(given) => both(call, &given, Some(day), time),
        None => {
            let moved = call.years_off(day.to_owned(), years)?;
            Ok(format!("{moved}T{time}"))
        }
    }
}
