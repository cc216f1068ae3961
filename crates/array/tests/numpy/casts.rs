//! Which casts are allowed, what several types become, and what casts give.

use brooklet_array::cast::{Casting, Participant, Weak, can_cast, promote_types, result_type};
use brooklet_array::dtype::TypeNum;
use brooklet_array::{Array, Bool, DType, Element, Order, f16};
use proptest::prelude::*;

fn dtype(text: &str) -> DType {
    DType::parse(text, None).unwrap()
}

/// For each row the strictest rule that allows the cast to each column: No, Safe, same Kind, Unsafe.
const RULES: [(char, &str); 14] = [
    ('?', "NSSSSSSSSSSSSS"),
    ('b', "UNUSUSUSUSSSSS"),
    ('B', "UKNSSSSSSSSSSS"),
    ('h', "UKUNUSUSUKSSSS"),
    ('H', "UKKKNSSSSKSSSS"),
    ('i', "UKUKUNUSUKKSKS"),
    ('I', "UKKKKKNSSKKSKS"),
    ('l', "UKUKUKUNUKKSKS"),
    ('L', "UKKKKKKKNKKSKS"),
    ('e', "UUUUUUUUUNSSSS"),
    ('f', "UUUUUUUUUKNSSS"),
    ('d', "UUUUUUUUUKKNKS"),
    ('F', "UUUUUUUUUUUUNS"),
    ('D', "UUUUUUUUUUUUKN"),
];

fn strictest(from: &DType, to: &DType) -> char {
    let rules = [
        (Casting::No, 'N'),
        (Casting::Equiv, 'E'),
        (Casting::Safe, 'S'),
        (Casting::SameKind, 'K'),
        (Casting::Unsafe, 'U'),
    ];
    let rule = rules.iter().find(|(rule, _)| can_cast(from, to, *rule));
    rule.map_or('-', |(_, letter)| *letter)
}

#[test]
fn numbers_cast_by_kind_and_size() {
    for (from, row) in RULES {
        let to = RULES.iter().map(|(to, _)| dtype(&to.to_string()));
        let found: String = to
            .map(|to| strictest(&dtype(&from.to_string()), &to))
            .collect();
        assert_eq!(found, row, "from {from}");
    }
}

#[test]
fn other_types_cast_as_recorded() {
    let recorded = "M8[s] U U|m8[s] S U|i8 m8 S|u8 m8[s] K|m8[s] i8 U|f8 m8 U|M8[s] M8[ms] S|\
        M8[ms] M8[s] K|M8[Y] M8[D] S|m8[Y] m8[D] U|m8[D] m8[Y] U|M8[D] M8[Y] K|M8 M8[s] S|M8[s] M8 U|\
        M8[s] m8[s] U|i8 M8 U|S3 U3 S|S3 U2 K|U3 S3 U|i4 S11 S|i4 S3 K|f8 U3 K|S3 i4 U|i4 V4 S|i4 V3 U|\
        V4 i4 U|M8[2s] M8[3s] K|M8[2s] M8[s] S|m8[W] m8[D] S|? m8 S|M8[s] i8 U|S3 M8[s] U|S3 S4 S|\
        S4 S3 K|S4 S N|V4 V5 S|V5 V4 K|>i4 i4 E|U3 >U3 E";
    for row in recorded.split('|') {
        let parts: Vec<&str> = row.split(' ').collect();
        let found = strictest(&dtype(parts[0]), &dtype(parts[1]));
        assert_eq!(found.to_string(), parts[2], "{row}");
    }
}

#[test]
fn two_numbers_become_the_least_that_holds_both() {
    let letters = "?bBhHiIlLqQefdgFDG";
    let rows = [
        "?bBhHiIlLqQefdgFDG",
        "bbhhiilldqdefdgFDG",
        "BhBhHiIlLqQefdgFDG",
        "hhhhiilldqdffdgFDG",
        "HiHiHiIlLqQffdgFDG",
        "iiiiiilldqddddgDDG",
        "IlIlIlIlLqQdddgDDG",
        "lllllllldqddddgDDG",
        "LdLdLdLdLdQdddgDDG",
        "qqqqqqqqdqddddgDDG",
        "QdQdQdQdQdQdddgDDG",
        "eeeffddddddefdgFDG",
        "fffffddddddffdgFDG",
        "ddddddddddddddgDDG",
        "gggggggggggggggGGG",
        "FFFFFDDDDDDFFDGFDG",
        "DDDDDDDDDDDDDDGDDG",
        "GGGGGGGGGGGGGGGGGG",
    ];
    for (left, row) in letters.chars().zip(rows) {
        let found: String = letters
            .chars()
            .map(|right| {
                let common = promote_types(&dtype(&left.to_string()), &dtype(&right.to_string()));
                common.unwrap().num().letter()
            })
            .collect();
        assert_eq!(found, row, "with {left}");
    }
}

