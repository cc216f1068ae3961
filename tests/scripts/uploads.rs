//! Files of the reader, as the script has them.

use brooklet_protocol::widget::FileRecord;
use brooklet_protocol::{Element, WidgetValue};
use brooklet_tests::App;

use crate::assertions::tells;

fn app(script: &str) -> App {
    App::new(&format!("import streamlit as st\nimport io\n{script}\n"))
}

fn raises(call: &str, facts: &str) {
    tells(&app(call).outline(), facts);
}

/// What a script says of a file that is handed to it.
fn says(of_file: &str, content: &str, expected: &str) {
    let mut app = app(&format!(
        "f = st.file_uploader('u')\nif f:\n    {of_file}\n    st.text(repr(x))"
    ));
    app.hand_over("u", &[("1", "a.txt", content)]);
    assert_eq!(
        app.outline(),
        format!("files \"u\"\ntext: {expected}\n"),
        "{of_file}"
    );
}

#[test]
fn a_file_is_a_bytes_io_with_a_name() {
    let text = "one\ntwo\nthree";
    for (of_file, expected) in [
        (
            "x = isinstance(f, io.BytesIO), f.name, f.type, f.size",
            "(True, 'a.txt', 'text/plain', 13)",
        ),
        (
            "x = f.read(), f.read(), f.tell()",
            "(b'one\\ntwo\\nthree', b'', 13)",
        ),
        (
            "x = f.read(3), f.read1(2), f.tell(), f.seek(0), f.read(-1)",
            "(b'one', b'\\nt', 5, 0, b'one\\ntwo\\nthree')",
        ),
        ("x = f.getvalue(), f.tell()", "(b'one\\ntwo\\nthree', 0)"),
        ("x = list(f)", "[b'one\\n', b'two\\n', b'three']"),
        (
            "x = f.readline(), f.readline(2), f.readlines()",
            "(b'one\\n', b'tw', [b'o\\n', b'three'])",
        ),
        (
            "x = f.seek(-5, 2), f.read(), f.seek(99), f.read()",
            "(8, b'three', 99, b'')",
        ),
        (
            "x = io.TextIOWrapper(f).read().split()",
            "['one', 'two', 'three']",
        ),
        (
            "b = bytearray(4); x = f.readinto(b), bytes(b)",
            "(4, b'one\\n')",
        ),
        (
            "f.seek(0, 2); f.write(b'!'); x = f.getvalue(), f.tell()",
            "(b'one\\ntwo\\nthree!', 14)",
        ),
        ("f.read(3); f.truncate(); x = f.getvalue()", "b'one'"),
        (
            "x = f.getbuffer().nbytes, f.seekable(), f.readable()",
            "(13, True, True)",
        ),
        ("x = f == f, f != 3, len({f, f})", "(True, True, 1)"),
        (
            "x = f",
            "UploadedFile(file_id='1', name='a.txt', type='text/plain', size=13)",
        ),
        ("x = st.session_state.get('nothing')", "None"),
        (
            "import csv; x = list(csv.reader(io.StringIO(f.getvalue().decode())))[0]",
            "['one']",
        ),
    ] {
        says(of_file, text, expected);
    }
}

#[test]
fn a_closed_file_is_an_error() {
    let mut app = app("f = st.file_uploader('u')\nif f:\n    f.close()\n    f.read()");
    app.hand_over("u", &[("1", "a.txt", "x")]);
    assert!(
        app.outline()
            .ends_with("exception: ValueError: I/O operation on closed file.\n")
    );
}

#[test]
fn a_file_begins_anew_in_each_run() {
    let mut app = app(
        "f = st.file_uploader('u', key='k')\nst.text(f and f.read())\nst.text(f is st.session_state.k)",
    );
    app.hand_over("u", &[("1", "a.txt", "abc")]);
    app.rerun();
    assert_eq!(app.outline(), "files \"u\"\ntext: b'abc'\ntext: True\n");
}

#[test]
fn without_files_there_is_none_or_an_empty_list() {
    for (amount, empty, one) in [
        ("False", "None", "'a.txt'"),
        ("True", "[]", "['a.txt']"),
        ("'directory'", "[]", "['a.txt']"),
    ] {
        let mut app = app(&format!(
            "f = st.file_uploader('u', accept_multiple_files={amount})\nst.text(repr([x.name for x in f] if isinstance(f, list) else f and f.name))"
        ));
        assert_eq!(app.outline(), format!("files \"u\"\ntext: {empty}\n"));
        app.hand_over("u", &[("1", "a.txt", "x")]);
        assert_eq!(app.outline(), format!("files \"u\"\ntext: {one}\n"));
        app.hand_over("u", &[]);
        assert_eq!(app.outline(), format!("files \"u\"\ntext: {empty}\n"));
    }
}

