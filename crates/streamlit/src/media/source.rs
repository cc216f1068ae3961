//! Where the bytes of a picture, sound or film come from: an address, a file, or the script.

use brooklet_protocol::MediaSource;
use brooklet_python::vm::builtins::{PyBytes, PyStr};
use brooklet_python::vm::{PyObject, PyResult};

use crate::argument::{text_of, to_string_lossy};
use crate::command::Call;
use crate::error::MediaError;

impl Call<'_> {
    /// Whether a value is a path of `pathlib`.
    pub fn is_path(&self, value: &PyObject) -> PyResult<bool> {
        let vm = self.vm;
        if value.downcast_ref::<PyStr>().is_some() || !value.has_attr("__fspath__", vm)? {
            return Ok(false);
        }
        value.is_instance(&*vm.import("pathlib", 0)?.get_attr("PurePath", vm)?, vm)
    }

    /// A text or path: the address or the name of a file that it is.
    pub(super) fn place_of(&self, value: &PyObject) -> PyResult<Option<Named>> {
        let name = match value.downcast_ref::<PyStr>() {
            Some(text) => to_string_lossy(text),
            None if self.is_path(value)? => text_of(value, self.vm)?,
            None => return Ok(None),
        };
        let is_file = self.is_file(&name)?;
        Ok(Some(if !is_file && is_address(&name) {
            Named::Address(name)
        } else {
            Named::File { name, is_file }
        }))
    }

    fn is_file(&self, name: &str) -> PyResult<bool> {
        if name.len() > 4096 || name.contains(['<', '\0']) {
            return Ok(false);
        }
        let vm = self.vm;
        let isfile = vm.import("os.path", 0)?.get_attr("path", vm)?;
        vm.call_method(&isfile, "isfile", (vm.ctx.new_str(name),))?
            .try_to_bool(vm)
    }

    /// The bytes of a file.
    pub(super) fn file_bytes(&self, name: &str) -> PyResult<Vec<u8>> {
        let vm = self.vm;
        let open = vm.builtins.get_attr("open", vm)?;
        let read = open
            .call((vm.ctx.new_str(name), vm.ctx.new_str("rb")), vm)
            .and_then(|file| {
                let bytes = vm.call_method(&file, "read", ())?;
                vm.call_method(&file, "close", ())?;
                Ok(bytes)
            });
        match read.ok().and_then(|bytes| bytes.downcast::<PyBytes>().ok()) {
            Some(bytes) => Ok(bytes.as_bytes().to_vec()),
            None => Err(self.error(MediaError::NoMediaFile {
                name: name.to_owned(),
            })),
        }
    }

    /// Gives bytes to the page.
    pub(super) fn give(&self, mime: &str, bytes: &[u8]) -> MediaSource {
        MediaSource::Bytes(self.runtime.give_media(mime, &[bytes]))
    }
}

/// What a text stands for.
pub(super) enum Named {
    /// An address that the browser loads.
    Address(String),
    /// A file, which may not be there.
    File { name: String, is_file: bool },
}

/// Whether a text is an address that the browser can load.
pub(super) fn is_address(text: &str) -> bool {
    let start = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    ["http://", "https://", "data:"]
        .iter()
        .any(|scheme| start.starts_with(scheme) && text.len() > scheme.len())
        || text.starts_with("/app/static/")
        || text.starts_with("app/static/")
}
