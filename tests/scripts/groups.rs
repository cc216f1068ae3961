//! Pills, segments and page numbers: what they return, what the script can set, what is refused.

use brooklet_protocol::{Element, WidgetValue};
use brooklet_tests::texts;

use crate::assertions::{app, raises, shows};

const BOTH: [&str; 2] = ["pills", "segmented_control"];

#[test]
fn one_option_is_chosen_and_taken_back() {
    for command in BOTH {
        let mut app = app(&format!(
            "st.text(st.{command}('g', [1, 2], key='k', on_change=lambda: print(st.session_state.k)))"
        ));
        assert!(app.outline().contains("group \"g\" of 1, 2\n"));
        assert!(app.outline().ends_with("text: None\n"));
        app.choose("g", &["2"]);
        assert!(app.outline().ends_with("text: 2\n"));
        app.choose("g", &[]);
        assert!(app.outline().ends_with("text: None\n"));
        assert_eq!(app.printed(), "2\nNone\n");
    }
}

#[test]
fn several_options_are_chosen() {
    for command in BOTH {
        let mut app = app(&format!(
            "st.text(st.{command}('g', 'a b c'.split(), selection_mode='multi', default=['b', 'a']))"
        ));
        assert!(app.outline().ends_with("text: ['b', 'a']\n"));
        app.choose("g", &["c", "a"]);
        assert!(app.outline().ends_with("text: ['c', 'a']\n"));
        app.choose("g", &[]);
        assert!(app.outline().ends_with("text: []\n"));
    }
}

#[test]
fn a_group_begins_with_its_default() {
    shows(
        "st.text(st.pills('g', ['a', 'b'], default='b'))",
        "text: b\n",
    );
    shows(
        "st.text(st.pills('g', ['a', 'b'], default=['b']))",
        "text: b\n",
    );
    shows("st.text(st.pills('g', [], default=None))", "text: None\n");
    shows(
        "st.text(st.pills('g', ['a'], default='a', selection_mode='multi'))",
        "text: ['a']\n",
    );
}

#[test]
fn an_icon_before_the_text_stands_by_itself() {
    let app = app("st.pills('g', [0, 1], format_func={0: ':material/add: **A**', 1: '🔥'}.get)");
    let options = app.element(|element| match element {
        Element::ButtonGroup(group) => Some(group.options.clone()),
        _ => None,
    });
    let options: Vec<_> = options
        .unwrap()
        .into_iter()
        .map(|option| (option.icon.unwrap_or_default(), option.content))
        .collect();
    assert_eq!(
        options,
        [
            (":material/add:".to_owned(), "**A**".to_owned()),
            ("🔥".to_owned(), String::new())
        ]
    );
}

#[test]
fn the_script_sets_a_group() {
    let mut app = app(
        "def choose():\n    st.session_state.k = 'b'\nst.button('go', on_click=choose)\nst.text(st.pills('g', ['a', 'b'], key='k'))",
    );
    app.click("go");
    assert!(app.outline().ends_with("text: b\n"));
    assert_eq!(app.shown("g"), Some(texts(&["b"])));
    shows(
        "st.session_state.k = 'q'\nst.text(st.pills('g', ['a', 'b'], default='b', key='k'))\nst.text(st.session_state.k)",
        "text: b\ntext: b\n",
    );
    shows(
        "st.session_state.k = ['a', 'q']\nst.text(st.pills('g', ['a', 'b'], key='k', selection_mode='multi'))",
        "text: ['a']\n",
    );
}

#[test]
fn a_group_begins_anew_where_its_option_is_gone() {
    let mut app = app(
        "few = st.checkbox('few')\nst.text(st.segmented_control('g', ['a', 'b'] if few else ['a', 'b', 'c'], default='b', key='k'))",
    );
    app.choose("g", &["c"]);
    assert!(app.outline().ends_with("text: c\n"));
    app.set("few", WidgetValue::Bool(true));
    assert!(app.outline().ends_with("text: b\n"));
    assert_eq!(app.shown("g"), Some(texts(&["b"])));
}

