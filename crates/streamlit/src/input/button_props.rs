//! What all buttons share: how they look, and what a click is to the script.

use brooklet_protocol::element::{ButtonKind, ButtonProps, IconPosition};
use brooklet_protocol::message::ConsoleLevel;
use brooklet_protocol::{Layout, ToPage, WidgetId, WidgetValue};
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};
use brooklet_session::{Identity, Registered};

use super::shortcut;
use crate::argument::to_string_lossy;
use crate::call::args::{Argument, ContainerWidth, Deferred, StretchContent, Text, words};
use crate::command::Call;
use crate::error::WidgetError;
use crate::error::problem::Problem;
use crate::widget::Deserializer;
use crate::widget::on_change::OnChange;
use crate::widget::spec::Spec;

words! {
    ButtonKind ["How much the button stands out: filled with the colour of the app, with a border, or as text alone."] {
        "primary" => ButtonKind::Primary,
        "secondary" => ButtonKind::Secondary,
        "tertiary" => ButtonKind::Tertiary,
    }
    IconPosition ["On which side of the label the icon stands."] {
        "left" => IconPosition::Left,
        "right" => IconPosition::Right,
    }
}

/// What arguments of a button say of how it looks. One without key combinations names none.
macro_rules! button_props_of {
    ($args:ident) => {
        brooklet_protocol::element::ButtonProps {
            shortcut: $args.shortcut.0.clone(),
            icon_position: $args.icon_position.unwrap_or_default(),
            ..button_props_of!($args, plain)
        }
    };
    ($args:ident, plain) => {
        brooklet_protocol::element::ButtonProps {
            label: $args.label.0.clone().unwrap_or_default(),
            icon: $args.icon.0.clone(),
            help: $args.help.0.clone(),
            disabled: $args.disabled.0,
            wrap: $args.wrap.0,
            kind: $args.r#type,
            ..Default::default()
        }
    };
}

/// The arguments of a button that says nothing but that it was clicked: those before `help`, and those
/// that have to be named first.
macro_rules! button_arguments {
    (
        $(#[$doc:meta])*
        pub(crate) struct $name:ident { $($first:tt)* } { $($named:tt)* }
    ) => {
        $crate::call::args::arguments! {
            $(#[$doc])*
            pub(crate) struct $name {
                $($first)*
                help: Help = None,
                on_click: ClickHandler = None,
                args: CallbackArgs = None,
                kwargs: CallbackKwargs = None,
                *,
                $($named)*
                r#type: ButtonKind = "secondary",
                icon: Icon = None,
                icon_position: Option<IconPosition> = "left",
                disabled: Disabled = False,
                use_container_width: ContainerWidth = None,
                width: Deferred<StretchContent> = "content",
                shortcut: Shortcut = None,
                wrap: WrapLabel = None,
            }
            identity {
                unless_keyed: label, help, r#type, icon, icon_position, use_container_width, width;
            }
        }
    };
}

pub(crate) use {button_arguments, button_props_of};

/// What stands on a button; without a label it shows nothing.
#[derive(Debug)]
pub(crate) struct ButtonLabel(pub(crate) Option<String>);

impl Argument for ButtonLabel {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        let label: Option<Text> = Argument::read(value, parameter, call)?;
        Ok(Self(label.map(|label| label.0)))
    }

    fn kinds() -> Vec<&'static str> {
        vec!["str"]
    }

    const DOC: &'static str = "What stands on the button, as Markdown on one line.";
}

/// Whether a long label takes several lines; nothing leaves that to the place.
#[derive(Debug)]
pub(crate) struct WrapLabel(pub(crate) Option<bool>);

impl Argument for WrapLabel {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        Argument::read(value, parameter, call).map(Self)
    }

    fn kinds() -> Vec<&'static str> {
        vec!["bool", "None"]
    }

    const DOC: &'static str = "Whether a long label goes on in a second line or is cut off; `None` cuts it off in a row of elements alone.";
}

/// The combination of keys that presses a button.
#[derive(Debug)]
pub(crate) struct Shortcut(pub(crate) Option<String>);

impl Argument for Shortcut {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        if call.vm.is_none(&value) {
            return Ok(Self(None));
        }
        let Some(text) = value.downcast_ref::<PyStr>() else {
            return call.invalid_type(parameter, "a str or None", &value);
        };
        let normal =
            shortcut::normal(&to_string_lossy(text)).map_err(|problem| call.error(problem))?;
        let told = &call.runtime.session().told;
        if shortcut::is_taken(&normal) && told.borrow_mut().insert(normal.clone()) {
            call.runtime.send(ToPage::Console {
                level: ConsoleLevel::Warn,
                text: WidgetError::TakenShortcut {
                    given: to_string_lossy(text),
                }
                .message(),
            });
        }
        Ok(Self(Some(normal)))
    }

    fn kinds() -> Vec<&'static str> {
        vec!["str", "None"]
    }

    const DOC: &'static str = "Keys that press it from anywhere on the page, such as `'Ctrl+K'`, `'Shift+F2'` or `'Enter'`; `Ctrl` is the command key on a Mac. `C` and `R` are taken.";
}

/// Enters the combination of keys into the identity of a button.
pub(super) fn identity<'k>(identity: Identity<'k>, props: &ButtonProps) -> Identity<'k> {
    identity.unless_keyed("shortcut", props.shortcut.as_deref().unwrap_or_default())
}

/// How wide a button is. The older way to say so wins.
pub(super) fn layout(
    call: &Call,
    key: Option<&str>,
    older: ContainerWidth,
    width: &Deferred<StretchContent>,
) -> PyResult<Layout> {
    Ok(match older.extent() {
        Some(width) => Layout {
            width,
            key: key.map(str::to_owned),
            ..Layout::default()
        },
        None => width.get(call)?.layout_of(key),
    })
}

/// Registers a button and says what its call returns: `True` in the run that a click starts.
pub(super) fn register(
    call: &Call,
    (id, key): (&WidgetId, Option<&str>),
    on_click: OnChange,
    disabled: bool,
) -> PyResult<Registered<PyObjectRef>> {
    let spec = Spec {
        id,
        key,
        callback: on_click.callback,
        disabled,
    };
    call.register_widget(spec, Click, || call.vm.ctx.new_bool(false).into())
}

/// `True` in the run of the click.
#[derive(Debug)]
pub(crate) struct Click;

impl Deserializer for Click {
    fn deserialize(
        &self,
        value: &WidgetValue,
        _former: Option<&PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        Ok(vm.ctx.new_bool(*value == WidgetValue::Trigger).into())
    }

    fn idle_value(&self, vm: &VirtualMachine) -> Option<PyObjectRef> {
        Some(vm.ctx.new_bool(false).into())
    }
}
