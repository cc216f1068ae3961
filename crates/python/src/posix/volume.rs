//! What is asked of a disk: how full it is, whose its files are. The disk is memory, and has one
//! user.

use std::rc::Rc;

use rustpython_vm::class::StaticType;
use rustpython_vm::function::FuncArgs;
use rustpython_vm::types::PyStructSequence;
use rustpython_vm::{
    PyObjectRef, PyResult, VirtualMachine, pyclass, pystruct_sequence, pystruct_sequence_data,
};

use super::Posix;
use super::argument::Target;
use crate::files::{FileSystem, ROOM_BYTES};

const BLOCK_BYTES: u64 = 4096;

#[expect(clippy::struct_field_names, reason = "Python names them so")]
#[pystruct_sequence_data]
#[derive(Debug)]
pub(super) struct StatvfsResultData {
    f_bsize: u64,
    f_frsize: u64,
    f_blocks: u64,
    f_bfree: u64,
    f_bavail: u64,
    f_files: u64,
    f_ffree: u64,
    f_favail: u64,
    f_flag: u64,
    f_namemax: u64,
}

/// `os.statvfs_result`.
#[pystruct_sequence(name = "statvfs_result", module = "os", data = "StatvfsResultData")]
#[derive(Debug)]
pub(super) struct PyStatvfsResult;

#[pyclass(with(PyStructSequence))]
impl PyStatvfsResult {}

fn result(files: &FileSystem, vm: &VirtualMachine) -> PyObjectRef {
    let free = ROOM_BYTES.saturating_sub(files.used_bytes()) / BLOCK_BYTES;
    let data = StatvfsResultData {
        f_bsize: BLOCK_BYTES,
        f_frsize: BLOCK_BYTES,
        f_blocks: ROOM_BYTES / BLOCK_BYTES,
        f_bfree: free,
        f_bavail: free,
        f_files: free,
        f_ffree: free,
        f_favail: free,
        f_flag: 0,
        f_namemax: 255,
    };
    PyStatvfsResult::from_data(data, vm).into()
}

/// Adds the functions.
pub(super) fn add_to(posix: &Posix<'_>) -> PyResult<()> {
    let class = PyStatvfsResult::static_type().to_owned();
    posix.value("statvfs_result", class)?;
    let files = Rc::clone(&posix.machine.files);
    posix.function(
        "statvfs",
        move |target: Target, vm: &VirtualMachine| -> PyResult {
            target.status(&files, vm)?;
            Ok(result(&files, vm))
        },
    )?;
    let files = Rc::clone(&posix.machine.files);
    posix.function(
        "fstatvfs",
        move |fd: i32, vm: &VirtualMachine| -> PyResult {
            Target::Open(fd).status(&files, vm)?;
            Ok(result(&files, vm))
        },
    )?;
    for name in ["chown", "lchown", "fchown"] {
        let files = Rc::clone(&posix.machine.files);
        posix.function(
            name,
            move |target: Target, _owner: FuncArgs, vm: &VirtualMachine| -> PyResult<()> {
                target.status(&files, vm).map(drop)
            },
        )?;
    }
    let files = Rc::clone(&posix.machine.files);
    posix.function("sync", move |vm: &VirtualMachine| -> PyResult<()> {
        files.sync().map_err(|error| error.exception(&[], vm))
    })
}
