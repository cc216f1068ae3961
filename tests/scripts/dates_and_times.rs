//! Fields for days and times: values, checks, identity.

use brooklet_protocol::{Element, WidgetValue};
use brooklet_tests::{App, texts};

use crate::assertions::tells;

fn run(body: &str) -> App {
    App::new(&format!(
        "import streamlit as st\nimport datetime\nfrom datetime import date, time, timedelta\nd = date(2024, 5, 17)\n{body}\n"
    ))
}

/// What the app shows but for the fields.
fn shown(app: &App) -> String {
    let lines = app.outline();
    let lines = lines.lines().filter_map(|line| line.strip_prefix("text: "));
    lines.collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check(body: &str, expected: &str) {
    assert_eq!(shown(&run(body)), expected, "{body}");
}

#[test]
fn values_are_days_and_times() {
    check(
        "st.text(repr(st.date_input('D', d)))",
        "datetime.date(2024, 5, 17)",
    );
    check(
        "st.text(repr(st.date_input('D', '2024-05-17')))",
        "datetime.date(2024, 5, 17)",
    );
    check("st.text(st.date_input('D') == date.today())", "True");
    check("st.text(st.date_input('D', None))", "None");
    check("st.text(st.date_input('D', []))", "()");
    check(
        "st.text(repr(st.date_input('D', (d, d + timedelta(2)))))",
        "(datetime.date(2024, 5, 17), datetime.date(2024, 5, 19))",
    );
    check(
        "st.text(repr(st.time_input('T', time(8, 45, 30))))",
        "datetime.time(8, 45)",
    );
    check(
        "st.text(repr(st.time_input('T', '08:45:30', step=30)))",
        "datetime.time(8, 45, 30)",
    );
    check("st.text(st.time_input('T', None))", "None");
    check("st.text(type(st.time_input('T')).__name__)", "time");
    check(
        "st.text(repr(st.datetime_input('B', datetime.datetime(2024, 5, 17, 8, 45, 30))))",
        "datetime.datetime(2024, 5, 17, 8, 45)",
    );
    check(
        "st.text(repr(st.datetime_input('B', '2024/05/17 08:45')))",
        "datetime.datetime(2024, 5, 17, 8, 45)",
    );
    check(
        "st.text(repr(st.datetime_input('B', d)))",
        "datetime.datetime(2024, 5, 17, 0, 0)",
    );
    check("st.text(st.datetime_input('B', None))", "None");
}

#[test]
fn the_reader_changes_them() {
    let mut app = run(
        "st.text(st.date_input('D', d))\nst.text(len(st.date_input('R', (d, d))))\nst.text(st.time_input('T', time(8)))\nst.text(st.datetime_input('B', d))",
    );
    app.set("D", texts(&["2025-01-02"]));
    app.set("R", texts(&["2025-01-02"]));
    app.set("T", texts(&["23:59"]));
    app.set("B", texts(&["2025-01-02T12:30"]));
    assert_eq!(shown(&app), "2025-01-02\n1\n23:59:00\n2025-01-02 12:30:00");
    // What cannot be is the default.
    app.set("D", texts(&["2095-01-02"]));
    app.set("T", texts(&["tea"]));
    assert_eq!(shown(&app), "2024-05-17\n1\n08:00:00\n2025-01-02 12:30:00");
}

#[test]
fn the_script_sets_them() {
    let mut app = run(
        "def move():\n    st.session_state.d = date(2024, 6, 1)\n    st.session_state.t = time(9, 15)\nst.button('Move', on_click=move)\nst.text(st.date_input('D', d, key='d'))\nst.text(st.time_input('T', time(8), key='t'))",
    );
    app.click("Move");
    assert_eq!(shown(&app), "2024-06-01\n09:15:00");
    let set = app.element(|element| match element {
        Element::DateTimeField(field) if field.label.text == "T" => field.set_value.clone(),
        _ => None,
    });
    assert_eq!(set, Some(texts(&["09:15"])));
}

#[test]
fn a_session_says_whether_it_is_a_range() {
    check(
        "st.session_state.d = (d, d)\nst.text(repr(st.date_input('D', key='d', max_value=date(2030, 1, 1))))",
        "(datetime.date(2024, 5, 17), datetime.date(2024, 5, 17))",
    );
}

#[test]
fn bounds_that_move_reset_a_value_outside_of_them() {
    let mut app = run(
        "low = date(2024, 6, 1) if st.checkbox('Later') else date(2024, 1, 1)\nst.text(st.date_input('D', date(2024, 7, 1), min_value=low, key='d'))",
    );
    app.set("D", texts(&["2024-02-02"]));
    assert_eq!(shown(&app), "2024-02-02");
    app.set("Later", WidgetValue::Bool(true));
    assert_eq!(shown(&app), "2024-07-01");
}

#[test]
fn a_key_keeps_the_value_unless_the_format_changes() {
    for (changed, after) in [
        ("help='x' if c else None", "2024-06-01"),
        ("format='DD.MM.YYYY' if c else 'YYYY/MM/DD'", "2024-05-17"),
    ] {
        let mut app = run(&format!(
            "c = st.checkbox('C')\nst.text(st.date_input('D', d, key='d', {changed}))"
        ));
        app.set("D", texts(&["2024-06-01"]));
        app.set("C", WidgetValue::Bool(true));
        assert_eq!(shown(&app), after, "{changed}");
    }
}

/// Calls that cannot be, and what they are told.
const WRONG: [(&str, &str); 14] = [
    (
        "st.date_input('D', 5)",
        "StreamlitInvalidParameterTypeError | `value` | `int` | 'today'",
    ),
    (
        "st.date_input('D', (d, d, d))",
        "StreamlitInvalidParameterTypeError | `value` | `tuple`",
    ),
    (
        "st.date_input('D', d, min_value=5)",
        "StreamlitInvalidParameterTypeError | `min_value` | `int`",
    ),
    (
        "st.date_input('D', d, min_value=date(2025, 1, 1))",
        "StreamlitValueBelowMinError | `value` | `min_value` | 2024 | 05",
    ),
    (
        "st.date_input('D', d, max_value=date(2023, 1, 1))",
        "StreamlitValueAboveMaxError | `value` | `max_value` | 2024 | 05",
    ),
    (
        "st.date_input('D', d, format='YY')",
        "StreamlitValueError | `format` | `'YY'` | '/' | '-'",
    ),
    (
        "st.date_input('D', d, format=5)",
        "StreamlitInvalidParameterTypeError | `format` | `int`",
    ),
    (
        "st.time_input('T', 5)",
        "StreamlitInvalidParameterTypeError | `value` | `int`",
    ),
    (
        "st.time_input('T', step=True)",
        "StreamlitInvalidParameterTypeError | `step` | `bool`",
    ),
    (
        "st.time_input('T', step=90000)",
        "StreamlitValueOutOfRangeError | `step` | `90000 seconds` | 1 | 23",
    ),
    (
        "st.time_input('T', format='6h')",
        "StreamlitValueError | `format` | '12h' | '24h' | 'localized'",
    ),
    (
        "st.datetime_input('B', 5)",
        "StreamlitInvalidParameterTypeError | `value` | `int` | 'now'",
    ),
    (
        "st.datetime_input('B', d, min_value=d + timedelta(1))",
        "StreamlitValueBelowMinError | `value` | `min_value` | 2024 | 05",
    ),
    (
        "st.datetime_input('B', d, step=59)",
        "StreamlitValueOutOfRangeError | `step` | `59 seconds` | 60 | 23",
    ),
];

#[test]
fn checks_say_what_is_wrong() {
    for (call, expected) in WRONG {
        let app = run(&format!(
            "try:\n    {call}\nexcept Exception as error:\n    st.text(f'{{type(error).__name__}}: {{error}}')"
        ));
        let shown = shown(&app);
        tells(&shown, expected);
    }
}

#[test]
fn sliders_go_over_days_and_times() {
    let mut app = run(
        "st.text(repr(st.slider('T', value=(time(11, 30), time(12, 45)))))\nst.text(st.slider('B', value=datetime.datetime(2020, 1, 1, 9, 30), format='MM/DD/YY - hh:mm'))\nst.text(repr(st.slider('D', date(2024, 1, 1), date(2024, 12, 31), d)))",
    );
    assert_eq!(
        shown(&app),
        "(datetime.time(11, 30), datetime.time(12, 45))\n2020-01-01 09:30:00\ndatetime.date(2024, 5, 17)"
    );
    let slider = |label: &'static str| {
        move |element: &Element| match element {
            Element::Slider(slider) if slider.label.text == label => Some(slider.clone()),
            _ => None,
        }
    };
    let day = 86_400e6;
    let days = app.element(slider("B")).expect("a slider");
    assert_eq!((days.max - days.min, days.step), (28.0 * day, day));
    assert_eq!(days.format, "MM/DD/YY - hh:mm");
    let times = app.element(slider("T")).expect("a slider");
    assert_eq!((times.step, times.format.as_str()), (900e6, "HH:mm"));
    let moved = times.default.iter().map(|thumb| thumb + 3600e6).collect();
    app.set("T", WidgetValue::Floats(moved));
    assert!(shown(&app).starts_with("(datetime.time(12, 30), datetime.time(13, 45))"));
}

#[test]
fn a_slider_refuses_what_does_not_go_together() {
    for (call, expected) in [
        (
            "st.slider('D', d, step=1)",
            "StreamlitInvalidParameterTypeError | `min_value` | `max_value` | `step`",
        ),
        (
            "st.slider('D', d, d, d)",
            "StreamlitInvalidMinMaxError | `min_value` | `max_value` | 2024 | 05",
        ),
        (
            "st.slider('D', value=d, step=timedelta(0))",
            "StreamlitValueError | `step`",
        ),
    ] {
        let app = run(&format!(
            "try:\n    {call}\nexcept Exception as error:\n    st.text(f'{{type(error).__name__}}: {{error}}')"
        ));
        tells(&shown(&app), expected);
    }
}
