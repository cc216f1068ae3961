//! Widgets: what they return, what a change does, who they are.

use brooklet_protocol::WidgetValue;
use brooklet_tests::App;

use crate::assertions::tells;

fn shows(script: &str, expected: &str) {
    let app = App::new(&format!("import streamlit as st\n{script}\n"));
    let outline = app.outline();
    tells(&outline, expected);
}

#[test]
fn rule_38_widgets_return_their_defaults() {
    shows("st.text(repr(st.slider('s')))", "text: 0\n");
    shows("st.text(repr(st.slider('s', value=0.5)))", "text: 0.5\n");
    shows(
        "st.text(repr(st.slider('s', value=(1, 2))))",
        "text: (1, 2)\n",
    );
    shows(
        "st.text(repr(st.slider('s', 0, 10, [])))",
        "text: (0, 10)\n",
    );
    shows("st.text(repr(st.number_input('n')))", "text: 0.0\n");
    shows("st.text(repr(st.number_input('n', 1)))", "text: 1\n");
    shows(
        "st.text(repr(st.number_input('n', value=None)))",
        "text: None\n",
    );
    shows(
        "st.text(repr(st.selectbox('s', ['a', 'b'])))",
        "text: 'a'\n",
    );
    shows("st.text(repr(st.selectbox('s', [])))", "text: None\n");
    shows("st.text(repr(st.selectbox('s', {'x': 1})))", "text: 'x'\n");
    shows(
        "st.text(repr(st.selectbox('s', [1, 2], None)))",
        "text: None\n",
    );
    shows("st.text(repr(st.text_input('t', 5)))", "text: '5'\n");
    shows("st.text(repr(st.text_input('t', None)))", "text: None\n");
    shows("st.text(repr(st.checkbox('c', True)))", "text: True\n");
    shows("st.text(repr(st.button('b')))", "text: False\n");
}

#[test]
fn values_come_back_with_their_types() {
    let mut app = App::new(
        "import streamlit as st\nst.text(repr([st.slider('i', 0, 9), st.slider('f', 0.0, 9.0), st.slider('r', 0, 9, (2, 5)), st.number_input('n', value=1), st.selectbox('s', [1.5, None, 'x']), st.checkbox('c')]))\n",
    );
    app.set("i", WidgetValue::Floats(vec![3.0]));
    app.set("f", WidgetValue::Floats(vec![2.5]));
    app.set("r", WidgetValue::Floats(vec![1.0, 8.0]));
    app.set("n", WidgetValue::Int(7));
    app.set("s", WidgetValue::Text("None".into()));
    app.set("c", WidgetValue::Bool(true));
    assert!(
        app.outline()
            .contains("text: [3, 2.5, (1, 8), 7, None, True]\n"),
        "{}",
        app.outline()
    );
}

#[test]
fn rule_42_a_button_is_true_for_one_run() {
    let mut app = App::new("import streamlit as st\nst.text(st.button('b'))\n");
    app.click("b");
    assert!(app.outline().contains("text: True"));
    app.rerun();
    assert!(app.outline().contains("text: False"));
}

#[test]
fn rule_81_two_equal_widgets_are_an_error() {
    shows(
        "st.text_input('x')\nst.text_input('x')",
        "StreamlitDuplicateElementId | `st.text_input`",
    );
    shows(
        "st.text_input('x', key='k')\nst.text_input('y', key='k')",
        "StreamlitDuplicateElementKey | `k`",
    );
}

#[test]
fn rule_79_disabled_and_visibility_do_not_make_another_widget() {
    let mut app = App::new(
        "import streamlit as st\noff = st.checkbox('off')\nst.text(st.text_input('x', disabled=off, label_visibility='hidden' if off else 'visible'))\n",
    );
    app.set("x", WidgetValue::Text("kept".into()));
    app.set("off", WidgetValue::Bool(true));
    assert!(app.outline().contains("text: kept\n"), "{}", app.outline());
}

#[test]
fn rule_80_another_label_makes_another_widget() {
    let mut app = App::new(
        "import streamlit as st\nb = st.checkbox('other')\nst.text(repr(st.text_input('y' if b else 'x')))\n",
    );
    app.set("x", WidgetValue::Text("lost".into()));
    app.set("other", WidgetValue::Bool(true));
    assert!(app.outline().contains("text: ''\n"), "{}", app.outline());
}

