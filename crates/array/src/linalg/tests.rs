//! Decompositions against the laws that define them, and values against NumPy's.

use nalgebra::ComplexField;
use num_complex::Complex;
use proptest::prelude::*;

use super::*;

type C = Complex<f64>;

fn real(rows: usize, columns: usize) -> impl Strategy<Value = Matrix<f64>> {
    prop::collection::vec(-4.0..4.0, rows * columns)
        .prop_map(move |values| Matrix::from_vec(rows, columns, values))
}

fn complex(rows: usize, columns: usize) -> impl Strategy<Value = Matrix<C>> {
    (real(rows, columns), real(rows, columns)).prop_map(|(re, im)| re.zip_map(&im, C::new))
}

fn is_near<T: Field>(left: &Matrix<T>, right: &Matrix<T>, tolerance: f64) -> bool {
    left.shape() == right.shape() && (left - right).iter().all(|x| x.modulus() < tolerance)
}

fn check_qr<T: Field>(matrix: &Matrix<T>) {
    let (rows, columns) = matrix.shape();
    let found = qr(matrix.clone());
    let q = found.q(rows);
    let r = found.matrix.upper_triangle();
    assert!(is_near(&(&q * r), matrix, 1e-12));
    assert!(is_near(
        &(q.adjoint() * &q),
        &Matrix::identity(rows, rows),
        1e-12
    ));
    assert_eq!(found.tau.len(), rows.min(columns));
}

fn check_svd<T: Field>(matrix: &Matrix<T>) {
    let (rows, columns) = matrix.shape();
    let found = svd(matrix, true).unwrap();
    let middle = Matrix::from_fn(rows, columns, |row, column| {
        T::from_real(if row == column {
            found.values[row]
        } else {
            0.0
        })
    });
    assert!(is_near(
        &(&found.u * middle * &found.v_adjoint),
        matrix,
        1e-12
    ));
    for (vectors, size) in [(&found.u, rows), (&found.v_adjoint, columns)] {
        assert!(is_near(
            &(vectors.adjoint() * vectors),
            &Matrix::identity(size, size),
            1e-12
        ));
    }
    assert!(found.values.is_sorted_by(|left, right| left >= right));
}

fn check_values<T: Field>(matrix: &Matrix<T>) {
    let found = singular_values(matrix).unwrap();
    let expected = svd(matrix, false).unwrap().values;
    assert_eq!(found.len(), expected.len());
    for (found, value) in found.iter().zip(&expected) {
        assert!(
            (found - value).abs() <= 1e-14 * expected[0],
            "{found} {value}"
        );
    }
}

