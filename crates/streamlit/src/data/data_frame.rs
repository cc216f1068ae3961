//! `st.dataframe`.

use std::rc::Rc;

use brooklet_protocol::element::{DataFrame, SelectionMode};
use brooklet_protocol::layout::Size;
use brooklet_protocol::{Element, Layout, WidgetValue};
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::protocol::PyIter;
use brooklet_python::vm::{PyObjectRef, PyResult, TryFromObject, VirtualMachine};

use super::add_rows::growing;
use super::button_column::buttons;
use super::column_config::{self, PYTHON};
use super::frame::{Converted, frame_of, give};
use super::grid::{ColumnConfig, ColumnOrder, HideIndex, Placeholder, RowHeight, layout};
use super::selected;
use crate::argument::{text_of, to_string_lossy};
use crate::call::args::{Alt, AnyHeight, ContainerWidth, Deferred, Key, StretchContent, arguments};
use crate::command::{Call, Command, Place};
use crate::error::{DataError, either_text};
use crate::runtime::Runtime;
use crate::widget::Deserializer;
use crate::widget::on_change::SelectHandler;
use crate::widget::spec::Spec;

arguments! {
    /// The arguments of `st.dataframe`.
    pub(crate) struct DataFrameArgs {
        /// The data: a frame, a series, an array, lists, dicts, or what else has rows.
        data: PyObjectRef = None,
        width: Deferred<StretchContent> = "stretch",
        height: Deferred<AnyHeight> = "auto",
        *,
        use_container_width: ContainerWidth = None,
        hide_index: HideIndex = None,
        column_order: Deferred<ColumnOrder> = None,
        column_config: ColumnConfig = None,
        key: Key = None,
        on_select: SelectHandler = "ignore",
        /// What the reader can select: `'multi-row'`, `'multi-column'`, `'multi-cell'`, each of them also
        /// with `single` for one alone, `'single-row-required'`, or a list of such words.
        selection_mode: PyObjectRef = "multi-row",
        /// What is selected at first: a dict such as `{'selection': {'rows': [0]}}`.
        selection_default: Option<PyObjectRef> = None,
        row_height: Deferred<RowHeight> = None,
        placeholder: Deferred<Placeholder> = None,
        /// It changes nothing: all rows are in the tab anyway.
        lazy: PyObjectRef = None,
        alt: Alt = None,
    }
    identity {
        always: selection_mode;
        unless_keyed: column_order, row_height, width, height;
    }
}

/// `st.dataframe`.
pub(crate) const DATAFRAME: Command = Command {
    name: "dataframe",
    place: Place::Container("ArrowMixin"),
    signature: DataFrameArgs::SIGNATURE,
    doc: "Show a table as a grid that scrolls, sorts and searches. It takes lists, dicts, and whatever has rows and columns.",
    run: |call| growing(call, |call| data_frame(call, &DataFrameArgs::read(call)?)),
};

fn data_frame(call: &Call, args: &DataFrameArgs) -> PyResult {
    let key = args.key.get();
    let sizes = (&args.width, &args.height);
    let layout = layout(call, key, sizes, args.use_container_width)?;
    let followed = args.on_select.resolve(call)?;
    let is_followed = followed.reruns;
    let default = args.selection_default.as_ref();
    if default.is_some() && !is_followed {
        return Err(call.error(DataError::DefaultWithoutSelection {}));
    }
    let column_order = args.column_order.get(call)?.0;
    let config = column_config::resolved(call, &args.column_config)?;
    let selection = if is_followed {
        selection_modes(call, args.selection_mode.clone())?
    } else {
        Vec::new()
    };
    let Converted {
        frame,
        has_placeholder_index,
        ..
    } = frame_of(call, &args.data)?;
    let mut element = DataFrame {
        id: None,
        frame: give(call, &frame),
        config,
        column_order,
        hide_index: args.hide_index.0.unwrap_or(has_placeholder_index),
        selection,
        default: None,
        set_value: None,
        row_height: args.row_height.get(call)?.0,
        placeholder: args.placeholder.get(call)?.0,
        alt: args.alt.0.clone(),
        buttons: buttons(call, &args.column_config)?,
        editing: None,
    };
    if !followed.reruns {
        // What its buttons do belongs to where it stands.
        element.id = element.buttons.first().map(|(_, id)| id.clone());
        return Ok(call.draw(Element::DataFrame(element), layout));
    }
    let id = args
        .identity(call, key)?
        .unless_keyed("frame", &element.frame.0)
        .unless_keyed("config", &element.config)
        .finish();
    element.id = Some(id.clone());
    let spec = Spec {
        id: &id,
        key,
        callback: followed.callback,
        disabled: false,
    };
    follow(call, (element, layout), spec, default)
}

