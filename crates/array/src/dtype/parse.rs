//! Element types from their text: `<f8`, `int32`, `S5`, `datetime64[ns]`.

use super::{DType, DateUnit, Kind, ObjectOps, TypeNum};
use crate::{Error, Result};

/// Words for types, beside letters with sizes.
const WORDS: [(&str, char); 51] = [
    ("bool", '?'),
    ("bool_", '?'),
    ("int8", 'b'),
    ("byte", 'b'),
    ("uint8", 'B'),
    ("ubyte", 'B'),
    ("int16", 'h'),
    ("short", 'h'),
    ("uint16", 'H'),
    ("ushort", 'H'),
    ("int32", 'i'),
    ("intc", 'i'),
    ("uint32", 'I'),
    ("uintc", 'I'),
    ("int64", 'l'),
    ("int", 'l'),
    ("int_", 'l'),
    ("long", 'l'),
    ("intp", 'l'),
    ("uint64", 'L'),
    ("uint", 'L'),
    ("ulong", 'L'),
    ("uintp", 'L'),
    ("longlong", 'q'),
    ("ulonglong", 'Q'),
    ("float16", 'e'),
    ("half", 'e'),
    ("float32", 'f'),
    ("single", 'f'),
    ("float64", 'd'),
    ("float", 'd'),
    ("double", 'd'),
    ("longdouble", 'g'),
    ("complex64", 'F'),
    ("csingle", 'F'),
    ("complex128", 'D'),
    ("complex", 'D'),
    ("cdouble", 'D'),
    ("clongdouble", 'G'),
    ("object", 'O'),
    ("object_", 'O'),
    ("bytes", 'S'),
    ("bytes_", 'S'),
    ("str", 'U'),
    ("str_", 'U'),
    ("unicode", 'U'),
    ("void", 'V'),
    ("datetime64", 'M'),
    ("timedelta64", 'm'),
    ("c", 'c'),
    ("a", 'S'),
];

impl DType {
    /// Reads the text of one type (not of several with commas). `object` says what objects mean,
    /// where they may be asked for.
    pub fn parse(text: &str, object: Option<&'static dyn ObjectOps>) -> Result<Self> {
        let bad = || Error::type_(format!("data type '{text}' not understood"));
        let (is_swapped, rest) = match text.chars().next() {
            Some('<') => (cfg!(target_endian = "big"), &text[1..]),
            Some('>') => (cfg!(target_endian = "little"), &text[1..]),
            Some('=' | '|') => (false, &text[1..]),
            _ => (false, text),
        };
        let (head, unit) = match rest.split_once('[') {
            Some((head, unit)) => (head, Some(unit.strip_suffix(']').ok_or_else(bad)?)),
            None => (rest, None),
        };
        let dtype = parse_head(head, object).ok_or_else(bad)?;
        let dtype = match unit {
            None => dtype,
            Some(unit) if dtype.num().is_date() => dtype.with_unit(DateUnit::parse(unit)?),
            Some(_) => return Err(bad()),
        };
        Ok(dtype.with_swapped(is_swapped))
    }
}

fn parse_head(head: &str, object: Option<&'static dyn ObjectOps>) -> Option<DType> {
    let make = |num: TypeNum| match num {
        TypeNum::Object => object.map(DType::object),
        other => DType::new(other),
    };
    if head == "c" {
        return Some(DType::bytes(1));
    }
    if let Some((_, letter)) = WORDS.iter().find(|(word, _)| *word == head) {
        return make(TypeNum::from_letter(*letter)?);
    }
    let letter = head.chars().next()?;
    let digits = &head[letter.len_utf8()..];
    if digits.is_empty() {
        return make(TypeNum::from_letter(letter)?);
    }
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let size: usize = digits.parse().ok()?;
    let kind = match letter {
        'S' | 'a' => return Some(DType::bytes(size)),
        'U' => return Some(DType::unicode(size)),
        'V' => return Some(DType::void(size)),
        'O' => return (size == 8 || size == 4).then(|| make(TypeNum::Object))?,
        'M' if size == 8 => return DType::new(TypeNum::DateTime),
        'm' if size == 8 => return DType::new(TypeNum::TimeDelta),
        'b' => Kind::Bool,
        'i' => Kind::Signed,
        'u' => Kind::Unsigned,
        'f' => Kind::Float,
        'c' => Kind::Complex,
        _ => return None,
    };
    make(TypeNum::of_size(kind, size)?)
}
