//! The modules of the standard library import as the table in crate `stdlib` says.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

mod harness;

use harness::run;

const TABLE: &str = include_str!("../../stdlib/README.md");

struct Row {
    name: &'static str,
    state: &'static str,
    note: &'static str,
}

fn rows() -> Vec<Row> {
    let rows = TABLE.lines().filter(|line| line.starts_with("| `"));
    rows.map(|line| {
        let mut cells = line.split('|').map(str::trim).skip(1);
        let mut cell = || cells.next().expect("a row has three cells");
        Row {
            name: cell().trim_matches('`'),
            state: cell(),
            note: cell(),
        }
    })
    .collect()
}

#[test]
fn every_module_of_the_table_is_as_it_says() {
    let rows = rows();
    let names: Vec<&str> = rows.iter().map(|row| row.name).collect();
    let printed = run(&format!(
        "import contextlib, io, warnings\nwarnings.simplefilter('ignore')\n\
         for name in {names:?}:\n    \
         try:\n        with contextlib.redirect_stdout(io.StringIO()): __import__(name)\n    \
         except BaseException as error:\n        print(f'{{name}}: {{type(error).__name__}}: {{error}}')"
    ));
    let missing = rows.iter().filter(|row| row.state == "cannot");
    let expected: Vec<String> = missing
        .map(|Row { name, note, .. }| {
            format!("{name}: ModuleNotFoundError: No module named '{name}': {note}")
        })
        .collect();
    assert_same_lines(&printed, &expected.join("\n"));
}

/// Shows the lines that differ.
fn assert_same_lines(printed: &str, expected: &str) {
    let other: Vec<&str> = printed
        .lines()
        .filter(|line| !expected.contains(line))
        .collect();
    let lost: Vec<&str> = expected
        .lines()
        .filter(|line| !printed.contains(line))
        .collect();
    assert!(
        other.is_empty() && lost.is_empty(),
        "{other:#?}\ninstead of {lost:#?}"
    );
}

#[test]
fn every_public_module_is_in_the_table() {
    let printed = run("import sys\nprint(*sorted(sys.stdlib_module_names))");
    let rows = rows();
    let unlisted: Vec<&str> = printed
        .split_whitespace()
        .filter(|name| !name.starts_with('_'))
        .filter(|name| {
            !rows
                .iter()
                .any(|row| row.name.split('.').next() == Some(name))
        })
        .collect();
    assert!(unlisted.is_empty(), "{unlisted:?}");
}

#[test]
fn who_looks_for_a_missing_module_is_told_that_there_is_none() {
    let printed = run(
        "import importlib.util\nprint(importlib.util.find_spec('readline'))\n\
         try:\n    import readline\nexcept ImportError as error:\n    print(type(error).__name__, error.name)\n\
         open('turtle.py', 'w').write('mine = 1')\nimport turtle\nprint(turtle.mine)",
    );
    assert_eq!(printed, "None\nModuleNotFoundError readline\n1\n");
}

#[test]
fn what_a_tab_has_not_says_so() {
    let printed = run(r"
import faulthandler, grp, multiprocessing, os, pwd, select, signal, socket, subprocess, urllib.request, webbrowser
def start_process(): multiprocessing.Process(target=print).start()
for wrong in (socket.socket, lambda: socket.create_connection(('example.com', 80)), start_process,
              multiprocessing.Queue, lambda: subprocess.run(['ls']), lambda: os.popen('ls'),
              lambda: urllib.request.urlopen('http://example.com'), lambda: select.select([], [], [])):
    try: wrong()
    except OSError as error: print(type(error).__name__, error)
print(socket.gethostname(), socket.inet_aton('1.2.3.4'), socket.inet_ntop(socket.AF_INET6, bytes(16)))
print(webbrowser.open('http://example.com'), pwd.getpwuid(os.getuid()).pw_name, grp.getgrgid(0).gr_name)
faulthandler.enable(); print(faulthandler.is_enabled()); faulthandler.dump_traceback()
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler, hasattr(os, 'fork'))
");
    expect_test::expect![[r#"
        OSError [Errno 95] a browser's tab has no sockets
        gaierror [Errno -4] a browser's tab has no sockets and looks up no names
        OSError [Errno 38] a browser's tab runs one process: call the function, or use a pool
        OSError [Errno 38] Function not implemented
        OSError [Errno 95] emscripten does not support processes.
        OSError [Errno 95] emscripten does not support processes.
        URLError <urlopen error the server cannot be reached: no such name, no server there, or the connection broke>
        OSError select() would wait for ever: a browser's tab has nothing to wait for
        browser b'\x01\x02\x03\x04' ::
        False user user
        True
        Stack (most recent call first):
          File "/app/app.py", line 11 in <module>
        True False
    "#]]
    .assert_eq(&printed);
}

#[test]
fn profiles_are_taken() {
    let printed = run(r"
import cProfile, pstats
def square(n): return n * n
def squares(): return sum(square(n) for n in range(3))
with cProfile.Profile() as profile: squares(); squares()
stats = pstats.Stats(profile).strip_dirs().stats
for function in sorted(stats):
    if function[2] in ('square', 'squares', '<genexpr>'): print(function, stats[function][:2])
cProfile.run('squares()', 'out.prof'); print(pstats.Stats('out.prof').total_calls > 5)
");
    expect_test::expect![[r#"
        ('app.py', 3, 'square') (6, 6)
        ('app.py', 4, '<genexpr>') (8, 8)
        ('app.py', 4, 'squares') (2, 2)
        True
    "#]]
    .assert_eq(&printed);
}
