//! What `st.dataframe` and `st.data_editor` take alike: sizes, rows, and what is said of columns.

use brooklet_protocol::Layout;
use brooklet_protocol::layout::Size;
use brooklet_python::vm::protocol::PyIter;
use brooklet_python::vm::{PyObjectRef, PyResult, TryFromObject};

use crate::argument::{as_i64, text_of};
use crate::call::args::{AnyHeight, Argument, ContainerWidth, Deferred, StretchContent};
use crate::call::object::objects;
use crate::command::Call;

objects! {
    /// What a script says of the columns.
    ColumnConfig ["How columns are shown, by their names: `None` hides one, a str is its label, `st.column_config` has the rest."]: "dict", "None";
}

/// Width and height of a grid, with what `use_container_width` adds.
pub(crate) fn layout(
    call: &Call,
    key: Option<&str>,
    (width, height): (&Deferred<StretchContent>, &Deferred<AnyHeight>),
    container: ContainerWidth,
) -> PyResult<Layout> {
    let width = match container.0 {
        Some(true) => Size::Stretch,
        Some(false) if call.given("width").is_none() => Size::Content,
        _ => width.get(call)?.0,
    };
    Ok(Layout {
        width,
        height: height.get(call)?.0,
        key: key.map(str::to_owned),
        ..Layout::default()
    })
}

/// Whether the column is hidden that names the rows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct HideIndex(pub(super) Option<bool>);

impl Argument for HideIndex {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        Argument::read(value, parameter, call).map(Self)
    }

    fn kinds() -> Vec<&'static str> {
        vec!["bool", "None"]
    }

    const DOC: &'static str =
        "Whether the column is hidden that names the rows; `None` hides one that only counts them.";
}

/// The names of the columns that are shown, in their order.
#[derive(Debug)]
pub(crate) struct ColumnOrder(pub(super) Option<Vec<String>>);

impl Argument for ColumnOrder {
    fn read(value: PyObjectRef, _parameter: &'static str, call: &Call) -> PyResult<Self> {
        let vm = call.vm;
        if vm.is_none(&value) {
            return Ok(Self(None));
        }
        let names = PyIter::try_from_object(vm, value)?;
        let names = names
            .iter::<PyObjectRef>(vm)?
            .map(|name| text_of(&*name?, vm));
        names.collect::<PyResult<_>>().map(Some).map(Self)
    }

    fn kinds() -> Vec<&'static str> {
        vec!["a list of str", "None"]
    }

    const DOC: &'static str =
        "Which columns are shown, by their names, in this order; `None` shows all.";
}

/// How high a row is, in pixels.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RowHeight(pub(super) Option<u32>);

impl Argument for RowHeight {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        if call.vm.is_none(&value) {
            return Ok(Self(None));
        }
        match as_i64(&value, call.vm).and_then(|height| u32::try_from(height).ok()) {
            Some(height) if height > 0 => Ok(Self(Some(height))),
            _ => {
                let allowed = "a number of pixels above 0, or None";
                call.invalid_item(parameter, &value, allowed)
            }
        }
    }

    fn kinds() -> Vec<&'static str> {
        vec!["int", "None"]
    }

    const DOC: &'static str = "How high a row is, in CSS pixels; `None` is one line of text.";
}

/// What stands in the place of a missing value.
#[derive(Debug)]
pub(crate) struct Placeholder(pub(super) Option<String>);

impl Argument for Placeholder {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        Argument::read(value, parameter, call).map(Self)
    }

    fn kinds() -> Vec<&'static str> {
        vec!["str", "None"]
    }

    const DOC: &'static str =
        "What stands in the place of a missing value; `None` is the word None.";
}