/// Draws a grid of which the script hears what is selected.
fn follow(
    call: &Call,
    (mut element, layout): (DataFrame, Layout),
    spec: Spec,
    default: Option<&PyObjectRef>,
) -> PyResult {
    let deserializer = Selection {
        runtime: call.runtime.clone(),
    };
    let begin = match default {
        Some(given) => said(call, given)?,
        None => String::new(),
    };
    let first =
        call.runtime
            .call_python(selected::PYTHON, "data_frame", (begin.clone(),), call.vm)?;
    let registered = call.register_widget(spec, deserializer, || first)?;
    if registered.set_by_script {
        element.set_value = Some(said(call, &registered.value)?);
    } else if !begin.is_empty() {
        element.default = Some(begin);
    }
    call.runtime
        .draw(call.target, Element::DataFrame(element), layout);
    Ok(registered.value)
}

/// A table drawn as `st.write` does.
pub(crate) fn draw(call: &Call, value: &PyObjectRef) -> PyResult<()> {
    let Converted {
        frame,
        has_placeholder_index,
        ..
    } = frame_of(call, value)?;
    let element = DataFrame {
        id: None,
        hide_index: has_placeholder_index,
        frame: give(call, &frame),
        config: "[]".to_owned(),
        column_order: None,
        selection: Vec::new(),
        default: None,
        set_value: None,
        row_height: None,
        placeholder: None,
        alt: None,
        buttons: Vec::new(),
        editing: None,
    };
    let layout = Layout {
        width: Size::Stretch,
        ..Layout::default()
    };
    call.runtime
        .draw(call.target, Element::DataFrame(element), layout);
    Ok(())
}

/// What is selected, as a script has it.
#[derive(Debug)]
struct Selection {
    runtime: Rc<Runtime>,
}

impl Deserializer for Selection {
    fn deserialize(
        &self,
        value: &WidgetValue,
        _former: Option<&PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let json = match value {
            WidgetValue::Json(json) => json.clone(),
            _ => String::new(),
        };
        self.runtime
            .call_python(selected::PYTHON, "data_frame", (json,), vm)
    }
}

fn said(call: &Call, given: &PyObjectRef) -> PyResult<String> {
    let text = call
        .runtime
        .call_python(PYTHON, "said", (given.clone(),), call.vm)?;
    text_of(&text, call.vm)
}

fn selection_modes(call: &Call, given: PyObjectRef) -> PyResult<Vec<SelectionMode>> {
    let vm = call.vm;
    let words = match given.downcast_ref::<PyStr>() {
        Some(word) => vec![to_string_lossy(word)],
        None => {
            let words = PyIter::try_from_object(vm, given)?;
            let words = words
                .iter::<PyObjectRef>(vm)?
                .map(|word| text_of(&*word?, vm));
            words.collect::<PyResult<Vec<_>>>()?
        }
    };
    let mut modes: Vec<SelectionMode> = Vec::new();
    for word in words {
        let known = MODES.iter().find(|(name, _)| *name == word);
        let Some((_, mode)) = known else {
            let names = either_text(MODES.iter().map(|(name, _)| *name));
            return call.invalid_value("selection_mode", &format!("{names}, or a list of them"));
        };
        if let Some(other) = modes
            .iter()
            .find(|other| other.what() == mode.what() && *other != mode)
        {
            let name = |mode: &SelectionMode| {
                let found = MODES.iter().find(|(_, known)| known == mode);
                found.map_or("", |(name, _)| *name)
            };
            return Err(call.error(DataError::TwoSelectionModes {
                one: name(other),
                other: name(mode),
                parts: mode.what(),
            }));
        }
        modes.push(*mode);
    }
    Ok(modes)
}

const MODES: [(&str, SelectionMode); 7] = [
    ("single-row", SelectionMode::SingleRow),
    ("single-row-required", SelectionMode::SingleRowRequired),
    ("multi-row", SelectionMode::MultiRow),
    ("single-column", SelectionMode::SingleColumn),
    ("multi-column", SelectionMode::MultiColumn),
    ("single-cell", SelectionMode::SingleCell),
    ("multi-cell", SelectionMode::MultiCell),
];
