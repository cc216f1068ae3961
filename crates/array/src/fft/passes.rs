//! Transforms by the factors of their length: passes of Stockham's kind, which put numbers in order as
//! they go.

use std::array;

use num_complex::Complex;

use super::roots::root;
use super::{Number, ZERO};

/// One pass: `before` is the product of the factors of earlier passes, `after` that of later ones.
#[derive(Debug)]
pub(super) struct Pass {
    radix: usize,
    before: usize,
    after: usize,
    /// For each index below `after`: what the outputs are turned by.
    turns: Vec<Number>,
    /// The roots of the radix, where it has no butterfly of its own.
    roots: Vec<Number>,
}

/// Radices with butterflies of their own.
const KNOWN: [usize; 5] = [8, 4, 2, 3, 5];

/// The factors of a length in the order of their passes: those of eight last, whose passes are quickest where
/// the runs of others would be short.
pub(super) fn factors(len: usize) -> Vec<usize> {
    let eights = (len.max(1).trailing_zeros() / 3) as usize;
    let mut factors = factors_below_eight(len >> (3 * eights));
    factors.extend(std::iter::repeat_n(8, eights));
    factors
}

fn factors_below_eight(mut len: usize) -> Vec<usize> {
    let mut factors = Vec::new();
    for factor in KNOWN.into_iter().skip(1).chain((7..).step_by(2)) {
        while len.is_multiple_of(factor) {
            factors.push(factor);
            len /= factor;
        }
        if factor > 5 && factor * factor > len {
            break;
        }
    }
    if len > 1 {
        factors.push(len);
    }
    factors
}

/// The passes of a length.
pub(super) fn passes(len: usize) -> Vec<Pass> {
    let mut before = 1;
    let pass = |radix| {
        let after = len / (before * radix);
        let turn = |index: usize, output| root((index * output * before) as u64, len as u64);
        let pass = Pass {
            radix,
            before,
            after,
            turns: (0..after)
                .flat_map(|index| (0..radix).map(move |output| turn(index, output)))
                .collect(),
            roots: if KNOWN.contains(&radix) {
                Vec::new()
            } else {
                (0..radix as u64)
                    .map(|index| root(index, radix as u64))
                    .collect()
            },
        };
        before *= radix;
        pass
    };
    factors(len).into_iter().map(pass).collect()
}

impl Pass {
    pub(super) fn run(&self, from: &[Number], to: &mut [Number]) {
        match self.radix {
            2 => self.run_known(from, to, two),
            3 => self.run_known(from, to, three),
            4 => self.run_known(from, to, four),
            5 => self.run_known(from, to, five),
            8 => self.run_known(from, to, eight),
            _ => self.run_any(from, to),
        }
    }

    #[inline]
    fn run_known<const R: usize>(
        &self,
        from: &[Number],
        to: &mut [Number],
        butterfly: impl Fn([Number; R]) -> [Number; R],
    ) {
        let after = self.after;
        let mut chunks = to.chunks_exact_mut(self.before * after);
        let mut outputs: [&mut [Number]; R] = array::from_fn(|_| chunks.next().unwrap_or_default());
        if after == 1 {
            for (block, inputs) in from.as_chunks::<R>().0.iter().enumerate() {
                for (output, found) in outputs.iter_mut().zip(butterfly(*inputs)) {
                    output[block] = found;
                }
            }
            return;
        }
        let turns = self.turns.as_chunks::<R>().0;
        for (block, from) in from.chunks_exact(R * after).enumerate() {
            let inputs: [&[Number]; R] = array::from_fn(|index| &from[index * after..][..after]);
            let outputs = outputs
                .each_mut()
                .map(|output| &mut output[block * after..][..after]);
            for (index, turns) in (0..after).zip(turns) {
                let found = butterfly(inputs.map(|input| input[index]));
                outputs[0][index] = found[0];
                for output in 1..R {
                    outputs[output][index] = found[output] * turns[output];
                }
            }
        }
    }

