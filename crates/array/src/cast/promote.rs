//! The element type that holds the values of several.

use std::rc::Rc;

use super::rules::text_len;
use crate::dtype::{DType, FieldSpec, Kind, TypeNum};
use crate::{Error, Result};

/// A plain number of Python, which takes the type of what it meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weak {
    /// A whole number.
    Int,
    /// A number with a fraction.
    Float,
    /// A complex number.
    Complex,
}

impl Weak {
    /// The type it has where it meets no other.
    pub fn dtype(self) -> DType {
        match self {
            Self::Int => DType::int64(),
            Self::Float => DType::float64(),
            Self::Complex => DType::complex128(),
        }
    }
}

/// What takes part in finding a common type.
#[derive(Clone, Debug)]
pub enum Participant {
    /// An array or scalar of a type.
    Typed(DType),
    /// A plain number of Python.
    Weak(Weak),
}

/// The least type that both may become without losing values (`np.promote_types`).
pub fn promote_types(left: &DType, right: &DType) -> Result<DType> {
    if left == right {
        // Of two names for the same bits, the one with the higher number: C's long long.
        let named = if right.num() > left.num() {
            right
        } else {
            left
        };
        return Ok(named.to_native());
    }
    let (a, b) = (left.num(), right.num());
    if a == TypeNum::Object {
        return Ok(left.clone());
    }
    if b == TypeNum::Object {
        return Ok(right.clone());
    }
    let none = || {
        Error::Promotion(format!(
            "The DTypes {} and {} do not have a common DType. For example they cannot be \
             stored in a single array unless the dtype is `object`.",
            class_name(left),
            class_name(right)
        ))
    };
    match (a.kind(), b.kind()) {
        (x, y) if x <= Kind::Complex && y <= Kind::Complex => {
            DType::new(promote_numbers(a, b)).ok_or_else(none)
        }
        (Kind::Bytes | Kind::Unicode, Kind::Bytes | Kind::Unicode) => {
            let len = left.len().max(right.len());
            Ok(if a == TypeNum::Bytes && b == TypeNum::Bytes {
                DType::bytes(len)
            } else {
                DType::unicode(len)
            })
        }
        (Kind::Bytes | Kind::Unicode, y) if y <= Kind::Complex => Ok(with_number(left, b)),
        (x, Kind::Bytes | Kind::Unicode) if x <= Kind::Complex => Ok(with_number(right, a)),
        (Kind::TimeDelta, Kind::TimeDelta) => {
            Ok(DType::timedelta(left.unit().common(right.unit(), true)?))
        }
        (Kind::DateTime | Kind::TimeDelta, Kind::DateTime | Kind::TimeDelta) => {
            Ok(DType::datetime(left.unit().common(right.unit(), false)?))
        }
        (Kind::TimeDelta, y) if y <= Kind::Signed && b.canonical() != TypeNum::ULong => {
            Ok(left.to_native())
        }
        (x, Kind::TimeDelta) if x <= Kind::Signed && a.canonical() != TypeNum::ULong => {
            Ok(right.to_native())
        }
        (Kind::Void, Kind::Void) => promote_void(left, right),
        _ => Err(none()),
    }
}

/// The least type that holds all of them (`np.result_type`): plain numbers of Python only decide the
/// kind.
pub fn result_type(participants: &[Participant]) -> Result<DType> {
    let mut common: Option<DType> = None;
    let mut weak: Option<Weak> = None;
    for participant in participants {
        match participant {
            Participant::Weak(kind) => weak = weak.max(Some(*kind)),
            Participant::Typed(dtype) => {
                common = Some(match common {
                    None => dtype.to_native(),
                    Some(known) => promote_types(&known, dtype)?,
                });
            }
        }
    }
    match (common, weak) {
        (Some(common), Some(weak)) => with_weak(&common, weak),
        (Some(common), None) => Ok(common),
        (None, Some(weak)) => Ok(weak.dtype()),
        (None, None) => Err(Error::value("at least one array or dtype is required")),
    }
}

fn with_weak(common: &DType, weak: Weak) -> Result<DType> {
    let kind = common.kind();
    match (weak, kind) {
        (Weak::Int, Kind::Unsigned | Kind::Signed | Kind::TimeDelta)
        | (Weak::Int | Weak::Float, Kind::Float)
        | (_, Kind::Complex | Kind::Object) => Ok(common.clone()),
        (Weak::Complex, Kind::Float) => {
            let num = match common.num() {
                TypeNum::Half | TypeNum::Float => TypeNum::CFloat,
                TypeNum::LongDouble => TypeNum::CLongDouble,
                _ => TypeNum::CDouble,
            };
            Ok(DType::new(num).unwrap_or_else(DType::complex128))
        }
        _ => promote_types(common, &weak.dtype()),
    }
}

