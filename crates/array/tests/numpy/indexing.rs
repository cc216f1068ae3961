//! Advanced indexing reads and writes what NumPy's does.

use brooklet_array::array::Slice;
use brooklet_array::cast::Casting;
use brooklet_array::index::{
    Index, Mode, Plan, choose, compress, put, put_where, repeat, take, take_at, take_where,
};
use brooklet_array::search::{count_nonzero, nonzero, select};
use brooklet_array::{Array, Bool, DType};
use proptest::prelude::*;

fn count(shape: &[usize]) -> Array {
    let size: usize = shape.iter().product();
    Array::from_vec((0..size as i64).collect(), shape).unwrap()
}

fn positions(values: &[i64]) -> Index {
    Index::Positions(Array::from_slice(values))
}

fn mask(values: &[u8], shape: &[usize]) -> Index {
    Index::Mask(Array::from_bytes(values.to_vec(), &DType::bool(), shape).unwrap())
}

fn get(array: &Array, index: &[Index]) -> (Vec<usize>, Vec<i64>) {
    let plan = Plan::new(array, index).unwrap();
    let found = plan.get().unwrap();
    assert_eq!(found.shape(), plan.shape().as_slice());
    (found.shape().to_vec(), found.to_vec().unwrap())
}

#[test]
fn positions_pick_rows_and_elements() {
    let array = count(&[3, 4]);
    assert_eq!(
        get(&array, &[positions(&[2, 0])]),
        (vec![2, 4], vec![8, 9, 10, 11, 0, 1, 2, 3])
    );
    let pairs = [positions(&[0, 2, -1]), positions(&[1, 3, 0])];
    assert_eq!(get(&array, &pairs), (vec![3], vec![1, 11, 8]));
    let columns = [Index::Slice(Slice::ALL), positions(&[3, 1])];
    assert_eq!(get(&array, &columns), (vec![3, 2], vec![3, 1, 7, 5, 11, 9]));
    let square = Index::Positions(Array::from_vec(vec![0_i64, 1, 2, 0], &[2, 2]).unwrap());
    assert_eq!(
        get(&array, &[square, Index::At(1)]),
        (vec![2, 2], vec![1, 5, 9, 1])
    );
}

#[test]
fn positions_that_stand_apart_come_first() {
    let array = count(&[2, 3, 4]);
    let apart = [
        positions(&[0, 1]),
        Index::Slice(Slice::ALL),
        positions(&[3, 0]),
    ];
    assert_eq!(
        get(&array, &apart),
        (vec![2, 3], vec![3, 7, 11, 12, 16, 20])
    );
    let beside = [
        Index::Slice(Slice::ALL),
        positions(&[0, 2]),
        positions(&[3, 0]),
    ];
    assert_eq!(get(&array, &beside), (vec![2, 2], vec![3, 8, 15, 20]));
    let number_apart = [Index::At(1), Index::Slice(Slice::ALL), positions(&[3, 0])];
    assert_eq!(
        get(&array, &number_apart),
        (vec![2, 3], vec![15, 19, 23, 12, 16, 20])
    );
    let new_axis = [Index::NewAxis, Index::Ellipsis, positions(&[3, 0])];
    assert_eq!(get(&array, &new_axis).0, [1, 2, 3, 2]);
}

#[test]
fn masks_pick_what_is_true() {
    let array = count(&[2, 3]);
    assert_eq!(
        get(&array, &[mask(&[1, 0, 0, 0, 1, 1], &[2, 3])]),
        (vec![3], vec![0, 4, 5])
    );
    assert_eq!(
        get(&array, &[mask(&[0, 1], &[2])]),
        (vec![1, 3], vec![3, 4, 5])
    );
    let columns = [Index::Slice(Slice::ALL), mask(&[1, 0, 1], &[3])];
    assert_eq!(get(&array, &columns), (vec![2, 2], vec![0, 2, 3, 5]));
    assert_eq!(
        get(&array, &[mask(&[1], &[])]),
        (vec![1, 2, 3], vec![0, 1, 2, 3, 4, 5])
    );
    assert_eq!(get(&array, &[mask(&[0], &[])]).0, [0, 2, 3]);
    assert_eq!(get(&array, &[mask(&[0, 0], &[2])]), (vec![0, 3], vec![]));
    let error = Plan::new(&array, &[mask(&[1, 0, 0], &[3])])
        .err()
        .unwrap()
        .to_string();
    assert_eq!(
        error,
        "boolean index did not match indexed array along axis 0; size of axis is 2 but size of \
         corresponding boolean axis is 3"
    );
}

