//! `st.container`.

use brooklet_protocol::block::{Gap, Placement, Stack};
use brooklet_protocol::layout::Size;
use brooklet_protocol::{Block, Layout};
use brooklet_python::vm::PyResult;

use crate::call::args::{Key, StretchContent, StretchContentHeight, arguments, words};
use crate::command::{Call, Command, Place};
use crate::error::LayoutError;

arguments! {
    /// The arguments of `st.container`.
    pub(crate) struct ContainerArgs {
        *,
        /// Whether a line is drawn around it; by default where its height is a number of pixels.
        border: Option<bool> = None,
        /// A name of its own, which is in its class (`st-key-…`) for style sheets.
        key: Key = None,
        width: StretchContent = "stretch",
        /// How high it is, in CSS pixels: `'stretch'` fills what it is in, `'content'` takes what it
        /// needs. It scrolls where its elements do not fit.
        height: StretchContentHeight = "content",
        /// Whether its elements stand in a row.
        horizontal: bool = False,
        /// Whether a full row goes on in the next line.
        wrap: bool = True,
        horizontal_alignment: Across = "left",
        vertical_alignment: Down = "top",
        gap: Gap = "small",
        /// Whether it scrolls down to what is added; by default where it holds messages of a chat.
        autoscroll: Option<bool> = None,
    }
}

/// `st.container`.
pub(crate) const CONTAINER: Command = Command {
    name: "container",
    place: Place::Container("LayoutsMixin"),
    signature: ContainerArgs::SIGNATURE,
    doc: "Open a place to write to, at this point of the page. It can be filled later and out of order, stand its elements in a row, and scroll.",
    run: |call| container(call, &ContainerArgs::read(call)?),
};

/// Where elements stand across a container.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Across(Placement);

/// Where elements stand in the height of a container.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Down(Placement);

words! {
    Across ["Where elements stand that do not fill the width; `'distribute'` shares out the room between them."] {
        "left" => Across(Placement::Start),
        "center" => Across(Placement::Center),
        "right" => Across(Placement::End),
        "distribute" => Across(Placement::Distribute),
    }
    Down ["Where elements stand that do not fill the height; `'distribute'` shares out the room between them."] {
        "top" => Down(Placement::Start),
        "center" => Down(Placement::Center),
        "bottom" => Down(Placement::End),
        "distribute" => Down(Placement::Distribute),
    }
}

fn container(call: &Call, args: &ContainerArgs) -> PyResult {
    if !args.wrap && !args.horizontal {
        return Err(call.error(LayoutError::WrapNeedsHorizontal {}));
    }
    let height = args.height.0;
    let stack = Stack {
        // A container of a fixed height has a border unless the script says otherwise.
        border: args.border.unwrap_or(matches!(height, Size::Px(_))),
        gap: args.gap,
        wrap: args.wrap,
        across: args.horizontal_alignment.0,
        down: args.vertical_alignment.0,
        autoscroll: args.autoscroll,
    };
    let key = args.key.get();
    if let Some(key) = key {
        call.claim_key(key)?;
    }
    let block = if args.horizontal {
        Block::Horizontal(stack)
    } else {
        Block::Vertical(stack)
    };
    let layout = Layout {
        height,
        ..args.width.layout_of(key)
    };
    Ok(call.container(call.runtime.open(call.target, block, layout)))
}
