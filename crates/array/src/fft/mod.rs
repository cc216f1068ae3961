//! Discrete Fourier transforms of any length, as `numpy.fft` needs them for one line of numbers.
//!
//! The transforms are `rustfft`'s; here is what turns real numbers into half spectra and back, and
//! the padding. Everything is computed in double precision unless the caller asks for single.

use num_complex::Complex;
use rustfft::{Fft, FftNum, FftPlanner};
use std::sync::Arc;

/// Which way a transform goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From signal to spectrum.
    Forward,
    /// From spectrum to signal, without a factor of its own.
    Backward,
}

/// A transform of one length, which may be used for many lines.
pub struct Transform<T: FftNum> {
    plan: Arc<dyn Fft<T>>,
    len: usize,
    scratch: Vec<Complex<T>>,
    line: Vec<Complex<T>>,
}

impl<T: FftNum> Transform<T> {
    /// A transform of lines of `len` numbers, at least one.
    #[must_use]
    pub fn new(len: usize, direction: Direction) -> Self {
        let mut planner = FftPlanner::new();
        let plan = match direction {
            Direction::Forward => planner.plan_fft_forward(len),
            Direction::Backward => planner.plan_fft_inverse(len),
        };
        let zero = Complex::new(T::zero(), T::zero());
        Self {
            scratch: vec![zero; plan.get_inplace_scratch_len()],
            line: vec![zero; len],
            plan,
            len,
        }
    }

    /// Complex to complex. The input is cut or padded with zeros to the transform's length; each
    /// number of the output is multiplied by `factor`.
    pub fn complex(&mut self, input: &[Complex<T>], factor: T, output: &mut [Complex<T>]) {
        self.load(input.iter().copied());
        self.run(factor, output);
    }

    /// Real to the half spectrum of `len / 2 + 1` numbers. The output may be shorter.
    pub fn real(&mut self, input: &[T], factor: T, output: &mut [Complex<T>]) {
        self.load(input.iter().map(|&re| Complex::new(re, T::zero())));
        self.run(factor, output);
    }

    /// A half spectrum to real numbers. What lies beyond the half is taken to mirror it; the
    /// imaginary parts of the first number and, for even lengths, of the middle one are dropped.
    pub fn half_spectrum(&mut self, input: &[Complex<T>], factor: T, output: &mut [T]) {
        let zero = Complex::new(T::zero(), T::zero());
        let half = self.len / 2;
        let known = |index: usize| input.get(index).copied().unwrap_or(zero);
        let spectrum = (0..self.len).map(|index| {
            let mirrored = self.len - index;
            match index {
                0 => Complex::new(known(0).re, T::zero()),
                _ if index == half && mirrored == half => Complex::new(known(half).re, T::zero()),
                _ if index <= half => known(index),
                _ => known(mirrored).conj(),
            }
        });
        self.line.clear();
        self.line.extend(spectrum);
        self.plan
            .process_with_scratch(&mut self.line, &mut self.scratch);
        for (to, from) in output.iter_mut().zip(&self.line) {
            *to = from.re * factor;
        }
    }

    fn load(&mut self, numbers: impl Iterator<Item = Complex<T>>) {
        let zero = Complex::new(T::zero(), T::zero());
        self.line.clear();
        self.line.extend(numbers.take(self.len));
        self.line.resize(self.len, zero);
    }

    fn run(&mut self, factor: T, output: &mut [Complex<T>]) {
        self.plan
            .process_with_scratch(&mut self.line, &mut self.scratch);
        for (to, from) in output.iter_mut().zip(&self.line) {
            *to = from.scale(factor);
        }
    }
}

#[cfg(test)]
#[allow(
    clippy::unreadable_literal,
    reason = "recorded numbers, as they were printed"
)]
mod tests {
    use super::*;

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
        Transform::new(5, Direction::Forward).complex(&input, 1.0, &mut output);
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
        Transform::new(5, Direction::Backward).complex(&input, 1.0, &mut output);
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
        Transform::new(6, Direction::Forward).real(&input, 1.0, &mut output);
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
        Transform::new(6, Direction::Backward).half_spectrum(&output, 1.0 / 6.0, &mut back);
        for (ours, theirs) in back.iter().zip(&input) {
            assert!((ours - theirs).abs() < 1e-12);
        }
        let mut output = vec![Complex::default(); 3];
        Transform::new(5, Direction::Forward).real(&input, 1.0, &mut output);
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
        Transform::new(7, Direction::Backward).half_spectrum(&input, 1.0 / 7.0, &mut output);
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
}
