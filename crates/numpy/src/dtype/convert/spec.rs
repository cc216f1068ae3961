//! Structured element types: lists of fields, pairs, dictionaries.

use brooklet_array::dtype::FieldSpec;
use brooklet_array::{DType, TypeNum};
use brooklet_python::vm::builtins::{PyDict, PyDictRef, PyInt, PyStr, PyTuple, PyType};
use brooklet_python::vm::{AsObject, Py, PyObject, PyObjectRef, PyResult, VirtualMachine};

use super::{core, from_text, from_value};
use crate::dtype::{Extra, PyDType, extra, with_extra};
use crate::error::OrRaise;

/// How fields are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::dtype) enum Layout {
    /// One after the other.
    Packed,
    /// As C does.
    Aligned,
}

/// The element type that an object stands for, fields in this layout.
pub(in crate::dtype) fn read(
    object: &PyObject,
    layout: Layout,
    vm: &VirtualMachine,
) -> PyResult<DType> {
    if object.downcast_ref::<PyDType>().is_some() || object.downcast_ref::<PyType>().is_some() {
        return core(object, vm);
    }
    from_value(object, layout, vm)
}

/// `[('x', 'i4'), ('y', 'f8', (2,))]`.
pub(in crate::dtype) fn from_fields(
    fields: &[PyObjectRef],
    layout: Layout,
    vm: &VirtualMachine,
) -> PyResult<DType> {
    let mut specs = Vec::with_capacity(fields.len());
    for (index, field) in fields.iter().enumerate() {
        specs.push(from_field(index, field, layout, vm)?);
    }
    DType::structured(specs, layout == Layout::Aligned, None).or_raise(vm)
}

fn from_field(
    index: usize,
    field: &PyObject,
    layout: Layout,
    vm: &VirtualMachine,
) -> PyResult<FieldSpec> {
    let wrong = || {
        vm.new_type_error(
            "Field elements must be 2- or 3-tuples, got ".to_owned()
                + &field.repr(vm).map_or_else(
                    |_| String::new(),
                    |text| text.to_string_lossy().into_owned(),
                ),
        )
    };
    if let Some(text) = field.downcast_ref::<PyStr>() {
        let dtype = from_text(&text.to_string_lossy(), vm)?;
        return Ok(FieldSpec::new(&format!("f{index}"), dtype));
    }
    let parts = field.downcast_ref::<PyTuple>().ok_or_else(wrong)?;
    let parts = parts.as_slice();
    let (name, title) = match parts.first() {
        None => return Err(wrong()),
        Some(name) => names(name, vm)?,
    };
    let name = if name.is_empty() {
        title.clone().unwrap_or_else(|| format!("f{index}"))
    } else {
        name
    };
    let dtype = match parts {
        [_, dtype] => read(dtype, layout, vm)?,
        [_, dtype, shape] => {
            let base = read(dtype, layout, vm)?;
            sub(base, shape, vm)?
        }
        _ => return Err(wrong()),
    };
    Ok(FieldSpec {
        title: title.map(|title| title.as_str().into()),
        ..FieldSpec::new(&name, dtype)
    })
}

/// A field's name, or its title and name.
fn names(name: &PyObject, vm: &VirtualMachine) -> PyResult<(String, Option<String>)> {
    let text = |object: &PyObject| {
        let text = object.downcast_ref::<PyStr>();
        text.map(|text| text.to_string_lossy().into_owned())
            .ok_or_else(|| vm.new_type_error("field names must be strings"))
    };
    match name
        .downcast_ref::<PyTuple>()
        .map(|pair| pair.as_slice().to_vec())
    {
        Some(pair) if pair.len() == 2 => Ok((text(&pair[1])?, Some(text(&pair[0])?))),
        Some(_) => Err(vm.new_type_error("a field's name may be one text or a pair of two")),
        None => Ok((text(name)?, None)),
    }
}

/// How long an array is along each axis, as it is asked for: by one number, or by several.
fn dims(shape: &PyObject, vm: &VirtualMachine) -> PyResult<Vec<isize>> {
    let len = |len: &PyObject| len.try_index(vm)?.as_object().try_to_value(vm);
    len(shape).map(|one| vec![one]).or_else(|no_number| {
        let lens: Vec<PyObjectRef> = shape.try_to_value(vm).map_err(|_| no_number)?;
        lens.iter().map(|one| len(one)).collect()
    })
}

/// An array as an element.
fn sub(base: DType, shape: &PyObject, vm: &VirtualMachine) -> PyResult<DType> {
    let is_one = shape.downcast_ref::<PyInt>().is_some();
    let dims = dims(shape, vm)?;
    let mut lens = Vec::with_capacity(dims.len());
    for len in dims {
        lens.push(usize::try_from(len).map_err(|_| {
            vm.new_value_error("invalid shape in fixed-type tuple: dimension smaller than zero.")
        })?);
    }
    if is_one && lens == [1] {
        return Ok(base);
    }
    DType::subarray(base, &lens).or_raise(vm)
}

