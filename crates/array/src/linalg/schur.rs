//! The real Schur form, with the order of steps of LAPACK's `dgeev`, which decides the order of the
//! eigenvalues and where each vector points: balancing, Hessenberg's form, Francis' double steps.
//!
//! G. H. Golub and C. F. Van Loan, "Matrix Computations", sections 7.4, 7.5 and 7.5.7; M. Ahues and
//! F. Tisseur, "A new deflation criterion for the QR algorithm", 1997.

use super::Matrix;
use super::reflections::reflect;
use super::tridiagonal::rotation;

/// `basis · blocks · basis⁻¹` is the matrix; `blocks` is upper triangular but for blocks of two, which
/// have conjugate eigenvalues and twice the same number on their diagonal.
pub(super) struct RealSchur {
    pub(super) basis: Matrix<f64>,
    pub(super) blocks: Matrix<f64>,
    /// The rows and columns that are not solved by swapping alone: the first, and the one after
    /// the last.
    active: (usize, usize),
}

const ULP: f64 = f64::EPSILON;
/// Sweeps without a result after which another shift is tried.
const EXCEPTIONAL: usize = 10;

impl RealSchur {
    /// The form of a finite square matrix; nothing where the iteration does not end.
    pub(super) fn of(matrix: Matrix<f64>) -> Option<Self> {
        let size = matrix.nrows();
        let mut form = Self {
            basis: Matrix::identity(size, size),
            blocks: matrix,
            active: (0, size),
        };
        let swaps = form.isolate();
        let scales = form.scale();
        form.reduce();
        form.iterate()?;
        for (row, scale) in scales.iter().enumerate() {
            form.basis.row_mut(row).scale_mut(*scale);
        }
        for (place, other) in swaps.into_iter().rev() {
            form.basis.swap_rows(place, other);
        }
        Some(form)
    }

    /// Swaps rows and columns whose eigenvalue can be read off to the ends.
    fn isolate(&mut self) -> Vec<(usize, usize)> {
        let (mut first, mut end) = self.active;
        let mut swaps = Vec::new();
        let mut is_found = true;
        while is_found {
            is_found = false;
            for row in (0..end).rev() {
                let is_alone =
                    (0..end).all(|other| other == row || self.blocks[(row, other)] == 0.0);
                if is_alone {
                    self.swap(row, end - 1, &mut swaps);
                    is_found = true;
                    if end == 1 {
                        self.active = (0, 1);
                        return swaps;
                    }
                    end -= 1;
                }
            }
        }
        is_found = true;
        while is_found {
            is_found = false;
            let candidates = first..end;
            for column in candidates {
                let is_alone = (first..end)
                    .all(|other| other == column || self.blocks[(other, column)] == 0.0);
                if is_alone {
                    self.swap(column, first, &mut swaps);
                    is_found = true;
                    first += 1;
                }
            }
        }
        self.active = (first, end);
        swaps
    }

    fn swap(&mut self, place: usize, other: usize, swaps: &mut Vec<(usize, usize)>) {
        if place != other {
            self.blocks.swap_columns(place, other);
            self.blocks.swap_rows(place, other);
            swaps.push((place, other));
        }
    }

    /// Makes rows and columns about equally long by powers of two.
    fn scale(&mut self) -> Vec<f64> {
        let size = self.blocks.nrows();
        let (first, end) = self.active;
        let mut scales = vec![1.0; size];
        let mut is_found = first < end;
        while is_found {
            is_found = false;
            for (step, scale) in scales.iter_mut().enumerate().take(end).skip(first) {
                let mut column = self.blocks.view((first, step), (end - first, 1)).norm();
                let mut row = self.blocks.view((step, first), (1, end - first)).norm();
                if column == 0.0 || row == 0.0 {
                    continue;
                }
                let (sum, mut factor) = (column + row, 1.0);
                while column < row / 2.0 {
                    factor *= 2.0;
                    column *= 2.0;
                    row /= 2.0;
                }
                while column / 2.0 >= row {
                    factor /= 2.0;
                    column /= 2.0;
                    row *= 2.0;
                }
                if column + row >= 0.95 * sum || !(1e-290..=1e290).contains(&(factor * *scale)) {
                    continue;
                }
                *scale *= factor;
                is_found = true;
                self.blocks.row_mut(step).unscale_mut(factor);
                self.blocks.column_mut(step).scale_mut(factor);
            }
        }
        scales
    }

