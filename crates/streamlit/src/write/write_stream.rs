//! `st.write_stream`.

use brooklet_python::vm::PyObjectRef;

use super::{any, stream};
use crate::call::args::arguments;
use crate::command::{Command, Place};

arguments! {
    /// The arguments of `st.write_stream`.
    pub(crate) struct WriteStream {
        /// A generator or another iterable, also an asynchronous one, or a function that makes one. Texts of
        /// it are joined, anything else is shown as `st.write` does.
        stream: PyObjectRef,
        *,
        /// What stands at the end of the text while more is to come, such as `'|'`.
        cursor: Option<String> = None,
    }
}

/// `st.write_stream`.
pub(crate) const WRITE_STREAM: Command = Command {
    name: "write_stream",
    place: Place::Container("WriteMixin"),
    signature: WriteStream::SIGNATURE,
    doc: "Show a text piece by piece as a generator gives it, as if it were typed. It returns the whole.",
    run: |call| {
        let args = WriteStream::read(call)?;
        stream::write(
            call,
            &args.stream,
            &args.cursor.unwrap_or_default(),
            &|call, chunk| any::write(call, std::slice::from_ref(chunk), false),
        )
    },
};
