//! `st.dialog`.

use std::rc::Rc;

use brooklet_protocol::block::{Dialog, DialogPosition, DialogWidth};
use brooklet_protocol::{Block, Layout, Root, WidgetValue};
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::types::Callable;
use brooklet_python::vm::{
    self as rustpython_vm, Py, PyObjectRef, PyPayload, PyResult, VirtualMachine, pyclass,
};

use brooklet_session::Cursor;

use crate::argument::{plain, text_of, type_name, whole};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Entry, Place, Table};
use crate::error::{ArgumentError, LayoutError};
use crate::kernel::container_kind::{ContainerKind, Plain};
use crate::kernel::fragment::Fragment;
use crate::runtime::Runtime;
use crate::signature::Arguments;
use crate::target::Target;
use crate::widget::Deserializer;

/// `st.dialog`.
pub(crate) const DIALOG: Command = Command {
    name: "dialog",
    place: Place::Module,
    signature: Parameters::undocumented(
        "title, *, width='small', position='center', dismissible=True, icon=None, on_dismiss='ignore'",
    ),
    doc: "Make a function that opens a window over the page and fills it. Widgets in it run the function again, not the script.",
    run: dialog,
};

/// `st.experimental_dialog`, its older name.
pub(crate) const EXPERIMENTAL: Command = Command {
    name: "experimental_dialog",
    place: Place::Module,
    signature: Parameters::undocumented(
        "title, *, width='small', position='center', dismissible=True, icon=None, on_dismiss='ignore'",
    ),
    doc: "The former name of `st.dialog`.",
    run: dialog,
};

fn dialog(call: &Call) -> PyResult {
    let title = call.value("title");
    let decorator = Decorator {
        runtime: call.runtime.clone(),
        table: call.table.clone(),
        entry: Rc::new(Entry::new(call.entry.command)),
        arguments: Rc::new(call.arguments.clone()),
    };
    // Without parentheses the title is the function.
    if title.downcast_ref::<PyStr>().is_none() {
        return Err(untitled(&decorator.runtime, call.vm));
    }
    Ok(decorator.into_pyobject(call.vm))
}

fn untitled(
    runtime: &Runtime,
    vm: &VirtualMachine,
) -> brooklet_python::vm::builtins::PyBaseExceptionRef {
    let problem = ArgumentError::Missing {
        parameter: "title".to_owned(),
        wanted: "a text, as in `@st.dialog('Settings')`".to_owned(),
    };
    runtime.error(problem, vm)
}

/// What `st.dialog(…)` returns.
#[pyclass(name = "dialog_decorator", module = "streamlit")]
#[derive(Debug, Clone, PyPayload)]
pub(crate) struct Decorator {
    runtime: Rc<Runtime>,
    table: Rc<Table>,
    entry: Rc<Entry>,
    arguments: Rc<Arguments>,
}

#[pyclass(with(Callable))]
impl Decorator {}

impl Callable for Decorator {
    type Args = (PyObjectRef,);

    fn call(zelf: &Py<Self>, (function,): Self::Args, vm: &VirtualMachine) -> PyResult {
        let title = zelf.arguments.given.first().and_then(Option::as_ref);
        let title = title.and_then(|title| title.downcast_ref::<PyStr>());
        if title.is_none_or(|title| title.is_empty()) {
            return Err(untitled(&zelf.runtime, vm));
        }
        let opener = Opener {
            decorator: Decorator::clone(zelf),
            function: function.clone(),
        };
        let update = vm.import("functools", 0)?.get_attr("update_wrapper", vm)?;
        update.call((opener.into_pyobject(vm), function), vm)
    }
}

/// A function made a dialog: calling it opens the dialog and fills it.
#[pyclass(name = "function", module = "streamlit")]
#[derive(Debug, PyPayload)]
pub(crate) struct Opener {
    decorator: Decorator,
    function: PyObjectRef,
}

#[pyclass(with(Callable), flags(HAS_DICT, METHOD_DESCRIPTOR))]
impl Opener {}

impl Callable for Opener {
    type Args = FuncArgs;

