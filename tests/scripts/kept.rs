//! Files of the folder `/persistent` outlive a session.

use brooklet_protocol::{Manifest, ToEngine, manifest::FileBytes};
use brooklet_tests::App;

#[test]
fn files_are_kept_when_a_run_ends() {
    let mut app = App::new(
        "import os, pathlib, streamlit as st
folder = pathlib.Path('/persistent')
if st.button('write'):
    (folder / 'deep').mkdir(exist_ok=True)
    (folder / 'deep/note').write_text('one')
if st.button('again'): (folder / 'deep/note').write_text('two')
if st.button('remove'): (folder / 'deep/note').unlink()
",
    );
    let kept = |app: &App| app.world().kept_files();
    assert!(kept(&app).is_empty());
    app.click("write");
    assert_eq!(kept(&app)["deep/note"], b"one");
    app.click("again");
    assert_eq!(kept(&app)["deep/note"], b"two");
    app.click("remove");
    assert!(kept(&app).is_empty());
}

#[test]
fn kept_files_are_there_when_an_app_opens() {
    let mut app = App::new("");
    app.world().keep_file("a/b.txt", b"kept");
    let script = "print(open('/persistent/a/b.txt').read())";
    let files = [("app.py".to_owned(), FileBytes(script.into()))];
    app.send([ToEngine::Open(Manifest {
        entrypoint: "app.py".to_owned(),
        files: files.into(),
        ..Manifest::default()
    })]);
    assert_eq!(app.printed(), "kept\n");
}
