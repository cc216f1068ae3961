//! Drop-downs and sliders over options: what they return, what the script can set, what is refused.

use brooklet_protocol::{Element, WidgetValue};
use brooklet_tests::texts;

use crate::assertions::{app, raises, shows};

#[test]
fn several_options_are_none_until_the_reader_chooses() {
    let mut app = app(
        "st.text(st.multiselect('m', [1, 2, 3], key='k', on_change=lambda: print(st.session_state.k)))",
    );
    assert!(app.outline().ends_with("text: []\n"));
    app.choose("m", &["3", "1"]);
    assert!(app.outline().ends_with("text: [3, 1]\n"));
    app.choose("m", &[]);
    assert!(app.outline().ends_with("text: []\n"));
    assert_eq!(app.printed(), "[3, 1]\n[]\n");
}

#[test]
fn several_options_begin_with_their_default() {
    for (default, expected) in [
        ("['b', 'a']", "['b', 'a']"),
        ("'b'", "['b']"),
        ("('a',)", "['a']"),
        ("None", "[]"),
        ("[]", "[]"),
    ] {
        shows(
            &format!("st.text(st.multiselect('m', ['a', 'b'], {default}))"),
            &format!("text: {expected}\n"),
        );
    }
}

#[test]
fn a_list_of_choices_belongs_to_the_script() {
    let mut app = app(
        "chosen = st.multiselect('m', ['a', 'b'], ['a'], key='k')\nchosen.append('x')\nst.text(st.session_state.k)",
    );
    assert!(app.outline().ends_with("text: ['a']\n"));
    app.rerun();
    assert!(app.outline().ends_with("text: ['a']\n"));
}

#[test]
fn options_are_shown_as_the_script_formats_them() {
    let mut app = app("st.text(st.multiselect('m', [1, 2], format_func=lambda n: f'no. {n}'))");
    assert!(
        app.outline()
            .contains("multiselect \"m\" of no. 1, no. 2\n")
    );
    app.choose("m", &["no. 2"]);
    assert!(app.outline().ends_with("text: [2]\n"));
    raises(
        "st.selectbox('s', [1], format_func=lambda n: n)",
        "TypeError | `format_func` | `int` | a str",
    );
}

#[test]
fn whatever_can_be_listed_gives_options() {
    for (options, expected) in [
        ("'abc'", "abc"),
        ("5", "5"),
        ("None", ""),
        ("{'x': 1, 'y': 2}", "x, y"),
        ("(n for n in range(2))", "0, 1"),
        ("enum.Enum('Color', 'RED BLUE')", "Color.RED, Color.BLUE"),
        ("enum.StrEnum('Color', 'RED BLUE')", "red, blue"),
    ] {
        shows(
            &format!("import enum\nst.multiselect('m', {options})"),
            &format!("multiselect \"m\" of {expected}\n"),
        );
    }
}

#[test]
fn the_first_column_of_a_table_gives_options() {
    let table = "class Table:\n    columns = ['a', 'b']\n    iloc = None\n    def __iter__(self):\n        return iter(self.columns)\n    def __getitem__(self, name):\n        return {'a': [1, 2], 'b': [3, 4]}[name]\n";
    shows(
        &format!("{table}st.multiselect('m', Table())"),
        "multiselect \"m\" of 1, 2\n",
    );
}

#[test]
fn options_have_to_be_comparable() {
    let vector = "class Vector:\n    def __eq__(self, other):\n        raise ValueError('ambiguous')\n    __hash__ = None\n";
    raises(
        &format!("{vector}st.selectbox('s', [Vector()])"),
        "StreamlitAPIException | `Vector` | `==`",
    );
}

