//! What floats over the page and what comes bit by bit: dialogs, toasts, streams, chats.

use brooklet_protocol::WidgetValue;
use brooklet_protocol::message::SidebarState;
use brooklet_tests::App;

use crate::assertions::tells;

fn app(script: &str) -> App {
    App::new(&format!("import streamlit as st, time\n{script}\n"))
}

fn shows(script: &str, expected: &str) {
    let outline = app(script).outline();
    tells(&outline, expected);
}

#[test]
fn a_dialog_runs_by_itself() {
    let mut app = app(
        "@st.dialog('Ask', width='large')\ndef ask(word):\n    print('dialog', word)\n    st.text('inside')\n    if st.button('send'):\n        print('sent')\n        st.rerun()\nif st.button('open'): ask('a')\nprint('script')",
    );
    assert_eq!(app.printed(), "script\n");
    app.click("open");
    assert!(
        app.outline().contains("dialog \"Ask\""),
        "{}",
        app.outline()
    );
    assert!(app.outline().contains("text: inside"));
    app.click("send");
    assert_eq!(
        app.printed(),
        "script\ndialog a\nscript\ndialog a\nsent\nscript\n"
    );
    assert!(!app.outline().contains("dialog"), "{}", app.outline());
}

#[test]
fn closing_a_dialog_calls_back() {
    let mut app = app(
        "def gone(): print('gone')\n@st.dialog('Ask', on_dismiss=gone)\ndef ask(): st.text('inside')\nif st.button('open'): ask()",
    );
    app.click("open");
    let id = app.widget("Ask");
    let request = app.request(&[(id, WidgetValue::Trigger)]);
    app.send([request]);
    assert_eq!(app.printed(), "gone\n");
    assert!(!app.outline().contains("dialog"));
}

#[test]
fn wrong_dialogs_are_refused() {
    for (script, text) in [
        (
            "@st.dialog\ndef f(): pass",
            "StreamlitMissingRequiredParameterError | `title`",
        ),
        (
            "@st.dialog('')\ndef f(): pass",
            "StreamlitMissingRequiredParameterError | `title`",
        ),
        (
            "@st.dialog('a', width='x')\ndef f(): pass\nf()",
            "StreamlitValueError | `'x'` | 'small' | 'medium' | 'large'",
        ),
        (
            "@st.dialog('a', on_dismiss=1)\ndef f(): pass\nf()",
            "StreamlitValueError | 'rerun' | 'ignore'",
        ),
        (
            "@st.dialog('a')\ndef f(): pass\nf()\nf()",
            "StreamlitInvalidLayoutContextError | a",
        ),
        (
            "@st.dialog('a')\ndef f(): f()\nf()",
            "StreamlitInvalidLayoutContextError | `st.rerun()`",
        ),
        (
            "with st.sidebar:\n    st.bottom.text('x')",
            "StreamlitInvalidLayoutContextError | `st.bottom` | `st.sidebar`",
        ),
    ] {
        shows(script, text);
    }
}

#[test]
fn a_toast_floats_and_can_be_changed() {
    let app = app(
        "t = st.toast('one', icon='🔥')\nt.toast('two')\nst.toast('three', duration=3)\nst.text('x')",
    );
    assert_eq!(app.outline(), "text: x\ntoast: two\ntoast: three\n");
    shows(
        "st.toast('')",
        "StreamlitMissingRequiredParameterError | `body`",
    );
    shows(
        "st.toast('a', duration=0)",
        "StreamlitValueError | 'short' | 'long' | 'infinite'",
    );
}

#[test]
fn a_stream_becomes_text() {
    shows(
        "def words():\n    for word in 'a b c'.split():\n        yield word + ' '\nst.text(repr(st.write_stream(words)))",
        "markdown: a b c\ntext: 'a b c '\n",
    );
    shows(
        "def parts():\n    yield 'a'\n    yield {'b': 1}\n    yield 'c'\nst.text(repr(st.write_stream(parts())))",
        "json: {\"b\": 1}\nmarkdown: c\ntext: ['a', {'b': 1}, 'c']\n",
    );
    shows(
        "async def words():\n    yield 'a'\n    yield 'b'\nst.text(repr(st.write_stream(words())))",
        "markdown: ab\ntext: 'ab'\n",
    );
    shows("st.text(repr(st.write_stream([])))", "text: ''\n");
    shows(
        "class Delta: content = 'hi'\nclass Choice: delta = Delta()\nclass ChatCompletionChunk: choices = [Choice()]\nChatCompletionChunk.__module__ = 'openai.types.chat'\nst.text(st.write_stream([ChatCompletionChunk(), ChatCompletionChunk()]))",
        "text: hihi\n",
    );
    shows(
        "st.write_stream('abc')",
        "StreamlitInvalidParameterTypeError | `stream` | `str` | `st.write`",
    );
    shows("st.write_stream(1)", "StreamlitAPIException | `int`");
}

#[test]
fn a_chat_has_messages() {
    assert_eq!(
        app("with st.chat_message('user'):\n    st.text('hi')\nst.chat_message('Ann', avatar='🔥').text('ho')").outline(),
        "chat message of user\n  text: hi\nchat message of Ann\n  text: ho\n"
    );
    shows(
        "st.chat_message(None)",
        "StreamlitMissingRequiredParameterError | `name`",
    );
    shows(
        "st.chat_message('a', avatar='missing.png')",
        "StreamlitAPIException | `avatar`",
    );
}

#[test]
fn the_strip_at_the_lower_edge_is_filled_from_anywhere() {
    assert_eq!(
        app("with st.bottom:\n    st.text('a')\nst.bottom.text('b')\nst.text('c')").outline(),
        "text: c\ntext: a\ntext: b\n"
    );
}

#[test]
fn the_page_is_configured() {
    let app = app(
        "st.set_page_config('Title', '🔥', 'wide', 320, {'Get Help': 'https://a.b', 'about': '# A'})",
    );
    let change = app.page_change();
    assert_eq!(change.title.as_deref(), Some("Title"));
    assert_eq!(
        change.icon,
        Some(brooklet_protocol::Icon::Text("🔥".to_owned()))
    );
    assert_eq!(change.wide, Some(true));
    assert_eq!(change.sidebar, Some(SidebarState::Auto));
    assert_eq!(change.sidebar_width, Some(320));
    let menu = change.menu.unwrap_or_default();
    assert_eq!(menu.help.as_deref(), Some("https://a.b"));
    assert_eq!(menu.about.as_deref(), Some("# A"));
    for (call, text) in [
        ("layout='x'", "StreamlitValueError | 'centered' | 'wide'"),
        (
            "initial_sidebar_state='x'",
            "StreamlitValueError | `'x'` | 'auto' | 'expanded' | 'collapsed'",
        ),
        (
            "menu_items={'x': None}",
            "StreamlitValueError | `'x'` | 'Get help' | 'Report a bug' | 'About'",
        ),
        (
            "menu_items={'Get help': 'x'}",
            "StreamlitInvalidURLError | `x` | `http://` | `https://` | `mailto:`",
        ),
    ] {
        shows(&format!("st.set_page_config({call})"), text);
    }
}
