//! Gauss's elimination with partial pivoting, and Cholesky's factors.

use super::{Field, Matrix, Triangle};

/// A triangular pair: below the diagonal the factors, on and above it what is left.
struct Eliminated<T: Field> {
    matrix: Matrix<T>,
    /// Which row came to stand at each place.
    rows: Vec<usize>,
    is_odd: bool,
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
        for row in step + 1..size {
            let factor = matrix[(row, step)] / divisor;
            matrix[(row, step)] = factor;
            if factor == T::zero() {
                continue;
            }
            for column in step + 1..size {
                let above = matrix[(step, column)];
                matrix[(row, column)] -= factor * above;
            }
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
    for column in 0..right.ncols() {
        for row in 0..size {
            let known = (0..row).fold(solution[(row, column)], |rest, before| {
                rest - matrix[(row, before)] * solution[(before, column)]
            });
            solution[(row, column)] = known;
        }
        for row in (0..size).rev() {
            let known = (row + 1..size).fold(solution[(row, column)], |rest, after| {
                rest - matrix[(row, after)] * solution[(after, column)]
            });
            solution[(row, column)] = known / matrix[(row, row)];
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
    let mut factor = Matrix::zeros(size, size);
    for column in 0..size {
        for row in column..size {
            let rest = (0..column).fold(matrix[(row, column)], |rest, before| {
                rest - factor[(row, before)] * T::conjugate(factor[(column, before)])
            });
            if row > column {
                let pivot: T = factor[(column, column)];
                factor[(row, column)] = rest.unscale(pivot.real());
                continue;
            }
            let square = rest.real();
            if square.is_nan() || square <= 0.0 {
                return None;
            }
            factor[(row, row)] = T::from_real(square.sqrt());
        }
    }
    Some(match triangle {
        Triangle::Lower => factor,
        Triangle::Upper => factor.adjoint(),
    })
}
