//! `st.button`.

use brooklet_protocol::Element;
use brooklet_protocol::element::{Button, ButtonKind, ButtonProps, IconPosition};
use brooklet_python::vm::PyResult;
use brooklet_session::Identity;

use super::button_props::{
    self, ButtonLabel, Shortcut, WrapLabel, button_arguments, button_props_of,
};
use crate::call::args::{ContainerWidth, Deferred, Disabled, Help, Icon, Key, StretchContent};
use crate::command::{Call, Command, Place};
use crate::error::LayoutError;
use crate::widget::on_change::{CallbackArgs, CallbackKwargs, ClickHandler, OnChange};

button_arguments! {
    /// The arguments of `st.button`.
    pub(crate) struct ButtonArgs {
        label: ButtonLabel,
        key: Key = None,
    } {}
}

/// `st.button`.
pub(crate) const BUTTON: Command = Command {
    name: "button",
    place: Place::Container("ButtonMixin"),
    signature: ButtonArgs::SIGNATURE,
    doc: "Draw a button. It returns True in the run that a click starts, and False in every other run.",
    run: button,
};

fn button(call: &Call) -> PyResult {
    call.refuse_in_form(|command| LayoutError::ButtonInForm { command })?;
    let args = ButtonArgs::read(call)?;
    let key = args.key.get();
    let identity = args.identity(call, key)?;
    let look = (
        button_props_of!(args),
        args.use_container_width,
        &args.width,
    );
    press(
        call,
        identity,
        key,
        args.on_click.resolve(call)?,
        look,
        false,
    )
}

/// A button, or the one that submits a form.
pub(crate) fn press(
    call: &Call,
    identity: Identity,
    key: Option<&str>,
    on_click: OnChange,
    (props, older_width, width): (ButtonProps, ContainerWidth, &Deferred<StretchContent>),
    is_form_submitter: bool,
) -> PyResult {
    let id = button_props::identity(identity, &props).finish();
    let layout = button_props::layout(call, key, older_width, width)?;
    let registered = button_props::register(call, (&id, key), on_click, props.disabled)?;
    let button = Button {
        id,
        props,
        is_form_submitter,
    };
    call.draw(Element::Button(button), layout);
    Ok(registered.value)
}
