//! Elements along an axis by their positions, and what is made of that.

use super::{Index, Plan};
use crate::array::{Array, Slice};
use crate::cast::Casting;
use crate::dtype::DType;
use crate::search::{nonzero, truth};
use crate::shape::Order;
use crate::walk::broadcast_shapes;
use crate::{Error, Result};

/// What happens to positions that are not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// An error; negative ones count from the end.
    Raise,
    /// They are counted round.
    Wrap,
    /// They become the nearest one.
    Clip,
}

/// Positions as they are meant in an axis of this length.
pub fn normalize(positions: &Array, len: usize, mode: Mode) -> Result<Array> {
    let positions = positions.astype(&DType::int64(), Order::C)?.0;
    let len = len as i64;
    let each = positions.to_vec::<i64>()?.into_iter().map(|at| match mode {
        Mode::Raise => at,
        Mode::Wrap if len > 0 => at.rem_euclid(len),
        Mode::Wrap => at,
        Mode::Clip => at.clamp(0, (len - 1).max(0)),
    });
    Array::from_vec(each.collect(), positions.shape())
}

fn plan_along(array: &Array, positions: &Array, axis: usize, mode: Mode) -> Result<Plan> {
    if array.shape()[axis] == 0 && !positions.is_empty() {
        return Err(Error::index(
            "cannot do a non-empty take from an empty axes.",
        ));
    }
    let positions = normalize(positions, array.shape()[axis], mode)?;
    let mut index = vec![Index::Slice(Slice::ALL); axis];
    index.push(Index::Positions(positions));
    Plan::new(array, &index)
}

/// Elements by their positions along an axis.
pub fn take(array: &Array, positions: &Array, axis: usize, mode: Mode) -> Result<Array> {
    let plan = plan_along(array, positions, axis, mode)?;
    let result = Array::zeros(&plan.shape(), array.dtype())?;
    plan.get_into(&result)?;
    Ok(result)
}

/// Elements by their positions along an axis, into an array of the result's shape and the array's type.
pub fn take_into(
    array: &Array,
    positions: &Array,
    axis: usize,
    mode: Mode,
    out: &Array,
) -> Result<()> {
    plan_along(array, positions, axis, mode)?.get_into(out)
}

/// Sets elements by their positions in the flattened array, values repeated as needed.
pub fn put(array: &Array, positions: &Array, values: &Array, mode: Mode) -> Result<()> {
    array.check_writeable()?;
    let values = values
        .astype(array.dtype(), Order::C)?
        .0
        .reshape(&[-1], Order::C)?;
    let positions = normalize(positions, array.size(), mode)?.reshape(&[-1], Order::C)?;
    if values.is_empty() || positions.is_empty() {
        return Ok(());
    }
    let count = positions.size() as i64;
    let turns = (0..count).map(|at| at % values.size() as i64).collect();
    let turns = Array::from_vec(turns, &[count as usize])?;
    let values = take(&values, &turns, 0, Mode::Raise)?;
    let flat = array.reshape_view(&[array.size()], Order::C);
    let target = match &flat {
        Some(view) => view.clone(),
        None => array.copy(Order::C)?.reshape(&[-1], Order::C)?,
    };
    let plan = Plan::new(&target, &[Index::Positions(positions)])?;
    plan.set(&target, &values, Casting::Unsafe)?;
    if flat.is_none() {
        let shape: Vec<isize> = array.shape().iter().map(|len| *len as isize).collect();
        array.assign(&target.reshape(&shape, Order::C)?, Casting::Unsafe)?;
    }
    Ok(())
}

/// Each element as often as is said, along an axis.
pub fn repeat(array: &Array, counts: &Array, axis: usize) -> Result<Array> {
    let counts: Vec<i64> = counts.astype(&DType::int64(), Order::C)?.0.to_vec()?;
    let len = array.shape()[axis];
    if counts.len() != 1 && counts.len() != len {
        return Err(Error::value(format!(
            "operands could not be broadcast together with shape ({len},) ({},)",
            counts.len()
        )));
    }
    if counts.iter().any(|count| *count < 0) {
        return Err(Error::value("repeats may not contain negative values."));
    }
    let mut positions = Vec::new();
    for at in 0..len {
        let count = if counts.len() == 1 {
            counts[0]
        } else {
            counts[at]
        };
        positions.extend(std::iter::repeat_n(at as i64, count as usize));
    }
    let count = positions.len();
    take(
        array,
        &Array::from_vec(positions, &[count])?,
        axis,
        Mode::Raise,
    )
}

/// The elements along an axis that a mask of one axis names; it may be shorter than the axis.
pub fn compress(mask: &Array, array: &Array, axis: usize) -> Result<Array> {
    if mask.ndim() != 1 {
        return Err(Error::value("condition must be a 1-d array"));
    }
    let positions = nonzero(&truth(mask)?)?;
    take(array, &positions[0], axis, Mode::Raise)
}

/// From each place of several arrays the element of the one that `which` names.
pub fn choose(which: &Array, choices: &[Array], mode: Mode) -> Result<Array> {
    let first = choices
        .first()
        .ok_or_else(|| Error::value("choose needs at least one array to choose from"))?;
    let mut shapes: Vec<&[usize]> = vec![which.shape()];
    shapes.extend(choices.iter().map(Array::shape));
    let shape = broadcast_shapes(&shapes)?;
    let which = normalize(which, choices.len(), mode)?;
    let wanted: Vec<i64> = which.broadcast_to(&shape)?.to_vec()?;
    let count = choices.len() as i64;
    if wanted.iter().any(|at| *at < 0 || *at >= count) {
        return Err(Error::value("invalid entry in choice array"));
    }
    let result = Array::zeros(&shape, first.dtype())?;
    for (at, choice) in choices.iter().enumerate() {
        let mask = wanted.iter().map(|wanted| u8::from(*wanted == at as i64));
        let mask = Array::from_bytes(mask.collect(), &DType::bool(), &shape)?;
        result.assign_where(choice, &mask, Casting::Unsafe)?;
    }
    Ok(result)
}
