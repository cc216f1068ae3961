//! `st.spinner`.

use std::cell::RefCell;
use std::rc::Rc;

use brooklet_protocol::element::Spinner as SpinnerElement;
use brooklet_protocol::{DeltaPath, Element, Layout};
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{self as rustpython_vm, Py, PyObjectRef, PyPayload, pyclass};

use crate::call::args::{Dedented, StretchContent, arguments};
use crate::command::{Command, Place};
use crate::runtime::Runtime;
use crate::target::Target;

arguments! {
    /// The arguments of `st.spinner`.
    pub(crate) struct SpinnerArgs {
        /// What is shown beside the ring, as Markdown.
        text: Dedented = "In progress...",
        *,
        /// Whether the seconds are shown that have passed.
        show_time: bool = False,
        /// It changes nothing.
        _cache: PyObjectRef = False,
        width: StretchContent = "content",
    }
}

/// `st.spinner`.
pub(crate) const SPINNER: Command = Command {
    name: "spinner",
    place: Place::Module,
    signature: SpinnerArgs::SIGNATURE,
    doc: "Show a turning ring with a text for as long as the `with` lasts.",
    run: |call| {
        let args = SpinnerArgs::read(call)?;
        let element = SpinnerElement {
            text: args.text.0,
            show_time: args.show_time,
        };
        let layout = args.width.layout();
        let target = call.runtime.resolve(call.target);
        let runtime = call.runtime.clone();
        let spinner = Spinner {
            runtime,
            target,
            element,
            layout,
            path: RefCell::default(),
        };
        Ok(spinner.into_pyobject(call.vm))
    },
};

/// The context manager that `st.spinner` returns.
#[pyclass(name = "_GeneratorContextManager", module = "contextlib")]
#[derive(Debug, PyPayload)]
pub(crate) struct Spinner {
    runtime: Rc<Runtime>,
    target: Target,
    element: SpinnerElement,
    layout: Layout,
    path: RefCell<Option<DeltaPath>>,
}

#[pyclass]
impl Spinner {
    #[pymethod]
    fn __enter__(zelf: &Py<Self>) {
        let element = Element::Spinner(zelf.element.clone());
        let path = zelf
            .runtime
            .draw(&zelf.target, element, zelf.layout.clone());
        zelf.path.replace(Some(path));
        // What follows may be one long call into Rust: the spinner has to leave before it.
        zelf.runtime.flush();
    }

    #[pymethod]
    fn __exit__(zelf: &Py<Self>, _args: FuncArgs) -> bool {
        if let Some(path) = zelf.path.take() {
            zelf.runtime.withdraw(&zelf.target, &path);
        }
        false
    }
}