#[test]
fn positions_that_are_not_there_are_an_error() {
    let array = count(&[3]);
    let error = Plan::new(&array, &[positions(&[0, 3])])
        .err()
        .unwrap()
        .to_string();
    assert_eq!(error, "index 3 is out of bounds for axis 0 with size 3");
    let floats = Index::Positions(Array::from_slice(&[0.0]));
    assert!(Plan::new(&array, &[floats]).is_err());
}

#[test]
fn named_elements_are_set() {
    let array = count(&[3, 4]);
    let plan = Plan::new(
        &array,
        &[positions(&[0, 2]), Index::Slice(Slice::new(1, 3, 1))],
    )
    .unwrap();
    let values = Array::from_slice(&[-1_i32, -2]);
    plan.set(&array, &values, Casting::Unsafe).unwrap();
    let all: Vec<i64> = array.to_vec().unwrap();
    assert_eq!(all, [0, -1, -2, 3, 4, 5, 6, 7, 8, -1, -2, 11]);
    let plan = Plan::new(&array, &[mask(&[0, 1, 0], &[3])]).unwrap();
    let offsets = plan.element_offsets().unwrap();
    assert_eq!(offsets, [32, 40, 48, 56]);
    let wrong = Array::from_slice(&[1_i64, 2, 3]);
    assert!(plan.set(&array, &wrong, Casting::Unsafe).is_err());
}

#[test]
fn selections_by_position() {
    let array = count(&[2, 3]);
    let taken = take(&array, &Array::from_slice(&[2_i64, -1, 0]), 1, Mode::Raise).unwrap();
    assert_eq!(taken.to_vec::<i64>().unwrap(), [2, 2, 0, 5, 5, 3]);
    let wrapped = take(&array, &Array::from_slice(&[4_i64, -4]), 1, Mode::Wrap).unwrap();
    assert_eq!(wrapped.to_vec::<i64>().unwrap(), [1, 2, 4, 5]);
    let clipped = take(&array, &Array::from_slice(&[4_i64, -4]), 1, Mode::Clip).unwrap();
    assert_eq!(clipped.to_vec::<i64>().unwrap(), [2, 0, 5, 3]);
    let repeated = repeat(&array, &Array::from_slice(&[1_i64, 2]), 0).unwrap();
    assert_eq!(
        repeated.to_vec::<i64>().unwrap(),
        [0, 1, 2, 3, 4, 5, 3, 4, 5]
    );
    let mask = Array::from_bytes(vec![0, 1], &DType::bool(), &[2]).unwrap();
    assert_eq!(
        compress(&mask, &array, 1).unwrap().to_vec::<i64>().unwrap(),
        [1, 4]
    );
    put(
        &array,
        &Array::from_slice(&[0_i64, -1, 1]),
        &Array::from_slice(&[7_i64, 8]),
        Mode::Raise,
    )
    .unwrap();
    assert_eq!(array.to_vec::<i64>().unwrap(), [7, 7, 2, 3, 4, 8]);
    let choices = [
        Array::from_slice(&[0_i64, 1, 2]),
        Array::from_slice(&[10_i64, 11, 12]),
    ];
    let chosen = choose(&Array::from_slice(&[1_i64, 0, 1]), &choices, Mode::Raise).unwrap();
    assert_eq!(chosen.to_vec::<i64>().unwrap(), [10, 1, 12]);
}

#[test]
fn what_is_true_is_found() {
    let array = Array::from_vec(vec![0.0, 1.5, 0.0, f64::NAN], &[2, 2]).unwrap();
    assert_eq!(count_nonzero(&array).unwrap(), 2);
    let found = nonzero(&array).unwrap();
    let found: Vec<Vec<i64>> = found.iter().map(|each| each.to_vec().unwrap()).collect();
    assert_eq!(found, [[0, 1], [1, 1]]);
    let selected = select(&array, &Array::scalar(1.0), &Array::scalar(-1.0)).unwrap();
    assert_eq!(selected.to_vec::<f64>().unwrap(), [-1.0, 1.0, -1.0, 1.0]);
}

