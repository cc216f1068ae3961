//! `st.pyplot`, which says what it needs.

use brooklet_python::vm::{PyObjectRef, PyResult};

use crate::call::args::{ContainerWidth, Deferred, StretchContent, arguments};
use crate::command::{Call, Command, Place};
use crate::error::DataError;

arguments! {
    /// The arguments of `st.pyplot`, which change nothing.
    pub(crate) struct Pyplot {
        /// A figure of Matplotlib, which is refused.
        fig: PyObjectRef,
        /// Whether the figure is emptied once it is drawn; nothing is drawn yet.
        clear_figure: PyObjectRef = False,
        *,
        width: Deferred<StretchContent> = "stretch",
        use_container_width: ContainerWidth = None,
        /// What the figure shows, in words.
        alt: PyObjectRef = None,
        **
        /// What Matplotlib would be told about the picture.
        kwargs,
    }
}

/// `st.pyplot`.
pub(crate) const PYPLOT: Command = Command {
    name: "pyplot",
    place: Place::Container("PyplotMixin"),
    signature: Pyplot::SIGNATURE,
    doc: "Refuse a figure of Matplotlib, which cannot run in a tab yet, and name what can draw instead.",
    run: |call| pyplot(call, &Pyplot::read(call)?),
};

fn pyplot(call: &Call, _: &Pyplot) -> PyResult {
    Err(call.error(DataError::NoMatplotlib {}))
}
