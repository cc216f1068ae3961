//! The files that a script writes, moves and removes outlive its session.

use brooklet_protocol::message::{StoredFile, StoredFilesRequest};
use brooklet_tests::{App, TestStorage};

/// Writes, moves and removes as its text field says.
const SCRIPT: &str = "import streamlit as st
with st.form('f'):
    source = st.text_input('do')
    if st.form_submit_button('go'): exec(source)
";

fn run(app: &mut App, source: &str) {
    app.set(
        "do",
        brooklet_protocol::WidgetValue::Text(source.to_owned()),
    );
    app.click("go");
}

/// What a later session sees.
fn printed(source: &str, files: &[(&str, &str)], storage: &TestStorage) -> String {
    App::with_storage(source, files, storage).printed()
}

#[test]
fn what_is_written_moved_and_removed_is_so_later() {
    let storage = TestStorage::default();
    let mut app = App::with_storage(SCRIPT, &[], &storage);
    run(
        &mut app,
        "import os
for path in ['todo.txt', '/persistent/note', os.path.expanduser('~/home.txt'), '/tmp/gone', 'a', 'b']:
    with open(path, 'w') as file: file.write(path)
os.makedirs('deep/er'); os.rename('a', 'deep/er/a'); os.remove('b'); os.mkdir('empty')",
    );
    let look = "import os
for folder, _, names in [*os.walk('/app'), *os.walk('/persistent'), *os.walk('/home/user'), *os.walk('/tmp')]:
    print(folder, *[f'{name}:{open(os.path.join(folder, name)).read()}' for name in names if name != 'app.py'])";
    let expected = "/app todo.txt:todo.txt
/app/deep
/app/deep/er a:a
/app/empty
/persistent note:/persistent/note
/home/user home.txt:/home/user/home.txt
/tmp
";
    assert_eq!(printed(look, &[], &storage), expected);
}

#[test]
fn a_moved_folder_takes_its_files_along() {
    let storage = TestStorage::default();
    let mut app = App::with_storage(SCRIPT, &[], &storage);
    run(
        &mut app,
        "import os
os.makedirs('one/in'); open('one/in/x', 'w').write('x')
log = open('log', 'a'); log.write('first'); log.flush()
os.rename('log', 'log.1'); log.write(' second'); log.close()",
    );
    run(&mut app, "import os; os.rename('one', 'two')");
    let look = "import os; print(os.path.exists('one'), open('two/in/x').read(), open('log.1').read(), os.path.exists('log'))";
    assert_eq!(printed(look, &[], &storage), "False x first second False\n");
}

#[test]
fn a_file_of_the_app_follows_it_until_the_script_changes_it() {
    let storage = TestStorage::default();
    let look = "print(open('a.txt').read(), open('b.txt').read())";
    let one = [("a.txt", "a1"), ("b.txt", "b1")];
    let two = [("a.txt", "a2"), ("b.txt", "b2")];
    let mut app = App::with_storage(SCRIPT, &one, &storage);
    run(&mut app, "open('a.txt', 'w').write('mine')");
    assert_eq!(printed(look, &one, &storage), "mine b1\n");
    let app = App::with_storage(look, &two, &storage);
    assert_eq!(app.printed(), "mine b2\n");
    assert_eq!(app.warnings().len(), 1, "{:?}", app.warnings());
    assert!(app.warnings()[0].contains("new version of /app/a.txt"));
    // It is said once.
    let app = App::with_storage(look, &two, &storage);
    assert_eq!(app.printed(), "mine b2\n");
    assert_eq!(app.warnings(), Vec::<String>::new());
}

#[test]
fn a_removed_file_of_the_app_stays_away_and_one_that_is_changed_back_follows_again() {
    let storage = TestStorage::default();
    let one = [("a.txt", "a1"), ("data/b.txt", "b1")];
    let mut app = App::with_storage(SCRIPT, &one, &storage);
    run(&mut app, "import shutil; shutil.rmtree('data')");
    run(&mut app, "open('a.txt', 'w').write('mine')");
    run(&mut app, "open('a.txt', 'w').write('a1')");
    let look = "import os; print(open('a.txt').read(), os.path.exists('data'))";
    let two = [("a.txt", "a2"), ("data/b.txt", "b1")];
    assert_eq!(printed(look, &two, &storage), "a2 False\n");
}

#[test]
fn what_the_host_writes_is_the_apps_own() {
    let storage = TestStorage::default();
    let mut app = App::with_storage("import streamlit as st", &[], &storage);
    app.edit("print('second')");
    assert_eq!(storage.names(), Vec::<String>::new());
    assert_eq!(printed("print('third')", &[], &storage), "third\n");
}

