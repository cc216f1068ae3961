//! Callbacks that go wrong.

use brooklet_protocol::WidgetValue;
use brooklet_tests::App;

fn text(text: &str) -> WidgetValue {
    WidgetValue::Text(text.to_owned())
}

const SCRIPT: &str = "import streamlit as st
def check():
    st.session_state.checked = st.session_state.get('checked', 0) + 1
    if st.session_state.name == 'bad':
        raise ValueError('not this')
st.text_input('Name', key='name', on_change=check)
st.text_input('Other', key='other')
st.text(f\"{st.session_state.name} {st.session_state.other} {st.session_state.get('checked')}\")
";

#[test]
fn one_that_raises_leaves_the_page_with_the_exception_above_it() {
    let mut app = App::new(SCRIPT);
    app.set("Other", text("kept"));
    app.set("Name", text("good"));
    let before = app.outline();
    assert!(before.ends_with("text: good kept 1\n"), "{before}");
    app.set("Name", text("bad"));
    let after = app.outline();
    let rest = after.strip_prefix("exception: ValueError: not this\n");
    assert_eq!(
        rest.map(|rest| rest.replace("bad", "good")),
        Some(before),
        "{after}"
    );
    app.set("Name", text("better"));
    let mended = app.outline();
    assert!(!mended.contains("exception"), "{mended}");
    assert!(mended.ends_with("text: better kept 3\n"), "{mended}");
}

#[test]
fn one_of_a_fragment_goes_with_its_next_run() {
    let mut app = App::new(
        "import streamlit as st
def check():
    if st.session_state.name == 'bad':
        raise ValueError('not this')
st.text('outside')
@st.fragment
def part():
    st.text_input('Name', key='name', on_change=check)
    st.text(st.session_state.name)
part()
",
    );
    app.set("Name", text("bad"));
    assert!(
        app.outline().starts_with("exception: ValueError"),
        "{}",
        app.outline()
    );
    app.set("Name", text("good"));
    assert!(
        app.outline().starts_with("text: outside"),
        "{}",
        app.outline()
    );
}
