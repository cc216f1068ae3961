//! `st.popover`.

use brooklet_protocol::Block;
use brooklet_protocol::block::Popover;
use brooklet_protocol::element::ButtonKind;
use brooklet_protocol::layout::Extent;
use brooklet_python::vm::PyResult;

use crate::argument::Words;
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::container::ContainerClass;
use crate::input::checkbox::Checked;

/// `st.popover`.
pub(crate) const POPOVER: Command = Command {
    name: "popover",
    place: Place::Container("LayoutsMixin"),
    signature: Parameters::undocumented(
        "label, *, type='secondary', help=None, icon=None, disabled=False, use_container_width=None, width='content', wrap=None, key=None, on_change='ignore', args=None, kwargs=None",
    ),
    doc: "Draw a button that opens a container beside it, over the page.",
    run: popover,
};

/// The class of what it returns.
pub(super) const CLASS: ContainerClass = ContainerClass {
    name: "PopoverContainer",
    module: "streamlit.elements.lib.mutable_popover_container",
};

fn popover(call: &Call) -> PyResult {
    let label = call.required_label()?;
    let kinds = [
        ("primary", ButtonKind::Primary),
        ("secondary", ButtonKind::Secondary),
        ("tertiary", ButtonKind::Tertiary),
    ];
    let kind = call.choice("type", &kinds)?;
    let followed = call.followed("on_change")?;
    let key = call.key()?;
    let key = key.as_deref();
    let mut layout = call.widget_layout(Words::StretchContent, key)?;
    if let Some(stretch) = call.object("use_container_width") {
        layout.width = if stretch.is_true(call.vm)? {
            Extent::Stretch
        } else {
            Extent::Content
        };
    }
    let help = call.help()?.filter(|help| !help.is_empty());
    let icon = call.icon()?;
    let disabled = call.flag("disabled")?;
    let wrap = match call.object("wrap") {
        Some(wrap) => Some(wrap.is_true(call.vm)?),
        None => None,
    };
    let mut open = None;
    let mut id = None;
    if followed.reruns {
        let parameters = ["label", "type", "help", "icon", "disabled", "width"];
        let own = call
            .defined_by(call.identity(key), &parameters, &[])?
            .finish();
        let first = || call.vm.ctx.new_bool(false).into();
        let registered = call.register(&own, key, Checked, followed.callback, first)?;
        open = Some(registered.value.is_true(call.vm)?);
        id = Some(own);
    } else if let Some(key) = key {
        call.claim_key(key)?;
    }
    let block = Block::Popover(Popover {
        id,
        label,
        help,
        icon,
        kind,
        disabled,
        wrap,
        open: open.unwrap_or(false),
    });
    let target = call.runtime.open(call.target, block, layout);
    call.foldable(&CLASS, target, open)
}
