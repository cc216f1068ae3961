//! Hermitian matrices by way of three diagonals, with the order of steps of LAPACK's `dsteqr`, which
//! decides where each vector points.
//!
//! G. H. Golub and C. F. Van Loan, "Matrix Computations", section 8.3.

use super::reflections::{dot, reflect, subtract};
use super::{Field, Matrix};

/// A real symmetric matrix that is zero but on the diagonal and beside it, and the basis in which
/// another matrix looks like that.
pub(super) struct Tridiagonal<T: Field> {
    pub(super) diagonal: Vec<f64>,
    pub(super) basis: Matrix<T>,
    beside: Vec<f64>,
}

/// A turn of two columns that stand side by side.
#[derive(Clone, Copy)]
struct Rotation {
    cosine: f64,
    sine: f64,
}

/// Iterations for each eigenvalue after which it is given up.
const ITERATIONS: usize = 30;

/// Which end of a block gives its eigenvalue first.
#[derive(Clone, Copy, PartialEq)]
enum Direction {
    Down,
    Up,
}

impl<T: Field> Tridiagonal<T> {
    /// Brings a Hermitian matrix into this form by reflections from both sides.
    pub(super) fn of(mut matrix: Matrix<T>) -> Self {
        let size = matrix.nrows();
        let mut beside = Vec::with_capacity(size);
        let mut vectors: Vec<(Vec<T>, T)> = Vec::with_capacity(size);
        for step in 0..size.saturating_sub(1) {
            let column = &mut matrix.as_mut_slice()[step * size + step + 1..(step + 1) * size];
            let tau = reflect(column);
            beside.push(column[0].real());
            let mut vector = column.to_vec();
            vector[0] = T::one();
            if tau != T::zero() {
                reflect_both(&mut matrix, step + 1, &vector, tau);
            }
            vectors.push((vector, tau));
        }
        let mut basis = Matrix::identity(size, size);
        for (step, (vector, tau)) in vectors.iter().enumerate().rev() {
            for column in step + 1..size {
                let slice =
                    &mut basis.as_mut_slice()[column * size + step + 1..(column + 1) * size];
                let factor = *tau * dot(vector, slice);
                subtract(slice, vector, factor);
            }
        }
        Self {
            diagonal: (0..size).map(|step| matrix[(step, step)].real()).collect(),
            basis,
            beside,
        }
    }

    /// Turns the diagonal into the eigenvalues, in any order, and the basis into their vectors;
    /// nothing where the iteration does not end.
    pub(super) fn solve(mut self) -> Option<Self> {
        let size = self.diagonal.len();
        let mut left = ITERATIONS * size;
        let mut first = 0;
        while first < size {
            let mut last = first;
            while last + 1 < size && !self.is_parted(last) {
                last += 1;
            }
            if last + 1 < size {
                self.beside[last] = 0.0;
            }
            if self.diagonal[last].abs() < self.diagonal[first].abs() {
                self.solve_block(last, first, Direction::Up, &mut left)?;
            } else {
                self.solve_block(first, last, Direction::Down, &mut left)?;
            }
            first = last + 1;
        }
        Some(self)
    }

    fn is_parted(&self, step: usize) -> bool {
        let (upper, lower) = (self.diagonal[step].abs(), self.diagonal[step + 1].abs());
        let beside = self.beside[step].abs();
        beside == 0.0 || beside <= upper.sqrt() * lower.sqrt() * (f64::EPSILON / 2.0)
    }

    /// Whether what stands beside the elements `step` and `step + 1` is too little to count.
    fn is_negligible(&self, step: usize) -> bool {
        let precision = (f64::EPSILON / 2.0).powi(2);
        let scale = self.diagonal[step].abs() * self.diagonal[step + 1].abs();
        self.beside[step].powi(2) <= precision * scale + f64::MIN_POSITIVE
    }

    fn solve_block(
        &mut self,
        mut at: usize,
        end: usize,
        direction: Direction,
        left: &mut usize,
    ) -> Option<()> {
        let is_down = direction == Direction::Down;
        loop {
            // As far as the block holds together from here.
            let mut far = at;
            while far != end && !self.is_negligible(if is_down { far } else { far - 1 }) {
                far = if is_down { far + 1 } else { far - 1 };
            }
            if far != end {
                self.beside[if is_down { far } else { far - 1 }] = 0.0;
            }
            let solved = match at.abs_diff(far) {
                0 => 1,
                1 => {
                    self.solve_pair(at.min(far), direction);
                    2
                }
                _ => {
                    *left = left.checked_sub(1)?;
                    if is_down {
                        self.sweep_down(at, far);
                    } else {
                        self.sweep_up(at, far);
                    }
                    continue;
                }
            };
            if at.abs_diff(end) < solved {
                return Some(());
            }
            at = if is_down { at + solved } else { at - solved };
        }
    }

    fn solve_pair(&mut self, first: usize, direction: Direction) {
        let (a, b) = (self.diagonal[first], self.beside[first]);
        let (great, small, rotation) = pair(a, b, self.diagonal[first + 1]);
        self.rotate(first, &[rotation], direction);
        self.diagonal[first] = great;
        self.diagonal[first + 1] = small;
        self.beside[first] = 0.0;
    }

