//! Arrays of NumPy where Streamlit takes them. What is expected was taken from Streamlit 1.67.

use std::path::Path;

use brooklet_tests::App;

/// An app whose script has `np` and `st`; nothing on a machine without NumPy.
fn app(script: &str) -> Option<App> {
    let script = format!("import numpy as np\nimport streamlit as st\n{script}\n");
    App::with_arrays(&script, Path::new(env!("CARGO_TARGET_TMPDIR")))
}

/// What the statements draw, each in an app of its own.
fn check(cases: &[(&str, &str)]) {
    for (script, shown) in cases {
        let Some(app) = app(script) else { return };
        let tables = app.tables();
        let drawn = if tables.is_empty() {
            app.outline()
        } else {
            tables.join("\n\n")
        };
        assert_eq!(drawn.trim_end(), *shown, "{script}");
    }
}

#[test]
fn arrays_are_tables_of_their_own_type() {
    check(&[
        (
            "st.write(np.arange(6).reshape(2, 3))",
            "0:Int64 1:Int64 2:Int64\n0 1 2\n3 4 5",
        ),
        ("st.dataframe(np.arange(3))", "value:Int64\n0\n1\n2"),
        (
            "st.dataframe(np.array([1, 2], np.uint8))",
            "value:UInt8\n1\n2",
        ),
        (
            "st.dataframe(np.array([1.5, np.nan], np.float32))",
            "value:Float32\n1.5\n-",
        ),
        (
            "st.dataframe(np.array([True, False]))",
            "value:Bool\ntrue\nfalse",
        ),
        ("st.dataframe(np.array(['a', 'b']))", "value:Text\na\nb"),
        (
            "st.dataframe({'a': np.arange(2), 'b': np.array(['x', 'y'])})",
            "a:Int64 b:Text\n0 x\n1 y",
        ),
        (
            "st.dataframe(np.array([(1, 2.5)], [('a', int), ('b', float)]))",
            "a:Int64 b:Float64\n1 2.5",
        ),
        (
            "st.dataframe(np.array([1 + 2j, 3]))",
            "value:Text\n(1+2j)\n(3+0j)",
        ),
        (
            "st.table(np.arange(4).reshape(2, 2).T)",
            r#"table None [["0", "2"], ["1", "3"]]"#,
        ),
    ]);
}
