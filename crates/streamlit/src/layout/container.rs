//! `st.container`.

use brooklet_protocol::layout::Extent;
use brooklet_protocol::{Block, Layout};
use brooklet_python::vm::PyResult;

use crate::argument::Words;
use crate::command::{Call, Command, Place};

/// `st.container`.
pub(crate) const CONTAINER: Command = Command {
    name: "container",
    place: Place::Container("LayoutsMixin"),
    signature: "*, border=None, key=None, width='stretch', height='content', horizontal=False, wrap=True, horizontal_alignment='left', vertical_alignment='top', gap='small', autoscroll=None",
    doc: "Insert a multi-element container.",
    run: container,
};

fn container(call: &Call) -> PyResult {
    call.refuse_given(&["autoscroll", "horizontal_alignment", "vertical_alignment"])?;
    let key = call.key()?;
    if let Some(key) = &key {
        call.claim_key(key)?;
    }
    let height = call.height(Words::StretchContent)?;
    // A container of a fixed height has a border unless the script says otherwise.
    let border = match call.object("border") {
        Some(border) => border.is_true(call.vm)?,
        None => matches!(height, Extent::Px(_)),
    };
    let gap = call.gap()?;
    let block = if call.flag("horizontal")? {
        Block::Horizontal {
            gap,
            wrap: call.flag("wrap")?,
        }
    } else {
        Block::Vertical { border, gap }
    };
    let layout = Layout {
        height,
        key,
        ..call.layout(Words::StretchContent)?
    };
    Ok(call.container(call.runtime.open(call.target, block, layout)))
}