proptest! {
    #[test]
    fn a_mask_takes_and_chooses_element_by_element(
        rows in prop::collection::vec((any::<bool>(), any::<f64>(), any::<f64>()), 1..50),
    ) {
        let (len, chosen) = (rows.len(), rows.iter().filter(|row| row.0));
        let mask = Array::from_vec(rows.iter().map(|row| Bool::from(row.0)).collect(), &[len]).unwrap();
        let yes = Array::from_vec(rows.iter().map(|row| row.1).collect(), &[len]).unwrap();
        let no = Array::from_vec(rows.iter().map(|row| row.2).collect(), &[len]).unwrap();
        let expected: Vec<f64> = chosen.map(|row| row.1).collect();
        let taken = take_where(&yes, &mask).unwrap().expect("plain elements");
        prop_assert_eq!(taken.to_vec::<f64>().unwrap(), expected.clone());
        // What was taken and is put back turned leaves the others alone.
        let turned: Vec<f64> = expected.iter().map(|value| -value).collect();
        let target = yes.copy(brooklet_array::Order::C).unwrap();
        prop_assert!(put_where(&target, &mask, &Array::from_slice(&turned)).unwrap());
        let put: Vec<f64> = target.to_vec().unwrap();
        let expected = rows.iter().map(|row| if row.0 { -row.1 } else { row.1 });
        prop_assert_eq!(put, expected.collect::<Vec<_>>());
        let made: Vec<f64> = select(&mask, &yes, &no).unwrap().to_vec().unwrap();
        let expected = rows.iter().map(|row| if row.0 { row.1 } else { row.2 });
        prop_assert_eq!(made, expected.collect::<Vec<_>>());
    }
}

proptest! {
    #[test]
    fn positions_of_one_axis_are_those_of_any_index(
        values in prop::collection::vec(any::<i32>(), 1..40),
        places in prop::collection::vec(any::<prop::sample::Index>(), 0..40),
        step in prop::sample::select(vec![1_isize, -1, 2]),
    ) {
        let array = Array::from_slice(&values);
        let array = array.view(&[brooklet_array::array::ViewIndex::Slice(Slice { step: Some(step), ..Slice::ALL })]).unwrap();
        let len = array.shape()[0];
        // Half of them are counted from the end.
        let places: Vec<i64> = places.iter().map(|at| at.index(2 * len) as i64 - len as i64).collect();
        let places = Array::from_slice(&places);
        let taken = take_at(&array, &places).unwrap().expect("plain elements");
        let planned = Plan::new(&array, &[Index::Positions(places)]).unwrap().get().unwrap();
        prop_assert_eq!(taken.to_vec::<i32>().unwrap(), planned.to_vec::<i32>().unwrap());
    }
}

#[test]
fn what_does_not_fit_a_mask_or_an_axis_is_said_as_numpy_says_it() {
    let array = count(&[4]);
    let mask = Array::from_vec([0, 0, 1, 1].map(Bool).to_vec(), &[4]).unwrap();
    let message = put_where(&array, &mask, &count(&[3]))
        .unwrap_err()
        .to_string();
    assert_eq!(
        message,
        "NumPy boolean array indexing assignment cannot assign 3 input values to the 2 output values where the mask is true"
    );
    let message = put_where(&array, &mask, &count(&[1, 2]))
        .unwrap_err()
        .to_string();
    assert_eq!(
        message,
        "NumPy boolean array indexing assignment requires a 0 or 1-dimensional input, input has 2 dimensions"
    );
    let none = Array::zeros(&[4], &DType::bool()).unwrap();
    assert!(put_where(&array, &none, &count(&[0])).unwrap());
    for wrong in [4_i64, -5] {
        let message = take_at(&array, &Array::from_slice(&[0, wrong]))
            .unwrap_err()
            .to_string();
        assert_eq!(
            message,
            format!("index {wrong} is out of bounds for axis 0 with size 4")
        );
    }
}
