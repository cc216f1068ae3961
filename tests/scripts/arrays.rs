//! Arrays of NumPy where Streamlit takes them. What is expected was taken from Streamlit 1.67.

use std::path::Path;

use brooklet_protocol::{Element, WidgetValue};
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
fn a_film_may_be_an_array_of_its_bytes() {
    let drawn = |script: &str| app(script).map(|app| app.outline());
    let of_array = drawn("st.video(np.arange(9, dtype=np.uint8).reshape(3, 3))");
    assert_eq!(of_array, drawn("st.video(bytes(range(9)))"));
}

#[test]
fn help_passes_over_what_cannot_be_had() {
    let Some(app) = app("st.help(np)") else {
        return;
    };
    let outline = app.outline();
    assert!(!outline.contains("Exception"), "{outline}");
    assert!(outline.contains("numpy"), "{outline}");
}

#[test]
fn help_tells_whose_an_attribute_is() {
    let Some(app) = app("st.help(np.ndarray.shape)") else {
        return;
    };
    let outline = app.outline();
    let shown = "getset_descriptor Some(\"<attribute 'shape' of 'numpy.ndarray' objects>\")";
    assert!(outline.contains(shown), "{outline}");
}

#[test]
fn moments_of_every_unit_are_moments_wherever_they_stand() {
    let cases = ["Y", "M", "D", "h", "s", "ms", "us", "ns"].map(|unit| {
        let moment = format!("np.datetime64('2024-01-01', '{unit}')");
        let span = "np.timedelta64(1, 's').astype('m8[ns]')";
        format!("st.dataframe([{moment}, None])\nst.dataframe([{{'a': {moment}, 'b': {span}}}])\nst.dataframe(np.array([{moment}]))")
    });
    for script in cases {
        let Some(app) = app(&script) else { return };
        for table in app.tables() {
            assert!(table.contains("Timestamp"), "{script}\n{table}");
            assert!(!table.contains("Int64"), "{script}\n{table}");
        }
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
        ("st.dataframe(np.array([[1], [2]]))", "value:Int64\n1\n2"),
        ("st.dataframe([[1], [None]])", "value:Float64\n1.0\n-"),
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

/// What the expressions are in a script, as `repr` writes them, all in one app.
fn check_values(cases: &[(&str, &str)]) {
    let lines = cases.iter().enumerate().map(|(number, (expression, _))| {
        let expression = expression.replace('#', &format!("'label {number}'"));
        format!("st.text(repr({expression}))")
    });
    let Some(app) = app(&lines.collect::<Vec<_>>().join("\n")) else {
        return;
    };
    let outline = app.outline();
    let shown: Vec<&str> = outline
        .lines()
        .filter_map(|line| line.trim().strip_prefix("text: "))
        .collect();
    let expected: Vec<&str> = cases.iter().map(|(_, shown)| *shown).collect();
    assert_eq!(shown, expected, "{outline}");
}

#[test]
fn options_may_be_an_array() {
    check_values(&[
        ("st.selectbox(#, np.array([3, 1, 2]))", "3"),
        ("st.selectbox(#, np.array(['x', 'y']))", "'x'"),
        ("st.selectbox(#, np.array([1.5, 2.5]), index=1)", "2.5"),
        ("st.selectbox(#, np.array([[1, 2], [3, 4]]))", "1"),
        ("st.multiselect(#, np.array([3, 1, 2]), default=[1])", "[1]"),
        (
            "st.multiselect(#, np.array([3, 1, 2]), default=np.array([1, 2]))",
            "[1, 2]",
        ),
        ("st.multiselect(#, [3, 1, 2], default=np.int64(1))", "[1]"),
        ("st.radio(#, np.array(['p', 'q']))", "'p'"),
        ("st.radio(#, np.array([True, False]))", "True"),
        ("st.select_slider(#, np.arange(5))", "0"),
        ("st.select_slider(#, np.arange(5), value=np.int64(3))", "3"),
        ("st.select_slider(#, np.arange(5), value=(1, 3))", "(1, 3)"),
        ("st.select_slider(#, np.linspace(0, 1, 5))", "0.0"),
        ("st.pills(#, np.array(['a', 'b']))", "None"),
        (
            "st.segmented_control(#, np.array([1, 2]), default=np.int64(2))",
            "2",
        ),
    ]);
}

/// Streamlit refuses some of these, such as a progress of `np.int64(50)`, and returns NumPy's own
/// floats; here they are numbers like any other.
#[test]
fn numbers_of_numpy_are_numbers() {
    check_values(&[
        ("st.slider(#, np.int64(0), np.int64(10), np.int64(5))", "5"),
        ("st.slider(#, 0, 10, np.int32(5))", "5"),
        ("st.slider(#, 0.0, 1.0, np.float32(0.5))", "0.5"),
        (
            "st.slider(#, 0.0, 1.0, (np.float64(0.25), np.float64(0.75)))",
            "(0.25, 0.75)",
        ),
        ("st.slider(#, 0, 10, 4, step=np.int64(2))", "4"),
        ("st.number_input(#, value=np.int64(5))", "5"),
        ("st.number_input(#, value=np.float64(5.5))", "5.5"),
        (
            "st.number_input(#, np.int64(0), np.int64(9), np.int64(3), np.int64(2))",
            "3",
        ),
        ("st.selectbox(#, ['a', 'b'], index=np.int64(1))", "'b'"),
        ("st.checkbox(#, np.True_)", "True"),
    ]);
    check(&[
        ("st.progress(np.int64(50))", "progress: 50"),
        ("st.progress(np.float32(0.5))", "progress: 50"),
        (
            "st.metric('m', np.float64(1.5), np.int64(-2))",
            r#"metric "m" 1.5 "-2" red Down"#,
        ),
    ]);
}

/// Each of these types is a picture in Streamlit, too, with one number a point, three or four.
#[test]
fn pictures_are_arrays_of_any_number() {
    let count = 14 * 4 * 2 + 14 * 2;
    let script = "kinds = '?bBhHiIlLefdFD'\nfor kind in kinds:\n    \
        for shape in [(2, 2), (2, 2, 1), (2, 2, 3), (2, 2, 4)]:\n        \
        image = np.ones(shape, kind)\n        st.image(image)\n        st.image(image * 2, clamp=True)\n        \
        if len(shape) == 3 and shape[2] > 1:\n            st.image(image, channels='BGR')";
    let Some(app) = app(script) else { return };
    let shown = app.outline();
    assert_eq!(shown.matches("images: 1").count(), count, "{shown}");
    assert_eq!(shown.lines().count(), count, "{shown}");
    let refused = [
        ("np.full((1, 2), 300)", "StreamlitAPIException"),
        ("np.full((1, 2), -1, 'i1')", "StreamlitAPIException"),
        ("np.full((1, 2), 1.5, 'e')", "StreamlitAPIException"),
        ("np.zeros((2, 2)), channels='BGR'", "StreamlitAPIException"),
        ("np.zeros((2, 2, 2))", "StreamlitAPIException"),
        ("np.zeros(3)", "StreamlitValueError"),
        ("np.array([[np.nan, 0.5]])", "shown"),
    ];
    let script = refused.map(|(image, _)| {
        format!(
            "try:\n    st.image({image})\nexcept Exception as error:\n    st.text(type(error).__name__)\n"
        )
    });
    let Some(app) = self::app(&script.concat()) else {
        return;
    };
    let expected = refused.map(|(_, shown)| match shown {
        "shown" => "images: 1\n".to_owned(),
        name => format!("text: {name}\n"),
    });
    assert_eq!(app.outline(), expected.concat());
}

#[test]
fn arrays_are_cached_by_what_they_hold() {
    let script = "calls = []\n@st.cache_data\ndef twice(values):\n    calls.append(1)\n    return values * 2\n\
        def count(*arrays):\n    del calls[:]\n    results = [twice(array) for array in arrays]\n    \
        results[0][...] = 0\n    \
        assert (twice(arrays[0]) == arrays[0] * 2).all()\n    st.text(len(calls))\n\
        a = np.arange(6.0).reshape(2, 3)\nb = a.copy()\nb[1, 2] = 7\n\
        count(a, a.copy(), np.asfortranarray(a), a[::-1][::-1])\n\
        count(b, a.reshape(3, 2), a.astype('f4'), a.view('i8'), a.astype('>f8'))\n\
        count(np.array(['2020-01-01'], 'M8[D]').view('i8'), np.zeros(2, [('x', 'i4')])['x'])\n\
        st.text(twice(a.T).flags.f_contiguous)";
    let Some(app) = app(script) else { return };
    let shown = app.outline();
    assert_eq!(shown, "text: 1\ntext: 5\ntext: 2\ntext: True\n");
}

/// Streamlit knows a dict of lists by name; one of arrays it takes for what has no names.
#[test]
fn a_dict_of_arrays_is_shown_with_its_row_numbers() {
    for (data, hides_index) in [
        ("{'a': np.arange(2)}", false),
        ("{'a': np.arange(2), 'b': [1, 2]}", false),
        ("{'b': [1, 2], 'a': np.arange(2)}", true),
        ("np.arange(2)", true),
        ("[1, 2]", true),
    ] {
        for command in ["st.dataframe", "st.write"] {
            // `st.write` shows lists and dicts as JSON.
            if command == "st.write" && !data.starts_with("np.") {
                continue;
            }
            let Some(app) = app(&format!("{command}({data})")) else {
                return;
            };
            let found = app.element(|element| match element {
                Element::DataFrame(frame) => Some(frame.hide_index),
                _ => None,
            });
            assert_eq!(found, Some(hides_index), "{command}({data})");
        }
    }
    check(&[
        (
            "st.table({'a': np.arange(2), 'b': np.arange(2) / 3})",
            r#"table None [["0", "0.0000"], ["1", "0.3333"]]"#,
        ),
        (
            "st.table({'a': [1, 2], 'b': np.arange(2)})",
            r#"table Some(["a", "b"]) [["1", "0"], ["2", "1"]]"#,
        ),
    ]);
}

#[test]
fn arrays_of_objects_are_known_by_what_they_hold() {
    let Some(app) = app(
        "calls = []\n\n@st.cache_data\ndef cached(values):\n    calls.append(len(values))\n    return values.tolist()\n\n\
         for names in (['be', 'a'], ['be', 'a'], ['be', 'c']):\n    st.text(cached(np.array(names, dtype=object)))\n\
         st.text(len(calls))",
    ) else {
        return;
    };
    assert_eq!(
        app.outline().trim_end(),
        "text: ['be', 'a']\ntext: ['be', 'a']\ntext: ['be', 'c']\ntext: 2"
    );
}

#[test]
fn an_array_that_was_edited_is_an_array_of_its_type() {
    check_values(&[
        (
            "st.data_editor(np.array([1.5, np.nan], 'f4'), key=#)",
            "array([1.5, nan], dtype=float32)",
        ),
        (
            "st.data_editor(np.array([1, 2], 'i2'), key=#)",
            "array([1, 2], dtype=int16)",
        ),
        (
            "st.data_editor(np.array([[1, 2]], 'f4'), key=#)",
            "array([[1., 2.]], dtype=float32)",
        ),
        (
            "st.data_editor(np.array(['2024-01-01', 'NaT'], 'M8[D]'), key=#).astype(str)",
            "array(['2024-01-01T00:00:00', 'NaT'], dtype='<U38')",
        ),
        (
            "st.data_editor(np.array([3600, 7200], 'm8[s]'), key=#)",
            "array([3600, 7200], dtype='timedelta64[s]')",
        ),
        (
            "st.data_editor(np.array([True, False]), key=#)",
            "array([ True, False])",
        ),
        (
            "st.data_editor(np.array(['a', 'b']), key=#)",
            "array(['a', 'b'], dtype=object)",
        ),
        (
            "st.data_editor(np.zeros(0), key=#)",
            "array([], dtype=float64)",
        ),
        (
            "st.data_editor(np.array([(1, 2.5)], [('a', 'i4'), ('b', 'f8')]), key=#)",
            "array([1], dtype=int32)",
        ),
    ]);
}

#[test]
fn a_whole_number_that_is_taken_away_leaves_an_array_of_floats() {
    let Some(mut app) = app(
        "st.text(repr(st.data_editor(np.array([1, 2]), num_rows='dynamic', alt='ed')))\n\
         st.text(repr(st.data_editor(np.array([1, 2], 'f4'), alt='small')))",
    ) else {
        return;
    };
    let empty = r#"{"edited_rows": {"0": {"value": null}}, "added_rows": [], "deleted_rows": []}"#;
    for editor in ["ed", "small"] {
        app.set(editor, WidgetValue::Json(empty.to_owned()));
    }
    let outline = app.outline();
    assert!(outline.contains("text: array([nan,  2.])"), "{outline}");
    let small = "text: array([nan,  2.], dtype=float32)";
    assert!(outline.contains(small), "{outline}");
}
