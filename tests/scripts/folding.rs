//! Containers that the reader opens and closes: expanders, tabs, popovers, statuses.

use brooklet_protocol::WidgetValue;
use brooklet_tests::App;

use crate::assertions::tells;

fn app(script: &str) -> App {
    App::new(&format!("import streamlit as st, time\n{script}\n"))
}

fn shows(script: &str, expected: &str) {
    let outline = app(script).outline();
    tells(&outline, expected);
}

#[test]
fn tabs_hold_what_is_in_them() {
    assert_eq!(
        app("a, b = st.tabs(['A', 'B'], default='B')\na.text('x')\nwith b:\n    st.text('y')")
            .outline(),
        "tabs A, B open 1\n  tab\n    text: x\n  tab\n    text: y\n"
    );
}

#[test]
fn nothing_is_known_of_what_is_not_followed() {
    shows(
        "st.text([t.open for t in st.tabs(['A', 'B'])])\nst.text((st.expander('e').open, st.popover('p').open))",
        "text: [None, None]\n",
    );
    shows(
        "e = st.expander('e')\nst.text((e.open, isinstance(e, type(st.container())), type(e).__name__))",
        "text: (None, True, 'ExpanderContainer')",
    );
}

#[test]
fn the_open_tab_is_a_value_of_the_session() {
    let mut app = app(
        "tabs = st.tabs(['A', 'B', 'C'], on_change='rerun', key='t')\nst.text(f\"{[t.open for t in tabs]} {st.session_state.t}\")",
    );
    assert!(app.outline().contains("text: [True, False, False] A\n"));
    app.set("A", WidgetValue::Text("C".into()));
    assert!(app.outline().contains("text: [False, False, True] C\n"));
}

#[test]
fn a_script_opens_a_tab() {
    let mut app = app(
        "if st.button('b'): st.session_state.t = 'B'\nif st.button('gone'): st.session_state.t = 'Z'\ntabs = st.tabs(['A', 'B'], on_change='rerun', key='t')\nst.text(st.session_state.t)",
    );
    app.click("b");
    assert!(app.outline().contains("tabs A, B open 1\n"));
    app.click("gone");
    assert!(app.outline().contains("tabs A, B open 0\n"));
    assert!(app.outline().contains("text: A\n"));
}

#[test]
fn folding_calls_back() {
    let mut app = app(
        "def back(word): print(word, st.session_state.e)\ne = st.expander('E', on_change=back, args=('folded',), key='e')\nst.text(e.open)\np = st.popover('P', on_change='rerun')\nst.text(p.open)",
    );
    assert!(app.outline().contains("text: False\n"));
    app.set("E", WidgetValue::Bool(true));
    assert_eq!(app.printed(), "folded True\n");
    assert!(app.outline().contains("expander \"E\" open\n"));
    app.set("P", WidgetValue::Bool(true));
    assert!(!app.outline().contains("text: False\n"));
}

#[test]
fn wrong_arguments_of_what_folds_are_refused() {
    for (call, text) in [
        (
            "st.tabs([])",
            "StreamlitMissingRequiredParameterError | `tabs`",
        ),
        (
            "st.tabs(['a', 1])",
            "StreamlitInvalidParameterTypeError | `int`",
        ),
        ("st.tabs(['a'], default='b')", "StreamlitValueError | `'b'`"),
        (
            "st.tabs(['a'], on_change=None)",
            "StreamlitValueError | 'rerun' | 'ignore'",
        ),
        (
            "st.expander(None)",
            "StreamlitMissingRequiredParameterError | `label`",
        ),
        (
            "st.expander('e', type='x')",
            "StreamlitValueError | 'default' | 'compact' | 'step'",
        ),
        (
            "st.popover('p', type='x')",
            "StreamlitValueError | 'primary' | 'secondary' | 'tertiary'",
        ),
        (
            "st.popover('p', width='x')",
            "StreamlitInvalidWidthError | `'x'` | 'stretch' | 'content'",
        ),
        (
            "st.status('s', state='x')",
            "StreamlitValueError | 'running' | 'complete' | 'error'",
        ),
        (
            "st.status('s').update(state='x')",
            "StreamlitValueError | 'running' | 'complete' | 'error'",
        ),
        (
            "st.container().update()",
            "object has no attribute 'update'",
        ),
    ] {
        shows(call, text);
    }
}

#[test]
fn a_status_follows_its_work() {
    shows("st.status('s')", "expander \"s\" running\n");
    shows(
        "with st.status('s'):\n    st.text('x')",
        "expander \"s\" complete\n  text: x\n",
    );
    shows(
        "try:\n    with st.status('s'): raise ValueError\nexcept ValueError: pass",
        "expander \"s\" error\n",
    );
    shows(
        "with st.status('s') as s:\n    s.update(label='t', state='error')",
        "expander \"t\" error\n",
    );
    shows(
        "s = st.status('s', state='complete')\ns.update(label='t')\ns.text('x')",
        "expander \"t\" complete\n  text: x\n",
    );
}
