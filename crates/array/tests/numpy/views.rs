//! Views share memory as NumPy's do.

use brooklet_array::array::{Slice, ViewIndex};
use brooklet_array::cast::Casting;
use brooklet_array::dtype::FieldSpec;
use brooklet_array::overlap::shares_memory;
use brooklet_array::walk::broadcast_shapes;
use brooklet_array::{Array, DType, Order};
use proptest::prelude::*;

fn count(shape: &[usize]) -> Array {
    let size: usize = shape.iter().product();
    Array::from_vec((0..size as i64).collect(), shape).unwrap()
}

fn values(array: &Array) -> Vec<i64> {
    array.to_vec().unwrap()
}

#[test]
fn a_slice_shares_the_elements() {
    let array = count(&[3, 4]);
    let part = array
        .view(&[
            ViewIndex::At(-1),
            ViewIndex::Slice(Slice {
                start: None,
                stop: None,
                step: Some(-2),
            }),
        ])
        .unwrap();
    assert_eq!(
        (values(&part), part.strides()),
        (vec![11, 9], &[-16_isize][..])
    );
    part.fill(7_i64).unwrap();
    assert_eq!(values(&array), [0, 1, 2, 3, 4, 5, 6, 7, 8, 7, 10, 7]);
}

#[test]
fn new_axes_and_dots_stand_where_they_are_written() {
    let array = count(&[2, 3, 4]);
    let view = array
        .view(&[ViewIndex::NewAxis, ViewIndex::Ellipsis, ViewIndex::At(1)])
        .unwrap();
    assert_eq!(
        (view.shape(), view.strides()),
        (&[1, 2, 3][..], &[0, 96, 32][..])
    );
    assert!(array.view(&[ViewIndex::At(0); 4]).is_err());
    assert!(array.view(&[ViewIndex::At(2)]).is_err());
}

#[test]
fn reshaping_moves_nothing_where_it_need_not() {
    let array = count(&[4, 6]);
    let view = array.reshape_view(&[2, 2, 3, 2], Order::C).unwrap();
    assert_eq!(view.strides(), [96, 48, 16, 8]);
    assert!(
        array
            .transpose(None)
            .unwrap()
            .reshape_view(&[24], Order::C)
            .is_none()
    );
    let turned = array.transpose(None).unwrap();
    assert_eq!(turned.reshape_view(&[24], Order::F).unwrap().strides(), [8]);
    let flat = turned.reshape(&[-1], Order::C).unwrap();
    assert_eq!(values(&flat)[..5], [0, 6, 12, 18, 1]);
    let columns = array.slice_axis(1, Slice::new(0, 6, 2)).unwrap();
    assert_eq!(
        columns.reshape_view(&[2, 6], Order::C).unwrap().strides(),
        [96, 16]
    );
}

#[test]
fn diagonals_and_fields_are_views() {
    let array = count(&[3, 4]);
    assert_eq!(values(&array.diagonal(1, 0, 1).unwrap()), [1, 6, 11]);
    assert_eq!(values(&array.diagonal(-1, 0, 1).unwrap()), [4, 9]);
    let specs = vec![
        FieldSpec::new("x", DType::of::<i32>()),
        FieldSpec::new("y", DType::subarray(DType::float64(), &[2]).unwrap()),
    ];
    let records = Array::zeros(&[3], &DType::structured(specs, false, None).unwrap()).unwrap();
    assert_eq!(records.itemsize(), 20);
    let field = records.field("y").unwrap();
    assert_eq!(
        (field.shape(), field.strides()),
        (&[3, 2][..], &[20, 8][..])
    );
    field.fill(1.5).unwrap();
    assert_eq!(
        records.field("x").unwrap().to_vec::<i32>().unwrap(),
        [0, 0, 0]
    );
    assert_eq!(field.to_vec::<f64>().unwrap(), [1.5; 6]);
}

#[test]
fn aligned_fields_stand_as_in_c() {
    let specs = vec![
        FieldSpec::new("a", DType::bool()),
        FieldSpec::new("b", DType::float64()),
        FieldSpec::new("c", DType::of::<i16>()),
    ];
    let dtype = DType::structured(specs, true, None).unwrap();
    let offsets = dtype
        .fields()
        .unwrap()
        .fields
        .iter()
        .map(|field| field.offset);
    assert_eq!(offsets.collect::<Vec<_>>(), [0, 8, 16]);
    assert_eq!((dtype.itemsize(), dtype.alignment()), (24, 8));
}

#[test]
fn shapes_broadcast_from_the_last_axis_on() {
    assert_eq!(
        broadcast_shapes(&[&[3, 1], &[4], &[]]).unwrap().as_slice(),
        [3, 4]
    );
    assert_eq!(broadcast_shapes(&[&[0], &[1]]).unwrap().as_slice(), [0]);
    let error = broadcast_shapes(&[&[3], &[4]]).unwrap_err().to_string();
    assert_eq!(
        error,
        "operands could not be broadcast together with shapes (3,) (4,) "
    );
    let row = count(&[3]).broadcast_to(&[2, 3]).unwrap();
    assert_eq!((row.strides(), row.is_writeable()), (&[0, 8][..], false));
}

#[test]
fn interleaved_views_do_not_share() {
    let array = count(&[10]);
    let even = array.slice_axis(0, Slice::new(0, 10, 2)).unwrap();
    let odd = array.slice_axis(0, Slice::new(1, 10, 2)).unwrap();
    assert_eq!(shares_memory(&even, &odd), Some(false));
    assert_eq!(shares_memory(&even, &array), Some(true));
    let (left, right) = (
        array.slice_axis(0, Slice::new(0, 5, 1)).unwrap(),
        array.slice_axis(0, Slice::new(5, 10, 1)).unwrap(),
    );
    assert_eq!(shares_memory(&left, &right), Some(false));
}

#[test]
fn assignment_to_a_shifted_view_reads_first() {
    let array = count(&[6]);
    let (head, tail) = (
        array.slice_axis(0, Slice::new(0, 5, 1)).unwrap(),
        array.slice_axis(0, Slice::new(1, 6, 1)).unwrap(),
    );
    tail.assign(&head, Casting::SameKind).unwrap();
    assert_eq!(values(&array), [0, 0, 1, 2, 3, 4]);
}

proptest! {
    #[test]
    fn a_view_through_any_slices_has_the_elements_of_a_loop(
        rows in 1_usize..6, columns in 1_usize..6,
        start in -7_isize..7, stop in -7_isize..7, step in prop::sample::select(vec![-3_isize, -2, -1, 1, 2, 3]),
    ) {
        let array = count(&[rows, columns]);
        let view = array.slice_axis(1, Slice::new(start, stop, step)).unwrap();
        let (first, step, len) = Slice::new(start, stop, step).resolve(columns).unwrap();
        let mut expected = Vec::new();
        for row in 0..rows as isize {
            for at in 0..len as isize {
                expected.push((row * columns as isize + first + at * step) as i64);
            }
        }
        prop_assert_eq!(values(&view), expected.clone());
        let copy = view.transpose(None).unwrap().copy(Order::C).unwrap();
        prop_assert_eq!(values(&copy.transpose(None).unwrap()), expected);
    }

    #[test]
    fn whole_numbers_wrap_when_they_are_cast(value in any::<i64>()) {
        let (cast, _) = Array::scalar(value).astype(&DType::of::<i16>(), Order::C).unwrap();
        prop_assert_eq!(cast.to_vec::<i16>().unwrap(), [value as i16]);
    }
}
