//! `st.text_input`.

use brooklet_protocol::element::TextInput;
use brooklet_protocol::widget::Widget;
use brooklet_protocol::{Element, WidgetValue};
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};

use crate::argument::{Words, plain, text_of, whole};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::error::{WidgetError, shown};
use crate::widget::Deserializer;

/// `st.text_input`.
pub(crate) const TEXT_INPUT: Command = Command {
    name: "text_input",
    place: Place::Container("TextWidgetsMixin"),
    signature: Parameters::undocumented(
        "label, value='', max_chars=None, key=None, type='default', help=None, autocomplete=None, on_change='rerun', args=None, kwargs=None, *, placeholder=None, disabled=False, required=False, label_visibility='visible', icon=None, validate=None, live=False, width='stretch', bind=None, persist_state=None",
    ),
    doc: "Draw a field for one line of text. It returns the text, or None where `value` is None and nothing is typed.",
    run: text_input,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Default,
    Password,
    Later,
}

const KINDS: &[(&str, Kind)] = &[
    ("default", Kind::Default),
    ("password", Kind::Password),
    ("email", Kind::Later),
    ("url", Kind::Later),
    ("phone", Kind::Later),
    ("search", Kind::Later),
];

fn text_input(call: &Call) -> PyResult {
    call.refuse_given(&["required", "validate", "live", "bind"])?;
    let key = call.key()?;
    let key = key.as_deref();
    let max_chars = max_chars(call)?;
    let default = match call.object("value") {
        Some(value) => Some(shortened(text_of(&value, call.vm)?, max_chars)),
        None => None,
    };
    let kind = call.choice("type", KINDS)?;
    if kind == Kind::Later {
        call.refuse_given(&["type"])?;
    }
    let identity = call.defined_by(
        call.identity(key),
        &["max_chars"],
        &[
            "label",
            "value",
            "type",
            "help",
            "autocomplete",
            "placeholder",
            "icon",
            "width",
        ],
    )?;
    let id = identity.finish();
    let is_password = kind == Kind::Password;
    let no_autocomplete = if is_password { "new-password" } else { "" };
    let mut element = Widget {
        id: id.clone(),
        label: call.widget_label()?,
        set_value: None,
        disabled: call.flag("disabled")?,
        reruns: true,
        props: TextInput {
            default: default.clone(),
            is_password,
            max_chars,
            autocomplete: call
                .text("autocomplete")?
                .unwrap_or_else(|| no_autocomplete.to_owned()),
            placeholder: call.text("placeholder")?.unwrap_or_default(),
            icon: call.icon()?,
        },
    };
    let layout = call.widget_layout(Words::Stretch, key)?;
    let callback = call.callback("on_change")?;
    let first = || text_or_none(default.as_deref(), call.vm);
    let registered = call.register(&id, key, Line, callback, first)?;
    if registered.set_by_script {
        element.set_value = Some(set_text(call, &registered.value)?.into());
    }
    call.runtime
        .draw(call.target, Element::TextInput(element), layout);
    Ok(registered.value)
}

/// What the script has set through `st.session_state`: a text or nothing.
pub(super) fn set_text(call: &Call, value: &PyObjectRef) -> PyResult<Option<String>> {
    if call.vm.is_none(value) {
        return Ok(None);
    }
    match value.downcast_ref::<PyStr>() {
        Some(text) => Ok(Some(plain(text))),
        None => Err(call.type_error("value", "a str", value)),
    }
}

pub(super) fn max_chars(call: &Call) -> PyResult<Option<u32>> {
    let Some(value) = call.object("max_chars") else {
        return Ok(None);
    };
    match whole(&value, call.vm).map(u32::try_from) {
        Some(Ok(count)) => Ok(Some(count)),
        _ => Err(call.error(WidgetError::MaxChars {
            given: shown(&value, call.vm),
        })),
    }
}

pub(super) fn shortened(text: String, max_chars: Option<u32>) -> String {
    match max_chars {
        Some(most) if most > 0 => text.chars().take(most as usize).collect(),
        _ => text,
    }
}

pub(super) fn text_or_none(text: Option<&str>, vm: &VirtualMachine) -> PyObjectRef {
    text.map_or_else(|| vm.ctx.none(), |text| vm.ctx.new_str(text).into())
}

/// A `str` or `None`.
#[derive(Debug)]
pub(super) struct Line;

impl Deserializer for Line {
    fn deserialize(
        &self,
        value: &WidgetValue,
        _former: Option<&PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        Ok(match value {
            WidgetValue::Text(text) => vm.ctx.new_str(text.as_str()).into(),
            _ => vm.ctx.none(),
        })
    }
}
