//! What a `dtype` tells of itself.

use brooklet_array::dtype::Field;
use brooklet_array::{DType, TypeNum};
use brooklet_python::vm::builtins::{PyStr, PyStrRef, PyTupleRef, PyType, PyTypeRef};
use brooklet_python::vm::function::{FuncArgs, OptionalArg};
use brooklet_python::vm::protocol::{PyMappingMethods, PyNumberMethods, PySequenceMethods};
use brooklet_python::vm::types::{
    AsMapping, AsNumber, AsSequence, Comparable, Constructor, Hashable, PyComparisonOp,
    Representable,
};
use brooklet_python::vm::{
    AsObject, Py, PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine, pyclass,
};

use super::convert::{self, spec};
use super::{PyDType, describe, extra, operators, scalar_class, wrap};
use crate::registry;

/// The attributes that are fields of the structure in C.
pub(crate) const FIELDS: &[&str] = &[
    "alignment",
    "byteorder",
    "char",
    "flags",
    "itemsize",
    "kind",
    "num",
    "type",
];

#[pyclass(
    flags(BASETYPE),
    with(
        Constructor,
        Representable,
        Comparable,
        Hashable,
        AsMapping,
        AsSequence,
        AsNumber
    )
)]
impl PyDType {
    #[pyslot]
    fn slot_str(zelf: &PyObject, vm: &VirtualMachine) -> PyResult<PyStrRef> {
        Self::text(zelf, vm)
    }

    #[pygetset(name = "type")]
    fn type_(zelf: &Py<Self>) -> PyTypeRef {
        scalar_class(zelf.dtype())
    }

    #[pygetset]
    fn kind(zelf: &Py<Self>) -> String {
        zelf.dtype().kind().letter().to_string()
    }

    #[pygetset(name = "char")]
    fn char_(zelf: &Py<Self>) -> String {
        zelf.dtype().num().letter().to_string()
    }

    #[pygetset]
    fn num(zelf: &Py<Self>) -> usize {
        zelf.dtype().num().num()
    }

    #[pygetset]
    fn byteorder(zelf: &Py<Self>) -> String {
        match zelf.dtype().num() {
            TypeNum::Bool | TypeNum::Byte | TypeNum::UByte => "|".to_owned(),
            _ => zelf.dtype().byteorder().to_string(),
        }
    }

    #[pygetset]
    fn itemsize(zelf: &Py<Self>) -> usize {
        zelf.dtype().itemsize()
    }

    #[pygetset]
    fn alignment(zelf: &Py<Self>) -> usize {
        zelf.dtype().alignment()
    }

    #[pygetset]
    fn flags(zelf: &Py<Self>) -> u32 {
        let dtype = zelf.dtype();
        let is_object = dtype.num() == TypeNum::Object;
        let objects = match (dtype.has_objects(), is_object) {
            (true, true) => 0x3f,
            (true, false) => 0x1b,
            (false, _) => 0,
        };
        let text = if has_text(dtype) { 8 } else { 0 };
        let aligned = dtype.fields().is_some_and(|fields| fields.is_aligned);
        let structured = if dtype.fields().is_some() { 0x10 } else { 0 };
        objects | text | structured | if aligned { 0x80 } else { 0 }
    }

    #[pygetset]
    fn hasobject(zelf: &Py<Self>) -> bool {
        zelf.dtype().has_objects()
    }

    #[pygetset]
    fn name(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        registry::call("dtype_name", (zelf.to_owned(),), vm)
    }

    #[pygetset(name = "str")]
    fn str_(zelf: &Py<Self>) -> String {
        zelf.dtype().typestring()
    }

    #[pygetset]
    fn descr(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        registry::call("dtype_descr", (zelf.to_owned(),), vm)
    }

    #[pygetset]
    fn subdtype(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        match zelf.dtype().as_subarray() {
            None => Ok(vm.ctx.none()),
            Some(subarray) => {
                let shape = shape_tuple(&subarray.shape, vm);
                let base = wrap(&subarray.base, vm)?;
                Ok(vm.new_tuple((base, shape)).into())
            }
        }
    }

