//! Element types from what people say for them: types, texts, lists of fields, objects with `dtype`.

pub(super) mod spec;

use brooklet_array::{DType, TypeNum};
use brooklet_python::vm::builtins::{PyBytes, PyDict, PyInt, PyList, PyStr, PyTuple, PyType};
use brooklet_python::vm::class::StaticType;
use brooklet_python::vm::{AsObject, Py, PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine};

use super::{Extra, PyDType, plain, with_extra, wrap};
use crate::error::OrRaise;
use crate::registry;

/// The element type that an object stands for. `None` of Python stands for `float64`.
pub(crate) fn from_object(object: &PyObject, vm: &VirtualMachine) -> PyResult<PyRef<PyDType>> {
    if let Some(dtype) = object.downcast_ref::<PyDType>() {
        return Ok(dtype.to_owned());
    }
    if vm.is_none(object) {
        return Ok(plain(TypeNum::Double));
    }
    if let Some(class) = object.downcast_ref::<PyType>() {
        return from_class(class, vm);
    }
    let dtype = spec::read(object, spec::Layout::Packed, vm)?;
    wrap(&dtype, vm)
}

/// The same for an optional argument, where `None` means that nothing was said.
pub(crate) fn from_optional(
    object: Option<PyObjectRef>,
    vm: &VirtualMachine,
) -> PyResult<Option<PyRef<PyDType>>> {
    let given = object.filter(|object| !vm.is_none(object));
    given.map(|object| from_object(&object, vm)).transpose()
}

/// The element type without the object for it.
pub(super) fn core(object: &PyObject, vm: &VirtualMachine) -> PyResult<DType> {
    Ok(from_object(object, vm)?.dtype().clone())
}

/// The element type of a class: a scalar class, one of Python's, or a `DType` class.
fn from_class(class: &Py<PyType>, vm: &VirtualMachine) -> PyResult<PyRef<PyDType>> {
    let registry = registry::get();
    if let Some(num) = registry.num_of_class(&class.to_owned()) {
        let own = plain(num);
        let is_own = class.is(registry.scalar(num).as_object());
        if is_own || num != TypeNum::Void {
            return Ok(own);
        }
        let extra = Extra {
            metadata: None,
            scalar: Some(class.to_owned()),
        };
        return wrap(&with_extra(own.dtype(), extra), vm);
    }
    if let Some(num) = python_class(class, vm) {
        return Ok(plain(num));
    }
    if !class.fast_issubclass(PyDType::static_type()) {
        return abstract_or_object(class, vm);
    }
    let num = registry.classes.iter().position(|known| known.is(class));
    if let Some(num) = num.and_then(TypeNum::from_num) {
        return Ok(plain(num));
    }
    Err(vm.new_type_error(format!(
        "Cannot convert np.dtype into a dtype: {} has no instance of its own",
        class.name()
    )))
}

/// Classes that say themselves what they are, abstract scalar classes, and all others: objects.
fn abstract_or_object(class: &Py<PyType>, vm: &VirtualMachine) -> PyResult<PyRef<PyDType>> {
    let attribute = class.get_attr(vm.ctx.intern_str("dtype"));
    if let Some(dtype) = attribute
        && let Some(dtype) = dtype.downcast_ref::<PyDType>()
    {
        return Ok(dtype.to_owned());
    }
    if let Some(found) =
        registry::call("dtype_of_class", (class.to_owned(),), vm)?.downcast_ref::<PyDType>()
    {
        return Ok(found.to_owned());
    }
    Ok(plain(TypeNum::Object))
}

fn python_class(class: &Py<PyType>, vm: &VirtualMachine) -> Option<TypeNum> {
    let types = &vm.ctx.types;
    let pairs = [
        (types.bool_type, TypeNum::Bool),
        (types.int_type, TypeNum::Long),
        (types.float_type, TypeNum::Double),
        (types.complex_type, TypeNum::CDouble),
        (types.str_type, TypeNum::Unicode),
        (types.bytes_type, TypeNum::Bytes),
        (types.object_type, TypeNum::Object),
        (types.memoryview_type, TypeNum::Void),
    ];
    pairs
        .iter()
        .find(|(known, _)| class.is(*known))
        .map(|(_, num)| *num)
}

/// The element type of a text.
pub(super) fn from_text(text: &str, vm: &VirtualMachine) -> PyResult<DType> {
    from_laid_out_text(text, spec::Layout::Packed, vm)
}

/// The same, where a text with commas stands for fields in this layout.
fn from_laid_out_text(text: &str, layout: spec::Layout, vm: &VirtualMachine) -> PyResult<DType> {
    let is_list = text.contains(',') || text.starts_with('(') || text.contains(')');
    if is_list || text.starts_with(|letter: char| letter.is_ascii_digit()) {
        let parsed = registry::call("comma_string", (text,), vm)?;
        return spec::read(&parsed, layout, vm);
    }
    match DType::parse(text, Some(registry::get().objects)) {
        Ok(dtype) => Ok(dtype),
        Err(error) => {
            let named = registry::get().type_dict.borrow().clone();
            let named = named.and_then(|dict| dict.get_item_opt(text, vm).ok().flatten());
            match named {
                Some(class) => core(&class, vm),
                None if text.starts_with('T') => {
                    core(&*registry::call("string_dtype", (), vm)?, vm)
                }
                None => Err(error).or_raise(vm),
            }
        }
    }
}

/// The element type of any object that is neither a `dtype` nor a class.
pub(super) fn from_value(
    object: &PyObject,
    layout: spec::Layout,
    vm: &VirtualMachine,
) -> PyResult<DType> {
    if let Some(text) = object.downcast_ref::<PyStr>() {
        return from_laid_out_text(&text.to_string_lossy(), layout, vm);
    }
    if let Some(bytes) = object.downcast_ref::<PyBytes>() {
        return from_laid_out_text(&String::from_utf8_lossy(bytes.as_bytes()), layout, vm);
    }
    if let Some(fields) = object.downcast_ref::<PyList>() {
        let fields = fields.borrow_vec().to_vec();
        return spec::from_fields(&fields, layout, vm);
    }
    if let Some(pair) = object.downcast_ref::<PyTuple>() {
        return spec::from_pair(pair.as_slice(), layout, vm);
    }
    if object.downcast_ref::<PyDict>().is_some() {
        return spec::from_dict(object, layout, vm);
    }
    if object.downcast_ref::<PyInt>().is_none() {
        let own = vm.get_attribute_opt(object, "dtype")?;
        if let Some(own) = own.filter(|own| !own.is(object)) {
            return core(&own, vm);
        }
    }
    Err(vm.new_type_error(format!(
        "Cannot interpret '{}' as a data type",
        object.repr(vm)?.to_string_lossy()
    )))
}
