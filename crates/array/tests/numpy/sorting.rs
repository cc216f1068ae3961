//! Sorts put what is not a number last, and searches agree with them.

use brooklet_array::dtype::{DateUnit, Unit};
use brooklet_array::sort::{
    Direction, Least, Side, argmax, argsort, lexsort, partition, searchsorted, sort,
};
use brooklet_array::{Array, Complex, DType};
use proptest::prelude::*;

#[test]
fn what_is_not_a_number_comes_last() {
    let array = Array::from_slice(&[3.0, f64::NAN, -1.0, f64::INFINITY, 0.0]);
    assert_eq!(
        argsort(&array, 0, Direction::Ascending)
            .unwrap()
            .to_vec::<i64>()
            .unwrap(),
        [2, 4, 0, 3, 1]
    );
    sort(&array, 0, Direction::Ascending).unwrap();
    let sorted = array.to_vec::<f64>().unwrap();
    assert_eq!(sorted[..4], [-1.0, 0.0, 3.0, f64::INFINITY]);
    assert!(sorted[4].is_nan());
}

#[test]
fn what_is_not_a_time_comes_last() {
    let times = Array::from_slice(&[5_i64, i64::MIN, -5]);
    let times = times
        .view_as(&DType::datetime(DateUnit::of(Unit::Day)))
        .unwrap();
    assert_eq!(
        argsort(&times, 0, Direction::Ascending)
            .unwrap()
            .to_vec::<i64>()
            .unwrap(),
        [2, 0, 1]
    );
    sort(&times, 0, Direction::Ascending).unwrap();
    assert_eq!(times.to_vec::<i64>().unwrap(), [-5, 5, i64::MIN]);
}

#[test]
fn complex_numbers_sort_by_their_parts() {
    let nan = f64::NAN;
    let values = [
        (1.0, nan),
        (nan, 0.0),
        (2.0, 0.0),
        (1.0, 5.0),
        (nan, nan),
        (1.0, -5.0),
    ];
    let values: Vec<Complex<f64>> = values
        .iter()
        .map(|(re, im)| Complex::new(*re, *im))
        .collect();
    let order = argsort(&Array::from_slice(&values), 0, Direction::Ascending).unwrap();
    assert_eq!(order.to_vec::<i64>().unwrap(), [5, 3, 2, 0, 1, 4]);
}

#[test]
fn lines_are_sorted_along_any_axis() {
    let array = Array::from_vec(vec![3_i64, 1, 2, 0, 5, 4], &[2, 3]).unwrap();
    let order = argsort(&array, 0, Direction::Ascending).unwrap();
    assert_eq!(order.to_vec::<i64>().unwrap(), [1, 0, 0, 0, 1, 1]);
    sort(&array.transpose(None).unwrap(), 0, Direction::Ascending).unwrap();
    assert_eq!(array.to_vec::<i64>().unwrap(), [1, 2, 3, 0, 4, 5]);
}

#[test]
fn text_sorts_by_its_characters() {
    let words = Array::from_bytes(b"b\0\0abca\0\0".to_vec(), &DType::bytes(3), &[3]).unwrap();
    assert_eq!(
        argsort(&words, 0, Direction::Ascending)
            .unwrap()
            .to_vec::<i64>()
            .unwrap(),
        [2, 1, 0]
    );
    sort(&words, 0, Direction::Ascending).unwrap();
    assert_eq!(words.to_bytes(), b"a\0\0abcb\0\0");
}

#[test]
fn keys_sort_from_the_last_one() {
    let keys = [
        Array::from_slice(&[9_i64, 4, 0, 4, 0, 2, 1]),
        Array::from_slice(&[1_i64, 5, 1, 4, 3, 4, 4]),
    ];
    let order = lexsort(&keys, 0).unwrap();
    assert_eq!(order.to_vec::<i64>().unwrap(), [2, 0, 4, 6, 5, 3, 1]);
}

