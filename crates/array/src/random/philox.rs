//! Philox 4×64 with ten rounds: a counter, encrypted.
//!
//! J. K. Salmon et al., "Parallel Random Numbers: As Easy as 1, 2, 3" (2011).

use super::{BitGenerator, HalfWord, SeedSequence};

const ROUNDS: usize = 10;
const MULTIPLIERS: [u64; 2] = [0xD2E7_470E_E14C_6C93, 0xCA5A_8263_9512_1157];
const WEYL: [u64; 2] = [0x9E37_79B9_7F4A_7C15, 0xBB67_AE85_84CA_A73B];
/// Outputs of one block.
pub const BLOCK: usize = 4;

/// Philox 4×64-10.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Philox {
    /// The counter of 256 bits, the least significant word first.
    pub counter: [u64; 4],
    /// The key.
    pub key: [u64; 2],
    /// The block of outputs that is being handed out.
    pub buffer: [u64; BLOCK],
    /// Which of the block comes next; at [`BLOCK`] a new one is made.
    pub position: usize,
    /// The half word that waits.
    pub half: HalfWord,
}

impl Philox {
    /// A generator with the key that `seeds` gives, at counter zero.
    #[must_use]
    pub fn new(seeds: &SeedSequence) -> Self {
        let words = seeds.state_u64(2);
        Self::with_key([words[0], words[1]], [0; 4])
    }

    /// A generator with this key at this counter.
    #[must_use]
    pub fn with_key(key: [u64; 2], counter: [u64; 4]) -> Self {
        Self {
            counter,
            key,
            buffer: [0; BLOCK],
            position: BLOCK,
            half: HalfWord::default(),
        }
    }

    /// Adds `count`, of 256 bits, to the counter: four outputs for each; drops what is buffered.
    pub fn advance(&mut self, count: [u64; 4]) {
        self.half.is_full = false;
        let mut carry = false;
        for (word, add) in self.counter.iter_mut().zip(count) {
            let (sum, over) = word.overflowing_add(add);
            let (sum, over_again) = sum.overflowing_add(u64::from(carry));
            carry = over || over_again;
            *word = sum;
        }
        self.position = BLOCK;
    }

    /// A generator that is `jumps` times 2¹²⁸ counts ahead.
    #[must_use]
    pub fn jumped(&self, jumps: u128) -> Self {
        let mut ahead = self.clone();
        ahead.advance([0, 0, jumps as u64, (jumps >> 64) as u64]);
        ahead
    }

    fn encrypt(&self) -> [u64; 4] {
        let (mut block, mut key) = (self.counter, self.key);
        for _ in 0..ROUNDS {
            let first = u128::from(MULTIPLIERS[0]) * u128::from(block[0]);
            let second = u128::from(MULTIPLIERS[1]) * u128::from(block[2]);
            block = [
                (second >> 64) as u64 ^ block[1] ^ key[0],
                second as u64,
                (first >> 64) as u64 ^ block[3] ^ key[1],
                first as u64,
            ];
            key = [key[0].wrapping_add(WEYL[0]), key[1].wrapping_add(WEYL[1])];
        }
        block
    }
}

impl BitGenerator for Philox {
    fn next_u64(&mut self) -> u64 {
        if self.position >= BLOCK {
            for word in &mut self.counter {
                *word = word.wrapping_add(1);
                if *word != 0 {
                    break;
                }
            }
            self.buffer = self.encrypt();
            self.position = 0;
        }
        let word = self.buffer[self.position];
        self.position += 1;
        word
    }

    fn next_u32(&mut self) -> u32 {
        let mut half = self.half;
        let word = half.take_or(|| self.next_u64());
        self.half = half;
        word
    }
}
