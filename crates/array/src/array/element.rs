//! Single elements: where they stand, reading and writing them.

use num_complex::Complex;
use smallvec::SmallVec;

use super::Array;
use super::slice::check_index;
use crate::dtype::TypeNum;
use crate::raw::{Bool, Pod};
use crate::{Element, Error, Result, Value, f16};

impl Array {
    /// The byte offset in the buffer of an element by its position along each axis.
    pub fn offset_of(&self, index: &[isize]) -> Result<usize> {
        if index.len() != self.ndim() {
            return Err(Error::index(format!(
                "{} indices for an array of {} axes",
                index.len(),
                self.ndim()
            )));
        }
        let mut offset = self.offset() as isize;
        for (axis, at) in index.iter().enumerate() {
            let position = check_index(*at, self.shape()[axis], axis)?;
            offset += position as isize * self.strides()[axis];
        }
        Ok(offset as usize)
    }

    /// A view of the element at a byte offset in the buffer.
    pub fn element(&self, offset: usize) -> Result<Self> {
        let (buffer, dtype) = (self.buffer().clone(), self.dtype().clone());
        let view = Self::from_parts(buffer, offset, &[], &[], dtype)?;
        Ok(view.with_writeable(self.is_writeable()))
    }

    /// The byte offsets in the buffer of all elements, the last axis fastest.
    pub fn offsets(&self) -> Offsets<'_> {
        Offsets {
            array: self,
            index: SmallVec::from_elem(0, self.ndim()),
            offset: self.offset() as isize,
            left: self.size(),
        }
    }

    /// Reads an element by its byte offset in the buffer, in native order.
    #[inline]
    pub fn read<T: Pod>(&self, offset: usize) -> T {
        let value = self.buffer().memory().read::<T>(offset);
        if self.dtype().is_swapped() {
            value.swap_bytes()
        } else {
            value
        }
    }

    /// Writes an element by its byte offset in the buffer, from native order.
    #[inline]
    pub fn write<T: Pod>(&self, offset: usize, value: T) {
        let value = if self.dtype().is_swapped() {
            value.swap_bytes()
        } else {
            value
        };
        self.buffer().memory().write(offset, value);
    }

    /// All elements, the last axis fastest. The type must be that of the elements.
    pub fn to_vec<T: Element>(&self) -> Result<Vec<T>> {
        if self.dtype().num().canonical() != T::NUM
            && !(T::NUM == TypeNum::Long && self.dtype().num().is_date())
        {
            return Err(Error::type_(format!(
                "elements of type {} are not {}",
                self.dtype().name(),
                T::NUM.scalar_name()
            )));
        }
        if self.is_c_contiguous() && self.dtype().is_native() && !self.is_empty() {
            return Ok(self.buffer().memory().read_vec(self.offset(), self.size()));
        }
        Ok(self.offsets().map(|offset| self.read(offset)).collect())
    }

    /// The bytes of all elements, the last axis fastest.
    pub fn to_bytes(&self) -> Vec<u8> {
        let size = self.itemsize();
        let mut bytes = vec![0; self.nbytes()];
        if self.is_c_contiguous() {
            if !bytes.is_empty() {
                self.buffer().memory().read_bytes(self.offset(), &mut bytes);
            }
            return bytes;
        }
        for (into, offset) in bytes.chunks_exact_mut(size.max(1)).zip(self.offsets()) {
            self.buffer().memory().read_bytes(offset, into);
        }
        bytes
    }

    /// An element by its position along each axis.
    pub fn get(&self, index: &[isize]) -> Result<Value> {
        Ok(self.value_at(self.offset_of(index)?))
    }

    /// The only element of an array of one.
    pub fn item(&self) -> Result<Value> {
        if self.size() != 1 {
            return Err(Error::value(
                "can only convert an array of size 1 to a Python scalar",
            ));
        }
        Ok(self.value_at(self.offset()))
    }

    /// An element by its byte offset in the buffer.
    pub fn value_at(&self, offset: usize) -> Value {
        match self.dtype().num() {
            TypeNum::Bool => Value::Bool(self.read::<Bool>(offset).get()),
            TypeNum::Byte => Value::Int(self.read::<i8>(offset).into()),
            TypeNum::UByte => Value::UInt(self.read::<u8>(offset).into()),
            TypeNum::Short => Value::Int(self.read::<i16>(offset).into()),
            TypeNum::UShort => Value::UInt(self.read::<u16>(offset).into()),
            TypeNum::Int => Value::Int(self.read::<i32>(offset).into()),
            TypeNum::UInt => Value::UInt(self.read::<u32>(offset).into()),
            TypeNum::Long | TypeNum::LongLong => Value::Int(self.read(offset)),
            TypeNum::ULong | TypeNum::ULongLong => Value::UInt(self.read(offset)),
            TypeNum::Half => Value::Float(self.read::<f16>(offset).into()),
            TypeNum::Float => Value::Float(self.read::<f32>(offset).into()),
            TypeNum::Double | TypeNum::LongDouble => Value::Float(self.read(offset)),
            TypeNum::CFloat => {
                let value = self.read::<Complex<f32>>(offset);
                Value::Complex(Complex::new(value.re.into(), value.im.into()))
            }
            TypeNum::CDouble | TypeNum::CLongDouble => Value::Complex(self.read(offset)),
            TypeNum::DateTime => Value::DateTime(self.read(offset)),
            TypeNum::TimeDelta => Value::TimeDelta(self.read(offset)),
            TypeNum::Object => Value::Object(self.read(offset)),
            TypeNum::Bytes => Value::Bytes(trimmed(self.element_bytes(offset))),
            TypeNum::Unicode => Value::Text(self.text_at(offset)),
            TypeNum::Void => Value::Void(self.element_bytes(offset)),
        }
    }

    /// The bytes of an element, as they stand.
    pub fn element_bytes(&self, offset: usize) -> Vec<u8> {
        let mut bytes = vec![0; self.itemsize()];
        self.buffer().memory().read_bytes(offset, &mut bytes);
        bytes
    }

    fn text_at(&self, offset: usize) -> String {
        let mut text: Vec<u32> = (0..self.dtype().len())
            .map(|at| self.read::<u32>(offset + at * 4))
            .collect();
        while text.last() == Some(&0) {
            text.pop();
        }
        text.into_iter()
            .map(|code| char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect()
    }
}

fn trimmed(mut bytes: Vec<u8>) -> Vec<u8> {
    while bytes.last() == Some(&0) {
        bytes.pop();
    }
    bytes
}

/// Byte offsets of an array's elements, the last axis fastest.
pub struct Offsets<'a> {
    array: &'a Array,
    index: SmallVec<[usize; 4]>,
    offset: isize,
    left: usize,
}

impl Iterator for Offsets<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        self.left = self.left.checked_sub(1)?;
        let current = self.offset;
        for axis in (0..self.index.len()).rev() {
            let stride = self.array.strides()[axis];
            self.index[axis] += 1;
            self.offset += stride;
            if self.index[axis] < self.array.shape()[axis] {
                break;
            }
            self.offset -= stride * self.index[axis] as isize;
            self.index[axis] = 0;
        }
        Some(current as usize)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl ExactSizeIterator for Offsets<'_> {}