#[test]
fn text_and_dates_promote_as_recorded() {
    for (left, right, expected) in [
        ("i4", "S3", "|S11"),
        ("f8", "U3", "<U32"),
        ("S3", "U2", "<U3"),
        ("M8[s]", "m8[ms]", "<M8[ms]"),
        ("M8[Y]", "M8[D]", "<M8[D]"),
        ("m8[s]", "i8", "<m8[s]"),
        ("M8[7s]", "M8[3s]", "<M8[s]"),
        ("m8[2h]", "m8[3m]", "<m8[3m]"),
    ] {
        let common = promote_types(&dtype(left), &dtype(right)).unwrap();
        assert_eq!(common.typestring(), expected, "{left} with {right}");
    }
    for (left, right) in [("m8[s]", "u8"), ("m8[s]", "f8"), ("M8", "S3"), ("V3", "V4")] {
        assert!(promote_types(&dtype(left), &dtype(right)).is_err());
    }
}

#[test]
fn plain_numbers_only_decide_the_kind() {
    for (typed, weak, expected) in [
        ("i1", Weak::Float, "float64"),
        ("f2", Weak::Complex, "complex64"),
        ("u1", Weak::Int, "uint8"),
        ("?", Weak::Int, "int64"),
        ("f4", Weak::Float, "float32"),
        ("m8[s]", Weak::Int, "timedelta64[s]"),
    ] {
        let both = [Participant::Typed(dtype(typed)), Participant::Weak(weak)];
        assert_eq!(result_type(&both).unwrap().name(), expected);
    }
}

#[test]
fn floats_become_whole_numbers_as_processors_cut_them() {
    let cases: [(f64, &str, i128, bool); 11] = [
        (300.0, "u1", 44, false),
        (-1.0, "u1", 255, false),
        (1e10, "i4", -2_147_483_648, true),
        (1e10, "i1", 0, true),
        (-1.0, "u4", 4_294_967_295, false),
        (-1.0, "u8", 18_446_744_073_709_551_615, false),
        (f64::NAN, "i8", i128::from(i64::MIN), true),
        (200.0, "i1", -56, false),
        (1e19, "u8", 10_000_000_000_000_000_000, false),
        (1e20, "u8", 0, true),
        (5e9, "u4", 705_032_704, false),
    ];
    for (value, to, expected, is_flagged) in cases {
        let (cast, flags) = Array::scalar(value).astype(&dtype(to), Order::C).unwrap();
        let found = match cast.item().unwrap() {
            brooklet_array::Value::Int(value) => i128::from(value),
            brooklet_array::Value::UInt(value) => i128::from(value),
            other => panic!("{other:?}"),
        };
        assert_eq!(
            (found, !flags.is_none()),
            (expected, is_flagged),
            "{value} to {to}"
        );
    }
}

fn text_of(array: &Array) -> String {
    let (text, _) = array.astype(&dtype("U64"), Order::C).unwrap();
    match text.item().unwrap() {
        brooklet_array::Value::Text(text) => text,
        other => panic!("{other:?}"),
    }
}

#[test]
fn numbers_have_the_text_that_python_gives_them() {
    for (value, expected) in [
        (1.0, "1.0"),
        (1e16, "1e+16"),
        (1e15, "1000000000000000.0"),
        (123_456_789_012_345_680.0, "1.2345678901234568e+17"),
        (0.0001, "0.0001"),
        (0.00001, "1e-05"),
        (f64::NAN, "nan"),
        (-0.0, "-0.0"),
        (1.5e300, "1.5e+300"),
    ] {
        assert_eq!(text_of(&Array::scalar(value)), expected);
    }
    assert_eq!(
        text_of(&Array::scalar(brooklet_array::Bool::from(true))),
        "True"
    );
    assert_eq!(text_of(&Array::scalar(-3_i64)), "-3");
    let complex = brooklet_array::Complex::new(1.5, f64::NEG_INFINITY);
    assert_eq!(text_of(&Array::scalar(complex)), "(1.5-infj)");
}

