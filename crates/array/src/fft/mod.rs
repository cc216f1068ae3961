//! Discrete Fourier transforms of any length, as `numpy.fft` needs them for one line of numbers.
//!
//! The transforms are those of `rustfft` and `realfft`, in double precision; here is the padding, and
//! plans are kept for the next call.

use std::fmt;
use std::sync::Arc;

use num_complex::Complex;
use realfft::{ComplexToReal, RealFftPlanner, RealToComplex};
use rustfft::{Fft, FftPlanner};

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
#[derive(Default)]
pub struct Plans {
    complex: Option<FftPlanner<f64>>,
    real: Option<RealFftPlanner<f64>>,
    lens: Vec<usize>,
}

/// As many lengths as NumPy keeps.
const MAX_LENS: usize = 16;

impl fmt::Debug for Plans {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Plans")
            .field("lens", &self.lens)
            .finish_non_exhaustive()
    }
}

impl Plans {
    fn note(&mut self, len: usize) {
        if self.lens.contains(&len) {
            return;
        }
        if self.lens.len() == MAX_LENS {
            *self = Self::default();
        }
        self.lens.push(len);
    }

    fn complex(&mut self, len: usize) -> &mut FftPlanner<f64> {
        self.note(len);
        self.complex.get_or_insert_with(FftPlanner::new)
    }

    fn real(&mut self, len: usize) -> &mut RealFftPlanner<f64> {
        self.note(len);
        self.real.get_or_insert_with(RealFftPlanner::new)
    }
}

/// From complex numbers to complex numbers, for many lines of one length.
pub struct Transform {
    plan: Arc<dyn Fft<f64>>,
    scratch: Vec<Number>,
    line: Vec<Number>,
}

impl Transform {
    /// A transform of lines of `len` numbers, at least one.
    #[must_use]
    pub fn new(plans: &mut Plans, len: usize, direction: Direction) -> Self {
        let planner = plans.complex(len);
        let plan = match direction {
            Direction::Forward => planner.plan_fft_forward(len),
            Direction::Backward => planner.plan_fft_inverse(len),
        };
        Self {
            scratch: vec![ZERO; plan.get_inplace_scratch_len()],
            line: vec![ZERO; len],
            plan,
        }
    }

    /// Transforms a line, which is cut or padded with zeros to the transform's length; each number of
    /// the output is multiplied by `factor`. The output may be shorter.
    pub fn run(&mut self, input: &[Number], factor: f64, output: &mut [Number]) {
        fill(&mut self.line, input, ZERO);
        self.plan
            .process_with_scratch(&mut self.line, &mut self.scratch);
        for (to, from) in output.iter_mut().zip(&self.line) {
            *to = from.scale(factor);
        }
    }
}

/// From real numbers to the half of the spectrum which the other half mirrors.
pub struct HalfSpectrum {
    plan: Arc<dyn RealToComplex<f64>>,
    scratch: Vec<Number>,
    line: Vec<f64>,
    spectrum: Vec<Number>,
}

impl HalfSpectrum {
    /// A transform of lines of `len` numbers, at least one.
    #[must_use]
    pub fn new(plans: &mut Plans, len: usize) -> Self {
        let plan = plans.real(len).plan_fft_forward(len);
        Self {
            scratch: plan.make_scratch_vec(),
            line: vec![0.0; len],
            spectrum: plan.make_output_vec(),
            plan,
        }
    }

    /// As [`Transform::run`]; there are `len / 2 + 1` numbers.
    pub fn run(&mut self, input: &[f64], factor: f64, output: &mut [Number]) {
        fill(&mut self.line, input, 0.0);
        let done =
            self.plan
                .process_with_scratch(&mut self.line, &mut self.spectrum, &mut self.scratch);
        debug_assert!(done.is_ok(), "the lengths are the plan's own");
        for (to, from) in output.iter_mut().zip(&self.spectrum) {
            *to = from.scale(factor);
        }
    }
}

/// From the half of a spectrum to the real numbers it is of.
pub struct RealSignal {
    plan: Arc<dyn ComplexToReal<f64>>,
    scratch: Vec<Number>,
    spectrum: Vec<Number>,
    line: Vec<f64>,
}

impl RealSignal {
    /// A transform to lines of `len` numbers, at least one.
    #[must_use]
    pub fn new(plans: &mut Plans, len: usize) -> Self {
        let plan = plans.real(len).plan_fft_inverse(len);
        Self {
            scratch: plan.make_scratch_vec(),
            spectrum: plan.make_input_vec(),
            line: vec![0.0; len],
            plan,
        }
    }

    /// As [`Transform::run`]. What lies beyond the half is taken to mirror it; the imaginary parts of
    /// the first number and, for even lengths, of the middle one are dropped.
    pub fn run(&mut self, input: &[Number], factor: f64, output: &mut [f64]) {
        fill(&mut self.spectrum, input, ZERO);
        let last = self.spectrum.len() - 1;
        self.spectrum[0].im = 0.0;
        if self.line.len().is_multiple_of(2) {
            self.spectrum[last].im = 0.0;
        }
        let done =
            self.plan
                .process_with_scratch(&mut self.spectrum, &mut self.line, &mut self.scratch);
        debug_assert!(done.is_ok(), "the lengths are the plan's own");
        for (to, from) in output.iter_mut().zip(&self.line) {
            *to = from * factor;
        }
    }
}

/// Cuts or pads a line to its length.
fn fill<T: Copy>(line: &mut [T], input: &[T], zero: T) {
    let len = line.len().min(input.len());
    line[..len].copy_from_slice(&input[..len]);
    line[len..].fill(zero);
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
