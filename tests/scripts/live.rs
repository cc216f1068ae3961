//! What floats over the page and what comes bit by bit: dialogs, toasts, streams, chats.

use brooklet_protocol::WidgetValue;
use brooklet_protocol::message::SidebarState;
use brooklet_tests::App;

fn app(script: &str) -> App {
    App::new(&format!("import streamlit as st, time\n{script}\n"))
}

fn shows(script: &str, expected: &str) {
    let outline = app(script).outline();
    assert!(
        outline.contains(expected),
        "{expected:?} is not in\n{outline}"
    );
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
            "The `title` parameter is required. For example: `@st.dialog(\"Example Title\")`.",
        ),
        (
            "@st.dialog('')\ndef f(): pass",
            "The `title` parameter is required.",
        ),
        (
            "@st.dialog('a', width='x')\ndef f(): pass\nf()",
            "Invalid `width` value. Supported values: 'small', 'medium', 'large', a positive integer. Got 'x'.",
        ),
        (
            "@st.dialog('a', on_dismiss=1)\ndef f(): pass\nf()",
            "Invalid `on_dismiss` value. Supported values: 'rerun', 'ignore', a callback function.",
        ),
        (
            "@st.dialog('a')\ndef f(): pass\nf()\nf()",
            "Only one dialog is allowed to be opened at the same time.",
        ),
        (
            "@st.dialog('a')\ndef f(): f()\nf()",
            "Dialogs may not be nested inside other dialogs.",
        ),
        (
            "with st.sidebar:\n    st.bottom.text('x')",
            "`st.bottom` cannot be used inside `st.sidebar`.",
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
        "The `body` parameter is required. Please provide a message.",
    );
    shows(
        "st.toast('a', duration=0)",
        "Invalid `duration` value. Supported values: short, long, infinite, a positive integer.",
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
        "Invalid `stream` type. Expected one of: generator, stream-like object. Provided type: str. Please use `st.write` instead for this data type.",
    );
    shows(
        "st.write_stream(1)",
        "The provided input (type: <class 'int'>) cannot be iterated.",
    );
}

#[test]
fn a_chat_has_messages() {
    assert_eq!(
        app("with st.chat_message('user'):\n    st.text('hi')\nst.chat_message('Ann', avatar='🔥').text('ho')").outline(),
        "chat message of user\n  text: hi\nchat message of Ann\n  text: ho\n"
    );
    shows("st.chat_message(None)", "The `name` parameter is required.");
    shows(
        "st.chat_message('a', avatar='missing.png')",
        "Failed to load the provided avatar value as an image.",
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
        Some(brooklet_protocol::Sign::Text("🔥".to_owned()))
    );
    assert_eq!(change.wide, Some(true));
    assert_eq!(change.sidebar, Some(SidebarState::Auto));
    assert_eq!(change.sidebar_width, Some(320));
    let menu = change.menu.unwrap_or_default();
    assert_eq!(menu.help.as_deref(), Some("https://a.b"));
    assert_eq!(menu.about.as_deref(), Some("# A"));
    for (call, text) in [
        (
            "layout='x'",
            "Invalid `layout` value. Supported values: 'centered', 'wide'.",
        ),
        (
            "initial_sidebar_state='x'",
            "Invalid `initial_sidebar_state` value. Supported values: 'auto', 'expanded', 'collapsed', 'locked', a positive integer (width in pixels). Got 'x'.",
        ),
        (
            "menu_items={'x': None}",
            "Invalid `menu_items` value. Supported values: 'Get help', 'Report a bug', 'About'. `x` is not a supported menu item key.",
        ),
        (
            "menu_items={'Get help': 'x'}",
            "\"x\" is not a valid URL. You must use a fully qualified domain beginning with \"http://\", \"https://\", or \"mailto:\".",
        ),
    ] {
        shows(&format!("st.set_page_config({call})"), text);
    }
}