    fn call(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let Decorator {
            runtime,
            table,
            entry,
            arguments,
        } = &zelf.decorator;
        runtime.checkpoint(vm)?;
        let kind: Rc<dyn ContainerKind> = Rc::new(Plain);
        let call = Call {
            vm,
            runtime,
            table,
            target: &Target::Current,
            kind: &kind,
            entry,
            arguments: Arguments::clone(arguments),
        };
        let inside = open(&call)?;
        runtime.enter(inside);
        let result = fill(&call, &zelf.function, args);
        runtime.leave();
        result?;
        Ok(vm.ctx.none())
    }
}

/// Draws what is in the dialog; from then on it runs again by itself.
fn fill(call: &Call, function: &PyObjectRef, args: FuncArgs) -> PyResult {
    let name = call
        .vm
        .get_attribute_opt(function, "__qualname__")?
        .and_then(|text| text.downcast_ref::<PyStr>().map(plain))
        .unwrap_or_else(|| type_name(function));
    let fragment = Fragment {
        function: function.clone(),
        args,
        key: None,
    };
    let definition = format!("dialog {name}");
    let id = call
        .runtime
        .place_fragment(fragment, &definition, call.vm)?;
    call.runtime.run_fragment(&id, call.vm)
}

/// Opens the window and gives the place inside.
fn open(call: &Call) -> PyResult<Target> {
    if call.runtime.root_of(&Target::Current) == Root::Event {
        return Err(call.error(LayoutError::NestedDialog {}));
    }
    let followed = call.followed("on_dismiss")?;
    let width = width(call)?;
    let positions = [
        ("left", DialogPosition::Left),
        ("center", DialogPosition::Center),
        ("right", DialogPosition::Right),
    ];
    let position = call.choice("position", &positions)?;
    let icon = call.icon()?;
    let dismissible = call.flag("dismissible")?;
    if !call.runtime.session().run.open_dialog() {
        return Err(call.error(LayoutError::SecondDialog {}));
    }
    let mut id = None;
    if followed.reruns {
        let parameters = ["title", "dismissible", "width", "position", "icon"];
        let own = call
            .defined_by(call.identity(None), &parameters, &[])?
            .finish();
        let first = || call.vm.ctx.new_bool(false).into();
        call.register(&own, None, Dismissed, followed.callback, first)?;
        id = Some(own);
    }
    let block = Block::Dialog(Dialog {
        id,
        opened_in: call.runtime.session().run.number(),
        title: text_of(&call.value("title"), call.vm)?,
        icon,
        width,
        position,
        dismissible,
    });
    let path = call.runtime.event_path(0);
    let layout = Layout {
        scope: call.runtime.scope_of(&Target::Current),
        ..Layout::default()
    };
    call.runtime.reopen(&path, block, layout);
    Ok(Target::Block(Rc::new(Cursor::in_block(path))))
}

fn width(call: &Call) -> PyResult<DialogWidth> {
    let value = call.value("width");
    let word = value.downcast_ref::<PyStr>().map(plain);
    match word.as_deref() {
        Some("small") => return Ok(DialogWidth::Small),
        Some("medium") => return Ok(DialogWidth::Medium),
        Some("large") => return Ok(DialogWidth::Large),
        _ => {}
    }
    let pixels = whole(&value, call.vm).filter(|_| type_name(&value) != "bool");
    match pixels.map(u32::try_from) {
        Some(Ok(pixels)) if pixels > 0 => Ok(DialogWidth::Px(pixels)),
        _ => {
            let allowed = "'small', 'medium', 'large' or a number of pixels above 0";
            call.invalid_value("width", allowed)
        }
    }
}

/// Whether the reader has closed the dialog just now.
#[derive(Debug)]
struct Dismissed;

impl Deserializer for Dismissed {
    fn deserialize(
        &self,
        value: &WidgetValue,
        _former: Option<&PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        Ok(vm.ctx.new_bool(*value == WidgetValue::Trigger).into())
    }

    fn idle_value(&self, vm: &VirtualMachine) -> Option<PyObjectRef> {
        Some(vm.ctx.new_bool(false).into())
    }
}
