//! `st.link_button`.

use brooklet_protocol::Element;
use brooklet_protocol::element::{ButtonKind, IconPosition, LinkButton};
use brooklet_python::vm::PyResult;

use super::button_props::{self, ButtonLabel, Shortcut, WrapLabel, button_props_of};
use crate::call::args::{
    ContainerWidth, Deferred, Disabled, Help, Icon, Key, StretchContent, arguments,
};
use crate::command::{Call, Command, Place};
use crate::widget::on_change::{CallbackArgs, CallbackKwargs, Handler};

arguments! {
    /// The arguments of `st.link_button`.
    pub(crate) struct LinkArgs {
        label: ButtonLabel,
        /// The address that it opens in another tab.
        url: Option<String>,
        *,
        key: Key = None,
        /// `'ignore'` opens the address and nothing else; `'rerun'` runs the script as well, and a
        /// function is called before that.
        on_click: Handler = "ignore",
        args: CallbackArgs = None,
        kwargs: CallbackKwargs = None,
        help: Help = None,
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
        unless_keyed: label, help, r#type, icon, icon_position, use_container_width, width, url;
    }
}

/// `st.link_button`.
pub(crate) const LINK_BUTTON: Command = Command {
    name: "link_button",
    place: Place::Container("ButtonMixin"),
    signature: LinkArgs::SIGNATURE,
    doc: "Draw a button that opens an address in another tab.",
    run: |call| link_button(call, LinkArgs::read(call)?),
};

/// Unless clicks are to be ignored, this is a widget: `True` in the run of the click.
fn link_button(call: &Call, args: LinkArgs) -> PyResult {
    let key = args.key.get();
    let props = button_props_of!(args);
    let id = button_props::identity(args.identity(call, key)?, &props).finish();
    let on_click = args.on_click.resolve(call)?;
    let layout = button_props::layout(call, key, args.use_container_width, &args.width)?;
    let mut button = LinkButton {
        id: None,
        props,
        url: args.url.unwrap_or_default(),
    };
    if !on_click.reruns {
        if let Some(key) = key {
            call.claim_key(key)?;
        }
        return Ok(call.draw(Element::LinkButton(button), layout));
    }
    let registered = button_props::register(call, (&id, key), on_click, button.props.disabled)?;
    button.id = Some(id);
    call.draw(Element::LinkButton(button), layout);
    Ok(registered.value)
}
