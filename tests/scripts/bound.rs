//! `bind="query-params"`: values of widgets in the address of the page.

use brooklet_protocol::WidgetValue;
use brooklet_tests::{App, texts};

use crate::assertions::{app, raises, tells};

/// Calls of all widgets that can be bound, each with a value that an address can say, and what the
/// call returns then.
const WIDGETS: &[(&str, &str, &str)] = &[
    ("st.checkbox('w', BIND)", "true", "True"),
    ("st.toggle('w', True, BIND)", "false", "False"),
    (
        "st.text_input('w', BIND)",
        "C%C3%B4te+%E2%84%967",
        "'Côte №7'",
    ),
    ("st.text_area('w', 'x', BIND)", "", "''"),
    ("st.number_input('w', 0, 300, 50, BIND)", "90", "90"),
    (
        "st.number_input('w', value=None, min_value=0.0, BIND)",
        "1.5",
        "1.5",
    ),
    ("st.slider('w', 0, 10, 3, BIND)", "7", "7"),
    (
        "st.slider('w', 0., 10., (2.5, 5.), BIND)",
        "1&w=9.5",
        "(1.0, 9.5)",
    ),
    (
        "st.slider('w', dt.date(2020, 1, 1), dt.date(2020, 1, 31), BIND)",
        "2020-01-09",
        "datetime.date(2020, 1, 9)",
    ),
    (
        "st.slider('w', dt.time(1), dt.time(20), BIND)",
        "14%3A15",
        "datetime.time(14, 15)",
    ),
    (
        "st.slider('w', dt.datetime(2020, 1, 1), dt.datetime(2020, 1, 31), BIND)",
        "2020-01-09T10%3A00",
        "datetime.datetime(2020, 1, 9, 10, 0)",
    ),
    (
        "st.date_input('w', dt.date(2020, 1, 5), BIND)",
        "2020-02-03",
        "datetime.date(2020, 2, 3)",
    ),
    (
        "st.date_input('w', (dt.date(2020, 1, 5), dt.date(2020, 1, 7)), BIND)",
        "2020-02-03&w=2020-02-05",
        "(datetime.date(2020, 2, 3), datetime.date(2020, 2, 5))",
    ),
    (
        "st.time_input('w', dt.time(8), BIND)",
        "09%3A15",
        "datetime.time(9, 15)",
    ),
    (
        "st.datetime_input('w', dt.datetime(2020, 1, 5, 8), BIND)",
        "2020-02-03T10%3A15",
        "datetime.datetime(2020, 2, 3, 10, 15)",
    ),
    ("st.selectbox('w', ['x', 'y'], BIND)", "y", "'y'"),
    (
        "st.selectbox('w', ['x'], accept_new_options=True, BIND)",
        "new",
        "'new'",
    ),
    ("st.radio('w', [1, 2, 3], BIND)", "2", "2"),
    (
        "st.radio('w', [1, 2], index=1, format_func='No {}'.format, BIND)",
        "No+1",
        "1",
    ),
    (
        "st.multiselect('w', ['x', 'y', 'z'], ['x'], BIND)",
        "z&w=x",
        "['z', 'x']",
    ),
    ("st.multiselect('w', ['x', 'y'], ['x'], BIND)", "", "[]"),
    ("st.select_slider('w', ['x', 'y', 'z'], BIND)", "z", "'z'"),
    (
        "st.select_slider('w', ['x', 'y', 'z'], ('x', 'y'), BIND)",
        "y&w=y",
        "('y', 'y')",
    ),
    (
        "st.pills('w', ['a', 'b'], selection_mode='multi', BIND)",
        "b&w=a",
        "['b', 'a']",
    ),
    (
        "st.segmented_control('w', ['km', 'miles'], default='km', BIND)",
        "miles",
        "'miles'",
    ),
    (
        "st.segmented_control('w', ['km', 'miles'], default='km', BIND)",
        "",
        "None",
    ),
    ("st.color_picker('w', BIND)", "%23ff0000", "'#ff0000'"),
    ("st.feedback('stars', BIND)", "3", "3"),
    ("st.pagination(9, BIND)", "4", "4"),
];

/// A script with one of them, the rest of it behind the widget.
fn with(command: &str, rest: &str) -> String {
    let command = command.replace("BIND", "key='w', bind='query-params'");
    format!(
        "import datetime as dt\nimport streamlit as st\nvalue = {command}\nst.text(repr(value))\n{rest}"
    )
}

fn last_line(app: &App) -> String {
    let outline = app.outline();
    outline.lines().last().unwrap_or_default().to_owned()
}

#[test]
fn a_link_restores_what_every_widget_holds() {
    for (command, query, expected) in WIDGETS {
        let query = format!("w={query}");
        let mut app = App::at(&query, &with(command, ""));
        assert_eq!(last_line(&app), format!("text: {expected}"), "{command}");
        assert_eq!(app.query(), query, "{command}");
        app.rerun();
        assert_eq!(last_line(&app), format!("text: {expected}"), "{command}");
        assert_eq!(app.query(), query, "{command}");
    }
}