#[test]
fn a_callback_is_called_when_the_files_change_and_only_then() {
    let mut app =
        app("st.file_uploader('u', key='k', on_change=lambda: print(st.session_state.k.name))");
    app.hand_over("u", &[("1", "a.txt", "x")]);
    app.hand_over("u", &[("1", "a.txt", "x")]);
    app.rerun();
    assert_eq!(app.printed(), "a.txt\n");
    app.hand_over("u", &[("2", "b.txt", "x")]);
    assert_eq!(app.printed(), "a.txt\nb.txt\n");
}

#[test]
fn a_file_outlives_the_field_in_the_hands_of_the_script() {
    let mut app = app(
        "if not st.session_state.get('f'):\n    st.session_state.f = st.file_uploader('u')\nst.text(st.session_state.f and st.session_state.f.getvalue())",
    );
    app.hand_over("u", &[("1", "a.txt", "abc")]);
    app.world().upload("1", None);
    app.rerun();
    assert_eq!(app.outline(), "text: b'abc'\n");
}

#[test]
fn a_file_that_is_gone_counts_as_none() {
    let mut app = app("st.text(st.file_uploader('u'))");
    app.hand_over("u", &[("1", "a.txt", "x")]);
    let mut gone = self::app("st.text(st.file_uploader('u', key='other'))");
    gone.set("u", WidgetValue::Files(vec![FileRecord::default()]));
    assert!(gone.outline().ends_with("text: None\n"));
}

#[test]
fn types_and_amount_make_another_field_even_with_a_key() {
    let id = |call: &str| app(call).widget("a");
    assert_eq!(
        id("st.file_uploader('a', key='k')"),
        id("st.file_uploader('a', key='k', help='x', disabled=True)")
    );
    assert_ne!(
        id("st.file_uploader('a', key='k')"),
        id("st.file_uploader('a', key='k', type='csv')")
    );
    assert_ne!(
        id("st.file_uploader('a', key='k')"),
        id("st.file_uploader('a', key='k', accept_multiple_files=True)")
    );
    assert_ne!(
        id("st.file_uploader('a', key='k')"),
        id("st.file_uploader('a', key='k', max_upload_size=3)")
    );
    assert_ne!(
        id("st.file_uploader('a')"),
        id("st.file_uploader('a', help='x')")
    );
}

#[test]
fn the_page_is_told_what_the_field_takes() {
    let app = app("st.file_uploader('a', ['CSV', 'image', 'jpg'], max_upload_size=3)");
    let field = app.element(|element| match element {
        Element::FileUploader(field) => Some(field.clone()),
        _ => None,
    });
    let field = field.expect("the field");
    assert_eq!(field.types, ["image/*", ".csv", ".jpg", ".jpeg"]);
    assert_eq!(field.max_megabytes, 3);
}

#[test]
fn a_file_of_another_kind_is_refused_here_too() {
    let mut app = app("st.file_uploader('u', type=['png', 'csv'])");
    app.hand_over("u", &[("1", "dir/a.b.txt", "x")]);
    tells(
        &app.outline(),
        "StreamlitAPIException | `.txt` | '.png' | '.csv'",
    );
}

#[test]
fn what_does_not_fit_is_refused() {
    const SIZE: &str = "StreamlitValueError | `max_upload_size`";
    for size in ["0", "True", "'3'", "1.5"] {
        raises(
            &format!("st.file_uploader('a', max_upload_size={size})"),
            SIZE,
        );
    }
    raises(
        "st.session_state.k = 3\nst.file_uploader('a', key='k')",
        "StreamlitValueAssignmentNotAllowedError | `st.session_state['k']`",
    );
    raises(
        "st.file_uploader('a', on_change=3)",
        "StreamlitValueError | `on_change` | 'rerun' | 'ignore'",
    );
    raises(
        "st.file_uploader('a', label_visibility='foo')",
        "StreamlitValueError | `label_visibility` | 'visible' | 'hidden' | 'collapsed'",
    );
    raises(
        "st.file_uploader('a', width='content')",
        "StreamlitInvalidWidthError | `width` | `'content'` | 'stretch'",
    );
}

#[test]
fn a_photograph_and_a_recording_are_files() {
    for call in [
        "st.camera_input('u', key='k', on_change=lambda: print('changed'))",
        "st.audio_input('u', key='k', on_change=lambda: print('changed'))",
    ] {
        let mut app = app(&format!("f = {call}\nst.text(f and f.getvalue())"));
        assert!(app.outline().ends_with("text: None\n"));
        app.hand_over("u", &[("1", "a", "abc")]);
        assert!(app.outline().ends_with("text: b'abc'\n"));
        app.hand_over("u", &[]);
        assert!(app.outline().ends_with("text: None\n"));
        assert_eq!(app.printed(), "changed\nchanged\n");
    }
}

