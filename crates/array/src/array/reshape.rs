//! Views by another shape, where no element has to move.

use smallvec::SmallVec;

use super::Array;
use crate::shape::{Dims, Order, Strides, c_strides, f_strides};
use crate::{Error, Result};

impl Array {
    /// The shape that is meant: one length may be −1, which the others determine.
    pub fn resolve_shape(&self, shape: &[isize]) -> Result<Dims> {
        let size = self.size();
        let bad = || {
            let dims: Vec<String> = shape.iter().map(ToString::to_string).collect();
            let comma = if dims.len() == 1 { "," } else { "" };
            let text = format!("({}{comma})", dims.join(","));
            Error::value(format!(
                "cannot reshape array of size {size} into shape {text}"
            ))
        };
        let open = shape.iter().filter(|len| **len < 0).count();
        if open > 1 {
            return Err(Error::value("can only specify one unknown dimension"));
        }
        let known = shape
            .iter()
            .filter(|len| **len >= 0)
            .try_fold(1_usize, |all, len| all.checked_mul(*len as usize))
            .ok_or_else(bad)?;
        if open == 0 && known != size || open == 1 && (known == 0 || !size.is_multiple_of(known)) {
            return Err(bad());
        }
        let lens = shape.iter();
        Ok(lens
            .map(|len| {
                if *len < 0 {
                    size / known
                } else {
                    *len as usize
                }
            })
            .collect())
    }

    /// The view of another shape, elements in `C` or `F` order; `None` if some would have to move.
    /// The shape must have as many elements.
    pub fn reshape_view(&self, shape: &[usize], order: Order) -> Option<Self> {
        debug_assert_eq!(shape.iter().product::<usize>(), self.size());
        if shape == self.shape() {
            return Some(self.clone());
        }
        let is_f = order == Order::F;
        let strides = if self.is_empty() || self.size() == 1 {
            if is_f {
                f_strides(shape, self.itemsize())
            } else {
                c_strides(shape, self.itemsize())
            }
        } else {
            self.regrouped(shape, is_f)?
        };
        Some(self.derived(self.offset, shape.into(), strides))
    }

    /// Groups axes of the old and the new shape that hold as many elements. In each group the old
    /// axes must follow one another.
    fn regrouped(&self, shape: &[usize], is_f: bool) -> Option<Strides> {
        let old: SmallVec<[(usize, isize); 4]> = self
            .shape
            .iter()
            .copied()
            .zip(self.strides.iter().copied())
            .filter(|(len, _)| *len != 1)
            .collect();
        let mut strides: Strides = SmallVec::from_elem(0, shape.len());
        let (mut from, mut to) = (0, 0);
        while from < old.len() && to < shape.len() {
            let (mut have, mut want) = (old[from].0, shape[to]);
            let (mut old_end, mut new_end) = (from + 1, to + 1);
            while have != want {
                if want < have {
                    want *= shape[new_end];
                    new_end += 1;
                } else {
                    have *= old[old_end].0;
                    old_end += 1;
                }
            }
            let group = &old[from..old_end];
            let is_tight = group.windows(2).all(|pair| {
                let (outer, inner) = if is_f {
                    (pair[1], pair[0])
                } else {
                    (pair[0], pair[1])
                };
                outer.1 == inner.1 * inner.0 as isize
            });
            if !is_tight {
                return None;
            }
            fill_group(&mut strides[to..new_end], &shape[to..new_end], group, is_f);
            (from, to) = (old_end, new_end);
        }
        // Axes of length one at the end follow on what stands before them.
        for axis in to..shape.len() {
            let before = axis
                .checked_sub(1)
                .map(|before| (shape[before], strides[before]));
            strides[axis] = match before {
                Some((len, stride)) if is_f => stride * len as isize,
                Some((_, stride)) => stride,
                None => self.itemsize() as isize,
            };
        }
        Some(strides)
    }
}

fn fill_group(strides: &mut [isize], shape: &[usize], group: &[(usize, isize)], is_f: bool) {
    if is_f {
        let mut step = group[0].1;
        for (stride, len) in strides.iter_mut().zip(shape) {
            *stride = step;
            step *= *len as isize;
        }
    } else {
        let mut step = group[group.len() - 1].1;
        for (stride, len) in strides.iter_mut().zip(shape).rev() {
            *stride = step;
            step *= *len as isize;
        }
    }
}
