//! `st.dataframe`.

use std::rc::Rc;

use brooklet_protocol::element::{DataFrame, SelectionMode};
use brooklet_protocol::layout::Extent;
use brooklet_protocol::{Element, Layout, WidgetValue};
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::protocol::PyIter;
use brooklet_python::vm::{PyObjectRef, PyResult, TryFromObject, VirtualMachine};

use super::add_rows::growing;
use super::button_column::buttons;
use super::column_config::{self, PYTHON};
use super::frame::{frame_of, give, only_counts};
use crate::argument::{Words, plain, text_of, whole};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::error::{DataError, either_text};
use crate::runtime::Runtime;
use crate::widget::{Callback, Deserializer};

/// `st.dataframe`.
pub(crate) const DATAFRAME: Command = Command {
    name: "dataframe",
    place: Place::Container("ArrowMixin"),
    signature: Parameters::undocumented(
        "data=None, width='stretch', height='auto', *, use_container_width=None, hide_index=None, column_order=None, column_config=None, key=None, on_select='ignore', selection_mode='multi-row', selection_default=None, row_height=None, placeholder=None, lazy=None, alt=None",
    ),
    doc: "Show a table as a grid that scrolls, sorts and searches. It takes lists, dicts, and whatever has rows and columns.",
    run: |call| growing(call, data_frame),
};

fn data_frame(call: &Call) -> PyResult {
    let key = call.key()?;
    let key = key.as_deref();
    let layout = layout(call, key)?;
    let followed = call.followed("on_select")?;
    let is_followed = followed.reruns;
    let default = call.object("selection_default");
    if default.is_some() && !is_followed {
        return Err(call.error(DataError::DefaultWithoutSelection {}));
    }
    let column_order = column_order(call)?;
    let config = column_config::resolved(call)?;
    let selection = if is_followed {
        selection_modes(call)?
    } else {
        Vec::new()
    };
    let frame = frame_of(call, &call.value("data"))?.frame;
    let mut element = DataFrame {
        id: None,
        frame: give(call, &frame),
        config,
        column_order,
        hide_index: hide_index(call, only_counts(&frame))?,
        selection,
        default: None,
        set_value: None,
        row_height: row_height(call)?,
        placeholder: call.text("placeholder")?,
        alt: call.alt()?,
        buttons: buttons(call)?,
        editing: None,
    };
    if !followed.reruns {
        // What its buttons do belongs to where it stands.
        element.id = element.buttons.first().map(|(_, id)| id.clone());
        return Ok(call.draw(Element::DataFrame(element), layout));
    }
    let callback = followed.callback;
    follow(call, (element, layout), key, callback, default.as_ref())
}

/// Draws a grid of which the script hears what is selected.
fn follow(
    call: &Call,
    (mut element, layout): (DataFrame, Layout),
    key: Option<&str>,
    callback: Option<Callback>,
    default: Option<&PyObjectRef>,
) -> PyResult {
    let id = call
        .defined_by(
            call.identity(key),
            &["selection_mode"],
            &["column_order", "row_height", "width", "height"],
        )?
        .unless_keyed("frame", &element.frame.0)
        .unless_keyed("config", &element.config)
        .finish();
    element.id = Some(id.clone());
    let deserializer = Selection {
        runtime: call.runtime.clone(),
    };
    let begin = match default {
        Some(given) => said(call, given)?,
        None => String::new(),
    };
    let first = call
        .runtime
        .call_python(PYTHON, "state", (begin.clone(),), call.vm)?;
    let registered = call.register(&id, key, deserializer, callback, || first)?;
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
    let frame = frame_of(call, value)?.frame;
    let element = DataFrame {
        id: None,
        hide_index: only_counts(&frame),
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
        width: Extent::Stretch,
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
        self.runtime.call_python(PYTHON, "state", (json,), vm)
    }
}

fn said(call: &Call, given: &PyObjectRef) -> PyResult<String> {
    let text = call
        .runtime
        .call_python(PYTHON, "said", (given.clone(),), call.vm)?;
    text_of(&text, call.vm)
}

/// Width and height of a grid, with what `use_container_width` adds.
pub(super) fn layout(call: &Call, key: Option<&str>) -> PyResult<Layout> {
    let container = call.object("use_container_width");
    let width = match container.map(|given| given.is_true(call.vm)).transpose()? {
        Some(true) => Extent::Stretch,
        Some(false) if call.given("width").is_none() => Extent::Content,
        _ => call.width(Words::StretchContent)?,
    };
    Ok(Layout {
        width,
        height: call.height(Words::All)?,
        key: key.map(str::to_owned),
        ..Layout::default()
    })
}

pub(super) fn hide_index(call: &Call, default: bool) -> PyResult<bool> {
    match call.object("hide_index") {
        Some(given) => given.is_true(call.vm),
        None => Ok(default),
    }
}

pub(super) fn row_height(call: &Call) -> PyResult<Option<u32>> {
    let Some(given) = call.object("row_height") else {
        return Ok(None);
    };
    match whole(&given, call.vm).and_then(|height| u32::try_from(height).ok()) {
        Some(height) if height > 0 => Ok(Some(height)),
        _ => call.invalid_value("row_height", "a number of pixels above 0, or None"),
    }
}

pub(super) fn column_order(call: &Call) -> PyResult<Option<Vec<String>>> {
    let vm = call.vm;
    let Some(given) = call.object("column_order") else {
        return Ok(None);
    };
    let names = PyIter::try_from_object(vm, given)?;
    let names = names
        .iter::<PyObjectRef>(vm)?
        .map(|name| text_of(&*name?, vm));
    names.collect::<PyResult<_>>().map(Some)
}

fn selection_modes(call: &Call) -> PyResult<Vec<SelectionMode>> {
    let vm = call.vm;
    let given = call.value("selection_mode");
    let words = match given.downcast_ref::<PyStr>() {
        Some(word) => vec![plain(word)],
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
