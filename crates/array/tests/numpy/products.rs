//! Sums of products are NumPy's.

use brooklet_array::product::{Mode, correlate, einsum, matmul, vecdot};
use brooklet_array::{Array, Complex, DType, Element, Order};
use proptest::prelude::*;

fn count(shape: &[usize]) -> Array {
    let size: usize = shape.iter().product();
    Array::from_vec((0..size as i64).collect(), shape).unwrap()
}

fn floats(array: &Array) -> Array {
    array.astype(&DType::float64(), Order::Keep).unwrap().0
}

fn values<T: Element>(array: &Array) -> Vec<T> {
    array.to_vec().unwrap()
}

#[test]
fn matrices_multiply_in_stacks() {
    let (a, b) = (count(&[2, 3]), count(&[3, 2]));
    assert_eq!(values::<i64>(&matmul(&a, &b).unwrap()), [10, 13, 28, 40]);
    assert_eq!(
        values::<f64>(&matmul(&floats(&a), &floats(&b)).unwrap()),
        [10.0, 13.0, 28.0, 40.0]
    );
    let turned = matmul(
        &floats(&b).transpose(None).unwrap(),
        &floats(&a).transpose(None).unwrap(),
    );
    assert_eq!(values::<f64>(&turned.unwrap()), [10.0, 28.0, 13.0, 40.0]);
    let stack = matmul(&count(&[2, 2, 3]), &b).unwrap();
    assert_eq!(
        (stack.shape(), values::<i64>(&stack)),
        (&[2, 2, 2][..], vec![10, 13, 28, 40, 46, 67, 64, 94])
    );
    let row = matmul(&count(&[3]), &b).unwrap();
    assert_eq!((row.shape(), values::<i64>(&row)), (&[2][..], vec![10, 13]));
    let scalar = matmul(&count(&[3]), &count(&[3])).unwrap();
    assert_eq!((scalar.ndim(), values::<i64>(&scalar)), (0, vec![5]));
    let error = matmul(&a, &a).unwrap_err().to_string();
    assert_eq!(
        error,
        "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature \
         (n?,k),(k,m?)->(n?,m?) (size 2 is different from 3)"
    );
}

#[test]
fn the_left_vector_is_conjugated() {
    let vector = Array::from_slice(&[Complex::new(1.0, 2.0), Complex::new(0.0, 1.0)]);
    let product = vecdot(&vector, &vector).unwrap();
    assert_eq!(values::<Complex<f64>>(&product), [Complex::new(6.0, 0.0)]);
    assert_eq!(values::<Complex<f64>>(&vector)[0], Complex::new(1.0, 2.0));
}

#[test]
fn subscripts_say_what_is_summed() {
    let (a, b) = (count(&[3, 3]), count(&[3, 2]));
    let sum =
        |text: &str, operands: &[Array]| values::<i64>(&einsum(text, operands, None).unwrap());
    assert_eq!(sum("ii", std::slice::from_ref(&a)), [12]);
    assert_eq!(sum("ii->i", std::slice::from_ref(&a)), [0, 4, 8]);
    assert_eq!(
        sum("ji", std::slice::from_ref(&a)),
        [0, 3, 6, 1, 4, 7, 2, 5, 8]
    );
    assert_eq!(
        sum("ij,jk->ik", &[a.clone(), b.clone()]),
        [10, 13, 28, 40, 46, 67]
    );
    assert_eq!(
        sum("ij,jk", &[a.clone(), b.clone()]),
        [10, 13, 28, 40, 46, 67]
    );
    assert_eq!(sum("...j->...", std::slice::from_ref(&a)), [3, 12, 21]);
    assert_eq!(
        sum("i,i,i->", &[count(&[3]), count(&[3]), count(&[3])]),
        [9]
    );
    assert!(einsum("ij->ik", std::slice::from_ref(&a), None).is_err());
    assert!(einsum("ij,jk", &[a], None).is_err());
}

#[test]
fn shifts_run_as_far_as_is_asked() {
    let (a, b) = (
        Array::from_slice(&[1_i64, 2, 3, 4]),
        Array::from_slice(&[0_i64, 1, 5]),
    );
    let sums = |a: &Array, b: &Array, mode| values::<i64>(&correlate(a, b, mode).unwrap());
    assert_eq!(sums(&a, &b, Mode::Valid), [17, 23]);
    assert_eq!(sums(&a, &b, Mode::Same), [11, 17, 23, 4]);
    assert_eq!(sums(&a, &b, Mode::Full), [5, 11, 17, 23, 4, 0]);
    assert_eq!(sums(&b, &a, Mode::Full), [0, 4, 23, 17, 11, 5]);
    assert_eq!(sums(&b, &a, Mode::Valid), [23, 17]);
    assert_eq!(sums(&b, &a, Mode::Same), [4, 23, 17, 11]);
    let even = Array::from_slice(&[1_i64, 1]);
    assert_eq!(sums(&a, &even, Mode::Same), [1, 3, 5, 7]);
}

proptest! {
    #[test]
    fn blocks_multiply_as_rows_do(m in 1_usize..20, k in 1_usize..20, n in 1_usize..20) {
        let (a, b) = (count(&[m, k]), count(&[k, n]));
        let whole: Vec<i64> = values(&matmul(&a, &b).unwrap());
        let floating: Vec<f64> = values(&matmul(&floats(&a), &floats(&b)).unwrap());
        prop_assert!(whole.iter().zip(&floating).all(|(a, b)| *a as f64 == *b));
        let by_subscripts: Vec<i64> = values(&einsum("ij,jk->ik", &[a, b], None).unwrap());
        prop_assert_eq!(whole, by_subscripts);
    }

    #[test]
    fn sums_by_subscripts_are_the_same_by_matrices(
        subscripts in prop::sample::select(vec![
            "ij,jk->ik", "ij,jk->ki", "ij,kj->ik", "i,j->ji", "ij,ij->", "ij,ij->j", "hij,hjk->hik", "hij,jh->ih",
            "ijk,kl->lij", "ij,k->kji",
        ]),
        lens in prop::array::uniform5(1_usize..5),
    ) {
        // Whole numbers are multiplied one by one, others as matrices.
        let shape = |labels: &str| -> Vec<usize> {
            labels.bytes().map(|letter| lens[usize::from(letter - b'h')]).collect()
        };
        let (inputs, _) = subscripts.split_once("->").unwrap();
        let operands: Vec<Array> = inputs.split(',').map(|labels| count(&shape(labels))).collect();
        let floating: Vec<Array> = operands.iter().map(floats).collect();
        let whole = einsum(subscripts, &operands, None).unwrap();
        let floating = einsum(subscripts, &floating, None).unwrap();
        prop_assert_eq!(whole.shape(), floating.shape());
        let (whole, floating): (Vec<i64>, Vec<f64>) = (values(&whole), values(&floating));
        prop_assert!(whole.iter().zip(&floating).all(|(a, b)| *a as f64 == *b));
    }
}
