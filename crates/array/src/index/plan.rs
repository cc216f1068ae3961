//! An index worked out against an array's shape, to read or to write through.

use smallvec::SmallVec;

use crate::array::{Array, Slice, ViewIndex};
use crate::cast::{Casting, can_cast, copy_run};
use crate::dtype::{DType, TypeNum};
use crate::overlap::needs_copy;
use crate::raw::Flags;
use crate::search::nonzero;
use crate::shape::{Dims, Order};
use crate::walk::{Walk, broadcast_shapes, shape_text};
use crate::{Error, Result};

/// One part of an index.
#[derive(Clone, Debug)]
pub enum Index {
    /// One position.
    At(isize),
    /// A part of an axis.
    Slice(Slice),
    /// As many whole axes as are left.
    Ellipsis,
    /// A new axis of length one.
    NewAxis,
    /// Positions along an axis: an array of whole numbers.
    Positions(Array),
    /// Truth values for as many axes as the array has.
    Mask(Array),
}

/// An index against one array.
pub struct Plan {
    /// What is left of the array beside the indexed axes: the first element of each place.
    rest: Array,
    /// Where the places begin, in bytes from the array's first element, in the order of `places`.
    offsets: Vec<isize>,
    /// The shape of the positions, broadcast together.
    places: Dims,
    /// At which axis of the result the places stand.
    position: usize,
}

/// An axis that positions are taken from.
struct Indexed {
    axis: usize,
    positions: Array,
}

impl Plan {
    /// Works an index out. Positions that are not there are an error.
    pub fn new(array: &Array, index: &[Index]) -> Result<Self> {
        let parts = expand(array, index)?;
        let (view, indexed, is_split) = split(array, &parts)?;
        let shapes: Vec<&[usize]> = indexed.iter().map(|part| part.positions.shape()).collect();
        let places = broadcast_shapes(&shapes).map_err(|_| {
            let texts: Vec<String> = shapes.iter().map(|shape| shape_text(shape)).collect();
            Error::index(format!(
                "shape mismatch: indexing arrays could not be broadcast together with shapes {} ",
                texts.join(" ")
            ))
        })?;
        let mut offsets = vec![0_isize; places.iter().product()];
        for part in &indexed {
            add_offsets(&mut offsets, &view, part, &places)?;
        }
        let position = if is_split {
            0
        } else {
            indexed.iter().map(|part| part.axis).min().unwrap_or(0)
        };
        let mut rest = view.clone();
        let mut axes: Vec<usize> = indexed.iter().map(|part| part.axis).collect();
        axes.sort_unstable();
        for axis in axes.into_iter().rev() {
            // An axis without elements has no places either, or they were refused above.
            rest = if rest.shape()[axis] == 0 {
                without_axis(&rest, axis)?
            } else {
                rest.index_axis(axis, 0)?
            };
        }
        Ok(Self {
            rest,
            offsets,
            places,
            position,
        })
    }

    /// The shape of what is read.
    pub fn shape(&self) -> Dims {
        let rest = self.rest.shape();
        let before = rest[..self.position].iter();
        before
            .chain(&self.places)
            .chain(&rest[self.position..])
            .copied()
            .collect()
    }

    /// Bytes from the array's first element to each element that is named, in the order of what is
    /// read.
    pub fn element_offsets(&self) -> Result<Vec<isize>> {
        // Addresses as numbers, arranged as the elements are.
        let sub: Vec<i64> = self
            .rest
            .offsets()
            .map(|offset| offset as i64 - self.rest.offset() as i64)
            .collect();
        let mut all = Vec::with_capacity(self.offsets.len() * sub.len());
        for place in &self.offsets {
            all.extend(sub.iter().map(|offset| offset + *place as i64));
        }
        let mut shape = self.places.to_vec();
        shape.extend_from_slice(self.rest.shape());
        let arranged = self.arranged(&Array::from_vec(all, &shape)?);
        let offsets: Vec<i64> = arranged.to_vec()?;
        Ok(offsets.into_iter().map(|offset| offset as isize).collect())
    }

    /// Where the first element stands that offsets are counted from.
    pub fn origin(&self) -> &Array {
        &self.rest
    }

    /// From places first to the order of the result.
    fn arranged(&self, array: &Array) -> Array {
        let mut array = array.clone();
        for _ in 0..self.position {
            // The axes that stand before the places come from behind them, one by one.
            array = array.moveaxis(self.places.len() + self.position - 1, 0);
        }
        array
    }