#[test]
fn text_becomes_numbers_or_an_error() {
    let text = |text: &str| {
        let bytes = text
            .bytes()
            .flat_map(|byte| u32::from(byte).to_ne_bytes())
            .collect();
        Array::from_bytes(bytes, &DType::unicode(text.len()), &[]).unwrap()
    };
    let cast = |from: &str, to: &str| text(from).astype(&dtype(to), Order::C).map(|cast| cast.0);
    assert_eq!(cast(" 12 ", "i8").unwrap().to_vec::<i64>().unwrap(), [12]);
    assert_eq!(
        cast("1_000", "i8").unwrap().to_vec::<i64>().unwrap(),
        [1000]
    );
    assert_eq!(cast("1.5", "f8").unwrap().to_vec::<f64>().unwrap(), [1.5]);
    for (from, to) in [("1.5", "i8"), ("", "f8"), ("300", "u1"), ("-1", "u8")] {
        assert!(cast(from, to).is_err(), "{from} to {to}");
    }
    let complex = cast("(1+2j)", "D").unwrap();
    let complex: Vec<brooklet_array::Complex<f64>> = complex.to_vec().unwrap();
    assert_eq!(complex, [brooklet_array::Complex::new(1.0, 2.0)]);
}

#[test]
fn dates_count_in_other_units_through_the_calendar() {
    let months = Array::from_slice(&[0_i64, 1, 13, -1, 600, i64::MIN]);
    let months = months.view_as(&dtype("M8[M]")).unwrap();
    let (days, _) = months.astype(&dtype("M8[D]"), Order::C).unwrap();
    let days: Vec<i64> = days.to_vec().unwrap();
    assert_eq!(days, [0, 31, 396, -31, 18_262, i64::MIN]);
    let days = Array::from_slice(&[0_i64, 31, 396, -1, 18_262 + 59, -800_000]);
    let days = days.view_as(&dtype("M8[D]")).unwrap();
    let (back, _) = days.astype(&dtype("M8[M]"), Order::C).unwrap();
    let back: Vec<i64> = back.to_vec().unwrap();
    assert_eq!(back, [0, 1, 13, -1, 601, -26_284]);
}

#[test]
fn the_other_byte_order_is_cast_through_native() {
    let swapped = Array::from_bytes(vec![0, 0, 1, 0, 0, 0, 0, 7], &dtype(">i4"), &[2]).unwrap();
    assert_eq!(swapped.to_vec::<i32>().unwrap(), [256, 7]);
    let (cast, _) = swapped.astype(&dtype("<f8"), Order::C).unwrap();
    assert_eq!(cast.to_vec::<f64>().unwrap(), [256.0, 7.0]);
    assert_eq!(cast.dtype().num(), TypeNum::Double);
}

/// One number as another type.
fn cast<A: Element, B: Element>(value: A, to: &str) -> B {
    let made = Array::from_slice(&[value])
        .astype(&dtype(to), Order::C)
        .unwrap()
        .0;
    made.to_vec::<B>().unwrap()[0]
}

proptest! {
    #[test]
    fn numbers_are_rounded_towards_the_nearest_and_cut_towards_zero(value in -1e9..1e9) {
        prop_assert_eq!(cast::<f64, f32>(value, "f"), value as f32);
        prop_assert_eq!(cast::<f64, i64>(value, "l"), value.trunc() as i64);
        prop_assert_eq!(cast::<f64, i32>(value, "i"), value.trunc() as i32);
        let half = cast::<f64, f16>(value / 1e5, "e");
        let apart = |other: f16| (f64::from(other) - value / 1e5).abs();
        let next = |bits: u16| f16::from_bits(bits);
        prop_assert!(apart(half) <= apart(next(half.to_bits() + 1)));
        prop_assert!(half == f16::ZERO || apart(half) <= apart(next(half.to_bits() - 1)));
    }

    #[test]
    fn whole_numbers_keep_their_lowest_bits(value in any::<i64>()) {
        prop_assert_eq!(cast::<i64, i8>(value, "b"), value as i8);
        prop_assert_eq!(cast::<i64, u16>(value, "H"), value as u16);
        prop_assert_eq!(cast::<i64, u64>(value, "L"), value as u64);
        prop_assert_eq!(cast::<i64, f64>(value, "d"), value as f64);
        prop_assert_eq!(cast::<i64, Bool>(value, "?").get(), value != 0);
    }
}
