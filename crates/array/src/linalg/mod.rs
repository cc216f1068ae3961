//! Linear algebra on one matrix at a time, as `numpy.linalg` needs it: what LAPACK's routines give,
//! in double precision, real and complex.
//!
//! Matrices are `nalgebra`'s. What NumPy shows as it comes is written here: what elimination,
//! Cholesky's factors and Householder's reflections leave in place, in which order eigenvalues stand
//! and where their vectors point; and singular values, for that crate's miss their matrix by more
//! than rounding. Complex Schur forms are that crate's.

mod bidiagonal;
mod eigen;
mod elimination;
mod reflections;
mod schur;
mod singular;
mod tridiagonal;

#[cfg(test)]
mod tests;

use nalgebra::{ComplexField, DMatrix};

pub use eigen::{Eigen, eig_complex, eig_real, eigh};
pub use elimination::{LogDet, cholesky, det, inv, slogdet, solve};
pub use reflections::{Reflections, qr};
pub use singular::{LeastSquares, Svd, lstsq, singular_values, svd};

/// A number that a matrix may have.
pub trait Field: ComplexField<RealField = f64> + Copy {}

impl<T: ComplexField<RealField = f64> + Copy> Field for T {}

/// A matrix of any shape.
pub type Matrix<T> = DMatrix<T>;

/// Which half of a Hermitian matrix is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Triangle {
    /// What is on and below the diagonal.
    Lower,
    /// What is on and above it.
    Upper,
}

/// The whole of a Hermitian matrix of which one half is given.
fn hermitian<T: Field>(matrix: &Matrix<T>, triangle: Triangle) -> Matrix<T> {
    DMatrix::from_fn(matrix.nrows(), matrix.ncols(), |row, column| {
        let is_given = match triangle {
            Triangle::Lower => row > column,
            Triangle::Upper => row < column,
        };
        if row == column {
            T::from_real(matrix[(row, row)].real())
        } else if is_given {
            matrix[(row, column)]
        } else {
            matrix[(column, row)].conjugate()
        }
    })
}

fn is_finite<T: Field>(matrix: &Matrix<T>) -> bool {
    matrix.iter().all(ComplexField::is_finite)
}
