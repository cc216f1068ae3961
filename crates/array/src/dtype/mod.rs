//! What one element of an array is.

mod describe;
mod element;
mod fields;
mod number;
mod object;
mod parse;
mod unit;

use std::any::Any;
use std::fmt;
use std::rc::Rc;

pub use element::Element;
pub use fields::{Field, FieldSpec, Fields, Subarray};
pub use number::{Kind, TypeNum};
pub use object::ObjectOps;
pub use unit::{DateUnit, Unit};

use crate::shape::Dims;
use crate::{Error, Result};

/// An element type. Cheap to clone; two of them are equal if arrays of either have the same meaning.
#[derive(Clone)]
pub struct DType {
    num: TypeNum,
    is_swapped: bool,
    itemsize: usize,
    unit: DateUnit,
    detail: Option<Rc<Detail>>,
    object: Option<&'static dyn ObjectOps>,
}

/// What only few types have.
#[derive(Clone, Default)]
struct Detail {
    fields: Option<Fields>,
    subarray: Option<Subarray>,
    alignment: Option<usize>,
    metadata: Option<Rc<dyn Any>>,
    object_offsets: Vec<usize>,
}

impl DType {
    fn plain(num: TypeNum, itemsize: usize) -> Self {
        Self {
            num,
            is_swapped: false,
            itemsize,
            unit: DateUnit::GENERIC,
            detail: None,
            object: None,
        }
    }

    /// The type of this number in native order; text, bytes and void have the size 0, dates no unit.
    /// `None` for objects, which need [`DType::object`].
    pub fn new(num: TypeNum) -> Option<Self> {
        (num != TypeNum::Object).then(|| Self::plain(num, num.size()))
    }

    /// The type of elements that are `T`.
    pub fn of<T: Element>() -> Self {
        Self::plain(T::NUM, size_of::<T>())
    }

    /// `bool`.
    pub fn bool() -> Self {
        Self::plain(TypeNum::Bool, 1)
    }

    /// `int64`, which Python's whole numbers become.
    pub fn int64() -> Self {
        Self::plain(TypeNum::Long, 8)
    }

    /// `uint64`.
    pub fn uint64() -> Self {
        Self::plain(TypeNum::ULong, 8)
    }

    /// `float64`.
    pub fn float64() -> Self {
        Self::plain(TypeNum::Double, 8)
    }

    /// `complex128`.
    pub fn complex128() -> Self {
        Self::plain(TypeNum::CDouble, 16)
    }

    /// Bytes of a fixed length (`S5`), padded with zeros.
    pub fn bytes(len: usize) -> Self {
        Self::plain(TypeNum::Bytes, len)
    }

    /// Text of a fixed number of characters (`U5`), each of four bytes, padded with zeros.
    pub fn unicode(chars: usize) -> Self {
        Self::plain(TypeNum::Unicode, chars * 4)
    }

    /// Uninterpreted bytes (`V5`).
    pub fn void(len: usize) -> Self {
        Self::plain(TypeNum::Void, len)
    }

    /// Points in time (`datetime64[unit]`).
    pub fn datetime(unit: DateUnit) -> Self {
        Self {
            unit,
            ..Self::plain(TypeNum::DateTime, 8)
        }
    }

    /// Spans of time (`timedelta64[unit]`).
    pub fn timedelta(unit: DateUnit) -> Self {
        Self {
            unit,
            ..Self::plain(TypeNum::TimeDelta, 8)
        }
    }

    /// Objects, with what they mean.
    pub fn object(ops: &'static dyn ObjectOps) -> Self {
        Self {
            object: Some(ops),
            ..Self::plain(TypeNum::Object, 8)
        }
    }

    /// A structured type: fields one after another, or at their offsets.
    pub fn structured(
        specs: Vec<FieldSpec>,
        is_aligned: bool,
        itemsize: Option<usize>,
    ) -> Result<Self> {
        let (fields, size, alignment) = fields::lay_out(specs, is_aligned, itemsize)?;
        let mut object = None;
        let mut object_offsets = Vec::new();
        for field in &fields.fields {
            object = object.or(field.dtype.object);
            let inner = field.dtype.object_offsets();
            object_offsets.extend(inner.iter().map(|inner| inner + field.offset));
        }
        Ok(Self {
            detail: Some(Rc::new(Detail {
                fields: Some(fields),
                alignment: Some(alignment),
                object_offsets,
                ..Detail::default()
            })),
            object,
            ..Self::plain(TypeNum::Void, size)
        })
    }

