//! `st.color_picker`.

use brooklet_protocol::element::ColorPicker;
use brooklet_protocol::layout::Extent;
use brooklet_protocol::widget::Widget;
use brooklet_protocol::{Element, Layout, WidgetValue};
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};

use crate::argument::{Words, plain, whole};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::error::{WidgetError, shown};
use crate::widget::Deserializer;

/// `st.color_picker`.
pub(crate) const COLOR_PICKER: Command = Command {
    name: "color_picker",
    place: Place::Container("ColorPickerMixin"),
    signature: Parameters::undocumented(
        "label, value=None, key=None, help=None, on_change='rerun', args=None, kwargs=None, *, disabled=False, label_visibility='visible', width='content', bind=None, persist_state=None",
    ),
    doc: "Let the reader choose a colour. It returns `#` and six hexadecimal digits.",
    run: color_picker,
};

/// The block of colour is as wide as this in any case.
const LEAST_WIDTH: i64 = 40;

fn color_picker(call: &Call) -> PyResult {
    call.refuse_given(&["bind"])?;
    let vm = call.vm;
    let key = call.key()?;
    let key = key.as_deref();
    let reaction = call.reaction("on_change", &["rerun", "ignore"])?;
    let label = call.widget_label()?;
    let layout = layout(call, key)?;
    let shared = ["label", "value", "help", "width"];
    let id = call.defined_by(call.identity(key), &[], &shared)?.finish();
    let default = default(call)?;
    let mut element = Widget {
        id: id.clone(),
        label,
        set_value: None,
        disabled: call.flag("disabled")?,
        reruns: reaction.reruns,
        props: ColorPicker {
            default: default.clone(),
        },
    };
    let first = || vm.ctx.new_str(default.clone()).into();
    let color = Color(default.clone());
    let registered = call.register(&id, key, color, reaction.callback, first)?;
    if registered.set_by_script {
        let Some(text) = registered.value.downcast_ref::<PyStr>() else {
            return Err(call.type_error("value", "a str", &registered.value));
        };
        element.set_value = Some(WidgetValue::Text(plain(text)));
    }
    call.runtime
        .draw(call.target, Element::ColorPicker(element), layout);
    Ok(registered.value)
}

fn layout(call: &Call, key: Option<&str>) -> PyResult<Layout> {
    if whole(&call.value("width"), call.vm).is_some_and(|width| width < LEAST_WIDTH) {
        return Ok(Layout {
            width: Extent::Px(LEAST_WIDTH as u32),
            key: key.map(str::to_owned),
            ..Layout::default()
        });
    }
    call.widget_layout(Words::StretchContent, key)
}

fn default(call: &Call) -> PyResult<String> {
    let Some(given) = call.object("value") else {
        return Ok("#000000".to_owned());
    };
    let Some(text) = given.downcast_ref::<PyStr>().map(plain) else {
        return call.invalid_type("value", "a str such as '#00ffaa'", &given);
    };
    if is_color(&text) {
        return Ok(text);
    }
    Err(call.error(WidgetError::BadColor {
        given: shown(&given, call.vm),
    }))
}

fn is_color(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|digits| {
        matches!(digits.len(), 3 | 6) && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
    })
}

/// The colour that the page sends, or the default given here where it is none.
#[derive(Debug)]
struct Color(String);

impl Deserializer for Color {
    fn deserialize(
        &self,
        value: &WidgetValue,
        _former: Option<&PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let text = match value {
            WidgetValue::Text(text) if is_color(text) => text,
            _ => &self.0,
        };
        Ok(vm.ctx.new_str(text.as_str()).into())
    }
}
