//! Ufuncs give what NumPy gave for the same bytes.

use brooklet_array::cast::{Casting, Weak};
use brooklet_array::dtype::{DateUnit, TypeNum, Unit};
use brooklet_array::loops::{Identity, UFUNCS, find};
use brooklet_array::raw::Flags;
use brooklet_array::ufunc::{
    Call, Input, Reduction, accumulate, elementwise, reduce, reduceat, resolve, resolve_reduction,
};
use brooklet_array::{Array, DType, Order};

/// `name types inputs… outputs…`, elements as bytes in hexadecimal digits.
const LOOPS: &str = include_str!("loops.txt");

/// `name types…`, all loops of NumPy's.
const TYPES: &str = include_str!("signatures.txt");

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len() / 2)
        .map(|at| u8::from_str_radix(&hex[at * 2..at * 2 + 2], 16).unwrap())
        .collect()
}

fn dtype(letter: char) -> DType {
    let dtype = DType::new(TypeNum::from_letter(letter).unwrap()).unwrap();
    if dtype.num().is_date() {
        dtype.with_unit(DateUnit::of(Unit::Second))
    } else {
        dtype
    }
}

fn array(hex: &str, letter: char) -> Array {
    let dtype = dtype(letter);
    let bytes = bytes(hex);
    let len = bytes.len() / dtype.itemsize();
    Array::from_bytes(bytes, &dtype, &[len]).unwrap()
}

fn call(name: &str, inputs: &[Array]) -> (Vec<Array>, Flags) {
    let ufunc = find(name).unwrap();
    let types: Vec<Input> = inputs
        .iter()
        .map(|input| Input::Typed(input.dtype().clone()))
        .collect();
    let resolved = resolve(ufunc, &types, &[], Casting::SameKind).unwrap();
    let call = Call {
        ufunc,
        resolved: &resolved,
        runner: None,
        out: &[],
        mask: None,
        casting: Casting::SameKind,
        order: Order::Keep,
        is_watched: true,
    };
    elementwise(&call, inputs).unwrap()
}

/// Numbers of an array as doubles, complex ones as two.
fn doubles(array: &Array) -> Vec<f64> {
    if array.dtype().kind().letter() == 'c' {
        let wide = array.astype(&DType::complex128(), Order::C).unwrap().0;
        let values: Vec<brooklet_array::Complex<f64>> = wide.to_vec().unwrap();
        return values
            .into_iter()
            .flat_map(|value| [value.re, value.im])
            .collect();
    }
    array
        .astype(&DType::float64(), Order::C)
        .unwrap()
        .0
        .to_vec()
        .unwrap()
}

/// Whether numbers are as good as the same: exactly for all but floating point, where C's libraries
/// differ in the last digits.
fn is_near(found: &Array, expected: &Array) -> bool {
    let tolerance = match found.dtype().num() {
        TypeNum::Half => 2e-3,
        TypeNum::Float | TypeNum::CFloat => 3e-6,
        TypeNum::Double | TypeNum::CDouble => 2e-14,
        _ => return found.to_bytes() == expected.to_bytes(),
    };
    let is_complex = found.dtype().kind().letter() == 'c';
    let mut pairs = doubles(found).into_iter().zip(doubles(expected));
    pairs.all(|(found, expected)| {
        if found.is_nan() || expected.is_nan() {
            return found.is_nan() == expected.is_nan();
        }
        if found == expected {
            return is_complex || found.is_sign_negative() == expected.is_sign_negative();
        }
        (found - expected).abs()
            <= tolerance * expected.abs().max(if is_complex { 1.0 } else { 1e-300 })
    })
}

