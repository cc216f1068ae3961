//! `st.checkbox` and `st.toggle`.

use brooklet_protocol::element::Checkbox;
use brooklet_protocol::{Element, WidgetValue};
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};

use crate::argument::Words;
use crate::command::{Call, Command, Place};
use crate::widget::Codec;

const SIGNATURE: &str = "label, value=False, key=None, help=None, on_change='rerun', args=None, kwargs=None, *, disabled=False, label_visibility='visible', width='content', wrap=None, bind=None, persist_state=None";

/// `st.checkbox`.
pub(crate) const CHECKBOX: Command = Command {
    name: "checkbox",
    place: Place::Container("CheckboxMixin"),
    signature: SIGNATURE,
    doc: "Display a checkbox widget.",
    run: |call| draw(call, false),
};

/// `st.toggle`.
pub(crate) const TOGGLE: Command = Command {
    name: "toggle",
    place: Place::Container("CheckboxMixin"),
    signature: SIGNATURE,
    doc: "Display a toggle widget.",
    run: |call| draw(call, true),
};

fn draw(call: &Call, is_toggle: bool) -> PyResult {
    call.refuse_given(&["bind", "persist_state"])?;
    let key = call.key()?;
    let key = key.as_deref();
    let default = call.flag("value")?;
    let id = call
        .defined_by(call.identity(key), &[], &["label", "help", "width"])?
        .unless_keyed("value", if default { "True" } else { "False" })
        .finish();
    let label = call.widget_label()?;
    let layout = call.widget_layout(Words::StretchContent, key)?;
    let disabled = call.flag("disabled")?;
    let callback = call.callback("on_change")?;
    let first = || call.vm.ctx.new_bool(default).into();
    let registered = call.register(&id, key, Checked, callback, first)?;
    let checked = registered.value.clone().is_true(call.vm)?;
    let checkbox = Checkbox {
        id,
        label,
        default,
        set_value: registered.set_by_script.then_some(checked),
        is_toggle,
        disabled,
        form_id: None,
    };
    call.runtime
        .draw(call.target, Element::Checkbox(checkbox), layout);
    Ok(registered.value)
}

/// A `bool`.
#[derive(Debug)]
pub(crate) struct Checked;

impl Codec for Checked {
    fn read(&self, value: &WidgetValue, vm: &VirtualMachine) -> PyObjectRef {
        vm.ctx.new_bool(*value == WidgetValue::Bool(true)).into()
    }
}
