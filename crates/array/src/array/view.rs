//! Views by other orders of axes, other types, and repeated axes.

use std::rc::Rc;

use smallvec::smallvec;

use super::{Array, normalize_axis};
use crate::dtype::Kind;
use crate::shape::{Dims, MAX_DIMS, Strides, c_strides};
use crate::{DType, Error, Result, TypeNum};

impl Array {
    /// The axes in another order; reversed if none is given.
    pub fn transpose(&self, axes: Option<&[isize]>) -> Result<Self> {
        let Some(axes) = axes else {
            let (mut shape, mut strides) = (self.shape.clone(), self.strides.clone());
            shape.reverse();
            strides.reverse();
            return Ok(self.derived(self.offset, shape, strides));
        };
        if axes.len() != self.ndim() {
            return Err(Error::value("axes don't match array"));
        }
        let mut seen = vec![false; self.ndim()];
        let (mut shape, mut strides) = (Dims::new(), Strides::new());
        for axis in axes {
            let axis = self.axis(*axis)?;
            if std::mem::replace(&mut seen[axis], true) {
                return Err(Error::value("repeated axis in transpose"));
            }
            shape.push(self.shape[axis]);
            strides.push(self.strides[axis]);
        }
        Ok(self.derived(self.offset, shape, strides))
    }

    /// Two axes exchanged.
    pub fn swapaxes(&self, left: isize, right: isize) -> Result<Self> {
        let (left, right) = (self.axis(left)?, self.axis(right)?);
        let (mut shape, mut strides) = (self.shape.clone(), self.strides.clone());
        shape.swap(left, right);
        strides.swap(left, right);
        Ok(self.derived(self.offset, shape, strides))
    }

    /// One axis moved to another position.
    #[must_use]
    pub fn moveaxis(&self, from: usize, to: usize) -> Self {
        let (mut shape, mut strides) = (self.shape.clone(), self.strides.clone());
        let (len, stride) = (shape.remove(from), strides.remove(from));
        shape.insert(to, len);
        strides.insert(to, stride);
        self.derived(self.offset, shape, strides)
    }

    /// Axes of length one taken away: those given, or all.
    pub fn squeeze(&self, axes: Option<&[isize]>) -> Result<Self> {
        let mut gone: Vec<bool> = self.shape.iter().map(|len| *len == 1).collect();
        if let Some(axes) = axes {
            let mut asked = vec![false; self.ndim()];
            for axis in axes {
                let axis = self.axis(*axis)?;
                if std::mem::replace(&mut asked[axis], true) {
                    return Err(Error::value("duplicate value in 'axis'"));
                }
                if self.shape[axis] != 1 {
                    return Err(Error::value(
                        "cannot select an axis to squeeze out which has size not equal to one",
                    ));
                }
            }
            gone = asked;
        }
        let kept = || (0..self.ndim()).filter(|axis| !gone[*axis]);
        let shape = kept().map(|axis| self.shape[axis]).collect();
        let strides = kept().map(|axis| self.strides[axis]).collect();
        Ok(self.derived(self.offset, shape, strides))
    }

    /// A new axis of length one before this one.
    #[must_use]
    pub fn expand_dims(&self, axis: usize) -> Self {
        let (mut shape, mut strides) = (self.shape.clone(), self.strides.clone());
        shape.insert(axis, 1);
        strides.insert(axis, 0);
        self.derived(self.offset, shape, strides)
    }

    /// The array repeated along axes that it lacks or that have the length one. Read-only, as
    /// positions share elements.
    pub fn broadcast_to(&self, shape: &[usize]) -> Result<Self> {
        let strides = self.broadcast_strides(shape).ok_or_else(|| {
            Error::value(format!(
                "cannot broadcast from {:?} to {shape:?}",
                self.shape()
            ))
        })?;
        let view = self.derived(self.offset, shape.into(), strides);
        Ok(view.with_writeable(false))
    }

    /// The strides with which this array fills a shape, if it can.
    pub(crate) fn broadcast_strides(&self, shape: &[usize]) -> Option<Strides> {
        let missing = shape.len().checked_sub(self.ndim())?;
        if shape.len() > MAX_DIMS {
            return None;
        }
        let mut strides: Strides = smallvec![0; shape.len()];
        for axis in 0..self.ndim() {
            let (own, wanted) = (self.shape[axis], shape[missing + axis]);
            if own == wanted {
                strides[missing + axis] = self.strides[axis];
            } else if own != 1 {
                return None;
            }
        }
        Some(strides)
    }

    /// The diagonal of two axes, as the last axis of a view.
    pub fn diagonal(&self, offset: isize, axis1: isize, axis2: isize) -> Result<Self> {
        if self.ndim() < 2 {
            return Err(Error::value(
                "diag requires an array of at least two dimensions",
            ));
        }
        let (first, second) = (self.axis(axis1)?, self.axis(axis2)?);
        if first == second {
            return Err(Error::value("axis1 and axis2 cannot be the same"));
        }
        let (rows, columns) = (self.shape[first] as isize, self.shape[second] as isize);
        let (step1, step2) = (self.strides[first], self.strides[second]);
        let len = if offset >= 0 {
            rows.min(columns.saturating_sub(offset))
        } else {
            columns.min(rows.saturating_add(offset))
        };
        let len = len.max(0) as usize;
        let skip = if len == 0 {
            0
        } else if offset >= 0 {
            offset * step2
        } else {
            -offset * step1
        };
        let kept = || (0..self.ndim()).filter(|axis| *axis != first && *axis != second);
        let mut shape: Dims = kept().map(|axis| self.shape[axis]).collect();
        let mut strides: Strides = kept().map(|axis| self.strides[axis]).collect();
        shape.push(len);
        strides.push(step1 + step2);
        Ok(self.derived((self.offset as isize + skip) as usize, shape, strides))
    }

