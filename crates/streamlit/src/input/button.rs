//! `st.button`.

use brooklet_protocol::Element;
use brooklet_protocol::element::Button;
use brooklet_python::vm::PyResult;

use super::face::Click;
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::error::LayoutError;
use crate::flow::form;

/// `st.button`.
pub(crate) const BUTTON: Command = Command {
    name: "button",
    place: Place::Container("ButtonMixin"),
    signature: Parameters::undocumented(
        "label, key=None, help=None, on_click=None, args=None, kwargs=None, *, type='secondary', icon=None, icon_position='left', disabled=False, use_container_width=None, width='content', shortcut=None, wrap=None",
    ),
    doc: "Draw a button. It returns True in the run that a click starts, and False in every other run.",
    run: button,
};

fn button(call: &Call) -> PyResult {
    form::refuse_in_form(call, |command| LayoutError::ButtonInForm { command })?;
    press(call, call.key()?.as_deref(), false)
}

/// A button, or the one that submits a form.
pub(crate) fn press(call: &Call, key: Option<&str>, is_form_submitter: bool) -> PyResult {
    let reaction = call.reaction("on_click", &[])?;
    let face = call.button_face()?;
    let id = call.identity_of_face(key, &face, &[])?.finish();
    let layout = call.button_layout(key)?;
    let no = || call.vm.ctx.new_bool(false).into();
    let registered = call.register(&id, key, Click, reaction.callback, no)?;
    let button = Button {
        id,
        face,
        is_form_submitter,
    };
    call.runtime
        .draw(call.target, Element::Button(button), layout);
    Ok(registered.value)
}
