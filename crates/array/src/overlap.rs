//! Whether two arrays share memory.

use smallvec::SmallVec;

use crate::array::Array;
use crate::shape::extent;

/// How many steps the exact answer may take before it is given up as "perhaps".
const PATIENCE: usize = 100_000;

/// The addresses an array covers: its lowest byte, and one past its highest.
pub fn byte_bounds(array: &Array) -> (usize, usize) {
    let (low, high) = extent(array.shape(), array.strides(), array.itemsize()).unwrap_or((0, 0));
    (
        array.address().wrapping_add_signed(low),
        array.address().wrapping_add_signed(high),
    )
}

/// Whether the addresses that two arrays cover meet (`np.may_share_memory`).
pub fn bounds_overlap(left: &Array, right: &Array) -> bool {
    if left.is_empty() || right.is_empty() {
        return false;
    }
    let (a, b) = (byte_bounds(left), byte_bounds(right));
    a.0 < b.1 && b.0 < a.1
}

/// Whether an element of one array lies in bytes of another's (`np.shares_memory`). `None` if it
/// takes too long to find out.
pub fn shares_memory(left: &Array, right: &Array) -> Option<bool> {
    if !bounds_overlap(left, right) {
        return Some(false);
    }
    let mut terms: SmallVec<[(i128, i128); 8]> = SmallVec::new();
    // Where the left one's bytes are, less where the right one's are, must be zero: a sum of steps.
    let mut target = right.address() as i128 - left.address() as i128;
    for (array, sign) in [(left, 1_i128), (right, -1)] {
        for (len, stride) in array.shape().iter().zip(array.strides()) {
            let (most, mut step) = (*len as i128 - 1, sign * *stride as i128);
            if most == 0 || step == 0 {
                continue;
            }
            if step < 0 {
                // Counted from the other end.
                target -= step * most;
                step = -step;
            }
            terms.push((step, most));
        }
        let (mut step, most) = (sign, array.itemsize() as i128 - 1);
        if step < 0 {
            target -= step * most;
            step = -step;
        }
        if most > 0 {
            terms.push((step, most));
        }
    }
    terms.sort_unstable_by_key(|term| std::cmp::Reverse(*term));
    let mut steps = PATIENCE;
    reachable(&terms, target, &mut steps)
}

/// Whether a sum of steps, each taken up to so many times, is the target.
fn reachable(terms: &[(i128, i128)], target: i128, patience: &mut usize) -> Option<bool> {
    let most: i128 = terms.iter().map(|(step, most)| step * most).sum();
    if target < 0 || target > most {
        return Some(false);
    }
    let Some(((step, count), rest)) = terms.split_first() else {
        return Some(target == 0);
    };
    let common = terms.iter().fold(0, |all, (step, _)| gcd(all, *step));
    if common != 0 && target % common != 0 {
        return Some(false);
    }
    let least_rest: i128 = rest.iter().map(|(step, most)| step * most).sum();
    // So many at least that the others can make up what is left.
    let low = ((target - least_rest).max(0) + step - 1) / step;
    let high = (*count).min(target / step);
    let mut taken = high;
    while taken >= low {
        *patience = patience.checked_sub(1)?;
        if reachable(rest, target - taken * step, patience)? {
            return Some(true);
        }
        taken -= 1;
    }
    Some(false)
}

fn gcd(left: i128, right: i128) -> i128 {
    if right == 0 {
        left
    } else {
        gcd(right, left % right)
    }
}

/// Whether writing one array while reading another needs a copy of the latter: they share memory,
/// and not element for element.
pub(crate) fn needs_copy(source: &Array, target: &Array) -> bool {
    if !bounds_overlap(source, target) {
        return false;
    }
    let is_same = source.address() == target.address()
        && source.shape() == target.shape()
        && source.strides() == target.strides()
        && source.itemsize() == target.itemsize();
    !is_same && shares_memory(source, target).unwrap_or(true)
}