#[test]
fn a_group_stays_with_its_key() {
    let id = |call: &str| app(call).widget("g");
    let keyed = id("st.pills('g', ['a'], key='k')");
    assert_eq!(
        keyed,
        id("st.pills('g', ['b'], key='k', default='b', help='h')")
    );
    assert_ne!(
        keyed,
        id("st.pills('g', ['a'], key='k', selection_mode='multi')")
    );
    assert_ne!(keyed, id("st.segmented_control('g', ['a'], key='k')"));
    let plain = id("st.pills('g', ['a'])");
    assert_ne!(plain, id("st.pills('g', ['a'], default='a')"));
    assert_eq!(plain, id("st.pills('g', ['a'], wrap=True, required=True)"));
}

#[test]
fn a_group_waits_in_a_form() {
    let mut app = app(
        "with st.form('f'):\n    chosen = st.pills('g', ['a', 'b'])\n    st.form_submit_button('go')\nst.text(chosen)",
    );
    app.choose("g", &["b"]);
    assert!(app.outline().ends_with("text: None\n"));
    app.click("go");
    assert!(app.outline().ends_with("text: b\n"));
}

#[test]
fn what_a_group_cannot_take_is_refused() {
    for command in BOTH {
        for (arguments, error) in [
            (
                "default=['a', 'b']",
                format!(
                    "StreamlitAPIException | `st.{command}` | `default` | `selection_mode='single'`"
                ),
            ),
            (
                "default='z'",
                "StreamlitDefaultNotInOptionsError | `'z'` | `options`".to_owned(),
            ),
            (
                "selection_mode='x'",
                "StreamlitValueError | `selection_mode` | 'single' | 'multi'".to_owned(),
            ),
            (
                "selection_mode='multi', required=True",
                "StreamlitIncompatibleParametersError | `required=True` | `'multi'`".to_owned(),
            ),
            (
                "width='foo'",
                "StreamlitInvalidWidthError | `width` | `'foo'` | 'stretch' | 'content'".to_owned(),
            ),
            (
                "label_visibility='foo'",
                "StreamlitValueError | `label_visibility` | 'visible' | 'hidden' | 'collapsed'"
                    .to_owned(),
            ),
            ("wrap='x'", "TypeError | `str`".to_owned()),
        ] {
            raises(
                &format!("st.{command}('g', ['a', 'b'], {arguments})"),
                &error,
            );
        }
    }
}

#[test]
fn pages_begin_with_the_first_and_are_turned() {
    let mut app =
        app("st.text(st.pagination(9, key='k', on_change=lambda: print(st.session_state.k)))");
    assert_eq!(app.outline(), "pages: 9\ntext: 1\n");
    app.turn_to(4);
    assert!(app.outline().ends_with("text: 4\n"));
    app.turn_to(10);
    assert!(app.outline().ends_with("text: 1\n"));
    assert_eq!(app.printed(), "4\n1\n");
    shows("st.text(st.pagination(9, default=3))", "text: 3\n");
}

#[test]
fn the_script_turns_to_a_page_there_is() {
    shows(
        "st.session_state.k = 3\nst.text(st.pagination(3, default=2, key='k'))",
        "text: 3\n",
    );
    for value in ["9", "0", "True", "'x'", "None"] {
        shows(
            &format!(
                "st.session_state.k = {value}\nst.text(st.pagination(3, default=2, key='k'))\nst.text(st.session_state.k)"
            ),
            "text: 2\ntext: 2\n",
        );
    }
}

#[test]
fn what_are_no_pages_is_refused() {
    for (arguments, error) in [
        ("0", "StreamlitAPIException | `num_pages` | `0`"),
        ("True", "StreamlitAPIException | `num_pages` | `True`"),
        ("'x'", "StreamlitAPIException | `num_pages` | `'x'`"),
        (
            "3, default=4",
            "StreamlitValueOutOfRangeError | `default` | `4` | 1 | 3",
        ),
        (
            "3, default='x'",
            "StreamlitInvalidParameterTypeError | `default` | `str`",
        ),
        (
            "3, default=True",
            "StreamlitInvalidParameterTypeError | `default` | `bool`",
        ),
        (
            "3, max_visible_pages=-1",
            "StreamlitAPIException | `max_visible_pages` | `-1`",
        ),
        (
            "3, max_visible_pages='x'",
            "StreamlitAPIException | `max_visible_pages` | `'x'`",
        ),
    ] {
        raises(&format!("st.pagination({arguments})"), error);
    }
}
