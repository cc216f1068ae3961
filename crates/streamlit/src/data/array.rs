//! Arrays of NumPy as frames: columns out of their bytes, without a Python object for each number.

use brooklet_frame::{
    BitmapBuilder, Buffer, Column, DataType, Field, Frame, Index, Label, Parts, TimeUnit,
};
use brooklet_python::vm::builtins::{PyBytes, PyDict, PyList};
use brooklet_python::vm::common::borrow::BorrowedValue;
use brooklet_python::vm::protocol::PyBuffer;
use brooklet_python::vm::{
    Py, PyObject, PyObjectRef, PyRef, PyResult, TryFromBorrowedObject, TryFromObject,
    VirtualMachine,
};

use super::column::Columns;
use super::labels::labels;
use super::shape::unnamed;
use super::value_kind::everything;
use crate::argument::{text_of, type_name};
use crate::command::Call;
use crate::error::DataError;

/// The classes whose values lie in memory as their type says.
const CLASSES: [&str; 4] = ["ndarray", "matrix", "recarray", "memmap"];

/// An array, or a dict of arrays of one length, as a frame; nothing for anything else.
pub(super) fn frame_of_arrays(call: &Call, value: &PyObjectRef) -> PyResult<Option<Frame>> {
    if let Some(dict) = value.downcast_ref_if_exact::<PyDict>(call.vm) {
        return columns_of_dict(call, dict);
    }
    let Some(array) = Array::of(value, call.vm)? else {
        return Ok(None);
    };
    let columns = match *array.shape {
        _ if array.has_fields => array.fields(call)?,
        // It has no rows, whatever it holds.
        [] => return Ok(Some(frame(Vec::new(), 0))),
        [_] => unnamed(1)
            .into_iter()
            .zip([array.column(value, call.vm)?])
            .collect(),
        [_, width] => array.columns(value, width, call.vm)?,
        _ => {
            let shape: Vec<String> = array.shape.iter().map(ToString::to_string).collect();
            return Err(call.error(DataError::TooManyDimensions {
                shape: shape.join(", "),
            }));
        }
    };
    let rows = array.shape.first().copied().unwrap_or(0);
    Ok(Some(frame(columns, rows)))
}

fn frame(columns: Vec<(Vec<Label>, Column)>, rows: usize) -> Frame {
    let field = |(name, column)| Field { name, column };
    Frame {
        index: Index::counted(),
        columns: columns.into_iter().map(field).collect(),
        levels: vec![None],
        rows,
    }
}

fn columns_of_dict(call: &Call, dict: &Py<PyDict>) -> PyResult<Option<Frame>> {
    let vm = call.vm;
    let mut arrays = Vec::new();
    for (name, value) in dict {
        match Array::of(&value, vm)? {
            Some(array) if array.shape.len() == 1 && !array.has_fields => {
                arrays.push((name, value, array));
            }
            _ => return Ok(None),
        }
    }
    let rows = match arrays.first() {
        Some((_, _, array)) => array.shape[0],
        None => return Ok(None),
    };
    let mut columns = Vec::new();
    for (name, value, array) in &arrays {
        let name = labels(name, vm)?;
        if array.shape[0] != rows || name.len() != 1 {
            return Ok(None);
        }
        columns.push((name, array.column(value, vm)?));
    }
    Ok(Some(frame(columns, rows)))
}

/// What is known of an array.
struct Array {
    shape: Vec<usize>,
    /// Byte order, letter and width of its type, such as `<f8`.
    kind: String,
    /// The names of the fields of its type, if it has some.
    has_fields: bool,
    value: PyObjectRef,
}

impl Array {
    fn of(value: &PyObjectRef, vm: &VirtualMachine) -> PyResult<Option<Self>> {
        if !CLASSES.contains(&type_name(value).as_str())
            || !value.has_attr("__array_interface__", vm)?
        {
            return Ok(None);
        }
        let dtype = value.get_attr("dtype", vm)?;
        let names = dtype.get_attr("names", vm)?;
        let shape = vm.ctx.types.list_type.to_owned();
        let shape = PyObjectRef::from(shape).call((value.get_attr("shape", vm)?,), vm)?;
        Ok(Some(Self {
            shape: Vec::try_from_object(vm, shape)?,
            kind: text_of(&*dtype.get_attr("str", vm)?, vm)?,
            has_fields: !vm.is_none(&names),
            value: value.clone(),
        }))
    }

