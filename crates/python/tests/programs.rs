//! Programs and what they print.

mod harness;

use harness::run;

#[test]
fn a_program_prints() {
    assert_eq!(run("print('hello', 1 + 1)"), "hello 2\n");
}
