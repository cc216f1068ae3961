//! `st.time_input`.

use brooklet_protocol::element::{Moment, MomentKind};
use brooklet_protocol::widget::Widget;
use brooklet_python::vm::PyResult;

use crate::argument::{plain, text_of};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};

/// `st.time_input`.
pub(crate) const TIME_INPUT: Command = Command {
    name: "time_input",
    place: Place::Container("TimeWidgetsMixin"),
    signature: Parameters::undocumented(
        "label, value='now', key=None, help=None, on_change='rerun', args=None, kwargs=None, *, disabled=False, required=False, label_visibility='visible', step=datetime.timedelta(seconds=900), format='24h', width='stretch', bind=None, persist_state=None",
    ),
    doc: "Let the reader choose a time of day. It returns a time.",
    run: time_input,
};

fn time_input(call: &Call) -> PyResult {
    call.refuse_given(&["required", "bind"])?;
    let key = call.key()?;
    let key = key.as_deref();
    let value = call.value("value");
    let step = call.step_seconds(1, "1 second")?;
    let mut default: Option<String> = if call.vm.is_none(&value) {
        None
    } else {
        let expected = "a time, a datetime, a text such as '23:59', 'now' or None";
        let given = (value.clone(), !step.is_multiple_of(60));
        Some(call.moment_or("value", expected, "clock", given)?)
    };
    let is_moment = call.moment("is_moment", (value.clone(),))?.unwrap_or(false);
    let named = match &default {
        Some(time) if is_moment => time.clone(),
        _ => text_of(&value, call.vm)?,
    };
    let id = call
        .defined_by(call.identity(key), &["step"], &["label", "help", "width"])?
        .unless_keyed("value", &named)
        .finish();
    let given = call.value("format");
    let format = given.downcast_ref().map(plain).unwrap_or_default();
    if !["12h", "24h", "localized"].contains(&format.as_str()) {
        return call.invalid_value("format", "'12h', '24h' or 'localized'");
    }
    let known = key.and_then(|key| call.runtime.session().with_state(|state| state.get(key)));
    if known.is_some_and(|known| call.vm.is_none(&known)) {
        // What the script has emptied can be emptied by the reader.
        default = None;
    }
    let element = Widget {
        id,
        props: Moment {
            kind: MomentKind::Time,
            default: default.into_iter().collect(),
            format,
            step,
            ..Moment::default()
        },
        ..Widget::default()
    };
    call.finish_moment(element, key, false)
}