#[test]
fn new_options_are_texts() {
    let mut app = app("st.text(st.multiselect('m', [1, 2], accept_new_options=True))");
    app.choose("m", &["2", "two"]);
    assert!(app.outline().ends_with("text: [2, 'two']\n"));
    let closed = "st.text(st.multiselect('m', [1, 2]))";
    let mut app = self::app(closed);
    app.choose("m", &["2", "two"]);
    assert!(app.outline().ends_with("text: [2]\n"));
    assert_eq!(app.shown("m"), Some(texts(&["2"])));
}

#[test]
fn options_that_are_gone_are_not_chosen_any_more() {
    let mut app = app(
        "few = st.checkbox('few')\nst.text(st.multiselect('m', ['a'] if few else ['a', 'b', 'c'], key='k'))\nst.text(st.session_state.k)",
    );
    app.choose("m", &["c", "a"]);
    app.set("few", WidgetValue::Bool(true));
    assert!(app.outline().ends_with("text: ['a']\ntext: ['a']\n"));
    assert_eq!(app.shown("m"), Some(texts(&["a"])));
}

#[test]
fn the_script_sets_several_options() {
    let mut app = app(
        "def choose():\n    st.session_state.k = ['b', 'q']\nst.button('go', on_click=choose)\nst.text(st.multiselect('m', ['a', 'b'], key='k'))",
    );
    app.click("go");
    assert!(app.outline().ends_with("text: ['b']\n"));
    assert_eq!(app.shown("m"), Some(texts(&["b"])));
    for (value, expected) in [("'b'", "b"), ("('b',)", "('b',)"), ("''", "")] {
        shows(
            &format!(
                "st.session_state.k = {value}\nst.text(st.multiselect('m', ['a', 'b'], key='k'))"
            ),
            &format!("text: {expected}\n"),
        );
    }
    for (value, kind) in [("5", "int"), ("None", "NoneType")] {
        raises(
            &format!("st.session_state.k = {value}\nst.multiselect('m', ['a', 'b'], key='k')"),
            &format!("TypeError: '{kind}' object is not iterable"),
        );
    }
}

#[test]
fn no_more_than_the_most_can_be_chosen() {
    let facts = |count, most| {
        format!("StreamlitSelectionCountExceedsMaxError | {count} | `max_selections` | {most}")
    };
    raises(
        "st.multiselect('m', ['a', 'b'], ['a', 'b'], max_selections=1)",
        &facts(2, 1),
    );
    raises(
        "st.session_state.k = ['a', 'b', 'c']\nst.multiselect('m', ['a', 'b', 'c'], key='k', max_selections=2)",
        &facts(3, 2),
    );
    for most in ["0", "False", "-1", "True", "'x'"] {
        raises(
            &format!("st.multiselect('m', ['a'], max_selections={most})"),
            &format!("StreamlitValueError | `max_selections` | `{most}`"),
        );
    }
}

#[test]
fn what_a_multiselect_cannot_take_is_refused() {
    for (arguments, error) in [
        (
            "default=['z']",
            "StreamlitDefaultNotInOptionsError | `'z'` | `options`",
        ),
        ("select_all=-1", "StreamlitValueError | `select_all`"),
        (
            "select_all='x'",
            "StreamlitInvalidParameterTypeError | `select_all` | `str`",
        ),
        (
            "filter_mode='x'",
            "StreamlitValueError | `filter_mode` | `'x'` | 'fuzzy' | 'contains'",
        ),
        (
            "filter_mode=None, accept_new_options=True",
            "StreamlitIncompatibleParametersError | `accept_new_options=True` | `filter_mode=None` | `filter_mode` | 'fuzzy'",
        ),
        ("wrap='x'", "TypeError | `wrap` | `str`"),
        (
            "width='content'",
            "StreamlitInvalidWidthError | `width` | `'content'` | 'stretch'",
        ),
        (
            "on_change='foo'",
            "StreamlitValueError | `on_change` | 'rerun' | 'ignore'",
        ),
    ] {
        raises(&format!("st.multiselect('m', ['a'], {arguments})"), error);
    }
}