    /// Hessenberg's form: nothing below what is beside the diagonal.
    fn reduce(&mut self) {
        let size = self.blocks.nrows();
        let (first, end) = self.active;
        let mut vectors = Vec::with_capacity(size);
        for step in first..end.saturating_sub(1) {
            let column = &mut self.blocks.as_mut_slice()[step * size + step + 1..step * size + end];
            let tau = reflect(column);
            let mut vector = column.to_vec();
            vector[0] = 1.0;
            column[1..].fill(0.0);
            from_right(&mut self.blocks, step + 1, end, &vector, tau);
            from_left(&mut self.blocks, step + 1, step + 1, &vector, tau);
            vectors.push((step + 1, vector, tau));
        }
        for (from, vector, tau) in vectors.iter().rev() {
            from_left(&mut self.basis, *from, *from, vector, *tau);
        }
    }

    fn iterate(&mut self) -> Option<()> {
        let (first, end) = self.active;
        let most = 30 * (end - first).max(10);
        let mut end = end;
        while end > first {
            let mut tries = 0;
            let start = loop {
                let start = self.split(first, end);
                if start > first {
                    self.blocks[(start, start - 1)] = 0.0;
                }
                if start + 2 >= end {
                    break start;
                }
                tries += 1;
                if tries > most {
                    return None;
                }
                self.sweep(start, end, tries);
            };
            if start + 2 == end {
                self.standardise(start);
            }
            end = start;
        }
        Some(())
    }

    /// Where the block that ends before `end` begins.
    fn split(&self, first: usize, end: usize) -> usize {
        let h = &self.blocks;
        let least = f64::MIN_POSITIVE * ((self.active.1 - self.active.0) as f64 / ULP);
        for step in (first + 1..end).rev() {
            let below = h[(step, step - 1)].abs();
            if below <= least {
                return step;
            }
            let (upper, lower) = (h[(step - 1, step - 1)], h[(step, step)]);
            let mut scale = upper.abs() + lower.abs();
            if scale == 0.0 {
                if step >= first + 2 {
                    scale += h[(step - 1, step - 2)].abs();
                }
                if step + 1 < self.active.1 {
                    scale += h[(step + 1, step)].abs();
                }
            }
            if below <= ULP * scale {
                let above = h[(step - 1, step)].abs();
                let (ab, ba) = (below.max(above), below.min(above));
                let distance = (upper - lower).abs();
                let (aa, bb) = (lower.abs().max(distance), lower.abs().min(distance));
                let sum = aa + ab;
                if ba * (ab / sum) <= least.max(ULP * (bb * (aa / sum))) {
                    return step;
                }
            }
        }
        first
    }

    /// The two shifts of a sweep: their common real part or both, and the imaginary part.
    fn shifts(&self, start: usize, end: usize, tries: usize) -> ((f64, f64), (f64, f64)) {
        let (h, last) = (&self.blocks, end - 1);
        let odd = |sum: f64, value: f64| {
            let value = 0.75 * sum + value;
            (value, -0.4375 * sum, sum, value)
        };
        let (a, b, c, d) = if tries.is_multiple_of(2 * EXCEPTIONAL) {
            let sum = h[(last, last - 1)].abs() + h[(last - 1, last - 2)].abs();
            odd(sum, h[(last, last)])
        } else if tries.is_multiple_of(EXCEPTIONAL) {
            let sum = h[(start + 1, start)].abs() + h[(start + 2, start + 1)].abs();
            odd(sum, h[(start, start)])
        } else {
            let at = |row: usize, column: usize| h[(row, column)];
            let before = last - 1;
            (
                at(before, before),
                at(before, last),
                at(last, before),
                at(last, last),
            )
        };
        let scale = a.abs() + b.abs() + c.abs() + d.abs();
        if scale == 0.0 {
            return ((0.0, 0.0), (0.0, 0.0));
        }
        let (a, b, c, d) = (a / scale, b / scale, c / scale, d / scale);
        let mean = f64::midpoint(a, d);
        let det = (a - mean) * (d - mean) - b * c;
        let root = det.abs().sqrt();
        if det >= 0.0 {
            return ((mean * scale, root * scale), (mean * scale, -root * scale));
        }
        let (one, other) = (mean + root, mean - root);
        let near = if (one - d).abs() <= (other - d).abs() {
            one
        } else {
            other
        };
        ((near * scale, 0.0), (near * scale, 0.0))
    }

