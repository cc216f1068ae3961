//! MT19937, the Mersenne twister.
//!
//! M. Matsumoto and T. Nishimura, "Mersenne Twister: A 623-Dimensionally Equidistributed Uniform
//! Pseudo-Random Number Generator" (1998), with the initialisations of 2002.

use super::{BitGenerator, SeedSequence};

/// Words of state.
pub const STATE_SIZE: usize = 624;
const MIDDLE: usize = 397;
const TWIST: u32 = 0x9908_b0df;
const UPPER: u32 = 0x8000_0000;

/// The Mersenne twister of 19,937 bits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mt19937 {
    /// The state's words.
    pub key: Box<[u32; STATE_SIZE]>,
    /// Which word is tempered next; at [`STATE_SIZE`] the state is renewed first.
    pub position: usize,
}

impl Mt19937 {
    /// A generator in the state that `seeds` gives.
    #[must_use]
    pub fn new(seeds: &SeedSequence) -> Self {
        let mut key = Box::new([0; STATE_SIZE]);
        key.copy_from_slice(&seeds.state_u32(STATE_SIZE));
        // Never all zero.
        key[0] = UPPER;
        Self {
            key,
            position: STATE_SIZE - 1,
        }
    }

    /// The state that `RandomState(seed)` has for a number of 32 bits.
    #[must_use]
    pub fn from_number(seed: u32) -> Self {
        let mut key = Box::new([0; STATE_SIZE]);
        let mut word = seed;
        for (index, slot) in key.iter_mut().enumerate() {
            *slot = word;
            word = next_initial(word, 1_812_433_253).wrapping_add(index as u32 + 1);
        }
        Self {
            key,
            position: STATE_SIZE,
        }
    }

    /// The state that `RandomState(seed)` has for a sequence of numbers, which may not be empty.
    #[must_use]
    pub fn from_numbers(seed: &[u32]) -> Self {
        let mut twister = Self::from_number(19_650_218);
        let key = &mut twister.key;
        let (mut i, mut j) = (1, 0);
        for _ in 0..seed.len().max(STATE_SIZE) {
            key[i] = (key[i] ^ next_initial(key[i - 1], 1_664_525))
                .wrapping_add(seed[j])
                .wrapping_add(j as u32);
            i = advance_row(key, i);
            j = (j + 1) % seed.len();
        }
        for _ in 0..STATE_SIZE - 1 {
            key[i] = (key[i] ^ next_initial(key[i - 1], 1_566_083_941)).wrapping_sub(i as u32);
            i = advance_row(key, i);
        }
        key[0] = UPPER;
        twister
    }

    /// Makes the next 624 words from the present ones.
    pub(super) fn renew(&mut self) {
        let key = &mut self.key;
        for index in 0..STATE_SIZE {
            let next = key[(index + 1) % STATE_SIZE];
            let joined = (key[index] & UPPER) | (next & !UPPER);
            let twist = if next & 1 == 1 { TWIST } else { 0 };
            key[index] = key[(index + MIDDLE) % STATE_SIZE] ^ (joined >> 1) ^ twist;
        }
        self.position = 0;
    }
}

fn next_initial(word: u32, factor: u32) -> u32 {
    (word ^ (word >> 30)).wrapping_mul(factor)
}

fn advance_row(key: &mut [u32; STATE_SIZE], row: usize) -> usize {
    if row + 1 < STATE_SIZE {
        return row + 1;
    }
    key[0] = key[STATE_SIZE - 1];
    1
}

impl BitGenerator for Mt19937 {
    fn next_u32(&mut self) -> u32 {
        if self.position >= STATE_SIZE {
            self.renew();
        }
        let mut word = self.key[self.position];
        self.position += 1;
        word ^= word >> 11;
        word ^= (word << 7) & 0x9d2c_5680;
        word ^= (word << 15) & 0xefc6_0000;
        word ^ (word >> 18)
    }

    fn next_u64(&mut self) -> u64 {
        let high = u64::from(self.next_u32());
        (high << 32) | u64::from(self.next_u32())
    }

    fn next_raw(&mut self) -> u64 {
        u64::from(self.next_u32())
    }

    fn next_f64(&mut self) -> f64 {
        let high = f64::from(self.next_u32() >> 5);
        let low = f64::from(self.next_u32() >> 6);
        (high * 67_108_864.0 + low) / 9_007_199_254_740_992.0
    }
}
