//! Singular values by way of a matrix that has a diagonal and what is beside it, and nothing else.
//!
//! G. H. Golub and C. F. Van Loan, "Matrix Computations", sections 5.4.8 and 8.6; J. Demmel and
//! W. Kahan, "Accurate singular values of bidiagonal matrices", 1990.

use super::reflections::{reflect, reflect_column, subtract};
use super::{Field, Matrix};

/// A square matrix of real numbers that are zero but on the diagonal and above it.
pub(super) struct Bidiagonal {
    diagonal: Vec<f64>,
    /// What stands to the right of each element of the diagonal but the last.
    above: Vec<f64>,
}

/// Part of a [`Bidiagonal`], from its first to its last element of the diagonal.
#[derive(Clone, Copy)]
struct Block {
    first: usize,
    last: usize,
}

/// How many sweeps a singular value may take; two or three are usual.
const SWEEPS: usize = 40;

impl Bidiagonal {
    /// Brings a matrix with as many rows as columns or more into this form by reflections from both
    /// sides, which leave its singular values as they are.
    pub(super) fn of<T: Field>(mut matrix: Matrix<T>) -> Self {
        let (rows, columns) = matrix.shape();
        let mut form = Self {
            diagonal: Vec::with_capacity(columns),
            above: Vec::with_capacity(columns),
        };
        let mut product = vec![T::zero(); rows];
        for step in 0..columns {
            let (done, rest) = matrix.as_mut_slice().split_at_mut((step + 1) * rows);
            let column = &mut done[step * rows + step..];
            // The adjoint of each reflection makes zeros below the diagonal.
            let tau = reflect(column).conjugate();
            form.diagonal.push(column[0].real());
            let mut row: Vec<T> = Vec::with_capacity(columns);
            for other in rest.chunks_exact_mut(rows) {
                reflect_column(&column[1..], tau, &mut other[step..]);
                row.push(other[step].conjugate());
            }
            let tau = reflect(&mut row);
            let Some(first) = row.first_mut() else {
                break;
            };
            form.above.push(first.real());
            *first = T::one();
            let product = &mut product[step + 1..];
            product.fill(T::zero());
            for (other, part) in rest.chunks_exact(rows).zip(&row) {
                subtract(product, &other[step + 1..], -*part);
            }
            for (other, part) in rest.chunks_exact_mut(rows).zip(&row) {
                subtract(&mut other[step + 1..], product, tau * part.conjugate());
            }
        }
        form
    }

    /// The singular values in any order; nothing where the iteration does not end.
    pub(super) fn singular_values(mut self) -> Option<Vec<f64>> {
        let mut chosen: Option<Block> = None;
        let mut last = self.diagonal.len().saturating_sub(1);
        for _ in 0..=SWEEPS * self.diagonal.len() {
            while last > 0 && self.is_negligible(last - 1) {
                last -= 1;
            }
            if last == 0 {
                return Some(self.diagonal.into_iter().map(f64::abs).collect());
            }
            let mut first = last - 1;
            while first > 0 && !self.is_negligible(first - 1) {
                first -= 1;
            }
            let block = Block { first, last };
            let is_new = chosen.is_none_or(|known| first > known.last || last < known.first);
            if is_new && self.diagonal[first].abs() < self.diagonal[last].abs() {
                // Small elements belong to the end, where they come to rest.
                self.diagonal[first..=last].reverse();
                self.above[first..last].reverse();
            }
            chosen = Some(block);
            self.sweep(block);
        }
        None
    }

    /// Whether an element beside the diagonal is zero next to its neighbours; it is then made so.
    fn is_negligible(&mut self, index: usize) -> bool {
        let neighbours = self.diagonal[index].abs() + self.diagonal[index + 1].abs();
        let size = self.above[index].abs();
        let is_negligible = size <= 0.5 * f64::EPSILON * neighbours || size < f64::MIN_POSITIVE;
        if is_negligible {
            self.above[index] = 0.0;
        }
        is_negligible
    }

    /// One step of the implicit QR iteration.
    fn sweep(&mut self, block: Block) {
        let (shift, first) = (self.shift(block.last), self.diagonal[block.first]);
        let diagonal = &self.diagonal[block.first..=block.last];
        if diagonal.contains(&0.0) || (shift / first).powi(2) < f64::EPSILON {
            self.sweep_from_zero(block);
        } else {
            self.sweep_from(
                block,
                (first.abs() - shift) * (first.signum() + shift / first),
            );
        }
    }

    /// The smaller singular value of the last two columns' square.
    fn shift(&self, last: usize) -> f64 {
        let (left, right) = (self.diagonal[last - 1].abs(), self.diagonal[last].abs());
        let above = self.above[last - 1];
        // The sum of both singular values, and their difference.
        let sum = length(left + right, above);
        let difference = length(left - right, above);
        left * right / (0.5 * (sum + difference))
    }

    /// Chases what a first turn, told by its `start`, brings below the diagonal, down to the end.
    fn sweep_from(&mut self, Block { first, last }: Block, start: f64) {
        let (diagonal, above) = (&mut self.diagonal, &mut self.above);
        let (mut front, mut bulge) = (start, above[first]);
        for step in first..last {
            let right = Rotation::of(front, bulge);
            if step > first {
                above[step - 1] = right.length;
            }
            (front, above[step]) = right.turn(diagonal[step], above[step]);
            (bulge, diagonal[step + 1]) = right.turn(0.0, diagonal[step + 1]);
            let left = Rotation::of(front, bulge);
            diagonal[step] = left.length;
            (front, diagonal[step + 1]) = left.turn(above[step], diagonal[step + 1]);
            if step + 1 < last {
                (bulge, above[step + 1]) = left.turn(0.0, above[step + 1]);
            }
        }
        above[last - 1] = front;
    }

    /// The same without a shift, in the form that keeps small singular values exact.
    fn sweep_from_zero(&mut self, Block { first, last }: Block) {
        let (diagonal, above) = (&mut self.diagonal, &mut self.above);
        let (mut cosine, mut before) = (1.0, Rotation::NONE);
        for step in first..last {
            let right = Rotation::of(diagonal[step] * cosine, above[step]);
            if step > first {
                above[step - 1] = before.sine * right.length;
            }
            let below = diagonal[step + 1] * right.sine;
            before = Rotation::of(before.cosine * right.length, below);
            diagonal[step] = before.length;
            cosine = right.cosine;
        }
        let rest = diagonal[last] * cosine;
        diagonal[last] = rest * before.cosine;
        above[last - 1] = rest * before.sine;
    }
}

/// The turn that brings a pair of numbers into the first of them.
struct Rotation {
    cosine: f64,
    sine: f64,
    /// What the first of them becomes.
    length: f64,
}

impl Rotation {
    const NONE: Self = Self {
        cosine: 1.0,
        sine: 0.0,
        length: 0.0,
    };

    fn of(first: f64, second: f64) -> Self {
        let length = length(first, second);
        if length == 0.0 {
            return Self::NONE;
        }
        Self {
            cosine: first / length,
            sine: second / length,
            length,
        }
    }

    fn turn(&self, first: f64, second: f64) -> (f64, f64) {
        let turned = self.cosine * second - self.sine * first;
        (self.cosine * first + self.sine * second, turned)
    }
}

/// The length of a pair, none of which is much greater than one.
fn length(first: f64, second: f64) -> f64 {
    let square = first * first + second * second;
    // Squares of small numbers lose digits, or are zero.
    if square > f64::MIN_POSITIVE / f64::EPSILON {
        square.sqrt()
    } else {
        first.hypot(second)
    }
}
