//! Discrete Fourier transforms of any length, as `numpy.fft` needs them for one line of numbers.
//!
//! They are right to a few last bits, as NumPy's are: roots of unity are rounded once. Plans are kept for
//! the next call.

mod passes;
mod plan;
mod roots;

use std::rc::Rc;

use num_complex::Complex;

use plan::Plan;
use roots::root;

type Number = Complex<f64>;

const ZERO: Number = Number::new(0.0, 0.0);

/// Which way a transform goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From signal to spectrum.
    Forward,
    /// From spectrum to signal, without a factor of its own.
    Backward,
}

/// Makes plans, and keeps those of the last few lengths: a plan has tables as long as its lines.
#[derive(Debug, Default)]
pub struct Plans {
    kept: Vec<(usize, Rc<Plan>)>,
    /// By what pairs are turned in transforms of real numbers, by their length.
    turns: Vec<(usize, Rc<[Number]>)>,
}

/// As many lengths as NumPy keeps.
const MAX_LENS: usize = 16;

impl Plans {
    fn get(&mut self, len: usize) -> Rc<Plan> {
        kept(&mut self.kept, len, || Rc::new(Plan::new(len)))
    }

    fn turns(&mut self, len: usize) -> Rc<[Number]> {
        kept(&mut self.turns, len, || turns(len))
    }
}

/// What is kept of a length, or else made and kept in place of the oldest.
fn kept<T: ?Sized>(
    all: &mut Vec<(usize, Rc<T>)>,
    len: usize,
    make: impl FnOnce() -> Rc<T>,
) -> Rc<T> {
    if let Some((_, known)) = all.iter().find(|(known, _)| *known == len) {
        return Rc::clone(known);
    }
    if all.len() == MAX_LENS {
        all.remove(0);
    }
    let made = make();
    all.push((len, Rc::clone(&made)));
    made
}

/// A line with its plan.
#[derive(Debug)]
struct Line {
    plan: Rc<Plan>,
    numbers: Vec<Number>,
    scratch: Vec<Number>,
}

impl Line {
    fn new(plans: &mut Plans, len: usize) -> Self {
        let plan = plans.get(len);
        Self {
            scratch: vec![ZERO; plan.scratch_len(len)],
            numbers: vec![ZERO; len],
            plan,
        }
    }

    fn run(&mut self) {
        self.plan.run(&mut self.numbers, &mut self.scratch);
    }
}

/// From complex numbers to complex numbers, for many lines of one length.
#[derive(Debug)]
pub struct Transform {
    line: Line,
    direction: Direction,
}

impl Transform {
    /// A transform of lines of `len` numbers, at least one.
    #[must_use]
    pub fn new(plans: &mut Plans, len: usize, direction: Direction) -> Self {
        let line = Line::new(plans, len);
        Self { line, direction }
    }

    /// Transforms a line, which is cut or padded with zeros to the transform's length; each number of
    /// the output is multiplied by `factor`. The output may be shorter.
    pub fn run(&mut self, input: &[Number], factor: f64, output: &mut [Number]) {
        // The way back is the way there with the parts of all numbers exchanged.
        let turned = |number: Number| match self.direction {
            Direction::Forward => number,
            Direction::Backward => Complex::new(number.im, number.re),
        };
        let numbers = &mut self.line.numbers;
        let filled = numbers.len().min(input.len());
        for (to, from) in numbers.iter_mut().zip(input) {
            *to = turned(*from);
        }
        numbers[filled..].fill(ZERO);
        self.line.run();
        for (to, from) in output.iter_mut().zip(&self.line.numbers) {
            *to = turned(from.scale(factor));
        }
    }
}

/// From real numbers to the half of the spectrum which the other half mirrors.
#[derive(Debug)]
pub struct HalfSpectrum {
    len: usize,
    line: Line,
    /// For even lengths, by what the two halves of a pair are turned.
    turns: Rc<[Number]>,
}

impl HalfSpectrum {
    /// A transform of lines of `len` numbers, at least one.
    #[must_use]
    pub fn new(plans: &mut Plans, len: usize) -> Self {
        let line = Line::new(plans, packed_len(len));
        let turns = plans.turns(len);
        Self { len, line, turns }
    }

