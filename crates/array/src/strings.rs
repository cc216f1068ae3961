//! Functions of text and bytes by element: comparison, length, search, edges.

use std::cmp::Ordering;

use crate::array::Array;
use crate::dtype::{DType, TypeNum};
use crate::raw::Bool;
use crate::shape::{Dims, Order};
use crate::walk::broadcast_shapes;
use crate::{Error, Result};

/// The characters (or bytes) of an element, without the zeros that pad it.
pub type Codes = Vec<u32>;

/// All elements, the last axis fastest.
pub fn codes(array: &Array) -> Result<Vec<Codes>> {
    check_text(array)?;
    let read = |offset: usize| {
        let each = (0..array.dtype().len()).map(|at| code_at(array, offset, at));
        let mut codes: Codes = each.collect();
        while codes.last() == Some(&0) {
            codes.pop();
        }
        codes
    };
    Ok(array.offsets().map(read).collect())
}

/// An array of these elements, of the kind of a type, as long as the longest or as is said.
pub fn from_codes(
    all: &[Codes],
    shape: &[usize],
    like: &DType,
    len: Option<usize>,
) -> Result<Array> {
    let longest = all.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let len = len.unwrap_or(longest);
    let padded = |codes: &Codes| {
        let zeros = std::iter::repeat(0);
        codes
            .iter()
            .copied()
            .chain(zeros)
            .take(len)
            .collect::<Codes>()
    };
    if like.num() == TypeNum::Bytes {
        let bytes = all.iter().flat_map(padded).map(|code| code as u8);
        return Array::from_bytes(bytes.collect(), &DType::bytes(len), shape);
    }
    let bytes = all.iter().flat_map(padded).flat_map(u32::to_ne_bytes);
    Array::from_bytes(bytes.collect(), &DType::unicode(len), shape)
}

/// Elements of two arrays beside each other.
fn pairs(left: &Array, right: &Array) -> Result<(Dims, Vec<Codes>, Vec<Codes>)> {
    let shape = broadcast_shapes(&[left.shape(), right.shape()])?;
    let (a, b) = (left.broadcast_to(&shape)?, right.broadcast_to(&shape)?);
    Ok((shape, codes(&a)?, codes(&b)?))
}

fn truths(values: impl Iterator<Item = bool>, shape: &[usize]) -> Result<Array> {
    Array::from_bytes(values.map(u8::from).collect(), &DType::bool(), shape)
}

/// How elements compare, for each pair; `holds` says for which orders the answer is yes.
pub fn compare(left: &Array, right: &Array, holds: fn(Ordering) -> bool) -> Result<Array> {
    check_text(left)?;
    check_text(right)?;
    let shape = broadcast_shapes(&[left.shape(), right.shape()])?;
    let answers = Array::zeros(&shape, &DType::bool())?;
    let views = [left.broadcast_to(&shape)?, right.broadcast_to(&shape)?];
    let places = views[0].offsets().zip(views[1].offsets());
    for ((a, b), to) in places.zip(answers.offsets()) {
        let order = compare_at(&views[0], a, &views[1], b);
        answers.write(to, Bool::from(holds(order)));
    }
    Ok(answers)
}

/// How an element of one array compares with one of another. Zeros that pad are less than all else,
/// so that nothing need be cut off.
fn compare_at(left: &Array, a: usize, right: &Array, b: usize) -> Ordering {
    let len = left.dtype().len().max(right.dtype().len());
    let mut orders = (0..len).map(|at| code_at(left, a, at).cmp(&code_at(right, b, at)));
    orders
        .find(|order| order.is_ne())
        .unwrap_or(Ordering::Equal)
}

/// A character (or byte) of an element; zero beyond its end.
#[inline]
fn code_at(array: &Array, offset: usize, at: usize) -> u32 {
    if at >= array.dtype().len() {
        0
    } else if array.dtype().num() == TypeNum::Unicode {
        array.read(offset + at * 4)
    } else {
        array.read::<u8>(offset + at).into()
    }
}

fn check_text(array: &Array) -> Result<()> {
    let dtype = array.dtype();
    if matches!(dtype.num(), TypeNum::Unicode | TypeNum::Bytes) {
        return Ok(());
    }
    Err(Error::type_(format!("{dtype:?} is neither text nor bytes")))
}

/// What becomes of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// Capitals.
    Upper,
    /// Small letters.
    Lower,
    /// Capitals become small and small ones capitals.
    Swapped,
}

