//! What shape and element type nested sequences have.

use brooklet_array::dtype::Kind;
use brooklet_array::{Array, DType, TypeNum};
use brooklet_python::vm::builtins::{
    PyBytes, PyComplex, PyDict, PyFloat, PyInt, PyList, PySet, PyStr, PyTuple,
};
use brooklet_python::vm::{AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine};
use num_traits::ToPrimitive;

use super::from_foreign;
use crate::array::PyNdArray;
use crate::element::{self, objects};
use crate::error::OrRaise;
use crate::{casting, dtype, registry, scalar};

/// A nested sequence, read once.
enum Node {
    Leaf(PyObjectRef),
    Array(Array, PyObjectRef),
    Sequence(Vec<Node>, PyObjectRef),
}

/// Makes an array of a nested sequence or of one object.
pub(super) fn array(
    object: &PyObject,
    wanted: Option<&DType>,
    depth: usize,
    vm: &VirtualMachine,
) -> PyResult<Array> {
    let tuples_are_leaves = wanted.is_some_and(|dtype| dtype.fields().is_some());
    let node = read(object, depth, tuples_are_leaves, vm)?;
    let is_object = wanted.is_some_and(|dtype| dtype.num() == TypeNum::Object);
    let mut limit = depth;
    let shape = shape_of(&node, &mut limit);
    if limit < shape.len() || limit < depth && !is_uniform(&node, &shape, 0) {
        let shape = &shape[..limit.min(shape.len())];
        if !is_object {
            return Err(ragged(shape, vm));
        }
        return fill_objects(&node, shape, vm);
    }
    let dtype = match wanted {
        Some(dtype) if needs_size(dtype) => sized_by(dtype, &node, vm)?,
        Some(dtype) => dtype.clone(),
        None => {
            let mut found = None;
            find(&node, &mut found, vm)?;
            found.unwrap_or_else(DType::float64)
        }
    };
    let array = Array::zeros(&shape, &dtype).or_raise(vm)?;
    if dtype.as_subarray().is_some() {
        let view = array.view_as(&dtype).or_raise(vm)?;
        fill(&view, &node, vm)?;
        return Ok(view);
    }
    fill(&array, &node, vm)?;
    Ok(array)
}

fn ragged(
    shape: &[usize],
    vm: &VirtualMachine,
) -> brooklet_python::vm::builtins::PyBaseExceptionRef {
    let lens: Vec<String> = shape.iter().map(ToString::to_string).collect();
    let comma = if lens.len() == 1 { "," } else { "" };
    vm.new_value_error(format!(
        "setting an array element with a sequence. The requested array has an inhomogeneous shape \
         after {} dimensions. The detected shape was ({}{comma}) + inhomogeneous part.",
        shape.len(),
        lens.join(", ")
    ))
}

fn read(
    object: &PyObject,
    depth: usize,
    tuples_are_leaves: bool,
    vm: &VirtualMachine,
) -> PyResult<Node> {
    if let Some(array) = object.downcast_ref::<PyNdArray>() {
        let array = array.array();
        return Ok(if array.ndim() <= depth {
            Node::Array(array, object.to_owned())
        } else {
            Node::Leaf(object.to_owned())
        });
    }
    if let Some(array) = scalar::array_of(object) {
        let is_text = matches!(array.dtype().kind(), Kind::Unicode | Kind::Bytes);
        if !is_text {
            return Ok(Node::Leaf(object.to_owned()));
        }
    }
    if depth == 0 {
        return Ok(Node::Leaf(object.to_owned()));
    }
    let items = match object.downcast_ref::<PyList>() {
        Some(list) => list.borrow_vec().to_vec(),
        None => match object.downcast_ref::<PyTuple>() {
            Some(_) if tuples_are_leaves => return Ok(Node::Leaf(object.to_owned())),
            Some(tuple) => tuple.as_slice().to_vec(),
            None => match other_items(object, vm)? {
                Found::Items(items) => items,
                Found::Array(array) if array.ndim() <= depth => {
                    return Ok(Node::Array(array, object.to_owned()));
                }
                Found::Array(_) | Found::Nothing => return Ok(Node::Leaf(object.to_owned())),
            },
        },
    };
    let nodes = items
        .iter()
        .map(|item| read(item, depth - 1, tuples_are_leaves, vm));
    let nodes = nodes.collect::<PyResult<_>>()?;
    Ok(Node::Sequence(nodes, object.to_owned()))
}

enum Found {
    Items(Vec<PyObjectRef>),
    Array(Array),
    Nothing,
}

