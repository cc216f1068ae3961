//! Copies, and assignment of one array's elements to another's.

use crate::array::Array;
use crate::cast::{Casting, can_cast, cast_run, clear_run, copy_run};
use crate::dtype::Kind;
use crate::overlap::needs_copy;
use crate::raw::{Flags, Operands};
use crate::shape::Order;
use crate::walk::Walk;
use crate::{DType, Element, Error, Result};

impl Array {
    /// A copy with memory of its own.
    pub fn copy(&self, order: Order) -> Result<Self> {
        let copy = Self::to_be_set_like(self, self.dtype(), order)?;
        copy.assign_unchecked(self)?;
        Ok(copy)
    }

    /// An array of another one's shape all of whose elements are about to be set. Bytes between the fields
    /// of a structure are zeros.
    fn to_be_set_like(like: &Self, dtype: &DType, order: Order) -> Result<Self> {
        let make = if dtype.kind() == Kind::Void {
            Self::zeros_like
        } else {
            Self::unset_like
        };
        make(like, like.shape(), dtype, order)
    }

    /// A copy as another type, whatever is lost. Gives the floating point errors that it met.
    pub fn astype(&self, dtype: &DType, order: Order) -> Result<(Self, Flags)> {
        let copy = Self::to_be_set_like(self, dtype, order)?;
        let flags = copy.assign_unchecked(self)?;
        Ok((copy, flags))
    }

    /// The array itself if its elements follow one another (the last axis fastest) in native order,
    /// else a copy.
    pub fn to_contiguous(&self) -> Result<Self> {
        if self.is_c_contiguous() && self.dtype().is_native() {
            return Ok(self.clone());
        }
        Ok(self.astype(&self.dtype().to_native(), Order::C)?.0)
    }

    /// The array itself if its elements are of this type and follow one another (the last axis fastest),
    /// else a copy that is so.
    pub fn as_contiguous(&self, dtype: &DType) -> Result<Self> {
        if self.is_c_contiguous() && self.dtype() == dtype {
            return Ok(self.clone());
        }
        Ok(self.astype(dtype, Order::C)?.0)
    }

    /// Sets all elements from an array that fills the shape by broadcasting.
    pub fn assign(&self, source: &Self, casting: Casting) -> Result<Flags> {
        self.check_writeable()?;
        if !can_cast(source.dtype(), self.dtype(), casting) {
            return Err(Error::Casting(format!(
                "Cannot cast array data from dtype('{:?}') to dtype('{:?}') according to the rule '{}'",
                source.dtype(),
                self.dtype(),
                casting.word()
            )));
        }
        self.assign_unchecked(source)
    }

    fn assign_unchecked(&self, source: &Self) -> Result<Flags> {
        let source = leading_ones_dropped(source, self.ndim())?;
        let kept;
        let source = if needs_copy(&source, self) {
            kept = source.copy(Order::Keep)?;
            &kept
        } else {
            &source
        };
        let mut flags = Flags::NONE;
        Walk::new(self.shape(), &[self, source])?.run(|run| {
            let items = [*run.operand(1), *run.operand(0)];
            let run = Operands::new(run.len(), &items);
            flags |= cast_run(&run, source.dtype(), self.dtype())?;
            Ok(())
        })?;
        Ok(flags)
    }

    /// Sets those elements that a mask of truth values names.
    pub fn assign_where(&self, source: &Self, mask: &Self, casting: Casting) -> Result<Flags> {
        self.check_writeable()?;
        if !can_cast(source.dtype(), self.dtype(), casting) {
            return Err(Error::Casting(format!(
                "Cannot cast array data from dtype('{:?}') to dtype('{:?}') according to the rule '{}'",
                source.dtype(),
                self.dtype(),
                casting.word()
            )));
        }
        let (source, flags) = if source.dtype() == self.dtype() && !needs_copy(source, self) {
            (source.clone(), Flags::NONE)
        } else {
            source.astype(self.dtype(), Order::Keep)?
        };
        let source = leading_ones_dropped(&source, self.ndim())?;
        Walk::new(self.shape(), &[self, &source, mask])?.run(|run| {
            each_true_run(run, 2, |start, len| {
                let items = [run.operand(1).at(start), run.operand(0).at(start)];
                copy_run(&Operands::new(len, &items), self.dtype())
            })
        })?;
        Ok(flags)
    }

    /// Sets all elements to a value of their type.
    pub fn fill<T: Element>(&self, value: T) -> Result<()> {
        self.assign(&Self::scalar(value), Casting::Unsafe)
            .map(|_| ())
    }

    /// Gives up all objects and leaves them unset.
    pub fn clear_objects(&self) -> Result<()> {
        if !self.dtype().has_objects() {
            return Ok(());
        }
        Walk::new(self.shape(), &[self])?.run(|run| {
            clear_run(*run.operand(0), run.len(), self.dtype());
            Ok(())
        })
    }

    /// The elements under another shape, in `C` or `F` order: a view if none has to move, else a copy.
    pub fn reshape(&self, shape: &[isize], order: Order) -> Result<Self> {
        let shape = self.resolve_shape(shape)?;
        let order = match order {
            Order::Any if self.is_f_contiguous() && !self.is_c_contiguous() => Order::F,
            Order::F => Order::F,
            _ => Order::C,
        };
        if let Some(view) = self.reshape_view(&shape, order) {
            return Ok(view);
        }
        let copy = self.copy(order)?;
        let view = copy.reshape_view(&shape, order);
        view.ok_or_else(|| Error::value("a copy in this order has every shape"))
    }

    /// All elements along one axis: a view if none has to move, else a copy.
    pub fn ravel(&self, order: Order) -> Result<Self> {
        if order == Order::Keep {
            let sorted = self.sorted_by_strides()?;
            return sorted.reshape(&[-1], Order::C);
        }
        self.reshape(&[-1], order)
    }

    /// A copy of all elements along one axis.
    pub fn flatten(&self, order: Order) -> Result<Self> {
        let order = match order {
            Order::Any if self.is_f_contiguous() && !self.is_c_contiguous() => Order::F,
            order => order,
        };
        if order == Order::Keep {
            return self.sorted_by_strides()?.flatten(Order::C);
        }
        let size = self.size();
        let copy = self.copy(order)?;
        copy.reshape_view(&[size], order)
            .ok_or_else(|| Error::value("a copy in this order is one run"))
    }

    /// The axes in the order of their strides, the longest first.
    fn sorted_by_strides(&self) -> Result<Self> {
        let mut axes: Vec<isize> = (0..self.ndim() as isize).collect();
        axes.sort_by_key(|axis| std::cmp::Reverse(self.strides()[*axis as usize].unsigned_abs()));
        self.transpose(Some(&axes))
    }
}

/// A source may have more axes than its target if the first ones have the length one.
fn leading_ones_dropped(source: &Array, ndim: usize) -> Result<Array> {
    let mut source = source.clone();
    while source.ndim() > ndim && source.shape()[0] == 1 {
        source = source.index_axis(0, 0)?;
    }
    Ok(source)
}

/// Calls for each stretch of a run that an operand of truth values names.
pub(crate) fn each_true_run(
    run: &Operands<'_>,
    mask: usize,
    mut each: impl FnMut(usize, usize) -> Result<()>,
) -> Result<()> {
    let mut start = 0;
    while start < run.len() {
        if run.get::<u8>(mask, start) == 0 {
            start += 1;
            continue;
        }
        let mut end = start + 1;
        while end < run.len() && run.get::<u8>(mask, end) != 0 {
            end += 1;
        }
        each(start, end - start)?;
        start = end;
    }
    Ok(())
}
