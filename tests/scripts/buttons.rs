//! Buttons: what a click means to the script, what they refuse, the files they give.

use brooklet_protocol::element::{ButtonKind, IconPosition};
use brooklet_protocol::{Element, WidgetValue};
use brooklet_tests::App;

use crate::assertions::tells;

fn app(script: &str) -> App {
    App::new(&format!("import streamlit as st\nimport io\n{script}\n"))
}

fn shows(script: &str, expected: &str) {
    assert_eq!(app(script).outline(), expected, "{script}");
}

fn raises(call: &str, facts: &str) {
    tells(&app(call).outline(), facts);
}

/// The file that the only download button of a page offers.
fn file(call: &str) -> (String, String, String) {
    let app = app(call);
    let button = app.element(|element| match element {
        Element::DownloadButton(button) => Some(button.clone()),
        _ => None,
    });
    let button = button.unwrap_or_else(|| panic!("no button: {}", app.outline()));
    let (mime, bytes) = app
        .media(&button.content.expect("a content"))
        .expect("its bytes");
    let text = String::from_utf8_lossy(&bytes).into_owned();
    (mime, text, button.file_name)
}

#[test]
fn a_download_gives_what_its_data_holds() {
    let of = |call: &str| {
        let (mime, text, name) = file(call);
        format!("{mime} {text} {name}")
    };
    for (call, expected) in [
        (
            "st.download_button('a', 'text')",
            "text/plain text streamlit_download.txt",
        ),
        (
            "st.download_button('a', b'bytes', 'x.bin')",
            "application/octet-stream bytes x.bin",
        ),
        (
            "st.download_button('a', 'a,b', mime='text/csv')",
            "text/csv a,b streamlit_download.csv",
        ),
        (
            "f = io.BytesIO(b'abc'); f.read(); st.download_button('a', f)",
            "application/octet-stream abc streamlit_download.bin",
        ),
        (
            "f = io.StringIO('abc'); f.read(); st.download_button('a', f)",
            "text/plain abc streamlit_download.txt",
        ),
        (
            "open('d.csv', 'w').write('1,2')\nst.download_button('a', open('d.csv', 'rb'))",
            "text/csv 1,2 d.csv",
        ),
        (
            "open('d.csv', 'w').write('1,2')\nst.download_button('a', open('d.csv'), 'e.txt')",
            "text/plain 1,2 e.txt",
        ),
    ] {
        assert_eq!(of(call), expected, "{call}");
    }
}

#[test]
fn a_download_whose_content_changes_lets_go_of_the_old_one() {
    let mut app = app(
        "n = st.session_state.get('n', 0)\nst.session_state.n = n + 1\nst.download_button('a', str(n))",
    );
    assert_eq!(app.media_count(), 1);
    app.rerun();
    assert_eq!(app.media_count(), 1);
    app.edit(
        "import streamlit as st\nst.download_button('a', 'same')\nst.download_button('b', 'same')",
    );
    app.rerun();
    assert_eq!(app.media_count(), 1);
    app.edit("1");
    assert_eq!(app.media_count(), 0);
}

#[test]
fn a_deferred_file_is_made_when_it_is_asked_for() {
    let mut app = app(
        "def make():\n    print('made')\n    return 'late'\nst.download_button('a', make, 'late.txt', on_click='ignore')",
    );
    assert_eq!(app.printed(), "");
    let ((mime, bytes), name) = app.make_file("a").unwrap();
    assert_eq!(
        (mime.as_str(), bytes.as_slice(), name.as_str()),
        ("text/plain", &b"late"[..], "late.txt")
    );
    assert_eq!(app.printed(), "made\n");
}

