//! `st.data_editor`: what a script gets of what its reader changes. The expected values were taken from
//! Streamlit 1.67, but for moments, which are those of Python.

use brooklet_protocol::WidgetValue;
use brooklet_tests::App;

/// Does what the page says in this way to the editor called "ed".
fn edit(app: &mut App, changes: &str) {
    app.set("ed", WidgetValue::Json(changes.to_owned()));
}

/// All that `st.text` has written.
fn texts(app: &App) -> Vec<String> {
    let outline = app.outline();
    let lines = outline
        .lines()
        .filter_map(|line| line.trim().strip_prefix("text: "));
    lines.map(str::to_owned).collect()
}

/// What an editor of a value returns after its first cell was emptied and a row added.
fn edited(value: &str, column: &str) -> String {
    let script = format!(
        "import streamlit as st, collections, datetime, decimal\n\
         NT = collections.namedtuple('NT', 'a b')\n\
         st.text(repr(st.data_editor({value}, num_rows='dynamic', alt='ed')))\n"
    );
    let mut app = App::new(&script);
    edit(
        &mut app,
        &format!(
            r#"{{"edited_rows": {{"0": {{"{column}": null}}}}, "added_rows": [{{}}], "deleted_rows": []}}"#
        ),
    );
    texts(&app).pop().unwrap_or_else(|| app.outline())
}

#[test]
fn data_come_back_in_the_shape_in_which_they_went() {
    for (value, column, shown) in [
        (
            "[{'a': 1, 'b': 'x'}, {'a': 2, 'b': 'y'}]",
            "a",
            "[{'a': None, 'b': 'x'}, {'a': 2.0, 'b': 'y'}, {'a': None, 'b': None}]",
        ),
        (
            "{'a': [1, 2], 'b': ['x', 'y']}",
            "a",
            "{'a': [None, 2.0, None], 'b': ['x', 'y', None]}",
        ),
        (
            "[[1, 'x'], [2, 'y']]",
            "0",
            "[[None, 'x'], [2.0, 'y'], [None, None]]",
        ),
        (
            "[(1, 'x'), (2, 'y')]",
            "0",
            "[[None, 'x'], [2.0, 'y'], [None, None]]",
        ),
        ("[1, 2, 3]", "value", "[None, 2.0, 3.0, None]"),
        ("['a', 'b']", "value", "[None, 'b', None]"),
        ("(1, 2)", "value", "(None, 2.0, None)"),
        ("{1}", "value", "{None}"),
        ("range(3)", "value", "[None, 1.0, 2.0, None]"),
        ("{'a': 1, 'b': 2}", "value", "{'a': None, 'b': 2.0}"),
        (
            "collections.Counter('aab')",
            "value",
            "{'a': None, 'b': 1.0}",
        ),
        (
            "{'a': {'x': 1, 'y': 2}, 'b': {'x': 3, 'y': 4}}",
            "a",
            "{'a': {'x': None, 'y': 2.0}, 'b': {'x': 3, 'y': 4}}",
        ),
        (
            "[NT(1, 'x'), NT(2, 'y')]",
            "a",
            "[[None, 'x'], [2.0, 'y'], [None, None]]",
        ),
        ("NT(1, 2)", "value", "{'a': None, 'b': 2.0}"),
        ("[]", "value", "[]"),
        ("{}", "value", "{}"),
        // The original has an empty frame of pandas here: a table of no columns.
        ("None", "value", "{}"),
        ("map(str, [1, 2])", "value", "[None, '2', None]"),
    ] {
        assert_eq!(edited(value, column), shown, "{value}");
    }
}

#[test]
fn values_are_of_the_kind_of_their_column() {
    let script = "import streamlit as st, datetime, decimal\n\
        row = {'d': datetime.date(2024, 1, 1), 't': datetime.time(1, 2), 'm': datetime.datetime(2024, 1, 1, 2), \
        'e': decimal.Decimal('1.5'), 'l': ['a'], 'b': True, 'f': 1.5, 'i': 1, 's': 'x'}\n\
        st.text(repr(list(st.data_editor([row], alt='ed')[0].values())))\n";
    let mut app = App::new(script);
    edit(
        &mut app,
        r#"{"edited_rows": {"0": {"d": "2024-05-17", "t": "08:45:00.000", "m": "2024-05-17T08:45:00.000", "e": 2.25, "l": ["b", "c"], "b": false, "f": 2, "i": 7, "s": "y"}}}"#,
    );
    assert_eq!(
        texts(&app),
        [
            "[datetime.date(2024, 5, 17), datetime.time(8, 45), datetime.datetime(2024, 5, 17, 8, 45), Decimal('2.25'), ['b', 'c'], False, 2.0, 7, 'y']"
        ]
    );
}

