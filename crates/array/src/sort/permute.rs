//! Sorts along an axis, of elements and of their positions.

use std::cell::RefCell;
use std::cmp::Ordering;

use super::order::{Direction, Sorted, Time, is_last, ordering, with_sorted};
use crate::array::Array;
use crate::cast::Casting;
use crate::index::{Mode, take};
use crate::raw::{Operands, Pod};
use crate::shape::Order;
use crate::{Error, Result};

/// Calls for each line of an array along an axis.
fn each_line(
    array: &Array,
    axis: usize,
    mut each: impl FnMut(&Operands<'_>, usize) -> Result<()>,
) -> Result<()> {
    let (len, stride) = (array.shape()[axis], array.strides()[axis]);
    if array.is_empty() {
        return Ok(());
    }
    let head = array.index_axis(axis, 0)?;
    let start = head.offset() as isize;
    for (row, offset) in head.offsets().enumerate() {
        let items = [head.operand(stride).moved(offset as isize - start)];
        each(&Operands::new(len, &items), row)?;
    }
    Ok(())
}

/// Sorts an array in place along an axis. All sorts are stable, whatever kind is asked for.
pub fn sort(array: &Array, axis: usize, direction: Direction) -> Result<()> {
    array.check_writeable()?;
    let dtype = array.dtype();
    if !dtype.is_native() {
        let native = array.astype(&dtype.to_native(), Order::C)?.0;
        sort(&native, axis, direction)?;
        array.assign(&native, Casting::Unsafe)?;
        return Ok(());
    }
    if !super::is_plain(dtype.num()) {
        let order = argsort(array, axis, direction)?;
        let sorted = along(array, &order, axis)?;
        array.assign(&sorted, Casting::Unsafe)?;
        return Ok(());
    }
    each_line(array, axis, |run, _| {
        if dtype.num().is_date() {
            let mut values: Vec<i64> = run.to_vec(0);
            values.sort_unstable_by(|left, right| direction.order(Time(*left), Time(*right)));
            run.set_all(0, &values);
        } else {
            with_sorted!(dtype.num(), T => sort_line::<T>(run, direction), else ());
        }
        Ok(())
    })
}

fn sort_line<T: Sorted + Pod>(run: &Operands<'_>, direction: Direction) {
    let mut values: Vec<T> = run.to_vec(0);
    if counted(&mut values, direction) {
        run.set_all(0, &values);
        return;
    }
    match direction {
        Direction::Ascending => values.sort_by(|left, right| left.order(*right)),
        Direction::Descending => values.sort_by(|left, right| direction.order(*left, *right)),
    }
    run.set_all(0, &values);
}

/// Below this length counting is not worth its tables.
const MIN_COUNTED: usize = 64;

/// The least of whole numbers and how many there are from it to the greatest, where these are fewer than the
/// numbers themselves.
fn close_together<T: Sorted>(values: &[T]) -> Option<(i64, usize)> {
    let first = values.first()?.whole()?;
    let (mut least, mut most) = (first, first);
    for value in values {
        let value = value.whole()?;
        (least, most) = (least.min(value), most.max(value));
    }
    let span = most.wrapping_sub(least) as u64;
    let is_close = values.len() >= MIN_COUNTED && span < values.len() as u64;
    is_close.then(|| (least, span as usize + 1))
}

fn slot_of<T: Sorted>(value: T, least: i64) -> usize {
    value.whole().map_or(0, |whole| whole.wrapping_sub(least)) as usize
}

/// The positions of whole numbers in their order, by counting each; equal ones keep theirs.
fn counted_positions<T: Sorted>(values: &[T]) -> Option<Vec<u32>> {
    let (least, span) = close_together(values)?;
    let mut next = vec![0_u32; span + 1];
    for value in values {
        next[slot_of(*value, least) + 1] += 1;
    }
    for slot in 1..next.len() {
        next[slot] += next[slot - 1];
    }
    let mut positions = vec![0; values.len()];
    for (value, position) in values.iter().zip(0..) {
        let slot = &mut next[slot_of(*value, least)];
        positions[*slot as usize] = position;
        *slot += 1;
    }
    Some(positions)
}

/// Sorts whole numbers by counting each, where they lie closer together than they are many. Gives whether
/// they do.
fn counted<T: Sorted>(values: &mut [T], direction: Direction) -> bool {
    let Some((least, span)) = close_together(values) else {
        return false;
    };
    let mut counts = vec![(values[0], 0_u32); span];
    for value in values.iter() {
        let slot = slot_of(*value, least);
        counts[slot] = (*value, counts[slot].1 + 1);
    }
    if direction == Direction::Descending {
        counts.reverse();
    }
    let mut filled = 0;
    for (value, count) in counts {
        values[filled..filled + count as usize].fill(value);
        filled += count as usize;
    }
    true
}

/// Elements by positions that differ from line to line (`take_along_axis`).
fn along(array: &Array, order: &Array, axis: usize) -> Result<Array> {
    let last = array.ndim() - 1;
    let moved = array.moveaxis(axis, last);
    let (order, len) = (order.moveaxis(axis, last), moved.shape()[last]);
    let flat = moved.copy(Order::C)?;
    let shape: Vec<isize> = flat.shape().iter().map(|len| *len as isize).collect();
    let flat = flat.reshape(&[-1], Order::C)?;
    let positions: Vec<i64> = order.to_vec()?;
    let wanted = positions.iter().enumerate();
    let wanted = wanted.map(|(at, position)| (at / len.max(1) * len) as i64 + position);
    let wanted = Array::from_vec(wanted.collect(), &[positions.len()])?;
    let sorted = take(&flat, &wanted, 0, Mode::Raise)?;
    Ok(sorted.reshape(&shape, Order::C)?.moveaxis(last, axis))
}

/// The positions in which an array is sorted along an axis. Equal elements keep their order.
pub fn argsort(array: &Array, axis: usize, direction: Direction) -> Result<Array> {
    let dtype = array.dtype();
    if !dtype.is_native() {
        let native = array.astype(&dtype.to_native(), Order::C)?.0;
        return argsort(&native, axis, direction);
    }
    let moved_shape: Vec<usize> = array.moveaxis(axis, array.ndim() - 1).shape().to_vec();
    let mut all: Vec<i64> = Vec::with_capacity(array.size());
    let ascending = ordering(dtype)?;
    let compare = |run: &Operands<'_>, left: usize, right: usize| {
        let how = ascending(run, left, right)?;
        let is_turned = direction == Direction::Descending
            && !is_last(run, left, dtype)
            && !is_last(run, right, dtype);
        Ok(if is_turned { how.reverse() } else { how })
    };
    each_line(array, axis, |run, _| {
        let positions = if super::is_plain(dtype.num()) && !dtype.num().is_date() {
            with_sorted!(dtype.num(), T => argsort_line::<T>(run, direction), else Vec::new())
        } else {
            argsort_by(run, &compare)?
        };
        all.extend(positions.into_iter().map(i64::from));
        Ok(())
    })?;
    Ok(Array::from_vec(all, &moved_shape)?.moveaxis(array.ndim() - 1, axis))
}

