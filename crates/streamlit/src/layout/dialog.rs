//! `st.dialog`.

use std::rc::Rc;

use brooklet_protocol::block::{Dialog, DialogPosition, DialogWidth};
use brooklet_protocol::{Block, Layout, Root};
use brooklet_python::vm::builtins::{PyBaseExceptionRef, PyStr};
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::types::Callable;
use brooklet_python::vm::{
    self as rustpython_vm, Py, PyObjectRef, PyPayload, PyResult, VirtualMachine, pyclass,
};

use brooklet_session::Cursor;

use crate::argument::{as_i64, to_string_lossy, type_name};
use crate::call::args::{Argument, Icon, Text, arguments, words};
use crate::call::decorator::{decorate, in_place_of};
use crate::command::{Call, Command, Entry, Place, Table};
use crate::error::{ArgumentError, LayoutError};
use crate::input::button_props::Click;
use crate::kernel::container_kind::{ContainerKind, Plain};
use crate::kernel::fragment::Fragment;
use crate::runtime::Runtime;
use crate::signature::Arguments;
use crate::target::Target;
use crate::widget::on_change::Handler;
use crate::widget::spec::Spec;

arguments! {
    /// The arguments of `st.dialog`.
    pub(crate) struct DialogArgs {
        /// What stands at the top of the window, as Markdown on one line.
        title: Text,
        *,
        width: DialogWidth = "small",
        position: DialogPosition = "center",
        /// Whether the reader can close it; without that only `st.rerun` closes it.
        dismissible: bool = True,
        icon: Icon = None,
        /// What closing it leads to: nothing, a run of the script, or a function that is called first.
        on_dismiss: Handler = "ignore",
    }
    identity {
        always: title, dismissible, width, position, icon;
    }
}

/// `st.dialog`.
pub(crate) const DIALOG: Command = Command {
    name: "dialog",
    place: Place::Module,
    signature: DialogArgs::SIGNATURE,
    doc: "Make a function that opens a window over the page and fills it. Widgets in it run the function again, not the script.",
    run: dialog,
};

/// `st.experimental_dialog`, its older name.
pub(crate) const EXPERIMENTAL: Command = Command {
    name: "experimental_dialog",
    place: Place::Module,
    signature: DialogArgs::SIGNATURE,
    doc: "The former name of `st.dialog`.",
    run: dialog,
};

fn dialog(call: &Call) -> PyResult {
    let title = call.value_at(0);
    let given = Given {
        runtime: call.runtime.clone(),
        table: call.table.clone(),
        entry: Rc::new(Entry::new(call.entry.command)),
        arguments: Rc::new(call.arguments.clone()),
    };
    // Without parentheses the title is the function.
    let Some(title) = title.downcast_ref::<PyStr>() else {
        return Err(untitled(&given.runtime, call.vm));
    };
    let is_titled = !title.is_empty();
    decorate(None, call.vm, move |function, vm| {
        if !is_titled {
            return Err(untitled(&given.runtime, vm));
        }
        let opener = Opener {
            given: given.clone(),
            function: function.clone(),
        };
        in_place_of(function, opener.into_pyobject(vm), vm)
    })
}

fn untitled(runtime: &Runtime, vm: &VirtualMachine) -> PyBaseExceptionRef {
    let problem = ArgumentError::Missing {
        parameter: "title".to_owned(),
        wanted: "a text, as in `@st.dialog('Settings')`".to_owned(),
    };
    runtime.error(problem, vm)
}

/// What `st.dialog` was given.
#[derive(Debug, Clone)]
struct Given {
    runtime: Rc<Runtime>,
    table: Rc<Table>,
    entry: Rc<Entry>,
    arguments: Rc<Arguments>,
}

/// A function made a dialog: calling it opens the dialog and fills it.
#[pyclass(name = "function", module = "streamlit")]
#[derive(Debug, PyPayload)]
pub(crate) struct Opener {
    given: Given,
    function: PyObjectRef,
}

#[pyclass(with(Callable), flags(HAS_DICT, METHOD_DESCRIPTOR))]
impl Opener {}

impl Callable for Opener {
    type Args = FuncArgs;

    fn call(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let Given {
            runtime,
            table,
            entry,
            arguments,
        } = &zelf.given;
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
        .and_then(|text| text.downcast_ref::<PyStr>().map(to_string_lossy))
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
    let args = DialogArgs::read(call)?;
    let own = args.identity(call, None)?.finish();
    let on_dismiss = args.on_dismiss.on_toggle(call)?;
    if !call.runtime.session().run.open_dialog() {
        return Err(call.error(LayoutError::SecondDialog {}));
    }
    let mut id = None;
    if on_dismiss.reruns {
        let spec = Spec::of_container(&own, None, on_dismiss.callback);
        let first = || call.vm.ctx.new_bool(false).into();
        call.register_widget(spec, Click, first)?;
        id = Some(own);
    }
    let block = Block::Dialog(Dialog {
        id,
        opened_in: call.runtime.session().run.number(),
        title: args.title.0,
        icon: args.icon.0,
        width: args.width,
        position: args.position,
        dismissible: args.dismissible,
    });
    let path = call.runtime.event_path(0);
    let layout = Layout {
        scope: call.runtime.scope_of(&Target::Current),
        ..Layout::default()
    };
    call.runtime.reopen(&path, block, layout);
    Ok(Target::Block(Rc::new(Cursor::in_block(path))))
}

words! {
    DialogPosition ["Where the window stands."] {
        "left" => DialogPosition::Left,
        "center" => DialogPosition::Center,
        "right" => DialogPosition::Right,
    }
}

impl Argument for DialogWidth {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        let word = value.downcast_ref::<PyStr>().map(to_string_lossy);
        match word.as_deref() {
            Some("small") => return Ok(Self::Small),
            Some("medium") => return Ok(Self::Medium),
            Some("large") => return Ok(Self::Large),
            _ => {}
        }
        let pixels = as_i64(&value, call.vm).filter(|_| type_name(&value) != "bool");
        match pixels.map(u32::try_from) {
            Some(Ok(pixels)) if pixels > 0 => Ok(Self::Px(pixels)),
            _ => {
                let allowed = "'small', 'medium', 'large' or a number of pixels above 0";
                call.invalid_item(parameter, &value, allowed)
            }
        }
    }

    fn kinds() -> Vec<&'static str> {
        vec!["'small'", "'medium'", "'large'", "int"]
    }

    const DOC: &'static str =
        "How wide the window is at most: 500, 750 or 1280 CSS pixels, or as many as you say.";
}
