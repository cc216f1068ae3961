//! Eigenvalues and vectors: of Hermitian matrices, and of general ones by their Schur form.

use nalgebra::{ComplexField, Schur};
use num_complex::Complex;

use super::schur::RealSchur;
use super::tridiagonal::Tridiagonal;
use super::{Field, Matrix, Triangle, hermitian, is_finite};

/// Eigenvalues with their vectors in columns, each of length one.
#[derive(Clone, Debug)]
pub struct Eigen<V, T: Field> {
    /// The eigenvalues.
    pub values: Vec<V>,
    /// The vectors.
    pub vectors: Matrix<T>,
}

/// Eigenvalues of a Hermitian matrix, from small to great; nothing where they are not found.
pub fn eigh<T: Field>(matrix: &Matrix<T>, triangle: Triangle) -> Option<Eigen<f64, T>> {
    let matrix = hermitian(matrix, triangle);
    let size = matrix.nrows();
    if size == 0 {
        return Some(Eigen {
            values: Vec::new(),
            vectors: matrix,
        });
    }
    if !is_finite(&matrix) {
        return None;
    }
    let mut found = Tridiagonal::of(matrix).solve()?;
    // What is least comes to the front by swapping, so that equal ones stand as LAPACK's.
    for place in 0..size {
        let mut least = place;
        for other in place + 1..size {
            if found.diagonal[other] < found.diagonal[least] {
                least = other;
            }
        }
        if least != place {
            found.diagonal.swap(place, least);
            found.basis.swap_columns(place, least);
        }
    }
    Some(Eigen {
        values: found.diagonal,
        vectors: found.basis,
    })
}

/// Steps for each eigenvalue after which the iteration is given up.
const STEPS_EACH: usize = 300;

/// Eigenvalues of a general complex matrix, in the order of its Schur form.
pub fn eig_complex(matrix: Matrix<Complex<f64>>) -> Option<Eigen<Complex<f64>, Complex<f64>>> {
    let size = matrix.nrows();
    if size == 0 {
        return Some(Eigen {
            values: Vec::new(),
            vectors: matrix,
        });
    }
    if !is_finite(&matrix) {
        return None;
    }
    let schur = Schur::try_new(matrix, f64::EPSILON, STEPS_EACH * size)?;
    let (basis, triangular) = schur.unpack();
    let values = triangular.diagonal().iter().copied().collect::<Vec<_>>();
    let mut vectors = vectors_of(&basis, &triangular, &values);
    for column in 0..size {
        turn_greatest(&mut vectors, column, Complex::new(1.0, 0.0), true);
    }
    Some(Eigen { values, vectors })
}

/// Eigenvalues of a general real matrix: real ones and pairs of conjugate ones.
pub fn eig_real(matrix: Matrix<f64>) -> Option<Eigen<Complex<f64>, Complex<f64>>> {
    let size = matrix.nrows();
    let complex = |matrix: &Matrix<f64>| matrix.map(|x| Complex::new(x, 0.0));
    if size == 0 {
        return Some(Eigen {
            values: Vec::new(),
            vectors: complex(&matrix),
        });
    }
    if !is_finite(&matrix) {
        return None;
    }
    let RealSchur { basis, blocks, .. } = RealSchur::of(matrix)?;
    let values = values_of_blocks(&blocks);
    let (mut basis, mut triangular) = (complex(&basis), complex(&blocks));
    for (step, value) in values.iter().enumerate() {
        // The first of a pair, whose block begins here; rounding makes two real ones of a few.
        if step + 1 < size && blocks[(step + 1, step)] != 0.0 {
            triangulate(&mut basis, &mut triangular, step, *value);
        }
    }
    let mut vectors = vectors_of(&basis, &triangular, &values);
    for column in 0..size {
        if values[column].im == 0.0 {
            make_real(&mut vectors, column);
        } else if values[column].im > 0.0 {
            let (above, below) = (blocks[(column, column + 1)], blocks[(column + 1, column)]);
            // The first of the pair's block counts as real, or the second as imaginary.
            let is_turned = above.abs() < below.abs() && below > 0.0;
            let turn = Complex::new(0.0, if is_turned { 1.0 } else { -1.0 });
            turn_greatest(&mut vectors, column, turn, false);
        } else if values[column].im < 0.0 {
            for row in 0..size {
                vectors[(row, column)] = vectors[(row, column - 1)].conj();
            }
        }
    }
    Some(Eigen { values, vectors })
}