#[test]
fn another_tab_sees_what_this_one_has_stored() {
    let storage = TestStorage::default();
    let mut one = App::with_storage(SCRIPT, &[], &storage);
    let mut two = App::with_storage(SCRIPT, &[], &storage);
    run(&mut two, "kept = st.session_state.kept = open('x', 'w+')");
    run(
        &mut one,
        "open('x', 'w').write('one'); open('y', 'w').write('y')",
    );
    run(&mut two, "print(open('x').read(), open('y').read())");
    assert_eq!(two.printed(), "one y\n");
    // A file that is open stays whole.
    run(
        &mut two,
        "st.session_state.kept.write('two'); st.session_state.kept.seek(0); print(st.session_state.kept.read())",
    );
    assert_eq!(two.printed(), "one y\ntwo\n");
    run(&mut one, "import os; os.remove('y')");
    run(&mut two, "import os; print(os.path.exists('y'))");
    assert_eq!(two.printed(), "one y\ntwo\nFalse\n");
}

#[test]
fn a_full_disk_is_an_error_in_the_script_and_harms_nothing() {
    let storage = TestStorage::default();
    let mut app = App::with_storage(SCRIPT, &[], &storage);
    run(&mut app, "open('small', 'w').write('kept')");
    storage.set_room(10_000);
    run(
        &mut app,
        "try:
    with open('big', 'wb') as file: file.write(bytes(100_000))
except OSError as error: print(error.errno, error.strerror)
with open('other', 'w') as file: file.write('fits')",
    );
    assert_eq!(app.printed(), "28 No space left on device\n");
    assert_eq!(storage.names(), ["/app/other", "/app/small"]);
    // What was written last has no later call that could fail.
    run(
        &mut app,
        "st.session_state.f = open('last', 'wb', 0); st.session_state.f.write(bytes(100_000))",
    );
    assert!(
        app.outline().contains("No space left on device"),
        "{}",
        app.outline()
    );
    assert_eq!(
        printed(
            "print(open('small').read(), open('other').read())",
            &[],
            &storage
        ),
        "kept fits\n"
    );
}

#[test]
fn what_a_busy_disk_has_not_stored_was_not_synced() {
    let storage = TestStorage::default();
    let mut app = App::with_storage(SCRIPT, &[], &storage);
    app.world().let_suspend();
    run(&mut app, "open('small', 'w').write('kept')");
    storage.get_stuck();
    run(
        &mut app,
        "import os, time
with open('late', 'w') as file:
    file.write('late'); file.flush(); begin = time.monotonic()
    try: os.fsync(file.fileno())
    except OSError as error: print(error.errno, error.strerror, round(time.monotonic() - begin, -1))",
    );
    assert_eq!(app.printed(), "16 Device or resource busy 60.0\n");
    assert_eq!(storage.names(), ["/app/small"]);
}

#[test]
fn a_file_that_is_moved_on_a_full_disk_stays_stored() {
    let storage = TestStorage::default();
    let mut app = App::with_storage(SCRIPT, &[], &storage);
    run(
        &mut app,
        "open('diary', 'wb').write(bytes(6_000)); open('b', 'wb').write(b'b' * 3_000)",
    );
    // No byte more: not even for a longer name.
    storage.set_room(0);
    run(
        &mut app,
        "import os; os.rename('diary', 'diary.old'); os.rename('b', 'zz')",
    );
    assert_eq!(storage.names(), ["/app/b", "/app/diary"]);
    storage.set_room(20_000);
    run(
        &mut app,
        "import os; open('c', 'w').close(); os.remove('c')",
    );
    run(&mut app, "open('d', 'w').close()");
    let look = "import os; print(sorted(name for name in os.listdir() if name != 'app.py'))";
    let printed = printed(look, &[], &storage);
    let (old, new) = ("['b', 'd', 'diary']", "['d', 'diary.old', 'zz']");
    assert!(printed.contains(old) || printed.contains(new), "{printed}");
}

#[test]
fn room_that_is_made_is_used() {
    let storage = TestStorage::default();
    storage.set_room(10_000);
    let mut app = App::with_storage(SCRIPT, &[], &storage);
    run(&mut app, "open('a', 'wb').write(bytes(6_000))");
    run(
        &mut app,
        "try: open('b', 'wb').write(bytes(6_000))
except OSError: pass",
    );
    assert_eq!(storage.names(), ["/app/a"]);
    run(&mut app, "import os; os.remove('a')");
    run(&mut app, "");
    assert_eq!(storage.names(), ["/app/b"]);
}

