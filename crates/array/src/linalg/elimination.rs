//! Gauss's elimination with partial pivoting, and Cholesky's factors.

use super::reflections;
use super::{Field, Matrix, Triangle};

/// A triangular pair: below the diagonal the factors, on and above it what is left.
struct Eliminated<T: Field> {
    matrix: Matrix<T>,
    /// Which row came to stand at each place.
    rows: Vec<usize>,
    is_odd: bool,
}

/// `column −= factor · other`; nothing where the factor is zero, which those of units mostly are.
fn subtract<T: Field>(column: &mut [T], other: &[T], factor: T) {
    if factor != T::zero() {
        reflections::subtract(column, other, factor);
    }
}

/// Four times [`subtract`], in one walk through the column.
fn subtract_four<T: Field>(column: &mut [T], others: [&[T]; 4], factors: [T; 4]) {
    let [a, b, c, d] = others.map(|other| &other[..column.len()]);
    if factors.iter().all(|factor| *factor == T::zero()) {
        return;
    }
    let [p, q, r, s] = factors;
    for (index, element) in column.iter_mut().enumerate() {
        *element = *element - a[index] * p - b[index] * q - c[index] * r - d[index] * s;
    }
}

/// How many columns are eliminated before those after them: these are then read once for four of
/// them, not once for each.
const PANEL: usize = 16;

fn eliminate<T: Field>(mut matrix: Matrix<T>) -> Eliminated<T> {
    let size = matrix.nrows();
    let mut rows: Vec<usize> = (0..size).collect();
    let mut is_odd = false;
    for start in (0..size).step_by(PANEL) {
        let end = (start + PANEL).min(size);
        let (before, rest) = matrix.as_mut_slice().split_at_mut(start * size);
        let (panel, after) = rest.split_at_mut((end - start) * size);
        let pivots = eliminate_panel(panel, start, size);
        for (step, pivot) in (start..end).zip(pivots) {
            if pivot == step {
                continue;
            }
            rows.swap(pivot, step);
            is_odd = !is_odd;
            let columns = before
                .chunks_exact_mut(size)
                .chain(after.chunks_exact_mut(size));
            columns.for_each(|column| column.swap(pivot, step));
        }
        for column in after.chunks_exact_mut(size) {
            eliminate_column(panel, start, column);
        }
    }
    Eliminated {
        matrix,
        rows,
        is_odd,
    }
}

/// Eliminates columns that stand from `start` in a matrix; gives the row that came to stand at each
/// of their diagonal elements.
fn eliminate_panel<T: Field>(panel: &mut [T], start: usize, size: usize) -> Vec<usize> {
    let mut pivots = Vec::with_capacity(PANEL);
    for index in 0..panel.len() / size {
        let step = start + index;
        let column = &panel[index * size..(index + 1) * size];
        let pivot = (step..size).fold(step, |best, row| {
            let is_greater = column[row].norm1() > column[best].norm1();
            if is_greater { row } else { best }
        });
        pivots.push(pivot);
        if pivot != step {
            let columns = panel.chunks_exact_mut(size);
            columns.for_each(|column| column.swap(pivot, step));
        }
        // Columns stand together in memory, so that one after the other is worked on.
        let (done, rest) = panel.split_at_mut((index + 1) * size);
        let (divisor, factors) = (
            done[index * size + step],
            &mut done[index * size + step + 1..],
        );
        if divisor == T::zero() {
            continue;
        }
        for factor in factors.iter_mut() {
            *factor /= divisor;
        }
        for column in rest.chunks_exact_mut(size) {
            let above = column[step];
            subtract(&mut column[step + 1..], factors, above);
        }
    }
    pivots
}