#[test]
fn a_deferred_file_that_fails_says_why() {
    let mut failing = app("st.download_button('a', lambda: 1/0)");
    let why = failing.make_file("a").unwrap_err();
    tells(&why, "`data` | division by zero");
    let mut wrong = app("st.download_button('a', lambda: 3)");
    tells(&wrong.make_file("a").unwrap_err(), "`data` | `int`");
    let mut disabled = app("st.download_button('a', lambda: 'x', disabled=True)");
    assert!(disabled.make_file("a").is_err());
}

#[test]
fn a_click_is_true_for_one_run_and_calls_back_first() {
    for call in [
        "st.button('a', key='k', on_click=print, args=['called'])",
        "st.download_button('a', 'x', key='k', on_click=print, args=['called'])",
        "st.link_button('a', 'https://a.b', key='k', on_click=print, args=['called'])",
    ] {
        let mut app = app(&format!(
            "v = {call}\nst.text(f'{{v}} {{st.session_state.k}}')"
        ));
        assert!(
            app.outline().ends_with("text: False False\n"),
            "{}",
            app.outline()
        );
        app.click("a");
        assert!(
            app.outline().ends_with("text: True True\n"),
            "{}",
            app.outline()
        );
        assert_eq!(app.printed(), "called\n");
        app.rerun();
        assert!(
            app.outline().ends_with("text: False False\n"),
            "{}",
            app.outline()
        );
    }
}

#[test]
fn a_link_is_no_widget_unless_it_is_asked_to_be() {
    shows(
        "c = st.link_button('a', 'https://a.b')\nst.text(type(c).__name__)\nst.link_button('a', 'https://a.b')",
        "link \"a\" to https://a.b\ntext: DeltaGenerator\nlink \"a\" to https://a.b\n",
    );
    raises(
        "st.link_button('a', 'u', key='k'); st.link_button('b', 'u', key='k')",
        "StreamlitDuplicateElementKey | `k`",
    );
}

#[test]
fn a_choice_from_a_menu_holds_for_one_run() {
    let mut app = app(
        "v = st.menu_button('m', [1, 2], format_func=lambda n: f'No. {n}', key='k', on_click=lambda: print(st.session_state.k))\nst.text(repr(v))",
    );
    assert_eq!(app.outline(), "menu \"m\" of No. 1, No. 2\ntext: None\n");
    app.fire("m", WidgetValue::Text("No. 2".to_owned()));
    assert!(app.outline().ends_with("text: 2\n"));
    assert_eq!(app.printed(), "2\n");
    app.rerun();
    assert!(app.outline().ends_with("text: None\n"));
}

#[test]
fn a_button_looks_as_it_is_told() {
    let app = app(
        "st.button('a', type='tertiary', icon=' 🔥 ', icon_position='right', shortcut='Shift+Mod+Esc', help=3, wrap=False)",
    );
    let face = app.element(|element| match element {
        Element::Button(button) => Some(button.props.clone()),
        _ => None,
    });
    let face = face.unwrap();
    assert_eq!(face.kind, ButtonKind::Tertiary);
    assert_eq!(face.icon.as_deref(), Some("🔥"));
    assert_eq!(face.icon_position, IconPosition::Right);
    assert_eq!(face.shortcut.as_deref(), Some("ctrl+shift+escape"));
    assert_eq!(face.help.as_deref(), Some("3"));
    assert_eq!(face.wrap, Some(false));
}

#[test]
fn with_a_key_a_button_stays_the_same_whatever_it_shows() {
    let id = |call: &str| app(call).widget("a");
    assert_ne!(id("st.button('a')"), id("st.button('a', icon='🔥')"));
    assert_ne!(id("st.button('a')"), id("st.button('a', shortcut='k')"));
    assert_eq!(id("st.button('a')"), id("st.button('a', disabled=True)"));
    assert_eq!(
        id("st.button('a', key='k')"),
        id("st.button('a', key='k', icon='🔥')")
    );
    assert_eq!(
        id("st.download_button('a', 'x', key='k')"),
        id("st.download_button('a', 'y', 'name', key='k')")
    );
}

