//! Ways of their own for the commonest indices: positions in an array of one axis, and a mask of the array's
//! own shape.

use crate::array::Array;
use crate::dtype::Kind;
use crate::raw::{self, Operands};
use crate::search::count_nonzero;
use crate::walk::Walk;
use crate::{Error, Result};

/// Whether elements can be moved as numbers of their size are.
fn is_plain(array: &Array) -> bool {
    let dtype = array.dtype();
    !dtype.has_objects() && dtype.kind() != Kind::Void && raw::has_size(array.itemsize())
}

/// The elements at these positions (`int64`) of an array of one axis; `None` where this is no case of it.
pub fn take_at(array: &Array, positions: &Array) -> Result<Option<Array>> {
    if array.ndim() != 1
        || !is_plain(array)
        || !positions.dtype().is::<i64>()
        || !positions.dtype().is_native()
    {
        return Ok(None);
    }
    let result = Array::unset_like(positions, positions.shape(), array.dtype(), crate::Order::C)?;
    let (len, from) = (array.shape()[0], array.operand(array.strides()[0]));
    Walk::in_order(positions.shape(), &[positions, &result])?.run(|run| {
        match raw::gather_at(&from, len, run) {
            Some(at) => Err(Error::index(format!(
                "index {at} is out of bounds for axis 0 with size {len}"
            ))),
            None => Ok(()),
        }
    })?;
    Ok(Some(result))
}

/// The elements, the last axis fastest, at which a mask of the array's shape is true.
pub fn take_where(array: &Array, mask: &Array) -> Result<Option<Array>> {
    if !is_plain(array) || mask.shape() != array.shape() {
        return Ok(None);
    }
    let mask = mask.to_contiguous()?;
    let array = array.as_contiguous(array.dtype())?;
    let count = count_nonzero(&mask)?;
    let result = Array::unset_like(&array, &[count], array.dtype(), crate::Order::C)?;
    let items = [array.operand(array.itemsize() as isize), mask.operand(1)];
    let into = [result.operand(array.itemsize() as isize)];
    raw::choose(
        &Operands::new(array.size(), &items),
        &Operands::new(count, &into),
        count,
    );
    Ok(Some(result))
}

/// Sets the elements at which a mask of the array's shape is true: to one value, or to values of one axis, one
/// for each. Gives whether this was a case of it.
pub fn put_where(array: &Array, mask: &Array, values: &Array) -> Result<bool> {
    if mask.shape() != array.shape() {
        return Ok(false);
    }
    if values.ndim() > 1 {
        return Err(Error::type_(format!(
            "NumPy boolean array indexing assignment requires a 0 or 1-dimensional input, input has {} dimensions",
            values.ndim()
        )));
    }
    array.check_writeable()?;
    let mask = mask.to_contiguous()?;
    if values.size() != 1 {
        let count = count_nonzero(&mask)?;
        if count != values.size() {
            return Err(Error::value(format!(
                "NumPy boolean array indexing assignment cannot assign {} input values to the {count} output values \
                 where the mask is true",
                values.size()
            )));
        }
    }
    if !is_plain(array) || !array.is_c_contiguous() || values.dtype() != array.dtype() {
        return Ok(false);
    }
    if values.is_empty() {
        return Ok(true);
    }
    let stride = if values.size() == 1 {
        0
    } else {
        values.strides()[0]
    };
    let items = [array.operand(array.itemsize() as isize), mask.operand(1)];
    let into = [values.operand(stride)];
    raw::put(
        &Operands::new(array.size(), &items),
        &Operands::new(values.size(), &into),
    );
    Ok(true)
}
