//! Views of the same memory: as another class or type, of a part of each element, of a diagonal.

use brooklet_array::Array;
use brooklet_python::vm::builtins::PyTypeRef;
use brooklet_python::vm::class::StaticType;
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{AsObject, Py, PyResult, VirtualMachine};

use super::attributes::{class_argument, sized_for};
use crate::arguments::{Arguments, to_index};
use crate::array::PyNdArray;
use crate::error::OrRaise;
use crate::{dtype, registry};

/// How a class wants to be told of another element type.
enum Setter {
    /// Not at all: the view has it from the first.
    None,
    /// By a method `_set_dtype` of its own.
    Method,
    /// By a property `dtype` of its own, which is not done any more.
    Property,
}

fn setter_of(class: &PyTypeRef, vm: &VirtualMachine) -> Setter {
    let plain = <PyNdArray as StaticType>::static_type();
    let differs = |name: &str| {
        let name = vm.ctx.intern_str(name);
        let found = class.get_attr(name)?;
        let is_own = plain.get_attr(name).is_none_or(|known| !known.is(&found));
        is_own.then_some(found)
    };
    match differs("_set_dtype") {
        Some(method) if vm.is_none(&method) => Setter::None,
        Some(_) => Setter::Method,
        None if differs("dtype").is_some() => Setter::Property,
        None => Setter::None,
    }
}

pub(super) fn view(zelf: &Py<PyNdArray>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("view", args, vm);
    let mut wanted = args.next_some("dtype");
    let mut class = args.next_some("type");
    args.finish()?;
    if let Some(first) = wanted.clone()
        && class.is_none()
        && class_argument(&first).is_some()
    {
        class = Some(first);
        wanted = None;
    }
    let class = match class {
        None => zelf.class().to_owned(),
        Some(class) => class_argument(&class)
            .ok_or_else(|| vm.new_value_error("Type must be a sub-type of ndarray type"))?,
    };
    let array = zelf.array();
    let Some(wanted) = wanted else {
        return PyNdArray::view_as(zelf, array, class, vm);
    };
    let dtype = dtype::from_object(&wanted, vm)?;
    let setter = setter_of(&class, vm);
    if matches!(setter, Setter::Method | Setter::Property) {
        let view = PyNdArray::view_as(zelf, array, class, vm)?;
        if matches!(setter, Setter::Method) {
            vm.call_method(&view, "_set_dtype", (dtype,))?;
        } else {
            registry::call("warn_dtype_setter", (), vm)?;
            view.set_attr("dtype", dtype, vm)?;
        }
        return Ok(view);
    }
    let view = array
        .view_as(&sized_for(&array, dtype.dtype()))
        .or_raise(vm)?;
    PyNdArray::view_as(zelf, view, class, vm)
}

pub(super) fn getfield(zelf: &Py<PyNdArray>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("getfield", args, vm);
    let wanted = args.required("dtype")?;
    let offset = args.next_some("offset");
    args.finish()?;
    let offset = offset
        .map(|offset| to_index(&offset, vm))
        .transpose()?
        .unwrap_or(0);
    let wanted = dtype::from_object(&wanted, vm)?;
    let array = zelf.array();
    let end = offset + wanted.dtype().itemsize() as isize;
    if offset < 0 || end > array.itemsize() as isize {
        return Err(vm.new_value_error(format!(
            "Need 0 <= offset <= {} for requested type but received offset = {offset}",
            array.itemsize() as isize - wanted.dtype().itemsize() as isize
        )));
    }
    let start = array.offset() + offset as usize;
    let view = Array::from_parts(
        array.buffer().clone(),
        start,
        array.shape(),
        array.strides(),
        wanted.dtype().clone(),
    );
    let view = view.or_raise(vm)?.with_writeable(array.is_writeable());
    PyNdArray::view_of(zelf, view, vm)
}

pub(super) fn diagonal(zelf: &Py<PyNdArray>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("diagonal", args, vm);
    let mut number = |name: &str, default: isize| match args.next(name) {
        None => Ok(default),
        Some(value) => to_index(&value, vm),
    };
    let (offset, axis1, axis2) = (
        number("offset", 0)?,
        number("axis1", 0)?,
        number("axis2", 1)?,
    );
    args.finish()?;
    let view = zelf.array().diagonal(offset, axis1, axis2).or_raise(vm)?;
    PyNdArray::view_of(zelf, view.with_writeable(false), vm)
}
