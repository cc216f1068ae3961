//! Numbers and tables.

pub(crate) mod add_rows;
mod array;
mod button_column;
mod cell;
mod column;
pub(crate) mod column_config;
pub(crate) mod data_editor;
pub(crate) mod data_frame;
pub(crate) mod frame;
mod grid;
mod labels;
pub(crate) mod metric;
pub(crate) mod selected;
pub(crate) mod shape;
pub(crate) mod table;
mod value_kind;
mod zone;

use brooklet_protocol::Layout;
use brooklet_protocol::layout::Size;
use brooklet_python::vm::PyResult;

pub(crate) use cell::text as cell_text;

use crate::call::args::{ContainerWidth, Deferred, StretchContent, StretchContentHeight};
use crate::command::Call;

/// The width of a chart; `None` fills the container.
pub(crate) type ChartWidth = Deferred<Option<StretchContent>>;
/// The height of a chart.
pub(crate) type ChartHeight = Deferred<StretchContentHeight>;

/// Width and height of a chart, with what `use_container_width` adds.
pub(crate) fn chart_layout(
    call: &Call,
    width: &ChartWidth,
    height: &ChartHeight,
    container: ContainerWidth,
) -> PyResult<Layout> {
    let own = || Ok(width.get(call)?.map_or(Size::Stretch, |width| width.0));
    layout_of(call, own, height, container)
}

/// The same of a chart whose width is always said.
pub(crate) fn sized_layout(
    call: &Call,
    width: &Deferred<StretchContent>,
    height: &ChartHeight,
    container: ContainerWidth,
) -> PyResult<Layout> {
    layout_of(call, || Ok(width.get(call)?.0), height, container)
}

fn layout_of(
    call: &Call,
    own: impl FnOnce() -> PyResult<Size>,
    height: &ChartHeight,
    container: ContainerWidth,
) -> PyResult<Layout> {
    let width = container.extent().map_or_else(own, Ok)?;
    Ok(Layout {
        width,
        height: height.get(call)?.0,
        ..Layout::default()
    })
}
