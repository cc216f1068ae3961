//! `st.pyplot`, which says what it needs.

use brooklet_python::vm::PyResult;

use crate::command::{Call, Command, Place};

/// `st.pyplot`.
pub(crate) const PYPLOT: Command = Command {
    name: "pyplot",
    place: Place::Container("PyplotMixin"),
    signature: "fig, clear_figure=False, *, width='stretch', use_container_width=None, alt=None, **kwargs",
    doc: "Display a figure of Matplotlib.",
    run: pyplot,
};

fn pyplot(call: &Call) -> PyResult {
    let text = "`st.pyplot` needs Matplotlib, which is machine code that a page cannot run yet. `st.line_chart` and its kin, `st.altair_chart`, `st.plotly_chart`, `st.echarts_chart` and `st.vega_lite_chart` draw here.";
    Err(call.error("StreamlitAPIException", text))
}
