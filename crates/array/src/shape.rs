//! Lengths and strides of axes, and the order in which elements follow one another.

use smallvec::{SmallVec, smallvec};

/// Lengths of axes.
pub type Dims = SmallVec<[usize; 4]>;

/// Bytes from one element to the next, along each axis.
pub type Strides = SmallVec<[isize; 4]>;

/// How many axes an array may have.
pub const MAX_DIMS: usize = 64;

/// In which order elements follow one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The last axis runs fastest.
    C,
    /// The first axis runs fastest.
    F,
    /// `F` if the array at hand is so and not `C` too, else `C`.
    Any,
    /// As near to the array at hand as can be.
    Keep,
}

/// Strides with the last axis fastest.
pub fn c_strides(shape: &[usize], itemsize: usize) -> Strides {
    let mut strides: Strides = smallvec![0; shape.len()];
    let mut step = itemsize as isize;
    for (stride, len) in strides.iter_mut().zip(shape).rev() {
        *stride = step;
        step = step.wrapping_mul((*len).max(1) as isize);
    }
    strides
}

/// Strides with the first axis fastest.
pub fn f_strides(shape: &[usize], itemsize: usize) -> Strides {
    let mut strides: Strides = smallvec![0; shape.len()];
    let mut step = itemsize as isize;
    for (stride, len) in strides.iter_mut().zip(shape) {
        *stride = step;
        step = step.wrapping_mul((*len).max(1) as isize);
    }
    strides
}

/// The bytes that elements cover, from the first element's: the lowest, and one past the highest.
/// `None` if they cannot be counted.
pub(crate) fn extent(
    shape: &[usize],
    strides: &[isize],
    itemsize: usize,
) -> Option<(isize, isize)> {
    if shape.contains(&0) {
        return Some((0, 0));
    }
    let (mut low, mut high) = (0_isize, isize::try_from(itemsize).ok()?);
    for (len, stride) in shape.iter().zip(strides) {
        let reach = stride.checked_mul(isize::try_from(len - 1).ok()?)?;
        if reach < 0 {
            low = low.checked_add(reach)?;
        } else {
            high = high.checked_add(reach)?;
        }
    }
    Some((low, high))
}

pub(crate) fn is_c_contiguous(shape: &[usize], strides: &[isize], itemsize: usize) -> bool {
    follows(shape.iter().zip(strides).rev(), shape, itemsize)
}

pub(crate) fn is_f_contiguous(shape: &[usize], strides: &[isize], itemsize: usize) -> bool {
    follows(shape.iter().zip(strides), shape, itemsize)
}

fn follows<'a>(
    axes: impl Iterator<Item = (&'a usize, &'a isize)>,
    shape: &[usize],
    itemsize: usize,
) -> bool {
    if shape.contains(&0) {
        return true;
    }
    let mut step = itemsize as isize;
    for (len, stride) in axes {
        if *len == 1 {
            continue;
        }
        if *stride != step {
            return false;
        }
        step *= *len as isize;
    }
    true
}

/// Strides of a fresh array whose axes follow one another as those of these strides do.
pub(crate) fn keep_order_strides(shape: &[usize], like: &[isize], itemsize: usize) -> Strides {
    let mut axes: Vec<usize> = (0..shape.len()).collect();
    axes.sort_by_key(|axis| std::cmp::Reverse(like[*axis].unsigned_abs()));
    let mut strides: Strides = smallvec![0; shape.len()];
    let mut step = itemsize as isize;
    for axis in axes.into_iter().rev() {
        strides[axis] = step;
        step *= shape[axis].max(1) as isize;
    }
    strides
}
