//! Random numbers in NumPy's own streams: a seed gives the numbers that NumPy gives for it.
//!
//! A [`BitGenerator`] hands out raw bits; the distributions draw from it. [`SeedSequence`] turns
//! any entropy into the state of a generator. What `numpy.random.Generator` draws is in the rooms
//! named after the families of distributions; where `numpy.random.RandomState` draws otherwise,
//! for the sake of streams that were fixed long ago, it is in [`legacy`].
//!
//! The logarithms and powers are those of the platform, as in NumPy: the last bit of a drawn float
//! may depend on them, the bits that are used up do not.

#![allow(
    clippy::many_single_char_names,
    reason = "the letters are those of the papers that are cited"
)]

pub mod binomial;
pub mod continuous;
pub mod discrete;
mod double_double;
pub mod gamma;
pub mod hypergeometric;
pub mod integers;
pub mod legacy;
pub mod mt19937;
pub mod mt19937_jump;
pub mod multivariate;
pub mod noncentral;
pub mod pcg64;
pub mod permutation;
pub mod philox;
pub mod seed_sequence;
pub mod sfc64;
pub mod ziggurat;

#[cfg(test)]
mod tests;

pub use mt19937::Mt19937;
pub use pcg64::{Pcg64, Pcg64Dxsm};
pub use philox::Philox;
pub use seed_sequence::SeedSequence;
pub use sfc64::Sfc64;

/// A source of uniform random bits.
pub trait BitGenerator {
    /// The next 32 bits. Generators of 64 bits keep the other half for the next call.
    fn next_u32(&mut self) -> u32;

    /// The next 64 bits.
    fn next_u64(&mut self) -> u64;

    /// The next output as the generator makes it: 32 bits wide for MT19937, 64 for the others.
    fn next_raw(&mut self) -> u64 {
        self.next_u64()
    }

    /// A double in [0, 1) with 53 random bits.
    fn next_f64(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0)
    }

    /// A float in [0, 1) with 24 random bits.
    fn next_f32(&mut self) -> f32 {
        (self.next_u32() >> 8) as f32 * (1.0 / 16_777_216.0)
    }
}

/// The half of a 64-bit output that waits for the next call for 32 bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HalfWord {
    /// Whether a half waits.
    pub is_full: bool,
    /// The half. It keeps its last value when it has been taken, as NumPy's state shows it.
    pub value: u32,
}

impl HalfWord {
    /// Takes the half that waits, or the lower half of a new word, keeping the upper.
    fn take_or(&mut self, next_word: impl FnOnce() -> u64) -> u32 {
        if self.is_full {
            self.is_full = false;
            return self.value;
        }
        let word = next_word();
        self.is_full = true;
        self.value = (word >> 32) as u32;
        word as u32
    }
}
