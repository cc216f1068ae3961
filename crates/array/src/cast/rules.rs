//! Which casts a casting rule allows.

use crate::dtype::{DType, Kind, TypeNum, Unit};
use crate::{Error, Result};

/// How much a cast may change, from the strictest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Casting {
    /// Nothing.
    No,
    /// The order of bytes.
    Equiv,
    /// Nothing of the value.
    Safe,
    /// The precision, within a kind.
    SameKind,
    /// Anything.
    Unsafe,
}

impl Casting {
    /// Reads NumPy's word for it.
    pub fn parse(word: &str) -> Result<Self> {
        Ok(match word {
            "no" => Self::No,
            "equiv" => Self::Equiv,
            "safe" => Self::Safe,
            "same_kind" => Self::SameKind,
            "unsafe" => Self::Unsafe,
            _ => {
                return Err(Error::value(format!(
                    "casting must be one of 'no', 'equiv', 'safe', 'same_kind', 'unsafe' (got '{word}')"
                )));
            }
        })
    }

    /// NumPy's word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Equiv => "equiv",
            Self::Safe => "safe",
            Self::SameKind => "same_kind",
            Self::Unsafe => "unsafe",
        }
    }
}

/// Whether elements of one type may become another under a rule.
pub fn can_cast(from: &DType, to: &DType, casting: Casting) -> bool {
    needed(from, to).is_some_and(|needed| needed <= casting)
}

/// The strictest rule that allows a cast; `None` where there is no such cast.
fn needed(from: &DType, to: &DType) -> Option<Casting> {
    let same_order = from.is_swapped() == to.is_swapped();
    let as_is = if same_order {
        Casting::No
    } else {
        Casting::Equiv
    };
    let (a, b) = (from.num().canonical(), to.num().canonical());
    if a == TypeNum::Void && b == TypeNum::Void {
        return needed_void(from, to);
    }
    if a == b {
        return Some(match a {
            TypeNum::Bytes | TypeNum::Unicode if to.is_empty() => as_is,
            TypeNum::Bytes | TypeNum::Unicode if from.itemsize() > to.itemsize() => {
                Casting::SameKind
            }
            TypeNum::Bytes | TypeNum::Unicode if from.itemsize() < to.itemsize() => Casting::Safe,
            TypeNum::DateTime | TypeNum::TimeDelta => needed_date(from, to, as_is),
            _ => as_is,
        });
    }
    if from.as_subarray().is_some() || to.as_subarray().is_some() {
        return Some(Casting::Unsafe);
    }
    if let Some(fields) = from.fields() {
        let is_one = fields.fields.len() == 1 || b == TypeNum::Object;
        return is_one.then_some(Casting::Unsafe);
    }
    if b == TypeNum::Object {
        return Some(Casting::Safe);
    }
    if b == TypeNum::Void && a != TypeNum::Object && to.fields().is_none() {
        let fits = to.is_empty() || to.itemsize() >= from.itemsize();
        return Some(if fits { Casting::Safe } else { Casting::Unsafe });
    }
    match (a.kind(), b.kind()) {
        (left, right) if left <= Kind::Complex && right <= Kind::Complex => {
            Some(needed_number(a, b))
        }
        (Kind::Bytes, Kind::Unicode) => Some(needed_text(from.len(), to)),
        (left, Kind::Bytes | Kind::Unicode) if left <= Kind::Complex => {
            Some(needed_text(text_len(a), to))
        }
        (left, Kind::TimeDelta) if left <= Kind::Signed => Some(if a == TypeNum::ULong {
            Casting::SameKind
        } else {
            Casting::Safe
        }),
        _ => Some(Casting::Unsafe),
    }
}

fn needed_text(len: usize, to: &DType) -> Casting {
    if to.is_empty() || to.len() >= len {
        Casting::Safe
    } else {
        Casting::SameKind
    }
}

