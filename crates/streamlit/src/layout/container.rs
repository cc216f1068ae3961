//! `st.container`.

use brooklet_protocol::block::{Placement, Stack};
use brooklet_protocol::layout::Extent;
use brooklet_protocol::{Block, Layout};
use brooklet_python::vm::PyResult;

use crate::argument::Words;
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::error::LayoutError;

/// `st.container`.
pub(crate) const CONTAINER: Command = Command {
    name: "container",
    place: Place::Container("LayoutsMixin"),
    signature: Parameters::undocumented(
        "*, border=None, key=None, width='stretch', height='content', horizontal=False, wrap=True, horizontal_alignment='left', vertical_alignment='top', gap='small', autoscroll=None",
    ),
    doc: "Open a place to write to, at this point of the page. It can be filled later and out of order, stand its elements in a row, and scroll.",
    run: container,
};

const ACROSS: [(&str, Placement); 4] = [
    ("left", Placement::Start),
    ("center", Placement::Center),
    ("right", Placement::End),
    ("distribute", Placement::Distribute),
];

const DOWN: [(&str, Placement); 4] = [
    ("top", Placement::Start),
    ("center", Placement::Center),
    ("bottom", Placement::End),
    ("distribute", Placement::Distribute),
];

fn container(call: &Call) -> PyResult {
    let key = call.key()?;
    let gap = call.gap()?;
    let across = call.choice("horizontal_alignment", &ACROSS)?;
    let down = call.choice("vertical_alignment", &DOWN)?;
    let horizontal = call.flag("horizontal")?;
    let wrap = call.value("wrap");
    let wrap = wrap.is_true(call.vm)?;
    if !wrap && !horizontal {
        return Err(call.error(LayoutError::WrapNeedsHorizontal {}));
    }
    let layout = call.layout(Words::StretchContent)?;
    let height = call.height(Words::StretchContent)?;
    // A container of a fixed height has a border unless the script says otherwise.
    let border = match call.object("border") {
        Some(border) => border.is_true(call.vm)?,
        None => matches!(height, Extent::Px(_)),
    };
    if let Some(key) = &key {
        call.claim_key(key)?;
    }
    let autoscroll = match call.object("autoscroll") {
        Some(flag) => Some(flag.is_true(call.vm)?),
        None => None,
    };
    let stack = Stack {
        border,
        gap,
        wrap,
        across,
        down,
        autoscroll,
    };
    let block = if horizontal {
        Block::Horizontal(stack)
    } else {
        Block::Vertical(stack)
    };
    let layout = Layout {
        height,
        key,
        ..layout
    };
    Ok(call.container(call.runtime.open(call.target, block, layout)))
}
