//! `st.pdf`.

use brooklet_protocol::element::{FrameContent, Iframe};
use brooklet_protocol::{Element, Layout, MediaSource};
use brooklet_python::vm::{PyObject, PyObjectRef, PyResult};

use super::source::Named;
use crate::argument::type_name;
use crate::bytes;
use crate::call::args::{Alt, Deferred, StretchHeight, arguments};
use crate::command::{Call, Command, Place};
use crate::error::{ArgumentError, MediaError};

arguments! {
    /// The arguments of `st.pdf`.
    pub(crate) struct Pdf {
        /// The PDF: the path of a file of the app, an address, bytes or an open file.
        data: Option<PyObjectRef>,
        *,
        height: Deferred<StretchHeight> = 500,
        /// A name of its own for the element.
        key: Deferred<Option<String>> = None,
        alt: Alt = None,
    }
}

/// `st.pdf`.
pub(crate) const PDF: Command = Command {
    name: "pdf",
    place: Place::Container("PdfMixin"),
    signature: Pdf::SIGNATURE,
    doc: "Show the pages of a PDF, in the way of the browser.",
    run: |call| pdf(call, Pdf::read(call)?),
};

fn pdf(call: &Call, args: Pdf) -> PyResult {
    let Some(data) = args.data else {
        return Err(call.missing("data", "a path, an address, bytes or an open file"));
    };
    let layout = Layout {
        height: args.height.get(call)?.0,
        key: args.key.get(call)?,
        ..Layout::default()
    };
    let viewer = Iframe {
        content: FrameContent::Pdf(source(call, &data)?),
        scrolling: true,
        tab_index: None,
        alt: args.alt.0,
    };
    Ok(call.draw(Element::Iframe(viewer), layout))
}

fn source(call: &Call, data: &PyObject) -> PyResult<MediaSource> {
    const MIME: &str = "application/pdf";
    match call.place_of(data)? {
        Some(Named::Address(address)) => return Ok(MediaSource::Address(address)),
        Some(Named::File { name, .. }) => {
            let name = name.trim();
            let unreadable = |_| {
                call.error(MediaError::Unreadable {
                    name: name.to_owned(),
                })
            };
            let bytes = call.file_bytes(name).map_err(unreadable)?;
            return Ok(call.give(MIME, &bytes));
        }
        None => {}
    }
    let refusal = || {
        call.error(ArgumentError::InvalidType {
            parameter: "data".to_owned(),
            given: type_name(data),
            expected: "a path, an address, bytes or an open file".to_owned(),
        })
    };
    let (bytes, _) = bytes::read(data, call.vm, refusal)?;
    Ok(call.give(MIME, bytes.as_bytes()))
}