/// The items of a sequence that is neither a list nor a tuple.
fn other_items(object: &PyObject, vm: &VirtualMachine) -> PyResult<Found> {
    let is_plain = object.downcast_ref::<PyInt>().is_some()
        || object.downcast_ref::<PyFloat>().is_some()
        || object.downcast_ref::<PyStr>().is_some()
        || object.downcast_ref::<PyBytes>().is_some()
        || object.downcast_ref::<PyComplex>().is_some()
        || object.downcast_ref::<PyDict>().is_some()
        || object.downcast_ref::<PySet>().is_some()
        || object
            .downcast_ref::<brooklet_python::vm::builtins::PyType>()
            .is_some()
        || vm.is_none(object);
    if is_plain {
        return Ok(Found::Nothing);
    }
    if let Some(foreign) = from_foreign(object, vm)? {
        return Ok(Found::Array(foreign.array));
    }
    let class = object.class();
    let has = |name: &str| class.get_attr(vm.ctx.intern_str(name)).is_some();
    if !(has("__len__") && has("__getitem__")) || has("keys") {
        return Ok(Found::Nothing);
    }
    // What cannot be taken apart is one object.
    let Ok(len) = object.to_owned().length(vm) else {
        return Ok(Found::Nothing);
    };
    let mut items = Vec::with_capacity(len);
    match object.to_owned().get_iter(vm) {
        Ok(iter) => {
            for item in iter.iter::<PyObjectRef>(vm)? {
                match item {
                    Ok(item) => items.push(item),
                    Err(exception) if exception.fast_isinstance(vm.ctx.exceptions.key_error) => {
                        return Ok(Found::Nothing);
                    }
                    Err(exception) => return Err(exception),
                }
            }
        }
        Err(_) => return Ok(Found::Nothing),
    }
    Ok(Found::Items(items))
}

/// The shape that the first items at each depth have. `limit` falls to the depth at which others
/// differ.
fn shape_of(node: &Node, limit: &mut usize) -> Vec<usize> {
    let mut shape = Vec::new();
    let mut current = node;
    loop {
        match current {
            Node::Leaf(_) => break,
            Node::Array(array, _) => {
                shape.extend_from_slice(array.shape());
                break;
            }
            Node::Sequence(nodes, _) => {
                shape.push(nodes.len());
                match nodes.first() {
                    Some(first) => current = first,
                    None => break,
                }
            }
        }
    }
    let agreed = agree(node, &shape, 0);
    if agreed < shape.len() {
        *limit = (*limit).min(agreed);
    }
    if has_deeper(node, shape.len(), 0) {
        *limit = (*limit).min(shape.len());
    }
    shape
}

/// Up to which depth all items have this shape.
fn agree(node: &Node, shape: &[usize], depth: usize) -> usize {
    match node {
        Node::Leaf(_) => depth,
        Node::Array(array, _) => {
            let own = array.shape();
            let rest = &shape[depth.min(shape.len())..];
            let same = own
                .iter()
                .zip(rest)
                .take_while(|(own, rest)| own == rest)
                .count();
            depth + same
        }
        Node::Sequence(nodes, _) => {
            if shape.get(depth) != Some(&nodes.len()) {
                return depth;
            }
            let inner = nodes.iter().map(|node| agree(node, shape, depth + 1));
            inner.min().unwrap_or(shape.len())
        }
    }
}

/// Whether something is nested deeper than the shape says.
fn has_deeper(node: &Node, depth: usize, at: usize) -> bool {
    match node {
        Node::Leaf(_) => false,
        Node::Array(array, _) => at + array.ndim() > depth,
        Node::Sequence(..) if at >= depth => true,
        Node::Sequence(nodes, _) => nodes.iter().any(|node| has_deeper(node, depth, at + 1)),
    }
}

fn is_uniform(node: &Node, shape: &[usize], depth: usize) -> bool {
    agree(node, shape, depth) >= shape.len() && !has_deeper(node, shape.len(), depth)
}

fn fill(target: &Array, node: &Node, vm: &VirtualMachine) -> PyResult<()> {
    match node {
        Node::Leaf(object) => {
            if target.ndim() > 0 {
                return super::assign(target, object, vm);
            }
            element::set_at(target, target.offset(), object, vm)
        }
        Node::Array(array, _) => {
            casting::assign(target, array, casting::Casting::Unsafe).or_raise(vm)
        }
        Node::Sequence(nodes, _) => {
            for (index, node) in nodes.iter().enumerate() {
                match node {
                    Node::Leaf(object) if target.ndim() == 1 => {
                        let offset =
                            target.offset() as isize + index as isize * target.strides()[0];
                        element::set_at(target, offset as usize, object, vm)?;
                    }
                    _ => fill(
                        &target.index_axis(0, index as isize).or_raise(vm)?,
                        node,
                        vm,
                    )?,
                }
            }
            Ok(())
        }
    }
}

