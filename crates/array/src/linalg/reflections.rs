//! Householder's reflections: the QR decomposition as LAPACK leaves it in place.
//!
//! G. H. Golub and C. F. Van Loan, "Matrix Computations", section 5.2.

use super::{Field, Matrix};

/// A decomposed matrix: R on and above the diagonal, below it the vectors of the reflections, whose
/// first element is one and not stored.
#[derive(Clone, Debug)]
pub struct Reflections<T: Field> {
    /// R and the vectors.
    pub matrix: Matrix<T>,
    /// The factor of each reflection `1 − τ v v*`.
    pub tau: Vec<T>,
}

/// Decomposes a matrix of any shape.
pub fn qr<T: Field>(mut matrix: Matrix<T>) -> Reflections<T> {
    let (rows, columns) = matrix.shape();
    let count = rows.min(columns);
    let mut tau = Vec::with_capacity(count);
    for step in 0..count {
        let factor = reflect(&mut matrix.as_mut_slice()[step * rows + step..(step + 1) * rows]);
        let vector = matrix.clone_column(step);
        for column in step + 1..columns {
            // The adjoint of each reflection makes zeros below the diagonal.
            apply(&vector, step, factor.conjugate(), column, &mut matrix);
        }
        tau.push(factor);
    }
    Reflections { matrix, tau }
}

/// Copies of columns, for a reflection reads one while it changes another.
trait CloneColumn<T> {
    fn clone_column(&self, column: usize) -> Vec<T>;
}

impl<T: Field> CloneColumn<T> for Matrix<T> {
    fn clone_column(&self, column: usize) -> Vec<T> {
        self.column(column).iter().copied().collect()
    }
}

/// Turns the part of a column from the diagonal on into the vector of its reflection, with what the
/// reflection leaves in the place of its one; gives τ.
pub(super) fn reflect<T: Field>(column: &mut [T]) -> T {
    let Some((first, rest)) = column.split_first_mut() else {
        return T::zero();
    };
    let (alpha, below) = (*first, norm(rest));
    if below == 0.0 && alpha.imaginary() == 0.0 {
        return T::zero();
    }
    let norm = alpha.modulus().hypot(below);
    let beta = -norm.copysign(alpha.real());
    let tau = (T::from_real(beta) - alpha).unscale(beta);
    let scale = T::one() / (alpha - T::from_real(beta));
    for element in rest {
        *element *= scale;
    }
    *first = T::from_real(beta);
    tau
}

/// The length of a vector, whose squares may be beyond what a double holds.
fn norm<T: Field>(vector: &[T]) -> f64 {
    let greatest = vector.iter().map(|x| x.modulus()).fold(0.0, f64::max);
    if greatest == 0.0 || !greatest.is_finite() {
        return greatest;
    }
    let squares = vector.iter().map(|x| (x.modulus() / greatest).powi(2));
    greatest * squares.sum::<f64>().sqrt()
}

/// `v* column`, in four sums that do not wait for each other.
pub(super) fn dot<T: Field>(vector: &[T], column: &[T]) -> T {
    let mut sums = [T::zero(); 4];
    let (vectors, columns) = (vector.chunks_exact(4), column.chunks_exact(4));
    let rest = vectors.remainder().iter().zip(columns.remainder());
    let rest = rest.fold(T::zero(), |sum, (part, element)| {
        sum + part.conjugate() * *element
    });
    for (parts, elements) in vectors.zip(columns) {
        for (sum, (part, element)) in sums.iter_mut().zip(parts.iter().zip(elements)) {
            *sum += part.conjugate() * *element;
        }
    }
    let [a, b, c, d] = sums;
    (a + c) + (b + d) + rest
}

/// `column −= factor · vector`.
pub(super) fn subtract<T: Field>(column: &mut [T], vector: &[T], factor: T) {
    for (element, part) in column.iter_mut().zip(vector) {
        *element -= *part * factor;
    }
}

/// `column −= τ v (v* column)`, where v is one at the column's first element and `below` under it.
pub(super) fn reflect_column<T: Field>(below: &[T], tau: T, column: &mut [T]) {
    let Some((first, rest)) = column.split_first_mut() else {
        return;
    };
    let factor = tau * (*first + dot(below, rest));
    *first -= factor;
    subtract(rest, below, factor);
}

/// The same for a column of a matrix from the row `step` on, where `vector` has its one.
fn apply<T: Field>(vector: &[T], step: usize, tau: T, column: usize, matrix: &mut Matrix<T>) {
    let rows = matrix.nrows();
    let column = &mut matrix.as_mut_slice()[column * rows + step..(column + 1) * rows];
    reflect_column(&vector[step + 1..], tau, column);
}

impl<T: Field> Reflections<T> {
    /// The first `columns` columns of Q: as many as the matrix has rows at most.
    #[must_use]
    pub fn q(&self, columns: usize) -> Matrix<T> {
        let mut q = Matrix::identity(self.matrix.nrows(), columns);
        for (step, &tau) in self.tau.iter().enumerate().rev() {
            let vector = self.matrix.clone_column(step);
            for column in 0..columns {
                apply(&vector, step, tau, column, &mut q);
            }
        }
        q
    }
}
