//! Products of matrices and stacks of them.

use half::f16;
use num_complex::Complex;

use crate::array::Array;
use crate::cast::Casting;
use crate::dtype::{DType, Kind, TypeNum};
use crate::loops::arithmetic::Number;
use crate::raw::{Bool, Gemm, Matrix, Operands};
use crate::shape::{Dims, Order};
use crate::walk::broadcast_shapes;
use crate::{Error, Result};

/// The product of two arrays of one type as stacks of matrices (`@`); an array of one axis is a row
/// on the left and a column on the right.
pub fn matmul(left: &Array, right: &Array) -> Result<Array> {
    let (is_row, is_column) = (left.ndim() == 1, right.ndim() == 1);
    for (at, array) in [left, right].into_iter().enumerate() {
        if array.ndim() == 0 {
            return Err(Error::value(format!(
                "matmul: Input operand {at} does not have enough dimensions (has 0, gufunc core \
                 with signature (n?,k),(k,m?)->(n?,m?) requires 1)"
            )));
        }
    }
    let a = if is_row {
        left.expand_dims(0)
    } else {
        left.clone()
    };
    let b = if is_column {
        right.expand_dims(1)
    } else {
        right.clone()
    };
    let product = stacks(&a, &b, "matmul", "(n?,k),(k,m?)->(n?,m?)")?;
    let mut axes: Vec<isize> = Vec::new();
    if is_row {
        axes.push(-2);
    }
    if is_column {
        axes.push(-1);
    }
    product.squeeze(Some(&axes))
}

/// The scalar product of vectors along the last axis, the left one conjugated.
pub fn vecdot(left: &Array, right: &Array) -> Result<Array> {
    needs_axes("vecdot", &[(left, 1), (right, 1)])?;
    let a = conjugate(left)?.expand_dims(left.ndim() - 1);
    let b = right.expand_dims(right.ndim());
    stacks(&a, &b, "vecdot", "(n),(n)->()")?.squeeze(Some(&[-2, -1]))
}

fn needs_axes(name: &str, arrays: &[(&Array, usize)]) -> Result<()> {
    for (at, (array, least)) in arrays.iter().enumerate() {
        if array.ndim() < *least {
            return Err(Error::value(format!(
                "{name}: Input operand {at} does not have enough dimensions (has {}, requires {least})",
                array.ndim()
            )));
        }
    }
    Ok(())
}

fn conjugate(array: &Array) -> Result<Array> {
    if array.dtype().kind() != Kind::Complex {
        return Ok(array.clone());
    }
    let copy = array.astype(&array.dtype().to_native(), Order::C)?.0;
    if let Some(imaginary) = copy.imag() {
        let items = [imaginary.ravel(Order::Keep)?];
        // A strided view of all imaginary parts.
        let flat = copy
            .reshape_view(&[copy.size()], Order::C)
            .and_then(|flat| flat.imag());
        let target = flat.unwrap_or_else(|| items[0].clone());
        let step = target.strides().first().copied().unwrap_or(0);
        let both = [target.operand(step), target.operand(step)];
        let run = Operands::new(target.size(), &both);
        if target.itemsize() == 4 {
            run.map1(|value: f32| -value);
        } else {
            run.map1(|value: f64| -value);
        }
    }
    Ok(copy)
}

/// Stacks of matrices, the other axes broadcast.
fn stacks(left: &Array, right: &Array, name: &str, signature: &str) -> Result<Array> {
    let (a_dims, b_dims) = (left.ndim(), right.ndim());
    let (m, k) = (left.shape()[a_dims - 2], left.shape()[a_dims - 1]);
    let (other, n) = (right.shape()[b_dims - 2], right.shape()[b_dims - 1]);
    if k != other {
        return Err(Error::value(format!(
            "{name}: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature \
             {signature} (size {other} is different from {k})"
        )));
    }
    if left.dtype() != right.dtype() {
        return Err(Error::type_("matrices of one type are multiplied"));
    }
    let dtype = left.dtype().to_native();
    let batch = broadcast_shapes(&[&left.shape()[..a_dims - 2], &right.shape()[..b_dims - 2]])?;
    let with = |rows: usize, columns: usize| -> Dims {
        batch.iter().copied().chain([rows, columns]).collect()
    };
    let result = Array::zeros(&with(m, n), &dtype)?;
    if result.is_empty() || k == 0 {
        return Ok(result);
    }
    let a = suited(left, &dtype)?.broadcast_to(&with(m, k))?;
    let b = suited(right, &dtype)?.broadcast_to(&with(k, n))?;
    let heads = [&a, &b, &result].map(|array| heads(array, batch.len()));
    let [a_heads, b_heads, c_heads] = heads;
    let (a_heads, b_heads, c_heads) = (a_heads?, b_heads?, c_heads?);
    let places = a_heads
        .offsets()
        .zip(b_heads.offsets())
        .zip(c_heads.offsets());
    for ((a_at, b_at), c_at) in places {
        let matrices = [matrix(&a, a_at), matrix(&b, b_at), matrix(&result, c_at)];
        multiply(dtype.num(), [m, k, n], matrices)?;
    }
    Ok(result)
}