/// An array of objects as deep as the shape; what is deeper becomes lists and arrays again.
fn fill_objects(node: &Node, shape: &[usize], vm: &VirtualMachine) -> PyResult<Array> {
    let array = Array::zeros(shape, &objects::dtype()).or_raise(vm)?;
    let mut stack = vec![(node, array.clone())];
    while let Some((node, target)) = stack.pop() {
        match node {
            Node::Sequence(nodes, _) if target.ndim() > 0 => {
                for (index, node) in nodes.iter().enumerate() {
                    stack.push((node, target.index_axis(0, index as isize).or_raise(vm)?));
                }
            }
            Node::Array(from, _) if target.ndim() > 0 && from.ndim() >= target.ndim() => {
                for index in 0..target.shape()[0] {
                    let part = from.index_axis(0, index as isize).or_raise(vm)?;
                    let object = if target.ndim() == 1 && part.ndim() > 0 {
                        PyNdArray::wrap(part, vm)
                    } else {
                        element::scalar_at(&part, part.offset(), vm)?
                    };
                    let into = target.index_axis(0, index as isize).or_raise(vm)?;
                    element::set_at(&into, into.offset(), &object, vm)?;
                }
            }
            other => {
                let object = object_of(other);
                element::set_at(&target, target.offset(), &object, vm)?;
            }
        }
    }
    Ok(array)
}

fn object_of(node: &Node) -> PyObjectRef {
    match node {
        Node::Leaf(object) | Node::Array(_, object) | Node::Sequence(_, object) => object.clone(),
    }
}

/// Finds the element type that all leaves fit in.
fn find(node: &Node, found: &mut Option<DType>, vm: &VirtualMachine) -> PyResult<()> {
    let dtype = match node {
        Node::Sequence(nodes, _) => {
            return nodes.iter().try_for_each(|node| find(node, found, vm));
        }
        Node::Array(array, _) => array.dtype().clone(),
        Node::Leaf(object) => leaf_dtype(object, vm)?,
    };
    merge(found, dtype, vm)
}

fn merge(found: &mut Option<DType>, dtype: DType, vm: &VirtualMachine) -> PyResult<()> {
    match found {
        None => *found = Some(dtype),
        Some(known) if *known == dtype => {}
        Some(known) => {
            let has_date = known.num().is_date() || dtype.num().is_date();
            *known = match casting::promote_values(known, &dtype, vm) {
                // Dates and numbers are objects beside each other.
                Err(_) if has_date && known.num().is_date() != dtype.num().is_date() => {
                    objects::dtype()
                }
                promoted => promoted?,
            };
        }
    }
    Ok(())
}

fn leaf_dtype(object: &PyObject, vm: &VirtualMachine) -> PyResult<DType> {
    if let Some(dtype) = scalar::dtype_of(object) {
        return Ok(dtype);
    }
    Ok(python_dtype(object, vm)?.unwrap_or_else(objects::dtype))
}

/// The element type that a value of Python's own becomes; `None` of all that stay objects.
pub(crate) fn python_dtype(object: &PyObject, vm: &VirtualMachine) -> PyResult<Option<DType>> {
    if let Some(int) = object.downcast_ref::<PyInt>() {
        if object.class().is(vm.ctx.types.bool_type) {
            return Ok(Some(DType::bool()));
        }
        let big = int.as_bigint();
        return Ok(if big.to_i64().is_some() {
            Some(DType::int64())
        } else if big.to_u64().is_some() {
            Some(DType::uint64())
        } else {
            None
        });
    }
    if object.downcast_ref::<PyFloat>().is_some() {
        return Ok(Some(DType::float64()));
    }
    if object.downcast_ref::<PyComplex>().is_some() {
        return Ok(Some(DType::complex128()));
    }
    if let Some(text) = object.downcast_ref::<PyStr>() {
        return Ok(Some(DType::unicode(text.to_string_lossy().chars().count())));
    }
    if let Some(bytes) = object.downcast_ref::<PyBytes>() {
        return Ok(Some(DType::bytes(bytes.as_bytes().len())));
    }
    // Dates of Python stay objects unless a type is asked for.
    Ok(None)
}

