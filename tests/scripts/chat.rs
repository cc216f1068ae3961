//! The chat input: what a message is to the script, where the field stands.

use brooklet_protocol::element::chat_input::SubmitMode;
use brooklet_protocol::element::{ChatInput, file_uploader::Amount};
use brooklet_protocol::{Element, WidgetValue};
use brooklet_tests::App;

use crate::assertions::tells;

fn app(script: &str) -> App {
    App::new(&format!("import streamlit as st\n{script}\n"))
}

fn raises(call: &str, facts: &str) {
    tells(&app(call).outline(), facts);
}

fn field(app: &App) -> ChatInput {
    let field = app.element(|element| match element {
        Element::ChatInput(field) => Some(field.clone()),
        _ => None,
    });
    field.expect("a chat input")
}

fn says(text: &str) -> WidgetValue {
    WidgetValue::Message {
        text: text.to_owned(),
        files: Vec::new(),
        speech: None,
    }
}

#[test]
fn a_message_holds_for_one_run() {
    let mut app = app(
        "m = st.chat_input('c', key='k', on_submit=lambda: print(st.session_state.k))\nst.text(f'{m!r} {st.session_state.k!r}')",
    );
    assert!(app.outline().contains("text: None None\n"));
    app.fire("c", says("hello"));
    assert!(app.outline().contains("text: 'hello' 'hello'\n"));
    assert_eq!(app.printed(), "hello\n");
    app.rerun();
    assert!(app.outline().contains("text: None None\n"));
}

#[test]
fn a_message_is_cut_at_its_longest() {
    let mut app = app("st.text(st.chat_input('c', max_chars=3))");
    app.fire("c", says("äöüß"));
    assert!(app.outline().contains("text: äöü\n"));
}

#[test]
fn a_message_with_files_is_an_object_and_a_mapping() {
    let mut app = app(
        "m = st.chat_input('c', accept_file='multiple')\nif m:\n    st.text(f'{m.text} {[f.name for f in m.files]} {m.files[0].read()} {m[\"text\"]} {list(m)} {len(m)} {\"audio\" in m}')\n    try:\n        m.audio\n    except AttributeError as e:\n        st.text(e)\n    m['text'] = 'new'\n    st.text(m.to_dict() == {'text': 'new', 'files': m.files})\n    try:\n        m['foo']\n    except KeyError as e:\n        st.text(e)",
    );
    let files = app.records(&[("1", "a.txt", "abc"), ("2", "b.txt", "")]);
    app.fire(
        "c",
        WidgetValue::Message {
            text: "hi".to_owned(),
            files,
            speech: None,
        },
    );
    let outline = app.outline();
    let lines: Vec<&str> = outline.lines().collect();
    assert_eq!(
        lines[0],
        "text: hi ['a.txt', 'b.txt'] b'abc' hi ['text', 'files'] 2 False"
    );
    tells(lines[1], "`audio` | `accept_audio`");
    assert_eq!(lines[2], "text: True");
    tells(lines[3], "'foo'");
}

#[test]
fn speech_comes_as_a_file() {
    let mut app = app(
        "m = st.chat_input('c', accept_audio=True)\nif m:\n    st.text(f'{m.audio.getvalue()} {m!r}'[:40])\n    st.text(hasattr(m, 'files'))",
    );
    assert_eq!(field(&app).speech, Some(16000));
    let speech = app.records(&[("1", "a.wav", "RIFF")]).pop().map(Box::new);
    app.fire(
        "c",
        WidgetValue::Message {
            text: String::new(),
            files: Vec::new(),
            speech,
        },
    );
    assert!(
        app.outline()
            .starts_with("text: b'RIFF' ChatInputValue(text='', audio=Up\ntext: False\n"),
        "{}",
        app.outline()
    );
}