fn check_eig(matrix: &Matrix<C>, found: &Eigen<C, C>) {
    let values = Matrix::from_diagonal(&nalgebra::DVector::from_vec(found.values.clone()));
    let rest = matrix * &found.vectors - &found.vectors * values;
    assert!(rest.iter().all(|x| x.norm() < 1e-8), "{rest}");
    for column in found.vectors.column_iter() {
        assert!((column.norm() - 1.0).abs() < 1e-12);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn qr_gives_the_matrix_back(a in real(4, 3), b in complex(3, 4), c in complex(5, 3)) {
        check_qr(&a);
        check_qr(&b);
        check_qr(&c);
    }

    #[test]
    fn singular_values_give_the_matrix_back(a in real(4, 3), b in complex(3, 5), c in real(5, 5)) {
        check_svd(&a);
        check_svd(&b);
        check_svd(&c);
    }

    #[test]
    fn singular_values_of_dependent_columns_end_in_zeros(
        a in real(5, 2), b in real(2, 4), c in complex(3, 1), d in complex(1, 6),
    ) {
        let (real, complex) = (a * b, c * d);
        check_svd(&real);
        check_svd(&real.map(f64::round));
        check_svd(&complex);
        let values = singular_values(&real).unwrap();
        prop_assert!(values[2..].iter().all(|value| *value < 1e-15 * (100.0 + 10.0 * values[0])));
    }

    #[test]
    fn singular_values_are_the_same_without_vectors(
        a in real(6, 6), b in real(9, 3), c in complex(4, 7), d in real(7, 1), zeros in 0..36_usize,
    ) {
        let mut holes = a.clone();
        holes.as_mut_slice()[..zeros].fill(0.0);
        let graded = Matrix::from_fn(6, 6, |row, column| a[(row, column)] * 1e-3_f64.powi(row as i32));
        for matrix in [a, b, d, holes, graded] {
            check_values(&matrix);
        }
        check_values(&c);
    }

    #[test]
    fn great_systems_are_solved_as_small_ones(a in real(37, 37), b in real(37, 2)) {
        let a = a + Matrix::identity(37, 37) * 40.0;
        let mut turned = a.clone();
        for row in 0..18 {
            turned.swap_rows(row, 36 - row);
        }
        prop_assert!(is_near(&(&turned * solve(turned.clone(), &b).unwrap()), &b, 1e-12));
        prop_assert!(is_near(&(&turned * inv(turned.clone()).unwrap()), &Matrix::identity(37, 37), 1e-12));
        // Eighteen rows were exchanged.
        prop_assert!((slogdet(turned).ln_abs - slogdet(a.clone()).ln_abs).abs() < 1e-11);
        prop_assert!((det(a.clone()) / a.determinant() - 1.0).abs() < 1e-11);
    }

    #[test]
    fn eigenvectors_are_only_stretched(a in real(5, 5), b in complex(4, 4)) {
        let found = eig_real(a.clone()).unwrap();
        check_eig(&a.map(|x| C::new(x, 0.0)), &found);
        check_eig(&b, &eig_complex(b.clone()).unwrap());
        let hermitian = &b + b.adjoint();
        let found = eigh(&hermitian, Triangle::Lower).unwrap();
        let values = found.values.iter().map(|x| C::new(*x, 0.0)).collect();
        check_eig(&hermitian, &Eigen { values, vectors: found.vectors });
        prop_assert!(found.values.is_sorted());
    }

    #[test]
    fn solutions_solve(a in complex(4, 4), b in complex(4, 2)) {
        prop_assume!(det(a.clone()).modulus() > 1e-2);
        prop_assert!(is_near(&(&a * solve(a.clone(), &b).unwrap()), &b, 1e-9));
        prop_assert!(is_near(&(&a * inv(a.clone()).unwrap()), &Matrix::identity(4, 4), 1e-9));
        let definite = &a * a.adjoint();
        let factor = cholesky(&definite, Triangle::Lower).unwrap();
        prop_assert!(is_near(&(&factor * factor.adjoint()), &definite, 1e-10));
        let factor = cholesky(&definite, Triangle::Upper).unwrap();
        prop_assert!(is_near(&(factor.adjoint() * &factor), &definite, 1e-10));
    }
}

#[test]
fn real_matrices_have_pairs_of_eigenvalues() {
    let turn = Matrix::from_row_slice(2, 2, &[0.0, -2.0, 2.0, 0.0]);
    let found = eig_real(turn).unwrap();
    assert_eq!(found.values, [C::new(0.0, 2.0), C::new(0.0, -2.0)]);
    let shear = Matrix::from_row_slice(2, 2, &[1.0, 1.0, 0.0, 1.0]);
    let found = eig_real(shear).unwrap();
    assert!(found.vectors.iter().all(|x| x.im == 0.0));
    let cycle = Matrix::from_row_slice(3, 3, &[0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0]);
    let found = eig_real(cycle.clone()).unwrap();
    check_eig(&cycle.map(|x| C::new(x, 0.0)), &found);
}

#[test]
fn singular_matrices_are_told() {
    let matrix = Matrix::from_row_slice(2, 2, &[1.0, 2.0, 2.0, 4.0]);
    assert!(inv(matrix.clone()).is_none());
    assert_eq!(det(matrix.clone()), 0.0);
    let LogDet { sign, ln_abs } = slogdet(matrix.clone());
    assert_eq!((sign, ln_abs), (0.0, f64::NEG_INFINITY));
    assert!(cholesky(&matrix, Triangle::Lower).is_none());
    assert!(svd(&(matrix * f64::NAN), false).is_none());
}

#[test]
fn least_squares_are_numpys() {
    // np.linalg.lstsq([[0, 1], [1, 1], [2, 1], [3, 1]], [-1, 0.2, 0.9, 2.1])
    let matrix = Matrix::from_row_slice(4, 2, &[0.0, 1.0, 1.0, 1.0, 2.0, 1.0, 3.0, 1.0]);
    let right = Matrix::from_row_slice(4, 1, &[-1.0, 0.2, 0.9, 2.1]);
    let found = lstsq(matrix, &right, -1.0).unwrap();
    assert!(is_near(
        &found.solution,
        &Matrix::from_row_slice(2, 1, &[1.0, -0.95]),
        1e-14
    ));
    assert!((found.residuals[0] - 0.05).abs() < 1e-14);
    assert_eq!(found.rank, 2);
    assert!((found.values[0] - 4.100_030_448_168_24).abs() < 1e-13);
    assert!((found.values[1] - 1.090_756_766_696_107).abs() < 1e-13);
}

/// Recorded from NumPy: the left vectors of `numpy.linalg.svd`, the first two of them, row by row.
#[test]
fn pairs_of_singular_vectors_have_lapacks_signs() {
    let recorded: [(&[f64], [f64; 4]); 5] = [
        (&[4.0, 2.0, 2.0, 3.0], [-0.7882, -0.6154, -0.6154, 0.7882]),
        (&[1.0, 2.0, 3.0, 4.0], [-0.4046, -0.9145, -0.9145, 0.4046]),
        (&[1.0, 5.0, 0.0, 1.0], [0.9820, -0.1891, 0.1891, 0.9820]),
        (&[2.0, 0.0, 0.0, 3.0], [0.0, 1.0, 1.0, 0.0]),
        (
            &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0],
            [-0.2298, 0.8835, -0.5247, 0.2408],
        ),
    ];
    for (elements, expected) in recorded {
        let matrix = Matrix::from_row_slice(elements.len() / 2, 2, elements);
        let found = svd(&matrix, false).unwrap();
        let left = found.u.rows(0, 2).into_owned();
        let expected = Matrix::from_row_slice(2, 2, &expected);
        assert!(is_near(&left, &expected, 1e-4), "{matrix}{left}");
        check_svd(&matrix);
    }
}