/// Takes from a column what eliminated columns, which stand from `start` in their matrix, say.
fn eliminate_column<T: Field>(panel: &[T], start: usize, column: &mut [T]) {
    let size = column.len();
    let end = start + panel.len() / size;
    let (known, below) = column.split_at_mut(end);
    for (index, factors) in panel.chunks_exact(size).enumerate() {
        let step = start + index;
        let above = known[step];
        subtract(&mut known[step + 1..], &factors[step + 1..end], above);
    }
    let fours = panel.chunks(4 * size).zip(known[start..].chunks(4));
    for (columns, factors) in fours {
        if let &[p, q, r, s] = factors {
            let others = [0, 1, 2, 3].map(|index| &columns[index * size + end..(index + 1) * size]);
            subtract_four(below, others, [p, q, r, s]);
            continue;
        }
        for (other, factor) in columns.chunks_exact(size).zip(factors) {
            subtract(below, &other[end..], *factor);
        }
    }
}

/// A determinant as its sign (or direction) and the logarithm of its size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogDet<T> {
    /// A number of size one, or zero.
    pub sign: T,
    /// The logarithm; minus infinity for a singular matrix.
    pub ln_abs: f64,
}

/// The determinant of a square matrix as sign and logarithm.
pub fn slogdet<T: Field>(matrix: Matrix<T>) -> LogDet<T> {
    let eliminated = eliminate(matrix);
    let mut sign = if eliminated.is_odd {
        -T::one()
    } else {
        T::one()
    };
    let mut ln_abs = 0.0;
    for step in 0..eliminated.rows.len() {
        let pivot = eliminated.matrix[(step, step)];
        if pivot == T::zero() {
            return LogDet {
                sign: T::zero(),
                ln_abs: f64::NEG_INFINITY,
            };
        }
        let size = pivot.modulus();
        sign *= pivot.unscale(size);
        ln_abs += size.ln();
    }
    LogDet { sign, ln_abs }
}

/// The determinant of a square matrix.
pub fn det<T: Field>(matrix: Matrix<T>) -> T {
    let LogDet { sign, ln_abs } = slogdet(matrix);
    sign.scale(ln_abs.exp())
}

/// The solution of `matrix · x = right`, or nothing where the matrix is singular.
pub fn solve<T: Field>(matrix: Matrix<T>, right: &Matrix<T>) -> Option<Matrix<T>> {
    let size = matrix.nrows();
    let Eliminated { matrix, rows, .. } = eliminate(matrix);
    if (0..size).any(|step| matrix[(step, step)] == T::zero()) {
        return None;
    }
    let mut solution = Matrix::from_fn(size, right.ncols(), |row, column| {
        right[(rows[row], column)]
    });
    let factors = matrix.as_slice();
    for column in solution.as_mut_slice().chunks_exact_mut(size.max(1)) {
        for (index, panel) in factors.chunks(PANEL * size).enumerate() {
            eliminate_column(panel, index * PANEL, column);
        }
        for step in (0..size).rev() {
            column[step] /= factors[step * size + step];
            let known = column[step];
            subtract(
                &mut column[..step],
                &factors[step * size..step * size + step],
                known,
            );
        }
    }
    Some(solution)
}

/// The inverse, or nothing where the matrix is singular.
pub fn inv<T: Field>(matrix: Matrix<T>) -> Option<Matrix<T>> {
    let size = matrix.nrows();
    solve(matrix, &Matrix::identity(size, size))
}

/// The triangular factor L of `L · L*`, or its adjoint for the upper triangle; nothing where the
/// matrix is not positive definite.
pub fn cholesky<T: Field>(matrix: &Matrix<T>, triangle: Triangle) -> Option<Matrix<T>> {
    let size = matrix.nrows();
    let matrix = super::hermitian(matrix, triangle);
    let mut factor = matrix.lower_triangle();
    for column in 0..size {
        let (done, rest) = factor.as_mut_slice().split_at_mut(column * size);
        let own = &mut rest[column..size];
        for before in done.chunks_exact(size) {
            subtract(own, &before[column..], before[column].conjugate());
        }
        let square = own[0].real();
        if square.is_nan() || square <= 0.0 {
            return None;
        }
        let pivot = square.sqrt();
        own[0] = T::from_real(pivot);
        for element in &mut own[1..] {
            *element = element.unscale(pivot);
        }
    }
    Some(match triangle {
        Triangle::Lower => factor,
        Triangle::Upper => factor.adjoint(),
    })
}
