//! `persist_state`: the value of a widget stays while the widget is not drawn.

use brooklet_protocol::WidgetValue;
use brooklet_tests::App;

fn text(text: &str) -> WidgetValue {
    WidgetValue::Text(text.to_owned())
}

const WIZARD: &str = "import streamlit as st
step = st.radio('Step', ['Guest', 'Room'], key='step')
if step == 'Guest':
    st.text_input('Name', key='name', persist_state='session')
    st.text_input('Seat', key='seat', persist_state='page')
    st.text_input('Note', key='note')
print(step, *[st.session_state.get(key) for key in ('name', 'seat', 'note')])
";

#[test]
fn a_value_stays_while_its_widget_is_hidden_if_the_script_says_so() {
    let mut app = App::new(WIZARD);
    for label in ["Name", "Seat", "Note"] {
        app.set(label, text("x"));
    }
    app.set("Step", text("Room"));
    // What is hidden for longer is not forgotten either.
    app.rerun();
    app.set("Step", text("Guest"));
    let printed = app.printed();
    let last: Vec<&str> = printed.lines().rev().take(4).collect();
    assert_eq!(
        last,
        ["Guest x x ", "Room x x None", "Room x x x", "Guest x x x"]
    );
    // The page shows what is kept.
    assert_eq!(app.shown("Name"), Some(text("x")));
}

#[test]
fn a_value_kept_for_a_page_goes_with_it_and_one_for_the_session_goes_along() {
    let mut app = App::new(
        "import streamlit as st
def one():
    st.text_input('Name', key='name', persist_state='session')
    st.text_input('Seat', key='seat', persist_state='page')
def two():
    st.text_input('Name again', key='name', persist_state='session')
def three(): pass
st.navigation([st.Page(one, default=True), st.Page(two), st.Page(three)]).run()
print(*[st.session_state.get(key) for key in ('name', 'seat')])
",
    );
    app.set("Name", text("n"));
    app.set("Seat", text("s"));
    app.go("three");
    app.rerun();
    app.go("two");
    app.go("");
    let printed = app.printed();
    let last: Vec<&str> = printed.lines().rev().take(5).collect();
    assert_eq!(last[4], "n s");
    assert_eq!(last[2], "n None");
    assert_eq!(last[1], "n None");
    assert_eq!(last[0], "n ");
}

#[test]
fn a_value_kept_for_a_page_stays_on_it_and_is_gone_after_another() {
    let mut app = App::new(
        "import streamlit as st
hide = st.checkbox('Hide')
def one():
    if not hide:
        st.text_input('Seat', key='seat', persist_state='page')
def two(): pass
if not hide:
    st.text_input('Note', key='note', persist_state='page')
st.navigation([st.Page(one, default=True), st.Page(two)]).run()
if not hide:
    st.text_input('Coda', key='coda', persist_state='page')
print(*[st.session_state.get(key) for key in ('seat', 'note', 'coda')])
",
    );
    let last = |app: &App| app.printed().lines().last().unwrap_or_default().to_owned();
    for label in ["Seat", "Note", "Coda"] {
        app.set(label, text("x"));
    }
    app.set("Hide", WidgetValue::Bool(true));
    app.rerun();
    assert_eq!(last(&app), "x x x");
    app.set("Hide", WidgetValue::Bool(false));
    assert_eq!(last(&app), "x x x");
    // What both pages show stays; what is hidden while the reader leaves goes.
    app.go("two");
    app.rerun();
    assert_eq!(last(&app), "None x x");
    app.set("Hide", WidgetValue::Bool(true));
    app.go("");
    app.set("Hide", WidgetValue::Bool(false));
    assert_eq!(last(&app).trim(), "");
}

#[test]
fn keeping_a_value_takes_a_key_and_a_known_word() {
    let app = App::new("import streamlit as st\nst.text_input('a', persist_state='session')");
    assert!(
        app.outline()
            .contains("StreamlitMissingRequiredParameterError"),
        "{}",
        app.outline()
    );
    let app = App::new("import streamlit as st\nst.slider('a', key='k', persist_state='tab')");
    assert!(
        app.outline().contains("StreamlitValueError"),
        "{}",
        app.outline()
    );
}
