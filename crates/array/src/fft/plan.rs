//! How lines of one length are transformed: by the factors of the length, or, where these are large
//! primes, as a convolution of a length with small ones.

use super::passes::{Pass, factors, passes};
use super::roots::root;
use super::{Number, ZERO};

/// A transform of lines of one length, from signal to spectrum.
#[derive(Debug)]
pub(super) enum Plan {
    /// Pass by pass.
    Passes(Vec<Pass>),
    /// Bluestein's way.
    Chirp(Box<Chirp>),
}

/// A transform as a convolution with a chirp.
#[derive(Debug)]
pub(super) struct Chirp {
    /// Roots of twice the length, by the squares of their places.
    roots: Vec<Number>,
    /// The spectrum of the chirp's conjugate, divided by its length.
    spectrum: Vec<Number>,
    inner: Plan,
}

/// Up to which factor passes are quicker in any case.
const MAX_PASS: usize = 50;

impl Plan {
    pub(super) fn new(len: usize) -> Self {
        let largest = factors(len).into_iter().max().unwrap_or(1);
        let around = smooth(2 * len);
        if largest > MAX_PASS && 3 * cost(around) < cost(len) {
            Self::Chirp(Box::new(Chirp::new(len, around)))
        } else {
            Self::Passes(passes(len))
        }
    }

    /// How many numbers of scratch a run takes.
    pub(super) fn scratch_len(&self, len: usize) -> usize {
        match self {
            Self::Passes(_) => len,
            Self::Chirp(chirp) => 2 * chirp.spectrum.len(),
        }
    }

    /// Transforms a line in its place.
    pub(super) fn run(&self, line: &mut [Number], scratch: &mut [Number]) {
        match self {
            Self::Passes(passes) => {
                let (mut from, mut to) = (line, &mut *scratch);
                for pass in passes {
                    pass.run(from, to);
                    (from, to) = (to, from);
                }
                if !passes.len().is_multiple_of(2) {
                    to.copy_from_slice(from);
                }
            }
            Self::Chirp(chirp) => chirp.run(line, scratch),
        }
    }
}

impl Chirp {
    fn new(len: usize, around: usize) -> Self {
        let square = |index: u64| index * index % (2 * len as u64);
        let roots: Vec<Number> = (0..len as u64)
            .map(|index| root(square(index), 2 * len as u64))
            .collect();
        let mut spectrum = vec![ZERO; around];
        for (index, number) in roots.iter().enumerate() {
            let number = number.conj().unscale(around as f64);
            spectrum[index] = number;
            if index > 0 {
                spectrum[around - index] = number;
            }
        }
        let inner = Plan::Passes(passes(around));
        inner.run(&mut spectrum, &mut vec![ZERO; around]);
        Self {
            roots,
            spectrum,
            inner,
        }
    }

    fn run(&self, line: &mut [Number], scratch: &mut [Number]) {
        let (around, scratch) = scratch.split_at_mut(self.spectrum.len());
        for ((to, from), chirp) in around.iter_mut().zip(&*line).zip(&self.roots) {
            *to = from * chirp;
        }
        around[line.len()..].fill(ZERO);
        self.inner.run(around, scratch);
        // The way back is the way there of the conjugate.
        for (number, by) in around.iter_mut().zip(&self.spectrum) {
            *number = (*number * by).conj();
        }
        self.inner.run(around, scratch);
        for ((to, from), chirp) in line.iter_mut().zip(around).zip(&self.roots) {
            *to = from.conj() * chirp;
        }
    }
}

/// About how much work the passes of a length are.
fn cost(len: usize) -> usize {
    // A pass of eight is as much as three of two.
    let each = factors(len).into_iter();
    len * each
        .map(|factor| if factor == 8 { 6 } else { factor })
        .sum::<usize>()
}

/// The least length from `len` on with factors up to five only.
fn smooth(len: usize) -> usize {
    let rest = |len: usize| {
        [2, 3, 5].into_iter().fold(len, |mut rest, factor| {
            while rest.is_multiple_of(factor) {
                rest /= factor;
            }
            rest
        })
    };
    (len..=2 * len)
        .find(|len| rest(*len) == 1)
        .unwrap_or(2 * len)
}
