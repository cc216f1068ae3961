//! How an exception is shown on the page.

use brooklet_protocol::element::Exception;
use brooklet_protocol::{Delta, DeltaPath, Element, Layout, Root};
use brooklet_python::Trace;
use brooklet_python::vm::builtins::PyBaseExceptionRef;
use brooklet_python::vm::{AsObject, VirtualMachine};

use super::app::App;
use super::target::Target;

/// The element that shows an exception which the script shows: its class goes by its bare name.
pub(crate) fn element(app: &App, exception: &PyBaseExceptionRef, vm: &VirtualMachine) -> Element {
    Element::Exception(Exception {
        type_name: exception.class().name().to_string(),
        ..described(app, exception, vm)
    })
}

fn described(app: &App, exception: &PyBaseExceptionRef, vm: &VirtualMachine) -> Exception {
    let trace = Trace::of(exception, vm);
    let is_warning = exception.fast_isinstance(vm.ctx.exceptions.warning);
    Exception {
        type_name: trace.type_name,
        message: trace.message,
        message_is_markdown: app.errors.is_markdown(exception),
        stack_trace: if is_warning { Vec::new() } else { trace.stack },
        is_warning,
    }
}

impl App {
    /// Shows an exception that ended the script, at the place where it had come to. Its class goes
    /// by its name with the module, as in a traceback.
    pub fn draw_exception(&self, exception: &PyBaseExceptionRef, vm: &VirtualMachine) {
        let element = Element::Exception(described(self, exception, vm));
        self.draw(&Target::Current, element, Layout::default());
    }

    /// Shows an exception that a callback has raised above the page, which stays as it was: the reader
    /// can mend the field at fault. It goes with the next run, of the script or of this fragment.
    pub fn draw_failure(
        &self,
        exception: &PyBaseExceptionRef,
        fragment: Option<&String>,
        vm: &VirtualMachine,
    ) {
        let mut layout = Layout::default();
        layout.scope.fragment_id = fragment.cloned();
        self.push(Delta::Element {
            path: DeltaPath::new(Root::Failure, vec![0]),
            element: Element::Exception(described(self, exception, vm)),
            layout,
        });
    }
}
