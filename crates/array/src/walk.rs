//! Several arrays of one shape, walked together in runs as long as can be.

use smallvec::SmallVec;

use crate::array::Array;
use crate::raw::{Operand, Operands};
use crate::shape::{Dims, Strides};
use crate::{Error, Result};

/// Below this length the innermost run is not worth its call, if another axis is longer.
const SHORT_RUN: usize = 8;

/// A way through the elements of several operands.
pub struct Walk {
    shape: Dims,
    operands: SmallVec<[(Operand, Strides); 4]>,
}

impl Walk {
    /// A way through arrays that fill this shape by broadcasting. Axes may be taken in any order.
    pub fn new(shape: &[usize], arrays: &[&Array]) -> Result<Self> {
        let mut walk = Self::in_memory_order(shape, arrays)?;
        walk.prefer_long_run();
        Ok(walk)
    }

    /// The same with the shortest way from one element to the next innermost, however short the runs are.
    pub(crate) fn in_memory_order(shape: &[usize], arrays: &[&Array]) -> Result<Self> {
        let mut walk = Self::in_order(shape, arrays)?;
        walk.sort_axes();
        walk.join_axes();
        Ok(walk)
    }

    /// The lengths of those innermost axes along which the first operand stands still.
    pub(crate) fn lens_standing_still(&self) -> &[usize] {
        let strides = &self.operands[0].1;
        let still = strides
            .iter()
            .rev()
            .take_while(|stride| **stride == 0)
            .count();
        &self.shape[self.shape.len() - still..]
    }

    /// A way through arrays that fill this shape by broadcasting, the last axis fastest.
    pub fn in_order(shape: &[usize], arrays: &[&Array]) -> Result<Self> {
        let operands = arrays.iter().map(|array| {
            let strides = array.broadcast_strides(shape);
            Ok((
                array.operand(0),
                strides.ok_or_else(|| mismatch(array.shape(), shape))?,
            ))
        });
        Ok(Self {
            shape: shape.into(),
            operands: operands.collect::<Result<_>>()?,
        })
    }

    /// Puts axes with long strides outside. The earlier operand decides where it can.
    fn sort_axes(&mut self) {
        let ndim = self.shape.len();
        let mut axes: SmallVec<[usize; 4]> = (0..ndim).collect();
        // Insertion by comparing neighbours: few axes, and the order need not be total.
        for at in 1..ndim {
            let mut here = at;
            while here > 0 && self.belongs_inside(axes[here - 1], axes[here]) {
                axes.swap(here - 1, here);
                here -= 1;
            }
        }
        if axes.windows(2).all(|pair| pair[0] < pair[1]) {
            return;
        }
        self.shape = axes.iter().map(|axis| self.shape[*axis]).collect();
        for (_, strides) in &mut self.operands {
            *strides = axes.iter().map(|axis| strides[*axis]).collect();
        }
    }

    /// Whether an axis that stands outside of another should stand inside of it.
    fn belongs_inside(&self, outer: usize, inner: usize) -> bool {
        for (_, strides) in &self.operands {
            let (left, right) = (strides[outer].unsigned_abs(), strides[inner].unsigned_abs());
            if left != 0 && right != 0 && left != right {
                return left < right;
            }
        }
        false
    }

    /// Makes one axis of neighbours that follow one another in all operands.
    fn join_axes(&mut self) {
        let mut axis = 0;
        while axis + 1 < self.shape.len() {
            let (outer, inner) = (self.shape[axis], self.shape[axis + 1]);
            let follows = outer == 1
                || inner == 1
                || self.operands.iter().all(|(_, strides)| {
                    strides[axis] == strides[axis + 1].wrapping_mul(inner as isize)
                });
            if !follows {
                axis += 1;
                continue;
            }
            for (_, strides) in &mut self.operands {
                let gone = if inner == 1 { axis + 1 } else { axis };
                strides.remove(gone);
            }
            self.shape[axis] = outer * inner;
            self.shape.remove(axis + 1);
        }
    }