    /// An array as an element. Without a shape it is the base itself, and arrays of arrays are one.
    pub fn subarray(base: Self, shape: &[usize]) -> Result<Self> {
        if shape.is_empty() {
            return Ok(base);
        }
        if let Some(inner) = base.as_subarray() {
            let all: Dims = shape.iter().chain(&inner.shape).copied().collect();
            return Self::subarray(inner.base.clone(), &all);
        }
        let count = shape
            .iter()
            .try_fold(1_usize, |all, len| all.checked_mul(*len));
        let size = count
            .and_then(|count| count.checked_mul(base.itemsize))
            .filter(|size| i32::try_from(*size).is_ok())
            .ok_or_else(|| {
                Error::value(
                    "invalid shape in fixed-type tuple: dtype size in bytes must fit into a C int.",
                )
            })?;
        let inner = base.object_offsets();
        let object_offsets = (0..count.unwrap_or(0))
            .flat_map(|index| inner.iter().map(move |offset| (index, *offset)))
            .map(|(index, offset)| index * base.itemsize + offset)
            .collect();
        Ok(Self {
            object: base.object,
            detail: Some(Rc::new(Detail {
                alignment: Some(base.alignment()),
                subarray: Some(Subarray {
                    base,
                    shape: shape.into(),
                }),
                object_offsets,
                ..Detail::default()
            })),
            ..Self::plain(TypeNum::Void, size)
        })
    }

    /// The same with this size: for text in bytes (four for each character), bytes and void.
    #[must_use]
    pub fn with_itemsize(&self, itemsize: usize) -> Self {
        Self {
            itemsize,
            ..self.clone()
        }
    }

    /// The same in this unit of time.
    #[must_use]
    pub fn with_unit(&self, unit: DateUnit) -> Self {
        Self {
            unit,
            ..self.clone()
        }
    }

    /// The same with metadata of the layer above (`dtype.metadata`).
    #[must_use]
    pub fn with_metadata(&self, metadata: Option<Rc<dyn Any>>) -> Self {
        let mut detail = self.detail.as_deref().cloned().unwrap_or_default();
        detail.metadata = metadata;
        Self {
            detail: Some(Rc::new(detail)),
            ..self.clone()
        }
    }

    /// The same with these names for its fields.
    pub fn with_names(&self, names: &[Rc<str>]) -> Result<Self> {
        let mut detail = self.detail.as_deref().cloned().unwrap_or_default();
        let fields = detail.fields.as_mut().map(|fields| &mut fields.fields);
        let fields = fields.filter(|fields| fields.len() == names.len());
        let fields = fields.ok_or_else(|| Error::value("there must be one name for each field"))?;
        for (field, name) in fields.iter_mut().zip(names) {
            field.name = name.clone();
        }
        Ok(Self {
            detail: Some(Rc::new(detail)),
            ..self.clone()
        })
    }

    /// The same in the other (`true`) or in native byte order; fields and elements of it too.
    #[must_use]
    pub fn with_swapped(&self, is_swapped: bool) -> Self {
        let mut swapped = self.clone();
        swapped.is_swapped = is_swapped && self.has_order();
        if let Some(detail) = &self.detail {
            let mut detail = (**detail).clone();
            if let Some(fields) = &mut detail.fields {
                for field in &mut fields.fields {
                    field.dtype = field.dtype.with_swapped(is_swapped);
                }
            }
            if let Some(subarray) = &mut detail.subarray {
                subarray.base = subarray.base.with_swapped(is_swapped);
            }
            swapped.detail = Some(Rc::new(detail));
        }
        swapped
    }

    /// The same in native byte order.
    #[must_use]
    pub fn to_native(&self) -> Self {
        if self.is_native() {
            self.clone()
        } else {
            self.with_swapped(false)
        }
    }

