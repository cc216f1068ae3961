//! SFC64, Chris Doty-Humphrey's small fast chaotic generator (from `PractRand`).

use super::{BitGenerator, HalfWord, SeedSequence};

/// Three words that chase each other, and a counter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sfc64 {
    /// The three words and the counter.
    pub state: [u64; 4],
    /// The half word that waits.
    pub half: HalfWord,
}

impl Sfc64 {
    /// A generator in the state that `seeds` gives.
    #[must_use]
    pub fn new(seeds: &SeedSequence) -> Self {
        let words = seeds.state_u64(3);
        let mut generator = Self {
            state: [words[0], words[1], words[2], 1],
            half: HalfWord::default(),
        };
        for _ in 0..12 {
            generator.next_u64();
        }
        generator
    }
}

impl BitGenerator for Sfc64 {
    fn next_u64(&mut self) -> u64 {
        let [a, b, c, counter] = self.state;
        let output = a.wrapping_add(b).wrapping_add(counter);
        self.state = [
            b ^ (b >> 11),
            c.wrapping_add(c << 3),
            c.rotate_left(24).wrapping_add(output),
            counter.wrapping_add(1),
        ];
        output
    }

    fn next_u32(&mut self) -> u32 {
        let mut half = self.half;
        let word = half.take_or(|| self.next_u64());
        self.half = half;
        word
    }
}