/// Recorded from NumPy: a matrix row by row, its eigenvalues, its vectors row by row.
#[test]
fn eigenvectors_point_where_lapacks_do_and_stand_in_its_order() {
    for line in include_str!("recorded.txt").lines() {
        let (name, rest) = line.split_once(' ').expect("a name");
        let parts: Vec<Vec<f64>> = rest
            .split('|')
            .map(|part| {
                let words = part.split_whitespace();
                words.map(|word| word.parse().expect("a number")).collect()
            })
            .collect();
        let size = parts[0].len().isqrt();
        let matrix = Matrix::from_row_slice(size, size, &parts[0]);
        let (values, vectors, expected) = if name == "eigh" {
            let found = eigh(&matrix, Triangle::Lower).expect("eigenvalues");
            let reals = |numbers: &[f64]| numbers.iter().map(|x| C::new(*x, 0.0)).collect();
            let expected: [Vec<C>; 2] = [reals(&parts[1]), reals(&parts[2])];
            let vectors = found.vectors.map(|x| C::new(x, 0.0));
            (reals(&found.values), vectors, expected)
        } else {
            let found = eig_real(matrix).expect("eigenvalues");
            let pairs = |numbers: &[f64]| numbers.chunks(2).map(|x| C::new(x[0], x[1])).collect();
            let expected = [pairs(&parts[1]), pairs(&parts[2])];
            (found.values, found.vectors, expected)
        };
        for (value, expected) in values.iter().zip(&expected[0]) {
            assert!((value - expected).norm() < 2e-4, "{line}\n{values:?}");
        }
        let expected = Matrix::from_row_slice(size, size, &expected[1]);
        assert!(is_near(&vectors, &expected, 2e-4), "{line}\n{vectors}");
    }
}
