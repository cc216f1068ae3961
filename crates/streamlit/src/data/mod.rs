//! Numbers and tables.

pub(crate) mod add_rows;
#[cfg(feature = "data")]
mod array;
mod button_column;
mod cell;
mod column;
pub(crate) mod column_config;
pub(crate) mod data_editor;
pub(crate) mod data_frame;
pub(crate) mod frame;
mod labels;
pub(crate) mod metric;
pub(crate) mod shape;
pub(crate) mod table;
mod value_kind;

use brooklet_protocol::Layout;
use brooklet_protocol::layout::Extent;
use brooklet_python::vm::PyResult;

pub(crate) use cell::text as cell_text;

use crate::argument::Words;
use crate::call::args::{Argument, ContainerWidth};
use crate::command::Call;

/// Width and height of a chart, with what `use_container_width` adds.
pub(crate) fn chart_layout(call: &Call) -> PyResult<Layout> {
    let given = call.value("use_container_width");
    let container = ContainerWidth::read(given, "use_container_width", call)?;
    let width = match container.extent() {
        Some(width) => width,
        None if call.object("width").is_none() => Extent::Stretch,
        None => call.width(Words::StretchContent)?,
    };
    Ok(Layout {
        width,
        height: call.height(Words::StretchContent)?,
        ..Layout::default()
    })
}
