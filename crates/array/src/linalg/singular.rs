//! Singular values, and least squares by them.

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

/// More rounds than any matrix takes: the turns that are left shrink quadratically, after five to ten
/// rounds there are none.
const ROUNDS: usize = 60;

/// The decomposition with as many vectors as there are singular values; nothing for a matrix that is
/// not finite.
///
/// One-sided Jacobi: columns are turned in pairs until all are orthogonal. It finds small singular
/// values as exactly as great ones.
///
/// G. H. Golub and C. F. Van Loan, "Matrix Computations", section 8.6.3; J. Demmel and K. Veselić,
/// "Jacobi's method is more accurate than QR", 1992.
fn decompose<T: Field>(matrix: &Matrix<T>) -> Option<Svd<T>> {
    if !is_finite(matrix) {
        return None;
    }
    if matrix.nrows() < matrix.ncols() {
        let svd = decompose(&matrix.adjoint())?;
        return Some(Svd {
            u: svd.v_adjoint.adjoint(),
            values: svd.values,
            v_adjoint: svd.u.adjoint(),
        });
    }
    let count = matrix.ncols();
    let scale = scale_of(matrix);
    let reflections = qr(matrix.map(|x| x.scale(scale)));
    let mut left = reflections
        .matrix
        .upper_triangle()
        .rows(0, count)
        .into_owned();
    let mut right = Matrix::identity(count, count);
    make_orthogonal(&mut left, &mut right)?;

    let norm = |column: usize| {
        let square = left.column(column).norm_squared();
        if is_nothing(square) {
            0.0
        } else {
            square.sqrt()
        }
    };
    let norms: Vec<f64> = (0..count).map(norm).collect();
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| norms[*b].total_cmp(&norms[*a]));
    let rank = norms.iter().filter(|norm| **norm > 0.0).count();
    let vectors = Matrix::from_fn(count, rank, |row, column| {
        let from = order[column];
        left[(row, from)].unscale(norms[from])
    });
    let q = reflections.q(count);
    Some(Svd {
        u: q * complete(&vectors),
        values: order.iter().map(|index| norms[*index] / scale).collect(),
        v_adjoint: Matrix::from_fn(count, count, |row, column| {
            right[(column, order[row])].conjugate()
        }),
    })
}

/// A power of two that brings the greatest element near one, so that no square overflows.
fn scale_of<T: Field>(matrix: &Matrix<T>) -> f64 {
    let greatest = matrix.iter().map(|x| x.modulus()).fold(0.0, f64::max);
    if greatest == 0.0 {
        return 1.0;
    }
    (-greatest.log2().floor()).clamp(-1000.0, 1000.0).exp2()
}

/// Turns the columns of `left`, and those of `right` in the same way, until those of `left` are
/// orthogonal; nothing where that does not end.
fn make_orthogonal<T: Field>(left: &mut Matrix<T>, right: &mut Matrix<T>) -> Option<()> {
    let count = left.ncols();
    for _ in 0..ROUNDS {
        let mut is_turned = false;
        for first in 0..count {
            for second in first + 1..count {
                if let Some(turn) = Turn::between(left, first, second) {
                    turn.apply(left, first, second);
                    turn.apply(right, first, second);
                    is_turned = true;
                }
            }
        }
        if !is_turned {
            return Some(());
        }
    }
    None
}

/// Whether the square of a column's norm says that it is zero beside a greatest element near one: each
/// round divides dependent columns by the precision of a double, until they are too small to turn.
fn is_nothing(square: f64) -> bool {
    square < f64::MIN_POSITIVE
}

/// A rotation of two columns, the second of which is brought into the phase of the first.
struct Turn<T> {
    cosine: f64,
    sine: f64,
    phase: T,
}

impl<T: Field> Turn<T> {
    /// The turn that makes two columns orthogonal; nothing where they are.
    fn between(matrix: &Matrix<T>, first: usize, second: usize) -> Option<Self> {
        let (first, second) = (matrix.column(first), matrix.column(second));
        let (alpha, beta) = (first.norm_squared(), second.norm_squared());
        let dot = first.dotc(&second);
        let size = dot.modulus();
        if is_nothing(alpha) || is_nothing(beta) {
            return None;
        }
        // What the rounding of as many products may leave.
        let rounding = f64::EPSILON * first.len() as f64;
        if size <= rounding * alpha.sqrt() * beta.sqrt() {
            return None;
        }
        let zeta = (beta - alpha) / (2.0 * size);
        let tangent = zeta.signum() / (zeta.abs() + 1.0_f64.hypot(zeta));
        let cosine = 1.0 / 1.0_f64.hypot(tangent);
        Some(Self {
            cosine,
            sine: cosine * tangent,
            phase: dot.conjugate().unscale(size),
        })
    }

    fn apply(&self, matrix: &mut Matrix<T>, first: usize, second: usize) {
        let rows = matrix.nrows();
        let (left, right) = matrix.as_mut_slice().split_at_mut(second * rows);
        let left = &mut left[first * rows..][..rows];
        for (a, b) in left.iter_mut().zip(&mut right[..rows]) {
            let turned = *b * self.phase;
            *b = a.scale(self.sine) + turned.scale(self.cosine);
            *a = a.scale(self.cosine) - turned.scale(self.sine);
        }
    }
}

/// The singular values alone; nothing where the iteration does not end.
pub fn singular_values<T: Field>(matrix: &Matrix<T>) -> Option<Vec<f64>> {
    decompose(matrix).map(|svd| svd.values)
}

/// The decomposition; `is_full` asks for square matrices of vectors.
pub fn svd<T: Field>(matrix: &Matrix<T>, is_full: bool) -> Option<Svd<T>> {
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
    let svd = decompose(&matrix)?;
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
