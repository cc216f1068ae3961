//! Gauss's elimination with partial pivoting, and Cholesky's factors.

use super::{Field, Matrix, Triangle};

/// A triangular pair: below the diagonal the factors, on and above it what is left.
struct Eliminated<T: Field> {
    matrix: Matrix<T>,
    /// Which row came to stand at each place.
    rows: Vec<usize>,
    is_odd: bool,
}

/// `column −= factor · other`.
fn subtract<T: Field>(column: &mut [T], other: &[T], factor: T) {
    if factor == T::zero() {
        return;
    }
    for (element, other) in column.iter_mut().zip(other) {
        *element -= *other * factor;
    }
}

fn eliminate<T: Field>(mut matrix: Matrix<T>) -> Eliminated<T> {
    let size = matrix.nrows();
    let mut rows: Vec<usize> = (0..size).collect();
    let mut is_odd = false;
    for step in 0..size {
        let pivot = (step..size).fold(step, |best, row| {
            let is_greater = matrix[(row, step)].norm1() > matrix[(best, step)].norm1();
            if is_greater { row } else { best }
        });
        if pivot != step {
            matrix.swap_rows(pivot, step);
            rows.swap(pivot, step);
            is_odd = !is_odd;
        }
        let divisor = matrix[(step, step)];
        if divisor == T::zero() {
            continue;
        }
        // Columns stand together in memory, so that one after the other is worked on.
        let (done, rest) = matrix.as_mut_slice().split_at_mut((step + 1) * size);
        let factors = &mut done[step * size + step + 1..];
        for factor in factors.iter_mut() {
            *factor /= divisor;
        }
        for column in rest.chunks_exact_mut(size) {
            let above = column[step];
            subtract(&mut column[step + 1..], factors, above);
        }
    }
    Eliminated {
        matrix,
        rows,
        is_odd,
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
        for step in 0..size {
            let known = column[step];
            let below = &factors[step * size + step + 1..(step + 1) * size];
            subtract(&mut column[step + 1..], below, known);
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