/// Elements in other letters, as long as there is none beyond ASCII; nothing otherwise, for other
/// letters may become longer. Bytes have no others.
pub fn ascii_letters(array: &Array, wanted: Letters) -> Result<Option<Array>> {
    check_text(array)?;
    let (dtype, is_text) = (
        array.dtype().to_native(),
        array.dtype().num() == TypeNum::Unicode,
    );
    let mut bytes = Vec::with_capacity(array.size() * dtype.itemsize());
    for offset in array.offsets() {
        for at in 0..dtype.len() {
            let code = code_at(array, offset, at);
            let letter = match (u8::try_from(code), wanted) {
                (Ok(letter), _) if is_text && !letter.is_ascii() => return Ok(None),
                (Err(_), _) => return Ok(None),
                (Ok(letter), Letters::Upper) => letter.to_ascii_uppercase(),
                (Ok(letter), Letters::Lower) => letter.to_ascii_lowercase(),
                (Ok(letter), Letters::Swapped) if letter.is_ascii_lowercase() => {
                    letter.to_ascii_uppercase()
                }
                (Ok(letter), Letters::Swapped) => letter.to_ascii_lowercase(),
            };
            if is_text {
                bytes.extend(u32::from(letter).to_ne_bytes());
            } else {
                bytes.push(letter);
            }
        }
    }
    Array::from_bytes(bytes, &dtype, array.shape()).map(Some)
}

/// Characters of each element.
pub fn lengths(array: &Array) -> Result<Array> {
    let each = codes(array)?
        .iter()
        .map(|codes| codes.len() as i64)
        .collect();
    Array::from_vec(each, array.shape())
}

/// Elements of two arrays joined.
pub fn concat(left: &Array, right: &Array) -> Result<Array> {
    let (shape, mut a, b) = pairs(left, right)?;
    for (a, b) in a.iter_mut().zip(b) {
        a.extend(b);
    }
    let len = left.dtype().len() + right.dtype().len();
    from_codes(&a, &shape, left.dtype(), Some(len))
}

/// What all characters of an element may be, as Python's methods of these names ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are Python's methods")]
pub enum Predicate {
    IsAlpha,
    IsDigit,
    IsDecimal,
    IsNumeric,
    IsAlnum,
    IsSpace,
    IsLower,
    IsUpper,
    IsTitle,
}

/// Whether elements are what is asked for; empty ones never are.
pub fn test(array: &Array, predicate: Predicate) -> Result<Array> {
    let is_bytes = array.dtype().num() == TypeNum::Bytes;
    let all = codes(array)?;
    truths(
        all.iter().map(|codes| holds(codes, predicate, is_bytes)),
        array.shape(),
    )
}

fn holds(codes: &[u32], predicate: Predicate, is_bytes: bool) -> bool {
    let letter = |code: &u32| {
        // Bytes beyond ASCII are nothing to Python's methods.
        let code = if is_bytes && *code > 127 { 0 } else { *code };
        char::from_u32(code).unwrap_or('\0')
    };
    let mut letters = codes.iter().map(letter);
    let is_cased = |letter: char| letter.is_lowercase() || letter.is_uppercase();
    match predicate {
        Predicate::IsLower => {
            codes.iter().map(letter).any(is_cased) && letters.all(|letter| !letter.is_uppercase())
        }
        Predicate::IsUpper => {
            codes.iter().map(letter).any(is_cased) && letters.all(|letter| !letter.is_lowercase())
        }
        Predicate::IsTitle => is_title(letters),
        Predicate::IsAlpha => !codes.is_empty() && letters.all(char::is_alphabetic),
        Predicate::IsAlnum => !codes.is_empty() && letters.all(char::is_alphanumeric),
        Predicate::IsSpace => !codes.is_empty() && letters.all(is_space),
        Predicate::IsNumeric => !codes.is_empty() && letters.all(char::is_numeric),
        Predicate::IsDigit | Predicate::IsDecimal => {
            let is_digit = |letter: char| {
                letter.is_ascii_digit() || (!letter.is_ascii() && is_decimal(letter))
            };
            !codes.is_empty() && letters.all(is_digit)
        }
    }
}

/// What Python takes for blank: Unicode's white space and the four separators of ASCII.
fn is_space(letter: char) -> bool {
    letter.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&letter)
}

/// Digits of the decimal systems in common use beyond ASCII.
fn is_decimal(letter: char) -> bool {
    const ZEROS: [u32; 14] = [
        0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50,
        0xff10,
    ];
    ZEROS
        .iter()
        .any(|zero| (*zero..zero + 10).contains(&u32::from(letter)))
}