    /// One double step of Francis on the block from `start`.
    fn sweep(&mut self, start: usize, end: usize, tries: usize) {
        let size = self.blocks.nrows();
        let (one, other) = self.shifts(start, end, tries);
        let (begin, mut vector) = self.bulge(start, end, one, other);
        for step in begin..end - 1 {
            let rows = (end - step).min(3);
            if step > begin {
                vector = (0..rows)
                    .map(|row| self.blocks[(step + row, step - 1)])
                    .collect();
            }
            vector.truncate(rows);
            let tau = reflect(&mut vector);
            if step > begin {
                self.blocks[(step, step - 1)] = vector[0];
                for row in 1..rows {
                    self.blocks[(step + row, step - 1)] = 0.0;
                }
            } else if step > start {
                self.blocks[(step, step - 1)] *= 1.0 - tau;
            }
            vector[0] = 1.0;
            from_left(&mut self.blocks, step, step, &vector, tau);
            from_right(&mut self.blocks, step, (step + 4).min(end), &vector, tau);
            from_right(&mut self.basis, step, size, &vector, tau);
        }
    }

    /// Where a sweep may begin, and the first column of what it does there.
    fn bulge(
        &self,
        start: usize,
        end: usize,
        one: (f64, f64),
        other: (f64, f64),
    ) -> (usize, Vec<f64>) {
        let h = &self.blocks;
        let mut step = end - 3;
        loop {
            let below = h[(step + 1, step)];
            let (here, next) = (h[(step, step)], h[(step + 1, step + 1)]);
            let scale = (here - other.0).abs() + other.1.abs() + below.abs();
            let below = below / scale;
            let vector = [
                below * h[(step, step + 1)] + (here - one.0) * ((here - other.0) / scale)
                    - one.1 * (other.1 / scale),
                below * (here + next - one.0 - other.0),
                below * h[(step + 2, step + 1)],
            ];
            let sum: f64 = vector.iter().map(|x| x.abs()).sum();
            let vector = vector.map(|x| x / sum);
            let is_small = step > start && {
                let around = h[(step - 1, step - 1)].abs() + here.abs() + next.abs();
                h[(step, step - 1)].abs() * (vector[1].abs() + vector[2].abs())
                    <= ULP * vector[0].abs() * around
            };
            if step == start || is_small {
                return (step, vector.to_vec());
            }
            step -= 1;
        }
    }

    /// Turns a block of two so that it is triangular, or has the same number twice on its diagonal.
    fn standardise(&mut self, at: usize) {
        let size = self.blocks.nrows();
        let h = &mut self.blocks;
        let block = [
            h[(at, at)],
            h[(at, at + 1)],
            h[(at + 1, at)],
            h[(at + 1, at + 1)],
        ];
        let ([a, b, c, d], cosine, sine) = standard(block);
        (
            h[(at, at)],
            h[(at, at + 1)],
            h[(at + 1, at)],
            h[(at + 1, at + 1)],
        ) = (a, b, c, d);
        for column in at + 2..size {
            let (upper, lower) = (h[(at, column)], h[(at + 1, column)]);
            h[(at, column)] = cosine * upper + sine * lower;
            h[(at + 1, column)] = cosine * lower - sine * upper;
        }
        for (matrix, rows) in [(h, at), (&mut self.basis, size)] {
            for row in 0..rows {
                let (left, right) = (matrix[(row, at)], matrix[(row, at + 1)]);
                matrix[(row, at)] = cosine * left + sine * right;
                matrix[(row, at + 1)] = cosine * right - sine * left;
            }
        }
    }
}

