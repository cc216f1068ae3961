//! Singular values, and least squares by them.

use super::bidiagonal::Bidiagonal;
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
/// values as exactly as great ones. Columns are those of R*, where QR is the matrix with its greatest
/// columns first: those are nearly orthogonal already.
///
/// G. H. Golub and C. F. Van Loan, "Matrix Computations", section 8.6.3; J. Demmel and K. Veselić,
/// "Jacobi's method is more accurate than QR", 1992; Z. Drmač and K. Veselić, "New fast and accurate
/// Jacobi SVD algorithm", 2008.
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
    let scaled = matrix.map(|x| x.scale(scale));
    // Two columns stay as they are, for the signs of their vectors are told from their triangle.
    let greatest = match count {
        2 => vec![0, 1],
        _ => from_great_to_small(&squares_of(&scaled)),
    };
    let reflections = qr(scaled.select_columns(&greatest));
    let triangle = reflections.matrix.upper_triangle();
    let mut columns = triangle.rows(0, count).adjoint();
    let triangle: Vec<f64> = triangle.rows(0, count).iter().map(|x| x.real()).collect();
    let mut turns = Matrix::identity(count, count);
    make_orthogonal(&mut columns, &mut turns)?;

    let norm = |square: f64| {
        if is_nothing(square) {
            0.0
        } else {
            square.sqrt()
        }
    };
    let norms: Vec<f64> = squares_of(&columns).into_iter().map(norm).collect();
    let order = from_great_to_small(&norms);
    let values = order.iter().map(|index| norms[*index] / scale).collect();
    let rank = norms.iter().filter(|norm| **norm > 0.0).count();
    let vectors = Matrix::from_fn(count, rank, |row, column| {
        let from = order[column];
        columns[(row, from)].unscale(norms[from])
    });
    let mut v_adjoint = at_their_places(&complete(&vectors), &greatest).adjoint();
    let mut u = turns.select_columns(&order);
    if let [first, _, above, second] = *triangle {
        choose_signs(&mut u, &mut v_adjoint, [first, above, second]);
    }
    Some(Svd {
        u: reflections.q(count) * u,
        values,
        v_adjoint,
    })
}

/// Rows where they stood before the columns of the matrix were put in this order.
fn at_their_places<T: Field>(matrix: &Matrix<T>, order: &[usize]) -> Matrix<T> {
    let mut placed = Matrix::zeros(matrix.nrows(), matrix.ncols());
    for (row, place) in order.iter().enumerate() {
        placed.row_mut(*place).copy_from(&matrix.row(row));
    }
    placed
}

/// The squares of the columns' norms.
fn squares_of<T: Field>(matrix: &Matrix<T>) -> Vec<f64> {
    let squares = matrix.column_iter().map(|column| column.norm_squared());
    squares.collect()
}

fn from_great_to_small(sizes: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by(|a, b| sizes[*b].total_cmp(&sizes[*a]));
    order
}

/// Gives the two pairs of vectors of a real triangle the signs that LAPACK's have, for streams of
/// random numbers show them: the left vectors are a turn without a mirror, whose first one goes with
/// the greater element of the triangle's diagonal. What has only a diagonal has positive left ones.
fn choose_signs<T: Field>(u: &mut Matrix<T>, v_adjoint: &mut Matrix<T>, triangle: [f64; 3]) {
    let mut elements = u.iter().chain(v_adjoint.iter());
    if elements.any(|x| x.imaginary() != 0.0) {
        return;
    }
    let [first, above, second] = triangle;
    let is_turned = if above == 0.0 {
        u[(0, 0)].real() + u[(1, 0)].real() < 0.0
    } else if second.abs() > first.abs() {
        u[(1, 0)].real() < 0.0
    } else {
        v_adjoint[(0, 0)].real() * first < 0.0
    };
    if is_turned {
        negate(u, v_adjoint, 0);
    }
    let turn = u[(0, 0)].real() * u[(1, 1)].real() - u[(1, 0)].real() * u[(0, 1)].real();
    let is_turned = if above == 0.0 {
        u[(0, 1)].real() + u[(1, 1)].real() < 0.0
    } else {
        turn < 0.0
    };
    if is_turned {
        negate(u, v_adjoint, 1);
    }
}

/// Turns a pair of vectors around.
fn negate<T: Field>(u: &mut Matrix<T>, v_adjoint: &mut Matrix<T>, pair: usize) {
    u.column_mut(pair).neg_mut();
    v_adjoint.row_mut(pair).neg_mut();
}

/// A power of two that brings the greatest element near one, so that no square overflows.
fn scale_of<T: Field>(matrix: &Matrix<T>) -> f64 {
    let greatest = matrix.iter().map(|x| x.modulus()).fold(0.0, f64::max);
    if greatest == 0.0 {
        return 1.0;
    }
    (-greatest.log2().floor()).clamp(-1000.0, 1000.0).exp2()
}

/// Turns columns until they are orthogonal, and those of `turns` in the same way; nothing where that
/// does not end.
fn make_orthogonal<T: Field>(columns: &mut Matrix<T>, turns: &mut Matrix<T>) -> Option<()> {
    let count = columns.ncols();
    for _ in 0..ROUNDS {
        // Kept up to date by each turn; rounding adds up over one round only.
        let mut squares = squares_of(columns);
        let mut is_turned = false;
        for first in 0..count {
            for second in first + 1..count {
                let Some(turn) = Turn::between(columns, &mut squares, first, second) else {
                    continue;
                };
                turn.apply(columns, first, second);
                turn.apply(turns, first, second);
                is_turned = true;
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
    fn between(
        matrix: &Matrix<T>,
        squares: &mut [f64],
        first: usize,
        second: usize,
    ) -> Option<Self> {
        let (alpha, beta) = (squares[first], squares[second]);
        let dot = matrix.column(first).dotc(&matrix.column(second));
        let size = dot.modulus();
        if is_nothing(alpha) || is_nothing(beta) {
            return None;
        }
        // What the rounding of as many products may leave.
        let rounding = f64::EPSILON * matrix.nrows() as f64;
        if size <= rounding * alpha.sqrt() * beta.sqrt() {
            return None;
        }
        let zeta = (beta - alpha) / (2.0 * size);
        let tangent = zeta.signum() / (zeta.abs() + 1.0_f64.hypot(zeta));
        let cosine = 1.0 / 1.0_f64.hypot(tangent);
        squares[first] = (alpha - tangent * size).max(0.0);
        squares[second] = (beta + tangent * size).max(0.0);
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

/// The singular values alone, from great to small; nothing where the matrix is not finite or the
/// iteration does not end. They are exact to the rounding of the greatest, as LAPACK's.
pub fn singular_values<T: Field>(matrix: &Matrix<T>) -> Option<Vec<f64>> {
    if !is_finite(matrix) {
        return None;
    }
    let scale = scale_of(matrix);
    let mut scaled = matrix.map(|x| x.scale(scale));
    if scaled.nrows() < scaled.ncols() {
        scaled = scaled.adjoint();
    }
    // Reflections of long columns are cheaper from one side than from two.
    if scaled.nrows() > scaled.ncols() * 2 {
        let count = scaled.ncols();
        scaled = qr(scaled).matrix.upper_triangle().rows(0, count).into();
    }
    let mut values = Bidiagonal::of(scaled).singular_values()?;
    values.sort_by(|a, b| b.total_cmp(a));
    Some(values.into_iter().map(|value| value / scale).collect())
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