    /// One implicit step of QL.
    fn sweep_down(&mut self, at: usize, far: usize) {
        let value = self.diagonal[at];
        let mut shifted = self.shift(at, at + 1, at, far);
        let (mut sine, mut cosine, mut change) = (1.0, 1.0, 0.0);
        let mut rotations = vec![Rotation { cosine, sine }; far - at];
        for step in (at..far).rev() {
            let (bulge, beside) = (sine * self.beside[step], cosine * self.beside[step]);
            let length;
            (cosine, sine, length) = rotation(shifted, bulge);
            if step + 1 != far {
                self.beside[step + 1] = length;
            }
            let next = self.diagonal[step + 1] - change;
            let turned = (self.diagonal[step] - next) * sine + 2.0 * cosine * beside;
            change = sine * turned;
            self.diagonal[step + 1] = next + change;
            shifted = cosine * turned - beside;
            rotations[step - at] = Rotation {
                cosine,
                sine: -sine,
            };
        }
        self.rotate(at, &rotations, Direction::Down);
        self.diagonal[at] = value - change;
        self.beside[at] = shifted;
    }

    /// One implicit step of QR.
    fn sweep_up(&mut self, at: usize, far: usize) {
        let value = self.diagonal[at];
        let mut shifted = self.shift(at, at - 1, at - 1, far);
        let (mut sine, mut cosine, mut change) = (1.0, 1.0, 0.0);
        let mut rotations = Vec::with_capacity(at - far);
        for step in far..at {
            let (bulge, beside) = (sine * self.beside[step], cosine * self.beside[step]);
            let length;
            (cosine, sine, length) = rotation(shifted, bulge);
            if step != far {
                self.beside[step - 1] = length;
            }
            let next = self.diagonal[step] - change;
            let turned = (self.diagonal[step + 1] - next) * sine + 2.0 * cosine * beside;
            change = sine * turned;
            self.diagonal[step] = next + change;
            shifted = cosine * turned - beside;
            rotations.push(Rotation { cosine, sine });
        }
        self.rotate(far, &rotations, Direction::Up);
        self.diagonal[at] = value - change;
        self.beside[at - 1] = shifted;
    }

    /// Where a sweep begins: the far end less Wilkinson's shift.
    fn shift(&self, at: usize, next: usize, beside: usize, far: usize) -> f64 {
        let (value, beside) = (self.diagonal[at], self.beside[beside]);
        let half = (self.diagonal[next] - value) / (2.0 * beside);
        let root = half.hypot(1.0).copysign(half);
        self.diagonal[far] - value + beside / (half + root)
    }

    /// Turns the columns of the basis from `first` on, the last of them first where a sweep went
    /// down.
    fn rotate(&mut self, first: usize, rotations: &[Rotation], direction: Direction) {
        let size = self.basis.nrows();
        let mut turn = |step: usize| {
            let Rotation { cosine, sine } = rotations[step];
            let columns = &mut self.basis.as_mut_slice()[(first + step) * size..];
            let (left, right) = columns.split_at_mut(size);
            for (left, right) in left.iter_mut().zip(&mut right[..size]) {
                let (one, other) = (*left, *right);
                *right = other.scale(cosine) - one.scale(sine);
                *left = other.scale(sine) + one.scale(cosine);
            }
        };
        match direction {
            Direction::Down => (0..rotations.len()).rev().for_each(&mut turn),
            Direction::Up => (0..rotations.len()).for_each(&mut turn),
        }
    }
}

/// Reflects the part of a Hermitian matrix from `from` on, of both sides.
fn reflect_both<T: Field>(matrix: &mut Matrix<T>, from: usize, vector: &[T], tau: T) {
    let size = matrix.nrows();
    let mut product = vec![T::zero(); vector.len()];
    for (column, part) in (from..size).zip(vector) {
        let slice = &matrix.as_slice()[column * size + from..(column + 1) * size];
        subtract(&mut product, slice, -(*part * tau));
    }
    let half = tau.conjugate() * dot(vector, &product);
    subtract(&mut product, vector, half.unscale(2.0));
    for column in from..size {
        let (part, other) = (vector[column - from], product[column - from]);
        let slice = &mut matrix.as_mut_slice()[column * size + from..(column + 1) * size];
        subtract(slice, vector, other.conjugate());
        subtract(slice, &product, part.conjugate());
    }
}

/// The turn that makes `(f, g)` lie along the first axis, as it points: cosine, sine, length.
pub(super) fn rotation(f: f64, g: f64) -> (f64, f64, f64) {
    if g == 0.0 {
        return (1.0, 0.0, f);
    }
    if f == 0.0 {
        return (0.0, 1.0_f64.copysign(g), g.abs());
    }
    let length = f.hypot(g);
    let signed = length.copysign(f);
    (f.abs() / length, g / signed, signed)
}

/// The eigenvalues of `[[a, b], [b, c]]`, the one of greater modulus first, and its vector.
fn pair(a: f64, b: f64, c: f64) -> (f64, f64, Rotation) {
    let (sum, difference, twice) = (a + c, a - c, b + b);
    let (greater, lesser) = if a.abs() > c.abs() { (a, c) } else { (c, a) };
    let root = difference.hypot(twice);
    let is_negative = sum < 0.0;
    let (great, small) = if sum == 0.0 {
        (0.5 * root, -0.5 * root)
    } else {
        let great = 0.5 * (sum + if is_negative { -root } else { root });
        (great, (greater / great) * lesser - (b / great) * b)
    };
    let is_reversed = difference < 0.0;
    let along = difference + if is_reversed { -root } else { root };
    let (mut cosine, mut sine) = if along.abs() > twice.abs() {
        let ratio = -twice / along;
        let sine = 1.0 / ratio.mul_add(ratio, 1.0).sqrt();
        (ratio * sine, sine)
    } else if twice == 0.0 {
        (1.0, 0.0)
    } else {
        let ratio = -along / twice;
        let cosine = 1.0 / ratio.mul_add(ratio, 1.0).sqrt();
        (cosine, ratio * cosine)
    };
    if is_negative == is_reversed {
        (cosine, sine) = (-sine, cosine);
    }
    (great, small, Rotation { cosine, sine })
}
