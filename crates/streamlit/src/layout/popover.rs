//! `st.popover`.

use brooklet_protocol::Block;
use brooklet_protocol::block::Popover;
use brooklet_protocol::element::ButtonKind;
use brooklet_python::vm::PyResult;

use super::expander::FoldLabel;
use crate::call::args::{ContainerWidth, Disabled, Help, Icon, Key, StretchContent, arguments};
use crate::command::{Call, Command, Place};
use crate::container::ContainerClass;
use crate::input::button_props::WrapLabel;
use crate::input::checkbox::Checked;
use crate::widget::on_change::{CallbackArgs, CallbackKwargs, Handler};
use crate::widget::spec::Spec;

arguments! {
    /// The arguments of `st.popover`.
    pub(crate) struct PopoverArgs {
        label: FoldLabel,
        *,
        r#type: ButtonKind = "secondary",
        help: Help = None,
        icon: Icon = None,
        disabled: Disabled = False,
        use_container_width: ContainerWidth = None,
        width: StretchContent = "content",
        wrap: WrapLabel = None,
        key: Key = None,
        /// What opening or closing it leads to: nothing, a run of the script, or a function that is
        /// called first. Only then the script knows whether it is open.
        on_change: Handler = "ignore",
        args: CallbackArgs = None,
        kwargs: CallbackKwargs = None,
    }
    identity {
        always: label, r#type, help, icon, disabled, width;
    }
}

/// `st.popover`.
pub(crate) const POPOVER: Command = Command {
    name: "popover",
    place: Place::Container("LayoutsMixin"),
    signature: PopoverArgs::SIGNATURE,
    doc: "Draw a button that opens a container beside it, over the page.",
    run: |call| popover(call, PopoverArgs::read(call)?),
};

/// The class of what it returns.
pub(super) const CLASS: ContainerClass = ContainerClass {
    name: "PopoverContainer",
    module: "streamlit.elements.lib.mutable_popover_container",
};

fn popover(call: &Call, args: PopoverArgs) -> PyResult {
    let key = args.key.get();
    let own = args.identity(call, key)?.finish();
    let on_change = args.on_change.on_toggle(call)?;
    let mut layout = args.width.layout_of(key);
    if let Some(width) = args.use_container_width.extent() {
        layout.width = width;
    }
    let mut open = None;
    let mut id = None;
    if on_change.reruns {
        let spec = Spec {
            disabled: args.disabled.0,
            ..Spec::of_container(&own, key, on_change.callback)
        };
        let first = || call.vm.ctx.new_bool(false).into();
        let registered = call.register_widget(spec, Checked, first)?;
        open = Some(registered.value.is_true(call.vm)?);
        id = Some(own);
    } else if let Some(key) = key {
        call.claim_key(key)?;
    }
    let block = Block::Popover(Popover {
        id,
        label: args.label.0,
        help: args.help.0.filter(|help| !help.is_empty()),
        icon: args.icon.0,
        kind: args.r#type,
        disabled: args.disabled.0,
        wrap: args.wrap.0,
        open: open.unwrap_or(false),
    });
    let target = call.runtime.open(call.target, block, layout);
    call.foldable(&CLASS, target, open)
}
