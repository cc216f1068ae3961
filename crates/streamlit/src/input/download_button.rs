//! `st.download_button`.

use std::rc::Rc;

use brooklet_protocol::element::{ButtonKind, DownloadButton, IconPosition};
use brooklet_protocol::{Element, MediaId, WidgetId};
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::{AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine};

use super::button_props::{self, ButtonLabel, Shortcut, WrapLabel, button_props_of};
use crate::argument::{text_of, to_string_lossy, type_name};
use crate::bytes;
use crate::call::args::{
    ContainerWidth, Deferred, Disabled, Help, Icon, Key, StretchContent, arguments,
};
use crate::command::{Call, Command, Place};
use crate::error::ErrorTypes;
use crate::error::{LayoutError, WidgetError};
use crate::kernel::uploads::{DeferredFile, MadeFile};
use crate::widget::on_change::{CallbackArgs, CallbackKwargs, Handler};

arguments! {
    /// The arguments of `st.download_button`.
    pub(crate) struct DownloadArgs {
        label: ButtonLabel,
        /// The file: a str, bytes, an open file, or a function without arguments that makes one of
        /// these when the reader asks for it.
        data: PyObjectRef,
        /// Its name on the reader's device; by default that of the open file, or one made up.
        file_name: Option<String> = None,
        /// Its media type; by default what follows from the file's name, or from the type of `data`.
        mime: Option<String> = None,
        key: Key = None,
        help: Help = None,
        on_click: Handler = "rerun",
        args: CallbackArgs = None,
        kwargs: CallbackKwargs = None,
        *,
        r#type: ButtonKind = "secondary",
        icon: Icon = None,
        icon_position: Option<IconPosition> = "left",
        disabled: Disabled = False,
        use_container_width: ContainerWidth = None,
        width: Deferred<StretchContent> = "content",
        shortcut: Shortcut = None,
        wrap: WrapLabel = None,
    }
    identity {
        unless_keyed: label, help, r#type, icon, icon_position, use_container_width, width,
            file_name, mime;
    }
}

/// `st.download_button`.
pub(crate) const DOWNLOAD_BUTTON: Command = Command {
    name: "download_button",
    place: Place::Container("ButtonMixin"),
    signature: DownloadArgs::SIGNATURE,
    doc: "Draw a button that saves a file on the reader's device. A function as `data` makes the file when it is asked for.",
    run: download_button,
};

fn download_button(call: &Call) -> PyResult {
    call.refuse_in_form(|command| LayoutError::NotInForm { command })?;
    let args = DownloadArgs::read(call)?;
    let key = args.key.get();
    let props = button_props_of!(args);
    let id = button_props::identity(args.identity(call, key)?, &props).finish();
    let on_click = args.on_click.resolve(call)?;
    let layout = button_props::layout(call, key, args.use_container_width, &args.width)?;
    let file = File {
        data: args.data,
        name: args.file_name,
        mime: args.mime,
    };
    let (content, file_name) = content(call, &id, file, props.disabled)?;
    let reruns = on_click.reruns;
    let registered = button_props::register(call, (&id, key), on_click, props.disabled)?;
    let button = DownloadButton {
        id,
        props,
        content,
        file_name,
        reruns,
    };
    call.draw(Element::DownloadButton(button), layout);
    Ok(registered.value)
}

/// The bytes and the name of the file. A function is kept until a click asks for the file.
fn content(
    call: &Call,
    id: &WidgetId,
    file: File,
    disabled: bool,
) -> PyResult<(Option<MediaId>, String)> {
    let vm = call.vm;
    if file.data.is_callable() {
        if !disabled {
            let session = call.runtime.session();
            let mut waiting = session.deferred.borrow_mut();
            waiting.insert(id.clone(), Rc::new(file));
        }
        return Ok((None, String::new()));
    }
    let File {
        data,
        mut name,
        mut mime,
    } = file;
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
    let media = call.runtime.give_media(&mime, &[bytes.as_bytes()]);
    Ok((Some(media), name))
}

/// What a script says of a file. A function as its data makes it when a click asks for it.
#[derive(Debug)]
struct File {
    data: PyObjectRef,
    name: Option<String>,
    mime: Option<String>,
}

impl DeferredFile for File {
    fn make(&self, errors: &ErrorTypes, vm: &VirtualMachine) -> PyResult<MadeFile> {
        let data = self.data.call((), vm).map_err(|error| {
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
    let name = name.downcast_ref::<PyStr>().map(to_string_lossy)?;
    (!name.is_empty()).then_some(name)
}

fn base_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn guess_type(name: &str, vm: &VirtualMachine) -> PyResult<Option<String>> {
    let guess = vm.import("mimetypes", 0)?.get_attr("guess_type", vm)?;
    let pair = guess.call((vm.ctx.new_str(name),), vm)?;
    let mime = pair.get_item(&0, vm)?;
    Ok(mime.downcast_ref::<PyStr>().map(to_string_lossy))
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
            let ending = ending.downcast_ref::<PyStr>().map(to_string_lossy);
            ending.unwrap_or_default()
        }
    };
    Ok(format!("streamlit_download{ending}"))
}
