//! New arrays.

use std::rc::Rc;

use super::Array;
use crate::shape::{Order, Strides, c_strides, f_strides, keep_order_strides};
use crate::{Buffer, DType, Element, Error, Result};

/// Makes a buffer of so many elements.
type Allocate = fn(usize, &DType) -> Result<Rc<Buffer>>;

fn in_order(shape: &[usize], dtype: &DType, order: Order) -> Strides {
    match order {
        Order::F => f_strides(shape, dtype.itemsize()),
        _ => c_strides(shape, dtype.itemsize()),
    }
}

impl Array {
    /// Zeros (unset objects), the last axis fastest.
    pub fn zeros(shape: &[usize], dtype: &DType) -> Result<Self> {
        Self::zeros_in(shape, dtype, Order::C)
    }

    /// Zeros in an order; `Any` and `Keep` mean `C`.
    pub fn zeros_in(shape: &[usize], dtype: &DType, order: Order) -> Result<Self> {
        let strides = in_order(shape, dtype, order);
        Self::with_strides(shape, &strides, dtype, Buffer::zeroed)
    }

    /// Elements that may be any, which somebody is about to set; laid out as by [`Array::zeros_like`].
    pub fn unset_like(like: &Self, shape: &[usize], dtype: &DType, order: Order) -> Result<Self> {
        Self::laid_out_like(like, shape, dtype, order, Buffer::unset)
    }

    /// Zeros of this shape and type, laid out like another array if the order is `Keep` or `Any`.
    pub fn zeros_like(like: &Self, shape: &[usize], dtype: &DType, order: Order) -> Result<Self> {
        Self::laid_out_like(like, shape, dtype, order, Buffer::zeroed)
    }

    fn laid_out_like(
        like: &Self,
        shape: &[usize],
        dtype: &DType,
        order: Order,
        allocate: Allocate,
    ) -> Result<Self> {
        let order = match order {
            Order::Keep if like.is_c_contiguous() || shape.len() != like.ndim() => Order::C,
            Order::Keep if like.is_f_contiguous() => Order::F,
            Order::Keep => {
                let size = dtype.itemsize();
                let strides = keep_order_strides(shape, &like.strides, size);
                return Self::with_strides(shape, &strides, dtype, allocate);
            }
            Order::Any if like.is_f_contiguous() && !like.is_c_contiguous() => Order::F,
            Order::Any => Order::C,
            order => order,
        };
        let strides = in_order(shape, dtype, order);
        Self::with_strides(shape, &strides, dtype, allocate)
    }

    fn with_strides(
        shape: &[usize],
        strides: &Strides,
        dtype: &DType,
        allocate: Allocate,
    ) -> Result<Self> {
        // Arrays without elements are as large as if each axis had one at least.
        let size = shape
            .iter()
            .filter(|len| **len != 0)
            .try_fold(dtype.itemsize().max(1), |all, len| all.checked_mul(*len));
        if size.is_none_or(|size| isize::try_from(size).is_err()) {
            return Err(Error::value(
                "array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum \
                 possible size.",
            ));
        }
        let buffer = allocate(shape.iter().product(), dtype)?;
        Self::from_parts(buffer, 0, shape, strides, dtype.clone())
    }

    /// An array of these values, the last axis fastest, without a copy.
    pub fn from_vec<T: Element>(values: Vec<T>, shape: &[usize]) -> Result<Self> {
        if shape.iter().product::<usize>() != values.len() {
            return Err(Error::value(format!(
                "cannot reshape array of size {} into shape {shape:?}",
                values.len()
            )));
        }
        let strides = c_strides(shape, size_of::<T>());
        Self::from_parts(
            Buffer::from_vec(values),
            0,
            shape,
            &strides,
            DType::of::<T>(),
        )
    }

    /// An array of one axis.
    pub fn from_slice<T: Element>(values: &[T]) -> Self {
        let strides = [size_of::<T>() as isize];
        Self::owned(
            Buffer::from_vec(values.to_vec()),
            &[values.len()],
            &strides,
            DType::of::<T>(),
        )
    }

    /// An array without axes, of one value.
    pub fn scalar<T: Element>(value: T) -> Self {
        Self::owned(Buffer::from_vec(vec![value]), &[], &[], DType::of::<T>())
    }

    /// A whole buffer whose size is known to fit.
    fn owned(buffer: Rc<Buffer>, shape: &[usize], strides: &[isize], dtype: DType) -> Self {
        Self {
            buffer,
            offset: 0,
            shape: shape.into(),
            strides: strides.into(),
            dtype,
            is_writeable: true,
        }
    }

    /// An array of these bytes, as they stand. Types with objects are refused.
    pub fn from_bytes(bytes: Vec<u8>, dtype: &DType, shape: &[usize]) -> Result<Self> {
        if dtype.has_objects() {
            return Err(Error::value(
                "cannot create an object array from memory buffer",
            ));
        }
        let strides = c_strides(shape, dtype.itemsize());
        Self::from_parts(Buffer::from_vec(bytes), 0, shape, &strides, dtype.clone())
    }
}