    /// From the order of the result to places first.
    fn places_first(&self, array: &Array) -> Array {
        let mut array = array.clone();
        for _ in 0..self.position {
            array = array.moveaxis(0, self.places.len() + self.position - 1);
        }
        array
    }

    /// A copy of the elements that are named.
    pub fn get(&self) -> Result<Array> {
        let mut shape = self.places.clone();
        shape.extend_from_slice(self.rest.shape());
        let result = Array::zeros(&shape, self.rest.dtype())?;
        self.copy(&result, true)?;
        Ok(self.arranged(&result))
    }

    /// Copies the elements that are named into an array of their shape and type.
    pub fn get_into(&self, out: &Array) -> Result<()> {
        out.check_writeable()?;
        self.copy(&self.places_first(out), true)
    }

    /// Sets the elements that are named, from values that fill their shape by broadcasting.
    pub fn set(&self, array: &Array, values: &Array, casting: Casting) -> Result<Flags> {
        array.check_writeable()?;
        let dtype = array.dtype();
        if !can_cast(values.dtype(), dtype, casting) {
            return Err(Error::Casting(format!(
                "Cannot cast array data from dtype('{:?}') to dtype('{dtype:?}') according to the rule '{}'",
                values.dtype(),
                casting.word()
            )));
        }
        let (values, flags) = if values.dtype() != dtype || needs_copy(values, array) {
            values.astype(dtype, Order::Keep)?
        } else {
            (values.clone(), Flags::NONE)
        };
        let shape = self.shape();
        let mut values = values;
        while values.ndim() > shape.len() && values.shape()[0] == 1 {
            values = values.index_axis(0, 0)?;
        }
        let filled = values.broadcast_to(&shape).map_err(|_| {
            Error::value(format!(
                "shape mismatch: value array of shape {} could not be broadcast to indexing result of shape {}",
                shape_text(values.shape()),
                shape_text(&shape)
            ))
        })?;
        self.copy(&self.places_first(&filled), false)?;
        Ok(flags)
    }

    /// Copies between the named elements and an array of their shape, places first.
    fn copy(&self, other: &Array, reads: bool) -> Result<()> {
        let dtype = self.rest.dtype();
        let count = self.places.len();
        if self.offsets.is_empty() || self.rest.is_empty() {
            return Ok(());
        }
        let mut inner = other.clone();
        for _ in 0..count {
            inner = inner.index_axis(0, 0)?;
        }
        if self.rest.ndim() == 0 && !dtype.has_objects() && other.is_c_contiguous() {
            let (named, run) = (
                self.rest.operand(0),
                other.operand(other.itemsize() as isize),
            );
            if reads {
                crate::raw::gather(&named, &self.offsets, &run);
            } else {
                crate::raw::scatter(&named, &self.offsets, &run);
            }
            return Ok(());
        }
        let walk = if reads {
            Walk::new(self.rest.shape(), &[&self.rest, &inner])?
        } else {
            Walk::new(self.rest.shape(), &[&inner, &self.rest])?
        };
        let head = places_of(other, count)?;
        let origin = other.offset() as isize;
        for (offset, place) in self.offsets.iter().zip(head.offsets()) {
            let place = place as isize - origin;
            let shifts = if reads {
                [*offset, place]
            } else {
                [place, *offset]
            };
            walk.run_shifted(&shifts, |run| copy_run(run, dtype))?;
        }
        Ok(())
    }
}

/// The first elements of all places.
fn places_of(array: &Array, count: usize) -> Result<Array> {
    let mut head = array.clone();
    while head.ndim() > count {
        head = head.index_axis(count, 0)?;
    }
    Ok(head)
}

fn without_axis(array: &Array, axis: usize) -> Result<Array> {
    let mut shape = array.shape().to_vec();
    shape.remove(axis);
    // No element of it is ever read: there are no places.
    let strides = vec![0; shape.len()];
    match array.restrided(&shape, &strides) {
        Ok(view) => Ok(view),
        Err(_) => Array::zeros(&shape, array.dtype()),
    }
}

