//! `st.text_input`.

use brooklet_protocol::element::TextInput;
use brooklet_protocol::widget::{LabelVisibility, Widget};
use brooklet_protocol::{Element, WidgetValue};
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};
use brooklet_session::Registered;

use crate::argument::{as_i64, to_string_lossy};
use crate::call::args::{
    Argument, Bind, Disabled, Help, Icon, Key, PersistState, Stretch, Text, arguments, words,
};
use crate::command::{Call, Command, Place};
use crate::error::{WidgetError, shown};
use crate::widget::on_change::{CallbackArgs, CallbackKwargs, Handler};
use crate::widget::spec::Spec;
use crate::widget::{Addressed, Deserializer};

arguments! {
    /// The arguments of `st.text_input`.
    pub(crate) struct TextInputArgs {
        /// What is asked, as Markdown on one line.
        label: Text,
        /// The text at first; with `None` it is `None` until the reader types.
        value: Option<Text> = "",
        max_chars: MaxChars = None,
        key: Key = None,
        r#type: Kind = "default",
        help: Help = None,
        /// What the browser may fill in, as HTML names it: `'email'`, `'off'` …; by default nothing,
        /// and for a password a new one.
        autocomplete: Option<String> = None,
        on_change: Handler = "rerun",
        args: CallbackArgs = None,
        kwargs: CallbackKwargs = None,
        *,
        /// What the field says while it is empty.
        placeholder: Option<String> = None,
        disabled: Disabled = False,
        required = False,
        label_visibility: LabelVisibility = "visible",
        icon: Icon = None,
        validate = None,
        live = False,
        width: Stretch = "stretch",
        bind: Bind = None,
        persist_state: PersistState = None,
    }
    identity {
        always: max_chars;
        unless_keyed: label, value, r#type, help, autocomplete, placeholder, icon, width;
    }
}

/// `st.text_input`.
pub(crate) const TEXT_INPUT: Command = Command {
    name: "text_input",
    place: Place::Container("TextWidgetsMixin"),
    signature: TextInputArgs::SIGNATURE,
    doc: "Draw a field for one line of text. It returns the text, or None where `value` is None and nothing is typed.",
    run: |call| text_input(call, TextInputArgs::read(call)?),
};

/// What is typed into a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Any text.
    Default,
    /// A text that is shown as dots.
    Password,
    /// One of the kinds that are known but not there yet.
    Later,
}

words! {
    Kind ["What is typed: any text, or a password, which is shown as dots."] {
        "default" => Kind::Default,
        "password" => Kind::Password,
        "email" => Kind::Later,
        "url" => Kind::Later,
        "phone" => Kind::Later,
        "search" => Kind::Later,
    }
}

fn text_input(call: &Call, args: TextInputArgs) -> PyResult {
    if args.r#type == Kind::Later {
        call.refuse_given(&["type"])?;
    }
    let is_password = args.r#type == Kind::Password;
    if is_password && args.bind.0 {
        return Err(call.error(WidgetError::BoundPassword {}));
    }
    let key = args.key.get();
    let id = args.identity(call, key)?.finish();
    let on_change = args.on_change.resolve(call)?;
    let max_chars = args.max_chars.0;
    let default = args.value.map(|text| shortened(text.0, max_chars));
    let no_autocomplete = if is_password { "new-password" } else { "" };
    let spec = Spec {
        id: &id,
        key,
        callback: on_change.callback,
        disabled: args.disabled.0,
    };
    let first = || text_or_none(default.as_deref(), call.vm);
    let registered = call.register_widget(spec, Line { max_chars }, first)?;
    let element = Widget {
        id,
        label: args.label.with(args.label_visibility, args.help),
        set_value: set_text(call, &registered)?,
        disabled: args.disabled.0,
        reruns: on_change.reruns,
        props: TextInput {
            default,
            is_password,
            max_chars,
            autocomplete: args
                .autocomplete
                .unwrap_or_else(|| no_autocomplete.to_owned()),
            placeholder: args.placeholder.unwrap_or_default(),
            icon: args.icon.0,
        },
    };
    call.draw(Element::TextInput(element), args.width.layout_of(key));
    Ok(registered.value)
}

/// What the script has set through `st.session_state`: a text or nothing.
pub(super) fn set_text(
    call: &Call,
    registered: &Registered<PyObjectRef>,
) -> PyResult<Option<WidgetValue>> {
    let value = &registered.value;
    match value.downcast_ref::<PyStr>() {
        _ if !registered.set_by_script => Ok(None),
        Some(text) => Ok(Some(WidgetValue::Text(to_string_lossy(text)))),
        None if call.vm.is_none(value) => Ok(Some(WidgetValue::None)),
        None => Err(call.type_error("value", "a str", value)),
    }
}

/// How many characters a field takes.
#[derive(Debug)]
pub(crate) struct MaxChars(pub(super) Option<u32>);

impl Argument for MaxChars {
    fn read(value: PyObjectRef, _parameter: &'static str, call: &Call) -> PyResult<Self> {
        if call.vm.is_none(&value) {
            return Ok(Self(None));
        }
        match as_i64(&value, call.vm).map(u32::try_from) {
            Some(Ok(count)) => Ok(Self(Some(count))),
            _ => Err(call.error(WidgetError::MaxChars {
                given: shown(&value, call.vm),
            })),
        }
    }

    fn kinds() -> Vec<&'static str> {
        vec!["int", "None"]
    }

    const DOC: &'static str = "How many characters the field takes; `None` sets no limit.";
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
pub(super) struct Line {
    pub(super) max_chars: Option<u32>,
}

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

    fn addressed(&self) -> Option<&dyn Addressed> {
        Some(self)
    }
}

impl Addressed for Line {
    fn held(&self, value: &PyObjectRef, _vm: &VirtualMachine) -> PyResult<WidgetValue> {
        Ok(value.downcast_ref::<PyStr>().map(to_string_lossy).into())
    }

    fn of_address(&self, texts: &[String], _vm: &VirtualMachine) -> PyResult<Option<WidgetValue>> {
        let text = texts.last().cloned().unwrap_or_default();
        Ok(Some(WidgetValue::Text(shortened(text, self.max_chars))))
    }
}