#[test]
fn in_the_main_column_it_goes_to_the_lower_edge_and_elsewhere_it_stays() {
    let outline = app("st.chat_input('a')\nst.text('below')").outline();
    assert_eq!(outline, "text: below\nchat \"a\"\n");
    let outline = app("with st.container():\n    st.chat_input('a')\nst.text('below')").outline();
    assert_eq!(outline, "container\n  chat \"a\"\ntext: below\n");
    let outline = app("st.sidebar.chat_input('a')").outline();
    assert_eq!(outline, "sidebar chat \"a\"\n");
}

#[test]
fn the_script_can_write_into_the_field() {
    let mut app = app(
        "if st.button('b'):\n    st.session_state.k = 'draft'\nm = st.chat_input('c', key='k')\nst.text(f'{m} {st.session_state.k}')",
    );
    app.click("b");
    assert_eq!(field(&app).set_value.as_deref(), Some("draft"));
    assert!(app.outline().contains("text: None None\n"));
    app.rerun();
    assert_eq!(field(&app).set_value, None);
    app.fire("c", says("sent"));
    assert!(app.outline().contains("text: sent sent\n"));
}

#[test]
fn the_page_is_told_all() {
    let app = app(
        "st.chat_input('c', max_chars=9, max_upload_size=3, accept_file='directory', file_type=['csv'], accept_audio=True, audio_sample_rate=None, disabled=True, submit_mode='stop')",
    );
    let field = field(&app);
    assert_eq!(field.max_chars, Some(9));
    assert_eq!(field.max_megabytes, 3);
    assert_eq!(field.files, Some(Amount::Folder));
    assert_eq!(field.types, [".csv"]);
    assert_eq!(field.speech, Some(0));
    assert!(field.disabled);
    assert_eq!(field.mode, SubmitMode::Stop);
}

#[test]
fn what_changes_the_message_makes_another_field() {
    let id = |call: &str| app(call).widget("c");
    assert_eq!(
        id("st.chat_input('c', key='k')"),
        id("st.chat_input('c', key='k', disabled=True, submit_mode='stop')")
    );
    assert_ne!(
        id("st.chat_input('c', key='k')"),
        id("st.chat_input('c', key='k', max_chars=3)")
    );
    assert_ne!(
        id("st.chat_input('c', key='k')"),
        id("st.chat_input('c', key='k', accept_file=True)")
    );
    assert_ne!(
        id("st.chat_input('c')"),
        id("st.chat_input('c', submit_mode='stop')")
    );
}

#[test]
fn what_does_not_fit_is_refused() {
    for (call, error) in [
        (
            "st.chat_input(accept_file='foo')",
            "StreamlitValueError | `accept_file` | `'foo'` | 'multiple' | 'directory'",
        ),
        (
            "st.chat_input(accept_file=1)",
            "StreamlitValueError | `accept_file` | `1` | 'multiple' | 'directory'",
        ),
        (
            "st.chat_input(submit_mode='foo')",
            "StreamlitValueError | `submit_mode` | 'submit' | 'disable' | 'stop'",
        ),
        (
            "st.chat_input(max_upload_size=True)",
            "StreamlitValueError | `max_upload_size`",
        ),
        (
            "st.chat_input(audio_sample_rate=3)",
            "StreamlitValueError | `audio_sample_rate` | `3` | 8000 | 11025",
        ),
        (
            "with st.form('f'):\n    st.chat_input()",
            "StreamlitInvalidLayoutContextError | `st.chat_input`",
        ),
        (
            "st.chat_input(on_submit='rerun')",
            "StreamlitAPIException | `on_submit` | `'rerun'`",
        ),
        (
            "st.chat_input(height='foo')",
            "StreamlitInvalidHeightError | `height` | `'foo'` | 'stretch' | 'content'",
        ),
        (
            "st.chat_input(width='content')",
            "StreamlitInvalidWidthError | `width` | `'content'` | 'stretch'",
        ),
    ] {
        raises(call, &format!("streamlit.errors.{error}"));
    }
    raises("st.chat_input(file_type=3)", "TypeError | 'int'");
}
