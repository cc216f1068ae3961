//! Classes written in Rust.

use rustpython_vm::builtins::PyTypeRef;

/// Makes classes, so that objects of them can be made. Each is kept where the virtual machine finds
/// it again.
pub(crate) fn make_classes(makers: &[fn() -> PyTypeRef]) {
    for make in makers {
        drop(make());
    }
}