/// Masks become positions, and the axes that nothing was said of are whole.
fn expand(array: &Array, index: &[Index]) -> Result<Vec<Index>> {
    let used: usize = index
        .iter()
        .map(|part| match part {
            Index::At(_) | Index::Slice(_) | Index::Positions(_) => 1,
            Index::Mask(mask) => mask.ndim(),
            Index::Ellipsis | Index::NewAxis => 0,
        })
        .sum();
    if used > array.ndim() {
        return Err(Error::index(format!(
            "too many indices for array: array is {}-dimensional, but {used} were indexed",
            array.ndim()
        )));
    }
    let mut left = array.ndim() - used;
    let mut parts = Vec::new();
    let mut axis = 0;
    let has_dots = index.iter().any(|part| matches!(part, Index::Ellipsis));
    let trailing = (!has_dots).then_some(Index::Ellipsis);
    for part in index.iter().chain(&trailing) {
        match part {
            Index::Ellipsis => {
                parts.extend((0..left).map(|_| Index::Slice(Slice::ALL)));
                axis += left;
                left = 0;
            }
            Index::Mask(mask) if mask.ndim() == 0 => {
                let count = i64::from(mask.to_bytes()[0] != 0);
                parts.push(Index::NewAxis);
                let none = Array::zeros(&[count as usize], &DType::int64())?;
                parts.push(Index::Mask(none));
            }
            Index::Mask(mask) => {
                for (at, len) in mask.shape().iter().enumerate() {
                    let own = array.shape()[axis + at];
                    if own != *len {
                        return Err(Error::index(format!(
                            "boolean index did not match indexed array along axis {}; size of axis \
                             is {own} but size of corresponding boolean axis is {len}",
                            axis + at
                        )));
                    }
                }
                axis += mask.ndim();
                parts.extend(nonzero(mask)?.into_iter().map(Index::Positions));
            }
            Index::NewAxis => parts.push(Index::NewAxis),
            other => {
                axis += 1;
                parts.push(other.clone());
            }
        }
    }
    Ok(parts)
}

/// Takes what is a view, and gives the axes of it that positions are taken from; and whether these
/// stand apart, so that the places come first.
fn split(array: &Array, parts: &[Index]) -> Result<(Array, Vec<Indexed>, bool)> {
    let mut basic: Vec<ViewIndex> = Vec::new();
    let mut indexed = Vec::new();
    let (mut axis, mut groups, mut in_group) = (0, 0, false);
    for part in parts {
        let positions = match part {
            Index::At(at) => Some(Array::scalar(*at as i64)),
            Index::Positions(positions) => Some(positions.clone()),
            // Positions on the new axis that stands before it.
            Index::Mask(positions) => {
                axis -= 1;
                basic.pop();
                basic.push(ViewIndex::NewAxis);
                indexed.push(Indexed {
                    axis,
                    positions: positions.clone(),
                });
                axis += 1;
                if !in_group {
                    groups += 1;
                }
                in_group = true;
                continue;
            }
            _ => None,
        };
        match (part, positions) {
            (_, Some(positions)) => {
                basic.push(ViewIndex::Slice(Slice::ALL));
                indexed.push(Indexed {
                    axis,
                    positions: as_positions(&positions)?,
                });
                if !in_group {
                    groups += 1;
                }
                in_group = true;
            }
            (Index::Slice(slice), None) => {
                basic.push(ViewIndex::Slice(*slice));
                in_group = false;
            }
            _ => {
                basic.push(ViewIndex::NewAxis);
                in_group = false;
            }
        }
        axis += 1;
    }
    Ok((array.view(&basic)?, indexed, groups > 1))
}

fn as_positions(array: &Array) -> Result<Array> {
    if array.dtype().num() == TypeNum::Bool || !array.dtype().num().is_integer() {
        return Err(Error::index(
            "arrays used as indices must be of integer (or boolean) type",
        ));
    }
    if array.dtype().is::<i64>() {
        return Ok(array.clone());
    }
    Ok(array.astype(&DType::int64(), Order::C)?.0)
}

fn add_offsets(
    offsets: &mut [isize],
    view: &Array,
    part: &Indexed,
    places: &[usize],
) -> Result<()> {
    let (len, stride) = (view.shape()[part.axis] as i64, view.strides()[part.axis]);
    let positions = part.positions.broadcast_to(places)?;
    let all: SmallVec<[i64; 8]> = positions.to_vec::<i64>()?.into();
    for (offset, at) in offsets.iter_mut().zip(all) {
        let counted = if at < 0 { at + len } else { at };
        if counted < 0 || counted >= len {
            return Err(Error::index(format!(
                "index {at} is out of bounds for axis {} with size {len}",
                part.axis
            )));
        }
        *offset += counted as isize * stride;
    }
    Ok(())
}
