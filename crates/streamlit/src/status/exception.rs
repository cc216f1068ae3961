//! `st.exception`.

use brooklet_protocol::Element;
use brooklet_protocol::element::Exception;
use brooklet_python::vm::PyObjectRef;
use brooklet_python::vm::builtins::PyBaseException;

use crate::argument::{text_of, type_name};
use crate::call::args::{Stretch, arguments};
use crate::command::{Command, Place};
use crate::kernel::exception::element;

arguments! {
    /// The arguments of `st.exception`.
    pub(crate) struct ExceptionArgs {
        /// The exception; anything else is shown as text with its type.
        exception: PyObjectRef,
        width: Stretch = "stretch",
    }
}

/// `st.exception`.
pub(crate) const EXCEPTION: Command = Command {
    name: "exception",
    place: Place::Container("ExceptionMixin"),
    signature: ExceptionArgs::SIGNATURE,
    doc: "Show an exception with its type, its message and where it came from.",
    run: |call| {
        let args = ExceptionArgs::read(call)?;
        let (value, layout) = (args.exception, args.width.layout());
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
