//! `st.exception`, and how an exception that nobody caught is shown.

use brooklet_protocol::element::Exception;
use brooklet_protocol::{Element, Layout};
use brooklet_python::Trace;
use brooklet_python::vm::builtins::{PyBaseException, PyBaseExceptionRef};
use brooklet_python::vm::{AsObject, VirtualMachine};

use crate::argument::{Words, text_of, type_name};
use crate::command::{Command, Place};
use crate::runtime::Runtime;

/// `st.exception`.
pub(crate) const EXCEPTION: Command = Command {
    name: "exception",
    place: Place::Container("ExceptionMixin"),
    signature: "exception, width='stretch'",
    doc: "Display an exception.",
    run: |call| {
        let layout = call.layout(Words::Stretch)?;
        let value = call.value("exception");
        let element = match value.clone().downcast::<PyBaseException>() {
            Ok(exception) => element(call.runtime, &exception, call.vm),
            // Anything else is shown with its type and text, without a traceback.
            Err(_) => Element::Exception(Exception {
                type_name: type_name(&value),
                message: text_of(&value, call.vm)?,
                message_is_markdown: false,
                stack_trace: Vec::new(),
                is_warning: false,
            }),
        };
        Ok(call.draw(element, layout))
    },
};

/// The element that shows an exception which the script shows: its class goes by its bare name.
pub(crate) fn element(
    runtime: &Runtime,
    exception: &PyBaseExceptionRef,
    vm: &VirtualMachine,
) -> Element {
    Element::Exception(Exception {
        type_name: exception.class().name().to_string(),
        ..described(runtime, exception, vm)
    })
}

fn described(runtime: &Runtime, exception: &PyBaseExceptionRef, vm: &VirtualMachine) -> Exception {
    let trace = Trace::of(exception, vm);
    let is_warning = exception.fast_isinstance(vm.ctx.exceptions.warning);
    Exception {
        type_name: trace.type_name,
        message: trace.message,
        message_is_markdown: runtime.errors.is_markdown(exception),
        stack_trace: if is_warning { Vec::new() } else { trace.stack },
        is_warning,
    }
}

impl Runtime {
    /// Shows an exception that ended the script, at the place where it had come to. Its class goes
    /// by its name with the module, as in a traceback.
    pub fn draw_exception(&self, exception: &PyBaseExceptionRef, vm: &VirtualMachine) {
        let element = Element::Exception(described(self, exception, vm));
        self.draw(&crate::target::Target::Current, element, Layout::default());
    }
}
