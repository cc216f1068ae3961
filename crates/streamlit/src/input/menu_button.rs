//! `st.menu_button`.

use std::collections::BTreeSet;

use brooklet_protocol::element::MenuButton;
use brooklet_protocol::{Element, WidgetValue};
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};

use super::options::Options;
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::error::{LayoutError, WidgetError};
use crate::flow::form;
use crate::widget::Deserializer;

/// `st.menu_button`.
pub(crate) const MENU_BUTTON: Command = Command {
    name: "menu_button",
    place: Place::Container("MenuButtonMixin"),
    signature: Parameters::undocumented(
        "label, options, *, key=None, help=None, on_click=None, args=None, kwargs=None, type='secondary', icon=None, disabled=False, width='content', format_func=str, wrap=None",
    ),
    doc: "Draw a button that opens a menu. It returns the option that was just chosen, and None otherwise.",
    run: menu_button,
};

fn menu_button(call: &Call) -> PyResult {
    let key = call.key()?;
    let key = key.as_deref();
    let reaction = call.reaction("on_click", &[])?;
    form::refuse_in_form(call, |command| LayoutError::NotInForm { command })?;
    let face = call.button_face()?;
    let layout = call.button_layout(key)?;
    let options = Options::of(call)?;
    if options.values.is_empty() {
        return Err(call.missing("options", "at least one option"));
    }
    let labels: BTreeSet<&String> = options.shown.iter().collect();
    if labels.len() < options.shown.len() {
        return Err(call.error(WidgetError::SameLabels {}));
    }
    let id = call
        .identity_of_face(key, &face, &[])?
        .unless_keyed("options", &options.joined())
        .finish();
    let button = MenuButton {
        id: id.clone(),
        face,
        options: options.shown.clone(),
    };
    let none = || call.vm.ctx.none();
    let registered = call.register(&id, key, Choice(options), reaction.callback, none)?;
    call.runtime
        .draw(call.target, Element::MenuButton(button), layout);
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
            WidgetValue::Fired(value) => match &**value {
                WidgetValue::Text(text) => self.0.shown.iter().position(|shown| shown == text),
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