    #[pygetset]
    fn base(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyRef<Self>> {
        match zelf.dtype().as_subarray() {
            None => Ok(zelf.to_owned()),
            Some(subarray) => wrap(&subarray.base, vm),
        }
    }

    #[pygetset]
    fn shape(zelf: &Py<Self>, vm: &VirtualMachine) -> PyTupleRef {
        let subarray = zelf.dtype().as_subarray();
        shape_tuple(subarray.map_or(&[], |subarray| &subarray.shape), vm)
    }

    #[pygetset]
    fn ndim(zelf: &Py<Self>) -> usize {
        zelf.dtype()
            .as_subarray()
            .map_or(0, |subarray| subarray.shape.len())
    }

    #[pygetset]
    fn isbuiltin(zelf: &Py<Self>) -> u8 {
        let dtype = zelf.dtype();
        u8::from(dtype.fields().is_none() && dtype.as_subarray().is_none() && !dtype.is_swapped())
    }

    #[pygetset]
    fn isnative(zelf: &Py<Self>) -> bool {
        zelf.dtype().is_native()
    }

    #[pygetset]
    fn isalignedstruct(zelf: &Py<Self>) -> bool {
        zelf.dtype()
            .fields()
            .is_some_and(|fields| fields.is_aligned)
    }

    #[pygetset]
    fn names(zelf: &Py<Self>, vm: &VirtualMachine) -> PyObjectRef {
        match zelf.dtype().fields() {
            None => vm.ctx.none(),
            Some(fields) => {
                let names = fields.fields.iter();
                let names = names.map(|field| vm.ctx.new_str(&*field.name).into());
                vm.ctx.new_tuple(names.collect()).into()
            }
        }
    }

    /// Gives the fields other names.
    #[pygetset(setter)]
    fn set_names(zelf: &Py<Self>, names: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let renamed = registry::call("renamed_fields", (zelf.to_owned(), names), vm)?;
        zelf.become_like(&renamed, vm)
    }

    #[pygetset]
    fn fields(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        let Some(fields) = zelf.dtype().fields() else {
            return Ok(vm.ctx.none());
        };
        let dict = vm.ctx.new_dict();
        for field in &fields.fields {
            let entry = field_tuple(field, vm)?;
            dict.set_item(&*field.name, entry.clone().into(), vm)?;
            if let Some(title) = &field.title {
                dict.set_item(&**title, entry.into(), vm)?;
            }
        }
        registry::call("mapping_proxy", (dict,), vm)
    }

    #[pygetset]
    fn metadata(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        match extra(zelf.dtype()).and_then(|extra| extra.metadata.clone()) {
            None => Ok(vm.ctx.none()),
            Some(metadata) => registry::call("mapping_proxy", (metadata,), vm),
        }
    }

    /// The same type with its bytes in another order.
    #[pymethod]
    fn newbyteorder(
        zelf: &Py<Self>,
        order: OptionalArg<PyStrRef>,
        vm: &VirtualMachine,
    ) -> PyResult<PyRef<Self>> {
        let letter = match &order {
            OptionalArg::Missing => 'S',
            OptionalArg::Present(order) => order.to_string_lossy().chars().next().unwrap_or(' '),
        };
        let is_little = cfg!(target_endian = "little");
        let swapped = match letter.to_ascii_uppercase() {
            'S' => return wrap(&swap_all(zelf.dtype()), vm),
            '=' | 'N' => false,
            '|' | 'I' => return Ok(zelf.to_owned()),
            '<' | 'L' => !is_little,
            '>' | 'B' => is_little,
            letter => {
                return Err(vm.new_value_error(format!("{letter} is an unrecognized byteorder")));
            }
        };
        wrap(&zelf.dtype().with_swapped(swapped), vm)
    }

    #[pymethod]
    fn __reduce__(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        registry::call("dtype_reduce", (zelf.to_owned(),), vm)
    }

    /// Pickles of NumPy call this with what the type is beyond its letter and size.
    #[pymethod]
    fn __setstate__(zelf: &Py<Self>, state: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let stated = registry::call("dtype_stated", (zelf.to_owned(), state), vm)?;
        zelf.become_like(&stated, vm)
    }

    #[pyclassmethod]
    fn __class_getitem__(cls: PyTypeRef, item: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        registry::call("generic_alias", (cls, item), vm)
    }
}

/// Whether an element is text or has text in it.
fn has_text(dtype: &DType) -> bool {
    let fields = dtype.fields();
    dtype.num() == TypeNum::Unicode
        || fields.is_some_and(|fields| fields.fields.iter().any(|field| has_text(&field.dtype)))
}

/// The opposite order for all that has one.
fn swap_all(dtype: &DType) -> DType {
    let is_swapped = match (dtype.fields(), dtype.as_subarray()) {
        (Some(fields), _) => fields.fields.iter().any(|field| !field.dtype.is_native()),
        (None, Some(subarray)) => !subarray.base.is_native(),
        (None, None) => dtype.is_swapped(),
    };
    dtype.with_swapped(!is_swapped)
}

/// Lengths as a tuple.
pub(crate) fn shape_tuple(shape: &[usize], vm: &VirtualMachine) -> PyTupleRef {
    let lens = shape.iter().map(|len| vm.ctx.new_int(*len).into());
    vm.ctx.new_tuple(lens.collect())
}

fn field_tuple(field: &Field, vm: &VirtualMachine) -> PyResult<PyTupleRef> {
    let mut entry = vec![
        wrap(&field.dtype, vm)?.into(),
        vm.ctx.new_int(field.offset).into(),
    ];
    if let Some(title) = &field.title {
        entry.push(vm.ctx.new_str(&**title).into());
    }
    Ok(vm.ctx.new_tuple(entry))
}

impl Constructor for PyDType {
    type Args = FuncArgs;