    /// As [`Transform::run`]; there are `len / 2 + 1` numbers.
    pub fn run(&mut self, input: &[f64], factor: f64, output: &mut [Number]) {
        let input = &input[..input.len().min(self.len)];
        let numbers = &mut self.line.numbers;
        let filled = input
            .len()
            .div_ceil(if self.turns.is_empty() { 1 } else { 2 });
        numbers[filled..].fill(ZERO);
        if self.turns.is_empty() {
            for (to, from) in numbers.iter_mut().zip(input) {
                *to = Complex::new(*from, 0.0);
            }
            self.line.run();
            for (to, from) in output.iter_mut().zip(&self.line.numbers) {
                *to = from.scale(factor);
            }
            return;
        }
        // Two numbers of the signal are one of half as many complex ones.
        let (pairs, rest) = input.as_chunks::<2>();
        let rest = rest.first().map(|last| [*last, 0.0]);
        for (to, from) in numbers.iter_mut().zip(pairs.iter().chain(&rest)) {
            *to = Complex::new(from[0], from[1]);
        }
        self.line.run();
        let numbers = &self.line.numbers;
        let pair = |low: &Number, high: &Number, turn: &Number| {
            let (even, odd) = (low + high.conj(), low - high.conj());
            let odd = Complex::new(odd.im, -odd.re) * turn;
            (even + odd).scale(0.5 * factor)
        };
        // The first number stands at both ends, others stand beside those of the same distance from there.
        for end in [0, numbers.len()] {
            if let Some(to) = output.get_mut(end) {
                *to = pair(&numbers[0], &numbers[0], &self.turns[end]);
            }
        }
        let others = &numbers[1..];
        let pairs = others.iter().zip(others.iter().rev()).zip(&self.turns[1..]);
        for (to, ((low, high), turn)) in output.iter_mut().skip(1).zip(pairs) {
            *to = pair(low, high, turn);
        }
    }
}

/// From the half of a spectrum to the real numbers it is of.
#[derive(Debug)]
pub struct RealSignal {
    len: usize,
    line: Line,
    turns: Rc<[Number]>,
    spectrum: Vec<Number>,
}

impl RealSignal {
    /// A transform to lines of `len` numbers, at least one.
    #[must_use]
    pub fn new(plans: &mut Plans, len: usize) -> Self {
        Self {
            len,
            line: Line::new(plans, packed_len(len)),
            turns: plans.turns(len),
            spectrum: vec![ZERO; len / 2 + 1],
        }
    }

    /// As [`Transform::run`]. What lies beyond the half is taken to mirror it; the imaginary parts of
    /// the first number and, for even lengths, of the middle one are dropped.
    pub fn run(&mut self, input: &[Number], factor: f64, output: &mut [f64]) {
        self.fill(input);
        let numbers = &mut self.line.numbers;
        let spectrum = &self.spectrum;
        if self.turns.is_empty() {
            // The way back of mirrored numbers is real: the parts are exchanged once.
            for (index, number) in numbers.iter_mut().enumerate() {
                let number_of = if index < spectrum.len() {
                    spectrum[index]
                } else {
                    spectrum[self.len - index].conj()
                };
                *number = Complex::new(number_of.im, number_of.re);
            }
            self.line.run();
            for (to, from) in output.iter_mut().zip(&self.line.numbers) {
                *to = from.im * factor;
            }
            return;
        }
        let pairs = spectrum.iter().zip(spectrum.iter().rev()).zip(&*self.turns);
        for (to, ((low, high), turn)) in numbers.iter_mut().zip(pairs) {
            let (even, odd) = (low + high.conj(), (low - high.conj()) * turn.conj());
            let number = even + Complex::new(-odd.im, odd.re);
            *to = Complex::new(number.im, number.re);
        }
        self.line.run();
        for (to, from) in output.chunks_mut(2).zip(&self.line.numbers) {
            to[0] = from.im * factor;
            if let Some(to) = to.get_mut(1) {
                *to = from.re * factor;
            }
        }
    }

    fn fill(&mut self, input: &[Number]) {
        let filled = self.spectrum.len().min(input.len());
        self.spectrum[..filled].copy_from_slice(&input[..filled]);
        self.spectrum[filled..].fill(ZERO);
        self.spectrum[0].im = 0.0;
        if self.len.is_multiple_of(2) {
            self.spectrum[self.len / 2].im = 0.0;
        }
    }
}

