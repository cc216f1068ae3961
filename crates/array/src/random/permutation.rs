//! Orders and choices: Fisher–Yates shuffles, and Floyd's choice of few among many.
//!
//! R. W. Floyd and J. L. Bentley, "A Sample of Brilliance" (1987).

use std::collections::HashSet;

use super::BitGenerator;
use super::integers::{index_up_to, interval};

/// The swaps of a Fisher–Yates shuffle of `count` elements, in order: each is a pair of indices,
/// which may be equal.
pub fn swaps(bits: &mut dyn BitGenerator, count: usize, mut swap: impl FnMut(usize, usize)) {
    for index in (1..count).rev() {
        let other = interval(bits, index as u64) as usize;
        swap(index, other);
    }
}

/// Shuffles a slice.
pub fn shuffle<T>(bits: &mut dyn BitGenerator, elements: &mut [T]) {
    let count = elements.len();
    swaps(bits, count, |left, right| elements.swap(left, right));
}

/// The numbers below `count` in random order.
pub fn permutation(bits: &mut dyn BitGenerator, count: usize) -> Vec<i64> {
    let mut numbers: Vec<i64> = (0..count as i64).collect();
    shuffle(bits, &mut numbers);
    numbers
}

/// The shuffle inside of a choice, which picks its indices by Lemire's method. Elements below
/// `first` are drawn from, but not given an element of their own.
fn shuffle_from(bits: &mut dyn BitGenerator, first: usize, numbers: &mut [i64]) {
    for index in (first..numbers.len()).rev() {
        let other = index_up_to(bits, index);
        numbers.swap(index, other);
    }
}

/// `count` different numbers below `population`, as `Generator.choice` without replacement draws
/// them; `in_random_order` is its argument `shuffle`. `count` may not be above `population`.
pub fn choose_distinct(
    bits: &mut dyn BitGenerator,
    population: usize,
    count: usize,
    in_random_order: bool,
) -> Vec<i64> {
    let share = if in_random_order { 50 } else { 20 };
    if population > 10_000 && count > population / share {
        return shuffled_tail(bits, population, count);
    }
    let mut seen = HashSet::with_capacity(count);
    let mut chosen = Vec::with_capacity(count);
    for last in population - count..population {
        let drawn = index_up_to(bits, last) as i64;
        let number = if seen.insert(drawn) {
            drawn
        } else {
            last as i64
        };
        seen.insert(number);
        chosen.push(number);
    }
    if in_random_order {
        shuffle_from(bits, 1, &mut chosen);
    }
    chosen
}

fn shuffled_tail(bits: &mut dyn BitGenerator, population: usize, count: usize) -> Vec<i64> {
    let mut numbers: Vec<i64> = (0..population as i64).collect();
    let first = (population - count).max(1);
    shuffle_from(bits, first, &mut numbers);
    numbers.split_off(population - count)
}
