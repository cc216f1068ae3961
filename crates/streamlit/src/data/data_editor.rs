//! `st.data_editor`.

use brooklet_python::frozen;
use std::rc::Rc;

use brooklet_frame::{DataType, Frame, Index, Label};
use brooklet_protocol::element::{DataFrame, Editing, NumRows};
use brooklet_protocol::{Element, MediaId, WidgetId, WidgetValue, media};
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{AsObject, PyObjectRef, PyResult, VirtualMachine};
use brooklet_session::{Identity, media_id};

use super::button_column::buttons;
use super::column_config;
use super::frame::{assembled, frame_of, give};
use super::grid::{ColumnConfig, ColumnOrder, HideIndex, Placeholder, RowHeight, layout};
use super::shape::{Table, table_of};
use crate::argument::{text_of, to_string_lossy, type_name};
use crate::call::args::{
    Alt, AnyHeight, ContainerWidth, Deferred, Key, StretchContent, arguments, words,
};
use crate::command::{Call, Command, Place};
use crate::error::DataError;
use crate::kernel::python_source::PythonSource;
use crate::kernel::returned::{Source, Version};
use crate::runtime::Runtime;
use crate::widget::Deserializer;
use crate::widget::on_change::{CallbackArgs, CallbackKwargs, Handler, OnChange};
use crate::widget::spec::Spec;

const PYTHON: PythonSource = PythonSource {
    module: "streamlit.elements.widgets.data_editor",
    code: frozen!("data/data_editor"),
};

arguments! {
    /// The arguments of `st.data_editor`.
    pub(crate) struct DataEditor {
        /// The data: anything that `st.dataframe` shows.
        data: PyObjectRef,
        *,
        width: Deferred<StretchContent> = "stretch",
        height: Deferred<AnyHeight> = "auto",
        use_container_width: ContainerWidth = None,
        hide_index: Deferred<HideIndex> = None,
        column_order: Deferred<ColumnOrder> = None,
        column_config: ColumnConfig = None,
        /// Whether the reader can add rows, delete them, both (`'dynamic'`) or neither.
        num_rows: Deferred<NumRows> = "fixed",
        /// Whether nothing can be changed; a list has the names of the columns that cannot.
        disabled: PyObjectRef = False,
        /// A name of its own for the element; `st.session_state` holds under it what was changed.
        key: Key = None,
        on_change: Handler = "rerun",
        args: CallbackArgs = None,
        kwargs: CallbackKwargs = None,
        row_height: Deferred<RowHeight> = None,
        placeholder: Deferred<Placeholder> = None,
        alt: Alt = None,
    }
    identity {
        always: width, height, use_container_width, alt;
    }
}

words! {
    NumRows {
        "fixed" => NumRows::Fixed,
        "dynamic" => NumRows::Dynamic,
        "add" => NumRows::Add,
        "delete" => NumRows::Delete,
    }
}

/// `st.data_editor`.
pub(crate) const DATA_EDITOR: Command = Command {
    name: "data_editor",
    place: Place::Container("DataEditorMixin"),
    signature: DataEditor::SIGNATURE,
    doc: "Show a table as a grid in which the reader edits cells, adds rows and deletes them. It returns the table as edited, in the form it was given.",
    run: |call| data_editor(call, DataEditor::read(call)?),
};

/// What the script gives, read.
struct Given {
    frame: Frame,
    media: MediaId,
    /// The same as Python values, in the terms of `data_editor.py`.
    table: PyObjectRef,
    /// What an editor with a key and fixed rows is known by: the form of its data, without values.
    signature: String,
    config: String,
    column_order: Option<Vec<String>>,
}

/// What the page edits.
struct Edited {
    id: WidgetId,
    frame: Frame,
    table: PyObjectRef,
    /// The changes that are in the given data already.
    baked: String,
    /// The call that it belongs to, where what it returns may come back.
    slot: Option<(String, Source)>,
}

