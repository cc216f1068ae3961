//! Counts, bits and places are NumPy's.

use brooklet_array::tally::{BitOrder, bincount, interp, monotonicity, packbits, unpackbits};
use brooklet_array::{Array, DType};

#[test]
fn whole_numbers_are_counted_and_weighed() {
    let values = Array::from_slice(&[0_i32, 3, 1, 3]);
    assert_eq!(
        bincount(&values, None, 6).unwrap().to_vec::<i64>().unwrap(),
        [1, 1, 0, 2, 0, 0]
    );
    let weights = Array::from_slice(&[0.5, 1.0, 2.0, 0.25]);
    let sums = bincount(&values, Some(&weights), 0).unwrap();
    assert_eq!(sums.to_vec::<f64>().unwrap(), [0.5, 2.0, 0.0, 1.25]);
    assert!(bincount(&Array::from_slice(&[-1_i64]), None, 0).is_err());
}

#[test]
fn values_lie_on_the_lines_between_points() {
    let (xs, ys) = (
        Array::from_slice(&[1.0, 2.0, 4.0]),
        Array::from_slice(&[3.0, 2.0, 0.0]),
    );
    let at = Array::from_slice(&[0.0, 1.0, 1.5, 2.72, 4.0, 5.0, f64::NAN]);
    let found: Vec<f64> = interp(&at, &xs, &ys, None, Some(-9.0))
        .unwrap()
        .to_vec()
        .unwrap();
    assert_eq!(
        found[..6],
        [3.0, 3.0, 2.5, 1.279_999_999_999_999_8, 0.0, -9.0]
    );
    assert!(found[6].is_nan());
}

#[test]
fn bits_are_packed_and_unpacked() {
    let bits = Array::from_vec(vec![1_u8, 0, 1, 0, 0, 0, 0, 0, 1], &[9]).unwrap();
    assert_eq!(
        packbits(&bits, 0, BitOrder::Big).unwrap().to_bytes(),
        [160, 128]
    );
    assert_eq!(
        packbits(&bits, 0, BitOrder::Little).unwrap().to_bytes(),
        [5, 1]
    );
    let bytes = Array::from_slice(&[160_u8, 128]);
    let back = unpackbits(&bytes, 0, Some(9), BitOrder::Big).unwrap();
    assert_eq!(back.to_bytes(), bits.to_bytes());
    let columns = Array::from_vec(vec![1_u8, 0, 1, 1], &[2, 2]).unwrap();
    assert_eq!(
        packbits(&columns, 0, BitOrder::Big).unwrap().to_bytes(),
        [192, 64]
    );
    assert!(unpackbits(&Array::from_slice(&[1_i64]), 0, None, BitOrder::Big).is_err());
}

#[test]
fn values_rise_fall_or_neither() {
    assert_eq!(
        monotonicity(&Array::from_slice(&[1.0, 1.0, 2.0])).unwrap(),
        1
    );
    assert_eq!(monotonicity(&Array::from_slice(&[3_i64, 1])).unwrap(), -1);
    assert_eq!(monotonicity(&Array::from_slice(&[1_i64, 3, 2])).unwrap(), 0);
    assert_eq!(
        monotonicity(&Array::zeros(&[0], &DType::float64()).unwrap()).unwrap(),
        1
    );
}