/// How many complex numbers real ones are transformed by.
fn packed_len(len: usize) -> usize {
    if len.is_multiple_of(2) { len / 2 } else { len }
}

/// By what pairs of a packed transform are turned; none for odd lengths, which are not packed.
fn turns(len: usize) -> Rc<[Number]> {
    let turns = if len.is_multiple_of(2) {
        len / 2 + 1
    } else {
        0
    };
    (0..turns as u64)
        .map(|index| root(index, len as u64))
        .collect()
}

#[cfg(test)]
#[allow(
    clippy::unreadable_literal,
    reason = "recorded numbers, as they were printed"
)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn near(ours: &[Complex<f64>], theirs: &[(f64, f64)]) {
        assert_eq!(ours.len(), theirs.len());
        for (ours, &(re, im)) in ours.iter().zip(theirs) {
            assert!(
                (ours - Complex::new(re, im)).norm() < 1e-12,
                "{ours} {re} {im}"
            );
        }
    }

    #[test]
    fn complex_transforms_of_odd_lengths_are_numpys() {
        // np.fft.fft([1, 2j, -1, 3, 0.5]) and np.fft.ifft of the same times 5.
        let input = [(1.0, 0.0), (0.0, 2.0), (-1.0, 0.0), (3.0, 0.0), (0.5, 0.0)];
        let input = input.map(|(re, im)| Complex::new(re, im));
        let mut output = vec![Complex::default(); 5];
        Transform::new(&mut Plans::default(), 5, Direction::Forward).run(&input, 1.0, &mut output);
        near(
            &output,
            &[
                (3.5, 2.0),
                (1.4385875410278859, 3.4447032560673643),
                (2.3890959961473675, -5.128367427784273),
                (0.0379549869774749, 1.8922994502844825),
                (-2.365638524152728, -2.2086352785675745),
            ],
        );
        Transform::new(&mut Plans::default(), 5, Direction::Backward).run(&input, 1.0, &mut output);
        near(
            &output,
            &[
                (3.5000000000000004, 2.0),
                (-2.365638524152728, -2.2086352785675745),
                (0.0379549869774749, 1.8922994502844825),
                (2.3890959961473675, -5.128367427784273),
                (1.4385875410278859, 3.4447032560673647),
            ],
        );
    }

    #[test]
    fn real_transforms_give_half_spectra_and_take_them_back() {
        // np.fft.rfft([1, 2, 4, 8, 16, 32]), np.fft.rfft of the same cut to 5.
        let input = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0];
        let mut output = vec![Complex::default(); 4];
        HalfSpectrum::new(&mut Plans::default(), 6).run(&input, 1.0, &mut output);
        near(
            &output,
            &[
                (63.0, 0.0),
                (0.0, 36.373066958946424),
                (-18.0, 15.588457268119896),
                (-21.0, 0.0),
            ],
        );
        let mut back = [0.0; 6];
        RealSignal::new(&mut Plans::default(), 6).run(&output, 1.0 / 6.0, &mut back);
        for (ours, theirs) in back.iter().zip(&input) {
            assert!((ours - theirs).abs() < 1e-12);
        }
        let mut output = vec![Complex::default(); 3];
        HalfSpectrum::new(&mut Plans::default(), 5).run(&input, 1.0, &mut output);
        near(
            &output,
            &[
                (31.0, 0.0),
                (-3.1458980337503153, 15.66593223730204),
                (-9.854101966249685, 4.424767466914009),
            ],
        );
    }

    #[test]
    fn short_spectra_are_padded() {
        // np.fft.irfft([1+5j, 2-1j, 0.5j], 7): what is missing counts as zero.
        let input = [(1.0, 5.0), (2.0, -1.0), (0.0, 0.5)];
        let input = input.map(|(re, im)| Complex::new(re, im));
        let mut output = [0.0; 7];
        RealSignal::new(&mut Plans::default(), 7).run(&input, 1.0 / 7.0, &mut output);
        for (ours, theirs) in output.iter().zip(&[
            0.7142857142857142,
            0.5832420371698813,
            0.3562365468079925,
            -0.13632521584379,
            -0.6076392046161175,
            -0.3248318999009232,
            0.41503202209724255,
        ]) {
            let theirs: &f64 = theirs;
            assert!((ours - theirs).abs() < 1e-14, "{ours} {theirs}");
        }
    }

    /// Numbers between 0 and 1 that look random, the same in each run.
    fn noise(len: usize, seed: u64) -> Vec<Number> {
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 11) as f64 / (1_u64 << 53) as f64
        };
        (0..len).map(|_| Complex::new(next(), next())).collect()
    }

    #[test]
    fn there_and_back_less_than_five_last_bits_are_lost() {
        let (mut plans, limit) = (Plans::default(), 5.0 * f64::EPSILON);
        for (seed, len) in (0..200).flat_map(|seed| (1..33).map(move |len| (seed, len))) {
            let mut signal = noise(len, seed);
            for number in signal.iter_mut().skip(16) {
                *number = ZERO;
            }
            let factor = 1.0 / len as f64;
            let (mut spectrum, mut back) = (vec![ZERO; len], vec![ZERO; len]);
            Transform::new(&mut plans, len, Direction::Forward).run(&signal, 1.0, &mut spectrum);
            Transform::new(&mut plans, len, Direction::Backward).run(&spectrum, factor, &mut back);
            assert!(
                back.iter()
                    .zip(&signal)
                    .all(|(ours, known)| (ours - known).norm() < limit)
            );
            let real: Vec<f64> = signal.iter().map(|number| number.re).collect();
            let (mut half, mut back) = (vec![ZERO; len / 2 + 1], vec![0.0; len]);
            HalfSpectrum::new(&mut plans, len).run(&real, 1.0, &mut half);
            RealSignal::new(&mut plans, len).run(&half, factor, &mut back);
            assert!(
                back.iter()
                    .zip(&real)
                    .all(|(ours, known)| (ours - known).abs() < limit)
            );
        }
    }

    #[test]
    fn every_kind_of_length_gives_what_the_sum_gives() {
        // Passes of each radix, prime lengths by passes and by a chirp, and a chirp of many factors.
        for len in [
            1,
            2,
            3,
            4,
            5,
            7,
            8,
            25,
            36,
            49,
            77,
            97,
            120,
            211,
            1009,
            2 * 503,
        ] {
            let signal = noise(len, 7);
            let mut spectrum = vec![ZERO; len];
            Transform::new(&mut Plans::default(), len, Direction::Forward).run(
                &signal,
                1.0,
                &mut spectrum,
            );
            for (place, ours) in spectrum.iter().enumerate().step_by(1 + len / 50) {
                let terms = signal.iter().enumerate();
                let sum: Number = terms
                    .map(|(index, number)| number * root((index * place) as u64, len as u64))
                    .sum();
                assert!(
                    (ours - sum).norm() < 1e-14 * len as f64,
                    "{len} {place}: {ours} {sum}"
                );
            }
        }
    }

    #[test]
    fn plans_of_the_last_lengths_are_kept() {
        let mut plans = Plans::default();
        let first = plans.get(8);
        (20..20 + MAX_LENS - 1).for_each(|len| drop(plans.get(len)));
        assert!(Rc::ptr_eq(&first, &plans.get(8)));
        drop(plans.get(99));
        assert_eq!(plans.kept.len(), MAX_LENS);
        assert!(!Rc::ptr_eq(&first, &plans.get(8)));
    }

    proptest! {
        #[test]
        fn ways_there_and_back_give_the_signal(signal in prop::collection::vec(-1e3..1e3, 1..80)) {
            let (len, mut plans) = (signal.len(), Plans::default());
            let mut half = vec![ZERO; len / 2 + 1];
            HalfSpectrum::new(&mut plans, len).run(&signal, 1.0, &mut half);
            let complex: Vec<Number> = signal.iter().map(|re| Complex::new(*re, 0.0)).collect();
            let mut whole = vec![ZERO; len];
            Transform::new(&mut plans, len, Direction::Forward).run(&complex, 1.0, &mut whole);
            for (index, number) in half.iter().enumerate() {
                prop_assert!((number - whole[index]).norm() < 1e-9);
                prop_assert!((number.conj() - whole[(len - index) % len]).norm() < 1e-9);
            }
            let mut back = vec![0.0; len];
            RealSignal::new(&mut plans, len).run(&half, 1.0 / len as f64, &mut back);
            prop_assert!(back.iter().zip(&signal).all(|(ours, known)| (ours - known).abs() < 1e-9));
        }
    }
}
