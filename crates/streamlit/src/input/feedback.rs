//! `st.feedback`.

use brooklet_protocol::element::{Feedback, FeedbackKind};
use brooklet_protocol::widget::{Label, Widget};
use brooklet_protocol::{Element, WidgetValue};
use brooklet_python::vm::builtins::{PyBool, PyInt};
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};

use crate::argument::as_i64;
use crate::call::args::{Bind, Disabled, Key, PersistState, StretchContent, arguments, words};
use crate::call::object::objects;
use crate::command::{Call, Command, Place};
use crate::widget::on_change::{CallbackArgs, CallbackKwargs, Handler};
use crate::widget::spec::Spec;
use crate::widget::{Addressed, Deserializer, is_empty};

arguments! {
    /// The arguments of `st.feedback`.
    pub(crate) struct FeedbackArgs {
        options: FeedbackKind = "thumbs",
        *,
        key: Key = None,
        /// The choice at first, counted from 0; `None` is none.
        default: Option<Choosable> = None,
        disabled: Disabled = False,
        on_change: Handler = "rerun",
        args: CallbackArgs = None,
        kwargs: CallbackKwargs = None,
        width: StretchContent = "content",
        bind: Bind = None,
        persist_state: PersistState = None,
    }
    identity {
        always: options;
        unless_keyed: default, width;
    }
}

/// `st.feedback`.
pub(crate) const FEEDBACK: Command = Command {
    name: "feedback",
    place: Place::Container("FeedbackMixin"),
    signature: FeedbackArgs::SIGNATURE,
    doc: "Let the reader rate by thumbs, faces or stars. It returns the place of the choice, counted from 0, or None.",
    run: |call| feedback(call, FeedbackArgs::read(call)?),
};

words! {
    FeedbackKind ["What is chosen among: two thumbs, five faces or five stars."] {
        "thumbs" => FeedbackKind::Thumbs,
        "faces" => FeedbackKind::Faces,
        "stars" => FeedbackKind::Stars,
    }
}

objects! {
    /// One of the choices.
    Choosable: "int";
}

fn feedback(call: &Call, args: FeedbackArgs) -> PyResult {
    let vm = call.vm;
    let kind = args.options;
    let default = default(call, args.default.as_ref(), kind)?;
    let key = args.key.get();
    let id = args.identity(call, key)?.finish();
    let on_change = args.on_change.resolve(call)?;
    let spec = Spec {
        id: &id,
        key,
        callback: on_change.callback,
        disabled: args.disabled.0,
    };
    let choice = Choice { kind, default };
    let registered = call.register_widget(spec, choice, || index(default, vm))?;
    let mut value = registered.value;
    let present = place(&value, kind, vm);
    let mut set_value = registered.set_by_script.then(|| Feedback::value(present));
    if present.is_none() && !vm.is_none(&value) {
        value = index(default, vm);
        call.replace_value(&id, key, value.clone());
        set_value = Some(Feedback::value(default));
    }
    let element = Widget {
        id,
        set_value,
        disabled: args.disabled.0,
        reruns: on_change.reruns,
        label: Label::default(),
        props: Feedback { kind, default },
    };
    call.draw(Element::Feedback(element), args.width.layout_of(key));
    Ok(value)
}

fn default(call: &Call, given: Option<&Choosable>, kind: FeedbackKind) -> PyResult<Option<u8>> {
    let Some(Choosable(given)) = given else {
        return Ok(None);
    };
    let last = kind.count() - 1;
    if let Some(number) = as_i64(given, call.vm) {
        if let Some(number) = u8::try_from(number).ok().filter(|number| *number <= last) {
            return Ok(Some(number));
        }
        return call.out_of_range("default", given, "0", &last.to_string());
    }
    Err(call.type_error("default", "an int or None", given))
}

fn index(choice: Option<u8>, vm: &VirtualMachine) -> PyObjectRef {
    match choice {
        Some(choice) => vm.ctx.new_int(choice).into(),
        None => vm.ctx.none(),
    }
}

/// The choice that a value stands for, if it is one.
fn place(value: &PyObjectRef, kind: FeedbackKind, vm: &VirtualMachine) -> Option<u8> {
    value.downcast_ref::<PyInt>()?;
    if value.downcast_ref::<PyBool>().is_some() {
        return None;
    }
    let number = u8::try_from(as_i64(value, vm)?).ok()?;
    (number < kind.count()).then_some(number)
}

/// The choice as a number, `None` where the reader has taken it away.
#[derive(Debug)]
struct Choice {
    kind: FeedbackKind,
    default: Option<u8>,
}

impl Deserializer for Choice {
    fn deserialize(
        &self,
        value: &WidgetValue,
        _former: Option<&PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let choice = match value {
            WidgetValue::None => None,
            WidgetValue::Int(number) => u8::try_from(*number)
                .ok()
                .filter(|number| *number < self.kind.count())
                .or(self.default),
            _ => self.default,
        };
        Ok(index(choice, vm))
    }

    fn addressed(&self) -> Option<&dyn Addressed> {
        Some(self)
    }
}

impl Addressed for Choice {
    fn held(&self, value: &PyObjectRef, vm: &VirtualMachine) -> PyResult<WidgetValue> {
        Ok(Feedback::value(place(value, self.kind, vm)))
    }

    fn of_address(&self, texts: &[String], _vm: &VirtualMachine) -> PyResult<Option<WidgetValue>> {
        if is_empty(texts) {
            return Ok(Some(WidgetValue::None));
        }
        let number = texts.last().and_then(|text| text.parse().ok());
        let number = number.filter(|number| *number < self.kind.count());
        Ok(number.map(|number| Feedback::value(Some(number))))
    }
}
