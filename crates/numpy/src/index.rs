//! What stands between the brackets of `a[…]`.

pub(crate) mod fancy;

use brooklet_array::array::{Slice, ViewIndex};
use brooklet_array::dtype::Kind;
use brooklet_array::{Array, DType, TypeNum};
use brooklet_python::vm::builtins::{PyInt, PyList, PySlice, PyStr, PyTuple};
use brooklet_python::vm::{AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine};
use num_traits::{Signed, ToPrimitive};

use crate::array::PyNdArray;
use crate::element::{self, coerce};
use crate::error::OrRaise;
use crate::{casting, scalar};

/// How many arrays of positions are too many.
const MAX_ARRAYS: usize = 64;

/// One part of an index.
#[derive(Clone, Debug)]
pub(crate) enum Part {
    /// A position, a slice, `...` or a new axis.
    View(ViewIndex),
    /// Positions in one axis.
    Positions(Array),
    /// A mask over as many axes as it has.
    Mask(Array),
}

/// An index that was read.
#[derive(Clone, Debug)]
pub(crate) struct Indexer {
    /// Its parts.
    pub(crate) parts: Vec<Part>,
}

impl Indexer {
    /// Reads an index.
    pub(crate) fn read(key: &PyObject, vm: &VirtualMachine) -> PyResult<Self> {
        let mut parts = Vec::new();
        match key.downcast_ref::<PyTuple>() {
            Some(tuple) => {
                for item in tuple.as_slice() {
                    parts.push(read_part(item, vm)?);
                }
            }
            None => parts.push(read_part(key, vm)?),
        }
        let arrays = parts.iter().filter(|part| !matches!(part, Part::View(_)));
        if arrays.count() >= MAX_ARRAYS {
            return Err(vm.new_index_error(format!(
                "too many indices for array: fewer than {MAX_ARRAYS} of them may be arrays"
            )));
        }
        let ellipses = parts
            .iter()
            .filter(|part| matches!(part, Part::View(ViewIndex::Ellipsis)));
        if ellipses.count() > 1 {
            return Err(vm.new_index_error("an index can only have a single ellipsis ('...')"));
        }
        Ok(Self { parts })
    }

    /// The parts, if they give a view.
    pub(crate) fn as_view(&self) -> Option<Vec<ViewIndex>> {
        let parts = self.parts.iter().map(|part| match part {
            Part::View(part) => Some(*part),
            _ => None,
        });
        parts.collect()
    }

    /// Whether it names one element of an array of so many axes.
    pub(crate) fn is_element(&self, ndim: usize) -> bool {
        self.parts.len() == ndim
            && self
                .parts
                .iter()
                .all(|part| matches!(part, Part::View(ViewIndex::At(_))))
    }
}

fn read_part(object: &PyObject, vm: &VirtualMachine) -> PyResult<Part> {
    if let Some(int) = object.downcast_ref::<PyInt>() {
        if object.class().is(vm.ctx.types.bool_type) {
            let mask = Array::scalar(brooklet_array::Bool::from(!int.as_bigint().is_zero_()));
            return Ok(Part::Mask(mask));
        }
        return Ok(Part::View(ViewIndex::At(position(int, vm)?)));
    }
    if let Some(slice) = object.downcast_ref::<PySlice>() {
        return Ok(Part::View(ViewIndex::Slice(read_slice(slice, vm)?)));
    }
    if object.is(&vm.ctx.ellipsis) {
        return Ok(Part::View(ViewIndex::Ellipsis));
    }
    if vm.is_none(object) {
        return Ok(Part::View(ViewIndex::NewAxis));
    }
    let array = if let Some(array) = object.downcast_ref::<PyNdArray>() {
        array.array()
    } else if let Some(array) = scalar::array_of(object) {
        if array.dtype().num().is_integer() {
            let item = element::item_at(&array, array.offset(), vm)?;
            return Ok(Part::View(ViewIndex::At(item.try_to_value(vm)?)));
        }
        array
    } else if object.downcast_ref::<PyStr>().is_none() && has_index(object, vm) {
        let int = object.to_owned().try_index(vm)?;
        return Ok(Part::View(ViewIndex::At(position(&int, vm)?)));
    } else {
        listed(object, vm)?
    };
    match array.dtype().kind() {
        Kind::Bool => Ok(Part::Mask(array)),
        Kind::Signed | Kind::Unsigned => {
            if array.ndim() == 0 {
                let item = element::item_at(&array, array.offset(), vm)?;
                return Ok(Part::View(ViewIndex::At(item.try_to_value(vm)?)));
            }
            Ok(Part::Positions(
                casting::cast(&array, &DType::int64()).or_raise(vm)?,
            ))
        }
        _ if array.is_empty() && object.downcast_ref::<PyNdArray>().is_none() => {
            let empty = Array::zeros(array.shape(), &DType::int64()).or_raise(vm)?;
            Ok(Part::Positions(empty))
        }
        _ if object.downcast_ref::<PyNdArray>().is_some() && array.ndim() > 0 => {
            Err(vm.new_index_error("arrays used as indices must be of integer (or boolean) type"))
        }
        _ => Err(wrong_index(vm)),
    }
}