    /// A column for each field of its type.
    fn fields(&self, call: &Call) -> PyResult<Vec<(Vec<Label>, Column)>> {
        let vm = call.vm;
        let names = self.value.get_attr("dtype", vm)?.get_attr("names", vm)?;
        let names: Vec<PyObjectRef> = vm.extract_elements_with(&names, Ok)?;
        let mut columns = Vec::new();
        for name in names {
            let field = self.value.get_item(&*name, vm)?;
            let column = match Array::of(&field, vm)? {
                Some(array) if array.shape.len() == 1 => array.column(&field, vm)?,
                _ => by_values(&field, vm)?,
            };
            columns.push((labels(&name, vm)?, column));
        }
        Ok(columns)
    }

    /// The only column of an array of one dimension.
    fn column(&self, value: &PyObject, vm: &VirtualMachine) -> PyResult<Column> {
        match self.bytes(value, vm)? {
            Some((kind, bytes)) => Ok(column(&kind, bytes, self.shape[0])),
            None => by_values(value, vm),
        }
    }

    /// The columns of a matrix, by number.
    fn columns(
        &self,
        value: &PyObject,
        width: usize,
        vm: &VirtualMachine,
    ) -> PyResult<Vec<(Vec<Label>, Column)>> {
        let rows = self.shape[0];
        let (kind, bytes) = self.bytes(value, vm)?.unzip();
        let bytes = bytes.unwrap_or_default();
        let length = bytes.len().checked_div(width).unwrap_or(0);
        let mut columns = Vec::with_capacity(width);
        for number in 0..width {
            let column = match (&kind, bytes.slice(number * length..(number + 1) * length)) {
                (Some(kind), Some(bytes)) => column(kind, bytes, rows),
                _ => {
                    let at = [everything(vm), vm.new_pyobj(number)];
                    let at: PyObjectRef = vm.ctx.new_tuple(at.to_vec()).into();
                    by_values(&*value.get_item(&*at, vm)?, vm)?
                }
            };
            columns.push(column);
        }
        Ok(unnamed(width).into_iter().zip(columns).collect())
    }

    /// Its type and its bytes, one column after the other, if a column can hold them.
    fn bytes(&self, value: &PyObject, vm: &VirtualMachine) -> PyResult<Option<(String, Buffer)>> {
        let kind = match self.kind.trim_start_matches(['<', '>', '|', '=']) {
            "f2" => "f4".to_owned(),
            kind if has_unit(kind, &["Y", "M", "W", "D", "h", "m"]) => {
                format!("{}8[s]", &kind[..1])
            }
            kind if has_unit(kind, &["s", "ms", "us", "ns"]) => kind.to_owned(),
            kind @ ("b1" | "i1" | "i2" | "i4" | "i8" | "u1" | "u2" | "u4" | "u8" | "f4" | "f8") => {
                kind.to_owned()
            }
            _ => return Ok(None),
        };
        let plain = format!("<{kind}");
        let is_plain = self.kind == plain || self.kind == format!("|{kind}");
        let value = if is_plain {
            value.to_owned()
        } else {
            vm.call_method(value, "astype", (vm.ctx.new_str(plain),))?
        };
        if let Some(memory) = Memory::of(&value, vm)? {
            return Ok(Some((kind, Buffer::of(memory))));
        }
        let bytes = vm.call_method(&value, "tobytes", (vm.ctx.new_str("F"),))?;
        let bytes = bytes.downcast::<PyBytes>().ok();
        Ok(bytes.map(|bytes| (kind, Buffer::of(Copied(bytes)))))
    }
}

/// The memory of an array. Nobody changes it before its frame has gone to the page.
struct Memory(PyBuffer);

impl Memory {
    /// That of an array whose columns lie one after the other.
    fn of(array: &PyObject, vm: &VirtualMachine) -> PyResult<Option<Self>> {
        let rows = array.get_attr("T", vm)?;
        // Moments are not handed out.
        let memory = PyBuffer::try_from_borrowed_object(vm, &rows).map(Self).ok();
        Ok(memory.filter(|memory| memory.bytes().is_some()))
    }

