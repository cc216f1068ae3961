//! Errors of floating point, and what the program wants to be done about them.

use brooklet_array::raw::Flags;
use brooklet_python::vm::{PyResult, VirtualMachine};

use crate::registry;

/// Whether anyone wants to be told.
pub(crate) fn are_watched(_vm: &VirtualMachine) -> bool {
    !registry::get().ignores_errors.get()
}

/// Tells of errors as the error state says: by a warning, an exception, a call, or not at all.
pub(crate) fn tell(flags: Flags, name: &str, vm: &VirtualMachine) -> PyResult<()> {
    if flags.is_none() {
        return Ok(());
    }
    if registry::get().is_scalar_math.get() {
        return registry::call("tell_errors", (flags.0, format!("scalar {name}")), vm).map(drop);
    }
    registry::call("tell_errors", (flags.0, name), vm).map(drop)
}
