//! Elements picked by their positions in a run, and those that truth values choose, in one go each.

use super::{Operand, Operands, Pod};

/// Calls with the unsigned type of a size of bytes; `None` for other sizes than 1, 2, 4, 8 and 16.
macro_rules! by_size {
    ($size:expr, $t:ident => $body:expr) => {
        match $size {
            1 => {
                type $t = u8;
                Some($body)
            }
            2 => {
                type $t = u16;
                Some($body)
            }
            4 => {
                type $t = u32;
                Some($body)
            }
            8 => {
                type $t = u64;
                Some($body)
            }
            16 => {
                type $t = u128;
                Some($body)
            }
            _ => None,
        }
    };
}

/// Whether elements of this size are moved here.
pub(crate) fn has_size(size: usize) -> bool {
    by_size!(size, T => size_of::<T>()).is_some()
}

/// Sets each of the second operand's elements to the one of `from`, which has `len` elements, at the position
/// that the first operand gives (as `i64`, from the end if negative). Gives a position that is not there.
pub(crate) fn gather_at(from: &Operand, len: usize, run: &Operands<'_>) -> Option<i64> {
    by_size!(from.itemsize, T => {
        let mut wrong = None;
        for index in 0..run.len() {
            let position = run.get::<i64>(0, index);
            let counted = if position < 0 { position + len as i64 } else { position };
            if counted as u64 >= len as u64 {
                wrong = Some(position);
                break;
            }
            let at = from.start.wrapping_offset(counted as isize * from.stride);
            // SAFETY: one of the operand's elements; any bytes are a value.
            run.set(1, index, unsafe { at.cast::<T>().read_unaligned() });
        }
        wrong
    })
    .flatten()
}

/// Copies the elements of the first operand at which the second one, of truth values, is true to the first
/// places of the third, which are as many as there are true ones: `count`.
pub(crate) fn choose(run: &Operands<'_>, into: &Operands<'_>, count: usize) {
    by_size!(run.operand(0).itemsize, T => chosen::<T>(run, into, count));
}

fn chosen<T: Pod>(run: &Operands<'_>, into: &Operands<'_>, count: usize) {
    let mut index = 0;
    // Each is written, and the next one over it where it was not meant: no branch has to be guessed.
    let mut filled = 0;
    while filled < count {
        if are_false(run, index) {
            index += 8;
            continue;
        }
        into.set(0, filled, run.get::<T>(0, index));
        filled += usize::from(run.get::<u8>(1, index) != 0);
        index += 1;
    }
}

/// Sets the elements of the first operand at which the second one is true, to the values of `values` one after
/// another; to its only one if it stands still.
pub(crate) fn put(run: &Operands<'_>, values: &Operands<'_>) {
    by_size!(run.operand(0).itemsize, T => {
        if values.operand(0).stride == 0 {
            let value = values.get::<T>(0, 0);
            put_one::<T>(run, value);
        } else {
            put_each::<T>(run, values);
        }
    });
}

fn put_one<T: Pod>(run: &Operands<'_>, value: T) {
    let mut index = 0;
    while index < run.len() {
        if are_false(run, index) {
            index += 8;
            continue;
        }
        // Written in any case: no branch has to be guessed.
        let old = run.get::<T>(0, index);
        let is_meant = run.get::<u8>(1, index) != 0;
        run.set(0, index, if is_meant { value } else { old });
        index += 1;
    }
}

/// Whether the next eight truth values are there and false.
fn are_false(run: &Operands<'_>, index: usize) -> bool {
    let mask = &run.items[1];
    if index + 8 > run.len || !mask.is_contiguous() {
        return false;
    }
    // SAFETY: within the run of bytes.
    let all = unsafe { mask.start.add(index).cast::<u64>().read_unaligned() };
    all == 0
}

fn put_each<T: Pod>(run: &Operands<'_>, values: &Operands<'_>) {
    let (mut index, mut taken) = (0, 0);
    while taken < values.len() {
        if are_false(run, index) {
            index += 8;
            continue;
        }
        if run.get::<u8>(1, index) != 0 {
            run.set(0, index, values.get::<T>(0, taken));
            taken += 1;
        }
        index += 1;
    }
}
