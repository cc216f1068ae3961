//! Text and bytes by element, as NumPy's functions of them.

use std::cmp::Ordering;

use brooklet_array::strings::{
    Predicate, Search, Sides, compare, concat, from_codes, lengths, search, strip, test,
};
use brooklet_array::{Array, DType};

fn text(words: &[&str]) -> Array {
    let codes: Vec<Vec<u32>> = words
        .iter()
        .map(|word| word.chars().map(u32::from).collect())
        .collect();
    from_codes(&codes, &[words.len()], &DType::unicode(1), None).unwrap()
}

fn truths(array: &Array) -> Vec<bool> {
    array.to_bytes().iter().map(|byte| *byte != 0).collect()
}

#[test]
fn padding_does_not_count() {
    let (short, long) = (text(&["ab", "b"]), text(&["ab", "abc"]));
    assert_eq!(
        truths(&compare(&short, &long, Ordering::is_eq).unwrap()),
        [true, false]
    );
    assert_eq!(
        truths(&compare(&short, &long, Ordering::is_gt).unwrap()),
        [false, true]
    );
    assert_eq!(lengths(&long).unwrap().to_vec::<i64>().unwrap(), [2, 3]);
    let joined = concat(&short, &long).unwrap();
    assert_eq!(joined.dtype().typestring(), "<U5");
    assert_eq!(
        truths(&compare(&joined, &text(&["abab", "babc"]), Ordering::is_eq).unwrap()),
        [true, true]
    );
}

#[test]
fn elements_are_tested_whole() {
    let words = text(&["abc", "Ab1", "", "12", "A b", " \t", "٣"]);
    let all = |predicate| truths(&test(&words, predicate).unwrap());
    assert_eq!(
        all(Predicate::IsAlpha),
        [true, false, false, false, false, false, false]
    );
    assert_eq!(
        all(Predicate::IsAlnum),
        [true, true, false, true, false, false, true]
    );
    assert_eq!(
        all(Predicate::IsDigit),
        [false, false, false, true, false, false, true]
    );
    assert_eq!(
        all(Predicate::IsSpace),
        [false, false, false, false, false, true, false]
    );
    assert_eq!(
        all(Predicate::IsLower),
        [true, false, false, false, false, false, false]
    );
    assert_eq!(
        all(Predicate::IsTitle),
        [false, true, false, false, false, false, false]
    );
}

#[test]
fn parts_are_found_between_positions() {
    let words = text(&["banana", "ana"]);
    let (zero, end) = (Array::scalar(0_i64), Array::scalar(i64::MAX));
    let find = |sought: &str, start: &Array, how| {
        search(&words, &text(&[sought]), start, &end, how).unwrap()
    };
    assert_eq!(
        find("ana", &zero, Search::First).to_vec::<i64>().unwrap(),
        [1, 0]
    );
    assert_eq!(
        find("ana", &zero, Search::Last).to_vec::<i64>().unwrap(),
        [3, 0]
    );
    assert_eq!(
        find("ana", &zero, Search::Count).to_vec::<i64>().unwrap(),
        [1, 1]
    );
    assert_eq!(
        find("", &zero, Search::Count).to_vec::<i64>().unwrap(),
        [7, 4]
    );
    assert_eq!(
        find("na", &Array::scalar(-2_i64), Search::First)
            .to_vec::<i64>()
            .unwrap(),
        [4, 1]
    );
    assert_eq!(truths(&find("an", &zero, Search::Starts)), [false, true]);
    assert_eq!(truths(&find("na", &zero, Search::Ends)), [true, true]);
}

#[test]
fn ends_are_stripped() {
    let words = text(&["  a b ", "xxx"]);
    let is = |found: Array, wanted: &[&str]| {
        truths(&compare(&found, &text(wanted), Ordering::is_eq).unwrap())
    };
    assert_eq!(
        is(strip(&words, None, Sides::Both).unwrap(), &["a b", "xxx"]),
        [true, true]
    );
    assert_eq!(
        is(strip(&words, None, Sides::Left).unwrap(), &["a b ", "xxx"]),
        [true, true]
    );
    let unwanted = text(&["x "]);
    assert_eq!(
        is(
            strip(&words, Some(&unwanted), Sides::Right).unwrap(),
            &["  a b", ""]
        ),
        [true, true]
    );
}
