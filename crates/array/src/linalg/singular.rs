//! Singular values, and least squares by them.

use nalgebra::SVD;

use super::reflections::qr;
use super::{Field, Matrix, is_finite};

/// `u · diag(values) · v_adjoint`.
#[derive(Clone, Debug)]
pub struct Svd<T: Field> {
    /// The left vectors, in columns.
    pub u: Matrix<T>,
    /// The singular values, from great to small.
    pub values: Vec<f64>,
    /// The right vectors, conjugated, in rows.
    pub v_adjoint: Matrix<T>,
}

/// Relative accuracy of the iteration.
const ACCURACY: f64 = f64::EPSILON;

fn decompose<T: Field>(matrix: Matrix<T>) -> Option<Svd<T>> {
    let (rows, columns) = matrix.shape();
    let count = rows.min(columns);
    if count == 0 {
        return Some(Svd {
            u: Matrix::zeros(rows, 0),
            values: Vec::new(),
            v_adjoint: Matrix::zeros(0, columns),
        });
    }
    if !is_finite(&matrix) {
        return None;
    }
    let found = SVD::try_new(matrix, true, true, ACCURACY, 0)?;
    let (u, v_adjoint) = (found.u?, found.v_t?);
    let values = found.singular_values;
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|left, right| values[*right].total_cmp(&values[*left]));
    Some(Svd {
        u: Matrix::from_fn(rows, count, |row, column| u[(row, order[column])]),
        values: order.iter().map(|index| values[*index]).collect(),
        v_adjoint: Matrix::from_fn(count, columns, |row, column| {
            v_adjoint[(order[row], column)]
        }),
    })
}

/// The singular values alone; nothing where the iteration does not end.
pub fn singular_values<T: Field>(matrix: Matrix<T>) -> Option<Vec<f64>> {
    decompose(matrix).map(|svd| svd.values)
}

/// The decomposition; `is_full` asks for square matrices of vectors.
pub fn svd<T: Field>(matrix: Matrix<T>, is_full: bool) -> Option<Svd<T>> {
    let mut svd = decompose(matrix)?;
    if is_full {
        svd.u = complete(&svd.u);
        svd.v_adjoint = complete(&svd.v_adjoint.adjoint()).adjoint();
    }
    Some(svd)
}

/// Orthonormal columns and as many more as make them a basis.
fn complete<T: Field>(columns: &Matrix<T>) -> Matrix<T> {
    let (size, count) = columns.shape();
    if count == size {
        return columns.clone();
    }
    let basis = qr(columns.clone()).q(size);
    Matrix::from_fn(size, size, |row, column| {
        if column < count {
            columns[(row, column)]
        } else {
            basis[(row, column)]
        }
    })
}

/// The solution of least squares and least norm.
#[derive(Clone, Debug)]
pub struct LeastSquares<T: Field> {
    /// The solutions, in columns.
    pub solution: Matrix<T>,
    /// The squared sizes of what is left, for matrices of full rank with more rows than columns.
    pub residuals: Vec<f64>,
    /// How many singular values count.
    pub rank: usize,
    /// All of them.
    pub values: Vec<f64>,
}

/// Least squares; singular values up to `cutoff` times the greatest count as zero. A negative
/// cutoff means the precision of a double.
pub fn lstsq<T: Field>(
    matrix: Matrix<T>,
    right: &Matrix<T>,
    cutoff: f64,
) -> Option<LeastSquares<T>> {
    let (rows, columns) = matrix.shape();
    let svd = decompose(matrix.clone())?;
    let cutoff = if cutoff < 0.0 { f64::EPSILON } else { cutoff };
    let least = svd.values.first().map_or(0.0, |greatest| greatest * cutoff);
    let rank = svd.values.iter().filter(|value| **value > least).count();
    let mut weights = svd.u.adjoint() * right;
    for (row, value) in svd.values.iter().enumerate() {
        let inverse = if row < rank { 1.0 / value } else { 0.0 };
        for weight in weights.row_mut(row).iter_mut() {
            *weight = weight.scale(inverse);
        }
    }
    let solution = svd.v_adjoint.adjoint() * weights;
    let residuals = if rank == columns && rows > columns {
        let rest = right - matrix * &solution;
        let squares = |column: usize| {
            rest.column(column)
                .iter()
                .map(|x| x.modulus_squared())
                .sum()
        };
        (0..right.ncols()).map(squares).collect()
    } else {
        vec![0.0; right.ncols()]
    };
    Some(LeastSquares {
        solution,
        residuals,
        rank,
        values: svd.values,
    })
}