#[test]
fn without_a_parameter_every_widget_has_its_default_and_writes_nothing() {
    for (command, _, _) in WIDGETS {
        let bare = with(&command.replace(", BIND", ""), "");
        let app = App::at("other=1", &with(command, ""));
        assert_eq!(last_line(&app), last_line(&App::at("", &bare)), "{command}");
        assert_eq!(app.query(), "other=1", "{command}");
    }
}

#[test]
fn what_does_not_fit_leaves_the_address_with_a_word() {
    for (command, query) in [
        ("st.number_input('w', 0, 300, 50, BIND)", "w=999"),
        ("st.number_input('w', 0, 300, 50, BIND)", "w="),
        ("st.slider('w', 0, 10, 3, BIND)", "w=99"),
        ("st.slider('w', 0., 10., (2.5, 5.), BIND)", "w=3"),
        ("st.checkbox('w', BIND)", "w=1"),
        ("st.radio('w', [1, 2, 3], BIND)", "w=9"),
        ("st.selectbox('w', ['x', 'y'], BIND)", "w="),
        ("st.multiselect('w', ['x', 'y'], BIND)", "w=nope"),
        ("st.select_slider('w', ['x', 'y'], BIND)", "w=q"),
        ("st.color_picker('w', BIND)", "w=zzz"),
        ("st.feedback('stars', BIND)", "w=9"),
        ("st.pagination(9, BIND)", "w=44"),
        ("st.date_input('w', dt.date(2020, 1, 5), BIND)", "w=foo"),
        ("st.time_input('w', dt.time(8), BIND)", "w=25%3A00"),
        (
            "st.slider('w', dt.date(2020, 1, 1), dt.date(2020, 1, 31), BIND)",
            "w=2021-01-01",
        ),
    ] {
        let app = App::at(query, &with(command, "st.text(st.query_params.to_dict())"));
        assert_eq!(last_line(&app), "text: {}", "{command}");
        assert_eq!(app.query(), "", "{command}");
        let warnings = app.warnings();
        assert!(
            warnings
                .iter()
                .any(|text| text.contains("The address says `w=")),
            "{command}: {warnings:?}"
        );
    }
}

#[test]
fn what_fits_in_part_is_written_as_it_is_taken() {
    for (command, query, expected) in [
        (
            "st.multiselect('w', ['x', 'y', 'z'], BIND)",
            "w=z&w=nope&w=z&w=x",
            "w=z&w=x",
        ),
        (
            "st.multiselect('w', ['x', 'y', 'z'], max_selections=1, BIND)",
            "w=z&w=x",
            "w=z",
        ),
        (
            "st.select_slider('w', ['x', 'y', 'z'], ('x', 'y'), BIND)",
            "w=z&w=y",
            "w=y&w=z",
        ),
        (
            "st.date_input('w', dt.date(2020, 1, 5), BIND)",
            "w=2020/02/03",
            "w=2020-02-03",
        ),
        ("st.number_input('w', 0, 300, 50, BIND)", "w=5.5", "w=5"),
    ] {
        assert_eq!(
            App::at(query, &with(command, "")).query(),
            expected,
            "{command}"
        );
    }
}

#[test]
fn what_the_reader_changes_stands_in_the_address_but_for_the_default() {
    let mut app = App::at(
        "other=1",
        &with(
            "st.number_input('w', 0, 300, 50, BIND)",
            "st.text(st.query_params.get('w'))",
        ),
    );
    app.set("w", WidgetValue::Float(90.0));
    assert_eq!(app.query(), "other=1&w=90");
    assert_eq!(last_line(&app), "text: 90");
    app.set("w", WidgetValue::Float(50.0));
    assert_eq!(app.query(), "other=1");
    assert_eq!(last_line(&app), "text: None");
}

#[test]
fn a_change_that_is_ignored_stands_in_the_address_at_once() {
    let mut app = App::at(
        "",
        &with("st.slider('w', 0, 10, 3, on_change='ignore', BIND)", ""),
    );
    app.set_without_rerun("w", WidgetValue::Floats(vec![4.0]));
    assert_eq!(app.query(), "w=4");
    assert_eq!(last_line(&app), "text: 3");
}

#[test]
fn what_the_script_sets_stands_in_the_address() {
    let mut app = app(
        "def act():\n    st.session_state.w = '' if st.session_state.w else 'é'\nst.button('b', on_click=act)\nst.text_input('w', key='w', bind='query-params')\nst.text(st.query_params.to_dict())",
    );
    app.click("b");
    assert_eq!(app.query(), "w=%C3%A9");
    assert_eq!(last_line(&app), "text: {'w': 'é'}");
    app.click("b");
    assert_eq!(
        (app.query(), last_line(&app)),
        (String::new(), "text: {}".to_owned())
    );
}

