//! Forms: what changes inside is sent together.

use brooklet_protocol::WidgetValue;
use brooklet_tests::App;

use crate::assertions::tells;

fn text(text: &str) -> WidgetValue {
    WidgetValue::Text(text.to_owned())
}

/// A form with a text input, a submit button, and a checkbox beside it.
fn app(arguments: &str) -> App {
    App::new(&format!(
        "import streamlit as st\nwith st.form('f'{arguments}):\n    name = st.text_input('name', 'nobody', key='name')\n    go = st.form_submit_button('go')\nst.checkbox('other')\nst.text(f'{{name}} {{go}} {{st.session_state.name}}')\n"
    ))
}

fn last(app: &App) -> String {
    app.outline().lines().last().unwrap_or_default().to_owned()
}

#[test]
fn rule_115_a_change_in_a_form_runs_nothing() {
    let mut app = app("");
    app.set("name", text("Ada"));
    assert_eq!(app.outcomes().len(), 1);
    assert_eq!(app.shown("name"), Some(text("Ada")));
}

#[test]
fn rule_116_a_submission_sends_all_values_together() {
    let mut app = app("");
    app.set("name", text("Ada"));
    app.click("go");
    assert_eq!(last(&app), "text: Ada True Ada");
    assert_eq!(app.outcomes().len(), 2);
}

#[test]
fn rule_117_what_is_not_submitted_stays_out_of_other_runs() {
    let mut app = app("");
    app.set("name", text("Ada"));
    app.set("other", WidgetValue::Bool(true));
    assert_eq!(last(&app), "text: nobody False nobody");
    assert_eq!(app.shown("name"), Some(text("Ada")));
}

#[test]
fn rule_118_before_the_submission_widgets_return_their_defaults() {
    assert_eq!(last(&app("")), "text: nobody False nobody");
}

#[test]
fn rule_119_enter_submits() {
    let mut app = app("");
    app.set("name", text("Ada"));
    app.enter("f");
    assert_eq!(last(&app), "text: Ada True Ada");
}

#[test]
fn enter_submits_only_where_the_form_allows_it() {
    let mut app = app(", enter_to_submit=False");
    app.set("name", text("Ada"));
    app.enter("f");
    assert_eq!(last(&app), "text: nobody False nobody");
}

#[test]
fn rule_121_enter_does_nothing_while_the_submit_button_is_disabled() {
    let mut app = App::new(
        "import streamlit as st\nwith st.form('f'):\n    st.text_input('name')\n    st.form_submit_button('no', disabled=True)\n    st.form_submit_button('yes')\n",
    );
    app.enter("f");
    assert_eq!(app.outcomes().len(), 1);
}

#[test]
fn rule_122_a_form_is_written_to_by_its_methods_too() {
    let app = App::new(
        "import streamlit as st\nf = st.form('f', border=False)\nst.text('below')\nf.text_input('a')\nf.columns(2)[1].form_submit_button('go')\n",
    );
    assert_eq!(
        app.outline(),
        "form \"f\"\n  text input \"a\"\n  row\n    column 0.50\n    column 0.50\n      button \"go\"\ntext: below\n"
    );
}

#[test]
fn rule_125_a_button_cannot_be_in_a_form() {
    for script in [
        "with st.form('f'):\n    st.button('b')",
        "with st.form('f'):\n    with st.container():\n        st.button('b')",
        "st.form('f').button('b')",
        "with st.form('f'):\n    with st.sidebar:\n        st.button('b')",
    ] {
        let app = App::new(&format!("import streamlit as st\n{script}\n"));
        tells(
            &app.outline(),
            "StreamlitInvalidLayoutContextError | `st.button` | `st.form_submit_button`",
        );
    }
    let beside =
        App::new("import streamlit as st\nwith st.form('f'):\n    st.sidebar.button('b')\n");
    assert!(beside.outline().contains("sidebar button \"b\""));
}

#[test]
fn rule_126_forms_cannot_be_nested() {
    let app = App::new("import streamlit as st\nwith st.form('a'):\n    st.form('b')\n");
    tells(&app.outline(), "StreamlitInvalidLayoutContextError");
}