fn data_editor(call: &Call, args: DataEditor) -> PyResult {
    let key = args.key.get();
    let num_rows = args.num_rows.get(call)?;
    let placeholder = args.placeholder.get(call)?.0;
    let sizes = (&args.width, &args.height);
    let layout = layout(call, key, sizes, args.use_container_width)?;
    let identity = args.identity(call, key)?;
    let given = read(call, &args)?;
    let on_change = args.on_change.resolve(call)?;
    let editing = Editing {
        num_rows,
        disabled: args.disabled.is(&call.vm.ctx.true_value),
        reruns: on_change.reruns,
    };
    let mut element = DataFrame {
        id: None,
        frame: MediaId(String::new()),
        config: given.config.clone(),
        column_order: given.column_order.clone(),
        hide_index: false,
        selection: Vec::new(),
        default: None,
        set_value: None,
        row_height: args.row_height.get(call)?.0,
        placeholder,
        alt: args.alt.0,
        buttons: if editing.disabled {
            Vec::new()
        } else {
            buttons(call, &args.column_config)?
        },
        editing: Some(editing),
    };
    let edited = edited(call, (key, identity), editing, &element, &given)?;
    let result = register(call, key, editing, on_change, &given, &edited)?;
    element.id = Some(edited.id);
    element.frame = give(call, &edited.frame);
    call.runtime
        .draw(call.target, Element::DataFrame(element), layout);
    Ok(result)
}

/// Registers the widget and says what its call returns.
fn register(
    call: &Call,
    key: Option<&str>,
    editing: Editing,
    on_change: OnChange,
    given: &Given,
    edited: &Edited,
) -> PyResult {
    let vm = call.vm;
    let edits = Edits {
        runtime: call.runtime.clone(),
        baked: edited.baked.clone(),
        table: edited.table.clone(),
    };
    let first = edits.state("", vm)?;
    let spec = Spec {
        id: &edited.id,
        key,
        callback: on_change.callback,
        disabled: editing.disabled,
    };
    let held = call.register_widget(spec, edits.clone(), || first)?.value;
    let changes = raw(call, &held)?;
    let state = edits.state(&changes, vm)?;
    call.replace_value(&edited.id, key, state.clone());
    let args = (given.table.clone(), state);
    let result = call.runtime.call_python(PYTHON, "edited", args, vm)?;
    if let Some((slot, source)) = &edited.slot {
        let media = if changes == edited.baked {
            given.media.clone()
        } else {
            frame_id(&frame_of(call, &result)?.frame)
        };
        let given = Version {
            media: given.media.clone(),
            changes: edited.baked.clone(),
        };
        let result = Version { media, changes };
        call.runtime
            .session()
            .returned
            .note(slot, source, given, result);
    }
    Ok(result)
}

/// Finds out which widget this is, and what the page edits in it.
fn edited(
    call: &Call,
    (key, by_arguments): (Option<&str>, Identity),
    editing: Editing,
    element: &DataFrame,
    given: &Given,
) -> PyResult<Edited> {
    if key.is_some() && editing.num_rows == NumRows::Fixed {
        let identity = call.identity(key).always("data", &given.signature);
        return Ok(Edited {
            id: identity.finish(),
            frame: given.frame.clone(),
            table: given.table.clone(),
            baked: String::new(),
            slot: None,
        });
    }
    let shown = format!(
        "{:?} {:?} {:?} {:?} {:?}",
        element.column_order, element.config, editing, element.row_height, element.placeholder
    );
    let identity = by_arguments.always("shown", &shown);
    let slot = identity.clone().finish().0;
    let id_of = |source: &Source| {
        let identity = identity.clone().always("data", &source.media.0);
        match source.generation {
            0 => identity.finish(),
            generation => identity
                .always("generation", &generation.to_string())
                .finish(),
        }
    };
    let session = call.runtime.session();
    if let Some((source, baked)) = session.returned.source_of(&slot, &given.media) {
        let id = id_of(&source);
        if baked.is_empty() || holds_changes(call, &id)? {
            return Ok(Edited {
                id,
                frame: source.frame.clone(),
                table: source.table.clone(),
                baked,
                slot: Some((slot, source)),
            });
        }
    }
    let (media, frame, table) = (
        given.media.clone(),
        given.frame.clone(),
        given.table.clone(),
    );
    let source = session.returned.begin(&slot, media, frame, table);
    Ok(Edited {
        id: id_of(&source),
        frame: given.frame.clone(),
        table: given.table.clone(),
        baked: String::new(),
        slot: Some((slot, source)),
    })
}

