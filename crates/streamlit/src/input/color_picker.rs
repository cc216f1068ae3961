//! `st.color_picker`.

use brooklet_protocol::element::ColorPicker;
use brooklet_protocol::layout::Size;
use brooklet_protocol::widget::{LabelVisibility, Widget};
use brooklet_protocol::{Element, WidgetValue};
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};

use crate::argument::{as_i64, to_string_lossy};
use crate::call::args::{
    Argument, Bind, Disabled, Help, Key, PersistState, SizeArg, StretchContent, Text, arguments,
};
use crate::command::{Call, Command, Place};
use crate::error::{WidgetError, shown};
use crate::widget::on_change::{CallbackArgs, CallbackKwargs, Handler};
use crate::widget::spec::Spec;
use crate::widget::{Addressed, Deserializer};

arguments! {
    /// The arguments of `st.color_picker`.
    pub(crate) struct ColorPickerArgs {
        /// What is asked, as Markdown on one line.
        label: Text,
        /// The colour at first, as `#` with three or six hexadecimal digits; by default black.
        value: DefaultColor = None,
        key: Key = None,
        help: Help = None,
        on_change: Handler = "rerun",
        args: CallbackArgs = None,
        kwargs: CallbackKwargs = None,
        *,
        disabled: Disabled = False,
        label_visibility: LabelVisibility = "visible",
        /// How wide it is, in CSS pixels, at least 40: `'stretch'` fills the container, `'content'`
        /// takes what it needs.
        width: WideWidth = "content",
        bind: Bind = None,
        persist_state: PersistState = None,
    }
    identity {
        unless_keyed: label, value, help, width;
    }
}

/// `st.color_picker`.
pub(crate) const COLOR_PICKER: Command = Command {
    name: "color_picker",
    place: Place::Container("ColorPickerMixin"),
    signature: ColorPickerArgs::SIGNATURE,
    doc: "Let the reader choose a colour. It returns `#` and six hexadecimal digits.",
    run: |call| color_picker(call, ColorPickerArgs::read(call)?),
};

/// The block of colour is as wide as this in any case.
const LEAST_WIDTH: i64 = 40;

fn color_picker(call: &Call, args: ColorPickerArgs) -> PyResult {
    let key = args.key.get();
    let id = args.identity(call, key)?.finish();
    let on_change = args.on_change.resolve(call)?;
    let default = args.value.0;
    let spec = Spec {
        id: &id,
        key,
        callback: on_change.callback,
        disabled: args.disabled.0,
    };
    let first = || call.vm.ctx.new_str(default.clone()).into();
    let registered = call.register_widget(spec, Color(default.clone()), first)?;
    let set_value = match registered.value.downcast_ref::<PyStr>() {
        _ if !registered.set_by_script => None,
        Some(text) => Some(WidgetValue::Text(to_string_lossy(text))),
        None => return Err(call.type_error("value", "a str", &registered.value)),
    };
    let element = Widget {
        id,
        label: args.label.with(args.label_visibility, args.help),
        set_value,
        disabled: args.disabled.0,
        reruns: on_change.reruns,
        props: ColorPicker { default },
    };
    call.draw(Element::ColorPicker(element), args.width.0.layout_of(key));
    Ok(registered.value)
}

/// How wide the picker is: not below the width of its block of colour.
#[derive(Debug)]
pub(crate) struct WideWidth(StretchContent);

impl Argument for WideWidth {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        if as_i64(&value, call.vm).is_some_and(|width| width < LEAST_WIDTH) {
            return Ok(Self(SizeArg(Size::Px(LEAST_WIDTH as u32))));
        }
        Argument::read(value, parameter, call).map(Self)
    }

    fn kinds() -> Vec<&'static str> {
        StretchContent::kinds()
    }
}

/// The colour that is chosen at first.
#[derive(Debug)]
pub(crate) struct DefaultColor(String);

impl Argument for DefaultColor {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        if call.vm.is_none(&value) {
            return Ok(Self("#000000".to_owned()));
        }
        let Some(text) = value.downcast_ref::<PyStr>().map(to_string_lossy) else {
            return call.invalid_type(parameter, "a str such as '#00ffaa'", &value);
        };
        if is_color(&text) {
            return Ok(Self(text));
        }
        Err(call.error(WidgetError::BadColor {
            given: shown(&value, call.vm),
        }))
    }

    fn kinds() -> Vec<&'static str> {
        vec!["str", "None"]
    }
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

    fn addressed(&self) -> Option<&dyn Addressed> {
        Some(self)
    }
}

impl Addressed for Color {
    fn held(&self, value: &PyObjectRef, _vm: &VirtualMachine) -> PyResult<WidgetValue> {
        Ok(value.downcast_ref::<PyStr>().map(to_string_lossy).into())
    }

    fn of_address(&self, texts: &[String], _vm: &VirtualMachine) -> PyResult<Option<WidgetValue>> {
        let color = texts.last().filter(|text| is_color(text));
        Ok(color.cloned().map(WidgetValue::Text))
    }
}
