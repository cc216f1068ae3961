//! `st.progress`.

use brooklet_protocol::Element;
use brooklet_protocol::element::Progress;
use brooklet_python::vm::builtins::PyFloat;
use brooklet_python::vm::{PyObjectRef, PyResult};

use crate::argument::{as_i64, dedent, own_number};
use crate::call::args::{Deferred, Stretch, arguments};
use crate::command::{Call, Command, Place};

arguments! {
    /// The arguments of `st.progress`.
    pub(crate) struct ProgressArgs {
        /// How far work has come: an int from 0 to 100, or a float from 0.0 to 1.0.
        value: PyObjectRef,
        /// A text above the bar, as Markdown.
        text: Deferred<Option<String>> = None,
        width: Deferred<Stretch> = "stretch",
    }
}

/// `st.progress`.
pub(crate) const PROGRESS: Command = Command {
    name: "progress",
    place: Place::Container("ProgressMixin"),
    signature: ProgressArgs::SIGNATURE,
    doc: "Show a bar that is filled as far as work has come: an int from 0 to 100, or a float from 0.0 to 1.0.",
    run: |call| {
        let args = ProgressArgs::read(call)?;
        let percent = percent(call, &args.value)?;
        let Ok(text) = args.text.get(call) else {
            return call.invalid_type("text", "a str or None", &args.text.value);
        };
        let text = text.map(|text| dedent(&text));
        let layout = args.width.get(call)?.layout();
        Ok(call.draw(Element::Progress(Progress { percent, text }), layout))
    },
};

/// How far sums of parts may miss what they come to: ten tenths are not quite one.
const NEAR: f64 = 1e-9;

/// A whole number counts percents, any other number is a part of one.
fn percent(call: &Call, value: &PyObjectRef) -> PyResult<u8> {
    let value = &own_number(value.clone(), call.vm)?;
    let beyond = |least, most| call.out_of_range("value", value, least, most);
    if let Some(float) = value.downcast_ref::<PyFloat>() {
        let part = float.to_f64();
        return if (-NEAR..=1.0 + NEAR).contains(&part) {
            Ok((part.clamp(0.0, 1.0) * 100.0) as u8)
        } else {
            beyond("0.0", "1.0")
        };
    }
    match as_i64(value, call.vm) {
        Some(percent @ 0..=100) => Ok(percent as u8),
        Some(_) => beyond("0", "100"),
        None => call.invalid_type("value", "an int or a float", value),
    }
}
