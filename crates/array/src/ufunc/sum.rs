//! In which order floats are summed: as NumPy's buffers and loops have it, so that sums are rounded alike.

use std::ops::Add;

use num_complex::Complex;

use crate::Result;
use crate::array::Array;
use crate::dtype::{DType, TypeNum};
use crate::raw::{Flags, Operands, Pod};
use crate::shape::Order;
use crate::walk::Walk;

/// How many elements NumPy copies together before it sums them.
const BUFFER: usize = 8192;
/// Fewer are summed one after another in any case.
const MIN_PAIRED: usize = 8;

/// Whether the order of sums of a type matters here.
pub(super) fn is_ordered(dtype: &DType) -> bool {
    matches!(
        dtype.num().canonical(),
        TypeNum::Float | TypeNum::Double | TypeNum::CFloat | TypeNum::CDouble
    )
}

/// Adds an array to the result, which is of its type and shown in its shape; `add` is the loop.
pub(super) fn fold(
    add: &dyn Fn(&Operands<'_>) -> Result<Flags>,
    part: &Array,
    result: &Array,
) -> Result<Flags> {
    let (shape, dtype) = (part.shape(), part.dtype());
    let mut flags = Flags::NONE;
    let walk = Walk::in_memory_order(shape, &[result, part, result])?;
    let reduced = walk.lens_standing_still();
    let inner = reduced.last().copied().unwrap_or(0);
    if inner == 0 {
        // Line is added to line. That is the same along one line after another.
        Walk::new(shape, &[result, part, result])?.run(|run| {
            if run.is_reduction() {
                add_in_turn(run, dtype);
            } else {
                flags |= add(run)?;
            }
            Ok(())
        })?;
        return Ok(flags);
    }
    let chunk = BUFFER / inner * inner;
    if reduced.len() > 1 && chunk > inner {
        // What does not follow one another is copied together, as many whole lines as fit.
        let copy = part.copy(Order::Keep)?;
        Walk::in_memory_order(shape, &[result, &copy, result])?.run(|run| {
            for start in (0..run.len()).step_by(chunk) {
                let items = [0, 1, 2].map(|at| run.operand(at).at(start));
                let len = chunk.min(run.len() - start);
                flags |= add(&Operands::new(len, &items))?;
            }
            Ok(())
        })?;
        return Ok(flags);
    }
    let walk = if inner < MIN_PAIRED {
        Walk::new(shape, &[result, part, result])?
    } else {
        walk
    };
    walk.run(|run| {
        flags |= add(run)?;
        Ok(())
    })?;
    Ok(flags)
}

fn add_in_turn(run: &Operands<'_>, dtype: &DType) {
    fn typed<T: Pod + Add<Output = T>>(run: &Operands<'_>) {
        let total = run.fold(1, run.get::<T>(0, 0), |total, value: T| total + value);
        run.set(2, 0, total);
    }
    match dtype.num().canonical() {
        TypeNum::Float => typed::<f32>(run),
        TypeNum::CFloat => typed::<Complex<f32>>(run),
        TypeNum::CDouble => typed::<Complex<f64>>(run),
        _ => typed::<f64>(run),
    }
}
