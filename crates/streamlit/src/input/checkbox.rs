//! `st.checkbox` and `st.toggle`.

use brooklet_protocol::widget::{LabelVisibility, Widget};
use brooklet_protocol::{Element, WidgetValue, element};
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};

use crate::call::args::{
    Bind, Disabled, Help, Key, MayWrap, PersistState, StretchContent, Text, arguments,
};
use crate::command::{Call, Command, Place};
use crate::widget::on_change::{CallbackArgs, CallbackKwargs, Handler};
use crate::widget::spec::Spec;
use crate::widget::{Addressed, Deserializer};

arguments! {
    /// The arguments of `st.checkbox` and `st.toggle`.
    pub(crate) struct Checkbox {
        /// What can be ticked, as Markdown on one line.
        label: Text,
        /// Whether it is ticked at first.
        value: bool = False,
        key: Key = None,
        help: Help = None,
        on_change: Handler = "rerun",
        args: CallbackArgs = None,
        kwargs: CallbackKwargs = None,
        *,
        disabled: Disabled = False,
        label_visibility: LabelVisibility = "visible",
        width: StretchContent = "content",
        /// Whether the label may stand on several lines.
        wrap: MayWrap = None,
        bind: Bind = None,
        persist_state: PersistState = None,
    }
    identity {
        unless_keyed: label, help, width;
    }
}

/// `st.checkbox`.
pub(crate) const CHECKBOX: Command = Command {
    name: "checkbox",
    place: Place::Container("CheckboxMixin"),
    signature: Checkbox::SIGNATURE,
    doc: "Draw a box to tick. It returns whether it is ticked.",
    run: |call| draw(call, Checkbox::read(call)?, false),
};

/// `st.toggle`.
pub(crate) const TOGGLE: Command = Command {
    name: "toggle",
    place: Place::Container("CheckboxMixin"),
    signature: Checkbox::SIGNATURE,
    doc: "Draw a switch. It returns whether it is on.",
    run: |call| draw(call, Checkbox::read(call)?, true),
};

fn draw(call: &Call, args: Checkbox, is_toggle: bool) -> PyResult {
    let key = args.key.get();
    let id = args
        .identity(call, key)?
        .unless_keyed("value", if args.value { "True" } else { "False" })
        .finish();
    let on_change = args.on_change.resolve(call)?;
    let spec = Spec {
        id: &id,
        key,
        callback: on_change.callback,
        disabled: args.disabled.0,
    };
    let layout = args.width.layout_of(key);
    let first = || call.vm.ctx.new_bool(args.value).into();
    let registered = call.register_widget(spec, Checked, first)?;
    let checked = registered.value.clone().is_true(call.vm)?;
    let checkbox = Widget {
        id,
        label: args.label.with(args.label_visibility, args.help),
        set_value: registered
            .set_by_script
            .then_some(WidgetValue::Bool(checked)),
        disabled: args.disabled.0,
        reruns: on_change.reruns,
        props: element::Checkbox {
            default: args.value,
            is_toggle,
        },
    };
    call.draw(Element::Checkbox(checkbox), layout);
    Ok(registered.value)
}

/// A `bool`.
#[derive(Debug)]
pub(crate) struct Checked;

impl Deserializer for Checked {
    fn deserialize(
        &self,
        value: &WidgetValue,
        _former: Option<&PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        Ok(vm.ctx.new_bool(*value == WidgetValue::Bool(true)).into())
    }

    fn addressed(&self) -> Option<&dyn Addressed> {
        Some(self)
    }
}

impl Addressed for Checked {
    fn held(&self, value: &PyObjectRef, vm: &VirtualMachine) -> PyResult<WidgetValue> {
        value.clone().is_true(vm).map(WidgetValue::Bool)
    }

    fn of_address(&self, texts: &[String], _vm: &VirtualMachine) -> PyResult<Option<WidgetValue>> {
        let word = texts.last().map(|text| text.to_lowercase());
        let checked = word.and_then(|word| word.parse().ok());
        Ok(checked.map(WidgetValue::Bool))
    }
}
