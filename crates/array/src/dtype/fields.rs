//! Structured element types: named fields at offsets, and arrays as elements.

use std::rc::Rc;

use super::DType;
use crate::shape::Dims;
use crate::{Error, Result};

/// One field.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: Rc<str>,
    /// A second name for it.
    pub title: Option<Rc<str>>,
    /// Its type.
    pub dtype: DType,
    /// Where it begins in the element, in bytes.
    pub offset: usize,
}

/// The fields of an element, in the order of their names.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    /// All fields.
    pub fields: Vec<Field>,
    /// Whether they stand as in a C structure (`align=True`).
    pub is_aligned: bool,
}

impl Fields {
    /// The field of a name or title.
    pub fn get(&self, name: &str) -> Option<&Field> {
        self.fields
            .iter()
            .find(|field| &*field.name == name || field.title.as_deref() == Some(name))
    }
}

/// An array as the element of an array.
#[derive(Clone, Debug)]
pub struct Subarray {
    /// The type of its elements.
    pub base: DType,
    /// Its shape.
    pub shape: Dims,
}

/// What is asked for when a structured type is made.
#[derive(Clone, Debug)]
pub struct FieldSpec {
    /// Its name.
    pub name: Rc<str>,
    /// A second name for it.
    pub title: Option<Rc<str>>,
    /// Its type.
    pub dtype: DType,
    /// Where it begins; after the field before if nothing is said.
    pub offset: Option<usize>,
}

impl FieldSpec {
    /// A field after the ones before it.
    pub fn new(name: &str, dtype: DType) -> Self {
        Self {
            name: name.into(),
            title: None,
            dtype,
            offset: None,
        }
    }
}

/// Lays fields out. Gives them and the size and alignment of the whole.
pub(super) fn lay_out(
    specs: Vec<FieldSpec>,
    is_aligned: bool,
    itemsize: Option<usize>,
) -> Result<(Fields, usize, usize)> {
    let mut fields: Vec<Field> = Vec::with_capacity(specs.len());
    let (mut end, mut next, mut alignment) = (0, 0, 1);
    for spec in specs {
        let align = if is_aligned {
            spec.dtype.alignment()
        } else {
            1
        };
        alignment = alignment.max(align);
        let offset = match spec.offset {
            Some(offset) if is_aligned && offset % align != 0 => {
                return Err(Error::value(format!(
                    "offset {offset} for NumPy dtype with fields is not divisible by the field \
                     alignment {align} with align=True"
                )));
            }
            Some(offset) => offset,
            None => usize::next_multiple_of(next, align),
        };
        next = offset + spec.dtype.itemsize();
        end = end.max(next);
        check_name(&fields, &spec.name)?;
        if let Some(title) = &spec.title {
            check_name(&fields, title)?;
        }
        fields.push(Field {
            name: spec.name,
            title: spec.title,
            dtype: spec.dtype,
            offset,
        });
    }
    let natural = usize::next_multiple_of(end, alignment);
    let size = match itemsize {
        None => natural,
        Some(size) if size < end => {
            return Err(Error::value(format!(
                "NumPy dtype descriptor requires {end} bytes, cannot override to smaller \
                 itemsize of {size}"
            )));
        }
        Some(size) if is_aligned && size % alignment != 0 => {
            return Err(Error::value(format!(
                "NumPy dtype descriptor requires alignment of {alignment} bytes, which is not \
                 divisible into the specified itemsize {size}"
            )));
        }
        Some(size) => size,
    };
    Ok((Fields { fields, is_aligned }, size, alignment))
}

fn check_name(fields: &[Field], name: &str) -> Result<()> {
    let is_taken = fields
        .iter()
        .any(|field| &*field.name == name || field.title.as_deref() == Some(name));
    if is_taken {
        return Err(Error::value(format!(
            "field '{name}' occurs more than once"
        )));
    }
    Ok(())
}
