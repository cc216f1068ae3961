//! `st.pdf`.

use brooklet_protocol::element::{FrameContent, Iframe};
use brooklet_protocol::{Element, Layout, MediaSource};
use brooklet_python::vm::{PyObject, PyResult};

use super::source::Named;
use crate::argument::{Words, type_name};
use crate::bytes;
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::error::{ArgumentError, MediaError};

/// `st.pdf`.
pub(crate) const PDF: Command = Command {
    name: "pdf",
    place: Place::Container("PdfMixin"),
    signature: Parameters::undocumented("data, *, height=500, key=None, alt=None"),
    doc: "Show the pages of a PDF, in the way of the browser.",
    run: pdf,
};

fn pdf(call: &Call) -> PyResult {
    let data = call.value("data");
    if call.vm.is_none(&data) {
        return Err(call.missing("data", "a path, an address, bytes or an open file"));
    }
    let layout = Layout {
        height: call.height(Words::Stretch)?,
        key: call.text("key")?,
        ..Layout::default()
    };
    let viewer = Iframe {
        content: FrameContent::Pdf(source(call, &data)?),
        scrolling: true,
        tab_index: None,
        alt: call.alt()?,
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