    fn slot_new(cls: PyTypeRef, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        if !cls.is(<Self as brooklet_python::vm::class::StaticType>::static_type()) {
            return registry::call("new_of_class", args_with(cls, args), vm);
        }
        let object = args.take_positional_keyword("dtype");
        let align = args.take_positional_keyword("align");
        let copy = args.take_positional_keyword("copy");
        let metadata = args.take_positional_keyword("metadata");
        if let Some(exception) = args.check_kwargs_empty(vm) {
            return Err(exception);
        }
        let object = object.ok_or_else(|| {
            vm.new_type_error("dtype() missing required argument 'dtype' (pos 1)")
        })?;
        let is_aligned = align.is_some_and(|align| align.is_true(vm).unwrap_or(false));
        let made = if is_aligned {
            let dtype = spec::read(&object, spec::Layout::Aligned, vm)?;
            wrap(&dtype, vm)?
        } else {
            convert::from_object(&object, vm)?
        };
        let is_copy = copy.is_some_and(|copy| copy.is_true(vm).unwrap_or(false));
        if metadata.is_none() {
            if !is_copy {
                return Ok(made.into());
            }
            let class = made.class().to_owned();
            return Ok(super::wrap_as(made.dtype(), class, vm)?.into());
        }
        let known = extra(made.dtype());
        let merged = registry::call(
            "merge_metadata",
            (known.and_then(|known| known.metadata.clone()), metadata),
            vm,
        )?;
        let dtype = super::with_extra(
            made.dtype(),
            super::Extra {
                metadata: Some(merged).filter(|merged| !vm.is_none(merged)),
                scalar: known.and_then(|known| known.scalar.clone()),
            },
        );
        Ok(wrap(&dtype, vm)?.into())
    }