#[test]
fn loops_give_what_numpy_gives() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in LOOPS.lines() {
        let parts: Vec<&str> = line.split(' ').collect();
        let (name, types) = (parts[0], parts[1]);
        let (ins, outs) = types.split_once("->").unwrap();
        let letters: Vec<char> = ins.chars().chain(outs.chars()).collect();
        let arrays: Vec<Array> = parts[2..]
            .iter()
            .zip(&letters)
            .map(|(hex, letter)| array(hex, *letter))
            .collect();
        let (inputs, expected) = arrays.split_at(ins.len());
        let (found, _) = call(name, inputs);
        count += 1;
        for (found, expected) in found.iter().zip(expected) {
            let is_same = found.dtype() == expected.dtype() && is_near(found, expected);
            if !is_same {
                wrong.push(format!(
                    "{name} {types}: of {:?}\n  found {:?} {:?}\n  wanted {:?} {:?}",
                    inputs.iter().map(doubles).collect::<Vec<_>>(),
                    found.dtype(),
                    doubles(found),
                    expected.dtype(),
                    doubles(expected)
                ));
            }
        }
    }
    assert!(count > 700);
    assert!(
        wrong.is_empty(),
        "{} of {count} loops differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn the_table_has_the_loops_of_numpy_in_its_order() {
    for line in TYPES.lines() {
        let (name, types) = line.split_once(' ').unwrap();
        let ufunc = find(name).unwrap_or_else(|| panic!("no {name}"));
        let found: Vec<&str> = ufunc.loops.iter().map(|row| row.types).collect();
        assert_eq!(found.join(" "), types, "{name}");
    }
    let loops: usize = UFUNCS
        .iter()
        .flat_map(|list| list.iter())
        .map(|ufunc| ufunc.loops.len())
        .sum();
    assert!(loops > 1_100, "{loops}");
    assert_eq!(find("add").unwrap().identity, Identity::Int(0));
}

fn types(name: &str, inputs: &[Input]) -> String {
    let resolved = resolve(find(name).unwrap(), inputs, &[], Casting::SameKind);
    resolved.map_or_else(|_| "none".into(), |resolved| resolved.row.types.into())
}

fn typed(letter: char) -> Input {
    Input::Typed(dtype(letter))
}

#[test]
fn loops_are_taken_by_the_types_that_numpy_takes() {
    assert_eq!(types("add", &[typed('b'), typed('B')]), "hh->h");
    assert_eq!(types("add", &[typed('l'), typed('L')]), "dd->d");
    assert_eq!(types("sin", &[typed('b')]), "e->e");
    assert_eq!(types("sin", &[typed('i')]), "d->d");
    assert_eq!(types("sqrt", &[typed('?')]), "e->e");
    assert_eq!(types("divide", &[typed('b'), typed('b')]), "dd->d");
    assert_eq!(types("arctan2", &[typed('b'), typed('b')]), "ee->e");
    assert_eq!(types("equal", &[typed('q'), typed('Q')]), "qQ->?");
    assert_eq!(
        types("add", &[typed('b'), Input::Weak(Weak::Float)]),
        "dd->d"
    );
    assert_eq!(
        types("add", &[typed('f'), Input::Weak(Weak::Float)]),
        "ff->f"
    );
    assert_eq!(
        types("add", &[typed('f'), Input::Weak(Weak::Complex)]),
        "FF->F"
    );
    assert_eq!(types("add", &[typed('B'), Input::Weak(Weak::Int)]), "BB->B");
    assert_eq!(types("add", &[typed('?'), Input::Weak(Weak::Int)]), "ll->l");
    assert_eq!(
        types("ldexp", &[typed('f'), Input::Weak(Weak::Int)]),
        "fl->f"
    );
    assert_eq!(types("bitwise_and", &[typed('d'), typed('d')]), "none");
    assert_eq!(types("subtract", &[typed('M'), typed('m')]), "Mm->M");
    assert_eq!(types("subtract", &[typed('M'), typed('M')]), "MM->m");
    assert_eq!(types("multiply", &[typed('m'), typed('i')]), "mq->m");
    assert_eq!(types("add", &[typed('M'), typed('i')]), "Mm->M");
    assert_eq!(types("add", &[typed('M'), typed('M')]), "none");
    assert_eq!(types("isnat", &[typed('M')]), "M->?");
}

fn flags(name: &str, inputs: &[Array]) -> Flags {
    call(name, inputs).1
}