#[test]
fn whole_numbers_are_counted_only_where_they_lie_close_together() {
    for values in [[i64::MIN, 1, i64::MAX], [7, 9, 8]] {
        let array = Array::from_slice(&values.repeat(30));
        let order = argsort(&array, 0, Direction::Ascending).unwrap();
        sort(&array, 0, Direction::Ascending).unwrap();
        let mut expected = values.repeat(30);
        let mut positions: Vec<i64> = (0..90).collect();
        positions.sort_by_key(|at| expected[*at as usize]);
        expected.sort_unstable();
        assert_eq!(array.to_vec::<i64>().unwrap(), expected);
        assert_eq!(order.to_vec::<i64>().unwrap(), positions);
        sort(&array, 0, Direction::Descending).unwrap();
        expected.reverse();
        assert_eq!(array.to_vec::<i64>().unwrap(), expected);
    }
}

#[test]
fn the_greatest_is_the_first_of_equal_ones() {
    let array = Array::from_vec(vec![1.0, 3.0, 3.0, f64::NAN, 7.0, f64::NAN], &[2, 3]).unwrap();
    assert_eq!(
        argmax(&array, 1, Least::No)
            .unwrap()
            .to_vec::<i64>()
            .unwrap(),
        [1, 0]
    );
    assert_eq!(
        argmax(&array, 0, Least::Yes)
            .unwrap()
            .to_vec::<i64>()
            .unwrap(),
        [1, 0, 1]
    );
}

#[test]
fn values_belong_before_or_behind_equal_ones() {
    let sorted = Array::from_slice(&[1.0, 2.0, 2.0, 3.0, f64::NAN]);
    let values = Array::from_slice(&[2.0, 0.0, 9.0, f64::NAN]);
    let left = searchsorted(&sorted, &values, Side::Left, None).unwrap();
    assert_eq!(left.to_vec::<i64>().unwrap(), [1, 0, 4, 4]);
    let right = searchsorted(&sorted, &values, Side::Right, None).unwrap();
    assert_eq!(right.to_vec::<i64>().unwrap(), [3, 0, 4, 5]);
}

proptest! {
    #[test]
    fn equal_elements_keep_their_order(values in prop::collection::vec(0_u8..4, 0..60)) {
        let order: Vec<i64> = argsort(&Array::from_slice(&values), 0, Direction::Ascending).unwrap().to_vec().unwrap();
        let mut expected: Vec<i64> = (0..values.len() as i64).collect();
        expected.sort_by_key(|at| values[*at as usize]);
        prop_assert_eq!(order, expected);
    }

    #[test]
    fn a_partition_has_each_asked_element_where_sorting_puts_it(
        values in prop::collection::vec(any::<i32>(), 1..60),
        places in prop::collection::vec(any::<prop::sample::Index>(), 1..6),
    ) {
        let places: Vec<isize> = places.iter().map(|at| at.index(values.len()) as isize).collect();
        let array = Array::from_slice(&values);
        partition(&array, &places, 0).unwrap();
        let parted: Vec<i32> = array.to_vec().unwrap();
        let mut sorted = values;
        sorted.sort_unstable();
        for at in places.iter().map(|at| *at as usize) {
            prop_assert_eq!(parted[at], sorted[at]);
            prop_assert!(parted[..at].iter().all(|value| *value <= sorted[at]));
            prop_assert!(parted[at..].iter().all(|value| *value >= sorted[at]));
        }
    }

    #[test]
    fn a_partition_puts_what_is_no_number_last(
        values in prop::collection::vec(prop::sample::select(vec![-1.5, -0.0, 0.0, 2.0, f64::INFINITY, f64::NAN]), 1..60),
        place in any::<prop::sample::Index>(),
    ) {
        let place = place.index(values.len());
        let (array, sorted) = (Array::from_slice(&values), Array::from_slice(&values));
        partition(&array, &[place as isize], 0).unwrap();
        sort(&sorted, 0, Direction::Ascending).unwrap();
        let (parted, sorted): (Vec<f64>, Vec<f64>) = (array.to_vec().unwrap(), sorted.to_vec().unwrap());
        let is_same = |left: f64, right: f64| left == right || left.is_nan() && right.is_nan();
        prop_assert!(is_same(parted[place], sorted[place]));
        let behind = parted[place..].iter().filter(|value| value.is_nan()).count();
        prop_assert_eq!(behind, sorted[place..].iter().filter(|value| value.is_nan()).count());
    }
}
