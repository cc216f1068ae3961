//! `st.menu_button`.

use brooklet_protocol::element::{ButtonKind, MenuButton};
use brooklet_protocol::{Element, WidgetValue};
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};

use super::button_props::{self, ButtonLabel, WrapLabel, button_props_of};
use super::options::{FormatFunc, Options, OptionsArg};
use crate::call::args::{Disabled, Help, Icon, Key, StretchContent, arguments};
use crate::command::{Call, Command, Place};
use crate::error::{LayoutError, WidgetError};
use crate::widget::Deserializer;
use crate::widget::on_change::{CallbackArgs, CallbackKwargs, ClickHandler};
use crate::widget::spec::Spec;

arguments! {
    /// The arguments of `st.menu_button`.
    pub(crate) struct MenuArgs {
        label: ButtonLabel,
        options: OptionsArg,
        *,
        key: Key = None,
        help: Help = None,
        /// A function that is called when the reader has chosen, before the script runs again.
        on_click: ClickHandler = None,
        args: CallbackArgs = None,
        kwargs: CallbackKwargs = None,
        r#type: ButtonKind = "secondary",
        icon: Icon = None,
        disabled: Disabled = False,
        width: StretchContent = "content",
        format_func: Option<FormatFunc> = str,
        wrap: WrapLabel = None,
    }
    identity {
        unless_keyed: label, help, r#type, icon, width;
    }
}

/// `st.menu_button`.
pub(crate) const MENU_BUTTON: Command = Command {
    name: "menu_button",
    place: Place::Container("MenuButtonMixin"),
    signature: MenuArgs::SIGNATURE,
    doc: "Draw a button that opens a menu. It returns the option that was just chosen, and None otherwise.",
    run: menu_button,
};

fn menu_button(call: &Call) -> PyResult {
    call.refuse_in_form(|command| LayoutError::NotInForm { command })?;
    let args = MenuArgs::read(call)?;
    let key = args.key.get();
    let props = button_props_of!(args, plain);
    let identity = button_props::identity(args.identity(call, key)?, &props);
    let on_click = args.on_click.resolve(call)?;
    let options = Options::of(call, args.options, args.format_func)?;
    if options.values.is_empty() {
        return Err(call.missing("options", "at least one option"));
    }
    if options.has_twins {
        return Err(call.error(WidgetError::SameLabels {}));
    }
    let id = identity.unless_keyed("options", &options.joined()).finish();
    let spec = Spec {
        id: &id,
        key,
        callback: on_click.callback,
        disabled: props.disabled,
    };
    let button = MenuButton {
        id: id.clone(),
        props,
        options: options.names.clone(),
    };
    let registered = call.register_widget(spec, Choice(options), || call.vm.ctx.none())?;
    call.draw(Element::MenuButton(button), args.width.layout_of(key));
    Ok(registered.value)
}

/// The option chosen, in the run of the choice.
#[derive(Debug)]
struct Choice(Options);

impl Deserializer for Choice {
    fn deserialize(
        &self,
        value: &WidgetValue,
        _former: Option<&PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let place = match value {
            WidgetValue::TriggerValue(value) => match &**value {
                WidgetValue::Text(text) => self.0.place(text),
                _ => None,
            },
            _ => None,
        };
        Ok(place.map_or_else(|| vm.ctx.none(), |place| self.0.values[place].clone()))
    }

    fn idle_value(&self, vm: &VirtualMachine) -> Option<PyObjectRef> {
        Some(vm.ctx.none())
    }
}