#[test]
fn errors_are_told_from_the_values() {
    let pair = |left: f64, right: f64| [Array::scalar(left), Array::scalar(right)];
    assert_eq!(flags("divide", &pair(1.0, 0.0)), Flags::DIVIDE);
    assert_eq!(flags("divide", &pair(0.0, 0.0)), Flags::INVALID);
    assert_eq!(flags("divide", &pair(1e308, 1e-10)), Flags::OVER);
    assert_eq!(flags("divide", &pair(f64::INFINITY, 0.0)), Flags::NONE);
    assert_eq!(flags("divide", &pair(f64::NAN, 0.0)), Flags::NONE);
    assert_eq!(flags("log", &[Array::scalar(0.0)]), Flags::DIVIDE);
    assert_eq!(flags("log", &[Array::scalar(-1.0)]), Flags::INVALID);
    assert_eq!(flags("exp", &[Array::scalar(1000.0)]), Flags::OVER);
    assert_eq!(flags("power", &pair(0.0, -1.0)), Flags::DIVIDE);
    assert_eq!(flags("remainder", &pair(1.0, 0.0)), Flags::INVALID);
    let ints = [Array::scalar(1_i64), Array::scalar(0_i64)];
    assert_eq!(flags("floor_divide", &ints), Flags::DIVIDE);
}

fn reduced(name: &str, array: &Array, axes: &[usize]) -> Array {
    let ufunc = find(name).unwrap();
    let resolved = resolve_reduction(ufunc, array.dtype(), None).unwrap();
    reduce(&reduction(ufunc, &resolved, axes), array).unwrap().0
}

fn reduction<'a>(
    ufunc: &'static brooklet_array::loops::Ufunc,
    resolved: &'a brooklet_array::ufunc::Resolved,
    axes: &'a [usize],
) -> Reduction<'a> {
    Reduction {
        ufunc,
        resolved,
        runner: None,
        axes,
        keeps_axes: false,
        out: None,
        mask: None,
        initial: None,
        ignores_identity: false,
        is_watched: true,
    }
}

#[test]
fn sums_run_along_any_axes() {
    let cube = Array::from_vec((0..24_i64).collect(), &[2, 3, 4]).unwrap();
    let sum = |axes: &[usize]| reduced("add", &cube, axes).to_vec::<i64>().unwrap();
    assert_eq!(sum(&[0]), [12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34]);
    assert_eq!(sum(&[2]), [6, 22, 38, 54, 70, 86]);
    assert_eq!(sum(&[0, 2]), [60, 92, 124]);
    assert_eq!(sum(&[0, 1, 2]), [276]);
    let turned = cube.transpose(None).unwrap();
    assert_eq!(
        reduced("add", &turned, &[0]).to_vec::<i64>().unwrap(),
        [6, 54, 22, 70, 38, 86]
    );
    assert_eq!(
        reduced("maximum", &cube, &[0, 1]).to_vec::<i64>().unwrap(),
        [20, 21, 22, 23]
    );
    let truth = Array::from_slice(&[1.0, 0.0, 2.0]);
    assert_eq!(reduced("logical_and", &truth, &[0]).to_bytes(), [0]);
    assert_eq!(reduced("logical_or", &truth, &[0]).to_bytes(), [1]);
}

#[test]
fn small_whole_numbers_are_summed_in_large_ones() {
    let bytes = Array::from_slice(&[200_u8, 100]);
    let sum = reduced("add", &bytes, &[0]);
    assert_eq!(
        (sum.dtype().name(), sum.to_vec::<u64>().unwrap()),
        ("uint64".into(), vec![300])
    );
}

#[test]
fn sums_of_floats_are_rounded_as_numpys() {
    // From `np.sum(1 / np.arange(1, n + 1, dtype=t))`, as bits.
    for (len, double, single) in SUMS {
        let values: Vec<f64> = (1..=len).map(|at| 1.0 / f64::from(at)).collect();
        let sum = reduced("add", &Array::from_slice(&values), &[0])
            .to_vec::<f64>()
            .unwrap()[0];
        assert_eq!(sum.to_bits(), double, "{len} doubles");
        let values: Vec<f32> = (1..=len).map(|at| 1.0 / at as f32).collect();
        let sum = reduced("add", &Array::from_slice(&values), &[0])
            .to_vec::<f32>()
            .unwrap()[0];
        assert_eq!(sum.to_bits(), single, "{len} singles");
    }
}