fn needs_size(dtype: &DType) -> bool {
    let is_text = dtype.num().is_flexible() && dtype.is_empty() && dtype.fields().is_none();
    let has_unit = !dtype.num().is_date() || !dtype.unit().is_generic();
    is_text || !has_unit
}

/// A type that says no size or unit, with the one that the leaves need.
fn sized_by(dtype: &DType, node: &Node, vm: &VirtualMachine) -> PyResult<DType> {
    let mut found: Option<DType> = None;
    each_leaf(node, &mut |leaf| {
        let one = match leaf {
            Node::Array(array, _) => sized_for_array(dtype, array, vm)?,
            Node::Leaf(object) => sized(dtype, object, vm)?,
            Node::Sequence(..) => return Ok(()),
        };
        merge(&mut found, one, vm)
    })?;
    Ok(found.unwrap_or_else(|| match dtype.num() {
        TypeNum::Unicode => dtype.with_itemsize(4),
        TypeNum::Bytes | TypeNum::Void => dtype.with_itemsize(1),
        _ => dtype.clone(),
    }))
}

fn each_leaf(node: &Node, act: &mut dyn FnMut(&Node) -> PyResult<()>) -> PyResult<()> {
    match node {
        Node::Sequence(nodes, _) => nodes.iter().try_for_each(|node| each_leaf(node, act)),
        leaf => act(leaf),
    }
}

/// The same for one object.
pub(crate) fn sized(dtype: &DType, object: &PyObject, vm: &VirtualMachine) -> PyResult<DType> {
    if !needs_size(dtype) {
        return Ok(dtype.clone());
    }
    if let Some(array) = scalar::array_of(object) {
        return sized_for_array(dtype, &array, vm);
    }
    match dtype.num() {
        TypeNum::Unicode | TypeNum::Bytes => {
            let len = match object.downcast_ref::<PyBytes>() {
                Some(bytes) if dtype.num() == TypeNum::Bytes => bytes.as_bytes().len(),
                _ => element::text_of(object, vm)?.chars().count(),
            };
            let width = if dtype.num() == TypeNum::Unicode {
                4
            } else {
                1
            };
            Ok(dtype.with_itemsize(len.max(1) * width))
        }
        TypeNum::Void => {
            let len = object.try_bytes_like(vm, <[u8]>::len).map_err(|_| {
                vm.new_type_error(format!(
                    "a bytes-like object is required, not '{}'",
                    object.class().name()
                ))
            })?;
            Ok(dtype.with_itemsize(len))
        }
        _ => {
            let is_span = dtype.num() == TypeNum::TimeDelta;
            let found = registry::call("date_dtype", (object.to_owned(), is_span), vm)?;
            Ok(dtype::from_object(&found, vm)?.dtype().clone())
        }
    }
}

/// The same for the elements of an array.
pub(super) fn sized_for_array(
    dtype: &DType,
    array: &Array,
    vm: &VirtualMachine,
) -> PyResult<DType> {
    if !needs_size(dtype) {
        return Ok(dtype.clone());
    }
    let own = array.dtype();
    match (dtype.num(), own.kind()) {
        (TypeNum::Unicode, Kind::Unicode | Kind::Bytes) => {
            Ok(dtype.with_itemsize(own.len().max(1) * 4))
        }
        (TypeNum::Bytes, Kind::Unicode | Kind::Bytes) => Ok(dtype.with_itemsize(own.len().max(1))),
        (TypeNum::Void, _) => Ok(dtype.with_itemsize(own.itemsize())),
        (TypeNum::DateTime | TypeNum::TimeDelta, Kind::DateTime | Kind::TimeDelta) => {
            Ok(dtype.with_unit(own.unit()))
        }
        (TypeNum::DateTime | TypeNum::TimeDelta, Kind::Unicode | Kind::Bytes | Kind::Object)
        | (TypeNum::Unicode | TypeNum::Bytes, Kind::Object) => {
            let mut found = None;
            for offset in array.offsets() {
                let item = element::item_at(array, offset, vm)?;
                merge(&mut found, sized(dtype, &item, vm)?, vm)?;
            }
            Ok(found.unwrap_or_else(|| match dtype.num() {
                TypeNum::Unicode => dtype.with_itemsize(4),
                TypeNum::Bytes => dtype.with_itemsize(1),
                _ => dtype.clone(),
            }))
        }
        (TypeNum::Unicode | TypeNum::Bytes, _) => {
            let len = casting::text_len(own);
            let width = if dtype.num() == TypeNum::Unicode {
                4
            } else {
                1
            };
            Ok(dtype.with_itemsize(len * width))
        }
        _ => Ok(dtype.clone()),
    }
}
