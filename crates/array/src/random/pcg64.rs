//! PCG64 and PCG64DXSM: permuted congruential generators of 128 bits of state.
//!
//! M. E. O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms for
//! Random Number Generation" (2014); DXSM is its later output function with a cheap multiplier.

use super::{BitGenerator, HalfWord, SeedSequence};

const MULTIPLIER: u128 = 0x2360_ED05_1FC6_5DA4_4385_DF64_9FCC_F645;
const CHEAP_MULTIPLIER: u64 = 0xda94_2042_e4dd_58b5;
/// How far one jump goes: the golden ratio of the period, an odd number.
const JUMP: u128 = 0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835;

/// State and stream of a congruential generator of 128 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PcgState {
    /// The state.
    pub state: u128,
    /// The increment, odd: it names the stream.
    pub increment: u128,
}

impl PcgState {
    fn seeded(seeds: &SeedSequence) -> Self {
        let words = seeds.state_u64(4);
        let join = |high: u64, low: u64| (u128::from(high) << 64) | u128::from(low);
        let increment = (join(words[2], words[3]) << 1) | 1;
        let mut pcg = Self {
            state: 0,
            increment,
        };
        pcg.step(MULTIPLIER);
        pcg.state = pcg.state.wrapping_add(join(words[0], words[1]));
        pcg.step(MULTIPLIER);
        pcg
    }

    fn step(&mut self, multiplier: u128) {
        self.state = self
            .state
            .wrapping_mul(multiplier)
            .wrapping_add(self.increment);
    }

    /// Steps `count` times at once (F. Brown, "Random Number Generation with Arbitrary Strides").
    fn advance(&mut self, mut count: u128, multiplier: u128) {
        let (mut factor, mut term) = (multiplier, self.increment);
        let (mut all_factor, mut all_term) = (1_u128, 0_u128);
        while count > 0 {
            if count & 1 == 1 {
                all_factor = all_factor.wrapping_mul(factor);
                all_term = all_term.wrapping_mul(factor).wrapping_add(term);
            }
            term = factor.wrapping_add(1).wrapping_mul(term);
            factor = factor.wrapping_mul(factor);
            count >>= 1;
        }
        self.state = self.state.wrapping_mul(all_factor).wrapping_add(all_term);
    }
}

/// PCG64 (XSL-RR), NumPy's default generator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pcg64 {
    /// State and stream.
    pub pcg: PcgState,
    /// The half word that waits.
    pub half: HalfWord,
}

impl Pcg64 {
    /// A generator in the state that `seeds` gives.
    #[must_use]
    pub fn new(seeds: &SeedSequence) -> Self {
        Self {
            pcg: PcgState::seeded(seeds),
            half: HalfWord::default(),
        }
    }

    /// Moves `count` outputs on and forgets the half word that waits.
    pub fn advance(&mut self, count: u128) {
        self.pcg.advance(count, MULTIPLIER);
        self.half = HalfWord::default();
    }

    /// A generator that is `jumps` far jumps ahead.
    #[must_use]
    pub fn jumped(&self, jumps: u128) -> Self {
        let mut ahead = self.clone();
        ahead.advance(JUMP.wrapping_mul(jumps));
        ahead
    }
}

impl BitGenerator for Pcg64 {
    fn next_u64(&mut self) -> u64 {
        self.pcg.step(MULTIPLIER);
        let state = self.pcg.state;
        let folded = (state >> 64) as u64 ^ state as u64;
        folded.rotate_right((state >> 122) as u32)
    }

    fn next_u32(&mut self) -> u32 {
        let mut half = self.half;
        let word = half.take_or(|| self.next_u64());
        self.half = half;
        word
    }
}

/// PCG64DXSM, the generator that is to become NumPy's default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pcg64Dxsm {
    /// State and stream.
    pub pcg: PcgState,
    /// The half word that waits.
    pub half: HalfWord,
}

impl Pcg64Dxsm {
    /// A generator in the state that `seeds` gives.
    #[must_use]
    pub fn new(seeds: &SeedSequence) -> Self {
        Self {
            pcg: PcgState::seeded(seeds),
            half: HalfWord::default(),
        }
    }

    /// Moves `count` outputs on and forgets the half word that waits.
    pub fn advance(&mut self, count: u128) {
        self.pcg.advance(count, u128::from(CHEAP_MULTIPLIER));
        self.half = HalfWord::default();
    }

    /// A generator that is `jumps` far jumps ahead.
    #[must_use]
    pub fn jumped(&self, jumps: u128) -> Self {
        let mut ahead = self.clone();
        ahead.advance(JUMP.wrapping_mul(jumps));
        ahead
    }
}

impl BitGenerator for Pcg64Dxsm {
    fn next_u64(&mut self) -> u64 {
        let state = self.pcg.state;
        let (mut high, low) = ((state >> 64) as u64, state as u64 | 1);
        high ^= high >> 32;
        high = high.wrapping_mul(CHEAP_MULTIPLIER);
        high ^= high >> 48;
        self.pcg.step(u128::from(CHEAP_MULTIPLIER));
        high.wrapping_mul(low)
    }

    fn next_u32(&mut self) -> u32 {
        let mut half = self.half;
        let word = half.take_or(|| self.next_u64());
        self.half = half;
        word
    }
}