    fn py_new(_cls: &Py<PyType>, _args: FuncArgs, vm: &VirtualMachine) -> PyResult<Self> {
        Err(vm.new_type_error("dtype objects are made by numpy.dtype(…)"))
    }
}

fn args_with(cls: PyTypeRef, mut args: FuncArgs) -> FuncArgs {
    args.prepend_arg(cls.into());
    args
}

impl Representable for PyDType {
    fn slot_repr(zelf: &PyObject, vm: &VirtualMachine) -> PyResult<PyStrRef> {
        let zelf = zelf.to_owned().try_downcast::<Self>(vm)?;
        describe::repr(&zelf, vm)
    }
}

impl PyDType {
    /// `str(dtype)`.
    pub(crate) fn text(zelf: &PyObject, vm: &VirtualMachine) -> PyResult<PyStrRef> {
        let zelf = zelf.to_owned().try_downcast::<Self>(vm)?;
        describe::text(&zelf, vm)
    }
}

impl Comparable for PyDType {
    fn cmp(
        zelf: &Py<Self>,
        other: &PyObject,
        op: PyComparisonOp,
        vm: &VirtualMachine,
    ) -> PyResult<brooklet_python::vm::function::PyComparisonValue> {
        operators::compare(zelf, other, op, vm)
    }
}

impl Hashable for PyDType {
    fn hash(
        zelf: &Py<Self>,
        vm: &VirtualMachine,
    ) -> PyResult<brooklet_python::vm::common::hash::PyHash> {
        operators::key(&zelf.dtype, vm)?.hash(vm)
    }
}

impl AsMapping for PyDType {
    fn as_mapping() -> &'static PyMappingMethods {
        static METHODS: PyMappingMethods = PyMappingMethods {
            length: Some(|mapping, _vm| {
                let fields = PyDType::mapping_downcast(mapping).dtype().fields();
                Ok(fields.map_or(0, |fields| fields.fields.len()))
            }),
            subscript: Some(|mapping, key, vm| {
                field_of(PyDType::mapping_downcast(mapping), key, vm)
            }),
            ass_subscript: None,
        };
        &METHODS
    }
}

impl AsSequence for PyDType {
    fn as_sequence() -> &'static PySequenceMethods {
        static METHODS: PySequenceMethods = PySequenceMethods {
            length: Some(|sequence, _vm| {
                let fields = PyDType::sequence_downcast(sequence).dtype().fields();
                Ok(fields.map_or(0, |fields| fields.fields.len()))
            }),
            repeat: Some(|sequence, count, vm| {
                operators::repeat(PyDType::sequence_downcast(sequence), count, vm)
            }),
            ..PySequenceMethods::NOT_IMPLEMENTED
        };
        &METHODS
    }
}

impl AsNumber for PyDType {
    fn as_number() -> &'static PyNumberMethods {
        static METHODS: PyNumberMethods = PyNumberMethods {
            boolean: Some(|_number, _vm| Ok(true)),
            ..PyNumberMethods::NOT_IMPLEMENTED
        };
        &METHODS
    }
}

/// `dtype['x']`, `dtype[0]`, `dtype[['x', 'y']]`.
fn field_of(zelf: &Py<PyDType>, key: &PyObject, vm: &VirtualMachine) -> PyResult {
    let Some(fields) = zelf.dtype().fields() else {
        let repr = zelf.as_object().repr(vm)?;
        let text = format!("There are no fields in dtype {}.", repr.to_string_lossy());
        return Err(vm.new_key_error(vm.ctx.new_str(text).into()));
    };
    if let Some(name) = key.downcast_ref::<PyStr>() {
        let name = name.to_string_lossy();
        return match fields.get(&name) {
            Some(field) => Ok(wrap(&field.dtype, vm)?.into()),
            None => Err(vm.new_key_error(
                vm.ctx
                    .new_str(format!("Field named '{name}' not found."))
                    .into(),
            )),
        };
    }
    if key
        .downcast_ref::<brooklet_python::vm::builtins::PyList>()
        .is_some()
    {
        return registry::call("dtype_subset", (zelf.to_owned(), key.to_owned()), vm);
    }
    let index: isize = key
        .try_index_opt(vm)
        .ok_or_else(|| {
            vm.new_type_error(
                "Field key must be an integer field offset, single field name, or list of field names.",
            )
        })??
        .as_object()
        .try_to_value(vm)?;
    let len = fields.fields.len() as isize;
    let at = if index < 0 { index + len } else { index };
    if at < 0 || at >= len {
        return Err(vm.new_index_error(format!("Field index {index} out of range.")));
    }
    Ok(wrap(&fields.fields[at as usize].dtype, vm)?.into())
}
