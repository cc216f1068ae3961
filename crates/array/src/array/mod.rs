//! Arrays: views of a buffer by shape and strides.

mod create;
mod element;
mod reshape;
mod slice;
mod view;

use std::rc::Rc;

pub use slice::{Slice, ViewIndex};

use crate::raw::Operand;
use crate::shape::{self, Dims, MAX_DIMS, Strides};
use crate::{Buffer, DType, Error, Result};

/// An array: elements of one type in a buffer that others may share.
#[derive(Clone, Debug)]
pub struct Array {
    buffer: Rc<Buffer>,
    offset: usize,
    shape: Dims,
    strides: Strides,
    dtype: DType,
    is_writeable: bool,
}

impl Array {
    /// A view of a buffer. All of its elements must lie in the buffer.
    pub fn from_parts(
        buffer: Rc<Buffer>,
        offset: usize,
        shape: &[usize],
        strides: &[isize],
        dtype: DType,
    ) -> Result<Self> {
        if shape.len() != strides.len() {
            return Err(Error::value(
                "strides, if given, must be the same length as shape",
            ));
        }
        if shape.len() > MAX_DIMS {
            return Err(Error::value(format!(
                "maximum supported dimension for an ndarray is currently {MAX_DIMS}, found {}",
                shape.len()
            )));
        }
        let fits = shape::extent(shape, strides, dtype.itemsize()).is_some_and(|(low, high)| {
            let start = offset as isize;
            start.checked_add(low).is_some_and(|low| low >= 0)
                && start
                    .checked_add(high)
                    .is_some_and(|high| high as usize <= buffer.len())
        });
        if !fits || offset > buffer.len() {
            return Err(Error::value(
                "strides is incompatible with shape of requested array and size of buffer",
            ));
        }
        Ok(Self {
            buffer,
            offset,
            shape: shape.into(),
            strides: strides.into(),
            dtype,
            is_writeable: true,
        })
    }

    /// A view of the same buffer whose elements are among this array's.
    fn derived(&self, offset: usize, shape: Dims, strides: Strides) -> Self {
        Self {
            buffer: self.buffer.clone(),
            offset,
            shape,
            strides,
            dtype: self.dtype.clone(),
            is_writeable: self.is_writeable,
        }
    }

    /// Lengths of the axes.
    #[inline]
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }

    /// Bytes from one element to the next, along each axis.
    #[inline]
    pub fn strides(&self) -> &[isize] {
        &self.strides
    }

    /// How many axes there are.
    #[inline]
    pub fn ndim(&self) -> usize {
        self.shape.len()
    }

    /// How many elements there are.
    #[inline]
    pub fn size(&self) -> usize {
        self.shape.iter().product()
    }

    /// Whether there are no elements.
    pub fn is_empty(&self) -> bool {
        self.shape.contains(&0)
    }

    /// The element type.
    #[inline]
    pub fn dtype(&self) -> &DType {
        &self.dtype
    }

    /// Bytes of one element.
    #[inline]
    pub fn itemsize(&self) -> usize {
        self.dtype.itemsize()
    }

    /// Bytes of all elements.
    pub fn nbytes(&self) -> usize {
        self.size() * self.itemsize()
    }

    /// The memory under it.
    pub fn buffer(&self) -> &Rc<Buffer> {
        &self.buffer
    }

    /// Where its first element stands in the buffer, in bytes.
    #[inline]
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// The address of its first element.
    pub fn address(&self) -> usize {
        self.start() as usize
    }

    /// Whether elements may be set.
    pub fn is_writeable(&self) -> bool {
        self.is_writeable
    }

    /// The same view, writeable or not.
    #[must_use]
    pub fn with_writeable(mut self, is_writeable: bool) -> Self {
        self.is_writeable = is_writeable;
        self
    }

    /// Fails if elements may not be set.
    pub fn check_writeable(&self) -> Result<()> {
        if self.is_writeable {
            Ok(())
        } else {
            Err(Error::value("assignment destination is read-only"))
        }
    }

    /// Whether elements follow one another with the last axis fastest.
    pub fn is_c_contiguous(&self) -> bool {
        shape::is_c_contiguous(&self.shape, &self.strides, self.itemsize())
    }

    /// Whether elements follow one another with the first axis fastest.
    pub fn is_f_contiguous(&self) -> bool {
        shape::is_f_contiguous(&self.shape, &self.strides, self.itemsize())
    }

    /// Whether elements stand at addresses that suit their type.
    pub fn is_aligned(&self) -> bool {
        let alignment = self.dtype.alignment();
        let steps = self.shape.iter().zip(&self.strides);
        let is_odd = |bytes: usize| !bytes.is_multiple_of(alignment);
        !is_odd(self.address())
            && steps
                .filter(|(len, _)| **len > 1)
                .all(|(_, stride)| !is_odd(stride.unsigned_abs()))
    }

    /// The axis that is meant: negative ones count from the end.
    pub fn axis(&self, axis: isize) -> Result<usize> {
        normalize_axis(axis, self.ndim())
    }

    #[inline]
    pub(crate) fn start(&self) -> *mut u8 {
        self.buffer.memory().as_ptr().wrapping_add(self.offset)
    }

    /// This array as an operand whose first element is this array's.
    #[inline]
    pub(crate) fn operand(&self, stride: isize) -> Operand {
        Operand::new(self.start(), stride, self.itemsize())
    }
}

/// The axis that is meant: negative ones count from the end.
pub fn normalize_axis(axis: isize, ndim: usize) -> Result<usize> {
    let counted = if axis < 0 { axis + ndim as isize } else { axis };
    if counted < 0 || counted >= ndim as isize {
        return Err(Error::Axis { axis, ndim });
    }
    Ok(counted as usize)
}
