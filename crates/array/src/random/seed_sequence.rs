//! `SeedSequence`: entropy of any length, mixed into the state of generators.
//!
//! The hashing is that of M. E. O'Neill's `seed_seq_fe` ("Developing a `seed_seq` alternative",
//! 2015), with NumPy's pool of at least four words and its keys for spawned children.

const HASH_SHIFT: u32 = 16;
const ENTROPY_START: u32 = 0x43b0_d7e5;
const ENTROPY_FACTOR: u32 = 0x931e_8875;
const STATE_START: u32 = 0x8b51_f9dd;
const STATE_FACTOR: u32 = 0x58f3_8ded;
const MIX_LEFT: u32 = 0xca01_f9dd;
const MIX_RIGHT: u32 = 0x4973_f715;

/// Words in a pool where nothing else is asked.
pub const DEFAULT_POOL_SIZE: usize = 4;

/// A pool of mixed entropy from which the states of generators are drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeedSequence {
    entropy: Vec<u32>,
    spawn_key: Vec<u32>,
    pool: Vec<u32>,
}

/// A running hash: each word is hashed with a constant of its own.
struct Hash {
    constant: u32,
    factor: u32,
}

impl Hash {
    fn word(&mut self, word: u32) -> u32 {
        let mixed = word ^ self.constant;
        self.constant = self.constant.wrapping_mul(self.factor);
        let mixed = mixed.wrapping_mul(self.constant);
        mixed ^ (mixed >> HASH_SHIFT)
    }
}

fn mix(left: u32, right: u32) -> u32 {
    let mixed = MIX_LEFT
        .wrapping_mul(left)
        .wrapping_sub(MIX_RIGHT.wrapping_mul(right));
    mixed ^ (mixed >> HASH_SHIFT)
}

impl SeedSequence {
    /// A pool of `pool_size` words (at least four) from `entropy` and the keys of a spawned child,
    /// both as words of 32 bits, the least significant first.
    #[must_use]
    pub fn new(entropy: &[u32], spawn_key: &[u32], pool_size: usize) -> Self {
        let pool_size = pool_size.max(DEFAULT_POOL_SIZE);
        let mut words = entropy.to_vec();
        if !spawn_key.is_empty() && words.len() < pool_size {
            // A child's key must not be taken for more entropy of its parent.
            words.resize(pool_size, 0);
        }
        words.extend_from_slice(spawn_key);
        Self {
            entropy: entropy.to_vec(),
            spawn_key: spawn_key.to_vec(),
            pool: mix_pool(&words, pool_size),
        }
    }

    /// A pool from one number, as `SeedSequence(number)`.
    #[must_use]
    pub fn from_number(number: u128) -> Self {
        Self::new(&words_of(number), &[], DEFAULT_POOL_SIZE)
    }

    /// The child number `index`: the same entropy under a key that no other child has.
    #[must_use]
    pub fn child(&self, index: u32) -> Self {
        let mut key = self.spawn_key.clone();
        key.push(index);
        Self::new(&self.entropy, &key, self.pool.len())
    }

    /// The pool of mixed words.
    #[must_use]
    pub fn pool(&self) -> &[u32] {
        &self.pool
    }

    /// `count` words of 32 bits for a generator's state.
    #[must_use]
    pub fn state_u32(&self, count: usize) -> Vec<u32> {
        let mut hash = Hash {
            constant: STATE_START,
            factor: STATE_FACTOR,
        };
        let words = self.pool.iter().cycle().take(count);
        words.map(|&word| hash.word(word)).collect()
    }

    /// `count` words of 64 bits for a generator's state.
    #[must_use]
    pub fn state_u64(&self, count: usize) -> Vec<u64> {
        let halves = self.state_u32(2 * count);
        let pairs = halves.chunks_exact(2);
        pairs
            .map(|pair| u64::from(pair[0]) | (u64::from(pair[1]) << 32))
            .collect()
    }
}

/// A number as words of 32 bits, the least significant first; zero is one word.
#[must_use]
pub fn words_of(number: u128) -> Vec<u32> {
    let mut words = vec![number as u32];
    let mut rest = number >> 32;
    while rest > 0 {
        words.push(rest as u32);
        rest >>= 32;
    }
    words
}

fn mix_pool(words: &[u32], pool_size: usize) -> Vec<u32> {
    let mut hash = Hash {
        constant: ENTROPY_START,
        factor: ENTROPY_FACTOR,
    };
    let mut pool: Vec<u32> = (0..pool_size)
        .map(|slot| hash.word(words.get(slot).copied().unwrap_or(0)))
        .collect();
    for from in 0..pool_size {
        for to in (0..pool_size).filter(|&to| to != from) {
            pool[to] = mix(pool[to], hash.word(pool[from]));
        }
    }
    for &word in words.iter().skip(pool_size) {
        for slot in &mut pool {
            *slot = mix(*slot, hash.word(word));
        }
    }
    pool
}