#[test]
fn nothing_has_no_greatest() {
    let nothing = Array::zeros(&[0], &DType::float64()).unwrap();
    let ufunc = find("maximum").unwrap();
    let resolved = resolve_reduction(ufunc, nothing.dtype(), None).unwrap();
    let error = reduce(&reduction(ufunc, &resolved, &[0]), &nothing).unwrap_err();
    let text = "zero-size array to reduction operation maximum which has no identity";
    assert_eq!(error.to_string(), text);
    assert_eq!(
        reduced("add", &nothing, &[0]).to_vec::<f64>().unwrap(),
        [0.0]
    );
}

#[test]
fn running_results_and_parts_of_an_axis() {
    let add = find("add").unwrap();
    let counted = Array::from_vec((0..8_i64).collect(), &[8]).unwrap();
    let resolved = resolve_reduction(add, counted.dtype(), None).unwrap();
    let call = reduction(add, &resolved, &[0]);
    let (sums, _) = accumulate(&call, &counted).unwrap();
    assert_eq!(sums.to_vec::<i64>().unwrap(), [0, 1, 3, 6, 10, 15, 21, 28]);
    let (parts, _) = reduceat(&call, &counted, &[0, 4, 1, 5, 2, 6]).unwrap();
    assert_eq!(parts.to_vec::<i64>().unwrap(), [6, 4, 10, 5, 14, 13]);
    assert!(reduceat(&call, &counted, &[0, 9]).is_err());
    let square = Array::from_vec((0..6_i64).collect(), &[2, 3]).unwrap();
    let (down, _) = accumulate(&call, &square).unwrap();
    assert_eq!(down.to_vec::<i64>().unwrap(), [0, 1, 2, 3, 5, 7]);
}

#[test]
fn results_go_where_they_are_asked_to() {
    let base = Array::from_slice(&[1_i64, 2, 3, 4]);
    let (head, tail) = (
        base.slice_axis(0, brooklet_array::array::Slice::new(0, 3, 1))
            .unwrap(),
        base.slice_axis(0, brooklet_array::array::Slice::new(1, 4, 1))
            .unwrap(),
    );
    let add = find("add").unwrap();
    let inputs = [Input::Typed(DType::int64()), Input::Typed(DType::int64())];
    let resolved = resolve(add, &inputs, &[], Casting::SameKind).unwrap();
    let mask = Array::from_bytes(vec![1, 0, 1], &DType::bool(), &[3]).unwrap();
    let call = Call {
        ufunc: add,
        resolved: &resolved,
        runner: None,
        out: &[Some(tail.clone())],
        mask: Some(&mask),
        casting: Casting::SameKind,
        order: Order::Keep,
        is_watched: true,
    };
    elementwise(&call, &[head.clone(), head.clone()]).unwrap();
    assert_eq!(base.to_vec::<i64>().unwrap(), [1, 2, 3, 6]);
    let wrong = Array::zeros(&[3], &DType::of::<i8>()).unwrap();
    let call = Call {
        out: &[Some(wrong)],
        mask: None,
        ..call
    };
    let call = Call {
        casting: Casting::Safe,
        ..call
    };
    let error = elementwise(&call, &[head.clone(), head])
        .unwrap_err()
        .to_string();
    assert_eq!(
        error,
        "Cannot cast ufunc 'add' output from dtype('int64') to dtype('int8') with casting rule 'safe'"
    );
}

#[allow(clippy::unreadable_literal, reason = "bits")]
const SUMS: [(i32, u64, u32); 9] = [
    (1, 0x3ff0000000000000, 0x3f800000),
    (7, 0x4004be2be2be2be2, 0x4025f160),
    (8, 0x4005be2be2be2be2, 0x402df160),
    (9, 0x4006a1ba1ba1ba1b, 0x40350dd2),
    (100, 0x4014bfdfe4591243, 0x40a5ff01),
    (128, 0x4015bb8ae9541ca7, 0x40addc58),
    (129, 0x4015c37b09149ba9, 0x40ae1bda),
    (1000, 0x401df11f45f4e61a, 0x40ef88fc),
    (10007, 0x4023939ccfe41eca, 0x411c9ce7),
];