#[test]
fn rule_127_only_the_submit_button_can_have_a_callback() {
    let app = App::new("import streamlit as st\nst.form('f').text_input('a', on_change=print)\n");
    tells(
        &app.outline(),
        "StreamlitInvalidFormCallbackError | `st.form_submit_button`",
    );
}

#[test]
fn rule_128_and_130_the_submit_callback_sees_new_values_and_old_arguments() {
    let mut app = App::new(
        "import streamlit as st\ndef said(old):\n    st.text(f'{old} then {st.session_state.name}')\nwith st.form('f'):\n    name = st.text_input('name', key='name')\n    st.form_submit_button('go', on_click=said, args=[name])\n",
    );
    app.set("name", text("Ada"));
    app.click("go");
    assert!(
        app.outline().starts_with("text: then Ada\n"),
        "{}",
        app.outline()
    );
}

#[test]
fn rule_129_a_submit_button_is_true_in_the_run_of_its_press() {
    let mut app = app("");
    app.click("go");
    assert_eq!(last(&app), "text: nobody True nobody");
    app.rerun();
    assert_eq!(last(&app), "text: nobody False nobody");
}

#[test]
fn rule_131_a_form_can_go_back_to_its_defaults() {
    let mut app = app(", clear_on_submit=True");
    app.set("name", text("Ada"));
    app.click("go");
    assert_eq!(last(&app), "text: Ada True Ada");
    assert_eq!(app.shown("name"), None, "the field shows its default");
    app.set("other", WidgetValue::Bool(true));
    assert_eq!(
        last(&app),
        "text: Ada False Ada",
        "nothing was submitted since"
    );
    app.click("go");
    assert_eq!(last(&app), "text: nobody True nobody");
}

#[test]
fn rule_133_a_widget_in_a_form_follows_another_at_the_submission_only() {
    let mut app = App::new(
        "import streamlit as st\nwith st.form('f'):\n    many = st.checkbox('many')\n    st.selectbox('which', ['a', 'b', 'c'] if many else ['a'])\n    st.form_submit_button('go')\n",
    );
    app.set("many", WidgetValue::Bool(true));
    assert!(app.outline().contains("selectbox \"which\" of a\n"));
    app.click("go");
    assert!(app.outline().contains("selectbox \"which\" of a, b, c\n"));
}

#[test]
fn two_forms_are_sent_apart() {
    let mut app = App::new(
        "import streamlit as st\nfor f in 'ab':\n    with st.form(f):\n        value = st.text_input('in ' + f)\n        st.form_submit_button('go ' + f)\n    st.text(value)\n",
    );
    app.set("in a", text("one"));
    app.set("in b", text("two"));
    app.click("go b");
    assert!(app.outline().contains("text: two") && !app.outline().contains("text: one"));
    app.click("go a");
    assert!(app.outline().contains("text: two") && app.outline().contains("text: one"));
}

#[test]
fn mistakes_with_forms_are_said_in_words() {
    let cases = [
        (
            "st.form('a'); st.form('a')",
            "StreamlitDuplicateElementKey | `a`",
        ),
        (
            "st.form_submit_button()",
            "StreamlitInvalidLayoutContextError | `st.form_submit_button`",
        ),
        ("st.form(None)", "TypeError | `key`"),
        ("st.form()", "TypeError | 'key'"),
        (
            "st.session_state['a'] = 1; st.form('a')",
            "StreamlitValueAssignmentNotAllowedError | `st.session_state['a']`",
        ),
        (
            "f = st.form('a'); f.form_submit_button('x'); f.form_submit_button('x')",
            "StreamlitDuplicateElementKey | `FormSubmitter:a-x`",
        ),
        (
            "st.form('a', height=0)",
            "StreamlitInvalidHeightError | `height` | `0` | 'stretch' | 'content'",
        ),
    ];
    for (script, error) in cases {
        let app = App::new(&format!("import streamlit as st\n{script}\n"));
        tells(&app.outline(), error);
    }
}

#[test]
fn a_form_and_a_widget_may_have_the_same_key() {
    let app = App::new("import streamlit as st\nst.form('a')\nst.text_input('x', key='a')\n");
    assert_eq!(app.outline(), "form \"a\" border\ntext input \"x\"\n");
}