/// Whether the page still has the changes that it has sent for a widget.
fn holds_changes(call: &Call, id: &WidgetId) -> PyResult<bool> {
    let session = call.runtime.session();
    if session.with_state(|state| state.sent(id)).is_some() {
        return Ok(true);
    }
    match session.with_state(|state| state.value(id)) {
        Some(held) => Ok(!raw(call, &held)?.is_empty()),
        None => Ok(false),
    }
}

/// The changes as the page has sent them, of the state that Python has.
fn raw(call: &Call, state: &PyObjectRef) -> PyResult<String> {
    let text = call.vm.get_attribute_opt(state, "_sent")?;
    Ok(text
        .and_then(|text| text.downcast_ref::<PyStr>().map(to_string_lossy))
        .unwrap_or_default())
}

fn frame_id(frame: &Frame) -> MediaId {
    media_id(media::FRAME, &frame.encoded().pieces())
}

/// Reads what the script gives.
fn read(call: &Call, args: &DataEditor) -> PyResult<Given> {
    let vm = call.vm;
    let form = python(call, "shape", vec![args.data.clone()])?;
    if vm.is_none(&form) {
        return Err(call.error(DataError::NotEditable {
            kind: type_name(&args.data),
        }));
    }
    let mut table = table_of(call, &args.data)?;
    flatten_names(&mut table);
    if table.index.len() > 1 {
        return Err(call.error(DataError::DeepIndex {}));
    }
    let frame = assembled(call, &table)?;
    let names = frame.columns.iter().map(|field| text(call, &field.title()));
    let names = list(call, names);
    python(call, "check", vec![names.clone()])?;
    let kinds = kinds(&frame, &table, vm);
    let signature = signature(call, args, &frame, &kinds)?;
    let table = python_table(call, args, (form, names.clone()), &table, &frame, &kinds)?;
    let config = vec![
        table.clone(),
        names,
        text(call, &column_config::resolved(call, &args.column_config)?),
        args.hide_index.value.clone(),
        args.disabled.clone(),
        args.num_rows.value.clone(),
    ];
    let config = python(call, "settings", config)?;
    Ok(Given {
        media: frame_id(&frame),
        frame,
        table,
        signature,
        config: text_of(&config, vm)?,
        column_order: args.column_order.get(call)?.0,
    })
}

/// The data in the terms of `data_editor.py`.
fn python_table(
    call: &Call,
    args: &DataEditor,
    (form, names): (PyObjectRef, PyObjectRef),
    table: &Table,
    frame: &Frame,
    kinds: &[&str],
) -> PyResult {
    let vm = call.vm;
    let (index, index_kind) = match (table.index.first(), &frame.index) {
        (Some(values), Index::Levels(levels)) => {
            let data_type = levels[0].column.data_type();
            let kind = kind(data_type, values, vm);
            (list(call, values.iter().cloned()), kind)
        }
        _ => (vm.ctx.none(), "integer"),
    };
    let columns = table.columns.iter();
    let columns = columns.map(|values| list(call, values.iter().cloned()));
    let columns = list(call, columns);
    let kinds = list(call, kinds.iter().map(|kind| text(call, kind)));
    let parts = vec![
        args.data.clone(),
        form,
        names,
        columns,
        kinds,
        index,
        text(call, index_kind),
    ];
    python(call, "Table", parts)
}