    /// Which of NumPy's types it is.
    #[inline]
    pub fn num(&self) -> TypeNum {
        self.num
    }

    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.num.kind()
    }

    /// Bytes of one element.
    #[inline]
    pub fn itemsize(&self) -> usize {
        self.itemsize
    }

    /// Characters of text, bytes of all others.
    pub fn len(&self) -> usize {
        match self.num {
            TypeNum::Unicode => self.itemsize / 4,
            _ => self.itemsize,
        }
    }

    /// Whether elements have no bytes.
    pub fn is_empty(&self) -> bool {
        self.itemsize == 0
    }

    /// How elements are aligned in a C structure.
    pub fn alignment(&self) -> usize {
        let own = self.detail.as_ref().and_then(|detail| detail.alignment);
        own.unwrap_or_else(|| self.num.alignment())
    }

    /// The unit of time.
    pub fn unit(&self) -> DateUnit {
        self.unit
    }

    /// The fields of a structured type.
    pub fn fields(&self) -> Option<&Fields> {
        self.detail.as_ref()?.fields.as_ref()
    }

    /// The array that an element is.
    pub fn as_subarray(&self) -> Option<&Subarray> {
        self.detail.as_ref()?.subarray.as_ref()
    }

    /// Metadata of the layer above.
    pub fn metadata(&self) -> Option<&Rc<dyn Any>> {
        self.detail.as_ref()?.metadata.as_ref()
    }

    /// What objects mean, if an element is or holds one.
    pub fn object_ops(&self) -> Option<&'static dyn ObjectOps> {
        self.object
    }

    /// Whether an element is or holds an object.
    #[inline]
    pub fn has_objects(&self) -> bool {
        self.object.is_some()
    }

    /// Where in an element objects stand, in bytes.
    pub fn object_offsets(&self) -> &[usize] {
        if self.num == TypeNum::Object {
            return &[0];
        }
        let detail = self.detail.as_ref();
        detail.map_or(&[], |detail| detail.object_offsets.as_slice())
    }

    /// Whether the order of its bytes matters.
    pub fn has_order(&self) -> bool {
        match self.num {
            TypeNum::Bytes | TypeNum::Void | TypeNum::Object => false,
            TypeNum::Unicode => true,
            num => num.size() > 1,
        }
    }

    /// Whether its own bytes are in the other order (fields aside).
    #[inline]
    pub fn is_swapped(&self) -> bool {
        self.is_swapped
    }

    /// Whether all bytes are in native order, those of fields too.
    pub fn is_native(&self) -> bool {
        if self.is_swapped {
            return false;
        }
        let Some(detail) = &self.detail else {
            return true;
        };
        let fields = detail.fields.iter().flat_map(|fields| &fields.fields);
        let inner = detail.subarray.iter().map(|subarray| &subarray.base);
        fields
            .map(|field| &field.dtype)
            .chain(inner)
            .all(Self::is_native)
    }

    /// Whether it is the same type in native order and computes as `T`.
    #[inline]
    pub fn is<T: Element>(&self) -> bool {
        !self.is_swapped && self.num.canonical() == T::NUM
    }
}

impl PartialEq for DType {
    fn eq(&self, other: &Self) -> bool {
        let is_same = self.num.canonical() == other.num.canonical()
            && self.itemsize == other.itemsize
            && self.is_swapped == other.is_swapped
            && self.unit == other.unit;
        if !is_same {
            return false;
        }
        let (left, right) = match (&self.detail, &other.detail) {
            (None, None) => return true,
            (Some(left), Some(right)) if Rc::ptr_eq(left, right) => return true,
            (left, right) => (left.as_deref(), right.as_deref()),
        };
        let fields = |detail: Option<&Detail>| detail.and_then(|detail| detail.fields.clone());
        let subarray = |detail: Option<&Detail>| detail.and_then(|detail| detail.subarray.clone());
        let same_fields = match (fields(left), fields(right)) {
            (None, None) => true,
            (Some(left), Some(right)) => left.fields == right.fields,
            _ => false,
        };
        let same_subarray = match (subarray(left), subarray(right)) {
            (None, None) => true,
            (Some(left), Some(right)) => left.shape == right.shape && left.base == right.base,
            _ => false,
        };
        same_fields && same_subarray
    }
}

impl Eq for DType {}

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
            && self.title == other.title
            && self.offset == other.offset
            && self.dtype == other.dtype
    }
}

impl fmt::Debug for DType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe())
    }
}
