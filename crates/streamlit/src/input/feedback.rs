//! `st.feedback`.

use brooklet_protocol::element::{Feedback, FeedbackKind};
use brooklet_protocol::widget::{Label, Widget};
use brooklet_protocol::{Element, WidgetValue};
use brooklet_python::vm::builtins::{PyBool, PyInt};
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};

use crate::argument::{Words, whole};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::widget::Deserializer;

/// `st.feedback`.
pub(crate) const FEEDBACK: Command = Command {
    name: "feedback",
    place: Place::Container("FeedbackMixin"),
    signature: Parameters::undocumented(
        "options='thumbs', *, key=None, default=None, disabled=False, on_change='rerun', args=None, kwargs=None, width='content', bind=None, persist_state=None",
    ),
    doc: "Let the reader rate by thumbs, faces or stars. It returns the place of the choice, counted from 0, or None.",
    run: feedback,
};

const KINDS: &[(&str, FeedbackKind)] = &[
    ("thumbs", FeedbackKind::Thumbs),
    ("faces", FeedbackKind::Faces),
    ("stars", FeedbackKind::Stars),
];

fn feedback(call: &Call) -> PyResult {
    call.refuse_given(&["bind"])?;
    let vm = call.vm;
    let kind = call.choice("options", KINDS)?;
    let default = default(call, kind)?;
    let key = call.key()?;
    let key = key.as_deref();
    let reaction = call.reaction("on_change", &["rerun", "ignore"])?;
    let layout = call.widget_layout(Words::StretchContent, key)?;
    let identity = call.defined_by(call.identity(key), &["options"], &["default", "width"])?;
    let id = identity.finish();
    let mut element = Widget {
        id: id.clone(),
        set_value: None,
        disabled: call.flag("disabled")?,
        reruns: reaction.reruns,
        label: Label::default(),
        props: Feedback { kind, default },
    };
    let choice = Choice { kind, default };
    let first = || index(default, vm);
    let registered = call.register(&id, key, choice, reaction.callback, first)?;
    let mut value = registered.value;
    let present = place(&value, kind, vm);
    if present.is_none() && !vm.is_none(&value) {
        value = index(default, vm);
        call.replace_value(&id, key, value.clone());
        element.set_value = Some(Feedback::value(default));
    } else if registered.set_by_script {
        element.set_value = Some(Feedback::value(present));
    }
    call.runtime
        .draw(call.target, Element::Feedback(element), layout);
    Ok(value)
}

fn default(call: &Call, kind: FeedbackKind) -> PyResult<Option<u8>> {
    let Some(given) = call.object("default") else {
        return Ok(None);
    };
    let last = kind.count() - 1;
    if let Some(number) = whole(&given, call.vm) {
        if let Some(number) = u8::try_from(number).ok().filter(|number| *number <= last) {
            return Ok(Some(number));
        }
        return call.out_of_range("default", &given, "0", &last.to_string());
    }
    Err(call.type_error("default", "an int or None", &given))
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
    let number = u8::try_from(whole(value, vm)?).ok()?;
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
}