#[test]
fn devices_are_asked_for_what_they_can() {
    for (call, error) in [
        (
            "st.camera_input('a', resolution='foo')",
            "StreamlitValueError | `resolution` | '480p' | '720p' | '1080p'",
        ),
        (
            "st.camera_input('a', resolution=(1, 2))",
            "StreamlitValueError | `resolution` | '480p' | '720p' | '1080p'",
        ),
        (
            "st.camera_input('a', width='content')",
            "StreamlitInvalidWidthError | `width` | `'content'` | 'stretch'",
        ),
        (
            "st.camera_input('a', on_change=3)",
            "StreamlitValueError | `on_change` | 'rerun' | 'ignore'",
        ),
        (
            "st.audio_input('a', sample_rate=3)",
            "StreamlitValueError | `sample_rate` | `3` | 8000 | 11025",
        ),
        (
            "st.session_state.k = 1\nst.audio_input('a', key='k')",
            "StreamlitValueAssignmentNotAllowedError | `st.session_state['k']`",
        ),
    ] {
        raises(call, error);
    }
}

#[test]
fn the_classes_can_be_imported() {
    let mut app = app(
        "from streamlit.typing import ChatInputValue, UploadedFile\nfrom streamlit.runtime.uploaded_file_manager import UploadedFile as Same\nf = st.file_uploader('u')\nst.text((UploadedFile is Same, isinstance(f, UploadedFile), ChatInputValue('x').text))\ntry:\n    from streamlit.typing import Nothing\nexcept ImportError:\n    st.text('no')",
    );
    app.hand_over("u", &[("1", "a.txt", "x")]);
    assert_eq!(
        app.outline(),
        "files \"u\"\ntext: (True, True, 'x')\ntext: no\n"
    );
}

const STATION: &str = r#"
import streamlit as st
with st.form("f"):
    note = st.file_uploader("note")
    st.form_submit_button("Send")
for file in st.file_uploader("files", accept_multiple_files=True, key="files"):
    st.text(f"{file.name} {file.read()}")
st.text(f"sent {note and note.read()}")
"#;

#[test]
fn files_are_there_in_a_page_that_goes_on_with_the_session() {
    let mut app = App::new(STATION);
    app.hand_over("files", &[("1", "a.txt", "one"), ("2", "b.txt", "two")]);
    app.hand_over("note", &[("3", "c.txt", "three")]);
    let shown = app.outline();
    assert!(
        shown.contains("a.txt b'one'") && shown.contains("b.txt b'two'"),
        "{shown}"
    );
    for _ in 0..2 {
        app.reopen(STATION);
        assert_eq!(app.outline(), shown);
        assert_eq!(app.stored_uploads(), ["1", "2", "3"]);
    }
    // What a form held back is sent from there.
    app.click("Send");
    assert!(app.outline().contains("sent b'three'"), "{}", app.outline());
    app.crash();
    assert!(app.outline().contains("sent b'three'"), "{}", app.outline());
    assert!(app.warnings().is_empty(), "{:?}", app.warnings());
}

#[test]
fn files_that_are_given_up_are_not_stored_any_more() {
    let mut app = App::new(STATION);
    app.hand_over("files", &[("1", "a.txt", "one"), ("2", "b.txt", "two")]);
    app.reopen(STATION);
    let rest = app.shown("files").map(|value| match value {
        WidgetValue::Files(files) => WidgetValue::Files(files[1..].to_vec()),
        other => other,
    });
    app.set("files", rest.expect("files"));
    app.rerun();
    assert_eq!(app.stored_uploads(), ["2"]);
    app.edit("import streamlit as st");
    app.rerun();
    assert_eq!(app.stored_uploads(), Vec::<String>::new());
}

#[test]
fn a_file_that_could_not_be_stored_is_named_and_nothing_else_is_lost() {
    let mut app = App::new(STATION);
    app.hand_over("files", &[("1", "a.txt", "one"), ("2", "b.txt", "two")]);
    app.hand_over("note", &[("3", "c.txt", "three")]);
    app.lose_upload("1");
    app.lose_upload("3");
    app.reopen(STATION);
    let shown = app.outline();
    assert!(
        !shown.contains("a.txt") && shown.contains("b.txt b'two'"),
        "{shown}"
    );
    assert_eq!(app.shown("note"), None);
    let warnings = app.warnings();
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert!(
        warnings[0].ends_with("not stored: a.txt, c.txt."),
        "{warnings:?}"
    );
}
