//! `st.file_uploader`.

use std::rc::Rc;

use brooklet_protocol::element::FileUploader;
use brooklet_protocol::element::file_uploader::Amount;
use brooklet_protocol::widget::{FileRecord, LabelVisibility, Widget};
use brooklet_protocol::{Element, WidgetValue};
use brooklet_python::vm::builtins::{PyList, PyStr};
use brooklet_python::vm::{AsObject, PyObjectRef, PyResult, VirtualMachine};

use super::file_types::{FileTypes, MaxMegabytes};
use crate::argument::to_string_lossy;
use crate::call::args::{Argument, Disabled, Help, Key, Stretch, Text, arguments};
use crate::command::{Call, Command, Place};
use crate::runtime::Runtime;
use crate::widget::Deserializer;
use crate::widget::on_change::{CallbackArgs, CallbackKwargs, Handler};
use crate::widget::spec::Spec;

arguments! {
    /// The arguments of `st.file_uploader`.
    pub(crate) struct FileUploaderArgs {
        /// What is asked for, as Markdown on one line.
        label: Text,
        r#type: FileTypes = None,
        /// Whether it takes several files, or all of a folder; the call then returns a list.
        accept_multiple_files: Many = False,
        key: Key = None,
        help: Help = None,
        on_change: Handler = "rerun",
        args: CallbackArgs = None,
        kwargs: CallbackKwargs = None,
        *,
        max_upload_size: MaxMegabytes = None,
        disabled: Disabled = False,
        label_visibility: LabelVisibility = "visible",
        width: Stretch = "stretch",
    }
    identity {
        always: r#type, accept_multiple_files, max_upload_size;
        unless_keyed: label, help, width;
    }
}

/// `st.file_uploader`.
pub(crate) const FILE_UPLOADER: Command = Command {
    name: "file_uploader",
    place: Place::Container("FileUploaderMixin"),
    signature: FileUploaderArgs::SIGNATURE,
    doc: "Let the reader hand over files. They stay in the tab: their bytes are read when the script asks for them.",
    run: |call| file_uploader(call, FileUploaderArgs::read(call)?),
};

fn file_uploader(call: &Call, args: FileUploaderArgs) -> PyResult {
    let key = args.key.get();
    let id = args.identity(call, key)?.finish();
    let on_change = args.on_change.resolve(call)?;
    let files = Files {
        runtime: call.runtime.clone(),
        is_list: args.accept_multiple_files.0 != Amount::One,
    };
    let nothing = files.of(&[], call.vm);
    let spec = Spec {
        id: &id,
        key,
        callback: on_change.callback,
        disabled: args.disabled.0,
    };
    let registered = call.register_widget(spec, files, || nothing)?;
    let types = args.r#type.0;
    for name in names(&registered.value, call.vm)? {
        call.check_file_name(&name, &types)?;
    }
    let element = Widget {
        id,
        label: args.label.with(args.label_visibility, args.help),
        disabled: args.disabled.0,
        reruns: on_change.reruns,
        set_value: None,
        props: FileUploader {
            types,
            amount: args.accept_multiple_files.0,
            max_megabytes: args.max_upload_size.0,
        },
    };
    call.draw(Element::FileUploader(element), args.width.layout_of(key));
    Ok(registered.value)
}

/// How many files a field takes: `True` is any number.
#[derive(Debug)]
pub(crate) struct Many(Amount);

impl Argument for Many {
    fn read(value: PyObjectRef, _parameter: &'static str, call: &Call) -> PyResult<Self> {
        let word = value.downcast_ref::<PyStr>().map(to_string_lossy);
        Ok(Self(match word.as_deref() {
            Some("directory") => Amount::Folder,
            _ if value.is(&call.vm.ctx.true_value) => Amount::Many,
            _ => Amount::One,
        }))
    }

    fn kinds() -> Vec<&'static str> {
        vec!["bool", "'directory'"]
    }
}

/// The names of the file or files that a call returns.
pub(super) fn names(value: &PyObjectRef, vm: &VirtualMachine) -> PyResult<Vec<String>> {
    let name = |file: &PyObjectRef| -> PyResult<Option<String>> {
        let name = file.get_attr("name", vm)?;
        Ok(name.downcast_ref::<PyStr>().map(to_string_lossy))
    };
    if vm.is_none(value) {
        return Ok(Vec::new());
    }
    let files = match value.downcast_ref::<PyList>() {
        Some(files) => files.borrow_vec().to_vec(),
        None => vec![value.clone()],
    };
    let mut names = Vec::new();
    for file in &files {
        names.extend(name(file)?);
    }
    Ok(names)
}

/// The files that the page has named, as the script sees them.
#[derive(Debug)]
pub(super) struct Files {
    pub(super) runtime: Rc<Runtime>,
    pub(super) is_list: bool,
}

impl Files {
    pub(super) fn of(&self, records: &[FileRecord], vm: &VirtualMachine) -> PyObjectRef {
        let file = |record| self.runtime.uploaded_file(record, vm).ok();
        let mut files = records
            .iter()
            .filter_map(file)
            .filter(|file| !vm.is_none(file));
        if self.is_list {
            vm.ctx.new_list(files.collect()).into()
        } else {
            files.next().unwrap_or_else(|| vm.ctx.none())
        }
    }
}

impl Deserializer for Files {
    fn deserialize(
        &self,
        value: &WidgetValue,
        _former: Option<&PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        Ok(match value {
            WidgetValue::Files(records) => self.of(records, vm),
            _ => self.of(&[], vm),
        })
    }

    fn is_settable(&self, _vm: &VirtualMachine) -> bool {
        false
    }
}
