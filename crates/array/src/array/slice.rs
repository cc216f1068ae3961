//! Views by basic indexing: whole numbers, slices, `...` and new axes.

use super::Array;
use crate::shape::{Dims, Strides};
use crate::{Error, Result};

/// A slice, as Python writes it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Slice {
    /// Where it begins; negative ones count from the end.
    pub start: Option<isize>,
    /// Where it ends, itself left out.
    pub stop: Option<isize>,
    /// How far one goes; 1 if nothing is said.
    pub step: Option<isize>,
}

impl Slice {
    /// All of an axis.
    pub const ALL: Self = Self {
        start: None,
        stop: None,
        step: None,
    };

    /// From one position up to another.
    pub fn new(start: isize, stop: isize, step: isize) -> Self {
        Self {
            start: Some(start),
            stop: Some(stop),
            step: Some(step),
        }
    }

    /// First position, step, and number of positions in an axis of this length.
    pub fn resolve(self, len: usize) -> Result<(isize, isize, usize)> {
        let step = self.step.unwrap_or(1).max(-isize::MAX);
        if step == 0 {
            return Err(Error::value("slice step cannot be zero"));
        }
        let len = len as isize;
        let (low, high) = if step > 0 { (0, len) } else { (-1, len - 1) };
        let clamp = |bound: Option<isize>, default: isize| match bound {
            None => default,
            Some(bound) if bound < 0 => (bound.saturating_add(len)).clamp(low, high),
            Some(bound) => bound.clamp(low, high),
        };
        let (first, last) = if step > 0 { (low, high) } else { (high, low) };
        let (start, stop) = (clamp(self.start, first), clamp(self.stop, last));
        let span = if step > 0 { stop - start } else { start - stop };
        let count = if span <= 0 {
            0
        } else {
            (span - 1) / step.abs() + 1
        };
        Ok((start, step, count as usize))
    }
}

/// One part of a basic index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ViewIndex {
    /// One position; the axis goes.
    At(isize),
    /// A part of an axis.
    Slice(Slice),
    /// As many whole axes as are left.
    Ellipsis,
    /// A new axis of length one.
    NewAxis,
}

impl Array {
    /// The view that a basic index gives.
    pub fn view(&self, index: &[ViewIndex]) -> Result<Self> {
        let taken = index
            .iter()
            .filter(|part| matches!(part, ViewIndex::At(_) | ViewIndex::Slice(_)))
            .count();
        if taken > self.ndim() {
            return Err(Error::index(format!(
                "too many indices for array: array is {}-dimensional, but {taken} were indexed",
                self.ndim()
            )));
        }
        let mut rest = self.ndim() - taken;
        let (mut shape, mut strides) = (Dims::new(), Strides::new());
        let (mut axis, mut offset) = (0, self.offset as isize);
        for part in index {
            match part {
                ViewIndex::At(at) => {
                    let position = check_index(*at, self.shape[axis], axis)?;
                    offset += position as isize * self.strides[axis];
                    axis += 1;
                }
                ViewIndex::Slice(slice) => {
                    let (start, step, count) = slice.resolve(self.shape[axis])?;
                    if count > 0 {
                        offset += start * self.strides[axis];
                    }
                    shape.push(count);
                    // A step that leads nowhere may be as large as it likes.
                    strides.push(self.strides[axis].wrapping_mul(step));
                    axis += 1;
                }
                ViewIndex::Ellipsis => {
                    shape.extend_from_slice(&self.shape[axis..axis + rest]);
                    strides.extend_from_slice(&self.strides[axis..axis + rest]);
                    axis += rest;
                    rest = 0;
                }
                ViewIndex::NewAxis => {
                    shape.push(1);
                    strides.push(0);
                }
            }
        }
        shape.extend_from_slice(&self.shape[axis..]);
        strides.extend_from_slice(&self.strides[axis..]);
        Ok(self.derived(offset as usize, shape, strides))
    }

    /// The view of a part of one axis.
    pub fn slice_axis(&self, axis: usize, slice: Slice) -> Result<Self> {
        let mut index = vec![ViewIndex::Slice(Slice::ALL); axis];
        index.push(ViewIndex::Slice(slice));
        self.view(&index)
    }

    /// The view at one position of an axis, which goes.
    pub fn index_axis(&self, axis: usize, at: isize) -> Result<Self> {
        let position = check_index(at, self.shape[axis], axis)?;
        let offset = self.offset as isize + position as isize * self.strides[axis];
        let (mut shape, mut strides) = (self.shape.clone(), self.strides.clone());
        shape.remove(axis);
        strides.remove(axis);
        Ok(self.derived(offset as usize, shape, strides))
    }
}

/// The position that is meant: negative ones count from the end.
pub(crate) fn check_index(at: isize, len: usize, axis: usize) -> Result<usize> {
    let counted = if at < 0 { at + len as isize } else { at };
    if counted < 0 || counted >= len as isize {
        return Err(Error::index(format!(
            "index {at} is out of bounds for axis {axis} with size {len}"
        )));
    }
    Ok(counted as usize)
}
