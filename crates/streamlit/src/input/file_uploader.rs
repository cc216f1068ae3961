//! `st.file_uploader`.

use std::rc::Rc;

use brooklet_protocol::element::FileUploader;
use brooklet_protocol::element::file_uploader::Amount;
use brooklet_protocol::widget::{FileRecord, Widget};
use brooklet_protocol::{Element, WidgetValue};
use brooklet_python::vm::builtins::{PyBool, PyInt, PyList, PyStr};
use brooklet_python::vm::{AsObject, PyObjectRef, PyResult, VirtualMachine};

use crate::argument::{Words, plain, whole};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::runtime::Runtime;
use crate::widget::Deserializer;

/// `st.file_uploader`.
pub(crate) const FILE_UPLOADER: Command = Command {
    name: "file_uploader",
    place: Place::Container("FileUploaderMixin"),
    signature: Parameters::undocumented(
        "label, type=None, accept_multiple_files=False, key=None, help=None, on_change='rerun', args=None, kwargs=None, *, max_upload_size=None, disabled=False, label_visibility='visible', width='stretch'",
    ),
    doc: "Let the reader hand over files. They stay in the tab: their bytes are read when the script asks for them.",
    run: file_uploader,
};

/// How large a file may be where nothing is said: Streamlit's `server.maxUploadSize`.
const USUAL_MEGABYTES: u32 = 200;

fn file_uploader(call: &Call) -> PyResult {
    let key = call.key()?;
    let key = key.as_deref();
    let reaction = call.reaction("on_change", &["rerun", "ignore"])?;
    let max_megabytes = call.max_upload_size()?;
    let identity = call.defined_by(
        call.identity(key),
        &["type", "accept_multiple_files", "max_upload_size"],
        &["label", "help", "width"],
    )?;
    let id = identity.finish();
    let element = Widget {
        id: id.clone(),
        label: call.widget_label()?,
        disabled: call.flag("disabled")?,
        reruns: reaction.reruns,
        set_value: None,
        props: FileUploader {
            types: call.file_types("type")?,
            amount: amount(call),
            max_megabytes,
        },
    };
    let layout = call.widget_layout(Words::Stretch, key)?;
    let files = Files {
        runtime: call.runtime.clone(),
        is_list: element.amount != Amount::One,
    };
    let nothing = files.of(&[], call.vm);
    let registered = call.register(&id, key, files, reaction.callback, || nothing)?;
    for name in names(&registered.value, call.vm)? {
        call.check_file_name(&name, &element.types)?;
    }
    call.runtime
        .draw(call.target, Element::FileUploader(element), layout);
    Ok(registered.value)
}

impl Call<'_> {
    /// The largest size of a file, in megabytes.
    pub(super) fn max_upload_size(&self) -> PyResult<u32> {
        let Some(given) = self.object("max_upload_size") else {
            return Ok(USUAL_MEGABYTES);
        };
        let is_int =
            given.downcast_ref::<PyInt>().is_some() && given.downcast_ref::<PyBool>().is_none();
        match whole(&given, self.vm) {
            Some(size) if is_int && size > 0 => Ok(u32::try_from(size).unwrap_or(u32::MAX)),
            _ => self.invalid_value("max_upload_size", "a number of megabytes above 0, or None"),
        }
    }
}

fn amount(call: &Call) -> Amount {
    let given = call.value("accept_multiple_files");
    let is_folder = given.downcast_ref::<PyStr>().map(plain).as_deref() == Some("directory");
    if is_folder {
        return Amount::Folder;
    }
    let is_true = given.is(&call.vm.ctx.true_value);
    if is_true { Amount::Many } else { Amount::One }
}

/// The names of the file or files that a call returns.
pub(super) fn names(value: &PyObjectRef, vm: &VirtualMachine) -> PyResult<Vec<String>> {
    let name = |file: &PyObjectRef| -> PyResult<Option<String>> {
        let name = file.get_attr("name", vm)?;
        Ok(name.downcast_ref::<PyStr>().map(plain))
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
