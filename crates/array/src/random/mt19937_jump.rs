//! Jumps of 2¹²⁸ steps of the Mersenne twister, by its characteristic polynomial.
//!
//! H. Haramoto et al., "Efficient Jump Ahead for 𝔽₂-Linear Random Number Generators" (2008). The
//! polynomial x^(2¹²⁸) is reduced by the characteristic one, whose closed form stands in the paper
//! on the twister; the remainder is then evaluated at the transition by Horner's rule.

use super::mt19937::{Mt19937, STATE_SIZE};

const DEGREE: usize = 19_937;
const WORDS: usize = DEGREE.div_ceil(64);
const MIDDLE: usize = 397;
const TWIST: u32 = 0x9908_b0df;
const UPPER: u32 = 0x8000_0000;

impl Mt19937 {
    /// A generator that is `jumps` times 2¹²⁸ steps ahead.
    #[must_use]
    pub fn jumped(&self, jumps: u128) -> Self {
        let mut ahead = self.clone();
        if jumps == 0 {
            return ahead;
        }
        let jump = jump_polynomial();
        for _ in 0..jumps {
            ahead = evaluate(&jump, ahead);
        }
        ahead
    }
}

/// The exponents of the characteristic polynomial, but for the highest.
///
/// (tⁿ + tᵐ)(tⁿ⁻¹ + tᵐ⁻¹)³¹ + Σ aᵢ (tⁿ + tᵐ)(tⁿ⁻¹ + tᵐ⁻¹)³⁰⁻ⁱ + a₃₁, where (1 + t²²⁷)ᵏ has the
/// terms t²²⁷ʲ for those j whose bits are among those of k.
fn lower_exponents() -> Vec<usize> {
    let mut is_set = vec![false; DEGREE + 1];
    let mut toggle_product = |k: usize| {
        for j in (0..=k + 1).filter(|j| j & !(k + 1) == 0) {
            is_set[MIDDLE + (MIDDLE - 1) * k + (STATE_SIZE - MIDDLE) * j] ^= true;
        }
    };
    toggle_product(31);
    for index in (0..31).filter(|index| (TWIST >> index) & 1 == 1) {
        toggle_product(30 - index);
    }
    is_set[0] ^= TWIST >> 31 == 1;
    (0..DEGREE).filter(|&exponent| is_set[exponent]).collect()
}

/// x^(2¹²⁸), reduced; the coefficient of x⁰ is the lowest bit.
fn jump_polynomial() -> Vec<u64> {
    let exponents = lower_exponents();
    let mut polynomial = vec![0_u64; WORDS];
    // x^(2¹⁴) is still below the degree.
    polynomial[(1 << 14) / 64] = 1;
    for _ in 14..128 {
        polynomial = reduce(square(&polynomial), &exponents);
    }
    polynomial
}

fn square(polynomial: &[u64]) -> Vec<u64> {
    let spread = |half: u64| {
        let steps = [
            (16, 0x0000_ffff_0000_ffff),
            (8, 0x00ff_00ff_00ff_00ff),
            (4, 0x0f0f_0f0f_0f0f_0f0f),
            (2, 0x3333_3333_3333_3333),
            (1, 0x5555_5555_5555_5555),
        ];
        steps
            .iter()
            .fold(half, |word, (shift, mask)| (word | (word << shift)) & mask)
    };
    let halves = polynomial
        .iter()
        .flat_map(|word| [word & 0xffff_ffff, word >> 32]);
    halves.map(spread).collect()
}

fn reduce(mut product: Vec<u64>, exponents: &[usize]) -> Vec<u64> {
    let (last, above) = (DEGREE / 64, DEGREE % 64);
    // The second highest exponent is far below: no word is changed again by what replaces it.
    for index in (last..product.len()).rev() {
        let (high, offset) = if index == last {
            let high = product[last] >> above;
            product[last] &= (1 << above) - 1;
            (high, 0)
        } else {
            (std::mem::take(&mut product[index]), index * 64 - DEGREE)
        };
        for exponent in exponents {
            let (word, shift) = ((offset + exponent) / 64, (offset + exponent) % 64);
            product[word] ^= high << shift;
            if shift > 0 {
                product[word + 1] ^= high >> (64 - shift);
            }
        }
    }
    product.truncate(WORDS);
    product
}

/// The polynomial of the transition, applied to a state. The window of words begins at the
/// position, which moves by the polynomial's degree: NumPy shows it after a jump.
fn evaluate(polynomial: &[u64], state: Mt19937) -> Mt19937 {
    let start = state.position % STATE_SIZE;
    let coefficient = |index: usize| (polynomial[index / 64] >> (index % 64)) & 1 == 1;
    let Some(degree) = (0..DEGREE).rev().find(|&index| coefficient(index)) else {
        return state;
    };
    let mut sum = state.clone();
    sum.position = start;
    for index in (0..degree).rev() {
        step(&mut sum);
        if coefficient(index) {
            for offset in 0..STATE_SIZE {
                let to = (sum.position + offset) % STATE_SIZE;
                sum.key[to] ^= state.key[(start + offset) % STATE_SIZE];
            }
        }
    }
    sum
}

/// Renews one word in place.
fn step(state: &mut Mt19937) {
    let (key, at) = (&mut state.key, state.position);
    let next = key[(at + 1) % STATE_SIZE];
    let joined = (key[at] & UPPER) | (next & !UPPER);
    let twist = if next & 1 == 1 { TWIST } else { 0 };
    key[at] = key[(at + MIDDLE) % STATE_SIZE] ^ (joined >> 1) ^ twist;
    state.position = (at + 1) % STATE_SIZE;
}
