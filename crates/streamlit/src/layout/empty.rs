//! `st.empty`.

use brooklet_protocol::{Element, Layout};

use crate::command::{Command, Place};

/// `st.empty`.
pub(crate) const EMPTY: Command = Command {
    name: "empty",
    place: Place::Container("EmptyMixin"),
    signature: "",
    doc: "Insert a single-element container.",
    run: |call| Ok(call.draw(Element::Empty, Layout::default())),
};