#[test]
fn a_record_that_is_damaged_is_dropped_with_a_word_and_a_later_one_stays() {
    let storage = TestStorage::default();
    let mut app = App::with_storage(SCRIPT, &[], &storage);
    run(
        &mut app,
        "open('a', 'w').write('aaaa'); open('b', 'w').write('b')",
    );
    storage.spoil("/app/a", |bytes| bytes.truncate(bytes.len() - 1));
    storage.put("/app/c", &[200, 1, 2]);
    let look = "import os; print(os.listdir())";
    let app = App::with_storage(look, &[], &storage);
    assert_eq!(app.printed(), "['app.py', 'b']\n");
    let warnings = app.warnings().join("\n");
    assert!(warnings.contains("/app/a is damaged"), "{warnings}");
    assert!(
        warnings.contains("/app/c was written by a later version"),
        "{warnings}"
    );
    assert_eq!(storage.names(), ["/app/b", "/app/c"]);
}

#[test]
fn files_of_an_earlier_version_are_there() {
    let storage = TestStorage::default();
    storage.put("a/b.txt", b"kept");
    assert_eq!(
        printed("print(open('/persistent/a/b.txt').read())", &[], &storage),
        "kept\n"
    );
}

#[test]
fn a_file_that_is_read_or_written_as_it_was_is_not_stored_again() {
    let storage = TestStorage::default();
    let mut app = App::with_storage(SCRIPT, &[("a.txt", "a")], &storage);
    run(&mut app, "open('a.txt').read(); open('b', 'w').write('b')");
    let count = storage.count();
    run(
        &mut app,
        "open('b', 'w').write('b'); open('a.txt', 'w').write('a')",
    );
    assert_eq!(storage.count(), count);
}

#[test]
fn times_of_change_are_kept() {
    let storage = TestStorage::default();
    let mut app = App::with_storage(SCRIPT, &[], &storage);
    run(
        &mut app,
        "import os; open('a', 'w').write('a'); print(os.path.getmtime('a'))",
    );
    let look = "import os, time; time.sleep(9); print(os.path.getmtime('a'))";
    assert_eq!(printed(look, &[], &storage), app.printed());
}

#[test]
fn what_is_stored_is_listed_given_as_an_archive_and_forgotten() {
    let storage = TestStorage::default();
    let mut app = App::with_storage(SCRIPT, &[("a.txt", "a")], &storage);
    run(
        &mut app,
        "import os; os.remove('a.txt'); os.makedirs('d'); open('d/b ä', 'w').write('bb')",
    );
    let file = |path: &str, bytes, is_removed| StoredFile {
        path: path.to_owned(),
        bytes,
        is_removed,
    };
    let list = app.stored_files(StoredFilesRequest::List);
    assert_eq!(
        list,
        [file("/app/a.txt", 0, true), file("/app/d/b ä", 2, false)]
    );
    app.stored_files(StoredFilesRequest::Archive);
    let (mime, archive) = app.archive();
    assert_eq!(mime, "application/zip");
    let archive: Vec<String> = archive.iter().map(u8::to_string).collect();
    let source = format!(
        "import io, zipfile
archive = zipfile.ZipFile(io.BytesIO(bytes([{}])))
print(archive.testzip(), [(name, archive.read(name)) for name in archive.namelist()])",
        archive.join(",")
    );
    run(&mut app, &source);
    assert_eq!(app.printed(), "None [('app/d/b ä', b'bb')]\n");
    app.stored_files(StoredFilesRequest::Reset);
    assert_eq!(storage.names(), Vec::<String>::new());
    run(&mut app, "open('later', 'w').write('x')");
    assert_eq!(storage.names(), Vec::<String>::new());
    assert_eq!(
        printed("print(open('a.txt').read())", &[("a.txt", "a")], &storage),
        "a\n"
    );
}