    /// One field of a structured array. A field that is an array adds its axes.
    pub fn field(&self, name: &str) -> Result<Self> {
        let fields = self.dtype.fields();
        let field = fields.and_then(|fields| fields.get(name));
        let field = field.ok_or_else(|| Error::value(format!("no field of name {name}")))?;
        Ok(self.view_part(field.offset, &field.dtype))
    }

    /// A view of a part of each element, whose bytes lie in it.
    fn view_part(&self, offset: usize, dtype: &DType) -> Self {
        let (mut shape, mut strides) = (self.shape.clone(), self.strides.clone());
        let base = match dtype.as_subarray() {
            Some(subarray) => {
                let inner = c_strides(&subarray.shape, subarray.base.itemsize());
                shape.extend_from_slice(&subarray.shape);
                strides.extend_from_slice(&inner);
                &subarray.base
            }
            None => dtype,
        };
        let view = self.derived(self.offset + offset, shape, strides);
        Self {
            dtype: base.clone(),
            ..view
        }
    }

    /// The real part of complex numbers; the array itself of all others.
    #[must_use]
    pub fn real(&self) -> Self {
        match self.dtype.kind() {
            Kind::Complex => self.view_part(0, &self.component_type()),
            _ => self.clone(),
        }
    }

    /// The imaginary part of complex numbers; `None` of all others, whose is zero.
    pub fn imag(&self) -> Option<Self> {
        (self.dtype.kind() == Kind::Complex)
            .then(|| self.view_part(self.itemsize() / 2, &self.component_type()))
    }

    /// What complex numbers of this type are made of.
    fn component_type(&self) -> DType {
        let num = match self.dtype.num() {
            TypeNum::CFloat => TypeNum::Float,
            TypeNum::CLongDouble => TypeNum::LongDouble,
            _ => TypeNum::Double,
        };
        DType::new(num)
            .unwrap_or_else(DType::float64)
            .with_swapped(self.dtype.is_swapped())
    }

    /// The same bytes as another type (`view(dtype)`). Where sizes differ, the last axis changes its
    /// length.
    pub fn view_as(&self, dtype: &DType) -> Result<Self> {
        let is_object = self.dtype.has_objects() || dtype.has_objects();
        if is_object
            && self.dtype != *dtype
            && self.dtype.object_offsets() != dtype.object_offsets()
        {
            return Err(Error::type_(
                "Cannot change data-type for array of references.",
            ));
        }
        let (old, new) = (self.itemsize(), dtype.itemsize());
        let mut view = self.clone();
        if old != new {
            view = self.resized_last_axis(old, new)?;
        }
        view.dtype = dtype.clone();
        if let Some(subarray) = dtype.as_subarray() {
            view.dtype = DType::void(new);
            let whole = DType::subarray(subarray.base.clone(), &subarray.shape)?;
            return Ok(view.view_part(0, &whole));
        }
        Ok(view)
    }

    fn resized_last_axis(&self, old: usize, new: usize) -> Result<Self> {
        let Some(last) = self.ndim().checked_sub(1) else {
            return Err(Error::value(
                "Changing the dtype of a 0d array is only supported if the itemsize is unchanged",
            ));
        };
        let is_tight =
            self.shape[last] == 1 || self.is_empty() || self.strides[last] == old as isize;
        if !is_tight {
            return Err(Error::value(
                "To change to a dtype of a different size, the last axis must be contiguous",
            ));
        }
        let mut view = self.clone();
        if new == 0 {
            return Err(Error::value(
                "When changing to a smaller dtype, its size must be a divisor of the size of \
                 original dtype",
            ));
        }
        let bytes = self.shape[last] * old;
        if new < old && !old.is_multiple_of(new) {
            return Err(Error::value(
                "When changing to a smaller dtype, its size must be a divisor of the size of \
                 original dtype",
            ));
        }
        if !bytes.is_multiple_of(new) {
            return Err(Error::value(
                "When changing to a larger dtype, its size must be a divisor of the total size in \
                 bytes of the last axis of the array.",
            ));
        }
        view.shape[last] = bytes / new;
        view.strides[last] = new as isize;
        Ok(view)
    }

    /// A view with other strides over the same buffer, checked (`as_strided`).
    pub fn restrided(&self, shape: &[usize], strides: &[isize]) -> Result<Self> {
        let buffer = Rc::clone(&self.buffer);
        let view = Self::from_parts(buffer, self.offset, shape, strides, self.dtype.clone())?;
        Ok(view.with_writeable(self.is_writeable))
    }

    /// Axes in the order asked for, each once, negative ones counted from the end.
    pub fn check_axes(axes: &[isize], ndim: usize) -> Result<Vec<usize>> {
        let mut checked = Vec::with_capacity(axes.len());
        for axis in axes {
            let axis = normalize_axis(*axis, ndim)?;
            if checked.contains(&axis) {
                return Err(Error::value("duplicate value in 'axis'"));
            }
            checked.push(axis);
        }
        Ok(checked)
    }
}
