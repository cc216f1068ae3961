//! `st.exception`.

use brooklet_protocol::Element;
use brooklet_protocol::element::Exception;
use brooklet_python::vm::builtins::PyBaseException;

use crate::argument::{Words, text_of, type_name};
use crate::call::parameters::Parameters;
use crate::command::{Command, Place};
use crate::kernel::exception::element;

/// `st.exception`.
pub(crate) const EXCEPTION: Command = Command {
    name: "exception",
    place: Place::Container("ExceptionMixin"),
    signature: Parameters::undocumented("exception, width='stretch'"),
    doc: "Show an exception with its type, its message and where it came from.",
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