fn argsort_line<T: Sorted + Pod>(run: &Operands<'_>, direction: Direction) -> Vec<u32> {
    let values: Vec<T> = run.to_vec(0);
    if direction == Direction::Ascending
        && let Some(positions) = counted_positions(&values)
    {
        return positions;
    }
    if direction == Direction::Ascending
        && let Some(mut keyed) = keyed(&values)
    {
        // Equal keys stand in the order of their positions.
        keyed.sort_unstable();
        return keyed.into_iter().map(|(_, position)| position).collect();
    }
    let mut positions: Vec<u32> = (0..run.len() as u32).collect();
    positions
        .sort_by(|left, right| direction.order(values[*left as usize], values[*right as usize]));
    positions
}

/// Keys of values with their positions: whole numbers in the order of the values. They are quicker to compare
/// than values that have to be looked up.
fn keyed<T: Sorted>(values: &[T]) -> Option<Vec<(u64, u32)>> {
    let each = values.iter().zip(0..);
    each.map(|(value, position)| Some((value.key()?, position)))
        .collect()
}

fn argsort_by(
    run: &Operands<'_>,
    compare: &dyn Fn(&Operands<'_>, usize, usize) -> Result<Ordering>,
) -> Result<Vec<u32>> {
    let failed: RefCell<Option<Error>> = RefCell::new(None);
    let mut positions: Vec<u32> = (0..run.len() as u32).collect();
    merge_sort(&mut positions, &|left, right| {
        if failed.borrow().is_some() {
            return false;
        }
        match compare(run, left as usize, right as usize) {
            Ok(order) => order == Ordering::Greater,
            Err(error) => {
                *failed.borrow_mut() = Some(error);
                false
            }
        }
    });
    failed.into_inner().map_or(Ok(positions), Err)
}

/// A stable sort that bears comparisons which contradict each other, as those of objects may.
fn merge_sort(positions: &mut Vec<u32>, is_greater: &dyn Fn(u32, u32) -> bool) {
    let mut width = 1;
    let mut other = positions.clone();
    while width < positions.len() {
        let mut at = 0;
        while at < positions.len() {
            let middle = (at + width).min(positions.len());
            let end = (at + 2 * width).min(positions.len());
            let (mut left, mut right) = (at, middle);
            for slot in &mut other[at..end] {
                let takes_left = left < middle
                    && (right >= end || !is_greater(positions[left], positions[right]));
                if takes_left {
                    *slot = positions[left];
                    left += 1;
                } else {
                    *slot = positions[right];
                    right += 1;
                }
            }
            at = end;
        }
        std::mem::swap(positions, &mut other);
        width *= 2;
    }
}

/// The positions in which several keys are sorted along an axis, the last key first.
pub fn lexsort(keys: &[Array], axis: usize) -> Result<Array> {
    let first = keys
        .first()
        .ok_or_else(|| Error::type_("need sequence of keys with len > 0 in lexsort"))?;
    if keys.iter().any(|key| key.shape() != first.shape()) {
        return Err(Error::value("all keys need to be the same shape"));
    }
    let mut order = argsort(first, axis, Direction::Ascending)?;
    for key in &keys[1..] {
        let arranged = along(key, &order, axis)?;
        let next = argsort(&arranged, axis, Direction::Ascending)?;
        order = along(&order, &next, axis)?;
    }
    Ok(order)
}

/// Puts the elements at these positions where sorting would put them, lesser ones before and greater
/// ones behind. A sorted array is one.
pub fn partition(array: &Array, positions: &[isize], axis: usize) -> Result<()> {
    check_positions(array, positions, axis)?;
    let dtype = array.dtype();
    if !super::is_plain(dtype.num()) || dtype.num().is_date() || !dtype.is_native() {
        return sort(array, axis, Direction::Ascending);
    }
    array.check_writeable()?;
    let len = array.shape()[axis];
    let mut wanted: Vec<usize> = positions
        .iter()
        .map(|at| if *at < 0 { at + len as isize } else { *at } as usize)
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    each_line(array, axis, |run, _| {
        with_sorted!(dtype.num(), T => {
            let mut values: Vec<T> = run.to_vec(0);
            partition_line(&mut values, &wanted);
            run.set_all(0, &values);
        }, else ());
        Ok(())
    })
}

/// Puts the elements at some positions, which ascend, where sorting would put them. What comes after all
/// that can be compared is put behind first, so that others are compared in one step.
fn partition_line<T: Sorted>(values: &mut [T], wanted: &[usize]) {
    let mut compared = values.len();
    for index in (0..values.len()).rev() {
        if values[index].is_last() {
            compared -= 1;
            values.swap(index, compared);
        }
    }
    let (others, last) = values.split_at_mut(compared);
    last.sort_by(|left, right| left.order(*right));
    let count = wanted.partition_point(|at| *at < compared);
    select_all(others, 0, &wanted[..count]);
}

/// The same where all elements can be compared; the first one stands at position `first`. The position in
/// the middle divides what is left for the others.
fn select_all<T: Sorted>(values: &mut [T], first: usize, wanted: &[usize]) {
    let Some(middle) = wanted.get(wanted.len() / 2) else {
        return;
    };
    let (before, _, behind) =
        values.select_nth_unstable_by(middle - first, |left, right| left.order_compared(*right));
    let (lesser, rest) = wanted.split_at(wanted.len() / 2);
    select_all(before, first, lesser);
    select_all(behind, middle + 1, &rest[1..]);
}

/// The positions of a partition.
pub fn argpartition(array: &Array, positions: &[isize], axis: usize) -> Result<Array> {
    check_positions(array, positions, axis)?;
    argsort(array, axis, Direction::Ascending)
}

fn check_positions(array: &Array, positions: &[isize], axis: usize) -> Result<()> {
    if array.is_empty() {
        return Ok(());
    }
    let len = array.shape()[axis] as isize;
    for position in positions {
        if *position < -len || *position >= len {
            return Err(Error::value(format!(
                "kth(={position}) out of bounds ({len})"
            )));
        }
    }
    Ok(())
}