/// The eigenvalues of the blocks on the diagonal of a real Schur form. Blocks of two with real
/// eigenvalues are taken for what they are.
fn values_of_blocks(blocks: &Matrix<f64>) -> Vec<Complex<f64>> {
    let size = blocks.nrows();
    let mut values = Vec::with_capacity(size);
    while values.len() < size {
        let step = values.len();
        let below = if step + 1 < size {
            blocks[(step + 1, step)]
        } else {
            0.0
        };
        if below == 0.0 {
            values.push(Complex::new(blocks[(step, step)], 0.0));
            continue;
        }
        let (a, b) = (blocks[(step, step)], blocks[(step, step + 1)]);
        let d = blocks[(step + 1, step + 1)];
        let (mean, half) = (f64::midpoint(a, d), (a - d) / 2.0);
        let square = half * half + b * below;
        let root = square.abs().sqrt();
        if square < 0.0 {
            values.push(Complex::new(mean, root));
            values.push(Complex::new(mean, -root));
        } else {
            values.push(Complex::new(mean + root, 0.0));
            values.push(Complex::new(mean - root, 0.0));
        }
    }
    values
}

/// Turns two rows and columns so that what is below the diagonal vanishes and `value` comes first.
fn triangulate(
    basis: &mut Matrix<Complex<f64>>,
    matrix: &mut Matrix<Complex<f64>>,
    step: usize,
    value: Complex<f64>,
) {
    let below = matrix[(step + 1, step)];
    // The block's eigenvector is (value − d, c).
    let first = value - matrix[(step + 1, step + 1)];
    let norm = first.norm().hypot(below.norm());
    let (cosine, sine) = (first / norm, below / norm);
    let size = matrix.nrows();
    for column in 0..size {
        let (upper, lower) = (matrix[(step, column)], matrix[(step + 1, column)]);
        matrix[(step, column)] = cosine.conj() * upper + sine.conj() * lower;
        matrix[(step + 1, column)] = cosine * lower - sine * upper;
    }
    for target in [matrix, basis] {
        for row in 0..size {
            let (left, right) = (target[(row, step)], target[(row, step + 1)]);
            target[(row, step)] = left * cosine + right * sine;
            target[(row, step + 1)] = right * cosine.conj() - left * sine.conj();
        }
    }
}

/// The eigenvectors of a triangular matrix by substitution, brought back by its basis.
fn vectors_of(
    basis: &Matrix<Complex<f64>>,
    triangular: &Matrix<Complex<f64>>,
    values: &[Complex<f64>],
) -> Matrix<Complex<f64>> {
    let size = triangular.nrows();
    let scale = triangular.iter().map(|x| x.norm()).fold(0.0, f64::max);
    let least = (scale * f64::EPSILON).max(f64::MIN_POSITIVE);
    let mut own = Matrix::zeros(size, size);
    for column in 0..size {
        own[(column, column)] = Complex::new(1.0, 0.0);
        for row in (0..column).rev() {
            let known = (row + 1..=column).fold(Complex::new(0.0, 0.0), |sum, index| {
                sum + triangular[(row, index)] * own[(index, column)]
            });
            let distance = values[column] - triangular[(row, row)];
            // Equal eigenvalues: as if they differed by the precision.
            let distance = if distance.norm() < least {
                Complex::new(least, 0.0)
            } else {
                distance
            };
            own[(row, column)] = known / distance;
        }
        let greatest = own
            .column(column)
            .iter()
            .map(|x| x.norm())
            .fold(0.0, f64::max);
        own.column_mut(column).unscale_mut(greatest);
    }
    basis * own
}

/// Makes a vector one long and its greatest element real, positive or as it pointed after a turn.
fn turn_greatest(
    vectors: &mut Matrix<Complex<f64>>,
    column: usize,
    turn: Complex<f64>,
    is_positive: bool,
) {
    let mut column = vectors.column_mut(column);
    let norm = column.norm();
    let mut greatest = 0;
    for (row, element) in column.iter().enumerate() {
        if element.norm_sqr() > column[greatest].norm_sqr() {
            greatest = row;
        }
    }
    let pivot = column[greatest] * turn;
    let is_flipped = !is_positive && pivot.re < -pivot.norm() * f64::EPSILON;
    let length = if is_flipped { -norm } else { norm };
    let turn = turn * pivot.conj() / (pivot.norm() * length);
    for element in column.iter_mut() {
        *element *= turn;
    }
    column[greatest].im = 0.0;
}

/// The vector of a real eigenvalue is real but for rounding.
fn make_real(vectors: &mut Matrix<Complex<f64>>, column: usize) {
    let norm = vectors
        .column(column)
        .iter()
        .fold(0.0_f64, |norm, x| norm.hypot(x.re));
    for element in vectors.column_mut(column).iter_mut() {
        *element = Complex::new(element.real() / norm, 0.0);
    }
}
