//! `st.link_button`.

use brooklet_protocol::Element;
use brooklet_protocol::element::LinkButton;
use brooklet_python::vm::PyResult;

use super::face::Click;
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};

/// `st.link_button`.
pub(crate) const LINK_BUTTON: Command = Command {
    name: "link_button",
    place: Place::Container("ButtonMixin"),
    signature: Parameters::undocumented(
        "label, url, *, key=None, on_click='ignore', args=None, kwargs=None, help=None, type='secondary', icon=None, icon_position='left', disabled=False, use_container_width=None, width='content', shortcut=None, wrap=None",
    ),
    doc: "Draw a button that opens an address in another tab.",
    run: link_button,
};

/// Unless clicks are to be ignored, this is a widget: `True` in the run of the click.
fn link_button(call: &Call) -> PyResult {
    let key = call.key()?;
    let key = key.as_deref();
    let reaction = call.reaction("on_click", &["rerun", "ignore"])?;
    let face = call.button_face()?;
    let id = call.identity_of_face(key, &face, &["url"])?.finish();
    let layout = call.button_layout(key)?;
    let mut button = LinkButton {
        id: None,
        face,
        url: call.text("url")?.unwrap_or_default(),
    };
    if !reaction.reruns {
        if let Some(key) = key {
            call.claim_key(key)?;
        }
        return Ok(call.draw(Element::LinkButton(button), layout));
    }
    let no = || call.vm.ctx.new_bool(false).into();
    let registered = call.register(&id, key, Click, reaction.callback, no)?;
    button.id = Some(id);
    call.runtime
        .draw(call.target, Element::LinkButton(button), layout);
    Ok(registered.value)
}