#[test]
fn back_and_forth_the_address_says_what_widgets_hold() {
    let command = "st.number_input('w', 0, 300, 50, on_change=print, args=['changed'], BIND)";
    let mut app = App::at("w=10", &with(command, ""));
    app.set("w", WidgetValue::Float(90.0));
    assert_eq!(app.printed(), "changed\n");
    app.visit("", "w=70");
    assert_eq!(last_line(&app), "text: 70");
    assert_eq!(app.shown("w"), Some(WidgetValue::Int(70)));
    app.visit("", "");
    assert_eq!(last_line(&app), "text: 50");
    app.rerun();
    assert_eq!(last_line(&app), "text: 50");
    assert_eq!(
        (app.query(), app.printed()),
        (String::new(), "changed\n".to_owned())
    );
}

#[test]
fn a_hidden_widget_leaves_the_address_and_comes_back_with_its_value() {
    let mut app = App::at(
        "w=b",
        "import streamlit as st\nif st.checkbox('more', True):\n    st.radio('w', ['a', 'b'], key='w', bind='query-params')\nst.text(st.session_state.get('w'))",
    );
    app.set("more", WidgetValue::Bool(false));
    assert_eq!(app.query(), "");
    app.set("more", WidgetValue::Bool(true));
    assert_eq!(
        (app.query(), last_line(&app)),
        ("w=b".to_owned(), "text: b".to_owned())
    );
}

#[test]
fn forms_write_what_they_hold_back() {
    let mut app = App::at(
        "",
        "import streamlit as st\nwith st.form('f', clear_on_submit=True):\n    w = st.text_input('w', key='w', bind='query-params')\n    st.form_submit_button('send')\nst.text(w)",
    );
    app.set("w", WidgetValue::Text("x".to_owned()));
    assert_eq!(
        (app.query(), last_line(&app)),
        ("w=x".to_owned(), "text: ".to_owned())
    );
    app.click("send");
    assert_eq!(
        (app.query(), last_line(&app)),
        (String::new(), "text: x".to_owned())
    );
}

#[test]
fn tabs_and_expanders_can_be_bound_and_are_followed_then() {
    let mut app = App::at(
        "t=Two&e=true",
        "import streamlit as st\none, two = st.tabs(['One', 'Two'], key='t', bind='query-params')\ne = st.expander('E', key='e', bind='query-params')\nst.text(f'{one.open} {two.open} {e.open}')",
    );
    assert_eq!(last_line(&app), "text: False True True");
    app.visit("", "");
    assert_eq!(last_line(&app), "text: True False False");
    raises(
        "st.tabs(['a', 'a'], key='t', bind='query-params')",
        "StreamlitValueError | `tabs`",
    );
    raises(
        "st.tabs(['a', ''], key='t', bind='query-params')",
        "StreamlitValueError | `tabs`",
    );
}

#[test]
fn options_of_equal_text_are_told_apart_in_the_address() {
    let script = "import streamlit as st\nst.text(st.radio('w', ['x1', 'x2'], format_func=lambda o: o[0], key='w', bind='query-params'))";
    let mut app = App::at("", script);
    let second = app.element(|element| match element {
        brooklet_protocol::Element::Radio(radio) => radio.options.last().cloned(),
        _ => None,
    });
    app.choose("w", &[&second.expect("there is a radio")]);
    assert_eq!(last_line(&app), "text: x2");
    assert_eq!(last_line(&App::at(&app.query(), script)), "text: x2");
}

#[test]
fn a_script_does_not_change_the_parameter_of_a_widget() {
    for act in [
        "q['w'] = 'x'",
        "del q.w",
        "q.clear()",
        "q.update(w='x')",
        "q.from_dict({'w': 'x'})",
    ] {
        let rest = format!("q = st.query_params\nq['v'] = 1\n{act}");
        let app = App::at("w=y", &with("st.text_input('w', BIND)", &rest));
        tells(
            &app.outline(),
            "StreamlitAPIException | `w` | `st.session_state['w']`",
        );
        assert_eq!(app.query(), "w=y&v=1", "{act}");
    }
}

#[test]
fn a_binding_needs_a_key_of_its_own() {
    raises(
        "st.checkbox('w', bind='query-params')",
        "StreamlitMissingRequiredParameterError | `key`",
    );
    raises(
        "st.checkbox('w', key='w', bind='hash')",
        "StreamlitValueError | `bind` | 'query-params'",
    );
    raises(
        "st.checkbox('w', key='embed', bind='query-params')",
        "StreamlitAPIException | `embed`",
    );
}

#[test]
fn a_widget_that_is_bound_no_more_leaves_the_address() {
    let mut app = app(
        "bind = None if st.checkbox('off') else 'query-params'\nst.text(st.text_input('w', key='w', bind=bind))",
    );
    app.set("w", WidgetValue::Text("x".to_owned()));
    assert_eq!(app.query(), "w=x");
    app.set("off", WidgetValue::Bool(true));
    assert_eq!(app.query(), "");
    app.set("w", WidgetValue::Text("y".to_owned()));
    assert_eq!(
        (app.query(), last_line(&app)),
        (String::new(), "text: y".to_owned())
    );
}

#[test]
fn texts_that_are_chosen_stand_in_their_order() {
    let mut app = App::at("", &with("st.multiselect('w', ['x', 'y', 'z'], BIND)", ""));
    app.set("w", texts(&["z", "x"]));
    assert_eq!(app.query(), "w=z&w=x");
}