#[test]
fn a_choice_stays_with_its_key() {
    let id = |call: &str| app(call).widget("m");
    let keyed = id("st.multiselect('m', ['a'], key='k')");
    assert_eq!(
        keyed,
        id("st.multiselect('m', ['a', 'b'], ['a'], key='k', help='h')")
    );
    assert_ne!(
        keyed,
        id("st.multiselect('m', ['a'], key='k', max_selections=2)")
    );
    assert_ne!(
        keyed,
        id("st.multiselect('m', ['a'], key='k', accept_new_options=True)")
    );
    let plain = id("st.multiselect('m', ['a'])");
    for other in [
        "select_all=3",
        "default='a'",
        "placeholder='p'",
        "filter_mode='prefix'",
    ] {
        assert_ne!(
            plain,
            id(&format!("st.multiselect('m', ['a'], {other})")),
            "{other}"
        );
    }
    assert_eq!(
        plain,
        id("st.multiselect('m', ['a'], wrap=False, disabled=True)")
    );
}

#[test]
fn a_change_that_is_ignored_runs_nothing() {
    for (command, options) in [
        ("multiselect", "['a']"),
        ("selectbox", "['a']"),
        ("pills", "['a']"),
        ("select_slider", "['a']"),
        ("radio", "['a']"),
    ] {
        let call = format!("st.{command}('m', {options}, on_change='ignore')");
        let reruns = app(&call).element(|element| match element {
            Element::Multiselect(element) => Some(element.reruns),
            Element::Selectbox(element) => Some(element.reruns),
            Element::ButtonGroup(element) => Some(element.reruns),
            Element::Slider(element) => Some(element.reruns),
            Element::Radio(element) => Some(element.reruns),
            _ => None,
        });
        assert_eq!(reruns, Some(false), "{command}");
    }
}

#[test]
fn what_is_ignored_comes_with_the_next_run() {
    for (command, value, before, after) in [
        ("checkbox", WidgetValue::Bool(true), "False", "True"),
        ("toggle", WidgetValue::Bool(true), "False", "True"),
        ("text_input", WidgetValue::Text("x".to_owned()), "''", "'x'"),
        ("text_area", WidgetValue::Text("x".to_owned()), "''", "'x'"),
        ("number_input", WidgetValue::Float(2.5), "0.0", "2.5"),
    ] {
        let mut app = app(&format!(
            "st.text(repr(st.{command}('m', key='k', on_change='ignore')))\nst.text(repr(st.session_state.k))\nst.button('go')"
        ));
        let reruns = app.element(|element| match element {
            Element::Checkbox(element) => Some(element.reruns),
            Element::TextInput(element) => Some(element.reruns),
            Element::TextArea(element) => Some(element.reruns),
            Element::NumberInput(element) => Some(element.reruns),
            _ => None,
        });
        assert_eq!(reruns, Some(false), "{command}");
        let shown = |value: &str| format!("text: {value}\ntext: {value}\n");
        app.set_without_rerun("m", value);
        assert!(app.outline().contains(&shown(before)), "{command}");
        app.click("go");
        assert!(app.outline().contains(&shown(after)), "{command}");
    }
}

#[test]
fn members_of_an_enumeration_are_those_of_this_run() {
    let mut app = app(
        "import enum\nclass Color(enum.Enum):\n    RED = 1\n    BLUE = 2\none = st.selectbox('s', Color)\nmany = st.multiselect('m', list(Color))\nend = st.select_slider('e', Color)\nst.text([one is Color.BLUE, many == [Color.RED], end is Color.BLUE])\nst.button('go')",
    );
    app.set("s", WidgetValue::Text("Color.BLUE".to_owned()));
    app.choose("m", &["Color.RED"]);
    app.choose("e", &["Color.BLUE"]);
    app.click("go");
    assert!(app.outline().contains("text: [True, True, True]\n"));
}

