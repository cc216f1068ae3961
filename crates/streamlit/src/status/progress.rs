//! `st.progress`.

use brooklet_protocol::Element;
use brooklet_protocol::element::Progress;
use brooklet_python::vm::PyResult;
use brooklet_python::vm::builtins::PyFloat;

use crate::argument::{Words, clean, text_of, type_name, whole};
use crate::command::{Call, Command, Place};

/// `st.progress`.
pub(crate) const PROGRESS: Command = Command {
    name: "progress",
    place: Place::Container("ProgressMixin"),
    signature: "value, text=None, width='stretch'",
    doc: "Display a progress bar.",
    run: |call| {
        let percent = percent(call)?;
        let text = match call.text("text") {
            Ok(text) => text.map(|text| clean(&text)),
            Err(_) => {
                let name = type_name(&call.value("text"));
                return call.invalid_type("text", "str", &name);
            }
        };
        let layout = call.layout(Words::Stretch)?;
        Ok(call.draw(Element::Progress(Progress { percent, text }), layout))
    },
};

/// A whole number counts percents, any other number is a part of one.
fn percent(call: &Call) -> PyResult<u8> {
    let value = call.value("value");
    let beyond = |range: &str| {
        let shown = text_of(&value, call.vm)?;
        let text = format!(
            "The `value` parameter, set to {shown}, is outside the required range {range}."
        );
        Err(call.error("StreamlitValueOutOfRangeError", text))
    };
    if let Some(float) = value.downcast_ref::<PyFloat>() {
        let part = float.to_f64();
        return if (0.0..=1.0).contains(&part) {
            Ok((part * 100.0) as u8)
        } else {
            beyond("[0.0, 1.0]")
        };
    }
    match whole(&value, call.vm) {
        Some(percent @ 0..=100) => Ok(percent as u8),
        Some(_) => beyond("[0, 100]"),
        None => call.invalid_type("value", "int, float", &type_name(&value)),
    }
}