    fn bytes(&self) -> Option<&[u8]> {
        match self.0.as_contiguous()? {
            BorrowedValue::Ref(bytes) => Some(bytes),
            _ => None,
        }
    }
}

impl AsRef<[u8]> for Memory {
    fn as_ref(&self) -> &[u8] {
        self.bytes().unwrap_or_default()
    }
}

struct Copied(PyRef<PyBytes>);

impl AsRef<[u8]> for Copied {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// Whether a type is that of moments or spans in one of these units.
fn has_unit(kind: &str, units: &[&str]) -> bool {
    let unit = kind
        .strip_prefix("M8[")
        .or_else(|| kind.strip_prefix("m8["));
    unit.and_then(|unit| unit.strip_suffix(']'))
        .is_some_and(|unit| units.contains(&unit))
}

/// The column of bytes of a type.
fn column(kind: &str, bytes: Buffer, rows: usize) -> Column {
    let made = match kind {
        "b1" => {
            let bits = bytes.as_slice().iter().map(|byte| Some(*byte != 0));
            Some(Column::of_bools(bits))
        }
        "f4" => {
            let there = present(&bytes, |number| !f32::from_le_bytes(number).is_nan());
            as_it_lies(DataType::Float32, bytes, there, rows)
        }
        "f8" => {
            let there = present(&bytes, |number| !f64::from_le_bytes(number).is_nan());
            as_it_lies(DataType::Float64, bytes, there, rows)
        }
        moment if moment.starts_with(['M', 'm']) => {
            let there = present(&bytes, |tick| i64::from_le_bytes(tick) != i64::MIN);
            as_it_lies(moment_type(moment), bytes, there, rows)
        }
        whole => whole_type(whole).and_then(|whole| as_it_lies(whole, bytes, None, rows)),
    };
    made.unwrap_or_else(|| Column::nulls(rows))
}

/// A column of bytes that stay where they are.
fn as_it_lies(
    data_type: DataType,
    values: Buffer,
    validity: Option<Buffer>,
    rows: usize,
) -> Option<Column> {
    let parts = Parts {
        validity,
        values,
        ..Parts::default()
    };
    Column::from_parts(data_type, rows, parts)
}

/// Which of the numbers are values; nothing where all are.
fn present<const N: usize>(bytes: &Buffer, is_value: impl Fn([u8; N]) -> bool) -> Option<Buffer> {
    if numbers(bytes).all(&is_value) {
        return None;
    }
    let mut bits = BitmapBuilder::default();
    numbers(bytes).for_each(|number| bits.push(is_value(number)));
    bits.finish_validity()
}

fn numbers<const N: usize>(bytes: &Buffer) -> impl Iterator<Item = [u8; N]> {
    bytes.as_slice().as_chunks::<N>().0.iter().copied()
}

fn moment_type(kind: &str) -> DataType {
    let unit = match &kind[3..kind.len() - 1] {
        "s" => TimeUnit::Second,
        "ms" => TimeUnit::Millisecond,
        "us" => TimeUnit::Microsecond,
        _ => TimeUnit::Nanosecond,
    };
    if kind.starts_with('M') {
        DataType::Timestamp { unit, zone: None }
    } else {
        DataType::Duration { unit }
    }
}

fn whole_type(kind: &str) -> Option<DataType> {
    Some(match kind {
        "i1" => DataType::Int8,
        "i2" => DataType::Int16,
        "i4" => DataType::Int32,
        "i8" => DataType::Int64,
        "u1" => DataType::UInt8,
        "u2" => DataType::UInt16,
        "u4" => DataType::UInt32,
        "u8" => DataType::UInt64,
        _ => return None,
    })
}

/// A column of values that Python has to say.
fn by_values(value: &PyObject, vm: &VirtualMachine) -> PyResult<Column> {
    let list = vm.call_method(value, "tolist", ())?;
    let values = list.downcast_ref::<PyList>();
    let values = values.map(|list| list.borrow_vec().to_vec());
    Columns::new(vm)?.column(&values.unwrap_or_default())
}