/// The array as it can be multiplied: native, with strides of whole elements.
fn suited(array: &Array, dtype: &DType) -> Result<Array> {
    let is_whole = array.is_aligned()
        && array
            .strides()
            .iter()
            .all(|stride| stride.unsigned_abs().is_multiple_of(array.itemsize()));
    if is_whole && array.dtype().is_native() {
        return Ok(array.clone());
    }
    Ok(array.astype(dtype, Order::C)?.0)
}

/// The first elements of all matrices.
fn heads(array: &Array, count: usize) -> Result<Array> {
    array.index_axis(count, 0)?.index_axis(count, 0)
}

fn matrix(array: &Array, offset: usize) -> Matrix {
    let strides = array.strides();
    Matrix {
        start: array
            .operand(0)
            .moved(offset as isize - array.offset() as isize)
            .start(),
        row: strides[strides.len() - 2],
        column: strides[strides.len() - 1],
    }
}

fn multiply(num: TypeNum, dims: [usize; 3], matrices: [Matrix; 3]) -> Result<()> {
    match num.canonical() {
        TypeNum::Double => blocked::<f64>(dims, matrices),
        TypeNum::Float => blocked::<f32>(dims, matrices),
        TypeNum::Bool => plain(dims, matrices, &|all: Bool, a: Bool, b: Bool| {
            Bool::from(all.get() | (a.get() & b.get()))
        }),
        TypeNum::Byte => plain_numbers::<i8>(dims, matrices),
        TypeNum::UByte => plain_numbers::<u8>(dims, matrices),
        TypeNum::Short => plain_numbers::<i16>(dims, matrices),
        TypeNum::UShort => plain_numbers::<u16>(dims, matrices),
        TypeNum::Int => plain_numbers::<i32>(dims, matrices),
        TypeNum::UInt => plain_numbers::<u32>(dims, matrices),
        TypeNum::Long => plain_numbers::<i64>(dims, matrices),
        TypeNum::ULong => plain_numbers::<u64>(dims, matrices),
        TypeNum::CFloat => plain_numbers::<Complex<f32>>(dims, matrices),
        TypeNum::CDouble => plain_numbers::<Complex<f64>>(dims, matrices),
        TypeNum::Half => halves(dims, matrices),
        _ => {
            return Err(Error::NoLoop(
                "matrices of this type are not multiplied here".into(),
            ));
        }
    }
    Ok(())
}

fn blocked<T: Gemm>(dims: [usize; 3], [a, b, c]: [Matrix; 3]) {
    T::multiply(dims, a, b, c);
}

fn plain_numbers<T: Number>(dims: [usize; 3], matrices: [Matrix; 3]) {
    plain(dims, matrices, &|all: T, a: T, b: T| all.add(a.mul(b)));
}

/// Row by row of the result: each element of the left row times a row of the right matrix.
fn plain<T: crate::raw::Pod>(
    [m, k, n]: [usize; 3],
    [a, b, c]: [Matrix; 3],
    step: &impl Fn(T, T, T) -> T,
) {
    use crate::raw::Operand;
    let size = size_of::<T>();
    for row in 0..m as isize {
        let target = Operand::new(c.start, c.column, size).moved(row * c.row);
        for inner in 0..k as isize {
            let factor = Operand::new(a.start, 0, size).moved(row * a.row + inner * a.column);
            let line = Operand::new(b.start, b.column, size).moved(inner * b.row);
            Operands::new(n, &[target, factor, line, target]).map3(step);
        }
    }
}

/// Summed in single precision.
fn halves([m, k, n]: [usize; 3], [a, b, c]: [Matrix; 3]) {
    use crate::raw::Operand;
    for row in 0..m as isize {
        for column in 0..n as isize {
            let left = Operand::new(a.start, a.column, 2).moved(row * a.row);
            let right = Operand::new(b.start, b.row, 2).moved(column * b.column);
            let run = [left, right];
            let run = Operands::new(k, &run);
            let sum = (0..k).fold(0.0_f32, |sum, at| {
                sum + run.get::<f16>(0, at).to_f32() * run.get::<f16>(1, at).to_f32()
            });
            let target = [Operand::new(c.start, 0, 2).moved(row * c.row + column * c.column)];
            Operands::new(1, &target).set(0, 0, f16::from_f32(sum));
        }
    }
}

/// Copies a product where it is asked for.
pub(super) fn store(result: Array, out: Option<&Array>) -> Result<Array> {
    match out {
        None => Ok(result),
        Some(out) => {
            out.assign(&result, Casting::Unsafe)?;
            Ok(out.clone())
        }
    }
}
