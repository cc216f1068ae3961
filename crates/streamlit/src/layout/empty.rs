//! `st.empty`.

use brooklet_protocol::{Element, Layout};

use crate::call::parameters::Parameters;
use crate::command::{Command, Place};

/// `st.empty`.
pub(crate) const EMPTY: Command = Command {
    name: "empty",
    place: Place::Container("EmptyMixin"),
    signature: Parameters::NONE,
    doc: "Keep a place for one element. Each thing written to it takes the place of what was there.",
    run: |call| Ok(call.draw(Element::Empty, Layout::default())),
};
