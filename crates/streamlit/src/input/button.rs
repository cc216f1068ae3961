//! `st.button`.

use brooklet_protocol::element::{Button, ButtonKind, IconPosition};
use brooklet_protocol::layout::Extent;
use brooklet_protocol::{Element, Layout, WidgetValue};
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};

use crate::argument::Words;
use crate::command::{Call, Command, Place};
use crate::flow::form;
use crate::widget::Codec;

/// `st.button`.
pub(crate) const BUTTON: Command = Command {
    name: "button",
    place: Place::Container("ButtonMixin"),
    signature: "label, key=None, help=None, on_click=None, args=None, kwargs=None, *, type='secondary', icon=None, icon_position='left', disabled=False, use_container_width=None, width='content', shortcut=None, wrap=None",
    doc: "Display a button widget.",
    run: button,
};

const KINDS: &[(&str, ButtonKind)] = &[
    ("primary", ButtonKind::Primary),
    ("secondary", ButtonKind::Secondary),
    ("tertiary", ButtonKind::Tertiary),
];

const ICON_POSITIONS: &[(&str, IconPosition)] =
    &[("left", IconPosition::Left), ("right", IconPosition::Right)];

fn button(call: &Call) -> PyResult {
    form::refuse_in_form(
        call,
        " Use `st.form_submit_button()` instead to submit the form.",
    )?;
    press(call, call.key()?.as_deref(), false)
}

/// A button, or the one that submits a form.
pub(crate) fn press(call: &Call, key: Option<&str>, is_form_submitter: bool) -> PyResult {
    let identity = call.defined_by(
        call.identity(key),
        &[],
        &[
            "label",
            "help",
            "type",
            "icon",
            "icon_position",
            "use_container_width",
            "width",
            "shortcut",
        ],
    )?;
    let id = identity.finish();
    let button = Button {
        id: id.clone(),
        label: call.label()?,
        help: call.help()?,
        kind: call.choice("type", KINDS)?,
        icon: call.icon()?,
        icon_position: call.choice("icon_position", ICON_POSITIONS)?,
        disabled: call.flag("disabled")?,
        shortcut: shortcut(call)?,
        form_id: None,
        is_form_submitter,
    };
    let layout = layout(call, key)?;
    let callback = call.callback("on_click")?;
    let no = || call.vm.ctx.new_bool(false).into();
    let registered = call.register(&id, key, Click, callback, no)?;
    call.runtime
        .draw(call.target, Element::Button(button), layout);
    Ok(registered.value)
}

/// `use_container_width` is the older way to say how wide a button is, and wins.
fn layout(call: &Call, key: Option<&str>) -> PyResult<Layout> {
    let layout = call.widget_layout(Words::StretchContent, key)?;
    match call.object("use_container_width") {
        Some(stretch) => {
            let width = if stretch.is_true(call.vm)? {
                Extent::Stretch
            } else {
                Extent::Content
            };
            Ok(Layout { width, ..layout })
        }
        None => Ok(layout),
    }
}

const MODIFIERS: &[&str] = &["ctrl", "cmd", "alt", "shift", "mod"];
const NAMED_KEYS: &[&str] = &[
    "enter",
    "space",
    "tab",
    "escape",
    "backspace",
    "delete",
    "home",
    "end",
    "pageup",
    "pagedown",
    "left",
    "right",
    "up",
    "down",
];

/// A key combination in lower case, such as `ctrl+k`.
fn shortcut(call: &Call) -> PyResult<Option<String>> {
    let Some(text) = call.text("shortcut")? else {
        return Ok(None);
    };
    let parts: Vec<String> = text
        .split('+')
        .map(|part| part.trim().to_lowercase())
        .collect();
    let keys: Vec<&String> = parts
        .iter()
        .filter(|part| !MODIFIERS.contains(&part.as_str()))
        .collect();
    let is_function_key = |key: &str| {
        key.strip_prefix('f')
            .is_some_and(|n| n.parse::<u8>().is_ok_and(|n| (1..=12).contains(&n)))
    };
    let is_known = matches!(keys.as_slice(), [key] if key.chars().count() == 1
        || NAMED_KEYS.contains(&key.as_str()) || is_function_key(key));
    if is_known {
        return Ok(Some(parts.join("+")));
    }
    let text = "shortcut must include a single character or one of the supported keys (e.g. Enter, Space, Tab, Escape).";
    Err(call.error("StreamlitAPIException", text))
}

/// `True` in the run of the click.
#[derive(Debug)]
struct Click;

impl Codec for Click {
    fn read(&self, value: &WidgetValue, vm: &VirtualMachine) -> PyObjectRef {
        vm.ctx.new_bool(*value == WidgetValue::Trigger).into()
    }

    fn resting(&self, vm: &VirtualMachine) -> Option<PyObjectRef> {
        Some(vm.ctx.new_bool(false).into())
    }
}
