//! Options of equal text, and sets as options.

use brooklet_protocol::{Element, WidgetValue};
use brooklet_tests::{App, texts};

use crate::assertions::{app, shows};

/// A script that offers three things of its own class, two of them with the text `x`, and shows which
/// one it is given, and whether that is one of those offered now.
fn script(command: &str) -> String {
    format!(
        "import streamlit as st\n\nclass Thing:\n    def __init__(self, text, number):\n        self.text, self.number = text, number\n\nthings = [Thing('x', 1), Thing('x', 2), Thing('y', 3)]\nf = lambda thing: thing.text\nvalue = {command}\nvalues = value if isinstance(value, (list, tuple)) else [value]\nst.text(f'{{[v and v.number for v in values]}} {{all(v is None or v in things for v in values)}}')\nst.button('again')\n"
    )
}

fn last(app: &App) -> String {
    let outline = app.outline();
    let line = outline.lines().find(|line| line.starts_with("text: "));
    line.unwrap_or_default().to_owned()
}

/// The names that the page has for the options.
fn names(app: &App) -> Vec<String> {
    let found = app.element(|element| match element {
        Element::Radio(radio) => Some(radio.options.clone()),
        Element::Selectbox(selectbox) => Some(selectbox.options.clone()),
        Element::Multiselect(multiselect) => Some(multiselect.options.clone()),
        Element::ButtonGroup(group) => {
            let names = group.options.iter().map(|option| option.name.clone());
            Some(names.collect())
        }
        Element::Slider(slider) => Some(slider.options.clone()),
        _ => None,
    });
    found.expect("there is a widget")
}

#[test]
fn one_of_several_options_of_equal_text_is_chosen() {
    for (command, is_list) in [
        ("st.radio('w', things, 2, f)", false),
        ("st.selectbox('w', things, 2, f)", false),
        (
            "st.pills('w', things, default=things[2], format_func=f)",
            true,
        ),
        (
            "st.segmented_control('w', things, default=things[2], format_func=f)",
            true,
        ),
        ("st.multiselect('w', things, [things[2]], f)", true),
        ("st.select_slider('w', things, things[2], f)", true),
    ] {
        let mut app = App::new(&script(command));
        assert_eq!(last(&app), "text: [3] True", "{command}");
        let names = names(&app);
        for (name, number) in [(&names[1], 2), (&names[0], 1), (&names[1], 2)] {
            if is_list {
                app.set("w", texts(&[name]));
            } else {
                app.set("w", WidgetValue::Text(name.clone()));
            }
            for _ in 0..3 {
                assert_eq!(last(&app), format!("text: [{number}] True"), "{command}");
                app.click("again");
            }
        }
    }
}

#[test]
fn the_default_among_options_of_equal_text_keeps_its_place() {
    for (command, numbers) in [
        ("st.radio('w', things, 1, f)", "[2]"),
        ("st.selectbox('w', things, 1, f)", "[2]"),
        (
            "st.pills('w', things, default=things[1], format_func=f)",
            "[2]",
        ),
        (
            "st.pills('w', things, default=things[:2], format_func=f, selection_mode='multi')",
            "[1, 2]",
        ),
        ("st.multiselect('w', things, [things[1]], f)", "[2]"),
        ("st.multiselect('w', things, things[:2], f)", "[1, 2]"),
        ("st.select_slider('w', things, things[1], f)", "[2]"),
        ("st.select_slider('w', things, things[:2], f)", "[1, 2]"),
    ] {
        let mut app = App::new(&script(command));
        for _ in 0..3 {
            assert_eq!(last(&app), format!("text: {numbers} True"), "{command}");
            app.click("again");
        }
    }
}

#[test]
fn the_script_chooses_one_of_several_options_of_equal_text() {
    let command = "st.radio('w', things, 2, f, key='k')";
    let script = script(command).replace(
        "value =",
        "if st.session_state.get('a'):\n    st.session_state.k = things[1]\nvalue =",
    );
    let mut app = App::new(&script.replace("'again'", "'again', key='a'"));
    app.click("again");
    assert_eq!(last(&app), "text: [2] True");
    let second = names(&app)[1].clone();
    assert_eq!(app.shown("w"), Some(WidgetValue::Text(second)));
    app.rerun();
    assert_eq!(last(&app), "text: [2] True");
}

#[test]
fn a_callback_does_not_run_for_an_option_that_is_only_made_anew() {
    let command = "st.radio('w', things, 2, f, on_change=print, args=['changed'])";
    let mut app = App::new(&script(command));
    let names = names(&app);
    app.set("w", WidgetValue::Text(names[1].clone()));
    app.click("again");
    app.click("again");
    assert_eq!(app.printed(), "changed\n");
}

#[test]
fn sets_of_whole_numbers_stand_in_the_order_of_cpython() {
    shows("st.text(st.radio('w', {10, 5, 7}))", "text: 10\n");
    shows("st.text(st.selectbox('w', {3, 1, 2}))", "text: 1\n");
    shows(
        "st.text(st.selectbox('w', {2024, 2022, 2023}))",
        "text: 2024\n",
    );
    shows(
        "st.text(st.select_slider('w', frozenset([True, False])))",
        "text: False\n",
    );
}

#[test]
fn sets_of_texts_keep_one_order() {
    let mut app = app("st.text(st.radio('w', {'b', 'a', 'c'}))");
    let first = last(&app);
    app.rerun();
    assert_eq!(last(&app), first);
}
