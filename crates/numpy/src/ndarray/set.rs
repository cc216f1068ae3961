//! Reading and setting `a[…]`.

use brooklet_array::array::ViewIndex;
use brooklet_array::dtype::Kind;
use brooklet_array::{Array, TypeNum};
use brooklet_python::vm::builtins::{PyInt, PyList, PyStr};
use brooklet_python::vm::{AsObject, Py, PyObject, PyObjectRef, PyResult, VirtualMachine};
use num_traits::ToPrimitive;

use crate::array::PyNdArray;
use crate::element::{self, coerce};
use crate::error::OrRaise;
use crate::index::fancy;
use crate::index::{Indexer, Part};
use crate::{casting, registry};

/// `a[key]`.
pub(super) fn get(zelf: &Py<PyNdArray>, key: &PyObject, vm: &VirtualMachine) -> PyResult {
    let array = zelf.array();
    if let Some(int) = key.downcast_ref::<PyInt>()
        && array.ndim() == 1
        && key.class().is(vm.ctx.types.int_type)
        && let Some(at) = int.as_bigint().to_isize()
    {
        let offset = array.offset_of(&[at]).or_raise(vm)?;
        return element::scalar_at(&array, offset, vm);
    }
    if array.dtype().fields().is_some()
        && let Some(found) = fields(zelf, &array, key, vm)?
    {
        return Ok(found);
    }
    let indexer = Indexer::read(key, vm)?;
    if let Some(parts) = indexer.as_view() {
        let view = array.view(&parts).or_raise(vm)?;
        if indexer.is_element(array.ndim()) {
            return element::scalar_at(&view, view.offset(), vm);
        }
        return PyNdArray::view_of(zelf, view, vm);
    }
    let gathered = fancy::get(&array, &indexer.parts).or_raise(vm)?;
    if gathered.ndim() == 0 && !has_ellipsis(&indexer) {
        return element::scalar_at(&gathered, gathered.offset(), vm);
    }
    PyNdArray::gathered_like(zelf, gathered, vm)
}

fn has_ellipsis(indexer: &Indexer) -> bool {
    indexer
        .parts
        .iter()
        .any(|part| matches!(part, Part::View(ViewIndex::Ellipsis)))
}

/// `a['x']`, `a[['x', 'y']]`.
fn fields(
    zelf: &Py<PyNdArray>,
    array: &Array,
    key: &PyObject,
    vm: &VirtualMachine,
) -> PyResult<Option<PyObjectRef>> {
    if let Some(name) = key.downcast_ref::<PyStr>() {
        let view = array.field(&name.to_string_lossy()).or_raise(vm)?;
        return PyNdArray::view_of(zelf, view, vm).map(Some);
    }
    let Some(names) = key.downcast_ref::<PyList>() else {
        return Ok(None);
    };
    let names = names.borrow_vec().to_vec();
    let are_names = !names.is_empty()
        && names
            .iter()
            .all(|name| name.downcast_ref::<PyStr>().is_some());
    if !are_names {
        return Ok(None);
    }
    let dtype = registry::call(
        "dtype_subset",
        (zelf.get_attr_dtype(vm)?, key.to_owned()),
        vm,
    )?;
    let dtype = crate::dtype::from_object(&dtype, vm)?;
    let view = array.view_as(dtype.dtype()).or_raise(vm)?;
    PyNdArray::view_of(zelf, view, vm).map(Some)
}

/// Gives the `dtype` of an array as an object.
trait DTypeObject {
    fn get_attr_dtype(&self, vm: &VirtualMachine) -> PyResult;
}

impl DTypeObject for Py<PyNdArray> {
    fn get_attr_dtype(&self, vm: &VirtualMachine) -> PyResult {
        Ok(PyNdArray::get_dtype(self, vm)?.into())
    }
}

/// `a[key] = value`.
pub(super) fn set(
    zelf: &Py<PyNdArray>,
    key: &PyObject,
    value: &PyObject,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let array = zelf.array();
    array.check_writeable().or_raise(vm)?;
    if array.dtype().fields().is_some()
        && let Some(view) = fields(zelf, &array, key, vm)?
        && let Some(view) = view.downcast_ref::<PyNdArray>()
    {
        return coerce::assign(&view.array(), value, vm);
    }
    let indexer = Indexer::read(key, vm)?;
    if let Some(parts) = indexer.as_view() {
        let view = array.view(&parts).or_raise(vm)?;
        if indexer.is_element(array.ndim()) {
            return set_element(&view, value, vm);
        }
        return coerce::assign(&view, value, vm);
    }
    let values = match value.downcast_ref::<PyNdArray>() {
        Some(values) => {
            let values = values.array();
            coerce::warn_discarded(values.dtype(), array.dtype(), vm)?;
            values
        }
        None if array.dtype().num() == TypeNum::Object => {
            let shape = fancy::shape(&array, &indexer.parts).or_raise(vm)?;
            coerce::array_to_depth(value, Some(array.dtype()), shape.len(), vm)?
        }
        None => coerce::array_from(value, Some(array.dtype()), vm)?,
    };
    let values = if *values.dtype() == *array.dtype() {
        values
    } else {
        casting::cast(&values, array.dtype()).or_raise(vm)?
    };
    // What is read while it is written must not change under way.
    let values = if brooklet_array::overlap::bounds_overlap(&values, &array) {
        casting::copied(&values).or_raise(vm)?
    } else {
        values
    };
    fancy::set(&array, &indexer.parts, &values).or_raise(vm)
}

fn set_element(view: &Array, value: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    let is_sequence = value.downcast_ref::<PyList>().is_some();
    // What these make of a sequence their own types say.
    let asks_type = matches!(
        view.dtype().kind(),
        Kind::Object | Kind::Bool | Kind::Signed | Kind::Unsigned | Kind::Complex
    );
    if is_sequence && !asks_type {
        return Err(element::sequence_error(vm));
    }
    element::set_at(view, view.offset(), value, vm)
}

/// `a[i]` for a whole number.
pub(super) fn item_at(zelf: &Py<PyNdArray>, index: isize, vm: &VirtualMachine) -> PyResult {
    let array = zelf.array();
    if array.ndim() == 1 {
        let offset = array.offset_of(&[index]).or_raise(vm)?;
        return element::scalar_at(&array, offset, vm);
    }
    let view = array.view(&[ViewIndex::At(index)]).or_raise(vm)?;
    PyNdArray::view_of(zelf, view, vm)
}