fn with_number(text: &DType, number: TypeNum) -> DType {
    let len = text.len().max(text_len(number));
    if text.num() == TypeNum::Bytes {
        DType::bytes(len)
    } else {
        DType::unicode(len)
    }
}

fn promote_numbers(a: TypeNum, b: TypeNum) -> TypeNum {
    let (low, high) = if rank(a) <= rank(b) { (a, b) } else { (b, a) };
    match (low.kind(), high.kind()) {
        (Kind::Bool, _) => high,
        (Kind::Unsigned, Kind::Signed) if low.size() < high.size() => high,
        (Kind::Unsigned, Kind::Signed) => match low.size() {
            1 => TypeNum::Short,
            2 => TypeNum::Int,
            4 => TypeNum::Long,
            _ => TypeNum::Double,
        },
        (Kind::Unsigned | Kind::Signed, Kind::Float) => {
            let least = match low.size() {
                1 => TypeNum::Half,
                2 => TypeNum::Float,
                _ => TypeNum::Double,
            };
            wider(least, high)
        }
        (Kind::Unsigned | Kind::Signed, Kind::Complex) => {
            let least = if low.size() <= 2 {
                TypeNum::CFloat
            } else {
                TypeNum::CDouble
            };
            wider(least, high)
        }
        (Kind::Float, Kind::Complex) => {
            let least = match low {
                TypeNum::Half | TypeNum::Float => TypeNum::CFloat,
                TypeNum::LongDouble => TypeNum::CLongDouble,
                _ => TypeNum::CDouble,
            };
            wider(least, high)
        }
        _ => wider(low, high),
    }
}

fn rank(num: TypeNum) -> (Kind, usize) {
    (num.kind(), num.size())
}

/// The larger of two types of a kind; of two as large the one with the higher number.
fn wider(left: TypeNum, right: TypeNum) -> TypeNum {
    match left.size().cmp(&right.size()) {
        std::cmp::Ordering::Less => right,
        std::cmp::Ordering::Greater => left,
        std::cmp::Ordering::Equal => left.max(right),
    }
}

fn promote_void(left: &DType, right: &DType) -> Result<DType> {
    let none = |why: &str| Err(Error::Promotion(why.into()));
    match (left.fields(), right.fields()) {
        (Some(a), Some(b)) => {
            let same_names = a.fields.len() == b.fields.len()
                && a.fields
                    .iter()
                    .zip(&b.fields)
                    .all(|(a, b)| a.name == b.name);
            if !same_names {
                return none("field names do not match");
            }
            let specs = a.fields.iter().zip(&b.fields).map(|(a, b)| {
                Ok(FieldSpec {
                    name: Rc::clone(&a.name),
                    title: a.title.clone(),
                    dtype: promote_types(&a.dtype, &b.dtype)?,
                    offset: None,
                })
            });
            let specs = specs.collect::<Result<Vec<_>>>()?;
            DType::structured(specs, a.is_aligned || b.is_aligned, None)
        }
        (None, None) => match (left.as_subarray(), right.as_subarray()) {
            (Some(a), Some(b)) if a.shape == b.shape => {
                DType::subarray(promote_types(&a.base, &b.base)?, &a.shape)
            }
            (None, None) => none(
                "Invalid type promotion with void datatypes of different lengths. Use the \
                 `np.bytes_` datatype instead to pad the shorter value with trailing zero bytes.",
            ),
            _ => none("Invalid type promotion with subarray datatypes of different shapes."),
        },
        _ => none("invalid type promotion with structured datatype(s)."),
    }
}

/// The name of a type's class, as messages have it: `Float64DType`.
pub fn class_name(dtype: &DType) -> String {
    let name = match dtype.num() {
        TypeNum::Object => "ObjectDType",
        TypeNum::Bytes => "BytesDType",
        TypeNum::Unicode => "StrDType",
        TypeNum::Void => "VoidDType",
        TypeNum::DateTime => "DateTime64DType",
        TypeNum::TimeDelta => "TimeDelta64DType",
        TypeNum::LongLong => "LongLongDType",
        TypeNum::ULongLong => "ULongLongDType",
        TypeNum::LongDouble => "LongDoubleDType",
        TypeNum::CLongDouble => "CLongDoubleDType",
        num => {
            let name = num.scalar_name();
            let (head, tail) = match name.strip_prefix('u') {
                Some(tail) => ("UI", &tail[1..]),
                None => ("", name),
            };
            let mut letters = tail.chars();
            let first = if head.is_empty() {
                letters.next().map(|first| first.to_ascii_uppercase())
            } else {
                None
            };
            let first = first.map(String::from).unwrap_or_default();
            return format!(
                "<class 'numpy.dtypes.{head}{first}{}DType'>",
                letters.as_str()
            );
        }
    };
    format!("<class 'numpy.dtypes.{name}'>")
}