#[test]
fn the_session_state_says_what_was_changed() {
    let script = "import streamlit as st\n\
        def changed():\n    st.session_state.seen = dict(st.session_state.ed)\n\
        st.data_editor([{'a': 1}, {'a': 2}], key='ed', alt='ed', num_rows='dynamic', on_change=changed)\n\
        st.text(st.session_state.ed.edited_rows)\n\
        st.text(st.session_state.get('seen'))\n\
        try:\n    st.session_state.ed['edited_rows'] = {}\nexcept TypeError:\n    st.text('read-only')\n";
    let mut app = App::new(script);
    assert_eq!(texts(&app), ["{}", "None", "read-only"]);
    edit(
        &mut app,
        r#"{"edited_rows": {"1": {"a": 9}}, "added_rows": [{"a": 3}], "deleted_rows": [0], "ids": [2]}"#,
    );
    assert_eq!(
        texts(&app),
        [
            "{1: {'a': 9}}",
            "{'edited_rows': {1: {'a': 9}}, 'added_rows': [{'a': 3}], 'deleted_rows': [0]}",
            "read-only"
        ]
    );
}

#[test]
fn data_that_are_handed_back_lose_no_edit_and_make_none_twice() {
    let script = "import streamlit as st\n\
        st.session_state.setdefault('rows', [{'a': 1}, {'a': 2}])\n\
        if st.button('reset'):\n    st.session_state.rows = [{'a': 1}, {'a': 2}]\n\
        st.session_state.rows = st.data_editor(st.session_state.rows, key='ed', alt='ed', num_rows='dynamic')\n\
        st.text([row['a'] for row in st.session_state.rows])\n\
        st.text(dict(st.session_state.ed))\n";
    let mut app = App::new(script);
    let id = app.widget("ed");
    edit(&mut app, r#"{"edited_rows": {"0": {"a": 5}}, "ids": []}"#);
    assert_eq!(texts(&app)[0], "[5, 2]");
    edit(
        &mut app,
        r#"{"edited_rows": {"0": {"a": 5}, "1": {"a": 6}}, "ids": []}"#,
    );
    assert_eq!(texts(&app)[0], "[5, 6]");
    assert_eq!(
        texts(&app)[1],
        "{'edited_rows': {1: {'a': 6}}, 'added_rows': [], 'deleted_rows': []}"
    );
    assert_eq!(app.widget("ed"), id, "the reader stays in the same editor");
    edit(
        &mut app,
        r#"{"edited_rows": {"0": {"a": 5}, "1": {"a": 6}}, "added_rows": [{"a": 7}], "ids": [2]}"#,
    );
    app.rerun();
    assert_eq!(texts(&app)[0], "[5, 6, 7]");
    assert_eq!(
        texts(&app)[1],
        "{'edited_rows': {}, 'added_rows': [], 'deleted_rows': []}"
    );
    edit(
        &mut app,
        r#"{"edited_rows": {"1": {"a": 6}}, "added_rows": [{"a": 8}], "deleted_rows": [0], "ids": [2]}"#,
    );
    assert_eq!(texts(&app)[0], "[6, 8]");
    app.click("reset");
    assert_eq!(texts(&app)[0], "[1, 2]");
    assert_ne!(app.widget("ed"), id);
}

#[test]
fn a_keyed_editor_keeps_its_edits_while_values_change() {
    let script = "import streamlit as st\n\
        more = st.number_input('more', value=0)\n\
        st.text(st.data_editor({'a': [1 + more, 2 + more]}, key='ed', alt='ed'))\n";
    let mut app = App::new(script);
    edit(&mut app, r#"{"edited_rows": {"0": {"a": 5}}}"#);
    app.set("more", WidgetValue::Int(10));
    assert_eq!(texts(&app), ["{'a': [5, 12]}"]);
}

#[test]
fn what_cannot_be_edited_is_said() {
    for (call, problem) in [
        ("object()", "StreamlitDataframeConversionError"),
        ("{'_index': [1]}", "StreamlitAPIException"),
        ("{1: [1], '1': [2]}", "StreamlitAPIException"),
        (
            "{'a': ['x']}, column_config={'a': st.column_config.NumberColumn()}",
            "",
        ),
        (
            "{'a': [True]}, column_config={'a': st.column_config.NumberColumn()}",
            "StreamlitAPIException",
        ),
        ("[1], num_rows='some'", "Streamlit"),
        ("{('a', 'b'): 1, ('a', 'c'): 2}", "StreamlitAPIException"),
    ] {
        let app = App::new(&format!("import streamlit as st\nst.data_editor({call})\n"));
        let has = app.outline().contains("exception");
        assert_eq!(has, !problem.is_empty(), "{call}: {}", app.outline());
        assert!(app.outline().contains(problem), "{call}: {}", app.outline());
    }
}
