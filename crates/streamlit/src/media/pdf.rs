//! `st.pdf`.

use brooklet_protocol::element::{FrameContent, Iframe};
use brooklet_protocol::{Element, Layout, MediaSource};
use brooklet_python::vm::{PyObject, PyResult};

use super::source::Named;
use crate::argument::{Words, type_name};
use crate::bytes;
use crate::command::{Call, Command, Place};

/// `st.pdf`.
pub(crate) const PDF: Command = Command {
    name: "pdf",
    place: Place::Container("PdfMixin"),
    signature: "data, *, height=500, key=None, alt=None",
    doc: "Display a PDF viewer.",
    run: pdf,
};

fn pdf(call: &Call) -> PyResult {
    let data = call.value("data");
    if call.vm.is_none(&data) {
        let text = "The `data` parameter is required. Please provide a valid PDF file path, URL, bytes data, or file-like object.";
        return Err(call.error("StreamlitMissingRequiredParameterError", text));
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
            let bytes = call.file_bytes(name).map_err(|_| {
                let text = format!(
                    "Unable to read file '{name}': [Errno 2] No such file or directory: '{name}'"
                );
                call.error("StreamlitAPIException", text)
            })?;
            return Ok(call.give(MIME, &bytes));
        }
        None => {}
    }
    let refusal = || {
        call.error(
            "StreamlitInvalidParameterTypeError",
            format!(
                "Invalid `data` type. Expected one of: str, Path, bytes, file-like object. Provided type: {}. A str can be a file path or a URL.",
                type_name(data)
            ),
        )
    };
    let (bytes, _) = bytes::read(data, call.vm, refusal)?;
    Ok(call.give(MIME, bytes.as_bytes()))
}
