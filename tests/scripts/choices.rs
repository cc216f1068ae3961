//! Colours and ratings: what they return, what the script can set, what is refused.

use brooklet_protocol::WidgetValue;

use crate::assertions::{app, raises, shows};

#[test]
fn a_colour_is_black_until_one_is_given() {
    shows("st.text(st.color_picker('c'))", "text: #000000\n");
    shows("st.text(st.color_picker('c', '#abc'))", "text: #abc\n");
}

#[test]
fn the_reader_chooses_a_colour() {
    let mut app = app(
        "st.text(st.color_picker('c', '#abc', key='k', on_change=lambda: print(st.session_state.k)))",
    );
    app.set("c", WidgetValue::Text("#123456".to_owned()));
    assert!(app.outline().ends_with("text: #123456\n"));
    assert_eq!(app.printed(), "#123456\n");
    app.set("c", WidgetValue::Text("nonsense".to_owned()));
    assert!(app.outline().ends_with("text: #abc\n"));
}

#[test]
fn the_script_sets_a_colour() {
    let mut app = app(
        "if st.button('b'):\n    st.session_state.k = '#fff'\nst.text(st.color_picker('c', key='k'))",
    );
    app.click("b");
    assert!(app.outline().ends_with("text: #fff\n"));
    assert_eq!(app.shown("c"), Some(WidgetValue::Text("#fff".to_owned())));
    app.rerun();
    assert!(app.outline().ends_with("text: #fff\n"));
    raises(
        "st.session_state.k = 3\nst.color_picker('c', key='k')",
        "TypeError | `value`",
    );
}

#[test]
fn a_colour_stays_with_its_key() {
    let id = |call: &str| app(call).widget("c");
    assert_eq!(
        id("st.color_picker('c', key='k')"),
        id("st.color_picker('c', '#fff', key='k')")
    );
    assert_ne!(
        id("st.color_picker('c')"),
        id("st.color_picker('c', '#fff')")
    );
    assert_ne!(
        id("st.color_picker('c')"),
        id("st.color_picker('c', help='x')")
    );
}

#[test]
fn what_is_no_colour_is_refused() {
    raises(
        "st.color_picker('a', 3)",
        "StreamlitInvalidParameterTypeError | `value` | `int`",
    );
    for color in ["red", "#12345", "#abcd", "#ggg"] {
        raises(
            &format!("st.color_picker('a', '{color}')"),
            &format!("StreamlitAPIException | `'{color}'` | '#00ffaa'"),
        );
    }
    raises(
        "st.color_picker('a', on_change='foo')",
        "StreamlitValueError | `on_change` | 'rerun' | 'ignore'",
    );
}

#[test]
fn a_rating_is_none_until_one_is_given_and_can_be_taken_back() {
    let mut app =
        app("st.text(st.feedback('stars', key='k', on_change=lambda: print(st.session_state.k)))");
    assert!(app.outline().ends_with("text: None\n"));
    app.rate(Some(3));
    assert!(app.outline().ends_with("text: 3\n"));
    app.rate(None);
    assert!(app.outline().ends_with("text: None\n"));
    assert_eq!(app.printed(), "3\nNone\n");
}

#[test]
fn a_rating_begins_with_its_default() {
    let mut app = app("st.text(st.feedback('faces', default=1))");
    assert!(app.outline().ends_with("text: 1\n"));
    app.rate(None);
    assert!(app.outline().ends_with("text: None\n"));
}

#[test]
fn the_script_sets_a_rating_and_what_is_none_goes_back() {
    shows(
        "st.session_state.k = 1\nst.text(st.feedback('stars', key='k'))",
        "text: 1\n",
    );
    shows(
        "st.session_state.k = 7\nst.text(st.feedback('stars', key='k', default=2))\nst.text(st.session_state.k)",
        "text: 2\ntext: 2\n",
    );
    shows(
        "st.session_state.k = True\nst.text(st.feedback('stars', key='k'))",
        "text: None\n",
    );
    shows(
        "st.session_state.k = 'x'\nst.text(st.feedback('stars', key='k'))",
        "text: None\n",
    );
}

#[test]
fn what_is_no_rating_is_refused() {
    for (call, error) in [
        (
            "st.feedback('foo')",
            "StreamlitValueError | `options` | 'thumbs' | 'faces' | 'stars'",
        ),
        (
            "st.feedback('thumbs', default=2)",
            "StreamlitValueOutOfRangeError | `default` | `2` | 0 | 1",
        ),
        (
            "st.feedback('stars', default=-1)",
            "StreamlitValueOutOfRangeError | `default` | `-1` | 0 | 4",
        ),
        ("st.feedback('stars', default='x')", "TypeError | `str`"),
        ("st.feedback('stars', default=1.5)", "TypeError | `float`"),
    ] {
        raises(call, error);
    }
}
