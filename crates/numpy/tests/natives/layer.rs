//! NumPy as it is shipped: its Python layer from the archives, over the native modules. What is
//! expected was printed by NumPy in `CPython`.

use crate::fixture::run_with_layer;

/// A machine that cannot have NumPy's wheel has nothing to compare.
fn check(script: &str, expected: &str) {
    if let Some(printed) = run_with_layer(script) {
        assert_eq!(printed, expected);
    }
}

#[test]
fn an_import_is_all_that_arithmetic_needs() {
    check(
        include_str!("scripts/arithmetic.py"),
        include_str!("scripts/arithmetic.txt"),
    );
}

#[test]
fn random_numbers_are_those_of_numpys_streams() {
    check(
        include_str!("scripts/random.py"),
        include_str!("scripts/random.txt"),
    );
}

/// The pickles in the script were written by NumPy 2.5 in `CPython`.
#[test]
fn files_and_pickles_go_to_numpy_and_back() {
    check(
        include_str!("scripts/interchange.py"),
        include_str!("scripts/interchange.txt"),
    );
}

#[test]
fn matrices_are_solved_and_signals_transformed() {
    check(
        include_str!("scripts/linalg.py"),
        include_str!("scripts/linalg.txt"),
    );
}

#[test]
fn everyday_lines_give_what_numpy_gives() {
    check(
        include_str!("scripts/everyday.py"),
        include_str!("scripts/everyday.txt"),
    );
}

#[test]
fn the_lines_of_streamlits_documents_give_what_numpy_gives() {
    check(
        include_str!("scripts/documents.py"),
        include_str!("scripts/documents.txt"),
    );
}

#[test]
fn ufuncs_take_and_refuse_what_numpys_do() {
    check(
        include_str!("scripts/ufuncs.py"),
        include_str!("scripts/ufuncs.txt"),
    );
}

#[test]
fn points_and_spans_of_time_end_where_numpys_do() {
    check(
        include_str!("scripts/moments.py"),
        include_str!("scripts/moments.txt"),
    );
}

#[test]
fn choices_masks_and_orders_are_numpys() {
    check(
        include_str!("scripts/choices.py"),
        include_str!("scripts/choices.txt"),
    );
}

#[test]
fn members_are_of_the_kinds_that_c_gives_them() {
    check(
        include_str!("scripts/members.py"),
        include_str!("scripts/members.txt"),
    );
}