fn python(call: &Call, function: &str, args: Vec<PyObjectRef>) -> PyResult {
    let args = FuncArgs::from(args);
    call.runtime.call_python(PYTHON, function, args, call.vm)
}

fn text(call: &Call, text: &str) -> PyObjectRef {
    call.vm.ctx.new_str(text).into()
}

/// What the values of each column are.
fn kinds(frame: &Frame, table: &Table, vm: &VirtualMachine) -> Vec<&'static str> {
    let columns = table.columns.iter().zip(&frame.columns);
    columns
        .map(|(values, field)| kind(field.column.data_type(), values, vm))
        .collect()
}

/// Names of columns are texts, and levels of them one text.
fn flatten_names(table: &mut Table) {
    for name in &mut table.names {
        let labels: Vec<String> = name.iter().map(Label::to_string).collect();
        *name = vec![Label::Text(labels.join("_"))];
    }
    table.level_names.clear();
}

fn list(call: &Call, items: impl Iterator<Item = PyObjectRef>) -> PyObjectRef {
    call.vm.ctx.new_list(items.collect()).into()
}

/// What the values of a column are, for the parsers of `data_editor.py`.
fn kind(data_type: &DataType, values: &[PyObjectRef], vm: &VirtualMachine) -> &'static str {
    let is_text =
        |value: &PyObjectRef| vm.is_none(value) || value.downcast_ref::<PyStr>().is_some();
    match data_type {
        DataType::Null => "empty",
        DataType::Bool => "boolean",
        DataType::Decimal { .. } => "decimal",
        DataType::Text if values.iter().all(is_text) => "string",
        DataType::Text => "mixed",
        DataType::Json => "dict",
        DataType::Binary => "bytes",
        DataType::Date => "date",
        DataType::Time => "time",
        DataType::Timestamp { .. } => "datetime",
        DataType::Duration { .. } => "timedelta",
        DataType::List(_) => "list",
        DataType::Categorical { values: kinds, .. } => kind(kinds, values, vm),
        data_type if data_type.is_float() => "float",
        _ => "integer",
    }
}

/// The form of data without their values, and what of them can be changed.
fn signature(call: &Call, args: &DataEditor, frame: &Frame, kinds: &[&str]) -> PyResult<String> {
    let names: Vec<String> = frame
        .columns
        .iter()
        .map(brooklet_frame::Field::title)
        .collect();
    let index: Vec<String> = match &frame.index {
        Index::Range { .. } => Vec::new(),
        Index::Levels(levels) => levels
            .iter()
            .flat_map(|level| level.column.iter())
            .map(|value| format!("{value:?}"))
            .collect(),
    };
    let disabled = text_of(&args.disabled, call.vm)?;
    let kind = type_name(&args.data);
    Ok(format!(
        "{kind} {names:?} {kinds:?} {} {index:?} {disabled}",
        frame.rows
    ))
}

/// What a script has of the changes of its reader.
#[derive(Debug, Clone)]
struct Edits {
    runtime: Rc<Runtime>,
    /// The changes that are in the data already.
    baked: String,
    table: PyObjectRef,
}

impl Edits {
    fn state(&self, changes: &str, vm: &VirtualMachine) -> PyResult {
        let args = (changes.to_owned(), self.baked.clone(), self.table.clone());
        self.runtime.call_python(PYTHON, "state", args, vm)
    }
}

impl Deserializer for Edits {
    fn deserialize(
        &self,
        value: &WidgetValue,
        _former: Option<&PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        match value {
            WidgetValue::Json(json) => self.state(json, vm),
            _ => self.state("", vm),
        }
    }

    fn is_settable(&self, _vm: &VirtualMachine) -> bool {
        false
    }
}
