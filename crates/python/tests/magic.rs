//! Which expressions magic shows. What the original does with each of these was tried with it.

mod harness;

use std::cell::RefCell;
use std::rc::Rc;

use brooklet_python::Magic;
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{PyResult, VirtualMachine};
use harness::Fixture;

/// What a script shows: a line for each time, values as `repr` has them.
fn shown_with(magic: Magic, source: &str) -> Vec<String> {
    let fixture = Fixture::new();
    let lines = Rc::new(RefCell::new(Vec::new()));
    fixture.python.enter(|vm| {
        let lines = Rc::clone(&lines);
        let show = move |args: FuncArgs, vm: &VirtualMachine| -> PyResult<()> {
            let mut values = Vec::new();
            for value in &args.args {
                values.push(value.repr(vm)?.to_string());
            }
            lines.borrow_mut().push(values.join(", "));
            Ok(())
        };
        let python = &fixture.python;
        let ran = python
            .set_show(vm, vm.new_function("show", show).into())
            .and_then(|()| python.compile(vm, source, "/app/app.py", Some(magic)))
            .and_then(|program| python.run_main(vm, &program));
        if let Err(error) = ran {
            panic!("{}", python.trace(vm, &error));
        }
    });
    lines.take()
}

fn shown(source: &str) -> Vec<String> {
    shown_with(Magic::default(), source)
}

#[test]
fn values_are_shown() {
    for (value, expected) in [
        ("x", "1"),
        ("'text'", "'text'"),
        ("f'{x}'", "'1'"),
        ("b'b'", "b'b'"),
        ("...", "Ellipsis"),
        ("(x)", "1"),
        ("x, y", "1, [2]"),
        ("(x, y)", "1, [2]"),
        ("(x,)", "1"),
        ("*y, 3", "2, 3"),
        ("f(), 7", "(), 7"),
        ("{1: 2}", "{1: 2}"),
        ("x if y else f()", "1"),
        ("not f()", "True"),
        ("x and f(4)", "(4,)"),
        ("x < 2 < 3", "True"),
        ("y[0]", "2"),
        ("f(5)[0]", "5"),
        ("(1j).imag", "1.0"),
        ("[i for i in y]", "[2]"),
        ("(z := 6)", "6"),
        ("x;", "1"),
        ("f(); x", "1"),
    ] {
        let script = format!("x, y, f = 1, [2], lambda *a: a\n{value}\n");
        assert_eq!(shown(&script), [expected], "{value}");
    }
}

#[test]
fn deeds_are_not_shown() {
    for deed in [
        "f()",
        "(f())",
        "f()()",
        "f().g()",
        "'a'.upper()",
        "a = 1",
        "a: int",
    ] {
        let script = format!("def f(): return f\nf.g = f\n{deed}\n");
        assert_eq!(shown(&script), [""; 0], "{deed}");
    }
}

#[test]
fn blocks_are_looked_into() {
    for (script, expected) in [
        ("for i in [1]: 'a'\nelse: 'b'", "'a' 'b'"),
        ("n = 1\nwhile n:\n    n = 0\n    'a'\nelse: 'b'", "'a' 'b'"),
        (
            "for i in range(3):\n    if i == 0: 'a'\n    elif i == 1: 'b'\n    else: 'c'",
            "'a' 'b' 'c'",
        ),
        ("import io\nwith io.StringIO():\n    'a'\n    1", "'a' 1"),
        (
            "try:\n    'a'\n    1/0\nexcept ZeroDivisionError: 'b'\nfinally: 'c'",
            "'a' 'b' 'c'",
        ),
        ("try: pass\nexcept* ValueError: pass\nelse: 'a'", "'a'"),
        ("match 1:\n    case 2: 'a'\n    case _: 'b'", "'b'"),
        (
            "def f():\n    'docs'\n    'a'\n    def g():\n        'docs'\n        'b'\n    g()\nf()",
            "'a' 'b'",
        ),
        (
            "def f():\n    yield\n    yield 1\n    'a'\nlist(f())",
            "'a'",
        ),
        (
            "class C:\n    'docs'\n    1\n    for i in [1]: i\n    def m(self):\n        'docs'\n        'a'\nC().m()",
            "'a'",
        ),
        (
            "class C:\n    class D:\n        def m(self): 1\nC.D().m()",
            "",
        ),
        (
            "async def a():\n    await b()\n    'a'\nasync def b(): 1\ntry: a().send(None)\nexcept StopIteration: pass",
            "1 'a'",
        ),
    ] {
        assert_eq!(shown(script).join(" "), expected, "{script}");
    }
}

#[test]
fn the_docstring_is_shown_if_asked_for() {
    let magic = Magic {
        shows_docstring: true,
        ..Magic::default()
    };
    let script = "'docs'\ndef f():\n    'f'\nf()\n";
    assert_eq!(shown_with(magic, script), ["'docs'"]);
    assert_eq!(shown(script), [""; 0]);
}

#[test]
fn the_last_call_is_shown_if_asked_for_and_no_semicolon_follows() {
    let magic = Magic {
        shows_last_call: true,
        ..Magic::default()
    };
    for script in ["abs(1)\nabs(-2)\n", "abs(1); abs(-2)  # two", "abs(\n-2\n)"] {
        assert_eq!(shown_with(magic, script), ["2"], "{script}");
    }
    for script in [
        "abs(-2);",
        "abs(-2) ; \n",
        "abs(-2)  # ;",
        "if 1:\n    abs(-2)\n",
        "'docs'\n",
        "abs(-2)\nx = 1\n",
    ] {
        assert_eq!(shown_with(magic, script), [""; 0], "{script}");
    }
}