    /// A pass of any odd radix: outputs of one distance from the ends share their sums.
    fn run_any(&self, from: &[Number], to: &mut [Number]) {
        let Self {
            radix,
            before,
            after,
            ..
        } = *self;
        let half = radix / 2;
        let (mut sums, mut differences) = (vec![ZERO; half], vec![ZERO; half]);
        for block in 0..before {
            for index in 0..after {
                let input = |at: usize| from[index + after * (at + radix * block)];
                for at in 0..half {
                    let (low, high) = (input(at + 1), input(radix - 1 - at));
                    sums[at] = low + high;
                    differences[at] = low - high;
                }
                let mut put = |output: usize, number: Number| {
                    let turned = if index == 0 || output == 0 {
                        number
                    } else {
                        number * self.turns[index * radix + output]
                    };
                    to[index + after * (block + before * output)] = turned;
                };
                let first = input(0);
                put(0, sums.iter().fold(first, |all, sum| all + sum));
                for output in 1..=half {
                    let (mut even, mut odd, mut at) = (first, ZERO, 0);
                    for (sum, difference) in sums.iter().zip(&differences) {
                        at += output;
                        if at >= radix {
                            at -= radix;
                        }
                        even += sum.scale(self.roots[at].re);
                        odd += difference.scale(self.roots[at].im);
                    }
                    let odd = by_i(odd);
                    put(output, even + odd);
                    put(radix - output, even - odd);
                }
            }
        }
    }
}

/// A number times i.
fn by_i(number: Number) -> Number {
    Complex::new(-number.im, number.re)
}

fn two([a, b]: [Number; 2]) -> [Number; 2] {
    [a + b, a - b]
}

fn three([a, b, c]: [Number; 3]) -> [Number; 3] {
    const SIN: f64 = 0.866_025_403_784_438_6;
    let (sum, difference) = (b + c, by_i(b - c).scale(-SIN));
    let middle = a - sum.scale(0.5);
    [a + sum, middle + difference, middle - difference]
}

fn four([a, b, c, d]: [Number; 4]) -> [Number; 4] {
    let (even, odd) = (two([a, c]), two([b, d]));
    let turned = by_i(odd[1]);
    [
        even[0] + odd[0],
        even[1] - turned,
        even[0] - odd[0],
        even[1] + turned,
    ]
}

fn five([a, b, c, d, e]: [Number; 5]) -> [Number; 5] {
    const COS: [f64; 2] = [0.309_016_994_374_947_45, -0.809_016_994_374_947_5];
    const SIN: [f64; 2] = [0.951_056_516_295_153_5, 0.587_785_252_292_473_1];
    let (near, near_difference) = (b + e, b - e);
    let (far, far_difference) = (c + d, c - d);
    let first = a + near.scale(COS[0]) + far.scale(COS[1]);
    let second = a + near.scale(COS[1]) + far.scale(COS[0]);
    let first_turn = by_i(near_difference.scale(SIN[0]) + far_difference.scale(SIN[1]));
    let second_turn = by_i(near_difference.scale(SIN[1]) - far_difference.scale(SIN[0]));
    [
        a + near + far,
        first - first_turn,
        second - second_turn,
        second + second_turn,
        first + first_turn,
    ]
}

fn eight([a, b, c, d, e, f, g, h]: [Number; 8]) -> [Number; 8] {
    const HALF: f64 = std::f64::consts::FRAC_1_SQRT_2;
    let (even, odd) = (four([a, c, e, g]), four([b, d, f, h]));
    let second = Complex::new(odd[1].re + odd[1].im, odd[1].im - odd[1].re).scale(HALF);
    let third = Complex::new(odd[2].im, -odd[2].re);
    let fourth = Complex::new(odd[3].im - odd[3].re, -odd[3].re - odd[3].im).scale(HALF);
    [
        even[0] + odd[0],
        even[1] + second,
        even[2] + third,
        even[3] + fourth,
        even[0] - odd[0],
        even[1] - second,
        even[2] - third,
        even[3] - fourth,
    ]
}