#[test]
fn a_selectbox_keeps_what_is_shown_as_one_of_its_options() {
    shows(
        "st.session_state.k = '1'\nst.text(repr(st.selectbox('s', [1, 2], key='k')))",
        "text: '1'\n",
    );
    let mut app = app("st.text(st.selectbox('s', ['a', 'b'], accept_new_options=True, key='k'))");
    app.set("s", WidgetValue::Text("new".to_owned()));
    assert!(app.outline().ends_with("text: new\n"));
    shows(
        "st.session_state.k = None\nst.text(st.selectbox('s', ['a', 'b'], key='k'))",
        "text: None\n",
    );
}

#[test]
fn a_slider_over_options_begins_at_the_first() {
    let mut app = app(
        "st.text(st.select_slider('s', ['low', 'mid', 'high'], key='k', on_change=lambda: print(st.session_state.k)))",
    );
    assert!(app.outline().contains("slider \"s\" over low, mid, high\n"));
    assert!(app.outline().ends_with("text: low\n"));
    app.choose("s", &["high"]);
    assert!(app.outline().ends_with("text: high\n"));
    assert_eq!(app.printed(), "high\n");
}

#[test]
fn a_slider_over_options_can_have_two_ends() {
    let mut app = app("st.text(st.select_slider('s', ['a', 'b', 'c'], value=('c', 'a')))");
    assert!(app.outline().ends_with("text: ('a', 'c')\n"));
    app.choose("s", &["c", "b"]);
    assert!(app.outline().ends_with("text: ('b', 'c')\n"));
    shows(
        "st.text(st.select_slider('s', [0.1, 0.2, 0.1 + 0.2], value=0.3))",
        "text: 0.30000000000000004\n",
    );
}

#[test]
fn the_script_sets_a_slider_over_options() {
    for (value, first, expected) in [
        ("'b'", "None", "b"),
        ("'q'", "'b'", "b"),
        ("('q', 'a')", "('a', 'b')", "('a', 'b')"),
        ("('a', 'b')", "None", "('a', 'b')"),
        ("['a', 'b']", "None", "a"),
        ("None", "'b'", "None"),
    ] {
        shows(
            &format!(
                "st.session_state.k = {value}\nst.text(st.select_slider('s', ['a', 'b'], {first}, key='k'))"
            ),
            &format!("text: {expected}\n"),
        );
    }
    let mut app = app(
        "def move():\n    st.session_state.k = ('b', 'c')\nst.button('go', on_click=move)\nst.text(st.select_slider('s', ['a', 'b', 'c'], ('a', 'b'), key='k'))",
    );
    app.click("go");
    assert_eq!(app.shown("s"), Some(texts(&["b", "c"])));
}

#[test]
fn a_slider_begins_anew_where_its_option_is_gone() {
    let mut app = app(
        "few = st.checkbox('few')\nst.text(st.select_slider('s', ['a', 'b'] if few else ['a', 'b', 'c'], key='k'))",
    );
    app.choose("s", &["b"]);
    app.set("few", WidgetValue::Bool(true));
    assert!(app.outline().ends_with("text: b\n"));
    app.set("few", WidgetValue::Bool(false));
    app.choose("s", &["c"]);
    app.set("few", WidgetValue::Bool(true));
    assert!(app.outline().ends_with("text: a\n"));
}

#[test]
fn what_a_slider_over_options_cannot_take_is_refused() {
    for (arguments, error) in [
        ("[]", "StreamlitMissingRequiredParameterError | `options`"),
        ("['a'], 'z'", "ValueError | `'z'`"),
        ("['a'], ['a']", "ValueError | `value` | 1"),
        ("['a'], ('a', 'a', 'a')", "ValueError | `value`"),
        ("[(1, 2)], (1, 2)", "ValueError | `1`"),
    ] {
        raises(&format!("st.select_slider('s', {arguments})"), error);
    }
}
