//! `st.pydeck_chart`.

use brooklet_protocol::Layout;
use brooklet_protocol::element::Library;
use brooklet_protocol::layout::Size;
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::{PyObjectRef, PyResult};
use serde_json::json;

use super::library::{PYTHON, chart, draw};
use crate::argument::{text_of, to_string_lossy};
use crate::call::args::{Alt, ContainerWidth, Deferred, Key, Stretch, StretchHeight, arguments};
use crate::command::{Call, Command, Place};
use crate::widget::on_change::SelectHandler;

arguments! {
    /// The arguments of `st.pydeck_chart`.
    pub(crate) struct PydeckChart {
        /// The map: a `pydeck.Deck`.
        pydeck_obj: PyObjectRef = None,
        *,
        width: Deferred<Stretch> = "stretch",
        use_container_width: ContainerWidth = None,
        height: Deferred<StretchHeight> = 500,
        /// Whether the reader can select one thing or several: `'single-object'` or `'multi-object'`.
        selection_mode: PyObjectRef = "single-object",
        on_select: SelectHandler = "ignore",
        key: Key = None,
        alt: Alt = None,
    }
}

/// `st.pydeck_chart`.
pub(crate) const PYDECK: Command = Command {
    name: "pydeck_chart",
    place: Place::Container("PydeckMixin"),
    signature: PydeckChart::SIGNATURE,
    doc: "Draw a map with the layers of a `pydeck.Deck`.",
    run: |call| pydeck(call, PydeckChart::read(call)?),
};

fn pydeck(call: &Call, args: PydeckChart) -> PyResult {
    let vm = call.vm;
    let layout = map_layout(call, &args.width, &args.height, args.use_container_width)?;
    let on_select = args.on_select.resolve(call)?;
    let is_multi = on_select.reruns && is_multi(call, &args.selection_mode)?;
    let read = call
        .runtime
        .call_python(PYTHON, "deck", (args.pydeck_obj,), vm)?;
    let source = text_of(&*read.get_item(&0, vm)?, vm)?;
    let tooltip = call
        .runtime
        .call_python(PYTHON, "dumps", (read.get_item(&1, vm)?,), vm)?;
    let tooltip: serde_json::Value =
        serde_json::from_str(&text_of(&tooltip, vm)?).unwrap_or_default();
    let mut chart = chart(Library::Deck, source, args.alt.0);
    let options = json!({
        "tooltip": tooltip,
        "isSelectable": on_select.reruns,
        "isMulti": is_multi,
    });
    chart.options = options.to_string();
    let defined_by = if is_multi { "multi" } else { "single" };
    let key = args.key.get();
    draw(
        call,
        (chart, layout),
        key,
        on_select,
        ("pydeck", defined_by),
    )
}

/// Width and height of a map.
pub(super) fn map_layout(
    call: &Call,
    width: &Deferred<Stretch>,
    height: &Deferred<StretchHeight>,
    container: ContainerWidth,
) -> PyResult<Layout> {
    let width = match container.0 {
        Some(true) => Size::Stretch,
        _ => width.get(call)?.0,
    };
    Ok(Layout {
        width,
        height: height.get(call)?.0,
        ..Layout::default()
    })
}

fn is_multi(call: &Call, given: &PyObjectRef) -> PyResult<bool> {
    const MODES: &str = "'single-object' or 'multi-object'";
    let Some(mode) = given.downcast_ref::<PyStr>().map(to_string_lossy) else {
        return call.invalid_type("selection_mode", MODES, given);
    };
    match mode.as_str() {
        "single-object" => Ok(false),
        "multi-object" => Ok(true),
        _ => call.invalid_value("selection_mode", MODES),
    }
}