/// A sequence of positions or truth values.
fn listed(object: &PyObject, vm: &VirtualMachine) -> PyResult<Array> {
    let is_sequence = object.downcast_ref::<PyList>().is_some()
        || object.downcast_ref::<PyTuple>().is_some()
        || object
            .to_owned()
            .length_opt(vm)
            .is_some_and(|len| len.is_ok())
        || object
            .class()
            .get_attr(vm.ctx.intern_str("__array__"))
            .is_some();
    if !is_sequence || object.downcast_ref::<PyStr>().is_some() {
        return Err(wrong_index(vm));
    }
    let array = coerce::array_from(object, None, vm)?;
    let is_text = matches!(array.dtype().kind(), Kind::Unicode | Kind::Bytes);
    if is_text {
        return Err(wrong_index(vm));
    }
    Ok(array)
}

fn wrong_index(vm: &VirtualMachine) -> brooklet_python::vm::builtins::PyBaseExceptionRef {
    vm.new_index_error(
        "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or \
         boolean arrays are valid indices",
    )
}

fn has_index(object: &PyObject, vm: &VirtualMachine) -> bool {
    object
        .class()
        .get_attr(vm.ctx.intern_str("__index__"))
        .is_some()
}

fn position(int: &brooklet_python::vm::Py<PyInt>, vm: &VirtualMachine) -> PyResult<isize> {
    int.as_bigint()
        .to_isize()
        .ok_or_else(|| vm.new_index_error("cannot fit 'int' into an index-sized integer"))
}

/// A slice of Python's.
fn read_slice(slice: &PySlice, vm: &VirtualMachine) -> PyResult<Slice> {
    let bound = |object: &PyObject| -> PyResult<Option<isize>> {
        if vm.is_none(object) {
            return Ok(None);
        }
        if let Some(int) = object.downcast_ref::<PyInt>() {
            return Ok(Some(clamped(int)));
        }
        if let Some(array) = scalar::array_of(object)
            && (array.dtype().num().is_integer() || array.dtype().num() == TypeNum::Bool)
        {
            let item = element::item_at(&array, array.offset(), vm)?;
            return item.try_to_value(vm).map(Some);
        }
        if !has_index(object, vm) {
            return Err(vm.new_type_error(
                "slice indices must be integers or None or have an __index__ method",
            ));
        }
        let index: PyObjectRef = vm.call_method(object, "__index__", ())?;
        match index.downcast_ref::<PyInt>() {
            Some(int) => Ok(Some(clamped(int))),
            None => Err(vm.new_type_error("__index__ gave no whole number")),
        }
    };
    Ok(Slice {
        start: slice
            .start
            .as_ref()
            .map_or(Ok(None), |start| bound(start))?,
        stop: bound(&slice.stop)?,
        step: slice.step.as_ref().map_or(Ok(None), |step| bound(step))?,
    })
}

fn clamped(int: &brooklet_python::vm::Py<PyInt>) -> isize {
    let big = int.as_bigint();
    big.to_isize().unwrap_or(if big.is_negative() {
        isize::MIN + 1
    } else {
        isize::MAX
    })
}

/// Tells zero.
trait IsZero {
    fn is_zero_(&self) -> bool;
}

impl IsZero for malachite_bigint::BigInt {
    fn is_zero_(&self) -> bool {
        num_traits::Zero::is_zero(self)
    }
}