    fn prefer_long_run(&mut self) {
        let ndim = self.shape.len();
        if ndim < 2 || self.shape[ndim - 1] >= SHORT_RUN {
            return;
        }
        let longest = (0..ndim).max_by_key(|axis| self.shape[*axis]).unwrap_or(0);
        if self.shape[longest] <= 4 * self.shape[ndim - 1] {
            return;
        }
        let len = self.shape.remove(longest);
        self.shape.push(len);
        for (_, strides) in &mut self.operands {
            let stride = strides.remove(longest);
            strides.push(stride);
        }
    }

    /// Whether all elements are one run.
    pub fn is_one_run(&self) -> bool {
        self.shape.len() <= 1
    }

    /// Calls for each run.
    pub fn run(&self, each: impl FnMut(&Operands<'_>) -> Result<()>) -> Result<()> {
        self.run_from(&self.operands, each)
    }

    /// Calls for each run, with each operand so many bytes further on, which must be in its array.
    pub(crate) fn run_shifted(
        &self,
        shifts: &[isize],
        each: impl FnMut(&Operands<'_>) -> Result<()>,
    ) -> Result<()> {
        let mut operands = self.operands.clone();
        for ((operand, _), shift) in operands.iter_mut().zip(shifts) {
            *operand = operand.moved(*shift);
        }
        self.run_from(&operands, each)
    }

    fn run_from(
        &self,
        operands: &[(Operand, Strides)],
        mut each: impl FnMut(&Operands<'_>) -> Result<()>,
    ) -> Result<()> {
        if self.shape.contains(&0) {
            return Ok(());
        }
        let (outer, len) = match self.shape.split_last() {
            Some((len, outer)) => (outer, *len),
            None => (&[][..], 1),
        };
        let last = outer.len();
        let mut items: SmallVec<[Operand; 4]> = operands
            .iter()
            .map(|(operand, strides)| operand.with_stride(strides.get(last).copied().unwrap_or(0)))
            .collect();
        let mut index: Dims = SmallVec::from_elem(0, last);
        loop {
            each(&Operands::new(len, &items))?;
            let Some(axis) = Self::advance(outer, &mut index) else {
                return Ok(());
            };
            for (item, (_, strides)) in items.iter_mut().zip(operands) {
                let mut step = strides[axis];
                for inner in axis + 1..last {
                    step -= strides[inner] * (outer[inner] as isize - 1);
                }
                *item = item.moved(step);
            }
        }
    }

    /// Counts on. Gives the axis that moved, or nothing at the end.
    #[inline]
    fn advance(outer: &[usize], index: &mut [usize]) -> Option<usize> {
        for axis in (0..outer.len()).rev() {
            index[axis] += 1;
            if index[axis] < outer[axis] {
                return Some(axis);
            }
            index[axis] = 0;
        }
        None
    }
}

fn mismatch(shape: &[usize], wanted: &[usize]) -> Error {
    Error::value(format!(
        "could not broadcast input array from shape {} into shape {}",
        shape_text(shape),
        shape_text(wanted)
    ))
}

/// A shape as NumPy writes it in messages: `(2,3)`, `(2,)`, `()`.
pub fn shape_text(shape: &[usize]) -> String {
    let dims: Vec<String> = shape.iter().map(ToString::to_string).collect();
    let comma = if dims.len() == 1 { "," } else { "" };
    format!("({}{comma})", dims.join(","))
}

/// The shape that arrays of these shapes fill together.
pub fn broadcast_shapes(shapes: &[&[usize]]) -> Result<Dims> {
    let ndim = shapes.iter().map(|shape| shape.len()).max().unwrap_or(0);
    let mut all: Dims = SmallVec::from_elem(1, ndim);
    for shape in shapes {
        let missing = ndim - shape.len();
        for (axis, len) in shape.iter().enumerate() {
            let known = &mut all[missing + axis];
            if *known == 1 {
                *known = *len;
            } else if *len != 1 && *len != *known {
                let texts: Vec<String> = shapes.iter().map(|shape| shape_text(shape)).collect();
                return Err(Error::value(format!(
                    "operands could not be broadcast together with shapes {} ",
                    texts.join(" ")
                )));
            }
        }
    }
    Ok(all)
}