#[test]
fn permission_bits_and_times_are_there_later() {
    let storage = TestStorage::default();
    let brought = [("own.txt", "as it came")];
    let mut app = App::with_storage(SCRIPT, &brought, &storage);
    run(
        &mut app,
        "import os
for path in ['a', '/persistent/b', os.path.expanduser('~/c'), 'plain']:
    with open(path, 'w') as file: file.write('x')
os.mkdir('d')",
    );
    run(
        &mut app,
        "import os
os.chmod('a', 0o600); os.utime('/persistent/b', ns=(1_000_000_000_000_000_001, 1_500_000_000_000_000_002))
os.utime(os.path.expanduser('~/c'), (3, 4)); os.chmod('d', 0o700); os.chmod('own.txt', 0o444)",
    );
    let look = "import os, stat
status = lambda path: os.stat(os.path.expanduser(path))
print(*[stat.filemode(status(path).st_mode) for path in ['a', 'd', 'own.txt', 'plain', '~/c']])
print(status('/persistent/b').st_atime_ns, status('/persistent/b').st_mtime_ns, status('~/c').st_atime, status('~/c').st_mtime)";
    let expected = "-rw------- drwx------ -r--r--r-- -rw-r--r-- -rw-r--r--
1000000000000000001 1500000000000000002 3.0 4.0
";
    for _ in 0..2 {
        assert_eq!(printed(look, &brought, &storage), expected);
    }
    // A file that has only other permissions follows the app, and is no file of the script's.
    let newer = [("own.txt", "a new version")];
    let own = "import os; print(oct(os.stat('own.txt').st_mode), open('own.txt').read())";
    assert_eq!(printed(own, &newer, &storage), "0o100444 a new version\n");
    let mut app = App::with_storage(SCRIPT, &newer, &storage);
    let listed = app.stored_files(StoredFilesRequest::List);
    assert!(
        listed.iter().all(|file| !file.path.ends_with("own.txt")),
        "{listed:?}"
    );
    run(
        &mut app,
        "import os; os.rename('a', 'moved'); open('moved', 'w').write('other')",
    );
    run(&mut app, "import os; os.chmod('own.txt', 0o644)");
    let moved = "import os; print(oct(os.stat('moved').st_mode), oct(os.stat('own.txt').st_mode), open('moved').read())";
    assert_eq!(
        printed(moved, &newer, &storage),
        "0o100600 0o100644 other\n"
    );
}

#[test]
fn permission_bits_and_times_are_seen_by_another_tab() {
    let storage = TestStorage::default();
    let mut one = App::with_storage(SCRIPT, &[], &storage);
    run(&mut one, "open('a', 'w').write('x')");
    let mut two = App::with_storage(SCRIPT, &[], &storage);
    run(
        &mut one,
        "import os; os.chmod('a', 0o750); os.utime('a', (5, 6))",
    );
    run(
        &mut two,
        "import os; s = os.stat('a'); print(oct(s.st_mode), s.st_mtime)",
    );
    assert_eq!(two.printed(), "0o100750 6.0\n");
}

#[test]
fn a_folder_that_another_tab_moves_or_removes_is_gone_with_all_that_was_in_it() {
    let storage = TestStorage::default();
    let brought = [("data/own.txt", "own")];
    let mut one = App::with_storage(SCRIPT, &brought, &storage);
    let mut two = App::with_storage(SCRIPT, &brought, &storage);
    run(
        &mut one,
        "import os
os.makedirs('old/in/deep'); open('old/in/x', 'w').write('x'); open('old/y', 'w').write('y')
os.makedirs('mine'); open('mine/z', 'w').write('z')",
    );
    run(
        &mut two,
        "print(open('old/in/x').read()); open('mine/other', 'w').write('o')",
    );
    run(
        &mut one,
        "import os, shutil; os.rename('old', 'new'); os.rename('data', 'moved'); os.remove('mine/z')",
    );
    let look = "import os
print(*[path for path in ['old', 'data', 'mine', 'new/in/deep', 'moved'] if os.path.isdir(path)])
print(open('new/in/x').read(), open('new/y').read(), open('moved/own.txt').read(), os.listdir('mine'))";
    run(&mut two, look);
    let expected = "mine new/in/deep moved\nx y own ['other']\n";
    assert_eq!(two.printed(), format!("x\n{expected}"));
    assert_eq!(printed(look, &brought, &storage), expected);
}

#[test]
fn a_file_that_another_tab_makes_a_folder_is_one() {
    let storage = TestStorage::default();
    let mut one = App::with_storage(SCRIPT, &[], &storage);
    let mut two = App::with_storage(SCRIPT, &[], &storage);
    run(
        &mut one,
        "import os; open('a', 'w').write('x'); os.mkdir('b')",
    );
    run(
        &mut two,
        "import os; print(os.path.isfile('a'), os.path.isdir('b'))",
    );
    run(
        &mut one,
        "import os; os.remove('a'); os.mkdir('a'); open('a/x', 'w').write('x'); os.rmdir('b'); open('b', 'w').write('b')",
    );
    run(&mut two, "print(open('a/x').read(), open('b').read())");
    assert_eq!(two.printed(), "True True\nx b\n");
}
