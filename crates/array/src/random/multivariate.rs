//! Distributions over several counts or shares at once: multinomial, Dirichlet, and samples of
//! items of several colors.

use super::BitGenerator;
use super::gamma::{beta, standard_gamma};
use super::hypergeometric::hypergeometric;
use super::integers::interval;

/// How many of some trials, the last argument, succeed with a probability: `binomial` of a kind.
pub type Successes = fn(&mut dyn BitGenerator, f64, i64) -> i64;

/// How `trials` fall on outcomes with these probabilities, into `counts`; the last takes the rest.
pub fn multinomial(
    bits: &mut dyn BitGenerator,
    successes: Successes,
    trials: i64,
    probabilities: &[f64],
    counts: &mut [i64],
) {
    counts.fill(0);
    let Some((last, others)) = counts.split_last_mut() else {
        return;
    };
    let (mut left, mut rest) = (trials, 1.0);
    for (count, probability) in others.iter_mut().zip(probabilities) {
        *count = successes(bits, probability / rest, left);
        left -= *count;
        if left <= 0 {
            return;
        }
        rest -= probability;
    }
    *last = left;
}

/// Shares that add up to one. Where all parameters are below 0.1, sticks are broken by beta numbers,
/// for gamma numbers would vanish.
pub fn dirichlet(bits: &mut dyn BitGenerator, alpha: &[f64], shares: &mut [f64]) {
    let greatest = alpha.iter().copied().fold(0.0, f64::max);
    if greatest < 0.1 && greatest > 0.0 {
        return break_stick(bits, alpha, shares);
    }
    dirichlet_by_gamma(bits, alpha, shares, standard_gamma);
}

/// Gamma numbers over their sum.
pub(super) fn dirichlet_by_gamma(
    bits: &mut dyn BitGenerator,
    alpha: &[f64],
    shares: &mut [f64],
    gamma: impl Fn(&mut dyn BitGenerator, f64) -> f64,
) {
    let mut sum = 0.0;
    for (share, &shape) in shares.iter_mut().zip(alpha) {
        *share = gamma(bits, shape);
        sum += *share;
    }
    let inverse = 1.0 / sum;
    for share in shares {
        *share *= inverse;
    }
}

fn break_stick(bits: &mut dyn BitGenerator, alpha: &[f64], shares: &mut [f64]) {
    // What lies from each parameter on, added from the end.
    let mut from_here = alpha.to_vec();
    for index in (1..alpha.len()).rev() {
        from_here[index - 1] += from_here[index];
    }
    shares.fill(0.0);
    let mut stick = 1.0;
    for index in 0..alpha.len() - 1 {
        let piece = beta(bits, alpha[index], from_here[index + 1]);
        shares[index] = stick * piece;
        stick *= 1.0 - piece;
        if from_here[index + 1] == 0.0 {
            break;
        }
    }
    if let Some(last) = shares.last_mut() {
        *last = stick;
    }
}

/// How many of each color are in a sample of `sample` items, color by color.
pub fn multivariate_hypergeometric_marginals(
    bits: &mut dyn BitGenerator,
    colors: &[i64],
    sample: i64,
    counts: &mut [i64],
) {
    counts.fill(0);
    let total: i64 = colors.iter().sum();
    if colors.is_empty() || total == 0 || sample == 0 {
        return;
    }
    let is_complement = sample > total / 2;
    let mut to_draw = if is_complement {
        total - sample
    } else {
        sample
    };
    let mut rest = total;
    let last = colors.len() - 1;
    for (count, &color) in counts.iter_mut().zip(colors).take(last) {
        if to_draw <= 0 {
            break;
        }
        rest -= color;
        *count = hypergeometric(bits, color, rest, to_draw);
        to_draw -= *count;
    }
    if to_draw > 0 {
        counts[last] = to_draw;
    }
    if is_complement {
        complement(colors, counts);
    }
}

fn complement(colors: &[i64], counts: &mut [i64]) {
    for (count, color) in counts.iter_mut().zip(colors) {
        *count = color - *count;
    }
}

/// All items in a row, from which samples are drawn by partial shuffles. The row stays shuffled
/// from one sample to the next.
pub struct ColoredItems {
    colors: Vec<i64>,
    row: Vec<usize>,
}

impl ColoredItems {
    /// As many items of each color as `colors` says.
    #[must_use]
    pub fn new(colors: &[i64]) -> Self {
        let row = colors
            .iter()
            .enumerate()
            .flat_map(|(color, &count)| std::iter::repeat_n(color, count.max(0) as usize));
        Self {
            colors: colors.to_vec(),
            row: row.collect(),
        }
    }

    /// How many of each color are in a sample of `sample` items.
    pub fn draw(&mut self, bits: &mut dyn BitGenerator, sample: usize, counts: &mut [i64]) {
        counts.fill(0);
        let total = self.row.len();
        if total == 0 || sample == 0 {
            return;
        }
        let is_complement = sample > total / 2;
        let to_draw = if is_complement {
            total - sample
        } else {
            sample
        };
        for index in 0..to_draw {
            let other = index + interval(bits, (total - index - 1) as u64) as usize;
            self.row.swap(index, other);
        }
        for &color in &self.row[..to_draw] {
            counts[color] += 1;
        }
        if is_complement {
            complement(&self.colors, counts);
        }
    }
}