fn needed_void(from: &DType, to: &DType) -> Option<Casting> {
    match (from.fields(), to.fields()) {
        (None, None) => {}
        (Some(left), Some(right)) => {
            if left.fields.len() != right.fields.len() {
                return (left.fields.len() == 1 || right.fields.len() == 1)
                    .then_some(Casting::Unsafe);
            }
            let mut worst = Casting::No;
            for (from, to) in left.fields.iter().zip(&right.fields) {
                worst = worst.max(needed(&from.dtype, &to.dtype)?);
                if from.name != to.name || from.title != to.title {
                    worst = worst.max(Casting::Safe);
                }
                if from.offset != to.offset {
                    worst = worst.max(Casting::Equiv);
                }
            }
            if from.itemsize() != to.itemsize() {
                worst = worst.max(Casting::Equiv);
            }
            return Some(worst);
        }
        (Some(_), None) if to.as_subarray().is_none() => return None,
        _ => return Some(Casting::Unsafe),
    }
    match (from.as_subarray(), to.as_subarray()) {
        (None, None) if to.is_empty() => Some(Casting::No),
        (None, None) => Some(match from.itemsize().cmp(&to.itemsize()) {
            std::cmp::Ordering::Equal => Casting::No,
            std::cmp::Ordering::Less => Casting::Safe,
            std::cmp::Ordering::Greater => Casting::SameKind,
        }),
        (Some(left), Some(right)) if left.shape == right.shape => needed(&left.base, &right.base),
        _ => Some(Casting::Unsafe),
    }
}

fn needed_date(from: &DType, to: &DType, as_is: Casting) -> Casting {
    let (left, right) = (from.unit(), to.unit());
    if left == right {
        return as_is;
    }
    if left.is_generic() {
        return as_is.max(Casting::Safe);
    }
    if right.is_generic() {
        return Casting::Unsafe;
    }
    let is_span = from.num() == TypeNum::TimeDelta;
    if is_span && left.unit.is_calendar() != right.unit.is_calendar() {
        return Casting::Unsafe;
    }
    let is_finer = right.unit >= left.unit;
    let divides = match left.ratio_to(right) {
        Some((_, den)) => den == 1,
        None => is_finer && left.unit != Unit::Generic,
    };
    if is_finer && divides {
        Casting::Safe
    } else {
        Casting::SameKind
    }
}

/// Between numbers: by kind, then by what each can hold.
fn needed_number(from: TypeNum, to: TypeNum) -> Casting {
    let (a, b) = (from.kind(), to.kind());
    let (size_a, size_b) = (from.size(), to.size());
    let holds = match (a, b) {
        (Kind::Bool, _) => true,
        (Kind::Unsigned, Kind::Unsigned)
        | (Kind::Signed, Kind::Signed)
        | (Kind::Float, Kind::Float)
        | (Kind::Complex, Kind::Complex) => size_b >= size_a,
        (Kind::Unsigned, Kind::Signed) => size_b > size_a,
        // A float of twice the size holds whole numbers; those of eight bytes go to a double.
        (Kind::Unsigned | Kind::Signed, Kind::Float) => size_b > size_a || size_b == 8,
        (Kind::Unsigned | Kind::Signed, Kind::Complex) => size_b > 2 * size_a || size_b == 16,
        (Kind::Float, Kind::Complex) => size_b >= 2 * size_a,
        _ => false,
    };
    if holds {
        return Casting::Safe;
    }
    // Unsigned to signed of any size is within a kind; the other way round is not.
    let rank = |kind: Kind| match kind {
        Kind::Bool => 0,
        Kind::Unsigned => 1,
        Kind::Signed => 2,
        Kind::Float => 3,
        _ => 4,
    };
    if rank(a) <= rank(b) {
        Casting::SameKind
    } else {
        Casting::Unsafe
    }
}

/// Characters that a number of this type may need.
pub(crate) fn text_len(num: TypeNum) -> usize {
    match num.canonical() {
        TypeNum::Bool => 5,
        TypeNum::UByte => 3,
        TypeNum::Byte => 4,
        TypeNum::UShort => 5,
        TypeNum::Short => 6,
        TypeNum::UInt => 10,
        TypeNum::Int => 11,
        TypeNum::ULong => 20,
        TypeNum::Long => 21,
        TypeNum::Half | TypeNum::Float | TypeNum::Double => 32,
        TypeNum::CFloat | TypeNum::CDouble => 64,
        _ => 0,
    }
}
