//! Errors of `array` as exceptions of Python.

use brooklet_array::Error;
use brooklet_python::vm::builtins::PyBaseExceptionRef;
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};

/// Turns the results of `array` into those of Python.
pub(crate) trait OrRaise<T> {
    /// The value, or the exception that says why there is none.
    fn or_raise(self, vm: &VirtualMachine) -> PyResult<T>;
}

impl<T> OrRaise<T> for brooklet_array::Result<T> {
    fn or_raise(self, vm: &VirtualMachine) -> PyResult<T> {
        self.map_err(|error| raise(error, vm))
    }
}

/// The exception that an error is.
pub(crate) fn raise(error: Error, vm: &VirtualMachine) -> PyBaseExceptionRef {
    match error {
        Error::Value(text) => vm.new_value_error(text),
        Error::Type(text) => vm.new_type_error(text),
        Error::Index(text) => vm.new_index_error(text),
        Error::Overflow(text) => vm.new_overflow_error(text),
        Error::Memory(text) => vm.new_memory_error(text),
        Error::ZeroDivision(text) => vm.new_zero_division_error(text),
        Error::Key(text) => vm.new_key_error(vm.ctx.new_str(text).into()),
        Error::FloatingPoint(text) => vm.new_exception_msg(
            vm.ctx.exceptions.floating_point_error.to_owned(),
            text.into(),
        ),
        Error::Axis { axis, ndim } => axis_error(axis, ndim, vm),
        Error::Promotion(text) => of_class("numpy.exceptions", "DTypePromotionError", text, vm),
        Error::Casting(text) | Error::NoLoop(text) => {
            // Its own words are for parts that are known one by one.
            let made = class_of("numpy._core._exceptions", "UFuncTypeError", vm)
                .and_then(|class| vm.call_method(&class.clone(), "__new__", (class, text)));
            downcast(made, vm)
        }
        Error::Foreign(foreign) => match foreign.downcast::<PyBaseExceptionRef>() {
            Ok(exception) => *exception,
            Err(_) => vm.new_system_error("an error of unknown origin"),
        },
    }
}

/// A Python exception on its way through `array`.
pub(crate) fn foreign(exception: PyBaseExceptionRef) -> Error {
    Error::Foreign(Box::new(exception))
}

/// The `AxisError` of an axis that is not there.
pub(crate) fn axis_error(axis: isize, ndim: usize, vm: &VirtualMachine) -> PyBaseExceptionRef {
    let made = class_of("numpy.exceptions", "AxisError", vm)
        .and_then(|class| class.call((axis, ndim), vm));
    downcast(made, vm)
}

/// An exception of a class of NumPy's Python layer.
fn of_class(module: &str, name: &str, text: String, vm: &VirtualMachine) -> PyBaseExceptionRef {
    let class = match class_of(module, name, vm) {
        Ok(class) => class,
        Err(exception) => return exception,
    };
    downcast(class.call((text,), vm), vm)
}

fn class_of(module: &str, name: &str, vm: &VirtualMachine) -> PyResult {
    let name = vm.ctx.intern_str(name);
    let fromlist = vm.ctx.new_tuple(vec![name.to_owned().into()]);
    let module = vm.ctx.intern_str(module);
    vm.import_from(module, fromlist, 0)?.get_attr(name, vm)
}

fn downcast(made: PyResult, vm: &VirtualMachine) -> PyBaseExceptionRef {
    match made.map(PyObjectRef::downcast) {
        Ok(Ok(exception)) => exception,
        Ok(Err(_)) => vm.new_system_error("an exception class gave something else"),
        Err(exception) => exception,
    }
}
