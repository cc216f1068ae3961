//! `st.session_state` and callbacks.

use brooklet_protocol::WidgetValue;
use brooklet_tests::App;

use crate::assertions::tells;

#[test]
fn rule_97_values_are_kept_by_item_and_attribute() {
    let mut app = App::new(
        "import streamlit as st\nif 'n' not in st.session_state:\n    st.session_state['n'] = 0\nst.session_state.n += 1\nst.text(f\"{st.session_state.n} {st.session_state['n']} {len(st.session_state)} {list(st.session_state)}\")\n",
    );
    app.rerun();
    assert_eq!(app.outline(), "text: 2 2 1 ['n']\n");
}

#[test]
fn rule_98_a_missing_key_is_an_error_in_words() {
    let app = App::new("import streamlit as st\nst.session_state.foo\n");
    tells(&app.outline(), "AttributeError | 'foo'");
}

#[test]
fn rule_100_all_keys_can_be_deleted_in_a_loop() {
    let app = App::new(
        "import streamlit as st\nst.session_state.a = 1\nst.session_state.b = 2\nfor k in st.session_state.keys():\n    del st.session_state[k]\nst.text(len(st.session_state))\n",
    );
    assert_eq!(app.outline(), "text: 0\n");
}

#[test]
fn rule_103_a_widgets_key_cannot_be_set_after_its_call() {
    let app =
        App::new("import streamlit as st\nst.text_input('x', key='k')\nst.session_state.k = 'y'\n");
    tells(
        &app.outline(),
        "StreamlitWidgetAlreadyInstantiatedError | `st.session_state['k']`",
    );
}

#[test]
fn rule_106_a_buttons_key_cannot_be_set() {
    let app =
        App::new("import streamlit as st\nst.session_state.k = True\nst.button('b', key='k')\n");
    tells(
        &app.outline(),
        "StreamlitValueAssignmentNotAllowedError | `st.session_state['k']`",
    );
}

#[test]
fn rule_22_callbacks_run_before_the_script_with_their_arguments() {
    let mut app = App::new(
        "import streamlit as st\nst.session_state.setdefault('n', 0)\ndef add(by, times=1):\n    st.session_state.n += by * times\nst.text(st.session_state.n)\nst.button('go', on_click=add, args=(2,), kwargs={'times': 3})\n",
    );
    app.click("go");
    assert!(app.outline().starts_with("text: 6\n"), "{}", app.outline());
    app.rerun();
    assert!(app.outline().starts_with("text: 6\n"), "{}", app.outline());
}

#[test]
fn rule_23_what_a_callback_draws_stands_above_the_page() {
    let mut app = App::new(
        "import streamlit as st\ndef hi():\n    st.text('hi')\nst.text('page')\nst.button('go', on_click=hi)\n",
    );
    app.click("go");
    assert_eq!(app.outline(), "text: hi\ntext: page\nbutton \"go\"\n");
    app.rerun();
    assert_eq!(app.outline(), "text: page\nbutton \"go\"\n");
}

#[test]
fn rule_104_a_callback_sets_the_value_of_a_widget() {
    let mut app = App::new(
        "import streamlit as st\ndef reset():\n    st.session_state.name = 'nobody'\nst.text(st.text_input('Name', key='name'))\nst.button('reset', on_click=reset)\n",
    );
    app.set("Name", WidgetValue::Text("Ada".into()));
    assert!(app.outline().contains("text: Ada\n"));
    app.click("reset");
    assert!(
        app.outline().contains("text: nobody\n"),
        "{}",
        app.outline()
    );
    app.rerun();
    assert!(
        app.outline().contains("text: nobody\n"),
        "{}",
        app.outline()
    );
}

#[test]
fn an_exception_leaves_the_state_as_it_was() {
    let mut app = App::new(
        "import streamlit as st\nst.session_state.setdefault('n', 5)\nif st.checkbox('fail'):\n    raise ValueError('no')\nst.text(st.session_state.n)\n",
    );
    app.set("fail", WidgetValue::Bool(true));
    app.set("fail", WidgetValue::Bool(false));
    assert!(app.outline().contains("text: 5\n"), "{}", app.outline());
}

#[test]
fn rule_109_values_that_cannot_be_pickled_can_be_refused() {
    let script = "import streamlit as st\nst.session_state.f = lambda: 1\nst.text('end')\n";
    let app = App::new(script);
    assert_eq!(
        app.outline(),
        "text: end\n",
        "rule 108: anything can be stored"
    );
    let config = [("runner.enforceSerializableSessionState", "true")];
    let app = App::with_config(script, &config);
    tells(
        &app.outline(),
        "UnserializableSessionStateError | `<class 'function'>`",
    );
}

#[test]
fn a_run_that_is_cut_short_forgets_no_widget_that_it_did_not_come_to() {
    let mut app = App::new(
        "import streamlit as st\nif st.checkbox('stop'):\n    st.stop()\nst.text_input('name', key='name')\nst.text(st.session_state.name)\n",
    );
    app.set("name", WidgetValue::Text("Ada".to_owned()));
    app.set("stop", WidgetValue::Bool(true));
    assert_eq!(app.outline(), "checkbox \"stop\"\n");
    app.set("stop", WidgetValue::Bool(false));
    assert!(app.outline().ends_with("text: Ada\n"), "{}", app.outline());
    assert_eq!(app.shown("name"), Some(WidgetValue::Text("Ada".to_owned())));
}

#[test]
fn a_disabled_widget_calls_no_callback() {
    let mut app = App::new(
        "import streamlit as st\ns = st.session_state\ns.setdefault('n', 0)\ndef count():\n    s.n += 1\nst.checkbox('off', key='off', disabled=True, on_change=count)\nst.text(s.n)\n",
    );
    app.set("off", WidgetValue::Bool(true));
    assert!(app.outline().ends_with("text: 0\n"));
}

#[test]
fn rerun_in_a_callback_ends_it_and_the_others_still_run() {
    let mut app = App::new(
        "import streamlit as st\ns = st.session_state\ns.setdefault('log', [])\ndef first():\n    s.log.append('first')\n    st.rerun()\n    s.log.append('never')\nst.checkbox('box', on_change=first)\nst.text(s.log)\n",
    );
    app.set("box", WidgetValue::Bool(true));
    assert!(
        app.outline().ends_with("text: ['first']\n"),
        "{}",
        app.outline()
    );
    assert_eq!(app.outcomes().len(), 3);
}

/// What a script compares and lets go of may ask the session state at any time.
#[test]
fn code_of_the_script_may_ask_the_state_whenever_it_runs() {
    let mut app = App::new(
        r#"
import streamlit as st
st.session_state.setdefault("log", [])
class Size:
    def __init__(self, name):
        self.name = name
    def __eq__(self, other):
        st.session_state.log.append("compared")
        return isinstance(other, Size) and self.name == other.name
    def __hash__(self):
        return hash(self.name)
    def __del__(self):
        st.session_state.get("log")
if "sizes" not in st.session_state:
    st.session_state.sizes = [Size("S"), Size("L")]
size = st.selectbox("Size", st.session_state.sizes, format_func=lambda size: size.name)
st.session_state.last = Size("old")
st.text(size.name)
"#,
    );
    assert!(app.outline().ends_with("text: S\n"), "{}", app.outline());
    app.choose("Size", &["L"]);
    assert!(app.outline().ends_with("text: L\n"), "{}", app.outline());
    app.rerun();
    assert!(app.outline().ends_with("text: L\n"), "{}", app.outline());
}