/// `('f8', (2, 3))`, `('S', 5)`, `(base, new_fields)`, `('i4', {metadata})`.
pub(in crate::dtype) fn from_pair(
    pair: &[PyObjectRef],
    layout: Layout,
    vm: &VirtualMachine,
) -> PyResult<DType> {
    let [first, second] = pair else {
        return Err(vm.new_type_error(format!(
            "Tuple must have size 2, but has size {}",
            pair.len()
        )));
    };
    let base = read(first, layout, vm)?;
    if base.num().is_flexible()
        && base.is_empty()
        && base.fields().is_none()
        && let Some(len) = second.downcast_ref::<PyInt>()
    {
        let len: usize = len.as_object().try_to_value(vm)?;
        let width = if base.num() == TypeNum::Unicode { 4 } else { 1 };
        return Ok(base.with_itemsize(len * width));
    }
    let is_shape = second.downcast_ref::<PyInt>().is_some()
        || second.downcast_ref::<PyTuple>().is_some_and(|tuple| {
            tuple
                .as_slice()
                .iter()
                .all(|len| len.downcast_ref::<PyInt>().is_some() || len.number().is_index())
        })
        || (second.downcast_ref::<PyDict>().is_none() && second.number().is_index());
    if is_shape {
        return sub(base, second, vm);
    }
    let is_metadata = second
        .downcast_ref::<PyDict>()
        .is_some_and(|dict| dict.__len__() > 0 && !is_dict_spec(dict, vm));
    if is_metadata {
        let fields = read(second, layout, vm);
        if let Ok(fields) = fields {
            return Ok(fields);
        }
        return Ok(with_extra(
            &base,
            Extra {
                metadata: Some(second.clone()),
                scalar: None,
            },
        ));
    }
    let fields = read(second, layout, vm)?;
    if base.itemsize() != 0 && base.itemsize() != fields.itemsize() {
        return Err(vm.new_value_error("mismatch in size of old and new data-descriptor"));
    }
    Ok(as_scalar_of(&base, fields))
}

/// Fields whose elements are scalars of the class that another type has.
fn as_scalar_of(base: &DType, fields: DType) -> DType {
    let scalar = extra(base).and_then(|extra| extra.scalar.clone());
    if scalar.is_some() {
        let metadata = None;
        return with_extra(&fields, Extra { metadata, scalar });
    }
    if base.num() == TypeNum::Void && extra(&fields).is_some() {
        let metadata = extra(&fields).and_then(|extra| extra.metadata.clone());
        return with_extra(&fields, Extra { metadata, scalar });
    }
    fields
}

fn is_dict_spec(dict: &Py<PyDict>, vm: &VirtualMachine) -> bool {
    let has = |key: &str| dict.get_item_opt(key, vm).ok().flatten().is_some();
    has("names") && has("formats")
}

/// `{'names': […], 'formats': […], 'offsets': […], 'titles': […], 'itemsize': n, 'aligned': b}`.
#[allow(
    clippy::too_many_lines,
    reason = "it reads one call's arguments, each once"
)]
pub(in crate::dtype) fn from_dict(
    object: &PyObject,
    layout: Layout,
    vm: &VirtualMachine,
) -> PyResult<DType> {
    let dict: PyDictRef = object
        .to_owned()
        .downcast()
        .map_err(|_| vm.new_type_error("not a dict"))?;
    let get = |key: &str| dict.get_item_opt(key, vm);
    let (Some(names), Some(formats)) = (get("names")?, get("formats")?) else {
        let packed =
            crate::registry::call("use_fields", (dict.clone(), layout == Layout::Aligned), vm)?;
        return core(&packed, vm);
    };
    let list = |key: &str| -> PyResult<Option<Vec<PyObjectRef>>> {
        let value = get(key)?.filter(|value| !vm.is_none(value));
        value.map(|value| value.try_to_value(vm)).transpose()
    };
    let names: Vec<PyObjectRef> = names.try_to_value(vm)?;
    let formats: Vec<PyObjectRef> = formats.try_to_value(vm)?;
    let (offsets, titles) = (list("offsets")?, list("titles")?);
    let differ = |other: &Option<Vec<PyObjectRef>>| {
        other
            .as_ref()
            .is_some_and(|other| other.len() != names.len())
    };
    if formats.len() != names.len() || differ(&offsets) || differ(&titles) {
        return Err(vm.new_value_error(
            "'names', 'formats', 'offsets', and 'titles' dict entries must have the same length",
        ));
    }
    let aligned = get("aligned")?
        .map(|value| value.is_true(vm))
        .transpose()?
        .unwrap_or(false);
    let layout = if aligned { Layout::Aligned } else { layout };
    let mut specs = Vec::with_capacity(names.len());
    for (index, (name, format)) in names.iter().zip(&formats).enumerate() {
        let name = name
            .downcast_ref::<PyStr>()
            .ok_or_else(|| vm.new_value_error("field names must be strings"))?;
        let mut spec = FieldSpec::new(&name.to_string_lossy(), read(format, layout, vm)?);
        if let Some(offsets) = &offsets {
            let offset: isize = offsets[index].try_index(vm)?.as_object().try_to_value(vm)?;
            spec.offset = Some(
                usize::try_from(offset)
                    .map_err(|_| vm.new_value_error("offset cannot be negative"))?,
            );
        }
        if let Some(titles) = &titles {
            let title = titles[index].downcast_ref::<PyStr>();
            spec.title = title.map(|title| title.to_string_lossy().as_ref().into());
        }
        specs.push(spec);
    }
    let itemsize = get("itemsize")?.filter(|size| !vm.is_none(size));
    let itemsize = itemsize
        .map(|size| size.try_to_value::<usize>(vm))
        .transpose()?;
    let dtype = DType::structured(specs, layout == Layout::Aligned, itemsize).or_raise(vm)?;
    match get("metadata")? {
        Some(metadata) => Ok(with_extra(
            &dtype,
            Extra {
                metadata: Some(metadata),
                scalar: None,
            },
        )),
        None => Ok(dtype),
    }
}
