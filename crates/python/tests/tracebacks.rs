//! Exceptions in words.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

mod harness;

use harness::{Fixture, run};

/// The type, message and stack of what ended a script.
fn trace(source: &str) -> String {
    let fixture = Fixture::new();
    fixture
        .python
        .files()
        .write("/app/app.py", source.as_bytes())
        .expect("the folder is there");
    let trace = fixture.python.enter(|vm| {
        let ran = fixture
            .python
            .compile(vm, source, "/app/app.py", None)
            .and_then(|program| fixture.python.run_main(vm, &program));
        fixture.python.trace(vm, &ran.expect_err("it raises"))
    });
    format!(
        "{}: {:?}\n{}",
        trace.type_name,
        trace.message,
        trace.stack.join("\n")
    )
}

#[test]
fn an_exception_is_shown_with_its_cause() {
    let script = r#"def g():
    raise ValueError("bad\nlines")
def f():
    try:
        g()
    except ValueError as e:
        raise KeyError("wrapped") from e
f()
"#;
    expect_test::expect![[r#"
        KeyError: "'wrapped'"
        File "/app/app.py", line 5, in f
            g()
            ~^^
        File "/app/app.py", line 2, in g
            raise ValueError("bad\nlines")
        ValueError: bad
        lines
        The above exception was the direct cause of the following exception:
        File "/app/app.py", line 8, in <module>
            f()
            ~^^
        File "/app/app.py", line 7, in f
            raise KeyError("wrapped") from e"#]]
    .assert_eq(&trace(script));
}

#[test]
fn an_exception_is_shown_with_what_was_being_handled() {
    let script = "try:\n    1/0\nexcept Exception:\n    {}['q']\n";
    expect_test::expect![[r#"
        KeyError: "'q'"
        File "/app/app.py", line 2, in <module>
            1/0
            ~^~
        ZeroDivisionError: division by zero
        During handling of the above exception, another exception occurred:
        File "/app/app.py", line 4, in <module>
            {}['q']
            ~~^^^^^"#]]
    .assert_eq(&trace(script));
}

#[test]
fn a_syntax_error_says_where_it_is() {
    expect_test::expect![[r#"
        SyntaxError: "File \"/app/app.py\", line 2\n  if x\n      ^\nSyntaxError: expected ':'"
    "#]]
    .assert_eq(&trace("x = 1\nif x\n    pass\n"));
    expect_test::expect![[r#"
        SyntaxError: "File \"/app/app.py\", line 1\n  a = (\n      ^\nSyntaxError: '(' was never closed"
    "#]].assert_eq(&trace("a = (\n"));
    expect_test::expect![[r#"
        IndentationError: "File \"/app/app.py\", line 2\n  return 1\n  ^^^^^^\nIndentationError: expected an indented block after function definition on line 1"
    "#]].assert_eq(&trace("def f():\nreturn 1\n"));
    expect_test::expect![[r#"
        SyntaxError: "File \"/app/app.py\", line 1\n  return 1\n  ^^^^^^^^\nSyntaxError: 'return' outside function"
    "#]].assert_eq(&trace("return 1\n"));
    expect_test::expect![[r#"
        SyntaxError: "File \"<string>\", line 1\n  1 +* 2\n     ^\nSyntaxError: invalid syntax"
        File "/app/app.py", line 1, in <module>
            eval('1 +* 2')
            ~~~~^^^^^^^^^^"#]]
    .assert_eq(&trace("eval('1 +* 2')"));
}

#[test]
fn frames_of_the_library_are_shown_and_ours_are_not() {
    expect_test::expect![[r#"
        json.decoder.JSONDecodeError: "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"
        File "/app/app.py", line 2, in <module>
            json.loads('{')
            ~~~~~~~~~~^^^^^
        File "/lib/python3.14/json/__init__.py", line 352, in loads
        File "/lib/python3.14/json/decoder.py", line 359, in decode
        File "/lib/python3.14/json/decoder.py", line 375, in raw_decode"#]].assert_eq(&trace("import json\njson.loads('{')"));
    expect_test::expect![[r#"
        FileNotFoundError: "[Errno 2] No such file or directory: 'missing.txt'"
        File "/app/app.py", line 1, in <module>
            open('missing.txt')
            ~~~~^^^^^^^^^^^^^^^"#]]
    .assert_eq(&trace("open('missing.txt')"));
    expect_test::expect![[r#"
        ModuleNotFoundError: "No module named 'missing_module'"
        File "/app/app.py", line 1, in <module>
            import missing_module"#]]
    .assert_eq(&trace("import missing_module"));
}

#[test]
fn a_group_is_shown_with_its_members() {
    let script = r#"def f():
    raise ValueError("a")
found = []
try:
    f()
except ValueError as e:
    found.append(e)
inner = ExceptionGroup("inner", [TypeError("b"), KeyError("c")])
raise ExceptionGroup("several", [*found, inner])
"#;
    expect_test::expect![[r#"
        ExceptionGroup: "several (2 sub-exceptions)"
        File "/app/app.py", line 9, in <module>
            raise ExceptionGroup("several", [*found, inner])
        +---------------- 1 ----------------
        File "/app/app.py", line 5, in <module>
            f()
            ~^^
        File "/app/app.py", line 2, in f
            raise ValueError("a")
        ValueError: a
        +---------------- 2 ----------------
        ExceptionGroup: inner (2 sub-exceptions)
        +---------------- 1 ----------------
        TypeError: b
        +---------------- 2 ----------------
        KeyError: 'c'"#]]
    .assert_eq(&trace(script));
}

#[test]
fn notes_are_shown_with_what_led_to_an_exception() {
    let script = "try:\n    e = ValueError('x')\n    e.add_note('a note')\n    raise e\n\
                  except ValueError:\n    raise KeyError('k') from None or e\n";
    expect_test::expect![[r#"
        KeyError: "'k'"
        File "/app/app.py", line 4, in <module>
            raise e
        ValueError: x
        a note
        The above exception was the direct cause of the following exception:
        File "/app/app.py", line 6, in <module>
            raise KeyError('k') from None or e"#]]
    .assert_eq(&trace(script));
}

#[test]
fn a_message_stands_without_space_around_it() {
    expect_test::expect![[r#"
        ValueError: "bad \n  lines"
        File "/app/app.py", line 1, in <module>
            raise ValueError('\n  bad \n  lines\n')"#]]
    .assert_eq(&trace("raise ValueError('\\n  bad \\n  lines\\n')"));
    let broken = "class Odd(Exception):\n    def __str__(self): return 1/0\nraise Odd\n";
    expect_test::expect![[r#"
        __main__.Odd: ""
        File "/app/app.py", line 3, in <module>
            raise Odd"#]]
    .assert_eq(&trace(broken));
}

#[test]
fn errors_load_no_more_of_the_library() {
    for script in [
        "retrun 1\n",
        "eval('1 fro 2')\n",
        "lenght = 1\nlength\n",
        "''.uper()\n",
        "import notthere\n",
        "from math import pie\n",
    ] {
        let fixture = Fixture::new();
        assert!(fixture.run(script).contains("Error: "), "{script}");
        assert_eq!(fixture.world.library_asked.get(), 0, "{script}");
    }
}

#[test]
fn a_program_reads_its_own_lines() {
    let script = r#"import inspect, linecache, traceback
from helper import boom
half = lambda x: x / 2
class Thing:
    def go(self):
        return [i
                for i in range(3)]
print(inspect.getsource(Thing.go), inspect.getsource(half), inspect.getsource(boom), end="")
print(linecache.getline(__file__, 3), end="")
try:
    boom()
except ZeroDivisionError:
    print(traceback.format_exc(), end="")
"#;
    let fixture = Fixture::new();
    let helper = b"def boom():\n    return 1 / 0\n";
    let files = fixture.python.files();
    files.write("/app/helper.py", helper).expect("writable");
    expect_test::expect![[r#"
            def go(self):
                return [i
                        for i in range(3)]
         half = lambda x: x / 2
         def boom():
            return 1 / 0
        half = lambda x: x / 2
        Traceback (most recent call last):
          File "/app/app.py", line 11, in <module>
            boom()
            ~~~~^^
          File "/app/helper.py", line 2, in boom
            return 1 / 0
                   ~~^~~
        ZeroDivisionError: division by zero
    "#]]
    .assert_eq(&fixture.run(script));
}

#[test]
fn warnings_are_printed() {
    let script = "import warnings\nwarnings.warn('careful')\nassert (1, 'x')\nprint('\\d')\n";
    expect_test::expect![[r#"
        /app/app.py:4: SyntaxWarning: "\d" is an invalid escape sequence. Such sequences will not work in the future. Did you mean "\\d"? A raw string is also an option.
        /app/app.py:3: SyntaxWarning: assertion is always true, perhaps remove parentheses?
        /app/app.py:2: UserWarning: careful
          warnings.warn('careful')
        \d
    "#]]
    .assert_eq(&run(script));
}

#[test]
fn a_traceback_is_printed_as_python_prints_it() {
    let script = "class Odd(Exception):\n    pass\ndef f():\n    raise Odd('no')\nf()\n";
    expect_test::expect![[r#"
        Traceback (most recent call last):
          File "/app/app.py", line 5, in <module>
            f()
            ~^^
          File "/app/app.py", line 4, in f
            raise Odd('no')
        Odd: no"#]]
    .assert_eq(&run(script));
}
