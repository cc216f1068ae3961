//! A session that goes on in another engine: after a crash, and in a page that is opened anew.

use brooklet_protocol::WidgetValue;
use brooklet_tests::App;

const COUNTER: &str = r#"
import streamlit as st
st.session_state.setdefault("runs", 0)
st.session_state.runs += 1
if st.button("Add"):
    st.session_state.setdefault("items", []).append(len(st.session_state.get("items", [])))
name = st.text_input("Name", key="name")
st.text(f"{st.session_state.runs} {st.session_state.get('items')} {name}")
"#;

fn last_line(app: &App) -> String {
    app.outline().lines().last().unwrap_or_default().to_owned()
}

#[test]
fn what_a_script_has_kept_is_there_after_a_crash() {
    let mut app = App::new(COUNTER);
    app.click("Add");
    app.click("Add");
    app.set("Name", WidgetValue::Text("Ada".to_owned()));
    assert_eq!(last_line(&app), "text: 4 [0, 1] Ada");
    app.crash();
    assert_eq!(last_line(&app), "text: 5 [0, 1] Ada");
    app.click("Add");
    assert_eq!(last_line(&app), "text: 6 [0, 1, 2] Ada");
}

#[test]
fn a_page_that_is_opened_anew_goes_on_with_values_and_state() {
    let mut app = App::new(COUNTER);
    app.click("Add");
    app.set("Name", WidgetValue::Text("Ada".to_owned()));
    app.reopen(COUNTER);
    assert_eq!(last_line(&app), "text: 4 [0] Ada");
    assert_eq!(app.shown("Name"), Some(WidgetValue::Text("Ada".to_owned())));
}

#[test]
fn a_changed_script_keeps_what_fits_and_the_rest_is_named() {
    let before = r"
import streamlit as st
class Basket: pass
st.session_state.basket = Basket()
st.session_state.stream = (n for n in range(3))
st.session_state.total = 7
";
    let mut app = App::new(before);
    app.reopen("import streamlit as st\nst.text(dict(st.session_state))\n");
    assert_eq!(app.outline(), "text: {'total': 7}\n");
    let warnings = app.warnings().join("\n");
    assert!(
        warnings.contains("stream") && warnings.contains("basket"),
        "{warnings}"
    );
}

#[test]
fn what_widgets_held_and_cannot_hold_any_more_gives_way_to_the_default_and_is_named_once() {
    let before = r#"
import streamlit as st
options, most, label = ["p", "q"], 10, "Size"
st.radio("Radio", options, index=1, key="radio")
st.selectbox("Select", options, index=1, key="select")
st.multiselect("Many", options, key="many")
st.pills("Pills", options, key="pills")
st.select_slider("Steps", options, key="steps")
st.slider("Slider", 0, most, 3, key="slider")
st.number_input("Number", 0, most, 2, key="number")
st.text_input(label)
st.text_input("Name", key="name")
for key in ["radio", "select", "many", "pills", "steps", "slider", "number", "name"]:
    st.text(f"{key} {st.session_state[key]!r}")
"#;
    let mut app = App::new(before);
    for (label, value) in [
        ("Radio", WidgetValue::Text("p".to_owned())),
        ("Select", WidgetValue::Text("p".to_owned())),
        (
            "Many",
            WidgetValue::Texts(vec!["p".to_owned(), "q".to_owned()]),
        ),
        ("Pills", WidgetValue::Texts(vec!["p".to_owned()])),
        ("Slider", WidgetValue::Floats(vec![9.0])),
        ("Number", WidgetValue::Int(9)),
        ("Size", WidgetValue::Text("XL".to_owned())),
        ("Name", WidgetValue::Text("Ada".to_owned())),
    ] {
        app.set(label, value);
    }
    let after = before.replace(r#"["p", "q"], 10, "Size""#, r#"["q", "r"], 5, "Colour""#);
    app.reopen(&after);
    let shown = app.outline();
    let shown: Vec<&str> = shown
        .lines()
        .filter_map(|line| line.strip_prefix("text: "))
        .collect();
    let expected = [
        "radio 'r'",
        "select 'r'",
        "many ['q']",
        "pills None",
        "steps 'q'",
        "slider 3",
        "number 2",
        "name 'Ada'",
    ];
    assert_eq!(shown, expected);
    assert_eq!(app.shown("Radio"), Some(WidgetValue::Text("r".to_owned())));
    app.rerun();
    let warnings = app.warnings();
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    let named = "an element without a key, many, number, pills, radio, select, slider.";
    assert!(warnings[0].ends_with(named), "{warnings:?}");
}

#[test]
fn a_widget_that_a_later_run_draws_is_not_named_if_it_held_nothing_of_its_own() {
    let mut app = App::new(
        "import streamlit as st\nif st.button('More'):\n    st.text_input('Note')\nst.checkbox('On')",
    );
    app.set("On", WidgetValue::Bool(true));
    app.click("More");
    app.crash();
    assert!(app.warnings().is_empty(), "{:?}", app.warnings());
}

#[test]
fn nothing_is_kept_where_the_app_says_never() {
    let mut app = App::with_config(COUNTER, &[("client.restoreSession", "\"never\"")]);
    app.click("Add");
    app.crash();
    assert!(last_line(&app).ends_with("None"), "{}", last_line(&app));
}

#[test]
fn a_session_that_ends_its_engine_at_once_is_not_restored_twice() {
    let mut app = App::new(COUNTER);
    app.click("Add");
    app.crash_before_the_run();
    assert_eq!(last_line(&app), "text: 1 None");
    assert!(
        app.warnings()
            .join("")
            .contains("not restored a second time")
    );
}

#[test]
fn a_large_session_is_kept_from_run_to_run() {
    let mut app = App::new(&COUNTER.replace(
        "if st.button",
        "st.session_state.large = bytes(600_000)\nif st.button",
    ));
    for _ in 0..3 {
        app.click("Add");
        app.crash();
    }
    assert_eq!(last_line(&app), "text: 7 [0, 1, 2]");
}

#[test]
fn what_is_too_large_is_named_and_the_rest_goes_on() {
    let mut app = App::new(&COUNTER.replace(
        "if st.button",
        "st.session_state.large = 'x' * 3_000_000\nif st.button",
    ));
    app.click("Add");
    app.crash();
    assert_eq!(last_line(&app), "text: 3 [0]");
    let warnings = app.warnings().join("\n");
    assert!(warnings.contains(": large."), "{warnings}");
}

#[test]
fn what_was_entered_into_a_form_and_not_sent_is_there_on_a_page_that_is_opened_anew() {
    let script = "import streamlit as st
with st.form('f'):
    name = st.text_input('name', 'nobody')
    age = st.number_input('age', value=1)
    st.form_submit_button('send')
st.text(f'{name} {age}')";
    let mut app = App::new(script);
    let ada = WidgetValue::Text("Ada".to_owned());
    app.set("name", ada.clone());
    assert_eq!(last_line(&app), "text: nobody 1");
    app.reopen(script);
    assert_eq!(last_line(&app), "text: nobody 1");
    assert_eq!((app.shown("name"), app.shown("age")), (Some(ada), None));
    app.click("send");
    assert_eq!(last_line(&app), "text: Ada 1");
    app.reopen(script);
    assert_eq!(last_line(&app), "text: Ada 1");
}