#[test]
fn with_a_key_the_label_may_change() {
    let mut app = App::new(
        "import streamlit as st\nb = st.checkbox('other')\nst.text(repr(st.text_input('y' if b else 'x', key='k')))\n",
    );
    app.set("x", WidgetValue::Text("kept".into()));
    app.set("other", WidgetValue::Bool(true));
    assert!(
        app.outline().contains("text: 'kept'\n"),
        "{}",
        app.outline()
    );
}

#[test]
fn rule_86_a_hidden_widget_comes_back_with_its_default() {
    let mut app = App::new(
        "import streamlit as st\nif not st.checkbox('hide'):\n    st.text(repr(st.text_input('x', key='k')))\nelse:\n    st.text('hidden')\n",
    );
    app.set("x", WidgetValue::Text("lost".into()));
    app.set("hide", WidgetValue::Bool(true));
    assert!(app.outline().contains("text: hidden\n"));
    app.set("hide", WidgetValue::Bool(false));
    // The page, too, forgets a widget that is gone; here its old value is still sent.
    assert!(
        app.outline().contains("text input \"x\""),
        "{}",
        app.outline()
    );
}

#[test]
fn a_number_beyond_its_new_bounds_begins_anew() {
    let mut app = App::new(
        "import streamlit as st\nsmall = st.checkbox('small')\nst.text(st.number_input('n', 0, 5 if small else 100, key='k'))\n",
    );
    app.set("n", WidgetValue::Int(50));
    app.set("small", WidgetValue::Bool(true));
    assert!(app.outline().contains("text: 0\n"), "{}", app.outline());
}

#[test]
fn a_slider_widens_for_its_value() {
    shows("st.slider('s', 0, 10, 20)", "slider \"s\" from 0 to 20\n");
    shows("st.slider('s', 10, 0)", "slider \"s\" from 0 to 10\n");
}

#[test]
fn a_default_that_changes_is_not_shown_where_the_script_goes_on_with_the_first() {
    let mut app = App::new(
        "import datetime
import streamlit as st
b = st.checkbox('B')
values = [
    st.number_input('n', value=7 if b else 3, key='n'),
    st.text_input('t', 'new' if b else 'old', key='t'),
    st.checkbox('c', value=b, key='c'),
    st.slider('s', value=70 if b else 30, key='s'),
    st.radio('r', ['b', 'c', 'd'] if b else ['a', 'b', 'c'], index=1, key='r'),
    st.selectbox('x', ['b', 'c', 'd'] if b else ['a', 'b', 'c'], index=1, key='x'),
    st.date_input('d', datetime.date(2026, 1, 2 if b else 1), key='d'),
]
st.text(values)",
    );
    let labels = ["n", "t", "c", "s", "r", "x", "d"];
    let untouched: Vec<_> = labels.iter().map(|label| app.shown(label)).collect();
    assert_eq!(untouched, vec![None; labels.len()]);
    let before = app.outline().lines().last().map(str::to_owned);
    app.set("B", WidgetValue::Bool(true));
    assert_eq!(app.outline().lines().last().map(str::to_owned), before);
    let shown: Vec<_> = labels.iter().map(|label| app.shown(label)).collect();
    let text = |text: &str| WidgetValue::Text(text.to_owned());
    let (first, last) = (Some(WidgetValue::Int(3)), shown[5].clone());
    assert_eq!(shown[0], first);
    assert_eq!(shown[1], Some(text("old")));
    assert_eq!(shown[2], Some(WidgetValue::Bool(false)));
    assert_eq!((shown[4].clone(), last), (Some(text("b")), Some(text("b"))));
    assert!(shown[3].is_some() && shown[6].is_some(), "{shown:?}");
    // What the reader does then is not taken back.
    app.set("t", text("mine"));
    app.set("B", WidgetValue::Bool(false));
    assert_eq!(app.shown("t"), Some(text("mine")));
    assert!(app.outline().contains("'mine'"), "{}", app.outline());
}
