//! `st.download_button`.

use std::rc::Rc;

use brooklet_protocol::element::DownloadButton;
use brooklet_protocol::{Element, MediaId, WidgetId};
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::{AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine};

use super::face::Click;
use crate::argument::{plain, text_of, type_name};
use crate::bytes;
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::error::ErrorTypes;
use crate::error::{LayoutError, WidgetError};
use crate::flow::form;
use crate::kernel::uploads::{DeferredFile, MadeFile};

/// `st.download_button`.
pub(crate) const DOWNLOAD_BUTTON: Command = Command {
    name: "download_button",
    place: Place::Container("ButtonMixin"),
    signature: Parameters::undocumented(
        "label, data, file_name=None, mime=None, key=None, help=None, on_click='rerun', args=None, kwargs=None, *, type='secondary', icon=None, icon_position='left', disabled=False, use_container_width=None, width='content', shortcut=None, wrap=None",
    ),
    doc: "Draw a button that saves a file on the reader's device. A function as `data` makes the file when it is asked for.",
    run: download_button,
};

fn download_button(call: &Call) -> PyResult {
    let key = call.key()?;
    let key = key.as_deref();
    let reaction = call.reaction("on_click", &["rerun", "ignore"])?;
    form::refuse_in_form(call, |command| LayoutError::NotInForm { command })?;
    let face = call.button_face()?;
    let identity = call.identity_of_face(key, &face, &["file_name", "mime"])?;
    let id = identity.finish();
    let layout = call.button_layout(key)?;
    let content = content(call, &id, face.disabled)?;
    let no = || call.vm.ctx.new_bool(false).into();
    let registered = call.register(&id, key, Click, reaction.callback, no)?;
    let (content, file_name) = content;
    let button = DownloadButton {
        id,
        face,
        content,
        file_name,
        reruns: reaction.reruns,
    };
    call.runtime
        .draw(call.target, Element::DownloadButton(button), layout);
    Ok(registered.value)
}

/// The bytes and the name of the file. A function is kept until a click asks for the file.
fn content(call: &Call, id: &WidgetId, disabled: bool) -> PyResult<(Option<MediaId>, String)> {
    let vm = call.vm;
    let data = call.value("data");
    let mut name = call.text("file_name")?;
    let mut mime = call.text("mime")?;
    if data.is_callable() {
        if !disabled {
            let deferred = Deferred {
                function: data,
                name,
                mime,
            };
            let session = call.runtime.session();
            let mut waiting = session.deferred.borrow_mut();
            waiting.insert(id.clone(), Rc::new(deferred));
        }
        return Ok((None, String::new()));
    }
    if let Some(path) = path_of(&data, vm) {
        let name = name.get_or_insert_with(|| base_name(&path).to_owned());
        if mime.is_none() {
            mime = guess_type(name, vm)?;
        }
    }
    let refusal = || {
        call.error(WidgetError::NoDownloadData {
            kind: type_name(&data),
        })
    };
    let (bytes, suggested) = bytes::read(&data, vm, refusal)?;
    let mime = mime.unwrap_or_else(|| suggested.to_owned());
    let name = file_name(name, &mime, vm)?;
    let media = call.runtime.give_media(&mime, bytes.as_bytes());
    Ok((Some(media), name))
}

/// A file that the script makes when a click asks for it.
#[derive(Debug)]
struct Deferred {
    function: PyObjectRef,
    name: Option<String>,
    mime: Option<String>,
}

impl DeferredFile for Deferred {
    fn make(&self, errors: &ErrorTypes, vm: &VirtualMachine) -> PyResult<MadeFile> {
        let data = self.function.call((), vm).map_err(|error| {
            let why = text_of(error.as_object(), vm).unwrap_or_default();
            errors.exception(&WidgetError::DownloadFailed { why }, vm)
        })?;
        let refusal = || {
            let kind = type_name(&data);
            errors.exception(&WidgetError::DownloadOfOtherType { kind }, vm)
        };
        let (bytes, suggested) = bytes::read(&data, vm, refusal)?;
        let mime = self.mime.clone().unwrap_or_else(|| suggested.to_owned());
        let name = file_name(self.name.clone(), &mime, vm)?;
        Ok(MadeFile { name, mime, bytes })
    }
}

/// The path of a file that was opened from disk.
fn path_of(data: &PyObject, vm: &VirtualMachine) -> Option<String> {
    let name = data.get_attr("name", vm).ok()?;
    let name = name.downcast_ref::<PyStr>().map(plain)?;
    (!name.is_empty()).then_some(name)
}

fn base_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn guess_type(name: &str, vm: &VirtualMachine) -> PyResult<Option<String>> {
    let guess = vm.import("mimetypes", 0)?.get_attr("guess_type", vm)?;
    let pair = guess.call((vm.ctx.new_str(name),), vm)?;
    let mime = pair.get_item(&0, vm)?;
    Ok(mime.downcast_ref::<PyStr>().map(plain))
}

/// The name of the file, or one made of its media type.
fn file_name(name: Option<String>, mime: &str, vm: &VirtualMachine) -> PyResult<String> {
    if let Some(name) = name.filter(|name| !name.is_empty()) {
        return Ok(name);
    }
    let ending = match mime {
        bytes::TEXT => ".txt".to_owned(),
        bytes::BINARY => ".bin".to_owned(),
        _ => {
            let guess = vm.import("mimetypes", 0)?.get_attr("guess_extension", vm)?;
            let ending = guess.call((vm.ctx.new_str(mime), false), vm)?;
            let ending = ending.downcast_ref::<PyStr>().map(plain);
            ending.unwrap_or_default()
        }
    };
    Ok(format!("streamlit_download{ending}"))
}
