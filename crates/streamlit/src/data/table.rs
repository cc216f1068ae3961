//! `st.table`.

use brooklet_protocol::element::{Table, TableBorder};
use brooklet_protocol::{Element, Layout};
use brooklet_python::vm::{AsObject, PyObjectRef, PyResult, TryFromObject};

use crate::argument::{Words, text_of};
use crate::command::{Call, Command, Place};
use crate::kernel::python_source::PythonSource;

/// `st.table`.
pub(crate) const TABLE: Command = Command {
    name: "table",
    place: Place::Container("TableMixin"),
    signature: "data=None, *, border=True, width='stretch', height='content', hide_index=None, hide_header=None, alt=None",
    doc: "Display a static table.",
    run: table,
};

const PYTHON: PythonSource = PythonSource {
    module: "streamlit.table",
    text: include_str!("table.py"),
};

fn table(call: &Call) -> PyResult {
    let vm = call.vm;
    let layout = Layout {
        height: call.height(Words::StretchContent)?,
        ..call.layout(Words::StretchContent)?
    };
    let border = border(call)?;
    let given = (
        call.value("data"),
        call.value("hide_index"),
        call.value("hide_header"),
    );
    let read = call.runtime.call_python(PYTHON, "table", given, vm)?;
    let part = |place: usize| read.get_item(&place, vm);
    let texts = |row| -> PyResult<Vec<String>> {
        let row = Vec::<PyObjectRef>::try_from_object(vm, row)?;
        row.iter().map(|text| text_of(text, vm)).collect()
    };
    let header = part(0)?;
    let rows = Vec::<PyObjectRef>::try_from_object(vm, part(2)?)?;
    let table = Table {
        header: if vm.is_none(&header) {
            None
        } else {
            Some(texts(header)?)
        },
        has_index: part(1)?.try_to_bool(vm)?,
        rows: rows.into_iter().map(texts).collect::<PyResult<_>>()?,
        numeric: Vec::<bool>::try_from_object(vm, part(3)?)?,
        border,
        alt: call.alt()?,
    };
    Ok(call.draw(Element::Table(table), layout))
}

fn border(call: &Call) -> PyResult<TableBorder> {
    let given = call.value("border");
    if given.is(&call.vm.ctx.true_value) {
        return Ok(TableBorder::All);
    }
    if given.is(&call.vm.ctx.false_value) {
        return Ok(TableBorder::None);
    }
    if text_of(&given, call.vm)? == "horizontal" {
        return Ok(TableBorder::Horizontal);
    }
    call.invalid_value("border", "True, False, 'horizontal'")
}
