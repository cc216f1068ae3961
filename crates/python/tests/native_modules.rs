//! Modules written in Rust come in by the door of `Setup`.

#![allow(
    unreachable_pub,
    clippy::needless_raw_string_hashes,
    clippy::unwrap_used,
    reason = "`pymodule` writes public functions and unwraps, expect-test its strings"
)]

mod harness;

use brooklet_python::vm as rustpython_vm;
use expect_test::expect;
use harness::Fixture;

#[rustpython_vm::pymodule(name = "scale")]
mod scale {
    #[pyfunction]
    fn double(number: i64) -> i64 {
        number * 2
    }
}

#[rustpython_vm::pymodule(name = "measure._native")]
mod native {
    #[pyattr]
    const UNIT: &str = "mm";
}

#[test]
fn a_script_imports_modules_that_are_handed_in() {
    let fixture = Fixture::with_modules(vec![scale::module_def, native::module_def]);
    let files = fixture.python.files();
    let written = files
        .make_folders("/app/measure")
        .and_then(|()| files.write("/app/measure/__init__.py", b"from ._native import UNIT\n"));
    assert!(written.is_ok(), "{written:?}");
    let printed = fixture.run(
        "import scale, measure, measure._native\n\
         print(scale.double(21), measure.UNIT, measure._native.__spec__.origin)",
    );
    expect![[r#"
        42 mm built-in
    "#]]
    .assert_eq(&printed);
}

#[test]
fn a_module_that_is_not_handed_in_is_not_found() {
    let printed = Fixture::new().run("import scale");
    assert!(printed.contains("ModuleNotFoundError"), "{printed}");
}
