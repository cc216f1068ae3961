//! Running results along an axis, and reductions of its parts.

use super::reduce::{Reduction, defects, reduce};
use super::scan::is_float;
use crate::array::{Array, Slice};
use crate::cast::Casting;
use crate::raw::{Flags, Operands};
use crate::shape::Order;
use crate::walk::Walk;
use crate::{Error, Result};

/// What each reduction of the first elements along the axis gives (`cumsum` for `add`). The call's
/// only axis is the one that is meant.
pub fn accumulate(call: &Reduction<'_>, array: &Array) -> Result<(Array, Flags)> {
    let dtype = call.dtype()?;
    let [axis] = *call.axes else {
        return Err(Error::value("accumulate does not allow multiple axes"));
    };
    let mut flags = Flags::NONE;
    let input = if array.dtype() == dtype {
        array.clone()
    } else {
        let (cast, met) = array.astype(dtype, Order::Keep)?;
        flags |= met;
        cast
    };
    let result = Array::zeros_like(&input, input.shape(), dtype, Order::Keep)?;
    result.assign(&input, Casting::Unsafe)?;
    let len = input.shape()[axis];
    if len > 1 && !input.is_empty() {
        let (before, after) = (
            part(&result, axis, 0, len - 1)?,
            part(&result, axis, 1, len)?,
        );
        let values = part(&input, axis, 1, len)?;
        if input.size() / len >= len {
            // Many short lines: a step of all of them at a time.
            for at in 0..len as isize - 1 {
                let arrays = [before.index_axis(axis, at)?, values.index_axis(axis, at)?];
                let target = after.index_axis(axis, at)?;
                let all = [&arrays[0], &arrays[1], &target];
                Walk::new(target.shape(), &all)?.run(|run| {
                    flags |= call.run(run)?;
                    Ok(())
                })?;
            }
        } else {
            each_line(call, [&before, &values, &after], axis, &mut flags)?;
        }
        if call.is_watched && is_float(dtype) {
            // What is not finite stays so: the last results tell of all.
            flags |= defects(&after.index_axis(axis, len as isize - 2)?, &input)?;
        }
    }
    match call.out {
        None => Ok((result, flags)),
        Some(out) => {
            if out.shape() != result.shape() {
                return Err(Error::value(
                    "provided out is the wrong size for the accumulation.",
                ));
            }
            flags |= out.assign(&result, Casting::Unsafe)?;
            Ok((out.clone(), flags))
        }
    }
}

fn part(array: &Array, axis: usize, start: usize, stop: usize) -> Result<Array> {
    array.slice_axis(axis, Slice::new(start as isize, stop as isize, 1))
}

fn each_line(
    call: &Reduction<'_>,
    arrays: [&Array; 3],
    axis: usize,
    flags: &mut Flags,
) -> Result<()> {
    let len = arrays[0].shape()[axis];
    let strides = arrays.map(|array| array.strides()[axis]);
    let heads = [
        arrays[0].index_axis(axis, 0)?,
        arrays[1].index_axis(axis, 0)?,
        arrays[2].index_axis(axis, 0)?,
    ];
    Walk::new(heads[0].shape(), &[&heads[0], &heads[1], &heads[2]])?.run(|run| {
        for at in 0..run.len() {
            let items: [_; 3] =
                std::array::from_fn(|which| run.operand(which).at(at).with_stride(strides[which]));
            *flags |= call.run(&Operands::new(len, &items))?;
        }
        Ok(())
    })
}

/// Reductions of the parts that begin at these positions of the axis; a part that does not end after
/// it begins is one element.
pub fn reduceat(call: &Reduction<'_>, array: &Array, starts: &[isize]) -> Result<(Array, Flags)> {
    let dtype = call.dtype()?;
    let [axis] = *call.axes else {
        return Err(Error::value("reduceat does not allow multiple axes"));
    };
    let len = array.shape()[axis];
    for start in starts {
        if *start < 0 || *start >= len as isize {
            return Err(Error::index(format!(
                "index {start} out-of-bounds in {}.reduceat [0, {len})",
                call.ufunc.name
            )));
        }
    }
    let mut shape = array.shape().to_vec();
    shape[axis] = starts.len();
    let result = match call.out {
        Some(out) if out.shape() == shape && out.dtype() == dtype => out.clone(),
        _ => Array::zeros(&shape, dtype)?,
    };
    let mut flags = Flags::NONE;
    for (at, start) in starts.iter().enumerate() {
        let stop = starts.get(at + 1).copied().unwrap_or(len as isize);
        let target = result.index_axis(axis, at as isize)?;
        let block = array.slice_axis(axis, Slice::new(*start, stop.max(start + 1), 1))?;
        let inner = Reduction {
            out: Some(&target),
            keeps_axes: false,
            mask: None,
            initial: None,
            ..*call
        };
        flags |= reduce(&inner, &block)?.1;
    }
    match call.out {
        Some(out) if out.address() != result.address() => {
            flags |= out.assign(&result, Casting::Unsafe)?;
            Ok((out.clone(), flags))
        }
        _ => Ok((result, flags)),
    }
}
