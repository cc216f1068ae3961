//! What can go wrong with files, as Python numbers and words it.

use rustpython_vm::builtins::{PyBaseExceptionRef, PyType};
use rustpython_vm::convert::ToPyObject;
use rustpython_vm::{Py, PyObjectRef, VirtualMachine};

/// What can go wrong with files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// Nothing is at the path.
    #[error("No such file or directory")]
    NotFound,
    /// Something is at the path already.
    #[error("File exists")]
    Exists,
    /// A file where a folder should be.
    #[error("Not a directory")]
    NotAFolder,
    /// A folder where a file should be.
    #[error("Is a directory")]
    IsAFolder,
    /// The folder has something in it.
    #[error("Directory not empty")]
    NotEmpty,
    /// The number is not that of an open file, or the file is not open for this.
    #[error("Bad file descriptor")]
    BadDescriptor,
    /// The path is the root's.
    #[error("Device or resource busy")]
    Busy,
    /// An argument makes no sense.
    #[error("Invalid argument")]
    Invalid,
    /// A tab of a browser has no such thing.
    #[error("Function not implemented")]
    NotImplemented,
    /// The file would grow too big.
    #[error("File too large")]
    TooBig,
    /// The tab's memory is full, or its disk.
    #[error("No space left on device")]
    NoSpace,
}

impl FileError {
    /// All of them.
    pub(crate) const ALL: &[Self] = &[
        Self::NotFound,
        Self::Exists,
        Self::NotAFolder,
        Self::IsAFolder,
        Self::NotEmpty,
        Self::BadDescriptor,
        Self::Busy,
        Self::Invalid,
        Self::NotImplemented,
        Self::TooBig,
        Self::NoSpace,
    ];

    /// The number that Linux gives it.
    pub fn number(self) -> i32 {
        match self {
            Self::NotFound => 2,
            Self::BadDescriptor => 9,
            Self::Busy => 16,
            Self::Exists => 17,
            Self::NotAFolder => 20,
            Self::IsAFolder => 21,
            Self::Invalid => 22,
            Self::TooBig => 27,
            Self::NoSpace => 28,
            Self::NotImplemented => 38,
            Self::NotEmpty => 39,
        }
    }

    fn exception_type(self, vm: &VirtualMachine) -> &'static Py<PyType> {
        match self {
            Self::NotFound => vm.ctx.exceptions.file_not_found_error,
            Self::Exists => vm.ctx.exceptions.file_exists_error,
            Self::NotAFolder => vm.ctx.exceptions.not_a_directory_error,
            Self::IsAFolder => vm.ctx.exceptions.is_a_directory_error,
            _ => vm.ctx.exceptions.os_error,
        }
    }

    /// The exception for Python, about the files named.
    pub fn exception(self, names: &[&PyObjectRef], vm: &VirtualMachine) -> PyBaseExceptionRef {
        let mut args: Vec<PyObjectRef> = vec![
            self.number().to_pyobject(vm),
            self.to_string().to_pyobject(vm),
        ];
        if let Some(name) = names.first() {
            args.push((*name).clone());
        }
        if let Some(name) = names.get(1) {
            args.push(vm.ctx.none());
            args.push((*name).clone());
        }
        match vm.invoke_exception(self.exception_type(vm), args) {
            Ok(exception) | Err(exception) => exception,
        }
    }
}