/// The standard form of a block of two, and the turn that leads to it.
fn standard([a, b, c, d]: [f64; 4]) -> ([f64; 4], f64, f64) {
    if c == 0.0 || (a == d && (b < 0.0) != (c < 0.0)) {
        return ([a, b, c, d], 1.0, 0.0);
    }
    if b == 0.0 {
        return ([d, -c, 0.0, a], 0.0, 1.0);
    }
    let (difference, half) = (a - d, 0.5 * (a - d));
    let sign = 1.0_f64.copysign(b) * 1.0_f64.copysign(c);
    let (great, small) = (b.abs().max(c.abs()), b.abs().min(c.abs()) * sign);
    let scale = half.abs().max(great);
    let square = (half / scale) * half + (great / scale) * small;
    if square >= 2.0 * ULP {
        let root = half + (scale.sqrt() * square.sqrt()).copysign(half);
        let length = c.hypot(root);
        let (cosine, sine) = (root / length, c / length);
        return (
            [d + root, b - c, 0.0, d - (great / root) * small],
            cosine,
            sine,
        );
    }
    let sum = b + c;
    let length = sum.hypot(difference);
    let cosine = (0.5 * (1.0 + sum.abs() / length)).sqrt();
    let sine = -(half / (length * cosine)) * 1.0_f64.copysign(sum);
    let (aa, bb) = (a * cosine + b * sine, b * cosine - a * sine);
    let (cc, dd) = (c * cosine + d * sine, d * cosine - c * sine);
    let (b, c) = (bb * cosine + dd * sine, cc * cosine - aa * sine);
    let mean = 0.5 * ((aa * cosine + cc * sine) + (dd * cosine - bb * sine));
    if c == 0.0 {
        return ([mean, b, c, mean], cosine, sine);
    }
    if b == 0.0 {
        return ([mean, -c, 0.0, mean], -sine, cosine);
    }
    if (b < 0.0) != (c < 0.0) {
        return ([mean, b, c, mean], cosine, sine);
    }
    let (upper, lower) = (b.abs().sqrt(), c.abs().sqrt());
    let root = (upper * lower).copysign(c);
    let (turn, lean, _) = rotation(upper, lower);
    let turned = (cosine * turn - sine * lean, cosine * lean + sine * turn);
    ([mean + root, b - c, 0.0, mean - root], turned.0, turned.1)
}

/// `(1 − τ v v*) matrix`, where `v` begins at the row `from`, for the columns from `first` on.
fn from_left(matrix: &mut Matrix<f64>, from: usize, first: usize, vector: &[f64], tau: f64) {
    let (size, len) = (matrix.nrows(), vector.len());
    for column in matrix.as_mut_slice().chunks_exact_mut(size).skip(first) {
        let part = &mut column[from..from + len];
        let sum: f64 = part.iter().zip(vector).map(|(x, v)| x * v).sum();
        for (x, v) in part.iter_mut().zip(vector) {
            *x -= sum * tau * v;
        }
    }
}

/// `matrix (1 − τ v v*)`, where `v` begins at the column `from`, for the first `rows` rows.
fn from_right(matrix: &mut Matrix<f64>, from: usize, rows: usize, vector: &[f64], tau: f64) {
    let size = matrix.nrows();
    let mut sums = vec![0.0; rows];
    let columns = &mut matrix.as_mut_slice()[from * size..];
    for (column, v) in columns.chunks_exact(size).zip(vector) {
        for (sum, x) in sums.iter_mut().zip(column) {
            *sum += x * v;
        }
    }
    for (column, v) in columns.chunks_exact_mut(size).zip(vector) {
        for (x, sum) in column.iter_mut().zip(&sums) {
            *x -= sum * (tau * v);
        }
    }
}
