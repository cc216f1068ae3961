//! Counts, bits, and values between given ones.

use crate::array::Array;
use crate::dtype::DType;
use crate::raw::Operands;
use crate::shape::Order;
use crate::{Error, Result};

/// How often each whole number occurs, or the sum of its weights (`np.bincount`).
pub fn bincount(values: &Array, weights: Option<&Array>, least_len: usize) -> Result<Array> {
    let values = values.as_contiguous(&DType::int64())?;
    let items = [values.operand(8)];
    let run = Operands::new(values.size(), &items);
    let (least, most) = run.fold(0, (0, -1), |(least, most): (i64, i64), value: i64| {
        (least.min(value), most.max(value))
    });
    if least < 0 {
        return Err(Error::value(
            "'list' argument must have no negative elements",
        ));
    }
    let len = least_len.max((most + 1) as usize);
    let Some(weights) = weights else {
        let mut counts = vec![0_i64; len];
        for index in 0..run.len() {
            counts[run.get::<i64>(0, index) as usize] += 1;
        }
        return Array::from_vec(counts, &[len]);
    };
    let weights: Vec<f64> = weights.as_contiguous(&DType::float64())?.to_vec()?;
    if weights.len() != run.len() {
        return Err(Error::value(
            "The weights and list don't have the same length.",
        ));
    }
    let mut sums = vec![0.0; len];
    for (index, weight) in weights.into_iter().enumerate() {
        sums[run.get::<i64>(0, index) as usize] += weight;
    }
    Array::from_vec(sums, &[len])
}

/// Values on the lines between given points (`np.interp`); `left` and `right` are those before the
/// first and behind the last one.
pub fn interp(
    at: &Array,
    xs: &Array,
    ys: &Array,
    left: Option<f64>,
    right: Option<f64>,
) -> Result<Array> {
    let doubles = |array: &Array| -> Result<Vec<f64>> {
        array.astype(&DType::float64(), Order::C)?.0.to_vec()
    };
    let (xs, ys) = (doubles(xs)?, doubles(ys)?);
    let (Some(first), Some(last)) = (ys.first(), ys.last()) else {
        return Err(Error::value("array of sample points is empty"));
    };
    if xs.len() != ys.len() {
        return Err(Error::value("fp and xp are not of the same length."));
    }
    let (left, right) = (left.unwrap_or(*first), right.unwrap_or(*last));
    let each = doubles(at)?
        .into_iter()
        .map(|x| between(x, &xs, &ys, left, right));
    Array::from_vec(each.collect(), at.shape())
}

fn between(x: f64, xs: &[f64], ys: &[f64], left: f64, right: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    // Places that are not numbers are neither before nor behind it: what stands beside them decides.
    if x < xs[0] {
        return left;
    }
    let last = xs.len() - 1;
    if x > xs[last] {
        return right;
    }
    let at = xs[1..].partition_point(|known| *known <= x);
    if at == last {
        return ys[at];
    }
    if x == xs[at] {
        return ys[at];
    }
    let slope = (ys[at + 1] - ys[at]) / (xs[at + 1] - xs[at]);
    let value = slope * (x - xs[at]) + ys[at];
    if !value.is_nan() {
        return value;
    }
    // From the other end, where this one is infinite.
    let value = slope * (x - xs[at + 1]) + ys[at + 1];
    if value.is_nan() && ys[at] == ys[at + 1] {
        ys[at]
    } else {
        value
    }
}

/// Which bit of a byte comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BitOrder {
    /// The highest.
    Big,
    /// The lowest.
    Little,
}

/// Eight truth values along an axis in each byte, the last one filled with zeros.
pub fn packbits(array: &Array, axis: usize, order: BitOrder) -> Result<Array> {
    let last = array.ndim() - 1;
    let bits = array
        .astype(&DType::bool(), Order::C)?
        .0
        .moveaxis(axis, last)
        .to_contiguous()?;
    let len = bits.shape()[last];
    let packed_len = len.div_ceil(8);
    let mut shape = bits.shape().to_vec();
    shape[last] = packed_len;
    let all = bits.to_bytes();
    let mut bytes = Vec::with_capacity(shape.iter().product());
    for line in all.chunks(len.max(1)) {
        for group in line.chunks(8) {
            let byte = group.iter().enumerate().fold(0_u8, |byte, (at, bit)| {
                let shift = if order == BitOrder::Big { 7 - at } else { at };
                byte | (u8::from(*bit != 0) << shift)
            });
            bytes.push(byte);
        }
    }
    let packed = Array::from_bytes(bytes, &DType::of::<u8>(), &shape)?;
    Ok(packed.moveaxis(last, axis))
}

/// The bits of bytes along an axis; `count` says how many are kept, or from the end left out.
pub fn unpackbits(
    array: &Array,
    axis: usize,
    count: Option<isize>,
    order: BitOrder,
) -> Result<Array> {
    if !array.dtype().is::<u8>() {
        return Err(Error::type_(
            "Expected an input array of unsigned byte data type",
        ));
    }
    let last = array.ndim() - 1;
    let bytes = array.moveaxis(axis, last).to_contiguous()?;
    let len = bytes.shape()[last] * 8;
    let kept = match count {
        None => len,
        Some(count) if count >= 0 => count as usize,
        Some(count) => len.checked_sub(count.unsigned_abs()).ok_or_else(|| {
            Error::value(format!(
                "-count must not exceed the {len} bits along the axis"
            ))
        })?,
    };
    let mut shape = bytes.shape().to_vec();
    shape[last] = kept;
    let all = bytes.to_bytes();
    let mut bits = Vec::with_capacity(shape.iter().product());
    for line in all.chunks((len / 8).max(1)) {
        let each = line.iter().flat_map(|byte| {
            (0..8).map(move |at| {
                let shift = if order == BitOrder::Big { 7 - at } else { at };
                (byte >> shift) & 1
            })
        });
        bits.extend(each.chain(std::iter::repeat(0)).take(kept));
    }
    let unpacked = Array::from_bytes(bits, &DType::of::<u8>(), &shape)?;
    Ok(unpacked.moveaxis(last, axis))
}

/// 1 if values never fall, −1 if they never rise, 0 if neither (`_monotonicity`).
pub fn monotonicity(values: &Array) -> Result<i32> {
    let values: Vec<f64> = values.astype(&DType::float64(), Order::C)?.0.to_vec()?;
    if values.windows(2).all(|pair| pair[0] <= pair[1]) {
        return Ok(1);
    }
    let falls = values.windows(2).all(|pair| pair[0] >= pair[1]);
    Ok(if falls { -1 } else { 0 })
}