#[test]
fn what_does_not_fit_is_refused() {
    for (call, error) in [
        (
            "st.button('a', on_click='ignore')",
            "StreamlitAPIException | `on_click` | `'ignore'`",
        ),
        (
            "st.button('a', on_click=3)",
            "StreamlitValueError | `on_click`",
        ),
        (
            "st.button('a', type='foo')",
            "StreamlitValueError | `type` | 'primary' | 'secondary' | 'tertiary'",
        ),
        (
            "st.button('a', icon_position='top')",
            "StreamlitValueError | `icon_position` | 'left' | 'right'",
        ),
        (
            "st.button('a', icon=3)",
            "StreamlitInvalidParameterTypeError | `icon` | `int`",
        ),
        (
            "st.button('a', icon=':fire:')",
            "StreamlitAPIException | `:fire:`",
        ),
        (
            "st.button('a', icon='https://x.y/z.png')",
            "StreamlitAPIException | `https://x.y/z.png`",
        ),
        ("st.button('a', icon='ä')", "StreamlitAPIException | `ä`"),
        (
            "st.button('a', icon=':material/foo')",
            "StreamlitAPIException | `:material/foo`",
        ),
        (
            "st.button('a', icon=':Material/home:')",
            "StreamlitAPIException | `:Material/home:`",
        ),
        (
            "st.button('a', shortcut=3)",
            "StreamlitInvalidParameterTypeError | `shortcut` | `int`",
        ),
        (
            "st.button('a', shortcut='a+b')",
            "StreamlitAPIException | `a+b`",
        ),
        (
            "st.button('a', width='foo')",
            "StreamlitInvalidWidthError | `width` | `'foo'` | 'stretch' | 'content'",
        ),
    ] {
        raises(call, error);
    }
}

#[test]
fn what_other_buttons_cannot_take_is_refused() {
    for (call, error) in [
        (
            "st.download_button('a', 3)",
            "StreamlitAPIException | `data` | `int`",
        ),
        (
            "st.download_button('a', b'x', on_click='foo')",
            "StreamlitValueError | `on_click` | 'rerun' | 'ignore'",
        ),
        (
            "st.menu_button('a', [])",
            "StreamlitMissingRequiredParameterError | `options`",
        ),
        (
            "st.menu_button('a', [1, 2], format_func=lambda n: 'x')",
            "StreamlitAPIException | `format_func`",
        ),
        (
            "st.menu_button('a', ['x'], on_click='rerun')",
            "StreamlitAPIException | `on_click` | `'rerun'`",
        ),
    ] {
        raises(call, error);
    }
}

#[test]
fn no_button_can_be_set() {
    for call in [
        "st.button('a', key='k')",
        "st.download_button('a', 'x', key='k')",
        "st.link_button('a', 'x', key='k', on_click='rerun')",
        "st.menu_button('a', ['x'], key='k')",
    ] {
        raises(
            &format!("st.session_state.k = True\n{call}"),
            "StreamlitValueAssignmentNotAllowedError | `st.session_state['k']`",
        );
    }
}

#[test]
fn forms_have_a_button_of_their_own() {
    for (name, call) in [
        ("download_button", "st.download_button('a', 'x')"),
        ("menu_button", "st.menu_button('a', ['x'])"),
    ] {
        raises(
            &format!("with st.form('f'):\n    {call}"),
            &format!("StreamlitInvalidLayoutContextError | `st.{name}`"),
        );
    }
    let app = app("with st.form('f'):\n    st.link_button('a', 'https://a.b')");
    assert!(app.outline().contains("link \"a\""));
}

#[test]
fn a_shortcut_that_browsers_take_is_told_once() {
    let mut app = app("st.button('a', shortcut='Ctrl+T')\nst.button('b', shortcut='Ctrl+K')");
    app.rerun();
    let warnings = app.warnings();
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert!(warnings[0].contains("`Ctrl+T`"), "{warnings:?}");
}
