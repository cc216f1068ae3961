//! Paths as arguments: texts, bytes, path-like objects, and numbers of open files.

use std::rc::Rc;

use rustpython_vm::FromArgs;
use rustpython_vm::builtins::{PyInt, PyStr};
use rustpython_vm::function::FsPath;
use rustpython_vm::{PyObjectRef, PyResult, TryFromObject, VirtualMachine};

use crate::files::{FileError, FileSystem, Status};

/// A path, as the text or the bytes that were given or that the given object stands for, and as a
/// text.
pub(super) struct PathArgument {
    pub(super) given: PyObjectRef,
    pub(super) text: String,
    pub(super) is_bytes: bool,
}

impl TryFromObject for PathArgument {
    fn try_from_object(vm: &VirtualMachine, given: PyObjectRef) -> PyResult<Self> {
        Ok(match FsPath::try_from_path_like(given, true, vm)? {
            FsPath::Str(text) => Self {
                text: text.to_string_lossy().into_owned(),
                given: text.into(),
                is_bytes: false,
            },
            FsPath::Bytes(bytes) => Self {
                text: String::from_utf8_lossy(bytes.as_bytes()).into_owned(),
                given: bytes.into(),
                is_bytes: true,
            },
        })
    }
}

impl PathArgument {
    /// A name in the kind of text that the path was given in.
    pub(super) fn like(&self, name: &str, vm: &VirtualMachine) -> PyObjectRef {
        if self.is_bytes {
            vm.ctx.new_bytes(name.as_bytes().to_vec()).into()
        } else {
            vm.ctx.new_str(name).into()
        }
    }

    /// Carries out `act` on the path; its failure becomes an `OSError` about the path.
    pub(super) fn act<T>(
        &self,
        vm: &VirtualMachine,
        act: impl FnOnce(&str) -> Result<T, FileError>,
    ) -> PyResult<T> {
        act(&self.text).map_err(|error| error.exception(&[&self.given], vm))
    }
}

/// A path or the number of an open file.
pub(super) enum Target {
    Path(PathArgument),
    Open(i32),
}

impl TryFromObject for Target {
    fn try_from_object(vm: &VirtualMachine, given: PyObjectRef) -> PyResult<Self> {
        match given.downcast_ref::<PyInt>() {
            Some(number) => number.try_to_primitive(vm).map(Self::Open),
            None => PathArgument::try_from_object(vm, given).map(Self::Path),
        }
    }
}

impl Target {
    pub(super) fn status(&self, files: &Rc<FileSystem>, vm: &VirtualMachine) -> PyResult<Status> {
        match self {
            Self::Path(path) => path.act(vm, |path| files.status(path)),
            Self::Open(number) => files
                .status_open(*number)
                .map_err(|error| error.exception(&[], vm)),
        }
    }
}

/// A path with what may be given beside it. There are no symbolic links to follow, and paths
/// relative to an open folder are not offered.
#[derive(FromArgs)]
pub(super) struct PathArguments {
    #[pyarg(any)]
    pub(super) path: PathArgument,
    #[pyarg(flatten)]
    pub(super) options: PathOptions,
}

/// A path or an open file, with what may be given beside it.
#[derive(FromArgs)]
pub(super) struct TargetArguments {
    #[pyarg(any)]
    pub(super) path: Target,
    #[pyarg(flatten)]
    pub(super) options: PathOptions,
}

/// What may be given beside a path.
#[derive(FromArgs)]
pub(super) struct PathOptions {
    #[pyarg(named, default)]
    dir_fd: Option<PyObjectRef>,
    #[pyarg(named, default = true)]
    #[expect(dead_code, reason = "there are no links that could be followed")]
    follow_symlinks: bool,
}

impl PathOptions {
    /// Refuses what is not offered.
    pub(super) fn check(&self, vm: &VirtualMachine) -> PyResult<()> {
        match &self.dir_fd {
            Some(dir_fd) if !vm.is_none(dir_fd) => {
                Err(vm.new_not_implemented_error("dir_fd unavailable on this platform"))
            }
            _ => Ok(()),
        }
    }
}

/// Two paths.
#[derive(FromArgs)]
pub(super) struct TwoPaths {
    #[pyarg(any)]
    pub(super) src: PathArgument,
    #[pyarg(any)]
    pub(super) dst: PathArgument,
    #[pyarg(named, default)]
    #[expect(dead_code, reason = "paths relative to an open folder are not offered")]
    src_dir_fd: Option<PyObjectRef>,
    #[pyarg(named, default)]
    #[expect(dead_code, reason = "paths relative to an open folder are not offered")]
    dst_dir_fd: Option<PyObjectRef>,
}

/// The text that a name of the environment or a value is.
pub(super) fn text(object: &PyObjectRef, vm: &VirtualMachine) -> PyResult<String> {
    match object.downcast_ref::<PyStr>() {
        Some(text) => Ok(text.to_string_lossy().into_owned()),
        None => PathArgument::try_from_object(vm, object.clone()).map(|path| path.text),
    }
}
