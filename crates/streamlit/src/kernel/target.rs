//! Where a command writes to.

use std::rc::Rc;

use brooklet_protocol::DeltaPath;
use brooklet_session::Cursor;

/// The place that a container object of the script stands for.
#[derive(Debug, Clone)]
pub enum Target {
    /// Wherever the innermost `with` says, or the main column: what `st.` itself writes to.
    Current,
    /// The sidebar.
    Sidebar,
    /// The strip at the lower edge.
    Bottom,
    /// The end of a block.
    Block(Rc<Cursor>),
    /// One place, whose content each write replaces: `st.empty()`, or an element drawn before.
    Slot(DeltaPath),
}
