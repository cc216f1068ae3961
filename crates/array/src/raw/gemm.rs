//! Products of matrices of floating point numbers, in blocks that fit the cache.

use super::Pod;

/// A matrix in memory: its first element, and bytes to the next row and to the next column, which
/// are multiples of an element's size.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Matrix {
    pub(crate) start: *mut u8,
    pub(crate) row: isize,
    pub(crate) column: isize,
}

/// Numbers whose matrices are multiplied here.
pub(crate) trait Gemm: Pod {
    /// Sets `c` (`m` × `n`) to the product of `a` (`m` × `k`) and `b` (`k` × `n`), all of which lie
    /// in arrays; `c` shares nothing with the others.
    fn multiply(dims: [usize; 3], a: Matrix, b: Matrix, c: Matrix);
}

macro_rules! gemm {
    ($t:ty, $function:path) => {
        impl Gemm for $t {
            fn multiply([m, k, n]: [usize; 3], a: Matrix, b: Matrix, c: Matrix) {
                let size = size_of::<$t>() as isize;
                let steps = |matrix: Matrix| (matrix.row / size, matrix.column / size);
                let ((a_row, a_column), (b_row, b_column), (c_row, c_column)) =
                    (steps(a), steps(b), steps(c));
                // SAFETY: all elements lie in the arrays that the matrices are views of; elements
                // stand at addresses that suit them, as the caller has seen to.
                unsafe {
                    $function(
                        m,
                        k,
                        n,
                        1.0,
                        a.start.cast(),
                        a_row,
                        a_column,
                        b.start.cast(),
                        b_row,
                        b_column,
                        0.0,
                        c.start.cast(),
                        c_row,
                        c_column,
                    );
                }
            }
        }
    };
}

gemm!(f64, matrixmultiply::dgemm);
gemm!(f32, matrixmultiply::sgemm);