fn is_title(letters: impl Iterator<Item = char>) -> bool {
    let (mut after_letter, mut any) = (false, false);
    for letter in letters {
        if letter.is_uppercase() {
            if after_letter {
                return false;
            }
            (after_letter, any) = (true, true);
        } else if letter.is_lowercase() {
            if !after_letter {
                return false;
            }
        } else {
            after_letter = false;
        }
    }
    any
}

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search {
    /// The first position, −1 if there is none.
    First,
    /// The last position, −1 if there is none.
    Last,
    /// How often, without overlap.
    Count,
    /// Whether it begins with it.
    Starts,
    /// Whether it ends with it.
    Ends,
}

/// Looks for elements of one array in those of another, between positions. The answer is a whole
/// number, or a truth value for [`Search::Starts`] and [`Search::Ends`].
pub fn search(
    array: &Array,
    sought: &Array,
    start: &Array,
    stop: &Array,
    search: Search,
) -> Result<Array> {
    let arrays = [array.shape(), sought.shape(), start.shape(), stop.shape()];
    let shape = broadcast_shapes(&arrays)?;
    let texts = codes(&array.broadcast_to(&shape)?)?;
    let sought = codes(&sought.broadcast_to(&shape)?)?;
    let bounds = |bound: &Array| -> Result<Vec<i64>> {
        bound
            .broadcast_to(&shape)?
            .astype(&DType::int64(), Order::C)?
            .0
            .to_vec()
    };
    let (starts, stops) = (bounds(start)?, bounds(stop)?);
    let each = texts.iter().zip(&sought).zip(starts.iter().zip(&stops));
    let found = each.map(|((text, sought), (start, stop))| {
        let (from, to) = window(text.len() as i64, *start, *stop);
        find(text, sought, from, to, search)
    });
    if matches!(search, Search::Starts | Search::Ends) {
        return truths(found.map(|found| found > 0), &shape);
    }
    Array::from_vec(found.collect(), &shape)
}

/// Positions as Python's slices mean them.
fn window(len: i64, start: i64, stop: i64) -> (i64, i64) {
    let counted = |at: i64| {
        if at < 0 {
            at.saturating_add(len).max(0)
        } else {
            at
        }
    };
    (counted(start), counted(stop).min(len))
}

fn find(text: &[u32], sought: &[u32], from: i64, to: i64, search: Search) -> i64 {
    let none = if matches!(search, Search::First | Search::Last) {
        -1
    } else {
        0
    };
    if from > to {
        return none;
    }
    let (part, size) = (&text[from as usize..to as usize], sought.len());
    let mut places =
        (0..(part.len() + 1).saturating_sub(size)).filter(|at| part[*at..].starts_with(sought));
    match search {
        Search::First => places.next().map_or(-1, |at| at as i64 + from),
        Search::Last => places.next_back().map_or(-1, |at| at as i64 + from),
        Search::Starts => i64::from(part.starts_with(sought)),
        Search::Ends => i64::from(part.ends_with(sought)),
        Search::Count if size == 0 => part.len() as i64 + 1,
        Search::Count => {
            let (mut count, mut next) = (0, 0);
            for at in places {
                if at >= next {
                    count += 1;
                    next = at + size;
                }
            }
            count
        }
    }
}

/// Which ends are stripped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sides {
    /// The beginning.
    Left,
    /// The end.
    Right,
    /// Both.
    Both,
}

/// Elements without the characters at their ends that are given, or without blanks.
pub fn strip(array: &Array, unwanted: Option<&Array>, sides: Sides) -> Result<Array> {
    let shape: Dims = match unwanted {
        Some(unwanted) => broadcast_shapes(&[array.shape(), unwanted.shape()])?,
        None => array.shape().into(),
    };
    let texts = codes(&array.broadcast_to(&shape)?)?;
    let unwanted = unwanted
        .map(|unwanted| codes(&unwanted.broadcast_to(&shape)?))
        .transpose()?;
    let stripped = texts.into_iter().enumerate().map(|(at, text)| {
        let goes = |code: &u32| match &unwanted {
            Some(unwanted) => unwanted[at].contains(code),
            None => char::from_u32(*code).is_some_and(is_space),
        };
        let keeps = |code: &u32| !goes(code);
        let first = if sides == Sides::Right {
            Some(0)
        } else {
            text.iter().position(keeps)
        };
        let last = if sides == Sides::Left {
            text.len().checked_sub(1)
        } else {
            text.iter().rposition(keeps)
        };
        match (first, last) {
            (Some(first), Some(last)) if first <= last => text[first..=last].to_vec(),
            _ => Vec::new(),
        }
    });
    let stripped: Vec<Codes> = stripped.collect();
    from_codes(&stripped, &shape, array.dtype(), Some(array.dtype().len()))
}
