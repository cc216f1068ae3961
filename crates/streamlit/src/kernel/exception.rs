//! How an exception is shown on the page.

use brooklet_protocol::element::Exception;
use brooklet_protocol::{Element, Layout};
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
}
