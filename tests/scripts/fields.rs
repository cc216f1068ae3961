//! Radio buttons and text areas: values, checks, identity.

use brooklet_protocol::WidgetValue;
use brooklet_tests::App;
use expect_test::expect;

fn text(text: &str) -> WidgetValue {
    WidgetValue::Text(text.to_owned())
}

#[test]
fn a_radio_gives_the_option_that_is_chosen() {
    let mut app = App::new(
        "import streamlit as st\nst.text(repr(st.radio('Cups', [1, 2, 3], index=1, format_func=lambda n: f'{n} cups', captions=['a', None])))\n",
    );
    assert_eq!(
        app.outline(),
        "radio \"Cups\" of 1 cups, 2 cups, 3 cups\ntext: 2\n"
    );
    app.set("Cups", text("3 cups"));
    assert!(app.outline().ends_with("text: 3\n"));
}

#[test]
fn a_radio_may_be_without_a_choice_or_options() {
    let app = App::new(
        "import streamlit as st\nst.text((st.radio('A', 'xy', index=None), st.radio('B', []), st.radio('C', None, index=None)))\n",
    );
    assert!(app.outline().ends_with("text: (None, None, None)\n"));
}

#[test]
fn a_radio_follows_its_key_and_lets_go_of_an_option_that_is_gone() {
    let mut app = App::new(
        "import streamlit as st\nif st.checkbox('Two'):\n    st.session_state.r = 'b'\nst.text(st.radio('R', ['a', 'b'] if not st.checkbox('Less') else ['a', 'c'], key='r'))\n",
    );
    app.set("Two", WidgetValue::Bool(true));
    assert!(app.outline().ends_with("text: b\n"));
    assert_eq!(app.shown("R"), Some(text("b")));
    app.set("Two", WidgetValue::Bool(false));
    assert!(app.outline().ends_with("text: b\n"));
    app.set("Less", WidgetValue::Bool(true));
    assert!(app.outline().ends_with("text: a\n"));
}

#[test]
fn wrong_radios_are_called_wrong() {
    let app = App::new(
        r"
import streamlit as st
for options in [dict(index=2), dict(index='a'), dict(index=-1), dict(captions=[1]), dict(label_visibility='x'), dict(width=0)]:
    try:
        st.radio('R', ['a', 'b'], **options)
    except Exception as error:
        st.text(f'{type(error).__name__}: {error}')
",
    );
    expect![[r"
        text: StreamlitValueOutOfRangeError: `index` is `2`, outside of its range from 0 to 1.
        text: StreamlitInvalidParameterTypeError: `index` cannot be of the type `str`. It takes an int or None.
        text: StreamlitValueOutOfRangeError: `index` is `-1`, outside of its range from 0 to 1.
        text: StreamlitInvalidParameterTypeError: `an item of captions` cannot be of the type `int`. It takes a str or None.
        text: StreamlitValueError: `label_visibility` cannot be `'x'`. It takes 'visible', 'hidden' or 'collapsed'.
        text: StreamlitInvalidWidthError: `width` cannot be `0`. It takes 'stretch', 'content' or a number of pixels above 0.
    "]]
    .assert_eq(&app.outline());
}

#[test]
fn a_text_area_holds_lines() {
    let mut app = App::new(
        "import streamlit as st\nst.text(repr(st.text_area('A', 'x\\ny', max_chars=2, key='a')))\nst.text(repr(st.text_area('B', None)))\n",
    );
    assert_eq!(
        app.outline(),
        "text area \"A\"\ntext: 'x\\n'\ntext area \"B\"\ntext: None\n"
    );
    app.set("B", text("1\n2"));
    assert!(app.outline().ends_with("text: '1\\n2'\n"));
}

#[test]
fn the_height_of_a_text_area_is_checked() {
    let app = App::new(
        r"
import streamlit as st
for height in [0, 'tall', 1.5]:
    try:
        st.text_area('A', height=height)
    except Exception as error:
        st.text(f'{type(error).__name__}: {error}')
for height in [100, 'content', 'stretch']:
    st.text_area(str(height), height=height)
",
    );
    expect![[r#"
        text: StreamlitInvalidHeightError: `height` cannot be `0`. It takes 'stretch', 'content' or a number of pixels above 0.
        text: StreamlitInvalidHeightError: `height` cannot be `'tall'`. It takes 'stretch', 'content' or a number of pixels above 0.
        text: StreamlitInvalidHeightError: `height` cannot be `1.5`. It takes 'stretch', 'content' or a number of pixels above 0.
        text area "100"
        text area "content"
        text area "stretch"
    "#]]
    .assert_eq(&app.outline());
}
